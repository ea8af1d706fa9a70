//! The one type of every text and attribute that changes, and of what follows signals otherwise.
//!
//! Every closure is a type of its own, and what is generic over two hundred of them is two hundred copies of itself. As
//! signals they are one.

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

/// Runs something in the browser, and again whenever a signal that it has read changes; never while the build draws the page.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Whether an element is in the picture, as the attribute `display`.
pub const fn display(is_shown: bool) -> &'static str {
    if is_shown { "inline" } else { "none" }
}
