//! One position in one market, as the core has it.

use super::Inputs;
use margin_core::{
    Amount, Checked as _, Comparison, Counting, Decimal, ErrorCode, Liquidation, MarginMode, OpenedScenario, Outcome,
    Result, Scenario, TierBasis,
};
use margin_venues::Listed;

/// Why a position cannot be held in a market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotHeld {
    /// The table offers no more leverage than this at this size.
    Leverage(Decimal),
    /// The table ends before this size.
    Size,
    /// The initial margin is more than the wallet holds.
    Balance,
    /// The isolated margin that was set is.
    Margin,
    /// The numbers leave the range of the model.
    Range,
}

/// What becomes of it in one mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fate {
    /// Both outcomes have the same position; this is the one of the mode.
    pub outcome: Outcome,
    /// What backs it, in the settlement coin.
    pub backing: Decimal,
    /// The profit at the liquidation price, below zero; where it is never liquidated, at the worst.
    pub profit_there: Decimal,
    /// What is left of the wallet then.
    pub left: Decimal,
    /// What of it the venue gives back of the backing.
    pub returned: Decimal,
    /// The tier that liquidates it, from 0.
    pub tier: Option<usize>,
}

/// The position.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// Both modes at the mark.
    pub comparison: Comparison,
    /// How amounts turn into each other at the entry.
    pub counting: Counting,
    /// How many contracts.
    pub contracts: Decimal,
    /// Its value at the entry, in the settlement coin.
    pub value: Decimal,
    /// What a tier is found by: the value, or the number of contracts.
    pub measure: Decimal,
    /// The tier at the entry, from 0.
    pub tier: usize,
    /// The rate of that tier.
    pub rate: Decimal,
    /// The largest leverage at this size, where the table says.
    pub max_leverage: Option<Decimal>,
    /// Isolated.
    pub isolated: Fate,
    /// Cross.
    pub cross: Fate,
}

impl Held {
    /// Opens a position of this size in a market, in both modes.
    ///
    /// # Errors
    /// Why it cannot be.
    pub fn new(inputs: &Inputs, listed: &Listed, size: Amount) -> std::result::Result<Self, NotHeld> {
        let not_held = |error: margin_core::MarginError| match (error.code(), error.allowed().maximum, error.field()) {
            (ErrorCode::BeyondTable, ..) => NotHeld::Size,
            (ErrorCode::LeverageAboveTier, Some(most), _) => NotHeld::Leverage(most),
            (ErrorCode::InsufficientBalance, _, Some("isolated_margin")) => NotHeld::Margin,
            (ErrorCode::InsufficientBalance, ..) => NotHeld::Balance,
            _ => NotHeld::Range,
        };
        let counting = inputs.counting(listed).map_err(not_held)?;
        let scenario = scenario(inputs, listed, &counting, size).map_err(not_held)?;
        let opened = scenario.open().map_err(not_held)?;
        Self::of(listed, counting, &scenario, &opened).map_err(not_held)
    }

    fn of(listed: &Listed, counting: Counting, scenario: &Scenario<'_>, opened: &OpenedScenario<'_>) -> Result<Self> {
        let comparison = opened.at(scenario.mark_price.unwrap_or(scenario.entry_price))?;
        let position = opened.position();
        let measure = measure(listed, position.size(), position.nominal_value());
        let tiers = listed.market.tiers();
        let tier = tiers.tier_at(measure);
        Ok(Self {
            comparison,
            counting,
            contracts: position.size(),
            value: position.nominal_value(),
            measure,
            tier,
            rate: tiers.row(tier).rate,
            max_leverage: tiers.max_leverage_at(measure),
            isolated: fate(opened, scenario, comparison.isolated, comparison.isolated.margin)?,
            cross: fate(opened, scenario, comparison.cross, scenario.wallet_balance)?,
        })
    }

    /// One mode.
    pub const fn fate(&self, mode: MarginMode) -> &Fate {
        match mode {
            MarginMode::Isolated => &self.isolated,
            MarginMode::Cross => &self.cross,
        }
    }
}

/// The position as the core takes it.
///
/// # Errors
/// What the core refuses.
pub fn scenario<'a>(inputs: &Inputs, listed: &'a Listed, counting: &Counting, size: Amount) -> Result<Scenario<'a>> {
    Ok(Scenario {
        rules: listed.venue.rules,
        market: &listed.market,
        side: inputs.side,
        entry_price: inputs.entry,
        mark_price: inputs.mark,
        quantity: counting.quantity(size)?,
        leverage: inputs.leverage,
        wallet_balance: counting.from_quote(inputs.wallet)?,
        isolated_margin: match inputs.margin {
            // What is less than the initial margin is that.
            Some(margin) if margin > inputs.initial_margin(listed) => Some(counting.from_quote(margin)?),
            _ => None,
        },
    })
}

/// What the table finds a tier by.
fn measure(listed: &Listed, contracts: Decimal, value: Decimal) -> Decimal {
    match listed.tier_basis() {
        TierBasis::Value => value,
        TierBasis::Size => contracts,
    }
}

fn fate(opened: &OpenedScenario<'_>, scenario: &Scenario<'_>, outcome: Outcome, backing: Decimal) -> Result<Fate> {
    let (profit_there, left, tier) = match outcome.liquidation {
        Liquidation::At { price, tier, .. } => {
            (profit_at(opened, scenario, price)?, opened.balance_after(outcome.mode, price)?, Some(tier))
        }
        Liquidation::Now => (outcome.unrealized_pnl, outcome.balance_after, None),
        Liquidation::Never(_) => (-outcome.max_loss, outcome.balance_at_worst, None),
    };
    let untouched = scenario.wallet_balance.minus(backing)?;
    Ok(Fate { outcome, backing, profit_there, left, returned: left.minus(untouched)?, tier })
}

/// The profit at a price, which may be one that no market is at.
fn profit_at(opened: &OpenedScenario<'_>, scenario: &Scenario<'_>, price: Decimal) -> Result<Decimal> {
    let (position, contract) = (opened.position(), scenario.market.contract());
    contract.profit(position.side(), position.entry_value(), contract.value(position.exposure(), price)?)
}
