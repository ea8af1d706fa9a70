//! Trees of elements in the document.

use super::Element;
use super::document::Drawn;
use super::place::Place;
use leptos::prelude::*;
use leptos::web_sys;

/// Elements in a document, with every signal and effect that was made for them. Dropping it removes them.
pub struct Mounted {
    elements: Vec<Drawn>,
    owner: Owner,
}

impl Mounted {
    /// Takes over what the build has written into an element.
    pub fn hydrated(root: &web_sys::Element, page: fn() -> Vec<Element>) -> Self {
        Self::new(Place::first_in(root), || ((), page())).1
    }

    /// Draws elements into another; hands on what was made with them.
    pub fn created<T>(root: &web_sys::Element, page: impl FnOnce() -> (T, Vec<Element>)) -> (T, Self) {
        Self::new(Place::at_end_of(root), page)
    }

    fn new<T>(mut place: Place, page: impl FnOnce() -> (T, Vec<Element>)) -> (T, Self) {
        // Refused where it has been done before, which is as good.
        #[cfg(target_arch = "wasm32")]
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let (made, elements) = owner.with(|| {
            let (made, elements) = page();
            (made, elements.into_iter().map(|element| element.alive(&mut place)).collect())
        });
        (made, Self { elements, owner })
    }

    /// Leaves them for as long as the document is there.
    pub fn forever(self) {
        std::mem::forget(self);
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // What happens to a field that is taken out still finds its signals.
        for element in self.elements.drain(..) {
            element.remove();
        }
        self.owner.cleanup();
    }
}
