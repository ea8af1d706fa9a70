//! What stands round the digits of an entry: its sign, its unit, and a factor of a thousand, a million or a billion.

use super::NotRead;
use super::signs::{BITCOIN, is_of_a_word};

/// The digits and separators of an entry, with its exponent, and by how many places what follows them moves the point.
///
/// The unit must be that of the field, in any case, before or after the number, or be left out. Another one is refused:
/// 0.35 BTC is not 0.35 USD, and nothing here knows a price. Both texts are in plain signs.
pub(super) fn without_unit<'a>(text: &'a [u8], unit: &[u8]) -> Result<(&'a [u8], u8), NotRead> {
    let (is_below, text) = after_sign(text);
    let (word, text) = text.split_at(text.iter().take_while(|sign| is_of_a_word(**sign)).count());
    let (is_below_unit, text) = after_sign(text);
    let is_below = is_below || is_below_unit;
    if !text.iter().any(u8::is_ascii_digit) {
        let is_nothing = text.is_empty() && !is_below && (word.is_empty() || is_unit(word, unit));
        return Err(if is_nothing { NotRead::Empty } else { NotRead::NotANumber });
    }
    if is_below {
        return Err(NotRead::Minus);
    }
    if !word.is_empty() && !is_unit(word, unit) {
        return Err(foreign(word));
    }
    let (mut number, mut word) = last_word(text);
    if is_unit(word, unit) {
        (number, word) = last_word(number);
    } else if let [_, rest @ ..] = word
        && is_unit(rest, unit)
    {
        // "1.5kUSDT".
        word = &word[..1];
    }
    match word {
        [] => Ok((number, 0)),
        b"K" => Ok((number, 3)),
        b"M" => Ok((number, 6)),
        b"B" => Ok((number, 9)),
        _ => Err(foreign(word)),
    }
}

/// Why a word beside the digits is refused. A single letter is no unit: it is half of what is being typed, or a slip.
const fn foreign(word: &[u8]) -> NotRead {
    match word {
        [b'A'..=b'W' | b'Y' | b'Z'] => NotRead::NotANumber,
        _ => NotRead::OtherUnit,
    }
}

/// Whether the sign of a number is a minus, and what follows it, without the spaces round that.
fn after_sign(text: &[u8]) -> (bool, &[u8]) {
    let text = text.trim_ascii();
    match text {
        [b'-', rest @ ..] => (true, rest.trim_ascii_start()),
        [b'+', rest @ ..] => (false, rest.trim_ascii_start()),
        _ => (false, text),
    }
}

/// What is ahead of the last word, and the word; an empty one where the text does not end with one.
fn last_word(text: &[u8]) -> (&[u8], &[u8]) {
    let length = text.iter().rev().take_while(|sign| is_of_a_word(**sign)).count();
    let (number, word) = text.split_at(text.len() - length);
    (number.trim_ascii_end(), word)
}

/// Whether a word names the unit of a field. Dollars, and coins that follow the dollar, are taken for each other, as
/// everywhere in these pages.
fn is_unit(word: &[u8], unit: &[u8]) -> bool {
    word == unit || (is_dollar(word) && (is_dollar(unit) || unit == b"BUSD")) || (is_bitcoin(word) && is_bitcoin(unit))
}

/// Whether a word means dollars, or a coin that follows the dollar. Not BUSD, where that is not the unit: "2BUSD" are two
/// billion to who writes a factor so.
const fn is_dollar(word: &[u8]) -> bool {
    matches!(word, b"$" | b"US$" | b"USD" | b"USDT" | b"USDC" | b"FDUSD")
}

const fn is_bitcoin(word: &[u8]) -> bool {
    matches!(word, [BITCOIN] | b"BTC" | b"XBT")
}

#[cfg(test)]
mod tests {
    use super::super::Locale;
    use super::super::signs::signs;
    use super::*;

    fn digits(text: &str, unit: &str) -> Result<(String, u8), NotRead> {
        let [text, unit] = [text, unit].map(|text| signs(text, &Locale::english()));
        without_unit(&text, &unit)
            .map(|(number, places)| (number.iter().map(|sign| char::from(*sign)).collect(), places))
    }

    #[test]
    fn the_unit_of_the_field_is_taken_off() {
        for (text, unit, number, places) in [
            ("$1000", "USD", "1000", 0),
            ("US$ 1,000.50", "USDT", "1,000.50", 0),
            ("1000 USDT", "USD", "1000", 0),
            ("usdc 5", "USD", "5", 0),
            ("$1000 USD", "USD", "1000", 0),
            ("+$5", "FDUSD", "5", 0),
            ("0.35 btc", "BTC", "0.35", 0),
            ("₿0.35", "XBT", "0.35", 0),
            ("3 contracts", "contracts", "3", 0),
            ("10x", "×", "10", 0),
            ("×10", "×", "10", 0),
            ("0.5 %", "%", "0.5", 0),
            ("%50", "%", "50", 0),
            ("1.5k", "USD", "1.5", 3),
            ("1.5 K USDT", "USD", "1.5", 3),
            ("$2m", "USD", "2", 6),
            ("2MUSDT", "USD", "2", 6),
            ("2BUSD", "USD", "2", 9),
            ("2 BUSD", "BUSD", "2", 0),
            ("$2", "BUSD", "2", 0),
            ("1b", "USD", "1", 9),
            ("5 M", "M", "5", 0),
            ("3e-5 BTC", "BTC", "3E-5", 0),
            ("\u{a0}7\u{202f}USD ", "USD", "7", 0),
        ] {
            assert_eq!(digits(text, unit), Ok((number.to_owned(), places)), "{text}");
        }
    }

    #[test]
    fn another_unit_is_refused() {
        for (text, unit) in [
            ("1000 EUR", "USD"),
            ("€1000", "USD"),
            ("0.35 BTC", "USD"),
            ("1000 USD", "BTC"),
            ("1000 BTCUSD", "USD"),
            ("10x", "USD"),
            ("0.5%", "USD"),
            ("5 USD", "×"),
            ("5 円", "USD"),
            ("1.5kBTC", "USD"),
            ("5 dollars", "USD"),
        ] {
            assert_eq!(digits(text, unit), Err(NotRead::OtherUnit), "{text}");
        }
    }

    #[test]
    fn what_has_no_digits_is_nothing_or_no_number() {
        for (text, why) in [
            ("", NotRead::Empty),
            (" \u{a0}", NotRead::Empty),
            ("$", NotRead::Empty),
            ("abc", NotRead::NotANumber),
            ("-", NotRead::NotANumber),
            ("$-", NotRead::NotANumber),
            ("k", NotRead::NotANumber),
            ("1e", NotRead::NotANumber),
            ("e5", NotRead::NotANumber),
            ("-5", NotRead::Minus),
            ("-$5", NotRead::Minus),
            ("$\u{2212}5", NotRead::Minus),
        ] {
            assert_eq!(digits(text, "USD"), Err(why), "{text}");
        }
    }
}
