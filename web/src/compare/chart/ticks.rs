//! Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.

use crate::number::rounded;
use margin_core::Decimal;

/// The distance between two ticks: `figure · 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    figure: i64,
    exponent: i32,
}

impl Step {
    /// The smallest round step that cuts `span` into at most `parts`.
    pub(super) fn cutting(span: f64, parts: usize) -> Self {
        let rough = span / parts.max(1) as f64;
        if !rough.is_finite() || rough <= 0.0 {
            return Self { figure: 1, exponent: 0 };
        }
        let exponent = rough.log10().floor() as i32;
        let figure = rough / 10_f64.powi(exponent);
        // A hair of tolerance: 0.1 · 3 is not 0.3.
        match figure {
            _ if figure <= 1.0 + 1e-9 => Self { figure: 1, exponent },
            _ if figure <= 2.0 + 1e-9 => Self { figure: 2, exponent },
            _ if figure <= 5.0 + 1e-9 => Self { figure: 5, exponent },
            _ => Self { figure: 1, exponent: exponent + 1 },
        }
    }

    /// The step as a float.
    pub(super) fn size(self) -> f64 {
        self.figure as f64 * 10_f64.powi(self.exponent)
    }

    /// The last multiple at or below.
    pub(super) fn below(self, value: f64) -> f64 {
        (value / self.size() + 1e-9).floor() * self.size()
    }

    /// The first multiple at or above.
    pub(super) fn above(self, value: f64) -> f64 {
        (value / self.size() - 1e-9).ceil() * self.size()
    }

    /// The multiples from one number to another, exactly.
    pub(super) fn multiples(self, from: f64, to: f64) -> impl Iterator<Item = Decimal> {
        let first = (from / self.size() - 1e-9).ceil() as i64;
        let last = (to / self.size() + 1e-9).floor() as i64;
        // No axis has more; a span that is odd beyond that must not hang the page.
        (first..=last.min(first.saturating_add(60)))
            .map(move |multiple| rounded((multiple * self.figure) as f64 * 10_f64.powi(self.exponent), self.exponent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::plain;

    #[test]
    fn steps_are_round_and_few_enough() {
        for (span, parts, size) in [
            (80_000.0, 8, 10_000.0),
            (80_000.0, 5, 20_000.0),
            (0.3, 3, 0.1),
            (7.0, 2, 5.0),
            (9.9, 1, 10.0),
            (1e-8, 4, 5e-9),
            (0.0, 4, 1.0),
            (f64::NAN, 4, 1.0),
        ] {
            assert!((Step::cutting(span, parts).size() - size).abs() < size * 1e-9, "{span} in {parts}");
        }
    }

    #[test]
    fn multiples_are_exact() {
        let shown = |from, to, parts| -> Vec<String> {
            Step::cutting(to - from, parts).multiples(from, to).map(plain).collect()
        };
        assert_eq!(shown(0.0, 80_000.0, 4), ["0", "20000", "40000", "60000", "80000"]);
        assert_eq!(shown(0.00001, 0.00003, 2), ["0.00001", "0.00002", "0.00003"]);
        assert_eq!(shown(44_123.0, 61_000.0, 4), ["45000", "50000", "55000", "60000"]);
        assert_eq!(shown(-5.0, 5.0, 2), ["-5", "0", "5"]);
    }

    #[test]
    fn ends_are_pushed_out_to_multiples() {
        let step = Step::cutting(80_000.0, 8);
        assert_eq!((step.below(54_216.0), step.above(54_216.0)), (50_000.0, 60_000.0));
        assert_eq!((step.below(50_000.0), step.above(50_000.0)), (50_000.0, 50_000.0));
    }
}
