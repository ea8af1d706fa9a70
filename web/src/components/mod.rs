//! What both pages show: their head, their notices, and the types of what changes on screen.

#![allow(unreachable_pub, reason = "the component macro makes public functions of private modules")]

mod header;
mod live;
mod notices;
mod range;

pub use header::{Header, Page};
pub use live::{Live, LiveFlag, display, flag, live};
pub use notices::Notices;
pub use range::Range;
