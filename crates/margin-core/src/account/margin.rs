//! Moving margin and money.

use super::booking;
use super::{Event, Simulation, isolated_surplus};
use crate::added::AddedPart;
use crate::bounds;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::{Holding, Sums};
use crate::position::PositionId;

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

    /// The most that can become isolated margin: the available balance, less where the cross positions
    /// need more to stay above liquidation. A whole number of booked steps.
    ///
    /// # Errors
    /// `overflow` where a sum cannot be held.
    pub fn free_balance(&self) -> Result<Decimal> {
        self.most_to_move(|sums, cross_initial_margin| sums.available_balance(cross_initial_margin))
    }

    /// The most that can be withdrawn: the withdrawable balance, less where the cross positions need
    /// more to stay above liquidation. A whole number of booked steps.
    ///
    /// # Errors
    /// `overflow` where a sum cannot be held.
    pub fn withdrawable_balance(&self) -> Result<Decimal> {
        self.most_to_move(|sums, cross_initial_margin| sums.withdrawable_balance(&self.rules, cross_initial_margin))
    }

    fn most_to_move(&self, balance: impl Fn(&Sums, Decimal) -> Result<Decimal>) -> Result<Decimal> {
        let book = self.book()?;
        let standings = book.standings()?;
        let sums = book.sums(&standings)?;
        let most = booking::at_most(balance(&sums, book.cross_initial_margin(&standings)?)?)?;
        Ok(match sums.smallest_surplus()? {
            Some(surplus) => most.min(booking::just_below(surplus)?),
            None => most,
        })
    }

    /// The most margin that can be taken out of an isolated position: what keeps `M + profit` at
    /// `V(mark)/L` and at the removal floor, and the position above liquidation, and never more than
    /// was allocated.
    fn removable(&self, holding: &Holding, margin: Decimal) -> Result<Decimal> {
        let standing = self.book()?.standing(holding)?;
        let balance = margin.plus(standing.unrealized_pnl)?;
        let floor = self.rules.removal_floor.times(standing.value)?;
        // What cannot be held is more than any margin: nothing can be removed.
        let initial = holding.position.initial_margin(standing.value).unwrap_or(Decimal::MAX);
        let spare = balance.minus(initial.max(floor)).unwrap_or_default();
        let surplus = isolated_surplus(holding, &standing)?.unwrap_or_default();
        let surplus = holding.added_margin.worth(surplus)?;
        Ok(booking::at_most(spare.min(margin))?.min(booking::just_below(surplus)?))
    }

    pub(super) fn add_margin(&mut self, id: PositionId, amount: Decimal) -> Result<Event> {
        let (index, margin) = self.isolated_margin_of(id)?;
        let amount = booking::check(&bounds::VALUE, "amount", amount)?;
        let most = self.free_balance()?;
        if amount > most {
            return Err(too_much(ErrorCode::InsufficientBalance, amount, most));
        }
        let holding = *self.holding(index)?;
        let added_margin = self.added_part(&holding, holding.added_margin.margin().plus(amount)?)?;
        *self.holding_mut(index)? = Holding { isolated_margin: Some(margin.plus(amount)?), added_margin, ..holding };
        Ok(Event::MarginAdded { id, amount })
    }

    pub(super) fn remove_margin(&mut self, id: PositionId, amount: Decimal) -> Result<Event> {
        let (index, margin) = self.isolated_margin_of(id)?;
        let amount = booking::check(&bounds::VALUE, "amount", amount)?;
        let most = self.removable(self.holding(index)?, margin)?;
        if amount > most {
            return Err(too_much(ErrorCode::InsufficientMargin, amount, most));
        }
        let holding = *self.holding(index)?;
        let added_margin = self.added_part(&holding, holding.added_margin.less(amount)?)?;
        *self.holding_mut(index)? = Holding { isolated_margin: Some(margin.minus(amount)?), added_margin, ..holding };
        Ok(Event::MarginRemoved { id, amount: Decimal::ZERO.minus(amount)? })
    }

    /// What the rules make of margin that was added to a position.
    pub(super) fn added_part(&self, holding: &Holding, added: Decimal) -> Result<AddedPart> {
        AddedPart::new(&self.rules, self.market(holding.market)?, holding.position.side(), added)
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
        let most = self.withdrawable_balance()?;
        if amount > most {
            return Err(too_much(ErrorCode::InsufficientBalance, amount, most));
        }
        self.wallet_balance = self.wallet_balance.minus(amount)?;
        Ok(Event::Withdrawn { amount: Decimal::ZERO.minus(amount)? })
    }
}

pub(super) fn too_much(code: ErrorCode, amount: Decimal, most: Decimal) -> MarginError {
    MarginError::new(code).with_value(amount).with_allowed(None, Some(most)).at("amount")
}
