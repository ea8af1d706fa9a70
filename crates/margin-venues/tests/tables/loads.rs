//! Every market of every file loads, and every stated amount is the one that its rates give.

use margin_core::{Decimal, Rules, TierBasis, TierForm};
use margin_venues::{TableErrorCode, VENUES, VenueTables, binance_usdm};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{FILES, all, decimal, rules, tables, text};

#[test]
fn the_files_hold_as_many_markets_as_their_sources() {
    for (code, markets) in [
        ("binance-coinm", 9),
        ("binance-usdm", 907),
        ("bitget", 2),
        ("bitmex", 35),
        ("bybit", 304),
        ("dydx-v4", 35),
        ("gate", 308),
        ("hyperliquid", 229),
        // Five more say how many contracts, but not what one is worth.
        ("okx", 8),
        ("kraken", 23),
        // Three more have no record of their contract.
        ("phemex", 37),
    ] {
        assert_eq!(tables(code).len(), markets, "{code}");
    }
    assert_eq!(all().iter().map(|tables| tables.len()).sum::<usize>(), 1897);
}

#[test]
fn every_market_loads_under_its_venues_rules() {
    for tables in all() {
        for listing in tables.listings() {
            let symbol = listing.symbol();
            let market = tables.market(symbol).unwrap_or_else(|| panic!("{} {symbol}", tables.venue()));
            assert!(market.check_rules(&rules(tables.venue())).is_ok(), "{} {symbol}", tables.venue());
            assert_eq!(market.tiers().len(), listing.tiers().len());
            assert_eq!(market.contract(), listing.contract());
            let last = market.tiers().row(market.tiers().len()).floor;
            assert!(listing.last_cap().is_none_or(|cap| cap >= last), "{} {symbol}", tables.venue());
            let by_value = listing.tier_basis() == TierBasis::Value;
            assert_eq!(tables.largest_value(symbol), listing.last_cap().filter(|_| by_value));
        }
    }
}

/// `amount_k = amount_(k−1) + floor_k·(rate_k − rate_(k−1))`, reckoned here and not by the core.
#[test]
fn every_stated_amount_follows_from_the_rates() {
    for (code, rows) in [("binance-coinm", 49), ("binance-usdm", 7276), ("bybit", 8410 + 65 + 38), ("gate", 3)] {
        let tables = tables(code);
        let mut stated = 0;
        for listing in tables.listings() {
            let mut expected = Decimal::ZERO;
            let mut previous = Decimal::ZERO;
            // Of Gate, one table alone states them.
            let states = code != "gate" || listing.date() == "2026-08-09";
            for (place, tier) in listing.tiers().iter().enumerate().filter(|_| states) {
                if place > 0 {
                    expected += tier.floor * (tier.rate - previous);
                }
                previous = tier.rate;
                assert_eq!(tier.deduction, Some(expected), "{code} {}, tier {place}", listing.symbol());
                stated += 1;
            }
        }
        assert_eq!(stated, rows, "{code}");
    }
    let states = ["binance-coinm", "binance-usdm", "bybit"];
    for tables in all().iter().filter(|tables| !states.contains(&tables.venue())) {
        let unstated =
            |listing: &margin_venues::Listing<'_>| listing.tiers().iter().all(|tier| tier.deduction.is_none());
        let stated: Vec<_> = tables.listings().filter(|listing| !unstated(listing)).map(|one| one.symbol()).collect();
        assert_eq!(stated, if tables.venue() == "gate" { vec!["BTC_USDT"] } else { vec![] }, "{}", tables.venue());
    }
}

/// Floors that count contracts are not taken for values, nor whole tiers for marginal ones, whatever the rules.
#[test]
fn no_rules_read_a_table_as_another() {
    for (code, symbol) in
        [("okx", "BTC-USDT-SWAP"), ("kraken", "PI_XBTUSD"), ("kraken", "PF_XBTUSD"), ("bitmex", "XBTUSD")]
    {
        let market = tables(code).market(symbol).unwrap();
        let expected = if symbol == "PF_XBTUSD" || code == "bitmex" { TierBasis::Value } else { TierBasis::Size };
        let input = market.to_input();
        assert_eq!((input.tier_form, input.tier_basis), (Some(TierForm::Whole), Some(expected)), "{symbol}");
        assert!(market.check_rules(&Rules::default()).is_ok());
    }
}

