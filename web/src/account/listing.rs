//! The markets that an account knows: three with their tables in the program.

use margin_core::{Decimal, Market, Rules};
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

/// The rules of the venue that lists them.
pub const RULES: Rules = binance::rules();

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

    /// The price that an account begins with: a round number to learn with, not a quote. Frozen with link version 1.
    pub const fn example_price(self) -> Decimal {
        match self {
            Self::Btc => Decimal::from_parts(60_000, 0, 0, false, 0),
            Self::Eth => Decimal::from_parts(2_000, 0, 0, false, 0),
            Self::Sol => Decimal::from_parts(100, 0, 0, false, 0),
        }
    }

    /// The market, loaded at the first question.
    pub fn market(self) -> &'static Market {
        static TABLES: [OnceLock<Market>; Listing::ALL.len()] = [const { OnceLock::new() }; Listing::ALL.len()];
        TABLES[self as usize].get_or_init(|| {
            binance::market(self.symbol()).expect("the table is part of the program, and a test loads it")
        })
    }

    /// The most leverage that its table offers at all.
    pub fn max_leverage(self) -> Option<Decimal> {
        self.market().tiers().max_leverage_at(Decimal::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listing_has_its_table() {
        for listing in Listing::ALL {
            assert_eq!(Listing::from_symbol(listing.symbol()), Some(listing));
            assert!(listing.market().tiers().len() > 1 && listing.max_leverage() > Some(Decimal::TEN));
        }
        assert_eq!(Listing::from_symbol("DOGEUSDT"), None);
    }
}
