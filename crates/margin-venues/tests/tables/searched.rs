//! Finding a market among all of them.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{TODAY, tables};

#[test]
fn the_market_that_is_meant_comes_first() {
    let binance = tables("binance-usdm");
    for (query, first) in [
        ("btc", "BTCUSDT"),
        ("BTCUSDT", "BTCUSDT"),
        ("btc/usdt", "BTCUSDT"),
        ("eth-usdc", "ETHUSDC"),
        ("ethbtc", "ETHBTC"),
        ("sol", "SOLUSDT"),
        ("币", "币安人生USDT"),
        ("261225", "BTCUSDT_261225"),
    ] {
        assert_eq!(binance.search(query, TODAY).first(), Some(&first), "{query}");
    }
    assert_eq!(tables("kraken").search("xbt", TODAY)[0], "PF_XBTUSD");
    assert_eq!(tables("okx").search("btcusdt", TODAY), ["BTC-USDT-SWAP"]);
    assert_eq!(tables("binance-coinm").search("bnb", TODAY), ["BNBUSD_PERP"]);
}

#[test]
fn nothing_is_found_where_nothing_is_and_everything_for_an_empty_query() {
    let binance = tables("binance-usdm");
    assert!(binance.search("no such market", TODAY).is_empty());
    assert!(binance.search(&"x".repeat(100_000), TODAY).is_empty());
    // All but the two futures that ended a week before.
    let all: Vec<_> = binance.symbols().filter(|symbol| !symbol.ends_with("_260925")).collect();
    assert_eq!((binance.search("", TODAY), all.len()), (all, 905));
}

#[test]
fn what_is_no_longer_offered_is_found_by_its_whole_symbol_alone() {
    for (venue, gone) in [
        // Ended, superseded, delisted.
        ("bitmex", "XBTU21"),
        ("binance-usdm", "BTCUSDT_260925"),
        ("bybit", "BTCUSDT@2024-12-25"),
        ("hyperliquid", "AI16Z"),
    ] {
        let tables = tables(venue);
        let listing = tables.listing(gone).unwrap_or_else(|| panic!("{venue} {gone}"));
        assert!(!listing.is_offered(TODAY), "{venue} {gone}");
        assert!(!tables.search("", TODAY).contains(&gone), "{venue} {gone}");
        assert!(!tables.search(&gone[..2], TODAY).contains(&gone), "{venue} {gone}");
        assert_eq!(tables.search(gone, TODAY).first(), Some(&gone), "{venue} {gone}");
    }
    assert!(tables("bitmex").search("xbtu21", "2021-09-23").contains(&"XBTU21"));
}

#[test]
fn the_newest_table_has_the_symbol_and_is_found_by_its_day_too() {
    for (venue, symbol, newest, older) in [
        ("bybit", "BTCUSDT", "2026-09-17", Some("2026-02-26")),
        ("bybit", "BTCUSDT", "2026-09-17", Some("2024-12-25")),
        ("bybit", "HYPEUSDT", "2026-10-02", Some("2024-12-25")),
        ("bitmex", "XBTUSD", "2024-11-24", Some("2021-07-22")),
        ("gate", "BTC_USDT", "2026-08-09", Some("2023-05-24")),
        // Read later, and but the beginning of the one before it.
        ("gate", "BTC_USDT", "2026-08-09", Some("2026-09-25")),
        ("okx", "ETH-USDT-SWAP", "2026-05-28", Some("2026-09-25")),
        ("kraken", "PI_XBTUSD", "2026-09-25", Some("2021-07-22")),
        ("kraken", "PI_BCHUSD", "2021-07-22", None),
    ] {
        let tables = tables(venue);
        let plain = tables.listing(symbol).unwrap();
        assert_eq!(plain.date(), newest, "{venue} {symbol}");
        assert!(!plain.is_superseded());
        let dated = |day: &str| tables.listing(&format!("{symbol}@{day}"));
        assert_eq!(dated(newest).unwrap().symbol(), symbol);
        assert!(dated("2020-01-01").is_none());
        if let Some(day) = older {
            let older = dated(day).unwrap();
            assert!(older.is_superseded() && older.date() == day, "{venue} {symbol}");
        }
    }
}

#[test]
fn what_begins_so_comes_before_what_contains_it() {
    let gate = tables("gate");
    let found = gate.search("oin", TODAY);
    assert!(!found.is_empty());
    let binance = tables("binance-usdm");
    let found = binance.search("doge", TODAY);
    let begins = found.iter().take_while(|symbol| symbol.to_ascii_lowercase().starts_with("doge")).count();
    assert!(begins >= 2 && found.len() > begins);
    assert!(found[begins..].iter().all(|symbol| !symbol.to_ascii_lowercase().starts_with("doge")));
}
