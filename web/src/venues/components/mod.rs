//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

mod conformance;
mod form;
mod market;
mod tiers;
mod venues;

pub use conformance::conformance;
pub use form::form;
pub use market::{market_head, outcomes};
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
