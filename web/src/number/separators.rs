//! What the separators of a number mean: in this locale, and in every other that somebody may have copied it from.
//!
//! A number is read in both ways it can be meant: all its separators stand between groups, or one of them is the decimal
//! sign. Groups have three digits (in India two, above the last three), a first one does not begin with a zero, and one
//! sign stands between all of them; so "0.2134", "61250.5" and "1.234,5" can each be one number alone, in whatever
//! locale. Two are left only where a number has one separator with three digits after it.

use super::signs::{ONLY_DECIMAL, ONLY_GROUP, sign};
use super::{Locale, NotRead};

/// Which signs of a number are what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    /// None is the decimal sign.
    Grouped,
    /// This one is.
    Decimal(u8),
    /// This one is, or none.
    Either(u8),
}

/// What the separators of a number are; the number is in plain signs. `is_scaled`: an exponent or a factor follows it.
pub(super) fn usage(number: &[u8], is_scaled: bool, locale: &Locale) -> Result<Usage, NotRead> {
    let is_grouped = is_grouped(number, locale);
    let decimal = [b'.', b',', ONLY_DECIMAL].into_iter().find(|sign| has_fraction(number, *sign, locale));
    match (is_grouped, decimal) {
        (true, None) => Ok(Usage::Grouped),
        (false, Some(sign)) => Ok(Usage::Decimal(sign)),
        (true, Some(sign)) => Ok(likely(sign, number, is_scaled, locale)),
        (false, None) => Err(refusal(number, locale)),
    }
}

/// The sign of one of a locale's own separators.
fn own(separator: &str, locale: &Locale) -> u8 {
    separator.chars().next().map_or(0, |separator| sign(separator, locale))
}

/// What the one separator of a number is, where three digits follow it.
///
/// Whoever writes decimal points is understood by them and by the groups of the locale: in English "1,234" and "1.234"
/// are never anything else. Whoever writes decimal commas lives among the numbers of programs and of exchanges, which have
/// points: "1.234" is a thousand as they write it and one and a bit as they paste it, also in French and Russian, which
/// group by spaces. A decimal comma is their own, and is asked about only before digits that end with a zero: nobody writes
/// 60 as "60,000", and an exchange writes sixty thousand so. Being asked costs a tap; a wrong guess, a factor of a thousand.
///
/// An exponent or a factor ("1.234e5", "1.234k") follows a decimal sign: nobody groups the digits before it.
fn likely(sign: u8, number: &[u8], is_scaled: bool, locale: &Locale) -> Usage {
    let decimal = own(&locale.decimal, locale);
    let has_points = decimal == b'.';
    let is_sure = has_points || is_scaled || !number.ends_with(b"0");
    if has_points && own(&locale.group, locale) == sign {
        Usage::Grouped
    } else if (decimal == sign && is_sure) || (is_scaled && sign == b'.') {
        Usage::Decimal(sign)
    } else {
        Usage::Either(sign)
    }
}

/// Whether this sign, once, is before the fraction of the number. ".5" is a habit, "5." a number half typed, and neither
/// can mean anything else.
fn has_fraction(number: &[u8], decimal: u8, locale: &Locale) -> bool {
    let Some(at) = number.iter().position(|sign| *sign == decimal) else { return false };
    let (whole, fraction) = (&number[..at], &number[at + 1..]);
    number.len() > 1 && is_digits(fraction) && (whole.is_empty() || is_grouped(whole, locale))
}

/// Whether the separators before a fraction, if there are any, stand between groups.
fn is_grouped(whole: &[u8], locale: &Locale) -> bool {
    let Some(sign) = whole.iter().find(|sign| !sign.is_ascii_digit()) else { return !whole.is_empty() };
    if !matches!(*sign, b'.' | b',' | b' ' | b'\'' | ONLY_GROUP) {
        return false;
    }
    let (mut is_of_three, mut is_of_two) = (true, *sign == b',' || locale.secondary_group == 2);
    // From the last group to the first, which may be shorter than those between.
    let mut length = 0;
    for (nth, group) in whole.rsplit(|other| other == sign).enumerate() {
        if nth > 1 {
            is_of_three &= length == 3;
            is_of_two &= length == 2;
        }
        length = group.len();
        if !is_digits(group) || (nth == 0 && length != 3) {
            return false;
        }
    }
    let is_short = |longest: usize| (1..=longest).contains(&length);
    !whole.starts_with(b"0") && ((is_of_three && is_short(3)) || (is_of_two && is_short(2)))
}

fn is_digits(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_digit)
}

fn refusal(number: &[u8], locale: &Locale) -> NotRead {
    let decimal = own(&locale.decimal, locale);
    if number.iter().any(|sign| !matches!(*sign, b'0'..=b'9' | b'.' | b',' | b' ' | b'\'' | ONLY_DECIMAL | ONLY_GROUP))
        || !number.iter().any(u8::is_ascii_digit)
    {
        NotRead::NotANumber
    } else if number.iter().filter(|sign| **sign == decimal).count() > 1 {
        NotRead::TwoDecimalPoints
    } else {
        NotRead::Separator
    }
}

