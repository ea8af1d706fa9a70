//! What is answered: JSON, written straight into one text.

use margin_core::bounds::Bound;
use margin_core::{Decimal, Result, write_plain};

/// How long an answer can be, in bytes: twice that of an account of as many positions as one can have. A host that makes
/// objects of it takes some five times as much.
const LENGTH: Bound = Bound { minimum: Decimal::ZERO, maximum: Decimal::from_parts(200_000_000, 0, 0, false, 0) };
const LONGEST: usize = 200_000_000;

/// A JSON text that is being written. Keys that are written by name must need no escape.
#[derive(Default)]
pub(crate) struct Json {
    text: String,
    /// How long it had become, where that was too long: then what is written is given up.
    too_long: usize,
}

impl Json {
    /// The text of one value.
    pub(crate) fn text_of(write: impl FnOnce(&mut Self)) -> String {
        let mut json = Self { text: String::with_capacity(1_024), too_long: 0 };
        write(&mut json);
        json.text
    }

    /// The same of a value that grows with what was asked.
    ///
    /// # Errors
    /// `out-of-range` where it is too long.
    pub(crate) fn bounded(write: impl FnOnce(&mut Self)) -> Result<String> {
        let mut json = Self { text: String::with_capacity(1_024), too_long: 0 };
        write(&mut json);
        json.check()?;
        Ok(json.text)
    }

    /// What has been written.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Refuses a text that has become too long.
    pub(crate) fn check(&self) -> Result<()> {
        let length = Decimal::from(u64::try_from(self.too_long).unwrap_or(u64::MAX));
        LENGTH.check("", length).map_err(|error| error.with_reason("the answer has too many bytes"))?;
        Ok(())
    }

    /// Begins a record or a list that stands by itself, or in a list.
    pub(crate) fn open(&mut self, bracket: char) {
        self.comma();
        self.text.push(bracket);
    }

    /// Begins a record or a list that is a field.
    pub(crate) fn open_field(&mut self, key: &str, bracket: char) {
        self.key(key);
        self.text.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// A key that comes from outside: its value follows.
    pub(crate) fn foreign_key(&mut self, key: &str) {
        self.comma();
        self.quoted(key);
        self.text.push(':');
    }

    pub(crate) fn decimal(&mut self, key: &str, number: &Decimal) {
        self.key(key);
        self.decimal_value(number);
    }

    pub(crate) fn decimal_or_null(&mut self, key: &str, number: &Option<Decimal>) {
        self.key(key);
        match number {
            Some(number) => self.decimal_value(number),
            None => self.text.push_str("null"),
        }
    }

    pub(crate) fn decimal_if_any(&mut self, key: &str, number: &Option<Decimal>) {
        if let Some(number) = number {
            self.decimal(key, number);
        }
    }

    /// A decimal after a key that has been written.
    pub(crate) fn decimal_value(&mut self, number: &Decimal) {
        self.text.push('"');
        write_plain(*number, &mut self.text);
        self.text.push('"');
    }

    /// A name that needs no escape.
    pub(crate) fn name(&mut self, key: &str, name: &str) {
        self.key(key);
        self.text.push('"');
        self.text.push_str(name);
        self.text.push('"');
    }

    /// A text from outside.
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.quoted(text);
    }

    pub(crate) fn text_if_any(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    pub(crate) fn texts<'a>(&mut self, key: &str, texts: impl Iterator<Item = &'a str>) {
        self.open_field(key, '[');
        for text in texts {
            self.comma();
            self.quoted(text);
        }
        self.close(']');
    }

    pub(crate) fn whole(&mut self, key: &str, number: u64) {
        self.key(key);
        self.text.push_str(&number.to_string());
    }

    /// A place in a list.
    pub(crate) fn place(&mut self, key: &str, place: usize) {
        self.whole(key, u64::try_from(place).unwrap_or(u64::MAX));
    }

    fn key(&mut self, key: &str) {
        self.comma();
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\":");
    }

    /// Between two elements, and not before the first.
    fn comma(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
        // It stands before every field and every element, so no text grows beyond the bound by more than one of them.
        if self.text.len() > LONGEST {
            self.too_long = self.text.len();
            self.text.clear();
        }
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.text.extend(['\\', letter]),
                ' '.. => self.text.push(letter),
                _ => {
                    let code = u32::from(letter);
                    let digit = |shift: u32| char::from_digit((code >> shift) & 15, 16).unwrap_or('0');
                    self.text.extend(['\\', 'u', '0', '0', digit(4), digit(0)]);
                }
            }
        }
        self.text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_refused_and_takes_no_more_memory() {
        let name = "x".repeat(1_000_000);
        let of = |count: usize| {
            let mut json = Json::default();
            (0..count).for_each(|_| json.name("a", &name));
            json
        };
        assert!(of(199).check().is_ok());
        let json = of(500);
        assert!(json.text.capacity() < 300_000_000);
        let error = json.check().unwrap_err();
        assert_eq!(error.code(), margin_core::ErrorCode::OutOfRange);
        assert_eq!(error.allowed().maximum, Some(LENGTH.maximum));
        assert_eq!(LENGTH.maximum, Decimal::from(LONGEST));
    }

    #[test]
    fn every_text_is_written_as_serde_reads_it() {
        let texts = ["", "BTC-USDT", "a\"b\\c", "\u{0}\u{1f}\n\t\u{7f}", "币安人生 ₿ \u{2028}"];
        let json = Json::text_of(|json| {
            json.open('{');
            json.texts("texts", texts.into_iter());
            json.foreign_key("a\"b");
            json.decimal_value(&Decimal::new(-1250, 3));
            json.decimal_or_null("none", &None);
            json.place("place", 7);
            json.open_field("empty", '[');
            json.close(']');
            json.close('}');
        });
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, serde_json::json!({ "texts": texts, "a\"b": "-1.25", "none": null, "place": 7, "empty": [] }));
    }
}
