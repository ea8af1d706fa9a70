//! When a position is liquidated: the exact solver.
//!
//! One condition serves both modes, on the positions ("legs") of one market:
//!
//! ```text
//! f(P) = A + Σ profit(P) − Σ maintenance(P),      liquidated when f(P) ≤ 0
//! ```
//!
//! Isolated, `A` is the allocated margin and the leg stands alone. In cross, `A` is the cross
//! collateral with the profit and maintenance of the other markets at their marks, and the legs are
//! all cross positions in this market, at most one a side.
//!
//! Seen from the value of one unit of exposure `x` (the price, or for inverse contracts its
//! reciprocal), every leg is worth `V = Q·x` and `f` is piecewise linear in `x`. Its kinks are where
//! a leg crosses a tier floor; there `V` is the floor itself, so no rounding enters. The solver
//! walks the segments outward from the mark, judges each by its ends, and solves the one in which
//! the sign changes:
//!
//! ```text
//! f(x) = a + b·x,    a = A − Σ σ·V(E) − Σ constant,    b = Σ Q·(σ − slope),    x* = −a/b
//! ```
//!
//! `σ` is +1 for a leg that gains with value (a linear long, an inverse short) and −1 for the
//! others; a leg's requirement is `slope·V + constant` within one tier. Where hedged legs are
//! charged by the larger or by the difference, `f` is the lower of two such lines, and the nearer
//! of their roots is the answer.
//!
//! The result is the solvent interval round the mark. Prices are rounded toward the mark in the
//! last place a decimal holds. The cost is a few operations a tier.

use crate::bounds;
use crate::decimal::{Checked, Decimal, divide_down, divide_up, negated, signed};
use crate::error::Result;
use crate::market::{Market, Terms};
use crate::position::{Position, Side};
use crate::rules::{HedgedMaintenance, MaintenanceBasis, PriceRounding, PriceSide, TierBasis, TierForm};

/// Whether, and where, a position is liquidated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Liquidation {
    /// At a price.
    At {
        /// The exact price, rounded toward the mark in the last place that can be held.
        price: Decimal,
        /// The price as the venue shows it.
        shown_price: Decimal,
        /// How far it is from the mark, as a fraction of it: below zero under the mark.
        distance: Decimal,
        /// The tier at that price, from 0; at a jump, the one beyond it.
        tier: usize,
    },
    /// At no price on this side.
    Never(NeverReason),
    /// The position does not hold its maintenance margin as it is.
    Now,
}

/// Why a position is never liquidated on a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NeverReason {
    /// The collateral covers the loss down to a price of 0.
    CollateralCoversLoss,
    /// The collateral covers what an inverse short can lose however far the price rises.
    InverseShortCovered,
    /// Nothing is held in the market.
    NoExposure,
    /// The position does not lose on this side.
    SafeSide,
    /// The price would lie outside 1e-18 … 1e18.
    BeyondAnyPrice,
}

impl NeverReason {
    /// The reason in kebab-case, as the public API prints it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CollateralCoversLoss => "collateral-covers-loss",
            Self::InverseShortCovered => "inverse-short-covered",
            Self::NoExposure => "no-exposure",
            Self::SafeSide => "safe-side",
            Self::BeyondAnyPrice => "beyond-any-price",
        }
    }

    /// Whether the collateral covers all that can be lost.
    pub(crate) const fn is_cover(self) -> bool {
        matches!(self, Self::CollateralCoversLoss | Self::InverseShortCovered)
    }
}

/// Both ends of the solvent interval round the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Under the mark.
    pub below: Liquidation,
    /// Over the mark.
    pub above: Liquidation,
}

impl Pair {
    /// The end on the side that hurts a position: below for a long, above for a short.
    pub const fn hurting(&self, side: Side) -> Liquidation {
        match side {
            Side::Long => self.below,
            Side::Short => self.above,
        }
    }
}

/// A position as the solver sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    pub(crate) side: Side,
    size: Decimal,
    exposure: Decimal,
    pub(crate) entry_value: Decimal,
}

impl From<&Position> for Leg {
    fn from(position: &Position) -> Self {
        Self {
            side: position.side(),
            size: position.size(),
            exposure: position.exposure(),
            entry_value: position.entry_value(),
        }
    }
}

