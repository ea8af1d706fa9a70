//! From what the reader typed or pasted to an exact decimal.
//!
//! What stands round the digits is taken off (`unit`), and what stands between them is read in every way it can be meant
//! (`separators`); the core's strict grammar has the last word. Nothing is guessed: what can mean two numbers is asked
//! about, because "1.234" is a thousand to one reader and one and a bit to another. Links and attributes do not come here;
//! they have the strict grammar alone.

use super::separators::{Usage, usage};
use super::signs::signs;
use super::unit::without_unit;
use super::{Locale, NotRead};
use margin_core::{Decimal, ErrorCode, parse};

/// What a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One number.
    One(Decimal),
    /// One of two, and nothing tells which: its one separator can stand before thousands or before a fraction.
    Either {
        /// The number where the separator groups its digits.
        grouped: Decimal,
        /// The number where the separator is the decimal sign.
        fractional: Decimal,
    },
}

/// Reads a number as people write and paste it: with the unit of the field or without one, in the separators of this
/// locale or of another where they can mean one number alone, with a factor ("1.5k", "2m") or an exponent ("3e-5").
///
/// # Errors
/// Why it is no number of this field, or that it can be two.
pub fn read(text: &str, unit: &str, locale: &Locale) -> Result<Decimal, NotRead> {
    match meaning(text, unit, locale)? {
        Meaning::One(number) => Ok(number),
        Meaning::Either { .. } => Err(NotRead::Ambiguous),
    }
}

/// The same, with the two numbers where it can be two.
///
/// # Errors
/// Why it is no number of this field.
pub fn meaning(text: &str, unit: &str, locale: &Locale) -> Result<Meaning, NotRead> {
    let text = signs(text, locale);
    let (number, places) = without_unit(&text, &signs(unit, locale))?;
    let (number, exponent) = match number.iter().position(|sign| *sign == b'E') {
        Some(at) => (&number[..at], exponent(&number[at + 1..])?),
        None => (number, (false, &[][..])),
    };
    let is_scaled = places > 0 || !exponent.1.is_empty();
    if places > 0 && !exponent.1.is_empty() {
        return Err(NotRead::NotANumber);
    }
    let exactly = |decimal: u8| exact(number, decimal, places, exponent);
    Ok(match usage(number, is_scaled, locale)? {
        Usage::Grouped => Meaning::One(exactly(0)?),
        Usage::Decimal(sign) => Meaning::One(exactly(sign)?),
        Usage::Either(sign) => Meaning::Either { grouped: exactly(0)?, fractional: exactly(sign)? },
    })
}

/// Whether an exponent is below zero, and its digits.
fn exponent(text: &[u8]) -> Result<(bool, &[u8]), NotRead> {
    let (is_below, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(NotRead::NotANumber);
    }
    Ok((is_below, digits))
}

/// The number, with this sign before its fraction, and the point moved by as many places or by an exponent; as the core
/// reads it.
fn exact(number: &[u8], decimal: u8, places: u8, exponent: (bool, &[u8])) -> Result<Decimal, NotRead> {
    let mut plain = String::with_capacity(number.len() + 8);
    for sign in number {
        if sign.is_ascii_digit() {
            plain.push(char::from(*sign));
        } else if *sign == decimal {
            plain.push_str(if plain.is_empty() { "0." } else { "." });
        }
    }
    // "5." is a number half typed.
    if plain.ends_with('.') {
        plain.pop();
    }
    let (is_below, digits) = exponent;
    if places > 0 || !digits.is_empty() {
        plain.push_str(if is_below { "e-" } else { "e" });
    }
    if places > 0 {
        plain.push(char::from(b'0' + places));
    }
    plain.extend(digits.iter().map(|digit| char::from(*digit)));
    parse(&plain).map_err(|error| match error.code() {
        ErrorCode::TooManyDigits => NotRead::TooManyDigits,
        _ => NotRead::Exponent,
    })
}

#[cfg(test)]
mod tests {
    use super::super::locale::tests::{egyptian, french, german, hindi, russian, spanish, swiss_french, swiss_german};
    use super::*;
    use margin_core::plain;
    use proptest::prelude::*;

