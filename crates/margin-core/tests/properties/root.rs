//! Properties 1 and 5: the answer is the root, everything before it is solvent, and equality is `Now`.

use margin_core::{Decimal, Liquidation, NeverReason, TierForm};
use num_traits::{Signed, Zero};
use proptest::prelude::*;

use crate::generate::{ANY, PRECISE, Scope, case, config};
use crate::oracle::{Exact, exact, magnitude, power_of_ten, prices_between, surplus, worth};
use crate::{Case, ends, price_of};

/// Checks one end of the interval against the exact condition.
fn check_end(case: &Case, end: Liquidation, below: bool, tolerance: &Exact) -> Result<(), TestCaseError> {
    let mark = exact(case.mark);
    // Past the answer by more than the last place that a price can have.
    let past = |price: &Exact| {
        let step = price * power_of_ten(-15) + power_of_ten(-27);
        if below { price - step } else { price + step }
    };
    match end {
        Liquidation::Now => {
            prop_assert!(surplus(case, &mark) <= *tolerance, "Now, but solvent by {}", surplus(case, &mark));
        }
        Liquidation::At { price, .. } => {
            let price = exact(price);
            prop_assert!(if below { price <= mark } else { price >= mark }, "on the wrong side of the mark");
            let at = surplus(case, &price);
            if case.rules.tier_form == TierForm::Marginal {
                prop_assert!(at.abs() <= *tolerance, "f is {at} at the answer {price}");
            } else {
                // At a jump, `f` is above 0 at the floor and at or below 0 just past it.
                let past = surplus(case, &past(&price));
                prop_assert!(
                    at.abs() <= *tolerance || past <= *tolerance,
                    "f is {at} at the answer {price}, {past} past it"
                );
            }
            for inside in prices_between(&mark, &price) {
                prop_assert!(surplus(case, &inside) > -tolerance, "insolvent inside, at {inside}");
            }
        }
        Liquidation::Never(reason) => {
            prop_assert!(reason != NeverReason::NoExposure);
            let limit = match (reason, below) {
                (NeverReason::BeyondAnyPrice, true) => mark.clone() * power_of_ten(-4),
                (NeverReason::BeyondAnyPrice, false) => mark.clone() * power_of_ten(4),
                (_, true) => power_of_ten(-18),
                (_, false) => power_of_ten(18),
            };
            for price in prices_between(&mark, &limit).into_iter().chain([limit]) {
                prop_assert!(surplus(case, &price) > -tolerance, "insolvent at {price}, but never liquidated");
            }
        }
    }
    Ok(())
}

fn check_interval(case: &Case, tolerance: &Exact) -> Result<(), TestCaseError> {
    let [below, above] = ends(&case.evaluate().unwrap());
    check_end(case, below, true, tolerance)?;
    check_end(case, above, false, tolerance)
}

/// A pair may die far from its entries, where its legs are worth many times what they were, and at a
/// price that a decimal, which ends at its 28th place, no longer holds in 28 digits. No such price
/// brings `f` closer to 0 than that worth, and what a unit of the last place moves it by.
fn tolerance_far_away(case: &Case) -> Exact {
    let answers = ends(&case.evaluate().unwrap()).into_iter().filter_map(price_of);
    let mut tolerance = power_of_ten(-20) * magnitude(case);
    for price in answers.chain([case.mark]).map(exact) {
        let worth = worth(case, &price);
        tolerance += power_of_ten(-20) * &worth + power_of_ten(-27) * worth / price;
    }
    tolerance
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn property_1_the_answer_is_the_root(case in case(PRECISE)) {
        check_interval(&case, &(power_of_ten(-20) * magnitude(&case)))?;
    }

    #[test]
    fn property_1_holds_for_hedged_pairs(case in case(Scope { pairs: true, ..PRECISE })) {
        check_interval(&case, &tolerance_far_away(&case))?;
    }

    #[test]
    fn property_1_to_the_last_place_anywhere_in_the_bounds(case in case(ANY)) {
        check_interval(&case, &(tolerance_far_away(&case) + power_of_ten(-26)))?;
    }

    #[test]
    fn property_5_equality_is_now(mut case in case(PRECISE)) {
        let needed = |case: &Case| {
            let position = &case.evaluate().unwrap().positions[0];
            position.maintenance_margin - position.unrealized_pnl
        };
        if needed(&case) < Decimal::ZERO {
            case.legs[0].entry = case.mark;
        }
        let needed = needed(&case);
        let equal = case.with_collateral(needed).evaluate().unwrap();
        prop_assert_eq!(equal.positions[0].liquidation, Liquidation::Now);
        let more = case.with_collateral(needed * Decimal::new(1_000_001, 6) + Decimal::new(1, 12)).evaluate().unwrap();
        prop_assert_ne!(more.positions[0].liquidation, Liquidation::Now);
    }
}

#[test]
fn the_oracle_knows_the_tiers_trap() {
    // Liquidated at exactly 57471.1111…, so solvent just under it and not just over it.
    let market = margin_core::Market::flat(Decimal::new(5, 3)).unwrap();
    let case = Case {
        rules: Default::default(),
        market,
        mark: Decimal::from(100),
        wallet: Decimal::from(10),
        legs: vec![crate::CaseLeg {
            side: margin_core::Side::Long,
            size: Decimal::ONE,
            entry: Decimal::from(100),
            margin: None,
        }],
    };
    let root = Exact::new(18_000.into(), 199.into());
    assert!(surplus(&case, &root).is_zero());
    assert!(surplus(&case, &(&root + power_of_ten(-9))).is_positive());
    assert!(surplus(&case, &(&root - power_of_ten(-9))).is_negative());
}
