//! The files against their sources, read here a second time and in another way.

use std::collections::BTreeMap;

use margin_core::{Decimal, plain};
use margin_venues::Listing;
use serde_json::Value;

use crate::files::{decimal, tables};

const SOURCES: [(&str, &[&str]); 11] = [
    ("binance-coinm", &[include_str!("../../data/tiers/binance-coinm-2021.json")]),
    ("binance-usdm", &[include_str!("../../data/tiers/binance-usdm.json")]),
    ("bitget", &[include_str!("../../data/tiers/bitget.json")]),
    ("bitmex", &[include_str!("../../data/tiers/bitmex.json")]),
    (
        "bybit",
        &[
            include_str!("../../data/tiers/bybit-2026-09.json"),
            include_str!("../../data/tiers/bybit-2026.json"),
            include_str!("../../data/tiers/bybit.json"),
        ],
    ),
    ("dydx-v4", &[include_str!("../../data/tiers/dydx-v4.json")]),
    ("gate", &[include_str!("../../data/tiers/gate-2026.json"), include_str!("../../data/tiers/gate.json")]),
    ("hyperliquid", &[include_str!("../../data/tiers/hyperliquid.json")]),
    ("kraken", &[include_str!("../../data/tiers/kraken.json")]),
    ("okx", &[include_str!("../../data/tiers/okx-2026.json")]),
    ("phemex", &[include_str!("../../data/tiers/phemex.json")]),
];

/// The price steps of the venue whose tables' source has none.
const TICKS: (&str, &str) = ("binance-usdm", include_str!("../../data/ticks/binance-usdm.json"));

/// The markets that have no table, because what their contract is worth is in no source.
const LEFT_OUT: [&str; 8] = [
    "0G-USDT-SWAP",
    "ETHFI-USDT-SWAP",
    "FLOWUSD",
    "LENDUSD",
    "SNX-USDT-SWAP",
    "SOXL-USDT-SWAP",
    "VETUSD",
    "YB-USDT-SWAP",
];

/// The markets whose newest table is but the beginning of the one before it, which so keeps the symbol.
const BEGINNINGS: [&str; 2] = ["BTC_USDT", "ETH-USDT-SWAP"];
/// A cap that says "none".
const ENDLESS: &str = "9223372036854775807";

/// What the sources say of each market. Of one with several tables, the newest has the symbol, but for [`BEGINNINGS`]; the
/// others have their day behind it.
fn markets(sources: &[&str]) -> BTreeMap<String, Value> {
    let mut tables: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for source in sources {
        let source: Value = serde_json::from_str(source).unwrap();
        for market in source["markets"].as_array().unwrap() {
            let mut market = market.clone();
            if market["as_of"].is_null() {
                // Where a market says nothing, its file does.
                market["as_of"] = source["source"]["as_of"].clone();
            }
            let name = market["symbol"].as_str().unwrap().split('@').next().unwrap().to_owned();
            tables.entry(name).or_default().push(market);
        }
    }
    let day = |market: &Value| market["as_of"].as_str().unwrap_or_default().chars().take(10).collect::<String>();
    let mut markets = BTreeMap::new();
    for (name, mut of_market) in tables {
        of_market.sort_by_key(day);
        if BEGINNINGS.contains(&name.as_str()) {
            let last = of_market.len() - 1;
            of_market.swap(last, last - 1);
        }
        markets.insert(name.clone(), of_market.pop().unwrap());
        markets.extend(of_market.into_iter().map(|market| (format!("{name}@{}", day(&market)), market)));
    }
    markets
}

