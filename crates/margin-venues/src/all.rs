//! Every venue that is known.

use crate::venue::Venue;
use crate::{
    binance_coinm, binance_usdm, bitget, bitmex, bybit, bybit_classic, dydx_v4, gate, generic, hyperliquid, kraken,
    okx, phemex,
};

/// Every venue, the generic one first, the others by name.
pub const VENUES: [&Venue; 13] = [
    &generic::VENUE,
    &binance_coinm::VENUE,
    &binance_usdm::VENUE,
    &bitget::VENUE,
    &bitmex::VENUE,
    &bybit::VENUE,
    &bybit_classic::VENUE,
    &dydx_v4::VENUE,
    &gate::VENUE,
    &hyperliquid::VENUE,
    &kraken::VENUE,
    &okx::VENUE,
    &phemex::VENUE,
];

/// The venues that have tables, in the order in which a list names them. The first has markets that are built in.
pub const LISTED_VENUES: [&Venue; 12] = [
    &binance_usdm::VENUE,
    &binance_coinm::VENUE,
    &bybit::VENUE,
    &bybit_classic::VENUE,
    &okx::VENUE,
    &bitget::VENUE,
    &bitmex::VENUE,
    &dydx_v4::VENUE,
    &gate::VENUE,
    &hyperliquid::VENUE,
    &kraken::VENUE,
    &phemex::VENUE,
];

/// Returns the venue of this code; nothing where none has it. Case counts.
///
/// ```
/// let okx = margin_venues::venue("okx").expect("it is known");
/// assert_eq!((okx.name, okx.rules_date, okx.tables), ("OKX", "2026-11-27", Some("okx")));
/// assert_eq!(margin_venues::venue("OKX"), None);
/// ```
pub fn venue(code: &str) -> Option<&'static Venue> {
    VENUES.into_iter().find(|venue| venue.code == code)
}

/// Returns where the rules of a venue were read: addresses of pages, or files of repositories. Nothing where no page gives
/// them. They are not in [`Venue`], so that a program that does not show them does not have them.
///
/// ```
/// use margin_venues::{okx, phemex, sources};
///
/// assert!(sources(&okx::VENUE).iter().all(|source| source.starts_with("https://")));
/// assert!(sources(&phemex::VENUE).is_empty());
/// ```
pub fn sources(venue: &Venue) -> &'static [&'static str] {
    let all: [&'static [&'static str]; VENUES.len()] = [
        generic::SOURCES,
        binance_coinm::SOURCES,
        binance_usdm::SOURCES,
        bitget::SOURCES,
        bitmex::SOURCES,
        bybit::SOURCES,
        bybit_classic::SOURCES,
        dydx_v4::SOURCES,
        gate::SOURCES,
        hyperliquid::SOURCES,
        kraken::SOURCES,
        okx::SOURCES,
        phemex::SOURCES,
    ];
    let place = VENUES.iter().position(|known| known.code == venue.code);
    place.and_then(|place| all.get(place)).copied().unwrap_or_default()
}

/// Returns the venue of this code, if it has tables: one of [`LISTED_VENUES`].
///
/// ```
/// use margin_venues::listed_venue;
///
/// assert!(listed_venue("bybit-classic").is_some() && listed_venue("generic").is_none());
/// ```
pub fn listed_venue(code: &str) -> Option<&'static Venue> {
    LISTED_VENUES.into_iter().find(|venue| venue.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Caveat;
    use crate::venue::RULES_DATE;

    #[test]
    fn every_venue_says_where_its_rules_are_from() {
        let codes: BTreeSet<_> = VENUES.iter().map(|venue| venue.code).collect();
        assert_eq!(codes.len(), VENUES.len());
        for known in VENUES {
            assert_eq!(venue(known.code), Some(known));
            assert_eq!(known.rules_date, RULES_DATE);
            assert_eq!(sources(known).is_empty(), known.rules == generic::VENUE.rules, "{}", known.code);
            assert!(known.assumptions.contains(&Caveat::WholeLiquidation), "{}", known.code);
        }
    }

    #[test]
    fn a_caveat_has_one_place_in_a_venue() {
        for venue in VENUES {
            let all = || [venue.unconfirmed, venue.unsupported, venue.assumptions].concat();
            let codes: BTreeSet<_> = all().into_iter().map(Caveat::as_str).collect();
            assert_eq!(codes.len(), all().len(), "{}", venue.code);
        }
    }

    #[test]
    fn a_list_names_every_venue_with_tables_once() {
        let listed: BTreeSet<_> = LISTED_VENUES.iter().map(|venue| venue.code).collect();
        let with_tables: BTreeSet<_> =
            VENUES.iter().filter(|venue| venue.tables.is_some()).map(|venue| venue.code).collect();
        assert_eq!((listed.len(), listed), (LISTED_VENUES.len(), with_tables));
        let names: BTreeSet<_> = LISTED_VENUES.iter().map(|venue| venue.short_name).collect();
        assert_eq!(names.len(), LISTED_VENUES.len());
        let others: Vec<_> = LISTED_VENUES.iter().filter(|venue| venue.is_other_account()).collect();
        assert_eq!(others, [&&bybit_classic::VENUE]);
        assert_eq!(others.first().map(|other| other.exchange), Some(bybit::VENUE.exchange));
    }
}
