//! Opening, adding to, reducing, closing and turning round a position.

use super::booking::{self, STEP, against};
use super::{Event, Open, PositionMode, Simulation, Trade, isolated_surplus};
use crate::bounds;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::{Holding, Sums};
use crate::exact::Direction;
use crate::figures::Standing;
use crate::liquidation::Leg;
use crate::market::Market;
use crate::position::{MarginMode, Position, PositionId, Side};
use crate::rules::OpeningCost;
use crate::scenario::Quantity;
use crate::tiers::leverage_above_tier;

/// What is to be opened, once the other side is out of the way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub(super) place: usize,
    pub(super) side: Side,
    pub(super) size: Decimal,
    pub(super) price: Decimal,
    /// The value the default margin is taken of, where that is not the value of the size.
    pub(super) nominal_value: Option<Decimal>,
    pub(super) isolated_margin: Option<Decimal>,
    /// Whether the order names its leverage, and not only its size.
    pub(super) names_leverage: bool,
}

/// An order as it was booked.
struct Increase {
    /// The place of the position.
    index: usize,
    trade: Trade,
    /// The least that can be allocated to it: its value over the leverage.
    least_margin: Decimal,
    /// What must be free for it beside its margin.
    beside_margin: Decimal,
}

/// An account with an order carried out.
pub(super) struct Grown {
    after: Simulation,
    trade: Trade,
    /// How its positions stand.
    standings: Vec<Standing>,
    sums: Sums,
}

