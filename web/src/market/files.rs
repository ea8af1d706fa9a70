//! The table files, one a venue: what is known of each before it is fetched. `web/build.rs` lists them.

use margin_venues::Venue;

/// One table file.
#[derive(Clone, Copy, Debug)]
pub struct TableFile {
    /// The venue whose tables it holds.
    pub venue: &'static str,
    /// The address, relative to the page. It is named after its content, so that a stored copy is never an old one.
    pub address: &'static str,
    /// The digest of its content, as `fetch` takes it: other content is refused.
    pub integrity: &'static str,
    /// The date of its tables, `YYYY-MM-DD`.
    pub date: &'static str,
    /// How many markets of it are offered on the day of the newest of all tables.
    pub markets: usize,
    /// How many bytes it has.
    pub bytes: usize,
}

impl TableFile {
    /// Returns the place among [`FILES`] of the file that holds a venue's tables.
    pub fn place_of(venue: &Venue) -> usize {
        FILES.iter().position(|file| venue.tables == Some(file.venue)).unwrap_or_default()
    }

    /// Returns the file that holds a venue's tables.
    pub fn of(venue: &Venue) -> &'static Self {
        const FIRST: &TableFile = &FILES[0];
        FILES.get(Self::place_of(venue)).unwrap_or(FIRST)
    }
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use margin_venues::{Catalogue, LISTED_VENUES, VenueTables};

    /// The content of a file, as the browser would fetch it.
    pub(crate) fn content(venue: &str) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/margin-venues/tables/");
        std::fs::read_to_string([folder, venue, ".txt"].concat()).unwrap()
    }

    /// The markets of these venues' files.
    pub(crate) fn loaded(venues: &[&str]) -> Catalogue {
        let tables = |code: &&str| VenueTables::parse(&content(code)).unwrap();
        venues.iter().map(tables).fold(Catalogue::default(), Catalogue::with_tables)
    }

    /// Those of all files.
    pub(crate) fn all() -> Catalogue {
        loaded(&FILES.map(|file| file.venue))
    }

    #[test]
    fn every_venue_that_has_tables_has_its_file() {
        for venue in LISTED_VENUES {
            assert_eq!(venue.tables, Some(TableFile::of(venue).venue));
        }
        assert!(FILES.iter().all(|file| LISTED_VENUES.iter().any(|venue| venue.code == file.venue)));
    }

    #[test]
    fn what_is_listed_is_what_the_files_say() {
        for file in FILES {
            let content = content(file.venue);
            let tables = VenueTables::parse(&content).unwrap();
            let markets = tables.listings().filter(|listing| listing.is_offered("2026-10-02")).count();
            assert_eq!((tables.venue(), tables.date(), markets), (file.venue, file.date, file.markets));
            assert_eq!(content.len(), file.bytes);
        }
    }

    #[test]
    fn an_address_is_plain_and_its_own() {
        let addresses: std::collections::BTreeSet<_> = FILES.iter().map(|file| file.address).collect();
        assert_eq!(addresses.len(), FILES.len());
        for address in addresses {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"./-".contains(&byte);
            assert!(address.bytes().all(plain), "{address}");
        }
    }
}
