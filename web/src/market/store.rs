//! The markets that are known and the search among them, as signals.

use super::files::FILES;
use super::own;
use super::refused::table_error;
use super::search::{Search, Step};
use crate::browser;
use crate::shell::Shell;
use crate::words::{Message, Speaker};
use leptos::prelude::*;
use margin_venues::Listed;
use margin_venues::listed_venue;
use margin_venues::{Catalogue, Hit, Hits, MarketId, Own};
use std::sync::Arc;

/// Whether a table file is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Load {
    /// Nobody asked for it.
    #[default]
    Idle,
    /// On its way.
    Loading,
    /// It did not come, or not as it is known.
    Failed,
    /// Here.
    Ready,
}

/// Every signal of the markets. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Markets {
    shell: Shell,
    catalogue: RwSignal<Catalogue>,
    /// The address of the folder with the table files, which ends in a slash; empty where it is the page's own.
    site: StoredValue<String>,
    loads: [RwSignal<Load>; FILES.len()],
    search: RwSignal<Search>,
    hits: Memo<Arc<Hits>>,
    /// Why the pasted table was refused.
    refused: RwSignal<Option<own::Refused>>,
}

impl Markets {
    /// Those that are part of the program.
    pub fn opening(shell: Shell) -> Self {
        let catalogue = RwSignal::new(Catalogue::default());
        let search = RwSignal::new(Search::default());
        let hits = Memo::new(move |_| {
            let search = search.get();
            Arc::new(if search.is_open { catalogue.with(|known| known.search(&search.query)) } else { Hits::default() })
        });
        Self {
            shell,
            catalogue,
            site: StoredValue::default(),
            loads: FILES.map(|_| RwSignal::new(Load::Idle)),
            search,
            hits,
            refused: RwSignal::new(None),
        }
    }

