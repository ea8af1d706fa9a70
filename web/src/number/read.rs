//! From what the reader typed to an exact decimal.
//!
//! The locale's own digits and separators are put into plain notation first; then the core's strict grammar decides.
//! Nothing is guessed: a separator that stands where the locale never puts one is refused, because "1.234" is a
//! thousand to one reader and one and a bit to another.

use super::Locale;
use margin_core::{Decimal, ErrorCode, parse};

/// Why a text is not a number the page accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Nothing is there.
    Empty,
    /// Something else than digits and separators is there.
    NotANumber,
    /// More than one decimal point.
    TwoDecimalPoints,
    /// A separator stands where the locale does not put one.
    Separator,
    /// An exponent beyond those that are read.
    Exponent,
    /// A number below zero.
    Minus,
    /// More digits than can be held exactly.
    TooManyDigits,
}

/// Reads a number as this locale writes it, or in plain digits with this locale's decimal separator. An exponent may
/// follow, as programs write it.
pub fn read(text: &str, locale: &Locale) -> Result<Decimal, NotRead> {
    let plain = plain_notation(text, locale)?;
    parse(&plain).map_err(|error| match error.code() {
        ErrorCode::TooManyDigits => NotRead::TooManyDigits,
        _ if plain.contains('e') => NotRead::Exponent,
        _ => NotRead::NotANumber,
    })
}

/// What one character of the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Digit(u8),
    Decimal,
    Group,
}

fn plain_notation(text: &str, locale: &Locale) -> Result<String, NotRead> {
    // Direction marks come along when a number is copied from a right-to-left text; they carry nothing.
    let is_mark = |character: &char| matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
    let characters: Vec<char> = text.trim().chars().filter(|character| !is_mark(character)).collect();
    let (first, rest) = characters.split_first().ok_or(NotRead::Empty)?;
    if matches!(first, '-' | '\u{2212}' | '\u{2010}'..='\u{2015}')
        && rest.iter().any(|next| digit(*next, locale).is_some())
    {
        return Err(NotRead::Minus);
    }
    let unsigned = if *first == '+' { rest } else { &characters };
    let (number, exponent) = split_exponent(unsigned, locale);
    let tokens: Vec<Token> =
        number.iter().map(|character| token(*character, locale)).collect::<Option<_>>().ok_or(NotRead::NotANumber)?;

    let points = tokens.iter().filter(|token| **token == Token::Decimal).count();
    if points > 1 {
        return Err(NotRead::TwoDecimalPoints);
    }
    let point = tokens.iter().position(|token| *token == Token::Decimal).unwrap_or(tokens.len());
    let (whole, fraction) = tokens.split_at(point);
    if !is_grouped(whole, locale) || fraction.contains(&Token::Group) {
        return Err(NotRead::Separator);
    }
    let mut plain: String = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Digit(digit) => Some(char::from(b'0' + digit)),
            Token::Decimal => Some('.'),
            Token::Group => None,
        })
        .collect();
    // "5." is a number half typed and ".5" a habit: neither can mean anything else.
    if plain.len() > 1 && plain.ends_with('.') {
        plain.pop();
    } else if plain.len() > 1 && plain.starts_with('.') {
        plain.insert(0, '0');
    }
    plain.extend(exponent);
    Ok(plain)
}

/// The value of a digit: the locale's own, or an ASCII one, which every keyboard has.
fn digit(character: char, locale: &Locale) -> Option<u8> {
    let own = locale.digits.iter().position(|own| *own == character).and_then(|value| u8::try_from(value).ok());
    own.or_else(|| character.to_digit(10).and_then(|value| u8::try_from(value).ok()))
}

fn token(character: char, locale: &Locale) -> Option<Token> {
    let is = |separator: &str| separator.chars().eq([character]);
    if let Some(digit) = digit(character, locale) {
        Some(Token::Digit(digit))
    } else if is(&locale.decimal) {
        Some(Token::Decimal)
    } else if is(&locale.group) || is_like(character, &locale.group) {
        Some(Token::Group)
    } else {
        None
    }
}

