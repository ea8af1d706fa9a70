//! Leaving a position, or a part of it: what that books, and up to which price it is borne.
//!
//! A close at a value `v` must leave, of each amount `B` that stands behind it,
//!
//! ```text
//! B + σ·(v − entry value) − fee·v ≥ 0,      so   v·(1 − fee) ≥ entry value − B    for σ = +1,
//!                                                v·(1 + fee) ≤ entry value + B    for σ = −1
//! ```

use super::Simulation;
use super::booking::{self, STEP, against};
use crate::decimal::{Checked, Decimal, divide_down, divide_up, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::exact::Direction;
use crate::position::Side;

/// A close, with what it books.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    pub(super) holding: Holding,
    pub(super) size: Decimal,
    pub(super) price: Decimal,
    /// The part of the entry value that leaves with the size.
    pub(super) entry_share: Decimal,
    pub(super) realized_pnl: Decimal,
    pub(super) fee: Decimal,
    /// The part of the isolated margin that is released.
    pub(super) released: Option<Decimal>,
    exposure: Decimal,
}

impl Exit {
    pub(super) fn is_whole(&self) -> bool {
        self.size == self.holding.position.size()
    }

    /// What the wallet gains.
    pub(super) fn gain(&self) -> Result<Decimal> {
        self.realized_pnl.minus(self.fee)
    }
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
    /// What closing so much of a position, at most all of it, books at a price.
    pub(super) fn exit(&self, index: usize, size: Decimal, price: Decimal) -> Result<Exit> {
        let holding = *self.holding(index)?;
        let position = holding.position;
        let market = self.market(holding.market)?;
        let (side, contract) = (position.side(), market.contract());
        let gains = contract.gains_with_value(side);
        let is_whole = size == position.size();
        let share = |amount, direction| match is_whole {
            true => Ok(amount),
            false => booking::share(amount, size, position.size(), direction),
        };
        let exposure = if is_whole { position.exposure() } else { market.exposure(size)? };
        let exit_value = booking::value(contract, exposure, price, against(!gains))?;
        let entry_share = share(position.entry_value(), against(gains))?;
        Ok(Exit {
            holding,
            size,
            price,
            entry_share,
            realized_pnl: contract.profit(side, entry_share, exit_value)?,
            fee: booking::at_rate(market.closing_fee(), exit_value, Direction::Up)?,
            released: holding.isolated_margin.map(|margin| share(margin, Direction::Down)).transpose()?,
            exposure,
        })
    }

    /// Refuses a close that would leave less than nothing of what backs it, with the price up to which
    /// it would not.
    pub(super) fn check_exit(&self, index: usize, exit: &Exit) -> Result<()> {
        if self.is_borne(exit)? {
            return Ok(());
        }
        let error = MarginError::new(ErrorCode::BeyondBankruptcy).with_value(exit.price).at("price");
        let mut limit = self.last_price(exit, Decimal::ZERO)?;
        if let Some(price) = limit
            && !self.is_borne(&self.exit(index, exit.size, price)?)?
        {
            // The value and the fee are each rounded against the trader by less than a step.
            limit = self.last_price(exit, STEP.times(Decimal::TWO)?)?;
        }
        let (minimum, maximum) = match exit.holding.position.side() {
            Side::Long => (limit, None),
            Side::Short => (None, limit),
        };
        Err(error.with_allowed(minimum, maximum))
    }

    /// Whether the whole position, valued at the price, is not bankrupt, and what is booked does not
    /// overdraw the margin it releases, or the cross collateral that no position would hold.
    fn is_borne(&self, exit: &Exit) -> Result<bool> {
        let Exit { holding, price, released, .. } = exit;
        let position = holding.position;
        let contract = self.market(holding.market)?.contract();
        let value = contract.value(position.exposure(), *price)?;
        let profit = contract.profit(position.side(), position.entry_value(), value)?;
        if self.backing(holding)?.plus(profit)? < Decimal::ZERO {
            return Ok(false);
        }
        let left = released.unwrap_or_default().plus(exit.gain()?)?;
        let overdraws_margin = released.is_some() && left < Decimal::ZERO;
        let overdraws_collateral = self.leaves_no_cross(exit) && self.collateral()?.plus(left)? < Decimal::ZERO;
        Ok(!overdraws_margin && !overdraws_collateral)
    }

    /// What stands behind a position: its margin, or in cross the margin balance without its profit. The margin is all
    /// of it, also where the liquidation condition counts a part as reserved for the closing fee: the close pays that
    /// fee out of it.
    fn backing(&self, holding: &Holding) -> Result<Decimal> {
        if let Some(margin) = holding.isolated_margin {
            return Ok(margin);
        }
        let book = self.book()?;
        let at_mark = book.standing(holding)?.unrealized_pnl;
        let sums = book.sums(&book.standings()?)?;
        sums.margin_balance_of(&sums.market(holding.market))?.minus(at_mark)
    }

    fn collateral(&self) -> Result<Decimal> {
        let margins = self.holdings.iter().filter_map(|holding| holding.isolated_margin);
        margins.into_iter().try_fold(self.wallet_balance, Decimal::minus)
    }

    /// Whether no cross position is left after a close.
    fn leaves_no_cross(&self, exit: &Exit) -> bool {
        let leaves = |other: &Holding| exit.is_whole() && other.id == exit.holding.id;
        !self.holdings.iter().any(|other| other.isolated_margin.is_none() && !leaves(other))
    }

    /// The last price at which none of the backings is overdrawn by more than nothing, or by less than
    /// so much to spare; nothing where there is no such price, or none is needed.
    fn last_price(&self, exit: &Exit, spare: Decimal) -> Result<Option<Decimal>> {
        let Exit { holding, entry_share, released, exposure, .. } = *exit;
        let position = holding.position;
        let after_fee = Backing {
            amount: Decimal::ZERO,
            entry_value: entry_share,
            exposure,
            fee: self.market(holding.market)?.closing_fee(),
        };
        let mut backings = vec![Backing {
            amount: self.backing(&holding)?,
            entry_value: position.entry_value(),
            exposure: position.exposure(),
            fee: Decimal::ZERO,
        }];
        if let Some(released) = released {
            backings.push(Backing { amount: released, ..after_fee });
        } else if self.leaves_no_cross(exit) {
            backings.push(Backing { amount: self.collateral()?, ..after_fee });
        }
        let side = position.side();
        let mut last: Option<Decimal> = None;
        for mut backing in backings {
            backing.amount = backing.amount.minus(spare)?;
            let price = match self.last_price_of(holding.market, side, &backing)? {
                Last::At(price) => price,
                Last::Any => continue,
                Last::None => return Ok(None),
            };
            last = Some(match (last, side) {
                (None, _) => price,
                (Some(other), Side::Long) => price.max(other),
                (Some(other), Side::Short) => price.min(other),
            });
        }
        Ok(last)
    }

    /// The price at which a backing is used up, rounded to the side that leaves more.
    fn last_price_of(&self, place: usize, side: Side, backing: &Backing) -> Result<Last> {
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