/// A leg's requirement within one tier: `slope·V + constant`.
#[derive(Clone, Copy, Debug, Default)]
struct Charge {
    slope: Decimal,
    constant: Decimal,
}

impl Charge {
    fn at(&self, value: Decimal) -> Result<Decimal> {
        self.slope.times(value)?.plus(self.constant)
    }
}

impl Terms<'_> {
    /// The tier that charges a leg worth `value`, by what the rules look at.
    pub(crate) fn tier_of(&self, leg: &Leg, value: Decimal) -> usize {
        self.tiers.tier_at(match (self.basis, self.maintenance_basis) {
            (TierBasis::Size, _) => leg.size,
            (TierBasis::Value, MaintenanceBasis::Entry) => leg.entry_value,
            (TierBasis::Value, MaintenanceBasis::Mark) => value,
        })
    }

    /// The maintenance margin of a leg worth `value`, the closing fee included where the rules add it.
    pub(crate) fn maintenance(&self, leg: &Leg, value: Decimal) -> Result<Decimal> {
        self.charge(leg, self.tier_of(leg, value))?.at(value)
    }

    fn charge(&self, leg: &Leg, tier: usize) -> Result<Charge> {
        let row = self.tiers.row(tier);
        let deduction = match self.form {
            TierForm::Marginal => row.deduction,
            TierForm::Whole => Decimal::ZERO,
        };
        match self.maintenance_basis {
            MaintenanceBasis::Mark => {
                Ok(Charge { slope: row.rate.plus(self.closing_fee)?, constant: negated(deduction) })
            }
            MaintenanceBasis::Entry => {
                Ok(Charge { slope: self.closing_fee, constant: row.rate.times(leg.entry_value)?.minus(deduction)? })
            }
        }
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
type PerLeg<T> = [T; 2];

/// The legs of one market with what backs them: the condition `f`, ready to be solved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Book<'a> {
    pub(crate) terms: &'a Terms<'a>,
    /// One leg, or a long and a short; anything else is no exposure.
    pub(crate) legs: &'a [Leg],
    /// `A`: the collateral behind them, the other markets' share included.
    pub(crate) collateral: Decimal,
    /// False for the bankruptcy price: the same condition without maintenance and fees.
    pub(crate) charged: bool,
}

/// The end of the solvent interval on one side of the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    At { price: Decimal, tier: usize },
    Never(NeverReason),
}

/// The solvent interval round the mark, or `Now` where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Solution {
    Now,
    Solvent { below: Edge, above: Edge },
}

/// The way in which the walk moves: with values rising, or falling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading {
    Rising,
    Falling,
}

/// `f` within one segment, or one of the two lines it is the lower of: `a + b·x`.
#[derive(Clone, Copy, Debug)]
struct Line {
    a: Decimal,
    b: Decimal,
}

