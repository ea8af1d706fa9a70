//! The inverse question: what must be put up, or how large may the position be, for a wanted
//! liquidation price; and at which price a wanted profit is made.
//!
//! The condition is affine in the collateral, so the collateral for a price is
//! [`OpenedScenario::requirement`](crate::OpenedScenario::requirement) itself; margin, leverage and
//! wallet follow from it. For the size, the condition at the wanted price is affine within each
//! tier, and the tier in which its root lies is the answer's. The price of a profit is affine in the
//! value. Every answer is solved forward again, and given only if it leads to what is wanted.

use crate::bounds;
use crate::compare::{OpenedScenario, Status, compare};
use crate::decimal::{Checked, Decimal, divide_down, divide_up, negated, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::field::Field;
use crate::liquidation::Liquidation;
use crate::position::{MarginMode, Side};
use crate::rules::{TierBasis, TierForm};
use crate::scenario::Scenario;

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Want {
    /// To be liquidated at this price.
    LiquidationPrice(Decimal),
    /// A profit, in the settlement currency; below zero a loss. Fees are not in it.
    Pnl(Decimal),
    /// A profit as a fraction of the margin that [`Rules::roe_basis`](crate::Rules::roe_basis) names: 1 is 100%.
    Roe(Decimal),
}

/// How close, in decimal places of what is wanted, the forward solution must come to it.
const CLOSE_ENOUGH: u32 = 15;

/// The value of one number that leads to what is wanted, or nothing where none does: the price is on the safe side, the
/// input has no influence in this mode, the wallet does not hold what it would take, or the position would be liquidated
/// on the way.
///
/// # Errors
/// What [`Scenario::open`] refuses of the other inputs, and a price outside its bound; `unsupported-combination` at
/// `vary` for a number that what is wanted is no question of: a liquidation price is one of the isolated margin, the
/// leverage (isolated, with the margin following it; rounded down), the size (rounded down) and, in cross, the wallet
/// balance; a profit is one of the mark price (rounded to the side of the larger profit).
///
/// ```
/// use margin_core::{Field, MarginMode, Market, Scenario, Side, Want, parse, solve};
///
/// let market = Market::flat(parse("0.004")?)?;
/// let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("100")?)
///     .with_leverage(parse("10")?);
/// let wanted = Want::LiquidationPrice(parse("80")?);
/// let margin = solve(&scenario, wanted, Field::IsolatedMargin, MarginMode::Isolated)?;
/// assert_eq!(margin, Some(parse("203.2")?));
/// // Twice the margin of 100: a rise of a tenth.
/// let price = solve(&scenario, Want::Roe(parse("1")?), Field::MarkPrice, MarginMode::Isolated)?;
/// assert_eq!(price, Some(parse("110")?));
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn solve(scenario: &Scenario<'_>, want: Want, vary: Field, mode: MarginMode) -> Result<Option<Decimal>> {
    let candidates = match (want, vary) {
        (
            Want::LiquidationPrice(price),
            Field::IsolatedMargin | Field::Leverage | Field::Size | Field::WalletBalance,
        ) => by_liquidation_price(scenario, price, vary, mode)?,
        (Want::Pnl(pnl), Field::MarkPrice) => price_of_pnl(scenario, &scenario.open()?, pnl)?.into_iter().collect(),
        (Want::Roe(roe), Field::MarkPrice) => {
            price_of_roe(scenario, &scenario.open()?, roe, mode)?.into_iter().collect()
        }
        _ => return Err(cannot_vary(want)),
    };
    Ok(candidates.into_iter().find(|candidate| leads_to(scenario, *candidate, vary, mode, want)))
}

#[cold]
fn cannot_vary(want: Want) -> MarginError {
    let (reason, one_of): (_, &'static [&'static str]) = match want {
        Want::LiquidationPrice(_) => (
            "a liquidation price does not follow the mark price",
            &["isolatedMargin", "leverage", "size", "walletBalance"],
        ),
        Want::Pnl(_) | Want::Roe(_) => ("a profit is a question of the mark price", &["markPrice"]),
    };
    MarginError::because(ErrorCode::UnsupportedCombination, reason).with_one_of(one_of).at("vary")
}

fn by_liquidation_price(
    scenario: &Scenario<'_>,
    liquidation_price: Decimal,
    vary: Field,
    mode: MarginMode,
) -> Result<Vec<Decimal>> {
    bounds::PRICE.check("liquidation_price", liquidation_price)?;
    let opened = scenario.open()?;
    Ok(match (vary, mode) {
        (Field::IsolatedMargin, MarginMode::Isolated) | (Field::WalletBalance, MarginMode::Cross) => {
            vec![opened.requirement(mode, liquidation_price)?]
        }
        (Field::Leverage, MarginMode::Isolated) if scenario.isolated_margin.is_none() => {
            let margin = opened.requirement(mode, liquidation_price)?;
            divide_down(opened.position().nominal_value(), margin).into_iter().collect()
        }
        (Field::Size, _) => sizes(scenario, liquidation_price, mode)?,
        // The margin has no influence in cross, nor the rest of the wallet in isolated mode.
        _ => vec![],
    })
}

