//! Venues, the third page: one position on the markets of real venues.
//!
//! `files` (which tables there are to fetch), and the catalogue of `margin-venues` (which markets are known) → `inputs`,
//! `held`, `limits`, `link`, `own` (the position, and what of it can be set) → `say` (what is said) → `store` (signals and
//! memos) → `components` (how it is shown); [`venues`] is the root of it.

pub mod age;
mod app;
pub mod components;
pub mod files;
pub mod held;
pub mod inputs;
pub mod limits;
pub mod link;
pub mod own;
pub mod say;
pub mod store;

pub use app::venues;
