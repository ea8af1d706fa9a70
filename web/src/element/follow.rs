//! How what is live in the document is brought up to date.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::Element;
use std::cell::{Cell, RefCell};

/// Brings one attribute, text or property up to date, and writes only what has changed.
///
/// What is inside an element that was just removed may be updated once more, when its signals are gone: then there is
/// nothing to do.
pub(super) type Update = Box<dyn Fn()>;

/// Runs something now, and again whenever a signal that it has read changes.
pub(super) fn follow_all(mut run: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run())
}

/// Hands a text on whenever it is not the one that is known to be there. Nothing else changes the attributes and texts
/// that are live, so the document is asked for them only once.
pub(super) fn follow(text: Signal<String>, known: Option<String>, put: Box<dyn Fn(&str)>) -> Update {
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

/// Lets a class come and go.
pub(super) fn follow_class(node: &Element, name: &'static str, condition: Signal<bool>) -> Update {
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

/// Keeps what stands in a text field, or is chosen in a list.
pub(super) fn keep_value(node: &Element, value: Signal<String>) -> Update {
    let node = node.clone();
    Box::new(move || {
        value.try_with(|value| put_property(&node, "value", &JsValue::from_str(value)));
    })
}

/// Keeps whether a radio button is chosen.
pub(super) fn keep_checked(node: &Element, checked: Signal<bool>) -> Update {
    let node = node.clone();
    Box::new(move || {
        checked.try_with(|checked| put_property(&node, "checked", &JsValue::from_bool(*checked)));
    })
}

/// Sets a property that the reader changes, too: it is asked for each time.
fn put_property(node: &Element, property: &str, value: &JsValue) {
    let property = JsValue::from_str(property);
    if js_sys::Reflect::get(node, &property).as_ref() != Ok(value) {
        let _ = js_sys::Reflect::set(node, &property, value);
    }
}
