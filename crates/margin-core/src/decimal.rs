//! Decimals: one grammar to read them, one notation to print them, and checked arithmetic.
//!
//! A [`Decimal`] has at most 28 to 29 significant digits and at most 28 of them after the point.
//! Sums and differences of such numbers, products and quotients are rounded to the nearest number
//! that can be held, unless the operation names a direction; what is too large to be held is an
//! error, never a wrong number. The operators of the type panic on overflow, so the crate forbids
//! them and uses [`Checked`].

pub use rust_decimal::Decimal;

use crate::certain::{Part, Scaled, settled};
use crate::error::{ErrorCode, MarginError, Result};
use crate::exact::{Direction, Exact, low_half};

/// The most digits a decimal holds after the point.
const LAST_PLACE: i32 = 28;
/// The largest exponent that a number may be written with, above or below 0.
const LARGEST_EXPONENT: i32 = 40;

/// Reads a decimal: an optional sign, digits, an optional fraction, and an optional exponent of at most 40
/// (`"-12.50"`, `"6.521e-05"`).
///
/// This is the only door for numbers from outside. No separators, no blanks. Zeros at either end are
/// welcome; a number with more significant digits than can be held is refused rather than rounded.
///
/// # Errors
/// `not-a-decimal` where the text is not in the grammar, `too-many-digits` where it cannot be held.
///
/// ```
/// use margin_core::{ErrorCode, parse, plain};
///
/// assert_eq!(plain(parse("-12.50")?), "-12.5");
/// assert_eq!(plain(parse("6.521e-05")?), "0.00006521");
/// assert_eq!(parse("1e41").unwrap_err().code(), ErrorCode::NotADecimal);
/// assert_eq!(parse(".5").unwrap_err().code(), ErrorCode::NotADecimal);
/// assert_eq!(parse("0.12345678901234567890123456789").unwrap_err().code(), ErrorCode::TooManyDigits);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn parse(text: &str) -> Result<Decimal> {
    let refuse = |code| MarginError::new(code).with_text(text);
    let (negative, unsigned) = sign_of(text);
    let (unsigned, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent_of(exponent).ok_or_else(|| refuse(ErrorCode::NotADecimal))?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    if !is_digits(whole) || fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return Err(refuse(ErrorCode::NotADecimal));
    }
    number(negative, whole, fraction.unwrap_or_default(), exponent).ok_or_else(|| refuse(ErrorCode::TooManyDigits))
}

