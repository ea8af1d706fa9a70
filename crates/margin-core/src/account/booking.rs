//! Amounts as an account books them: rounded once, in a named direction, to 10⁻¹² of the settlement
//! currency. Sizes are counted in the same step.
//!
//! Every amount that an account stores or moves is a whole number of these steps, at most 10¹⁵ of
//! the currency, so a decimal holds each sum and difference of them without rounding: what was
//! deposited and booked is the wallet balance, with no remainder.

use crate::bounds::{self, Bound};
use crate::certain::{Part, Scaled, settled_to};
use crate::contract::Contract;
use crate::decimal::{Checked, Decimal, signed};
use crate::error::{ErrorCode, MarginError, Result};
use crate::exact::{Direction, Exact};
use crate::market::Market;

/// How many places after the point an amount or a size has at most.
pub const BOOKED_PLACES: u32 = 12;

/// The step in which amounts and sizes are counted.
pub(super) const STEP: Decimal = Decimal::from_parts(1, 0, 0, false, BOOKED_PLACES);

/// The direction that is against the trader for a value: up where more of it costs them.
pub(super) const fn against(costs: bool) -> Direction {
    if costs { Direction::Up } else { Direction::Down }
}

/// `factor · other / divisor`, exactly, then rounded once.
fn book(factor: Decimal, other: Decimal, divisor: Decimal, direction: Direction) -> Result<Decimal> {
    if let Some(amount) = near(factor, other, divisor, direction) {
        return Ok(amount);
    }
    Exact::of(factor)
        .times(other)
        .and_then(|product| product.over_to_places(&Exact::of(divisor), BOOKED_PLACES, direction))
        .map(|amount| amount.value)
        .ok_or_else(|| MarginError::new(ErrorCode::Overflow))
}

/// The same from what decimals give for it; nothing where that leaves a doubt.
fn near(factor: Decimal, other: Decimal, divisor: Decimal, direction: Direction) -> Option<Decimal> {
    let candidate = factor.checked_mul(other)?.checked_div(divisor)?;
    // `m·|divisor| − (±factor·other) ≥ 0` for an amount that is rounded up, turned round for one that is rounded down.
    let up = direction == Direction::Up;
    let parts = [
        Part::Slope(Scaled::of(signed(up, divisor.abs())), Decimal::ONE),
        Part::Fixed(Scaled::of(signed(divisor.is_sign_negative() == up, factor)), other),
    ];
    settled_to(candidate, BOOKED_PLACES, &parts).map(|amount| amount.value)
}

/// What an exposure is worth at a price.
pub(super) fn value(contract: Contract, exposure: Decimal, price: Decimal, direction: Direction) -> Result<Decimal> {
    match contract {
        Contract::Linear | Contract::Quanto => book(exposure, price, Decimal::ONE, direction),
        Contract::Inverse => book(exposure, Decimal::ONE, price, direction),
    }
}

/// The largest size that is worth no more than a value at a price. It is taken of the value at once: of
/// the worth of one unit, which can be tiny, a decimal holds too few digits.
pub(super) fn size_within(market: &Market, value: Decimal, price: Decimal) -> Result<Decimal> {
    let size = match market.contract() {
        Contract::Linear | Contract::Quanto => book(value, Decimal::ONE, market.exposure(price)?, Direction::Down),
        Contract::Inverse => book(value, price, market.multiplier(), Direction::Down),
    };
    // What cannot be held is more than any size.
    Ok(size.unwrap_or(bounds::SIZE.maximum).min(bounds::SIZE.maximum))
}

/// The share of an amount that belongs to a part of a whole.
pub(super) fn share(amount: Decimal, part: Decimal, whole: Decimal, direction: Direction) -> Result<Decimal> {
    book(amount, part, whole, direction)
}

/// A rate of an amount: a fee, or funding.
pub(super) fn at_rate(rate: Decimal, amount: Decimal, direction: Direction) -> Result<Decimal> {
    book(rate, amount, Decimal::ONE, direction)
}

/// An amount over a number: a margin from a value and a leverage, or a size from a value and the
/// worth of one unit.
pub(super) fn over(amount: Decimal, divisor: Decimal, direction: Direction) -> Result<Decimal> {
    book(amount, Decimal::ONE, divisor, direction)
}

/// The largest amount that can be booked and is not above a figure, or 0 where that is below 0.
pub(super) fn at_most(figure: Decimal) -> Result<Decimal> {
    // No amount is beyond the bound, so a figure is not followed to where it can no longer be booked.
    let figure = figure.clamp(Decimal::ZERO, bounds::MONEY.maximum);
    book(figure, Decimal::ONE, Decimal::ONE, Direction::Down)
}

/// The largest amount that can be booked and is below a figure, or 0 where that is below 0.
pub(super) fn just_below(figure: Decimal) -> Result<Decimal> {
    let figure = figure.clamp(STEP, bounds::MONEY.maximum.plus(STEP)?);
    book(figure, Decimal::ONE, Decimal::ONE, Direction::Up)?.minus(STEP)
}

/// The amount or size as given, where it is in its bound and a whole number of steps.
pub(super) fn check(bound: &Bound, field: &str, amount: Decimal) -> Result<Decimal> {
    let amount = bound.check(field, amount)?.normalize();
    if amount.scale() > BOOKED_PLACES {
        let error = MarginError::because(ErrorCode::TooManyDigits, "amounts and sizes have at most 12 decimal places");
        return Err(error.with_value(amount).at(field));
    }
    Ok(amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;

    #[test]
    fn limits_are_whole_steps() {
        for (figure, most, below) in [
            ("1.5", "1.5", "1.499999999999"),
            ("0.3333333333333333333333333333", "0.333333333333", "0.333333333333"),
            ("0.000000000001", "0.000000000001", "0"),
            ("0", "0", "0"),
            ("-3", "0", "0"),
            ("-79228162514264337593543950335", "0", "0"),
            ("79228162514264337593543950335", "1000000000000000", "1000000000000000"),
        ] {
            let figure = parse(figure).unwrap();
            assert_eq!(at_most(figure).unwrap(), parse(most).unwrap(), "{figure}");
            assert_eq!(just_below(figure).unwrap(), parse(below).unwrap(), "{figure}");
        }
    }

    #[test]
    fn what_is_finer_than_a_step_is_refused_and_not_rounded() {
        let amount = |text: &str| check(&bounds::SIZE, "size", parse(text).unwrap());
        assert!(amount("0.1234567890120000").is_ok());
        assert_eq!(amount("0.1234567890121").unwrap_err().code(), ErrorCode::TooManyDigits);
        assert_eq!(amount("0").unwrap_err().code(), ErrorCode::NotPositive);
    }
}