#[test]
fn every_row_is_that_of_the_source() {
    let mut left_out = Vec::new();
    let ticks: Value = serde_json::from_str(TICKS.1).unwrap();
    for (code, sources) in SOURCES {
        let tables = tables(code);
        let mut markets = markets(sources);
        if code == TICKS.0 {
            for (symbol, tick) in ticks["ticks"].as_object().unwrap() {
                markets.get_mut(symbol).expect("a market with a table")["tickSize"] = tick.clone();
            }
        }
        for (symbol, market) in &markets {
            match tables.listing(symbol) {
                Some(listing) => compare(code, market, &listing),
                None => left_out.push(symbol.clone()),
            }
        }
        assert!(tables.symbols().all(|symbol| markets.contains_key(symbol)), "{code}: one that no source has");
    }
    left_out.sort();
    assert_eq!(left_out, LEFT_OUT);
}

fn compare(code: &str, market: &Value, listing: &Listing<'_>) {
    let at = format!("{code} {}", listing.symbol());
    let text = |value: &Value| value.as_str().map(str::to_owned);
    assert_eq!(listing.contract().as_str(), market["contract"], "{at}");
    assert_eq!(
        (listing.base(), listing.quote()),
        (market["base"].as_str().unwrap(), market["quote"].as_str().unwrap())
    );
    assert_eq!(listing.settle(), market["settle"].as_str().unwrap(), "{at}");
    assert_eq!(listing.tick_size(), text(&market["tickSize"]).map(|tick| decimal(&tick)), "{at}");
    let size = text(&market["contractSize"]).filter(|size| size != "0").unwrap_or_else(|| "1".to_owned());
    assert_eq!(listing.multiplier(), decimal(&size), "{at}");
    if let Some(as_of) = market["as_of"].as_str() {
        assert_eq!(listing.date(), &as_of[..10], "{at}");
    }
    let rows = market["tiers"].as_array().unwrap();
    if code != "bitmex" {
        assert_eq!(listing.tiers().len(), rows.len(), "{at}");
        let cap = text(&rows[rows.len() - 1]["cap"]).filter(|cap| cap != ENDLESS);
        assert_eq!(listing.last_cap(), cap.map(|cap| decimal(&cap)), "{at}");
    }
    let mut previous_cap = None;
    for (tier, row) in listing.tiers().iter().zip(rows) {
        let floor = decimal(row["floor"].as_str().unwrap());
        match (code, &previous_cap) {
            ("okx", Some(cap)) => assert_eq!(tier.floor, *cap, "{at}"),
            _ => assert_eq!(tier.floor, floor, "{at}"),
        }
        previous_cap = text(&row["cap"]).map(|cap| decimal(&cap));
        assert_eq!(tier.deduction, text(&row["maint_amount"]).map(|amount| decimal(&amount)), "{at}");
        let rate = decimal(row["mmr"].as_str().unwrap());
        let leverage = text(&row["max_leverage"]).map(|leverage| decimal(&leverage));
        match code {
            // Cut after 18 digits in the source.
            "hyperliquid" => assert!((tier.rate - rate).abs() <= Decimal::new(1, 18), "{at}"),
            _ => assert_eq!(tier.rate, rate, "{at}"),
        }
        match (tier.max_leverage, leverage) {
            // Rounded to four digits in the source.
            (Some(exact), Some(rounded)) => assert!((exact - rounded).abs() < Decimal::new(1, 4), "{at} {exact}"),
            (exact, given) => assert_eq!(exact, given, "{at}"),
        }
    }
}

/// A base and a step: what the venue's page of the time printed for XBTUSD.
#[test]
fn the_expanded_steps_are_those_of_the_page() {
    let tables = tables("bitmex");
    let listing = tables.listing("XBTUSD@2021-07-22").unwrap();
    let rows: Vec<_> = listing.tiers().iter().map(|tier| plain(tier.floor) + " " + &plain(tier.rate)).collect();
    assert_eq!(rows[..4], ["0 0.0035", "200 0.007", "300 0.0105", "400 0.014"]);
    assert_eq!((rows.len(), rows[255].as_str()), (256, "25600 0.896"));
    assert_eq!(listing.last_cap(), Some(decimal("25700")));
}
