//! The one error of the crate: what was wrong, in which field, with which value, and what is allowed.
//!
//! The text is English and meant for developers; a face translates by [`MarginError::code`] and the
//! fields. Codes are stable, new ones may be added.

use core::fmt;

use crate::decimal::{Decimal, plain};

/// What every fallible function of the crate returns.
pub type Result<T> = core::result::Result<T, MarginError>;

/// What was wrong, as a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The text is not a decimal in the grammar of [`crate::parse`].
    NotADecimal,
    /// The text has more digits than a decimal can hold without rounding.
    TooManyDigits,
    /// The value must be above zero.
    NotPositive,
    /// The value must be zero or more.
    Negative,
    /// The value is outside its bound.
    OutOfRange,
    /// The wallet, or what is available of it, does not hold what is asked for.
    InsufficientBalance,
    /// The market's table ends before this size.
    BeyondTable,
    /// The tier of this size does not offer the leverage.
    LeverageAboveTier,
    /// The tier table contradicts itself or is incomplete.
    BadTable,
    /// Two settings that have no meaning together.
    UnsupportedCombination,
    /// A position or a price names a market that was not given.
    UnknownMarket,
    /// A market of an open position has no mark price.
    MissingPrice,
    /// Two markets have the same symbol.
    DuplicateMarket,
    /// Two cross positions on the same side of one market.
    DuplicatePosition,
    /// The markets of one account settle in different coins.
    MixedSettlement,
    /// No open position has this id.
    UnknownPosition,
    /// The position shares the cross collateral: it has no margin of its own to be changed.
    NotIsolated,
    /// The margin mode is fixed while a position is open.
    ModeLocked,
    /// The leverage may not be lowered while an isolated position is open.
    LeverageLocked,
    /// What would remain does not hold the position.
    InsufficientMargin,
    /// The price is beyond the one at which the position is worth nothing.
    BeyondBankruptcy,
    /// What would remain would be liquidated at once.
    WouldLiquidate,
    /// A stored account contradicts itself.
    BadState,
    /// A text that should be JSON is not.
    NotJson,
    /// A stored account of a version that is not known here.
    UnsupportedVersion,
    /// A field that must be there is not.
    MissingField,
    /// A field that nothing is known of.
    UnknownField,
    /// A field that is given twice.
    DuplicateField,
    /// A field of another type, or none of the names it may have.
    WrongType,
    /// A value that could not be read: reading it failed.
    Unreadable,
    /// A result is larger than a decimal can hold.
    Overflow,
}

