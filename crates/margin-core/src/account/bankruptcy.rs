//! The price at which nothing is left of what backs a position: it is not closed beyond it.
//!
//! A close at a value `v` must leave, of each amount `B` that stands behind it,
//!
//! ```text
//! B + σ·(v − entry value) − fee·v ≥ 0,      so   v·(1 − fee) ≥ entry value − B    for σ = +1,
//!                                                v·(1 + fee) ≤ entry value + B    for σ = −1
//! ```

use super::Simulation;
use super::booking::STEP;
use crate::decimal::{Checked, Decimal, divide_down, divide_up, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::position::Side;

/// What leaves the account with a close, before it is booked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    pub(super) index: usize,
    pub(super) size: Decimal,
    pub(super) exposure: Decimal,
    pub(super) entry_share: Decimal,
    pub(super) released: Option<Decimal>,
}

/// An amount that a close may use up and not overdraw.
struct Backing {
    amount: Decimal,
    entry_value: Decimal,
    exposure: Decimal,
    fee: Decimal,
}

/// The last price at which a backing is not overdrawn.
enum Last {
    At(Decimal),
    /// It is overdrawn at none.
    Any,
    /// It is overdrawn at every one.
    None,
}

impl Simulation {
    /// Whether a position, valued at a price, leaves less than nothing of what backs it.
    pub(super) fn is_bankrupt_at(&self, index: usize, price: Decimal) -> Result<bool> {
        let holding = self.holding(index)?;
        let contract = self.market(holding.market)?.contract();
        let value = contract.value(holding.position.exposure(), price)?;
        let profit = contract.profit(holding.position.side(), holding.position.entry_value(), value)?;
        Ok(self.backing(index)?.plus(profit)? < Decimal::ZERO)
    }

    /// What stands behind a position: its margin, or in cross the margin balance without its profit.
    fn backing(&self, index: usize) -> Result<Decimal> {
        let holding = self.holding(index)?;
        if let Some(margin) = holding.isolated_margin {
            return Ok(margin);
        }
        let book = self.book()?;
        let standings = book.standings()?;
        let at_mark = book.standing(holding)?.unrealized_pnl;
        book.sums(&standings)?.margin_balance_of(holding.market)?.minus(at_mark)
    }

    pub(super) fn collateral(&self) -> Result<Decimal> {
        let margins = self.holdings.iter().filter_map(|holding| holding.isolated_margin);
        margins.into_iter().try_fold(self.wallet_balance, Decimal::minus)
    }

    /// Whether no cross position is left after a close.
    pub(super) fn leaves_no_cross(&self, exit: &Exit) -> Result<bool> {
        let holding = self.holding(exit.index)?;
        let is_all = exit.size == holding.position.size();
        let stays =
            |other: &&crate::evaluate::Holding| other.isolated_margin.is_none() && !(is_all && other.id == holding.id);
        Ok(!self.holdings.iter().any(|other| stays(&other)))
    }

    /// The refusal of a price, with the one up to which the close would leave nothing below 0.
    pub(super) fn beyond_bankruptcy(&self, exit: &Exit, price: Decimal) -> Result<MarginError> {
        let holding = self.holding(exit.index)?;
        let market = self.market(holding.market)?;
        let position = holding.position;
        // The value and the fee are each rounded against the trader by less than a step.
        let rounding = STEP.times(Decimal::TWO)?;
        let mut backings = vec![Backing {
            amount: self.backing(exit.index)?.minus(rounding)?,
            entry_value: position.entry_value(),
            exposure: position.exposure(),
            fee: Decimal::ZERO,
        }];
        let after_fee = |amount: Decimal| {
            let (entry_value, exposure, fee) = (exit.entry_share, exit.exposure, market.closing_fee());
            Ok(Backing { amount: amount.minus(rounding)?, entry_value, exposure, fee })
        };
        if let Some(released) = exit.released {
            backings.push(after_fee(released)?);
        } else if self.leaves_no_cross(exit)? {
            backings.push(after_fee(self.collateral()?)?);
        }

        let side = position.side();
        let error = MarginError::new(ErrorCode::BeyondBankruptcy).with_value(price).at("price");
        let mut limit: Option<Decimal> = None;
        for backing in &backings {
            let price = match self.last_price(holding.market, side, backing)? {
                Last::At(price) => price,
                Last::Any => continue,
                Last::None => return Ok(error),
            };
            limit = Some(match (limit, side) {
                (None, _) => price,
                (Some(other), Side::Long) => price.max(other),
                (Some(other), Side::Short) => price.min(other),
            });
        }
        let (minimum, maximum) = match side {
            Side::Long => (limit, None),
            Side::Short => (None, limit),
        };
        Ok(error.with_allowed(minimum, maximum))
    }

    /// The price at which a backing is used up, rounded to the side that leaves more.
    fn last_price(&self, place: usize, side: Side, backing: &Backing) -> Result<Last> {
        let contract = self.market(place)?.contract();
        let gains = contract.gains_with_value(side);
        let left = backing.entry_value.minus(signed(gains, backing.amount))?;
        if left <= Decimal::ZERO {
            return Ok(if gains { Last::Any } else { Last::None });
        }
        let quotient = |dividend, divisor, up| match up {
            true => divide_up(dividend, divisor),
            false => divide_down(dividend, divisor),
        };
        let value = quotient(left, Decimal::ONE.minus(signed(gains, backing.fee))?, gains)?;
        let (dividend, divisor) =
            if contract.is_inverse() { (backing.exposure, value) } else { (value, backing.exposure) };
        // A price too large to be held is one that is never reached.
        Ok(quotient(dividend, divisor, side == Side::Long).map_or(Last::Any, Last::At))
    }
}
