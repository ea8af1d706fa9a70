//! Accounts as JSON: what is written is read back, and no other text leads to an account that could
//! not have been.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use margin_core::account::{MarketState, Open, Operation, PositionMode, Simulation, SimulationInput};
use margin_core::{
    Contract, Decimal, ErrorCode, HedgedMaintenance, MarginMode, Market, MarketInput, ModeScope, PositionId,
    PriceRounding, Quantity, Rules, Side, Tier, TierBasis, TierForm, parse,
};
use margin_venues::binance_usdm;
use margin_wire::{Source, Value, state};
use proptest::prelude::*;

fn to_json(account: &Simulation) -> String {
    state::write(account, &Source::default()).unwrap()
}

fn from_json(json: &str) -> margin_core::Result<Simulation> {
    state::read(Value::from_flat(&margin_wire::from_json(json)?)?).map(|(account, _)| account)
}

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

/// Real tables, both modes, and numbers of all lengths.
fn lively() -> Simulation {
    let mut account = Simulation::new(SimulationInput {
        rules: binance_usdm::rules(),
        position_mode: PositionMode::Hedge,
        wallet_balance: decimal("250000.000000000001"),
        markets: binance_usdm::SYMBOLS.iter().map(|symbol| binance_usdm::market(symbol).unwrap()).collect(),
        prices: vec![("BTCUSDT".into(), decimal("121662.41")), ("ETHUSDT".into(), decimal("4369.25"))],
    })
    .unwrap();
    let open = |symbol: &str, side, value| Open {
        leverage: Some(decimal("20")),
        ..Open::new(symbol, side, Quantity::Value(decimal(value)))
    };
    for operation in [
        Operation::SetMarginMode { market: "BTCUSDT".into(), mode: MarginMode::Isolated },
        Operation::Open(open("BTCUSDT", Side::Long, "400000")),
        Operation::Open(open("BTCUSDT", Side::Short, "1000.7")),
        Operation::Open(open("ETHUSDT", Side::Short, "99999.99")),
        Operation::Mark { prices: vec![("BTCUSDT".into(), decimal("120003.1"))], time: None },
        Operation::Close { id: PositionId(1), size: Some(decimal("0.3")), price: None },
        Operation::Fund { market: "ETHUSDT".into(), rate: decimal("0.000123456"), time: None },
    ] {
        account.apply(&operation).unwrap();
    }
    account
}

/// The same account with everything that real tables leave out.
fn odd() -> Simulation {
    let input = MarketInput {
        contract: Contract::Inverse,
        multiplier: decimal("100"),
        settle: Some("BTC \"\\ ₿".into()),
        tick_size: Some(decimal("0.5")),
        taker_fee: decimal("0.0005"),
        closing_fee: Some(decimal("0.0006")),
        liquidation_fee: decimal("0.01"),
        tier_form: Some(TierForm::Whole),
        tier_basis: Some(TierBasis::Size),
        end: Some(decimal("5000")),
        ..MarketInput::new("币安人生", vec![Tier::new(Decimal::ZERO, decimal("0.1667"))])
    };
    Simulation::new(SimulationInput {
        rules: Rules {
            hedged_maintenance: HedgedMaintenance::Net,
            mode_scope: ModeScope::Position,
            price_rounding: PriceRounding::Significant(5),
            removal_floor: decimal("0.1"),
            ..Rules::default()
        },
        position_mode: PositionMode::OneWay,
        wallet_balance: decimal("0"),
        markets: vec![Market::new(input).unwrap()],
        prices: vec![],
    })
    .unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    for account in [lively(), odd()] {
        let json = to_json(&account);
        let read = from_json(&json).unwrap();
        assert_eq!(read, account);
        assert_eq!(to_json(&read), json);
    }
}

#[test]
fn numbers_are_texts_in_plain_notation() {
    let json = to_json(&lively());
    for part in
        ["\"walletBalance\":\"249514.552598765439\"", "\"markPrice\":\"120003.1\"", "\"id\":\"3\"", "\"nextId\":4}"]
    {
        assert!(json.contains(part), "{part} in {json}");
    }
}

