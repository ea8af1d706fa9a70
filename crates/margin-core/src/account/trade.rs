//! Opening, adding to, reducing, closing and turning round a position.

use super::bankruptcy::Exit;
use super::booking::{self, Direction, STEP};
use super::{Event, Open, PositionMode, Simulation, Trade, isolated_surplus};
use crate::bounds;
use crate::compare::Quantity;
use crate::decimal::{Checked, Decimal, divide_down, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::market::Market;
use crate::position::{MarginMode, Position, PositionId, Side};
use crate::rules::{InitialBasis, MaintenanceBasis, TierBasis};

/// What is to be opened, once the other side is out of the way.
#[derive(Clone, Copy, Debug)]
struct Order {
    place: usize,
    side: Side,
    size: Decimal,
    price: Decimal,
    /// The value the default margin is taken of, where that is not the value of the size.
    nominal_value: Option<Decimal>,
    isolated_margin: Option<Decimal>,
}

impl Simulation {
    pub(super) fn open(&mut self, open: &Open) -> Result<Vec<Event>> {
        let place = self.place_of(&open.market)?;
        let price = self.price_of(place, open.price)?;
        let size = size_of(self.market(place)?, open.quantity, price)?;
        let mut events = Vec::new();
        let mut order = Order {
            place,
            side: open.side,
            size,
            price,
            nominal_value: match open.quantity {
                Quantity::Value(value) if !self.market(place)?.contract().is_inverse() => Some(value),
                _ => None,
            },
            isolated_margin: open.isolated_margin,
        };
        if self.position_mode == PositionMode::OneWay
            && let Some(index) = self.holding_on(place, open.side.opposite())
        {
            let reduced = size.min(self.holding(index)?.position.size());
            events.push(self.reduce(index, reduced, price)?);
            order.size = size.minus(reduced)?;
            order.nominal_value = None;
        }
        if let Some(leverage) = open.leverage {
            events.extend(self.set_leverage(place, leverage)?);
        }
        if order.size > Decimal::ZERO {
            events.push(self.increase(&order, open)?);
        } else if let Some(margin) = open.isolated_margin {
            let reason = "nothing is opened that the margin could be allocated to";
            let error = MarginError::because(ErrorCode::UnsupportedCombination, reason);
            return Err(error.with_value(margin).at("isolated_margin"));
        }
        Ok(events)
    }

    pub(super) fn close(&mut self, id: PositionId, size: Option<Decimal>, price: Option<Decimal>) -> Result<Event> {
        let index = self.index_of(id)?;
        let holding = self.holding(index)?;
        let held = holding.position.size();
        let size = match size {
            Some(size) => booking::check(&bounds::Bound { maximum: held, ..bounds::SIZE }, "size", size)?,
            None => held,
        };
        let price = self.price_of(holding.market, price)?;
        self.reduce(index, size, price)
    }

    /// Closes so much of a position, at most all of it.
    fn reduce(&mut self, index: usize, size: Decimal, price: Decimal) -> Result<Event> {
        let Holding { id, market: place, position, isolated_margin } = *self.holding(index)?;
        let market = self.market(place)?;
        let (side, contract) = (position.side(), market.contract());
        let gains = contract.gains_with_value(side);
        let is_all = size == position.size();
        let exposure = if is_all { position.exposure() } else { market.exposure(size)? };
        let exit_value = booking::value(contract, exposure, price, against(!gains))?;
        let share = |amount, direction| match is_all {
            true => Ok(amount),
            false => booking::share(amount, size, position.size(), direction),
        };
        let entry_share = share(position.entry_value(), against(gains))?;
        let realized_pnl = contract.profit(side, entry_share, exit_value)?;
        let fee = booking::at_rate(market.closing_fee(), exit_value, Direction::Up)?;
        let released = isolated_margin.map(|margin| share(margin, Direction::Down)).transpose()?;
        let symbol = market.symbol().to_owned();

        let gain = realized_pnl.minus(fee)?;
        let exit = Exit { index, size, exposure, entry_share, released };
        if self.is_bankrupt_at(index, price)? {
            return Err(self.beyond_bankruptcy(&exit, price)?);
        }
        if let Some(released) = released
            && released.plus(gain)? < Decimal::ZERO
        {
            return Err(self.beyond_bankruptcy(&exit, price)?);
        }
        if self.leaves_no_cross(&exit)?
            && self.collateral()?.plus(released.unwrap_or_default())?.plus(gain)? < Decimal::ZERO
        {
            return Err(self.beyond_bankruptcy(&exit, price)?);
        }
        self.wallet_balance = self.wallet_balance.plus(gain)?;
        if is_all {
            self.holdings.remove(index);
        } else {
            let remaining_margin = match (isolated_margin, released) {
                (Some(margin), Some(released)) => Some(margin.minus(released)?),
                _ => None,
            };
            let position = Position::of_entry_value(
                self.market(place)?,
                side,
                position.size().minus(size)?,
                position.entry_value().minus(entry_share)?,
                position.leverage(),
            )?;
            *self.holding_mut(index)? = Holding { id, market: place, position, isolated_margin: remaining_margin };
        }
        let trade = Trade {
            id,
            market: symbol,
            side,
            size,
            price,
            realized_pnl,
            fee: signed(false, fee),
            margin: signed(false, released.unwrap_or_default()),
        };
        Ok(if is_all { Event::Closed(trade) } else { Event::Reduced(trade) })
    }

    /// Opens a position, or adds to the one on this side.
    fn increase(&mut self, order: &Order, open: &Open) -> Result<Event> {
        let mut after = self.clone();
        let (index, event) = after.book_increase(order)?;
        let holding = *after.holding(index)?;
        let book = after.book()?;
        let standings = book.standings()?;
        let sums = book.sums(&standings)?;
        let standing = book.standing(&holding)?;

        let most = book.listed(&holding)?.market.tiers().row(standing.tier).max_leverage;
        if let Some(most) = most
            && holding.position.leverage() > most
        {
            return Err(match open.leverage {
                Some(_) => leverage_above(holding.position.leverage(), most),
                None => self.too_large(ErrorCode::OutOfRange, order, open)?,
            });
        }
        let margin = match isolated_surplus(&holding, &standing)? {
            None => {
                let initial_margin = book.cross_initial_margin(&standings)?;
                if sums.margin_balance_of(order.place)? < initial_margin {
                    return Err(self.too_large(ErrorCode::InsufficientBalance, order, open)?);
                }
                Decimal::ZERO
            }
            Some(surplus) => {
                let total = holding.isolated_margin.unwrap_or_default();
                let allocated = total.minus(self.margin_on(order.place, order.side))?;
                let leaves = allocated.plus(self.wallet_balance.minus(after.wallet_balance)?)?;
                let free = self.free_balance()?;
                if leaves > free {
                    return Err(match order.isolated_margin {
                        Some(margin) => MarginError::new(ErrorCode::InsufficientBalance)
                            .with_value(margin)
                            .with_allowed(None, Some(free.minus(leaves)?.plus(margin)?.max(Decimal::ZERO)))
                            .at("isolated_margin"),
                        None => self.too_large(ErrorCode::InsufficientBalance, order, open)?,
                    });
                }
                if total.plus(standing.unrealized_pnl)? <= Decimal::ZERO {
                    return Err(MarginError::new(ErrorCode::BeyondBankruptcy).with_value(order.price).at("price"));
                }
                if surplus <= Decimal::ZERO {
                    let needed = booking::at_most(allocated.minus(surplus)?)?.plus(STEP)?;
                    return Err(MarginError::new(ErrorCode::WouldLiquidate)
                        .with_value(allocated)
                        .with_allowed(Some(needed), None)
                        .at("isolated_margin"));
                }
                allocated
            }
        };
        let trade = Trade { margin, ..event };
        let is_new = self.holding_on(order.place, order.side).is_none();
        *self = after;
        Ok(if is_new { Event::Opened(trade) } else { Event::Increased(trade) })
    }

    /// Books an order without asking whether the account bears it: the place of the position, and the
    /// trade without its margin.
    fn book_increase(&mut self, order: &Order) -> Result<(usize, Trade)> {
        let Order { place, side, size, price, .. } = *order;
        let setting = *self.setting(place)?;
        let market = self.market(place)?;
        let contract = market.contract();
        let value = booking::value(contract, market.exposure(size)?, price, against(contract.gains_with_value(side)))?;
        let fee = booking::at_rate(market.taker_fee(), value, Direction::Up)?;
        let index = self.holding_on(place, side);
        let held = index.map(|index| self.holding(index).copied()).transpose()?;

        let mode = held.map_or(setting.margin_mode, |held| held.margin_mode());
        let isolated_margin = match (mode, order.isolated_margin) {
            (MarginMode::Cross, None) => None,
            (MarginMode::Cross, Some(margin)) => {
                return Err(MarginError::new(ErrorCode::NotIsolated).with_value(margin).at("isolated_margin"));
            }
            (MarginMode::Isolated, given) => {
                let nominal_value = order.nominal_value.unwrap_or(value);
                let initial_margin = booking::over(nominal_value, setting.leverage, Direction::Up)?;
                let margin = match given {
                    Some(margin) => {
                        let bound = bounds::Bound { minimum: initial_margin, ..bounds::MONEY };
                        booking::check(&bound, "isolated_margin", margin)?
                    }
                    None => initial_margin,
                };
                Some(margin.plus(held.and_then(|held| held.isolated_margin).unwrap_or_default())?)
            }
        };
        let (held_size, held_value) =
            held.map_or_else(Default::default, |held| (held.position.size(), held.position.entry_value()));
        let position =
            Position::of_entry_value(market, side, held_size.plus(size)?, held_value.plus(value)?, setting.leverage)?;
        let symbol = market.symbol().to_owned();
        self.wallet_balance = self.wallet_balance.minus(fee)?;
        let id = match held {
            Some(held) => held.id,
            None => self.new_id()?,
        };
        let holding = Holding { id, market: place, position, isolated_margin };
        let index = match index {
            Some(index) => {
                *self.holding_mut(index)? = holding;
                index
            }
            None => {
                self.holdings.push(holding);
                self.holdings.len().saturating_sub(1)
            }
        };
        let trade = Trade {
            id,
            market: symbol,
            side,
            size,
            price,
            realized_pnl: Decimal::ZERO,
            fee: signed(false, fee),
            margin: Decimal::ZERO,
        };
        Ok((index, trade))
    }

    fn new_id(&mut self) -> Result<PositionId> {
        if self.holdings.len() >= bounds::MAXIMUM_POSITIONS {
            return Err(MarginError::because(ErrorCode::OutOfRange, "more than 100000 positions").at("positions"));
        }
        let id = PositionId(self.next_id);
        self.next_id = self.next_id.checked_add(1).ok_or_else(|| MarginError::new(ErrorCode::Overflow))?;
        Ok(id)
    }

    fn margin_on(&self, place: usize, side: Side) -> Decimal {
        let held = self.holding_on(place, side).and_then(|index| self.holdings.get(index));
        held.and_then(|held| held.isolated_margin).unwrap_or_default()
    }

    /// The refusal of an order that the account, or the table, does not bear: how much could be opened.
    fn too_large(&self, code: ErrorCode, order: &Order, open: &Open) -> Result<MarginError> {
        let size = self.largest_increase(order.place, order.side, order.price)?;
        let error = match open.quantity {
            Quantity::Size(given) => {
                let reduced = given.minus(order.size)?;
                let most = size.plus(reduced)?.min(bounds::SIZE.maximum);
                MarginError::new(code).with_value(given).with_allowed(None, Some(most)).at("size")
            }
            Quantity::Value(given) => {
                let market = self.market(order.place)?;
                let reduced = size_of(market, open.quantity, order.price)?.minus(order.size)?;
                let exposure = market.exposure(size.plus(reduced)?)?;
                let value = match market.contract().is_inverse() {
                    true => booking::at_most(exposure)?,
                    false => booking::value(market.contract(), exposure, order.price, Direction::Down)?,
                };
                MarginError::new(code).with_value(given).with_allowed(None, Some(value)).at("value")
            }
        };
        Ok(error)
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
        let fee = market.taker_fee().times(unit_value)?;
        let (free, unit_cost) = match mode {
            MarginMode::Isolated => (self.free_balance()?, unit_value.over(setting.leverage)?.plus(fee)?),
            MarginMode::Cross => {
                let free = sums.margin_balance_of(place)?.minus(book.cross_initial_margin(&standings)?)?;
                let charged = match self.rules.initial_basis {
                    InitialBasis::Entry => unit_value,
                    InitialBasis::Mark => unit_at_mark,
                };
                let profit = contract.profit(side, unit_value, unit_at_mark)?;
                (free, charged.over(setting.leverage)?.plus(fee)?.minus(profit)?)
            }
        };
        // The value is rounded against the trader by less than a step, which its margin is a multiple
        // of and its fee and profit a part of; then the margin and the fee are rounded up themselves.
        let rounding = STEP.over(setting.leverage)?.plus(STEP.times(Decimal::from(4))?)?;
        let free = free.minus(rounding)?;
        let position = held.map(|held| held.position);
        let (held_size, held_value) =
            position.map_or_else(Default::default, |position| (position.size(), position.entry_value()));
        // What a position of any account can be.
        let size_room = bounds::SIZE.maximum.minus(held_size)?;
        let value_room = bounds::VALUE.maximum.minus(held_value)?;
        let mut largest = booking::size_within(market, value_room, price)?.min(size_room);
        if unit_cost > Decimal::ZERO {
            largest = divide_down(free, unit_cost).map_or(largest, |affordable| affordable.min(largest));
        }
        if let Some(cap) = market.tiers().largest_with_leverage(setting.leverage) {
            let terms = market.terms(&self.rules)?;
            let room = match (terms.basis, terms.maintenance_basis) {
                (TierBasis::Size, _) => cap.minus(held_size)?,
                (TierBasis::Value, MaintenanceBasis::Entry) => {
                    booking::size_within(market, booking::at_most(cap.minus(held_value)?)?, price)?
                }
                (TierBasis::Value, MaintenanceBasis::Mark) => {
                    booking::size_within(market, cap, self.mark_of(place)?)?.minus(held_size)?
                }
            };
            largest = largest.min(room);
        }
        // At a price so good that each unit adds to the balance, it is the largest that is borne, if any.
        let is_borne = unit_cost > Decimal::ZERO || unit_cost.times(largest)? <= free;
        booking::at_most(if is_borne { largest } else { Decimal::ZERO })
    }
}

/// The direction that is against the trader for a value: up where more of it costs them.
const fn against(costs: bool) -> Direction {
    if costs { Direction::Up } else { Direction::Down }
}

/// The size of a quantity at a price: as given, or from a value, rounded down.
fn size_of(market: &Market, quantity: Quantity, price: Decimal) -> Result<Decimal> {
    match quantity {
        Quantity::Size(size) => booking::check(&bounds::SIZE, "size", size),
        Quantity::Value(value) => {
            let value = bounds::VALUE.check("value", value)?;
            let unit = match market.contract().is_inverse() {
                true => market.multiplier(),
                false => market.exposure(price)?,
            };
            bounds::SIZE.check("size", booking::over(value, unit, Direction::Down)?)
        }
    }
}

pub(super) fn leverage_above(leverage: Decimal, most: Decimal) -> MarginError {
    MarginError::because(ErrorCode::OutOfRange, "the tier of this size allows less")
        .with_value(leverage)
        .with_allowed(None, Some(most))
        .at("leverage")
}
