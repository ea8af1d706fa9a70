//! Liquidation prices as a venue's screen says them.

use super::{Edge, Liquidation, Pair, Solution};
use crate::contract::Contract;
use crate::decimal::{Checked, Decimal};
use crate::error::Result;
use crate::exact::{Exact, Rounded};
use crate::market::Market;
use crate::position::MarginMode;
use crate::rounding::{Exactly, PriceRounding, PriceSide};
use crate::settlement::{Whole, whole};

/// How a market's liquidation prices are reported: from which mark, and rounded in which way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// The mark that distances are from.
    mark: Decimal,
    /// The mark that the prices are solved from.
    solved_from: Decimal,
    rounding: PriceRounding,
    is_isolated: bool,
    tick_size: Option<Decimal>,
    contract: Contract,
    settlement_unit: Option<Decimal>,
}

impl Screen {
    pub(crate) fn new(market: &Market, rounding: PriceRounding, mode: MarginMode, solved_from: Decimal) -> Self {
        Self {
            mark: solved_from,
            solved_from,
            rounding,
            is_isolated: mode == MarginMode::Isolated,
            tick_size: market.tick_size(),
            contract: market.contract(),
            settlement_unit: market.settlement_unit(),
        }
    }

    /// The same prices, seen from another mark.
    pub(crate) const fn seen_from(self, mark: Decimal) -> Self {
        Self { mark, ..self }
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
            Edge::At { price, tier } => {
                let whole = self.price_of_whole(price, side, exposure)?;
                let exactly = Exactly { price, side, mark: self.solved_from };
                let exactly = if exactly.can_be(whole.value) { Exactly { price: whole, ..exactly } } else { exactly };
                Liquidation::At {
                    price: price.value,
                    shown_price: self.rounding.show(&exactly, self.tick_size, self.is_isolated),
                    distance: price.value.minus(self.mark)?.over(self.mark)?,
                    tier,
                }
            }
        })
    }

    /// The price at which the value of an exposure is a whole amount: the nearest one on the mark's side of a price. The
    /// price itself where nothing is counted so, or nothing would be left of the value.
    fn price_of_whole(&self, price: Rounded, side: PriceSide, exposure: Decimal) -> Result<Rounded> {
        let Some(unit) = self.settlement_unit else { return Ok(price) };
        let of_value = |value| {
            let (value, exposure) = (Exact::of(value), Exact::of(exposure));
            let [dividend, divisor] = if self.contract.is_inverse() { [exposure, value] } else { [value, exposure] };
            dividend.over(&divisor, side.toward_mark())
        };
        let value = self.contract.value(exposure, price.value)?;
        let nearest = whole(value, Some(unit), Whole::Nearest)?;
        // Both prices are rounded toward the mark in their last place, so that the same price is the same number.
        let is_before = |found: &Rounded| match side {
            PriceSide::Below => found.value >= price.value,
            PriceSide::Above => found.value <= price.value,
        };
        if let Some(found) = of_value(nearest).filter(is_before) {
            return Ok(found);
        }
        let nearer_is_more = (side == PriceSide::Below) != self.contract.is_inverse();
        let next = if nearer_is_more { nearest.plus(unit)? } else { nearest.minus(unit)? };
        Ok(of_value(next).filter(|_| next > Decimal::ZERO).unwrap_or(price))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;
    use crate::market::MarketInput;
    use crate::tiers::Tier;

    #[test]
    fn a_price_of_a_whole_value_is_not_shown_past_the_mark() {
        let decimal = |text| parse(text).unwrap();
        // 100/3.3 is 30.30, and 100/30 is 3.33: beyond a mark of 3.31.
        let input = MarketInput {
            contract: Contract::Inverse,
            settlement_unit: Some(Decimal::ONE),
            ..MarketInput::new("X", vec![Tier::new(Decimal::ZERO, Decimal::ZERO)])
        };
        for (tick_size, side, mark, expected) in [
            (None, PriceSide::Below, "3.31", "3.3"),
            (Some("0.02"), PriceSide::Below, "3.31", "3.3"),
            (Some("0.004"), PriceSide::Below, "3.31", "3.3"),
            (None, PriceSide::Below, "3.34", "3.3333333333333333333333333334"),
            (None, PriceSide::Above, "3.29", "3.3"),
        ] {
            let market = Market::new(MarketInput { tick_size: tick_size.map(decimal), ..input.clone() }).unwrap();
            let screen = Screen::new(&market, PriceRounding::TowardMark, MarginMode::Isolated, decimal(mark));
            let edge = Edge::At { price: Rounded { value: decimal("3.3"), is_exact: true }, tier: 0 };
            let shown = screen.liquidation(edge, side, Decimal::ONE_HUNDRED).unwrap();
            let Liquidation::At { shown_price, .. } = shown else { panic!("no price") };
            assert_eq!(shown_price, decimal(expected), "{tick_size:?} {side:?} {mark}");
        }
    }

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
                // A mark on the other side of the price, so that it is not past it.
                let mark = if side == PriceSide::Below { "1000" } else { "0.1" };
                let market = Market::new(market(tick_size)).unwrap();
                let screen = Screen::new(&market, PriceRounding::TowardMark, MarginMode::Isolated, decimal(mark));
                let edge = Edge::At { price: Rounded { value: decimal(price), is_exact: true }, tier: 0 };
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
