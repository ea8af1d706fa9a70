//! How much can be opened: what the balance bears, and what the tier table and the bounds allow.

use super::booking::{self, STEP};
use super::trade::{Order, size_of};
use super::{Open, PositionMode, Simulation};
use crate::bounds;
use crate::decimal::{Checked, Decimal, divide_down};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::exact::Direction;
use crate::market::Market;
use crate::position::{MarginMode, Side};
use crate::rules::TierBasis;
use crate::scenario::Quantity;

impl Simulation {
    /// The refusal of an order that the account, or the table, does not bear: how much could be opened.
    pub(super) fn too_large(&self, code: ErrorCode, order: &Order, open: &Open) -> Result<MarginError> {
        let market = self.market(order.place)?;
        let reduced = size_of(market, open.quantity, order.price)?.minus(order.size)?;
        let mut most = Decimal::ZERO;
        for size in self.largest_increases(order.place, order.side, order.price)? {
            let size = size.plus(reduced)?.min(bounds::SIZE.maximum);
            let quantity = match open.quantity {
                Quantity::Size(_) => Quantity::Size(size),
                Quantity::Value(_) => Quantity::Value(value_within(market, size, order.price)?),
            };
            let (Quantity::Size(amount) | Quantity::Value(amount)) = quantity;
            most = amount;
            let borne = size_of(market, quantity, order.price).and_then(|size| {
                let nominal_value = order.nominal_value.and(Some(amount));
                // By the least margin: where one is given, it is judged by itself.
                let order = Order { size: size.minus(reduced)?, nominal_value, isolated_margin: None, ..*order };
                Ok(self.grown(&order).is_ok())
            });
            if borne.unwrap_or(false) {
                break;
            }
        }
        let (field, given) = match open.quantity {
            Quantity::Size(given) => ("size", given),
            Quantity::Value(given) => ("value", given),
        };
        Ok(MarginError::new(code).with_value(given).with_allowed(None, Some(most)).at(field))
    }

    /// The largest size that can be opened, or added, on a side of a market at its mark, with the mode
    /// and leverage chosen for it: what the balance bears and the tier table allows, rounded down; 0
    /// where nothing can be. In one-way mode, an open position on the other side is reduced first and
    /// counts, too.
    ///
    /// # Errors
    /// `unknown-market`, `missing-price`, or `overflow`.
    pub fn largest_open(&self, market: &str, side: Side) -> Result<Decimal> {
        let place = self.place_of(market)?;
        let price = self.mark_of(place)?;
        if self.position_mode == PositionMode::OneWay
            && let Some(index) = self.holding_on(place, side.opposite())
        {
            let size = self.holding(index)?.position.size();
            let mut after = self.clone();
            after.reduce(index, size, price)?;
            return Ok(after.largest_increase(place, side, price)?.plus(size)?.min(bounds::SIZE.maximum));
        }
        self.largest_increase(place, side, price)
    }

    /// The same for a price, with nothing open on the other side.
    fn largest_increase(&self, place: usize, side: Side, price: Decimal) -> Result<Decimal> {
        let [exact, careful] = self.largest_increases(place, side, price)?;
        let order = Order {
            place,
            side,
            size: exact,
            price,
            nominal_value: None,
            isolated_margin: None,
            names_leverage: false,
        };
        Ok(if exact.is_zero() || self.grown(&order).is_ok() { exact } else { careful })
    }

    /// Two candidates for the same: what the balance bears if nothing is rounded when it is booked,
    /// and what it bears however much is.
    fn largest_increases(&self, place: usize, side: Side, price: Decimal) -> Result<[Decimal; 2]> {
        let setting = *self.setting(place)?;
        let market = self.market(place)?;
        let book = self.book()?;
        let standings = book.standings()?;
        let sums = book.sums(&standings)?;
        let held = self.holding_on(place, side).map(|index| self.holding(index)).transpose()?;
        let mode = held.map_or(setting.margin_mode, Holding::margin_mode);

        let contract = market.contract();
        let unit_at = |price| contract.value(market.multiplier(), price);
        let (unit_value, unit_at_mark) = (unit_at(price)?, unit_at(self.mark_of(place)?)?);
        let terms = market.terms(&self.rules, mode)?;
        let reserve = terms.reserve_of(side, setting.leverage, terms.reserve_basis(unit_value, unit_at_mark))?;
        let beside_margin = self.fees_beside_margin(market, mode)?.times(unit_value)?.plus(reserve)?;
        let (free, unit_cost) = match mode {
            MarginMode::Isolated => (self.free_balance()?, unit_value.over(setting.leverage)?.plus(beside_margin)?),
            MarginMode::Cross => {
                let free =
                    sums.margin_balance_of(&sums.market(place))?.minus(book.cross_initial_margin(&standings)?)?;
                let charged = if terms.initial_at_entry { unit_value } else { unit_at_mark };
                let profit = contract.profit(side, unit_value, unit_at_mark)?;
                (free, charged.over(setting.leverage)?.plus(beside_margin)?.minus(profit)?)
            }
        };
        // The value is rounded against the trader by less than a step, which its margin is a multiple
        // of and its fee and profit a part of; then the margin and the fee are rounded up themselves, the
        // margin to a whole unit where the market counts in these.
        let in_steps = STEP.over(setting.leverage)?.plus(STEP.times(Decimal::from(6))?)?;
        let rounding = in_steps.plus(market.settlement_unit().unwrap_or_default())?;
        let position = held.map(|held| held.position);
        let (held_size, held_value) =
            position.map_or_else(Default::default, |position| (position.size(), position.entry_value()));
        // What a position of any account can be.
        let size_room = bounds::SIZE.maximum.minus(held_size)?;
        let value_room = bounds::VALUE.maximum.minus(held_value)?;
        let mut room = booking::size_within(market, value_room, price)?.min(size_room);
        let tiers = market.tiers();
        for cap in [tiers.largest_with_leverage(setting.leverage), tiers.end()].into_iter().flatten() {
            room = room.min(match (terms.basis, terms.maintenance_at_entry) {
                (TierBasis::Size, _) => cap.minus(held_size)?,
                (TierBasis::Value, true) => {
                    booking::size_within(market, booking::at_most(cap.minus(held_value)?)?, price)?
                }
                (TierBasis::Value, false) => {
                    booking::size_within(market, cap, self.mark_of(place)?)?.minus(held_size)?
                }
            });
        }
        let largest = |free: Decimal| {
            if unit_cost <= Decimal::ZERO {
                // At a price so good that each unit adds to the balance, it is all, if any.
                let is_borne = unit_cost.times(room)? <= free;
                return booking::at_most(if is_borne { room } else { Decimal::ZERO });
            }
            booking::at_most(divide_down(free, unit_cost).map_or(room, |affordable| affordable.min(room)))
        };
        Ok([largest(free)?, largest(free.minus(rounding)?)?])
    }
}

/// The largest value that, turned into a size at a price, is no more than a size.
fn value_within(market: &Market, size: Decimal, price: Decimal) -> Result<Decimal> {
    let exposure = market.exposure(size)?;
    match market.contract().is_inverse() {
        true => booking::at_most(exposure),
        false => booking::value(market.contract(), exposure, price, Direction::Down),
    }
}
