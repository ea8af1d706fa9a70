//! What needs more than the 96 bits of a decimal: the exact comparison of a product with a number,
//! for directed division, and the quotient of a product that is rounded once, for booked amounts.

use core::cmp::Ordering;

use crate::decimal::Decimal;

/// The largest power of ten that 64 bits hold.
const LARGEST_POWER: u32 = 19;
const LOW_HALF: u128 = 0xffff_ffff_ffff_ffff;

/// Compares `|factor · other|` with `|number|`, exactly.
pub(crate) fn compare_product(factor: Decimal, other: Decimal, number: Decimal) -> Ordering {
    let product = Wide::product(factor.mantissa().unsigned_abs(), other.mantissa().unsigned_abs());
    let number_mantissa = Wide { high: 0, low: number.mantissa().unsigned_abs() };
    let product_scale = factor.scale().saturating_add(other.scale());
    // Brought to one scale by multiplying the coarser side. A side too wide to be multiplied is
    // larger than the other can be, unless it is zero, which never is too wide.
    if product_scale >= number.scale() {
        match number_mantissa.times_power_of_ten(product_scale.saturating_sub(number.scale())) {
            Some(scaled) => product.cmp(&scaled),
            None => Ordering::Less,
        }
    } else {
        match product.times_power_of_ten(number.scale().saturating_sub(product_scale)) {
            Some(scaled) => scaled.cmp(&number_mantissa),
            None => Ordering::Greater,
        }
    }
}

/// `factor · other / divisor`, exactly, then rounded once to so many places: up where `up`, else down,
/// toward +∞ and −∞. Nothing where the divisor is zero or the result cannot be held.
pub(crate) fn rounded_quotient(
    factor: Decimal,
    other: Decimal,
    divisor: Decimal,
    places: u32,
    up: bool,
) -> Option<Decimal> {
    let product = Wide::product(factor.mantissa().unsigned_abs(), other.mantissa().unsigned_abs());
    let product_scale = factor.scale().checked_add(other.scale())?;
    let wanted_scale = places.checked_add(divisor.scale())?;
    let (scaled, cut) = if wanted_scale >= product_scale {
        (product.times_power_of_ten(wanted_scale.saturating_sub(product_scale))?, false)
    } else {
        product.over_power_of_ten(product_scale.saturating_sub(wanted_scale))?
    };
    let (quotient, rest) = scaled.over(divisor.mantissa().unsigned_abs())?;
    let negative = [factor, other, divisor].iter().filter(|number| number.is_sign_negative()).count() % 2 == 1;
    let away = (cut || rest) && up != negative;
    let magnitude = i128::try_from(quotient.narrow()?).ok()?.checked_add(i128::from(away))?;
    let signed = if negative { magnitude.wrapping_neg() } else { magnitude };
    Decimal::try_from_i128_with_scale(signed, places).ok()
}

/// An unsigned number of 256 bits; the derived order compares the high half first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wide {
    high: u128,
    low: u128,
}

impl Wide {
    /// The product of two numbers of at most 96 bits, whose 192 bits always fit.
    fn product(left: u128, right: u128) -> Self {
        let (left_high, left_low) = (left >> 64, left & LOW_HALF);
        let (right_high, right_low) = (right >> 64, right & LOW_HALF);
        // The high parts have 32 bits, so each cross product has 96 and their sum 97.
        let crossed = left_high.wrapping_mul(right_low).wrapping_add(left_low.wrapping_mul(right_high));
        let (low, carried) = left_low.wrapping_mul(right_low).overflowing_add(crossed << 64);
        let high = left_high.wrapping_mul(right_high).wrapping_add(crossed >> 64).wrapping_add(u128::from(carried));
        Self { high, low }
    }

    /// The number times `10^power`, or nothing where that needs more than 256 bits.
    fn times_power_of_ten(self, power: u32) -> Option<Self> {
        let mut number = self;
        let mut remaining = power;
        while remaining > 0 {
            let digits = remaining.min(LARGEST_POWER);
            number = number.times(10_u64.checked_pow(digits)?)?;
            remaining = remaining.saturating_sub(digits);
        }
        Some(number)
    }

    /// The number over `10^power`, rounded down, and whether something was cut off.
    fn over_power_of_ten(self, power: u32) -> Option<(Self, bool)> {
        let (mut number, mut cut) = (self, false);
        let mut remaining = power;
        while remaining > 0 {
            let digits = remaining.min(LARGEST_POWER);
            let (quotient, rest) = number.over(u128::from(10_u64.checked_pow(digits)?))?;
            number = quotient;
            cut |= rest;
            remaining = remaining.saturating_sub(digits);
        }
        Some((number, cut))
    }

