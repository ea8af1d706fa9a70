//! Records of real tables that a reader must survive, one test each, from the source's JSON to the core.
//!
//! `quirks.json` holds them as they were printed, with the release of the package they were read from. What each is
//! kept for is its `quirk`.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::panic, missing_docs)]

use margin_core::{Decimal, Market, TierTable, parse};
use margin_tables::file_of;
use margin_venues::VenueTables;
use serde_json::Value;

const RECORDS: &str = include_str!("quirks.json");
/// The cap that says "none".
const ENDLESS: &str = "9223372036854775807";

fn records() -> Vec<Value> {
    let mut source: Value = serde_json::from_str(RECORDS).unwrap();
    match source["markets"].take() {
        Value::Array(records) => records,
        _ => Vec::new(),
    }
}

/// A record alone, through the format and back.
fn taken(symbol: &str) -> (Value, VenueTables) {
    let record = records().into_iter().find(|record| record["symbol"] == symbol).unwrap();
    let source = serde_json::json!({ "markets": [record] }).to_string();
    let text = file_of("binance-usdm", &source).unwrap();
    (record, VenueTables::parse(&text).unwrap())
}

fn number(value: &Value) -> Decimal {
    parse(value.as_str().unwrap()).unwrap()
}

/// Every number of the record, and the market that the core makes of it.
fn market(symbol: &str) -> (Value, Market, Option<Decimal>) {
    let (record, tables) = taken(symbol);
    let market = tables.market(symbol).unwrap();
    let rows = record["tiers"].as_array().unwrap();
    assert_eq!(market.tiers().len(), rows.len());
    for (tier, row) in rows.iter().enumerate() {
        let loaded = market.tiers().row(tier);
        assert_eq!(loaded.floor, number(&row["floor"]));
        assert_eq!(loaded.rate, number(&row["mmr"]));
        assert_eq!(loaded.deduction, number(&row["maint_amount"]));
        assert_eq!(loaded.max_leverage, Some(number(&row["max_leverage"])));
    }
    assert_eq!(market.settle(), record["settle"].as_str());
    (record, market, tables.largest_value(symbol))
}

/// A last cap that is no number but "none": the table ends nowhere, and its last tier counts however far.
fn endless(symbol: &str) {
    let (record, market, largest_value) = market(symbol);
    assert!(record["quirk"].as_str().unwrap().contains("infinite cap"));
    let rows = record["tiers"].as_array().unwrap();
    assert_eq!(rows[rows.len() - 1]["cap"], ENDLESS);
    assert_eq!(largest_value, None);
    let last = market.tiers().len() - 1;
    assert_eq!(market.tiers().tier_at(parse("1000000000000000").unwrap()), last);
}

/// A tier that begins where it ends: no value lies in it, and the rows round it stay as they are.
fn without_width(symbol: &str, empty: usize) {
    let (record, market, _) = market(symbol);
    assert_eq!(record["tiers"][empty]["floor"], record["tiers"][empty]["cap"]);
    let (tiers, floor) = (market.tiers(), number(&record["tiers"][empty]["floor"]));
    assert_eq!(tiers.tier_at(floor), empty - 1);
    assert_eq!(tiers.tier_at(floor + parse("0.01").unwrap()), empty + 1);
}

#[test]
fn bitcoin_of_march_2021_has_no_last_cap() {
    endless("BTCUSDT_210326@freqtrade-2022.4");
}

#[test]
fn dot_eco_has_no_last_cap() {
    endless("DOTECOUSDT@freqtrade-2022.4");
}

#[test]
fn btcst_of_2022_has_no_last_cap() {
    endless("BTCSTUSDT@freqtrade-2022.4");
}

#[test]
fn ether_of_june_2021_has_no_last_cap() {
    endless("ETHUSDT_210625@freqtrade-2022.4");
}

#[test]
fn bitcoin_in_busd_of_january_2021_has_no_last_cap() {
    endless("BTCBUSD_210129@freqtrade-2022.4");
}

