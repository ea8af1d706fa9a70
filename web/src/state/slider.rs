//! The scale of a slider: which number a position of the thumb means, and the reverse.
//!
//! A native range is linear, and its positions here are plain steps from 0 to [`Slider::STEPS`]; the scale between
//! them and the numbers is logarithmic for everything but the mark price, whose slider is the axis of the picture.
//! Numbers a slider gives are round, and never outside what the field accepts: the thumb stops there.

use super::limits::slider_leverage;
use super::{Field, Inputs, limits};
use crate::number::{approximate, between, rounded};
use margin_core::Decimal;

/// The scale of one slider, for one state of the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slider {
    scale: Scale,
    from: f64,
    to: f64,
    round: Round,
    lowest: Decimal,
    highest: Decimal,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Scale {
    Linear,
    Logarithmic,
}

/// How the numbers of a slider are rounded.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Round {
    /// To so many significant figures.
    Figures(i32),
    /// To multiples of this power of ten.
    Unit(i32),
}

impl Slider {
    /// The positions of the thumb, from 0.
    pub const STEPS: u32 = 1000;

    /// The scale of a field's slider. `anchor` is the state as it was when last set by anything but a slider: the
    /// ranges of money and price depend on it alone, so they stand still while a thumb is dragged.
    pub fn new(inputs: &Inputs, anchor: &Inputs, field: Field) -> Self {
        let allowed = limits(inputs, field);
        let logarithmic = |from: f64, to: f64, round: Round| Self {
            scale: Scale::Logarithmic,
            from,
            to,
            round,
            lowest: allowed.minimum,
            highest: allowed.maximum,
        };
        match field {
            Field::Leverage => {
                let most = approximate(slider_leverage(inputs));
                logarithmic(1.0, most, Round::Unit(0))
            }
            Field::Margin => {
                let (from, to) = (approximate(allowed.minimum), approximate(allowed.maximum));
                logarithmic(from, to, Round::Figures(3))
            }
            Field::Value | Field::Wallet => {
                let decade = approximate(anchor.get(field)).max(1e-12).log10();
                let from = 10_f64.powi((decade.floor() as i32).min(1));
                let to = 10_f64.powi((decade.ceil() as i32 + 1).clamp(6, 15));
                logarithmic(from, to, Round::Figures(2))
            }
            Field::Entry | Field::Mark | Field::Rate => {
                let middle = approximate(anchor.get(Field::Entry));
                logarithmic(middle / 5.0, middle * 5.0, Round::Figures(3))
            }
        }
    }

    /// The scale of the mark price: the axis of the picture.
    pub fn along(from: f64, to: f64, inputs: &Inputs) -> Self {
        let allowed = limits(inputs, Field::Mark);
        // About one unit a pixel of a wide picture.
        let unit = ((to - from) / 400.0).max(1e-12).log10().floor() as i32;
        // An axis that begins at 0 has a price there that no market has: the lowest is the first unit.
        let lowest = rounded(from.max(10_f64.powi(unit)), unit).max(allowed.minimum);
        Self { scale: Scale::Linear, from, to, round: Round::Unit(unit), lowest, highest: allowed.maximum }
    }

    /// Where the thumb stands for a number: 0 at the left end, 1 at the right.
    pub fn fraction(&self, value: Decimal) -> f64 {
        let value = approximate(value);
        let fraction = match self.scale {
            Scale::Linear => (value - self.from) / (self.to - self.from),
            Scale::Logarithmic => (value / self.from).ln() / (self.to / self.from).ln(),
        };
        if fraction.is_nan() { 0.0 } else { between(fraction, 0.0, 1.0) }
    }

    /// The position of the thumb for a number.
    pub fn position(&self, value: Decimal) -> u32 {
        (self.fraction(value) * f64::from(Self::STEPS)).round() as u32
    }

    /// Which part of the scale can be reached, as fractions of it.
    pub fn reachable(&self) -> (f64, f64) {
        (self.fraction(self.lowest), self.fraction(self.highest))
    }

    /// The round number at a fraction of the scale.
    pub fn value_at(&self, fraction: f64) -> Decimal {
        let fraction = between(fraction, 0.0, 1.0);
        let value = match self.scale {
            Scale::Linear => self.from + fraction * (self.to - self.from),
            Scale::Logarithmic => self.from * (self.to / self.from).powf(fraction),
        };
        self.within(rounded(value, exponent(self.round, value)))
    }

    /// The number after the thumb went from where `current` has it to `position`.
    ///
    /// One step at a time is the keyboard, or a screen reader: each must change the number, so it goes to the next
    /// round one. A hand on the thumb gets what is under it.
    pub fn moved(&self, current: Decimal, position: u32, by_hand: bool) -> Decimal {
        let before = self.position(current);
        if !by_hand && position.abs_diff(before) == 1 {
            return self.next(current, position > before);
        }
        match position {
            0 => self.start(),
            Self::STEPS => self.end(),
            _ => self.value_at(f64::from(position) / f64::from(Self::STEPS)),
        }
    }

