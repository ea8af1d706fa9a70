//! How the browser brings an element to life: a node that was made for it, or one that the build has written.

use super::{Content, Element, Keyed, Parts, SPACE, Words};
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use leptos::web_sys::{self, Event, Node, Text};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// An element in the document, and what keeps it alive.
pub struct Drawn {
    node: Node,
    kept: Vec<Kept>,
}

#[expect(dead_code, reason = "held, not read")]
enum Kept {
    Child(Drawn),
    Effect(RenderEffect<()>),
    Listener(Closure<dyn Fn(Event)>),
}

/// Brings one attribute, text or property up to date, and writes only what has changed.
type Update = Box<dyn Fn()>;

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
    /// Takes over what the build has written into an element of the document, for as long as the page is there.
    #[cfg(target_arch = "wasm32")]
    pub fn take_over(root: &web_sys::Element, page: fn() -> Vec<Self>) {
        // Refused where it has been done before, which is as good.
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let mut written = root.first_element_child();
        owner.with(|| {
            for element in page() {
                let Some(node) = written.take() else { return };
                written = node.next_element_sibling();
                std::mem::forget(element.alive(node, false));
            }
        });
        std::mem::forget(owner);
    }

    /// Makes the node of this element and brings it to life.
    pub(super) fn made(self) -> Drawn {
        let node = self.new_node();
        self.alive(node, true)
    }

    /// Brings a node to life, and all that is in it: one that was just made, or one that the build has written.
    ///
    /// One effect updates the whole tree. With one for each text, three hundred would read the same memo on Venues; at every
    /// event each would leave the list of its readers and join it again, and leaving takes as long as the list is.
    pub(super) fn alive(self, node: web_sys::Element, is_new: bool) -> Drawn {
        let mut updates = Vec::new();
        let mut drawn = self.attached(node, is_new, &mut updates);
        if !updates.is_empty() {
            drawn.kept.push(Kept::Effect(RenderEffect::new(move |_| updates.iter().for_each(|update| update()))));
        }
        drawn
    }

    /// The node that this element is.
    fn new_node(&self) -> web_sys::Element {
        let Ok(node) = document().create_element_ns(Some(self.0.namespace), self.0.tag) else {
            unreachable!("no tag of ours is one that a document refuses")
        };
        node
    }

    fn attached(self, node: web_sys::Element, is_new: bool, updates: &mut Vec<Update>) -> Drawn {
        let Parts { attributes, classes, value, checked, listeners, content, .. } = *self.0;
        let mut kept = Vec::new();
        for (name, value) in attributes {
            match value {
                Words::Still(text) if is_new => put_attribute(&node, name, &text),
                Words::Still(_) => {}
                Words::Live(text) => {
                    let known = node.get_attribute(name);
                    let node = node.clone();
                    updates.push(follow(text, known, Box::new(move |text| put_attribute(&node, name, text))));
                }
            }
        }
        for (name, condition) in classes {
            updates.push(follow_class(&node, name, condition));
        }
        for (event, listener) in listeners {
            let listener = Closure::<dyn Fn(Event)>::new(listener);
            let _ = node.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            kept.push(Kept::Listener(listener));
        }
        match content {
            Content::Nothing => {}
            Content::Text(Words::Still(text)) => {
                if is_new {
                    node.set_text_content(Some(&text));
                }
            }
            Content::Text(Words::Live(text)) => updates.push(follow_text(&node, text)),
            Content::Elements(children) => {
                let mut known = node.first_element_child();
                for child in children {
                    if is_new {
                        kept.extend(child.appended(&node, updates));
                    } else if child.0.tag != SPACE
                        && let Some(here) = known.take()
                    {
                        known = here.next_element_sibling();
                        kept.push(Kept::Child(child.attached(here, false, updates)));
                    }
                }
            }
            Content::Keyed(keyed) => kept.push(Kept::Effect(keep_keyed(&node, keyed))),
        }
        // After the content: what is chosen in a list must be in it.
        if let Some(value) = value {
            let node = node.clone();
            updates.push(Box::new(move || {
                value.try_with(|value| put(&node, "value", &JsValue::from_str(value)));
            }));
        }
        if let Some(checked) = checked {
            let node = node.clone();
            updates.push(Box::new(move || {
                checked.try_with(|checked| put(&node, "checked", &JsValue::from_bool(*checked)));
            }));
        }
        Drawn { node: node.into(), kept }
    }

    /// Makes the element, or the space, at the end of another.
    fn appended(self, parent: &web_sys::Element, updates: &mut Vec<Update>) -> Option<Kept> {
        if self.0.tag == SPACE {
            let _ = parent.append_child(&document().create_text_node(SPACE));
            return None;
        }
        let node = self.new_node();
        let child = self.attached(node, true, updates);
        let _ = parent.append_child(&child.node);
        Some(Kept::Child(child))
    }
}

