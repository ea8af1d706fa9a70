//! How well the numbers match those that venues publish: what `docs/CONFORMANCE.md` has in full.

use crate::element::{Element, element};
use crate::venues::store::Store;
use crate::words::Message;
use margin_core::Decimal;
use margin_venues::conformance::{Conformance, SUMMARY};
use margin_venues::{LISTED_VENUES, Venue};

/// The venue of the page whose tables are known here, and not its rules.
fn offered(row: &Conformance) -> Option<&'static Venue> {
    LISTED_VENUES.into_iter().find(|venue| venue.short_name == row.name)
}

/// A line for each venue that the page offers, or whose rules are known here.
pub fn conformance(store: Store) -> Vec<Element> {
    let head = |name: Message| element("th").with("scope", "col").text(store.text(name));
    let line = |row: &Conformance| {
        let count = |count: u32| {
            let text = store.shell().speak_untracked(|speaker| speaker.locale.exact(Decimal::from(count)));
            element("td").text(text)
        };
        let code = row.venue.or_else(|| offered(row).map(|venue| venue.code)).unwrap_or_default();
        element("tr").with("data-conformance", code).children([
            // Few fonts have the letter that Binance circles.
            element("th").with("scope", "row").text(row.name.replace('Ⓢ', "S")),
            count(row.published),
            count(row.of_others),
            count(row.matched),
            count(row.known_mistakes),
            count(row.not_modelled),
        ])
    };
    let heads = [
        Message::VenueName,
        Message::ConformanceOwn,
        Message::ConformanceOthers,
        Message::ConformanceMatched,
        Message::ConformanceMistakes,
        Message::ConformanceUnsupported,
    ];
    vec![element("section").class("conformance card").with("aria-labelledby", "conformance-head").children([
        element("h2").with("id", "conformance-head").text(store.text(Message::VenueConformance)),
        element("table").with("aria-labelledby", "conformance-head").children(
            [
                element("thead").children([element("tr").children(heads.map(head))]),
                element("tbody").list(
                    SUMMARY.iter().filter(|row| row.venue.is_some() || offered(row).is_some()).map(line).collect(),
                ),
            ],
        ),
    ])]
}
