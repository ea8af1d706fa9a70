//! Margin that was added to an isolated position after its opening, where the rules count it otherwise.
//!
//! Where the fee of closing at the bankruptcy price is a part of the margin and of the requirement, it cancels; but
//! what is added later moves the bankruptcy price, and with it the fee. Of `added`, `added / (1 + s·φ)` counts:
//! [`AddedMargin::FeeReserve`]. The rest of the margin, and of the model, knows nothing of it.

use crate::decimal::{Checked, Decimal};
use crate::error::Result;
use crate::market::Market;
use crate::position::Side;
use crate::rules::{AddedMargin, Rules};

/// The part of an isolated margin that was added after opening: nothing, where the rules count all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AddedPart {
    margin: Decimal,
    counted: Decimal,
}

impl AddedPart {
    pub(crate) fn new(rules: &Rules, market: &Market, side: Side, margin: Decimal) -> Result<Self> {
        match rules.added_margin {
            AddedMargin::Full => Ok(Self::default()),
            counts => Ok(Self { margin, counted: counts.counted(margin, side, market.closing_fee())? }),
        }
    }

    /// How much was added.
    pub(crate) const fn margin(&self) -> Decimal {
        self.margin
    }

    /// What a margin counts of which this is a part.
    #[inline]
    pub(crate) fn counted(&self, margin: Decimal) -> Result<Decimal> {
        if self.margin.is_zero() { Ok(margin) } else { margin.minus(self.margin)?.plus(self.counted) }
    }

    /// What taking margin out leaves of it: the part that was added goes first.
    pub(crate) fn less(&self, amount: Decimal) -> Result<Decimal> {
        self.margin.minus(amount.min(self.margin))
    }

    /// How much margin can be taken out until it counts for so much less, the part that was added first.
    pub(crate) fn worth(&self, counted: Decimal) -> Result<Decimal> {
        if self.margin.is_zero() {
            return Ok(counted);
        }
        if counted < self.counted {
            return crate::decimal::divide_down(counted.times(self.margin)?, self.counted);
        }
        self.margin.plus(counted.minus(self.counted)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;
    use crate::market::MarketInput;
    use crate::tiers::Tier;

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn part(counts: AddedMargin, side: Side) -> AddedPart {
        let tiers = vec![Tier::new(Decimal::ZERO, decimal("0.005"))];
        let market = Market::new(MarketInput { taker_fee: decimal("0.25"), ..MarketInput::new("X", tiers) }).unwrap();
        AddedPart::new(&Rules { added_margin: counts, ..Rules::default() }, &market, side, decimal("30")).unwrap()
    }

    #[test]
    fn what_was_added_counts_by_side_and_fee_and_the_rest_in_full() {
        for (counts, side, counted) in [
            (AddedMargin::Full, Side::Long, "100"),
            (AddedMargin::FeeReserve, Side::Long, "94"),
            (AddedMargin::FeeReserve, Side::Short, "110"),
        ] {
            assert_eq!(part(counts, side).counted(decimal("100")).unwrap(), decimal(counted), "{counts:?} {side:?}");
        }
    }

    #[test]
    fn taking_margin_out_takes_the_added_part_first() {
        let long = part(AddedMargin::FeeReserve, Side::Long);
        assert_eq!(long.less(decimal("12")).unwrap(), decimal("18"));
        assert_eq!(long.less(decimal("40")).unwrap(), Decimal::ZERO);
        // 30 count for 24: what counts for 12 is 15, and what counts for 34 is those 30 and 10 of the rest.
        assert_eq!(long.worth(decimal("12")).unwrap(), decimal("15"));
        assert_eq!(long.worth(decimal("34")).unwrap(), decimal("40"));
        assert_eq!(part(AddedMargin::Full, Side::Long).worth(decimal("34")).unwrap(), decimal("34"));
    }
}
