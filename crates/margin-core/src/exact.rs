//! Sums of products of decimals, exactly, and their quotients, rounded once: what needs more than the 96 bits of a
//! decimal.
//!
//! A number is a whole number of at most 640 bits over a power of ten. That holds every product of four decimals, and
//! every sum of such products within the bounds of the model; what it does not hold is refused, never cut.

use core::cmp::Ordering;

use crate::decimal::Decimal;

const LIMBS: usize = 20;
const BITS_OF_A_LIMB: u32 = 32;
/// The most bits that the digits of a decimal take.
const BITS_OF_A_DECIMAL: u32 = 96;
/// The most places after the point that a decimal has.
const LAST_PLACE: u32 = 28;
/// The largest power of ten that a limb holds.
const POWERS_OF_TEN: [u32; 10] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// A number that is never rounded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact {
    negative: bool,
    magnitude: Natural,
    /// The number is the magnitude over `10^scale`.
    scale: u32,
}

/// A quotient as a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rounded {
    pub(crate) value: Decimal,
    /// Whether nothing was rounded.
    pub(crate) is_exact: bool,
}

/// Where a number that no decimal is goes: toward −∞ or toward +∞.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Down,
    Up,
}

impl Exact {
    pub(crate) const ZERO: Self = Self { negative: false, magnitude: Natural::ZERO, scale: 0 };

    #[inline]
    pub(crate) fn of(number: Decimal) -> Self {
        let parts = number.unpack();
        let magnitude = Natural::of([parts.lo, parts.mid, parts.hi]);
        Self { negative: parts.negative && !magnitude.is_zero(), magnitude, scale: parts.scale }
    }

    pub(crate) fn is_positive(&self) -> bool {
        !self.negative && !self.magnitude.is_zero()
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    /// The product; nothing where it cannot be held.
    pub(crate) fn times(&self, factor: Decimal) -> Option<Self> {
        let parts = factor.unpack();
        let magnitude = self.magnitude.times(&[parts.lo, parts.mid, parts.hi])?;
        let negative = self.negative != parts.negative && !magnitude.is_zero();
        Some(Self { negative, magnitude, scale: self.scale.checked_add(parts.scale)? })
    }

    /// The sum; nothing where it cannot be held.
    pub(crate) fn plus(&self, other: &Self) -> Option<Self> {
        let (one, other) = (self.at_scale(other.scale)?, other.at_scale(self.scale)?);
        let (negative, magnitude) = if one.negative == other.negative {
            (one.negative, one.magnitude.plus(&other.magnitude)?)
        } else {
            match one.magnitude.compare(&other.magnitude) {
                Ordering::Less => (other.negative, other.magnitude.minus(&one.magnitude)),
                _ => (one.negative, one.magnitude.minus(&other.magnitude)),
            }
        };
        Some(Self { negative: negative && !magnitude.is_zero(), magnitude, scale: one.scale })
    }

    /// The number with at least so many places.
    fn at_scale(&self, scale: u32) -> Option<Self> {
        match scale.checked_sub(self.scale) {
            None | Some(0) => Some(*self),
            Some(places) => Some(Self { magnitude: self.magnitude.times_power_of_ten(places)?, scale, ..*self }),
        }
    }

    /// The quotient to the last place that a decimal of this size holds. Nothing where the divisor is zero, or the
    /// quotient is too large.
    pub(crate) fn over(&self, divisor: &Self, direction: Direction) -> Option<Rounded> {
        // In bits, the quotient of the magnitudes is this long, or one longer.
        let length = i64::from(self.magnitude.bits()).checked_sub(i64::from(divisor.magnitude.bits()))?;
        let scale = i64::from(self.scale).checked_sub(i64::from(divisor.scale))?;
        // As many places as could fit, and one more: what is too many is cut off again, exactly.
        let spare = i64::from(BITS_OF_A_DECIMAL).checked_sub(length)?.checked_add(1)?;
        // 1233/4096 is a little more than the logarithm of 2.
        let places = scale.checked_add(spare.checked_mul(1233)?.checked_shr(12)?.checked_add(1)?)?;
        let places = u32::try_from(places.clamp(0, i64::from(LAST_PLACE))).ok()?;
        let quotient = self.over_to(divisor, places, direction, true)?;
        Some(if quotient.is_exact { Rounded { value: quotient.value.normalize(), ..quotient } } else { quotient })
    }

    /// The quotient to exactly so many places. Nothing where the divisor is zero, or it cannot be held so.
    pub(crate) fn over_to_places(&self, divisor: &Self, places: u32, direction: Direction) -> Option<Rounded> {
        self.over_to(divisor, places, direction, false)
    }

    fn over_to(&self, divisor: &Self, mut places: u32, direction: Direction, may_be_coarser: bool) -> Option<Rounded> {
        let wanted = divisor.scale.checked_add(places)?;
        let (quotient, rest) = match wanted.checked_sub(self.scale) {
            Some(more) => self.magnitude.times_power_of_ten(more)?.over(&divisor.magnitude)?,
            None => self.magnitude.over(&divisor.magnitude.times_power_of_ten(self.scale.checked_sub(wanted)?)?)?,
        };
        let mut digits = quotient.narrow()?;
        let mut is_exact = rest.is_zero();
        let negative = self.negative != divisor.negative;
        let too_long = |digits: u128| digits >> BITS_OF_A_DECIMAL != 0;
        loop {
            let away = !is_exact && (direction == Direction::Up) != negative;
            let rounded = if too_long(digits) { digits } else { digits.checked_add(u128::from(away))? };
            if !too_long(rounded) {
                digits = rounded;
                break;
            }
            if !may_be_coarser {
                return None;
            }
            places = places.checked_sub(1)?;
            is_exact &= digits % 10 == 0;
            digits = digits.wrapping_div(10);
        }
        let mut value = Decimal::try_from_i128_with_scale(i128::try_from(digits).ok()?, places).ok()?;
        value.set_sign_negative(negative && digits != 0);
        Some(Rounded { value, is_exact })
    }
}

/// A whole number from 0 on, the lowest 32 bits first.
#[derive(Clone, Copy, Debug)]
struct Natural {
    limbs: [u32; LIMBS],
    /// How many limbs there are up to the highest that is not 0.
    length: usize,
}

impl Natural {
    const ZERO: Self = Self { limbs: [0; LIMBS], length: 0 };

