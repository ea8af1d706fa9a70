//! How tables are written down: whole numbers, which are the smallest in a module and need no parser.

use margin_core::{Decimal, Tier};

/// One tier: where it begins and its maintenance amount in whole units of the settlement currency,
/// its rate in basis points, and the largest leverage offered in it.
pub(crate) struct Row {
    pub(crate) floor: u32,
    pub(crate) basis_points: u16,
    pub(crate) maintenance_amount: u32,
    pub(crate) max_leverage: u16,
}

/// A row, in the order in which venues print it.
pub(crate) const fn row(floor: u32, basis_points: u16, maintenance_amount: u32, max_leverage: u16) -> Row {
    Row { floor, basis_points, maintenance_amount, max_leverage }
}

/// The rows as the core reads them: amounts stated, so that the core checks each against the rates.
pub(crate) fn tiers(rows: &[Row]) -> Vec<Tier> {
    rows.iter()
        .map(|row| Tier {
            deduction: Some(Decimal::from(row.maintenance_amount)),
            max_leverage: Some(Decimal::from(row.max_leverage)),
            ..Tier::new(Decimal::from(row.floor), rate(row.basis_points))
        })
        .collect()
}

/// A ten-thousandth for each basis point.
fn rate(basis_points: u16) -> Decimal {
    const SCALE: u32 = 4;
    Decimal::from_parts(u32::from(basis_points), 0, 0, false, SCALE)
}

#[cfg(test)]
mod tests {
    use margin_core::parse;

    use super::*;

    #[test]
    fn a_basis_point_is_a_ten_thousandth() {
        for (basis_points, text) in [(40, "0.004"), (65, "0.0065"), (1667, "0.1667"), (5000, "0.5")] {
            assert_eq!(rate(basis_points), parse(text).unwrap());
        }
    }
}
