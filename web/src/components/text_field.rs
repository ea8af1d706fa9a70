//! A text field for a number. What is wrong with what is typed stands in an element of its own.

use super::live::{Live, LiveFlag, live};
use crate::element::{Element, Words, element};
use leptos::prelude::*;

/// The field. `typed` gets each text, `left` hears that the reader is done with it.
pub fn text_field(
    id: String,
    name: impl Into<Words>,
    problem_id: String,
    text: Live,
    is_bad: LiveFlag,
    typed: impl Fn(String) + Send + 'static,
    left: impl Fn() + Copy + Send + 'static,
) -> Element {
    element("input")
        .with("id", id)
        .with("type", "text")
        .with("inputmode", "decimal")
        .with("autocomplete", "off")
        .with("spellcheck", "false")
        .with("aria-label", name)
        .with("aria-describedby", problem_id)
        .with("aria-invalid", live(move || is_bad.get().to_string()))
        .value(text)
        .on("input", move |event| typed(event_target_value(&event)))
        .on("change", move |_| left())
        .on("blur", move |_| left())
}
