//! A table of the reader's own: rows of a tier a line, a venue's own JSON, or a whole file.

use margin_core::{Market, MarketInput};
use margin_venues::Listed;
use margin_venues::Own;
use margin_venues::{TableError, VenueTables, listed_venue, read_json, read_rows};
use std::sync::Arc;

/// What a whole file begins with.
const FILE: &str = "margin-tables";

/// What was given.
#[derive(Debug)]
pub enum Given {
    /// One table.
    Table(Arc<Listed>),
    /// A file with at least one market that can be chosen.
    File(Arc<VenueTables>),
}

/// Why it cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A line of it.
    Table(TableError),
    /// Its rates, in the market it is meant for.
    Fees,
}

impl From<TableError> for Refused {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

/// Reads what was pasted: rows take the place of the table of a market.
///
/// # Errors
/// Why it cannot be used, to the line.
pub fn read(text: &str, listed: &Listed) -> Result<Given, Refused> {
    if text.trim_start().starts_with(FILE) {
        // What is pasted may have lost its last line break, or come with those of another system.
        let text = text.trim_start().replace("\r\n", "\n");
        let text = if text.ends_with('\n') { text } else { text + "\n" };
        let tables = VenueTables::parse(&text)?;
        let tables = listed_venue(tables.venue()).map_or(Ok(tables), |venue| venue.read_tables(&text))?;
        return Ok(Given::File(Arc::new(tables)));
    }
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']);
    let tiers = if is_json { read_json(text, listed.tier_basis()) } else { read_rows(text) }?;
    let market =
        Market::new(MarketInput { tiers, end: None, ..listed.market.to_input() }).map_err(|_| Refused::Fees)?;
    let own = Listed {
        market,
        is_own: true,
        date: String::new(),
        origin: String::new(),
        is_partial: false,
        ..listed.clone()
    };
    Ok(Given::Table(Arc::new(own)))
}

impl From<Given> for Own {
    fn from(given: Given) -> Self {
        match given {
            Given::Table(listed) => Self::Table(listed),
            Given::File(tables) => Self::File(tables),
        }
    }
}
