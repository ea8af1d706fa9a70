//! Whole amounts: venues that count in the smallest unit of a coin round to it before anything else.
//!
//! What is rounded, and in which direction, is said at [`Market::settlement_unit`](crate::Market::settlement_unit).
//! Without a unit nothing is rounded.

use crate::decimal::{Checked, Decimal, divide_down, divide_up};
use crate::error::Result;

/// Which whole amount is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    Nearest,
    More,
    Less,
}

/// The amount in whole units.
#[inline]
pub(crate) fn whole(amount: Decimal, unit: Option<Decimal>, which: Whole) -> Result<Decimal> {
    match unit {
        None => Ok(amount),
        Some(unit) => counted(amount, unit, which),
    }
}

#[cold]
fn counted(amount: Decimal, unit: Decimal, which: Whole) -> Result<Decimal> {
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let units = match which {
        Whole::Nearest => amount.over(unit)?.round_dp_with_strategy(0, MidpointAwayFromZero),
        Whole::More => divide_up(amount, unit)?.ceil(),
        Whole::Less => divide_down(amount, unit)?.floor(),
    };
    units.times(unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;

    #[test]
    fn amounts_are_counted_in_whole_units() {
        let decimal = |text| parse(text).unwrap();
        for (amount, unit, nearest, more, less) in [
            ("1.26", "0.5", "1.5", "1.5", "1"),
            ("1.25", "0.5", "1.5", "1.5", "1"),
            ("1.5", "0.5", "1.5", "1.5", "1.5"),
            ("0.00012870012870012870012870", "0.00000001", "0.0001287", "0.00012871", "0.0001287"),
            ("-1.26", "0.5", "-1.5", "-1", "-1.5"),
            ("0", "3", "0", "0", "0"),
        ] {
            for (which, expected) in [(Whole::Nearest, nearest), (Whole::More, more), (Whole::Less, less)] {
                let found = whole(decimal(amount), Some(decimal(unit)), which).unwrap();
                assert_eq!(found, decimal(expected), "{amount} in {unit}: {which:?}");
            }
        }
        assert_eq!(whole(decimal("1.26"), None, Whole::More).unwrap(), decimal("1.26"));
    }
}
