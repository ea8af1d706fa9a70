//! Moving prices, paying funding, and liquidating what no longer holds.

use super::booking;
use super::{Event, Liquidated, Simulation, isolated_surplus};
use crate::bounds;
use crate::decimal::{Checked, Decimal, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::exact::Direction;
use crate::position::{MarginMode, PositionId, Side};
use crate::rounding::PriceSide;
use crate::rules::{FundingSource, OnLiquidation};

impl Simulation {
    pub(super) fn set_marks(&mut self, prices: &[(String, Decimal)]) -> Result<()> {
        for (symbol, price) in prices {
            let at = |error: MarginError| error.at(&format!("prices.{symbol}"));
            let unknown = || at(MarginError::new(ErrorCode::UnknownMarket));
            let place = self.markets.place_of(symbol).ok_or_else(unknown)?;
            self.setting_mut(place)?.mark = Some(bounds::PRICE.check("", *price).map_err(at)?);
        }
        Ok(())
    }

    pub(super) fn fund(&mut self, symbol: &str, rate: Decimal, time: Option<&str>) -> Result<Vec<Event>> {
        let place = self.place_of(symbol)?;
        let bound = bounds::Bound { minimum: signed(false, bounds::RATE.maximum), ..bounds::RATE };
        let rate = bound.check("rate", rate)?;
        let mark = self.mark_of(place)?;
        let contract = self.market(place)?.contract();
        let mut events = Vec::new();
        for index in 0..self.holdings.len() {
            let holding = *self.holding(index)?;
            if holding.market != place {
                continue;
            }
            // With a positive rate longs pay: what they gain is the rate with its sign turned.
            let gained = signed(holding.position.side() == Side::Short, rate);
            let direction = if gained > Decimal::ZERO { Direction::Down } else { Direction::Up };
            let value = booking::value(contract, holding.position.exposure(), mark, direction)?;
            let amount = booking::at_rate(gained, value, Direction::Down)?;
            let of_margin = self.funded_by_margin(&holding, amount)?;
            self.wallet_balance = self.wallet_balance.plus(amount)?;
            let isolated_margin = holding.isolated_margin.map(|margin| margin.plus(of_margin)).transpose()?;
            *self.holding_mut(index)? = Holding { isolated_margin, ..holding };
            events.push(Event::Funded { id: holding.id, amount, margin: of_margin, time: time.map(str::to_owned) });
        }
        Ok(events)
    }

    /// The part of a funding that changes the margin of a position: nothing in cross.
    ///
    /// Where the available balance pays first, 12 to be paid with 5 available change the margin by −7, and 12 to be
    /// received do not change it.
    fn funded_by_margin(&self, holding: &Holding, amount: Decimal) -> Result<Decimal> {
        match (holding.isolated_margin, self.rules.funding_source) {
            (None, _) => Ok(Decimal::ZERO),
            (Some(_), FundingSource::Margin) => Ok(amount),
            (Some(_), FundingSource::AvailableFirst) if amount >= Decimal::ZERO => Ok(Decimal::ZERO),
            (Some(_), FundingSource::AvailableFirst) => Ok(amount.plus(self.free_balance()?)?.min(Decimal::ZERO)),
        }
    }

    /// Liquidates what no longer holds its maintenance margin: isolated positions first, each on its
    /// own, then the cross positions together.
    pub(super) fn liquidate(&mut self, time: Option<&str>) -> Result<Vec<Event>> {
        let book = self.book()?;
        let standings = book.standings()?;
        let mut fallen = Vec::new();
        for (holding, standing) in self.holdings.iter().zip(&standings) {
            if isolated_surplus(holding, standing)?.is_some_and(|surplus| surplus <= Decimal::ZERO) {
                fallen.push(*holding);
            }
        }
        let mut events = Vec::new();
        let mut sums = book.sums(&standings)?;
        if !fallen.is_empty() {
            for holding in &fallen {
                let margin = holding.isolated_margin.unwrap_or_default();
                events.push(self.take_over(std::slice::from_ref(holding), margin, time)?);
            }
            let has_fallen = |id: PositionId| fallen.binary_search_by_key(&id, |holding| holding.id).is_ok();
            self.holdings.retain(|holding| !has_fallen(holding.id));
            // What came back of an isolated margin is cross collateral, so the sums are taken after it.
            let book = self.book()?;
            sums = book.sums(&book.standings()?)?;
        }
        if sums.smallest_surplus()?.is_some_and(|surplus| surplus <= Decimal::ZERO) {
            let cross =
                self.holdings.iter().filter(|holding| holding.isolated_margin.is_none()).copied().collect::<Vec<_>>();
            let collateral = sums.collateral;
            events.push(self.take_over(&cross, collateral, time)?);
            self.holdings.retain(|holding| holding.isolated_margin.is_some());
        }
        Ok(events)
    }

    /// Takes positions over with the collateral behind them, and books what comes back.
    fn take_over(&mut self, fallen: &[Holding], collateral: Decimal, time: Option<&str>) -> Result<Event> {
        let returned = match self.rules.on_liquidation {
            OnLiquidation::Forfeit => Decimal::ZERO,
            OnLiquidation::Residual => self.residual(fallen, collateral)?,
        };
        let mut is_priced = vec![false; self.markets().len()];
        for holding in fallen {
            if let Some(is_priced) = is_priced.get_mut(holding.market) {
                *is_priced = true;
            }
        }
        let mut prices: Vec<(String, Decimal)> = Vec::new();
        for (place, market) in
            self.markets().iter().enumerate().filter(|(place, _)| is_priced.get(*place) == Some(&true))
        {
            prices.push((market.symbol().to_owned(), self.mark_of(place)?));
        }
        let wallet_before = self.wallet_balance;
        let loss = collateral.minus(returned)?;
        self.wallet_balance = wallet_before.minus(loss)?;
        Ok(Event::Liquidated(Liquidated {
            ids: fallen.iter().map(|holding| holding.id).collect(),
            mode: fallen.first().map_or(MarginMode::Cross, Holding::margin_mode),
            loss,
            returned,
            prices,
            wallet_before,
            wallet_after: self.wallet_balance,
            time: time.map(str::to_owned),
        }))
    }

    /// What is left of the collateral once the positions are closed at their marks, less the
    /// liquidation fees; at least 0.
    fn residual(&self, fallen: &[Holding], collateral: Decimal) -> Result<Decimal> {
        let mut left = collateral;
        for Holding { market: place, position, .. } in fallen {
            let market = self.market(*place)?;
            let contract = market.contract();
            let direction = if contract.gains_with_value(position.side()) { Direction::Down } else { Direction::Up };
            let value = booking::value(contract, position.exposure(), self.mark_of(*place)?, direction)?;
            let fee = booking::at_rate(market.liquidation_fee(), value, Direction::Up)?;
            left = left.plus(contract.profit(position.side(), position.entry_value(), value)?)?.minus(fee)?;
        }
        Ok(left.max(Decimal::ZERO))
    }

    /// The first price on the way from a market's mark to another price at which something is
    /// liquidated, moved outward to a price of [`super::BOOKED_PLACES`] places; nothing where the way
    /// is free. A price that moves continuously is a [`super::Operation::Mark`] at each of these.
    ///
    /// # Errors
    /// `unknown-market`, `missing-price`, a price outside its bound, or `overflow`.
    ///
    /// ```
    /// use margin_core::account::{Open, Operation, PositionMode, Simulation, SimulationInput};
    /// use margin_core::{Market, Quantity, Rules, Side, parse};
    ///
    /// let mut account = Simulation::new(SimulationInput {
    ///     rules: Rules::default(),
    ///     position_mode: PositionMode::OneWay,
    ///     wallet_balance: parse("30")?,
    ///     markets: vec![Market::flat(parse("0.01")?)?],
    ///     prices: vec![("flat".to_owned(), parse("100")?)],
    /// })?;
    /// let open = Open::new("flat", Side::Long, Quantity::Size(parse("1")?));
    /// account.apply(&Operation::Open(Open { leverage: Some(parse("10")?), ..open }))?;
    /// // (100 − 30) / 0.99
    /// assert_eq!(account.first_liquidation("flat", parse("50")?)?, Some(parse("70.70707070707")?));
    /// assert_eq!(account.first_liquidation("flat", parse("80")?)?, None);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn first_liquidation(&self, market: &str, to: Decimal) -> Result<Option<Decimal>> {
        let place = self.place_of(market)?;
        let mark = self.mark_of(place)?;
        let to = bounds::PRICE.check("price", to)?;
        let falls = to < mark;
        let side = if falls { PriceSide::Below } else { PriceSide::Above };
        let nearest = self.book()?.nearest_liquidation(place, side)?;
        let Some(nearest) = nearest.filter(|end| if falls { to <= *end } else { *end <= to }) else {
            return Ok(None);
        };
        let direction = if falls { Direction::Down } else { Direction::Up };
        let outward = booking::over(nearest, Decimal::ONE, direction)?;
        Ok(Some(if falls { outward.max(to) } else { outward.min(to) }))
    }
}
