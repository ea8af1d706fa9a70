//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

mod conformance;
mod field;
mod market;
mod paste;
mod picker;
mod sentence;
mod tiers;
mod venues;

pub use conformance::conformance;
pub use field::{number_field, side_switch};
pub use market::{market_head, outcomes};
pub use paste::paste;
pub use picker::market_picker;
pub use sentence::sentence;
pub use tiers::tiers;
pub use venues::venue_table;

use crate::components::{Live, live};
use crate::element::{Element, element};
use crate::figure::Figure;

/// A number: its text, and beside it, for tests and for pages that embed this one, what it is exactly. `figure` is
/// asked for one text of it.
fn number(
    field: impl Into<crate::element::Words>,
    figure: impl Fn(fn(&Figure) -> String) -> String + Copy + Send + Sync + 'static,
) -> Element {
    element("span")
        .class("number")
        .with("data-field", field)
        .with("data-value", live(move || figure(|figure| figure.exact.clone())))
        .text(live(move || figure(|figure| figure.full.clone())))
}

/// A text that changes, in an element of its own.
fn said(tag: &'static str, text: impl Fn() -> String + Send + Sync + 'static) -> Element {
    element(tag).text(live(text))
}

/// A live region.
fn status(text: Live) -> Element {
    element("span").with("role", "status").text(text)
}
