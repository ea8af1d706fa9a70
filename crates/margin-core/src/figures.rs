//! What one position shows at a mark, in either mode: the figures that `evaluate` and `compare` share.

use crate::decimal::{Checked, Decimal};
use crate::error::Result;
use crate::liquidation::{Condition, Leg, Liquidation, Pair, Screen, Solution};
use crate::market::Terms;
use crate::position::{Position, Side};
use crate::rules::{InitialBasis, Rules};

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
    pub(crate) tier: usize,
}

impl Figures {
    pub(crate) fn new(rules: &Rules, position: &Position, standing: &Standing) -> Result<Self> {
        let Standing { value, unrealized_pnl, maintenance_margin, tier } = *standing;
        let initial_margin = initial_margin(rules, position, value)?;
        let return_on_equity = unrealized_pnl.checked_div(initial_margin);
        Ok(Self { value, unrealized_pnl, return_on_equity, initial_margin, maintenance_margin, tier })
    }
}

/// The initial margin of a position worth `value`, at the price the rules name.
pub(crate) fn initial_margin(rules: &Rules, position: &Position, value: Decimal) -> Result<Decimal> {
    position.initial_margin(match rules.initial_basis {
        InitialBasis::Entry => position.nominal_value(),
        InitialBasis::Mark => value,
    })
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
