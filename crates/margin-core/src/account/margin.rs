//! Moving margin and money, and choosing mode and leverage.

use super::booking::{self, Direction};
use super::trade::leverage_above;
use super::{Event, Simulation, isolated_surplus};
use crate::bounds;
use crate::decimal::{Checked, Decimal, divide_up};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::figures::initial_margin;
use crate::position::{MarginMode, PositionId};
use crate::rules::{LeverageChange, ModeChange, ModeScope};

/// The most that can be done to a position, in the settlement currency and in units of its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest amount of margin that can be added: 0 in cross.
    pub add_margin: Decimal,
    /// The largest amount of margin that can be removed: 0 in cross.
    pub remove_margin: Decimal,
    /// The largest size that can be closed: all of it.
    pub close: Decimal,
}

impl Simulation {
    /// How much margin can be added to and removed from a position, and how much of it can be closed.
    ///
    /// # Errors
    /// `unknown-position`.
    ///
    /// ```
    /// use margin_core::account::{Open, Operation, PositionMode, Simulation, SimulationInput};
    /// use margin_core::{MarginMode, Market, PositionId, Quantity, Rules, Side, parse};
    ///
    /// let mut account = Simulation::new(SimulationInput {
    ///     rules: Rules::default(),
    ///     position_mode: PositionMode::OneWay,
    ///     wallet_balance: parse("2000")?,
    ///     markets: vec![Market::flat(parse("0.004")?)?],
    ///     prices: vec![("flat".to_owned(), parse("100")?)],
    /// })?;
    /// account.apply(&Operation::SetMarginMode { market: "flat".to_owned(), mode: MarginMode::Isolated })?;
    /// let open = Open::new("flat", Side::Long, Quantity::Size(parse("10")?));
    /// account.apply(&Operation::Open(Open {
    ///     leverage: Some(parse("10")?),
    ///     isolated_margin: Some(parse("250")?),
    ///     ..open
    /// }))?;
    /// let limits = account.limits(PositionId(1))?;
    /// assert_eq!(limits.add_margin, parse("1750")?);
    /// assert_eq!(limits.remove_margin, parse("150")?, "100 must stay: the value over the leverage");
    /// assert_eq!(limits.close, parse("10")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn limits(&self, id: PositionId) -> Result<Limits> {
        let holding = self.holding(self.index_of(id)?)?;
        let (add_margin, remove_margin) = match holding.isolated_margin {
            Some(margin) => (self.free_balance()?, self.removable(holding, margin)?),
            None => (Decimal::ZERO, Decimal::ZERO),
        };
        Ok(Limits { add_margin, remove_margin, close: holding.position.size() })
    }

    /// The most that can be withdrawn, or become isolated margin: the available balance, less where
    /// the cross positions need more to stay above liquidation. A whole number of booked steps.
    ///
    /// # Errors
    /// `overflow` where a sum cannot be held.
    pub fn free_balance(&self) -> Result<Decimal> {
        let book = self.book()?;
        let standings = book.standings()?;
        let sums = book.sums(&standings)?;
        let available = booking::at_most(sums.available_balance(book.cross_initial_margin(&standings)?)?)?;
        Ok(match sums.smallest_surplus()? {
            Some(surplus) => available.min(booking::just_below(surplus)?),
            None => available,
        })
    }

    /// The most margin that can be taken out of an isolated position: what keeps `M + profit` at
    /// `V(mark)/L` and at the removal floor, and the position above liquidation, and never more than
    /// was allocated.
    fn removable(&self, holding: &Holding, margin: Decimal) -> Result<Decimal> {
        let standing = self.book()?.standing(holding)?;
        let balance = margin.plus(standing.unrealized_pnl)?;
        let initial = holding.position.initial_margin(standing.value)?;
        let floor = self.rules.removal_floor.times(standing.value)?;
        let spare = balance.minus(initial.max(floor))?;
        let surplus = isolated_surplus(holding, &standing)?.unwrap_or_default();
        Ok(booking::at_most(spare.min(margin))?.min(booking::just_below(surplus)?))
    }

    pub(super) fn add_margin(&mut self, id: PositionId, amount: Decimal) -> Result<Event> {
        let (index, margin) = self.isolated_margin_of(id)?;
        let amount = booking::check(&bounds::VALUE, "amount", amount)?;
        let most = self.free_balance()?;
        if amount > most {
            return Err(too_much(ErrorCode::InsufficientBalance, amount, most));
        }
        self.holding_mut(index)?.isolated_margin = Some(margin.plus(amount)?);
        Ok(Event::MarginAdded { id, amount })
    }

    pub(super) fn remove_margin(&mut self, id: PositionId, amount: Decimal) -> Result<Event> {
        let (index, margin) = self.isolated_margin_of(id)?;
        let amount = booking::check(&bounds::VALUE, "amount", amount)?;
        let most = self.removable(self.holding(index)?, margin)?;
        if amount > most {
            return Err(too_much(ErrorCode::InsufficientMargin, amount, most));
        }
        self.holding_mut(index)?.isolated_margin = Some(margin.minus(amount)?);
        Ok(Event::MarginRemoved { id, amount: Decimal::ZERO.minus(amount)? })
    }

    fn isolated_margin_of(&self, id: PositionId) -> Result<(usize, Decimal)> {
        let index = self.index_of(id)?;
        let cross = || MarginError::new(ErrorCode::NotIsolated).with_text(&id.to_string()).at("id");
        Ok((index, self.holding(index)?.isolated_margin.ok_or_else(cross)?))
    }

    pub(super) fn deposit(&mut self, amount: Decimal) -> Result<Event> {
        let amount = booking::check(&bounds::VALUE, "amount", amount)?;
        self.wallet_balance = self.wallet_balance.plus(amount)?;
        Ok(Event::Deposited { amount })
    }

    pub(super) fn withdraw(&mut self, amount: Decimal) -> Result<Event> {
        let amount = booking::check(&bounds::VALUE, "amount", amount)?;
        let most = self.free_balance()?;
        if amount > most {
            return Err(too_much(ErrorCode::InsufficientBalance, amount, most));
        }
        self.wallet_balance = self.wallet_balance.minus(amount)?;
        Ok(Event::Withdrawn { amount: Decimal::ZERO.minus(amount)? })
    }

    pub(super) fn set_margin_mode(&mut self, symbol: &str, mode: MarginMode) -> Result<Vec<Event>> {
        let place = self.place_of(symbol)?;
        let is_account = self.rules.mode_scope == ModeScope::Account;
        let is_covered_by = |other: usize| is_account || other == place;
        // Where each position has a mode of its own, the choice is for the next one.
        let locks = self.rules.mode_scope != ModeScope::Position;
        let other_mode =
            |holding: &&mut Holding| locks && is_covered_by(holding.market) && holding.margin_mode() != mode;

        let mut events = Vec::new();
        for ((index, market), setting) in self.venue.markets.iter().enumerate().zip(&mut self.settings) {
            if is_covered_by(index) && setting.margin_mode != mode {
                setting.margin_mode = mode;
                events.push(Event::MarginModeSet { market: market.symbol().to_owned(), mode });
            }
        }
        let rules = self.rules;
        let mut moves = Vec::new();
        for holding in self.holdings.iter_mut().filter(other_mode) {
            if rules.mode_change == ModeChange::NoPosition {
                return Err(mode_locked(mode));
            }
            moves.push(holding.id);
        }
        for id in moves {
            events.push(self.convert(id)?);
        }
        Ok(events)
    }

    /// Puts an open position into the other mode: into isolated with its initial margin, into cross
    /// with nothing of its own.
    fn convert(&mut self, id: PositionId) -> Result<Event> {
        let index = self.index_of(id)?;
        let holding = *self.holding(index)?;
        if let Some(margin) = holding.isolated_margin {
            self.holding_mut(index)?.isolated_margin = None;
            return Ok(Event::MarginRemoved { id, amount: Decimal::ZERO.minus(margin)? });
        }
        let value = self.book()?.standing(&holding)?.value;
        let needed = initial_margin(&self.rules, &holding.position, value)?;
        let amount = booking::over(needed, Decimal::ONE, Direction::Up)?;
        self.holding_mut(index)?.isolated_margin = Some(amount);
        let book = self.book()?;
        let standings = book.standings()?;
        let sums = book.sums(&standings)?;
        let spare = sums.collateral.min(sums.margin_balance()?.minus(book.cross_initial_margin(&standings)?)?);
        if spare < Decimal::ZERO {
            return Err(too_much(ErrorCode::InsufficientBalance, amount, booking::at_most(amount.plus(spare)?)?));
        }
        Ok(Event::MarginAdded { id, amount })
    }

    /// Chooses the leverage of a market, where that changes it.
    pub(super) fn set_leverage(&mut self, place: usize, leverage: Decimal) -> Result<Option<Event>> {
        let leverage = bounds::LEVERAGE.check("leverage", leverage)?;
        let current = self.setting(place)?.leverage;
        if leverage == current {
            return Ok(None);
        }
        let in_market = |holding: &&Holding| holding.market == place;
        let has_isolated = self.holdings.iter().filter(in_market).any(|holding| holding.isolated_margin.is_some());
        if leverage < current && has_isolated && self.rules.leverage_change == LeverageChange::RaiseOnly {
            let error = MarginError::new(ErrorCode::LeverageLocked).with_value(leverage);
            return Err(error.with_allowed(Some(current), Some(bounds::LEVERAGE.maximum)).at("leverage"));
        }
        self.setting_mut(place)?.leverage = leverage;
        for holding in self.holdings.iter_mut().filter(|holding| holding.market == place) {
            holding.position = holding.position.with_leverage(leverage);
        }
        self.check_leverage(place, leverage)?;
        let market = self.market(place)?.symbol().to_owned();
        Ok(Some(Event::LeverageSet { market, leverage }))
    }

    /// Refuses a leverage that the market's table does not offer, or with which the initial margin of
    /// its positions is not covered.
    fn check_leverage(&self, place: usize, leverage: Decimal) -> Result<()> {
        let book = self.book()?;
        let standings = book.standings()?;
        let table = self.market(place)?.tiers();
        let mut tier = 0;
        let mut cross_base = Decimal::ZERO;
        for (holding, standing) in self.holdings.iter().zip(&standings).filter(|(holding, _)| holding.market == place) {
            tier = tier.max(standing.tier);
            match holding.isolated_margin {
                Some(margin) => {
                    let balance = margin.plus(standing.unrealized_pnl)?;
                    if balance < holding.position.initial_margin(standing.value)? {
                        let least = divide_up(standing.value, balance).ok().filter(|least| *least > Decimal::ZERO);
                        return Err(not_covered(ErrorCode::InsufficientMargin, leverage, least));
                    }
                }
                None => {
                    // At leverage 1 the initial margin is the whole value that it is taken of.
                    let whole = holding.position.with_leverage(Decimal::ONE);
                    cross_base = cross_base.plus(initial_margin(&self.rules, &whole, standing.value)?)?;
                }
            }
        }
        if let Some(most) = table.row(tier).max_leverage
            && leverage > most
        {
            return Err(leverage_above(leverage, most));
        }
        if !cross_base.is_zero() {
            let all = book.cross_initial_margin(&standings)?;
            let balance = book.sums(&standings)?.margin_balance_of(place)?;
            if balance < all {
                let others = all.minus(divide_up(cross_base, leverage)?)?;
                let least = divide_up(cross_base, balance.minus(others)?).ok().filter(|least| *least > Decimal::ZERO);
                return Err(not_covered(ErrorCode::InsufficientBalance, leverage, least));
            }
        }
        Ok(())
    }
}

fn too_much(code: ErrorCode, amount: Decimal, most: Decimal) -> MarginError {
    MarginError::new(code).with_value(amount).with_allowed(None, Some(most)).at("amount")
}

fn not_covered(code: ErrorCode, leverage: Decimal, least: Option<Decimal>) -> MarginError {
    MarginError::new(code).with_value(leverage).with_allowed(least, None).at("leverage")
}

fn mode_locked(mode: MarginMode) -> MarginError {
    let current: &'static [&'static str] = match mode {
        MarginMode::Isolated => &["cross"],
        MarginMode::Cross => &["isolated"],
    };
    MarginError::because(ErrorCode::ModeLocked, "a position is open: the mode is fixed until it is closed")
        .with_text(mode.as_str())
        .with_one_of(current)
        .at("mode")
}