/// The price at which a position has made a profit: it is worth `V(E) + σ·profit` there.
fn price_of_pnl(scenario: &Scenario<'_>, opened: &OpenedScenario<'_>, pnl: Decimal) -> Result<Option<Decimal>> {
    let position = opened.position();
    let gains = scenario.market.contract().gains_with_value(scenario.side);
    let value = position.entry_value().plus(signed(gains, pnl)).map_err(|error| error.at("want"))?;
    Ok(price_of_value(scenario, position.exposure(), value))
}

/// The price at which the profit is a multiple of the initial margin.
///
/// Where that is the margin at the entry, the profit is known: 100% of 6,000 at 10x is 600. Where it follows the mark,
/// `σ·(V − V(E)) = roe·(V/L + reserve)`, so `V = (σ·V(E) + roe·reserve) / (σ − roe/L)`. A reserve at the mark is a share
/// of `V` itself.
fn price_of_roe(
    scenario: &Scenario<'_>,
    opened: &OpenedScenario<'_>,
    roe: Decimal,
    mode: MarginMode,
) -> Result<Option<Decimal>> {
    let at_want = |error: MarginError| error.at("want");
    let position = opened.position();
    let (fixed, per_value) = opened.margin_of_return(mode)?;
    let gains = scenario.market.contract().gains_with_value(scenario.side);
    let fixed = signed(gains, position.entry_value()).plus(roe.times(fixed).map_err(at_want)?).map_err(at_want)?;
    let slope = signed(gains, Decimal::ONE).minus(roe.times(per_value).map_err(at_want)?).map_err(at_want)?;
    // Where the margin grows as fast as the profit, no price is high enough.
    let value = if signed(gains, slope) > Decimal::ZERO { fixed.over(slope).ok() } else { None };
    Ok(value.and_then(|value| price_of_value(scenario, position.exposure(), value)))
}

/// The price at which an exposure has a value, rounded to the side of the larger profit; nothing where there is none.
fn price_of_value(scenario: &Scenario<'_>, exposure: Decimal, value: Decimal) -> Option<Decimal> {
    if value <= Decimal::ZERO {
        return None;
    }
    let (dividend, divisor) =
        if scenario.market.contract().is_inverse() { (exposure, value) } else { (value, exposure) };
    let price = match scenario.side {
        Side::Long => divide_up(dividend, divisor),
        Side::Short => divide_down(dividend, divisor),
    };
    price.ok().filter(|price| bounds::PRICE.check("price", *price).is_ok())
}

/// Whether the scenario with the candidate in it leads to what is wanted.
fn leads_to(scenario: &Scenario<'_>, candidate: Decimal, vary: Field, mode: MarginMode, want: Want) -> bool {
    let at_entry = Scenario { mark_price: None, ..*scenario };
    let varied = at_entry.with(vary, candidate);
    let Ok(comparison) = compare(&varied) else { return false };
    let outcome = match mode {
        MarginMode::Isolated => comparison.isolated,
        MarginMode::Cross => comparison.cross,
    };
    match (want, outcome.liquidation) {
        (Want::LiquidationPrice(wanted), Liquidation::At { price, .. }) => is_close(price, wanted, wanted),
        (Want::LiquidationPrice(_), _) => false,
        _ if outcome.status != Status::Open => false,
        // A profit is a difference: it is as exact as what the position is worth.
        (Want::Pnl(wanted), _) => is_close(outcome.unrealized_pnl, wanted, outcome.value),
        (Want::Roe(wanted), _) => match (outcome.roe, outcome.value.checked_div(outcome.initial_margin)) {
            (Some(roe), Some(scale)) => is_close(roe, wanted, scale.max(Decimal::ONE)),
            _ => false,
        },
    }
}

/// Whether two numbers differ by less than [`CLOSE_ENOUGH`] places of a third.
fn is_close(found: Decimal, wanted: Decimal, scale: Decimal) -> bool {
    let close = Decimal::new(1, CLOSE_ENOUGH);
    matches!(
        (found.checked_sub(wanted), scale.checked_mul(close)),
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
    let terms = market.terms(&scenario.rules, mode)?;
    let contract = market.contract();
    let unit_value = contract.value(market.multiplier(), price)?;
    let unit_entry_value = contract.value(market.multiplier(), scenario.entry_price)?;
    let (fixed, following) = match (mode, scenario.isolated_margin) {
        (MarginMode::Cross, _) => (scenario.wallet_balance, Decimal::ZERO),
        (MarginMode::Isolated, Some(margin)) => (margin, Decimal::ZERO),
        (MarginMode::Isolated, None) => (Decimal::ZERO, unit_entry_value.over(scenario.leverage)?),
    };
    let unit_profit = signed(contract.gains_with_value(scenario.side), unit_value.minus(unit_entry_value)?);
    let unit_charged = if terms.maintenance_at_entry { unit_entry_value } else { unit_value };
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
