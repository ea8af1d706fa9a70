//! The reactive state of the page.
//!
//! What was chosen, typed and fetched are signals, everything else is a memo, and no effect writes a signal. What an
//! event does is a method of [`Store`]; it needs no browser, so the tests press the same buttons natively.

mod events;
mod looks;
mod market;
mod picker;
mod rows;
mod screen;

pub use market::{Line, Mark, ModeView, TierView};
pub use picker::{Picker, Step};
pub use rows::{Body, EndView, HeldView, Load, Row};
pub use screen::Screen;

use super::files::FILES;
use super::inputs::{Field, Inputs, Slot};
use super::limits::{Problem, read_field, set, slider};
use super::link::{Asked, Notice};
use super::own::Refused;
use super::say;
use crate::shell::Shell;
use crate::slider::Slider;
use crate::words::{Message, Speaker};
use leptos::prelude::*;
use margin_core::{Decimal, SizeUnit};
use margin_venues::{Catalogue, Hits, Listed, MarketId, Own};
use std::sync::Arc;

/// One place for every table file.
pub type PerFile<T> = [T; FILES.len()];

/// Every signal and memo of the page. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Store {
    shell: Shell,
    catalogue: RwSignal<Catalogue>,
    loads: PerFile<RwSignal<Load>>,
    /// The chosen market, which the catalogue knows.
    id: RwSignal<MarketId>,
    listed: RwSignal<Arc<Listed>>,
    /// The last state in which every number was valid: what the results are of.
    inputs: RwSignal<Inputs>,
    /// What is typed into a field, kept as typed until the field is left in order.
    drafts: Slot<RwSignal<Option<String>>>,
    /// The state when it was last set by anything but a slider; see [`slider`].
    anchor: RwSignal<Inputs>,
    /// What a link asks for, while the file of its market is on its way.
    asked: RwSignal<Option<(Asked, Vec<Notice>)>>,
    picker: RwSignal<Picker>,
    /// Whether all tiers are shown, not only those round the position.
    all_tiers: RwSignal<bool>,
    /// Why the pasted table was refused.
    refused: RwSignal<Option<Refused>>,
    notices: RwSignal<Vec<Notice>>,
    /// What the live region says, once the reader pauses.
    announced: RwSignal<String>,
    problems: Slot<Memo<Option<Problem>>>,
    hits: Memo<Hits>,
    screen: Memo<Arc<Screen>>,
}

