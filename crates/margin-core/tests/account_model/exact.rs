//! Exact fractions of big integers.
//!
//! A fraction is reduced when it has grown long, and not after every operation: among numbers with a
//! few places after the point the divisors stay powers of ten, and reducing them costs more than all
//! the rest of the model.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::sync::LazyLock;

use margin_core::Decimal;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};

/// How many bits a divisor may have before it is reduced.
const LONG: u64 = 1024;

static POWERS_OF_TEN: LazyLock<Vec<BigInt>> =
    LazyLock::new(|| (0..64).map(|power| BigInt::from(10).pow(power)).collect());

#[derive(Clone, Debug)]
pub(crate) struct Exact {
    numerator: BigInt,
    /// Above 0.
    divisor: BigInt,
}

impl Exact {
    pub(crate) fn of(decimal: Decimal) -> Self {
        let decimal = decimal.normalize();
        let divisor = POWERS_OF_TEN[usize::try_from(decimal.scale()).unwrap()].clone();
        Self { numerator: BigInt::from(decimal.mantissa()), divisor }
    }

    pub(crate) fn zero() -> Self {
        Self::whole(0)
    }

    pub(crate) fn whole(number: i64) -> Self {
        Self { numerator: BigInt::from(number), divisor: BigInt::one() }
    }

    /// `10^−places`.
    pub(crate) fn tenth_to(places: usize) -> Self {
        Self { numerator: BigInt::one(), divisor: POWERS_OF_TEN[places].clone() }
    }

    fn new(numerator: BigInt, divisor: BigInt) -> Self {
        debug_assert!(divisor.is_positive());
        if divisor.bits() <= LONG {
            return Self { numerator, divisor };
        }
        let (numerator, divisor) = BigRational::new(numerator, divisor).into_raw();
        Self { numerator, divisor }
    }

    /// To so many places, toward −∞.
    pub(crate) fn floor_to(&self, places: usize) -> Self {
        let power = &POWERS_OF_TEN[places];
        let scaled = &self.numerator * power;
        let mut quotient = &scaled / &self.divisor;
        if scaled.is_negative() && &quotient * &self.divisor != scaled {
            quotient -= 1;
        }
        Self { numerator: quotient, divisor: power.clone() }
    }

    /// To so many places, toward +∞.
    pub(crate) fn ceil_to(&self, places: usize) -> Self {
        -(-self).floor_to(places)
    }

    /// The same number as a decimal, where it has at most 12 places.
    pub(crate) fn booked(&self) -> Decimal {
        let floor = self.floor_to(12);
        assert_eq!(&floor, self, "a booked amount has at most 12 places");
        Decimal::try_from_i128_with_scale(floor.numerator.to_i128().unwrap(), 12).unwrap()
    }

    pub(crate) fn abs(&self) -> Self {
        Self { numerator: self.numerator.abs(), divisor: self.divisor.clone() }
    }

    pub(crate) fn is_positive(&self) -> bool {
        self.numerator.is_positive()
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.numerator.is_negative()
    }

    /// The number as it is, or with its sign turned.
    pub(crate) fn signed(self, positive: bool) -> Self {
        if positive { self } else { -self }
    }

    /// Near enough for a message.
    pub(crate) fn shown(&self) -> String {
        let digits = (&self.numerator * &POWERS_OF_TEN[30]) / &self.divisor;
        let (sign, digits) = digits.into_parts();
        let digits = format!("{digits:0>31}");
        let (whole, fraction) = digits.split_at(digits.len() - 30);
        format!("{}{whole}.{fraction}", if sign == Sign::Minus { "-" } else { "" })
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.divisor == other.divisor {
            return self.numerator.cmp(&other.numerator);
        }
        (&self.numerator * &other.divisor).cmp(&(&other.numerator * &self.divisor))
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact { numerator: -self.numerator, divisor: self.divisor }
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        -self.clone()
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        if self.divisor == other.divisor {
            return Exact { numerator: &self.numerator + &other.numerator, divisor: self.divisor.clone() };
        }
        // One divisor is often a multiple of the other: powers of ten.
        if self.divisor > other.divisor {
            let factor = &self.divisor / &other.divisor;
            if &factor * &other.divisor == self.divisor {
                return Exact { numerator: &self.numerator + &other.numerator * factor, divisor: self.divisor.clone() };
            }
        } else {
            let factor = &other.divisor / &self.divisor;
            if &factor * &self.divisor == other.divisor {
                return Exact {
                    numerator: &self.numerator * factor + &other.numerator,
                    divisor: other.divisor.clone(),
                };
            }
        }
        let numerator = &self.numerator * &other.divisor + &other.numerator * &self.divisor;
        Exact::new(numerator, &self.divisor * &other.divisor)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        Exact::new(&self.numerator * &other.numerator, &self.divisor * &other.divisor)
    }
}

impl Div for &Exact {
    type Output = Exact;
    fn div(self, other: &Exact) -> Exact {
        let numerator = &self.numerator * &other.divisor;
        let divisor = &self.divisor * &other.numerator;
        if divisor.is_negative() { Exact::new(-numerator, -divisor) } else { Exact::new(numerator, divisor) }
    }
}

macro_rules! for_owned {
    ($($name:ident $method:ident),*) => {$(
        impl $name for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                $name::$method(&self, &other)
            }
        }
        impl $name<&Exact> for Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                $name::$method(&self, other)
            }
        }
        impl $name<Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                $name::$method(self, &other)
            }
        }
    )*};
}

for_owned!(Add add, Sub sub, Mul mul, Div div);

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, number| sum + number)
    }
}
