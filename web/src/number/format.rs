//! From an exact decimal to what the reader sees: rounded in a named direction, grouped, in the locale's own digits.

use super::locale::NO_BREAK_SPACE;
use super::{Locale, NotRead, read};
use margin_core::{Decimal, plain};
use std::fmt::Write as _;

/// Where a number goes that has more places than are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest; a tie goes away from zero. Money and ratios.
    Nearest,
    /// Toward +∞. The price below which a long is liquidated: the careful side.
    Up,
    /// Toward −∞. The price above which a short is liquidated.
    Down,
}

/// Whether a number above zero carries its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Only below zero.
    Negative,
    /// Always, except at zero: gain and loss.
    Always,
}

/// A decimal as digits: the sign, and the digits before and after the point.
struct Digits {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Digits {
    fn of(value: Decimal) -> Self {
        let text = plain(value);
        let unsigned = text.strip_prefix('-').unwrap_or(&text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        Self { negative: text.starts_with('-'), whole: whole.to_owned(), fraction: fraction.to_owned() }
    }

    /// Cut to `places` after the point, and one unit of the last place more where the direction says so.
    fn rounded(mut self, places: usize, rounding: Rounding) -> Self {
        if self.fraction.len() <= places {
            return self;
        }
        let cut = self.fraction.split_off(places);
        let away = match rounding {
            Rounding::Nearest => cut.as_bytes()[0] >= b'5',
            Rounding::Up => !self.negative,
            Rounding::Down => self.negative,
        };
        if away {
            self.add_one_unit();
        }
        if self.whole.bytes().chain(self.fraction.bytes()).all(|digit| digit == b'0') {
            self.negative = false;
        }
        self
    }

    fn add_one_unit(&mut self) {
        let places = self.fraction.len();
        let mut digits: Vec<u8> = self.whole.bytes().chain(self.fraction.bytes()).collect();
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            carry = *digit == b'9';
            *digit = if carry { b'0' } else { *digit + 1 };
            if !carry {
                break;
            }
        }
        if carry {
            digits.insert(0, b'1');
        }
        let fraction = digits.split_off(digits.len() - places);
        let text = |digits: Vec<u8>| digits.into_iter().map(char::from).collect();
        (self.whole, self.fraction) = (text(digits), text(fraction));
    }

    fn with_at_least(mut self, places: usize) -> Self {
        while self.fraction.len() > places && self.fraction.ends_with('0') {
            self.fraction.pop();
        }
        while self.fraction.len() < places {
            self.fraction.push('0');
        }
        self
    }
}

impl Locale {
    /// The number with between `at_least` and `at_most` places, and no zeros at the end beyond the first of them.
    pub fn number(&self, value: Decimal, at_least: usize, at_most: usize, rounding: Rounding, sign: Sign) -> String {
        self.isolated(self.bare(value, at_least, at_most, rounding, sign))
    }

    /// A number that keeps its place in a sentence of another direction.
    fn isolated(&self, number: String) -> String {
        if self.is_isolated { ["\u{2068}", &number, "\u{2069}"].concat() } else { number }
    }

    /// The same, for a place where it stands alone.
    pub fn bare(&self, value: Decimal, at_least: usize, at_most: usize, rounding: Rounding, sign: Sign) -> String {
        self.written(value, [at_least, at_most], rounding, sign, true)
    }

    #[inline(never)]
    fn written(
        &self,
        value: Decimal,
        [at_least, at_most]: [usize; 2],
        rounding: Rounding,
        sign: Sign,
        is_grouped: bool,
    ) -> String {
        let digits = Digits::of(value).rounded(at_most, rounding).with_at_least(at_least);
        let is_zero = digits.whole.bytes().chain(digits.fraction.bytes()).all(|digit| digit == b'0');
        let mut text = String::with_capacity(digits.whole.len() * 2 + digits.fraction.len() + 4);
        if digits.negative {
            text.push_str(&self.minus);
        } else if sign == Sign::Always && !is_zero {
            text.push_str(&self.plus);
        }
        if is_grouped && digits.whole.len() >= self.primary_group + self.minimum_grouping {
            self.push_grouped(&mut text, &digits.whole);
        } else {
            self.push_digits(&mut text, &digits.whole);
        }
        if !digits.fraction.is_empty() {
            text.push_str(&self.decimal);
            self.push_digits(&mut text, &digits.fraction);
        }
        text
    }

    fn push_digits(&self, text: &mut String, ascii: &str) {
        ascii.bytes().for_each(|digit| self.push_digit(text, digit));
    }

    fn push_digit(&self, text: &mut String, ascii: u8) {
        text.push(self.digits[usize::from(ascii - b'0') % 10]);
    }

