//! A number the reader sets: a text field with a slider, and of the size in what it is counted.

use super::said;
use crate::components::{Entering, TextField, choice, flag, live, number, range, text_field};
use crate::element::{Element, element};
use crate::venues::inputs::Field;
use crate::venues::store::Store;
use crate::words::Message;
use leptos::prelude::*;
use margin_core::{Contract, SizeUnit};
use std::sync::Arc;

/// One field, with what stands under it.
pub fn number_field(store: Store, field: Field) -> Element {
    let id = field.code();
    let number_name = live(move || {
        let name = store.field_name(field);
        store.speak(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]))
    });
    let is_bad = flag(move || store.is_bad(field));
    let is_idle = flag(move || field == Field::CoinPrice && store.listed().contract() != Contract::Quanto);
    let slider = Memo::new(move |_| store.slider(field));
    let [entry, problem] = text_field(
        store.shell(),
        TextField {
            id: id.to_owned(),
            name: Some(number_name.into()),
            unit: live(move || store.field_unit(field)),
            text: live(move || store.field_text(field)),
            is_bad,
            problem: live(move || store.problem(field)),
        },
        Arc::new(move |entering| {
            match entering {
                Entering::Typed(text) => store.type_text(field, text),
                Entering::Left => store.leave(field),
                Entering::Reverted => return store.revert(field),
            }
            false
        }),
    );
    let slid = move |to, by_hand| store.slide(field, to, by_hand);
    let spoken = live(move || store.spoken(field));
    let mut parts = vec![
        said("label", move || store.field_name(field)).with("for", id),
        entry,
        element("div").class("slider").children(range(
            id.to_owned(),
            slider,
            move || store.number(field),
            spoken,
            slid,
        )),
    ];
    if field == Field::Size {
        parts.push(unit_switch(store));
    }
    parts.push(match field {
        Field::Size => sizes(store),
        _ => said("p", move || hint(store, field)).class("hint"),
    });
    parts.push(problem);
    element("div")
        .class("field")
        .with("data-field-name", id)
        .class_if("bad", is_bad)
        .class_if("hidden", is_idle)
        .list(parts)
}

/// What stands under a field: the same in other words, or where the number comes from.
fn hint(store: Store, field: Field) -> String {
    match field {
        Field::Leverage => store.screen(|screen| screen.margin_is.clone()),
        Field::Size => String::new(),
        Field::Wallet => store.screen(|screen| screen.wallet_is.clone()),
        Field::Entry => store.entry_is(),
        Field::CoinPrice => {
            let listed = store.listed();
            store.speak(|speaker| speaker.words.fill(Message::VenueCoinPriceIs, &[("coin", &listed.settle)]))
        }
    }
}

/// The size in every unit.
fn sizes(store: Store) -> Element {
    let size = |unit: SizeUnit| {
        number(["size.", unit.as_str()].concat(), move |look| store.screen(|screen| look(&screen.sizes[unit as usize])))
    };
    element("p").class("hint sizes").list(SizeUnit::ALL.map(size).into())
}

/// In what the size is counted.
fn unit_switch(store: Store) -> Element {
    let unit = move |unit: SizeUnit| {
        let is_chosen = flag(move || store.inputs().unit == unit);
        let name = live(move || store.unit_name(unit));
        choice("unit", unit.as_str(), name, is_chosen, move || store.choose_unit(unit))
    };
    let mut parts = vec![element("legend").text(store.text(Message::VenueUnit))];
    parts.extend(SizeUnit::ALL.map(unit));
    element("fieldset").class("side units").list(parts)
}
