//! The condition of the model a second time, as simply as it can be said, in exact rationals.

use margin_core::{Basis, ClosingFee, Contract, Decimal, HedgedMaintenance, Side, TierBasis, TierForm};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::{Case, CaseLeg};

pub(crate) type Exact = BigRational;

pub(crate) fn exact(decimal: Decimal) -> Exact {
    Exact::new(BigInt::from(decimal.mantissa()), BigInt::from(10).pow(decimal.scale()))
}

pub(crate) fn power_of_ten(exponent: i32) -> Exact {
    Exact::from_integer(BigInt::from(10)).pow(exponent)
}

pub(crate) fn relative_difference(one: Decimal, other: Decimal) -> Exact {
    let (one, other) = (exact(one), exact(other));
    ((&one - &other) / &one.abs().max(other.abs())).abs()
}

/// `f` at a price: what the collateral exceeds the requirement by.
pub(crate) fn surplus(case: &Case, price: &Exact) -> Exact {
    let profit: Exact = case.legs.iter().map(|leg| profit(case, leg, price)).sum();
    let charges: Vec<Exact> = case.legs.iter().map(|leg| maintenance(case, leg, price)).collect();
    let maintenance = match (charges.as_slice(), case.rules.hedged_maintenance) {
        ([one], _) => one.clone(),
        ([one, other], HedgedMaintenance::Each) => one + other,
        ([one, other], HedgedMaintenance::Larger) => one.clone().max(other.clone()),
        ([one, other], HedgedMaintenance::Net) => (one - other).abs(),
        _ => unreachable!(),
    };
    exact(case.collateral()) + profit - maintenance
}

/// `max(|A|, V(E))`, what an error of `f` is measured against.
pub(crate) fn magnitude(case: &Case) -> Exact {
    let values = case.legs.iter().map(|leg| value(case, leg, &exact(leg.entry)));
    values.fold(exact(case.collateral()).abs(), |largest, value| largest.max(value))
}

/// What the legs are worth together at a price.
pub(crate) fn worth(case: &Case, price: &Exact) -> Exact {
    case.legs.iter().map(|leg| value(case, leg, price)).sum()
}

fn value(case: &Case, leg: &CaseLeg, price: &Exact) -> Exact {
    let exposure = exact(leg.size) * exact(case.market.multiplier());
    match case.market.contract() {
        Contract::Inverse => exposure / price,
        Contract::Linear | Contract::Quanto => exposure * price,
    }
}

fn profit(case: &Case, leg: &CaseLeg, price: &Exact) -> Exact {
    let gain = value(case, leg, price) - value(case, leg, &exact(leg.entry));
    if (leg.side == Side::Long) == (case.market.contract() == Contract::Inverse) { -gain } else { gain }
}

pub(crate) fn maintenance(case: &Case, leg: &CaseLeg, price: &Exact) -> Exact {
    let rules = &case.rules;
    let is_entry = match rules.maintenance_basis {
        Basis::Mark => false,
        Basis::Entry => true,
        Basis::EntryIfIsolated => leg.margin.is_some(),
        Basis::EntryUnlessInverse => case.market.contract() != Contract::Inverse,
    };
    let charged_value = value(case, leg, &if is_entry { exact(leg.entry) } else { price.clone() });
    let measure = match rules.tier_basis {
        TierBasis::Value => charged_value.clone(),
        TierBasis::Size => exact(leg.size),
    };
    let rows: Vec<_> = case.market.tiers().rows().collect();
    let row = rows.iter().rev().find(|row| exact(row.floor) < measure).unwrap_or(&rows[0]);
    let fee = match rules.closing_fee {
        ClosingFee::None => Exact::zero(),
        ClosingFee::Cross if leg.margin.is_some() => Exact::zero(),
        ClosingFee::Cross | ClosingFee::Maintenance => exact(case.market.closing_fee()) * value(case, leg, price),
    };
    let deduction = match rules.tier_form {
        TierForm::Marginal => exact(row.deduction),
        TierForm::Whole => Exact::zero(),
    };
    exact(row.rate) * charged_value - deduction + fee
}

/// Prices strictly between two, close to either end and in the middle.
pub(crate) fn prices_between(from: &Exact, to: &Exact) -> Vec<Exact> {
    [(1_i64, 1_000_000_000_000_i64), (1, 1000), (1, 7), (1, 2), (9, 10), (999_999_999_999, 1_000_000_000_000)]
        .into_iter()
        .map(|(numerator, denominator)| {
            let share = Exact::new(BigInt::from(numerator), BigInt::from(denominator));
            from * (Exact::one() - &share) + to * share
        })
        .collect()
}
