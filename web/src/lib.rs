//! The pages. Each has one component tree, which is used twice:
//!
//! * the build runs [`prerender`] natively (`src/bin/prerender.rs`, called by `finish-page.mjs` after Trunk has built
//!   the rest) and writes the result into the page's HTML, so numbers and picture stand there before any script runs;
//! * the browser runs `hydrate` (`src/bin/compare.rs`, `src/bin/account.rs`, `src/bin/venues.rs` and `src/bin/embed.rs`, a
//!   module for each page), which takes
//!   those very nodes over: nothing is drawn again, nothing moves.
//!
//! That works because the first render is a function of nothing: a page starts from its opening example, on both sides.
//! What only the browser knows (the link's fragment, the locale, the theme) is applied afterwards, by writing to
//! signals once hydration is over: in an `Effect`, which never runs during prerendering.
//!
//! The content security policy of `index.html` forbids inline styles, and the build refuses prerendered HTML that has
//! one. So no `style=` and no `style:name=` in a view: classes, SVG attributes, or a property set by an `Effect`.

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
pub mod shell;
pub mod slider;
pub mod venues;
pub mod widget;
pub mod words;

use components::Page;
use leptos::prelude::*;

/// The id of the element that holds the page.
///
/// Not `<body>` itself: browser extensions put nodes there, and hydration counts nodes.
pub const ROOT: &str = "app";

/// The HTML of a page in its opening state, as the build writes it.
#[must_use]
pub fn prerender(page: Page) -> String {
    Owner::new().with(|| match page {
        Page::Compare => compare::Compare().to_html(),
        Page::Account => account::account().into_iter().map(RenderHtml::to_html).collect(),
        Page::Venues => venues::venues().into_iter().map(RenderHtml::to_html).collect(),
        Page::Embed => embed::embed().into_iter().map(RenderHtml::to_html).collect(),
    })
}

/// The HTML of the notice ahead of a page: of one that shows an example until it answers, or of one that shows nothing.
#[must_use]
pub fn prerender_start(has_example: bool) -> String {
    Owner::new().with(|| components::start(shell::Shell::opening(), has_example).to_html())
}

/// Takes over the prerendered HTML of Compare: from here on it answers.
///
/// Does nothing when the document has no element called [`ROOT`].
#[cfg(target_arch = "wasm32")]
pub fn hydrate_compare() {
    if let Some(root) = root() {
        leptos::mount::hydrate_from(root, compare::Compare).forget();
    }
}

/// The same for Account.
#[cfg(target_arch = "wasm32")]
pub fn hydrate_account() {
    if let Some(root) = root() {
        element::Element::take_over(&root, account::account);
    }
}

/// The same for Venues.
#[cfg(target_arch = "wasm32")]
pub fn hydrate_venues() {
    if let Some(root) = root() {
        element::Element::take_over(&root, venues::venues);
    }
}

/// The same for Embed.
#[cfg(target_arch = "wasm32")]
pub fn hydrate_embed() {
    if let Some(root) = root() {
        element::Element::take_over(&root, embed::embed);
    }
}

#[cfg(target_arch = "wasm32")]
fn root() -> Option<leptos::web_sys::HtmlElement> {
    use wasm_bindgen::JsCast as _;
    document().get_element_by_id(ROOT).and_then(|root| root.dyn_into().ok())
}
