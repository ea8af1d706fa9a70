//! Margin that was added later, where a reserve for the closing fee is a part of it: worked out by hand.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use margin_core::account::{Open, Operation, PositionMode, Simulation, SimulationInput};
use margin_core::{
    AccountInput, AddedMargin, Contract, Decimal, ErrorCode, Liquidation, MarginMode, Market, MarketInput, Markets,
    PositionId, PositionInput, PositionMargin, PositionReport, Quantity, Result, Rules, Side, Tier, evaluate, parse,
};

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn rules() -> Rules {
    Rules { added_margin: AddedMargin::FeeReserve, ..Rules::default() }
}

/// A fee of a quarter, so that the numbers stay short.
fn market(contract: Contract) -> Market {
    let tiers = vec![Tier::new(Decimal::ZERO, decimal("0.02"))];
    Market::new(MarketInput { contract, taker_fee: decimal("0.25"), ..MarketInput::new("X", tiers) }).unwrap()
}

fn position(side: Side, size: &str, margin: PositionMargin, added: &str) -> PositionInput {
    PositionInput {
        id: None,
        market: "X".to_owned(),
        side,
        size: decimal(size),
        entry_price: decimal("100"),
        leverage: Decimal::TEN,
        margin,
        added_margin: decimal(added),
    }
}

fn report(rules: Rules, contract: Contract, position: PositionInput) -> Result<PositionReport> {
    let report = evaluate(&AccountInput {
        rules,
        wallet_balance: decimal("1000"),
        markets: &Markets::new(vec![market(contract)]).unwrap(),
        prices: &[("X".to_owned(), decimal("100"))],
        positions: &[position],
    })?;
    Ok(report.positions[0].clone())
}

fn price(liquidation: Liquidation) -> Decimal {
    match liquidation {
        Liquidation::At { price, .. } => price.round_dp(20),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_added_counts_divided_by_one_plus_the_side_and_the_fee() {
    let isolated = PositionMargin::Isolated(Some(decimal("20")));
    // 10 of the margin was there from the start, and 10 were added.
    let (long, short) = (decimal("10") + decimal("8"), decimal("10") + decimal("10") / decimal("0.75"));
    let (one, rate, hundred) = (Decimal::ONE, decimal("0.02"), Decimal::ONE_HUNDRED);
    for (contract, side, size, expected) in [
        (Contract::Linear, Side::Long, "1", (hundred - long) / (one - rate)),
        (Contract::Linear, Side::Short, "1", (hundred + short) / (one + rate)),
        // As the venue that counts so writes it: Q·(1 + r) / (Q/E + A), and Q·(1 − r) / (Q/E − A).
        (Contract::Inverse, Side::Long, "10000", decimal("10200") / (hundred + long)),
        (Contract::Inverse, Side::Short, "10000", decimal("9800") / (hundred - short)),
    ] {
        let report = report(rules(), contract, position(side, size, isolated, "10")).unwrap();
        assert_eq!(price(report.liquidation), expected.round_dp(20), "{contract:?} {side:?}");
        assert_eq!(report.margin, decimal("20"), "what is allocated, and can be lost, is all of it");
        assert_eq!(report.max_loss, decimal("20"));
    }
}

#[test]
fn the_ratio_is_one_where_the_position_is_liquidated() {
    let isolated = PositionMargin::Isolated(Some(decimal("20")));
    let input = position(Side::Long, "1", isolated, "10");
    let limit = price(report(rules(), Contract::Linear, input.clone()).unwrap().liquidation);
    let there = evaluate(&AccountInput {
        rules: rules(),
        wallet_balance: decimal("1000"),
        markets: &Markets::new(vec![market(Contract::Linear)]).unwrap(),
        prices: &[("X".to_owned(), limit)],
        positions: &[input],
    })
    .unwrap();
    assert_eq!(there.positions[0].margin_ratio.unwrap().round_dp(15), Decimal::ONE);
}

#[test]
fn elsewhere_all_of_it_counts() {
    let isolated = PositionMargin::Isolated(Some(decimal("20")));
    let with = report(Rules::default(), Contract::Linear, position(Side::Long, "1", isolated, "10")).unwrap();
    let without = report(Rules::default(), Contract::Linear, position(Side::Long, "1", isolated, "0")).unwrap();
    assert_eq!(with, without);
}

#[test]
fn more_than_the_margin_cannot_have_been_added() {
    let isolated = PositionMargin::Isolated(Some(decimal("20")));
    for (margin, added, code) in [
        (isolated, "20.1", ErrorCode::OutOfRange),
        (isolated, "-1", ErrorCode::Negative),
        (PositionMargin::Isolated(None), "10.1", ErrorCode::OutOfRange),
        (PositionMargin::Cross, "1", ErrorCode::NotIsolated),
    ] {
        let error = report(rules(), Contract::Linear, position(Side::Long, "1", margin, added)).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some("positions[0].added_margin")), "{added}");
    }
}

