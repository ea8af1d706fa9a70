//! The tables of a venue: one text file, read strictly.
//!
//! The files are in `tables/`, one a venue. They are made from the sources in `data/tiers/` by `cargo xtask tables`,
//! and never edited. A file is small, because tables that are alike are written once; it is read without a library,
//! in a few milliseconds for a thousand markets; and what is read is checked as the core checks it, so that a stated
//! maintenance amount that contradicts its rates is an error of the line it stands on.
//!
//! ```text
//! file      = "margin-tables 1"                      the format and its version
//!             "venue" code
//!             "date" YYYY-MM-DD                      of the tables, unless a market says otherwise
//!             "tiers" ("marginal" | "whole") basis   what the venue's rules say of all its tables
//!             "settle" coin [number]                 of all markets that do not say otherwise, and the smallest
//!                                                    amount that the venue counts of it, where it counts in such
//!             "origin" text                          where the tables were read, to the end of the line
//!             ["prices" YYYY-MM-DD code text]        of the example prices: their day, the venue that they were paid
//!                                                    on, and where they were read, to the end of the line
//!             table+
//!             "markets"
//!             market+                                in the byte order of their symbols
//!             "end" tables rows markets              how many there are; nothing follows
//! table     = "table" [basis]                        the first is table 0
//!             row+
//!             "cap" (number | "-") ["partial"]       the end of the last tier; "-": none is known. Partial: the
//!                                                    venue has tiers beyond it that are not here
//! row       = floor rate [deduction [max-leverage]]  "-" for one that is left out between others
//! basis     = "value" | "size"                       what a floor counts: settlement coin, or contracts
//! market    = symbol table attribute*
//! attribute = "contract=" ("linear" | "inverse" | "quanto")      linear
//!           | "multiplier=" number                               1
//!           | "settle=" coin                                     that of the file
//!           | "quote=" coin                                      the settlement coin
//!           | "base=" coin                                       the symbol without the quote coin at its end, and
//!                                                              without a "-", "_" or "/" between them
//!           | "tick=" number                                     unknown
//!           | "taker=" number | "liquidation=" number            0: fees, fractions of the value
//!           | "price=" number                                    none: what one base coin cost in the quote coin
//!           | "date=" YYYY-MM-DD                                 that of the file
//!           | "expires=" YYYY-MM-DD | "delisted" | "isolated-only"
//! number    = decimal | decimal "/" decimal
//! ```
//!
//! Every line ends with a line feed, its parts are separated by single blanks, and a file whose end is missing is
//! refused. Decimals are those of [`margin_core::parse`]. A fraction that does not end is rounded to the careful
//! side: a rate up, a leverage down.

mod error;
mod json;
mod listing;
mod pasted;
mod prices;
mod read;
mod row;
mod search;

use margin_core::{Contract, Decimal, Market, MarketInput, Rules, Tier, TierBasis, TierForm};

use prices::Prices;

pub use error::{TableError, TableErrorCode};
pub use json::read_json;
pub use listing::Listing;
pub use pasted::read_rows;
pub use prices::ExamplePrice;

/// The first word of a file, and the version that is read here.
const FORMAT: &str = "margin-tables";
const VERSION: &str = "1";
/// The lines of the head that a venue is checked against.
const VENUE_LINE: usize = 2;
const TIERS_LINE: usize = 4;
/// What comes before the day in the symbol of a table that is not the newest of its market.
const DAY_MARK: char = '@';

