//! One widget in a page.

use super::attributes::{self, Attribute, Fault};
use super::report;
use crate::browser;
use crate::compare::components::sentence;
use crate::compare::state::Inputs;
use crate::compare::state::link::{self, Notice};
use crate::compare::store::{Shown, Store};
use crate::compare::{announcement, desk};
use crate::element::Mounted;
use crate::words::Message;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use std::rc::Rc;

/// What has happened to a widget by its reader's hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something was changed, and may be changing still.
    Ongoing,
    /// The reader has paused after it.
    Done,
}

/// A widget: dropped, it takes its elements out of the page and frees everything it held.
pub struct Calculator {
    store: Store,
    root: HtmlElement,
    /// The state that the page has given last, until the widget has taken notice of it.
    given: StoredValue<Option<Inputs>>,
    _mounted: Mounted,
}

impl Calculator {
    /// Draws a widget into an element, and tells of what its reader changes.
    pub fn open(root: &HtmlElement, tell: impl Fn(Change) + 'static) -> Self {
        let tell = Rc::new(tell);
        let ((store, given), mounted) = Mounted::created(root, || {
            let (store, given) = (Store::opening(), StoredValue::new(None));
            listen(store, given, tell);
            ((store, given), vec![sentence(store, "p"), announcement(store), desk(store)])
        });
        Self { store, root: root.clone(), given, _mounted: mounted }
    }

    /// Sets attributes, each with its text, or takes those away that have none. Says what of it cannot be.
    pub fn set(&self, given: &[(&str, Option<&str>)]) -> Vec<Fault> {
        let (inputs, faults) = attributes::set(untrack(|| self.store.inputs()), given);
        self.given.set_value(Some(inputs));
        self.store.give(inputs, given.iter().filter_map(|(name, _)| Attribute::named(name)?.field()));
        faults
    }

    /// Puts the state of a link in its place. Says what of it cannot be.
    pub fn follow(&self, fragment: &str) -> Vec<Fault> {
        let (inputs, notices) = link::parse(fragment);
        self.given.set_value(Some(inputs));
        self.store.start_over(inputs, Vec::new());
        notices.into_iter().map(Fault::Link).collect()
    }

    /// A fault in words.
    pub fn say(&self, fault: Fault) -> String {
        let inputs = untrack(|| self.store.inputs());
        self.store.speak_untracked(|speaker| match fault {
            Fault::Venue => speaker.words.text(Message::WidgetVenue).to_owned(),
            Fault::Part(Notice::BadValue(_)) => {
                speaker.words.fill(Message::WidgetBadValue, &[("attribute", fault.attribute())])
            }
            Fault::Part(notice) | Fault::Link(notice) => speaker.notice(notice, &inputs),
        })
    }

    /// The state, by the names of the attributes.
    pub fn state(&self) -> Vec<[String; 2]> {
        report::state(&untrack(|| self.store.inputs()))
    }

    /// Every number on screen, exactly.
    pub fn result(&self) -> Vec<[String; 2]> {
        untrack(|| report::result(&self.store.figures(), self.store.sentence()))
    }

    /// Writes and reads numbers as a language does; without one, as the reader's browser.
    pub fn use_language(&self, tag: Option<&str>) {
        self.store.shell().use_locale(tag.map_or_else(browser::locale, browser::locale_of));
    }

    /// Takes notice of how wide it has become.
    pub fn measure(&self) {
        self.store.show(Shown::within(&self.root));
    }
}

/// Tells of every change, but for those that the page has made itself; and once the reader pauses, says the sentence.
fn listen(store: Store, given: StoredValue<Option<Inputs>>, tell: Rc<impl Fn(Change) + 'static>) {
    let pause = browser::Pause::new(browser::Pause::OF_READER);
    // Whether the reader has changed something since the last pause.
    let is_waiting = StoredValue::new(false);
    Effect::new(move |before: Option<Inputs>| {
        let inputs = store.inputs();
        let is_given = given.try_update_value(Option::take).flatten() == Some(inputs);
        if before.is_some_and(|before| before != inputs) {
            let tell = tell.clone();
            if !is_given {
                is_waiting.set_value(true);
                tell(Change::Ongoing);
            }
            pause.then(move || {
                store.announce();
                if is_waiting.try_update_value(std::mem::take) == Some(true) {
                    tell(Change::Done);
                }
            });
        }
        inputs
    });
}