#[test]
fn the_markets_built_into_the_page_are_those_of_the_file() {
    let tables = tables("binance-usdm");
    assert_eq!(tables.date(), binance_usdm::TABLE_DATE);
    for symbol in binance_usdm::SYMBOLS {
        assert_eq!(binance_usdm::market(symbol), tables.market(symbol), "{symbol}");
        assert_eq!(binance_usdm::largest_value(symbol), tables.largest_value(symbol), "{symbol}");
        let listing = tables.listing(symbol).unwrap();
        assert_eq!(binance_usdm::example_price(symbol), listing.example_price(), "{symbol}");
    }
}

/// A file says what its venue counts in whole ones of the coin that it settles in; of other coins it says nothing.
#[test]
fn whole_amounts_are_those_of_the_files_coin() {
    for tables in all() {
        let satoshi = (tables.venue() == "bitmex").then(|| decimal("0.00000001"));
        assert!(tables.listings().all(|listing| listing.settlement_unit() == satoshi), "{}", tables.venue());
    }
    let line = text("bitmex").lines().find(|line| line.starts_with("XBTUSD ")).unwrap();
    let in_dollars = text("bitmex").replacen(line, &format!("{line} settle=USDT"), 1);
    let tables = VenueTables::parse(&in_dollars).unwrap();
    assert_eq!(tables.listing("XBTUSD").unwrap().settlement_unit(), None);
}

#[test]
fn every_venue_reads_its_own_file_and_no_other() {
    for venue in VENUES {
        for (code, text) in FILES {
            assert_eq!(venue.read_tables(text).is_ok(), venue.tables == Some(code), "{} {code}", venue.code);
        }
        assert!(venue.tables.is_none_or(|code| !text(code).is_empty()));
    }
}

/// Each stated amount in its turn with its last digit changed: the row is refused, by its line, and the amount that the
/// rates give is named.
#[test]
fn an_amount_that_is_wrong_by_its_last_digit_is_refused_with_its_row() {
    for (code, rows) in [("binance-usdm", 3091), ("bybit", 1121)] {
        assert_eq!(text(code).lines().count(), rows, "{code}");
        let head: String = text(code).split_inclusive('\n').take_while(|line| *line != "table\n").collect();
        let before = head.lines().count();
        let mut changed = 0;
        for table in text(code).split_once("\nmarkets\n").unwrap().0.split("\ntable\n").skip(1) {
            let lines: Vec<&str> = table.lines().collect();
            let count = lines.len() - 1;
            let whole = |lines: &[&str]| {
                let lines = lines.join("\n");
                VenueTables::parse(&format!("{head}table\n{lines}\nmarkets\nA 0\nend 1 {count} 1\n"))
            };
            assert!(whole(&lines).is_ok(), "{table}");
            for row in 0..count {
                let mut columns: Vec<String> = lines[row].split(' ').map(str::to_owned).collect();
                let digit = columns[2].pop().unwrap().to_digit(10).unwrap();
                columns[2].push(char::from_digit((digit + 1) % 10, 10).unwrap());
                let stated = columns[2].clone();
                let damaged = columns.join(" ");
                let error = whole(&[&lines[..row], &[&*damaged], &lines[row + 1..]].concat()).unwrap_err();
                let found = (error.line(), error.code(), error.part_name());
                assert_eq!(found, (before + 2 + row, TableErrorCode::BadRow, "deduction"), "{damaged}: {error}");
                assert_eq!(error.value().map(decimal), Some(decimal(&stated)), "{damaged}");
                let expected = lines[row].split(' ').nth(2).map(decimal);
                let named = error.cause().map(|cause| cause.allowed().minimum);
                assert!(named.is_none_or(|named| named == expected), "{damaged}: {error}");
                assert!(named.is_some() || row == 0, "{damaged}: {error}");
                changed += 1;
            }
        }
        let written: usize = text(code).lines().last().unwrap().split(' ').nth(2).unwrap().parse().unwrap();
        assert_eq!(changed, written, "{code}: tables that are alike are written once");
    }
}
