//! The prices that a file has beside its tables: what a market of the coin was once traded at.

use margin_core::Decimal;

use super::VenueTables;
use crate::coins::{coin, same_money};

/// A price that a market can begin with: the last one of a market of its coin, on some day. An example, not a quote.
///
/// ```
/// # let text = "margin-tables 1\nvenue gate\ndate 2026-09-25\ntiers marginal value\nsettle USDT\norigin o\n\
/// #   prices 2026-03-19 binance-usdm p\ntable\n0 0.025\ncap -\nmarkets\nPEPE_USDT 0 price=0.0000034045\nend 1 1 1\n";
/// # let tables = margin_venues::VenueTables::parse(text)?;
/// use margin_core::parse;
///
/// let example = tables.listing("PEPE_USDT").and_then(|listing| listing.example_price()).expect("it has one");
/// assert_eq!(example.price, parse("0.0000034045").unwrap());
/// assert_eq!((example.venue.as_str(), example.date.as_str()), ("binance-usdm", "2026-03-19"));
/// # Ok::<(), margin_venues::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamplePrice {
    /// What one base coin cost, in the coin of the market's price.
    pub price: Decimal,
    /// The code of the venue on which it was paid, which may be another than that of the market.
    pub venue: String,
    /// The day, `YYYY-MM-DD`.
    pub date: String,
}

/// What a file says of all its prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prices {
    pub(super) date: String,
    pub(super) venue: String,
    pub(super) origin: String,
}

impl VenueTables {
    /// Returns where the example prices were read; nothing where the file has none.
    ///
    /// ```
    /// # let text = "margin-tables 1\nvenue v\ndate 2026-09-25\ntiers marginal value\nsettle USDT\norigin o\n\
    /// #   prices 2026-03-19 binance-usdm somebody's candles\ntable\n0 0.025\ncap -\nmarkets\nAUSDT 0 price=2\nend 1 1 1\n";
    /// let tables = margin_venues::VenueTables::parse(text)?;
    /// assert_eq!(tables.price_origin(), Some("somebody's candles"));
    /// # Ok::<(), margin_venues::TableError>(())
    /// ```
    pub fn price_origin(&self) -> Option<&str> {
        self.prices.as_ref().map(|prices| prices.origin.as_str())
    }

    /// Returns what a coin costs in another, as the first market of the file that prices it so has it; nothing where none
    /// does. Dollars, and coins that follow the dollar, are taken for each other.
    ///
    /// ```
    /// # let text = "margin-tables 1\nvenue bitmex\ndate 2026-09-25\ntiers whole value\nsettle XBT\norigin o\n\
    /// #   prices 2026-03-19 binance-usdm p\ntable\n0 0.025\ncap -\nmarkets\nXBTUSD 0 contract=inverse quote=USD price=70349.5\n\
    /// #   end 1 1 1\n";
    /// # let tables = margin_venues::VenueTables::parse(text)?;
    /// use margin_core::parse;
    ///
    /// assert_eq!(tables.coin_price("BTC", "USDT").map(|example| example.price), parse("70349.5").ok());
    /// assert_eq!(tables.coin_price("BTC", "EUR"), None);
    /// # Ok::<(), margin_venues::TableError>(())
    /// ```
    pub fn coin_price(&self, base: &str, quote: &str) -> Option<ExamplePrice> {
        self.listings()
            .filter(|listing| coin(listing.base()) == coin(base) && same_money(listing.quote(), quote))
            .find_map(|listing| listing.example_price())
    }
}