#[test]
fn bitcoin_of_june_2021_has_no_last_cap() {
    endless("BTCUSDT_210625@freqtrade-2022.4");
}

#[test]
fn ether_of_march_2021_has_no_last_cap() {
    endless("ETHUSDT_210326@freqtrade-2022.4");
}

#[test]
fn bitcoin_in_busd_of_february_2021_has_no_last_cap() {
    endless("BTCBUSD_210226@freqtrade-2022.4");
}

#[test]
fn lend_has_no_last_cap() {
    endless("LENDUSDT@freqtrade-2022.4");
}

#[test]
fn btcst_of_2024_has_no_last_cap() {
    endless("BTCST/USDT:USDT@freqtrade-2024.12");
}

#[test]
fn beamx_has_a_tier_without_width() {
    without_width("BEAMX/USDT:USDT@freqtrade-2025.12", 7);
}

#[test]
fn dexe_has_a_tier_without_width() {
    without_width("DEXE/USDT:USDT@freqtrade-2025.12", 6);
}

#[test]
fn ether_in_bitcoin_counts_bitcoin() {
    let (_, market, largest_value) = market("ETH/BTC:BTC@freqtrade-2026.9");
    assert_eq!(market.settle(), Some("BTC"));
    assert_eq!(market.tiers().row(1).deduction, parse("0.005").unwrap());
    assert_eq!(largest_value, Some(parse("10000").unwrap()));
}

#[test]
fn a_name_in_chinese_and_a_sixth_that_is_rounded_are_kept() {
    let (_, market, _) = market("币安人生/USDT:USDT@freqtrade-2026.9");
    assert!(market.symbol().starts_with("币安人生"));
    let row = market.tiers().row(3);
    assert_eq!(row.rate * row.max_leverage.unwrap(), parse("0.5001").unwrap());
}

#[test]
fn no_record_is_without_a_test() {
    let this = include_str!("records.rs");
    let records = records();
    assert_eq!(records.len(), 14);
    for record in records {
        let symbol = record["symbol"].as_str().unwrap();
        assert!(this.contains(&format!("(\"{symbol}\"")), "{symbol}");
    }
}

/// What a source's own mistake is met with: nothing is made of it.
#[test]
fn a_source_that_contradicts_itself_is_refused() {
    let (record, _) = taken("LENDUSDT@freqtrade-2022.4");
    type Damage = fn(&mut Value);
    let damages: [(&str, Damage); 7] = [
        ("it does not begin where the one before it ends", |record| record["tiers"][2]["floor"] = "24999".into()),
        ("it does not begin where the one before it ends", |record| record["tiers"][2]["floor"] = "25001".into()),
        ("the tier before it has no end", |record| record["tiers"][1]["cap"] = Value::Null),
        ("the deduction contradicts the rates", |record| record["tiers"][2]["maint_amount"] = "1".into()),
        ("not a decimal number", |record| record["tiers"][2]["mmr"] = "1e-".into()),
        ("which is not known here", |record| record["tier_basis"] = "apples".into()),
        ("its settlement coin is not known", |record| record["settle"] = Value::Null),
    ];
    for (reason, damage) in damages {
        let mut record = record.clone();
        damage(&mut record);
        let error = file_of("binance-usdm", &serde_json::json!({ "markets": [record] }).to_string()).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(file_of("nowhere", "{}").is_err());
    assert!(file_of("okx", "{\"markets\": 1}").is_err());
}

/// The rows that a person would copy from the record are the same table.
#[test]
fn a_record_can_be_pasted_as_rows() {
    for record in records() {
        let line = |row: &Value| {
            let text = |name: &str| row[name].as_str().unwrap_or("").to_owned();
            [text("floor"), text("mmr"), text("maint_amount"), text("max_leverage")].join(", ")
        };
        let lines: Vec<_> = record["tiers"].as_array().unwrap().iter().map(line).collect();
        let rows = margin_venues::read_rows(&lines.join("\n")).unwrap();
        assert_eq!(rows.len(), lines.len());
        assert!(TierTable::new(&rows).is_ok());
    }
}
