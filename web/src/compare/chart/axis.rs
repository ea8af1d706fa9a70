//! The numbers along both axes, as many as there is room for and as short as they can be.

use super::picture::{Draft, SMALL_SIZE, Text, X_TICKS, Y_TICKS};
use super::place::width_of;
use super::ticks::Step;
use crate::number::{Rounding, Sign, approximate, rounded, significant_places};
use crate::number::{percent, tenths};
use crate::words::Message;
use margin_core::Decimal;

impl Draft<'_> {
    pub(super) fn x_ticks(&self) -> Vec<Text> {
        // As many as there is room for, given the widest of them.
        let mut parts = X_TICKS - 1;
        loop {
            let step = Step::cutting(self.plot.to - self.plot.from, parts);
            let texts: Vec<(Decimal, String)> = step
                .multiples(self.plot.from, self.plot.to)
                .map(|price| (price, self.axis_number(price, step)))
                .collect();
            let widest = texts.iter().map(|(_, text)| width_of(text, SMALL_SIZE)).fold(0.0, f64::max);
            let apart = self.frame.width * step.size() / (self.plot.to - self.plot.from);
            if parts == 1 || widest + 12.0 <= apart {
                return texts
                    .into_iter()
                    .take(X_TICKS)
                    .map(|(price, text)| Text {
                        x: percent(self.across.at(approximate(price))),
                        dx: String::new(),
                        y: tenths(self.frame.bottom + 20.0),
                        anchor: "middle",
                        text,
                    })
                    .collect();
            }
            parts -= 1;
        }
    }

    pub(super) fn y_ticks(&self) -> Vec<Text> {
        self.money_step
            .multiples(self.down.from, self.down.to)
            .take(Y_TICKS)
            .map(|money| Text {
                x: "-10".to_owned(),
                dx: String::new(),
                y: tenths(self.down.at(approximate(money))),
                anchor: "end",
                text: self.axis_number(money, self.money_step),
            })
            .collect()
    }

    /// A number of an axis: exact, and in thousands, millions or billions where it would be too long.
    fn axis_number(&self, value: Decimal, step: Step) -> String {
        let limit = if self.frame.short { 1e4 } else { 1e6 };
        if approximate(value.abs()) < limit || self.plot.to.max(self.down.to) < limit {
            let places = significant_places(rounded(step.size(), -12), 1, 0);
            return self.speaker.locale.number(value, 0, places, Rounding::Nearest, Sign::Negative);
        }
        self.compact(value, 6)
    }

    /// What is left, as a label says it: to the cent, on a narrow picture without those of a whole amount, and
    /// shorter where cents do not matter.
    pub(super) fn balance(&self, value: Decimal) -> String {
        if !self.plot.is_dollars {
            return self.speaker.short_coins(value, &self.plot.coin);
        }
        match approximate(value) {
            size if size < 1e5 && self.frame.short => self.speaker.locale.short_money(value),
            size if size < 1e5 => self.speaker.locale.money(value),
            size if size < 1e7 || !self.frame.short => {
                self.speaker.locale.number(value, 0, 0, Rounding::Nearest, Sign::Negative)
            }
            _ => self.compact(value, 3),
        }
    }

    /// In thousands, millions, billions or trillions.
    fn compact(&self, value: Decimal, places: usize) -> String {
        let (power, message) = match approximate(value.abs()) {
            size if size >= 1e12 => (12, Message::Trillions),
            size if size >= 1e9 => (9, Message::Billions),
            size if size >= 1e6 => (6, Message::Millions),
            _ => (3, Message::Thousands),
        };
        let scaled = value.checked_div(Decimal::from(10_u64.pow(power))).unwrap_or(value);
        let text = self.speaker.locale.number(scaled, 0, places, Rounding::Nearest, Sign::Negative);
        self.speaker.words.fill(message, &[("number", &text)])
    }
}