impl ErrorCode {
    /// The code in kebab-case, as the public API prints it.
    ///
    /// ```
    /// assert_eq!(margin_core::ErrorCode::NotPositive.as_str(), "not-positive");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotADecimal => "not-a-decimal",
            Self::TooManyDigits => "too-many-digits",
            Self::NotPositive => "not-positive",
            Self::Negative => "negative",
            Self::OutOfRange => "out-of-range",
            Self::InsufficientBalance => "insufficient-balance",
            Self::BeyondTable => "beyond-table",
            Self::LeverageAboveTier => "leverage-above-tier",
            Self::BadTable => "bad-table",
            Self::UnsupportedCombination => "unsupported-combination",
            Self::UnknownMarket => "unknown-market",
            Self::MissingPrice => "missing-price",
            Self::DuplicateMarket => "duplicate-market",
            Self::DuplicatePosition => "duplicate-position",
            Self::MixedSettlement => "mixed-settlement",
            Self::UnknownPosition => "unknown-position",
            Self::NotIsolated => "not-isolated",
            Self::ModeLocked => "mode-locked",
            Self::LeverageLocked => "leverage-locked",
            Self::InsufficientMargin => "insufficient-margin",
            Self::BeyondBankruptcy => "beyond-bankruptcy",
            Self::WouldLiquidate => "would-liquidate",
            Self::BadState => "bad-state",
            Self::NotJson => "not-json",
            Self::UnsupportedVersion => "unsupported-version",
            Self::MissingField => "missing-field",
            Self::UnknownField => "unknown-field",
            Self::DuplicateField => "duplicate-field",
            Self::WrongType => "wrong-type",
            Self::Unreadable => "unreadable",
            Self::Overflow => "overflow",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::NotADecimal => "not a decimal number",
            Self::TooManyDigits => "more digits than can be held exactly",
            Self::NotPositive => "must be above zero",
            Self::Negative => "must not be negative",
            Self::OutOfRange => "out of range",
            Self::InsufficientBalance => "more than the wallet holds",
            Self::BeyondTable => "the market's table ends before this size",
            Self::LeverageAboveTier => "the tier of this size allows less",
            Self::BadTable => "the tier table cannot be used",
            Self::UnsupportedCombination => "these settings have no meaning together",
            Self::UnknownMarket => "no such market",
            Self::MissingPrice => "the market has no mark price",
            Self::DuplicateMarket => "the market is given twice",
            Self::DuplicatePosition => "a second cross position on this side of the market",
            Self::MixedSettlement => "the markets settle in different coins",
            Self::UnknownPosition => "no open position has this id",
            Self::NotIsolated => "the position has no margin of its own",
            Self::ModeLocked => "the margin mode is fixed while a position is open",
            Self::LeverageLocked => "the leverage may only be raised while an isolated position is open",
            Self::InsufficientMargin => "what would remain does not hold the position",
            Self::BeyondBankruptcy => "the price is beyond the position's bankruptcy",
            Self::WouldLiquidate => "what would remain would be liquidated at once",
            Self::BadState => "the stored account contradicts itself",
            Self::NotJson => "not JSON",
            Self::UnsupportedVersion => "a version that is not known here",
            Self::MissingField => "a field is missing",
            Self::UnknownField => "nothing is known of this field",
            Self::DuplicateField => "the field is given twice",
            Self::WrongType => "of another type, or no known name",
            Self::Unreadable => "the value cannot be read",
            Self::Overflow => "the result is larger than can be held",
        }
    }
}

/// What would have been accepted. Empty where no range or list describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// The smallest value accepted.
    pub minimum: Option<Decimal>,
    /// The largest value accepted.
    pub maximum: Option<Decimal>,
    /// The values accepted, where there are only some.
    pub one_of: &'static [&'static str],
}

/// A typed refusal. Nothing has been changed when it is returned.
///
/// ```
/// use margin_core::{ErrorCode, Market, parse};
///
/// let error = Market::flat(parse("1.5")?).unwrap_err();
/// assert_eq!(error.code(), ErrorCode::OutOfRange);
/// assert_eq!(error.field(), Some("tiers[0].rate"));
/// assert_eq!(error.value(), Some("1.5"));
/// # Ok::<(), margin_core::MarginError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    code: ErrorCode,
    field: String,
    value: Option<String>,
    allowed: Allowed,
    reason: Option<&'static str>,
}

impl MarginError {
    #[cold]
    pub(crate) fn new(code: ErrorCode) -> Self {
        Self(Box::new(Details { code, field: String::new(), value: None, allowed: Allowed::default(), reason: None }))
    }

    /// A refusal by a face, of a text that does not even lead to a value of the model.
    ///
    /// ```
    /// use margin_core::{ErrorCode, MarginError};
    ///
    /// let error = MarginError::refuse(ErrorCode::UnknownField, "colour").at("markets[0]");
    /// assert_eq!((error.field(), error.value()), (Some("markets[0]"), Some("colour")));
    /// ```
    #[cold]
    pub fn refuse(code: ErrorCode, text: &str) -> Self {
        Self::new(code).with_text(text)
    }

    /// A table, or settings, refused for a reason that no range describes.
    #[cold]
    pub(crate) fn because(code: ErrorCode, reason: &'static str) -> Self {
        let mut error = Self::new(code);
        error.0.reason = Some(reason);
        error
    }

    pub(crate) fn with_value(mut self, value: Decimal) -> Self {
        self.0.value = Some(plain(value));
        self
    }

    pub(crate) fn with_text(mut self, text: &str) -> Self {
        self.0.value = Some(shortened(text));
        self
    }

