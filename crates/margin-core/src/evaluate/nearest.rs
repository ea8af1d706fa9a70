//! Where something in a market is liquidated first: one side of one market, without the rest of a report.

use super::Book;
use crate::decimal::Decimal;
use crate::error::Result;
use crate::liquidation::{Condition, Leg};
use crate::market::Terms;
use crate::position::MarginMode;
use crate::rounding::PriceSide;

impl Book<'_> {
    /// The liquidation price nearest to a market's mark on one side of it: that of an isolated position, or of the cross
    /// legs together. Nothing where nothing is liquidated there. The same number as in the report.
    pub(crate) fn nearest_liquidation(&self, place: usize, side: PriceSide) -> Result<Option<Decimal>> {
        let Some(listed) = self.markets.iter().find(|listed| listed.place == place) else { return Ok(None) };
        let end = |terms: &Terms<'_>, legs: &[Leg], collateral: Decimal| {
            Condition { terms, legs, collateral, charged: true }.price_on(side, listed.mark)
        };
        let mut ends = Vec::new();
        let mut cross = Vec::new();
        for holding in self.holdings.iter().filter(|holding| holding.market == place) {
            let leg = Leg::from(&holding.position);
            match holding.counted_margin()? {
                Some(margin) => ends.extend(end(listed.terms(MarginMode::Isolated), &[leg], margin)?),
                None => cross.push(leg),
            }
        }
        if !cross.is_empty() {
            let sums = self.sums(&self.standings()?)?;
            ends.extend(end(listed.terms(MarginMode::Cross), &cross, sums.available_to(&sums.market(place))?)?);
        }
        Ok(match side {
            PriceSide::Below => ends.into_iter().max(),
            PriceSide::Above => ends.into_iter().min(),
        })
    }
}
