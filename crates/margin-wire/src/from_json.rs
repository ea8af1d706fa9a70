//! JSON, made into the flat text that is read.

use core::fmt;
use std::collections::HashSet;

use margin_core::{ErrorCode, MarginError, Result};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The flat text of a JSON text. Decimals are texts in JSON; of the numbers, only whole ones are taken.
///
/// # Errors
/// `not-json` where the text is none, or holds the character U+0000; `duplicate-field` for a key that is given twice.
///
/// ```
/// use margin_core::ErrorCode;
/// use margin_wire::from_json;
///
/// assert_eq!(from_json(r#"{ "price": "0.5" }"#)?, "{kprice\0t0.5\0}");
/// assert_eq!(from_json("{").unwrap_err().code(), ErrorCode::NotJson);
/// assert_eq!(from_json(r#"{ "a": 1, "a": 1 }"#).unwrap_err().code(), ErrorCode::DuplicateField);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn from_json(json: &str) -> Result<String> {
    let mut flat = String::with_capacity(json.len());
    let mut reader = serde_json::Deserializer::from_str(json);
    let read = Flat(&mut flat).deserialize(&mut reader).and_then(|()| reader.end());
    match read {
        Ok(()) => Ok(flat),
        Err(error) => Err(match repeated_key(&error) {
            Some(key) => MarginError::refuse(ErrorCode::DuplicateField, &key),
            None => MarginError::refuse(ErrorCode::NotJson, json),
        }),
    }
}

/// How a key that is given twice is told from a text that is no JSON.
const REPEATED: &str = "repeated key: ";

/// The key that stands twice in a record, where that is what was wrong.
fn repeated_key(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let (_, key) = text.split_once(REPEATED)?;
    Some(key.split_once(" at line ").map_or(key, |(key, _)| key).to_owned())
}

/// Writes what it reads at the end of a text.
struct Flat<'a>(&'a mut String);

impl Flat<'_> {
    fn part<E: Error>(self, letter: char, text: &str) -> core::result::Result<(), E> {
        if text.contains('\0') {
            return Err(E::custom("the character U+0000"));
        }
        self.0.push(letter);
        self.0.push_str(text);
        self.0.push('\0');
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Flat<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> core::result::Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Flat<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E: Error>(self, text: &str) -> core::result::Result<(), E> {
        self.part('t', text)
    }

    fn visit_u64<E: Error>(self, number: u64) -> core::result::Result<(), E> {
        self.part('w', &number.to_string())
    }

    fn visit_i64<E: Error>(self, _: i64) -> core::result::Result<(), E> {
        self.part('o', "a number")
    }

    fn visit_f64<E: Error>(self, _: f64) -> core::result::Result<(), E> {
        self.part('o', "a number")
    }

    fn visit_bool<E: Error>(self, _: bool) -> core::result::Result<(), E> {
        self.part('o', "boolean")
    }

    fn visit_unit<E: Error>(self) -> core::result::Result<(), E> {
        self.part('o', "null")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> core::result::Result<(), A::Error> {
        self.0.push('[');
        while sequence.next_element_seed(Flat(self.0))?.is_some() {}
        self.0.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> core::result::Result<(), A::Error> {
        self.0.push('{');
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            Flat(self.0).part('k', &key)?;
            map.next_value_seed(Flat(self.0))?;
            if let Some(key) = keys.replace(key) {
                return Err(A::Error::custom(format!("{REPEATED}{key}")));
            }
        }
        self.0.push('}');
        Ok(())
    }
}
