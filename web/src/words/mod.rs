//! The words of the page: one typed catalogue, and the choice of what to say.
//!
//! Nothing else in the crate holds prose. A message is a [`Message`]: it has a code, the names of its parameters and
//! its English text, all declared together in `messages`. Another language is only another table, lines of
//! `code = text`, which [`Catalogue::load`] checks against the same declarations; it can be fetched when it is chosen.
//!
//! A text may name its parameters in any order (`"{loss} is what a fall of {distance} costs"`) and may mark its own
//! words (`"in {cross|cross margin}"`), so that no sentence is ever put together from parts of other sentences.

mod catalogue;
mod messages;
mod said;
mod speak;

pub use catalogue::{Catalogue, Piece, TableError};
pub use messages::{Declared, Message};
pub use said::Said;
pub use speak::Speaker;