    /// Digit by digit: a slice of a text that goes wrong prints characters, which alone is four kilobytes of the module.
    fn push_grouped(&self, text: &mut String, whole: &str) {
        for (before, digit) in whole.bytes().enumerate() {
            // Digits that are ahead of the last group, and not yet written.
            let upper = (whole.len() - before).checked_sub(self.primary_group);
            if before > 0 && upper.is_some_and(|upper| upper % self.secondary_group == 0) {
                text.push_str(&self.group);
            }
            self.push_digit(text, digit);
        }
    }

    /// Money to the cent; an amount below a tenth keeps its first figures.
    pub fn money(&self, value: Decimal) -> String {
        self.number(value, 2, money_places(value), Rounding::Nearest, Sign::Negative)
    }

    /// Money as a sentence says it: "100", not "100.00", but "99.50".
    pub fn short_money(&self, value: Decimal) -> String {
        let cents = Digits::of(value).rounded(money_places(value), Rounding::Nearest).with_at_least(0);
        let at_least = if cents.fraction.is_empty() { 0 } else { 2 };
        self.number(value, at_least, money_places(value), Rounding::Nearest, Sign::Negative)
    }

    /// Profit or loss: money that always carries its sign.
    pub fn profit(&self, value: Decimal) -> String {
        self.number(value, 2, money_places(value), Rounding::Nearest, Sign::Always)
    }

    /// A price, with as many places as its size asks for.
    pub fn price(&self, value: Decimal, rounding: Rounding) -> String {
        self.number(value, 2, price_places(value), rounding, Sign::Negative)
    }

    /// A ratio in percent: 0.0963… with two places is "9.64%".
    pub fn percent(&self, ratio: Decimal, places: usize, sign: Sign) -> String {
        // Moving the point is exact; only a number near the largest there is could overflow.
        let hundredfold = ratio.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(ratio);
        let mut text = self.percent.0.clone();
        text.push_str(&self.bare(hundredfold, places, places, Rounding::Nearest, sign));
        text.push_str(&self.percent.1);
        self.isolated(text)
    }

    /// The number exactly as it is.
    pub fn exact(&self, value: Decimal) -> String {
        self.number(value, 0, usize::MAX, Rounding::Nearest, Sign::Negative)
    }

    /// The number exactly as it is, alone in a text field.
    pub fn in_a_field(&self, value: Decimal) -> String {
        self.in_a_field_to(value, usize::MAX, Rounding::Nearest)
    }

    /// A number with at most so many places, alone in a text field: what stands there is read when the reader changes a
    /// part of it, so it is not grouped where its groups would be asked about.
    pub fn in_a_field_to(&self, value: Decimal, at_most: usize, rounding: Rounding) -> String {
        let written = |is_grouped| self.written(value, [0, at_most], rounding, Sign::Negative, is_grouped);
        let text = written(true);
        if read(&text, "", self) == Err(NotRead::Ambiguous) { written(false) } else { text }
    }

