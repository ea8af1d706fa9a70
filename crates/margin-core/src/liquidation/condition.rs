//! The condition `f` of one market's legs: what their collateral exceeds their requirement by.

use crate::decimal::{Checked, Decimal, negated, signed};
use crate::error::Result;
use crate::market::Terms;
use crate::position::{Position, Side};
use crate::rules::{HedgedMaintenance, TierBasis, TierForm};
use crate::settlement::{Whole, whole};

/// A position as the solver sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    pub(crate) side: Side,
    size: Decimal,
    pub(super) exposure: Decimal,
    pub(crate) entry_value: Decimal,
    /// The price that the entry value is the exact value at; nothing where the value itself is exact.
    pub(super) exact_entry_price: Option<Decimal>,
}

impl From<&Position> for Leg {
    fn from(position: &Position) -> Self {
        Self {
            side: position.side(),
            size: position.size(),
            exposure: position.exposure(),
            entry_value: position.entry_value(),
            exact_entry_price: position.exact_entry_price(),
        }
    }
}

/// A leg's requirement within one tier: `slope·V(P) + entry_rate·V(E) + constant`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Charge {
    pub(super) slope: Decimal,
    pub(super) entry_rate: Decimal,
    pub(super) constant: Decimal,
}

/// How a leg's charge counts in one of the lines that `f` is the lowest of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    Added,
    Subtracted,
    Not,
}

impl Charge {
    /// What a leg takes from `f` for each unit of its value (with its sign turned) and of its entry value, and beside
    /// them: its charge as it counts, and its profit `σ·(V(P) − V(E))`.
    #[inline]
    pub(super) fn counted(&self, gains: bool, counts: Counts) -> Option<(Decimal, Decimal, Decimal)> {
        let sign = signed(gains, Decimal::ONE);
        let Self { slope, entry_rate, constant } = *self;
        Some(match counts {
            Counts::Added => (sign.checked_sub(slope)?, sign.checked_add(entry_rate)?, constant),
            Counts::Subtracted => (sign.checked_add(slope)?, sign.checked_sub(entry_rate)?, negated(constant)),
            Counts::Not => (sign, sign, Decimal::ZERO),
        })
    }

    fn at(&self, leg: &Leg, value: Decimal) -> Result<Decimal> {
        let charge = self.slope.times(value)?.plus(self.constant)?;
        if self.entry_rate.is_zero() { Ok(charge) } else { charge.plus(self.entry_rate.times(leg.entry_value)?) }
    }
}

impl Terms<'_> {
    /// The tier that charges a leg worth `value`, by what the rules look at.
    pub(crate) fn tier_of(&self, leg: &Leg, value: Decimal) -> usize {
        self.tiers.tier_at(self.measure(leg, value))
    }

    /// What the table finds the tier of a leg worth `value` by.
    pub(crate) fn measure(&self, leg: &Leg, value: Decimal) -> Decimal {
        match (self.basis, self.maintenance_at_entry) {
            (TierBasis::Size, _) => leg.size,
            (TierBasis::Value, true) => leg.entry_value,
            (TierBasis::Value, false) => value,
        }
    }

    /// The maintenance margin of a leg worth `value` in its tier, the closing fee included where the
    /// rules add it.
    pub(crate) fn maintenance(&self, leg: &Leg, tier: usize, value: Decimal) -> Result<Decimal> {
        self.charge(leg, tier)?.at(leg, value)
    }

    fn charge(&self, leg: &Leg, tier: usize) -> Result<Charge> {
        let row = self.tiers.row(tier);
        let deduction = match self.form {
            TierForm::Marginal => row.deduction,
            TierForm::Whole => Decimal::ZERO,
        };
        let constant = negated(deduction);
        if !self.maintenance_at_entry {
            let slope = row.rate.plus(self.closing_fee)?;
            return Ok(Charge { slope, entry_rate: Decimal::ZERO, constant });
        }
        let slope = self.closing_fee;
        if self.settlement_unit.is_none() {
            return Ok(Charge { slope, entry_rate: row.rate, constant });
        }
        // Counted in whole amounts, it is no longer a share of the value.
        let requirement = row.rate.times(leg.entry_value)?.plus(constant)?;
        let constant = whole(requirement, self.settlement_unit, Whole::More)?;
        Ok(Charge { slope, entry_rate: Decimal::ZERO, constant })
    }

    /// What is charged where only the collateral is asked about: nothing, but for a fee that no reserve covers.
    fn without_maintenance(&self) -> Charge {
        Charge { slope: self.bankruptcy_fee, ..Charge::default() }
    }

    /// What two cross legs of one market are charged together.
    pub(crate) fn hedged(&self, first: Decimal, second: Decimal) -> Result<Decimal> {
        match self.hedged {
            HedgedMaintenance::Each => first.plus(second),
            HedgedMaintenance::Larger => Ok(first.max(second)),
            HedgedMaintenance::Net => Ok(first.minus(second)?.abs()),
        }
    }
}

