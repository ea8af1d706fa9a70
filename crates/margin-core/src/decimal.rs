//! Decimals: one grammar to read them, one notation to print them, and checked arithmetic.
//!
//! A [`Decimal`] has at most 28 to 29 significant digits and at most 28 of them after the point.
//! Sums and differences of such numbers, products and quotients are rounded to the nearest number
//! that can be held, unless the operation names a direction; what is too large to be held is an
//! error, never a wrong number. The operators of the type panic on overflow, so the crate forbids
//! them and uses [`Checked`].

use core::cmp::Ordering;

pub use rust_decimal::Decimal;

use crate::error::{ErrorCode, MarginError, Result};
use crate::wide::compare_product;

/// The most digits a decimal holds after the point.
const LAST_PLACE: u32 = 28;

/// Reads a decimal: an optional sign, digits, and an optional fraction (`"-12.50"`).
///
/// This is the only door for numbers from outside. No exponent, no separators, no blanks. Zeros at
/// either end are welcome; a number with more significant digits than can be held is refused rather
/// than rounded.
///
/// # Errors
/// `not-a-decimal` where the text is not in the grammar, `too-many-digits` where it cannot be held.
///
/// ```
/// use margin_core::{ErrorCode, parse, plain};
///
/// assert_eq!(plain(parse("-12.50")?), "-12.5");
/// assert_eq!(parse("1e5").unwrap_err().code(), ErrorCode::NotADecimal);
/// assert_eq!(parse(".5").unwrap_err().code(), ErrorCode::NotADecimal);
/// assert_eq!(parse("0.12345678901234567890123456789").unwrap_err().code(), ErrorCode::TooManyDigits);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn parse(text: &str) -> Result<Decimal> {
    let refuse = |code| MarginError::new(code).with_text(text);
    let (negative, unsigned) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return Err(refuse(ErrorCode::NotADecimal));
    }
    let fraction = fraction.unwrap_or_default().trim_end_matches('0');
    let mantissa = mantissa(whole.bytes().chain(fraction.bytes()));
    let scale = u32::try_from(fraction.len()).ok().filter(|scale| *scale <= LAST_PLACE);
    match (mantissa, scale) {
        (Some([0, 0, 0]), Some(_)) => Ok(Decimal::ZERO),
        (Some([low, middle, high]), Some(scale)) => Ok(Decimal::from_parts(low, middle, high, negative, scale)),
        _ => Err(refuse(ErrorCode::TooManyDigits)),
    }
}

/// The whole number that digits spell, lowest 32 bits first; nothing where it takes more than 96.
fn mantissa(digits: impl Iterator<Item = u8>) -> Option<[u32; 3]> {
    let mut parts = [0_u32; 3];
    for digit in digits {
        let mut carry = u64::from(digit.wrapping_sub(b'0'));
        for part in &mut parts {
            // Less than 10 · 2³², so nothing is lost.
            let shifted = u64::from(*part).wrapping_mul(10).wrapping_add(carry);
            *part = low_half(shifted);
            carry = shifted >> 32;
        }
        if carry > 0 {
            return None;
        }
    }
    Some(parts)
}

#[allow(clippy::as_conversions, reason = "the lower half is what is asked for")]
const fn low_half(number: u64) -> u32 {
    number as u32
}

/// Prints a decimal in plain notation: no exponent, no trailing zeros, never `"-0"`.
///
/// ```
/// use margin_core::{parse, plain};
///
/// assert_eq!(plain(parse("0.00400")?), "0.004");
/// assert_eq!(plain(parse("-0.0")?), "0");
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn plain(value: Decimal) -> String {
    let mut text = String::new();
    write_plain(value, &mut text);
    text
}

