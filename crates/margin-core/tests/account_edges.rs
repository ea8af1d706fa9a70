//! Where an account once gave a wrong limit, or none: each found by comparing it with the model, and
//! each here in its smallest form.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::panic)]

use margin_core::account::{Open, Operation, PositionMode, Simulation, SimulationInput};
use margin_core::{
    AccountInput, Contract, Decimal, ErrorCode, Liquidation, MarginError, MarginMode, Market, MarketInput, Markets,
    NeverReason, PositionId, PositionInput, PositionMargin, Quantity, Rules, Side, Tier, TierForm, evaluate, parse,
};

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn tier(floor: &str, rate: &str, most: Option<&str>) -> Tier {
    Tier { max_leverage: most.map(decimal), ..Tier::new(decimal(floor), decimal(rate)) }
}

fn account(position_mode: PositionMode, market: MarketInput, wallet: &str, mark: &str) -> Simulation {
    Simulation::new(SimulationInput {
        rules: Rules::default(),
        position_mode,
        wallet_balance: decimal(wallet),
        prices: vec![(market.symbol.clone(), decimal(mark))],
        markets: vec![Market::new(market).unwrap()],
    })
    .unwrap()
}

fn flat(rate: &str) -> MarketInput {
    MarketInput::new("X", vec![tier("0", rate, None)])
}

fn open(side: Side, size: Decimal) -> Open {
    Open::new("X", side, Quantity::Size(size))
}

fn close_at(account: &Simulation, id: u32, price: Decimal) -> Result<(), MarginError> {
    account.preview(&Operation::Close { id: PositionId(id), size: None, price: Some(price) }).map(drop)
}

fn evaluated(rules: Rules, tiers: Vec<Tier>, wallet: &str, positions: &[(Side, &str, PositionMargin)]) -> Liquidation {
    let position = |(side, size, margin): &(Side, &str, PositionMargin)| PositionInput {
        added_margin: decimal("0"),
        id: None,
        market: "X".to_owned(),
        side: *side,
        size: decimal(size),
        entry_price: Decimal::ONE_HUNDRED,
        leverage: Decimal::ONE,
        margin: *margin,
    };
    let report = evaluate(&AccountInput {
        rules,
        wallet_balance: decimal(wallet),
        markets: &Markets::new(vec![Market::new(MarketInput::new("X", tiers)).unwrap()]).unwrap(),
        prices: &[("X".to_owned(), Decimal::ONE_HUNDRED)],
        positions: &positions.iter().map(position).collect::<Vec<_>>(),
    });
    report.unwrap().positions[0].liquidation
}

#[test]
fn the_legs_of_a_pair_may_be_25_orders_apart() {
    let tiers = vec![tier("0", "0.01", None), tier("1000000000", "0.02", None)];
    let pair =
        [(Side::Long, "1000000000000", PositionMargin::Cross), (Side::Short, "0.000000000001", PositionMargin::Cross)];
    // (100 − 50) · 10¹² is lost at 50; the requirement, less its deduction, is met a little earlier.
    let Liquidation::At { price, .. } = evaluated(Rules::default(), tiers, "50000000000000", &pair) else { panic!() };
    assert_eq!(price.round_dp(6), decimal("51.020398"));
}

#[test]
fn a_first_tier_without_width_does_not_hide_that_the_collateral_covers_the_loss() {
    let tiers = vec![tier("0", "0.01", None), tier("0", "0.02", None)];
    let rules = Rules { tier_form: TierForm::Whole, ..Rules::default() };
    let long = [(Side::Long, "1", PositionMargin::Isolated(Some(Decimal::ONE_HUNDRED)))];
    assert_eq!(evaluated(rules, tiers, "100", &long), Liquidation::Never(NeverReason::CollateralCoversLoss));
}

