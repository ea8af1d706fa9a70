//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

#![allow(unreachable_pub, reason = "the component macro makes public functions of private modules")]

mod field;
mod market;
mod number;
mod paste;
mod picker;
mod sentence;
mod tiers;
mod venues;

pub use field::{NumberField, SideSwitch, UnitSwitch};
pub use market::{MarketHead, Outcomes};
pub use number::number;
pub use paste::Paste;
pub use picker::MarketPicker;
pub use sentence::Sentence;
pub use tiers::Tiers;
pub use venues::VenueTable;
