//! The table files of all venues: that they are read as their sources are meant, oddities and all; that what is
//! damaged is refused; and that positions in every market are solved exactly.

#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used, clippy::panic)]

mod bad_tables;
mod catalogue;
mod files;
#[cfg(not(target_arch = "wasm32"))]
mod hostile;
mod json;
mod loads;
mod positions;
mod prices;
mod quirks;
mod refused;
mod searched;
#[cfg(not(target_arch = "wasm32"))]
mod sources;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
