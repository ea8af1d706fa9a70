//! Choosing the margin mode and the leverage of a market, and whether both of its sides can be held.

use super::booking;
use super::margin::too_much;
use super::{Event, PositionMode, Simulation};
use crate::added::AddedPart;
use crate::bounds;
use crate::decimal::{Checked, Decimal, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::exact::Direction;
use crate::market::Terms;
use crate::position::{MarginMode, Position, PositionId};
use crate::rules::{LeverageChange, ModeChange, ModeScope};
use crate::settlement::{Whole, whole};
use crate::tiers::leverage_above_tier;

impl Simulation {
    /// Whether both sides of a market can be held at once.
    pub const fn position_mode(&self) -> PositionMode {
        self.position_mode
    }

    /// Chooses whether both sides of a market can be held at once.
    ///
    /// # Errors
    /// `mode-locked`, with the market, for one-way while both sides of it are open.
    ///
    /// ```
    /// use margin_core::account::{Open, Operation, PositionMode, Simulation, SimulationInput};
    /// use margin_core::{ErrorCode, Market, Quantity, Rules, Side, parse};
    ///
    /// let mut account = Simulation::new(SimulationInput {
    ///     rules: Rules::default(),
    ///     position_mode: PositionMode::OneWay,
    ///     wallet_balance: parse("2000")?,
    ///     markets: vec![Market::flat(parse("0.004")?)?],
    ///     prices: vec![("flat".to_owned(), parse("100")?)],
    /// })?;
    /// account.set_position_mode(PositionMode::Hedge)?;
    /// for side in [Side::Long, Side::Short] {
    ///     account.apply(&Operation::Open(Open::new("flat", side, Quantity::Size(parse("1")?))))?;
    /// }
    /// let error = account.set_position_mode(PositionMode::OneWay).unwrap_err();
    /// assert_eq!((error.code(), error.value()), (ErrorCode::ModeLocked, Some("flat")));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn set_position_mode(&mut self, mode: PositionMode) -> Result<()> {
        let mut is_held = vec![false; self.markets().len()];
        for holding in self.holdings.iter().filter(|_| mode == PositionMode::OneWay) {
            if let Some(is_held) = is_held.get_mut(holding.market)
                && std::mem::replace(is_held, true)
            {
                let symbol = self.market(holding.market)?.symbol();
                let error = MarginError::because(ErrorCode::ModeLocked, "both sides of the market are open");
                return Err(error.with_text(symbol).at("position_mode"));
            }
        }
        self.position_mode = mode;
        Ok(())
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
        for ((index, market), setting) in self.markets.list().iter().enumerate().zip(&mut self.settings) {
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
            *self.holding_mut(index)? =
                Holding { isolated_margin: None, added_margin: AddedPart::default(), ..holding };
            return Ok(Event::MarginRemoved { id, amount: Decimal::ZERO.minus(margin)? });
        }
        let book = self.book()?;
        let value = book.standing(&holding)?.value;
        let needed = book.listed(&holding)?.terms(MarginMode::Isolated).margin_at_leverage(&holding.position, value)?;
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
        let mut cross = NeededInCross::default();
        let mut uncovered = false;
        let mut least = Some(Decimal::ZERO);
        for (holding, standing) in self.holdings.iter().zip(&standings).filter(|(holding, _)| holding.market == place) {
            tier = tier.max(standing.tier);
            match holding.isolated_margin {
                Some(margin) => {
                    let balance = margin.plus(standing.unrealized_pnl)?;
                    uncovered |= balance < holding.position.initial_margin(standing.value)?;
                    // The leverage is the market's: all of its positions must be covered.
                    least = least.zip(least_leverage(standing.value, balance)).map(|(least, other)| least.max(other));
                }
                None => cross.add(book.listed(holding)?.terms(MarginMode::Cross), &holding.position, standing.value)?,
            }
        }
        if uncovered {
            return Err(not_covered(ErrorCode::InsufficientMargin, leverage, least));
        }
        if let Some(most) = table.row(tier).max_leverage
            && leverage > most
        {
            return Err(leverage_above_tier(leverage, most));
        }
        if cross.legs > 0 {
            let all = book.cross_initial_margin(&standings)?;
            let sums = book.sums(&standings)?;
            let balance = sums.margin_balance_of(&sums.market(place))?;
            if balance < all {
                let least = cross
                    .least_leverage(balance.minus(all.minus(cross.margin)?)?, self.market(place)?.settlement_unit())?;
                return Err(not_covered(ErrorCode::InsufficientBalance, leverage, least));
            }
        }
        Ok(())
    }
}

/// What the cross positions of one market need as their initial margin, by the leverage.
///
/// A position needs `V/L`, and where a reserve for the closing fee is reported, `fee·(V' − σ·V'/L)`, which is never below
/// 0: for one that gains with value, it is 0 at a leverage below 1.
#[derive(Clone, Copy, Debug, Default)]
struct NeededInCross {
    legs: u32,
    /// What they need at the leverage that they have.
    margin: Decimal,
    /// What is divided by the leverage, and what is not, from leverage 1 on.
    divided: Decimal,
    constant: Decimal,
    /// The same below leverage 1.
    divided_below_one: Decimal,
    constant_below_one: Decimal,
}

impl NeededInCross {
    fn add(&mut self, terms: &Terms<'_>, position: &Position, value: Decimal) -> Result<()> {
        self.legs = self.legs.saturating_add(1);
        self.margin = self.margin.plus(terms.initial_margin(position, value)?)?;
        // At leverage 1 the margin is the whole value that it is taken of.
        let at_one = terms.margin_at_leverage(&position.with_leverage(Decimal::ONE), value)?;
        let fee = terms.reserve_fee.times(terms.reserve_basis(position.nominal_value(), value))?;
        let gains = terms.contract.gains_with_value(position.side());
        self.divided = self.divided.plus(at_one)?.minus(signed(gains, fee))?;
        self.constant = self.constant.plus(fee)?;
        let fee_below_one = if gains { Decimal::ZERO } else { fee };
        self.divided_below_one = self.divided_below_one.plus(at_one)?.plus(fee_below_one)?;
        self.constant_below_one = self.constant_below_one.plus(fee_below_one)?;
        Ok(())
    }

    /// The least leverage at which a balance covers it; nothing where none does.
    ///
    /// Where the market counts in whole units, the margin of each leg is one: a balance covers the whole units in it, and
    /// for a pair, whose second margin is rounded up, too, one less.
    fn least_leverage(&self, balance: Decimal, unit: Option<Decimal>) -> Result<Option<Decimal>> {
        let second = unit.filter(|_| self.legs > 1).unwrap_or_default();
        let balance = whole(balance, unit, Whole::Less)?.minus(second)?;
        let mut least = least_leverage(self.divided, balance.minus(self.constant)?);
        if least.is_some_and(|least| least < Decimal::ONE) {
            least = least_leverage(self.divided_below_one, balance.minus(self.constant_below_one)?);
        }
        // The margin of each leg of a pair is rounded up: together they may need a step more.
        match least {
            Some(named) if self.legs > 1 => named.plus(booking::STEP).map(Some),
            _ => Ok(least),
        }
    }
}

/// The least leverage at which a balance covers a value, rounded up; nothing where none does.
fn least_leverage(value: Decimal, balance: Decimal) -> Option<Decimal> {
    booking::over(value, balance, Direction::Up).ok().filter(|least| *least > Decimal::ZERO)
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
