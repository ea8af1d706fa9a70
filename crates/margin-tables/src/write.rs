//! Writing a venue's file: tables that are alike once, markets in the order of their symbols.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use margin_core::{Decimal, plain};
use margin_venues::VenueTables;

use crate::Failure;
use crate::convert::{number, table};
use crate::prices::Prices;
use crate::source::{Source, SourceMarket, Ticks};
use crate::venues::Venue;

/// The length of `YYYY-MM-DD`, with which every date of a source begins.
const DAY: usize = 10;

/// The text of a venue's file, from its sources in the folder of all data. It is read back before it is given away.
pub(crate) fn file(venue: &Venue, data: &Path) -> Result<String, Failure> {
    let prices = Prices::read(data)?;
    let mut markets = markets(venue, data)?;
    for market in markets.values_mut() {
        market.example_price = prices.of(venue.code, market)?;
    }
    text(venue, markets, Some(&prices))
}

/// The markets of one source.
pub(crate) fn by_symbol(venue: &Venue, source: &str) -> Result<BTreeMap<String, SourceMarket>, Failure> {
    let source = Source::parse(venue.code, source)?;
    Ok(source.markets.into_iter().map(|market| (market.symbol.clone(), market)).collect())
}

/// The text of a file with these markets, and what is said of their prices.
pub(crate) fn text(
    venue: &Venue,
    markets: BTreeMap<String, SourceMarket>,
    prices: Option<&Prices>,
) -> Result<String, Failure> {
    let mut tables = Vec::new();
    let mut lines = Vec::new();
    for market in markets.values() {
        let table = table(venue, market)?;
        let place = tables.iter().position(|known| *known == table).unwrap_or_else(|| {
            tables.push(table);
            tables.len() - 1
        });
        lines.push(line(venue, market, place)?);
    }
    let mut head = format!(
        "margin-tables 1\nvenue {}\ndate {}\ntiers {}\nsettle {}{}\norigin {}\n",
        venue.code,
        venue.date,
        venue.tiers,
        venue.settle,
        venue.settlement_unit.map(|unit| format!(" {unit}")).unwrap_or_default(),
        venue.origin
    );
    head += &prices.map(Prices::line).unwrap_or_default();
    // A table has two lines that are no row, its first and its last.
    let rows: usize = tables.iter().map(|table| table.lines().count() - 2).sum();
    let end = format!("end {} {rows} {}\n", tables.len(), lines.len());
    let text = format!("{head}{}markets\n{}{end}", tables.concat(), lines.concat());
    let read = VenueTables::parse(&text).map_err(|error| Failure(format!("{}: {error}", venue.code)))?;
    for (symbol, market) in &markets {
        check(&read, market).map_err(|what| Failure(format!("{} {symbol}: {what}", venue.code)))?;
    }
    Ok(text)
}

/// Whether what is read back is what the source says.
fn check(read: &VenueTables, market: &SourceMarket) -> Result<(), &'static str> {
    let listing = read.listing(&market.symbol).ok_or("it is not listed")?;
    let coins = (listing.base(), Some(listing.quote()), Some(listing.settle()));
    if coins != (market.base.as_str(), market.quote.as_deref(), market.settle.as_deref()) {
        return Err("its coins are read back as others");
    }
    if listing.contract().as_str() != market.contract {
        return Err("its contract is read back as another");
    }
    read.market(&market.symbol).map(|_| ()).ok_or("the core refuses it")
}