/// Why an account does not take an order.
pub(super) enum Refusal {
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
            return Ok(events);
        }
        if let Some(margin) = open.isolated_margin {
            let reason = "nothing is opened that the margin could be allocated to";
            let error = MarginError::because(ErrorCode::UnsupportedCombination, reason);
            return Err(error.with_value(margin).at("isolated_margin"));
        }
        self.check_standing()?;
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
    pub(super) fn reduce(&mut self, index: usize, size: Decimal, price: Decimal) -> Result<Event> {
        let exit = self.exit(index, size, price)?;
        self.check_exit(index, &exit)?;
        let Holding { id, market: place, position, isolated_margin, added_margin } = exit.holding;
        let market = self.market(place)?;
        let released = exit.released.unwrap_or_default();
        let trade = Trade {
            id,
            market: market.symbol().to_owned(),
            side: position.side(),
            size,
            price,
            realized_pnl: exit.realized_pnl,
            fee: Decimal::ZERO.minus(exit.fee)?,
            margin: Decimal::ZERO.minus(released)?,
        };
        if exit.is_whole() {
            self.wallet_balance = self.wallet_balance.plus(exit.gain()?)?;
            self.holdings.remove(index);
            return Ok(Event::Closed(trade));
        }
        let position = Position::of_entry_value(
            market,
            position.side(),
            position.size().minus(size)?,
            position.entry_value().minus(exit.entry_share)?,
            position.leverage(),
        )?;
        let isolated_margin = isolated_margin.map(|margin| margin.minus(released)).transpose()?;
        let added = added_margin.margin();
        let added = added.minus(booking::share(added, size, exit.holding.position.size(), Direction::Down)?)?;
        let added_margin = self.added_part(&exit.holding, added)?;
        self.wallet_balance = self.wallet_balance.plus(exit.gain()?)?;
        *self.holding_mut(index)? = Holding { id, market: place, position, isolated_margin, added_margin };
        Ok(Event::Reduced(trade))
    }

    /// Opens a position, or adds to the one on this side, and refuses what would be liquidated.
    fn increase(&mut self, order: &Order, open: &Open) -> Result<Event> {
        let is_new = self.holding_on(order.place, order.side).is_none();
        match self.grown(order) {
            Ok(Grown { after, trade, standings, sums }) => {
                after.check_sums(&standings, &sums)?;
                *self = after;
                Ok(if is_new { Event::Opened(trade) } else { Event::Increased(trade) })
            }
            Err(Refusal::TooLarge(code)) => Err(self.too_large(code, order, open)?),
            Err(Refusal::Otherwise(error)) => Err(error),
        }
    }

    /// The account with an order carried out, where it bears it.
    pub(super) fn grown(&self, order: &Order) -> core::result::Result<Grown, Refusal> {
        let mut after = self.clone();
        let Increase { index, trade, least_margin, beside_margin } = after.book_increase(order)?;
        let holding = *after.holding(index)?;
        let book = after.book()?;
        let standings = book.standings()?;
        let standing = book.standing(&holding)?;
        let sums = book.sums(&standings)?;

        let listed = book.listed(&holding)?;
        let tiers = listed.market.tiers();
        let measure = listed.terms(holding.margin_mode()).measure(&Leg::from(&holding.position), standing.value);
        if tiers.end().is_some_and(|end| measure > end) {
            return Err(Refusal::TooLarge(ErrorCode::BeyondTable));
        }
        if let Some(most) = tiers.row(standing.tier).max_leverage
            && holding.position.leverage() > most
        {
            return Err(match order.names_leverage {
                true => leverage_above_tier(holding.position.leverage(), most).into(),
                false => Refusal::TooLarge(ErrorCode::LeverageAboveTier),
            });
        }
        match isolated_surplus(&holding, &standing)? {
            None => {
                // The opening fee has left the wallet already; it is in what must be free where the rules ask for it.
                let before_fee = sums.margin_balance_of(&sums.market(order.place))?.minus(trade.fee)?;
                if before_fee.minus(beside_margin)? < book.cross_initial_margin(&standings)? {
                    return Err(Refusal::TooLarge(ErrorCode::InsufficientBalance));
                }
            }
            Some(surplus) => {
                let free = self.free_balance()?;
                let leaves = trade.margin.plus(beside_margin)?;
                if leaves > free {
                    return Err(match order.isolated_margin {
                        // Where even the least margin is too much, the order is too large.
                        Some(margin) if least_margin.plus(beside_margin)? <= free => {
                            MarginError::new(ErrorCode::InsufficientBalance)
                                .with_value(margin)
                                .with_allowed(None, Some(booking::at_most(free.minus(beside_margin)?)?))
                                .at("isolated_margin")
                                .into()
                        }
                        _ => Refusal::TooLarge(ErrorCode::InsufficientBalance),
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
        Ok(Grown { after, trade, standings, sums })
    }

    /// Books an order without asking whether the account bears it.
    fn book_increase(&mut self, order: &Order) -> Result<Increase> {
        let Order { place, side, size, price, .. } = *order;
        let setting = *self.setting(place)?;
        let market = self.market(place)?;
        let contract = market.contract();
        let value = booking::value(contract, market.exposure(size)?, price, against(contract.gains_with_value(side)))?;
        let fee = booking::at_rate(market.taker_fee(), value, Direction::Up)?;
        let index = self.holding_on(place, side);
        let held = index.map(|index| self.holding(index).copied()).transpose()?;

        let mode = held.map_or(setting.margin_mode, |held| held.margin_mode());
        let nominal_value = order.nominal_value.unwrap_or(value);
        let least_margin = booking::over(nominal_value, setting.leverage, Direction::Up)?;
        let allocated = match (mode, order.isolated_margin) {
            (MarginMode::Cross, None) => None,
            (MarginMode::Cross, Some(margin)) => {
                return Err(MarginError::new(ErrorCode::NotIsolated).with_value(margin).at("isolated_margin"));
            }
            (MarginMode::Isolated, Some(margin)) => {
                let bound = bounds::Bound { minimum: least_margin, ..bounds::MONEY };
                Some(booking::check(&bound, "isolated_margin", margin)?)
            }
            (MarginMode::Isolated, None) => Some(least_margin),
        };
        let held_margin = held.and_then(|held| held.isolated_margin).unwrap_or_default();
        let isolated_margin = allocated.map(|allocated| allocated.plus(held_margin)).transpose()?;
        let (held_size, held_value) =
            held.map_or_else(Default::default, |held| (held.position.size(), held.position.entry_value()));
        let position =
            Position::of_entry_value(market, side, held_size.plus(size)?, held_value.plus(value)?, setting.leverage)?;
        let symbol = market.symbol().to_owned();
        let beside_margin = self.beside_margin(mode, order, value, setting.leverage)?;
        self.wallet_balance = self.wallet_balance.minus(fee)?;
        let id = match held {
            Some(held) => held.id,
            None => self.new_id()?,
        };
        let added_margin = held.map(|held| held.added_margin).unwrap_or_default();
        let holding = Holding { id, market: place, position, isolated_margin, added_margin };
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
        Ok(Increase { index, trade, least_margin, beside_margin })
    }

    /// What must be free for an order of this value beside its margin: the fees that the rules ask for, and isolated the
    /// reserve that is reported in its initial margin. In cross that is in the initial margins.
    ///
    /// Both fees of 0.075% of an order of 1 are 0.0015: at leverage 1, 1.0015 must be free.
    fn beside_margin(&self, mode: MarginMode, order: &Order, value: Decimal, leverage: Decimal) -> Result<Decimal> {
        let market = self.market(order.place)?;
        let fees = booking::at_rate(self.fees_beside_margin(market, mode)?, value, Direction::Up)?;
        let terms = market.terms(&self.rules, mode)?;
        if mode == MarginMode::Cross || terms.reserve_fee.is_zero() {
            return Ok(fees);
        }
        let at_mark = market.contract().value(market.exposure(order.size)?, self.mark_of(order.place)?)?;
        fees.plus(terms.reserve_of(order.side, leverage, terms.reserve_basis(value, at_mark))?)
    }

    /// The rate of the fees that must be free beside the margin of an order.
    pub(super) fn fees_beside_margin(&self, market: &Market, mode: MarginMode) -> Result<Decimal> {
        match (self.rules.opening_cost, mode) {
            (OpeningCost::Margin, MarginMode::Cross) => Ok(Decimal::ZERO),
            (OpeningCost::Margin | OpeningCost::OpeningFee, _) => Ok(market.taker_fee()),
            (OpeningCost::BothFees, _) => market.taker_fee().plus(market.closing_fee()),
        }
    }

    fn new_id(&mut self) -> Result<PositionId> {
        if self.holdings.len() >= bounds::MAXIMUM_POSITIONS {
            return Err(MarginError::because(ErrorCode::OutOfRange, "more than 100000 positions").at("positions"));
        }
        let id = PositionId(self.next_id);
        self.next_id = self.next_id.checked_add(1).ok_or_else(|| MarginError::new(ErrorCode::Overflow))?;
        Ok(id)
    }
}

/// The size of a quantity at a price: as given, or from a value, rounded down.
pub(super) fn size_of(market: &Market, quantity: Quantity, price: Decimal) -> Result<Decimal> {
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
