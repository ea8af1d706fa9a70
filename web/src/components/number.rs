//! A number on screen.

use super::live::live;
use crate::element::{Element, Words, element};
use crate::figure::Figure;

/// A number: its text, and beside it, for tests and for pages that embed this one, what it is exactly. `figure` is
/// asked for one text of it.
pub fn number(
    field: impl Into<Words>,
    figure: impl Fn(fn(&Figure) -> String) -> String + Copy + Send + Sync + 'static,
) -> Element {
    element("span")
        .class("number")
        .with("data-field", field)
        .with("data-value", live(move || figure(|figure| figure.exact.clone())))
        .text(live(move || figure(|figure| figure.full.clone())))
}
