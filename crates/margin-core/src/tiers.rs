//! Tier tables: the maintenance rate that a position's value, or size, calls for.
//!
//! A tier is `(floor, rate, deduction)`. In the marginal form the requirement is
//! `rate·V − deduction` with deductions that make it continuous:
//!
//! ```text
//! deduction_k = deduction_(k−1) + floor_k·(rate_k − rate_(k−1)),   deduction_0 = 0
//! ```
//!
//! A table may state its deductions ("maintenance amount") or leave all of them out. Stated ones
//! are checked against the recurrence, exactly, from the second tier on; the first is taken as it
//! is, so that a single tier lifted out of a table is a valid table.
//!
//! Real tables are odd and are taken as they are: neighbouring tiers may have equal rates or no
//! width, and rates may be truncated fractions. A table that contradicts itself is refused.

use crate::bounds;
use crate::certain::magnitude;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};

/// One row of a table, as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Where the tier begins: a value in the settlement currency, or a size.
    pub floor: Decimal,
    /// The maintenance rate, a fraction of the value.
    pub rate: Decimal,
    /// The maintenance amount, where the table states it.
    pub deduction: Option<Decimal>,
    /// The largest leverage the venue offers in this tier, where it is known.
    pub max_leverage: Option<Decimal>,
}

impl Tier {
    /// A tier without a stated deduction or leverage limit.
    ///
    /// ```
    /// use margin_core::{Decimal, Tier, parse};
    ///
    /// let tier = Tier::new(Decimal::ZERO, parse("0.005")?);
    /// assert_eq!(tier.deduction, None);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub const fn new(floor: Decimal, rate: Decimal) -> Self {
        Self { floor, rate, deduction: None, max_leverage: None }
    }
}

/// A row of a checked table: its deduction is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierRow {
    /// Where the tier begins.
    pub floor: Decimal,
    /// The maintenance rate.
    pub rate: Decimal,
    /// What the marginal form takes off `rate·V`.
    pub deduction: Decimal,
    /// The largest leverage offered, where it is known.
    pub max_leverage: Option<Decimal>,
}

/// A checked table, at least one row, floors ascending.
///
/// ```
/// use margin_core::{Decimal, Tier, TierTable, parse};
///
/// let table = TierTable::new(&[
///     Tier::new(Decimal::ZERO, parse("0.004")?),
///     Tier::new(parse("300000")?, parse("0.005")?),
/// ])?;
/// assert_eq!(table.row(1).deduction, parse("300")?);
/// assert_eq!(table.tier_at(parse("300000")?), 0, "a value at a floor belongs to the tier below");
/// # Ok::<(), margin_core::MarginError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierTable {
    first: TierRow,
    rest: Vec<TierRow>,
    end: Option<Decimal>,
}

impl TierTable {
    /// Checks a table and derives its deductions where none is stated.
    ///
    /// # Errors
    /// `bad-table` with the reason where the table is empty or too long, floors do not ascend, the
    /// first floor of several is not 0, or deductions are stated only in part or contradict the
    /// rates; `out-of-range` or `negative` where a number is outside its bound. The field names the
    /// row: `tiers[2].rate`.
    pub fn new(tiers: &[Tier]) -> Result<Self> {
        let bad = |reason| MarginError::because(ErrorCode::BadTable, reason);
        let (first, rest) = tiers.split_first().ok_or_else(|| bad("the table is empty").at("tiers"))?;
        if tiers.len() > bounds::MAXIMUM_TIERS {
            return Err(bad("the table has more than 256 tiers").at("tiers"));
        }
        let stated = first.deduction.is_some();
        let mut previous = checked_row(first, first.deduction.unwrap_or_default()).map_err(|e| at_row(e, 0))?;
        if !rest.is_empty() && !first.floor.is_zero() {
            return Err(at_row(bad("the first tier must begin at 0").with_value(first.floor).at("floor"), 0));
        }
        let mut table = Self { first: previous, rest: Vec::with_capacity(rest.len()), end: None };
        for (index, tier) in (1..).zip(rest) {
            previous = next_row(&previous, tier, stated).map_err(|error| at_row(error, index))?;
            table.rest.push(previous);
        }
        Ok(table)
    }