/// The tables of one venue.
///
/// ```
/// use margin_core::parse;
/// use margin_venues::VenueTables;
///
/// let text = "margin-tables 1\nvenue binance-usdm\ndate 2026-09-29\ntiers marginal value\nsettle USDT\n\
///             origin the venue's own answer\ntable\n0 0.05 0 10\n10000 0.1 500 5\ncap 60000\nmarkets\n\
///             BOBUSDT 0\nDOGUSDT 0 tick=0.001\nend 1 2 2\n";
/// let tables = VenueTables::parse(text)?;
/// let market = tables.market("DOGUSDT").expect("it is listed");
/// assert_eq!((market.settle(), market.tick_size()), (Some("USDT"), Some(parse("0.001").unwrap())));
/// assert_eq!(tables.largest_value("DOGUSDT"), Some(parse("60000").unwrap()));
/// assert_eq!(tables.search("bo", "2026-10-01"), ["BOBUSDT"]);
///
/// let error = VenueTables::parse(&text.replace("500 5", "501 5")).unwrap_err();
/// assert_eq!((error.line(), error.part_name(), error.value()), (9, "deduction", Some("501")));
/// # Ok::<(), margin_venues::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueTables {
    venue: String,
    date: String,
    form: TierForm,
    basis: TierBasis,
    settle: String,
    /// The smallest amount that the venue counts of that coin, where it counts in whole ones.
    settlement_unit: Option<Decimal>,
    origin: String,
    /// What is said of the example prices, where there are any.
    prices: Option<Prices>,
    tables: Vec<Table>,
    /// In the order of their symbols.
    markets: Vec<Entry>,
}

/// One tier table, shared by all markets that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Table {
    tiers: Vec<Tier>,
    /// Where it is not the file's.
    basis: Option<TierBasis>,
    last_cap: Option<Decimal>,
    partial: bool,
    largest_rate: Decimal,
}

/// One market, as its line says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    symbol: String,
    /// The symbol as it is searched.
    folded: String,
    table: usize,
    contract: Option<Contract>,
    base: Option<String>,
    quote: Option<String>,
    settle: Option<String>,
    multiplier: Option<Decimal>,
    tick_size: Option<Decimal>,
    taker_fee: Option<Decimal>,
    liquidation_fee: Option<Decimal>,
    example_price: Option<Decimal>,
    date: Option<String>,
    expires: Option<String>,
    delisted: bool,
    isolated_only: bool,
}

