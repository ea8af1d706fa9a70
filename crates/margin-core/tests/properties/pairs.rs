//! Property 7: inverse and linear mirror each other, as do long and short on the entry basis. And
//! what is known of hedged pairs.

use margin_core::{
    Basis, ClosingFee, Contract, Decimal, Liquidation, Market, MarketInput, NeverReason, Rules, Side, Tier,
};
use num_traits::{One, Signed};
use proptest::prelude::*;

use crate::generate::{PRECISE, case, config, decimal, outside, size_of};
use crate::oracle::{exact, power_of_ten, relative_difference};
use crate::{Case, CaseLeg, price_of};

fn market_like(market: &Market, contract: Contract) -> Market {
    Market::new(MarketInput {
        contract,
        multiplier: market.multiplier(),
        closing_fee: Some(market.closing_fee()),
        ..MarketInput::new("X", market.tiers().rows().map(|row| Tier::new(row.floor, row.rate)).collect())
    })
    .unwrap()
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Long => Side::Short,
        Side::Short => Side::Long,
    }
}

proptest! {
    #![proptest_config(config())]

    /// The mirror's prices are reciprocals, which a decimal holds to 20 digits only between 1e-4 and
    /// 1e8: entries are brought there, the rest of the case stays.
    #[test]
    fn property_7_an_inverse_long_is_a_linear_short(case in case(PRECISE), entry in 1_000..100_000_000_i64, mark in 900..1100_i64) {
        let value = case.collateral() * Decimal::from(3);
        let entry = Decimal::new(entry, 3);
        let linear_market = market_like(&case.market, Contract::Linear);
        let size = (size_of(value, entry) / case.market.multiplier()).round_sf(12).unwrap();
        let leg = CaseLeg { side: case.legs[0].side, size, entry, margin: Some(case.collateral()) };
        // A rule that tells the two contracts apart is as it is for a linear one.
        let maintenance_basis = match case.rules.maintenance_basis {
            Basis::EntryUnlessInverse => Basis::Entry,
            basis => basis,
        };
        let rules = Rules { maintenance_basis, ..case.rules };
        let linear = Case { market: linear_market, mark: entry * Decimal::new(mark, 3), wallet: case.collateral(), legs: vec![leg.clone()], rules };
        let mirrored_leg = CaseLeg { side: opposite(leg.side), entry: Decimal::ONE / entry, ..leg };
        let inverse = Case { market: market_like(&case.market, Contract::Inverse), mark: Decimal::ONE / linear.mark, legs: vec![mirrored_leg], ..linear.clone() };
        let (Ok(linear), Ok(inverse)) = (linear.evaluate(), inverse.evaluate()) else { return Err(outside()) };
        let (linear, inverse) = (linear.positions[0].pair, inverse.positions[0].pair);
        for (one, other) in [(linear.below, inverse.above), (linear.above, inverse.below)] {
            match (price_of(one), price_of(other)) {
                (Some(one), Some(other)) => {
                    let product = exact(one) * exact(other);
                    prop_assert!((product - num_rational::BigRational::one()).abs() <= power_of_ten(-16), "{} and {}", one, other);
                }
                (None, None) => prop_assert!(
                    one == other
                        || matches!((one, other), (Liquidation::Never(NeverReason::CollateralCoversLoss), Liquidation::Never(NeverReason::InverseShortCovered)))
                ),
                _ => prop_assert!(false, "{:?} and {:?}", one, other),
            }
        }
    }

    #[test]
    fn property_7_long_and_short_lie_symmetrically_on_the_entry_basis(case in case(PRECISE)) {
        let rules = Rules { maintenance_basis: Basis::Entry, closing_fee: ClosingFee::None, ..case.rules };
        let linear = Case { rules, market: market_like(&case.market, Contract::Linear), mark: case.legs[0].entry, ..case.clone() };
        let mut mirrored = linear.clone();
        mirrored.legs[0].side = opposite(linear.legs[0].side);
        let (Ok(one), Ok(other)) = (linear.evaluate(), mirrored.evaluate()) else { return Err(outside()) };
        if let (Some(one), Some(other)) = (price_of(one.positions[0].liquidation), price_of(other.positions[0].liquidation)) {
            let middle = (one + other) / Decimal::TWO;
            prop_assert!(relative_difference(middle, case.legs[0].entry) <= power_of_ten(-20));
        }
    }
}

fn balanced(contract: Contract, wallet: &str) -> Case {
    let leg = |side| CaseLeg { side, size: Decimal::from(10), entry: Decimal::from(100), margin: None };
    let market =
        Market::new(MarketInput { contract, ..MarketInput::new("X", vec![Tier::new(Decimal::ZERO, decimal("0.01"))]) });
    Case {
        rules: Rules::default(),
        market: market.unwrap(),
        mark: Decimal::from(100),
        wallet: decimal(wallet),
        legs: vec![leg(Side::Long), leg(Side::Short)],
    }
}

#[test]
fn a_balanced_linear_pair_dies_far_above_the_market() {
    // 2·10·P·0.01 reaches the wallet of 50 at 250.
    let report = balanced(Contract::Linear, "50").evaluate().unwrap();
    assert_eq!(price_of(report.positions[0].pair.above), Some(Decimal::from(250)));
    assert_eq!(report.positions[0].pair.below, Liquidation::Never(NeverReason::SafeSide));
    assert_eq!(report.positions[0].liquidation, report.positions[0].pair.below, "the long's own side");
    assert_eq!(report.positions[1].liquidation, report.positions[1].pair.above, "the short's own side");
}

#[test]
fn a_balanced_inverse_pair_dies_far_below_the_market() {
    // 2·10/P·0.01 reaches the wallet of 0.01 at 20.
    let report = balanced(Contract::Inverse, "0.01").evaluate().unwrap();
    assert_eq!(price_of(report.positions[0].pair.below), Some(Decimal::from(20)));
    assert_eq!(report.positions[0].pair.above, Liquidation::Never(NeverReason::SafeSide));
}

#[test]
fn a_rise_into_a_dearer_whole_tier_can_liquidate_a_long() {
    let tiers = vec![Tier::new(Decimal::ZERO, decimal("0.01")), Tier::new(Decimal::from(1100), decimal("0.5"))];
    let case = Case {
        rules: Rules { tier_form: margin_core::TierForm::Whole, ..Rules::default() },
        market: Market::new(MarketInput::new("X", tiers)).unwrap(),
        mark: Decimal::from(100),
        wallet: Decimal::from(100),
        legs: vec![CaseLeg { side: Side::Long, size: Decimal::from(10), entry: Decimal::from(100), margin: None }],
    };
    let pair = case.evaluate().unwrap().positions[0].pair;
    // At 110 the value is the floor itself; just past it the requirement is 550 against 200.
    assert!(matches!(pair.above, Liquidation::At { price, tier: 1, .. } if price == Decimal::from(110)));
    assert!(matches!(pair.below, Liquidation::At { tier: 0, .. }));
}