/// Every key of the text with the bytes of its member, from the key's first quote to the value's end.
fn members(json: &str) -> Vec<(String, usize, usize)> {
    let bytes = json.as_bytes();
    let mut members = Vec::new();
    for (at, _) in json.match_indices("\":") {
        let key_starts = json[..at].rfind('"').unwrap();
        let (mut depth, mut quoted, mut end) = (0, false, at + 2);
        while end < bytes.len() {
            match bytes[end] {
                b'"' if bytes[end - 1] != b'\\' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted && depth == 0 => break,
                b'}' | b']' if !quoted => depth -= 1,
                b',' if !quoted && depth == 0 => break,
                _ => {}
            }
            end += 1;
        }
        members.push((json[key_starts + 1..at].to_owned(), key_starts, end));
    }
    members
}

/// What may be left out, and then has its usual value.
const OPTIONAL: [&str; 11] = [
    "venue",
    "end",
    "settle",
    "tickSize",
    "takerFee",
    "closingFee",
    "liquidationFee",
    "contract",
    "multiplier",
    "maxLeverage",
    "isolatedMargin",
];

#[test]
fn a_field_that_is_missing_doubled_unknown_or_of_another_type_is_refused() {
    let json = to_json(&lively());
    let rules_end = json.find("\"positionMode\"").unwrap();
    let members = members(&json);
    assert!(members.len() > 200, "{}", members.len());
    for (key, from, to) in &members {
        let member = &json[*from..*to];
        let code = |text: String| from_json(&text).map(|_| ()).map_err(|error| error.code());

        let doubled = [&json[..*from], member, ",", member, &json[*to..]].concat();
        assert_eq!(code(doubled), Err(ErrorCode::DuplicateField), "{key}");

        let unknown = [&json[..*from], "\"colour\":\"red\",", &json[*from..]].concat();
        assert_eq!(code(unknown), Err(ErrorCode::UnknownField), "beside {key}");

        for other in ["null", "true", "-1", "0.5", "[[]]", "{\"a\":{}}", "\"\u{0}\""] {
            let retyped = [&json[..*from], "\"", key, "\":", other, &json[*to..]].concat();
            assert!(code(retyped).is_err() || key == "symbol", "{key}: {other}");
        }

        // With the comma behind it, or the one before it.
        let (start, end) = match &json[*to..=*to] {
            "," => (*from, *to + 1),
            _ if &json[from - 1..*from] == "," => (*from - 1, *to),
            _ => (*from, *to),
        };
        let missing = [&json[..start], &json[end..]].concat();
        let is_rule = *from > json.find("\"rules\":{").unwrap() + 8 && *to < rules_end;
        if is_rule || OPTIONAL.contains(&key.as_str()) {
            continue;
        }
        match code(missing) {
            // A table without any deduction has its own, and a market without a price may have no position.
            Ok(()) => assert_eq!(key, "markPrice"),
            Err(code) => assert!(
                [ErrorCode::MissingField, ErrorCode::BadTable, ErrorCode::MissingPrice].contains(&code),
                "{key}: {code:?}"
            ),
        }
    }
}

