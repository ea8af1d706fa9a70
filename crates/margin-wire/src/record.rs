//! One object of the wire format: each of its fields taken once, by name, and none left over.

use margin_core::{Decimal, ErrorCode, MarginError, Result, parse, plain};

use crate::value::Value;

/// The names of a choice, with what each means.
pub(crate) type Names<T> = [(&'static str, T)];

/// The fields of a record that have not been taken yet.
pub(crate) struct Record(Vec<(String, Value)>);

impl Record {
    pub(crate) fn of(value: Value) -> Result<Self> {
        match value {
            Value::Record(fields) => Ok(Self(fields)),
            _ => Err(wrong_type("an object")),
        }
    }

    /// A field, read by `read`, which must be there.
    pub(crate) fn required<T>(&mut self, key: &str, read: impl FnOnce(Value) -> Result<T>) -> Result<T> {
        self.optional(key, read)?.ok_or_else(|| MarginError::refuse(ErrorCode::MissingField, key).at(key))
    }

    /// A field that may be left out.
    pub(crate) fn optional<T>(&mut self, key: &str, read: impl FnOnce(Value) -> Result<T>) -> Result<Option<T>> {
        let Some(place) = self.0.iter().position(|(known, _)| known == key) else { return Ok(None) };
        let (_, value) = self.0.swap_remove(place);
        read(value).map(Some).map_err(|error| error.at(key))
    }

    /// Refuses what is left over.
    pub(crate) fn end(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some((key, _)) => Err(MarginError::refuse(ErrorCode::UnknownField, key).at("?")),
        }
    }
}

/// Every element of a list, with its place in the path of a refusal.
pub(crate) fn list<T>(read: impl Fn(Value) -> Result<T>) -> impl FnOnce(Value) -> Result<Vec<T>> {
    move |value| match value {
        Value::List(values) => values
            .into_iter()
            .enumerate()
            .map(|(index, value)| read(value).map_err(|error| error.at(&format!("[{index}]"))))
            .collect(),
        _ => Err(wrong_type("a list")),
    }
}

pub(crate) fn text(value: Value) -> Result<String> {
    match value {
        Value::Text(text) => Ok(text),
        _ => Err(wrong_type("a text")),
    }
}

pub(crate) fn decimal(value: Value) -> Result<Decimal> {
    parse(&text(value)?)
}

pub(crate) fn whole(value: Value) -> Result<u32> {
    match value {
        Value::Whole(number) => {
            u32::try_from(number).map_err(|_| MarginError::refuse(ErrorCode::OutOfRange, &number.to_string()))
        }
        _ => Err(wrong_type("a whole number")),
    }
}

/// One of some names.
pub(crate) fn choice<T: Copy>(names: &'static Names<T>) -> impl FnOnce(Value) -> Result<T> {
    move |value| {
        let given = text(value)?;
        let found = names.iter().find(|(name, _)| *name == given);
        found.map(|(_, meant)| *meant).ok_or_else(|| MarginError::refuse(ErrorCode::WrongType, &given))
    }
}

/// The name of what was chosen.
pub(crate) fn name<T: PartialEq>(names: &Names<T>, chosen: &T) -> Value {
    let found = names.iter().find(|(_, meant)| meant == chosen);
    Value::Text(found.map_or("", |(name, _)| name).to_owned())
}

pub(crate) fn written(number: Decimal) -> Value {
    Value::Text(plain(number))
}

/// A record of the fields that are there.
pub(crate) fn record<const N: usize>(of: [(&str, Option<Value>); N]) -> Value {
    Value::Record(fields(of))
}

/// The fields that are there.
pub(crate) fn fields<const N: usize>(of: [(&str, Option<Value>); N]) -> Vec<(String, Value)> {
    of.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn wrong_type(wanted: &str) -> MarginError {
    MarginError::refuse(ErrorCode::WrongType, wanted)
}
