//! The pages and the rooms that they are in: their names, their addresses, and what they are called.

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
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Compare, Self::Account, Self::Venues, Self::Embed];

    /// The room it is in.
    pub const fn room(self) -> Room {
        match self {
            Self::Compare | Self::Venues => Room::Position,
            Self::Account => Room::Account,
            Self::Embed => Room::Embed,
        }
    }

    /// The page's name in the build.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Account => "account",
            Self::Venues => "venues",
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

/// Pages that show the same thing in their own ways, and have one link for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// One position in one market.
    Position,
    /// Several positions, in both modes, of one wallet.
    Account,
    /// The widget in other pages.
    Embed,
}

impl Room {
    /// All of them, in the order of the head.
    pub const ALL: [Self; 3] = [Self::Position, Self::Account, Self::Embed];

    /// Its pages, in the order of their tabs; the room is entered by the first.
    pub const fn pages(self) -> &'static [Page] {
        match self {
            Self::Position => &[Page::Compare, Page::Venues],
            Self::Account => &[Page::Account],
            Self::Embed => &[Page::Embed],
        }
    }

    /// The page by which it is entered.
    pub const fn entry(self) -> Page {
        match self {
            Self::Position => Page::Compare,
            Self::Account => Page::Account,
            Self::Embed => Page::Embed,
        }
    }

    /// The name of what its link says, in the addresses of other rooms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Account => "account",
            Self::Embed => "embed",
        }
    }

    /// Its name in the head.
    pub const fn title(self) -> Message {
        match self {
            Self::Position => Message::Position,
            Self::Account => Message::Account,
            Self::Embed => Message::Embed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_a_tab_of_its_room_and_of_no_other() {
        let tabs: Vec<Page> = Room::ALL.into_iter().flat_map(|room| room.pages()).copied().collect();
        assert_eq!(tabs.len(), Page::ALL.len());
        for page in Page::ALL {
            assert!(page.room().pages().contains(&page), "{page:?}");
        }
        for room in Room::ALL {
            assert_eq!(room.pages().first(), Some(&room.entry()), "{room:?}");
        }
    }
}
