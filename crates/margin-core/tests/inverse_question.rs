//! The inverse question and the forward one agree.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use margin_core::{
    Basis, Contract, Decimal, Field, Liquidation, MarginMode, Market, MarketInput, Quantity, Rules, Scenario, Side,
    Tier, TierForm, Want, compare, parse, solve,
};
use proptest::prelude::*;

fn market(contract: Contract) -> Market {
    let tier = |floor, rate| Tier::new(Decimal::new(floor, 0), Decimal::new(rate, 3));
    let tiers = vec![tier(0, 4), tier(5_000, 10), tier(20_000, 50), tier(100_000, 125)];
    Market::new(MarketInput { contract, ..MarketInput::new("X", tiers) }).unwrap()
}

fn answer(scenario: &Scenario<'_>, mode: MarginMode) -> Option<Decimal> {
    let comparison = compare(scenario).unwrap();
    let outcome = if mode == MarginMode::Isolated { comparison.isolated } else { comparison.cross };
    match outcome.liquidation {
        Liquidation::At { price, .. } => Some(price),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_solve_finds_leads_to_the_wanted_price(
        contract in prop::sample::select(vec![Contract::Linear, Contract::Inverse]),
        entry_basis in any::<bool>(),
        whole in any::<bool>(),
        long in any::<bool>(),
        value in 100..200_000_i64,
        distance in 1..400_i64,
    ) {
        let market = market(contract);
        let entry = Decimal::ONE_HUNDRED;
        let quantity = match contract {
            Contract::Inverse => Quantity::Size(Decimal::from(value) * entry),
            _ => Quantity::Value(Decimal::from(value)),
        };
        let rules = Rules {
            maintenance_basis: if entry_basis { Basis::Entry } else { Basis::Mark },
            tier_form: if whole { TierForm::Whole } else { TierForm::Marginal },
            ..Rules::default()
        };
        let scenario = Scenario {
            side: if long { Side::Long } else { Side::Short },
            quantity,
            wallet_balance: Decimal::from(10_000_000),
            ..Scenario::of_value(&market, Side::Long, Decimal::ONE, entry).with_rules(rules).with_leverage(Decimal::TEN)
        };
        let away = Decimal::new(distance, 3);
        let wanted = entry * (Decimal::ONE + if long { -away } else { away });
        let close = |price: Decimal| (price - wanted).abs() <= wanted * Decimal::new(1, 15);

        let margin = solve(&scenario, Want::LiquidationPrice(wanted), Field::IsolatedMargin, MarginMode::Isolated).unwrap();
        let wallet = solve(&scenario, Want::LiquidationPrice(wanted), Field::WalletBalance, MarginMode::Cross).unwrap();
        // Without jumps there is always a collateral for a price on the losing side.
        prop_assert!(whole || margin.is_some());
        if let Some(margin) = margin {
            let found = answer(&scenario.with_isolated_margin(margin), MarginMode::Isolated);
            prop_assert!(found.is_some_and(close), "{:?}", found);
        }
        if let Some(wallet) = wallet {
            prop_assert_eq!(Some(wallet), margin, "the same collateral in either mode");
        }
        if let Some(leverage) = solve(&scenario, Want::LiquidationPrice(wanted), Field::Leverage, MarginMode::Isolated).unwrap() {
            prop_assert!(answer(&scenario.with_leverage(leverage), MarginMode::Isolated).is_some_and(close));
        }
        let fixed = scenario.with_isolated_margin(Decimal::from(value) / Decimal::from(8));
        if let Some(size) = solve(&fixed, Want::LiquidationPrice(wanted), Field::Size, MarginMode::Isolated).unwrap() {
            let resized = Scenario { quantity: Quantity::Size(size), ..fixed };
            prop_assert!(answer(&resized, MarginMode::Isolated).is_some_and(close));
        }
    }
}

#[test]
fn inputs_without_influence_have_no_answer() {
    let market = market(Contract::Linear);
    let scenario = Scenario::of_value(&market, Side::Long, parse("1000").unwrap(), parse("100").unwrap());
    let eighty = parse("80").unwrap();
    for (vary, mode) in [
        (Field::IsolatedMargin, MarginMode::Cross),
        (Field::Leverage, MarginMode::Cross),
        (Field::WalletBalance, MarginMode::Isolated),
    ] {
        assert_eq!(solve(&scenario, Want::LiquidationPrice(eighty), vary, mode).unwrap(), None, "{vary:?} in {mode:?}");
    }
    let above = parse("120").unwrap();
    assert_eq!(
        solve(&scenario, Want::LiquidationPrice(above), Field::IsolatedMargin, MarginMode::Isolated).unwrap(),
        None,
        "the safe side"
    );
}
