//! The chosen market: what it is, of which day its table is, and what becomes of the position in it.

use super::said;
use crate::components::{flag, live, number};
use crate::element::{Element, element, space};
use crate::venues::store::{Line, ModeView, Screen, Store};
use crate::words::Message;

/// What it is, and where and when its table and rules were read.
pub fn market_head(store: Store) -> Element {
    let of = move |tag, text: fn(&Screen) -> String| said(tag, move || store.screen(text));
    element("div").class("market-head").children([
        element("p").children([
            of("b", |screen| screen.title.clone()).class("title"),
            space(),
            of("span", |screen| screen.kind.clone()).class("kind"),
        ]),
        element("p").class("dated").children([
            of("b", |screen| screen.dated.clone()).class_if("old", flag(move || store.screen(|screen| screen.is_old))),
            space(),
            of("span", |screen| screen.origin.clone()).class("origin"),
            space(),
            of("span", |screen| screen.rules_dated.clone()),
        ]),
    ])
}

/// Both modes, side by side.
pub fn outcomes(store: Store) -> Element {
    element("div")
        .class("outcomes")
        .class_if("hidden", flag(move || store.screen(|screen| screen.modes.is_none())))
        .children([outcome(store, 0, "isolated", Message::Isolated), outcome(store, 1, "cross", Message::Cross)])
}

fn outcome(store: Store, index: usize, code: &'static str, name: Message) -> Element {
    let of = move |text: fn(&ModeView) -> String| store.mode(index, text);
    let price = number([code, ".liquidation-price"].concat(), move |look| store.mode(index, |mode| look(&mode.price)));
    let beneath = said("p", move || of(|mode| mode.beneath.clone()))
        .class("why")
        .with("data-field", [code, ".distance"].concat())
        .with("data-value", live(move || of(|mode| mode.distance.exact.clone())));
    let lines = move || (0..store.mode(index, |mode| mode.lines.len())).collect();
    element("section")
        .class(if index == 0 { "outcome isolated" } else { "outcome cross" })
        .with("aria-label", store.text(name))
        .children([
            element("h2").text(store.text(name)),
            element("div").class("answer").children([
                element("p").text(store.text(Message::LiquidatedAt)),
                element("p").class("big").children([price]),
                beneath,
            ]),
            element("dl").keyed(lines, move |nth| line(store, index, code, nth)),
        ])
}

/// A name and its number; beside it, what it is worth in the coin of the price.
fn line(store: Store, index: usize, mode: &'static str, nth: usize) -> Element {
    let of = move |text: &dyn Fn(&Line) -> String| {
        store.mode(index, |mode| mode.lines.get(nth).map(text).unwrap_or_default())
    };
    let field = move |end: &'static str| live(move || of(&|line| [mode, ".", line.code, end].concat()));
    let worth = move |_| number(field("-in-quote"), move |look| of(&move |line| look(&line.worth)));
    let has_worth = move || !of(&|line| line.worth.full.clone()).is_empty();
    element("div").children([
        said("dt", move || of(&|line| line.name.clone())),
        element("dd").children([
            number(field(""), move |look| of(&move |line| look(&line.figure))),
            space(),
            element("small").keyed(move || if has_worth() { vec![0] } else { Vec::new() }, worth),
        ]),
    ])
}