    #[inline]
    fn of(lowest: [u32; 3]) -> Self {
        let mut number = Self::ZERO;
        for (limb, given) in number.limbs.iter_mut().zip(lowest) {
            *limb = given;
        }
        number.length = lowest.len();
        number.trimmed()
    }

    /// The number with its length corrected: no limb beyond it is other than 0.
    #[inline]
    fn trimmed(mut self) -> Self {
        let zeros = self.used().iter().rev().take_while(|limb| **limb == 0).count();
        self.length = self.length.saturating_sub(zeros);
        self
    }

    #[inline]
    fn used(&self) -> &[u32] {
        self.limbs.get(..self.length).unwrap_or_default()
    }

    fn is_zero(&self) -> bool {
        self.length == 0
    }

    fn bits(&self) -> u32 {
        let Some(highest) = self.used().last() else { return 0 };
        let lower = u32::try_from(self.length.saturating_sub(1)).unwrap_or_default();
        lower.wrapping_mul(BITS_OF_A_LIMB).wrapping_add(BITS_OF_A_LIMB.wrapping_sub(highest.leading_zeros()))
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.length.cmp(&other.length).then_with(|| self.used().iter().rev().cmp(other.used().iter().rev()))
    }

    fn plus(mut self, other: &Self) -> Option<Self> {
        let length = self.length.max(other.length);
        let mut carry = 0;
        for (limb, added) in self.limbs.iter_mut().zip(other.limbs).take(length) {
            (*limb, carry) = halves(u64::from(*limb).wrapping_add(u64::from(added)).wrapping_add(carry));
        }
        self.length = length;
        self.with_carry(carry)
    }

    /// The difference from a number that is not larger.
    fn minus(mut self, other: &Self) -> Self {
        let mut borrowed = false;
        for (limb, taken) in self.limbs.iter_mut().zip(other.limbs).take(self.length) {
            let (rest, first) = limb.overflowing_sub(taken);
            let (rest, second) = rest.overflowing_sub(u32::from(borrowed));
            *limb = rest;
            borrowed = first || second;
        }
        self.trimmed()
    }

