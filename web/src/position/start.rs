//! How a page with a position starts in the browser.

use super::Store;
use super::link::Grammar;
use crate::browser;
use crate::components::effect;
use leptos::prelude::*;

/// Puts what only the browser knows into the signals, once; from then on every pause of the reader puts the state into
/// the address, after `paused` was told. `grammar` is what the page wrote in version 1 of links.
///
/// None of it runs while the build draws the page: effects do not run there.
pub fn start(store: Store, grammar: Grammar, paused: impl Fn() + Copy + Send + Sync + 'static) {
    effect(move || {
        store.shell().use_locale(browser::locale());
        store.markets.use_today(browser::today());
        let follow = move || store.follow_link(&browser::fragment(), grammar);
        if browser::fragment().len() > 1 {
            untrack(follow);
        }
        let links = window_event_listener(leptos::ev::hashchange, move |_| untrack(follow));
        on_cleanup(move || links.remove());
    });
    let pause = browser::Pause::new(browser::Pause::OF_READER);
    let mut before = None;
    effect(move || {
        let link = store.link();
        let last = before.replace(link.clone());
        if last.is_some_and(|last| last != link) {
            pause.then(move || {
                paused();
                // A link whose table is still on its way stays in the address.
                if untrack(|| store.is_waiting()) {
                    return;
                }
                let is_opening = untrack(|| store.is_opening());
                browser::replace_fragment(&if is_opening { String::new() } else { untrack(|| store.link()) });
            });
        }
    });
}