#[test]
fn the_price_up_to_which_a_position_can_be_closed_has_the_fee_in_it() {
    let market = MarketInput { closing_fee: Some(decimal("0.01")), ..flat("0.005") };
    let mut account = account(PositionMode::OneWay, market, "10", "100");
    account.apply(&Operation::Open(Open { leverage: Some(decimal("10")), ..open(Side::Long, Decimal::ONE) })).unwrap();
    // (100 − 10) / (1 − 0.01), and two steps for what is rounded.
    let refusal = close_at(&account, 1, decimal("50")).unwrap_err();
    assert_eq!(refusal.code(), ErrorCode::BeyondBankruptcy);
    let least = refusal.allowed().minimum.unwrap();
    assert_eq!(least.round_dp(9), decimal("90.909090909"));
    assert_eq!(close_at(&account, 1, least), Ok(()));
    // With the fee, nothing is left at the price that is the bankruptcy price without it.
    let refusal = close_at(&account, 1, decimal("90")).unwrap_err();
    assert_eq!((refusal.allowed().minimum, refusal.allowed().maximum), (Some(least), None));
}

#[test]
fn a_leg_of_a_pair_is_closed_while_the_other_stays_at_the_mark() {
    let mut account = account(PositionMode::Hedge, flat("0.005"), "50", "100");
    for (side, size) in [(Side::Long, "2"), (Side::Short, "1")] {
        let order = Open { leverage: Some(Decimal::ONE_HUNDRED), ..open(side, decimal(size)) };
        account.apply(&Operation::Open(order)).unwrap();
    }
    // Both legs together are bankrupt at 50, the long alone loses 50 at 75.
    let least = close_at(&account, 1, decimal("60")).unwrap_err().allowed().minimum.unwrap();
    assert_eq!(least, decimal("75"));
}

#[test]
fn the_least_leverage_covers_every_position_of_the_market() {
    let mut account = account(PositionMode::Hedge, flat("0.005"), "1000", "100");
    account.apply(&Operation::SetMarginMode { market: "X".to_owned(), mode: MarginMode::Isolated }).unwrap();
    for (side, margin) in [(Side::Long, "30"), (Side::Short, "15")] {
        let order = open(side, Decimal::ONE);
        let order = Open { leverage: Some(decimal("10")), isolated_margin: Some(decimal(margin)), ..order };
        account.apply(&Operation::Open(order)).unwrap();
    }
    let lower = |leverage| Operation::SetLeverage { market: "X".to_owned(), leverage };
    let refusal = account.preview(&lower(Decimal::ONE)).unwrap_err();
    assert_eq!(refusal.code(), ErrorCode::InsufficientMargin);
    // 100 / 15, for the short; the long needs 3.3 alone.
    let least = refusal.allowed().minimum.unwrap();
    assert_eq!(least, decimal("6.666666666667"));
    assert!(account.preview(&lower(least)).is_ok());
}

/// The largest size that is named can be opened.
fn check_largest(account: &Simulation, side: Side, case: &str) {
    let largest = account.largest_open("X", side).unwrap();
    let refusal = account.preview(&Operation::Open(open(side, largest))).err();
    assert_eq!(refusal, None, "{largest} in {case}");
}

#[test]
fn the_largest_size_is_accepted_below_leverage_1_where_a_step_of_value_is_many_of_margin() {
    for (mode, leverage) in [(MarginMode::Isolated, "0.01"), (MarginMode::Cross, "0.01"), (MarginMode::Cross, "0.3")] {
        for mark in ["3", "0.7", "1234.567", "0.0033331"] {
            let mut account = account(PositionMode::OneWay, flat("0.005"), "1000", mark);
            account.apply(&Operation::SetMarginMode { market: "X".to_owned(), mode }).unwrap();
            account.apply(&Operation::SetLeverage { market: "X".to_owned(), leverage: decimal(leverage) }).unwrap();
            check_largest(&account, Side::Long, mark);
        }
    }
}

