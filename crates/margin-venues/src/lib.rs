//! Rules and tier tables of real venues, as data.
//!
//! A venue is one module: what it does differently as [`Rules`](margin_core::Rules), the date its
//! pages were read, and the markets it offers with their tables. Adding one adds a file here and
//! changes no line of the solver. What each table and rule was copied from stands beside it, and
//! in `data/SOURCES.md`.
//!
//! ```
//! use margin_core::{Liquidation, Scenario, Side, compare, parse};
//! use margin_venues::binance_usdm;
//!
//! let market = binance_usdm::market("BTCUSDT").expect("it is one of the symbols");
//! let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("60000")?)
//!     .with_rules(binance_usdm::rules())
//!     .with_leverage(parse("10")?)
//!     .with_wallet_balance(parse("2000")?);
//! let Liquidation::At { shown_price, .. } = compare(&scenario)?.isolated.liquidation else { unreachable!() };
//! assert_eq!(shown_price, parse("54216.87")?);
//! # Ok::<(), margin_core::MarginError>(())
//! ```

#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions
)]

pub mod binance_usdm;
mod table;
mod tables;

pub use tables::{Listing, TableError, TableErrorCode, VenueTables, read_rows};
