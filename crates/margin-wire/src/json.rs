//! What is answered: JSON, written straight into one text.

use margin_core::{Decimal, write_plain};

/// A JSON text that is being written. Keys that are written by name must need no escape.
#[derive(Default)]
pub(crate) struct Json(String);

impl Json {
    /// The text of one value.
    pub(crate) fn text_of(write: impl FnOnce(&mut Self)) -> String {
        let mut json = Self(String::with_capacity(1_024));
        write(&mut json);
        json.0
    }

    /// What has been written, as a list.
    pub(crate) fn in_brackets(self) -> String {
        ["[", &self.0, "]"].concat()
    }

    /// Begins a record or a list that stands by itself, or in a list.
    pub(crate) fn open(&mut self, bracket: char) {
        self.comma();
        self.0.push(bracket);
    }

    /// Begins a record or a list that is a field.
    pub(crate) fn open_field(&mut self, key: &str, bracket: char) {
        self.key(key);
        self.0.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// A key that comes from outside: its value follows.
    pub(crate) fn foreign_key(&mut self, key: &str) {
        self.comma();
        self.quoted(key);
        self.0.push(':');
    }

    pub(crate) fn decimal(&mut self, key: &str, number: &Decimal) {
        self.key(key);
        self.decimal_value(number);
    }

    pub(crate) fn decimal_or_null(&mut self, key: &str, number: &Option<Decimal>) {
        self.key(key);
        match number {
            Some(number) => self.decimal_value(number),
            None => self.0.push_str("null"),
        }
    }

    pub(crate) fn decimal_if_any(&mut self, key: &str, number: &Option<Decimal>) {
        if let Some(number) = number {
            self.decimal(key, number);
        }
    }

    /// A decimal after a key that has been written.
    pub(crate) fn decimal_value(&mut self, number: &Decimal) {
        self.0.push('"');
        write_plain(*number, &mut self.0);
        self.0.push('"');
    }

    /// A name that needs no escape.
    pub(crate) fn name(&mut self, key: &str, name: &str) {
        self.key(key);
        self.0.push('"');
        self.0.push_str(name);
        self.0.push('"');
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
        self.0.push_str(&number.to_string());
    }

    /// A place in a list.
    pub(crate) fn place(&mut self, key: &str, place: usize) {
        self.whole(key, u64::try_from(place).unwrap_or(u64::MAX));
    }

    fn key(&mut self, key: &str) {
        self.comma();
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
    }

    /// Between two elements, and not before the first.
    fn comma(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
    }

    fn quoted(&mut self, text: &str) {
        self.0.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.0.extend(['\\', letter]),
                ' '.. => self.0.push(letter),
                _ => {
                    let code = u32::from(letter);
                    let digit = |shift: u32| char::from_digit((code >> shift) & 15, 16).unwrap_or('0');
                    self.0.extend(['\\', 'u', '0', '0', digit(4), digit(0)]);
                }
            }
        }
        self.0.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
