//! What becomes of the position, in a sentence with its numbers marked.

use super::said;
use crate::components::live;
use crate::element::{Element, element};
use crate::venues::store::{Said, Store};

/// How many kinds of parts a sentence has.
const KINDS: usize = 4;

/// What a part is: words, the name of a mode, a number.
fn kind(said: &Said) -> usize {
    match said.class {
        "isolated" => 1,
        "cross" => 2,
        "number" => 3,
        _ => 0,
    }
}

/// The sentence. A part stays as long as its kind does.
pub fn sentence(store: Store) -> Element {
    let keys = move || {
        store.screen(|screen| {
            screen.sentence.iter().enumerate().map(|(index, said)| index * KINDS + kind(said)).collect()
        })
    };
    let part = move |key: usize| {
        let of = move |text: fn(&Said) -> String| {
            store.screen(|screen| screen.sentence.get(key / KINDS).map(text).unwrap_or_default())
        };
        let words = said("span", move || of(|said| said.text.clone()));
        match key % KINDS {
            0 => words,
            1 => words.class("isolated"),
            2 => words.class("cross"),
            _ => words
                .class("number")
                .with("data-field", live(move || of(|said| said.field.clone())))
                .with("data-value", live(move || of(|said| said.exact.clone()))),
        }
    };
    element("h1").class("sentence").keyed(keys, part)
}