fn sign_of(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An exponent as it stands behind the `e`; nothing where it is none, or beyond the largest.
fn exponent_of(text: &str) -> Option<i32> {
    let (negative, digits) = sign_of(text);
    let size = Some(digits).filter(|digits| is_digits(digits))?.trim_start_matches('0');
    let size = if size.is_empty() { 0 } else { size.parse().ok().filter(|size| *size <= LARGEST_EXPONENT)? };
    Some(if negative { size.wrapping_neg() } else { size })
}

/// `whole.fraction · 10^exponent`, all of them digits; nothing where that cannot be held.
fn number(negative: bool, whole: &str, fraction: &str, exponent: i32) -> Option<Decimal> {
    let fraction = fraction.trim_end_matches('0');
    // Where no digit follows the point, the zeros before it are places as well.
    let figures = if fraction.is_empty() { whole.trim_end_matches('0') } else { whole };
    if figures.is_empty() && fraction.is_empty() {
        return Some(Decimal::ZERO);
    }
    let length = |text: &str| i32::try_from(text.len()).ok();
    let zeros = length(whole)?.checked_sub(length(figures)?)?;
    let scale = length(fraction)?.checked_sub(zeros)?.checked_sub(exponent)?;
    let missing = usize::try_from(scale.checked_neg()?).unwrap_or_default();
    let digits = figures.bytes().chain(fraction.bytes()).chain(core::iter::repeat_n(b'0', missing));
    let [low, middle, high] = mantissa(digits)?;
    if scale > LAST_PLACE {
        return None;
    }
    Some(Decimal::from_parts(low, middle, high, negative, u32::try_from(scale).unwrap_or_default()))
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
    divide(dividend, divisor, Direction::Down)
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
    divide(dividend, divisor, Direction::Up)
}

/// The quotient, rounded in a direction: from the nearest one, which is off by less than a unit.
fn divide(dividend: Decimal, divisor: Decimal, direction: Direction) -> Result<Decimal> {
    let nearest = dividend.over(divisor)?;
    // `q·|divisor| − (±dividend) ≥ 0` for a quotient rounded up, and turned round for one that is rounded down.
    let up = direction == Direction::Up;
    let dividend_or_less = signed(divisor.is_sign_negative() == up, dividend);
    let parts = [
        Part::Slope(Scaled::of(signed(up, divisor.abs())), Decimal::ONE),
        Part::Fixed(Scaled::of(dividend_or_less), Decimal::ONE),
    ];
    settled(nearest, &parts)
        .or_else(|| Exact::of(dividend).over(&Exact::of(divisor), direction))
        .map(|quotient| quotient.value)
        .ok_or_else(overflow)
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
        for (text, printed) in [
            ("6.521e-05", "0.00006521"),
            ("1.0E7", "10000000"),
            ("0E-20", "0"),
            ("-0.00e+40", "0"),
            ("39e-07", "0.0000039"),
            ("+1e0", "1"),
            ("-12.5E+000000000000000000002", "-1250"),
            ("1e28", "10000000000000000000000000000"),
            ("1e-28", "0.0000000000000000000000000001"),
            ("10000000000000000000000000000000000000000e-40", "1"),
            ("0.0000000000000000000000000000000000000001e40", "1"),
            ("1200e-2", "12"),
            ("0.0012e3", "1.2"),
            ("0.0000000000000000000000000000000000000000e-40", "0"),
        ] {
            assert_eq!(plain(parse(text).unwrap()), printed, "{text}");
        }
        for text in [
            "",
            " ",
            "-",
            "+",
            ".",
            "5.",
            ".5",
            "1.2.3",
            "1_000",
            "1,000",
            "0x10",
            "--1",
            "+-1",
            "1 ",
            " 1",
            "NaN",
            "Infinity",
            "١٢",
            "1\0",
            "−5",
            "e5",
            "1e",
            "1e+",
            "1e-",
            "1e+-5",
            "1e5.0",
            "1e.5",
            "1.e5",
            ".1e5",
            "1e5e5",
            "1ee5",
            "1 e5",
            "1e 5",
            "e",
            "E-1",
            "1e5x",
            "1x5",
            "1d5",
            "1e41",
            "1E-41",
            "0e41",
            "1e1000000000000000000000",
            "1e−5",
            "1e٥",
            "-e5",
            "1e0x1",
        ] {
            assert_eq!(parse(text).unwrap_err().code(), ErrorCode::NotADecimal, "{text:?}");
        }
        for text in [
            "79228162514264337593543950336",
            "1234567890123456789012345678901234567890",
            "0.00000000000000000000000000001",
            "7.12345678901234567890123456789",
            "1e-29",
            "1e29",
            "8e28",
            "123e-30",
            "79228162514264337593543950335e1",
            "0.1e-28",
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
    fn directed_quotients_bracket_the_exact_one_by_one_unit_of_the_last_place() {
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
                let excess = |quotient| {
                    let product = Exact::of(quotient).times(divisor).unwrap();
                    product.plus(&Exact::of(negated(dividend))).unwrap()
                };
                let is_exact = |quotient| !excess(quotient).is_positive() && !excess(quotient).is_negative();
                if is_exact(down) || is_exact(up) {
                    assert_eq!(down, up, "{dividend} / {divisor}");
                    continue;
                }
                let unit = Decimal::try_new(1, down.scale().max(up.scale())).unwrap();
                assert_eq!(up - down, unit, "{dividend} / {divisor}");
                let is_above = |quotient| excess(quotient).is_positive() == divisor.is_sign_positive();
                assert!(is_above(up) && !is_above(down), "{dividend} / {divisor}: {down}, {up}");
            }
        }
    }
}
