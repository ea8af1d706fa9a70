//! The page. One component tree, [`app::App`], is used twice:
//!
//! * the build runs [`prerender`] natively (`src/bin/prerender.rs`, called by `finish-page.mjs` after Trunk has built
//!   the rest) and writes the result into `index.html`, so numbers and picture stand there before any script runs;
//! * the browser runs `hydrate` (`src/main.rs`), which takes those very nodes over: nothing is drawn again, nothing
//!   moves.
//!
//! That works because the first render is a function of nothing: `App` starts from the opening example, on both sides.
//! What only the browser knows (the link's fragment, the locale, the theme) is applied afterwards, by writing to
//! signals once hydration is over: in an `Effect`, which never runs during prerendering.
//!
//! The content security policy of `index.html` forbids inline styles, and the build refuses prerendered HTML that has
//! one. So no `style=` and no `style:name=` in a view: classes, SVG attributes, or a property set by an `Effect`.

pub mod account;
pub mod app;
pub mod browser;
pub mod chart;
pub mod components;
pub mod number;
pub mod state;
pub mod store;
pub mod words;

use app::App;
use leptos::prelude::*;

/// The id of the element of `index.html` that holds the page.
///
/// Not `<body>` itself: browser extensions put nodes there, and hydration counts nodes.
pub const ROOT: &str = "app";

/// The HTML of the page in its opening state, as the build writes it into `index.html`.
#[must_use]
pub fn prerender() -> String {
    Owner::new().with(|| App().to_html())
}

/// Takes over the prerendered HTML: from here on the page answers.
///
/// Does nothing when the document has no element called [`ROOT`].
#[cfg(target_arch = "wasm32")]
pub fn hydrate() {
    use wasm_bindgen::JsCast as _;
    if let Some(root) = document().get_element_by_id(ROOT) {
        leptos::mount::hydrate_from(root.unchecked_into(), App).forget();
    }
}
