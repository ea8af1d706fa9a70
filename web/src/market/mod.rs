//! The markets a reader can choose from: their tables, fetched when they are asked for, the search, and a table of the
//! reader's own.

pub mod age;
pub mod files;
pub mod own;
mod paste;
mod picker;
mod refused;
pub mod say;
mod search;
mod store;

pub use paste::{Pasting, paste};
pub use picker::{Choosing, load_all, market_picker};
pub use search::{Search, Step};
pub use store::{Load, Markets};