    fn with_carry(mut self, carry: u64) -> Option<Self> {
        if carry > 0 {
            *self.limbs.get_mut(self.length)? = low_half(carry);
            self.length = self.length.checked_add(1)?;
        }
        Some(self)
    }

    fn times_limb(mut self, factor: u32) -> Option<Self> {
        let mut carry = 0;
        let length = self.length;
        for limb in self.limbs.iter_mut().take(length) {
            // At most (2³² − 1)² + 2³² − 1: nothing is lost.
            (*limb, carry) = halves(u64::from(*limb).wrapping_mul(u64::from(factor)).wrapping_add(carry));
        }
        self.with_carry(carry)
    }

    fn times_power_of_ten(self, power: u32) -> Option<Self> {
        let [.., billion] = POWERS_OF_TEN;
        let mut product = self;
        let mut remaining = power;
        while remaining >= 9 {
            product = product.times_limb(billion)?;
            remaining = remaining.wrapping_sub(9);
        }
        match usize::try_from(remaining).ok().and_then(|rest| POWERS_OF_TEN.get(rest)) {
            Some(1) | None => Some(product),
            Some(rest) => product.times_limb(*rest),
        }
    }

    fn times(&self, factor: &[u32; 3]) -> Option<Self> {
        let mut product = Self::ZERO;
        for (offset, digit) in factor.iter().enumerate() {
            if *digit == 0 {
                continue;
            }
            let mut carry = 0;
            let mut places = product.limbs.iter_mut().skip(offset);
            for limb in self.used() {
                let place = places.next()?;
                // At most (2³² − 1)² + 2 · (2³² − 1) = 2⁶⁴ − 1: nothing is lost.
                let sum = u64::from(*limb).wrapping_mul(u64::from(*digit)).wrapping_add(u64::from(*place));
                (*place, carry) = halves(sum.wrapping_add(carry));
            }
            if carry > 0 {
                *places.next()? = low_half(carry);
            }
        }
        product.length = self.length.saturating_add(factor.len()).min(LIMBS);
        Some(product.trimmed())
    }

    /// The number moved by less than a limb toward its highest bit.
    fn shifted(mut self, bits: u32) -> Option<Self> {
        let mut carry = 0;
        let length = self.length;
        for limb in self.limbs.iter_mut().take(length) {
            (*limb, carry) = halves((u64::from(*limb) << bits) | carry);
        }
        self.with_carry(carry)
    }

    /// The quotient, rounded down, and a rest that is 0 where it is exact. Nothing where the divisor is zero.
    ///
    /// Long division in digits of a limb: each is guessed from the highest limbs of rest and divisor, which is at most
    /// two too many when the divisor's highest bit is set.
    fn over(&self, divisor: &Self) -> Option<(Self, Self)> {
        let shift = divisor.used().last()?.leading_zeros();
        let (divisor, mut rest) = (divisor.shifted(shift)?, self.shifted(shift)?);
        let mut quotient = Self::ZERO;
        let highest = u64::from(*divisor.used().last()?);
        let second = divisor.length.checked_sub(2).and_then(|place| divisor.limbs.get(place)).copied();
        let mut place = rest.length.saturating_sub(divisor.length);
        if rest.length < divisor.length {
            return Some((quotient, rest));
        }
        quotient.length = place.saturating_add(1).min(LIMBS);
        loop {
            let top = place.saturating_add(divisor.length);
            let limb = |below: usize| top.checked_sub(below).and_then(|at| rest.limbs.get(at)).copied();
            let (first, next, third) = (limb(0).unwrap_or(0), limb(1)?, limb(2).unwrap_or(0));
            let dividend = joined(first, next);
            let mut guess = dividend.checked_div(highest)?;
            let mut left = dividend.checked_rem(highest)?;
            let second = u64::from(second.unwrap_or(0));
            while guess >> BITS_OF_A_LIMB != 0
                || (left >> BITS_OF_A_LIMB == 0
                    && guess.wrapping_mul(second) > (left << BITS_OF_A_LIMB | u64::from(third)))
            {
                guess = guess.wrapping_sub(1);
                left = left.wrapping_add(highest);
                if left >> BITS_OF_A_LIMB != 0 {
                    break;
                }
            }
            let mut digit = low_half(guess);
            if digit > 0 && rest.take(&divisor, digit, place) {
                // Once in a few billion, the guess is still one too many.
                digit = digit.wrapping_sub(1);
                rest.give_back(&divisor, place);
            }
            *quotient.limbs.get_mut(place)? = digit;
            match place.checked_sub(1) {
                Some(lower) => place = lower,
                None => break,
            }
        }
        Some((quotient.trimmed(), rest.trimmed()))
    }

