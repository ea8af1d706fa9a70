//! The places of an element's children.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, Node, Text};

/// The place of the next child of an element.
pub(super) struct Place {
    parent: Option<Element>,
    /// The next element that the build has written there.
    next: Option<Element>,
}

impl Place {
    /// Outside the document, until somebody puts it there.
    pub(super) const fn nowhere() -> Self {
        Self { parent: None, next: None }
    }

    /// At the end of an element.
    pub(super) fn at_end_of(parent: &Element) -> Self {
        Self { parent: Some(parent.clone()), next: None }
    }

    /// Where the build has written the first child of an element.
    pub(super) fn first_in(parent: &Element) -> Self {
        Self { parent: Some(parent.clone()), next: parent.first_element_child() }
    }

    /// The element that is here, and goes on to the next.
    pub(super) fn take(&mut self) -> Option<Element> {
        let here = self.next.take()?;
        self.next = here.next_element_sibling();
        Some(here)
    }

    /// The text that is here, and whether it was; where there is none, a new one: an empty one is not in the HTML.
    pub(super) fn text(&self) -> (Text, bool) {
        let before = match &self.next {
            Some(next) => next.previous_sibling(),
            None => self.parent.as_ref().and_then(|parent| parent.last_child()),
        };
        if let Some(text) = before.and_then(|before| before.dyn_into().ok()) {
            return (text, true);
        }
        let text = document().create_text_node("");
        self.put(&text);
        (text, false)
    }

    /// Puts a node here.
    pub(super) fn put(&self, node: &Node) {
        if let Some(parent) = &self.parent {
            let _ = parent.insert_before(node, self.next.as_deref());
        }
    }
}
