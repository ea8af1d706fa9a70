//! The wire format: what is asked and answered, with the names of the public API, decimals as texts.
//!
//! Questions are read from a [`Value`], a tree over the text in which a caller hands them over. Answers are JSON. An
//! account that is kept looks so:
//!
//! ```json
//! {
//!   "version": 1,
//!   "venue": "binance-usdm",
//!   "rules": { "maintenanceBasis": "mark", "…": "…" },
//!   "positionMode": "one-way",
//!   "walletBalance": "2000",
//!   "markets": [{ "symbol": "BTCUSDT", "tiers": [{ "floor": "0", "rate": "0.004", "deduction": "0" }], "…": "…",
//!                 "markPrice": "60000", "marginMode": "isolated", "leverage": "10" }],
//!   "positions": [{ "id": "1", "market": "BTCUSDT", "side": "long", "size": "0.5", "entryValue": "30000",
//!                   "isolatedMargin": "3000" }],
//!   "nextId": 2
//! }
//! ```
//!
//! Reading is strict: a key that is missing, unknown or given twice, and a value of another type, is
//! refused with the path to it. What is read is then checked as every account is, so that it is the
//! account that was written or none: no text leads to anything between.
//!
//! `value` is what is read, `from_json` makes it of JSON, `record` is one object of it, `json` what is written; `names`, `number`, `rules`, `market` and
//! `source` are the parts; `account`, `scenario`, `operation` and `state` are what is asked, `report`, `event` and
//! `refusal` what is answered. No formula is here, and no number is converted but by the core.

#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions
)]

pub mod account;
pub mod event;
mod from_json;
mod json;
mod market;
mod names;
mod number;
pub mod operation;
mod path;
mod record;
pub mod refusal;
pub mod report;
mod rules;
pub mod scenario;
mod source;
pub mod state;
mod value;

pub use account::Account;
pub use from_json::from_json;
pub use scenario::{Range, Scenario, Wanted};
pub use source::{Source, venues};
pub use value::Value;
