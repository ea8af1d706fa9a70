//! What becomes of the position in one mode.

use super::number::number;
use super::sentence::beneath;
use crate::compare::store::{Measure, ModeFigures, Store};
use crate::components::{Live, bar, flag, live};
use crate::element::{Element, Words, element, space, words};
use crate::number::{approximate, between, percent};
use crate::position::Field;
use crate::words::Message;
use margin_core::{MarginMode, Status};

/// The card of one mode.
pub fn outcome_card(store: Store, mode: MarginMode) -> Element {
    let code = mode.as_str();
    let (name, class) = match mode {
        MarginMode::Isolated => (Message::Isolated, "outcome isolated"),
        MarginMode::Cross => (Message::Cross, "outcome cross"),
    };
    let name = store.text(name);
    let read = move |text: fn(&ModeFigures) -> String| -> Live {
        live(move || store.with_figures(|figures| text(figures.of(mode))))
    };
    let is_gone = move || store.with_figures(|figures| figures.of(mode).status == Status::Liquidated);
    let either = move |gone: Message, open: Message| live(move || store.text(if is_gone() { gone } else { open }));
    let status = element("p")
        .class("status")
        .with("data-field", [code, ".status"].concat())
        .with("data-value", read(|mode| mode.status.as_str().to_owned()))
        .text(either(Message::StatusLiquidated, Message::StatusOpen));
    let why = element("p")
        .class("why")
        .class_if("said", flag(move || store.position.touched() == Some(Field::Leverage)))
        .text(live(move || why(store, mode)));
    let row = |name: Words, measure: Measure, aside: Option<Element>| {
        let mut parts: Vec<Element> = aside.into_iter().collect();
        parts.extend([space(), number(store, mode, measure)]);
        element("div").children([element("dt").text(name), element("dd").list(parts)])
    };
    let still = |name: Message| store.text(name).into();
    element("section").class(class).class_if("gone", flag(is_gone)).with("aria-label", name.clone()).children([
        element("header").children([
            element("h2").text(name),
            element("p").class("risk").text(read(|mode| mode.risk.clone())),
            status,
        ]),
        element("div").class("answer").children([
            element("p").class("asked").text(store.text(Message::LiquidatedAt)),
            element("p").class("big").children([number(store, mode, Measure::LiquidationPrice)]),
            beneath(store, mode),
            why,
        ]),
        ratio(store, mode),
        element("dl").children([
            row(
                either(Message::ProfitGone, Message::Profit).into(),
                Measure::UnrealizedPnl,
                Some(element("small").children([number(store, mode, Measure::Roe)])),
            ),
            row(
                either(Message::BalanceGone, Message::BalanceAfter).into(),
                Measure::BalanceAfter,
                Some(
                    element("small")
                        .children([words(store.text(Message::Loss) + " "), number(store, mode, Measure::Loss)]),
                ),
            ),
        ]),
        element("dl").children([
            row(still(Message::MaxLoss), Measure::MaxLoss, None),
            row(still(Message::BalanceAtWorst), Measure::BalanceAtWorst, None),
            row(still(Message::BankruptcyPrice), Measure::BankruptcyPrice, None),
        ]),
    ])
}

/// Whether leverage moves this price, and why not.
fn why(store: Store, mode: MarginMode) -> String {
    store.text(match mode {
        MarginMode::Cross => Message::CrossIgnoresLeverage,
        MarginMode::Isolated if store.position.inputs().margin.is_some() => Message::IsolatedMarginSet,
        MarginMode::Isolated => Message::IsolatedFollowsLeverage,
    })
}

/// The margin ratio, as a number and as a bar that is full at liquidation.
fn ratio(store: Store, mode: MarginMode) -> Element {
    let ratio = move || store.with_figures(|figures| figures.of(mode).ratio);
    let width = live(move || percent(ratio().map_or(1.0, |ratio| between(approximate(ratio), 0.0, 1.0))));
    element("div").class("ratio").class_if("undefined", flag(move || ratio().is_none())).children([
        element("p").children([
            element("span").text(store.text(Message::MarginRatio)),
            element("small").text(store.text(Message::RatioLiquidates)),
            number(store, mode, Measure::MarginRatio),
        ]),
        bar(width),
    ])
}
