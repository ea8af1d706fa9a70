//! What can be set, with the same in other words under it.

use super::said;
use crate::components::{number, side_switch};
use crate::element::{Element, element};
use crate::market::market_picker;
use crate::position::{Field, margin_hint, mark_hint, number_field};
use crate::venues::store::Store;
use crate::words::Message;
use margin_core::SizeUnit;

/// Returns everything that can be set.
pub fn form(store: Store) -> Element {
    let position = store.position;
    let side = side_switch(store.shell(), move || position.inputs().side, move |side| position.choose_side(side));
    let mut parts = vec![market_picker(position.markets, position.market_title(), position), side];
    parts.extend(Field::ALL.map(|field| number_field(position, field, beneath(store, field))));
    element("section").class("inputs").with("aria-label", store.text(Message::Position)).list(parts)
}

/// The same in other words, or where the number comes from.
fn beneath(store: Store, field: Field) -> Vec<Element> {
    let position = store.position;
    let hint = |text: Box<dyn Fn() -> String + Send + Sync>| vec![said("p", text).class("hint")];
    match field {
        Field::Leverage => hint(Box::new(move || store.screen(|screen| screen.margin_is.clone()))),
        Field::Size => vec![sizes(store)],
        Field::Margin => vec![margin_hint(position)],
        Field::Wallet => hint(Box::new(move || store.screen(|screen| screen.wallet_is.clone()))),
        Field::Entry => hint(Box::new(move || position.entry_is())),
        Field::Mark => vec![mark_hint(position)],
        Field::CoinPrice => hint(Box::new(move || {
            let listed = position.listed();
            store.speak(|speaker| speaker.words.fill(Message::VenueCoinPriceIs, &[("coin", &listed.settle)]))
        })),
        Field::Rate => Vec::new(),
    }
}

/// The size in every unit.
fn sizes(store: Store) -> Element {
    let size = |unit: SizeUnit| {
        number(["size.", unit.as_str()].concat(), move |look| store.screen(|screen| look(&screen.sizes[unit as usize])))
    };
    element("p").class("hint sizes").list(SizeUnit::ALL.map(size).into())
}
