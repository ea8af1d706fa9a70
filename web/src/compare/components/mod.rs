//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

mod chart;
mod field;
mod handle;
mod market;
mod notes;
mod number;
mod outcome;
mod sentence;
mod table;
mod ticks;

pub use chart::chart;
pub use field::{Hint, number_field};
pub use market::market_chooser;
pub use notes::{notes, position_details, tier_note};
pub use outcome::outcome_card;
pub use sentence::sentence;
