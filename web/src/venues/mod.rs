//! Venues, the third page: one position on the markets of real venues.

pub mod catalogue;
pub mod files;
pub mod held;
pub mod house;
pub mod inputs;
pub mod limits;
pub mod link;
pub mod listed;
pub mod own;
pub mod say;
