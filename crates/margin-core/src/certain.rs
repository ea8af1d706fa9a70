//! Which decimal is next to an exact number, told from one that is near: the fast way to a directed rounding.
//!
//! Wanted is a whole number `m` of units of the last place with `K + G·m ≥ 0`, the last one on that side. Where a candidate
//! is near, `K + G·m` is small, and its remainder modulo 2²⁵⁶ tells it exactly, however long `K` and `G·m` are. How many `G`
//! there are in it says how far the candidate is off. What this cannot tell, [`crate::exact`] does.

use crate::decimal::Decimal;
use crate::exact::Rounded;

/// The longest `G`, in bits: a candidate would have to be 2⁶² units off to be taken for another.
const LONGEST_STEP: u32 = 192;
/// The leading bits of `G` that tell how often it is in a remainder: at most one too few or too many, up to 2²⁴ times.
const LEADING_BITS: u32 = 40;
/// How many steps are taken one by one, one of them a look that nothing is left. A few cost less than a division.
const LAST_STEPS: u32 = 6;
/// The longest factor of a product, in bits.
const LONGEST_FACTOR: u32 = 126;
const BITS_OF_A_DECIMAL: u32 = 96;
/// Those that 64 bits hold.
const POWERS_OF_TEN: [u64; 20] = powers_of_ten();
/// The largest digits of a decimal that can have one digit more.
const WITH_ROOM_FOR_A_DIGIT: u128 = ((1 << BITS_OF_A_DECIMAL) - 1) / 10;
const LOW_HALF: u128 = 0xffff_ffff_ffff_ffff;

/// A whole number over a power of ten: a decimal, or a short product of two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scaled {
    number: i128,
    scale: u32,
}

impl Scaled {
    #[inline]
    pub(crate) fn of(number: Decimal) -> Self {
        Self { number: number.mantissa(), scale: number.scale() }
    }

    /// The product; nothing where it is too long.
    pub(crate) fn times(self, factor: Decimal) -> Option<Self> {
        let factor = Self::of(factor);
        let bits = bits(self.number).wrapping_add(bits(factor.number));
        (bits <= LONGEST_FACTOR).then(|| Self {
            number: self.number.wrapping_mul(factor.number),
            scale: self.scale.wrapping_add(factor.scale),
        })
    }
}

/// A product that is a part of `K`, or of the number that the candidate is multiplied by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Fixed(Scaled, Decimal),
    Slope(Scaled, Decimal),
}

/// The last `m` units with `K + G·m ≥ 0`, from a candidate with as many places as it can have. Nothing where the candidate
/// is too far off, or the numbers are too long to tell.
pub(crate) fn settled(candidate: Decimal, parts: &[Part]) -> Option<Rounded> {
    const LAST_PLACE: u32 = 28;
    let mut finest = candidate;
    // A quotient that is no decimal comes with all the places that it can have. One with fewer is exact, or nearly.
    if candidate.scale() < LAST_PLACE && candidate.mantissa().unsigned_abs() <= WITH_ROOM_FOR_A_DIGIT {
        let given = candidate.mantissa();
        match settle(given, candidate.scale(), parts) {
            Some(Settled { units, is_exact: true }) if units == given => {
                return Some(Rounded { value: candidate, is_exact: true });
            }
            _ => finest.rescale(LAST_PLACE),
        }
    }
    let Settled { units, is_exact } = settle(finest.mantissa(), finest.scale(), parts)?;
    let value = Decimal::try_from_i128_with_scale(units, finest.scale()).ok()?;
    Some(Rounded { value, is_exact })
}

/// The same to exactly so many places.
pub(crate) fn settled_to(candidate: Decimal, places: u32, parts: &[Part]) -> Option<Rounded> {
    let mut candidate = candidate.round_dp(places);
    candidate.rescale(places);
    if candidate.scale() != places {
        return None;
    }
    let Settled { units, is_exact } = settle(candidate.mantissa(), places, parts)?;
    let value = Decimal::try_from_i128_with_scale(units, places).ok()?;
    Some(Rounded { value, is_exact })
}

