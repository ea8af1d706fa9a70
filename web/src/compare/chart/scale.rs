//! A linear scale: from numbers to a range of the picture.

/// Maps `from` to `start` and `to` to `end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The number at the start.
    pub from: f64,
    /// The number at the end.
    pub to: f64,
    /// Where the scale starts in the picture.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
}

impl Scale {
    /// Where a number stands; a scale without extent puts everything at its start.
    pub(super) fn at(&self, value: f64) -> f64 {
        let extent = self.to - self.from;
        if extent == 0.0 {
            return self.start;
        }
        self.start + (value - self.from) / extent * (self.end - self.start)
    }

    /// Whether a number is on the scale.
    pub(super) fn holds(&self, value: f64) -> bool {
        self.from <= value && value <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_ends_to_ends_and_may_run_backwards() {
        let down = Scale { from: 0.0, to: 10.0, start: 300.0, end: 0.0 };
        assert_eq!([0.0, 2.5, 10.0].map(|value| down.at(value)), [300.0, 225.0, 0.0]);
        assert!(down.holds(10.0) && !down.holds(10.1));
        assert_eq!(Scale { to: 0.0, ..down }.at(5.0), 300.0);
    }
}
