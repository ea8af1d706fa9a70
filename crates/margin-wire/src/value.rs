//! A tree of what the wire format uses: texts, numbers, lists and records. Answers are written as one, and JSON is
//! read through one.

use core::fmt;
use std::borrow::Cow;
use std::collections::HashSet;

use margin_core::{Decimal, ErrorCode, MarginError, Result, parse, plain};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::node::{Node, wrong_type};

/// A value. Decimals are texts in plain notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(Cow<'static, str>),
    /// A whole number.
    Whole(u64),
    /// A list.
    List(Vec<Value>),
    /// A record: each key once.
    Record(Vec<(Cow<'static, str>, Value)>),
    /// Nothing.
    Null,
    /// Whatever else JSON knows. No field takes it, and nothing is written so.
    Other,
}

impl Value {
    /// A decimal in plain notation.
    pub(crate) fn decimal(number: Decimal) -> Self {
        Self::Text(plain(number).into())
    }

    /// A decimal, or nothing.
    pub(crate) fn decimal_or_null(number: Option<Decimal>) -> Self {
        number.map_or(Self::Null, Self::decimal)
    }

    /// A name that is known beforehand.
    pub(crate) const fn name(name: &'static str) -> Self {
        Self::Text(Cow::Borrowed(name))
    }

    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned().into())
    }

    /// A count, or a place in a list.
    pub(crate) fn place(place: usize) -> Self {
        Self::Whole(u64::try_from(place).unwrap_or(u64::MAX))
    }

    pub(crate) fn names(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self::List(names.into_iter().map(Self::name).collect())
    }

    /// What stands in a message for it.
    fn shown(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Whole(_) => "a number",
            Self::List(_) => "a list",
            Self::Record(_) => "an object",
            Self::Null => "null",
            Self::Other => "another value",
        }
    }
}

impl Node for Value {
    fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    fn text(self) -> Result<String> {
        match self {
            Self::Text(text) => Ok(text.into_owned()),
            other => Err(wrong_type("must be a text", other.shown())),
        }
    }

    fn decimal(self) -> Result<Decimal> {
        match self {
            Self::Text(text) => parse(&text),
            other => Err(wrong_type("must be a decimal as a text", other.shown())),
        }
    }

    fn whole(self) -> Result<u32> {
        match self {
            Self::Whole(number) => {
                u32::try_from(number).map_err(|_| MarginError::refuse(ErrorCode::OutOfRange, &number.to_string()))
            }
            other => Err(wrong_type("must be a whole number", other.shown())),
        }
    }

    fn list<T>(self, mut read: impl FnMut(usize, Self) -> Result<T>) -> Result<Vec<T>> {
        match self {
            Self::List(values) => values.into_iter().enumerate().map(|(index, value)| read(index, value)).collect(),
            other => Err(wrong_type("must be a list", other.shown())),
        }
    }

    fn record(&self) -> Result<()> {
        match self {
            Self::Record(_) => Ok(()),
            other => Err(wrong_type("must be an object", other.shown())),
        }
    }

    fn take(&mut self, key: &'static str) -> Result<Option<Self>> {
        let Self::Record(fields) = self else { return Ok(None) };
        let place = fields.iter().position(|(known, _)| known == key);
        Ok(place.map(|place| fields.swap_remove(place).1))
    }

    /// What has been taken is gone, so any key that is left is another.
    fn other_key(&self, _: &[&'static str], _: usize) -> Result<Option<String>> {
        let Self::Record(fields) = self else { return Ok(None) };
        Ok(fields.first().map(|(key, _)| key.clone().into_owned()))
    }

    fn entries(self) -> Result<Vec<(String, Self)>> {
        match self {
            Self::Record(fields) => Ok(fields.into_iter().map(|(key, value)| (key.into_owned(), value)).collect()),
            other => Err(wrong_type("must be an object", other.shown())),
        }
    }
}

/// A record of these fields.
pub(crate) fn record<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    Value::Record(fields.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
}

/// The fields that are there.
pub(crate) fn present<const N: usize>(fields: [(&'static str, Option<Value>); N]) -> Vec<(Cow<'static, str>, Value)> {
    fields.into_iter().filter_map(|(key, value)| Some((Cow::Borrowed(key), value?))).collect()
}

/// How a key that is given twice is told from a text that is no JSON.
const REPEATED: &str = "repeated key: ";

/// The key that stands twice in a record, where that is what was wrong.
pub(crate) fn repeated_key(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let (_, key) = text.split_once(REPEATED)?;
    Some(key.split_once(" at line ").map_or(key, |(key, _)| key).to_owned())
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(number) => serializer.serialize_u64(*number),
            Self::List(values) => serializer.collect_seq(values),
            Self::Record(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Self::Null | Self::Other => serializer.serialize_none(),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> core::result::Result<Value, E> {
        Ok(Value::text(text))
    }

    fn visit_string<E>(self, text: String) -> core::result::Result<Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_u64<E>(self, number: u64) -> core::result::Result<Value, E> {
        Ok(Value::Whole(number))
    }

    fn visit_i64<E>(self, _: i64) -> core::result::Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> core::result::Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, _: bool) -> core::result::Result<Value, E> {
        Ok(Value::Other)
    }

    fn visit_unit<E>(self) -> core::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> core::result::Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> core::result::Result<Value, A::Error> {
        let mut fields = Vec::new();
        let mut keys = HashSet::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(format!("{REPEATED}{key}")));
            }
            fields.push((key.into(), value));
        }
        Ok(Value::Record(fields))
    }
}
