//! The wire format: what is asked and answered, with the names of the public API, decimals as texts.
//!
//! Questions are read from any [`Node`]: JSON that was parsed, or the values of another language. Answers are a
//! [`Value`], which serde writes as JSON or as anything else. An account that is kept looks so:
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
//! `node` is what a reader asks of an input, `record` reads one object of it, `value` is the tree that answers are;
//! `names` and `rules`, `market`, `source` are the parts, `account`, `scenario`, `operation` and `state` what is
//! read, `report`, `event` and `refusal` what is answered. No formula is here, and no number is converted but by the
//! core's own parser.

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
mod market;
mod names;
mod node;
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

use margin_core::{ErrorCode, MarginError, Result, Simulation};

pub use account::{Account, Markets};
pub use node::{Node, wrong_type};
pub use scenario::{Range, Scenario, Wanted};
pub use source::{Source, venues};
pub use value::Value;

/// The account as JSON, in one line.
///
/// ```
/// use margin_core::account::{PositionMode, Simulation, SimulationInput};
/// use margin_core::{Market, Rules, parse};
/// use margin_wire::Source;
///
/// let account = Simulation::new(SimulationInput {
///     rules: Rules::default(),
///     position_mode: PositionMode::OneWay,
///     wallet_balance: parse("2000")?,
///     markets: vec![Market::flat(parse("0.004")?)?],
///     prices: vec![],
/// })?;
/// let json = margin_wire::to_json(&account, &Source::default());
/// assert!(json.starts_with("{\"version\":1,"));
/// assert_eq!(margin_wire::from_json(&json)?, (account, Source::default()));
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn to_json(account: &Simulation, source: &Source) -> String {
    // A tree of texts and whole numbers has nothing that JSON cannot say.
    serde_json::to_string(&state::write(account, source)).unwrap_or_default()
}

/// The account that a JSON text describes.
///
/// # Errors
/// `not-json` where the text is none; `duplicate-field` for a key that is given twice; and what [`state::read`]
/// refuses.
///
/// ```
/// let error = margin_wire::from_json("{\"version\":2}").unwrap_err();
/// assert_eq!(error.code(), margin_core::ErrorCode::UnsupportedVersion);
/// assert_eq!(error.field(), Some("version"));
/// ```
pub fn from_json(json: &str) -> Result<(Simulation, Source)> {
    let tree: Value = serde_json::from_str(json).map_err(|error| match value::repeated_key(&error) {
        Some(key) => MarginError::refuse(ErrorCode::DuplicateField, &key),
        None => MarginError::refuse(ErrorCode::NotJson, json),
    })?;
    state::read(tree)
}
