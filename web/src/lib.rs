//! The pages, and the widget. Each page is a list of elements, which is used twice:
//!
//! * the build runs [`prerender`] natively (`src/bin/prerender.rs`, called by `finish-page.mjs` after Trunk has built
//!   the rest) and writes the result into the page's HTML, so numbers and picture stand there before any script runs;
//! * the browser runs `wake` (`src/bin/compare.rs`, `src/bin/account.rs`, `src/bin/venues.rs` and `src/bin/embed.rs`, a
//!   module for each page), which takes those very nodes over: nothing is drawn again, nothing moves.
//!
//! The widget alone is drawn by its module (`src/bin/widget.rs`). What changes is said by Leptos' signals; what is on
//! screen, by [`element`]s.
//!
//! That works because the first render is a function of nothing: a page starts from its opening example, on both sides.
//! What only the browser knows (the link's fragment, the locale, the theme) is applied afterwards, by writing to
//! signals once that is over: in an `Effect`, which never runs during prerendering.
//!
//! The content security policy of `index.html` forbids inline styles, and the build refuses prerendered HTML that has
//! one. So no element has a `style`: classes, SVG attributes, or a property set by an `Effect`.

pub mod account;
pub mod browser;
pub mod carried;
pub mod compare;
pub mod components;
pub mod element;
pub mod embed;
pub mod figure;
pub mod link;
pub mod market;
pub mod number;
pub mod page;
pub mod position;
pub mod shell;
pub mod slider;
pub mod venues;
pub mod widget;
pub mod words;

use element::Element;
use leptos::prelude::*;
use page::Page;

/// The id of the element that holds the page.
///
/// Not `<body>` itself: browser extensions put nodes there, and what is taken over is counted.
pub const ROOT: &str = "app";

/// The HTML of a page in its opening state, as the build writes it.
#[must_use]
pub fn prerender(page: Page) -> String {
    Owner::new().with(|| {
        let elements = match page {
            Page::Compare => compare::compare(),
            Page::Account => account::account(),
            Page::Venues => venues::venues(),
            Page::Embed => embed::embed(),
        };
        elements.iter().map(Element::to_html).collect()
    })
}

/// The HTML of the notice ahead of a page: of one that shows an example until it answers, or of one that shows nothing.
#[must_use]
pub fn prerender_start(has_example: bool) -> String {
    Owner::new().with(|| components::start(shell::Shell::opening(), has_example).to_html())
}

/// Takes over the prerendered HTML of a page: from here on it answers.
///
/// Does nothing when the document has no element called [`ROOT`].
#[cfg(target_arch = "wasm32")]
pub fn wake(page: fn() -> Vec<Element>) {
    if let Some(root) = document().get_element_by_id(ROOT) {
        element::Mounted::hydrated(&root, page).forever();
    }
}
