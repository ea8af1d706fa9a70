//! Why a text is not a number.

/// Why a text is not a number the page accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Nothing is there.
    Empty,
    /// Something else than digits and separators is there.
    NotANumber,
    /// More than one decimal point.
    TwoDecimalPoints,
    /// A separator stands where nobody puts one.
    Separator,
    /// An exponent beyond those that are read.
    Exponent,
    /// A number below zero.
    Minus,
    /// More digits than can be held exactly.
    TooManyDigits,
    /// A number in another unit than that of the field.
    OtherUnit,
    /// It can be two numbers: the reader is asked which; see [`Meaning::Either`](super::Meaning::Either).
    Ambiguous,
}
