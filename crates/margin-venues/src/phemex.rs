//! Phemex: its tables are here, its rules were not read, and are those of no venue.

use crate::generic;
use crate::venue::Venue;

/// No page gives its rules.
pub const SOURCES: &[&str] = generic::SOURCES;

/// The venue.
///
/// ```
/// use margin_venues::{generic, phemex};
///
/// assert_eq!(phemex::VENUE.rules, generic::VENUE.rules);
/// assert!(phemex::SOURCES.is_empty());
/// ```
pub const VENUE: Venue = Venue {
    code: "phemex",
    name: "Phemex",
    short_name: "Phemex",
    exchange: "phemex",
    tables: Some("phemex"),
    ..generic::VENUE
};
