//! The walk from the mark, segment by segment, to where the condition reaches 0.

use super::NeverReason;
use super::condition::{Charge, Condition, Leg, PerLeg};
use crate::bounds;
use crate::decimal::{Checked, Decimal, divide_down, divide_up, negated, signed};
use crate::error::Result;
use crate::position::Side;
use crate::rules::{HedgedMaintenance, PriceSide, TierForm};

/// No leg is followed to a larger value, 10²⁷, so that sums of such values can be held.
const FARTHEST_VALUE: Decimal = Decimal::from_parts(3_892_314_112, 2_681_241_660, 54_210_108, false, 0);

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

/// Where a leg leaves its tier: its value there is the floor itself, so no rounding enters.
#[derive(Clone, Copy, Debug)]
struct Kink {
    /// What the legs are worth there.
    values: PerLeg<Decimal>,
    /// The value of the leg that leaves its tier.
    floor: Decimal,
    /// The exposure of that leg.
    exposure: Decimal,
}

/// `f` within one segment, or one of the two lines it is the lower of: `a + b·v`, where `v` is the
/// value of the larger leg.
#[derive(Clone, Copy, Debug)]
struct Line {
    a: Decimal,
    b: Decimal,
}

impl Condition<'_> {
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
            let Some(kink) = self.next_kink(&tiers, heading) else {
                return self.nearest_root(&charges, &tiers, side, heading);
            };
            let surplus = self.surplus(&kink.values, &charges)?;
            // A floor belongs to the tier below it. Where `f` jumps there, a falling walk comes
            // near the floor without reaching it in this tier, so 0 is not yet a liquidation.
            let floor_is_here = heading == Heading::Rising || self.terms.form == TierForm::Marginal;
            if surplus < Decimal::ZERO || (floor_is_here && surplus.is_zero()) {
                return self.nearest_root(&charges, &tiers, side, heading);
            }
            tiers = self.tiers_past(&kink, tiers, heading);
            if self.terms.form == TierForm::Whole && self.falls_at_jump(&kink, &tiers, heading)? {
                return Ok(self.jump(&kink, &tiers, side));
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
            // No price reaches a floor of 0, which tiers without width can have.
            Heading::Falling => self.terms.tiers.floor_below(tier).filter(|floor| *floor > Decimal::ZERO),
        }
    }

    /// Where the first of the legs leaves its tier.
    fn next_kink(&self, tiers: &PerLeg<usize>, heading: Heading) -> Option<Kink> {
        let [first_tier, second_tier] = *tiers;
        let first_floor = self.boundary(first_tier, heading);
        match self.legs {
            [leg] => first_floor.map(|floor| Kink { values: [floor, Decimal::ZERO], floor, exposure: leg.exposure }),
            [first, second] => {
                let by_first = first_floor.and_then(|floor| {
                    let value = worth_beside(floor, first, second)?;
                    Some(Kink { values: [floor, value], floor, exposure: first.exposure })
                });
                let by_second = self.boundary(second_tier, heading).and_then(|floor| {
                    let value = worth_beside(floor, second, first)?;
                    Some(Kink { values: [value, floor], floor, exposure: second.exposure })
                });
                match (by_first, by_second) {
                    (Some(one), Some(other)) => {
                        let one_is_nearer = (one.values <= other.values) == (heading == Heading::Rising);
                        Some(if one_is_nearer { one } else { other })
                    }
                    (one, other) => one.or(other),
                }
            }
            _ => None,
        }
    }

    /// The tiers just beyond a kink.
    fn tiers_past(&self, kink: &Kink, mut tiers: PerLeg<usize>, heading: Heading) -> PerLeg<usize> {
        for (tier, value) in tiers.iter_mut().zip(&kink.values) {
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
    fn falls_at_jump(&self, kink: &Kink, tiers: &PerLeg<usize>, heading: Heading) -> Result<bool> {
        let charges = self.charges(tiers)?;
        let surplus = self.surplus(&kink.values, &charges)?;
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
                let b = sign(leg, Decimal::ONE).minus(charge.slope)?;
                Ok([Some(Line { a, b }), None])
            }
            ([first, second], [first_charge, second_charge]) => {
                let larger = self.larger_exposure();
                let [first_share, second_share] = [first.exposure.over(larger)?, second.exposure.over(larger)?];
                let entry_values = sign(first, first.entry_value).plus(sign(second, second.entry_value))?;
                let profit = Line {
                    a: self.collateral.minus(entry_values)?,
                    b: sign(first, first_share).plus(sign(second, second_share))?,
                };
                let of_first = Line { a: first_charge.constant, b: first_share.times(first_charge.slope)? };
                let of_second = Line { a: second_charge.constant, b: second_share.times(second_charge.slope)? };
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

    /// `R`, the exposure of the larger leg.
    pub(crate) fn larger_exposure(&self) -> Decimal {
        self.legs.iter().map(|leg| leg.exposure).fold(Decimal::ZERO, Decimal::max)
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
        let value_side = match self.terms.contract.is_inverse() {
            false => side,
            true => side.opposite(),
        };
        let value = divide_toward_mark(negated(line.a), line.b, value_side)?;
        self.price_of_value(value, self.larger_exposure(), side)
    }

    /// The price at which an exposure has a value, toward the mark, or nothing where it is beyond
    /// any price.
    fn price_of_value(&self, value: Decimal, exposure: Decimal, side: PriceSide) -> Option<Decimal> {
        let price = match self.terms.contract.is_inverse() {
            false => divide_toward_mark(value, exposure, side),
            true => divide_toward_mark(exposure, value, side),
        };
        let bound = bounds::LIQUIDATION_PRICE;
        price.filter(|price| bound.minimum <= *price && *price <= bound.maximum)
    }

    /// A liquidation at the floor itself, where `f` jumps.
    fn jump(&self, kink: &Kink, tiers: &PerLeg<usize>, side: PriceSide) -> Edge {
        match self.price_of_value(kink.floor, kink.exposure, side) {
            Some(price) => Edge::At { price, tier: self.hurt_tier(tiers, side) },
            None => Edge::Never(NeverReason::BeyondAnyPrice),
        }
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

/// What the other leg is worth where a leg is worth `floor`; nothing where that is more than any
/// collateral reaches: a leg so much smaller does not leave its tier before the other decides.
fn worth_beside(floor: Decimal, leg: &Leg, other: &Leg) -> Option<Decimal> {
    let value = floor.checked_mul(other.exposure.checked_div(leg.exposure)?)?;
    (value <= FARTHEST_VALUE).then_some(value)
}

/// A quotient rounded toward the mark, seen from its side; nothing where it is too large to be held.
fn divide_toward_mark(dividend: Decimal, divisor: Decimal, side: PriceSide) -> Option<Decimal> {
    match side {
        PriceSide::Below => divide_up(dividend, divisor),
        PriceSide::Above => divide_down(dividend, divisor),
    }
    .ok()
}
