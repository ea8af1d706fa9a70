//! Makes the table files of the venues from their sources, the same to the byte every time.
//!
//! `crates/margin-venues/data/{tiers,ticks,prices}/*.json` → `crates/margin-venues/tables/*.txt`, and the three markets that are
//! built into the page as Rust. Run it as `cargo xtask tables`; a test compares what is committed.

#![allow(clippy::arithmetic_side_effects, reason = "a program that a developer runs")]

mod built_in;
mod convert;
mod fraction;
pub mod json;
mod prices;
mod source;
mod venues;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};

use venues::VENUES;

/// What could not be made, in a sentence.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<margin_core::MarginError> for Failure {
    fn from(error: margin_core::MarginError) -> Self {
        Self(error.to_string())
    }
}

/// Every file that is made, with its text. Paths are absolute.
///
/// # Errors
/// The first source that cannot be made into a table.
pub fn files(venues_crate: &Path) -> Result<Vec<(PathBuf, String)>, Failure> {
    let data = venues_crate.join("data");
    let mut files = Vec::new();
    for venue in &VENUES {
        let path = venues_crate.join("tables").join(format!("{}.txt", venue.code));
        files.push((path, write::file(venue, &data)?));
    }
    files.push((venues_crate.join("src/binance_usdm/built_in.rs"), built_in::file(&data)?));
    Ok(files)
}

/// The text of a file with the markets of one source (JSON as in `data/tiers/`), in the shape of a venue.
///
/// # Errors
/// What cannot be made into a table, or a venue that has no sources.
pub fn file_of(code: &str, source: &str) -> Result<String, Failure> {
    let venue = VENUES.iter().find(|venue| venue.code == code);
    let venue = venue.ok_or_else(|| Failure(format!("no sources are known of {code}")))?;
    write::text(venue, write::by_symbol(venue, source)?, None)
}

/// The folder of margin-venues, beside that of this crate.
#[must_use]
pub fn venues_crate() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("margin-venues")
}
