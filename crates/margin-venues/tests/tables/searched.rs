//! Finding a market among all of them.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::tables;

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
        assert_eq!(binance.search(query).first(), Some(&first), "{query}");
    }
    assert_eq!(tables("kraken").search("xbt")[0], "PF_XBTUSD");
    assert_eq!(tables("okx").search("btcusdt"), ["BTC-USDT-SWAP"]);
}

#[test]
fn nothing_is_found_where_nothing_is_and_everything_for_an_empty_query() {
    let binance = tables("binance-usdm");
    assert!(binance.search("no such market").is_empty());
    assert!(binance.search(&"x".repeat(100_000)).is_empty());
    assert_eq!(binance.search("").len(), 907);
    assert_eq!(binance.search("").into_iter().collect::<Vec<_>>(), binance.symbols().collect::<Vec<_>>());
}

#[test]
fn what_begins_so_comes_before_what_contains_it() {
    let gate = tables("gate");
    let found = gate.search("oin");
    assert!(!found.is_empty());
    let binance = tables("binance-usdm");
    let found = binance.search("doge");
    let begins = found.iter().take_while(|symbol| symbol.to_ascii_lowercase().starts_with("doge")).count();
    assert!(begins >= 2 && found.len() > begins);
    assert!(found[begins..].iter().all(|symbol| !symbol.to_ascii_lowercase().starts_with("doge")));
}