impl Book<'_> {
    /// The solvent interval round a mark price.
    pub(crate) fn solve(&self, mark: Decimal) -> Result<Solution> {
        if self.legs.is_empty() {
            let nothing = Edge::Never(NeverReason::NoExposure);
            return Ok(Solution::Solvent { below: nothing, above: nothing });
        }
        let values = self.values_at(mark)?;
        let tiers = self.tiers_at(&values);
        if self.surplus(&values, &self.charges(&tiers)?)? <= Decimal::ZERO {
            return Ok(Solution::Now);
        }
        Ok(Solution::Solvent { below: self.edge(tiers, PriceSide::Below)?, above: self.edge(tiers, PriceSide::Above)? })
    }

    /// `Σ maintenance − Σ profit` at a price: the collateral that just survives it.
    pub(crate) fn requirement(&self, price: Decimal) -> Result<Decimal> {
        let values = self.values_at(price)?;
        self.requirement_of(&values, &self.charges(&self.tiers_at(&values))?)
    }

    fn values_at(&self, price: Decimal) -> Result<PerLeg<Decimal>> {
        self.per_leg(|leg| self.terms.contract.value(leg.exposure, price))
    }

    fn tiers_at(&self, values: &PerLeg<Decimal>) -> PerLeg<usize> {
        let mut tiers = PerLeg::default();
        for ((leg, value), tier) in self.legs.iter().zip(values).zip(&mut tiers) {
            *tier = self.terms.tier_of(leg, *value);
        }
        tiers
    }

    fn charges(&self, tiers: &PerLeg<usize>) -> Result<PerLeg<Charge>> {
        let mut tiers = tiers.iter();
        self.per_leg(|leg| match tiers.next() {
            Some(tier) if self.charged => self.terms.charge(leg, *tier),
            _ => Ok(Charge::default()),
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
            ([leg], [value, _], [charge, _]) => charge.at(*value)?.minus(profit(leg, *value)?),
            ([first, second], [first_value, second_value], [first_charge, second_charge]) => self
                .terms
                .hedged(first_charge.at(*first_value)?, second_charge.at(*second_value)?)?
                .minus(profit(first, *first_value)?.plus(profit(second, *second_value)?)?),
            _ => Ok(Decimal::ZERO),
        }
    }

    /// `f`: what the collateral exceeds the requirement by.
    fn surplus(&self, values: &PerLeg<Decimal>, charges: &PerLeg<Charge>) -> Result<Decimal> {
        self.collateral.minus(self.requirement_of(values, charges)?)
    }

    /// Walks outward from tiers in which `f` is above 0 until it no longer is.
    fn edge(&self, mut tiers: PerLeg<usize>, side: PriceSide) -> Result<Edge> {
        let heading = if (side == PriceSide::Above) == self.terms.contract.is_inverse() {
            Heading::Falling
        } else {
            Heading::Rising
        };
        if self.only_gains(heading) {
            return Ok(Edge::Never(NeverReason::SafeSide));
        }
        loop {
            let charges = self.charges(&tiers)?;
            let Some(kink) = self.next_kink(&tiers, heading)? else {
                return self.nearest_root(&charges, &tiers, side, heading);
            };
            let surplus = self.surplus(&kink, &charges)?;
            // A floor belongs to the tier below it. Where `f` jumps there, a falling walk comes
            // near the floor without reaching it in this tier, so 0 is not yet a liquidation.
            let floor_is_here = heading == Heading::Rising || self.terms.form == TierForm::Marginal;
            if surplus < Decimal::ZERO || (floor_is_here && surplus.is_zero()) {
                return self.nearest_root(&charges, &tiers, side, heading);
            }
            tiers = self.tiers_past(&kink, tiers, heading);
            if self.terms.form == TierForm::Whole && self.falls_at_jump(&kink, &tiers, heading)? {
                return self.jump(&kink, &tiers, side);
            }
        }
    }

    /// A single leg whose requirement does not jump only gains on one side: rates stay below 1.
    fn only_gains(&self, heading: Heading) -> bool {
        let jumps = self.charged && self.terms.form == TierForm::Whole && self.terms.tiers_move();
        match self.legs {
            [leg] => !jumps && self.terms.contract.gains_with_value(leg.side) == (heading == Heading::Rising),
            _ => false,
        }
    }

    /// The floor at which a leg leaves its tier.
    fn boundary(&self, tier: usize, heading: Heading) -> Option<Decimal> {
        if !self.charged || !self.terms.tiers_move() {
            return None;
        }
        match heading {
            Heading::Rising => self.terms.tiers.floor_above(tier),
            Heading::Falling => self.terms.tiers.floor_below(tier),
        }
    }

    /// The values of the legs where the first of them leaves its tier.
    fn next_kink(&self, tiers: &PerLeg<usize>, heading: Heading) -> Result<Option<PerLeg<Decimal>>> {
        let [first_tier, second_tier] = *tiers;
        let first_floor = self.boundary(first_tier, heading);
        let [first, second] = match self.legs {
            [first, second] => [first, second],
            _ => return Ok(first_floor.map(|floor| [floor, Decimal::ZERO])),
        };
        let by_first = match first_floor {
            Some(floor) => Some([floor, proportional(floor, second.exposure, first.exposure)?]),
            None => None,
        };
        let by_second = match self.boundary(second_tier, heading) {
            Some(floor) => Some([proportional(floor, first.exposure, second.exposure)?, floor]),
            None => None,
        };
        Ok(match (by_first, by_second) {
            (Some(one), Some(other)) => {
                let one_is_nearer = if heading == Heading::Rising { one <= other } else { one >= other };
                Some(if one_is_nearer { one } else { other })
            }
            (one, other) => one.or(other),
        })
    }

    /// The tiers just beyond a kink.
    fn tiers_past(&self, kink: &PerLeg<Decimal>, mut tiers: PerLeg<usize>, heading: Heading) -> PerLeg<usize> {
        for (tier, value) in tiers.iter_mut().zip(kink) {
            if self.boundary(*tier, heading) == Some(*value) {
                *tier = match heading {
                    Heading::Rising => self.terms.tiers.tier_beyond(*value),
                    Heading::Falling => self.terms.tiers.tier_at(*value),
                };
            }
        }
        tiers
    }

    /// Whether `f` is no longer above 0 just past a kink. The tiers are those beyond it.
    fn falls_at_jump(&self, kink: &PerLeg<Decimal>, tiers: &PerLeg<usize>, heading: Heading) -> Result<bool> {
        let charges = self.charges(tiers)?;
        let surplus = self.surplus(kink, &charges)?;
        // Rising, the tier beyond begins just past the floor: a limit of 0 is left at once by a
        // line that climbs.
        let climbs =
            heading == Heading::Rising && self.lines(&charges)?.iter().flatten().all(|line| line.b > Decimal::ZERO);
        Ok(surplus < Decimal::ZERO || (surplus.is_zero() && !climbs))
    }

    /// The lines whose lower one is `f` within the tiers of these charges.
    fn lines(&self, charges: &PerLeg<Charge>) -> Result<PerLeg<Option<Line>>> {
        let sign = |leg: &Leg, number| signed(self.terms.contract.gains_with_value(leg.side), number);
        match (self.legs, charges) {
            ([leg], [charge, _]) => {
                let a = self.collateral.minus(sign(leg, leg.entry_value))?.minus(charge.constant)?;
                let b = leg.exposure.times(sign(leg, Decimal::ONE).minus(charge.slope)?)?;
                Ok([Some(Line { a, b }), None])
            }
            ([first, second], [first_charge, second_charge]) => {
                let a =
                    self.collateral.minus(sign(first, first.entry_value).plus(sign(second, second.entry_value))?)?;
                let b = sign(first, first.exposure).plus(sign(second, second.exposure))?;
                let of_first = Line { a: first_charge.constant, b: first.exposure.times(first_charge.slope)? };
                let of_second = Line { a: second_charge.constant, b: second.exposure.times(second_charge.slope)? };
                let profit = Line { a, b };
                Ok(match self.terms.hedged {
                    HedgedMaintenance::Each => [Some(profit.minus(of_first)?.minus(of_second)?), None],
                    HedgedMaintenance::Larger => [Some(profit.minus(of_first)?), Some(profit.minus(of_second)?)],
                    HedgedMaintenance::Net => {
                        [Some(profit.minus(of_first)?.plus(of_second)?), Some(profit.plus(of_first)?.minus(of_second)?)]
                    }
                })
            }
            _ => Ok([None, None]),
        }
    }

    /// The nearest price at which `f`, above 0 so far, reaches 0 within these tiers or beyond all.
    fn nearest_root(
        &self,
        charges: &PerLeg<Charge>,
        tiers: &PerLeg<usize>,
        side: PriceSide,
        heading: Heading,
    ) -> Result<Edge> {
        let mut nearest: Option<Decimal> = None;
        let mut falls = false;
        for line in self.lines(charges)?.iter().flatten() {
            // Rising, a line that falls reaches 0 somewhere; falling, it must be below 0 at x = 0.
            // Deciding by these signs, not by a quotient, keeps a covered position from being
            // liquidated at 1e-22.
            let reaches_zero = match heading {
                Heading::Rising => line.b < Decimal::ZERO,
                Heading::Falling => line.a < Decimal::ZERO && line.b > Decimal::ZERO,
            };
            if reaches_zero {
                falls = true;
                if let Some(price) = self.price_of_root(line, side) {
                    nearest = Some(match (nearest, side) {
                        (None, _) => price,
                        (Some(other), PriceSide::Below) => price.max(other),
                        (Some(other), PriceSide::Above) => price.min(other),
                    });
                }
            }
        }
        match nearest {
            Some(price) => Ok(Edge::At { price, tier: self.hurt_tier(tiers, side) }),
            None if falls => Ok(Edge::Never(NeverReason::BeyondAnyPrice)),
            None => self.never(side, heading),
        }
    }

    /// The price where a line is 0, toward the mark, or nothing where it is beyond any price.
    fn price_of_root(&self, line: &Line, side: PriceSide) -> Option<Decimal> {
        let (dividend, divisor) = match self.terms.contract.is_inverse() {
            false => (line.a, line.b),
            true => (line.b, line.a),
        };
        price_toward_mark(negated(dividend), divisor, side)
    }

    /// A liquidation at the floor itself, where `f` jumps.
    fn jump(&self, kink: &PerLeg<Decimal>, tiers: &PerLeg<usize>, side: PriceSide) -> Result<Edge> {
        let (Some(leg), [value, _]) = (self.legs.first(), *kink) else {
            return Ok(Edge::Never(NeverReason::NoExposure));
        };
        let price = match self.terms.contract.is_inverse() {
            false => price_toward_mark(value, leg.exposure, side),
            true => price_toward_mark(leg.exposure, value, side),
        };
        Ok(match price {
            Some(price) => Edge::At { price, tier: self.hurt_tier(tiers, side) },
            None => Edge::Never(NeverReason::BeyondAnyPrice),
        })
    }

    /// The tier of the leg that a price on this side hurts, or of the only leg.
    fn hurt_tier(&self, tiers: &PerLeg<usize>, side: PriceSide) -> usize {
        let hurt = match side {
            PriceSide::Below => Side::Long,
            PriceSide::Above => Side::Short,
        };
        let [first, second] = *tiers;
        match self.legs {
            [_, other] if other.side == hurt => second,
            _ => first,
        }
    }

    fn never(&self, side: PriceSide, heading: Heading) -> Result<Edge> {
        let mut slope = Decimal::ZERO;
        for leg in self.legs {
            slope = slope.plus(signed(self.terms.contract.gains_with_value(leg.side), leg.exposure))?;
        }
        let loses = heading == Heading::Falling && slope > Decimal::ZERO;
        Ok(Edge::Never(match (loses, side) {
            (false, _) => NeverReason::SafeSide,
            (true, PriceSide::Below) => NeverReason::CollateralCoversLoss,
            (true, PriceSide::Above) => NeverReason::InverseShortCovered,
        }))
    }
}

