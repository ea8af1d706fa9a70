//! Random cases: tables, contracts, rules, positions and marks.

use margin_core::{
    Basis, ClosingFee, Contract, Decimal, HedgedMaintenance, Market, MarketInput, Rules, Side, Tier, TierBasis,
    TierForm, divide_down, parse,
};
use proptest::prelude::*;

use crate::{Case, CaseLeg};

/// Binance's BTCUSDT table of 2026-09-29: floor, rate and maintenance amount.
const BTCUSDT: [(&str, &str, &str); 12] = [
    ("0", "0.004", "0"),
    ("300000", "0.005", "300"),
    ("800000", "0.0065", "1500"),
    ("3000000", "0.01", "12000"),
    ("12000000", "0.02", "132000"),
    ("70000000", "0.025", "482000"),
    ("100000000", "0.05", "2982000"),
    ("230000000", "0.1", "14482000"),
    ("480000000", "0.125", "26482000"),
    ("600000000", "0.15", "41482000"),
    ("800000000", "0.25", "121482000"),
    ("1200000000", "0.5", "421482000"),
];

/// As many cases as `PROPTEST_CASES` says; a property may reject as many as it needs.
pub(crate) fn config() -> ProptestConfig {
    ProptestConfig { max_global_rejects: u32::MAX, failure_persistence: None, ..ProptestConfig::default() }
}

/// A changed case may leave the bounds. It does not count then: another one is tried in its place.
pub(crate) fn outside() -> TestCaseError {
    TestCaseError::reject("outside the bounds")
}

pub(crate) fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

/// A market with that table.
pub(crate) fn btcusdt() -> Market {
    Market::new(MarketInput::new("BTCUSDT", real_table())).unwrap()
}

fn real_table() -> Vec<Tier> {
    BTCUSDT
        .iter()
        .map(|(floor, rate, deduction)| Tier {
            deduction: Some(decimal(deduction)),
            ..Tier::new(decimal(floor), decimal(rate))
        })
        .collect()
}

/// A number of so many significant digits, 1 to 10, times a power of ten.
fn number(digits: u32, exponents: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = Decimal> {
    (10_i64.pow(digits - 1)..10_i64.pow(digits), exponents).prop_map(move |(mantissa, exponent)| {
        let mut number = Decimal::new(mantissa, digits - 1);
        for _ in 0..exponent.abs() {
            number = if exponent < 0 { number / Decimal::TEN } else { number * Decimal::TEN };
        }
        number
    })
}

/// Floors that may repeat, rates that may repeat, deductions left out.
fn random_table(scale: Decimal) -> impl Strategy<Value = Vec<Tier>> {
    prop::collection::vec((0..200_i64, 0..400_i64), 0..12).prop_map(move |steps| {
        let mut floor = Decimal::ZERO;
        let mut rate = Decimal::new(4, 3);
        let mut tiers = vec![Tier::new(floor, rate)];
        for (width, increase) in steps {
            floor += Decimal::new(width, 2) * scale;
            rate += Decimal::new(increase, 4);
            tiers.push(Tier::new(floor, rate.min(Decimal::new(9, 1))));
        }
        tiers
    })
}

/// What a case may be made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    pub(crate) pairs: bool,
    pub(crate) prices: (i32, i32),
    pub(crate) values: (i32, i32),
}

/// Where the claims of precision hold in full: prices and values from 1e-6 up to the bounds.
pub(crate) const PRECISE: Scope = Scope { pairs: false, prices: (-6, 10), values: (-6, 13) };
/// All that the bounds accept.
pub(crate) const ANY: Scope = Scope { pairs: true, prices: (-12, 11), values: (-12, 14) };

