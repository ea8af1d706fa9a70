//! A number of an outcome.

use crate::compare::store::{Measure, Store};
use crate::components;
use crate::element::Element;
use margin_core::MarginMode;

/// One number.
pub(super) fn number(store: Store, mode: MarginMode, measure: Measure) -> Element {
    components::number(field_name(mode, measure), move |look| {
        store.with_figures(|figures| look(figures.of(mode).figure(measure)))
    })
}

/// The name of a number in `data-field`.
pub(super) fn field_name(mode: MarginMode, measure: Measure) -> String {
    [mode.as_str(), ".", measure.code()].concat()
}
