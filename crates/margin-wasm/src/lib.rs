//! The model for JavaScript. What each function takes and returns is described where the package
//! is: in `npm/index.d.ts`.
//!
//! No formula is here, and no name of the public API: `read` is the values of JavaScript as
//! [`margin_wire`] reads them, `write` its answers as values of JavaScript, and the functions put the
//! two around one call of the core.
//!
//! A value is read once, whole, and before anything is computed. So whatever a getter or a proxy of
//! the caller does, it cannot come between two steps of an operation, and a refusal or an exception
//! leaves everything as it was.

#![cfg(target_arch = "wasm32")]
#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions
)]

mod functions;
mod markets;
mod read;
mod simulation;
mod write;

pub use functions::{compare, curve, evaluate, evaluate_many, load_markets, solve, venues, version};
pub use markets::Markets;
pub use simulation::Simulation;
