//! Liquidation prices as a venue's screen says them.

use super::{Edge, Liquidation, Pair, Solution};
use crate::contract::Contract;
use crate::decimal::{Checked, Decimal, divide_down, divide_up};
use crate::error::Result;
use crate::market::Market;
use crate::rules::{PriceRounding, PriceSide};
use crate::settlement::{Whole, whole};

/// How a market's liquidation prices are reported: from which mark, and rounded in which way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) mark: Decimal,
    pub(crate) rounding: PriceRounding,
    pub(crate) tick_size: Option<Decimal>,
    contract: Contract,
    settlement_unit: Option<Decimal>,
}

impl Screen {
    pub(crate) fn new(market: &Market, rounding: PriceRounding, mark: Decimal) -> Self {
        Self {
            mark,
            rounding,
            tick_size: market.tick_size(),
            contract: market.contract(),
            settlement_unit: market.settlement_unit(),
        }
    }

    /// Both ends as reported. `exposure` is that of the larger leg: its value is what a venue counts in whole
    /// amounts.
    pub(crate) fn pair(&self, solution: &Solution, exposure: Decimal) -> Result<Pair> {
        Ok(match solution {
            Solution::Now => Pair { below: Liquidation::Now, above: Liquidation::Now },
            Solution::Solvent { below, above } => Pair {
                below: self.liquidation(*below, PriceSide::Below, exposure)?,
                above: self.liquidation(*above, PriceSide::Above, exposure)?,
            },
        })
    }

    fn liquidation(&self, edge: Edge, side: PriceSide, exposure: Decimal) -> Result<Liquidation> {
        Ok(match edge {
            Edge::Never(reason) => Liquidation::Never(reason),
            Edge::At { price, tier } => Liquidation::At {
                price,
                shown_price: self.rounding.show(self.price_of_whole(price, side, exposure)?, side, self.tick_size)?,
                distance: price.minus(self.mark)?.over(self.mark)?,
                tier,
            },
        })
    }

    /// The price at which the value of an exposure is a whole amount, toward the mark; the price itself where
    /// nothing is counted so, or nothing would be left of the value.
    fn price_of_whole(&self, price: Decimal, side: PriceSide, exposure: Decimal) -> Result<Decimal> {
        let Some(unit) = self.settlement_unit else { return Ok(price) };
        // The price is rounded in its last place, so a value that is whole may come out just off it.
        let value = self.contract.value(exposure, price)?.over(unit)?.round_dp(JUST_OFF).times(unit)?;
        let grows = (side == PriceSide::Below) != self.contract.is_inverse();
        let value = whole(value, self.settlement_unit, if grows { Whole::More } else { Whole::Less })?;
        if value.is_zero() {
            return Ok(price);
        }
        let (dividend, divisor) = if self.contract.is_inverse() { (exposure, value) } else { (value, exposure) };
        match side {
            PriceSide::Below => divide_up(dividend, divisor),
            PriceSide::Above => divide_down(dividend, divisor),
        }
    }
}

/// The places to which a number of units is known.
const JUST_OFF: u32 = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;
    use crate::market::MarketInput;
    use crate::tiers::Tier;

    #[test]
    fn a_shown_price_is_that_of_a_whole_value_toward_the_mark_and_then_of_the_tick() {
        let decimal = |text| parse(text).unwrap();
        for (contract, price, side, exact, with_tick) in [
            // 100/3.3 is 30.30: of the whole values round it, the one that is nearer to the mark.
            (Contract::Inverse, "3.3", PriceSide::Below, "3.3333333333333333333333333334", "3.5"),
            (Contract::Inverse, "3.3", PriceSide::Above, "3.2258064516129032258064516129", "3"),
            (Contract::Inverse, "4", PriceSide::Below, "4", "4"),
            (Contract::Linear, "3.304", PriceSide::Below, "3.31", "3.5"),
            (Contract::Linear, "3.304", PriceSide::Above, "3.3", "3"),
            // No whole amount is left.
            (Contract::Inverse, "400", PriceSide::Below, "400", "400"),
        ] {
            let tiers = vec![Tier::new(Decimal::ZERO, Decimal::ZERO)];
            let market = |tick_size| {
                let unit = Some(Decimal::ONE);
                MarketInput { contract, tick_size, settlement_unit: unit, ..MarketInput::new("X", tiers.clone()) }
            };
            for (tick_size, expected) in [(None, exact), (Some(decimal("0.5")), with_tick)] {
                let screen =
                    Screen::new(&Market::new(market(tick_size)).unwrap(), PriceRounding::TowardMark, decimal("10"));
                let edge = Edge::At { price: decimal(price), tier: 0 };
                let Liquidation::At { price: kept, shown_price, .. } =
                    screen.liquidation(edge, side, Decimal::ONE_HUNDRED).unwrap()
                else {
                    panic!("no price");
                };
                assert_eq!((kept, shown_price), (decimal(price), decimal(expected)), "{contract:?} {side:?} {price}");
            }
        }
    }
}
