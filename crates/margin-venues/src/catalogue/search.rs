//! Finding a market of any venue by what a person types.

use margin_core::Contract;

use super::{Catalogue, MarketId, Own, Source, has_built_in, rules_of};
use crate::all::LISTED_VENUES;
use crate::binance_usdm as binance;
use crate::tables::VenueTables;
use crate::venue::Venue;

/// One answer to a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which market.
    pub id: MarketId,
    /// The name of its venue.
    pub venue_name: String,
    /// How it pays.
    pub contract: Contract,
    /// The coin in which it pays.
    pub settle: String,
}

/// The first answers, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The nearest, at most [`Hits::SHOWN`].
    pub shown: Vec<Hit>,
    /// All of them.
    pub total: usize,
}

impl Hits {
    /// How many rows a list of answers has at the most.
    pub const SHOWN: usize = 50;
}

impl Catalogue {
    /// Returns the markets that answer a query, the nearest of every venue first.
    ///
    /// A word that begins the name of a venue means that venue: "okx btc". The rest is the symbol, as venues write it or
    /// otherwise: case and separators do not count. What is not offered on the day is found by its whole symbol alone.
    ///
    /// ```
    /// use margin_venues::Catalogue;
    ///
    /// let hits = Catalogue::default().search("eth");
    /// assert_eq!((hits.total, hits.shown[0].id.symbol.as_str(), hits.shown[0].venue_name.as_str()), (1, "ETHUSDT", "Binance"));
    /// ```
    pub fn search(&self, query: &str) -> Hits {
        let words: Vec<String> = query.split_whitespace().map(str::to_ascii_lowercase).collect();
        let mut lists: Vec<(Vec<Hit>, usize)> = Vec::new();
        if let Some(Own::File(tables)) = &self.own {
            let (_, name) = rules_of(tables);
            lists.push(hits(tables, Source::Own, name, &words.concat(), &self.today));
        }
        for venue in LISTED_VENUES {
            let (is_named, symbol) = split(&words, venue);
            if venue.is_other_account() && !is_named {
                continue;
            }
            match self.tables(venue) {
                Some(tables) => {
                    lists.push(hits(tables, Source::Venue(venue), venue.short_name, &symbol, &self.today));
                }
                None if has_built_in(venue) => lists.push(built_in_hits(venue, &symbol)),
                None => {}
            }
        }
        let total = lists.iter().map(|(_, total)| total).sum();
        let longest = lists.iter().map(|(hits, _)| hits.len()).max().unwrap_or_default();
        let in_turn = (0..longest).flat_map(|nth| lists.iter().filter_map(move |(hits, _)| hits.get(nth)));
        Hits { shown: in_turn.take(Hits::SHOWN).cloned().collect(), total }
    }
}

/// Whether a word of the query names the venue, and what is left of it as a symbol.
fn split(words: &[String], venue: &Venue) -> (bool, String) {
    const SHORTEST: usize = 3;
    let name = venue.short_name.to_ascii_lowercase();
    let is_named =
        |word: &&String| word.len() >= SHORTEST && name.split([' ', ',']).any(|part| part.starts_with(word.as_str()));
    // Another account is named by what tells it from the first: its last words.
    let is_other =
        |word: &&String| is_named(word) && (!venue.is_other_account() || !venue.code.starts_with(word.as_str()));
    let named = words.iter().any(|word| is_other(&word));
    (named, words.iter().filter(|word| !(named && is_named(word))).map(String::as_str).collect())
}

/// The first answers of a file, and how many it has.
fn hits(tables: &VenueTables, source: Source, venue_name: &str, symbol: &str, today: &str) -> (Vec<Hit>, usize) {
    let found = tables.search(symbol, today);
    let hit = |symbol: &&str| {
        let listing = tables.listing(symbol)?;
        Some(Hit {
            id: MarketId { source, symbol: (*symbol).to_owned() },
            venue_name: venue_name.to_owned(),
            contract: listing.contract(),
            settle: listing.settle().to_owned(),
        })
    };
    (found.iter().take(Hits::SHOWN).filter_map(hit).collect(), found.len())
}

/// The same of the markets that are built in.
fn built_in_hits(venue: &'static Venue, symbol: &str) -> (Vec<Hit>, usize) {
    let wanted: String = symbol.chars().filter(|letter| !matches!(letter, '-' | '_' | '/' | ':')).collect();
    let is_wanted = |symbol: &&&str| symbol.to_ascii_lowercase().contains(&wanted);
    let hit = |symbol: &&str| Hit {
        id: MarketId { source: Source::Venue(venue), symbol: (*symbol).to_owned() },
        venue_name: venue.short_name.to_owned(),
        contract: Contract::Linear,
        settle: binance::SETTLEMENT.to_owned(),
    };
    let hits: Vec<Hit> = binance::SYMBOLS.iter().filter(is_wanted).map(hit).collect();
    let total = hits.len();
    (hits, total)
}
