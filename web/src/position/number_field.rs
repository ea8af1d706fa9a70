//! A number the reader sets: a text field and, but for the maintenance rate, a slider under it.

use super::ticks::ticks;
use super::{Field, Store};
use crate::components::{Entering, Live, LiveFlag, TextField, button, choice, flag, live, range, text_field};
use crate::element::{Element, element};
use crate::number::Sign;
use crate::slider::Slider;
use crate::words::Message;
use leptos::prelude::*;
use margin_core::SizeUnit;
use std::sync::Arc;

/// Returns a field, with what is under its slider.
pub fn number_field(store: Store, field: Field, beneath: Vec<Element>) -> Element {
    let slider = Memo::new(move |_| store.slider(field));
    number_field_along(store, field, slider, beneath)
}

/// Returns a field with a scale of its own for its slider.
pub fn number_field_along(store: Store, field: Field, scale: Memo<Slider>, beneath: Vec<Element>) -> Element {
    let id = field.code();
    let has_slider = field != Field::Rate;
    let number_name = live(move || {
        let name = store.field_name(field);
        store.speak(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]))
    });
    let is_bad = flag(move || store.is_bad(field));
    let [entry, problem] = text_field(
        store.shell(),
        TextField {
            id: id.to_owned(),
            name: has_slider.then_some(number_name.into()),
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
    let label_for = if has_slider { id.to_owned() } else { [id, "-number"].concat() };
    let mut parts = vec![element("label").with("for", label_for).text(live(move || store.field_name(field))), entry];
    parts.extend(has_slider.then(|| slider(store, field, scale)));
    parts.extend((field == Field::Size).then(|| unit_switch(store)));
    parts.extend(beneath);
    parts.push(problem);
    element("div")
        .class("field")
        .with("data-field-name", id)
        .class_if("bad", is_bad)
        .class_if("hidden", flag(move || !store.has(field)))
        .list(parts)
}

fn slider(store: Store, field: Field, scale: Memo<Slider>) -> Element {
    let spoken = live(move || store.spoken(field));
    let slid = move |to, by_hand| store.slide(field, untrack(|| scale.get()), to, by_hand);
    let mut parts: Vec<Element> =
        range(field.code().to_owned(), scale, move || store.number(field), spoken, slid).into();
    if field == Field::Leverage {
        parts.push(ticks(store.shell(), scale));
    }
    element("div").class("slider").list(parts)
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

/// A line under a field, and in it a button that undoes having set it.
fn hint(text: Live, is_set: LiveFlag, undo: String, action: impl Fn() + Send + 'static) -> Element {
    let undo = button("undo", undo, move |_| action()).class_if("hidden", flag(move || !is_set.get()));
    element("p").class("hint").children([element("span").text(text), undo])
}

/// Returns the line under the isolated margin: that it follows the leverage, or a button that lets it.
pub fn margin_hint(store: Store) -> Element {
    let text = live(move || {
        store.with(|state| {
            let initial = state.inputs.initial_margin(&state.listed);
            store.speak(|speaker| match state.inputs.margin {
                None => speaker.words.text(Message::MarginFollows).to_owned(),
                Some(set) if set < initial => {
                    let set = super::say::amount(Field::Margin, set, state, speaker);
                    speaker.words.fill(Message::MarginRaised, &[("set", &set)])
                }
                Some(_) => speaker.words.text(Message::MarginSet).to_owned(),
            })
        })
    });
    let is_set = flag(move || store.inputs().margin.is_some());
    hint(text, is_set, store.text(Message::FollowLeverage), move || store.follow_leverage())
}

/// Returns the line under the mark price: that it is that of the entry, or a button that puts it there.
pub fn mark_hint(store: Store) -> Element {
    let is_set = flag(move || store.inputs().mark.is_some());
    let text = live(move || {
        let inputs = store.inputs();
        store.speak(|speaker| match inputs.mark {
            None => speaker.words.text(Message::MarkFollows).to_owned(),
            Some(mark) => {
                let change = mark.checked_sub(inputs.entry).and_then(|change| change.checked_div(inputs.entry));
                let change = speaker.locale.percent(change.unwrap_or_default(), 2, Sign::Always);
                speaker.words.fill(Message::MarkSet, &[("change", &change)])
            }
        })
    });
    hint(text, is_set, store.text(Message::BackToEntry), move || store.back_to_entry())
}