/// Prints a decimal in plain notation, as [`plain`] does, at the end of a text.
///
/// ```
/// let mut text = String::from("rate ");
/// margin_core::write_plain(margin_core::parse("0.0040")?, &mut text);
/// assert_eq!(text, "rate 0.004");
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn write_plain(value: Decimal, text: &mut String) {
    let unpacked = value.unpack();
    let mut digits = [b'0'; DIGITS];
    let mut parts = [unpacked.hi, unpacked.mid, unpacked.lo];
    for group in digits.rchunks_exact_mut(DIGITS_OF_A_BILLION) {
        let mut rest = 0_u64;
        for part in &mut parts {
            let dividend = (rest << 32) | u64::from(*part);
            *part = low_half(dividend.wrapping_div(BILLION));
            rest = dividend.wrapping_rem(BILLION);
        }
        for digit in group.iter_mut().rev() {
            *digit = b'0'.wrapping_add(u8::try_from(rest.wrapping_rem(10)).unwrap_or_default());
            rest = rest.wrapping_div(10);
        }
        if parts == [0; 3] {
            break;
        }
    }
    let scale = usize::try_from(unpacked.scale).unwrap_or_default();
    let (whole, fraction) = digits.split_at_checked(DIGITS.saturating_sub(scale)).unwrap_or((&digits, &[]));
    let whole = without_zeros(whole, |digits| digits.split_first());
    let fraction = without_zeros(fraction, |digits| digits.split_last());
    if unpacked.negative && !value.is_zero() {
        text.push('-');
    }
    text.push_str(if whole.is_empty() { "0" } else { str::from_utf8(whole).unwrap_or_default() });
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(str::from_utf8(fraction).unwrap_or_default());
    }
}

const BILLION: u64 = 1_000_000_000;
const DIGITS_OF_A_BILLION: usize = 9;
/// Room for the 29 digits of 96 bits, in whole groups.
const DIGITS: usize = 4 * DIGITS_OF_A_BILLION;

/// The digits without the zeros at the end that `split` takes them from.
fn without_zeros<'a>(mut digits: &'a [u8], split: impl Fn(&'a [u8]) -> Option<(&'a u8, &'a [u8])>) -> &'a [u8] {
    while let Some((b'0', rest)) = split(digits) {
        digits = rest;
    }
    digits
}

/// Checked arithmetic: each method rounds to the nearest decimal that can be held, and refuses what
/// is too large.
///
/// ```
/// use margin_core::{Checked, Decimal, ErrorCode, parse};
///
/// assert_eq!(parse("0.1")?.plus(parse("0.2")?)?, parse("0.3")?);
/// assert_eq!(Decimal::MAX.times(Decimal::TEN).unwrap_err().code(), ErrorCode::Overflow);
/// assert_eq!(Decimal::ONE.over(Decimal::ZERO).unwrap_err().code(), ErrorCode::Overflow);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub trait Checked: Sized {
    /// The sum.
    ///
    /// # Errors
    /// `overflow` where it is too large.
    fn plus(self, other: Self) -> Result<Self>;
    /// The difference.
    ///
    /// # Errors
    /// `overflow` where it is too large.
    fn minus(self, other: Self) -> Result<Self>;
    /// The product.
    ///
    /// # Errors
    /// `overflow` where it is too large.
    fn times(self, other: Self) -> Result<Self>;
    /// The quotient.
    ///
    /// # Errors
    /// `overflow` where it is too large, or the divisor is zero.
    fn over(self, other: Self) -> Result<Self>;
}

impl Checked for Decimal {
    #[inline]
    fn plus(self, other: Self) -> Result<Self> {
        self.checked_add(other).ok_or_else(overflow)
    }
    #[inline]
    fn minus(self, other: Self) -> Result<Self> {
        self.checked_sub(other).ok_or_else(overflow)
    }
    #[inline]
    fn times(self, other: Self) -> Result<Self> {
        self.checked_mul(other).ok_or_else(overflow)
    }
    #[inline]
    fn over(self, other: Self) -> Result<Self> {
        self.checked_div(other).ok_or_else(overflow)
    }
}

#[cold]
fn overflow() -> MarginError {
    MarginError::new(ErrorCode::Overflow)
}

/// The largest decimal that is not above `dividend / divisor`: rounded down, toward −∞.
///
/// # Errors
/// `overflow` where the quotient is too large, or the divisor is zero.
///
/// ```
/// use margin_core::{divide_down, divide_up, parse, plain};
///
/// let (two, three) = (parse("2")?, parse("3")?);
/// assert_eq!(plain(divide_down(two, three)?), "0.6666666666666666666666666666");
/// assert_eq!(plain(divide_up(two, three)?), "0.6666666666666666666666666667");
/// assert_eq!(plain(divide_up(three, two)?), "1.5");
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn divide_down(dividend: Decimal, divisor: Decimal) -> Result<Decimal> {
    divide_toward(dividend, divisor, Ordering::Less)
}

/// The smallest decimal that is not below `dividend / divisor`: rounded up, toward +∞.
///
/// # Errors
/// `overflow` where the quotient is too large, or the divisor is zero.
///
/// ```
/// use margin_core::{divide_up, parse, plain};
///
/// assert_eq!(plain(divide_up(parse("-1")?, parse("3")?)?), "-0.3333333333333333333333333333");
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn divide_up(dividend: Decimal, divisor: Decimal) -> Result<Decimal> {
    divide_toward(dividend, divisor, Ordering::Greater)
}

