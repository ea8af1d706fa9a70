//! The widget: Compare's own desk in an element of somebody else's page.
//!
//! `attributes` is what that page can set, `report` what it can ask, [`Calculator`] one widget that stands somewhere.
//! The element itself, its life and its events are `web/widget/element.js` and `calculator.js`.

pub mod attributes;
mod calculator;
pub mod report;

pub use calculator::{Calculator, Change, Said};
