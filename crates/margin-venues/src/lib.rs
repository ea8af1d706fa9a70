//! Rules and tier tables of real venues, as data.
//!
//! A venue is one module with one value, a [`Venue`]: what it does differently as
//! [`Rules`](margin_core::Rules), where and when that was read, and what must be said beside its
//! numbers. Adding one adds a file here and changes no line of the solver.
//!
//! Its tables are one text file, `tables/<venue>.txt`, which the crate does not carry: a face
//! fetches it and reads it with [`Venue::read_tables`]. The commonest three markets are built in,
//! in [`binance_usdm`]. What each table was copied from stands in `data/SOURCES.md`.
//!
//! A [`Catalogue`] holds what was read of all venues: it finds a market by its [`MarketId`], searches as a person types,
//! and knows the market of every venue that is nearest to one.
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
//! assert_eq!(shown_price, parse("54216.9")?);
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

mod all;
pub mod binance_coinm;
pub mod binance_usdm;
pub mod bitget;
pub mod bitmex;
pub mod bybit;
pub mod bybit_classic;
mod catalogue;
mod caveat;
mod coins;
pub mod conformance;
pub mod dydx_v4;
pub mod gate;
pub mod generic;
pub mod hyperliquid;
pub mod kraken;
mod listed;
pub mod okx;
pub mod phemex;
mod table;
mod tables;
mod venue;

pub use all::{LISTED_VENUES, VENUES, listed_venue, sources, venue};
pub use catalogue::{Catalogue, FLAT, Hit, Hits, MarketId, Own, Peers, Source};
pub use caveat::Caveat;
pub use coins::{coin, same_money};
pub use listed::Listed;
pub use tables::{ExamplePrice, Listing, TableError, TableErrorCode, VenueTables, read_json, read_rows};
pub use venue::Venue;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
