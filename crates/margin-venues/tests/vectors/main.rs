//! Published numbers against the core: natively, and in a browser as wasm.
//!
//! The files are in `tests/vectors/` of the repository, with their origin. A vector keeps the fields
//! as they were published; a reading turns them into calls of `margin-core` and compares what comes
//! back. Nothing is skipped: a vector that no reading understands fails, and so does one with an
//! input that was not read, or a result that was not compared.

mod account;
mod conformance;
#[cfg(not(target_arch = "wasm32"))]
mod damaged;
mod figure;
mod inputs;
mod peers;
mod published;
mod readings;
mod screens;
mod tier_table;
mod tier_tables;
mod tiers_trap;
mod vector;
mod venue_rules;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
