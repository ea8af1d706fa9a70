//! What one position shows at a mark, in either mode: the figures that `evaluate` and `compare` share.

use crate::decimal::{Checked, Decimal, signed};
use crate::error::Result;
use crate::liquidation::{Condition, Leg, Liquidation, Pair, Screen, Solution};
use crate::market::Terms;
use crate::position::{Position, Side};
use crate::rules::ReportedReserve;

/// What a position is worth at a mark price, and what it is charged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) value: Decimal,
    pub(crate) unrealized_pnl: Decimal,
    pub(crate) maintenance_margin: Decimal,
    pub(crate) tier: usize,
}

impl Standing {
    pub(crate) fn new(terms: &Terms<'_>, position: &Position, mark: Decimal) -> Result<Self> {
        let leg = Leg::from(position);
        let value = terms.contract.value(position.exposure(), mark)?;
        let tier = terms.tier_of(&leg, value);
        Ok(Self {
            value,
            unrealized_pnl: terms.contract.profit(position.side(), position.entry_value(), value)?,
            maintenance_margin: terms.maintenance(&leg, tier, value)?,
            tier,
        })
    }
}

/// The figures of a position at a mark price, as if it were open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    pub(crate) value: Decimal,
    pub(crate) unrealized_pnl: Decimal,
    pub(crate) return_on_equity: Option<Decimal>,
    pub(crate) initial_margin: Decimal,
    pub(crate) maintenance_margin: Decimal,
    /// The same with the reserve for the closing fee, where the venue reports it so.
    pub(crate) reported_maintenance_margin: Decimal,
    pub(crate) tier: usize,
}

impl Figures {
    pub(crate) fn new(terms: &Terms<'_>, position: &Position, standing: &Standing) -> Result<Self> {
        let Standing { value, unrealized_pnl, maintenance_margin, tier } = *standing;
        let reserve = match terms.reserve {
            ReportedReserve::ClosingFee => terms.reserve(position, value)?,
            // In the second, the maintenance margin holds the fee itself.
            ReportedReserve::None | ReportedReserve::ClosingFeeAtMark => Decimal::ZERO,
        };
        Ok(Self {
            value,
            unrealized_pnl,
            return_on_equity: unrealized_pnl.checked_div(terms.margin_of_return(position, value)?),
            initial_margin: terms.initial_margin(position, value)?,
            maintenance_margin,
            reported_maintenance_margin: maintenance_margin.plus(reserve)?,
            tier,
        })
    }
}

impl Terms<'_> {
    /// `V/L` of a position worth `value`, at the price that the rules name, rounded up.
    pub(crate) fn margin_at_leverage(&self, position: &Position, value: Decimal) -> Result<Decimal> {
        position.initial_margin(if self.initial_at_entry { position.nominal_value() } else { value })
    }

    /// The initial margin of a position worth `value`, as it is reported and as it must be there to open one: `V/L`, and
    /// the reserve for the closing fee where the venue reports it so.
    pub(crate) fn initial_margin(&self, position: &Position, value: Decimal) -> Result<Decimal> {
        let margin = self.margin_at_leverage(position, value)?;
        if self.reserve_fee.is_zero() { Ok(margin) } else { margin.plus(self.reserve(position, value)?) }
    }

    /// The margin that the return on equity is a share of. No venue counts it in whole amounts.
    fn margin_of_return(&self, position: &Position, value: Decimal) -> Result<Decimal> {
        let basis = if self.roe_at_entry { position.nominal_value() } else { value };
        let margin = basis.over(position.leverage())?;
        if self.reserve_fee.is_zero() { Ok(margin) } else { margin.plus(self.reserve(position, value)?) }
    }

    /// The margin that the return on equity is a share of: a fixed part, and a share of the value at the mark.
    pub(crate) fn parts_of_return(&self, position: &Position) -> Result<(Decimal, Decimal)> {
        let at = |value| self.margin_of_return(position, value);
        // It is affine in the value.
        let fixed = at(Decimal::ZERO)?;
        Ok((fixed, at(Decimal::ONE)?.minus(fixed)?))
    }

    /// The reserve for the closing fee of a position worth `value`.
    fn reserve(&self, position: &Position, value: Decimal) -> Result<Decimal> {
        self.reserve_of(position.side(), position.leverage(), self.reserve_basis(position.nominal_value(), value))
    }

    /// The reserve for the closing fee of a position on this side, from the value that it starts from: the fee of the value
    /// where the initial margin is used up, `V − σ·V/L`, and never below 0.
    ///
    /// 0.055% of a long of 5.2465 at 3x is taken of 5.2465 − 1.7488: 0.0019237.
    pub(crate) fn reserve_of(&self, side: Side, leverage: Decimal, basis: Decimal) -> Result<Decimal> {
        let used_up = signed(self.contract.gains_with_value(side), basis.over(leverage)?);
        self.reserve_fee.times(basis.minus(used_up)?.max(Decimal::ZERO))
    }

    /// The value that the reserve starts from: that at the entry, or at the mark.
    pub(crate) const fn reserve_basis(&self, entry_value: Decimal, value: Decimal) -> Decimal {
        match self.reserve {
            ReportedReserve::None | ReportedReserve::ClosingFee => entry_value,
            ReportedReserve::ClosingFeeAtMark => value,
        }
    }
}

