//! Embed, the page that builds the lines by which the widget comes into other pages.
//!
//! `choice` (what was chosen, the link) → `lines` (what is to be pasted) → `store` (signals) → `app` (how it is shown).
//! The previews on it are the real widget: what its reader sets in them is the start that the lines carry.

pub mod app;
pub mod choice;
pub mod lines;
pub mod store;

pub use app::embed;