#[cfg(test)]
mod tests {
    use super::super::locale::tests::{egyptian, french, german, hindi, russian, spanish, swiss_french, swiss_german};
    use super::super::read::meaning;
    use super::super::{Locale, Meaning};
    use margin_core::plain;

    /// What a text means: a number, two with a stroke between them, or nothing.
    fn meant(text: &str, locale: &Locale) -> String {
        match meaning(text, "", locale) {
            Ok(Meaning::One(number)) => plain(number),
            Ok(Meaning::Either { grouped, fractional }) => [grouped, fractional].map(plain).join("|"),
            Err(_) => String::new(),
        }
    }

    /// The locales of the issue, and others that write like them: English is also Korean and Chinese, German also Turkish,
    /// Vietnamese, Brazilian and Indonesian.
    fn locales() -> [(&'static str, Locale); 9] {
        [
            ("en", Locale::english()),
            ("de", german()),
            ("es", spanish()),
            ("fr", french()),
            ("fr-CH", swiss_french()),
            ("ru", russian()),
            ("de-CH", swiss_german()),
            ("hi", hindi()),
            ("ar-EG", egyptian()),
        ]
    }

    #[test]
    fn what_can_mean_one_number_is_that_number_in_every_locale() {
        for (name, locale) in locales() {
            for (text, number) in [
                ("0.2134", "0.2134"),
                ("0,2134", "0.2134"),
                ("0.213", "0.213"),
                ("0,213", "0.213"),
                ("61250.5", "61250.5"),
                ("61250,5", "61250.5"),
                ("1234.567", "1234.567"),
                ("1234,567", "1234.567"),
                ("1.5", "1.5"),
                ("1,5", "1.5"),
                ("1.23", "1.23"),
                ("1,23", "1.23"),
                ("1.234,5", "1234.5"),
                ("1,234.5", "1234.5"),
                ("1.234,567", "1234.567"),
                ("1,234.567", "1234.567"),
                ("1.234.567", "1234567"),
                ("1,234,567", "1234567"),
                ("1,234,567.8", "1234567.8"),
                ("1,00,000", "100000"),
                ("12,34,567.8", "1234567.8"),
                ("1 234", "1234"),
                ("1\u{a0}234\u{a0}567,8", "1234567.8"),
                ("1\u{202f}234.5", "1234.5"),
                ("1'234", "1234"),
                ("1’234.567", "1234.567"),
                ("1'234,5", "1234.5"),
                ("٦٠٬٠٠٠٫٥", "60000.5"),
                ("٦٠٬٠٠٠", "60000"),
                ("٠٫٢١٣", "0.213"),
                ("۱۲۳", "123"),
                (".5", "0.5"),
                (",5", "0.5"),
                ("5.", "5"),
                ("5,", "5"),
                ("0001500", "1500"),
            ] {
                assert_eq!(meant(text, &locale), number, "{text} in {name}");
            }
        }
    }

    #[test]
    fn what_can_mean_two_is_asked_about_where_both_are_likely() {
        // The locale, and what "1.234", "1,234", "60.000" and "60,000" mean in it.
        for (name, point, comma, round_point, round_comma) in [
            ("en", "1.234", "1234", "60", "60000"),
            ("hi", "1.234", "1234", "60", "60000"),
            ("de", "1234|1.234", "1.234", "60000|60", "60000|60"),
            ("es", "1234|1.234", "1.234", "60000|60", "60000|60"),
            ("fr", "1234|1.234", "1.234", "60000|60", "60000|60"),
            ("fr-CH", "1234|1.234", "1.234", "60000|60", "60000|60"),
            ("ru", "1234|1.234", "1.234", "60000|60", "60000|60"),
            // Points are theirs, commas are nothing of theirs.
            ("de-CH", "1.234", "1234|1.234", "60", "60000|60"),
            ("ar-EG", "1234|1.234", "1234|1.234", "60000|60", "60000|60"),
        ] {
            let (_, locale) = locales().into_iter().find(|(known, _)| *known == name).unwrap();
            for (text, number) in [("1.234", point), ("1,234", comma), ("60.000", round_point), ("60,000", round_comma)]
            {
                assert_eq!(meant(text, &locale), number, "{text} in {name}");
            }
        }
    }

    #[test]
    fn what_can_mean_nothing_is_refused_in_every_locale() {
        for (name, locale) in locales() {
            for text in [
                "",
                ".",
                ",",
                "1,000,00",
                "1.2.3,4",
                "1,23.5",
                "1.23,456.7",
                "1 23",
                "1'23",
                "1..5",
                "1.234 567",
                "0,123,456",
                "1,2345,678",
                "12.34.567x",
                "1_000",
                "٦٠٫٠٠٠٫٥",
            ] {
                assert_eq!(meant(text, &locale), "", "{text} in {name}");
            }
        }
    }

    #[test]
    fn what_follows_a_factor_has_a_decimal_sign() {
        for (text, locale, number) in [
            ("1.234k", german(), "1234"),
            ("1,500k", german(), "1500"),
            ("1.234e5", russian(), "123400"),
            ("1,500k", Locale::english(), "1500000"),
        ] {
            assert_eq!(meant(text, &locale), number, "{text}");
        }
    }
}