impl VenueTables {
    /// Reads a file.
    ///
    /// # Errors
    /// The first line that is not as the module says, with what is wrong with it. Every number is checked against
    /// the bounds of the core, and every table as the core does when it is loaded.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        read::read(text)
    }

    /// Whether the file is that of this venue, and its tables are what these rules take.
    pub(crate) fn check_venue(&self, venue: &str, rules: &Rules) -> Result<(), TableError> {
        if self.venue != venue {
            return Err(TableError::new(VENUE_LINE, TableErrorCode::OtherVenue).got(&self.venue));
        }
        if (self.form, self.basis) != (rules.tier_form, rules.tier_basis) {
            return Err(TableError::new(TIERS_LINE, TableErrorCode::OtherUnits).got(match self.basis {
                TierBasis::Value => "value",
                TierBasis::Size => "size",
            }));
        }
        Ok(())
    }

    /// The code of the venue.
    pub fn venue(&self) -> &str {
        &self.venue
    }

    /// The date of the tables, `YYYY-MM-DD`. A market may have one of its own: [`Listing::date`].
    pub fn date(&self) -> &str {
        &self.date
    }

    /// Where the tables were read.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How the rates of these tables are meant to be applied.
    pub const fn tier_form(&self) -> TierForm {
        self.form
    }

    /// What the floors of these tables count, unless a table says otherwise.
    pub const fn tier_basis(&self) -> TierBasis {
        self.basis
    }

    /// How many markets there are, at least one.
    #[allow(clippy::len_without_is_empty, reason = "a file has a market")]
    pub fn len(&self) -> usize {
        self.markets.len()
    }

    /// How many tables the markets share.
    pub fn table_count(&self) -> usize {
        self.tables.len()
    }

    /// All markets, in the byte order of their symbols.
    pub fn listings(&self) -> impl Iterator<Item = Listing<'_>> {
        self.markets.iter().filter_map(|entry| self.listing_of(entry))
    }

    /// All symbols, in byte order.
    pub fn symbols(&self) -> impl Iterator<Item = &str> {
        self.markets.iter().map(|entry| entry.symbol.as_str())
    }

    /// Returns what is known of a market, by its exact symbol.
    ///
    /// The newest table of a market is found by its day, too, as the older ones are: `BTCUSDT@2026-09-29`. So what was
    /// once the newest stays what it was when a newer one comes.
    pub fn listing(&self, symbol: &str) -> Option<Listing<'_>> {
        let find = |symbol: &str| {
            let place = self.markets.binary_search_by(|entry| entry.symbol.as_str().cmp(symbol)).ok()?;
            self.listing_of(self.markets.get(place)?)
        };
        find(symbol).or_else(|| {
            let (name, day) = symbol.split_once(DAY_MARK)?;
            find(name).filter(|listing| listing.date() == day)
        })
    }

    fn listing_of<'a>(&'a self, entry: &'a Entry) -> Option<Listing<'a>> {
        Some(Listing::new(self, entry, self.tables.get(entry.table)?))
    }

    /// A market as the core takes it, by its exact symbol.
    ///
    /// Where its tiers are whole, or count contracts, the market says so itself: see [`Listing::input`].
    pub fn market(&self, symbol: &str) -> Option<Market> {
        Market::new(self.listing(symbol)?.input()).ok()
    }

    /// A market as it could be given to the core, by its exact symbol.
    pub fn market_input(&self, symbol: &str) -> Option<MarketInput> {
        Some(self.listing(symbol)?.input())
    }

    /// The largest value that a position in a market may have: the last cap of its table. Nothing where no cap is
    /// known, or where it counts contracts.
    pub fn largest_value(&self, symbol: &str) -> Option<Decimal> {
        let listing = self.listing(symbol)?;
        listing.last_cap().filter(|_| listing.tier_basis() == TierBasis::Value)
    }

    /// The symbols that contain what a person types, the nearest first: the symbol itself, those of a coin of that
    /// name, those that begin so, those that contain it. Case and separators do not count; of symbols that are as
    /// near, the one in the venue's settlement coin comes first, then the shorter one. An empty query finds all.
    ///
    /// What is not offered on a day (see [`Listing::is_offered`]) is found by its whole symbol alone.
    ///
    /// ```
    /// # let text = "margin-tables 1\nvenue v\ndate 2026-09-29\ntiers marginal value\nsettle USDT\norigin o\ntable\n\
    /// #   0 0.05\ncap -\nmarkets\nBTC-USDC 0 settle=USDC\nBTC-USDT 0\nBTCDOM-USDT 0\nWBTC-USDT 0\nend 1 1 4\n";
    /// # let tables = margin_venues::VenueTables::parse(text)?;
    /// let today = "2026-10-01";
    /// assert_eq!(tables.search("btc", today), ["BTC-USDT", "BTC-USDC", "BTCDOM-USDT", "WBTC-USDT"]);
    /// assert_eq!(tables.search("btc/usdt", today), ["BTC-USDT", "WBTC-USDT"]);
    /// assert!(tables.search("eth", today).is_empty());
    /// # Ok::<(), margin_venues::TableError>(())
    /// ```
    pub fn search(&self, query: &str, day: &str) -> Vec<&str> {
        let query = search::folded(query);
        let mut found: Vec<_> = self
            .listings()
            .filter(|listing| listing.is_offered(day) || listing.folded() == query)
            .filter_map(|listing| {
                let rank = search::rank(&query, listing.folded(), listing.base())?;
                Some((rank, listing.settle() != self.settle, listing.symbol().len(), listing.symbol()))
            })
            .collect();
        if !query.is_empty() {
            found.sort_unstable();
        }
        found.into_iter().map(|(.., symbol)| symbol).collect()
    }
}
