//! One published figure beside ours: what the record of conformance is made of.

use margin_core::{Decimal, plain};

/// How ours stands to what was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Within the tolerance that the printing implies.
    Matches,
    /// Outside it: the test fails.
    Differs,
    /// The published number is known to be wrong, and the reading shows why.
    KnownMistake,
    /// The model does not do what the number is made of.
    NotModelled,
}

impl Verdict {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::Differs => "DIFFERS",
            Self::KnownMistake => "their mistake",
            Self::NotModelled => "not modelled",
        }
    }
}

/// How far ours may lie from the published number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tolerance {
    Absolute(Decimal),
    Relative(Decimal),
}

impl Tolerance {
    pub(crate) fn admits(self, ours: Decimal, published: Decimal) -> bool {
        let difference = (ours - published).abs();
        match self {
            Self::Absolute(tolerance) => difference <= tolerance,
            Self::Relative(tolerance) => difference <= tolerance * published.abs(),
        }
    }

    /// `0.005`, or `0.0001 of it`.
    pub(crate) fn words(self) -> String {
        match self {
            Self::Absolute(tolerance) => plain(tolerance),
            Self::Relative(tolerance) => format!("{} of it", plain(tolerance)),
        }
    }
}

/// A figure that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) published: String,
    pub(crate) ours: String,
    pub(crate) difference: String,
    pub(crate) tolerance: String,
    pub(crate) verdict: Verdict,
}

impl Figure {
    /// Two numbers. Ours is written with six places more than the published one has.
    pub(crate) fn of_numbers(
        name: &str,
        published: Decimal,
        ours: Decimal,
        tolerance: Tolerance,
        verdict: Verdict,
    ) -> Self {
        const MORE_PLACES: u32 = 6;
        let difference = ours - published;
        Self {
            name: name.to_owned(),
            published: plain(published),
            ours: plain(ours.round_dp((published.normalize().scale() + MORE_PLACES).min(Decimal::MAX_SCALE))),
            difference: plain(difference.round_sf(2).unwrap_or(difference)),
            tolerance: tolerance.words(),
            verdict,
        }
    }

    /// Words, or a list.
    pub(crate) fn of_words(name: &str, published: String, ours: String, verdict: Verdict) -> Self {
        let nothing = || "–".to_owned();
        Self { name: name.to_owned(), published, ours, difference: nothing(), tolerance: nothing(), verdict }
    }
}
