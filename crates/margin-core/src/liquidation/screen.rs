//! Liquidation prices as a venue's screen says them.

use super::{Edge, Liquidation, Pair, Solution};
use crate::decimal::{Checked, Decimal};
use crate::error::Result;
use crate::market::Market;
use crate::rules::{PriceRounding, PriceSide};

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
