//! Every refusal of a comparison and of a market: its code, its field, the value, and what is allowed.

#![allow(clippy::unwrap_used)]

use margin_core::{
    Contract, Decimal, ErrorCode, MarginError, Market, MarketInput, Quantity, Rules, Scenario, Side, Tier, TierBasis,
    TierForm, bounds, compare, curve, parse, plain,
};

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn flat() -> Market {
    Market::flat(decimal("0.005")).unwrap()
}

fn scenario(market: &Market) -> Scenario<'_> {
    Scenario::of_value(market, Side::Long, decimal("1000"), decimal("100"))
        .with_leverage(decimal("10"))
        .with_wallet_balance(decimal("500"))
}

#[test]
fn a_number_outside_its_bound_is_refused_with_the_bound() {
    type Change = fn(&mut Scenario<'_>, Decimal);
    let doors: [(&str, bounds::Bound, Change); 7] = [
        ("entry_price", bounds::PRICE, |scenario, value| scenario.entry_price = value),
        ("mark_price", bounds::PRICE, |scenario, value| scenario.mark_price = Some(value)),
        ("size", bounds::SIZE, |scenario, value| scenario.quantity = Quantity::Size(value)),
        ("value", bounds::VALUE, |scenario, value| scenario.quantity = Quantity::Value(value)),
        ("leverage", bounds::LEVERAGE, |scenario, value| scenario.leverage = value),
        ("wallet_balance", bounds::MONEY, |scenario, value| scenario.wallet_balance = value),
        ("isolated_margin", bounds::MONEY, |scenario, value| scenario.isolated_margin = Some(value)),
    ];
    let market = flat();
    for (field, bound, change) in doors {
        let outside = [
            (Decimal::NEGATIVE_ONE, None),
            (Decimal::ZERO, (bound.minimum > Decimal::ZERO).then_some(ErrorCode::NotPositive)),
            (bound.maximum.checked_add(decimal("0.001")).unwrap(), Some(ErrorCode::OutOfRange)),
        ];
        for (value, code) in outside {
            let mut scenario = scenario(&market);
            change(&mut scenario, value);
            let code = match code {
                Some(code) => code,
                None if value < Decimal::ZERO && bound.minimum > Decimal::ZERO => ErrorCode::NotPositive,
                None if value < Decimal::ZERO => ErrorCode::Negative,
                None => continue,
            };
            let error = compare(&scenario).unwrap_err();
            assert_eq!(error.code(), code, "{field} {value}");
            assert_eq!(error.field(), Some(field));
            assert_eq!(error.value(), Some(plain(value).as_str()));
            assert_eq!((error.allowed().minimum, error.allowed().maximum), (Some(bound.minimum), Some(bound.maximum)));
        }
    }
}

#[test]
fn a_wallet_too_small_is_refused_with_what_it_would_take() {
    let market = flat();
    let error = compare(&scenario(&market).with_wallet_balance(decimal("99"))).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::InsufficientBalance, Some("wallet_balance")));
    assert_eq!(error.allowed().minimum, Some(decimal("100")));
    let error = compare(&scenario(&market).with_isolated_margin(decimal("500.01"))).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::InsufficientBalance, Some("isolated_margin")));
    assert_eq!(error.allowed().maximum, Some(decimal("500")));
}

#[test]
fn a_product_beyond_the_bounds_is_refused_and_never_wrong() {
    let market = flat();
    let huge = Scenario { quantity: Quantity::Size(decimal("1000000000000000")), ..scenario(&market) };
    let error = compare(&huge).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::OutOfRange, Some("value")));
    // 10^15 contracts of 10^9 at 10^12 are 10^36, more than a decimal holds.
    let multiplied = Market::new(MarketInput {
        multiplier: decimal("1000000000"),
        ..MarketInput::new("X", vec![Tier::new(Decimal::ZERO, Decimal::ZERO)])
    })
    .unwrap();
    let overflowing = Scenario { market: &multiplied, entry_price: decimal("1000000000000"), ..huge };
    let error = compare(&overflowing).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::Overflow, Some("value")));
}

#[test]
fn a_market_is_refused_at_its_field() {
    let input = || MarketInput::new("X", vec![Tier::new(Decimal::ZERO, decimal("0.5"))]);
    let tier = |rate: &str| vec![Tier::new(Decimal::ZERO, decimal(rate))];
    let refusals: [(MarketInput, ErrorCode, &str); 9] = [
        (MarketInput { tiers: vec![], ..input() }, ErrorCode::BadTable, "tiers"),
        (MarketInput { tiers: tier("1"), ..input() }, ErrorCode::OutOfRange, "tiers[0].rate"),
        (MarketInput { tiers: tier("-0.1"), ..input() }, ErrorCode::Negative, "tiers[0].rate"),
        (MarketInput { multiplier: Decimal::ZERO, ..input() }, ErrorCode::NotPositive, "multiplier"),
        (MarketInput { tick_size: Some(Decimal::ZERO), ..input() }, ErrorCode::NotPositive, "tick_size"),
        (MarketInput { taker_fee: decimal("-0.1"), ..input() }, ErrorCode::Negative, "taker_fee"),
        (MarketInput { closing_fee: Some(Decimal::ONE), ..input() }, ErrorCode::OutOfRange, "closing_fee"),
        // Rate and closing fee together reach 1.
        (MarketInput { closing_fee: Some(decimal("0.5")), ..input() }, ErrorCode::OutOfRange, "tiers[0].rate"),
        (MarketInput { liquidation_fee: Decimal::TWO, ..input() }, ErrorCode::OutOfRange, "liquidation_fee"),
    ];
    for (input, code, field) in refusals {
        let error = Market::new(input).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)), "{error}");
    }
}

#[test]
fn tiers_by_size_go_with_the_whole_form_alone() {
    let refused = |error: MarginError| (error.code(), error.field().unwrap().to_owned());
    let by_size = MarketInput {
        tier_form: Some(TierForm::Marginal),
        tier_basis: Some(TierBasis::Size),
        ..MarketInput::new("X", vec![Tier::new(Decimal::ZERO, decimal("0.01"))])
    };
    let expected = (ErrorCode::UnsupportedCombination, "tier_basis".to_owned());
    assert_eq!(refused(Market::new(by_size).unwrap_err()), expected);
    let market = flat();
    let rules = Rules { tier_basis: TierBasis::Size, ..Rules::default() };
    assert_eq!(refused(compare(&scenario(&market).with_rules(rules)).unwrap_err()), expected);
}

#[test]
fn a_curve_has_a_width_and_points() {
    let market = flat();
    let inverse = Market::new(MarketInput {
        contract: Contract::Inverse,
        ..MarketInput::new("X", vec![Tier::new(Decimal::ZERO, Decimal::ZERO)])
    })
    .unwrap();
    for (market, from, to, points, field) in [
        (&market, "0", "0", 5, "to"),
        (&market, "5", "5", 5, "to"),
        (&market, "5", "4", 5, "to"),
        (&market, "-1", "4", 5, "from"),
        (&inverse, "0", "4", 5, "from"),
        (&market, "0", "4", 1, "points"),
        (&market, "0", "4", 100_001, "points"),
    ] {
        let scenario = scenario(market);
        let scenario =
            if market.contract().is_inverse() { scenario.with_wallet_balance(decimal("1000")) } else { scenario };
        let error = curve(&scenario, decimal(from), decimal(to), points).unwrap_err();
        assert_eq!(error.field(), Some(field), "{from} … {to}, {points} points: {error}");
    }
}
