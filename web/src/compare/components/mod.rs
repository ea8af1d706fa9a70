//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

mod chart;
mod form;
mod handle;
mod notes;
mod number;
mod outcome;
mod sentence;
mod table;

pub use chart::chart;
pub use form::form;
pub use notes::{market_line, notes, position_details, tier_note};
pub use outcome::outcome_card;
pub use sentence::sentence;