#[test]
fn refusals_name_the_path() {
    let json = to_json(&lively());
    for (from, to, code, field) in [
        ("\"version\":1", "\"version\":2", ErrorCode::UnsupportedVersion, "version"),
        ("\"version\":1", "\"version\":\"1\"", ErrorCode::WrongType, "version"),
        ("\"side\":\"long\"", "\"side\":\"up\"", ErrorCode::WrongType, "positions[0].side"),
        ("\"id\":\"2\"", "\"id\":\"02\"", ErrorCode::WrongType, "positions[1].id"),
        ("\"id\":\"2\"", "\"id\":\"1\"", ErrorCode::BadState, "positions[1].id"),
        ("\"markPrice\":\"120003.1\"", "\"markPrice\":\"0\"", ErrorCode::NotPositive, "markets[0].markPrice"),
        ("\"markPrice\":\"120003.1\"", "\"markPrice\":\"1e\"", ErrorCode::NotADecimal, "markets[0].markPrice"),
        ("\"rate\":\"0.004\"", "\"rate\":\"1.5\"", ErrorCode::OutOfRange, "markets[0].tiers[0].rate"),
        ("\"deduction\":\"300\"", "\"deduction\":\"301\"", ErrorCode::BadTable, "markets[0].tiers[1].deduction"),
        ("\"leverage\":\"20\"", "\"leverage\":\"2000\"", ErrorCode::LeverageAboveTier, "markets[0].leverage"),
        ("\"entryValue\":\"", "\"entryValue\":\"-", ErrorCode::NotPositive, "positions[0].entryValue"),
        ("\"maxLeverage\":\"150\"", "\"maxLeverage\":\"0\"", ErrorCode::NotPositive, "markets[0].tiers[0].maxLeverage"),
    ] {
        assert!(json.contains(from), "{from}");
        let error = from_json(&json.replacen(from, to, 1)).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)), "{to}");
    }
}

#[test]
fn what_is_no_json_is_refused() {
    let json = to_json(&odd());
    for text in ["", " ", "[", "null", "1", "\"\"", "{}", "[]", "{\"version\":1}", "\u{feff}{}", "{'version':1}"] {
        assert!(from_json(text).is_err(), "{text}");
    }
    let deep = "[".repeat(200_000);
    assert_eq!(from_json(&deep).unwrap_err().code(), ErrorCode::NotJson);
    for end in (0..json.len()).filter(|end| json.is_char_boundary(*end)) {
        assert_eq!(from_json(&json[..end]).unwrap_err().code(), ErrorCode::NotJson, "cut at {end}");
    }
    assert_eq!(from_json(&format!("{json}x")).unwrap_err().code(), ErrorCode::NotJson);
}

#[test]
fn rounding_and_odd_rules_survive() {
    for price_rounding in [
        PriceRounding::None,
        PriceRounding::TowardMark,
        PriceRounding::Floor,
        PriceRounding::OneTickMore,
        PriceRounding::Decimals(2),
        PriceRounding::Significant(5),
    ] {
        let mut state = odd().state();
        state.rules.price_rounding = price_rounding;
        let account = Simulation::restore(state).unwrap();
        assert_eq!(from_json(&to_json(&account)).unwrap(), account);
    }
    let json = to_json(&odd());
    let both = json.replace("{\"significant\":5}", "{\"significant\":5,\"decimals\":2}");
    assert_eq!(from_json(&both).unwrap_err().field(), Some("rules.priceRounding.decimals"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_text_is_an_error_or_an_account_that_could_have_been(
        damages in prop::collection::vec((any::<prop::sample::Index>(), "[-0-9a-z\",:{}\\[\\].\\\\ ]{0,6}", 0..6_usize), 1..4),
    ) {
        let mut json = to_json(&lively());
        for (place, text, cut) in damages {
            let from = place.index(json.len());
            let to = (from + cut).min(json.len());
            if json.is_char_boundary(from) && json.is_char_boundary(to) {
                json.replace_range(from..to, &text);
            }
        }
        if let Ok(account) = from_json(&json) {
            prop_assert_eq!(Simulation::restore(account.state()).unwrap(), account.clone());
            prop_assert_eq!(from_json(&to_json(&account)).unwrap(), account.clone());
            prop_assert!(account.report().is_ok());
            let MarketState { market, .. } = &account.state().markets[0];
            prop_assert!(account.largest_open(market.symbol(), Side::Long).is_ok() || account.state().markets[0].mark_price.is_none());
        }
    }

    #[test]
    fn any_text_at_all_is_no_exception(text in "\\PC{0,300}") {
        prop_assert!(from_json(&text).is_err());
    }
}
