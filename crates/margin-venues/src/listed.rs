//! One market with all that is said of it: what the core takes, and where and when it was read.

use margin_core::{Contract, Decimal, Market, TierBasis, TierForm};

use crate::binance_usdm as binance;
use crate::generic;
use crate::tables::{ExamplePrice, Listing, VenueTables};
use crate::venue::Venue;

/// A market that can be chosen.
///
/// ```
/// use margin_core::parse;
/// use margin_venues::Listed;
///
/// let listed = Listed::built_in("BTCUSDT").expect("it is built in");
/// assert_eq!((listed.base.as_str(), listed.quote.as_str(), listed.venue_name.as_str()), ("BTC", "USDT", "Binance"));
/// assert_eq!(listed.market.tiers().end(), parse("1800000000").ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The venue whose rules apply.
    pub venue: &'static Venue,
    /// The name of the venue whose table it is.
    pub venue_name: String,
    /// Whether the table is one that a person gave.
    pub is_own: bool,
    /// As the core takes it.
    pub market: Market,
    /// The coin that is traded.
    pub base: String,
    /// The coin of the price.
    pub quote: String,
    /// The coin in which margin, fees and profit are paid.
    pub settle: String,
    /// A price that it can begin with; nothing where none is known.
    pub example_price: Option<ExamplePrice>,
    /// The same of its settlement coin, where the market does not price it itself.
    pub settle_price: Option<ExamplePrice>,
    /// The date of its table, `YYYY-MM-DD`; empty where a person gave it.
    pub date: String,
    /// Where the table was read; empty where a person gave it.
    pub origin: String,
    /// Whether the venue has further tiers that are not known.
    pub is_partial: bool,
    /// The day on which it ends, `YYYY-MM-DD`, where it does.
    pub expires: Option<String>,
    /// Whether it is no longer traded.
    pub is_delisted: bool,
    /// Whether it is the market of one rate, of no venue.
    pub is_flat: bool,
}

/// Where the tables that are built in were read; a test compares it with their file.
const BUILT_IN_ORIGIN: &str = "freqtrade/freqtrade, freqtrade/exchange/binance_leverage_tiers.json, release 2026.9";

impl Listed {
    /// The maintenance rate that the flat market begins with: 0.5%.
    pub const FLAT_RATE: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

    /// Returns a market that is part of the program, by its exact symbol; nothing where it is not one of
    /// [`SYMBOLS`](crate::binance_usdm::SYMBOLS).
    ///
    /// ```
    /// use margin_venues::Listed;
    ///
    /// assert_eq!(Listed::built_in("ETHUSDT").expect("it is built in").date, "2026-09-29");
    /// assert_eq!(Listed::built_in("ethusdt"), None);
    /// ```
    pub fn built_in(symbol: &str) -> Option<Self> {
        let market = binance::market(symbol)?;
        Some(Self {
            venue: &binance::VENUE,
            venue_name: binance::VENUE.short_name.to_owned(),
            is_own: false,
            base: symbol.trim_end_matches(binance::SETTLEMENT).to_owned(),
            quote: binance::SETTLEMENT.to_owned(),
            settle: binance::SETTLEMENT.to_owned(),
            example_price: binance::example_price(symbol),
            settle_price: None,
            date: binance::TABLE_DATE.to_owned(),
            origin: BUILT_IN_ORIGIN.to_owned(),
            is_partial: false,
            expires: None,
            is_delisted: false,
            is_flat: false,
            market,
        })
    }

