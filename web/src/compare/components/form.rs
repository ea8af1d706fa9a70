//! Everything that can be set, but for the mark price, which is the axis of the picture.

use super::position_details;
use crate::compare::store::Store;
use crate::components::{flag, live, side_switch};
use crate::element::{Element, element};
use crate::market::market_picker;
use crate::position::{Field, margin_hint, number_field};
use crate::words::Message;

/// The fields that a fold holds on a narrow screen: all but those that the hand wants first.
pub(super) const FOLDED: [Field; 5] = [Field::Size, Field::Margin, Field::Wallet, Field::Entry, Field::CoinPrice];

/// Returns everything that can be set. `ahead` comes first in it, `fold` between what is wanted first and the rest.
pub fn form(store: Store, ahead: Option<Element>, fold: Option<Element>) -> Element {
    let position = store.position;
    let field = |field: Field| {
        let beneath = match field {
            Field::Margin => vec![margin_hint(position)],
            Field::Entry => vec![element("p").class("hint").text(live(move || position.entry_is()))],
            _ => Vec::new(),
        };
        number_field(position, field, beneath)
    };
    let side = side_switch(store.shell(), move || position.inputs().side, move |side| position.choose_side(side));
    let mut rest: Vec<Element> = FOLDED.map(field).into();
    rest.push(position_details(store));
    let levers = element("div").class("levers").children([side, field(Field::Rate), field(Field::Leverage)]);
    let mut parts: Vec<Element> = ahead.into_iter().collect();
    parts.extend([market_picker(position.markets, position.market_title(), position), levers]);
    parts.extend(fold);
    parts.push(element("div").class("rest").list(rest));
    element("section").class("inputs").with("aria-label", store.text(Message::Position)).list(parts)
}

/// The sentence once more, for a narrow widget, where it stays above the sliders; with a word where it is an old one.
pub fn echo(store: Store) -> Element {
    let said = live(move || {
        let sentence = store.sentence();
        if store.position.is_stale() { [store.text(Message::Stale), sentence].join(" ") } else { sentence }
    });
    let is_stale = flag(move || store.position.is_stale());
    element("p").class("echo").class_if("stale", is_stale).with("aria-hidden", "true").text(said)
}
