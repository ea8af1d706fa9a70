//! The markets of the pages: a flat maintenance rate, or a real tier table.

use margin_core::{Decimal, Market, Result, Rules};
use margin_venues::binance_usdm as binance;
use std::sync::OnceLock;

pub use margin_venues::binance_usdm::TABLE_DATE;

/// A market with a real tier table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Listing {
    /// Bitcoin against USDT.
    Btc,
    /// Ether against USDT.
    Eth,
    /// Solana against USDT.
    Sol,
}

impl Listing {
    /// All of them, in the order in which the form shows them.
    pub const ALL: [Self; 3] = [Self::Btc, Self::Eth, Self::Sol];

    /// The venue's symbol, which is also the market's name in links.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Btc => "BTCUSDT",
            Self::Eth => "ETHUSDT",
            Self::Sol => "SOLUSDT",
        }
    }

    /// The market with this symbol.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|listing| listing.symbol() == symbol)
    }

    /// The coin a position of this market is counted in.
    pub const fn coin(self) -> &'static str {
        match self {
            Self::Btc => "BTC",
            Self::Eth => "ETH",
            Self::Sol => "SOL",
        }
    }

    /// The entry price the form begins with: a round number to learn with, not a quote. Frozen with link version 1.
    pub const fn example_price(self) -> Decimal {
        match self {
            Self::Btc => Decimal::from_parts(60_000, 0, 0, false, 0),
            Self::Eth => Decimal::from_parts(2_000, 0, 0, false, 0),
            Self::Sol => Decimal::from_parts(100, 0, 0, false, 0),
        }
    }
}

/// Which market the position is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarketChoice {
    /// One maintenance rate for every size.
    Flat {
        /// The rate.
        rate: Decimal,
    },
    /// A venue's table.
    Listed(Listing),
}

impl MarketChoice {
    /// The rate the flat market begins with: 0.5%.
    pub const FLAT_RATE: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

    /// The name of the choice, in links and in the list of the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Flat { .. } => "flat",
            Self::Listed(listing) => listing.symbol(),
        }
    }

    /// The choice with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "flat" {
            return Some(Self::Flat { rate: Self::FLAT_RATE });
        }
        Listing::from_symbol(code).map(Self::Listed)
    }

    /// The flat rate, where there is one.
    pub const fn rate(self) -> Option<Decimal> {
        match self {
            Self::Flat { rate } => Some(rate),
            Self::Listed(_) => None,
        }
    }

    /// The entry price the form begins with.
    pub const fn example_price(self) -> Decimal {
        match self {
            Self::Flat { .. } => Listing::Btc.example_price(),
            Self::Listed(listing) => listing.example_price(),
        }
    }

    /// The venue's rules, or the generic ones.
    pub fn rules(self) -> Rules {
        match self {
            Self::Flat { .. } => Rules::default(),
            Self::Listed(_) => binance::rules(),
        }
    }

    /// Asks the market of this choice. Tables are loaded once; a flat market is made for the question.
    ///
    /// # Errors
    /// A flat rate the core refuses.
    pub fn with<T>(self, ask: impl FnOnce(&Market) -> T) -> Result<T> {
        match self {
            Self::Flat { rate } => Ok(ask(&Market::flat(rate)?)),
            Self::Listed(listing) => Ok(ask(table(listing))),
        }
    }

    /// The highest leverage the table allows for a value; none for the flat market.
    pub fn max_leverage_at(self, value: Decimal) -> Option<Decimal> {
        match self {
            Self::Flat { .. } => None,
            Self::Listed(listing) => table(listing).tiers().max_leverage_at(value),
        }
    }

    /// The largest value that the table lets a position have; none for the flat market.
    pub fn end(self) -> Option<Decimal> {
        match self {
            Self::Flat { .. } => None,
            Self::Listed(listing) => table(listing).tiers().end(),
        }
    }
}

/// The market of a listing, loaded at the first question.
fn table(listing: Listing) -> &'static Market {
    static TABLES: [OnceLock<Market>; Listing::ALL.len()] = [const { OnceLock::new() }; Listing::ALL.len()];
    TABLES[listing as usize].get_or_init(|| {
        binance::market(listing.symbol()).expect("the table is part of the program, and a test loads it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listing_has_its_table() {
        for listing in Listing::ALL {
            let choice = MarketChoice::Listed(listing);
            assert_eq!(MarketChoice::from_code(choice.code()), Some(choice));
            assert!(choice.with(|market| market.tiers().len()).is_ok_and(|tiers| tiers > 1));
        }
        assert_eq!(MarketChoice::from_code("DOGEUSDT"), None);
    }
}
