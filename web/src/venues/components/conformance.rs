//! How well the numbers match those that venues publish: what `docs/CONFORMANCE.md` has in full.

use crate::element::{Element, element};
use crate::venues::store::Store;
use crate::words::Message;
use margin_core::Decimal;
use margin_venues::conformance::{Conformance, SUMMARY};

/// A line a venue whose rules are known here.
pub fn conformance(store: Store) -> Vec<Element> {
    let head = |name: Message| element("th").with("scope", "col").text(store.text(name));
    let line = |row: &Conformance| {
        let count = |count: u32| {
            let text = store.shell().speak_untracked(|speaker| speaker.locale.exact(Decimal::from(count)));
            element("td").text(text)
        };
        element("tr").with("data-conformance", row.venue.unwrap_or_default()).children([
            // Few fonts have the letter that Binance circles.
            element("th").with("scope", "row").text(row.name.replace('Ⓢ', "S")),
            count(row.published.saturating_add(row.of_others)),
            count(row.matched),
            count(row.known_mistakes),
            count(row.not_modelled),
        ])
    };
    let heads = [
        Message::VenueName,
        Message::ConformanceExamples,
        Message::ConformanceMatched,
        Message::ConformanceMistakes,
        Message::ConformanceUnsupported,
    ];
    vec![element("section").class("conformance card").with("aria-labelledby", "conformance-head").children([
        element("h2").with("id", "conformance-head").text(store.text(Message::VenueConformance)),
        element("table").with("aria-labelledby", "conformance-head").children([
            element("thead").children([element("tr").children(heads.map(head))]),
            element("tbody").list(SUMMARY.iter().filter(|row| row.venue.is_some()).map(line).collect()),
        ]),
    ])]
}
