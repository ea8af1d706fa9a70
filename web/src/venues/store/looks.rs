//! What components look at: a part of what is shown, by its place.

use super::{Body, HeldView, ModeView, Row, Store, TierView};
use crate::market::Load;
use crate::market::files::TableFile;
use crate::words::Message;
use leptos::prelude::*;
use margin_venues::{FLAT, LISTED_VENUES, MarketId, Source, Venue};

/// The key of the row of the reader's own table; a venue's is its place.
const OWN: usize = LISTED_VENUES.len();
/// That of the flat market.
const FLAT_ROW: usize = OWN + 1;

fn key_of(source: Source) -> usize {
    match source {
        Source::Venue(venue) => LISTED_VENUES.iter().position(|known| known.code == venue.code).unwrap_or(OWN),
        Source::Own => OWN,
        Source::Flat => FLAT_ROW,
    }
}

/// The venue of a row; nothing for that of no venue.
fn venue_of(key: usize) -> Option<&'static Venue> {
    LISTED_VENUES.get(key).copied()
}

impl Store {
    /// Something of what becomes of the position in a mode: 0 isolated, 1 cross; its default where it cannot be held.
    pub fn mode<T: Default>(&self, index: usize, of: impl FnOnce(&ModeView) -> T) -> T {
        self.screen(|screen| screen.modes.as_ref().and_then(|modes| modes.get(index)).map_or_else(T::default, of))
    }

    /// What is shown of a tier; its default where there is none.
    pub fn tier<T: Default>(&self, index: usize, of: impl FnOnce(&TierView) -> T) -> T {
        self.screen(|screen| screen.tiers.get(index).map_or_else(T::default, of))
    }

    /// Whether all tiers are shown.
    pub fn shows_all_tiers(&self) -> bool {
        self.all_tiers.get()
    }

    /// Which rows of the tier table are shown: all, or those round the position.
    fn is_tier_shown(&self, index: usize) -> bool {
        /// A table of so many rows is shown whole.
        const FEW: usize = 12;
        /// How many rows round one that is used, and at the head of the table.
        const ROUND: usize = 2;
        self.all_tiers.get()
            || self.screen(|screen| {
                let is_used = |tier: usize| screen.tiers.get(tier).is_some_and(|tier| !tier.marks.is_empty());
                let mut near = index.saturating_sub(ROUND)..=index.saturating_add(ROUND);
                screen.tiers.len() <= FEW || index <= ROUND || near.any(is_used)
            })
    }

    /// The places of the tiers that are shown.
    pub fn tiers_shown(&self) -> Vec<usize> {
        let count = self.screen(|screen| screen.tiers.len());
        (0..count).filter(|index| self.is_tier_shown(*index)).collect()
    }

    /// Whether rows are left out just before this one.
    pub fn is_tier_after_gap(&self, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|before| !self.is_tier_shown(before))
    }

    /// Whether there are rows that can be left out.
    pub fn has_more_tiers(&self) -> bool {
        let count = self.screen(|screen| screen.tiers.len());
        self.all_tiers.get() || (0..count).any(|index| !self.is_tier_shown(index))
    }

    /// The keys of the venues' rows.
    pub fn row_keys(&self) -> Vec<usize> {
        self.screen(|screen| screen.rows.iter().map(|row| key_of(row.source)).collect())
    }

    /// The name of a row in `data-field`.
    pub fn row_code(&self, key: usize) -> &'static str {
        match (venue_of(key), key) {
            (Some(venue), _) => venue.code,
            (None, OWN) => "own",
            (None, _) => FLAT,
        }
    }

    /// Something of a row; its default where it is gone.
    pub fn row<T: Default>(&self, key: usize, of: impl FnOnce(&Row) -> T) -> T {
        self.screen(|screen| screen.rows.iter().find(|row| key_of(row.source) == key).map_or_else(T::default, of))
    }

    /// Something of the numbers of a row; its default where it has none.
    pub fn held_row<T: Default>(&self, key: usize, of: impl FnOnce(&HeldView) -> T) -> T {
        self.row(key, |row| match &row.body {
            Body::Held(held) => of(held),
            Body::Said(_) | Body::Waiting(..) => T::default(),
        })
    }

    /// What stands in a row in the place of numbers.
    pub fn row_says(&self, key: usize) -> String {
        self.row(key, |row| match &row.body {
            Body::Held(_) => String::new(),
            Body::Said(why) => why.clone(),
            Body::Waiting(known, Load::Idle | Load::Ready) => known.clone(),
            Body::Waiting(_, Load::Loading) => self.text(Message::VenueLoading),
            Body::Waiting(_, Load::Failed) => self.text(Message::VenueFailed),
        })
    }

    /// Returns the text of the button in a row; nothing where there is none.
    pub fn row_action(&self, key: usize) -> String {
        self.row(key, |row| {
            let message = match &row.body {
                Body::Waiting(_, Load::Idle | Load::Ready) => Message::VenueLoad,
                Body::Waiting(_, Load::Failed) => Message::VenueRetry,
                Body::Waiting(_, Load::Loading) | Body::Held(_) | Body::Said(_) => return String::new(),
            };
            self.speak(|speaker| speaker.words.fill(message, &[("venue", &row.name)]))
        })
    }

    /// Fetches the table of a row.
    pub fn load_row(&self, key: usize) {
        if let Some(venue) = venue_of(key) {
            self.position.load(TableFile::place_of(venue));
        }
    }

    /// Chooses the market of a row.
    pub fn choose_row(&self, key: usize) {
        let (source, symbol) = untrack(|| self.row(key, |row| Some((row.source, row.symbol.clone())))).unzip();
        if let (Some(source), Some(symbol)) = (source, symbol) {
            self.position.choose(&MarketId { source, symbol });
        }
    }
}
