//! The markets that are known now: those in the module, those of the files that were fetched, and the reader's own.

use super::files::FILES;
use super::house::{HOUSES, House};
use super::listed::Listed;
use margin_core::Contract;
use margin_venues::{Listing, Venue, VenueTables, binance_usdm as binance, coin, generic, same_money};
use std::cmp::Reverse;
use std::sync::Arc;

/// Whose table a market is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// That of a venue of the page, by its place.
    House(usize),
    /// The reader's own.
    Own,
}

/// Which market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketId {
    /// Whose table.
    pub source: Source,
    /// The venue's name of it.
    pub symbol: String,
}

impl MarketId {
    /// The market the page begins with.
    pub fn opening() -> Self {
        Self { source: Source::House(0), symbol: binance::SYMBOLS.first().copied().unwrap_or_default().to_owned() }
    }
}

/// The markets of the venues that are compared.
pub type Peers = Vec<(Source, Arc<Listed>)>;

/// What the reader gave.
#[derive(Clone, Debug)]
pub enum Own {
    /// One table, in the market it was given for.
    Table(Arc<Listed>),
    /// A whole file.
    File(Arc<VenueTables>),
}

/// The markets that are known.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    files: [Option<Arc<VenueTables>>; FILES.len()],
    own: Option<Own>,
    today: String,
}

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
    /// Whether the file in this place has been fetched.
    pub fn has(&self, file: usize) -> bool {
        self.files.get(file).is_some_and(Option::is_some)
    }

    /// With a file that was fetched.
    pub fn with_file(mut self, file: usize, tables: VenueTables) -> Self {
        if let Some(place) = self.files.get_mut(file) {
            *place = Some(Arc::new(tables));
        }
        self
    }

    /// With a table or a file of the reader's, or without.
    pub fn with_own(mut self, own: Option<Own>) -> Self {
        self.own = own;
        self
    }

    /// As it is on a day, `YYYY-MM-DD`.
    pub fn on(mut self, today: String) -> Self {
        self.today = today;
        self
    }

    /// Returns the day; nothing until the browser has told it.
    pub fn today(&self) -> &str {
        &self.today
    }

    /// What the reader gave.
    pub const fn own(&self) -> Option<&Own> {
        self.own.as_ref()
    }

    /// Returns how many markets are known that are offered; another account of a venue does not count again.
    pub fn len(&self) -> usize {
        let offered =
            |tables: &Arc<VenueTables>| tables.listings().filter(|listing| listing.is_offered(&self.today)).count();
        let of_files: usize = self.files.iter().flatten().map(offered).sum();
        let built_in = if self.has(HOUSES[0].file_place()) { 0 } else { binance::SYMBOLS.len() };
        let own = match &self.own {
            None => 0,
            Some(Own::Table(_)) => 1,
            Some(Own::File(tables)) => offered(tables),
        };
        of_files.saturating_add(built_in).saturating_add(own)
    }

    /// Whether no market is known: never, for some are built in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn tables(&self, house: usize) -> Option<&Arc<VenueTables>> {
        self.files.get(House::at(house).file_place())?.as_ref()
    }

    /// A market, with all that is said of it.
    pub fn find(&self, id: &MarketId) -> Option<Arc<Listed>> {
        match id.source {
            Source::House(place) => {
                let house = House::at(place);
                match self.tables(place) {
                    Some(tables) => Listed::of_file(tables, &id.symbol, house.rules(), house.name).map(Arc::new),
                    None if place == 0 => Listed::built_in(&id.symbol).map(Arc::new),
                    None => None,
                }
            }
            Source::Own => match self.own.as_ref()? {
                Own::Table(listed) => (listed.symbol() == id.symbol).then(|| listed.clone()),
                Own::File(tables) => {
                    let (rules, name) = rules_of(tables);
                    let listed = Listed::of_file(tables, &id.symbol, rules, name)?;
                    Some(Arc::new(Listed { is_own: true, ..listed }))
                }
            },
        }
    }

    /// The markets that answer a query, the nearest of every venue first.
    ///
    /// A word that begins the name of a venue means that venue: "okx btc". The rest is the symbol, as venues write it or
    /// otherwise: case and separators do not count. What is not offered today is found by its whole symbol alone.
    pub fn search(&self, query: &str) -> Hits {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let mut lists: Vec<(Vec<Hit>, usize)> = Vec::new();
        if let Some(Own::File(tables)) = &self.own {
            let (_, name) = rules_of(tables);
            lists.push(hits(tables, Source::Own, name, &words.concat(), &self.today));
        }
        for (place, house) in HOUSES.iter().enumerate() {
            let (named, symbol) = split(&words, house);
            if house.is_other_account() && !named {
                continue;
            }
            match self.tables(place) {
                Some(tables) => lists.push(hits(tables, Source::House(place), house.name, &symbol, &self.today)),
                None if place == 0 => lists.push(built_in_hits(house.name, &symbol)),
                None => {}
            }
        }
        let total = lists.iter().map(|(_, total)| total).sum();
        let longest = lists.iter().map(|(hits, _)| hits.len()).max().unwrap_or_default();
        let in_turn = (0..longest).flat_map(|nth| lists.iter().filter_map(move |(hits, _)| hits.get(nth)));
        Hits { shown: in_turn.take(Hits::SHOWN).cloned().collect(), total }
    }

    /// The market of every known venue that is nearest to one: the same coin, priced in the same money; the same kind of
    /// contract where there is one; of the newest table. Perpetual markets that are traded. The market itself stands for
    /// its own venue.
    pub fn peers(&self, of: &MarketId, listed: &Arc<Listed>) -> Peers {
        let mut peers = Vec::new();
        if of.source == Source::Own {
            peers.push((Source::Own, listed.clone()));
        }
        for place in 0..HOUSES.len() {
            let source = Source::House(place);
            let nearest = if source == of.source { Some(listed.clone()) } else { self.nearest(place, listed) };
            peers.extend(nearest.map(|nearest| (source, nearest)));
        }
        peers
    }

    fn nearest(&self, place: usize, to: &Listed) -> Option<Arc<Listed>> {
        let id = |symbol: &str| MarketId { source: Source::House(place), symbol: symbol.to_owned() };
        let Some(tables) = self.tables(place) else {
            let is_same = |symbol: &&&str| symbol.strip_suffix(binance::SETTLEMENT) == Some(coin(&to.base));
            let symbol =
                binance::SYMBOLS.iter().find(is_same).filter(|_| same_money(&to.quote, binance::SETTLEMENT))?;
            return self.find(&id(symbol));
        };
        let fits = |listing: &Listing<'_>| {
            coin(listing.base()) == coin(&to.base)
                && same_money(listing.quote(), &to.quote)
                && listing.is_offered(&self.today)
                && listing.expires().is_none()
        };
        let mut nearest: Option<Listing<'_>> = None;
        for listing in tables.listings().filter(fits) {
            if nearest.is_none_or(|nearest| distance(listing, to) < distance(nearest, to)) {
                nearest = Some(listing);
            }
        }
        self.find(&id(nearest?.symbol()))
    }
}

