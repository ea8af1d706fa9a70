//! The model for JavaScript. What each function takes and returns is described where the package
//! is: in `npm/index.d.ts`.
//!
//! Nothing but texts and numbers goes in and out: a question is the flat text that `npm/question.js`
//! writes and [`margin_wire::Value`] reads, an answer is JSON, and a refusal is thrown as JSON. Whatever
//! lives longer than a call is kept here, under a number that the package holds on to. So no code of
//! the caller runs while a call is under way, and nothing of the caller's is held.
//!
//! No formula is here, and no name of the public API: the functions put [`margin_wire`] around one
//! call of the core.

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

pub mod answer;
pub mod functions;
mod kept;
pub mod markets;
mod question;
pub mod simulation;
