//! The pages: their names, their addresses, and what they are called.

use crate::words::Message;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Both margin modes of one position.
    Compare,
    /// A living account.
    Account,
    /// The markets of real venues.
    Venues,
    /// The lines by which the widget comes into other pages.
    Embed,
}

impl Page {
    /// All of them, in the order of the head.
    pub const ALL: [Self; 4] = [Self::Compare, Self::Account, Self::Venues, Self::Embed];

    /// One page of every subject.
    pub const SUBJECTS: [Self; 3] = [Self::Compare, Self::Account, Self::Embed];

    /// The page's name in the build.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Account => "account",
            Self::Venues => "venues",
            Self::Embed => "embed",
        }
    }

    /// The name of what its link says, in the addresses of other pages. Two pages of one position have one name.
    pub const fn subject(self) -> &'static str {
        match self {
            Self::Compare | Self::Venues => "position",
            Self::Account => "account",
            Self::Embed => "embed",
        }
    }

    /// The page with this name in the build.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.name() == name)
    }

    /// Its address, from any of the pages.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Compare => "./",
            Self::Account => "./account.html",
            Self::Venues => "./venues.html",
            Self::Embed => "./embedding.html",
        }
    }

    /// Its name in the head.
    pub const fn title(self) -> Message {
        match self {
            Self::Compare => Message::Compare,
            Self::Account => Message::Account,
            Self::Venues => Message::Venues,
            Self::Embed => Message::Embed,
        }
    }
}