#[test]
fn the_largest_size_of_an_inverse_market_keeps_its_digits() {
    for mark in ["1401.4331", "6543.21", "77777.7", "100003"] {
        let market = MarketInput {
            contract: Contract::Inverse,
            multiplier: decimal("0.001"),
            ..MarketInput::new("X", vec![tier("0", "0.004", Some("50")), tier("1000000", "0.01", Some("10"))])
        };
        let mut account = account(PositionMode::OneWay, market, "1000000000", mark);
        account.apply(&Operation::SetLeverage { market: "X".to_owned(), leverage: decimal("20") }).unwrap();
        check_largest(&account, Side::Long, mark);
        account.apply(&Operation::Open(open(Side::Long, decimal("12345.678901234567")))).unwrap();
        check_largest(&account, Side::Long, mark);
    }
}

#[test]
fn the_largest_size_is_within_what_a_position_can_be() {
    let mut account = account(PositionMode::OneWay, flat("0.005"), "10000000000", "0.000001");
    account.apply(&Operation::Open(open(Side::Long, decimal("5")))).unwrap();
    assert_eq!(account.largest_open("X", Side::Long).unwrap(), decimal("999999999999995"));
    check_largest(&account, Side::Long, "more of it");
    assert_eq!(account.largest_open("X", Side::Short).unwrap(), decimal("1000000000000000"));
}

#[test]
fn no_size_is_named_where_not_even_the_largest_is_good_enough() {
    let tiers = vec![tier("0", "0", Some("10")), tier("91", "0", Some("0.5"))];
    let mut account = account(PositionMode::OneWay, MarketInput::new("X", tiers), "110", "90");
    let dear = Open { price: Some(decimal("100")), ..open(Side::Long, Decimal::ONE) };
    account.apply(&Operation::Open(dear)).unwrap();
    account.apply(&Operation::Mark { prices: vec![("X".to_owned(), decimal("85"))], time: None }).unwrap();
    // The balance of 95 is 5 short of the initial margin. Bought at 10, a unit brings 75 and needs 10;
    // the table has room for 6 of value, which is not enough.
    let cheap = Open { price: Some(decimal("10")), ..open(Side::Long, decimal("0.001")) };
    let refusal = account.preview(&Operation::Open(cheap)).unwrap_err();
    assert_eq!(refusal.code(), ErrorCode::InsufficientBalance);
    assert_eq!(refusal.allowed().maximum, Some(Decimal::ZERO));
}

#[test]
fn a_profit_too_large_to_be_booked_does_not_stop_the_account() {
    let mut account = account(PositionMode::OneWay, flat("0.005"), "10000000000000", "0.001");
    account.apply(&Operation::Open(open(Side::Long, decimal("1000000000000000")))).unwrap();
    let rise = Operation::Mark { prices: vec![("X".to_owned(), decimal("1000000"))], time: None };
    account.apply(&rise).unwrap();
    // The profit of 10²¹ has more digits than can be booked; what can be withdrawn is the collateral.
    assert_eq!(account.free_balance().unwrap(), decimal("10000000000000"));
}

#[test]
fn the_least_leverage_of_two_legs_is_accepted_though_each_margin_is_rounded_up() {
    let mut account = account(PositionMode::Hedge, flat("0.005"), "3000", "100");
    for (side, size, leverage) in [(Side::Long, "11.94", None), (Side::Short, "15.351", Some("10"))] {
        let order = Open { leverage: leverage.map(decimal), ..open(side, decimal(size)) };
        account.apply(&Operation::Open(order)).unwrap();
    }
    account.apply(&Operation::Withdraw { amount: decimal("2700") }).unwrap();
    let set = |leverage| Operation::SetLeverage { market: "X".to_owned(), leverage };
    // 2,729.1 behind 300, which 9.097 divides without rest and its two parts do not.
    let least = account.preview(&set(Decimal::ONE)).unwrap_err().allowed().minimum.unwrap();
    assert_eq!(least, decimal("9.097000000001"));
    assert!(account.preview(&set(least)).is_ok());
}
