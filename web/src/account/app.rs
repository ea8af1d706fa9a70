//! The root: the accounts, and their connection to the browser.

use super::components::{account_panel, files, going, log_list, price_sliders, scene_choice};
use super::store::Store;
use crate::browser;
use crate::components::{button, effect, flag, header, live, notes, notices};
use crate::element::{Element, element, space};
use crate::page::Page;
use crate::words::Message;
use leptos::prelude::*;

/// The whole page.
pub fn account() -> Vec<Element> {
    let store = Store::opening();
    connect(store);
    let shell = store.shell();
    let dated = live(move || store.dated());
    let accounts = element("div")
        .class("accounts")
        .class_if("alone", flag(move || store.accounts() == 1))
        .keyed(move || (0..store.accounts()).collect(), move |account| account_panel(store, account));
    let main = element("main").class("living").children([
        notices(shell, move || store.notices(), move || store.dismiss_notices()),
        awaited(store),
        scene_choice(store),
        element("h1").class("sentence").text(live(move || store.headline())),
        element("p").class("spoken").with("role", "status").text(live(move || store.announced())),
        going(store),
        price_sliders(store),
        accounts,
        log_list(store),
        notes(shell, dated, files(store)),
    ]);
    vec![header(shell, Page::Account, None, move || store.link(), || None, move || store.reset()), main]
}

/// That a table is on its way; where it did not come, a button that asks once more.
fn awaited(store: Store) -> Element {
    let retry = button("retry", store.text(Message::StartAgain), move |_| store.fetch());
    element("p").class("pending").children([
        element("span").with("role", "status").text(live(move || store.awaited())),
        space(),
        retry.class_if("hidden", flag(move || !store.has_failed())),
    ])
}

/// Connects the accounts to the browser, after the prerendered page has been taken over: what only the browser knows is
/// put into the signals once, and from then on every pause of the reader puts the accounts into the address.
///
/// None of it runs while the build draws the page: effects do not run there.
fn connect(store: Store) {
    effect(move || {
        store.shell().use_locale(browser::locale());
        let follow = move || store.follow_link(&browser::fragment());
        if browser::fragment().len() > 1 {
            untrack(follow);
        }
        let links = window_event_listener(leptos::ev::hashchange, move |_| untrack(follow));
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            match browser::way(&event) {
                Some(browser::Way::Back) => store.undo(),
                Some(browser::Way::Forth) => store.redo(),
                None => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || {
            links.remove();
            keys.remove();
        });
    });
    let pause = browser::Pause::new(browser::Pause::OF_READER);
    let opening = untrack(|| store.link());
    let mut is_first = true;
    effect(move || {
        let _ = (store.link(), store.panel(), store.prepared(|prepared| prepared.rows.clone()));
        let opening = opening.clone();
        if !std::mem::take(&mut is_first) {
            pause.then(move || {
                store.rest();
                store.announce();
                // A link whose table is still on its way stays in the address.
                if store.is_waiting() {
                    return;
                }
                let link = untrack(|| store.link());
                let fragment = if link == opening { None } else { link };
                browser::replace_fragment(&fragment.unwrap_or_default());
            });
        }
    });
}
