//! The root component: the chosen market, the same position everywhere, and how they come to life.

use super::components::{
    MarketHead, MarketPicker, NumberField, Outcomes, Paste, Sentence, SideSwitch, Tiers, VenueTable,
};
use super::inputs::Field;
use super::store::Store;
use crate::browser;
use crate::components::{Header, Notices, Page, flag, live};
use crate::words::Message;
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn Venues() -> impl IntoView {
    let store = Store::opening();
    come_to_life(store);
    let shell = store.shell();
    let is_stale = flag(move || store.is_stale());
    view! {
        <Header shell page=Page::Venues link=move || Some(store.link()) reset=move || store.reset()/>
        <main class="venues-page">
            <Notices shell notices=move || store.notices() dismiss=move || store.dismiss_notices()/>
            <h1 class="sentence" class:stale=is_stale><Sentence store/></h1>
            <p class="spoken" role="status">{live(move || store.announced())}</p>
            <div class="desk">
                <section class="inputs" aria-label=store.text(Message::Position)>
                    <MarketPicker store/>
                    <SideSwitch store/>
                    {Field::ALL.map(|field| view! { <NumberField store field/> }).into_iter().collect_view()}
                </section>
                <section class="results" class:stale=is_stale aria-label=store.text(Message::Outcomes)>
                    <p class="stale-note" role="status">
                        {live(move || if store.is_stale() { store.text(Message::Stale) } else { String::new() })}
                    </p>
                    <MarketHead store/>
                    <Outcomes store/>
                    <Tiers store/>
                </section>
            </div>
            <VenueTable store/>
            <Paste store/>
            <Notes store/>
        </main>
    }
}

/// Plain words beside the numbers.
#[component]
fn Notes(store: Store) -> impl IntoView {
    let reasons = [
        Message::WhyMark,
        Message::WhyFunding,
        Message::WhyOthers,
        Message::WhyOrders,
        Message::VenueWhyTables,
        Message::WhyRounding,
        Message::RatioMeans,
    ];
    view! {
        <footer class="notes">
            <p>
                <b>{store.text(Message::Education)}</b> " " <span>{store.text(Message::FollowsMark)}</span> " "
                <span>{store.text(Message::VenueAsked)}</span> " " <span>{store.text(Message::ModeFixed)}</span>
            </p>
            <details>
                <summary>{store.text(Message::WhyOther)}</summary>
                <ul>{reasons.map(|message| view! { <li>{store.text(message)}</li> }).into_iter().collect_view()}</ul>
            </details>
        </footer>
    }
}

/// The start-up step in the browser, after the prerendered page has been taken over: what only the browser knows is
/// put into the signals once, and from then on every pause of the reader puts the state into the address.
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
        on_cleanup(move || links.remove());
    });
    let pause = browser::Pause::new();
    Effect::new(move |before: Option<String>| {
        let link = store.link();
        if before.is_some_and(|before| before != link) {
            pause.then(move || {
                store.announce();
                // A link whose table is still on its way stays in the address.
                if untrack(|| store.is_waiting()) {
                    return;
                }
                let is_opening = untrack(|| store.is_opening());
                browser::replace_fragment(&if is_opening { String::new() } else { untrack(|| store.link()) });
            });
        }
        link
    });
}
