//! The files, as a reader of the page would get them.

use margin_core::{Decimal, Market, Rules, parse};
use margin_venues::{Listing, VENUES, VenueTables};

pub(crate) const FILES: [(&str, &str); 11] = [
    ("binance-coinm", include_str!("../../tables/binance-coinm.txt")),
    ("binance-usdm", include_str!("../../tables/binance-usdm.txt")),
    ("bitget", include_str!("../../tables/bitget.txt")),
    ("bitmex", include_str!("../../tables/bitmex.txt")),
    ("bybit", include_str!("../../tables/bybit.txt")),
    ("dydx-v4", include_str!("../../tables/dydx-v4.txt")),
    ("gate", include_str!("../../tables/gate.txt")),
    ("hyperliquid", include_str!("../../tables/hyperliquid.txt")),
    ("kraken", include_str!("../../tables/kraken.txt")),
    ("okx", include_str!("../../tables/okx.txt")),
    ("phemex", include_str!("../../tables/phemex.txt")),
];

pub(crate) fn text(code: &str) -> &'static str {
    FILES.iter().find(|(name, _)| *name == code).unwrap().1
}

pub(crate) fn tables(code: &str) -> VenueTables {
    VenueTables::parse(text(code)).unwrap_or_else(|error| panic!("{code}: {error}"))
}

pub(crate) fn all() -> Vec<VenueTables> {
    FILES.iter().map(|(code, _)| tables(code)).collect()
}

/// The rules of a file's venue; those of no venue where none is known for it.
pub(crate) fn rules(code: &str) -> Rules {
    VENUES.iter().find(|venue| venue.code == code).map(|venue| venue.rules).unwrap_or_default()
}

pub(crate) fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

pub(crate) fn market(tables: &VenueTables, symbol: &str) -> Market {
    tables.market(symbol).unwrap_or_else(|| panic!("{} has no {symbol}", tables.venue()))
}

/// `floor rate amount leverage` of a row as the core has it.
pub(crate) fn row(market: &Market, tier: usize) -> String {
    let row = market.tiers().row(tier);
    let leverage = row.max_leverage.map_or(String::from("-"), margin_core::plain);
    [row.floor, row.rate, row.deduction].map(margin_core::plain).join(" ") + " " + &leverage
}

pub(crate) fn listing<'a>(tables: &'a VenueTables, symbol: &str) -> Listing<'a> {
    tables.listing(symbol).unwrap_or_else(|| panic!("{} has no {symbol}", tables.venue()))
}

/// The day on which the newest of the files was made.
pub(crate) const TODAY: &str = "2026-10-02";
