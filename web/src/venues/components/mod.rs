//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

mod conformance;
mod field;
mod market;
mod paste;
mod picker;
mod tiers;
mod venues;

pub use conformance::conformance;
pub use field::number_field;
pub use market::{market_head, outcomes};
pub use paste::paste;
pub use picker::market_picker;
pub use tiers::tiers;
pub use venues::venue_table;

use crate::components::{Live, live};
use crate::element::{Element, element};

/// A text that changes, in an element of its own.
fn said(tag: &'static str, text: impl Fn() -> String + Send + Sync + 'static) -> Element {
    element(tag).text(live(text))
}

/// A live region.
fn status(text: Live) -> Element {
    element("span").with("role", "status").text(text)
}
