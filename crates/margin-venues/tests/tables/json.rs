//! The tables of the venues' own JSON: from the sources in `data/tiers`, printed again under the names that each
//! venue has for them, pasted, and compared with what the venue's file gives.

use margin_core::{Decimal, Tier, TierBasis, plain};
use margin_venues::{Listing, TableErrorCode as Code, read_json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{decimal, listing, tables};

/// What stands for a tier: its place, the tier, and where it ends.
type Print = fn(usize, &Tier, Option<Decimal>) -> String;

fn text(number: Option<Decimal>) -> String {
    number.map(plain).unwrap_or_default()
}

/// `GET /fapi/v1/leverageBracket`: numbers.
fn binance(place: usize, tier: &Tier, cap: Option<Decimal>) -> String {
    format!(
        "{{\"bracket\": {}, \"initialLeverage\": {}, \"notionalCap\": {}, \"notionalFloor\": {}, \"maintMarginRatio\": {}, \"cum\": {}}}",
        place + 1,
        text(tier.max_leverage),
        text(cap),
        plain(tier.floor),
        plain(tier.rate),
        text(tier.deduction)
    )
}

/// `GET /v5/market/risk-limit`: texts, ends alone, no amount in the first.
fn bybit(place: usize, tier: &Tier, cap: Option<Decimal>) -> String {
    let amount = if place == 0 { String::new() } else { text(tier.deduction) };
    format!(
        "{{\"id\": {place}, \"symbol\": \"X\", \"riskLimitValue\": \"{}\", \"maintenanceMargin\": \"{}\", \"initialMargin\": \"0.5\", \"maxLeverage\": \"{}\", \"mmDeduction\": \"{amount}\"}}",
        text(cap),
        plain(tier.rate),
        text(tier.max_leverage),
    )
}

/// `GET /api/v5/public/position-tiers`: counts of contracts, both ends inclusive.
fn okx(place: usize, tier: &Tier, cap: Option<Decimal>) -> String {
    let least = if place == 0 { tier.floor } else { tier.floor + decimal("0.01") };
    format!(
        "{{\"instFamily\": \"BTC-USDT\", \"instId\": \"\", \"tier\": \"{}\", \"minSz\": \"{}\", \"maxSz\": \"{}\", \"mmr\": \"{}\", \"imr\": \"0.01\", \"maxLever\": \"{}\", \"baseMaxLoan\": \"\"}}",
        place + 1,
        plain(least),
        text(cap),
        plain(tier.rate),
        text(tier.max_leverage)
    )
}

/// `{"type": "meta"}`: bounds and leverages.
fn hyperliquid(_: usize, tier: &Tier, _: Option<Decimal>) -> String {
    format!("{{\"lowerBound\": \"{}\", \"maxLeverage\": {}}}", plain(tier.floor), text(tier.max_leverage))
}

/// `GET /api/v2/mix/market/query-position-lever`.
fn bitget(place: usize, tier: &Tier, cap: Option<Decimal>) -> String {
    format!(
        "{{\"symbol\": \"X\", \"level\": \"{place}\", \"startUnit\": \"{}\", \"endUnit\": \"{}\", \"leverage\": \"{}\", \"keepMarginRate\": \"{}\"}}",
        plain(tier.floor),
        text(cap),
        text(tier.max_leverage),
        plain(tier.rate)
    )
}

/// `GET /api/v4/futures/usdt/risk_limit_tiers`.
fn gate(place: usize, tier: &Tier, cap: Option<Decimal>) -> String {
    format!(
        "{{\"tier\": {place}, \"risk_limit\": \"{}\", \"initial_rate\": \"0.5\", \"maintenance_rate\": \"{}\", \"leverage_max\": \"{}\", \"deduction\": \"{}\"}}",
        text(cap),
        plain(tier.rate),
        text(tier.max_leverage),
        text(tier.deduction)
    )
}

/// `GET /dapi/v2/leverageBracket`: caps of the coin, the last of them none.
fn binance_coin(place: usize, tier: &Tier, cap: Option<Decimal>) -> String {
    let cap = cap.map_or_else(|| "9223372036854775807".to_owned(), plain);
    format!(
        "{{\"bracket\": {place}, \"initialLeverage\": {}, \"qtyCap\": {cap}, \"qtyFloor\": {}, \"maintMarginRatio\": {}, \"cum\": {}}}",
        text(tier.max_leverage),
        plain(tier.floor),
        plain(tier.rate),
        text(tier.deduction)
    )
}

/// `GET /derivatives/api/v3/instruments`: levels of contracts, or of a value.
fn kraken(_: usize, tier: &Tier, _: Option<Decimal>) -> String {
    format!(
        "{{\"contracts\": {}, \"initialMargin\": 0.02, \"maintenanceMargin\": {}}}",
        plain(tier.floor),
        plain(tier.rate)
    )
}

fn kraken_linear(place: usize, tier: &Tier, cap: Option<Decimal>) -> String {
    kraken(place, tier, cap).replace("contracts", "numNonContractUnits")
}

/// All rows of a market as the venue prints them, a row a line from the second line on.
fn printed(listing: &Listing<'_>, print: Print) -> String {
    let tiers = listing.tiers();
    let cap = |place: usize| tiers.get(place + 1).map(|next| next.floor).or(listing.last_cap());
    let rows: Vec<_> = tiers.iter().enumerate().map(|(place, tier)| print(place, tier, cap(place))).collect();
    format!("{{\"code\": \"0\", \"more\": [1, [true, null]], \"data\": [\n{}\n]}}\n", rows.join(",\n"))
}

#[test]
fn the_json_of_each_venue_is_the_table_of_its_file() {
    let venues: [(&str, &str, Print, bool); 9] = [
        ("binance-coinm", "BNBUSD_PERP", binance_coin, true),
        ("binance-usdm", "BTCUSDT", binance, true),
        ("bybit", "BTCUSDT@2024-12-25", bybit, true),
        ("okx", "BTC-USDT-SWAP", okx, true),
        ("hyperliquid", "BTC", hyperliquid, true),
        ("bitget", "BTCUSDT", bitget, true),
        ("gate", "BTC_USDT", gate, true),
        ("kraken", "PI_XBTUSD", kraken, false),
        ("kraken", "PF_XBTUSD", kraken_linear, false),
    ];
    for (code, symbol, print, has_leverage) in venues {
        let tables = tables(code);
        let listing = listing(&tables, symbol);
        let json = printed(&listing, print);
        let basis = listing.tier_basis();
        let rows = read_json(&json, basis).unwrap_or_else(|error| panic!("{code} {symbol}: {error}"));
        let expected: Vec<_> = listing
            .tiers()
            .iter()
            .map(|tier| if has_leverage { *tier } else { Tier { max_leverage: None, ..*tier } })
            .collect();
        assert_eq!(rows, expected, "{code} {symbol}");

        // In one line, as a command prints it; and with the breaks of another system.
        assert_eq!(read_json(&json.replace('\n', ""), basis).unwrap(), rows, "{code}");
        assert_eq!(read_json(&json.replace('\n', "\r\n"), basis).unwrap(), rows, "{code}");
        let other = if basis == TierBasis::Value { TierBasis::Size } else { TierBasis::Value };
        let error = read_json(&json, other).unwrap_err();
        assert_eq!((error.line(), error.code()), (2, Code::OtherUnits), "{code}");
    }
}

#[test]
fn every_market_of_binance_can_be_pasted() {
    let tables = tables("binance-usdm");
    for listing in tables.listings() {
        let rows = read_json(&printed(&listing, binance), TierBasis::Value).unwrap();
        assert_eq!(rows, listing.tiers(), "{}", listing.symbol());
    }
}

#[test]
fn what_is_wrong_is_told_to_the_line() {
    let row = |text: &str| format!("[\n{{\"lowerBound\": \"0.0\",\n\"maxLeverage\": 40}},\n{text}\n]");
    for (text, line, code, part, value) in [
        ("{\"lowerBound\": \"5\",\n\n\"maxLeverage\": 0}", 4, Code::BadNumber, "rate", ""),
        ("{\"lowerBound\": \"5\",\n\n\"maxLeverage\": 5001}", 6, Code::BadRow, "max_leverage", "5001"),
        ("{\"lowerBound\": \"-5\", \"maxLeverage\": 4}", 4, Code::BadRow, "floor", "-5"),
        ("{\"lowerBound\": \"5\"}", 4, Code::MissingColumn, "rate", ""),
        ("{\"mmr\": \"5\"}", 4, Code::MissingColumn, "floor", ""),
        ("{\"maxSz\": \"5\", \"mmr\": \"0.1\"}", 4, Code::OtherUnits, "", "5"),
        ("{\"riskLimitValue\": \"5\", \"mmr\": \"0.1\"}", 4, Code::MissingColumn, "floor", ""),
        ("{\"lowerBound\": \"5\" \"maxLeverage\": 4}", 4, Code::UnexpectedLine, "", "\"maxLeverage\": 4}"),
        ("{lowerBound: 5}", 4, Code::UnexpectedLine, "", "lowerBound: 5}"),
        ("{'lowerBound': 5}", 4, Code::UnexpectedLine, "", "'lowerBound': 5}"),
        ("<b>", 4, Code::UnexpectedLine, "", "<b>"),
        ("{\"lowerBound\": \"5\\u0030\", \"maxLeverage\": 4}", 4, Code::BadNumber, "floor", "5\\u0030"),
    ] {
        let error = read_json(&row(text), TierBasis::Value).unwrap_err();
        assert_eq!((error.line(), error.code(), error.part_name()), (line, code, part), "{text}: {error}");
        assert!(value.is_empty() || error.value() == Some(value), "{text}: {error}");
    }
    let caps = "[\n{\"riskLimitValue\": \"5\", \"mmr\": \"0.1\"},\n{\"riskLimitValue\": \"1e\", \"mmr\": \"0.2\"}\n]";
    let error = read_json(caps, TierBasis::Value).unwrap_err();
    assert_eq!((error.line(), error.code(), error.part_name()), (3, Code::BadNumber, "cap"));
    let more = read_json(&(row("{}") + "\nmore"), TierBasis::Value).unwrap_err();
    assert_eq!((more.line(), more.code(), more.value()), (6, Code::AfterEnd, Some("more")));
    let deep = "[".repeat(100_000);
    assert_eq!(read_json(&deep, TierBasis::Value).unwrap_err().code(), Code::TooLong);
}

#[cfg(not(target_arch = "wasm32"))]
mod hostile {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_rows_or_is_refused(
            words in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(vec![
                        "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", " ", "0", "-1", "1e9", "null", "é",
                        "\"lowerBound\":", "\"maxLeverage\":", "\"mmr\":\"0.1\"", "\"maxSz\":\"5\"", "\"cum\":",
                    ]).prop_map(str::to_owned),
                    ".{0,6}",
                ],
                0..30,
            ),
        ) {
            let text = words.concat();
            match read_json(&text, TierBasis::Value) {
                Ok(rows) => prop_assert!(margin_core::TierTable::new(&rows).is_ok()),
                Err(error) => {
                    prop_assert!(error.line() >= 1 && error.line() <= text.split('\n').count());
                    prop_assert!(error.to_string().len() < 600, "{}", error);
                }
            }
        }
    }
}