/// About how many digits a number has before the point, or, below 0, zeros after it: one less or more.
#[inline]
pub(crate) fn magnitude(number: Decimal) -> i64 {
    // 1233/4096 is a little more than the logarithm of 2.
    let digits = bits(number.mantissa()).wrapping_mul(1233) >> 12;
    i64::from(digits).wrapping_sub(i64::from(number.scale()))
}

struct Settled {
    units: i128,
    is_exact: bool,
}

fn settle(mut units: i128, places: u32, parts: &[Part]) -> Option<Settled> {
    let scale = parts.iter().map(|part| part.scale(places)).max()?;
    let (mut fixed, mut slope) = (Remainder::ZERO, Remainder::ZERO);
    for part in parts {
        let missing = scale.wrapping_sub(part.scale(places));
        match part {
            Part::Fixed(number, factor) => fixed = fixed.plus(Remainder::product(*number, *factor).scaled(missing)?),
            Part::Slope(number, factor) => {
                // Its places are fewer than 128, and those of a factor and the candidate are bounded: nothing is lost.
                let product = Remainder::product(*number, *factor);
                if product.bits().wrapping_add(missing.wrapping_mul(10) / 3) > LONGEST_STEP {
                    return None;
                }
                slope = slope.plus(product.scaled(missing)?);
            }
        }
    }
    let rises = !slope.is_negative();
    let step = slope.magnitude();
    if step.is_zero() {
        return None;
    }
    let mut rest = fixed.plus(slope.times(units));
    let toward = if rises { 1 } else { -1 };
    let two = step.plus(step);
    if two.plus(two).is_at_most(rest.magnitude()) {
        let steps = i128::from(rest.magnitude().in_steps_of(step)?);
        let moved = if rest.is_negative() == rises { steps } else { steps.wrapping_neg() };
        units = units.checked_add(moved)?;
        rest = rest.plus(slope.times(moved));
    }
    for _ in 0..LAST_STEPS {
        if rest.is_negative() {
            units = units.checked_add(toward)?;
            rest = rest.plus(step);
        } else if step.is_at_most(rest) {
            units = units.checked_sub(toward)?;
            rest = rest.plus(step.negated());
        } else {
            // Nothing is known of a number that a decimal does not hold.
            let fits = bits(units) <= BITS_OF_A_DECIMAL;
            return fits.then_some(Settled { units, is_exact: rest.is_zero() });
        }
    }
    None
}

impl Part {
    /// How many places the part has, times the candidate where it is multiplied by it.
    #[inline]
    fn scale(&self, places: u32) -> u32 {
        match self {
            Self::Fixed(number, factor) => number.scale.wrapping_add(factor.scale()),
            Self::Slope(number, factor) => number.scale.wrapping_add(factor.scale()).wrapping_add(places),
        }
    }
}

#[allow(clippy::indexing_slicing, reason = "of a constant, it is checked when it is compiled")]
const fn powers_of_ten() -> [u64; 20] {
    let mut powers = [1_u64; 20];
    let mut place = 1_usize;
    while place < powers.len() {
        powers[place] = powers[place.wrapping_sub(1)].wrapping_mul(10);
        place = place.wrapping_add(1);
    }
    powers
}

#[inline]
const fn bits(number: i128) -> u32 {
    128_u32.wrapping_sub(number.unsigned_abs().leading_zeros())
}

/// A whole number modulo 2²⁵⁶, its sign the highest bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Remainder {
    high: u128,
    low: u128,
}

impl Remainder {
    const ZERO: Self = Self { high: 0, low: 0 };

    fn product(number: Scaled, factor: Decimal) -> Self {
        let product = Self::of_product(number.number.unsigned_abs(), factor.mantissa().unsigned_abs());
        if (number.number < 0) != factor.is_sign_negative() { product.negated() } else { product }
    }