/// Hands a text on whenever it is not the one that is known to be there. Nothing else changes the attributes and texts
/// that are live, so the document is asked for them only once.
///
/// What is inside an element that was just removed may be updated once more, when its signals are gone: then there is
/// nothing to do.
fn follow(text: Signal<String>, known: Option<String>, put: Box<dyn Fn(&str)>) -> Update {
    let known = RefCell::new(known);
    Box::new(move || {
        text.try_with(|text| {
            if known.borrow().as_ref() != Some(text) {
                put(text);
                known.replace(Some(text.clone()));
            }
        });
    })
}

/// The text stays one node: a new one would be laid out anew.
fn follow_text(node: &web_sys::Element, text: Signal<String>) -> Update {
    let known = node.text_content();
    let words: Option<Text> = node.first_child().and_then(|child| child.dyn_into().ok());
    let words = words.unwrap_or_else(|| {
        let words = document().create_text_node("");
        let _ = node.append_child(&words);
        words
    });
    follow(text, known, Box::new(move |text| words.set_data(text)))
}

fn follow_class(node: &web_sys::Element, name: &'static str, condition: Signal<bool>) -> Update {
    let list = node.class_list();
    let known = Cell::new(list.contains(name));
    Box::new(move || {
        condition.try_with(|condition| {
            if known.replace(*condition) != *condition {
                let _ = list.toggle_with_force(name, *condition);
            }
        });
    })
}

/// The elements of the keys, made and removed as the keys come and go. What stays is not touched, so focus stays, too.
fn keep_keyed(node: &web_sys::Element, keyed: Keyed) -> RenderEffect<()> {
    let Keyed { keys, make } = keyed;
    let known: Rc<RefCell<Vec<(usize, Owner, Drawn)>>> = Rc::default();
    // What an effect owns ends when it runs again; what is made in it must not.
    let parent = Owner::current().unwrap_or_default();
    let node = node.clone();
    let mut written = node.first_element_child();
    RenderEffect::new(move |before: Option<()>| {
        let keys = keys();
        let mut old = known.take();
        let mut now = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(index) = old.iter().position(|(known, ..)| *known == key) {
                now.push(old.swap_remove(index));
                continue;
            }
            let owner = parent.with(Owner::new);
            let here = if before.is_none() { written.take() } else { None };
            let drawn = owner.with(|| {
                untrack(|| match here {
                    Some(here) => {
                        written = here.next_element_sibling();
                        make(key).alive(here, false)
                    }
                    None => make(key).made(),
                })
            });
            now.push((key, owner, drawn));
        }
        for (_, owner, gone) in old {
            gone.remove();
            owner.cleanup();
        }
        let mut following: Option<Node> = None;
        for (.., drawn) in now.iter().rev() {
            let is_in_place = drawn.node.parent_node().is_some() && drawn.node.next_sibling() == following;
            if !is_in_place {
                let _ = node.insert_before(&drawn.node, following.as_ref());
            }
            following = Some(drawn.node.clone());
        }
        known.replace(now);
    })
}

fn put_attribute(node: &web_sys::Element, name: &str, text: &str) {
    let _ = node.set_attribute(name, text);
}

/// Sets a property that the reader changes, too: it is asked for each time.
fn put(node: &web_sys::Element, property: &str, value: &JsValue) {
    let property = JsValue::from_str(property);
    if js_sys::Reflect::get(node, &property).as_ref() != Ok(value) {
        let _ = js_sys::Reflect::set(node, &property, value);
    }
}