/// Maintenance margin over margin balance; undefined where the balance is 0 or less.
pub(crate) fn margin_ratio(maintenance_margin: Decimal, margin_balance: Decimal) -> Result<Option<Decimal>> {
    if margin_balance > Decimal::ZERO { maintenance_margin.over(margin_balance).map(Some) } else { Ok(None) }
}

/// Where the legs of one market are liquidated and where their backing is used up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fate {
    pub(crate) liquidation: Solution,
    pub(crate) bankruptcy: Solution,
    /// What stands behind the legs before any requirement: the most they can lose.
    pub(crate) backing: Decimal,
    /// The exposure of the larger leg.
    exposure: Decimal,
}

impl Fate {
    /// `collateral` is `A` of the condition, `backing` the same before the other markets'
    /// requirements; isolated, both are the allocated margin.
    pub(crate) fn new(
        terms: &Terms<'_>,
        legs: &[Leg],
        collateral: Decimal,
        backing: Decimal,
        mark: Decimal,
    ) -> Result<Self> {
        let charged = Condition { terms, legs, collateral, charged: true };
        let uncharged = Condition { terms, legs, collateral: backing, charged: false };
        let exposure = charged.larger_exposure();
        Ok(Self { liquidation: charged.solve(mark)?, bankruptcy: uncharged.solve(mark)?, backing, exposure })
    }

    /// Both liquidation prices as reported.
    pub(crate) fn pair(&self, screen: &Screen) -> Result<Pair> {
        screen.pair(&self.liquidation, self.exposure)
    }

    /// The bankruptcy price of a position, with the tier of its value there.
    pub(crate) fn bankruptcy(&self, screen: &Screen, terms: &Terms<'_>, position: &Position) -> Result<Liquidation> {
        let mut bankruptcy = screen.pair(&self.bankruptcy, self.exposure)?.hurting(position.side());
        if let Liquidation::At { price, tier, .. } = &mut bankruptcy {
            let value = terms.contract.value(position.exposure(), *price)?;
            *tier = terms.tier_of(&Leg::from(position), value);
        }
        Ok(bankruptcy)
    }

    /// The most a position can lose: its value at entry where the collateral covers all of it, else
    /// all that is `at_stake`.
    pub(crate) fn max_loss(&self, side: Side, nominal_value: Decimal, at_stake: Decimal, pair: &Pair) -> Decimal {
        match pair.hurting(side) {
            Liquidation::Never(reason) if reason.is_cover() => nominal_value.min(self.backing),
            _ => at_stake.max(Decimal::ZERO),
        }
    }
}
