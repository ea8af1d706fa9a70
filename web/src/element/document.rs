//! How the browser brings an element to life: a node that was made for it, or one that the build has written.

use super::follow::{Update, follow, follow_all, follow_class, keep_checked, keep_value};
use super::keyed::keep_keyed;
use super::place::Place;
use super::{Content, Element, Listener, Parts, TEXT, Words};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::{self, Event, Node, Text};

/// An element in the document, and what keeps it alive.
pub(super) struct Drawn {
    node: Node,
    kept: Vec<Kept>,
}

/// What ends when it is dropped.
#[expect(dead_code, reason = "held, not read")]
enum Kept {
    Effect(RenderEffect<()>),
    Heard(Heard),
}

/// A listener, for as long as it is heard: an event may still be on its way to an element that was removed.
struct Heard {
    node: web_sys::Element,
    event: &'static str,
    listener: Closure<dyn Fn(Event)>,
}

impl Heard {
    fn new(node: &web_sys::Element, event: &'static str, listener: Listener) -> Self {
        let listener = Closure::<dyn Fn(Event)>::new(listener);
        let _ = node.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        Self { node: node.clone(), event, listener }
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let _ = self.node.remove_event_listener_with_callback(self.event, self.listener.as_ref().unchecked_ref());
    }
}

/// What a whole tree lives by.
#[derive(Default)]
struct Life {
    updates: Vec<Update>,
    kept: Vec<Kept>,
}

impl Drawn {
    pub(super) const fn node(&self) -> &Node {
        &self.node
    }

    pub(super) fn remove(&self) {
        if let Some(parent) = self.node.parent_node() {
            let _ = parent.remove_child(&self.node);
        }
    }
}

impl Element {
    /// Brings the element in a place to life, and all that is in it.
    ///
    /// One effect updates the whole tree, but for what is apart. With one for each text, three hundred would read the same
    /// memo on Venues; at every event each would leave the list of its readers and join it again, and leaving takes as
    /// long as the list is.
    pub(super) fn alive(mut self, place: &mut Place) -> Drawn {
        self.0.is_apart = false;
        let mut life = Life::default();
        let node = self.attached(place, &mut life);
        let Life { updates, mut kept } = life;
        if !updates.is_empty() {
            kept.push(Kept::Effect(follow_all(Box::new(move || updates.iter().for_each(|update| update())))));
        }
        Drawn { node, kept }
    }

    /// The node of the place; where there is none, a new one.
    fn attached(self, place: &mut Place, life: &mut Life) -> Node {
        if self.0.is_apart {
            let Drawn { node, kept } = self.alive(place);
            life.kept.extend(kept);
            return node;
        }
        if self.0.tag == TEXT {
            let here = place.text();
            let node = here.0.clone().into();
            if let Content::Text(text) = self.0.content {
                attach_text(here, text, life);
            }
            return node;
        }
        if let Some(node) = place.take() {
            self.0.attach(&node, false, life);
            return node.into();
        }
        let node = self.new_node();
        self.0.attach(&node, true, life);
        place.put(&node);
        node.into()
    }

    fn new_node(&self) -> web_sys::Element {
        let Ok(node) = document().create_element_ns(Some(self.0.namespace), self.0.tag) else {
            unreachable!("no tag of ours is one that a document refuses")
        };
        node
    }
}

impl Parts {
    fn attach(self, node: &web_sys::Element, is_new: bool, life: &mut Life) {
        for (name, value) in self.attributes {
            match value {
                Words::Still(text) if is_new => put_attribute(node, name, &text),
                Words::Still(_) => {}
                Words::Live(text) => {
                    let known = node.get_attribute(name);
                    let node = node.clone();
                    life.updates.push(follow(text, known, Box::new(move |text| put_attribute(&node, name, text))));
                }
            }
        }
        for (name, condition) in self.classes {
            life.updates.push(follow_class(node, name, condition));
        }
        for (event, listener) in self.listeners {
            life.kept.push(Kept::Heard(Heard::new(node, event, listener)));
        }
        let place = || if is_new { Place::at_end_of(node) } else { Place::first_in(node) };
        match self.content {
            Content::Nothing => {}
            Content::Text(Words::Still(text)) => {
                if is_new {
                    node.set_text_content(Some(&text));
                }
            }
            Content::Text(text) => attach_text(place().text(), text, life),
            Content::Elements(children) => {
                let mut place = place();
                for child in children {
                    child.attached(&mut place, life);
                }
            }
            Content::Keyed(keyed) => life.kept.push(Kept::Effect(keep_keyed(node, keyed, place()))),
        }
        // After the content: what is chosen in a list must be in it.
        life.updates.extend(self.value.map(|value| keep_value(node, value)));
        life.updates.extend(self.checked.map(|checked| keep_checked(node, checked)));
    }
}

/// The text stays one node: a new one would be laid out anew. It comes with whether the build has written it.
fn attach_text((node, is_known): (Text, bool), text: Words, life: &mut Life) {
    match text {
        Words::Still(_) if is_known => {}
        Words::Still(text) => node.set_data(&text),
        Words::Live(text) => {
            let known = node.data();
            life.updates.push(follow(text, Some(known), Box::new(move |text| node.set_data(text))));
        }
    }
}

fn put_attribute(node: &web_sys::Element, name: &str, text: &str) {
    let _ = node.set_attribute(name, text);
}