    /// The number over a divisor of at most 96 bits, rounded down, and whether something was cut off.
    fn over(self, divisor: u128) -> Option<(Self, bool)> {
        let mut rest: u128 = 0;
        let mut halves = [self.high, self.low];
        for half in &mut halves {
            let mut quotient: u128 = 0;
            for shift in [96_u32, 64, 32, 0] {
                // The rest is below the divisor, so with 32 bits more it has at most 128.
                let dividend = (rest << 32) | ((*half >> shift) & 0xffff_ffff);
                quotient = (quotient << 32) | dividend.checked_div(divisor)?;
                rest = dividend.checked_rem(divisor)?;
            }
            *half = quotient;
        }
        let [high, low] = halves;
        Some((Self { high, low }, rest != 0))
    }

    /// The number, where 128 bits hold it.
    fn narrow(self) -> Option<u128> {
        (self.high == 0).then_some(self.low)
    }

    fn times(self, factor: u64) -> Option<Self> {
        let factor = u128::from(factor);
        let lower = (self.low & LOW_HALF).wrapping_mul(factor);
        // At most 2^128 − 2^65 + 1 and a carry below 2^64: no wrap.
        let upper = (self.low >> 64).wrapping_mul(factor).wrapping_add(lower >> 64);
        let low = (upper << 64) | (lower & LOW_HALF);
        let high = self.high.checked_mul(factor)?.checked_add(upper >> 64)?;
        Some(Self { high, low })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;

    #[test]
    fn products_are_compared_exactly() {
        for (factor, other, number, expected) in [
            ("2", "3", "6", Ordering::Equal),
            ("-2", "3", "6", Ordering::Equal),
            ("0.1", "0.1", "0.01", Ordering::Equal),
            ("0.3333333333333333333333333333", "3", "1", Ordering::Less),
            ("0.3333333333333333333333333334", "3", "1", Ordering::Greater),
            ("79228162514264337593543950335", "79228162514264337593543950335", "1", Ordering::Greater),
            (
                "0.0000000000000000000000000001",
                "0.0000000000000000000000000001",
                "79228162514264337593543950335",
                Ordering::Less,
            ),
            ("0", "5", "0", Ordering::Equal),
            ("0", "5", "0.0000000000000000000000000001", Ordering::Less),
            ("79228162514264337593543950335", "1", "79228162514264337593543950335", Ordering::Equal),
        ] {
            let [factor, other, number] = [factor, other, number].map(|text| parse(text).unwrap());
            assert_eq!(compare_product(factor, other, number), expected, "{factor} · {other} ? {number}");
        }
    }

    #[test]
    fn a_quotient_is_rounded_once_and_in_its_direction() {
        for (factor, other, divisor, down, up) in [
            ("2", "3", "4", "1.5", "1.5"),
            ("1", "1", "3", "0.333333333333", "0.333333333334"),
            ("-1", "1", "3", "-0.333333333334", "-0.333333333333"),
            ("-1", "1", "-3", "0.333333333333", "0.333333333334"),
            ("0", "5", "7", "0", "0"),
            // A number of 28 places over the last booked one, which a product rounded first would lose.
            ("3", "0.3333333333333333333333333333", "1", "0.999999999999", "1"),
            ("0.0000000000000000000000000001", "1", "1", "0", "0.000000000001"),
            (
                "7.9228162514264337593543950335",
                "7.9228162514264337593543950335",
                "7.9228162514264337593543950335",
                "7.922816251426",
                "7.922816251427",
            ),
            (
                "1000000000000000",
                "123456789.123456789123",
                "123456789.123456789123",
                "1000000000000000",
                "1000000000000000",
            ),
        ] {
            let [factor, other, divisor, down, up] =
                [factor, other, divisor, down, up].map(|text| parse(text).unwrap());
            assert_eq!(
                rounded_quotient(factor, other, divisor, 12, false),
                Some(down),
                "{factor} · {other} / {divisor}"
            );
            assert_eq!(rounded_quotient(factor, other, divisor, 12, true), Some(up), "{factor} · {other} / {divisor}");
        }
        assert_eq!(rounded_quotient(Decimal::ONE, Decimal::ONE, Decimal::ZERO, 12, true), None);
        assert_eq!(rounded_quotient(Decimal::MAX, Decimal::MAX, Decimal::ONE, 12, true), None);
    }
}