    /// Returns the market of one maintenance rate for every size, which is of no venue: bitcoin in dollars.
    ///
    /// # Errors
    /// `negative` or `out-of-range` for a rate below 0, or of 1 and more.
    ///
    /// ```
    /// use margin_core::parse;
    /// use margin_venues::Listed;
    ///
    /// assert_eq!(Listed::flat(parse("0.01")?)?.market.tiers().len(), 1);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn flat(rate: Decimal) -> margin_core::Result<Self> {
        Ok(Self {
            venue: &generic::VENUE,
            venue_name: String::new(),
            is_own: false,
            market: Market::flat(rate)?,
            base: "BTC".to_owned(),
            quote: "USD".to_owned(),
            settle: "USD".to_owned(),
            example_price: None,
            settle_price: None,
            date: String::new(),
            origin: String::new(),
            is_partial: false,
            expires: None,
            is_delisted: false,
            is_flat: true,
        })
    }

    /// Returns the maintenance rate of the flat market; nothing of another.
    ///
    /// ```
    /// use margin_venues::Listed;
    ///
    /// assert_eq!(Listed::built_in("BTCUSDT").expect("it is built in").flat_rate(), None);
    /// ```
    pub fn flat_rate(&self) -> Option<Decimal> {
        self.is_flat.then(|| self.market.tiers().row(0).rate)
    }

    /// Returns a market of a file, by its exact symbol, under the rules of a venue. Nothing where the file has none of this
    /// symbol, and where the rules take its table as something else than it is.
    ///
    /// ```
    /// # let text = "margin-tables 1\nvenue okx\ndate 2026-05-28\ntiers whole size\nsettle USDT\norigin o\ntable\n\
    /// #   0 0.004 - 100\ncap 1000\nmarkets\nBTC-USDT-SWAP 0 base=BTC multiplier=0.01\nend 1 1 1\n";
    /// # let tables = margin_venues::VenueTables::parse(text)?;
    /// use margin_core::TierBasis;
    /// use margin_venues::{Listed, okx};
    ///
    /// let listed = Listed::of_file(&tables, "BTC-USDT-SWAP", &okx::VENUE, "OKX").expect("it is listed");
    /// assert_eq!((listed.tier_basis(), listed.date.as_str()), (TierBasis::Size, "2026-05-28"));
    /// assert_eq!(Listed::of_file(&tables, "BTC", &okx::VENUE, "OKX"), None);
    /// # Ok::<(), margin_venues::TableError>(())
    /// ```
    pub fn of_file(tables: &VenueTables, symbol: &str, venue: &'static Venue, venue_name: &str) -> Option<Self> {
        let listing: Listing<'_> = tables.listing(symbol)?;
        let is_quanto = listing.contract() == Contract::Quanto;
        Some(Self {
            venue,
            venue_name: venue_name.to_owned(),
            is_own: false,
            market: Market::new(listing.input()).ok().filter(|market| market.check_rules(&venue.rules).is_ok())?,
            base: listing.base().to_owned(),
            quote: listing.quote().to_owned(),
            settle: listing.settle().to_owned(),
            example_price: listing.example_price(),
            settle_price: is_quanto.then(|| tables.coin_price(listing.settle(), listing.quote())).flatten(),
            date: listing.date().to_owned(),
            origin: tables.origin().to_owned(),
            is_partial: listing.is_partial(),
            expires: listing.expires().map(str::to_owned),
            is_delisted: listing.is_delisted(),
            is_flat: false,
        })
    }

    /// Returns the venue's name of the market.
    ///
    /// ```
    /// # let listed = margin_venues::Listed::built_in("BTCUSDT").expect("it is built in");
    /// assert_eq!(listed.symbol(), "BTCUSDT");
    /// ```
    pub fn symbol(&self) -> &str {
        self.market.symbol()
    }

    /// Returns how it pays.
    ///
    /// ```
    /// # let listed = margin_venues::Listed::built_in("BTCUSDT").expect("it is built in");
    /// assert_eq!(listed.contract(), margin_core::Contract::Linear);
    /// ```
    pub const fn contract(&self) -> Contract {
        self.market.contract()
    }

    /// Returns how the rates of its table apply.
    ///
    /// ```
    /// # let listed = margin_venues::Listed::built_in("BTCUSDT").expect("it is built in");
    /// assert_eq!(listed.tier_form(), margin_core::TierForm::Marginal);
    /// ```
    pub fn tier_form(&self) -> TierForm {
        self.venue.rules.tier_form
    }

    /// Returns what the floors of its table count.
    ///
    /// ```
    /// # let listed = margin_venues::Listed::built_in("BTCUSDT").expect("it is built in");
    /// assert_eq!(listed.tier_basis(), margin_core::TierBasis::Value);
    /// ```
    pub fn tier_basis(&self) -> TierBasis {
        self.market.tier_basis(&self.venue.rules)
    }

    /// Returns whether amounts of the settlement coin are amounts of the price's coin, too.
    ///
    /// ```
    /// # let listed = margin_venues::Listed::built_in("BTCUSDT").expect("it is built in");
    /// assert!(listed.pays_in_quote());
    /// ```
    pub fn pays_in_quote(&self) -> bool {
        self.contract() == Contract::Linear
    }
}
