//! The root: the chosen market, the same position everywhere, and their connection to the browser.

use super::components::{conformance, form, market_head, outcomes, tiers, venue_table};
use super::store::Store;
use crate::components::{Live, flag, header, live, notes, notices, reasons, sentence};
use crate::element::{Element, element};
use crate::market::paste;
use crate::market::say::tier_unit;
use crate::page::Page;
use crate::position;
use crate::position::link::Grammar;
use crate::words::Message;

/// The whole page.
pub fn venues() -> Vec<Element> {
    let store = Store::opening();
    start(store);
    let shell = store.shell();
    let position = store.position;
    let is_stale = flag(move || position.is_stale());
    let stale = live(move || if position.is_stale() { store.text(Message::Stale) } else { String::new() });
    let results = element("section")
        .class("results")
        .class_if("stale", is_stale)
        .with("aria-label", store.text(Message::Outcomes))
        .children([element("p").class("stale-note").with("role", "status").text(stale), outcomes(store), tiers(store)]);
    let headline = element("h1").class("sentence").class_if("stale", is_stale);
    let mut parts = vec![
        notices(shell, move || position.notices(), move || position.dismiss_notices()),
        market_head(store),
        sentence(headline, move |look| store.screen(|screen| look(&screen.sentence))),
        element("p").class("spoken").with("role", "status").text(live(move || store.announced())),
        element("div").class("desk").children([form(store), results]),
        venue_table(store),
    ];
    parts.extend(conformance(store));
    let reasons = reasons(shell, REASONS.map(|reason| store.text(reason).into()).into());
    parts.extend([
        paste(position.markets, paste_lead(store), position),
        notes(shell, store.text(Message::VenueAsked), reasons),
    ]);
    let main = element("main").class("venues-page").list(parts);
    vec![
        header(
            shell,
            Page::Venues,
            None,
            move || Some(position.link()),
            move || position.accounts(),
            move || position.reset(),
        ),
        main,
    ]
}

/// For which market a table can be pasted, and what its floors count.
fn paste_lead(store: Store) -> Live {
    live(move || {
        let listed = store.position.listed();
        store.speak(|speaker| {
            let unit = tier_unit(&listed, speaker);
            speaker.words.fill(Message::PasteLead, &[("market", listed.symbol()), ("unit", unit)])
        })
    })
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

/// Starts the page in the browser, after the prerendered page has been taken over.
fn start(store: Store) {
    position::start(store.position, Grammar::Venues, move || store.announce());
}
