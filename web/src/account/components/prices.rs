//! The mark prices, which all accounts share.

use super::Store;
use crate::browser;
use crate::components::{Entering, TextField, flag, live, range, text_field};
use crate::element::{Element, element};
use crate::words::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// A slider and a field a market.
pub fn price_sliders(store: Store) -> Element {
    element("section")
        .class("prices")
        .with("aria-label", store.text(Message::Prices))
        .keyed(move || store.prices(), move |place| price(store, place))
}

fn price(store: Store, place: usize) -> Element {
    let symbol = untrack(|| store.symbol(place));
    let say = store.shell();
    let name = say.speak_untracked(|speaker| speaker.words.fill(Message::PriceOf, &[("market", &symbol)]));
    let number_name = say.speak_untracked(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]));
    let is_bad = flag(move || !store.price_problem(place).is_empty());
    let spoken = live(move || {
        store.speak(|speaker| {
            let unit = speaker.words.text(Message::UnitMoney);
            speaker.locale.with_unit(&speaker.locale.exact(store.mark(place)), unit)
        })
    });
    let [entry, problem] = text_field(
        store.shell(),
        TextField {
            id: symbol.clone(),
            name: Some(number_name.into()),
            unit: live(move || store.text(Message::UnitMoney)),
            text: live(move || store.price_text(place)),
            is_bad,
            problem: live(move || store.price_problem(place)),
        },
        Arc::new(move |entering| {
            match entering {
                Entering::Typed(text) => store.type_price(place, text),
                Entering::Left => store.leave_price(place),
                Entering::Reverted => return store.revert_price(place),
            }
            false
        }),
    );
    let slider = Memo::new(move |_| store.price_slider(place));
    let slid = move |to, by_hand| store.slide(place, to, by_hand);
    element("div")
        .class("field price")
        .class_if("bad", is_bad)
        .class_if("idle", flag(move || !store.is_in_use(place)))
        .with("data-field", ["market.", &symbol, ".mark-price"].concat())
        .with("data-value", live(move || margin_core::plain(store.mark(place))))
        .on("pointerdown", move |_| store.take_hold())
        .on("keydown", move |event| {
            if !browser::is_repeated(&event) {
                store.take_hold();
            }
        })
        .children([
            element("label").with("for", symbol.clone()).text(name),
            entry,
            element("div").class("slider").children(range(symbol, slider, move || store.mark(place), spoken, slid)),
            problem,
        ])
}
