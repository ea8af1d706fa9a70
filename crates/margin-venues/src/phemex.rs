//! Phemex: its tables are here, its rules were not read, and are those of no venue.

use crate::generic;
use crate::venue::Venue;

/// The venue.
///
/// ```
/// use margin_venues::{generic, phemex};
///
/// assert_eq!(phemex::VENUE.rules, generic::VENUE.rules);
/// assert!(phemex::VENUE.sources.is_empty());
/// ```
pub const VENUE: Venue = Venue {
    code: "phemex",
    name: "Phemex",
    short_name: "Phemex",
    exchange: "phemex",
    tables: Some("phemex"),
    ..generic::VENUE
};
