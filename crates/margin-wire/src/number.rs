//! Numbers as JavaScript prints them: the shortest digits that mean the number, with an exponent where it is very large
//! or very small. They are expanded exactly.

use margin_core::{Decimal, ErrorCode, MarginError, Result, parse};

/// The number as a decimal. A finite number is always one in kind: what cannot be held has too many digits.
pub(crate) fn read(number: &str) -> Result<Decimal> {
    parse(number).map_err(|error| match number.contains('e') {
        true => MarginError::refuse(ErrorCode::TooManyDigits, number),
        false => error,
    })
}

/// The number, if it is a whole one from 0 on.
pub(crate) fn read_whole(number: &str) -> Result<u32> {
    number.parse().map_err(|_| {
        MarginError::refuse(ErrorCode::OutOfRange, number).with_reason("must be a whole number from 0 to 4294967295")
    })
}

#[cfg(test)]
mod tests {
    use margin_core::plain;

    use super::*;

    #[test]
    fn every_number_is_expanded_exactly() {
        for (number, expanded) in [
            ("12", "12"),
            ("-0.5", "-0.5"),
            ("1e-7", "0.0000001"),
            ("-1.25e-7", "-0.000000125"),
            ("1e+21", "1000000000000000000000"),
            ("1.5e+21", "1500000000000000000000"),
            ("1.2345678901234567e+25", "12345678901234567000000000"),
            ("123.5e1", "1235"),
            ("123.45e1", "1234.5"),
            ("5e-1", "0.5"),
        ] {
            assert_eq!(plain(read(number).unwrap()), expanded, "{number}");
        }
        for number in ["5e-324", "1.7976931348623157e+308", "1e+29", "1e-29", "1e99999999999"] {
            assert_eq!(read(number).unwrap_err().code(), ErrorCode::TooManyDigits, "{number}");
        }
        for number in ["NaN", "Infinity", "-Infinity"] {
            assert_eq!(read(number).unwrap_err().code(), ErrorCode::NotADecimal, "{number}");
        }
    }

    #[test]
    fn a_count_is_whole() {
        assert_eq!(read_whole("12"), Ok(12));
        for number in ["-1", "0.5", "1e+21", "4294967296", "NaN"] {
            assert_eq!(read_whole(number).unwrap_err().code(), ErrorCode::OutOfRange, "{number}");
        }
    }
}
