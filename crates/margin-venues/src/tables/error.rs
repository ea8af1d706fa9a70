//! Why a table was refused: on which line, what is wrong with it, and which value.

use core::fmt;

use margin_core::MarginError;

/// What was wrong with a table, as a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableErrorCode {
    /// There is nothing in it, or nothing where something must be.
    Empty,
    /// It does not begin as a table file begins.
    NotATable,
    /// A version of the format that is not known here.
    UnsupportedVersion,
    /// The line must begin with another word.
    UnexpectedLine,
    /// A date that is not `YYYY-MM-DD`.
    NotADate,
    /// A word that is none of those it may be.
    UnknownWord,
    /// A number is missing from the line.
    MissingColumn,
    /// The line has more parts than it may have.
    TooManyColumns,
    /// A number that cannot be read, or lies outside its bound.
    BadNumber,
    /// A row that contradicts those before it.
    BadRow,
    /// More rows, or longer lines, than any venue has.
    TooLong,
    /// A market names a table that is not there.
    UnknownTable,
    /// An attribute given twice.
    DuplicateAttribute,
    /// Two markets of one symbol.
    DuplicateSymbol,
    /// Markets that are not in the order of their symbols.
    Unordered,
    /// The last line, or the end of the last line, is missing.
    Truncated,
    /// The last line counts otherwise than the file does.
    MiscountedEnd,
    /// Something stands after the last line.
    AfterEnd,
    /// The file of another venue.
    OtherVenue,
    /// Floors that count something else than the venue's rules do.
    OtherUnits,
}

impl TableErrorCode {
    /// The code in kebab-case.
    ///
    /// ```
    /// assert_eq!(margin_venues::TableErrorCode::BadRow.as_str(), "bad-row");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotATable => "not-a-table",
            Self::UnsupportedVersion => "unsupported-version",
            Self::UnexpectedLine => "unexpected-line",
            Self::NotADate => "not-a-date",
            Self::UnknownWord => "unknown-word",
            Self::MissingColumn => "missing-column",
            Self::TooManyColumns => "too-many-columns",
            Self::BadNumber => "bad-number",
            Self::BadRow => "bad-row",
            Self::TooLong => "too-long",
            Self::UnknownTable => "unknown-table",
            Self::DuplicateAttribute => "duplicate-attribute",
            Self::DuplicateSymbol => "duplicate-symbol",
            Self::Unordered => "unordered",
            Self::Truncated => "truncated",
            Self::MiscountedEnd => "miscounted-end",
            Self::AfterEnd => "after-end",
            Self::OtherVenue => "other-venue",
            Self::OtherUnits => "other-units",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "there is nothing here",
            Self::NotATable => "not a table file",
            Self::UnsupportedVersion => "a version of the format that is not known here",
            Self::UnexpectedLine => "another line must stand here",
            Self::NotADate => "not a date",
            Self::UnknownWord => "not a word that may stand here",
            Self::MissingColumn => "a part of the line is missing",
            Self::TooManyColumns => "more than may stand on a line",
            Self::BadNumber => "not a number that may stand here",
            Self::BadRow => "the row cannot be used",
            Self::TooLong => "longer than any table is",
            Self::UnknownTable => "no such table",
            Self::DuplicateAttribute => "given twice",
            Self::DuplicateSymbol => "the symbol is given twice",
            Self::Unordered => "symbols must ascend",
            Self::Truncated => "the file ends too early",
            Self::MiscountedEnd => "the last line counts otherwise",
            Self::AfterEnd => "something stands after the last line",
            Self::OtherVenue => "the file of another venue",
            Self::OtherUnits => "floors that count something else than the venue's rules do",
        }
    }
}

/// A table that was refused, to the line.
///
/// ```
/// use margin_venues::{TableErrorCode, read_rows};
///
/// let error = read_rows("0, 0.004\n50000; 0.005").unwrap_err();
/// assert_eq!((error.line(), error.code()), (2, TableErrorCode::BadNumber));
/// assert_eq!(error.to_string(), "line 2, floor: not a decimal number, got 50000; 0.005");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    line: usize,
    code: TableErrorCode,
    part: &'static str,
    value: Option<String>,
    expected: &'static str,
    cause: Option<MarginError>,
}

impl TableError {
    #[cold]
    pub(crate) fn new(line: usize, code: TableErrorCode) -> Self {
        Self(Box::new(Details { line, code, part: "", value: None, expected: "", cause: None }))
    }

    /// What the core said of a number or a row.
    #[cold]
    pub(crate) fn caused(line: usize, code: TableErrorCode, cause: MarginError) -> Self {
        let mut error = Self::new(line, code);
        error.0.value = cause.value().map(str::to_owned);
        error.0.cause = Some(cause);
        error
    }

    pub(super) fn at(mut self, line: usize) -> Self {
        self.0.line = line;
        self
    }

    pub(crate) fn part(mut self, part: &'static str) -> Self {
        self.0.part = part;
        self
    }

    pub(crate) fn got(mut self, text: &str) -> Self {
        self.0.value = Some(shortened(text));
        self
    }

    pub(crate) fn expected(mut self, what: &'static str) -> Self {
        self.0.expected = what;
        self
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// What was wrong.
    pub fn code(&self) -> TableErrorCode {
        self.0.code
    }

    /// Which part of the line: `floor`, `rate`, `deduction`, `max_leverage`, or the name of an attribute. Empty
    /// where it is the whole line.
    pub fn part_name(&self) -> &'static str {
        self.0.part
    }

    /// The refused text, shortened, or the refused number.
    pub fn value(&self) -> Option<&str> {
        self.0.value.as_deref()
    }

    /// What the core said, where it refused a number or a row: with its own code, and what it would have accepted.
    pub fn cause(&self) -> Option<&MarginError> {
        self.0.cause.as_ref()
    }
}

/// Refused text is repeated in messages, so hostile input must not grow them.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { line, code, part, value, expected, cause } = &*self.0;
        write!(f, "line {line}")?;
        if !part.is_empty() {
            write!(f, ", {part}")?;
        }
        if let Some(cause) = cause {
            let cause = cause.clone().with_field(|_| String::new());
            return write!(f, ": {cause}");
        }
        write!(f, ": {}", code.sentence())?;
        if let Some(value) = value {
            write!(f, ", got {value}")?;
        }
        if !expected.is_empty() {
            write!(f, "; expected {expected}")?;
        }
        Ok(())
    }
}

impl core::error::Error for TableError {}
