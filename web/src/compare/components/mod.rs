//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

mod chart;
mod fold;
mod form;
mod handle;
mod notes;
mod number;
mod outcome;
mod sentence;
mod strip;
mod table;

pub use chart::chart;
pub use fold::{figures_fold, inputs_fold};
pub use form::{echo, form};
pub use notes::{market_line, notes, position_details, tier_note};
pub use outcome::outcome_card;
pub use sentence::sentence;
pub use strip::strip;