impl Line {
    fn plus(self, other: Self) -> Result<Self> {
        Ok(Self { a: self.a.plus(other.a)?, b: self.b.plus(other.b)? })
    }

    fn minus(self, other: Self) -> Result<Self> {
        Ok(Self { a: self.a.minus(other.a)?, b: self.b.minus(other.b)? })
    }
}

/// `value · part / whole`, by the product first where it can be held: that is the exacter way.
fn proportional(value: Decimal, part: Decimal, whole: Decimal) -> Result<Decimal> {
    match value.checked_mul(part) {
        Some(product) => product.over(whole),
        None => value.over(whole)?.times(part),
    }
}

fn price_toward_mark(dividend: Decimal, divisor: Decimal, side: PriceSide) -> Option<Decimal> {
    let price = match side {
        PriceSide::Below => divide_up(dividend, divisor),
        PriceSide::Above => divide_down(dividend, divisor),
    };
    // A quotient too large to be held is beyond any price, as is one outside the bound.
    price
        .ok()
        .filter(|price| bounds::LIQUIDATION_PRICE.minimum <= *price && *price <= bounds::LIQUIDATION_PRICE.maximum)
}

/// How a market's liquidation prices are reported: from which mark, and rounded in which way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) mark: Decimal,
    pub(crate) rounding: PriceRounding,
    pub(crate) tick_size: Option<Decimal>,
}

impl Screen {
    pub(crate) fn new(market: &Market, rounding: PriceRounding, mark: Decimal) -> Self {
        Self { mark, rounding, tick_size: market.tick_size() }
    }

    pub(crate) fn pair(&self, solution: &Solution) -> Result<Pair> {
        Ok(match solution {
            Solution::Now => Pair { below: Liquidation::Now, above: Liquidation::Now },
            Solution::Solvent { below, above } => Pair {
                below: self.liquidation(*below, PriceSide::Below)?,
                above: self.liquidation(*above, PriceSide::Above)?,
            },
        })
    }

    fn liquidation(&self, edge: Edge, side: PriceSide) -> Result<Liquidation> {
        Ok(match edge {
            Edge::Never(reason) => Liquidation::Never(reason),
            Edge::At { price, tier } => Liquidation::At {
                price,
                shown_price: self.rounding.show(price, side, self.tick_size)?,
                distance: price.minus(self.mark)?.over(self.mark)?,
                tier,
            },
        })
    }
}
