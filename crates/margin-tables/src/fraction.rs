//! Fractions, so that a leverage that follows from a rate loses nothing on its way into a table.

use std::fmt;

use margin_core::Decimal;

use crate::Failure;

/// A fraction in lowest terms.
pub(crate) struct Fraction {
    dividend: i128,
    divisor: i128,
}

impl Fraction {
    /// `1 / number`.
    pub(crate) fn reciprocal(number: Decimal) -> Result<Self, Failure> {
        let number = number.normalize();
        let (divisor, dividend) = (number.mantissa(), 10_i128.pow(number.scale()));
        if divisor <= 0 {
            return Err(Failure(format!("{number} has no reciprocal that is a leverage")));
        }
        let common = greatest_common_divisor(dividend, divisor);
        Ok(Self { dividend: dividend / common, divisor: divisor / common })
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.divisor {
            1 => write!(f, "{}", self.dividend),
            divisor => write!(f, "{}/{divisor}", self.dividend),
        }
    }
}

fn greatest_common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use margin_core::parse;

    use super::*;

    #[test]
    fn a_rate_becomes_a_leverage() {
        for (rate, leverage) in [("0.01", "100"), ("0.03", "100/3"), ("0.055", "200/11"), ("1", "1"), ("0.4", "5/2")] {
            assert_eq!(Fraction::reciprocal(parse(rate).unwrap()).unwrap().to_string(), leverage);
        }
        assert!(Fraction::reciprocal(Decimal::ZERO).is_err());
    }
}
