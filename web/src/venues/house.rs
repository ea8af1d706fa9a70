//! The venues of the page: whose tables it can fetch, and whose rules it knows.

use super::files::{FILES, TableFile};
use margin_venues::{Venue, generic, venue};

/// A venue of the page. Two may share a file: two kinds of account on one exchange.
#[derive(Clone, Copy, Debug)]
pub struct House {
    /// Its code, in links and in the public API.
    pub code: &'static str,
    /// The code of the venue whose file holds its tables.
    tables: &'static str,
    /// The exchange that it is a part of: two markets of one exchange are not two exchanges.
    pub exchange: &'static str,
    /// What the page calls it: shorter than its full name, and of letters that every font has.
    pub name: &'static str,
}

const fn house(code: &'static str, tables: &'static str, exchange: &'static str, name: &'static str) -> House {
    House { code, tables, exchange, name }
}

/// Every venue, in the order in which the page names them. The first has markets in the module itself.
pub const HOUSES: [House; 12] = [
    house("binance-usdm", "binance-usdm", "binance", "Binance"),
    house("binance-coinm", "binance-coinm", "binance", "Binance COIN-M"),
    house("bybit", "bybit", "bybit", "Bybit"),
    house("bybit-classic", "bybit", "bybit", "Bybit classic"),
    house("okx", "okx", "okx", "OKX"),
    house("bitget", "bitget", "bitget", "Bitget"),
    house("bitmex", "bitmex", "bitmex", "BitMEX"),
    house("dydx-v4", "dydx-v4", "dydx", "dYdX v4"),
    house("gate", "gate", "gate", "Gate"),
    house("hyperliquid", "hyperliquid", "hyperliquid", "Hyperliquid"),
    house("kraken", "kraken", "kraken", "Kraken Futures"),
    house("phemex", "phemex", "phemex", "Phemex"),
];

impl House {
    /// The place of the venue with this code.
    pub fn place(code: &str) -> Option<usize> {
        HOUSES.iter().position(|house| house.code == code)
    }

    /// The venue in this place; the first, where there is none.
    pub fn at(place: usize) -> &'static Self {
        const FIRST: &House = &HOUSES[0];
        HOUSES.get(place).unwrap_or(FIRST)
    }

    /// Its rules, or the generic ones where it has none.
    pub fn rules(&self) -> &'static Venue {
        venue(self.code).unwrap_or(&generic::VENUE)
    }

    /// Whether it has rules of its own here.
    pub fn has_rules(&self) -> bool {
        venue(self.code).is_some()
    }

    /// Whether it is another account of a venue that is named before it: found only where it is asked for.
    pub fn is_other_account(&self) -> bool {
        self.code != self.tables
    }

    /// The place of its file among [`FILES`].
    pub fn file_place(&self) -> usize {
        FILES.iter().position(|file| file.venue == self.tables).unwrap_or_default()
    }

    /// Its file.
    pub fn file(&self) -> &'static TableFile {
        const FIRST: &TableFile = &FILES[0];
        FILES.get(self.file_place()).unwrap_or(FIRST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_venue_has_its_file_and_a_place() {
        for (place, house) in HOUSES.iter().enumerate() {
            assert_eq!(House::place(house.code), Some(place));
            assert_eq!(house.file().venue, house.tables);
            assert!(!house.name.is_empty());
        }
        assert!(FILES.iter().all(|file| HOUSES.iter().any(|house| house.tables == file.venue)));
        assert_eq!(House::at(99).code, "binance-usdm");
    }

    #[test]
    fn every_venue_with_tables_is_on_the_page() {
        for known in margin_venues::VENUES.iter().filter(|venue| venue.tables.is_some()) {
            assert!(House::place(known.code).is_some(), "{}", known.code);
        }
    }
}
