//! How well the numbers of this page match those that venues publish: a line a venue.
//!
//! The place for the summary that `docs/CONFORMANCE.md` has in full. It is data: while there is none, the page shows
//! nothing of it.

/// What came of the published examples of one venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The venue, as the page calls it.
    pub venue: &'static str,
    /// How many of its examples were computed.
    pub examples: usize,
    /// How many of them matched, within what their printing implies.
    pub matched: usize,
    /// How many rest on something the model does not do.
    pub unsupported: usize,
}

/// The venues that have examples.
pub const VERDICTS: &[Verdict] = &[];
