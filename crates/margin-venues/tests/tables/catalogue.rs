//! All markets of all venues in one catalogue: what is found, and which of them are alike.

use margin_venues::{Catalogue, Hits, LISTED_VENUES, Listed, MarketId, Source, VenueTables, binance_usdm, venue};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{FILES, tables, text};

/// With the files of these venues.
fn loaded(venues: &[&str]) -> Catalogue {
    venues.iter().fold(Catalogue::default(), |catalogue, code| catalogue.with_tables(tables(code)))
}

/// With all files.
fn all() -> Catalogue {
    loaded(&FILES.map(|(code, _)| code))
}

fn id(code: &str, symbol: &str) -> MarketId {
    MarketId { source: Source::Venue(venue(code).unwrap()), symbol: symbol.to_owned() }
}

fn symbols(catalogue: &Catalogue, query: &str) -> Vec<String> {
    let hits = catalogue.search(query).shown;
    hits.iter().map(|hit| format!("{} {}", hit.venue_name, hit.id.symbol)).collect()
}

#[test]
fn what_is_built_in_is_found_at_once() {
    let catalogue = Catalogue::default();
    assert_eq!(symbols(&catalogue, "eth"), ["Binance ETHUSDT"]);
    assert_eq!(symbols(&catalogue, "binance sol/usdt"), ["Binance SOLUSDT"]);
    assert_eq!((catalogue.search("").total, catalogue.len()), (3, 3));
    assert_eq!(catalogue.search("doge").total, 0);
}

#[test]
fn what_is_built_in_is_what_the_file_says() {
    let tables = VenueTables::parse(text("binance-usdm")).unwrap();
    for symbol in binance_usdm::SYMBOLS {
        let venue = &binance_usdm::VENUE;
        let read = Listed::of_file(&tables, symbol, venue, venue.short_name).unwrap();
        let built_in = Listed::built_in(symbol).unwrap();
        assert_eq!(read.market.tiers(), built_in.market.tiers(), "{symbol}");
        assert_eq!(Listed { market: built_in.market.clone(), ..read }, built_in, "{symbol}");
    }
}

#[test]
fn the_nearest_of_every_venue_comes_first() {
    let catalogue = loaded(&["binance-usdm", "bybit", "okx"]);
    let found = symbols(&catalogue, "btc");
    assert_eq!(found[..3], ["Binance BTCUSDT", "Bybit BTCUSDT", "OKX BTC-USDT-SWAP"].map(str::to_owned));
    assert!(symbols(&catalogue, "okx btc").iter().all(|hit| hit.starts_with("OKX ")));
    assert!(symbols(&catalogue, "classic btcusdt")[0].starts_with("Bybit classic "));
    assert!(!symbols(&catalogue, "btcusdt").iter().any(|hit| hit.contains("classic")));
}

#[test]
fn a_file_that_comes_again_takes_the_place_of_the_first() {
    let catalogue = loaded(&["okx", "okx", "bybit", "okx"]);
    assert_eq!(catalogue.len(), loaded(&["bybit", "okx"]).len());
    assert_eq!(catalogue.search("okx").total, loaded(&["okx"]).search("okx").total);
}

#[test]
fn all_markets_are_found_and_few_are_shown() {
    let catalogue = all();
    let everything = catalogue.search("");
    assert!(everything.total > 1500 && everything.total == catalogue.len(), "{}", everything.total);
    assert_eq!(everything.shown.len(), Hits::SHOWN);
    for hit in everything.shown {
        assert!(catalogue.find(&hit.id).is_some(), "{hit:?}");
    }
    assert_eq!(catalogue.search("no such thing").total, 0);
}

#[test]
fn what_has_ended_is_found_by_its_whole_name_alone() {
    let catalogue = all().on("2026-11-28".to_owned());
    for (query, found) in [("bitmex xbtu21", "BitMEX XBTU21"), ("btcusdt@2024-12-25", "Bybit BTCUSDT@2024-12-25")] {
        assert_eq!(symbols(&catalogue, query), [found]);
    }
    let gone = |hit: &String| hit.contains('@') || hit.ends_with("U21") || hit.ends_with("_260925");
    for query in ["btc", "bitmex xbt", "kraken", "bybit btcusdt", "260925"] {
        assert!(!symbols(&catalogue, query).iter().any(gone), "{query}: {:?}", symbols(&catalogue, query));
    }
    assert!(symbols(&catalogue, "261225").contains(&"Binance BTCUSDT_261225".to_owned()));
    assert!(symbols(&catalogue.on("2026-12-26".to_owned()), "binance 2612").is_empty());
}

#[test]
fn every_market_of_every_file_can_be_chosen() {
    let catalogue = all();
    for venue in LISTED_VENUES {
        let tables = tables(venue.tables.unwrap());
        for symbol in tables.symbols() {
            let id = id(venue.code, symbol);
            assert!(catalogue.find(&id).is_some(), "{id:?}");
        }
    }
}

#[test]
fn the_same_coin_is_found_on_every_venue() {
    let catalogue = all();
    let peers = |id: &MarketId| -> Vec<String> {
        let listed = catalogue.find(id).unwrap();
        let peers = catalogue.peers(id, &listed);
        peers.iter().map(|(_, peer)| format!("{} {}", peer.venue.code, peer.symbol())).collect()
    };
    assert_eq!(
        peers(&MarketId::opening()),
        [
            "binance-usdm BTCUSDT",
            "bybit BTCUSDT",
            "bybit-classic BTCUSDT",
            "okx BTC-USDT-SWAP",
            "bitget BTCUSDT",
            "bitmex XBTUSD",
            "dydx-v4 BTC-USD",
            "gate BTC_USDT",
            "hyperliquid BTC",
            "kraken PF_XBTUSD",
            "phemex BTCUSD",
        ]
    );
    let inverse = peers(&id("kraken", "PI_XBTUSD"));
    for other in ["gate BTC_USD", "okx BTC-USD-SWAP", "kraken PI_XBTUSD", "binance-usdm BTCUSDT"] {
        assert!(inverse.contains(&other.to_owned()), "{other}: {inverse:?}");
    }
    assert_eq!(peers(&id("binance-usdm", "BNBUSDT"))[..2], ["binance-usdm BNBUSDT", "binance-coinm BNBUSD_PERP"]);
}
