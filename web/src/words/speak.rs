//! A text of the catalogue, filled with the reader's own numbers.

use super::{Catalogue, Message};
use crate::number::{Locale, NotRead, Rounding, SIZE_FIGURES, Sign, significant_places};
use margin_core::Decimal;
use margin_venues::same_money;

/// The language and the locale: what every text with a number in it needs.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The words.
    pub words: &'a Catalogue,
    /// How numbers are written.
    pub locale: &'a Locale,
}

impl Speaker<'_> {
    /// A maintenance rate in percent, exactly.
    pub fn rate(&self, rate: Decimal) -> String {
        self.locale.percent(rate, significant_places(rate, 1, 0).saturating_sub(2).max(2), Sign::Negative)
    }

    /// A leverage: "10×".
    pub fn leverage(&self, leverage: Decimal) -> String {
        self.locale.exact(leverage) + self.words.text(Message::UnitLeverage)
    }

    /// A size with its unit: five significant figures.
    pub fn size(&self, size: Decimal, unit: &str) -> String {
        let places = significant_places(size, SIZE_FIGURES, 0);
        self.locale.with_unit(&self.locale.number(size, 0, places, Rounding::Nearest, Sign::Negative), unit)
    }

    /// A whole number.
    pub fn count(&self, count: usize) -> String {
        self.locale.exact(Decimal::from(count))
    }

    /// Money with its unit, as a sentence says it.
    pub fn money(&self, value: Decimal) -> String {
        self.locale.with_unit(&self.locale.short_money(value), self.words.text(Message::UnitMoney))
    }

    /// An amount of a coin without its name: dollars without the cents of a whole amount, other coins to five figures.
    pub fn short_coins(&self, value: Decimal, coin: &str) -> String {
        if same_money(coin, "USD") {
            return self.locale.short_money(value);
        }
        self.locale.number(value, 0, significant_places(value, 5, 2), Rounding::Nearest, Sign::Negative)
    }

    /// The same with its name.
    pub fn with_coin(&self, number: &str, coin: &str) -> String {
        self.locale.with_unit(number, coin)
    }

    /// Why a text is not a number of a field that counts in this unit.
    pub fn not_read(&self, why: NotRead, unit: &str) -> String {
        let message = match why {
            NotRead::Empty => Message::Empty,
            NotRead::NotANumber => Message::NotANumber,
            NotRead::TwoDecimalPoints => Message::TwoDecimalPoints,
            NotRead::Separator => Message::Separator,
            NotRead::Exponent => Message::Exponent,
            NotRead::Minus => Message::Minus,
            NotRead::TooManyDigits => Message::TooManyDigits,
            NotRead::OtherUnit => Message::OtherUnit,
            NotRead::Ambiguous => Message::WhichNumber,
        };
        let example = self.locale.exact(Decimal::new(12_345_675, 1));
        self.words.fill(message, &[("example", &example), ("unit", unit)])
    }

    /// A date of the form 2026-09-29 as it is written in this language; anything else as it is.
    pub fn date(&self, iso: &str) -> String {
        let mut parts = iso.splitn(3, '-');
        let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
            return iso.to_owned();
        };
        let index = month.parse::<usize>().unwrap_or(0).wrapping_sub(1);
        let Some(month) = self.words.text(Message::Months).split(' ').nth(index) else { return iso.to_owned() };
        let parameters = [("day", day.trim_start_matches('0')), ("month", month), ("year", year)];
        self.words.fill(Message::Date, &parameters).replace(' ', "\u{a0}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out() {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        assert_eq!(speaker.date("2026-09-29"), "29\u{a0}Sep\u{a0}2026");
        assert_eq!(speaker.date("soon"), "soon");
    }
}