    /// The same table with its end: the largest value (or size) that the venue lets a position have.
    ///
    /// # Errors
    /// `out-of-range` or `negative` at `end` where it is outside its bound; `bad-table` where the last tier begins beyond it.
    ///
    /// ```
    /// use margin_core::{Decimal, Tier, TierTable, parse};
    ///
    /// let table = TierTable::new(&[Tier::new(Decimal::ZERO, parse("0.004")?)])?.with_end(parse("50000")?)?;
    /// assert_eq!(table.end(), Some(parse("50000")?));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn with_end(self, end: Decimal) -> Result<Self> {
        let end = bounds::MONEY.check("end", end)?;
        let last_floor = self.row(self.rest.len()).floor;
        if end < last_floor {
            return Err(MarginError::because(ErrorCode::BadTable, "the last tier must begin before the end")
                .with_value(end)
                .with_allowed(Some(last_floor), None)
                .at("end"));
        }
        Ok(Self { end: Some(end), ..self })
    }

    /// The largest value (or size) that the venue lets a position have, where the table states it.
    pub const fn end(&self) -> Option<Decimal> {
        self.end
    }

    /// How many tiers the table has, at least one.
    #[allow(clippy::len_without_is_empty, reason = "a table is never empty")]
    pub fn len(&self) -> usize {
        self.rest.len().saturating_add(1)
    }

    /// The row of a tier, counted from 0; beyond the table, its last row.
    #[inline]
    pub fn row(&self, tier: usize) -> &TierRow {
        match tier.checked_sub(1) {
            None => &self.first,
            Some(index) => self.rest.get(index).or(self.rest.last()).unwrap_or(&self.first),
        }
    }

    /// All rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &TierRow> {
        core::iter::once(&self.first).chain(&self.rest)
    }

    /// The tier of a value (or size): the last whose floor lies below it.
    ///
    /// A value exactly at a floor belongs to the tier below, which matters in the whole form alone.
    #[inline]
    pub fn tier_at(&self, measure: Decimal) -> usize {
        // Most floors are so much smaller or larger that their lengths tell.
        let length = magnitude(measure);
        self.rest.partition_point(|row| match magnitude(row.floor).wrapping_sub(length) {
            ..=-2 => !measure.is_zero(),
            2.. => row.floor.is_zero() && !measure.is_zero(),
            _ => row.floor < measure,
        })
    }

    /// The tier just beyond a value: the last whose floor does not lie above it.
    #[inline]
    pub(crate) fn tier_beyond(&self, measure: Decimal) -> usize {
        self.rest.partition_point(|row| row.floor <= measure)
    }

    /// The floor of the tier above this one, where there is one.
    #[inline]
    pub(crate) fn floor_above(&self, tier: usize) -> Option<Decimal> {
        self.rest.get(tier).map(|row| row.floor)
    }

    /// The floor of this tier, where another lies below it.
    #[inline]
    pub(crate) fn floor_below(&self, tier: usize) -> Option<Decimal> {
        tier.checked_sub(1).and_then(|index| self.rest.get(index)).map(|row| row.floor)
    }

    /// The largest leverage offered for a position of this value (or size), where it is known.
    ///
    /// ```
    /// use margin_core::{Decimal, Tier, TierTable, parse};
    ///
    /// let tier = Tier { max_leverage: Some(parse("125")?), ..Tier::new(Decimal::ZERO, parse("0.004")?) };
    /// assert_eq!(TierTable::new(&[tier])?.max_leverage_at(parse("1000")?), Some(parse("125")?));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn max_leverage_at(&self, measure: Decimal) -> Option<Decimal> {
        self.row(self.tier_at(measure)).max_leverage
    }

    /// The largest value (or size) at which this leverage is offered: 0 where it is at none, nothing
    /// where the table sets no limit to it.
    ///
    /// ```
    /// use margin_core::{Decimal, Tier, TierTable, parse};
    ///
    /// let tier = |floor, leverage| Tier {
    ///     max_leverage: Some(parse(leverage).unwrap()),
    ///     ..Tier::new(parse(floor).unwrap(), Decimal::ZERO)
    /// };
    /// let table = TierTable::new(&[tier("0", "100"), tier("5000", "50")])?;
    /// assert_eq!(table.largest_with_leverage(parse("75")?), Some(parse("5000")?));
    /// assert_eq!(table.largest_with_leverage(parse("50")?), None);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn largest_with_leverage(&self, leverage: Decimal) -> Option<Decimal> {
        self.rows().find(|row| row.max_leverage.is_some_and(|most| most < leverage)).map(|row| row.floor)
    }

    /// The largest leverage that is offered for any value (or size), where all tiers have a limit.
    ///
    /// ```
    /// use margin_core::{Decimal, Tier, TierTable, parse};
    ///
    /// let tier = Tier { max_leverage: Some(parse("125")?), ..Tier::new(Decimal::ZERO, parse("0.004")?) };
    /// assert_eq!(TierTable::new(&[tier])?.largest_leverage(), Some(parse("125")?));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn largest_leverage(&self) -> Option<Decimal> {
        self.rows().map(|row| row.max_leverage).reduce(|one, other| Some(one?.max(other?)))?
    }

    /// The largest rate in the table.
    pub(crate) fn largest_rate(&self) -> (usize, Decimal) {
        let mut largest = (0, self.first.rate);
        for (tier, row) in (1..).zip(&self.rest) {
            if row.rate > largest.1 {
                largest = (tier, row.rate);
            }
        }
        largest
    }
}

/// The refusal of a leverage that the tier of a size does not offer.
#[cold]
pub(crate) fn leverage_above_tier(leverage: Decimal, most: Decimal) -> MarginError {
    MarginError::new(ErrorCode::LeverageAboveTier).with_value(leverage).with_allowed(None, Some(most)).at("leverage")
}

fn at_row(error: MarginError, index: usize) -> MarginError {
    error.at_place("tiers", index)
}

