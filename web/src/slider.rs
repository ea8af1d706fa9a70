//! The scale of a slider: which number a position of the thumb means, and the reverse.
//!
//! A native range is linear, and its positions here are plain steps from 0 to [`Slider::STEPS`]; the scale between
//! them and the numbers is linear or logarithmic. Numbers a slider gives are round, and never outside what the field accepts: the thumb stops there.

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
pub enum Round {
    /// To so many significant figures.
    Figures(i32),
    /// To multiples of this power of ten.
    Unit(i32),
}

impl Slider {
    /// The positions of the thumb, from 0.
    pub const STEPS: u32 = 1000;

    /// A logarithmic scale. The thumb stops at `lowest` and `highest`, which may lie within it.
    pub const fn logarithmic(from: f64, to: f64, round: Round, lowest: Decimal, highest: Decimal) -> Self {
        Self { scale: Scale::Logarithmic, from, to, round, lowest, highest }
    }

    /// A linear scale of about four hundred units: one a pixel of a wide slider.
    pub fn linear(from: f64, to: f64, lowest: Decimal, highest: Decimal) -> Self {
        let unit = ((to - from) / 400.0).max(1e-12).log10().floor() as i32;
        // A scale that begins at 0 begins with a number that is not allowed: the lowest is the first unit.
        let lowest = rounded(from.max(10_f64.powi(unit)), unit).max(lowest);
        Self { scale: Scale::Linear, from, to, round: Round::Unit(unit), lowest, highest }
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
    pub fn start(&self) -> Decimal {
        if approximate(self.lowest) < self.from { self.value_at(0.0) } else { self.within(self.lowest) }
    }

    /// The right end of the scale: exactly what is allowed where that is the end.
    pub fn end(&self) -> Decimal {
        if approximate(self.highest) <= self.to { self.highest } else { self.value_at(1.0) }
    }

    /// The next round number above or below.
    pub fn next(&self, current: Decimal, above: bool) -> Decimal {
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
