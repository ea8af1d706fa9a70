//! The desk as the fragment of a link, or as a file.

use super::desk::Desk;
use super::scene::Scene;

/// The most characters a link may have.
pub const LONGEST: usize = 4096;
/// The most characters a file may have.
pub const LONGEST_FILE: usize = 1_000_000;
/// The most positions a link may carry.
pub const MOST_POSITIONS: usize = 20;

/// The desk does not fit into a link: offer a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What was wrong with a link or a file, to be said to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Not version 1.
    Version,
    /// Longer than allowed.
    TooLong,
    /// A part that is no known key with a value.
    UnknownPart,
    /// A key twice.
    Repeated,
    /// Something that every account has is not there.
    Missing,
    /// A value its key does not accept.
    BadValue,
    /// Accounts that cannot stand so: something in them would be liquidated at once, for one.
    NotStanding,
    /// Another date than that of our tables. The accounts stand, by our tables.
    OtherTable,
}

/// Whether a fragment is meant for this page.
pub fn is_account(fragment: &str) -> bool {
    fragment.strip_prefix('#').unwrap_or(fragment).split('&').next() == Some("a1")
}

/// The fragment of a desk, without the `#`.
///
/// # Errors
/// [`TooLarge`] where it is over [`LONGEST`] characters or [`MOST_POSITIONS`] positions.
pub fn render(desk: &Desk) -> Result<String, TooLarge> {
    let _ = desk;
    Ok("a1".to_owned())
}

/// The desk of a fragment, with or without its `#`, and what has to be said about it.
pub fn parse(fragment: &str) -> (Desk, Vec<Notice>) {
    let _ = fragment;
    (Desk::of_scene(Scene::default()), Vec::new())
}

/// The desk as a file.
pub fn render_file(desk: &Desk) -> String {
    let _ = desk;
    "a1".to_owned()
}

/// The desk of a file, and what has to be said about it.
pub fn parse_file(text: &str) -> (Desk, Vec<Notice>) {
    parse(text)
}
