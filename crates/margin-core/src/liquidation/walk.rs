//! The walk from the mark, segment by segment, to where the condition reaches 0.

use super::NeverReason;
use super::condition::{Charge, Condition, Counts, Leg, PerLeg};
use crate::bounds;
use crate::certain::{Part, Scaled, magnitude, settled};
use crate::decimal::{Checked, Decimal, negated, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::exact::{Exact, Rounded};
use crate::position::Side;
use crate::rules::{HedgedMaintenance, PriceSide, TierForm};

/// No leg is followed to a larger value, 10²⁷, so that sums of such values can be held.
const FARTHEST_VALUE: Decimal = Decimal::from_parts(3_892_314_112, 2_681_241_660, 54_210_108, false, 0);

/// The end of the solvent interval on one side of the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    At { price: Rounded, tier: usize },
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

/// `f` within one segment, or one of the two lines it is the lower of: `slope·x − gap`, exactly. `x` is the value of one
/// unit of exposure: the price, or for inverse contracts its reciprocal.
///
/// The entry value of an inverse contract is the quotient of two decimals. There, both figures are taken as many times
/// as its entry price says, which changes neither their signs nor where the line is 0.
#[derive(Clone, Copy, Debug)]
struct Line {
    slope: Exact,
    gap: Exact,
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
        let charges = self.charges(&tiers)?;
        if self.surplus(&values, &charges)? <= Decimal::ZERO {
            return Ok(Solution::Now);
        }
        Ok(Solution::Solvent {
            below: self.edge(tiers, charges, PriceSide::Below)?,
            above: self.edge(tiers, charges, PriceSide::Above)?,
        })
    }

    /// The price at which the solvent interval round a mark ends on one side; nothing where it does not end there, or
    /// there is none.
    pub(crate) fn price_on(&self, side: PriceSide, mark: Decimal) -> Result<Option<Decimal>> {
        let Solution::Solvent { below, above } = self.solve(mark)? else { return Ok(None) };
        Ok(match if side == PriceSide::Below { below } else { above } {
            Edge::At { price, .. } => Some(price.value),
            Edge::Never(_) => None,
        })
    }

    /// Walks outward from tiers in which `f` is above 0, and their charges, until it no longer is.
    fn edge(&self, mut tiers: PerLeg<usize>, mut charges: PerLeg<Charge>, side: PriceSide) -> Result<Edge> {
        let heading = if (side == PriceSide::Above) == self.terms.contract.is_inverse() {
            Heading::Falling
        } else {
            Heading::Rising
        };
        if self.only_gains(heading) {
            return Ok(Edge::Never(NeverReason::SafeSide));
        }
        loop {
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
            charges = self.charges(&tiers)?;
            if self.terms.form == TierForm::Whole && self.falls_at_jump(&kink, &charges, heading)? {
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

    /// Whether `f` is no longer above 0 just past a kink. The charges are those beyond it.
    fn falls_at_jump(&self, kink: &Kink, charges: &PerLeg<Charge>, heading: Heading) -> Result<bool> {
        let surplus = self.surplus(&kink.values, charges)?;
        // Rising, the tier beyond begins just past the floor: a limit of 0 is left at once by a
        // line that climbs.
        let climbs =
            heading == Heading::Rising && self.lines(charges)?.iter().flatten().all(|line| line.slope.is_positive());
        Ok(surplus < Decimal::ZERO || (surplus.is_zero() && !climbs))
    }

    /// The lines whose lower one is `f` within the tiers of these charges.
    fn lines(&self, charges: &PerLeg<Charge>) -> Result<PerLeg<Option<Line>>> {
        use Counts::{Added, Not, Subtracted};
        let line = |counts| self.line(charges, counts).map(Some).ok_or_else(too_large);
        Ok(match (self.legs, self.terms.hedged) {
            ([_], _) => [line([Added, Not])?, None],
            (_, HedgedMaintenance::Each) => [line([Added, Added])?, None],
            (_, HedgedMaintenance::Larger) => [line([Added, Not])?, line([Not, Added])?],
            (_, HedgedMaintenance::Net) => [line([Added, Subtracted])?, line([Subtracted, Added])?],
        })
    }

    /// One line, exactly; nothing where it cannot be held.
    ///
    /// A leg adds `σ·(Q·x − V(E)) − (charge slope·Q·x + entry rate·V(E) + constant)` to `f`, its charge as it counts.
    fn line(&self, charges: &PerLeg<Charge>, counts: PerLeg<Counts>) -> Option<Line> {
        let mut line = Line { slope: Exact::ZERO, gap: Exact::of(negated(self.collateral)) };
        let is_inverse = self.terms.contract.is_inverse();
        // What all that came before has been taken times: the entry prices of an inverse contract.
        let mut taken: Option<Decimal> = None;
        for ((leg, charge), counts) in self.legs.iter().zip(charges).zip(counts) {
            let gains = self.terms.contract.gains_with_value(leg.side);
            let (per_value, per_entry_value, constant) = charge.counted(gains, counts)?;
            let exposure = Exact::of(leg.exposure);
            let entry_value = match leg.exact_entry_price {
                None => Exact::of(leg.entry_value),
                Some(price) if !is_inverse => exposure.times(price)?,
                Some(_) => exposure,
            };
            let mut entry_value = entry_value.times(per_entry_value)?;
            let mut slope = exposure.times(per_value)?;
            let mut constant = Exact::of(constant);
            if let Some(price) = taken {
                (entry_value, slope, constant) =
                    (entry_value.times(price)?, slope.times(price)?, constant.times(price)?);
            }
            if let (Some(price), true) = (leg.exact_entry_price, is_inverse) {
                // The entry value is the exposure over this price.
                line = Line { slope: line.slope.times(price)?, gap: line.gap.times(price)? };
                (slope, constant) = (slope.times(price)?, constant.times(price)?);
                taken = Some(price);
            }
            line.slope = line.slope.plus(&slope)?;
            line.gap = line.gap.plus(&entry_value)?.plus(&constant)?;
        }
        Some(line)
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
        if let Some(root) = self.root_of_one(charges, heading) {
            return match root {
                Root::At(price) => Ok(Edge::At { price, tier: self.hurt_tier(tiers, side) }),
                Root::BeyondAnyPrice => Ok(Edge::Never(NeverReason::BeyondAnyPrice)),
                Root::None => self.never(side, heading),
            };
        }
        let mut nearest: Option<Rounded> = None;
        let mut falls = false;
        for line in self.lines(charges)?.iter().flatten() {
            // Rising, a line that falls reaches 0 somewhere; falling, it must be below 0 at v = 0.
            // Deciding by these signs, not by a quotient, keeps a covered position from being
            // liquidated at 1e-22.
            let reaches_zero = match heading {
                Heading::Rising => line.slope.is_negative(),
                Heading::Falling => line.gap.is_positive() && line.slope.is_positive(),
            };
            if reaches_zero {
                falls = true;
                if let Some(price) = self.price_of(&line.gap, &line.slope, side) {
                    let is_nearer = |other: Rounded| match side {
                        PriceSide::Below => price.value > other.value,
                        PriceSide::Above => price.value < other.value,
                    };
                    if nearest.is_none_or(is_nearer) {
                        nearest = Some(price);
                    }
                }
            }
        }
        match nearest {
            Some(price) => Ok(Edge::At { price, tier: self.hurt_tier(tiers, side) }),
            None if falls => Ok(Edge::Never(NeverReason::BeyondAnyPrice)),
            None => self.never(side, heading),
        }
    }

    /// Where the line of a single leg reaches 0, from its figures as decimals: the price they give is settled by its exact
    /// remainder. Nothing where they leave a doubt, as for two legs, and where almost nothing is left of a difference.
    ///
    /// With `b` for what a unit of value changes `f` by and `e` for what one of the entry value takes from it, `f` is
    ///
    /// ```text
    /// linear     b·Q·P − e·Q·E + (A − c)           times P·E, inverse    b·E·Q − e·P·Q + (A − c)·E·P
    /// ```
    ///
    /// and where the entry value was booked, that takes the place of `Q·E` or `Q/E`, and `E` for nothing.
    fn root_of_one(&self, charges: &PerLeg<Charge>, heading: Heading) -> Option<Root> {
        let ([leg], [charge, _]) = (self.legs, charges) else { return None };
        let gains = self.terms.contract.gains_with_value(leg.side);
        let sign = signed(gains, Decimal::ONE);
        let per_value = sign.checked_sub(charge.slope)?;
        // On the mark basis, the entry value counts with its sign alone.
        let (per_entry_value, taken) = match charge.entry_rate.is_zero() {
            true => (sign, signed(gains, leg.entry_value)),
            false => {
                let per_entry_value = sign.checked_add(charge.entry_rate)?;
                (per_entry_value, per_entry_value.checked_mul(leg.entry_value)?)
            }
        };
        let free = self.collateral.checked_sub(charge.constant)?;
        let gap = taken.checked_sub(free)?;
        // Decimals decide by their signs, where these are not in doubt.
        if !is_far_from_zero(gap, leg.entry_value) {
            return None;
        }
        let falls = per_value < Decimal::ZERO;
        let reaches_zero = match heading {
            Heading::Rising => falls,
            Heading::Falling => gap > Decimal::ZERO && !falls && !per_value.is_zero(),
        };
        if !reaches_zero {
            return Some(Root::None);
        }
        let slope = leg.exposure.checked_mul(per_value)?;
        let is_inverse = self.terms.contract.is_inverse();
        let candidate = if is_inverse { slope.checked_div(gap)? } else { gap.checked_div(slope)? };
        let (of_value, of_entry) = (Scaled::of(per_value), Scaled::of(negated(per_entry_value)));
        let price = match (leg.exact_entry_price, is_inverse) {
            (Some(entry), false) => settled(
                candidate,
                &[
                    Part::Slope(of_value, leg.exposure),
                    Part::Fixed(of_entry.times(entry)?, leg.exposure),
                    Part::Fixed(Scaled::of(free), Decimal::ONE),
                ],
            ),
            (Some(entry), true) => settled(
                candidate,
                &[
                    Part::Fixed(of_value.times(entry)?, leg.exposure),
                    Part::Slope(of_entry, leg.exposure),
                    Part::Slope(Scaled::of(free).times(entry)?, Decimal::ONE),
                ],
            ),
            (None, false) => settled(
                candidate,
                &[
                    Part::Slope(of_value, leg.exposure),
                    Part::Fixed(of_entry, leg.entry_value),
                    Part::Fixed(Scaled::of(free), Decimal::ONE),
                ],
            ),
            (None, true) => settled(
                candidate,
                &[
                    Part::Fixed(of_value, leg.exposure),
                    Part::Slope(of_entry, leg.entry_value),
                    Part::Slope(Scaled::of(free), Decimal::ONE),
                ],
            ),
        }?;
        Some(if is_a_price(&price) { Root::At(price) } else { Root::BeyondAnyPrice })
    }

    /// The price at which one unit of exposure is worth `dividend / divisor`, rounded toward the mark in its last place,
    /// or nothing where it is beyond any price.
    fn price_of(&self, dividend: &Exact, divisor: &Exact, side: PriceSide) -> Option<Rounded> {
        let price = match self.terms.contract.is_inverse() {
            false => dividend.over(divisor, side.toward_mark()),
            true => divisor.over(dividend, side.toward_mark()),
        };
        price.filter(is_a_price)
    }

    /// A liquidation at the floor itself, where `f` jumps.
    fn jump(&self, kink: &Kink, tiers: &PerLeg<usize>, side: PriceSide) -> Edge {
        match self.price_of(&Exact::of(kink.floor), &Exact::of(kink.exposure), side) {
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

/// Where a line reaches 0.
enum Root {
    At(Rounded),
    BeyondAnyPrice,
    None,
}

fn is_a_price(price: &Rounded) -> bool {
    let bound = bounds::LIQUIDATION_PRICE;
    bound.minimum <= price.value && price.value <= bound.maximum
}

/// Whether a difference is at least about a 10¹²th of what it is made of: its sign and its first digits are then those of
/// the exact one.
fn is_far_from_zero(difference: Decimal, of: Decimal) -> bool {
    !difference.is_zero() && magnitude(difference) > magnitude(of).wrapping_sub(12)
}

#[cold]
fn too_large() -> MarginError {
    MarginError::new(ErrorCode::Overflow)
}

/// What the other leg is worth where a leg is worth `floor`; nothing where that is more than any
/// collateral reaches: a leg so much smaller does not leave its tier before the other decides.
fn worth_beside(floor: Decimal, leg: &Leg, other: &Leg) -> Option<Decimal> {
    let value = floor.checked_mul(other.exposure.checked_div(leg.exposure)?)?;
    (value <= FARTHEST_VALUE).then_some(value)
}