fn rules() -> impl Strategy<Value = Rules> {
    (
        prop::sample::select(vec![Basis::Mark, Basis::Mark, Basis::Entry, Basis::EntryUnlessInverse]),
        prop::sample::select(vec![
            (TierForm::Marginal, TierBasis::Value),
            (TierForm::Whole, TierBasis::Value),
            (TierForm::Whole, TierBasis::Size),
        ]),
        prop::sample::select(vec![ClosingFee::None, ClosingFee::None, ClosingFee::Maintenance, ClosingFee::Cross]),
        prop::sample::select(vec![HedgedMaintenance::Each, HedgedMaintenance::Larger, HedgedMaintenance::Net]),
    )
        .prop_map(|(maintenance_basis, (tier_form, tier_basis), closing_fee, hedged_maintenance)| Rules {
            maintenance_basis,
            tier_form,
            tier_basis,
            closing_fee,
            hedged_maintenance,
            ..Rules::default()
        })
}

fn sides(pairs: bool) -> impl Strategy<Value = Vec<(Side, bool)>> {
    let single = prop::sample::select(vec![Side::Long, Side::Short])
        .prop_flat_map(|side| any::<bool>().prop_map(move |isolated| vec![(side, isolated)]));
    let pair = Just(vec![(Side::Long, false), (Side::Short, false)]);
    prop_oneof![3 => single, (if pairs { 2 } else { 0 }) => pair]
}

/// A case whose surplus at the mark may have either sign.
pub(crate) fn case(scope: Scope) -> impl Strategy<Value = Case> {
    let parts = (
        rules(),
        prop::sample::select(vec![Contract::Linear, Contract::Inverse, Contract::Quanto]),
        prop::sample::select(vec!["1", "0.001", "100"]),
        number(8, scope.prices.0..=scope.prices.1),
        number(6, scope.values.0..=scope.values.1),
        sides(scope.pairs),
        (any::<bool>(), 0..200_i64),
    );
    // The filter stands outside, so that a rejected case is made anew from its first part.
    parts
        .prop_flat_map(|parts| {
            let (_, _, _, _, value, sides, (real, _)) = &parts;
            let table = if *real { Just(real_table()).boxed() } else { random_table(*value).boxed() };
            let per_leg = (0..40_i64, 800..1250_i64, 100..4000_i64);
            let legs = prop::collection::vec(per_leg, sides.len());
            (Just(parts), table, 2..1500_i64, 900..1100_i64, legs)
        })
        .prop_filter_map("outside the bounds", |(parts, tiers, margin, mark, legs)| {
            let (rules, contract, multiplier, entry, value, sides, (_, fee)) = parts;
            let multiplier = decimal(multiplier);
            let market = Market::new(MarketInput {
                contract,
                multiplier,
                closing_fee: Some(Decimal::new(fee, 5)),
                ..MarketInput::new("X", tiers)
            })
            .ok()?;
            let collateral = value.checked_mul(Decimal::new(margin, 3))?;
            let single = sides.len() == 1;
            let legs = sides
                .iter()
                .zip(legs)
                .map(|((side, isolated), (equal, entry_factor, size_factor))| {
                    // A tenth of the pairs are balanced: entry and size the same.
                    let factor = |factor| if single || equal < 4 { Decimal::ONE } else { Decimal::new(factor, 3) };
                    let entry = entry.checked_mul(factor(entry_factor))?;
                    let exposure = match contract {
                        Contract::Inverse => value.checked_mul(entry)?,
                        Contract::Linear | Contract::Quanto => value.checked_div(entry)?,
                    };
                    let size = exposure.checked_mul(factor(size_factor))?.checked_div(multiplier)?.round_sf(12)?;
                    Some(CaseLeg { side: *side, size, entry, margin: isolated.then_some(collateral) })
                })
                .collect::<Option<Vec<_>>>()?;
            let mark = entry.checked_mul(Decimal::new(mark, 3))?;
            let case = Case { rules, market, mark, wallet: collateral, legs };
            case.evaluate().ok().map(|_| case)
        })
}

/// A whole size from a value: used where a test makes its own position.
pub(crate) fn size_of(value: Decimal, price: Decimal) -> Decimal {
    divide_down(value, price).unwrap()
}
