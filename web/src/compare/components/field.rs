//! A number the reader sets: a text field and, but for the maintenance rate, a slider beside it.

use super::ticks::ticks;
use crate::compare::state::Field;
use crate::compare::store::Store;
use crate::components::{Entering, Live, LiveFlag, TextField, button, flag, live, range, text_field};
use crate::element::{Element, element};
use crate::words::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// The line under a slider: where its number comes from, and a button that undoes having set it.
#[derive(Clone, Copy)]
pub struct Hint {
    /// Where the number comes from.
    pub text: Live,
    /// Whether there is something to undo.
    pub is_set: LiveFlag,
    /// What the button says.
    pub undo: Message,
    /// What it does.
    pub action: fn(&Store),
}

/// One field.
pub fn number_field(store: Store, field: Field, hint: Option<Hint>) -> Element {
    let name = store.text(field.name());
    let id = field.code();
    let has_slider = field != Field::Rate;
    let number_name = store.speak_untracked(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]));
    let is_bad = flag(move || store.problem(field).is_some());
    let what = live(move || {
        store.problem(field).map(|problem| store.speak(|speaker| speaker.problem(field, &problem))).unwrap_or_default()
    });
    let label_for = if has_slider { id.to_owned() } else { [id, "-number"].concat() };
    let [entry, problem] = text_field(
        store.shell(),
        TextField {
            id: id.to_owned(),
            name: has_slider.then_some(number_name.into()),
            unit: live(move || store.text(field.unit())),
            text: live(move || store.field_text(field)),
            is_bad,
            problem: what,
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
    let mut parts = vec![element("label").with("for", label_for).text(name), entry];
    parts.extend(has_slider.then(|| slider(store, field)));
    parts.extend(hint.map(|hint| {
        let undo = button("undo", store.text(hint.undo), move |_| (hint.action)(&store));
        element("p")
            .class("hint")
            .children([element("span").text(hint.text), undo.class_if("hidden", flag(move || !hint.is_set.get()))])
    }));
    parts.push(problem);
    element("div").class("field").class_if("bad", is_bad).with("data-field-name", id).list(parts)
}

/// The slider of a field.
fn slider(store: Store, field: Field) -> Element {
    let slider = Memo::new(move |_| store.slider(field));
    let value = move || store.slider_value(field);
    let spoken = live(move || store.speak(|speaker| speaker.spoken(field, value())));
    let slid = move |to, by_hand| store.slide(field, to, by_hand);
    let mut parts: Vec<Element> = range(field.code().to_owned(), slider, value, spoken, slid).into();
    if field == Field::Leverage {
        parts.push(ticks(store, slider));
    }
    element("div").class("slider").list(parts)
}
