//! Venues that count in whole amounts: what is whole, what stays exact, and what is shown.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use margin_core::{
    AccountInput, Basis, Contract, Decimal, ErrorCode, Liquidation, Market, MarketInput, Markets, Position,
    PositionInput, PositionMargin, PositionReport, Rules, Side, Tier, TierForm, evaluate, parse,
};

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

/// Amounts in satoshi: a contract of one dollar is worth a hundred million of them over the price.
fn market(settlement_unit: Option<Decimal>) -> Market {
    Market::new(MarketInput {
        contract: Contract::Inverse,
        multiplier: decimal("100000000"),
        tick_size: Some(decimal("0.5")),
        settlement_unit,
        ..MarketInput::new("XBTUSD", vec![Tier::new(Decimal::ZERO, decimal("0.0050001"))])
    })
    .unwrap()
}

fn report(settlement_unit: Option<Decimal>, maintenance_basis: Basis) -> PositionReport {
    let report = evaluate(&AccountInput {
        rules: Rules { maintenance_basis, tier_form: TierForm::Whole, ..Rules::default() },
        wallet_balance: decimal("1000000"),
        markets: &Markets::new(vec![market(settlement_unit)]).unwrap(),
        prices: &[("XBTUSD".to_owned(), decimal("7770"))],
        positions: &[PositionInput {
            id: None,
            market: "XBTUSD".to_owned(),
            side: Side::Long,
            size: decimal("1"),
            entry_price: decimal("7770"),
            leverage: decimal("100"),
            margin: PositionMargin::Isolated(Some(decimal("129"))),
            added_margin: Decimal::ZERO,
        }],
    })
    .unwrap();
    report.positions[0].clone()
}

#[test]
fn what_is_fixed_at_the_entry_is_whole() {
    let market = market(Some(Decimal::ONE));
    let position = Position::new(&market, Side::Long, Decimal::ONE, decimal("7770"), decimal("100")).unwrap();
    // 100000000/7770 = 12870.01…; a hundredth of it, and 0.50001% of it, are rounded up.
    assert_eq!(position.entry_value(), decimal("12870"));
    let whole = report(Some(Decimal::ONE), Basis::Entry);
    assert_eq!((whole.initial_margin, whole.maintenance_margin), (decimal("129"), decimal("65")));
    let exact = report(None, Basis::Entry);
    assert_eq!(exact.maintenance_margin.round_dp(4), decimal("64.3514"));
}

#[test]
fn what_moves_with_the_mark_is_exact() {
    let whole = report(Some(Decimal::ONE), Basis::Mark);
    assert_eq!(whole.value, report(None, Basis::Mark).value);
    assert_eq!(whole.maintenance_margin.round_dp(4), decimal("64.3514"));
}

#[test]
fn the_price_is_exact_and_what_is_shown_is_that_of_a_whole_value_and_then_of_the_tick() {
    let Liquidation::At { price, shown_price, .. } = report(Some(Decimal::ONE), Basis::Entry).liquidation else {
        panic!("it has a price");
    };
    // Worth 12870 + 129 − 65 = 12934 there.
    assert_eq!(price.round_dp(20), (decimal("100000000") / decimal("12934")).round_dp(20));
    // 7731.56: half a dollar nearer to the mark.
    assert_eq!(shown_price, decimal("7732"));
}

#[test]
fn a_unit_is_bounded_and_a_position_worth_none_is_refused() {
    let tiers = vec![Tier::new(Decimal::ZERO, Decimal::ZERO)];
    for unit in ["0", "-1", "0.0000000000001", "10000000000"] {
        let input = MarketInput { settlement_unit: Some(decimal(unit)), ..MarketInput::new("X", tiers.clone()) };
        assert_eq!(Market::new(input).unwrap_err().field(), Some("settlement_unit"), "{unit}");
    }
    let market = market(Some(decimal("100000")));
    let error = Position::new(&market, Side::Long, Decimal::ONE, decimal("7770"), Decimal::ONE).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::NotPositive, Some("value")));
}