/// The nearest quotient, moved by one unit of its last place where it lies on the wrong side of the
/// exact one. `side` is where the answer may lie: below or above.
fn divide_toward(dividend: Decimal, divisor: Decimal, side: Ordering) -> Result<Decimal> {
    let mut quotient = dividend.over(divisor)?;
    // How the magnitude held compares with the exact one, then the same with the sign in it.
    let magnitude = compare_product(quotient, divisor, dividend);
    let negative = dividend.is_sign_negative() != divisor.is_sign_negative();
    let position = if negative { magnitude.reverse() } else { magnitude };
    if position == Ordering::Equal || position == side {
        return Ok(quotient);
    }
    quotient.rescale(LAST_PLACE);
    let last_place = Decimal::try_new(1, quotient.scale()).map_err(|_| overflow())?;
    match side {
        Ordering::Less => quotient.minus(last_place),
        _ => quotient.plus(last_place),
    }
}

/// The number as it is, or with its sign turned.
#[inline]
pub(crate) fn signed(positive: bool, value: Decimal) -> Decimal {
    if positive { value } else { negated(value) }
}

/// The number with its sign turned; a decimal has one for every number, so nothing can overflow.
#[inline]
pub(crate) fn negated(mut value: Decimal) -> Decimal {
    value.set_sign_negative(value.is_sign_positive());
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_grammar_allows_and_nothing_else() {
        for (text, printed) in [
            ("0", "0"),
            ("-0.000", "0"),
            ("+5", "5"),
            ("007.50", "7.5"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
            ("1.00000000000000000000000000000000000000000000", "1"),
        ] {
            assert_eq!(plain(parse(text).unwrap()), printed, "{text}");
        }
        for text in [
            "", " ", "-", "+", ".", "5.", ".5", "1.2.3", "1e5", "1_000", "1,000", "0x10", "--1", "+-1", "1 ", " 1",
            "NaN", "Infinity", "١٢", "1\0", "−5",
        ] {
            assert_eq!(parse(text).unwrap_err().code(), ErrorCode::NotADecimal, "{text:?}");
        }
        for text in [
            "79228162514264337593543950336",
            "1234567890123456789012345678901234567890",
            "0.00000000000000000000000000001",
            "7.12345678901234567890123456789",
        ] {
            assert_eq!(parse(text).unwrap_err().code(), ErrorCode::TooManyDigits, "{text}");
        }
        let long = "9".repeat(100_000);
        assert!(parse(&long).unwrap_err().value().unwrap().len() < 100);
    }

    #[test]
    fn prints_as_the_type_does_without_zeros_at_the_end() {
        let mantissas = [0, 1, 10, 999_999_999, 1_000_000_000, (1 << 64) + 7, (1 << 96) - 1, 79_228 << 60];
        for (mantissa, scale) in mantissas.into_iter().flat_map(|mantissa| (0..=28).map(move |scale| (mantissa, scale)))
        {
            for signed in [mantissa, -mantissa] {
                let value = Decimal::try_from_i128_with_scale(signed, scale).unwrap();
                let expected = if value.is_zero() { "0".to_owned() } else { value.normalize().to_string() };
                assert_eq!(plain(value), expected);
                assert_eq!(parse(&expected).unwrap(), value);
            }
        }
    }

    #[test]
    fn directed_quotients_bracket_the_exact_one() {
        let numbers =
            ["1", "3", "7", "0.1", "-2", "1000", "60000", "0.0000000000000000000000000007", "987654321.123456789"];
        for dividend in numbers {
            for divisor in numbers {
                let (dividend, divisor) = (parse(dividend).unwrap(), parse(divisor).unwrap());
                let (down, up) = match (divide_down(dividend, divisor), divide_up(dividend, divisor)) {
                    (Ok(down), Ok(up)) => (down, up),
                    (Err(_), Err(_)) => continue,
                    _ => unreachable!("one direction overflows and the other does not"),
                };
                assert!(down <= up, "{dividend} / {divisor}");
                let negative = dividend.is_sign_negative() != divisor.is_sign_negative();
                let (inner, outer) = if negative { (up, down) } else { (down, up) };
                assert_ne!(compare_product(inner, divisor, dividend), Ordering::Greater);
                assert_ne!(compare_product(outer, divisor, dividend), Ordering::Less);
            }
        }
    }
}
