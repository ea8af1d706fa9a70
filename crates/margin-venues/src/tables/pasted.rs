//! A table that a person writes or pastes: `floor, rate[, deduction[, max leverage]]`, a tier a line.

use margin_core::Tier;

use super::error::{TableError, TableErrorCode};
use super::row::{NOTHING, check, push, row};

/// Reads a table as a person writes it: a tier a line, its columns separated by commas or tabs.
///
/// The columns are the floor, the maintenance rate as a fraction (0.004, or 1/250), and where they are known the
/// maintenance amount and the largest leverage; one that is left out between others is empty or `-`. Blanks round a
/// number and empty lines do not matter. The rows are checked as any table is: floors ascend from 0, amounts are
/// stated in every row or in none, and agree with the rates.
///
/// # Errors
/// The first line that cannot be used, with what is wrong with it.
///
/// ```
/// use margin_core::parse;
/// use margin_venues::read_rows;
///
/// let tiers = read_rows("0, 0.004, 0, 150\n300000, 0.005, 300, 100\n")?;
/// assert_eq!((tiers.len(), tiers[1].deduction), (2, Some(parse("300").unwrap())));
///
/// let error = read_rows("0, 0.004, 0\n300000, 0.005, 301").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "line 2, deduction: the deduction contradicts the rates, got 301; allowed is 300 to 300"
/// );
/// # Ok::<(), margin_venues::TableError>(())
/// ```
pub fn read_rows(text: &str) -> Result<Vec<Tier>, TableError> {
    let (mut tiers, mut lines) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let columns = line.split([',', '\t']).map(str::trim);
        let columns = columns.map(|column| if column.is_empty() { NOTHING } else { column });
        push(&mut tiers, &mut lines, number, row(number, columns)?)?;
    }
    if tiers.is_empty() {
        return Err(TableError::new(1, TableErrorCode::Empty).expected("floor, rate"));
    }
    check(&tiers, &lines)?;
    Ok(tiers)
}
