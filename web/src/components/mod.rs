//! What all pages show: their head, their notices, sliders, and the types of what changes on screen.

mod header;
mod live;
mod notices;
mod range;
mod start;
mod text_field;

pub use header::{Page, button, header};
pub use live::{Live, LiveFlag, display, flag, live};
pub use notices::notices;
pub use range::range;
pub use start::start;
pub use text_field::text_field;