/// One figure for each leg. The second is unused where there is one leg alone.
pub(super) type PerLeg<T> = [T; 2];

/// The legs of one market with what backs them: the condition `f`, ready to be solved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Condition<'a> {
    pub(crate) terms: &'a Terms<'a>,
    /// One leg, or a long and a short; anything else is no exposure.
    pub(crate) legs: &'a [Leg],
    /// `A`: the collateral behind them, the other markets' share included.
    pub(crate) collateral: Decimal,
    /// False for the bankruptcy price: the same condition without maintenance, and without fees that a reserve covers.
    pub(crate) charged: bool,
}

impl Condition<'_> {
    /// `Σ maintenance − Σ profit` at a price: the collateral that just survives it.
    pub(crate) fn requirement(&self, price: Decimal) -> Result<Decimal> {
        let values = self.values_at(price)?;
        self.requirement_of(&values, &self.charges(&self.tiers_at(&values))?)
    }

    pub(super) fn values_at(&self, price: Decimal) -> Result<PerLeg<Decimal>> {
        self.per_leg(|leg| self.terms.contract.value(leg.exposure, price))
    }

    pub(super) fn tiers_at(&self, values: &PerLeg<Decimal>) -> PerLeg<usize> {
        let mut tiers = PerLeg::default();
        if !self.charged {
            return tiers;
        }
        for ((leg, value), tier) in self.legs.iter().zip(values).zip(&mut tiers) {
            *tier = self.terms.tier_of(leg, *value);
        }
        tiers
    }

    pub(super) fn charges(&self, tiers: &PerLeg<usize>) -> Result<PerLeg<Charge>> {
        let mut tiers = tiers.iter();
        self.per_leg(|leg| match tiers.next() {
            Some(tier) if self.charged => self.terms.charge(leg, *tier),
            _ => Ok(self.terms.without_maintenance()),
        })
    }

    fn per_leg<T: Default>(&self, mut figure: impl FnMut(&Leg) -> Result<T>) -> Result<PerLeg<T>> {
        let mut figures = PerLeg::default();
        for (leg, place) in self.legs.iter().zip(&mut figures) {
            *place = figure(leg)?;
        }
        Ok(figures)
    }

    fn requirement_of(&self, values: &PerLeg<Decimal>, charges: &PerLeg<Charge>) -> Result<Decimal> {
        let profit = |leg: &Leg, value| self.terms.contract.profit(leg.side, leg.entry_value, value);
        match (self.legs, values, charges) {
            ([leg], [value, _], [charge, _]) => charge.at(leg, *value)?.minus(profit(leg, *value)?),
            ([first, second], [first_value, second_value], [first_charge, second_charge]) => self
                .terms
                .hedged(first_charge.at(first, *first_value)?, second_charge.at(second, *second_value)?)?
                .minus(profit(first, *first_value)?.plus(profit(second, *second_value)?)?),
            _ => Ok(Decimal::ZERO),
        }
    }

    /// `f`: what the collateral exceeds the requirement by.
    pub(super) fn surplus(&self, values: &PerLeg<Decimal>, charges: &PerLeg<Charge>) -> Result<Decimal> {
        self.collateral.minus(self.requirement_of(values, charges)?)
    }
}
