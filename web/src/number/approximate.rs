//! Between exact decimals and pixels: the only place where a number becomes a float.
//!
//! Where a thumb stands and where a line is drawn needs no more than a float has. On the way back, from a position to
//! a number, only a few figures are kept, so the number that goes into the model is an exact and a round one.

use margin_core::Decimal;

/// The number as a float, for drawing.
pub fn approximate(value: Decimal) -> f64 {
    let places = i32::try_from(value.scale()).unwrap_or(0);
    value.mantissa() as f64 / 10_f64.powi(places)
}

/// The value, moved into a range. `f64::clamp` would do, but it can panic with a message, and the message brings eleven
/// kilobytes of float formatting into the module; here the end wins.
pub fn between(value: f64, from: f64, to: f64) -> f64 {
    value.max(from).min(to)
}

/// The multiple of 10^`exponent` nearest to `value`, exactly. Zero where it is too large to be one.
pub fn rounded(value: f64, exponent: i32) -> Decimal {
    let units = (value / 10_f64.powi(exponent)).round();
    // The cast saturates; what is beyond 10¹⁸ units is refused below.
    let units = if units.abs() < 1e18 { units as i64 } else { return Decimal::ZERO };
    match u32::try_from(exponent) {
        Ok(zeros) if zeros <= 18 => {
            Decimal::from(10_u64.pow(zeros)).checked_mul(Decimal::from(units)).unwrap_or_default()
        }
        Ok(_) => Decimal::ZERO,
        Err(_) => Decimal::try_new(units, exponent.unsigned_abs()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::{parse, plain};

    #[test]
    fn there_and_back() {
        for (text, float) in [("60000", 60000.0), ("0.00001234", 0.00001234), ("-12.5", -12.5), ("0", 0.0)] {
            assert!((approximate(parse(text).unwrap()) - float).abs() <= float.abs() * 1e-15, "{text}");
        }
        for (float, exponent, text) in [
            (1234.0, 1, "1230"),
            (1236.0, 1, "1240"),
            (0.0123456, -4, "0.0123"),
            (7.4, 0, "7"),
            (1e15, 13, "1000000000000000"),
        ] {
            assert_eq!(plain(rounded(float, exponent)), text);
        }
        assert_eq!(rounded(f64::NAN, 0), Decimal::ZERO);
        assert_eq!(rounded(1e300, 0), Decimal::ZERO);
        assert_eq!(rounded(1.0, -40), Decimal::ZERO);
    }
}
