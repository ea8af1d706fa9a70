//! A text field for a number, what is wrong with what is typed, and the question which number is meant.

use super::header::button;
use super::live::{Live, LiveFlag, live};
use crate::browser;
use crate::element::{Element, Words, element};
use crate::number::{Meaning, meaning};
use crate::shell::Shell;
use leptos::prelude::*;
use leptos::web_sys::Event;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a text field shows.
pub struct TextField {
    /// What its ids begin with.
    pub id: String,
    /// Its name, where it is not what its label is for.
    pub name: Option<Words>,
    /// What its number counts.
    pub unit: Live,
    /// What stands in it.
    pub text: Live,
    /// Whether something is wrong with it.
    pub is_bad: LiveFlag,
    /// What is wrong with it.
    pub problem: Live,
}

/// What the reader does with a text field.
pub enum Entering {
    /// A text was typed.
    Typed(String),
    /// The field was left.
    Left,
    /// Escape was pressed.
    Reverted,
}

/// Who hears what the reader does with a text field; the answer is whether something was put back.
///
/// One type for all fields: for each that had its own, everything below would be made once more.
type Entered = Arc<dyn Fn(Entering) -> bool + Send + Sync>;

/// Returns the field with its unit, and what is said of it: each finds its own place among the rest.
pub fn text_field(shell: Shell, field: TextField, entered: Entered) -> [Element; 2] {
    let TextField { id, name, unit, text, is_bad, problem } = field;
    let problem_id = [&id, "-problem"].concat();
    // A tap selects the number, for the next one is typed in its place; another one finds the focus there, and sets the
    // caret.
    let is_entered = Arc::new(AtomicBool::new(false));
    let enters = Arc::clone(&is_entered);
    let mut input = element("input")
        .with("id", [&id, "-number"].concat())
        .with("type", "text")
        .with("inputmode", "decimal")
        .with("enterkeyhint", "done")
        .with("autocomplete", "off")
        .with("spellcheck", "false");
    if let Some(name) = name {
        input = input.with("aria-label", name);
    }
    let input = input
        .with("aria-describedby", problem_id.clone())
        .with("aria-invalid", live(move || is_bad.get().to_string()))
        .value(text)
        .on("input", hears(&entered, |event| Entering::Typed(event_target_value(event))))
        .on("change", hears(&entered, |_| Entering::Left))
        .on("blur", hears(&entered, |_| Entering::Left))
        .on("pointerdown", move |event| enters.store(!browser::is_focused(&event), Ordering::Relaxed))
        .on("click", move |event| {
            if is_entered.load(Ordering::Relaxed) {
                browser::select_all(&event);
            }
        })
        .on("keydown", {
            let entered = Arc::clone(&entered);
            move |event| {
                if browser::is_escape(&event) && entered(Entering::Reverted) {
                    // What is round the field has its own use for the key.
                    event.stop_propagation();
                }
                browser::leave_on_enter(&event);
            }
        });
    let unit_shown = element("span").class("unit").with("aria-hidden", "true").text(unit);
    let entry = element("span").class("entry").children([input, unit_shown]);
    let said = element("div").class("problem").children([
        element("p").with("role", "alert").with("id", problem_id.clone()).text(problem),
        question(shell, problem_id, is_bad, unit, text, entered),
    ]);
    [entry, said]
}

/// A listener that tells what the reader does.
fn hears(entered: &Entered, what: fn(&Event) -> Entering) -> impl Fn(Event) + Send + use<> {
    let entered = Arc::clone(entered);
    move |event| {
        entered(what(&event));
    }
}

/// The numbers that a text can mean, each on a button that puts it into the field; nothing where it can mean one.
fn question(shell: Shell, problem_id: String, is_bad: LiveFlag, unit: Live, text: Live, entered: Entered) -> Element {
    let answer = move |index: usize| {
        let number = move || {
            let [grouped, fractional] = answers(shell, unit, text);
            if index == 0 { grouped } else { fractional }
        };
        let entered = Arc::clone(&entered);
        button("", live(number), move |event| {
            let number = untrack(number);
            browser::focus_beside(&event);
            entered(Entering::Typed(number));
            entered(Entering::Left);
        })
    };
    let is_asked = move || is_bad.try_get() == Some(true) && !answers(shell, unit, text)[0].is_empty();
    element("div")
        .class("question")
        .with("role", "group")
        .with("aria-labelledby", problem_id)
        .keyed(move || if is_asked() { vec![0, 1] } else { Vec::new() }, answer)
}

/// The two numbers that a text can mean, each with its unit, and so that it means nothing else; empty where it means one.
#[inline(never)]
fn answers(shell: Shell, unit: Live, text: Live) -> [String; 2] {
    // What was just removed may be updated once more, when its signals are gone.
    let (Some(unit), Some(text)) = (unit.try_get(), text.try_get()) else { return Default::default() };
    shell.speak(|speaker| match meaning(&text, &unit, speaker.locale) {
        Ok(Meaning::Either { grouped, fractional }) => {
            [grouped, fractional].map(|number| speaker.locale.with_unit(&speaker.locale.in_a_field(number), &unit))
        }
        _ => Default::default(),
    })
}
