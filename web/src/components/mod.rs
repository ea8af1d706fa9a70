//! What several pages show: their head, their notices, numbers and fields, and the types of what changes on screen.

mod bar;
mod choice;
mod header;
mod live;
mod notes;
mod notices;
mod number;
mod range;
mod sentence;
mod start;
mod text_field;

pub use bar::bar;
pub use choice::{choice, side_switch};
pub use header::{COPIED, button, header};
pub use live::{Live, LiveFlag, display, effect, flag, live};
pub use notes::{notes, reasons};
pub use notices::notices;
pub use number::number;
pub use range::range;
pub use sentence::sentence;
pub use start::start;
pub use text_field::{Entering, TextField, text_field};
