//! Properties 2, 3, 4, 6, 8 and 9: what may change without moving the answer, and what moves it.

use margin_core::{Basis, ClosingFee, Decimal, Liquidation, Market, MarketInput, Rules, Tier, TierBasis, TierForm};
use num_traits::Signed;
use proptest::prelude::*;

use crate::generate::{PRECISE, case, config, outside};
use crate::oracle::{exact, prices_between, surplus};
use crate::{Case, ends, price_of, same_answer};

fn solvent_between(case: &Case, from: Decimal, to: Decimal) -> bool {
    let (from, to) = (exact(from), exact(to));
    [from.clone(), to.clone()].iter().chain(&prices_between(&from, &to)).all(|price| surplus(case, price).is_positive())
}

/// The market again with other tiers, or nothing where these leave the bounds.
fn rebuilt(case: &Case, tiers: Vec<Tier>) -> Option<Market> {
    Market::new(MarketInput {
        contract: case.market.contract(),
        multiplier: case.market.multiplier(),
        closing_fee: Some(case.market.closing_fee()),
        ..MarketInput::new("X", tiers)
    })
    .ok()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn property_2_moving_the_mark_does_not_move_the_answer(case in case(PRECISE), step in 900..1100_i64) {
        let mut moved = case.clone();
        moved.mark = case.mark * Decimal::new(step, 3);
        prop_assume!(solvent_between(&case, case.mark, moved.mark));
        let (before, after) = (ends(&case.evaluate().unwrap()), ends(&moved.evaluate().unwrap()));
        // With whole tiers a jump may lie between the two marks; then each has its own interval.
        if case.rules.tier_form == TierForm::Marginal {
            prop_assert_eq!(before.map(price_of), after.map(price_of));
        } else {
            for (one, other) in before.into_iter().zip(after) {
                prop_assert!(same_answer(&case, one, other), "{:?} became {:?}", one, other);
            }
        }
    }

    #[test]
    fn property_3_settling_profit_does_not_move_the_answer(mut case in case(PRECISE)) {
        case.rules = Rules { maintenance_basis: Basis::Mark, ..case.rules };
        let report = case.evaluate().unwrap();
        let collateral = case.collateral() + report.positions[0].unrealized_pnl;
        prop_assume!(collateral > Decimal::ZERO);
        let mut settled = case.with_collateral(collateral);
        settled.legs[0].entry = case.mark;
        let after = settled.evaluate().unwrap();
        for (one, other) in ends(&report).into_iter().zip(ends(&after)) {
            prop_assert!(same_answer(&case, one, other), "{:?} became {:?}", one, other);
        }
    }

    #[test]
    fn property_4_margin_never_moves_the_answer_toward_the_mark(case in case(PRECISE), more in 1..2000_i64) {
        let added = case.with_collateral(case.collateral() * (Decimal::ONE + Decimal::new(more, 3)));
        let (before, after) = (case.evaluate().unwrap(), added.evaluate().unwrap());
        let (one, other) = (before.positions[0].liquidation, after.positions[0].liquidation);
        let jumps = case.rules.tier_form == TierForm::Whole;
        match (price_of(one), price_of(other)) {
            (Some(price), Some(moved)) => {
                let (near, far) = ((price - case.mark).abs(), (moved - case.mark).abs());
                prop_assert!(near < far || (jumps && near == far), "{} became {}", price, moved);
            }
            (Some(_), None) => prop_assert!(!matches!(other, Liquidation::Now)),
            (None, Some(_)) => prop_assert!(matches!(one, Liquidation::Now)),
            // Never stays never, though what was beyond any price may now be covered.
            (None, None) => prop_assert!(!matches!(other, Liquidation::Now) || matches!(one, Liquidation::Now)),
        }
        // Removing is the reverse of adding: the same pair of cases, read backwards.
    }

    #[test]
    fn property_6_one_position_with_all_the_wallet_is_the_same_in_both_modes(case in case(PRECISE)) {
        // In cross, no reserve covers that fee.
        if case.rules.closing_fee == ClosingFee::Cross {
            return Err(outside());
        }
        let mut isolated = case.clone();
        isolated.legs[0].margin = Some(case.collateral());
        isolated.wallet = case.collateral();
        let mut cross = isolated.clone();
        cross.legs[0].margin = None;
        let (isolated, cross) = (isolated.evaluate().unwrap(), cross.evaluate().unwrap());
        let (isolated, cross) = (&isolated.positions[0], &cross.positions[0]);
        prop_assert_eq!(isolated.pair, cross.pair);
        prop_assert_eq!(isolated.bankruptcy, cross.bankruptcy);
        prop_assert_eq!(isolated.margin_ratio, cross.margin_ratio);
        prop_assert_eq!(isolated.max_loss, cross.max_loss);
    }

    #[test]
    fn property_8_scaling_all_amounts_leaves_prices_and_ratios(case in case(PRECISE), factor in 1..1000_i64, by_size in any::<bool>()) {
        let factor = if by_size { Decimal::new(factor, 2) } else { Decimal::from(factor) };
        let mut scaled = case.with_collateral(case.collateral() * factor);
        scaled.wallet = case.wallet * factor;
        scaled.legs[0].size = case.legs[0].size * factor;
        let tiers = case.market.tiers().rows().map(|row| Tier {
            deduction: Some(row.deduction * factor),
            ..Tier::new(row.floor * factor, row.rate)
        });
        let Some(market) = rebuilt(&case, tiers.collect()) else { return Err(outside()) };
        scaled.market = market;
        let (Ok(before), Ok(after)) = (case.evaluate(), scaled.evaluate()) else { return Err(outside()) };
        for (one, other) in ends(&before).into_iter().zip(ends(&after)) {
            prop_assert!(same_answer(&case, one, other), "{:?} became {:?}", one, other);
        }
        match (before.positions[0].margin_ratio, after.positions[0].margin_ratio) {
            (Some(one), Some(other)) => prop_assert!((one - other).abs() <= Decimal::new(1, 18) * (Decimal::ONE + one.abs())),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn property_9_splitting_a_tier_leaves_the_answer(case in case(PRECISE), tier in 0..12_usize, share in 1..1000_i64) {
        let rows: Vec<_> = case.market.tiers().rows().copied().collect();
        let tier = tier % rows.len();
        let floor = match rows.get(tier + 1) {
            Some(next) => rows[tier].floor + (next.floor - rows[tier].floor) * Decimal::new(share, 3),
            None => rows[tier].floor + case.collateral() * Decimal::new(share, 2),
        };
        let mut tiers: Vec<Tier> = rows.iter().map(|row| Tier::new(row.floor, row.rate)).collect();
        tiers.insert(tier + 1, Tier::new(floor, rows[tier].rate));
        let Some(market) = rebuilt(&case, tiers) else { return Err(outside()) };
        let split = Case { market, ..case.clone() };
        let whole_by_size = case.rules.tier_basis == TierBasis::Size;
        let fee = case.rules.closing_fee == ClosingFee::Maintenance;
        for (one, other) in ends(&case.evaluate().unwrap()).into_iter().zip(ends(&split.evaluate().unwrap())) {
            prop_assert!(same_answer(&case, one, other), "{:?} became {:?} (by size {whole_by_size}, fee {fee})", one, other);
        }
    }
}
