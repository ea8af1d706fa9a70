//! What the reader has set, and the rules for setting it: no signals, no DOM, no prose.
//!
//! [`Inputs`] is the state of the page and, through [`link`], of a link to it. A change goes through [`set`], which
//! either gives the next state or says why not; what is allowed comes from [`limits`], which feeds the checks, the
//! messages and the ends of the sliders alike.

mod field;
mod inputs;
mod limits;
pub mod link;
mod slider;

pub use crate::market::{Listing, MarketChoice, TABLE_DATE};
pub use crate::slider::Slider;
pub use field::{Field, Slot};
pub use inputs::{Fitted, Inputs, fitted};
pub use limits::{Limits, Problem, Refusal, limits, read_field, set};