fn checked_row(tier: &Tier, deduction: Decimal) -> Result<TierRow> {
    let max_leverage = match tier.max_leverage {
        Some(leverage) => Some(bounds::LEVERAGE.check("max_leverage", leverage)?),
        None => None,
    };
    Ok(TierRow {
        floor: bounds::MONEY.check("floor", tier.floor)?,
        rate: bounds::RATE.check("rate", tier.rate)?,
        deduction: bounds::MONEY.check("deduction", deduction)?,
        max_leverage,
    })
}

fn next_row(previous: &TierRow, tier: &Tier, stated: bool) -> Result<TierRow> {
    let bad = |reason| MarginError::because(ErrorCode::BadTable, reason);
    let row = checked_row(tier, Decimal::ZERO)?;
    if row.floor < previous.floor {
        return Err(bad("floors must ascend").with_value(row.floor).at("floor"));
    }
    let step = row.floor.times(row.rate.minus(previous.rate)?)?;
    let continuous = previous.deduction.plus(step)?;
    let deduction = match tier.deduction {
        None if stated => return Err(bad("deductions must be stated in every tier or in none").at("deduction")),
        Some(_) if !stated => return Err(bad("deductions must be stated in every tier or in none").at("deduction")),
        Some(deduction) if deduction != continuous => {
            return Err(bad("the deduction contradicts the rates")
                .with_value(deduction)
                .with_allowed(Some(continuous), Some(continuous))
                .at("deduction"));
        }
        Some(_) | None => continuous,
    };
    Ok(TierRow { deduction, ..row })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn tiers(rows: &[(&str, &str, Option<&str>)]) -> Vec<Tier> {
        rows.iter()
            .map(|(floor, rate, deduction)| Tier {
                floor: decimal(floor),
                rate: decimal(rate),
                deduction: deduction.map(decimal),
                max_leverage: None,
            })
            .collect()
    }

    #[test]
    fn odd_but_honest_tables_are_taken_as_they_are() {
        for (name, rows) in [
            ("equal rates", &[("0", "0.02", None), ("500", "0.02", None)][..]),
            ("no width", &[("0", "0.01", Some("0")), ("500", "0.02", Some("5")), ("500", "0.05", Some("20"))]),
            ("truncated fraction", &[("0", "0.05", Some("0")), ("10000", "0.1667", Some("1167"))]),
            ("half a cent", &[("0", "0.01", Some("0")), ("7.5", "0.015", Some("0.0375"))]),
            ("one tier lifted out", &[("3000000", "0.01", Some("12000"))]),
        ] {
            assert!(TierTable::new(&tiers(rows)).is_ok(), "{name}");
        }
    }

    #[test]
    fn contradictions_are_refused_at_their_row() {
        for (field, rows) in [
            ("tiers", &[][..]),
            ("tiers[0].floor", &[("100", "0.01", None), ("500", "0.02", None)]),
            ("tiers[2].floor", &[("0", "0.01", None), ("500", "0.02", None), ("400", "0.03", None)]),
            ("tiers[1].deduction", &[("0", "0.01", Some("0")), ("500", "0.02", Some("6"))]),
            ("tiers[1].deduction", &[("0", "0.01", Some("0")), ("500", "0.02", None)]),
            ("tiers[1].deduction", &[("0", "0.01", None), ("500", "0.02", Some("5"))]),
            ("tiers[1].rate", &[("0", "0.01", None), ("500", "1", None)]),
            ("tiers[0].rate", &[("0", "-0.01", None)]),
            ("tiers[0].floor", &[("-1", "0.01", None)]),
        ] {
            assert_eq!(TierTable::new(&tiers(rows)).unwrap_err().field(), Some(field), "{rows:?}");
        }
        assert_eq!(
            TierTable::new(&vec![Tier::new(Decimal::ZERO, Decimal::ZERO); 257]).unwrap_err().code(),
            ErrorCode::BadTable
        );
    }

    #[test]
    fn a_table_does_not_end_before_its_last_tier() {
        let table = || TierTable::new(&tiers(&[("0", "0.01", None), ("500", "0.02", None)])).unwrap();
        assert_eq!(table().end(), None);
        assert_eq!(table().with_end(decimal("500")).unwrap().end(), Some(decimal("500")));
        for (end, code) in
            [("499.99", ErrorCode::BadTable), ("-1", ErrorCode::Negative), ("1000000000000001", ErrorCode::OutOfRange)]
        {
            let error = table().with_end(decimal(end)).unwrap_err();
            assert_eq!((error.code(), error.field()), (code, Some("end")), "{end}");
        }
    }

    #[test]
    fn a_value_at_a_floor_belongs_below_and_lies_just_before_the_next_tier() {
        let table = TierTable::new(&tiers(&[
            ("0", "0.01", None),
            ("500", "0.02", None),
            ("500", "0.03", None),
            ("900", "0.04", None),
        ]))
        .unwrap();
        for (value, at, beyond) in
            [("0", 0, 0), ("499", 0, 0), ("500", 0, 2), ("501", 2, 2), ("900", 2, 3), ("901", 3, 3)]
        {
            assert_eq!((table.tier_at(decimal(value)), table.tier_beyond(decimal(value))), (at, beyond), "{value}");
        }
    }
}
