//! Compare, the first page: both margin modes of one position.
//!
//! `state` (inputs and the link) → `store` (signals and memos) → `speak` (what is said) → `chart` and `components` (how
//! it is shown); [`compare()`] is the root of it.

pub mod app;
pub mod chart;
pub mod components;
pub mod store;

pub use app::{announcement, compare, desk};
