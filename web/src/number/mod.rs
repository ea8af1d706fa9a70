//! Numbers as the reader writes them: the one formatter and the one localised parser of the page.
//!
//! Both work on exact decimal text, never through a float, and the same code runs where the build writes the page and
//! in the browser, so the two cannot disagree. What the browser alone knows, how this reader's locale writes a number,
//! is a small value: [`Locale`].

mod approximate;
mod attribute;
mod format;
mod locale;
mod not_read;
mod read;
mod separators;
mod signs;
mod unit;

pub use approximate::{approximate, between, rounded};
pub use attribute::{percent, push_number, tenths};
pub use format::{CENT, Rounding, SIZE_FIGURES, Sign, price_places, significant_places};
pub use locale::{Locale, Sample};
pub use not_read::NotRead;
pub use read::{Meaning, meaning, read};
