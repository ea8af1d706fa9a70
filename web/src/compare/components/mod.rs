//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

#![allow(unreachable_pub, reason = "the component macro makes public functions of private modules")]

mod chart;
mod field;
mod market;
mod notes;
mod number;
mod outcome;
mod sentence;

pub use chart::ChartFigure;
pub use field::{Hint, NumberField};
pub use market::{MarketChooser, SideSwitch};
pub use notes::{Notes, PositionDetails, TierNote};
pub use number::Number;
pub use outcome::OutcomeCard;
pub use sentence::Sentence;