    /// The product of a number and one of at most 96 bits.
    fn of_product(left: u128, right: u128) -> Self {
        // Most are short, and a product of words is dear in a browser.
        if left <= LOW_HALF && right <= LOW_HALF {
            return Self { high: 0, low: left.wrapping_mul(right) };
        }
        let (left_high, left_low) = (left >> 64, left & LOW_HALF);
        let (right_high, right_low) = (right >> 64, right & LOW_HALF);
        // At most 128 and 96 bits: what is lost of their sum is a carry.
        let (crossed, carried) = left_high.wrapping_mul(right_low).overflowing_add(left_low.wrapping_mul(right_high));
        let (low, more) = left_low.wrapping_mul(right_low).overflowing_add(crossed << 64);
        let high = left_high
            .wrapping_mul(right_high)
            .wrapping_add(crossed >> 64)
            .wrapping_add(u128::from(carried) << 64)
            .wrapping_add(u128::from(more));
        Self { high, low }
    }

    fn times(self, factor: i128) -> Self {
        let size = factor.unsigned_abs();
        let mut product = Self::of_product(self.low, size);
        if self.high != 0 {
            product.high = product.high.wrapping_add(self.high.wrapping_mul(size));
        }
        if factor < 0 { product.negated() } else { product }
    }

    /// The number times `10^power`.
    fn scaled(self, power: u32) -> Option<Self> {
        let mut number = self;
        let mut remaining = usize::try_from(power).ok()?;
        while remaining > 0 {
            let digits = remaining.min(POWERS_OF_TEN.len().wrapping_sub(1));
            number = number.times_word(*POWERS_OF_TEN.get(digits)?);
            remaining = remaining.wrapping_sub(digits);
        }
        Some(number)
    }

    fn times_word(self, factor: u64) -> Self {
        let factor = u128::from(factor);
        if self.high == 0 && self.low <= LOW_HALF {
            return Self { high: 0, low: self.low.wrapping_mul(factor) };
        }
        let lowest = (self.low & LOW_HALF).wrapping_mul(factor);
        // At most 2¹²⁸ − 2⁶⁵ + 1, and a carry below 2⁶⁴: nothing is lost.
        let middle = (self.low >> 64).wrapping_mul(factor).wrapping_add(lowest >> 64);
        let high = self.high.wrapping_mul(factor).wrapping_add(middle >> 64);
        Self { high, low: (middle << 64) | (lowest & LOW_HALF) }
    }

    #[inline]
    fn plus(self, other: Self) -> Self {
        let (low, carried) = self.low.overflowing_add(other.low);
        Self { high: self.high.wrapping_add(other.high).wrapping_add(u128::from(carried)), low }
    }

    #[inline]
    fn negated(self) -> Self {
        Self { high: !self.high, low: !self.low }.plus(Self { high: 0, low: 1 })
    }

    fn magnitude(self) -> Self {
        if self.is_negative() { self.negated() } else { self }
    }

    #[inline]
    const fn is_negative(self) -> bool {
        self.high >> 127 == 1
    }

    #[inline]
    const fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// Whether one number from 0 on is not above another.
    #[inline]
    fn is_at_most(self, other: Self) -> bool {
        (self.high, self.low) <= (other.high, other.low)
    }

    /// About how often a shorter number is in one from 0 on; nothing where that is very often.
    fn in_steps_of(self, step: Self) -> Option<u64> {
        let shift = step.bits().saturating_sub(LEADING_BITS);
        let (of, step) = (self.shifted_down(shift), step.shifted_down(shift));
        let of = u64::try_from(of.low).ok().filter(|_| of.high == 0)?;
        of.checked_div(u64::try_from(step.low).ok()?)
    }

    /// A number from 0 on, without its last bits.
    fn shifted_down(self, bits: u32) -> Self {
        match bits {
            0 => self,
            1..128 => {
                Self { high: self.high >> bits, low: (self.low >> bits) | (self.high << 128_u32.wrapping_sub(bits)) }
            }
            _ => Self { high: 0, low: self.high.checked_shr(bits.wrapping_sub(128)).unwrap_or_default() },
        }
    }

