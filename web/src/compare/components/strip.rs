//! Both liquidation prices once more, for a narrow screen on which the outcomes have gone out of sight.

use super::number::number;
use crate::compare::store::{Figures, Measure, Store};
use crate::components::{flag, live};
use crate::element::{Element, element, space};
use crate::words::Message;
use margin_core::MarginMode;

/// The strip: in each mode the price, and beside it how far it is. The script of the page tells the style sheet when it is
/// wanted. It says nothing that is not said elsewhere, so nobody hears it twice.
pub fn strip(store: Store) -> Element {
    let of = |mode: MarginMode| {
        let (name, class) = match mode {
            MarginMode::Isolated => (Message::Isolated, "isolated"),
            MarginMode::Cross => (Message::Cross, "cross"),
        };
        let distance = live(move || {
            store.with_figures(|figures| {
                let figures = figures.of(mode);
                let message = if figures.beneath == Message::BelowMark {
                    Message::Below
                } else if figures.beneath == Message::AboveMark {
                    Message::Above
                } else {
                    return String::new();
                };
                let distance = &*figures.figure(Measure::Distance).full;
                store.speak(|speaker| speaker.words.fill(message, &[("distance", distance)]))
            })
        });
        element("p").class(class).children([
            element("b").text(store.text(name)),
            space(),
            element("small").text(distance),
            space(),
            number(store, mode, Measure::LiquidationPrice),
        ])
    };
    element("div")
        .class("both")
        .class_if("stale", flag(move || store.position.is_stale()))
        .class_if("huge", flag(move || store.with_figures(Figures::is_huge)))
        .with("aria-hidden", "true")
        .children([MarginMode::Isolated, MarginMode::Cross].map(of))
}
