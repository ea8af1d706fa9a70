//! One market of a venue's file, with what the file says of all its markets.

use margin_core::{Contract, Decimal, MarketInput, Tier, TierBasis, TierForm};

use super::{DAY_MARK, Entry, ExamplePrice, Table, VenueTables};

/// What a venue's file says of one market.
///
/// ```
/// # let text = "margin-tables 1\nvenue okx\ndate 2026-05-28\ntiers whole size\nsettle USDT\norigin o\ntable\n\
/// #   0 0.004 - 100\n1000 0.005 - 66.66\ncap 5000 partial\nmarkets\nBTC-USDT-SWAP 0 base=BTC multiplier=0.01\nend 1 2 1\n";
/// # let tables = margin_venues::VenueTables::parse(text)?;
/// use margin_core::{TierBasis, parse};
///
/// let listing = tables.listing("BTC-USDT-SWAP").expect("it is listed");
/// assert_eq!((listing.base(), listing.quote(), listing.settle()), ("BTC", "USDT", "USDT"));
/// assert_eq!((listing.tier_basis(), listing.last_cap()), (TierBasis::Size, Some(parse("5000").unwrap())));
/// assert_eq!(listing.max_leverage(), Some(parse("100").unwrap()));
/// assert!(listing.is_partial());
/// # Ok::<(), margin_venues::TableError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    file: &'a VenueTables,
    entry: &'a Entry,
    table: &'a Table,
}

impl<'a> Listing<'a> {
    pub(super) const fn new(file: &'a VenueTables, entry: &'a Entry, table: &'a Table) -> Self {
        Self { file, entry, table }
    }

