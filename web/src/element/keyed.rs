//! Elements that come and go.

use super::Keyed;
use super::document::Drawn;
use super::follow::follow_all;
use super::place::Place;
use leptos::prelude::*;
use leptos::web_sys::{self, Node};
use std::cell::RefCell;
use std::rc::Rc;

/// The elements of the keys, made and removed as the keys come and go. What stays is not touched, so focus stays, too.
/// `place` is that of the first one that the build has written.
pub(super) fn keep_keyed(node: &web_sys::Element, keyed: Keyed, mut place: Place) -> RenderEffect<()> {
    let Keyed { keys, make } = keyed;
    let known: Rc<RefCell<Vec<(usize, Owner, Drawn)>>> = Rc::default();
    // What an effect owns ends when it runs again; what is made in it must not.
    let parent = Owner::current().unwrap_or_default();
    let node = node.clone();
    follow_all(Box::new(move || {
        let keys = keys();
        let mut old = known.take();
        let mut now = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(index) = old.iter().position(|(known, ..)| *known == key) {
                now.push(old.swap_remove(index));
                continue;
            }
            let owner = parent.with(Owner::new);
            let drawn = owner.with(|| untrack(|| make(key).alive(&mut place)));
            now.push((key, owner, drawn));
        }
        // What comes later is new.
        place = Place::nowhere();
        for (_, owner, gone) in old {
            gone.remove();
            owner.cleanup();
        }
        let mut following: Option<Node> = None;
        for (.., drawn) in now.iter().rev() {
            let here = drawn.node();
            let is_in_place = here.parent_node().is_some() && here.next_sibling() == following;
            if !is_in_place {
                let _ = node.insert_before(here, following.as_ref());
            }
            following = Some(here.clone());
        }
        known.replace(now);
    }))
}
