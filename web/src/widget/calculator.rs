//! One widget in a page.

use super::attributes::{self, Fault};
use super::report;
use crate::browser;
use crate::compare::components::{echo, form, sentence};
use crate::compare::store::{Shown, Store};
use crate::compare::{announcement, desk};
use crate::components::effect;
use crate::element::Mounted;
use crate::position::link::{Grammar, Key, Notice};
use crate::position::{self, State};
use crate::words::Message;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use margin_venues::MarketId;
use std::rc::Rc;
use std::sync::Arc;

/// What has happened to a widget by its reader's hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something was changed, and may be changing still.
    Ongoing,
    /// The reader has paused after it.
    Done,
}

/// Something that cannot be: the attribute, the code of the fault, and the words for it.
pub type Said = [String; 3];

/// A widget: dropped, it takes its elements out of the page and frees everything it held.
pub struct Calculator {
    store: Store,
    root: HtmlElement,
    /// The state that the page has given last, until the widget has taken notice of it.
    given: StoredValue<Option<Arc<State>>>,
    /// The market that the page has asked for, while its table is on its way.
    awaited: StoredValue<Option<MarketId>>,
    _mounted: Mounted,
}

impl Calculator {
    /// Draws a widget into an element. `tell` hears what its reader changes, `fail` what is found to be wrong when a table
    /// comes. `site` is the address of the folder with the table files, which ends in a slash.
    pub fn open(
        root: &HtmlElement,
        site: &str,
        tell: impl Fn(Change) + 'static,
        fail: impl Fn(Vec<Said>) + 'static,
    ) -> Self {
        let tell = Rc::new(tell);
        let ((store, given, awaited), mounted) = Mounted::created(root, || {
            let (store, given, awaited) = (Store::opening(), StoredValue::new(None), StoredValue::new(None));
            store.position.markets.fetch_from(site);
            listen(store, given, awaited, tell);
            listen_late(store, fail);
            let desk = desk(store, form(store, Some(echo(store)), None), None);
            ((store, given, awaited), vec![sentence(store, "p"), announcement(store), desk])
        });
        Self { store, root: root.clone(), given, awaited, _mounted: mounted }
    }

    /// Sets attributes, each with its text, or takes those away that have none. Returns what of it cannot be.
    pub fn set(&self, given: &[(&str, Option<&str>)]) -> Vec<Said> {
        let position = self.store.position;
        if attributes::name_a_market(given) {
            position.stop_waiting();
        }
        let (asked, on, mut faults) = attributes::asked(&untrack(|| position.state()), given);
        let fields = given.iter().filter_map(|(name, _)| attributes::named(name)?.field());
        faults.extend(position.ask_for(asked, on, fields).into_iter().map(Fault::Part));
        self.is_given();
        say(self.store, &faults)
    }

    /// Puts the state of a link in its place. Returns what of it cannot be.
    pub fn follow(&self, fragment: &str) -> Vec<Said> {
        let position = self.store.position;
        position.follow_link(fragment, Grammar::Compare);
        self.is_given();
        say(self.store, &position.take_notices().into_iter().map(Fault::Link).collect::<Vec<_>>())
    }

    /// Remembers what the page itself has set, or is to have once a table is here.
    fn is_given(&self) {
        self.given.set_value(Some(untrack(|| self.store.position.state())));
        self.awaited.set_value(self.store.position.awaited());
    }

    /// The state, by the names of the attributes.
    pub fn state(&self) -> Vec<[String; 2]> {
        report::state(&untrack(|| self.store.position.state()))
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

/// Returns faults, each with its words.
fn say(store: Store, faults: &[Fault]) -> Vec<Said> {
    let listed = untrack(|| store.position.listed());
    let words = |fault: &Fault| {
        store.speak_untracked(|speaker| match fault {
            Fault::Part(Notice::BadValue(Key::Venue)) => speaker.words.text(Message::WidgetVenue).to_owned(),
            Fault::Part(Notice::BadValue(_)) => {
                speaker.words.fill(Message::WidgetBadValue, &[("attribute", fault.attribute())])
            }
            Fault::Part(notice) | Fault::Link(notice) => position::say::notice(notice, &listed, speaker),
        })
    };
    faults.iter().map(|fault| [fault.attribute().to_owned(), fault.code().to_owned(), words(fault)]).collect()
}

/// Tells of what cannot be, where that is known only once a table has come: a market that its venue does not list.
fn listen_late(store: Store, fail: impl Fn(Vec<Said>) + 'static) {
    effect(move || {
        if store.position.has_notices() {
            let faults: Vec<Fault> = store.position.take_notices().into_iter().map(Fault::Part).collect();
            fail(say(store, &faults));
        }
    });
}

/// Tells of every change, but for those that the page has made itself; and once the reader pauses, says the sentence.
fn listen(
    store: Store,
    given: StoredValue<Option<Arc<State>>>,
    awaited: StoredValue<Option<MarketId>>,
    tell: Rc<impl Fn(Change) + 'static>,
) {
    let pause = browser::Pause::new(browser::Pause::OF_READER);
    // Whether the reader has changed something since the last pause.
    let is_waiting = StoredValue::new(false);
    let mut before = None;
    effect(move || {
        let state = store.position.state();
        let is_given = given.try_update_value(Option::take).flatten().as_ref() == Some(&state);
        let has_come = awaited.try_update_value(|awaited| awaited.take_if(|id| *id == state.id)).flatten().is_some();
        if before.replace(state.clone()).is_some_and(|before| before != state) {
            let tell = tell.clone();
            if !is_given && !has_come {
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
    });
}
