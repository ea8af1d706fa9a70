//! The same position on every venue of the page, a row each; a venue whose table is not here has a button that fetches
//! it.
//!
//! On narrow screens the rows are cards. The roles are written out, for a table that is not drawn as one is none to
//! some browsers.

use super::{said, status};
use crate::components::{Live, button, flag, live, number};
use crate::element::{Element, element, space};
use crate::figure::Figure;
use crate::market::load_all;
use crate::venues::store::{Body, EndView, HeldView, Row, Store};
use crate::words::Message;
use leptos::prelude::*;

/// The table.
pub fn venue_table(store: Store) -> Element {
    let head = |name: Message| element("th").with("scope", "col").with("role", "columnheader").text(store.text(name));
    let row_group = |tag: &'static str| element(tag).with("role", "rowgroup");
    element("section").class("venues card").with("aria-labelledby", "venues-head").children([
        element("header").children([
            element("h2").with("id", "venues-head").text(store.text(Message::VenueSame)),
            load_all(store.position.markets, store.position),
        ]),
        element("p").class("lead").children([
            said("b", move || store.screen(|screen| screen.span.clone())),
            space(),
            element("span").text(store.text(Message::VenueSameLead)),
            space(),
            element("span")
                .class_if("hidden", flag(move || !store.has_old_tables()))
                .text(store.text(Message::VenueSomeOld)),
        ]),
        element("table").with("role", "table").with("aria-labelledby", "venues-head").children([
            row_group("thead").children([element("tr").with("role", "row").children(
                [
                    Message::VenueName,
                    Message::VenueIsolated,
                    Message::VenueCross,
                    Message::VenueRate,
                    Message::VenueMax,
                    Message::VenueRules,
                ]
                .map(head),
            )]),
            row_group("tbody").keyed(move || store.row_keys(), move |key| row(store, key)),
        ]),
    ])
}

/// A cell, as a table or as a line of a card.
fn cell(store: Store, class: &'static str, label: Message) -> Element {
    element("td").with("role", "cell").class(class).with("data-label", store.text(label))
}

fn row(store: Store, key: usize) -> Element {
    let is_held = flag(move || store.row(key, |row| matches!(row.body, Body::Held(_))));
    let is_not_held = flag(move || !is_held.get());
    let is_chosen = flag(move || store.row(key, |row| row.is_chosen));
    let code = store.row_code(key);
    let mut cells = vec![name(store, key)];
    cells.extend(numbers(store, key, code).map(|cell| cell.class_if("hidden", is_not_held)));
    cells.push(waiting(store, key).class_if("hidden", is_held));
    cells.push(rules(store, key));
    element("tr").with("role", "row").with("data-venue", code).class_if("chosen", is_chosen).list(cells)
}

/// The venue and its market, with a button that chooses it where it is not the chosen one.
fn name(store: Store, key: usize) -> Element {
    let of = move |text: fn(&Row) -> String| live(move || store.row(key, text));
    let label = live(move || {
        store.row(key, |row| {
            let parameters = [("market", row.symbol.as_str()), ("venue", row.name.as_str())];
            store.speak(|speaker| speaker.words.fill(Message::VenueChoose, &parameters))
        })
    });
    let has_no_button = flag(move || store.row(key, |row| row.symbol.is_empty() || row.is_chosen));
    let is_not_chosen = flag(move || !store.row(key, |row| row.is_chosen));
    let is_old = flag(move || store.row(key, |row| row.is_old));
    element("th").with("scope", "row").with("role", "rowheader").children([
        element("b").text(of(|row| row.name.clone())),
        space(),
        button("symbol", of(|row| row.symbol.clone()), move |_| store.choose_row(key))
            .with("aria-label", label)
            .class_if("hidden", has_no_button),
        element("span").class("symbol").class_if("hidden", is_not_chosen).children([
            element("span").text(of(|row| row.symbol.clone())),
            space(),
            element("i").class("tag").text(store.text(Message::VenueChosen)),
        ]),
        space(),
        element("small").class("dated").class_if("old", is_old).text(of(|row| row.dated.clone())),
    ])
}

/// The numbers of the position there.
fn numbers(store: Store, key: usize, code: &'static str) -> [Element; 4] {
    let figure = move |name: &str, of: fn(&HeldView) -> &Figure| {
        number(["venue.", code, ".", name].concat(), move |look| store.held_row(key, |held| look(of(held))))
    };
    let end = move |mode: &'static str, label: Message, of: fn(&HeldView) -> &EndView| {
        let field = |name: &str| ["venue.", code, ".", mode, ".", name].concat();
        cell(store, if mode == "cross" { "end cross" } else { "end isolated" }, label).children([
            number(field("liquidation-price"), move |look| store.held_row(key, |held| look(&of(held).price))),
            space(),
            said("small", move || store.held_row(key, |held| of(held).distance.full.clone()))
                .with("data-field", field("distance"))
                .with("data-value", live(move || store.held_row(key, |held| of(held).distance.exact.clone()))),
        ])
    };
    [
        end("isolated", Message::VenueIsolated, |held| &held.isolated),
        end("cross", Message::VenueCross, |held| &held.cross),
        cell(store, "", Message::VenueRate).children([
            figure("rate", |held| &held.rate),
            space(),
            said("small", move || store.held_row(key, |held| held.tier.clone())),
        ]),
        cell(store, "", Message::VenueMax).children([figure("max-leverage", |held| &held.leverage)]),
    ]
}

/// Draws what is there in the place of numbers: why there are none, and how to get them.
fn waiting(store: Store, key: usize) -> Element {
    let action = live(move || store.row_action(key));
    let has_no_action = flag(move || store.row_action(key).is_empty());
    element("td").with("role", "cell").with("colspan", "4").class("said").children([
        status(live(move || store.row_says(key))),
        space(),
        button("load", action, move |_| store.load_row(key)).class_if("hidden", has_no_action),
    ])
}

/// How the venue differs from the chosen one, and what must be said beside its numbers.
fn rules(store: Store, key: usize) -> Element {
    let has_none = flag(move || store.row(key, |row| row.lead.is_empty()));
    let list = move |of: fn(&Row) -> &Vec<String>| {
        let sentence = move |nth: usize| -> Live {
            live(move || store.row(key, |row| of(row).get(nth).cloned().unwrap_or_default()))
        };
        let keys = move || (0..store.row(key, |row| of(row).len())).collect();
        element("ul").keyed(keys, move |nth| element("li").text(sentence(nth)))
    };
    let remarks = move |head: Message, of: fn(&Row) -> &Vec<String>| {
        let has_none = flag(move || store.row(key, |row| of(row).is_empty()));
        element("div").class_if("hidden", has_none).children([element("p").text(store.text(head)), list(of)])
    };
    let summary = said("summary", move || {
        let count = store.row(key, |row| row.remarks.count());
        store.speak(|speaker| speaker.words.fill(Message::VenueNotes, &[("count", &speaker.count(count))]))
    });
    let details = element("details").children([
        summary,
        remarks(Message::VenueUnconfirmed, |row| &row.remarks.unconfirmed),
        remarks(Message::VenueUnsupported, |row| &row.remarks.unsupported),
        remarks(Message::VenueAssumed, |row| &row.remarks.assumed),
    ]);
    element("td").with("role", "cell").class("rules").class_if("empty", has_none).children([
        said("p", move || store.row(key, |row| row.lead.clone())),
        list(|row| &row.sentences),
        details.class_if("hidden", has_none),
    ])
}
