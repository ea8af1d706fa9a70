//! A text field for a number, and what is wrong with what is typed.

use super::live::{Live, LiveFlag, live};
use crate::element::{Element, Words, element};
use leptos::prelude::*;

/// The field. It has a name of its own where it is not what its label is for. `typed` gets each text, `left` hears that the reader is done with it.
pub fn text_field(
    id: String,
    name: Option<Words>,
    problem_id: String,
    text: Live,
    is_bad: LiveFlag,
    typed: impl Fn(String) + Send + 'static,
    left: impl Fn() + Copy + Send + 'static,
) -> Element {
    let mut field = element("input")
        .with("id", id)
        .with("type", "text")
        .with("inputmode", "decimal")
        .with("autocomplete", "off")
        .with("spellcheck", "false");
    if let Some(name) = name {
        field = field.with("aria-label", name);
    }
    field
        .with("aria-describedby", problem_id)
        .with("aria-invalid", live(move || is_bad.get().to_string()))
        .value(text)
        .on("input", move |event| typed(event_target_value(&event)))
        .on("change", move |_| left())
        .on("blur", move |_| left())
}

/// The field with its unit.
pub fn with_unit(field: Element, unit: impl Into<Words>) -> Element {
    let unit = element("span").class("unit").with("aria-hidden", "true").text(unit);
    element("span").class("entry").children([field, unit])
}

/// What is wrong with it.
pub fn problem(id: String, text: Live) -> Element {
    element("p").class("problem").with("role", "alert").with("id", id).text(text)
}
