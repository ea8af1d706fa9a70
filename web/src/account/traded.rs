//! The markets of a desk: all of one venue, under its rules, and settled in one coin that counts as dollars.

use crate::position::{Inputs, is_in_dollars};
use margin_core::{Decimal, Market};
use margin_venues::binance_usdm::{SYMBOLS, VENUE};
use margin_venues::{Listed, MarketId, Source};
use std::ops::Deref;
use std::sync::Arc;

/// The most markets that a desk has at once.
pub const MOST: usize = 24;

/// A market of a desk.
#[derive(Clone, Debug)]
pub struct Traded(Arc<Listed>);

impl From<Arc<Listed>> for Traded {
    fn from(listed: Arc<Listed>) -> Self {
        Self(listed)
    }
}

impl Deref for Traded {
    type Target = Listed;

    fn deref(&self) -> &Listed {
        &self.0
    }
}

impl PartialEq for Traded {
    /// A venue has one market of a symbol: tables need not be compared row by row.
    fn eq(&self, other: &Self) -> bool {
        self.symbol() == other.symbol() && self.venue.code == other.venue.code
    }
}

impl Eq for Traded {}

/// Returns the markets that a desk begins with: those that are part of the program.
pub fn built_in() -> Vec<Traded> {
    SYMBOLS.iter().filter_map(|symbol| Listed::built_in(symbol)).map(|listed| Traded(Arc::new(listed))).collect()
}

/// Returns whether a market is one that a desk begins with.
pub fn is_built_in(listed: &Listed) -> bool {
    listed.venue.code == VENUE.code && SYMBOLS.contains(&listed.symbol())
}

/// Returns whether a market can stand beside others in one account.
pub fn fits(markets: &[Traded], listed: &Listed) -> bool {
    is_in_dollars(listed)
        && markets.first().is_none_or(|first| first.venue.code == listed.venue.code && first.settle == listed.settle)
}

/// Returns the price that a market begins with: an example, not a quote. Those of the markets that are part of the
/// program are frozen with link version 1.
pub fn example_price(listed: &Listed) -> Decimal {
    let id = MarketId { source: Source::Venue(listed.venue), symbol: listed.symbol().to_owned() };
    Inputs::of_version_2(&id, listed).entry
}

/// Returns the most leverage that a market's table offers at all.
pub fn max_leverage(market: &Market) -> Option<Decimal> {
    market.tiers().max_leverage_at(Decimal::ZERO)
}
