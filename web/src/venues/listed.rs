//! One market with all that is said of it: what the core takes, and where and when it was read.

use super::house::House;
use margin_core::{Contract, Decimal, Market, TierBasis, TierForm};
use margin_venues::{ExamplePrice, Listing, Venue, VenueTables, binance_usdm as binance};

/// A market that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The venue whose rules apply.
    pub venue: &'static Venue,
    /// The name of the venue whose table it is.
    pub venue_name: String,
    /// Whether the table is the reader's own.
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
    /// The date of its table, `YYYY-MM-DD`; empty where the reader gave it.
    pub date: String,
    /// Where the table was read; empty where the reader gave it.
    pub origin: String,
    /// The end of the last tier, where it is known.
    pub last_cap: Option<Decimal>,
    /// Whether the venue has further tiers that are not known.
    pub is_partial: bool,
    /// The day on which it ends, where it does.
    pub expires: Option<String>,
    /// Whether it is no longer traded.
    pub is_delisted: bool,
}

/// Where the tables that are built in were read; a test compares it with their file.
const BUILT_IN_ORIGIN: &str = "freqtrade/freqtrade, freqtrade/exchange/binance_leverage_tiers.json, release 2026.9";

impl Listed {
    /// A market that is part of the program.
    pub fn built_in(symbol: &str) -> Option<Self> {
        let market = binance::market(symbol)?;
        Some(Self {
            venue: &binance::VENUE,
            venue_name: House::at(0).name.to_owned(),
            is_own: false,
            base: symbol.trim_end_matches(binance::SETTLEMENT).to_owned(),
            quote: binance::SETTLEMENT.to_owned(),
            settle: binance::SETTLEMENT.to_owned(),
            example_price: binance::example_price(symbol),
            settle_price: None,
            date: binance::TABLE_DATE.to_owned(),
            origin: BUILT_IN_ORIGIN.to_owned(),
            last_cap: binance::largest_value(symbol),
            is_partial: false,
            expires: None,
            is_delisted: false,
            market,
        })
    }

    /// A market of a file.
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
            last_cap: listing.last_cap(),
            is_partial: listing.is_partial(),
            expires: listing.expires().map(str::to_owned),
            is_delisted: listing.is_delisted(),
        })
    }

    /// The venue's name of the market.
    pub fn symbol(&self) -> &str {
        self.market.symbol()
    }

    /// How it pays.
    pub const fn contract(&self) -> Contract {
        self.market.contract()
    }

    /// How the rates of its table apply.
    pub fn tier_form(&self) -> TierForm {
        self.venue.rules.tier_form
    }

    /// What the floors of its table count.
    pub fn tier_basis(&self) -> TierBasis {
        self.market.to_input().tier_basis.unwrap_or(self.venue.rules.tier_basis)
    }

    /// Whether amounts of the settlement coin are amounts of the price's coin, too.
    pub fn pays_in_quote(&self) -> bool {
        self.contract() == Contract::Linear
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::tests::content;
    use super::*;

    #[test]
    fn what_is_built_in_is_what_the_file_says() {
        let tables = VenueTables::parse(&content("binance-usdm")).unwrap();
        for symbol in binance::SYMBOLS {
            let read = Listed::of_file(&tables, symbol, &binance::VENUE, House::at(0).name).unwrap();
            let built_in = Listed::built_in(symbol).unwrap();
            assert_eq!(read.market.tiers(), built_in.market.tiers(), "{symbol}");
            assert_eq!(Listed { market: built_in.market.clone(), ..read }, built_in, "{symbol}");
        }
    }
}
