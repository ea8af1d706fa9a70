//! The root component: the accounts, and how they come to life.

use super::components::{AccountPanel, Files, Going, LogList, PriceSliders, SceneChoice};
use super::store::Store;
use crate::browser;
use crate::components::{Header, Notices, Page, flag, live};
use crate::state::TABLE_DATE;
use crate::words::Message;
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn Account() -> impl IntoView {
    let store = Store::opening();
    come_to_life(store);
    let shell = store.shell();
    let dated = live(move || {
        store.speak(|speaker| speaker.words.fill(Message::TableDate, &[("date", &speaker.date(TABLE_DATE))]))
    });
    view! {
        <Header shell page=Page::Account link=move || store.link() reset=move || store.reset()/>
        <main class="accounts-page">
            <Notices shell notices=move || store.notices() dismiss=move || store.dismiss_notices()/>
            <SceneChoice store/>
            <h1 class="sentence">{live(move || store.headline())}</h1>
            <p class="spoken" role="status">{live(move || store.announced())}</p>
            <Going store/>
            <PriceSliders store/>
            <div class="accounts" class:alone=flag(move || store.accounts() == 1)>
                <For
                    each=move || 0..store.accounts()
                    key=|account| *account
                    children=move |account| view! { <AccountPanel store account/> }
                />
            </div>
            <LogList store/>
            <footer class="notes">
                <p>
                    <b>{store.text(Message::Education)}</b> " " <span>{store.text(Message::FollowsMark)}</span> " "
                    <span>{dated}</span> " " <span>{store.text(Message::ModeFixed)}</span>
                </p>
                <Files store/>
            </footer>
        </main>
    }
}

/// The start-up step in the browser, after the prerendered page has been taken over: what only the browser knows is
/// put into the signals once, and from then on every pause of the reader puts the accounts into the address.
///
/// None of it runs while the build draws the page: effects do not run there.
fn come_to_life(store: Store) {
    Effect::new(move |_| {
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
    let pause = browser::Pause::new();
    let opening = untrack(|| store.link());
    Effect::new(move |before: Option<()>| {
        let _ = (store.link(), store.panel(), store.with_outlook(|outlook| outlook.rows.len()));
        let opening = opening.clone();
        if before.is_some() {
            pause.then(move || {
                store.rest();
                store.announce();
                let link = untrack(|| store.link());
                let fragment = if link == opening { None } else { link };
                browser::replace_fragment(&fragment.unwrap_or_default());
            });
        }
    });
}
