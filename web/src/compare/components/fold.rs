//! What a narrow screen folds, so that the first of it has the answer. The page alone has folds, not the widget.
//!
//! A fold is a `details` with nothing but its line in it; what it holds follows it, and the style sheet hides that while
//! the fold is closed and the screen is narrow. So on a wide screen and on paper there is no fold, and none of it waits
//! for a script.

use super::form::FOLDED;
use crate::browser;
use crate::compare::store::{Measure, Store};
use crate::components::{Live, effect, live};
use crate::element::{Element, element, space};
use crate::position::Field;
use crate::words::Message;
use leptos::prelude::*;

/// The id of the fold of fields.
const INPUTS: &str = "more-inputs";

/// The fold of the fields that are not wanted first. It does not close over one in which something is wrong.
pub fn inputs_fold(store: Store) -> Element {
    let position = store.position;
    let holds = live(move || {
        let [size, wallet] = [Field::Size, Field::Wallet].map(|field| position.field_text(field));
        store.speak(|speaker| speaker.words.fill(Message::MoreInputsHold, &[("size", &size), ("wallet", &wallet)]))
    });
    let open = move || {
        if FOLDED.into_iter().any(|field| position.is_bad(field)) {
            browser::open(INPUTS);
        }
    };
    effect(open);
    fold(store, Message::MoreInputs, holds).with("id", INPUTS).on("toggle", move |_| untrack(open))
}

/// The fold of the figures that are not the answer.
pub fn figures_fold(store: Store) -> Element {
    let holds = live(move || {
        let figures = store.figures();
        let [isolated, cross] =
            [&figures.isolated, &figures.cross].map(|mode| &*mode.figure(Measure::MarginRatio).full);
        store.speak(|speaker| speaker.words.fill(Message::AllFiguresHold, &[("isolated", isolated), ("cross", cross)]))
    });
    fold(store, Message::AllFigures, holds)
}

/// A fold that says what it holds while it is closed.
fn fold(store: Store, name: Message, holds: Live) -> Element {
    element("details").class("fold").children([element("summary").children([
        element("b").text(store.text(name)),
        space(),
        element("span").text(holds),
    ])])
}
