//! How well the numbers match the venues' own.

use crate::element::{Element, element};
use crate::venues::conformance::{VERDICTS, Verdict};
use crate::venues::store::Store;
use crate::words::Message;

/// A line a venue; nothing while there is no summary.
pub fn conformance(store: Store) -> Vec<Element> {
    if VERDICTS.is_empty() {
        return Vec::new();
    }
    let head = |name: Message| element("th").with("scope", "col").text(store.text(name));
    let line = |verdict: &Verdict| {
        let field = |name: &str| ["conformance.", verdict.venue, ".", name].concat();
        let count = |name: &str, count: usize| {
            let text = store.shell().speak_untracked(|speaker| speaker.count(count));
            element("td").with("data-field", field(name)).with("data-value", count.to_string()).text(text)
        };
        element("tr").children([
            element("th").with("scope", "row").text(verdict.venue),
            count("examples", verdict.examples),
            count("matched", verdict.matched),
            count("unsupported", verdict.unsupported),
        ])
    };
    let heads = [
        Message::VenueName,
        Message::ConformanceExamples,
        Message::ConformanceMatched,
        Message::ConformanceUnsupported,
    ];
    vec![element("section").class("conformance card").with("aria-labelledby", "conformance-head").children([
        element("h2").with("id", "conformance-head").text(store.text(Message::VenueConformance)),
        element("table").with("aria-labelledby", "conformance-head").children([
            element("thead").children([element("tr").children(heads.map(head))]),
            element("tbody").list(VERDICTS.iter().map(line).collect()),
        ]),
    ])]
}
