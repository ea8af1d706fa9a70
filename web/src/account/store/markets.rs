//! The markets of the desk, and the tables that a link or a file waits for.

use super::{Form, Slot, Store};
use crate::account::traded::Traded;
use crate::browser;
use crate::market::files::TableFile;
use crate::words::Message;
use leptos::prelude::*;
use margin_venues::{Venue, VenueTables};

/// A text that waits for the table of a venue.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    venue: &'static Venue,
    text: String,
    /// Whether it is the text of a file, else a link.
    is_file: bool,
    has_failed: bool,
}

impl Waiting {
    /// A link.
    pub(super) const fn link(venue: &'static Venue, text: String) -> Self {
        Self { venue, text, is_file: false, has_failed: false }
    }

    /// The text of a file.
    pub(super) const fn file(venue: &'static Venue, text: String) -> Self {
        Self { venue, text, is_file: true, has_failed: false }
    }
}

impl Store {
    /// Returns the markets of the desk.
    pub fn markets(&self) -> Vec<Traded> {
        self.screen.with(|screen| screen.markets.iter().map(|(market, _)| market.clone()).collect())
    }

    /// Chooses the market of a position to be opened, by its symbol.
    pub fn choose_market(&self, symbol: &str) {
        if let Some(market) = self.desk.with_untracked(|desk| desk.market(symbol).cloned()) {
            self.prepare_in(&market);
        }
    }

    fn prepare_in(&self, market: &Traded) {
        self.does(&mut |doing| {
            doing.drafts = Slot::default();
            doing.form = Form::new(market.clone(), doing.form.side);
            doing.accepted = doing.form.clone();
        });
    }

    /// Prepares a position in a market that the desk has: another desk may have others.
    pub(super) fn keep_to_markets(&self) {
        let chosen = self.doing.with_untracked(|doing| doing.form.market.clone());
        let first = self.desk.with_untracked(|desk| {
            let has_it = desk.market(chosen.symbol()) == Some(&chosen);
            desk.markets().first().filter(|_| !has_it).cloned()
        });
        if let Some(first) = first {
            self.prepare_in(&first);
        }
    }

    /// Returns whose table it is, and of which day, in a sentence.
    pub fn dated(&self) -> String {
        let Some(market) = self.markets().into_iter().next() else { return String::new() };
        self.speak(|speaker| {
            let parameters = [("venue", &*market.venue_name), ("date", &*speaker.date(&market.date))];
            speaker.words.fill(Message::TableDate, &parameters)
        })
    }

    /// Returns whether a link or a file waits for its table: the address must keep it until then.
    pub fn is_waiting(&self) -> bool {
        self.doing.with_untracked(|doing| doing.waiting.is_some())
    }

    /// Returns what is waited for, in a sentence; nothing where nothing is.
    pub fn awaited(&self) -> String {
        let Some(Waiting { venue, has_failed, .. }) = self.doing.with(|doing| doing.waiting.clone()) else {
            return String::new();
        };
        let message = if has_failed { Message::AccountTableFailed } else { Message::AccountTableWaits };
        self.speak(|speaker| speaker.words.fill(message, &[("venue", venue.short_name)]))
    }

    /// Returns whether the table that is waited for did not come.
    pub fn has_failed(&self) -> bool {
        self.doing.with(|doing| doing.waiting.as_ref().is_some_and(|waiting| waiting.has_failed))
    }

    /// Waits for a table, or for none.
    pub(super) fn wait_for(&self, waiting: Option<Waiting>) {
        self.does(&mut |doing| doing.waiting.clone_from(&waiting));
        self.fetch();
    }

    /// Fetches the table that is waited for.
    pub fn fetch(&self) {
        let Some(waiting) = self.doing.with_untracked(|doing| doing.waiting.clone()) else { return };
        if waiting.has_failed {
            self.does(&mut |doing| doing.waiting = Some(Waiting { has_failed: false, ..waiting.clone() }));
        }
        let (store, file) = (*self, TableFile::of(waiting.venue));
        browser::fetch_text(file.address, file.integrity, move |text| store.arrived(waiting.venue, text));
    }

    /// Takes in the table of a venue, or that it did not come, and goes on with what waits for it.
    pub fn arrived(&self, venue: &'static Venue, text: Option<String>) {
        // The digest has said that it is the venue's.
        let mut tables = text.and_then(|text| VenueTables::parse(&text).ok());
        self.does(&mut |doing| {
            if let Some(tables) = tables.take() {
                doing.catalogue = std::mem::take(&mut doing.catalogue).with_tables(tables);
            }
        });
        let waiting =
            self.doing.with_untracked(|doing| doing.waiting.clone().filter(|waiting| waiting.venue.code == venue.code));
        let Some(waiting) = waiting else { return };
        if self.doing.with_untracked(|doing| !doing.catalogue.has(venue)) {
            return self.does(&mut |doing| doing.waiting = Some(Waiting { has_failed: true, ..waiting.clone() }));
        }
        if waiting.is_file { self.open_file(&waiting.text) } else { self.follow_link(&waiting.text) }
    }
}
