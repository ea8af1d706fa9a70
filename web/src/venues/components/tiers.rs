//! The tier table of the chosen market, with the tiers marked that the position is in: in words, beside the colour.

use super::said;
use crate::components::{button, flag, live, number};
use crate::element::{Element, element, space};
use crate::venues::store::{Mark, Store, TierView};
use crate::words::Message;

/// The table, and a button for the rows that are left out.
pub fn tiers(store: Store) -> Element {
    let caption = move || {
        let listed = store.position.listed();
        let parameters = [("market", listed.symbol()), ("venue", listed.venue_name.as_str())];
        store.speak(|speaker| speaker.words.fill(Message::VenueTiersCaption, &parameters))
    };
    let head = |name: Element| name.with("scope", "col").with("role", "columnheader");
    let still = |name: Message| head(element("th").text(store.text(name)));
    let of_value = head(said("th", move || store.screen(|screen| screen.tier_head.clone())));
    let is_partial = flag(move || store.screen(|screen| !screen.is_partial));
    element("section").class("tiers card").with("aria-labelledby", "tiers-caption").children([
        element("table").with("role", "table").with("aria-labelledby", "tiers-caption").children([
            said("caption", caption).with("id", "tiers-caption"),
            element("thead").with("role", "rowgroup").children([element("tr").with("role", "row").children([
                still(Message::VenueTier),
                of_value,
                still(Message::VenueTierRate),
                still(Message::VenueTierLeverage),
            ])]),
            element("tbody")
                .with("role", "rowgroup")
                .keyed(move || store.tiers_shown(), move |index| row(store, index)),
        ]),
        element("p").class("partial").class_if("hidden", is_partial).text(store.text(Message::VenueTiersPartial)),
        button("", live(move || more(store)), move |_| store.toggle_tiers())
            .class_if("hidden", flag(move || !store.has_more_tiers())),
    ])
}

/// What the button says.
fn more(store: Store) -> String {
    if store.shows_all_tiers() {
        return store.text(Message::VenueTiersFew);
    }
    let count = store.screen(|screen| screen.tiers.len());
    store.speak(|speaker| speaker.words.fill(Message::VenueTiersAll, &[("count", &speaker.count(count))]))
}

fn row(store: Store, index: usize) -> Element {
    let tier = move |text: fn(&TierView) -> String| live(move || store.tier(index, text));
    let field = move |name: &str| ["tier.", &(index + 1).to_string(), ".", name].concat();
    let marks = move || (0..store.tier(index, |tier| tier.marks.len())).collect();
    let mark = move |nth: usize| {
        let of = move |text: fn(&Mark) -> String| {
            live(move || store.tier(index, |tier| tier.marks.get(nth).map(text).unwrap_or_default()))
        };
        element("span")
            .with("class", of(|mark| ["mark mark-", mark.class].concat()))
            .with("data-field", of(|mark| ["mark.", mark.class].concat()))
            .with("data-value", (index + 1).to_string())
            .text(of(|mark| mark.text.clone()))
    };
    let less = move |_| number(field("deduction"), move |look| store.tier(index, |tier| look(&tier.less)));
    let has_less = move || {
        let is_none = store.tier(index, |tier| tier.less.full.is_empty());
        if is_none { Vec::new() } else { vec![0] }
    };
    let cell = || element("td").with("role", "cell");
    element("tr")
        .with("role", "row")
        .class_if("used", flag(move || store.tier(index, |tier| !tier.marks.is_empty())))
        .class_if("gap", flag(move || store.is_tier_after_gap(index)))
        .children([
            element("th").with("scope", "row").with("role", "rowheader").children([
                element("span").class("name").text(tier(|tier| tier.name.clone())),
                space(),
                element("span").class("marks").keyed(marks, mark),
            ]),
            cell()
                .with("data-field", field("floor"))
                .with("data-value", tier(|tier| tier.floor.clone()))
                .text(tier(|tier| tier.range.clone())),
            cell().children([
                number(field("rate"), move |look| store.tier(index, |tier| look(&tier.rate))),
                space(),
                element("small").keyed(has_less, less),
            ]),
            element("td")
                .children([number(field("max-leverage"), move |look| store.tier(index, |tier| look(&tier.leverage)))]),
        ])
}