impl Store {
    /// The opening example, in the language and locale the build writes.
    pub fn opening() -> Self {
        let shell = Shell::opening();
        let catalogue = RwSignal::new(Catalogue::default());
        let loads = FILES.map(|_| RwSignal::new(Load::Idle));
        let id = RwSignal::new(MarketId::opening());
        let Some(btc) = catalogue.with_untracked(|catalogue| catalogue.find(&MarketId::opening())) else {
            unreachable!("the market is part of the program, and a test finds it")
        };
        let listed = RwSignal::new(btc);
        let inputs = RwSignal::new(Inputs::OPENING);
        let picker = RwSignal::new(Picker::default());
        let drafts = Field::ALL.map(|_| RwSignal::new(None::<String>));
        let problems = Field::ALL.map(|field| {
            Memo::new(move |_| {
                let draft = drafts[field.index()].get()?;
                let (inputs, listed) = (inputs.get(), listed.get());
                shell
                    .speak(|speaker| read_field(&inputs, &listed, field, &draft, speaker.locale))
                    .and_then(|value| set(&inputs, &listed, field, value))
                    .err()
            })
        });
        let hits = Memo::new(move |_| {
            let query = picker.with(|picker| picker.is_open.then(|| picker.query.clone()));
            query.map(|query| catalogue.with(|catalogue| catalogue.search(&query))).unwrap_or_default()
        });
        // Not in the memo of what is shown: to find them, every listing of every loaded venue is looked at.
        let peers = Memo::new(move |_| {
            let listed = listed.get();
            id.with(|id| catalogue.with(|known| Arc::new(known.peers(id, &listed))))
        });
        let screen = Memo::new_with_compare(
            move |_| {
                let (inputs, listed, peers) = (inputs.get(), listed.get(), peers.get());
                let load = |file: usize| loads.get(file).map(|load| load.get()).unwrap_or_default();
                let screen = |speaker: Speaker<'_>| {
                    id.with(|id| {
                        catalogue.with(|known| Screen::new(id, &listed, &peers, &inputs, known, load, speaker))
                    })
                };
                Arc::new(shell.speak(screen))
            },
            |one, other| one != other,
        );
        Self {
            shell,
            catalogue,
            loads,
            id,
            listed,
            inputs,
            drafts,
            anchor: RwSignal::new(Inputs::OPENING),
            asked: RwSignal::new(None),
            picker,
            all_tiers: RwSignal::new(false),
            refused: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            announced: RwSignal::new(String::new()),
            problems,
            hits,
            screen,
        }
    }

    /// The words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.shell
    }

    /// A text without parameters.
    pub fn text(&self, message: Message) -> String {
        self.shell.text(message)
    }

    /// Says something with numbers in it, in the reader's locale.
    pub fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell.speak(say)
    }

    /// The last valid inputs.
    pub fn inputs(&self) -> Inputs {
        self.inputs.get()
    }

    /// The chosen market.
    pub fn listed(&self) -> Arc<Listed> {
        self.listed.get()
    }

    /// Tells which day it is: what has ended is no longer offered, and tables have an age.
    pub fn use_today(&self, today: String) {
        self.catalogue.update(|catalogue| *catalogue = std::mem::take(catalogue).on(today));
    }

    /// Whether a table is so old that it is marked.
    pub fn has_old_tables(&self) -> bool {
        self.screen(|screen| screen.rows.iter().any(|row| row.is_old))
    }

    /// Something of what is shown.
    pub fn screen<T>(&self, of: impl FnOnce(&Screen) -> T) -> T {
        self.screen.with(|screen| of(screen))
    }

    /// The search.
    pub fn picker<T>(&self, of: impl FnOnce(&Picker) -> T) -> T {
        self.picker.with(of)
    }

    /// The answers to it.
    pub fn hits<T>(&self, of: impl FnOnce(&Hits) -> T) -> T {
        self.hits.with(of)
    }

    /// The answers in words: how many there are.
    pub fn found(&self) -> String {
        let (total, shown) = self.hits(|hits| (hits.total, hits.shown.len()));
        self.speak(|speaker| {
            let [count, shown_count] = [total, shown].map(|number| speaker.count(number));
            if total == 0 {
                speaker.words.text(Message::VenueFoundNone).to_owned()
            } else if shown < total {
                speaker.words.fill(Message::VenueFoundMore, &[("count", &count), ("shown", &shown_count)])
            } else {
                speaker.words.fill(Message::VenueFound, &[("count", &count)])
            }
        })
    }

    /// How many markets are known.
    pub fn known(&self) -> String {
        let count = self.catalogue.with(Catalogue::len);
        self.speak(|speaker| speaker.words.fill(Message::VenueKnown, &[("count", &speaker.count(count))]))
    }

    /// How a table file stands.
    pub fn load_of(&self, file: usize) -> Load {
        self.loads.get(file).map(|load| load.get()).unwrap_or_default()
    }

    /// How many markets are in the files that are not here; 0 where all are.
    pub fn to_load(&self) -> usize {
        let missing = |file: &usize| self.load_of(*file) != Load::Ready;
        (0..FILES.len()).filter(missing).filter_map(|file| FILES.get(file)).map(|file| file.markets).sum()
    }

    /// What is wrong with what is typed into a field.
    pub fn problem(&self, field: Field) -> String {
        let Some(problem) = self.problems.get(field.index()).and_then(|problem| problem.get()) else {
            return String::new();
        };
        let (inputs, listed) = (self.inputs.get(), self.listed.get());
        self.speak(|speaker| say::problem(field, &problem, &inputs, &listed, speaker))
    }

    /// Whether a field is refused.
    pub fn is_bad(&self, field: Field) -> bool {
        self.problems.get(field.index()).is_some_and(|problem| problem.with(Option::is_some))
    }

    /// Whether the results are older than what is typed.
    pub fn is_stale(&self) -> bool {
        self.problems.iter().any(|problem| problem.with(Option::is_some))
    }

    /// The number a slider stands at.
    pub fn number(&self, field: Field) -> Decimal {
        self.listed.with(|listed| self.inputs.with(|inputs| inputs.get(listed, field)))
    }

    /// What stands in a text field: what was typed, else the number.
    pub fn field_text(&self, field: Field) -> String {
        let draft = self.drafts.get(field.index()).and_then(|draft| draft.get());
        draft.unwrap_or_else(|| {
            self.speak(|speaker| speaker.locale.in_a_field(super::limits::shown(self.number(field))))
        })
    }

    /// What a field is called.
    pub fn field_name(&self, field: Field) -> String {
        self.listed.with(|listed| self.speak(|speaker| say::field_name(field, listed, speaker)))
    }

    /// The unit of its number.
    pub fn field_unit(&self, field: Field) -> String {
        let inputs = self.inputs.get();
        self.listed.with(|listed| self.speak(|speaker| say::unit(field, &inputs, listed, speaker).to_owned()))
    }

    /// Returns where the entry price is from.
    pub fn entry_is(&self) -> String {
        let entry = self.inputs.get().entry;
        self.listed.with(|listed| self.speak(|speaker| say::entry_is(entry, listed, speaker)))
    }

    /// Its number in words.
    pub fn spoken(&self, field: Field) -> String {
        let inputs = self.inputs.get();
        let number = self.number(field);
        self.listed.with(|listed| self.speak(|speaker| say::spoken(field, number, &inputs, listed, speaker)))
    }

    /// What a unit of size is called in this market.
    pub fn unit_name(&self, unit: SizeUnit) -> String {
        self.listed.with(|listed| self.speak(|speaker| say::unit_name(unit, listed, speaker).to_owned()))
    }

    /// The scale of a field's slider.
    pub fn slider(&self, field: Field) -> Slider {
        let (inputs, anchor) = (self.inputs.get(), self.anchor.get());
        self.listed.with(|listed| slider(&inputs, &anchor, listed, field))
    }

    /// What the reader's own table is, in words; nothing where there is none.
    pub fn own_table(&self) -> String {
        self.catalogue.with(|catalogue| {
            self.speak(|speaker| match catalogue.own() {
                None => String::new(),
                Some(Own::Table(listed)) => {
                    let tiers = speaker.count(listed.market.tiers().len());
                    speaker.words.fill(Message::PasteUsed, &[("tiers", &tiers)])
                }
                Some(Own::File(tables)) => {
                    let parameters = [("count", speaker.count(tables.len())), ("venue", tables.venue().to_owned())];
                    let [count, venue] = &parameters;
                    speaker.words.fill(Message::PasteUsedFile, &[(count.0, &count.1), (venue.0, &venue.1)])
                }
            })
        })
    }

    /// Why the pasted table was refused; nothing where it was not.
    pub fn paste_problem(&self) -> String {
        self.refused.with(|refused| match refused {
            Some(refused) => self.speak(|speaker| say::table_error(refused, speaker)),
            None => String::new(),
        })
    }

    /// What the page has to say about a link, or about a position that had to give way.
    pub fn notices(&self) -> Vec<String> {
        self.listed.with(|listed| {
            self.notices.with(|notices| {
                self.speak(|speaker| notices.iter().map(|notice| say::notice(notice, listed, speaker)).collect())
            })
        })
    }

    /// What the live region says.
    pub fn announced(&self) -> String {
        self.announced.get()
    }
}