/// The markets by symbol. Of several tables of one market, the newest has its symbol, and another one its day behind it:
/// `BTCUSDT@2024-12-25`. A table that is but the beginning of an older one is no newer one.
fn markets(venue: &Venue, data: &Path) -> Result<BTreeMap<String, SourceMarket>, Failure> {
    let ticks = Ticks::read(data, venue.ticks)?;
    let mut left_out: BTreeSet<&str> = venue.left_out.iter().map(|(symbol, _)| *symbol).collect();
    let mut tables: BTreeMap<String, BTreeMap<String, SourceMarket>> = BTreeMap::new();
    for source in venue.sources {
        for mut market in Source::read(data, source.name)?.with_ticks(&ticks).markets {
            if left_out.remove(market.symbol.as_str()) {
                continue;
            }
            let as_of = market.as_of.get_or_insert_with(|| source.date.to_owned());
            let fail = |what| Failure(format!("{} {}: {what}", venue.code, market.symbol));
            let day = as_of.get(..DAY).ok_or_else(|| fail("its date has no day"))?.to_owned();
            // A source that has two tables of a market tells them apart in the same way.
            let name = market.symbol.split('@').next().unwrap_or_default().to_owned();
            if tables.entry(name).or_default().insert(day, market.clone()).is_some() {
                return Err(fail("it is there twice"));
            }
        }
    }
    if let Some(symbol) = left_out.first() {
        return Err(Failure(format!("{}: {symbol} is left out, but not in the sources", venue.code)));
    }
    let mut markets = BTreeMap::new();
    for (name, by_day) in tables {
        let mut newest = by_day.last_key_value();
        for older in by_day.iter().rev() {
            if newest.is_some_and(|(_, newest)| is_beginning(newest, older.1)) {
                newest = Some(older);
            }
        }
        let newest = newest.map(|(day, _)| day.clone());
        for (day, market) in by_day {
            let symbol = if Some(&day) == newest.as_ref() { name.clone() } else { format!("{name}@{day}") };
            markets.insert(symbol.clone(), SourceMarket { symbol, ..market });
        }
    }
    Ok(markets)
}

/// Whether a table has the first rows of another, and no more: what was read of it later confirms that one.
fn is_beginning(table: &SourceMarket, of: &SourceMarket) -> bool {
    // One of the two may state amounts, or print an initial rate.
    let rows = |market: &SourceMarket| -> Vec<_> {
        market
            .tiers
            .iter()
            .map(|tier| (tier.floor.clone(), tier.cap.clone(), tier.rate.clone(), tier.max_leverage.clone()))
            .collect()
    };
    let (rows, of) = (rows(table), rows(of));
    rows.len() < of.len() && of.starts_with(&rows)
}

/// The line of a market, without what its file says of all of them.
fn line(venue: &Venue, market: &SourceMarket, table: usize) -> Result<String, Failure> {
    let fail = |what: &str| Failure(format!("{} {}: {what}", venue.code, market.symbol));
    let settle = market.settle.as_deref().ok_or_else(|| fail("its settlement coin is not known"))?;
    let quote = market.quote.as_deref().ok_or_else(|| fail("its quote coin is not known"))?;
    let mut line = format!("{} {table}", market.symbol);
    let mut add = |name: &str, value: &str| line += &format!(" {name}={value}");
    if market.contract != "linear" {
        add("contract", &market.contract);
    }
    if settle != venue.settle {
        add("settle", settle);
    }
    if quote != settle {
        add("quote", quote);
    }
    // As a reader takes the base from the symbol; `check` sees to it that the two agree.
    let cut = market.symbol.strip_suffix(quote).map(|base| base.trim_end_matches(['-', '_', '/']));
    if market.base != cut.filter(|base| !base.is_empty()).unwrap_or(&market.symbol) {
        add("base", &market.base);
    }
    // A contract of "0" dollars is one of a dollar, as its unit says.
    let size = if market.contract_size_unit.as_deref() == Some("0 means 1 USD per contract") {
        Some("1")
    } else {
        market.contract_size.as_deref()
    };
    if size.is_none() && market.counts == "contracts" {
        return Err(fail("its tiers count contracts, but what one is worth is not known"));
    }
    let size = number(size.unwrap_or("1"))?;
    if size != Decimal::ONE {
        add("multiplier", &plain(size));
    }
    if let Some(tick) = &market.tick_size {
        add("tick", &plain(number(tick)?));
    }
    if let Some(fee) = market.taker_fee.as_deref().or(venue.taker_fee) {
        let fee = number(fee)?;
        if !fee.is_zero() {
            add("taker", &plain(fee));
        }
    }
    if let Some(fee) = venue.liquidation_fee {
        add("liquidation", &plain(number(fee)?));
    }
    if let Some(price) = market.example_price {
        add("price", &plain(price));
    }
    let day = |time: &str| time.get(..DAY).map(str::to_owned).ok_or_else(|| fail("a date has no day"));
    let date = day(market.as_of.as_deref().unwrap_or(venue.date))?;
    if date != venue.date {
        add("date", &date);
    }
    if let Some(expiry) = &market.expiry {
        add("expires", &day(expiry)?);
    }
    for (flag, word) in [(market.is_delisted, " delisted"), (market.only_isolated, " isolated-only")] {
        if flag {
            line += word;
        }
    }
    line.push('\n');
    Ok(line)
}
