//! The markets that are known now: those that are built in, those of the files that were read, and a person's own.

mod market_id;
mod peers;
mod search;

use std::sync::Arc;

use crate::all::listed_venue;
use crate::binance_usdm as binance;
use crate::generic;
use crate::listed::Listed;
use crate::tables::VenueTables;
use crate::venue::Venue;

pub use market_id::{FLAT, MarketId, Source};
pub use peers::Peers;
pub use search::{Hit, Hits};

/// What a person gave.
#[derive(Clone, Debug)]
pub enum Own {
    /// One table, in the market that it was given for.
    Table(Arc<Listed>),
    /// A whole file.
    File(Arc<VenueTables>),
}

/// The markets that are known.
///
/// ```
/// use margin_venues::{Catalogue, MarketId};
///
/// let catalogue = Catalogue::default();
/// let listed = catalogue.find(&MarketId::opening()).expect("it is built in");
/// assert_eq!((catalogue.len(), listed.symbol()), (3, "BTCUSDT"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// One of each venue, in the order in which they came.
    files: Vec<Arc<VenueTables>>,
    own: Option<Own>,
    today: String,
}

impl Catalogue {
    /// Returns whether the file is here that holds a venue's tables.
    ///
    /// ```
    /// use margin_venues::{Catalogue, okx};
    ///
    /// assert!(!Catalogue::default().has(&okx::VENUE));
    /// ```
    pub fn has(&self, venue: &Venue) -> bool {
        self.tables(venue).is_some()
    }

    /// Returns the catalogue with a file that was read, in the place of an older one of the same venue.
    ///
    /// ```
    /// # let text = "margin-tables 1\nvenue okx\ndate 2026-05-28\ntiers whole size\nsettle USDT\norigin o\ntable\n\
    /// #   0 0.004 - 100\ncap 1000\nmarkets\nBTC-USDT-SWAP 0 base=BTC multiplier=0.01\nend 1 1 1\n";
    /// use margin_venues::{Catalogue, okx};
    ///
    /// let catalogue = Catalogue::default().with_tables(okx::VENUE.read_tables(text)?);
    /// assert!(catalogue.has(&okx::VENUE));
    /// assert_eq!(catalogue.len(), 4, "and three that are built in");
    /// # Ok::<(), margin_venues::TableError>(())
    /// ```
    #[must_use]
    pub fn with_tables(mut self, tables: VenueTables) -> Self {
        self.files.retain(|known| known.venue() != tables.venue());
        self.files.push(Arc::new(tables));
        self
    }

    /// Returns the catalogue with a table or a file that a person gave, or without.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use margin_venues::{Catalogue, Listed, Own};
    ///
    /// let listed = Listed::built_in("BTCUSDT").expect("it is built in");
    /// let own = Listed { is_own: true, ..listed };
    /// assert_eq!(Catalogue::default().with_own(Some(Own::Table(Arc::new(own)))).len(), 4);
    /// ```
    #[must_use]
    pub fn with_own(mut self, own: Option<Own>) -> Self {
        self.own = own;
        self
    }

    /// Returns the catalogue as it is on a day, `YYYY-MM-DD`.
    ///
    /// ```
    /// assert_eq!(margin_venues::Catalogue::default().on("2026-11-28".to_owned()).today(), "2026-11-28");
    /// ```
    #[must_use]
    pub fn on(mut self, today: String) -> Self {
        self.today = today;
        self
    }

    /// Returns the day; empty until it is told.
    ///
    /// ```
    /// assert_eq!(margin_venues::Catalogue::default().today(), "");
    /// ```
    pub fn today(&self) -> &str {
        &self.today
    }

    /// Returns what a person gave; nothing where nobody did.
    ///
    /// ```
    /// assert!(margin_venues::Catalogue::default().own().is_none());
    /// ```
    pub const fn own(&self) -> Option<&Own> {
        self.own.as_ref()
    }

    /// Returns how many markets are known that are offered on the day; another account of a venue does not count again.
    ///
    /// ```
    /// assert_eq!(margin_venues::Catalogue::default().len(), 3);
    /// ```
    pub fn len(&self) -> usize {
        let offered =
            |tables: &Arc<VenueTables>| tables.listings().filter(|listing| listing.is_offered(&self.today)).count();
        let of_files: usize = self.files.iter().map(offered).sum();
        let built_in = if self.has(&binance::VENUE) { 0 } else { binance::SYMBOLS.len() };
        let own = match &self.own {
            None => 0,
            Some(Own::Table(_)) => 1,
            Some(Own::File(tables)) => offered(tables),
        };
        of_files.saturating_add(built_in).saturating_add(own)
    }

    /// Returns whether no market is known: never, for some are built in.
    ///
    /// ```
    /// assert!(!margin_venues::Catalogue::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a market with all that is said of it; nothing where it is not known, or its file is not here.
    ///
    /// ```
    /// use margin_venues::{Catalogue, MarketId};
    ///
    /// let id = MarketId { symbol: "DOGEUSDT".to_owned(), ..MarketId::opening() };
    /// assert_eq!(Catalogue::default().find(&id), None);
    /// ```
    pub fn find(&self, id: &MarketId) -> Option<Arc<Listed>> {
        match id.source {
            Source::Venue(venue) => match self.tables(venue) {
                Some(tables) => Listed::of_file(tables, &id.symbol, venue, venue.short_name).map(Arc::new),
                None if has_built_in(venue) => Listed::built_in(&id.symbol).map(Arc::new),
                None => None,
            },
            Source::Flat if id.symbol != FLAT => None,
            Source::Flat => Listed::flat(Listed::FLAT_RATE).ok().map(Arc::new),
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

    /// The file that holds a venue's tables.
    fn tables(&self, venue: &Venue) -> Option<&Arc<VenueTables>> {
        self.files.iter().find(|tables| venue.tables == Some(tables.venue()))
    }
}

/// Whether some markets of a venue are part of the program.
fn has_built_in(venue: &Venue) -> bool {
    venue.code == binance::VENUE.code
}

/// The rules and the name for a file that a person gave; generic ones where its venue is not known.
fn rules_of(tables: &VenueTables) -> (&'static Venue, &str) {
    match listed_venue(tables.venue()) {
        Some(venue) => (venue, venue.short_name),
        None => (&generic::VENUE, tables.venue()),
    }
}