    /// Takes `digit · divisor` away at a place; whether that was too much.
    fn take(&mut self, divisor: &Self, digit: u32, place: usize) -> bool {
        let (mut carry, mut borrowed) = (0, false);
        let mut limbs = self.limbs.iter_mut().skip(place);
        for limb in divisor.used().iter().chain(&[0]) {
            let taken;
            (taken, carry) = halves(u64::from(*limb).wrapping_mul(u64::from(digit)).wrapping_add(carry));
            let Some(rest) = limbs.next() else { break };
            let (less, first) = rest.overflowing_sub(taken);
            let (less, second) = less.overflowing_sub(u32::from(borrowed));
            *rest = less;
            borrowed = first || second;
        }
        borrowed
    }

    /// Adds the divisor again at a place.
    fn give_back(&mut self, divisor: &Self, place: usize) {
        let mut carry = 0;
        let mut limbs = self.limbs.iter_mut().skip(place);
        for limb in divisor.used().iter().chain(&[0]) {
            let Some(rest) = limbs.next() else { break };
            (*rest, carry) = halves(u64::from(*rest).wrapping_add(u64::from(*limb)).wrapping_add(carry));
        }
    }

    /// The number, where 128 bits hold it.
    fn narrow(&self) -> Option<u128> {
        if self.length > 4 {
            return None;
        }
        Some(self.used().iter().rev().fold(0, |number, limb| (number << BITS_OF_A_LIMB) | u128::from(*limb)))
    }
}

#[inline]
fn joined(high: u32, low: u32) -> u64 {
    (u64::from(high) << BITS_OF_A_LIMB) | u64::from(low)
}

/// The lower half, and the upper one as a carry.
#[inline]
const fn halves(number: u64) -> (u32, u64) {
    (low_half(number), number >> BITS_OF_A_LIMB)
}

#[inline]
#[allow(clippy::as_conversions, reason = "the lower half is what is asked for")]
pub(crate) const fn low_half(number: u64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;
    use num_traits::{Signed, Zero};
    use proptest::prelude::*;

    use super::*;
    use crate::decimal::parse;

    fn one() -> Exact {
        Exact::of(Decimal::ONE)
    }

    fn ratio(number: Decimal) -> BigRational {
        BigRational::new(BigInt::from(number.mantissa()), BigInt::from(10).pow(number.scale()))
    }

    /// Any decimal: digits of any length, on either side of 0, at any scale.
    fn any_decimal() -> impl Strategy<Value = Decimal> {
        (any::<u128>(), 32..129_u32, 0..29_u32, any::<bool>()).prop_map(|(digits, shift, scale, negative)| {
            let digits = digits.checked_shr(shift).unwrap_or_default();
            let mut number = Decimal::try_from_i128_with_scale(i128::try_from(digits).unwrap(), scale).unwrap();
            number.set_sign_negative(negative);
            number
        })
    }

    fn product(factors: &[Decimal]) -> (Exact, BigRational) {
        let start = (one(), BigRational::from_integer(1.into()));
        factors.iter().fold(start, |(exact, known), factor| (exact.times(*factor).unwrap(), known * ratio(*factor)))
    }

    fn unit(places: u32) -> BigRational {
        BigRational::new(1.into(), BigInt::from(10).pow(places))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_quotient_of_sums_of_products_is_the_nearest_decimal_in_its_direction(
            first in prop::collection::vec(any_decimal(), 0..4),
            second in prop::collection::vec(any_decimal(), 0..4),
            divisor in prop::collection::vec(any_decimal(), 1..3),
        ) {
            let ((first, known_first), (second, known_second)) = (product(&first), product(&second));
            let (divisor, known_divisor) = product(&divisor);
            let Some(dividend) = first.plus(&second.times(Decimal::NEGATIVE_ONE).unwrap()) else { return Ok(()) };
            let known = known_first - known_second;
            prop_assert_eq!(dividend.is_positive(), known.is_positive());
            prop_assert_eq!(dividend.is_negative(), known.is_negative());
            if known_divisor.is_zero() {
                prop_assert!(dividend.over(&divisor, Direction::Down).is_none());
                return Ok(());
            }
            let known = known / known_divisor;
            let (down, up) = (dividend.over(&divisor, Direction::Down), dividend.over(&divisor, Direction::Up));
            let (Some(down), Some(up)) = (down, up) else {
                let most = ratio(Decimal::MAX) - BigRational::from_integer(1.into());
                // Or more than 640 bits on the way.
                prop_assert!(known.abs() > most || known.abs() < unit(30));
                return Ok(());
            };
            prop_assert_eq!(down.is_exact, up.is_exact);
            if down.is_exact {
                prop_assert_eq!(ratio(down.value), known.clone());
                prop_assert_eq!(down.value, up.value);
            } else {
                let places = down.value.scale().min(up.value.scale());
                prop_assert!(ratio(down.value) < known && known < ratio(up.value), "{} {}", down.value, up.value);
                prop_assert_eq!(ratio(up.value) - ratio(down.value), unit(places));
                // One place more would not fit.
                prop_assert!(places == 28 || (known.abs() * BigInt::from(10)) >= ratio(Decimal::MAX) * unit(places) - unit(0));
            }
        }

        #[test]
        fn so_many_places_are_exactly_so_many(number in any_decimal(), divisor in any_decimal(), places in 0..29_u32) {
            if divisor.is_zero() {
                return Ok(());
            }
            let known = ratio(number) / ratio(divisor);
            let quotient = |direction| Exact::of(number).over_to_places(&Exact::of(divisor), places, direction);
            let (Some(down), Some(up)) = (quotient(Direction::Down), quotient(Direction::Up)) else {
                prop_assert!(known.abs() > ratio(Decimal::MAX) * unit(places) - unit(places));
                return Ok(());
            };
            prop_assert!(ratio(down.value) <= known && known <= ratio(up.value));
            prop_assert_eq!(down.value.scale(), places);
            let distance = if down.is_exact { BigRational::zero() } else { unit(places) };
            prop_assert_eq!(ratio(up.value) - ratio(down.value), distance);
        }
    }

    #[test]
    fn the_edges_of_what_can_be_held() {
        let quotient = |dividend: &str, divisor: &str, direction| {
            Exact::of(parse(dividend).unwrap()).over(&Exact::of(parse(divisor).unwrap()), direction)
        };
        let most = "79228162514264337593543950335";
        assert_eq!(quotient(most, "1", Direction::Up).unwrap().value, Decimal::MAX);
        assert_eq!(quotient(most, "0.9", Direction::Down), None);
        assert_eq!(quotient("1", "0", Direction::Down), None);
        // Rounded up, it has more digits than can be held at its scale: it is given one place less.
        let just_above = Exact::of(parse("7922816251426433759354395033.5").unwrap())
            .plus(&Exact::of(parse("0.01").unwrap()))
            .unwrap();
        let rounded = just_above.over(&one(), Direction::Up).unwrap();
        assert_eq!(rounded.value, parse("7922816251426433759354395034").unwrap());
        // Nothing but the last place is left.
        let tiny = quotient("0.0000000000000000000000000001", "3", Direction::Up).unwrap();
        assert_eq!((tiny.value, tiny.is_exact), (parse("0.0000000000000000000000000001").unwrap(), false));
        assert_eq!(quotient("-0.0000000000000000000000000001", "3", Direction::Up).unwrap().value, Decimal::ZERO);
    }

    #[test]
    fn what_needs_more_than_640_bits_is_refused() {
        let product = (0..6).try_fold(one(), |product, _| product.times(Decimal::MAX));
        assert!(product.is_some(), "576 bits");
        let product = product.unwrap();
        assert!(product.times(Decimal::MAX).is_none(), "672 bits");
        let small = (0..3).fold(one(), |small, _| small.times(Decimal::try_new(1, 28).unwrap()).unwrap());
        assert!(product.plus(&small).is_none(), "84 places more");
    }
}