/// Keyboards have one space and one apostrophe; locales group with several of each.
fn is_like(character: char, group: &str) -> bool {
    let is_space = |character: char| matches!(character, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let is_apostrophe = |character: char| matches!(character, '\'' | '\u{2019}');
    group.chars().any(|own| (is_space(own) && is_space(character)) || (is_apostrophe(own) && is_apostrophe(character)))
}

/// The number before an exponent, and the exponent in plain notation: an `e`, and digits with or without a sign. All of
/// it is the number where that is not what follows.
fn split_exponent<'a>(characters: &'a [char], locale: &Locale) -> (&'a [char], Option<String>) {
    let exponent = characters.iter().position(|character| matches!(character, 'e' | 'E')).and_then(|at| {
        let (before, after) = (characters.get(..at)?, characters.get(at + 1..)?);
        let (sign, after) = match after.split_first() {
            Some(('-' | '\u{2212}', rest)) => ("e-", rest),
            Some(('+', rest)) => ("e", rest),
            _ => ("e", after),
        };
        let digits: Option<String> =
            after.iter().map(|next| digit(*next, locale).map(|digit| char::from(b'0' + digit))).collect();
        let digits = digits.filter(|digits| !before.is_empty() && !digits.is_empty())?;
        Some((before, [sign, &digits].concat()))
    });
    match exponent {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (characters, None),
    }
}

/// Whether group separators, if there are any, stand where the locale puts them.
fn is_grouped(whole: &[Token], locale: &Locale) -> bool {
    let groups: Vec<usize> = whole.split(|token| *token == Token::Group).map(<[Token]>::len).collect();
    let Some((last, upper)) = groups.split_last() else { return true };
    let Some((first, middle)) = upper.split_first() else { return true };
    *last == locale.primary_group
        && middle.iter().all(|digits| *digits == locale.secondary_group)
        && (1..=locale.secondary_group).contains(first)
}

#[cfg(test)]
mod tests {
    use super::super::locale::tests::{egyptian, german, hindi, spanish, swiss_french};
    use super::*;
    use margin_core::plain;

    #[test]
    fn reads_what_the_locale_writes() {
        let swiss_german = Locale { group: "\u{2019}".into(), ..Locale::english() };
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
            ("1.234", german(), "1234"),
            ("1 234 567,5", swiss_french(), "1234567.5"),
            ("1\u{202f}234,5", swiss_french(), "1234.5"),
            ("1'234.5", swiss_german, "1234.5"),
            ("12,34,567", hindi(), "1234567"),
            ("٦٠٬٠٠٠٫٥", egyptian(), "60000.5"),
            ("\u{61c}٥", egyptian(), "5"),
            ("60000", egyptian(), "60000"),
            ("1234", spanish(), "1234"),
            ("1.234", spanish(), "1234"),
        ] {
            assert_eq!(read(text, &locale).map(plain), Ok(value.to_owned()), "{text}");
        }
    }

    #[test]
    fn says_why_a_text_is_not_a_number() {
        for (text, locale, reason) in [
            ("", Locale::english(), NotRead::Empty),
            (" \u{a0} ", Locale::english(), NotRead::Empty),
            ("abc", Locale::english(), NotRead::NotANumber),
            ("12x", Locale::english(), NotRead::NotANumber),
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
            ("1.5e-5", german(), NotRead::Separator),
            ("-1e5", Locale::english(), NotRead::Minus),
            ("1e-29", Locale::english(), NotRead::TooManyDigits),
            ("-5", Locale::english(), NotRead::Minus),
            ("\u{2212}5", Locale::english(), NotRead::Minus),
            ("\u{61c}-٥", egyptian(), NotRead::Minus),
            ("1,23", Locale::english(), NotRead::Separator),
            ("0.5", german(), NotRead::Separator),
            ("1,000,00", Locale::english(), NotRead::Separator),
            ("1.000,5", Locale::english(), NotRead::Separator),
            ("٥", Locale::english(), NotRead::NotANumber),
            (&"1".repeat(40), Locale::english(), NotRead::TooManyDigits),
            (&format!("0.{}1", "0".repeat(30)), Locale::english(), NotRead::TooManyDigits),
        ] {
            assert_eq!(read(text, &locale).unwrap_err(), reason, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for locale in [Locale::english(), german(), spanish(), swiss_french(), hindi(), egyptian()] {
            for text in ["0", "7", "1234", "12345.678", "100000000000", "0.00001234"] {
                let value = parse(text).unwrap();
                assert_eq!(read(&locale.exact(value), &locale), Ok(value), "{text}");
            }
        }
    }
}
