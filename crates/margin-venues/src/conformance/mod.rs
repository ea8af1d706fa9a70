//! How our numbers stand to what venues and other projects publish: the summary of `docs/CONFORMANCE.md`, for a face
//! to show.

mod summary;

pub use summary::SUMMARY;

/// How our numbers stand to those of one venue, or of one project.
///
/// ```
/// use margin_venues::conformance::SUMMARY;
///
/// let okx = SUMMARY.iter().find(|row| row.venue == Some("okx")).expect("it has examples");
/// assert_eq!(okx.matched + okx.known_mistakes + okx.not_modelled, okx.published + okx.of_others);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conformance {
    /// Its name.
    pub name: &'static str,
    /// The code of its [`Venue`](crate::Venue), where it has one: its numbers are computed under those rules.
    pub venue: Option<&'static str>,
    /// How many examples are from its own pages and payloads.
    pub published: u32,
    /// How many are other projects' numbers for it.
    pub of_others: u32,
    /// Of how many every figure lies within the tolerance that its printing implies.
    pub matched: u32,
    /// How many hold a number that is known to be wrong.
    pub known_mistakes: u32,
    /// How many are made of something that the model does not do.
    pub not_modelled: u32,
    /// How many figures were compared in all of them.
    pub figures: u32,
}

const fn row(
    name: &'static str,
    venue: Option<&'static str>,
    [published, of_others]: [u32; 2],
    [matched, known_mistakes, not_modelled]: [u32; 3],
    figures: u32,
) -> Conformance {
    Conformance { name, venue, published, of_others, matched, known_mistakes, not_modelled, figures }
}
