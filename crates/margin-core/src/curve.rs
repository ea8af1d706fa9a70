//! What is left of the wallet, price by price: the points of a chart.

use crate::bounds;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::position::MarginMode;
use crate::scenario::Scenario;

/// The balance after, by price, in both modes: three lists of one length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    /// The prices, from the first to the last in equal steps.
    pub price: Vec<Decimal>,
    /// What is left with isolated margin.
    pub isolated: Vec<Decimal>,
    /// What is left with cross margin.
    pub cross: Vec<Decimal>,
}

/// What is left of the wallet at `points` prices from `from` to `to`, both included.
///
/// `from` may be 0, except for inverse contracts, whose value has no limit there.
///
/// # Errors
/// What [`Scenario::open`] refuses; `out-of-range` for a range that is empty or outside the bounds
/// of prices, and for fewer than 2 or more than 100,000 points.
///
/// ```
/// use margin_core::{Decimal, Market, Scenario, Side, curve, parse};
///
/// let market = Market::flat(parse("0.004")?)?;
/// let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("100")?)
///     .with_leverage(parse("10")?);
/// let curve = curve(&scenario, Decimal::ZERO, parse("200")?, 5)?;
/// assert_eq!(curve.price[1], parse("50")?);
/// assert_eq!(curve.isolated[1], parse("900")?);
/// assert_eq!(curve.cross[4], parse("2000")?);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn curve(scenario: &Scenario<'_>, from: Decimal, to: Decimal, points: usize) -> Result<Curve> {
    let opened = scenario.open()?;
    if !from.is_zero() || scenario.market.contract().is_inverse() {
        bounds::PRICE.check("from", from)?;
    }
    bounds::PRICE.check("to", to)?;
    let steps = u64::try_from(points)
        .ok()
        .filter(|_| points <= bounds::MAXIMUM_CURVE_POINTS)
        .and_then(|points| points.checked_sub(1))
        .filter(|steps| *steps > 0)
        .ok_or_else(|| MarginError::because(ErrorCode::OutOfRange, "a curve has 2 to 100000 points").at("points"))?;
    if to <= from {
        return Err(MarginError::because(ErrorCode::OutOfRange, "a curve ends above its beginning")
            .with_value(to)
            .at("to"));
    }
    let width = to.minus(from)?;
    let mut curve = Curve {
        price: Vec::with_capacity(points),
        isolated: Vec::with_capacity(points),
        cross: Vec::with_capacity(points),
    };
    for step in 0..=steps {
        let price = from.plus(width.times(Decimal::from(step))?.over(Decimal::from(steps))?)?;
        curve.price.push(price);
        curve.isolated.push(opened.balance_after(MarginMode::Isolated, price)?);
        curve.cross.push(opened.balance_after(MarginMode::Cross, price)?);
    }
    Ok(curve)
}
