//! The root: the chosen market, the same position everywhere, and their connection to the browser.

use super::components::{conformance, market_head, market_picker, number_field, outcomes, paste, tiers, venue_table};
use super::inputs::Field;
use super::store::Store;
use crate::browser;
use crate::components::{flag, header, live, notes, notices, reasons, sentence, side_switch};
use crate::element::{Element, element};
use crate::page::Page;
use crate::words::Message;
use leptos::prelude::*;

/// The whole page.
pub fn venues() -> Vec<Element> {
    let store = Store::opening();
    connect(store);
    let shell = store.shell();
    let is_stale = flag(move || store.is_stale());
    let side = side_switch(shell, move || store.inputs().side, move |side| store.choose_side(side));
    let mut inputs = vec![market_picker(store), side];
    inputs.extend(Field::ALL.map(|field| number_field(store, field)));
    let stale = live(move || if store.is_stale() { store.text(Message::Stale) } else { String::new() });
    let results = element("section")
        .class("results")
        .class_if("stale", is_stale)
        .with("aria-label", store.text(Message::Outcomes))
        .children([element("p").class("stale-note").with("role", "status").text(stale), outcomes(store), tiers(store)]);
    let headline = element("h1").class("sentence").class_if("stale", is_stale);
    let mut parts = vec![
        notices(shell, move || store.notices(), move || store.dismiss_notices()),
        market_head(store),
        sentence(headline, move |look| store.screen(|screen| look(&screen.sentence))),
        element("p").class("spoken").with("role", "status").text(live(move || store.announced())),
        element("div").class("desk").children([
            element("section").class("inputs").with("aria-label", store.text(Message::Position)).list(inputs),
            results,
        ]),
        venue_table(store),
    ];
    parts.extend(conformance(store));
    let reasons = reasons(shell, REASONS.map(|reason| store.text(reason).into()).into());
    parts.extend([paste(store), notes(shell, store.text(Message::VenueAsked), reasons)]);
    let main = element("main").class("venues-page").list(parts);
    vec![header(shell, Page::Venues, move || Some(store.link()), move || store.reset()), main]
}

/// Why a venue may show other numbers.
const REASONS: [Message; 7] = [
    Message::WhyMark,
    Message::WhyFunding,
    Message::WhyOthers,
    Message::WhyOrders,
    Message::VenueWhyTables,
    Message::WhyRounding,
    Message::RatioMeans,
];

/// Connects the position to the browser, after the prerendered page has been taken over: what only the browser knows is
/// put into the signals once, and from then on every pause of the reader puts the state into the address.
///
/// None of it runs while the build draws the page: effects do not run there.
fn connect(store: Store) {
    Effect::new(move |_| {
        store.shell().use_locale(browser::locale());
        store.use_today(browser::today());
        let follow = move || store.follow_link(&browser::fragment());
        if browser::fragment().len() > 1 {
            untrack(follow);
        }
        let links = window_event_listener(leptos::ev::hashchange, move |_| untrack(follow));
        on_cleanup(move || links.remove());
    });
    let pause = browser::Pause::new(browser::Pause::OF_READER);
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
