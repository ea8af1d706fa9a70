//! A venue as a value: its rules, where and when they were read, and what must be said beside its numbers.

use margin_core::Rules;

use crate::caveat::Caveat;
use crate::tables::{TableError, VenueTables};
use crate::{
    binance_coinm, binance_usdm, bitget, bitmex, bybit, bybit_classic, dydx_v4, gate, generic, hyperliquid, kraken, okx,
};

/// The date on which the rules of every venue were read.
pub(crate) const RULES_DATE: &str = "2026-11-27";

/// A venue: what it does differently, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Its stable code, as the public API writes it.
    pub code: &'static str,
    /// Its name, as it writes itself.
    pub name: &'static str,
    /// What the core applies.
    pub rules: Rules,
    /// The date on which they were read, `YYYY-MM-DD`.
    pub rules_date: &'static str,
    /// Where they were read: addresses of pages, or files of repositories.
    pub sources: &'static [&'static str],
    /// The venue whose file holds its tables, where there is one; two sets of rules may share it.
    pub tables: Option<&'static str>,
    /// What could not be confirmed.
    pub unconfirmed: &'static [Caveat],
    /// What the venue does and the model does not.
    pub unsupported: &'static [Caveat],
    /// What the numbers take for granted.
    pub assumptions: &'static [Caveat],
}

/// Every venue, the generic one first, the others by name.
pub const VENUES: [&Venue; 12] = [
    &generic::VENUE,
    &binance_coinm::VENUE,
    &binance_usdm::VENUE,
    &bitget::VENUE,
    &bitmex::VENUE,
    &bybit::VENUE,
    &bybit_classic::VENUE,
    &dydx_v4::VENUE,
    &gate::VENUE,
    &hyperliquid::VENUE,
    &kraken::VENUE,
    &okx::VENUE,
];

/// The venue of this code.
///
/// ```
/// let okx = margin_venues::venue("okx").expect("it is known");
/// assert_eq!((okx.name, okx.rules_date, okx.tables), ("OKX", "2026-11-27", Some("okx")));
/// assert_eq!(margin_venues::venue("OKX"), None);
/// ```
pub fn venue(code: &str) -> Option<&'static Venue> {
    VENUES.into_iter().find(|venue| venue.code == code)
}

impl Venue {
    /// Reads a file that must hold this venue's tables.
    ///
    /// # Errors
    /// What [`VenueTables::parse`] refuses; `other-venue` for the file of another venue, and `other-units` where
    /// its tables are to be applied in another form than these rules have, or its floors count something else.
    ///
    /// ```
    /// use margin_venues::{TableErrorCode, bybit, bybit_classic, okx};
    ///
    /// let text = "margin-tables 1\nvenue bybit\ndate 2024-12-25\ntiers marginal value\nsettle USDT\norigin o\n\
    ///             table\n0 0.005 0 100\ncap 2000000\nmarkets\nBTCUSDT 0\nend 1 1 1\n";
    /// assert!(bybit::VENUE.read_tables(text).is_ok());
    /// assert!(bybit_classic::VENUE.read_tables(text).is_ok(), "its account is another, its tables are not");
    /// assert_eq!(okx::VENUE.read_tables(text).unwrap_err().code(), TableErrorCode::OtherVenue);
    /// let sizes = text.replace("marginal value", "whole size");
    /// assert_eq!(bybit::VENUE.read_tables(&sizes).unwrap_err().code(), TableErrorCode::OtherUnits);
    /// ```
    pub fn read_tables(&self, text: &str) -> Result<VenueTables, TableError> {
        let tables = VenueTables::parse(text)?;
        tables.check_venue(self.tables.unwrap_or(self.code), &self.rules)?;
        Ok(tables)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_venue_says_where_its_rules_are_from() {
        let codes: BTreeSet<_> = VENUES.iter().map(|venue| venue.code).collect();
        assert_eq!(codes.len(), VENUES.len());
        for known in VENUES {
            assert_eq!(venue(known.code), Some(known));
            assert_eq!(known.rules_date, RULES_DATE);
            assert_eq!(known.sources.is_empty(), known.code == "generic", "{}", known.code);
            assert!(known.assumptions.contains(&Caveat::WholeLiquidation), "{}", known.code);
        }
    }

    #[test]
    fn a_caveat_has_one_place_in_a_venue() {
        for venue in VENUES {
            let all = || [venue.unconfirmed, venue.unsupported, venue.assumptions].concat();
            let codes: BTreeSet<_> = all().into_iter().map(Caveat::as_str).collect();
            assert_eq!(codes.len(), all().len(), "{}", venue.code);
        }
    }
}