    pub(crate) fn with_allowed(mut self, minimum: Option<Decimal>, maximum: Option<Decimal>) -> Self {
        self.0.allowed.minimum = minimum;
        self.0.allowed.maximum = maximum;
        self
    }

    /// With the names that would have been accepted.
    ///
    /// ```
    /// use margin_core::{ErrorCode, MarginError};
    ///
    /// let error = MarginError::refuse(ErrorCode::WrongType, "up").with_one_of(&["long", "short"]).at("side");
    /// assert_eq!(error.to_string(), "side: of another type, or no known name, got up; allowed is one of long, short");
    /// ```
    pub fn with_one_of(mut self, one_of: &'static [&'static str]) -> Self {
        self.0.allowed.one_of = one_of;
        self
    }

    /// With a sentence that says more than the code does.
    ///
    /// ```
    /// use margin_core::{ErrorCode, MarginError};
    ///
    /// let error = MarginError::refuse(ErrorCode::WrongType, "true").with_reason("must be a list").at("markets");
    /// assert_eq!(error.to_string(), "markets: must be a list, got true");
    /// ```
    pub fn with_reason(mut self, reason: &'static str) -> Self {
        self.0.reason = Some(reason);
        self
    }

    /// Puts a path before the field: the caller knows where in its input the refused part stands.
    ///
    /// ```
    /// let error = margin_core::parse("x").unwrap_err().at("price").at("positions[2]");
    /// assert_eq!(error.field(), Some("positions[2].price"));
    /// ```
    pub fn at(mut self, path: &str) -> Self {
        if self.0.field.is_empty() {
            self.0.field = path.to_owned();
        } else {
            let dot = if self.0.field.starts_with('[') { "" } else { "." };
            self.0.field = [path, dot, &self.0.field].concat();
        }
        self
    }

    /// Puts the place in a list before the field.
    ///
    /// ```
    /// let error = margin_core::parse("x").unwrap_err().at("price").at_place("positions", 2);
    /// assert_eq!(error.field(), Some("positions[2].price"));
    /// ```
    #[cold]
    pub fn at_place(self, list: &str, index: usize) -> Self {
        self.at(&format!("{list}[{index}]"))
    }

    /// With the path of the field as a face writes it.
    ///
    /// ```
    /// let error = margin_core::parse("x").unwrap_err().at("mark_price");
    /// assert_eq!(error.with_field(|path| path.replace("_p", "P")).field(), Some("markPrice"));
    /// ```
    pub fn with_field(mut self, write: impl FnOnce(&str) -> String) -> Self {
        self.0.field = write(&self.0.field);
        self
    }

    /// What was wrong.
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// Where: the path of the field in the input, such as `positions[2].entry_price`.
    pub fn field(&self) -> Option<&str> {
        (!self.0.field.is_empty()).then_some(self.0.field.as_str())
    }

    /// The refused value, in plain notation, or the refused text, shortened.
    pub fn value(&self) -> Option<&str> {
        self.0.value.as_deref()
    }

    /// What would have been accepted.
    pub fn allowed(&self) -> &Allowed {
        &self.0.allowed
    }

    /// More about the refusal, where the code alone leaves it open.
    pub fn reason(&self) -> Option<&'static str> {
        self.0.reason
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

impl fmt::Display for MarginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { code, field, value, allowed, reason } = &*self.0;
        if !field.is_empty() {
            write!(f, "{field}: ")?;
        }
        f.write_str(reason.unwrap_or(code.sentence()))?;
        if let Some(value) = value {
            write!(f, ", got {value}")?;
        }
        match (allowed.minimum, allowed.maximum) {
            (Some(minimum), Some(maximum)) => {
                write!(f, "; allowed is {} to {}", plain(minimum), plain(maximum))
            }
            (Some(minimum), None) => write!(f, "; allowed is {} or more", plain(minimum)),
            (None, Some(maximum)) => write!(f, "; allowed is up to {}", plain(maximum)),
            (None, None) if !allowed.one_of.is_empty() => {
                write!(f, "; allowed is one of {}", allowed.one_of.join(", "))
            }
            (None, None) => Ok(()),
        }
    }
}

impl core::error::Error for MarginError {}
