//! What the model accepts: one table that feeds checks, messages, test generators and sliders.
//!
//! The bounds keep every formula far inside what a decimal can hold: the largest product of the
//! model, a value, is refused above 10¹⁵, which leaves at least 13 digits after the point.

use crate::decimal::Decimal;
use crate::error::{ErrorCode, MarginError, Result};

/// The closed range of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The smallest value accepted.
    pub minimum: Decimal,
    /// The largest value accepted.
    pub maximum: Decimal,
}

const fn bound(minimum: Decimal, maximum: Decimal) -> Bound {
    Bound { minimum, maximum }
}

/// `(middle · 2³² + low) / 10^scale`. The constructor that takes one number is not constant.
const fn decimal(middle: u32, low: u32, scale: u32) -> Decimal {
    Decimal::from_parts(low, middle, 0, false, scale)
}

const FIVE_THOUSAND: Decimal = decimal(0, 5000, 0);
const TEN_TO_9: Decimal = decimal(0, 1_000_000_000, 0);
const TEN_TO_12: Decimal = decimal(232, 3567587328, 0);
const TEN_TO_15: Decimal = decimal(232830, 2764472320, 0);
const TEN_TO_18: Decimal = decimal(232830643, 2808348672, 0);
const ONE_PER_TEN_TO_9: Decimal = decimal(0, 1, 9);
const ONE_PER_TEN_TO_12: Decimal = decimal(0, 1, 12);
const ONE_PER_TEN_TO_18: Decimal = decimal(0, 1, 18);
const JUST_BELOW_ONE: Decimal = decimal(232830643, 2808348671, 18);

/// A price, in the quote currency.
pub const PRICE: Bound = bound(ONE_PER_TEN_TO_12, TEN_TO_12);
/// A position size, in units or contracts.
pub const SIZE: Bound = bound(ONE_PER_TEN_TO_12, TEN_TO_15);
/// A position value that must be above zero, in the settlement (or, inverse, quote) currency.
pub const VALUE: Bound = bound(ONE_PER_TEN_TO_12, TEN_TO_15);
/// Money that may be zero: balances, margins, deductions, tier floors.
pub const MONEY: Bound = bound(Decimal::ZERO, TEN_TO_15);
/// Leverage: anything above zero, in steps no finer than this.
pub const LEVERAGE: Bound = bound(ONE_PER_TEN_TO_12, FIVE_THOUSAND);
/// What one contract is worth.
pub const MULTIPLIER: Bound = bound(ONE_PER_TEN_TO_9, TEN_TO_9);
/// A maintenance or fee rate; the sum of rate and closing fee must also stay below 1.
pub const RATE: Bound = bound(Decimal::ZERO, JUST_BELOW_ONE);
/// The price step of a venue.
pub const TICK_SIZE: Bound = PRICE;
/// The smallest amount that a venue counts, in the settlement currency.
pub const SETTLEMENT_UNIT: Bound = bound(ONE_PER_TEN_TO_12, TEN_TO_9);
/// Prices beyond which a liquidation is called `beyond-any-price`.
pub const LIQUIDATION_PRICE: Bound = bound(ONE_PER_TEN_TO_18, TEN_TO_18);
/// The most tiers in a table.
pub const MAXIMUM_TIERS: usize = 256;
/// The most positions in an account.
pub const MAXIMUM_POSITIONS: usize = 100_000;
/// The most points of one curve.
pub const MAXIMUM_CURVE_POINTS: usize = 100_000;

impl Bound {
    /// Gives the value back where it lies in the bound.
    ///
    /// # Errors
    /// `not-positive` (or `negative`, where zero is allowed) below zero, else `out-of-range`; both
    /// name the field, the value and the range.
    ///
    /// ```
    /// use margin_core::{Decimal, ErrorCode, bounds};
    ///
    /// let error = bounds::PRICE.check("mark_price", Decimal::ZERO).unwrap_err();
    /// assert_eq!(error.code(), ErrorCode::NotPositive);
    /// assert_eq!(error.allowed().maximum, Some(bounds::PRICE.maximum));
    /// ```
    #[inline]
    pub fn check(&self, field: &str, value: Decimal) -> Result<Decimal> {
        if self.minimum <= value && value <= self.maximum {
            return Ok(value);
        }
        Err(self.refuse(field, value))
    }

    #[cold]
    fn refuse(&self, field: &str, value: Decimal) -> MarginError {
        let code = if self.minimum > Decimal::ZERO && value <= Decimal::ZERO {
            ErrorCode::NotPositive
        } else if value < Decimal::ZERO {
            ErrorCode::Negative
        } else {
            ErrorCode::OutOfRange
        };
        MarginError::new(code).with_value(value).with_allowed(Some(self.minimum), Some(self.maximum)).at(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_the_powers_of_ten_they_are_named_after() {
        for (constant, text) in [
            (TEN_TO_12, "1000000000000"),
            (TEN_TO_15, "1000000000000000"),
            (TEN_TO_18, "1000000000000000000"),
            (ONE_PER_TEN_TO_18, "0.000000000000000001"),
            (JUST_BELOW_ONE, "0.999999999999999999"),
        ] {
            assert_eq!(constant.to_string(), text);
        }
    }

    #[test]
    fn the_ends_are_accepted_and_one_step_beyond_is_not() {
        let step = Decimal::try_new(1, 24).unwrap();
        for bound in [PRICE, SIZE, VALUE, MONEY, LEVERAGE, MULTIPLIER, RATE] {
            assert!(bound.minimum < bound.maximum);
            assert!(bound.check("x", bound.minimum).is_ok());
            assert!(bound.check("x", bound.maximum).is_ok());
            assert!(bound.check("x", bound.minimum - step).is_err());
            let above = bound.maximum + Decimal::ONE;
            assert_eq!(bound.check("x", above).unwrap_err().code(), ErrorCode::OutOfRange);
        }
    }
}
