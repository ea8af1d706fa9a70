//! What the address of a page carries of the others: `#v1&lev=20~account=a1&a.wallet=500`.
//!
//! Before the first `~` stands the page's own link, after it those of other rooms by their names, as the reader left
//! them. The head of the page leads to the others with these, and takes the page's own along: so going to and fro loses
//! nothing, and nothing is stored. The pages of a room show one thing, so the link of one is that of the other. A link
//! that is copied is the own one alone. What is carried is hostile input like every link, and never shown; it is read by
//! the page that it belongs to, as strictly as ever.

use crate::page::{Page, Room};

/// The most characters of another page's link that are carried: as many as the longest that any page reads.
const LONGEST: usize = 4096;

/// The page's own part of a fragment.
pub fn own(fragment: &str) -> &str {
    fragment.split('~').next().unwrap_or_default()
}

/// Another own part, with what the fragment carries beside it.
pub fn with_own(fragment: &str, own: &str) -> String {
    let carried = fragment.find('~').and_then(|at| fragment.get(at..)).unwrap_or_default();
    [own, carried].concat()
}

/// The fragment with which one page leads to another, or to itself, by its own link and the fragment of its address.
/// `begun` is what the other begins with where the reader has left nothing there.
pub fn leading(from: Page, to: Page, link: &str, begun: &str, fragment: &str) -> String {
    let of = |page: Page| if page.room() == from.room() { worth_carrying(link) } else { carried(fragment, page) };
    let left = of(to);
    let mut leading = if left.is_empty() && to.room() != from.room() { begun } else { left }.to_owned();
    for other in Room::ALL.into_iter().filter(|other| *other != to.room()) {
        let link = of(other.entry());
        if !link.is_empty() {
            leading.push_str(&["~", other.name(), "=", link].concat());
        }
    }
    leading
}

/// What a fragment carries of a page.
pub fn carried(fragment: &str, page: Page) -> &str {
    // Addresses of version 1 name the page.
    let named = |name: &str| {
        let mut parts = fragment.split('~').skip(1).filter_map(|part| part.split_once('='));
        parts.find(|(known, link)| *known == name && link.len() <= LONGEST).map(|(_, link)| link)
    };
    named(page.room().name()).or_else(|| named(page.name())).unwrap_or_default()
}

/// A link; nothing where it says no more than what the page begins with, and the date of its table.
fn worth_carrying(link: &str) -> &str {
    if link.split('&').skip(1).all(|part| part.starts_with("table=")) { "" } else { link }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_comes_back_as_it_was() {
        let account = "a1&a.wallet=500&table=2026-09-29";
        let to_compare = leading(Page::Account, Page::Compare, account, "", "");
        assert_eq!(to_compare, "~account=a1&a.wallet=500&table=2026-09-29");
        assert_eq!(own(&to_compare), "");
        let changed = with_own(&["#", &to_compare].concat(), "v1&lev=20");
        let to_venues = leading(Page::Compare, Page::Venues, "v1&lev=20", "", &changed);
        assert_eq!(to_venues, "v1&lev=20~account=a1&a.wallet=500&table=2026-09-29", "one position");
        let back = leading(Page::Venues, Page::Account, "v2&venue=okx", "", &to_venues);
        assert_eq!(back, "a1&a.wallet=500&table=2026-09-29~position=v2&venue=okx");
        assert_eq!(own(&back), account);
        assert_eq!(
            leading(Page::Account, Page::Account, account, "", &back),
            back,
            "the page's own name leads nowhere else"
        );
    }

    #[test]
    fn what_version_1_named_after_pages_is_theirs() {
        let old = "#a1~compare=v1&lev=20~venues=v1&venue=okx";
        assert_eq!(leading(Page::Account, Page::Compare, "a1", "", old), "v1&lev=20");
        assert_eq!(leading(Page::Account, Page::Venues, "a1", "", old), "v1&venue=okx");
    }

    #[test]
    fn a_position_goes_on_as_accounts_until_there_are_some() {
        let lead = |fragment| leading(Page::Compare, Page::Account, "v2&lev=20", "a1&a.wallet=9", fragment);
        assert_eq!(lead(""), "a1&a.wallet=9~position=v2&lev=20");
        assert_eq!(lead("#v2~account=a1&a.wallet=5"), "a1&a.wallet=5~position=v2&lev=20");
    }

    #[test]
    fn a_page_as_it_begins_is_not_carried() {
        for link in ["", "v1", "v1&table=2026-09-29"] {
            assert_eq!(leading(Page::Compare, Page::Account, link, "", "#"), "");
        }
    }

    #[test]
    fn what_no_page_can_read_is_not_carried_on() {
        for fragment in ["#~x=1", "#~account", "#~~=", &["#~account=", &"9".repeat(5000)].concat()] {
            assert_eq!(leading(Page::Compare, Page::Account, "v1", "", fragment), "", "{fragment}");
        }
        assert_eq!((own("#v1&x"), own("")), ("#v1&x", ""));
        assert_eq!(with_own("", "v1"), "v1");
    }
}
