//! The one type of every text and attribute that changes.
//!
//! A view is generic over the types of its parts, and every closure is a type of its own: two hundred of them would be
//! two hundred copies of the code that draws and redraws an attribute. As signals they are one.

use leptos::prelude::*;

/// A text that changes by itself.
pub type Live = Signal<String>;
/// A condition that changes by itself.
pub type LiveFlag = Signal<bool>;

/// A text computed from what the store shows.
pub fn live(text: impl Fn() -> String + Send + Sync + 'static) -> Live {
    Signal::derive(text)
}

/// A condition computed from what the store shows.
pub fn flag(condition: impl Fn() -> bool + Send + Sync + 'static) -> LiveFlag {
    Signal::derive(condition)
}

/// Whether an element is in the picture, as the attribute `display`.
pub const fn display(is_shown: bool) -> &'static str {
    if is_shown { "inline" } else { "none" }
}
