//! Opening, adding to, reducing, closing and turning round a position.

use super::booking::{self, Direction, STEP};
use super::{Event, Open, PositionMode, Simulation, Trade, isolated_surplus};
use crate::bounds;
use crate::compare::Quantity;
use crate::decimal::{Checked, Decimal, divide_down};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::liquidation::Liquidation;
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
    /// Whether the order names its leverage, and not only its size.
    names_leverage: bool,
}

/// Why an account does not take an order.
enum Refusal {
    /// Less of it could be opened.
    TooLarge(ErrorCode),
    /// For a reason that no size mends.
    Otherwise(MarginError),
}

impl From<MarginError> for Refusal {
    fn from(error: MarginError) -> Self {
        Self::Otherwise(error)
    }
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
            names_leverage: open.leverage.is_some(),
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

        if self.is_bankrupt_at(index, price)? {
            return Err(self.beyond_bankruptcy(index, price)?);
        }
        let gain = realized_pnl.minus(fee)?;
        if let Some(released) = released
            && released.plus(gain)? < Decimal::ZERO
        {
            return Err(self.beyond_bankruptcy(index, price)?);
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
        if self.is_overdrawn()? {
            let error = MarginError::because(ErrorCode::BeyondBankruptcy, "the fee is more than what is left");
            return Err(error.with_value(price).at("price"));
        }
        let trade = Trade {
            id,
            market: symbol,
            side,
            size,
            price,
            realized_pnl,
            fee: Decimal::ZERO.minus(fee)?,
            margin: Decimal::ZERO.minus(released.unwrap_or_default())?,
        };
        Ok(if is_all { Event::Closed(trade) } else { Event::Reduced(trade) })
    }

    /// Opens a position, or adds to the one on this side.
    fn increase(&mut self, order: &Order, open: &Open) -> Result<Event> {
        let is_new = self.holding_on(order.place, order.side).is_none();
        match self.grown(order) {
            Ok((after, trade)) => {
                *self = after;
                Ok(if is_new { Event::Opened(trade) } else { Event::Increased(trade) })
            }
            Err(Refusal::TooLarge(code)) => Err(self.too_large(code, order, open)?),
            Err(Refusal::Otherwise(error)) => Err(error),
        }
    }

    /// The account with an order carried out, where it bears it.
    fn grown(&self, order: &Order) -> core::result::Result<(Self, Trade), Refusal> {
        let mut after = self.clone();
        let (index, trade) = after.book_increase(order)?;
        let holding = *after.holding(index)?;
        let book = after.book()?;
        let standings = book.standings()?;
        let standing = book.standing(&holding)?;

        let most = book.listed(&holding)?.market.tiers().row(standing.tier).max_leverage;
        if let Some(most) = most
            && holding.position.leverage() > most
        {
            return Err(match order.names_leverage {
                true => leverage_above(holding.position.leverage(), most).into(),
                false => Refusal::TooLarge(ErrorCode::OutOfRange),
            });
        }
        match isolated_surplus(&holding, &standing)? {
            None => {
                let balance = book.sums(&standings)?.margin_balance_of(order.place)?;
                if balance < book.cross_initial_margin(&standings)? {
                    return Err(Refusal::TooLarge(ErrorCode::InsufficientBalance));
                }
            }
            Some(surplus) => {
                let free = self.free_balance()?;
                let leaves = trade.margin.minus(trade.fee)?;
                if leaves > free {
                    return Err(match order.isolated_margin {
                        Some(margin) => MarginError::new(ErrorCode::InsufficientBalance)
                            .with_value(margin)
                            .with_allowed(None, Some(free.plus(trade.fee)?.max(Decimal::ZERO)))
                            .at("isolated_margin")
                            .into(),
                        None => Refusal::TooLarge(ErrorCode::InsufficientBalance),
                    });
                }
                let margin = holding.isolated_margin.unwrap_or_default();
                if margin.plus(standing.unrealized_pnl)? <= Decimal::ZERO {
                    return Err(MarginError::new(ErrorCode::BeyondBankruptcy)
                        .with_value(order.price)
                        .at("price")
                        .into());
                }
                if surplus <= Decimal::ZERO {
                    let needed = booking::at_most(trade.margin.minus(surplus)?)?.plus(STEP)?;
                    return Err(MarginError::new(ErrorCode::WouldLiquidate)
                        .with_value(trade.margin)
                        .with_allowed(Some(needed), None)
                        .at("isolated_margin")
                        .into());
                }
            }
        }
        Ok((after, trade))
    }