    /// A number and its unit, which stay on one line.
    pub fn with_unit(&self, number: &str, unit: &str) -> String {
        let mut text = String::with_capacity(number.len() + unit.len() + 2);
        let _ = write!(text, "{number}{NO_BREAK_SPACE}{unit}");
        text
    }
}

/// How many places show `figures` significant ones, at least `at_least`.
pub fn significant_places(value: Decimal, figures: usize, at_least: usize) -> usize {
    let digits = Digits::of(value);
    if digits.whole != "0" {
        return at_least.max(figures.saturating_sub(digits.whole.len()));
    }
    let leading_zeros = digits.fraction.bytes().take_while(|digit| *digit == b'0').count();
    at_least.max(leading_zeros + figures)
}

/// The least money an amount is shown to: 0.01.
pub const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// How many figures of a size are shown.
pub const SIZE_FIGURES: usize = 5;

/// Six significant figures, and cents at least: 54,216.87, 187.345, 0.0000123457.
pub fn price_places(value: Decimal) -> usize {
    significant_places(value, 6, 2)
}

/// Cents; below a tenth, the first two figures.
fn money_places(value: Decimal) -> usize {
    if value.abs() < Decimal::new(1, 1) && !value.is_zero() { significant_places(value, 2, 2) } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::super::locale::tests::{egyptian, german, hindi, spanish, swiss_french};
    use super::*;
    use margin_core::parse;

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn every_locale_writes_money_its_own_way() {
        let table = [
            (Locale::english(), "1,234,567.89", "\u{2212}12.00", "9.6%", "1,234"),
            (german(), "1.234.567,89", "\u{2212}12,00", "9,6\u{a0}%", "1.234"),
            (spanish(), "1.234.567,89", "\u{2212}12,00", "9,6\u{a0}%", "1234"),
            (swiss_french(), "1\u{202f}234\u{202f}567,89", "\u{2212}12,00", "9,6\u{202f}%", "1\u{202f}234"),
            (hindi(), "12,34,567.89", "\u{2212}12.00", "9.6%", "1,234"),
            (
                egyptian(),
                "\u{2068}١٬٢٣٤٬٥٦٧٫٨٩\u{2069}",
                "\u{2068}\u{61c}-١٢٫٠٠\u{2069}",
                "\u{2068}٩٫٦٪\u{61c}\u{2069}",
                "\u{2068}١٬٢٣٤\u{2069}",
            ),
        ];
        for (locale, million, loss, percent, thousand) in table {
            assert_eq!(locale.money(decimal("1234567.885")), million);
            assert_eq!(locale.profit(decimal("-12")), loss);
            assert_eq!(locale.percent(decimal("0.09638"), 1, Sign::Negative), percent);
            assert_eq!(locale.short_money(decimal("1234")), thousand);
        }
    }

    #[test]
    fn a_field_holds_the_number_alone() {
        assert_eq!(egyptian().in_a_field(decimal("1234.5")), "١٬٢٣٤٫٥");
        assert_eq!(Locale::english().in_a_field(decimal("60000")), "60,000");
        // "60.000" would be asked about.
        for (value, shown) in [("60000", "60000"), ("60000.5", "60.000,5"), ("1000000", "1.000.000"), ("1.5", "1,5")] {
            assert_eq!(german().in_a_field(decimal(value)), shown);
        }
        assert_eq!(german().exact(decimal("60000")), "60.000");
        assert!(!german().is_isolated && !hindi().is_isolated);
    }

    #[test]
    fn groups_at_every_length() {
        let english = Locale::english();
        for (value, shown, indian) in [
            ("1", "1", "1"),
            ("123", "123", "123"),
            ("1234", "1,234", "1,234"),
            ("12345", "12,345", "12,345"),
            ("123456", "123,456", "1,23,456"),
            ("1234567", "1,234,567", "12,34,567"),
            ("100000000000", "100,000,000,000", "1,00,00,00,00,000"),
        ] {
            assert_eq!(english.exact(decimal(value)), shown);
            assert_eq!(hindi().exact(decimal(value)), indian);
        }
    }

    #[test]
    fn prices_keep_the_figures_their_size_asks_for() {
        let english = Locale::english();
        for (value, below, above) in [
            ("54216.8674698795180722891566", "54,216.87", "54,216.86"),
            ("60000", "60,000.00", "60,000.00"),
            ("999.999999", "1,000.00", "999.999"),
            ("187.3456789", "187.346", "187.345"),
            ("1.23456789", "1.23457", "1.23456"),
            ("0.00001234", "0.00001234", "0.00001234"),
            ("0.0000123456789", "0.0000123457", "0.0000123456"),
            ("123456789012.345", "123,456,789,012.35", "123,456,789,012.34"),
            ("0.5", "0.50", "0.50"),
        ] {
            assert_eq!(english.price(decimal(value), Rounding::Up), below, "{value} up");
            assert_eq!(english.price(decimal(value), Rounding::Down), above, "{value} down");
        }
    }

    #[test]
    fn every_direction_rounds_as_it_says() {
        let english = Locale::english();
        for (value, nearest, up, down) in [
            ("1.005", "1.01", "1.01", "1.00"),
            ("-1.005", "−1.01", "−1.00", "−1.01"),
            ("0.004", "0.00", "0.01", "0.00"),
            ("-0.004", "0.00", "0.00", "−0.01"),
            ("9.999", "10.00", "10.00", "9.99"),
            ("-99.999", "−100.00", "−99.99", "−100.00"),
        ] {
            let shown = |rounding| english.number(decimal(value), 2, 2, rounding, Sign::Negative);
            assert_eq!(shown(Rounding::Nearest), nearest, "{value}");
            assert_eq!(shown(Rounding::Up), up, "{value}");
            assert_eq!(shown(Rounding::Down), down, "{value}");
        }
    }

    #[test]
    fn gain_and_loss_carry_a_sign_and_zero_does_not() {
        let english = Locale::english();
        assert_eq!(english.profit(decimal("12")), "+12.00");
        assert_eq!(english.profit(decimal("0")), "0.00");
        assert_eq!(english.percent(decimal("-0.5"), 1, Sign::Always), "−50.0%");
        assert_eq!(english.percent(decimal("0"), 1, Sign::Always), "0.0%");
    }

    #[test]
    fn small_money_keeps_its_figures() {
        let english = Locale::english();
        assert_eq!(english.money(decimal("0.00123")), "0.0012");
        assert_eq!(english.short_money(decimal("99.5")), "99.50");
        assert_eq!(english.short_money(decimal("99.999")), "100");
        assert_eq!(english.exact(decimal("0.00001234")), "0.00001234");
        assert_eq!(english.with_unit("100", "USD"), "100\u{a0}USD");
    }
}
