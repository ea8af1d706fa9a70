//! What isolated and cross margin do to the same leveraged position, exactly.
//!
//! The crate is the model and its solver, and nothing else: it knows no JavaScript, no JSON, no
//! files, no time and no floating point. Every figure is a [`Decimal`], every operation on it is
//! checked, every rounding names its direction, and every refusal is a [`MarginError`] that says
//! which field was wrong, with which value, and what is allowed.
//!
//! ```
//! use margin_core::{Liquidation, Market, MarginMode, Scenario, Side, compare, parse};
//!
//! let market = Market::flat(parse("0.004")?)?;
//! let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("60000")?)
//!     .with_leverage(parse("10")?)
//!     .with_wallet_balance(parse("2000")?);
//! let comparison = compare(&scenario)?;
//!
//! let Liquidation::At { shown_price, .. } = comparison.isolated.liquidation else { unreachable!() };
//! assert_eq!(shown_price.round_dp(2), parse("54216.87")?);
//! assert!(matches!(comparison.cross.liquidation, Liquidation::Never(_)));
//! # Ok::<(), margin_core::MarginError>(())
//! ```
//!
//! Read the modules in this order: [`decimal`] → [`contract`] → [`tiers`] → [`rules`] →
//! [`market`] → [`markets`] → [`position`] → [`liquidation`] (the solver) → [`evaluate`](mod@evaluate) (one
//! account as it stands) → [`account`] (one that lives) → [`compare`](mod@compare), [`curve`](mod@curve), [`solve`](mod@solve) (what the faces
//! ask for). [`error`] and [`bounds`] serve all of them.

#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions
)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, reason = "a test may stop"))]

pub mod account;
mod added;
pub mod bounds;
mod certain;
pub mod compare;
pub mod contract;
pub mod curve;
pub mod decimal;
pub mod error;
pub mod evaluate;
mod exact;
pub mod field;
mod figures;
pub mod limits;
pub mod liquidation;
pub mod market;
pub mod markets;
pub mod position;
mod rounding;
pub mod rules;
pub mod scenario;
mod settlement;
pub mod solve;
pub mod tiers;
pub mod units;

pub use account::{Event, Open, Operation, PositionMode, Simulation, SimulationInput, SimulationState};
pub use compare::{Comparison, OpenedScenario, Outcome, Status, compare};
pub use contract::Contract;
pub use curve::{Curve, curve};
pub use decimal::{Checked, Decimal, divide_down, divide_up, parse, plain, write_plain};
pub use error::{Allowed, ErrorCode, MarginError, Result};
pub use evaluate::{AccountInput, AccountReport, CrossReport, MarketReport, PositionReport, evaluate};
pub use field::Field;
pub use limits::{LimitReason, Limits};
pub use liquidation::{Liquidation, NeverReason, Pair};
pub use market::{Market, MarketInput};
pub use markets::Markets;
pub use position::{MarginMode, Position, PositionId, PositionInput, PositionMargin, Side};
pub use rules::{
    AddedMargin, Basis, ClosingFee, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};
pub use scenario::{Quantity, Scenario};
pub use solve::{Want, solve};
pub use tiers::{Tier, TierTable};
pub use units::{Amount, Counting, SizeUnit};

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
