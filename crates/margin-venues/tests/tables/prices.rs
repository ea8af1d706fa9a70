//! The prices that markets begin with: each is that of its coin, counted as the market counts it.

use margin_core::{Decimal, plain};
use margin_venues::same_money;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{all, decimal, tables};

fn price(venue: &str, symbol: &str) -> Option<String> {
    let tables = tables(venue);
    let listing = tables.listing(symbol).unwrap_or_else(|| panic!("{venue} has no {symbol}"));
    listing.example_price().map(|example| plain(example.price))
}

/// Bitcoin was at 70,349.5, ether at 2,144.46, a thousand pepe at 0.0034045: the others are divided by hand.
#[test]
fn a_price_is_that_of_the_coin_as_the_market_counts_it() {
    for (venue, symbol, expected) in [
        ("binance-coinm", "BNBUSD_PERP", "640.08"),
        ("binance-coinm", "ETHUSD_201225", "2144.46"),
        ("binance-usdm", "BTCUSDT", "70349.5"),
        ("binance-usdm", "BTCUSDC", "70349.5"),
        ("binance-usdm", "ETHUSDT", "2144.46"),
        ("binance-usdm", "SOLUSDT", "88.68"),
        ("binance-usdm", "DOGEUSDT", "0.0933"),
        ("binance-usdm", "1000PEPEUSDT", "0.0034045"),
        // 2,144.46 ÷ 70,349.5 = 0.0304829…
        ("binance-usdm", "ETHBTC", "0.030483"),
        ("bitget", "BTCPERP", "70349.5"),
        ("bitmex", "XBTUSD", "70349.5"),
        ("bitmex", "XBTUSD@2021-07-22", "70349.5"),
        ("bitmex", "ETHUSD", "2144.46"),
        ("bitmex", "SOLUSDT", "88.68"),
        ("bitmex", "DOGEUSDT", "0.0933"),
        ("bitmex", "ETHU21", "0.030483"),
        ("bybit", "BTCUSDT", "70349.5"),
        ("bybit", "BTCPERP", "70349.5"),
        ("bybit", "ETHUSDT", "2144.46"),
        ("bybit", "DOGEPERP", "0.0933"),
        ("bybit", "DOGEUSDT", "0.0933"),
        ("bybit", "1000PEPEUSDT", "0.0034045"),
        ("bybit", "1000PEPEPERP", "0.0034045"),
        ("bybit", "1000000BABYDOGEUSDT", "0.0004025"),
        ("dydx-v4", "BTC-USD", "70349.5"),
        ("dydx-v4", "DOGE-USD", "0.0933"),
        ("dydx-v4", "PEPE-USD", "0.0000034045"),
        ("dydx-v4", "SHIB-USD", "0.000005732"),
        ("gate", "BTC_USDT", "70349.5"),
        ("gate", "BTC_USD", "70349.5"),
        ("gate", "ETH_USDT", "2144.46"),
        ("gate", "SOL_USDT", "88.68"),
        ("gate", "DOGE_USDT", "0.0933"),
        ("gate", "PEPE_USDT", "0.0000034045"),
        ("gate", "SHIB_USDT", "0.000005732"),
        ("gate", "MBABYDOGE_USDT", "0.0004025"),
        ("hyperliquid", "BTC", "70349.5"),
        ("hyperliquid", "ETH", "2144.46"),
        ("hyperliquid", "SOL", "88.68"),
        ("hyperliquid", "DOGE", "0.0933"),
        ("hyperliquid", "kPEPE", "0.0034045"),
        ("hyperliquid", "kSHIB", "0.005732"),
        ("kraken", "PF_XBTUSD", "70349.5"),
        ("kraken", "PI_ETHUSD", "2144.46"),
        ("kraken", "PF_SHIBUSD", "0.000005732"),
        ("okx", "BTC-USDT-SWAP", "70349.5"),
        ("okx", "BTC-USD-SWAP", "70349.5"),
        ("okx", "ETH-USDT-SWAP", "2144.46"),
        ("okx", "SOL-USDT-SWAP", "88.68"),
        ("okx", "XRP-USDT-SWAP", "1.4448"),
        ("phemex", "BTCUSD", "70349.5"),
        ("phemex", "SOLUSD", "88.68"),
        ("phemex", "DOGEUSD", "0.0933"),
    ] {
        assert_eq!(price(venue, symbol).as_deref(), Some(expected), "{venue} {symbol}");
    }
}

#[test]
fn a_market_whose_coin_has_no_price_has_none() {
    for (venue, symbol) in [
        // An index of the venue, gold, the euro, and a share that is called as a coin is.
        ("bitmex", "ALTMEXUSD"),
        ("phemex", "GOLDUSD"),
        ("bitmex", "XBTEUR"),
        ("binance-usdm", "CATUSDT"),
    ] {
        assert_eq!(price(venue, symbol), None, "{venue} {symbol}");
    }
}

#[test]
fn the_coin_of_a_quanto_has_a_price_in_the_same_file() {
    let tables = tables("bitmex");
    let bitcoin = tables.coin_price("XBT", "USDT").unwrap();
    assert_eq!((plain(bitcoin.price).as_str(), bitcoin.date.as_str()), ("70349.5", "2026-03-19"));
    assert_eq!(bitcoin.venue, "binance-usdm");
    assert_eq!(tables.coin_price("XBT", "EUR"), None);
}

/// A price that is wrong by a factor of a thousand would be less than a step, or millions of them.
#[test]
fn every_price_is_a_plausible_number_of_steps() {
    let mut priced = 0;
    for tables in all() {
        for listing in tables.listings() {
            let Some(example) = listing.example_price() else { continue };
            priced += 1;
            assert_eq!((example.date.as_str(), example.venue.as_str()), ("2026-03-19", "binance-usdm"));
            let Some(tick) = listing.tick_size() else { continue };
            let steps = example.price / tick;
            let name = format!("{} {}: {steps} steps", tables.venue(), listing.symbol());
            assert!(steps >= Decimal::ONE && steps < decimal("10000000"), "{name}");
        }
    }
    assert!(priced > 1000, "{priced}");
}

/// What a position in a market is worth does not depend on how its contracts are counted.
#[test]
fn a_coin_has_one_price_on_every_venue() {
    for coin in ["BTC", "ETH", "SOL", "DOGE", "XRP"] {
        let mut prices = std::collections::BTreeSet::new();
        let mut venues = 0;
        for tables in all() {
            let of_coin = |listing: &margin_venues::Listing<'_>| {
                margin_venues::coin(listing.base()) == coin && same_money(listing.quote(), "USD")
            };
            venues += usize::from(tables.listings().any(|listing| of_coin(&listing)));
            prices.extend(
                tables.listings().filter(of_coin).filter_map(|listing| listing.example_price()).map(|one| one.price),
            );
        }
        assert!(prices.len() == 1 && venues >= 7, "{coin}: {prices:?} on {venues} venues");
    }
}