    /// Books an order without asking whether the account bears it: the place of the position, and the
    /// trade.
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
        let allocated = match (mode, order.isolated_margin) {
            (MarginMode::Cross, None) => None,
            (MarginMode::Cross, Some(margin)) => {
                return Err(MarginError::new(ErrorCode::NotIsolated).with_value(margin).at("isolated_margin"));
            }
            (MarginMode::Isolated, given) => {
                let nominal_value = order.nominal_value.unwrap_or(value);
                let initial_margin = booking::over(nominal_value, setting.leverage, Direction::Up)?;
                Some(match given {
                    Some(margin) => {
                        let bound = bounds::Bound { minimum: initial_margin, ..bounds::MONEY };
                        booking::check(&bound, "isolated_margin", margin)?
                    }
                    None => initial_margin,
                })
            }
        };
        let held_margin = held.and_then(|held| held.isolated_margin).unwrap_or_default();
        let isolated_margin = allocated.map(|allocated| allocated.plus(held_margin)).transpose()?;
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
            fee: Decimal::ZERO.minus(fee)?,
            margin: allocated.unwrap_or_default(),
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

    /// Whether a position, valued at a price, leaves less than nothing of what backs it.
    fn is_bankrupt_at(&self, index: usize, price: Decimal) -> Result<bool> {
        let book = self.book()?;
        let holding = self.holding(index)?;
        let listed = book.listed(holding)?;
        let value = listed.terms.contract.value(holding.position.exposure(), price)?;
        let profit = listed.terms.contract.profit(holding.position.side(), holding.position.entry_value(), value)?;
        let balance = match holding.isolated_margin {
            Some(margin) => margin,
            None => {
                let standings = book.standings()?;
                let at_mark = book.standing(holding)?.unrealized_pnl;
                book.sums(&standings)?.margin_balance_of(holding.market)?.minus(at_mark)?
            }
        };
        Ok(balance.plus(profit)? < Decimal::ZERO)
    }

    fn beyond_bankruptcy(&self, index: usize, price: Decimal) -> Result<MarginError> {
        let report = self.report()?;
        let position = report.positions.get(index).ok_or_else(|| MarginError::new(ErrorCode::UnknownPosition))?;
        let limit = match position.bankruptcy {
            Liquidation::At { price, .. } => Some(price),
            Liquidation::Never(_) | Liquidation::Now => None,
        };
        let (minimum, maximum) = match position.side {
            Side::Long => (limit, None),
            Side::Short => (None, limit),
        };
        let error = MarginError::new(ErrorCode::BeyondBankruptcy).with_value(price);
        Ok(error.with_allowed(minimum, maximum).at("price"))
    }

    /// Whether the cross collateral is below 0 with no cross position to hold it.
    fn is_overdrawn(&self) -> Result<bool> {
        let book = self.book()?;
        let sums = book.sums(&book.standings()?)?;
        Ok(sums.collateral < Decimal::ZERO && book.cross_holdings().next().is_none())
    }

    /// The refusal of an order that the account, or the table, does not bear: how much could be opened.
    fn too_large(&self, code: ErrorCode, order: &Order, open: &Open) -> Result<MarginError> {
        let size = self.largest_increase(order.place, order.side, order.price)?;
        let error = match open.quantity {
            Quantity::Size(given) => {
                let reduced = given.minus(order.size)?;
                MarginError::new(code).with_value(given).with_allowed(None, Some(size.plus(reduced)?)).at("size")
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
            return after.largest_increase(place, side, price)?.plus(size);
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
        let affordable = |free: Decimal| match unit_cost > Decimal::ZERO {
            true => divide_down(free.max(Decimal::ZERO), unit_cost).unwrap_or(bounds::SIZE.maximum),
            false => bounds::SIZE.maximum,
        };
        let mut room = bounds::SIZE.maximum;
        if let Some(cap) = market.tiers().largest_with_leverage(setting.leverage) {
            let terms = market.terms(&self.rules)?;
            let position = held.map(|held| held.position);
            room = match (terms.basis, terms.maintenance_basis) {
                (TierBasis::Size, _) => cap.minus(position.map_or(Decimal::ZERO, |position| position.size()))?,
                (TierBasis::Value, MaintenanceBasis::Entry) => {
                    let taken = position.map_or(Decimal::ZERO, |position| position.entry_value());
                    divide_down(cap.minus(taken)?, unit_value)?
                }
                (TierBasis::Value, MaintenanceBasis::Mark) => {
                    let taken = held.map(|held| book.standing(held)).transpose()?.map(|standing| standing.value);
                    divide_down(cap.minus(taken.unwrap_or_default())?, unit_at_mark)?
                }
            };
        }
        let largest = booking::at_most(affordable(free).min(room))?;
        let order = Order {
            place,
            side,
            size: largest,
            price,
            nominal_value: None,
            isolated_margin: None,
            names_leverage: false,
        };
        if largest.is_zero() || self.grown(&order).is_ok() {
            return Ok(largest);
        }
        // The value, the margin and the fee are each rounded up by less than a step.
        let rounded = STEP.times(Decimal::from(3))?;
        booking::at_most(affordable(free.minus(rounded)?).min(room))
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
