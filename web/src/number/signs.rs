//! An entry in plain signs: what the world's keyboards and pages write in many ways, each in one.
//!
//! Digits are ASCII's, letters are capitals, and one sign stands for all that are written for each other: keyboards have
//! one space and one apostrophe, locales group with several of each. A byte a sign, so what reads them is small.

use super::Locale;

/// A decimal sign that is nothing else anywhere: Arabic's own.
pub(super) const ONLY_DECIMAL: u8 = b';';
/// A sign between groups that is nothing else anywhere: Arabic's own.
pub(super) const ONLY_GROUP: u8 = b':';
/// The sign of bitcoin.
pub(super) const BITCOIN: u8 = b'@';
/// A letter of another script, or another currency's sign.
const FOREIGN: u8 = b'?';
/// What is part of no number and of no unit.
const OTHER: u8 = b'<';

/// The text in plain signs.
pub(super) fn signs(text: &str, locale: &Locale) -> Vec<u8> {
    let mut signs = Vec::with_capacity(text.len());
    for character in text.chars() {
        // Marks of direction come along when a number is copied from a right-to-left text, and mean nothing.
        if !matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}') {
            signs.push(sign(character, locale));
        }
    }
    signs
}

/// The plain sign of a character.
pub(super) fn sign(character: char, locale: &Locale) -> u8 {
    let is = |own: &str| own.chars().eq([character]);
    let digit_after = |zero: u32| b'0' + (u32::from(character) - zero) as u8;
    match character {
        ';' | ':' | '@' | '?' => OTHER,
        '\t' => b' ',
        _ if character.is_ascii() => (character as u8).to_ascii_uppercase(),
        // Full width, as Chinese and Japanese keyboards write.
        '\u{ff01}'..='\u{ff5e}' => sign(char::from((u32::from(character) - 0xfee0) as u8), locale),
        // Arabic keyboards write their digits also where the locale does not.
        '\u{660}'..='\u{669}' => digit_after(0x660),
        '\u{6f0}'..='\u{6f9}' => digit_after(0x6f0),
        '\u{2212}' | '\u{2010}'..='\u{2015}' => b'-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => b' ',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => b'\'',
        '،' => b',',
        '٫' => ONLY_DECIMAL,
        '٬' => ONLY_GROUP,
        '٪' => b'%',
        '×' => b'X',
        '₿' => BITCOIN,
        _ if is(&locale.decimal) => ONLY_DECIMAL,
        _ if is(&locale.group) => ONLY_GROUP,
        _ => match locale.digits.iter().position(|own| *own == character) {
            Some(value) => b'0' + value as u8,
            None => FOREIGN,
        },
    }
}

/// Whether it can be part of a unit: a letter, a currency sign, a percent sign.
pub(super) const fn is_of_a_word(sign: u8) -> bool {
    matches!(sign, b'A'..=b'Z' | b'$' | b'%' | BITCOIN | FOREIGN)
}

#[cfg(test)]
mod tests {
    use super::super::locale::tests::{egyptian, german, hindi};
    use super::*;

    #[test]
    fn every_character_has_one_sign() {
        let nagari =
            Locale { digits: ['०', '१', '२', '३', '४', '५', '६', '७', '८', '९'], ..hindi() };
        assert_eq!(signs("7٧۷७７", &nagari), b"77777");
        assert_eq!(signs("1\u{a0}2\u{202f}3\u{3000}4\t5 ", &german()), b"1 2 3 4 5 ");
        assert_eq!(signs("1’2'3", &german()), b"1'2'3");
        assert_eq!(signs("\u{61c}−٥٫٥", &egyptian()), b"-5;5");
        assert_eq!(signs("usdT $％×", &german()), b"USDT $%X");
        assert_eq!(signs("円_;", &german()), [FOREIGN, b'_', OTHER]);
    }

    #[test]
    fn every_locale_s_own_separators_are_known() {
        let odd = Locale { group: "⹁".into(), decimal: "·".into(), ..german() };
        assert_eq!(signs("⹁·", &odd), [ONLY_GROUP, ONLY_DECIMAL]);
        assert_eq!(signs("·", &german()), [FOREIGN]);
    }
}
