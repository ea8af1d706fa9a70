//! The wire format: an account as JSON, with the names of the public API, decimals as strings.
//!
//! ```json
//! {
//!   "version": 1,
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
//! `value` is JSON as a tree, `record` reads one object of it; `rules`, `market` and `account` are the
//! shapes. No formula is here, and no number is converted but by the core's own parser.

#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions
)]

mod account;
mod market;
mod record;
mod rules;
mod value;

use margin_core::{ErrorCode, MarginError, Result, Simulation};
use value::Value;

/// The account as JSON, in one line.
///
/// ```
/// use margin_core::account::{PositionMode, Simulation, SimulationInput};
/// use margin_core::{Market, Rules, parse};
///
/// let account = Simulation::new(SimulationInput {
///     rules: Rules::default(),
///     position_mode: PositionMode::OneWay,
///     wallet_balance: parse("2000")?,
///     markets: vec![Market::flat(parse("0.004")?)?],
///     prices: vec![],
/// })?;
/// let json = margin_wire::to_json(&account);
/// assert!(json.starts_with("{\"version\":1,"));
/// assert_eq!(margin_wire::from_json(&json)?, account);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn to_json(account: &Simulation) -> String {
    // A tree of texts and whole numbers has nothing that JSON cannot say.
    serde_json::to_string(&account::write(&account.state())).unwrap_or_default()
}

/// The account that a JSON text describes.
///
/// # Errors
/// `not-json` where the text is none; `unsupported-version`; `missing-field`, `unknown-field`,
/// `duplicate-field`, `wrong-type` with the path to the part; and what
/// [`Simulation::restore`] refuses.
///
/// ```
/// let error = margin_wire::from_json("{\"version\":2}").unwrap_err();
/// assert_eq!(error.code(), margin_core::ErrorCode::UnsupportedVersion);
/// assert_eq!(error.field(), Some("version"));
/// ```
pub fn from_json(json: &str) -> Result<Simulation> {
    let tree: Value = serde_json::from_str(json).map_err(|error| match value::repeated_key(&error) {
        Some(key) => MarginError::refuse(ErrorCode::DuplicateField, &key),
        None => MarginError::refuse(ErrorCode::NotJson, json),
    })?;
    Simulation::restore(account::read(tree)?).map_err(|error| error.with_field(camel_case))
}

/// `positions[2].entry_value` as JSON names it: `positions[2].entryValue`.
fn camel_case(path: &str) -> String {
    let mut written = String::with_capacity(path.len());
    let mut raised = false;
    for letter in path.chars() {
        match letter {
            '_' => raised = true,
            _ if raised => {
                written.push(letter.to_ascii_uppercase());
                raised = false;
            }
            _ => written.push(letter),
        }
    }
    written
}