/// How far a market is from another of the same coin, the least is the nearest.
fn distance<'a>(listing: Listing<'a>, to: &Listed) -> impl Ord + use<'a> {
    (
        listing.contract() != to.contract(),
        listing.contract() != Contract::Linear,
        Reverse(listing.date()),
        listing.settle() != to.settle,
        ["USDT", "USDC", "USD"].into_iter().position(|coin| coin == listing.settle()).unwrap_or(usize::MAX),
        listing.symbol().len(),
        listing.symbol(),
    )
}

/// The rules and the name for a file that the reader gave; generic ones where its venue is not known.
fn rules_of(tables: &VenueTables) -> (&'static Venue, &str) {
    match House::place(tables.venue()) {
        Some(place) => (House::at(place).rules(), House::at(place).name),
        None => (&generic::VENUE, tables.venue()),
    }
}

/// Whether a word of the query names the venue, and what is left of it as a symbol.
fn split(words: &[String], house: &House) -> (bool, String) {
    const SHORTEST: usize = 3;
    let name = house.name.to_lowercase();
    let is_named =
        |word: &&String| word.len() >= SHORTEST && name.split([' ', ',']).any(|part| part.starts_with(word.as_str()));
    // Another account is named by what tells it from the first: its last words.
    let is_other =
        |word: &&String| is_named(word) && (!house.is_other_account() || !house.code.starts_with(word.as_str()));
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

/// The same of the markets in the module.
fn built_in_hits(venue_name: &str, symbol: &str) -> (Vec<Hit>, usize) {
    let wanted: String = symbol.chars().filter(|letter| !matches!(letter, '-' | '_' | '/' | ':')).collect();
    let is_wanted = |symbol: &&&str| symbol.to_lowercase().contains(&wanted);
    let hit = |symbol: &&str| Hit {
        id: MarketId { source: Source::House(0), symbol: (*symbol).to_owned() },
        venue_name: venue_name.to_owned(),
        contract: Contract::Linear,
        settle: binance::SETTLEMENT.to_owned(),
    };
    let hits: Vec<Hit> = binance::SYMBOLS.iter().filter(is_wanted).map(hit).collect();
    let total = hits.len();
    (hits, total)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::files::tests::content;
    use super::*;

    /// With the files of these venues.
    pub(crate) fn loaded(venues: &[&str]) -> Catalogue {
        venues.iter().fold(Catalogue::default(), |catalogue, code| {
            let place = House::at(House::place(code).unwrap()).file_place();
            catalogue.with_file(place, VenueTables::parse(&content(code)).unwrap())
        })
    }

    /// With all files.
    pub(crate) fn all() -> Catalogue {
        loaded(&FILES.map(|file| file.venue))
    }

    fn symbols(catalogue: &Catalogue, query: &str) -> Vec<String> {
        let hits = catalogue.search(query).shown;
        hits.iter().map(|hit| format!("{} {}", hit.venue_name, hit.id.symbol)).collect()
    }

    #[test]
    fn what_is_built_in_is_found_at_once() {
        let catalogue = Catalogue::default();
        assert_eq!(symbols(&catalogue, "eth"), ["Binance ETHUSDT"]);
        assert_eq!(symbols(&catalogue, "binance sol/usdt"), ["Binance SOLUSDT"]);
        assert_eq!((catalogue.search("").total, catalogue.len()), (3, 3));
        assert_eq!(catalogue.search("doge").total, 0);
    }

    #[test]
    fn the_nearest_of_every_venue_comes_first() {
        let catalogue = loaded(&["binance-usdm", "bybit", "okx"]);
        let found = symbols(&catalogue, "btc");
        assert_eq!(found[..3], ["Binance BTCUSDT", "Bybit BTCUSDT", "OKX BTC-USDT-SWAP"].map(str::to_owned));
        assert!(symbols(&catalogue, "okx btc").iter().all(|hit| hit.starts_with("OKX ")));
        assert!(symbols(&catalogue, "classic btcusdt")[0].starts_with("Bybit classic "));
        assert!(!symbols(&catalogue, "btcusdt").iter().any(|hit| hit.contains("classic")));
    }

    #[test]
    fn all_markets_are_found_and_few_are_shown() {
        let catalogue = all();
        let everything = catalogue.search("");
        assert!(everything.total > 1500 && everything.total == catalogue.len(), "{}", everything.total);
        assert_eq!(everything.shown.len(), Hits::SHOWN);
        for hit in everything.shown {
            assert!(catalogue.find(&hit.id).is_some(), "{hit:?}");
        }
        assert_eq!(catalogue.search("no such thing").total, 0);
    }

    #[test]
    fn what_has_ended_is_found_by_its_whole_name_alone() {
        let catalogue = all().on("2026-11-28".to_owned());
        for (query, found) in [("bitmex xbtu21", "BitMEX XBTU21"), ("btcusdt@2024-12-25", "Bybit BTCUSDT@2024-12-25")] {
            assert_eq!(symbols(&catalogue, query), [found]);
        }
        let gone = |hit: &String| hit.contains('@') || hit.ends_with("U21") || hit.ends_with("_260925");
        for query in ["btc", "bitmex xbt", "kraken", "bybit btcusdt", "260925"] {
            assert!(!symbols(&catalogue, query).iter().any(gone), "{query}: {:?}", symbols(&catalogue, query));
        }
        assert!(symbols(&catalogue, "261225").contains(&"Binance BTCUSDT_261225".to_owned()));
        assert!(symbols(&catalogue.on("2026-12-26".to_owned()), "binance 2612").is_empty());
    }

    #[test]
    fn every_market_of_every_file_can_be_chosen() {
        let catalogue = all();
        for place in 0..HOUSES.len() {
            let symbols: Vec<String> = catalogue.tables(place).unwrap().symbols().map(str::to_owned).collect();
            for symbol in symbols {
                let id = MarketId { source: Source::House(place), symbol };
                assert!(catalogue.find(&id).is_some(), "{id:?}");
            }
        }
    }

    #[test]
    fn the_same_coin_is_found_on_every_venue() {
        let catalogue = all();
        let peers = |id: &MarketId| -> Vec<String> {
            let listed = catalogue.find(id).unwrap();
            let peers = catalogue.peers(id, &listed);
            peers.iter().map(|(_, peer)| format!("{} {}", peer.venue.code, peer.symbol())).collect()
        };
        assert_eq!(
            peers(&MarketId::opening()),
            [
                "binance-usdm BTCUSDT",
                "bybit BTCUSDT",
                "bybit-classic BTCUSDT",
                "okx BTC-USDT-SWAP",
                "bitget BTCUSDT",
                "bitmex XBTUSD",
                "dydx-v4 BTC-USD",
                "gate BTC_USDT",
                "hyperliquid BTC",
                "kraken PF_XBTUSD",
                "generic BTCUSD",
            ]
        );
        let inverse = MarketId { source: Source::House(House::place("kraken").unwrap()), symbol: "PI_XBTUSD".into() };
        assert!(peers(&inverse).contains(&"gate BTC_USD".to_owned()));
        assert!(peers(&inverse).contains(&"kraken PI_XBTUSD".to_owned()));
        assert!(peers(&inverse).contains(&"binance-usdm BTCUSDT".to_owned()));
    }
}
