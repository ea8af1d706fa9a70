//! One row of a table, and the numbers in it. The columns are those that a person writes, too.

use margin_core::{Decimal, MarginError, Tier, TierTable, bounds, divide_down, divide_up, parse};

use super::error::{TableError, TableErrorCode};

/// What stands where a column is left out.
pub(super) const NOTHING: &str = "-";

/// Which way a fraction that does not end is rounded.
#[derive(Clone, Copy)]
pub(super) enum Toward {
    /// Up: a requirement is never smaller than the fraction.
    More,
    /// Down: a limit is never larger than the fraction.
    Less,
}

/// A decimal, or a fraction of two.
pub(super) fn number(text: &str, toward: Toward) -> Result<Decimal, MarginError> {
    match text.split_once('/') {
        None => parse(text),
        Some((dividend, divisor)) => {
            let (dividend, divisor) = (parse(dividend)?, parse(divisor)?);
            match toward {
                Toward::More => divide_up(dividend, divisor),
                Toward::Less => divide_down(dividend, divisor),
            }
        }
    }
}

/// Reads `floor rate [deduction [max leverage]]`, already cut apart.
pub(super) fn row<'a>(line: usize, mut columns: impl Iterator<Item = &'a str>) -> Result<Tier, TableError> {
    let mut next = |part: &'static str, toward| match columns.next() {
        None | Some(NOTHING) => Ok(None),
        Some(text) => number(text, toward)
            .map(Some)
            .map_err(|error| TableError::caused(line, TableErrorCode::BadNumber, error).part(part)),
    };
    let missing = |part| TableError::new(line, TableErrorCode::MissingColumn).part(part);
    let tier = Tier {
        floor: next("floor", Toward::More)?.ok_or_else(|| missing("floor"))?,
        rate: next("rate", Toward::More)?.ok_or_else(|| missing("rate"))?,
        deduction: next("deduction", Toward::Less)?,
        max_leverage: next("max_leverage", Toward::Less)?,
    };
    match columns.next() {
        None => Ok(tier),
        Some(more) => Err(TableError::new(line, TableErrorCode::TooManyColumns).got(more)),
    }
}

/// Checks the rows as the core does, and says on which line it found what.
///
/// `lines` holds the line of each row. The core takes the amount of the first row as it is, since an example may begin
/// in the middle of a table; here, what begins at 0 has none.
pub(super) fn check(tiers: &[Tier], lines: &[usize]) -> Result<TierTable, TableError> {
    if let [Tier { floor, deduction: Some(amount), .. }, ..] = tiers
        && floor.is_zero()
        && !amount.is_zero()
    {
        let line = lines.first().copied().unwrap_or(1);
        return Err(TableError::new(line, TableErrorCode::BadRow)
            .part("deduction")
            .got(&margin_core::plain(*amount))
            .expected("0 in a tier that begins at 0"));
    }
    TierTable::new(tiers).map_err(|error| {
        let (row, part) = place(error.field().unwrap_or_default());
        let line = lines.get(row).or(lines.last()).copied().unwrap_or(1);
        TableError::caused(line, TableErrorCode::BadRow, error).part(part)
    })
}

/// `tiers[3].rate` is row 3 and its rate.
fn place(field: &str) -> (usize, &'static str) {
    let (row, column) = field
        .strip_prefix("tiers[")
        .and_then(|rest| rest.split_once(']'))
        .and_then(|(row, column)| Some((row.parse().ok()?, column.trim_start_matches('.'))))
        .unwrap_or((0, ""));
    let known = ["floor", "rate", "deduction", "max_leverage"];
    (row, known.into_iter().find(|name| *name == column).unwrap_or_default())
}

/// Adds a row, unless there are already as many as a table may have.
pub(super) fn push(tiers: &mut Vec<Tier>, lines: &mut Vec<usize>, line: usize, tier: Tier) -> Result<(), TableError> {
    if tiers.len() >= bounds::MAXIMUM_TIERS {
        return Err(TableError::new(line, TableErrorCode::TooLong).expected("at most 256 rows in a table"));
    }
    tiers.push(tier);
    lines.push(line);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_rounded_to_the_careful_side() {
        let third = |toward| number("1/30", toward).unwrap();
        assert_eq!(third(Toward::More) - third(Toward::Less), Decimal::new(1, 28));
        assert!(third(Toward::More) * Decimal::from(30) >= Decimal::ONE);
        assert_eq!(number("1/80", Toward::More).unwrap(), parse("0.0125").unwrap());
        for text in ["1/0", "/3", "1/", "1/3/4", "x/3", "1 /3", "1e", "1e41", "--1"] {
            assert!(number(text, Toward::More).is_err(), "{text}");
        }
    }

    #[test]
    fn a_place_is_found_in_the_words_of_the_core() {
        assert_eq!(place("tiers[12].deduction"), (12, "deduction"));
        assert_eq!(place("tiers"), (0, ""));
        assert_eq!(place("tiers[x].rate"), (0, ""));
    }
}
