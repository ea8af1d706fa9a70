//! A number of an outcome: its text, and beside it, for tests and for pages that embed this one, what it is exactly.

use crate::store::{Figure, Measure, Store};
use leptos::prelude::*;
use margin_core::MarginMode;

/// How much of a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// As a card shows it.
    Full,
    /// As the sentence says it.
    Brief,
}

/// One number.
#[component]
pub fn Number(store: Store, mode: MarginMode, measure: Measure, length: Length) -> impl IntoView {
    let read = move |of: fn(&Figure) -> &String| of(store.figures().of(mode).figure(measure)).clone();
    let shown: fn(&Figure) -> &String = match length {
        Length::Full => |figure| &figure.full,
        Length::Brief => |figure| &figure.brief,
    };
    view! {
        <span
            class="number"
            data-field=[mode.as_str(), ".", measure.code()].concat()
            data-value=move || read(|figure| &figure.exact)
        >
            {move || read(shown)}
        </span>
    }
}
