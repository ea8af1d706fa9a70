//! What a reader asks of an input, whatever it is made of: JSON that was parsed, or a value of another language.

use margin_core::{Decimal, ErrorCode, MarginError, Result};

/// One value of an input. Nothing of it is looked at before it is asked for, and nothing twice.
///
/// Each method refuses a value of another kind as `wrong-type`, with a reason made by [`wrong_type`].
pub trait Node: Sized {
    /// Whether it is a text.
    fn is_text(&self) -> bool;

    /// The text.
    ///
    /// # Errors
    /// `wrong-type`.
    fn text(self) -> Result<String>;

    /// The number, exactly as given.
    ///
    /// # Errors
    /// `wrong-type`, `not-a-decimal`, `too-many-digits`.
    fn decimal(self) -> Result<Decimal>;

    /// The whole number from 0 on.
    ///
    /// # Errors
    /// `wrong-type`, `out-of-range`.
    fn whole(self) -> Result<u32>;

    /// Every element, read by `read`, which is told its place.
    ///
    /// # Errors
    /// `wrong-type`, and what `read` refuses.
    fn list<T>(self, read: impl FnMut(usize, Self) -> Result<T>) -> Result<Vec<T>>;

    /// Makes sure that it is a record.
    ///
    /// # Errors
    /// `wrong-type`.
    fn record(&self) -> Result<()>;

    /// The value of a record's key, nothing where it has none.
    ///
    /// # Errors
    /// What reading it refuses.
    fn take(&mut self, key: &'static str) -> Result<Option<Self>>;

    /// A key of the record that is none of these, of which `found` were there.
    ///
    /// # Errors
    /// What reading the keys refuses.
    fn other_key(&self, known: &[&'static str], found: usize) -> Result<Option<String>>;

    /// Every key of a record, with its value.
    ///
    /// # Errors
    /// `wrong-type`, and what reading them refuses.
    fn entries(self) -> Result<Vec<(String, Self)>>;
}

/// A value of another type than the one that is wanted.
///
/// ```
/// let error = margin_wire::wrong_type("must be a list", "true");
/// assert_eq!(error.to_string(), "must be a list, got true");
/// ```
pub fn wrong_type(wanted: &'static str, given: &str) -> MarginError {
    MarginError::refuse(ErrorCode::WrongType, given).with_reason(wanted)
}
