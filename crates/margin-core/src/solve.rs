//! The inverse question: what must be put up, or how large may the position be, for a wanted
//! liquidation price.
//!
//! The condition is affine in the collateral, so the collateral for a price is
//! [`OpenedScenario::requirement`](crate::OpenedScenario::requirement) itself; margin, leverage and
//! wallet follow from it. For the size, the condition at the wanted price is affine within each
//! tier, and the tier in which its root lies is the answer's. Every answer is solved forward again,
//! and given only if it leads to the wanted price.

use crate::bounds;
use crate::compare::{Quantity, Scenario, compare};
use crate::decimal::{Checked, Decimal, divide_down, negated, signed};
use crate::error::Result;
use crate::liquidation::Liquidation;
use crate::position::MarginMode;
use crate::rules::{MaintenanceBasis, TierBasis, TierForm};

/// What is to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vary {
    /// The margin to allocate, isolated.
    IsolatedMargin,
    /// The leverage, isolated, with the margin following it; rounded down.
    Leverage,
    /// The size of the position; rounded down.
    Size,
    /// The wallet balance, in cross.
    WalletBalance,
}

/// How close, in decimal places of the wanted price, the forward solution must come to it.
const CLOSE_ENOUGH: u32 = 15;

/// The value of one input with which the position is liquidated at `liquidation_price`, or nothing
/// where none does: the price is on the safe side, the input has no influence in this mode, or the
/// wallet does not hold what it would take.
///
/// # Errors
/// What [`Scenario::open`] refuses of the other inputs, and a price outside its bound.
///
/// ```
/// use margin_core::{MarginMode, Market, Scenario, Side, Vary, parse, solve};
///
/// let market = Market::flat(parse("0.004")?)?;
/// let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("100")?)
///     .with_leverage(parse("10")?);
/// let margin = solve(&scenario, parse("80")?, Vary::IsolatedMargin, MarginMode::Isolated)?;
/// assert_eq!(margin, Some(parse("203.2")?));
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn solve(
    scenario: &Scenario<'_>,
    liquidation_price: Decimal,
    vary: Vary,
    mode: MarginMode,
) -> Result<Option<Decimal>> {
    bounds::PRICE.check("liquidation_price", liquidation_price)?;
    let opened = scenario.open()?;
    let candidates = match (vary, mode) {
        (Vary::IsolatedMargin, MarginMode::Isolated) | (Vary::WalletBalance, MarginMode::Cross) => {
            vec![opened.requirement(liquidation_price)?]
        }
        (Vary::Leverage, MarginMode::Isolated) if scenario.isolated_margin.is_none() => {
            let margin = opened.requirement(liquidation_price)?;
            match divide_down(opened.position().nominal_value(), margin) {
                Ok(leverage) => vec![leverage],
                Err(_) => vec![],
            }
        }
        (Vary::Size, _) => sizes(scenario, liquidation_price, mode)?,
        // The margin has no influence in cross, nor the rest of the wallet in isolated mode.
        _ => vec![],
    };
    Ok(candidates.into_iter().find(|candidate| leads_to(scenario, *candidate, vary, mode, liquidation_price)))
}

/// Whether the scenario with the candidate in it is liquidated at the price.
fn leads_to(scenario: &Scenario<'_>, candidate: Decimal, vary: Vary, mode: MarginMode, wanted: Decimal) -> bool {
    let mut varied = *scenario;
    match vary {
        Vary::IsolatedMargin => varied.isolated_margin = Some(candidate),
        Vary::Leverage => varied.leverage = candidate,
        Vary::Size => varied.quantity = Quantity::Size(candidate),
        Vary::WalletBalance => varied.wallet_balance = candidate,
    }
    varied.mark_price = None;
    let Ok(comparison) = compare(&varied) else { return false };
    let outcome = match mode {
        MarginMode::Isolated => comparison.isolated,
        MarginMode::Cross => comparison.cross,
    };
    let Liquidation::At { price, .. } = outcome.liquidation else { return false };
    let close = Decimal::new(1, CLOSE_ENOUGH);
    matches!(
        (price.checked_sub(wanted), wanted.checked_mul(close)),
        (Some(difference), Some(tolerance)) if difference.abs() <= tolerance
    )
}

/// The sizes at which the condition holds with equality at the price, one a tier at most.
///
/// With the values of one unit of size at the price, `u`, and at entry, `u_E`:
/// `A(q) + q·σ·(u − u_E) − q·(rate + φ)·u + deduction = 0`, where `A` is fixed, or `q·u_E/L` where
/// the isolated margin follows the leverage.
fn sizes(scenario: &Scenario<'_>, price: Decimal, mode: MarginMode) -> Result<Vec<Decimal>> {
    let market = scenario.market;
    let terms = market.terms(&scenario.rules)?;
    let contract = market.contract();
    let unit_value = contract.value(market.multiplier(), price)?;
    let unit_entry_value = contract.value(market.multiplier(), scenario.entry_price)?;
    let (fixed, following) = match (mode, scenario.isolated_margin) {
        (MarginMode::Cross, _) => (scenario.wallet_balance, Decimal::ZERO),
        (MarginMode::Isolated, Some(margin)) => (margin, Decimal::ZERO),
        (MarginMode::Isolated, None) => (Decimal::ZERO, unit_entry_value.over(scenario.leverage)?),
    };
    let unit_profit = signed(contract.gains_with_value(scenario.side), unit_value.minus(unit_entry_value)?);
    let unit_charged = match terms.maintenance_basis {
        MaintenanceBasis::Mark => unit_value,
        MaintenanceBasis::Entry => unit_entry_value,
    };
    let mut sizes = Vec::new();
    for (tier, row) in market.tiers().rows().enumerate() {
        let deduction = match terms.form {
            TierForm::Marginal => row.deduction,
            TierForm::Whole => Decimal::ZERO,
        };
        let slope = following
            .plus(unit_profit)?
            .minus(row.rate.times(unit_charged)?)?
            .minus(terms.closing_fee.times(unit_value)?)?;
        let backing = fixed.plus(deduction)?;
        if slope >= Decimal::ZERO || backing <= Decimal::ZERO {
            continue;
        }
        let Ok(size) = divide_down(backing, negated(slope)) else { continue };
        let measure = match terms.basis {
            TierBasis::Size => size,
            TierBasis::Value => size.times(unit_charged)?,
        };
        if market.tiers().tier_at(measure) == tier {
            sizes.push(size);
        }
    }
    Ok(sizes)
}
