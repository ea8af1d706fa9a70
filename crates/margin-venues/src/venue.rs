//! A venue as a value: its rules, where and when they were read, and what must be said beside its numbers.

use margin_core::Rules;

use crate::caveat::Caveat;
use crate::tables::{TableError, VenueTables};

/// The date on which the rules of every venue were read.
pub(crate) const RULES_DATE: &str = "2026-11-27";

/// A venue: what it does differently, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Its stable code, as the public API writes it.
    pub code: &'static str,
    /// Its name, as it writes itself.
    pub name: &'static str,
    /// What a list of venues calls it: shorter than its name, and of letters that every font has.
    pub short_name: &'static str,
    /// The exchange that it is a part of: two kinds of account, or of markets, on one exchange are not two exchanges.
    pub exchange: &'static str,
    /// What the core applies.
    pub rules: Rules,
    /// The date on which they were read, `YYYY-MM-DD`.
    pub rules_date: &'static str,
    /// The venue whose file holds its tables, where there is one; two sets of rules may share it.
    pub tables: Option<&'static str>,
    /// What could not be confirmed.
    pub unconfirmed: &'static [Caveat],
    /// What the venue does and the model does not.
    pub unsupported: &'static [Caveat],
    /// What the numbers take for granted.
    pub assumptions: &'static [Caveat],
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

    /// Returns whether it is another kind of account on a venue that has its tables.
    ///
    /// ```
    /// use margin_venues::{bybit, bybit_classic};
    ///
    /// assert!(bybit_classic::VENUE.is_other_account() && !bybit::VENUE.is_other_account());
    /// ```
    pub fn is_other_account(&self) -> bool {
        self.tables.is_some_and(|tables| tables != self.code)
    }
}
