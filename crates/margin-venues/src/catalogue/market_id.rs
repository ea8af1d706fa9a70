//! Which market is meant.

use crate::binance_usdm as binance;
use crate::venue::Venue;

/// Whose table a market is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// That of a venue.
    Venue(&'static Venue),
    /// One that a person gave.
    Own,
    /// That of no venue: one maintenance rate for every size.
    Flat,
}

/// The name of the market of one rate.
pub const FLAT: &str = "flat";

/// Which market.
///
/// ```
/// use margin_venues::{MarketId, Source, okx};
///
/// let id = MarketId { source: Source::Venue(&okx::VENUE), symbol: "BTC-USDT-SWAP".to_owned() };
/// assert_ne!(id, MarketId::opening());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketId {
    /// Whose table.
    pub source: Source,
    /// The venue's name of it.
    pub symbol: String,
}

impl MarketId {
    /// Returns the market that is there before any file is: the first of those that are built in.
    ///
    /// ```
    /// use margin_venues::{MarketId, Source, binance_usdm};
    ///
    /// let id = MarketId::opening();
    /// assert_eq!((id.source, id.symbol.as_str()), (Source::Venue(&binance_usdm::VENUE), "BTCUSDT"));
    /// ```
    pub fn opening() -> Self {
        let symbol = binance::SYMBOLS.first().copied().unwrap_or_default();
        Self { source: Source::Venue(&binance::VENUE), symbol: symbol.to_owned() }
    }

    /// Returns the market of one maintenance rate for every size, which is of no venue.
    ///
    /// ```
    /// use margin_venues::{Catalogue, MarketId};
    ///
    /// let flat = Catalogue::default().find(&MarketId::flat()).expect("it is always known");
    /// assert_eq!(flat.flat_rate(), Some(margin_venues::Listed::FLAT_RATE));
    /// ```
    pub fn flat() -> Self {
        Self { source: Source::Flat, symbol: FLAT.to_owned() }
    }
}