    /// Returns the words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.shell
    }

    // What is known.

    /// Something of what is known.
    pub fn with<T>(&self, of: impl FnOnce(&Catalogue) -> T) -> T {
        self.catalogue.with(of)
    }

    /// The same without being told when more is known.
    pub fn with_untracked<T>(&self, of: impl FnOnce(&Catalogue) -> T) -> T {
        self.catalogue.with_untracked(of)
    }

    /// Returns a market, where it is known.
    pub fn find(&self, id: &MarketId) -> Option<Arc<Listed>> {
        self.with_untracked(|catalogue| catalogue.find(id))
    }

    /// Tells which day it is: what has ended is no longer offered, and tables have an age.
    pub fn use_today(&self, today: String) {
        self.change(|catalogue| catalogue.on(today));
    }

    fn change(&self, change: impl FnOnce(Catalogue) -> Catalogue) {
        self.catalogue.update(|catalogue| *catalogue = change(std::mem::take(catalogue)));
    }

    /// Returns how many markets are known, in words.
    pub fn known(&self) -> String {
        let count = self.with(Catalogue::len);
        self.speak(|speaker| speaker.words.fill(Message::VenueKnown, &[("count", &speaker.count(count))]))
    }

    fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell.speak(say)
    }

    // Their tables.

    /// Fetches the table files from a folder other than the page's: its address, which ends in a slash.
    pub fn fetch_from(&self, site: &str) {
        self.site.set_value(site.to_owned());
    }

    /// Returns whether a table file is here.
    pub fn load_of(&self, file: usize) -> Load {
        self.loads.get(file).map(|load| load.get()).unwrap_or_default()
    }

    /// Returns how many markets are in the files that are not here; 0 where all are.
    pub fn to_load(&self) -> usize {
        let missing = |file: &usize| self.load_of(*file) != Load::Ready;
        (0..FILES.len()).filter(missing).filter_map(|file| FILES.get(file)).map(|file| file.markets).sum()
    }

    /// Fetches a file, unless it is here or on its way. `arrived` gets its place and its text, or nothing where it did
    /// not come as it is known.
    pub fn load(&self, file: usize, arrived: impl Fn(usize, Option<String>) + 'static) {
        let (Some(load), Some(known)) = (self.loads.get(file), FILES.get(file)) else { return };
        if matches!(load.get_untracked(), Load::Loading | Load::Ready) {
            return;
        }
        load.set(Load::Loading);
        let address = self.site.with_value(|site| [site, known.address].concat());
        browser::fetch_text(&address, known.integrity, move |text| arrived(file, text));
    }

    /// Takes in what was fetched.
    pub fn take_in(&self, file: usize, text: Option<String>) {
        let (Some(load), Some(known)) = (self.loads.get(file), FILES.get(file)) else { return };
        let tables = text.zip(listed_venue(known.venue)).map(|(text, venue)| venue.read_tables(&text));
        match tables {
            None | Some(Err(_)) => load.set(Load::Failed),
            Some(Ok(tables)) => {
                self.change(|catalogue| catalogue.with_tables(tables));
                load.set(Load::Ready);
            }
        }
    }

    // The search.

    /// Returns the state of the search.
    pub fn search(&self) -> Search {
        self.search.get()
    }

    /// Returns the answers to it.
    pub fn hits(&self) -> Arc<Hits> {
        self.hits.get()
    }

    /// Returns how many answers there are, in words.
    pub fn found(&self) -> String {
        let hits = self.hits();
        let (total, shown) = (hits.total, hits.shown.len());
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

    /// Something was typed into the search.
    pub fn look_for(&self, query: String) {
        self.search.set(Search { active: (!query.is_empty()).then_some(0), query, is_open: true });
    }

    /// Opens the list of answers, or closes it.
    pub fn open_list(&self, is_open: bool) {
        if self.search.get_untracked().is_open != is_open {
            self.search.set(Search { is_open, ..Search::default() });
        }
    }

    /// Takes a step of the keyboard through the answers.
    pub fn step(&self, step: Step) {
        self.search.set(Search { is_open: true, ..self.search.get_untracked() });
        let search = self.search.get_untracked();
        let active = search.stepped(step, self.hits.get_untracked().shown.len());
        self.search.set(Search { active, ..search });
    }

    /// Returns an answer by its place.
    pub fn hit(&self, place: usize) -> Option<Hit> {
        self.hits.get_untracked().shown.get(place).cloned()
    }

    /// Returns the answer that the keyboard is at.
    pub fn active_hit(&self) -> Option<Hit> {
        let search = self.search.get_untracked();
        self.hit(search.active.filter(|_| search.is_open)?)
    }

    // A table of the reader's own.

    /// Takes in what was pasted for a market, or says why not. Returns the symbol of the market to be chosen.
    pub fn paste(&self, text: &str, base: &Listed) -> Option<String> {
        match own::read(text, base) {
            Err(refused) => {
                self.refused.set(Some(refused));
                None
            }
            Ok(given) => {
                self.refused.set(None);
                let own = Own::from(given);
                let symbol = match &own {
                    Own::Table(listed) => Some(listed.symbol().to_owned()),
                    Own::File(tables) => tables.symbols().next().map(str::to_owned),
                };
                self.change(|catalogue| catalogue.with_own(Some(own)));
                symbol
            }
        }
    }

    /// Forgets the reader's table.
    pub fn forget_own(&self) {
        self.refused.set(None);
        self.change(|catalogue| catalogue.with_own(None));
    }

    /// Returns what the reader's own table is, in words; nothing where there is none.
    pub fn own_table(&self) -> String {
        self.with(|catalogue| {
            self.speak(|speaker| match catalogue.own() {
                None => String::new(),
                Some(Own::Table(listed)) => {
                    let tiers = speaker.count(listed.market.tiers().len());
                    speaker.words.fill(Message::PasteUsed, &[("tiers", &tiers)])
                }
                Some(Own::File(tables)) => {
                    let count = speaker.count(tables.len());
                    speaker.words.fill(Message::PasteUsedFile, &[("count", &count), ("venue", tables.venue())])
                }
            })
        })
    }

    /// Returns why the pasted table was refused; nothing where it was not.
    pub fn paste_problem(&self) -> String {
        self.refused.with(|refused| match refused {
            Some(refused) => self.speak(|speaker| table_error(refused, speaker)),
            None => String::new(),
        })
    }
}
