//! Venues, the third page: one position on the markets of real venues.
//!
//! `say` (how venues differ) → `store` (signals and memos) → `components` (how it is shown); [`venues`] is the root of it.

mod app;
pub mod components;
pub mod say;
pub mod store;

pub use app::venues;
