//! What is read: texts, numbers, lists and records, as a tree over the text that they came in.
//!
//! That is a flat text, in which a caller of another language hands over its values, and which JSON is made into:
//!
//! ```text
//! value = "t" text NUL           a text
//!       | "n" number NUL         a number, as JavaScript prints it: 12, -0.5, 1e-7
//!       | "d" text NUL           what an object that stands for a decimal prints
//!       | "w" digits NUL         a whole number of JSON, in which decimals are texts
//!       | "h" digits NUL         a handle
//!       | "o" type NUL           anything else, by the name of its type
//!       | "[" value* "]"
//!       | "{" ("k" key NUL value)* "}"
//! ```

use margin_core::{Decimal, ErrorCode, MarginError, Result, parse};

use crate::number;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A number, in the shortest decimal form that means it, maybe with an exponent.
    Number(&'a str),
    /// What an object that stands for a decimal prints.
    Decimal(&'a str),
    /// A whole number of JSON, in which decimals are texts.
    Whole(&'a str),
    /// Something that the reader's host keeps.
    Handle(u64),
    /// A list.
    List(Vec<Value<'a>>),
    /// A record.
    Record(Vec<(&'a str, Value<'a>)>),
    /// Anything else, by the name of its type. No field takes it.
    Other(&'a str),
}

/// A list or a record in another, in another: more than anything that is read has.
const DEEPEST: u32 = 16;

impl<'a> Value<'a> {
    /// Reads a flat text.
    ///
    /// # Errors
    /// `wrong-type` for a text that is not in the grammar.
    ///
    /// ```
    /// use margin_wire::Value;
    ///
    /// let value = Value::from_flat("{ksize\0n1e-7\0kside\0tlong\0}")?;
    /// assert_eq!(value, Value::Record(vec![
    ///     ("size", Value::Number("1e-7")),
    ///     ("side", Value::Text("long")),
    /// ]));
    /// assert!(Value::from_flat("{ksize\0n1\0").is_err());
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn from_flat(text: &'a str) -> Result<Self> {
        let mut rest = text;
        match flat(&mut rest, DEEPEST) {
            Some(value) if rest.is_empty() => Ok(value),
            _ => Err(wrong_type("must be a value", "a text that is none")),
        }
    }

    /// The text.
    ///
    /// # Errors
    /// `wrong-type`.
    pub fn text(self) -> Result<&'a str> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(wrong_type("must be a text", other.shown())),
        }
    }

    pub(crate) fn decimal(self) -> Result<Decimal> {
        match self {
            Self::Text(text) | Self::Decimal(text) => parse(text),
            Self::Number(number) => number::read(number),
            other => {
                Err(wrong_type("must be a decimal: a text, a number, a bigint or a decimal object", other.shown()))
            }
        }
    }

    pub(crate) fn whole(self) -> Result<u32> {
        match self {
            Self::Number(number) | Self::Whole(number) => number::read_whole(number),
            other => Err(wrong_type("must be a whole number", other.shown())),
        }
    }

    /// Every element, read by `read`, with its place in the path of a refusal.
    ///
    /// # Errors
    /// `wrong-type`, and what `read` refuses.
    pub fn list<T>(self, mut read: impl FnMut(Self) -> Result<T>) -> Result<Vec<T>> {
        match self {
            Self::List(values) => {
                let mut list = Vec::with_capacity(values.len());
                for (index, value) in values.into_iter().enumerate() {
                    list.push(read(value).map_err(|error| error.at_place("", index))?);
                }
                Ok(list)
            }
            other => Err(wrong_type("must be a list", other.shown())),
        }
    }

    pub(crate) fn fields(self) -> Result<Vec<(&'a str, Self)>> {
        match self {
            Self::Record(fields) => Ok(fields),
            other => Err(wrong_type("must be an object", other.shown())),
        }
    }

    /// What stands in a message for it.
    fn shown(&self) -> &'a str {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Decimal(text) => text,
            Self::Whole(_) => "a number",
            Self::Handle(_) => "a handle",
            Self::List(_) => "a list",
            Self::Record(_) => "an object",
            Self::Other(kind) => kind,
        }
    }
}

/// A value of another type than the one that is wanted.
#[cold]
pub(crate) fn wrong_type(wanted: &'static str, given: &str) -> MarginError {
    MarginError::refuse(ErrorCode::WrongType, given).with_reason(wanted)
}

/// The value that a flat text begins with, which is taken off it.
fn flat<'a>(rest: &mut &'a str, deepest: u32) -> Option<Value<'a>> {
    let deeper = deepest.checked_sub(1)?;
    Some(match letter(rest)? {
        b't' => Value::Text(part(rest)?),
        b'n' => Value::Number(part(rest)?),
        b'd' => Value::Decimal(part(rest)?),
        b'w' => Value::Whole(part(rest)?),
        b'h' => Value::Handle(part(rest)?.parse().ok()?),
        b'o' => Value::Other(part(rest)?),
        b'[' => {
            let mut values = Vec::new();
            while !ends(rest, ']') {
                values.push(flat(rest, deeper)?);
            }
            Value::List(values)
        }
        b'{' => {
            let mut fields = Vec::new();
            while !ends(rest, '}') {
                letter(rest).filter(|letter| *letter == b'k')?;
                fields.push((part(rest)?, flat(rest, deeper)?));
            }
            Value::Record(fields)
        }
        _ => return None,
    })
}

fn letter(rest: &mut &str) -> Option<u8> {
    let first = *rest.as_bytes().first()?;
    *rest = rest.get(1..)?;
    Some(first)
}

fn part<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let (part, after) = rest.split_once('\0')?;
    *rest = after;
    Some(part)
}

fn ends(rest: &mut &str, bracket: char) -> bool {
    let after = rest.strip_prefix(bracket);
    *rest = after.unwrap_or(rest);
    after.is_some()
}