    fn locales() -> [Locale; 9] {
        [
            Locale::english(),
            german(),
            spanish(),
            french(),
            swiss_french(),
            russian(),
            swiss_german(),
            hindi(),
            egyptian(),
        ]
    }

    fn dollars(text: &str, locale: &Locale) -> Result<Decimal, NotRead> {
        read(text, "USD", locale)
    }

    #[test]
    fn reads_what_the_locale_writes() {
        for (text, locale, value) in [
            ("1000", Locale::english(), "1000"),
            ("1,000.50", Locale::english(), "1000.5"),
            (" 60,000 ", Locale::english(), "60000"),
            ("+5", Locale::english(), "5"),
            ("6.521e-05", Locale::english(), "0.00006521"),
            ("6,521e-05", german(), "0.00006521"),
            ("1.0E7", Locale::english(), "10000000"),
            ("1,000e+3", Locale::english(), "1000000"),
            ("39e\u{2212}07", Locale::english(), "0.0000039"),
            ("5.", Locale::english(), "5"),
            (".5", Locale::english(), "0.5"),
            ("0.00001234", Locale::english(), "0.00001234"),
            ("1.000,50", german(), "1000.5"),
            ("0,5", german(), "0.5"),
            ("1 234 567,5", swiss_french(), "1234567.5"),
            ("1\u{202f}234,5", swiss_french(), "1234.5"),
            ("1'234.5", swiss_german(), "1234.5"),
            ("12,34,567", hindi(), "1234567"),
            ("٦٠٬٠٠٠٫٥", egyptian(), "60000.5"),
            ("\u{61c}٥", egyptian(), "5"),
            ("60000", egyptian(), "60000"),
            ("1234", spanish(), "1234"),
        ] {
            assert_eq!(dollars(text, &locale).map(plain), Ok(value.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_people_paste_is_understood_in_every_locale() {
        for locale in locales() {
            for (text, value) in [
                ("$1000", "1000"),
                (" 1 000 ", "1000"),
                ("1000 USDT", "1000"),
                ("USD\u{a0}1000", "1000"),
                ("1.5k", "1500"),
                ("1,5 K", "1500"),
                ("1.234k", "1234"),
                ("2m", "2000000"),
                ("0.25b", "250000000"),
                ("3e-5", "0.00003"),
                ("1.5e-5", "0.000015"),
                ("1.234e5", "123400"),
                ("$61,250.50", "61250.5"),
                ("61.250,50 USD", "61250.5"),
                ("１２３．５", "123.5"),
                ("٥", "5"),
            ] {
                assert_eq!(dollars(text, &locale).map(plain), Ok(value.to_owned()), "{text}");
            }
        }
    }

    #[test]
    fn what_can_be_two_numbers_is_asked_about() {
        for (text, locale, first, second) in [
            ("1.234", german(), "1234", "1.234"),
            ("1.234 USD", spanish(), "1234", "1.234"),
            ("$60,000", german(), "60000", "60"),
            ("60.000", russian(), "60000", "60"),
            ("١.٢٣٤", egyptian(), "1234", "1.234"),
        ] {
            let number = |text: &str| parse(text).unwrap();
            let two = Meaning::Either { grouped: number(first), fractional: number(second) };
            assert_eq!(meaning(text, "USD", &locale), Ok(two), "{text}");
            assert_eq!(dollars(text, &locale), Err(NotRead::Ambiguous), "{text}");
        }
        assert_eq!(dollars("1.234 EUR", &german()), Err(NotRead::OtherUnit));
    }

    #[test]
    fn says_why_a_text_is_not_a_number() {
        for (text, locale, reason) in [
            ("", Locale::english(), NotRead::Empty),
            (" \u{a0} ", Locale::english(), NotRead::Empty),
            ("abc", Locale::english(), NotRead::NotANumber),
            ("12y", Locale::english(), NotRead::NotANumber),
            ("12x", Locale::english(), NotRead::OtherUnit),
            ("<b>1</b>", Locale::english(), NotRead::NotANumber),
            ("-", Locale::english(), NotRead::NotANumber),
            (".", Locale::english(), NotRead::NotANumber),
            ("1.2.3", Locale::english(), NotRead::TwoDecimalPoints),
            ("1,2,3", german(), NotRead::TwoDecimalPoints),
            ("1e41", Locale::english(), NotRead::Exponent),
            ("1.5E-41", Locale::english(), NotRead::Exponent),
            ("1e", Locale::english(), NotRead::NotANumber),
            ("e5", Locale::english(), NotRead::NotANumber),
            ("1e5e5", Locale::english(), NotRead::NotANumber),
            ("1e5.0", Locale::english(), NotRead::NotANumber),
            ("1e--5", Locale::english(), NotRead::NotANumber),
            ("1e5k", Locale::english(), NotRead::NotANumber),
            ("-1e5", Locale::english(), NotRead::Minus),
            ("1e-29", Locale::english(), NotRead::TooManyDigits),
            ("-5", Locale::english(), NotRead::Minus),
            ("\u{2212}5", Locale::english(), NotRead::Minus),
            ("\u{61c}-٥", egyptian(), NotRead::Minus),
            ("1,000,00", Locale::english(), NotRead::Separator),
            ("1_000", Locale::english(), NotRead::NotANumber),
            ("0.35 BTC", Locale::english(), NotRead::OtherUnit),
            (&"1".repeat(40), Locale::english(), NotRead::TooManyDigits),
            (&format!("0.{}1", "0".repeat(30)), Locale::english(), NotRead::TooManyDigits),
        ] {
            assert_eq!(dollars(text, &locale).unwrap_err(), reason, "{text}");
        }
    }

    #[test]
    fn hostile_lengths_are_refused() {
        for piece in ["1", " ", ",", "1,", "k", "٥", "e5", "-", "\u{61c}"] {
            assert!(dollars(&piece.repeat(100_000), &german()).is_err(), "{piece}");
        }
    }

    proptest! {
        /// What is written anywhere, sentence or field, is read as the same number, or asked about with that number among
        /// the two; what is written into a field is never asked about.
        #[test]
        fn what_is_written_is_read_back(mantissa in 0_u64..1_000_000_000_000, scale in 0_u32..12, nth in 0_usize..9) {
            let locale = &locales()[nth];
            let value = Decimal::try_new(i64::try_from(mantissa).unwrap(), scale).unwrap().normalize();
            match meaning(&locale.exact(value), "USD", locale) {
                Ok(Meaning::One(number) | Meaning::Either { grouped: number, .. }) => prop_assert_eq!(number, value),
                Err(why) => prop_assert!(false, "{:?}", why),
            }
            prop_assert_eq!(dollars(&locale.in_a_field(value), locale), Ok(value));
            prop_assert_eq!(dollars(&locale.with_unit(&locale.in_a_field(value), "USDT"), locale), Ok(value));
        }

        /// A number that is read is one of the two that its text can mean: without its separators, or with the last of
        /// them before the fraction. So it is never wrong by a factor of a thousand.
        #[test]
        fn a_number_is_one_of_the_two_that_its_text_can_mean(text in "[0-9]{0,4}([.,' ][0-9]{1,4}){0,3}", nth in 0_usize..9) {
            if let Ok(value) = dollars(&text, &locales()[nth]) {
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                let whole = parse(&digits(&text)).unwrap();
                let fraction = text
                    .rsplit_once(['.', ','])
                    .map(|(whole, fraction)| parse(&["0", &digits(whole), ".", &digits(fraction)].concat()).unwrap());
                prop_assert!(value == whole || Some(value) == fraction, "{} is read as {}", text, value);
            }
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,30}", unit in "\\PC{0,6}", nth in 0_usize..9) {
            let _ = read(&text, &unit, &locales()[nth]);
        }

        #[test]
        fn no_text_of_numbers_is_too_odd(text in "[-+−0-9٠-٩.,'’٬٫ ekKmMbB$€%×xUSDT]{0,24}", nth in 0_usize..9) {
            if let Ok(Meaning::Either { grouped, fractional }) = meaning(&text, "USD", &locales()[nth]) {
                prop_assert_eq!(fractional.checked_mul(Decimal::ONE_THOUSAND), Some(grouped));
            }
        }
    }
}
