//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

#![allow(unreachable_pub, reason = "the component macro makes public functions of private modules")]

mod chart;
mod field;
mod header;
mod live;
mod market;
mod notes;
mod notices;
mod number;
mod outcome;
mod sentence;

pub use chart::ChartFigure;
pub use field::{Hint, NumberField};
pub use header::Header;
pub use live::{Live, LiveFlag, flag, live};
pub use market::{MarketChooser, SideSwitch};
pub use notes::{Notes, PositionDetails, TierNote};
pub use notices::Notices;
pub use number::Number;
pub use outcome::OutcomeCard;
pub use sentence::Sentence;