    /// The venue's name of the market. Where an older table of it is kept, too, that one's symbol ends in `@` and its
    /// day.
    pub fn symbol(&self) -> &'a str {
        &self.entry.symbol
    }

    /// The symbol as it is searched.
    pub(super) fn folded(&self) -> &'a str {
        &self.entry.folded
    }

    /// How it pays.
    pub fn contract(&self) -> Contract {
        self.entry.contract.unwrap_or_default()
    }

    /// What one unit of size is worth: base coins where the market is linear, quote coins where it is inverse,
    /// settlement coins for each unit of price where it is a quanto.
    pub fn multiplier(&self) -> Decimal {
        self.entry.multiplier.unwrap_or(Decimal::ONE)
    }

    /// The coin in which margin, fees and profit are paid.
    pub fn settle(&self) -> &'a str {
        self.entry.settle.as_deref().unwrap_or(&self.file.settle)
    }

    /// The coin of the price.
    pub fn quote(&self) -> &'a str {
        self.entry.quote.as_deref().unwrap_or(self.settle())
    }

    /// The coin (or index, or share) that is traded, as the venue calls it.
    pub fn base(&self) -> &'a str {
        match &self.entry.base {
            Some(base) => base,
            None => base_of(self.symbol(), self.quote()),
        }
    }

    /// The price step, where it is known.
    pub fn tick_size(&self) -> Option<Decimal> {
        self.entry.tick_size
    }

    /// The smallest amount that the venue counts of the settlement coin, where it counts in whole ones.
    pub fn settlement_unit(&self) -> Option<Decimal> {
        self.file.settlement_unit.filter(|_| self.settle() == self.file.settle)
    }

    /// The fee of taking liquidity, a fraction of the value, where it is known.
    pub fn taker_fee(&self) -> Option<Decimal> {
        self.entry.taker_fee
    }

    /// What liquidation costs where the rest is returned, a fraction of the value, where it is known.
    pub fn liquidation_fee(&self) -> Option<Decimal> {
        self.entry.liquidation_fee
    }

    /// Returns a price that it can begin with, in its quote coin; nothing where none is known. An example, not a quote.
    pub fn example_price(&self) -> Option<ExamplePrice> {
        let (price, prices) = (self.entry.example_price?, self.file.prices.as_ref()?);
        Some(ExamplePrice { price, venue: prices.venue.clone(), date: prices.date.clone() })
    }

    /// The date of its table, `YYYY-MM-DD`.
    pub fn date(&self) -> &'a str {
        self.entry.date.as_deref().unwrap_or(&self.file.date)
    }

    /// The day on which it ends, `YYYY-MM-DD`, where it does.
    pub fn expires(&self) -> Option<&'a str> {
        self.entry.expires.as_deref()
    }

    /// Whether it is no longer traded.
    pub fn is_delisted(&self) -> bool {
        self.entry.delisted
    }

    /// Whether another table of the market has its plain symbol: a newer one, or one that goes on where this one ends.
    pub fn is_superseded(&self) -> bool {
        self.symbol().contains(DAY_MARK)
    }

    /// Returns whether it can be traded on a day, `YYYY-MM-DD`, as far as the file tells: its table is the newest, it is
    /// not delisted, and the contract has not ended.
    ///
    /// ```
    /// # let text = "margin-tables 1\nvenue v\ndate 2026-09-29\ntiers marginal value\nsettle USDT\norigin o\ntable\n\
    /// #   0 0.05\ncap -\nmarkets\nBTCUSDT 0\nBTCUSDT@2024-12-25 0 base=BTC date=2024-12-25\n\
    /// #   BTCUSDT_261225 0 base=BTC expires=2026-12-25\nend 1 1 3\n";
    /// # let tables = margin_venues::VenueTables::parse(text)?;
    /// let offered = |symbol: &str, day: &str| tables.listing(symbol).expect("it is listed").is_offered(day);
    /// assert!(offered("BTCUSDT", "2026-12-24") && !offered("BTCUSDT@2024-12-25", "2026-12-24"));
    /// assert!(offered("BTCUSDT_261225", "2026-12-24") && !offered("BTCUSDT_261225", "2026-12-25"));
    /// # Ok::<(), margin_venues::TableError>(())
    /// ```
    pub fn is_offered(&self, day: &str) -> bool {
        // Days of this form are in the order of their text.
        !self.is_superseded() && !self.is_delisted() && self.expires().is_none_or(|end| day < end)
    }

    /// Whether it can be held in isolated margin alone.
    pub fn is_isolated_only(&self) -> bool {
        self.entry.isolated_only
    }

    /// Its tiers, as the venue states them.
    pub fn tiers(&self) -> &'a [Tier] {
        &self.table.tiers
    }

    /// What its floors count.
    pub fn tier_basis(&self) -> TierBasis {
        self.table.basis.unwrap_or(self.file.basis)
    }

    /// The end of the last tier, where it is known: a value in the settlement coin, or a number of contracts.
    pub fn last_cap(&self) -> Option<Decimal> {
        self.table.last_cap
    }

    /// Whether the venue has further tiers that are not known here.
    pub fn is_partial(&self) -> bool {
        self.table.partial
    }

    /// The largest leverage, that of the first tier, where it is known.
    pub fn max_leverage(&self) -> Option<Decimal> {
        self.table.tiers.first().and_then(|tier| tier.max_leverage)
    }

    /// The market as it can be given to the core.
    ///
    /// Where its tiers are whole, or count contracts, the market says so itself, so that no rules can read them as
    /// something else; else it is left to the rules.
    pub fn input(&self) -> MarketInput {
        let generic = (self.file.form, self.tier_basis()) == (TierForm::Marginal, TierBasis::Value);
        MarketInput {
            contract: self.contract(),
            multiplier: self.multiplier(),
            settle: Some(self.settle().to_owned()),
            tick_size: self.tick_size(),
            settlement_unit: self.settlement_unit(),
            taker_fee: self.taker_fee().unwrap_or_default(),
            liquidation_fee: self.liquidation_fee().unwrap_or_default(),
            tier_form: (!generic).then_some(self.file.form),
            tier_basis: (!generic).then_some(self.tier_basis()),
            end: self.last_cap(),
            ..MarketInput::new(self.symbol(), self.table.tiers.clone())
        }
    }
}

/// A symbol without the quote coin at its end, and without what separates them.
fn base_of<'a>(symbol: &'a str, quote: &str) -> &'a str {
    let base = symbol.strip_suffix(quote).map(|base| base.trim_end_matches(['-', '_', '/']));
    base.filter(|base| !base.is_empty()).unwrap_or(symbol)
}

#[cfg(test)]
mod tests {
    use super::base_of;

    #[test]
    fn the_base_is_what_stands_before_the_quote_coin() {
        for (symbol, quote, base) in [
            ("BTCUSDT", "USDT", "BTC"),
            ("BTC-USD", "USD", "BTC"),
            ("ETHBTC", "BTC", "ETH"),
            ("BTC", "USD", "BTC"),
            ("USDT", "USDT", "USDT"),
            ("_USDT", "USDT", "_USDT"),
        ] {
            assert_eq!(base_of(symbol, quote), base, "{symbol}");
        }
    }
}