/// An account of 1,000 with a position of 1 at 100 and 10x, isolated.
fn account(side: Side) -> Simulation {
    let mut account = Simulation::new(SimulationInput {
        rules: rules(),
        position_mode: PositionMode::OneWay,
        wallet_balance: decimal("1000"),
        markets: vec![market(Contract::Linear)],
        prices: vec![("X".to_owned(), decimal("100"))],
    })
    .unwrap();
    account.apply(&Operation::SetMarginMode { market: "X".into(), mode: MarginMode::Isolated }).unwrap();
    let open = Open { leverage: Some(Decimal::TEN), ..Open::new("X", side, Quantity::Size(Decimal::ONE)) };
    account.apply(&Operation::Open(open)).unwrap();
    account
}

#[test]
fn a_living_account_knows_what_was_added() {
    let added = |account: &Simulation| account.state().positions[0].added_margin;
    let id = PositionId(1);
    let mut account = account(Side::Long);
    assert_eq!(added(&account), Decimal::ZERO);
    account.apply(&Operation::AddMargin { id, amount: decimal("20") }).unwrap();
    account.apply(&Operation::AddMargin { id, amount: decimal("10") }).unwrap();
    assert_eq!(added(&account), decimal("30"));
    // (100 − 10 − 30/1.25) / 0.98
    let expected = (decimal("66") / decimal("0.98")).round_dp(20);
    assert_eq!(price(account.report().unwrap().positions[0].liquidation), expected);
    assert_eq!(Simulation::restore(account.state()).unwrap(), account);

    account.apply(&Operation::RemoveMargin { id, amount: decimal("5") }).unwrap();
    assert_eq!(added(&account), decimal("25"), "what was added goes first");
    account.apply(&Operation::Close { id, size: Some(decimal("0.4")), price: None }).unwrap();
    assert_eq!(added(&account), decimal("15"), "a closed part takes its share");
    assert_eq!(account.state().positions[0].isolated_margin, Some(decimal("21")));
}

#[test]
fn a_position_falls_where_its_report_says() {
    for (side, beyond) in [(Side::Long, "-0.000001"), (Side::Short, "0.000001")] {
        let mut account = account(side);
        account.apply(&Operation::AddMargin { id: PositionId(1), amount: decimal("30") }).unwrap();
        let limit = price(account.report().unwrap().positions[0].liquidation);
        let mark = |price: Decimal| Operation::Mark { prices: vec![("X".to_owned(), price)], time: None };
        assert!(account.apply(&mark(limit - decimal(beyond))).unwrap().is_empty(), "{side:?}");
        assert_eq!(account.apply(&mark(limit + decimal(beyond))).unwrap().len(), 1, "{side:?}");
    }
}

#[test]
fn what_can_be_removed_keeps_what_counts_above_the_requirement() {
    for side in [Side::Long, Side::Short] {
        let mut account = account(side);
        account.apply(&Operation::AddMargin { id: PositionId(1), amount: decimal("30") }).unwrap();
        let most = account.limits(PositionId(1)).unwrap().remove_margin;
        account.apply(&Operation::RemoveMargin { id: PositionId(1), amount: most }).unwrap();
        assert!(!matches!(account.report().unwrap().positions[0].liquidation, Liquidation::Now), "{side:?}");
    }
}
