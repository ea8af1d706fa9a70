//! Everything that can be set, but for the mark price, which is the axis of the picture.

use super::position_details;
use crate::compare::store::Store;
use crate::components::{flag, live, side_switch};
use crate::element::{Element, element};
use crate::market::market_picker;
use crate::position::{Field, margin_hint, number_field};
use crate::words::Message;

/// Returns everything that can be set.
pub fn form(store: Store) -> Element {
    let position = store.position;
    let field = |field: Field| {
        let beneath = match field {
            Field::Margin => vec![margin_hint(position)],
            Field::Entry => vec![element("p").class("hint").text(live(move || position.entry_is()))],
            _ => Vec::new(),
        };
        number_field(position, field, beneath)
    };
    let mut parts = vec![
        element("p")
            .class("echo")
            .class_if("stale", flag(move || position.is_stale()))
            .with("aria-hidden", "true")
            .text(live(move || echo(store))),
        side_switch(store.shell(), move || position.inputs().side, move |side| position.choose_side(side)),
        market_picker(position.markets, position.market_title(), position),
    ];
    let fields =
        [Field::Rate, Field::Leverage, Field::Size, Field::Margin, Field::Wallet, Field::Entry, Field::CoinPrice];
    parts.extend(fields.map(field));
    parts.push(position_details(store));
    element("section").class("inputs").with("aria-label", store.text(Message::Position)).list(parts)
}

/// The sentence once more, for narrow screens, where it stays above the sliders; with a word where it is an old one.
fn echo(store: Store) -> String {
    let sentence = store.sentence();
    if store.position.is_stale() { [store.text(Message::Stale), sentence].join(" ") } else { sentence }
}
