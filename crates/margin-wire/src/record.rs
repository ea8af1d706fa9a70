//! One record of an input: each of its fields taken once, by name, and none left over.

use margin_core::{Decimal, ErrorCode, MarginError, Result};

use crate::names::Names;
use crate::value::Value;

/// The fields of a record that have not been taken yet.
pub(crate) struct Record<'a>(Vec<(&'a str, Value<'a>)>);

impl<'a> Record<'a> {
    pub(crate) fn of(value: Value<'a>) -> Result<Self> {
        value.fields().map(Self)
    }

    /// A field that may be left out.
    pub(crate) fn take(&mut self, key: &str) -> Option<Value<'a>> {
        let place = self.0.iter().position(|(known, _)| *known == key)?;
        Some(self.0.swap_remove(place).1)
    }

    /// A field that must be there.
    pub(crate) fn need(&mut self, key: &str) -> Result<Value<'a>> {
        self.take(key).ok_or_else(|| missing(key))
    }

    pub(crate) fn decimal(&mut self, key: &str) -> Result<Decimal> {
        self.need(key)?.decimal().map_err(|error| error.at(key))
    }

    pub(crate) fn decimal_if_given(&mut self, key: &str) -> Result<Option<Decimal>> {
        self.take(key).map(Value::decimal).transpose().map_err(|error| error.at(key))
    }

    pub(crate) fn decimal_or(&mut self, key: &str, usual: Decimal) -> Result<Decimal> {
        Ok(self.decimal_if_given(key)?.unwrap_or(usual))
    }

    pub(crate) fn whole(&mut self, key: &str) -> Result<u32> {
        self.need(key)?.whole().map_err(|error| error.at(key))
    }

    pub(crate) fn text(&mut self, key: &str) -> Result<String> {
        let text = self.need(key)?.text().map_err(|error| error.at(key))?;
        Ok(text.to_owned())
    }

    pub(crate) fn text_if_given(&mut self, key: &str) -> Result<Option<String>> {
        let text = self.take(key).map(|value| value.text().map(str::to_owned)).transpose();
        text.map_err(|error| error.at(key))
    }

    pub(crate) fn choice<T: Copy + PartialEq>(&mut self, key: &str, names: &Names<T>) -> Result<T> {
        names.read(self.need(key)?).map_err(|error| error.at(key))
    }

    pub(crate) fn choice_if_given<T: Copy + PartialEq>(&mut self, key: &str, names: &Names<T>) -> Result<Option<T>> {
        self.take(key).map(|value| names.read(value)).transpose().map_err(|error| error.at(key))
    }

    pub(crate) fn choice_or<T: Copy + PartialEq>(&mut self, key: &str, names: &Names<T>, usual: T) -> Result<T> {
        Ok(self.choice_if_given(key, names)?.unwrap_or(usual))
    }

    pub(crate) fn list<T>(&mut self, key: &str, read: impl Fn(Value<'a>) -> Result<T>) -> Result<Vec<T>> {
        self.need(key)?.list(read).map_err(|error| error.at(key))
    }

    /// Refuses what is left over.
    pub(crate) fn end(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some((key, _)) => {
                let error = MarginError::refuse(ErrorCode::UnknownField, key);
                let shortened = error.value().unwrap_or_default().to_owned();
                Err(error.at(&shortened))
            }
        }
    }
}

/// A field that is not there.
#[cold]
pub(crate) fn missing(key: &str) -> MarginError {
    MarginError::refuse(ErrorCode::MissingField, key).at(key)
}
