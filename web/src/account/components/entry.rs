//! A number of a panel: a text field and a slider that ends where the core ends.

use super::Store;
use crate::account::store::Entry;
use crate::components::{Entering, TextField, flag, live, range, text_field};
use crate::element::{Element, element};
use crate::words::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// One field.
pub(super) fn entry_field(store: Store, entry: Entry, panel: &str) -> Element {
    let id = [entry.code(), "-of-", panel].concat();
    let name = store.text(match entry {
        Entry::Amount => Message::Amount,
        Entry::Leverage => Message::Leverage,
        Entry::Value => Message::Value,
        Entry::Margin => Message::Margin,
        Entry::Rate => Message::FundingRate,
    });
    let number_name =
        store.shell().speak_untracked(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]));
    let unit = live(move || store.unit(entry));
    let is_bad = flag(move || !store.problem(entry).is_empty());
    let spoken = live(move || {
        store.speak(|speaker| {
            let number = speaker.locale.exact(store.number(entry));
            match entry {
                Entry::Leverage => speaker.words.fill(Message::LeverageWords, &[("number", &number)]),
                _ => speaker.locale.with_unit(&number, &unit.get()),
            }
        })
    });
    let [field, problem] = text_field(
        store.shell(),
        TextField {
            id: id.clone(),
            name: Some(number_name.into()),
            unit,
            text: live(move || store.field_text(entry)),
            is_bad,
            problem: live(move || store.problem(entry)),
        },
        Arc::new(move |entering| {
            match entering {
                Entering::Typed(text) => store.type_text(entry, text),
                Entering::Left => store.leave(entry),
                Entering::Reverted => return store.revert(entry),
            }
            false
        }),
    );
    let slider = Memo::new(move |_| store.slider(entry));
    let slid = move |to, by_hand| store.put(entry, to, by_hand);
    element("div")
        .class("field")
        .class_if("bad", is_bad)
        .class_if("hidden", flag(move || store.prepared(|prepared| prepared.allowed.range(entry).is_none())))
        .children([
            element("label").with("for", id.clone()).text(name),
            field,
            element("div").class("slider").children(range(id, slider, move || store.number(entry), spoken, slid)),
            problem,
        ])
}