    fn bits(self) -> u32 {
        let Self { high, low } = self.magnitude();
        let zeros = if high == 0 { low.leading_zeros().wrapping_add(128) } else { high.leading_zeros() };
        256_u32.wrapping_sub(zeros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::{negated, parse};
    use crate::exact::{Direction, Exact};

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    /// The smallest decimal from `dividend / divisor` on, from a candidate so many units off.
    fn from_candidate(dividend: &str, divisor: &str, units_off: i128) -> Option<Rounded> {
        let (dividend, divisor) = (decimal(dividend), decimal(divisor));
        let mut candidate = dividend.checked_div(divisor)?;
        candidate.rescale(28);
        let units = candidate.mantissa() + units_off;
        let candidate = Decimal::try_from_i128_with_scale(units, candidate.scale()).ok()?;
        settled(
            candidate,
            &[Part::Slope(Scaled::of(divisor), Decimal::ONE), Part::Fixed(Scaled::of(negated(dividend)), Decimal::ONE)],
        )
    }

    #[test]
    fn a_candidate_near_leads_to_the_exact_rounding() {
        for (dividend, divisor) in [
            ("1", "3"),
            ("2", "3"),
            ("-2", "3"),
            ("1", "7000000"),
            ("123456789.123456789", "0.000000000007"),
            ("79228162514264337593543950335", "3"),
            ("0.0000000000000000000000000007", "11"),
            ("10", "4"),
            ("1", "1.0000000000000003"),
            ("1000", "79228162514.264337593543950335"),
        ] {
            let exact = Exact::of(decimal(dividend)).over(&Exact::of(decimal(divisor)), Direction::Up).unwrap();
            for units_off in [-1_000_000, -1000, -30, -1, 0, 1, 2, 30, 1000, 1_000_000] {
                let settled = from_candidate(dividend, divisor, units_off).unwrap();
                assert_eq!(settled, exact, "{dividend} / {divisor}, {units_off} off");
            }
        }
    }

    #[test]
    fn a_candidate_too_far_off_leaves_a_doubt() {
        for units_off in [-(1 << 26), 1 << 26, 1 << 61] {
            assert!(from_candidate("1", "1.0000000000000003", units_off).is_none(), "{units_off}");
        }
    }

    #[test]
    fn an_exact_candidate_stays_as_short_as_it_is() {
        let parts = [
            Part::Slope(Scaled::of(decimal("4")), Decimal::ONE),
            Part::Fixed(Scaled::of(decimal("-10")), Decimal::ONE),
        ];
        let exact = Rounded { value: decimal("2.5"), is_exact: true };
        assert_eq!(settled(decimal("2.5"), &parts), Some(exact));
        assert_eq!(settled_to(decimal("2.5"), 0, &parts), Some(Rounded { value: decimal("3"), is_exact: false }));
        assert_eq!(settled_to(decimal("2.5"), 3, &parts), Some(exact));
    }

    #[test]
    fn what_is_too_long_to_tell_is_left() {
        let most = decimal("79228162514264337593543950335");
        assert!(Scaled::of(most).times(most).is_none());
        let parts = [Part::Slope(Scaled::of(most), most), Part::Fixed(Scaled::of(negated(most)), most)];
        assert!(settled(Decimal::ONE, &parts).is_some());
        let finer = decimal("0.0000000000000000000000000001");
        let parts = [Part::Slope(Scaled::of(most), most), Part::Fixed(Scaled::of(finer), finer)];
        assert!(settled(Decimal::ZERO, &parts).is_none());
    }

    #[test]
    fn a_remainder_is_a_number_with_a_sign() {
        let long = Remainder::of_product(u128::MAX, (1 << 96) - 1);
        assert_eq!(long.plus(long.negated()), Remainder::ZERO);
        assert_eq!(long.negated().magnitude(), long);
        assert!(long.negated().is_negative() && !long.is_negative());
        // (2¹²⁸ − 1)·(2⁹⁶ − 1) = 2²²⁴ − 2¹²⁸ − 2⁹⁶ + 1
        assert_eq!(long, Remainder { high: (1 << 96) - 2, low: u128::MAX - (1 << 96) + 2 });
        assert_eq!(long.bits(), 224);
        assert_eq!(Remainder::ZERO.bits(), 0);
        let three = Remainder { high: 0, low: 3 };
        assert_eq!(three.scaled(21), Some(Remainder { high: 0, low: 3_000_000_000_000_000_000_000 }));
        assert_eq!(three.scaled(0), Some(three));
    }
}
