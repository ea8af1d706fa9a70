//! Any input of the right type gives an answer or a typed refusal: nothing panics, nothing is
//! quietly wrong.

#![allow(clippy::unwrap_used)]

use margin_core::{
    AccountInput, Basis, Contract, Decimal, Field, HedgedMaintenance, Liquidation, MarginMode, Market, MarketInput,
    Markets, OnLiquidation, OthersPnl, PositionInput, PositionMargin, PriceRounding, Quantity, Rules, Scenario, Side,
    Status, Tier, TierBasis, TierForm, Want, compare, curve, evaluate, parse, plain, solve,
};
use proptest::prelude::*;

/// Any decimal at all, with the ends of the type and of the bounds among them.
fn any_decimal() -> impl Strategy<Value = Decimal> {
    let edges =
        ["0", "1", "-1", "0.000000000001", "1000000000000", "1000000000000000", "0.005", "0.999999999999999999"];
    prop_oneof![
        1 => (any::<i128>(), 0..=28_u32).prop_map(|(mantissa, scale)| {
            Decimal::try_from_i128_with_scale(mantissa >> 33, scale).unwrap_or(Decimal::MAX)
        }),
        2 => prop::sample::select(edges.to_vec()).prop_map(|text| parse(text).unwrap()),
        4 => (1..1_000_000_i64, 0..12_u32).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
    ]
}

fn any_rules() -> impl Strategy<Value = Rules> {
    (
        prop::sample::select(vec![Basis::Mark, Basis::Entry]),
        prop::sample::select(vec![TierForm::Marginal, TierForm::Whole]),
        prop::sample::select(vec![TierBasis::Value, TierBasis::Size]),
        prop::sample::select(vec![OthersPnl::Full, OthersPnl::Losses]),
        prop::sample::select(vec![HedgedMaintenance::Each, HedgedMaintenance::Larger, HedgedMaintenance::Net]),
        prop::sample::select(vec![OnLiquidation::Forfeit, OnLiquidation::Residual]),
        prop::sample::select(vec![
            PriceRounding::None,
            PriceRounding::TowardMark,
            PriceRounding::Floor,
            PriceRounding::OneTickMore,
            PriceRounding::Decimals(2),
            PriceRounding::Decimals(40),
            PriceRounding::Significant(0),
            PriceRounding::Significant(5),
        ]),
    )
        .prop_map(
            |(
                maintenance_basis,
                tier_form,
                tier_basis,
                others_pnl,
                hedged_maintenance,
                on_liquidation,
                price_rounding,
            )| {
                Rules {
                    maintenance_basis,
                    tier_form,
                    tier_basis,
                    others_pnl,
                    hedged_maintenance,
                    on_liquidation,
                    price_rounding,
                    ..Rules::default()
                }
            },
        )
}

fn any_market() -> impl Strategy<Value = Option<Market>> {
    let tiers = prop::collection::vec((any_decimal(), any_decimal(), prop::option::of(any_decimal())), 0..4);
    (
        prop::sample::select(vec![Contract::Linear, Contract::Inverse, Contract::Quanto]),
        any_decimal(),
        prop::option::of(any_decimal()),
        prop::option::of(any_decimal()),
        tiers,
    )
        .prop_map(|(contract, multiplier, tick_size, closing_fee, mut rows)| {
            // Ordered and starting at 0, tables are taken often enough to matter.
            rows.sort();
            let tiers = rows
                .into_iter()
                .enumerate()
                .map(|(index, (floor, rate, deduction))| Tier {
                    floor: if index == 0 { Decimal::ZERO } else { floor },
                    rate,
                    deduction,
                    max_leverage: None,
                })
                .collect();
            Market::new(MarketInput { contract, multiplier, tick_size, closing_fee, ..MarketInput::new("X", tiers) })
                .ok()
        })
}

fn flat() -> Market {
    Market::flat(Decimal::new(5, 3)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comparing_answers_or_refuses(
        rules in any_rules(),
        market in any_market(),
        long in any::<bool>(),
        by_value in any::<bool>(),
        numbers in prop::array::uniform5(any_decimal()),
        isolated_margin in prop::option::of(any_decimal()),
    ) {
        let market = market.unwrap_or_else(flat);
        let [entry_price, mark_price, amount, leverage, wallet_balance] = numbers;
        let scenario = Scenario {
            rules,
            market: &market,
            side: if long { Side::Long } else { Side::Short },
            entry_price,
            mark_price: Some(mark_price),
            quantity: if by_value { Quantity::Value(amount) } else { Quantity::Size(amount) },
            leverage,
            wallet_balance,
            isolated_margin,
        };
        if let Ok(comparison) = compare(&scenario) {
            for outcome in [comparison.isolated, comparison.cross] {
                prop_assert!(outcome.max_loss >= Decimal::ZERO);
                prop_assert!(outcome.max_loss <= wallet_balance, "no mode takes more than the wallet");
                if outcome.mode == MarginMode::Isolated {
                    prop_assert!(outcome.max_loss <= outcome.margin, "isolated never takes more than its margin");
                }
                if outcome.status == Status::Liquidated {
                    prop_assert!(outcome.balance_after >= Decimal::ZERO);
                }
                if let Liquidation::At { price, .. } = outcome.liquidation {
                    prop_assert!(price > Decimal::ZERO);
                }
            }
        }
        for vary in [Field::IsolatedMargin, Field::Leverage, Field::Size, Field::WalletBalance, Field::MarkPrice] {
            for mode in [MarginMode::Isolated, MarginMode::Cross] {
                for want in [Want::LiquidationPrice(mark_price), Want::Pnl(mark_price), Want::Roe(mark_price)] {
                    let _ = solve(&scenario, want, vary, mode);
                }
            }
        }
        let _ = curve(&scenario, Decimal::ZERO, mark_price, 5);
    }

    #[test]
    fn evaluating_answers_or_refuses(
        rules in any_rules(),
        market in any_market(),
        wallet_balance in any_decimal(),
        mark in any_decimal(),
        positions in prop::collection::vec((any::<bool>(), prop::array::uniform3(any_decimal()), prop::option::of(any_decimal())), 0..4),
    ) {
        let market = market.unwrap_or_else(flat);
        let positions: Vec<PositionInput> = positions
            .into_iter()
            .map(|(long, [size, entry_price, leverage], margin)| PositionInput {
                id: None,
                market: market.symbol().to_owned(),
                side: if long { Side::Long } else { Side::Short },
                size,
                entry_price,
                leverage,
                added_margin: Decimal::ZERO,
                margin: margin.map_or(PositionMargin::Cross, |margin| PositionMargin::Isolated(Some(margin))),
            })
            .collect();
        let _ = evaluate(&AccountInput {
            rules,
            wallet_balance,
            markets: &Markets::new(vec![market.clone()]).unwrap(),
            prices: &[(market.symbol().to_owned(), mark)],
            positions: &positions,
        });
    }

    #[test]
    fn any_text_is_a_number_or_is_refused(text in ".{0,60}") {
        if let Ok(number) = parse(&text) {
            prop_assert_eq!(parse(&plain(number)).unwrap(), number);
        }
    }

    #[test]
    fn what_is_printed_is_read_back(number in any_decimal()) {
        prop_assert_eq!(parse(&plain(number)).unwrap(), number);
    }
}
