//! Texts whose numbers are marked, and change by themselves.

use super::live::live;
use crate::element::{Element, element, space};
use crate::words::Said;

/// How many kinds of parts there are.
const KINDS: usize = 6;

/// What a part is: words, the name of a mode, a number, words that stand where a number would, a space.
fn kind(said: &Said) -> usize {
    match said.class {
        "isolated" => 1,
        "cross" => 2,
        "number" => 3,
        _ if !said.field.is_empty() => 4,
        _ if said.text == " " => 5,
        _ => 0,
    }
}

/// An element with the parts of a text in it. A part stays as long as its kind does. `parts` shows them to who asks.
pub fn sentence(around: Element, parts: impl Fn(&mut dyn FnMut(&[Said])) + Copy + Send + Sync + 'static) -> Element {
    let keys = move || {
        let mut keys = Vec::new();
        parts(&mut |parts| keys.extend(parts.iter().enumerate().map(|(index, said)| index * KINDS + kind(said))));
        keys
    };
    let part = move |key: usize| {
        let of = move |text: fn(&Said) -> &String| {
            live(move || {
                let mut found = String::new();
                parts(&mut |parts| found = parts.get(key / KINDS).map(text).cloned().unwrap_or_default());
                found
            })
        };
        let words = || element("span").text(of(|said| &said.text));
        let value = || words().with("data-field", of(|said| &said.field)).with("data-value", of(|said| &said.exact));
        match key % KINDS {
            0 => words(),
            1 => words().class("isolated"),
            2 => words().class("cross"),
            3 => value().class("number"),
            4 => value(),
            _ => space(),
        }
    };
    around.keyed(keys, part)
}
