//! A number of an outcome: its text, and beside it, for tests and for pages that embed this one, what it is exactly.

use crate::compare::store::{Figure, Measure, Store};
use crate::components::live;
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

impl Length {
    /// The text of a number at this length.
    pub const fn of(self, figure: &Figure) -> &String {
        match self {
            Self::Full => &figure.full,
            Self::Brief => &figure.brief,
        }
    }
}

/// One number.
#[component]
pub fn Number(store: Store, mode: MarginMode, measure: Measure, length: Length) -> impl IntoView {
    let exact = live(move || store.with_figures(|figures| figures.of(mode).figure(measure).exact.clone()));
    let shown = live(move || store.with_figures(|figures| length.of(figures.of(mode).figure(measure)).clone()));
    view! { <span class="number" data-field=field_name(mode, measure) data-value=exact>{shown}</span> }
}

/// The name of a number in `data-field`.
pub fn field_name(mode: MarginMode, measure: Measure) -> String {
    [mode.as_str(), ".", measure.code()].concat()
}