    /// The left end of the scale: exactly what is allowed where that is the end.
    fn start(&self) -> Decimal {
        if approximate(self.lowest) < self.from { self.value_at(0.0) } else { self.within(self.lowest) }
    }

    /// The right end of the scale: exactly what is allowed where that is the end.
    fn end(&self) -> Decimal {
        if approximate(self.highest) <= self.to { self.highest } else { self.value_at(1.0) }
    }

    /// The next round number above or below.
    fn next(&self, current: Decimal, above: bool) -> Decimal {
        let value = approximate(current);
        let mut unit = exponent(self.round, value * (1.0 + 1e-12));
        let units = |unit: i32| value / 10_f64.powi(unit);
        if above {
            let next = (units(unit) + 1e-6).floor() + 1.0;
            return self.within(rounded(next * 10_f64.powi(unit), unit));
        }
        // Below a power of ten the figures are finer.
        if let Round::Figures(figures) = self.round
            && units(unit) <= 10_f64.powi(figures - 1) + 1e-6
        {
            unit -= 1;
        }
        let next = (units(unit) - 1e-6).ceil() - 1.0;
        self.within(rounded(next * 10_f64.powi(unit), unit))
    }

    fn within(&self, value: Decimal) -> Decimal {
        value.min(self.highest).max(self.lowest.min(self.highest))
    }
}

/// The power of ten a number is rounded to.
fn exponent(round: Round, value: f64) -> i32 {
    match round {
        Round::Unit(unit) => unit,
        Round::Figures(figures) if value > 0.0 => value.log10().floor() as i32 - (figures - 1),
        Round::Figures(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::{parse, plain};

    fn slider(field: Field) -> Slider {
        Slider::new(&Inputs::OPENING, &Inputs::OPENING, field)
    }

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn leverage_is_logarithmic_from_1_to_the_most_the_table_allows() {
        let leverage = slider(Field::Leverage);
        assert_eq!(plain(leverage.moved(decimal("10"), 0, false)), "1");
        assert_eq!(plain(leverage.moved(decimal("10"), 1000, false)), "150");
        assert_eq!(plain(leverage.value_at(0.5)), "12");
        assert_eq!(leverage.position(decimal("10")), 460);
    }

    #[test]
    fn ends_are_what_is_allowed() {
        for (field, first, last) in [
            (Field::Value, "10", "20000"),
            (Field::Margin, "100", "2000"),
            (Field::Wallet, "100", "1000000"),
            (Field::Entry, "12000", "300000"),
        ] {
            let slider = slider(field);
            let current = Inputs::OPENING.get(field);
            assert_eq!(plain(slider.moved(current, 0, false)), first, "{field:?}");
            assert_eq!(plain(slider.moved(current, 1000, false)), last, "{field:?}");
        }
    }

    #[test]
    fn one_key_press_is_one_round_number() {
        for (field, current, below, above) in [
            (Field::Leverage, "10", "9", "11"),
            (Field::Leverage, "1", "1", "2"),
            (Field::Leverage, "150", "149", "150"),
            (Field::Value, "1000", "990", "1100"),
            (Field::Value, "1234", "1200", "1300"),
            (Field::Margin, "150", "149", "151"),
            (Field::Entry, "60000", "59900", "60100"),
        ] {
            let slider = slider(field);
            let current = decimal(current);
            let position = slider.position(current);
            if position > 0 {
                assert_eq!(plain(slider.moved(current, position - 1, false)), below, "{field:?}");
            }
            if position < Slider::STEPS {
                assert_eq!(plain(slider.moved(current, position + 1, false)), above, "{field:?}");
            }
        }
    }

    #[test]
    fn the_keyboard_gets_everywhere() {
        for field in [Field::Leverage, Field::Value, Field::Margin, Field::Wallet, Field::Entry] {
            let slider = slider(field);
            let mut value = slider.moved(Inputs::OPENING.get(field), 0, false);
            let end = slider.end();
            let mut presses = 0;
            while value < end {
                let next = slider.next(value, true);
                assert!(next > value, "{field:?} stands still at {value}");
                (value, presses) = (next, presses + 1);
                assert!(presses < 2000, "{field:?} takes for ever");
            }
        }
    }

    #[test]
    fn the_mark_slider_is_the_axis() {
        let mark = Slider::along(0.0, 80_000.0, &Inputs::OPENING);
        assert_eq!(plain(mark.value_at(0.75)), "60000");
        assert_eq!(mark.position(decimal("60000")), 750);
        assert_eq!(plain(mark.moved(decimal("60000"), 0, false)), "100");
        assert_eq!(plain(mark.moved(decimal("60000"), 751, false)), "60100");
        assert_eq!(plain(mark.moved(decimal("60000"), 1000, false)), "80000");
    }

    #[test]
    fn a_scale_without_width_stays_where_it_is() {
        let all_in = Inputs::OPENING.with(Field::Value, decimal("20000"));
        let margin = Slider::new(&all_in, &all_in, Field::Margin);
        for position in [0, 500, 1000] {
            assert_eq!(margin.moved(decimal("2000"), position, true), decimal("2000"));
        }
    }
}
