//! Reading a table file, line by line.

use core::iter::Peekable;
use core::str::Split;

use margin_core::{Checked, Contract, Decimal, MarginError, TierBasis, TierForm, bounds};

use super::error::{TableError, TableErrorCode};
use super::prices::Prices;
use super::row::{self, NOTHING, Toward, number};
use super::search::folded;
use super::{Entry, FORMAT, Table, VERSION, VenueTables};

/// The longest a line may be: an origin takes a few hundred bytes.
const LONGEST_LINE: usize = 2000;
/// The most tables and the most markets of a file; no venue has a tenth of it.
const MOST: usize = 20_000;

type Result<T> = core::result::Result<T, TableError>;
/// The parts of a line. Two blanks have an empty part between them, which no part may be.
type Words<'a> = Split<'a, char>;

/// The lines that are left, each with its number.
struct Lines<'a> {
    rest: Peekable<core::iter::Zip<core::ops::RangeFrom<usize>, Split<'a, char>>>,
    last: usize,
}

impl<'a> Lines<'a> {
    /// The next line. The text after the last line break is no line.
    fn next(&mut self) -> Result<(usize, &'a str)> {
        let truncated = || TableError::new(self.last, TableErrorCode::Truncated).expected("a last line `end …`");
        let (number, line) = self.rest.next().ok_or_else(truncated)?;
        // The piece after the last break: a whole file has none there.
        if self.rest.peek().is_none() {
            return Err(TableError::new(number, TableErrorCode::Truncated).expected("a last line `end …`"));
        }
        self.last = number;
        if line.len() > LONGEST_LINE {
            return Err(TableError::new(number, TableErrorCode::TooLong).got(line).expected("at most 2000 bytes"));
        }
        Ok((number, line))
    }

    /// What follows this word on the next line.
    fn after(&mut self, word: &'static str) -> Result<(usize, &'a str)> {
        let (number, line) = self.next()?;
        match line.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')) {
            Some(rest) if !rest.trim().is_empty() => Ok((number, rest)),
            _ => Err(TableError::new(number, TableErrorCode::UnexpectedLine).got(line).expected(word)),
        }
    }
}

pub(super) fn read(text: &str) -> Result<VenueTables> {
    if text.is_empty() {
        return Err(TableError::new(1, TableErrorCode::Empty).expected("a table file"));
    }
    let mut lines = Lines { rest: (1..).zip(text.split('\n')).peekable(), last: 1 };
    let mut file = head(&mut lines)?;
    let (tables_done, markets_begin) = tables(&mut lines, &mut file.tables)?;
    if file.tables.is_empty() {
        return Err(TableError::new(tables_done, TableErrorCode::Empty).got(markets_begin).expected("table"));
    }
    markets(&mut lines, &mut file)?;
    Ok(file)
}

fn head(lines: &mut Lines<'_>) -> Result<VenueTables> {
    let (line, first) = lines.next()?;
    let version = first
        .strip_prefix(FORMAT)
        .and_then(|rest| rest.strip_prefix(' '))
        .ok_or_else(|| TableError::new(line, TableErrorCode::NotATable).got(first).expected("margin-tables 1"))?;
    if version != VERSION {
        return Err(TableError::new(line, TableErrorCode::UnsupportedVersion).got(version).expected("1"));
    }
    let (line, venue) = lines.after("venue")?;
    let venue = word(line, "venue", venue)?;
    let (line, date) = lines.after("date")?;
    let date = checked_date(line, date)?;
    let (line, tiers) = lines.after("tiers")?;
    let mut words = tiers.split(' ');
    let form = match words.next() {
        Some("marginal") => TierForm::Marginal,
        Some("whole") => TierForm::Whole,
        other => return Err(unknown(line, "tiers", other.unwrap_or_default(), "marginal or whole")),
    };
    let basis = basis(line, words.next().unwrap_or_default())?;
    nothing_more(line, &mut words)?;
    let (line, settle) = lines.after("settle")?;
    let (settle, settlement_unit) = match settle.split_once(' ') {
        None => (settle, None),
        Some((settle, unit)) => (settle, Some(bounded(line, "settle", &bounds::SETTLEMENT_UNIT, unit, Toward::Less)?)),
    };
    let settle = word(line, "settle", settle)?;
    let (_, origin) = lines.after("origin")?;
    let prices = prices(lines)?;
    Ok(VenueTables {
        venue: venue.to_owned(),
        date: date.to_owned(),
        form,
        basis,
        settle: settle.to_owned(),
        settlement_unit,
        origin: origin.to_owned(),
        prices,
        tables: Vec::new(),
        markets: Vec::new(),
    })
}

/// `prices YYYY-MM-DD venue origin`, where the next line is one.
fn prices(lines: &mut Lines<'_>) -> Result<Option<Prices>> {
    if !lines.rest.peek().is_some_and(|(_, line)| line.starts_with("prices ")) {
        return Ok(None);
    }
    let (line, text) = lines.after("prices")?;
    let mut words = text.splitn(3, ' ');
    let date = checked_date(line, words.next().unwrap_or_default())?;
    let mut next = |part| {
        let word = words.next().filter(|word| !word.trim().is_empty());
        word.ok_or_else(|| TableError::new(line, TableErrorCode::MissingColumn).part(part))
    };
    let (venue, origin) = (next("venue")?, next("prices")?);
    Ok(Some(Prices { date: date.to_owned(), venue: venue.to_owned(), origin: origin.to_owned() }))
}

/// Reads tables until the line `markets`, and gives that line back.
fn tables<'a>(lines: &mut Lines<'a>, tables: &mut Vec<Table>) -> Result<(usize, &'a str)> {
    let (mut number, mut line) = lines.next()?;
    loop {
        let mut words = line.split(' ');
        match words.next() {
            Some("markets") => {
                nothing_more(number, &mut words)?;
                return Ok((number, line));
            }
            Some("table") if tables.len() < MOST => {}
            Some("table") => return Err(TableError::new(number, TableErrorCode::TooLong).expected("fewer tables")),
            _ => {
                return Err(TableError::new(number, TableErrorCode::UnexpectedLine)
                    .got(line)
                    .expected("table or markets"));
            }
        }
        let basis = match words.next() {
            None => None,
            Some(text) => Some(basis(number, text)?),
        };
        nothing_more(number, &mut words)?;
        let (mut tiers, mut rows) = (Vec::new(), Vec::new());
        let (cap_line, cap) = loop {
            let (number, line) = lines.next()?;
            match line.strip_prefix("cap ") {
                Some(cap) => break (number, cap),
                None => row::push(&mut tiers, &mut rows, number, row::row(number, line.split(' '))?)?,
            }
        };
        rows.push(cap_line);
        let checked = row::check(&tiers, &rows)?;
        let largest_rate = checked.rows().map(|row| row.rate).max().unwrap_or_default();
        let last_floor = checked.row(checked.len()).floor;
        let (last_cap, partial) = last_cap(cap_line, cap, last_floor)?;
        tables.push(Table { tiers, basis, last_cap, partial, largest_rate });
        (number, line) = lines.next()?;
    }
}

/// `cap 5000`, `cap 5000 partial`, `cap -`.
fn last_cap(line: usize, text: &str, last_floor: Decimal) -> Result<(Option<Decimal>, bool)> {
    let mut words = text.split(' ');
    let cap = match words.next() {
        None => return Err(TableError::new(line, TableErrorCode::MissingColumn).part("cap")),
        Some(NOTHING) => None,
        Some(cap) => {
            let cap = bounded(line, "cap", &bounds::MONEY, cap, Toward::Less)?;
            if cap < last_floor {
                return Err(TableError::new(line, TableErrorCode::BadRow)
                    .part("cap")
                    .got(text)
                    .expected("a cap not below the last floor"));
            }
            Some(cap)
        }
    };
    let partial = match words.next() {
        None => false,
        Some("partial") => true,
        Some(other) => return Err(unknown(line, "cap", other, "partial, or nothing")),
    };
    nothing_more(line, &mut words)?;
    Ok((cap, partial))
}

/// Reads markets up to the last line, and checks what it counts.
fn markets(lines: &mut Lines<'_>, file: &mut VenueTables) -> Result<()> {
    loop {
        let (number, line) = lines.next()?;
        let mut words = line.split(' ');
        let symbol = words.next().unwrap_or_default();
        if symbol == "end" {
            return end(lines, file, number, line);
        }
        if symbol.is_empty() {
            return Err(TableError::new(number, TableErrorCode::MissingColumn).part("symbol"));
        }
        if file.markets.len() >= MOST {
            return Err(TableError::new(number, TableErrorCode::TooLong).expected("fewer markets"));
        }
        let entry = market(file, number, symbol, &mut words)?;
        if let Some(previous) = file.markets.last() {
            match previous.symbol.as_str().cmp(symbol) {
                core::cmp::Ordering::Less => {}
                core::cmp::Ordering::Equal => {
                    return Err(TableError::new(number, TableErrorCode::DuplicateSymbol).got(symbol));
                }
                core::cmp::Ordering::Greater => {
                    return Err(TableError::new(number, TableErrorCode::Unordered).got(symbol));
                }
            }
        }
        file.markets.push(entry);
    }
}

fn end(lines: &mut Lines<'_>, file: &VenueTables, number: usize, line: &str) -> Result<()> {
    let rows: usize = file.tables.iter().map(|table| table.tiers.len()).sum();
    if line != format!("end {} {rows} {}", file.tables.len(), file.markets.len()) {
        return Err(TableError::new(number, TableErrorCode::MiscountedEnd)
            .got(line)
            .expected("`end`, and how many tables, rows and markets there are"));
    }
    if file.markets.is_empty() {
        return Err(TableError::new(number, TableErrorCode::Empty).got(line).expected("a market"));
    }
    // What follows the last break must be nothing.
    match (lines.rest.next(), lines.rest.next()) {
        (Some((_, "")), None) | (None, None) => Ok(()),
        (Some((number, more)), _) | (None, Some((number, more))) => {
            Err(TableError::new(number, TableErrorCode::AfterEnd).got(more))
        }
    }
}

/// `symbol table [name=value]…`
fn market(file: &VenueTables, line: usize, symbol: &str, words: &mut Words<'_>) -> Result<Entry> {
    let number = words.next().ok_or_else(|| TableError::new(line, TableErrorCode::MissingColumn).part("table"))?;
    let place = number.parse().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()));
    let table = place.and_then(|place: usize| file.tables.get(place));
    let (Some(place), Some(table)) = (place, table) else {
        return Err(TableError::new(line, TableErrorCode::UnknownTable).part("table").got(number));
    };
    let mut entry = Entry {
        symbol: symbol.to_owned(),
        folded: folded(symbol),
        table: place,
        contract: None,
        base: None,
        quote: None,
        settle: None,
        multiplier: None,
        tick_size: None,
        taker_fee: None,
        liquidation_fee: None,
        example_price: None,
        date: None,
        expires: None,
        delisted: false,
        isolated_only: false,
    };
    for word in words {
        attribute(&mut entry, line, word)?;
    }
    if let Some(price) = entry.example_price.filter(|_| file.prices.is_none()) {
        return Err(TableError::new(line, TableErrorCode::UnknownWord)
            .part("price")
            .got(&margin_core::plain(price))
            .expected("a line `prices` in the head"));
    }
    // The rate and the closing fee together stay below 1: the core would refuse the market otherwise.
    let fee = entry.taker_fee.unwrap_or_default();
    if table.largest_rate.plus(fee).is_ok_and(|sum| sum >= Decimal::ONE) {
        return Err(TableError::new(line, TableErrorCode::BadRow)
            .part("taker")
            .got(&margin_core::plain(fee))
            .expected("a fee that stays below 1 with the largest rate"));
    }
    Ok(entry)
}

fn attribute(entry: &mut Entry, line: usize, word: &str) -> Result<()> {
    let twice = || TableError::new(line, TableErrorCode::DuplicateAttribute).got(word);
    let set = |place: &mut Option<String>, value: &str| match place.replace(value.to_owned()) {
        None => Ok(()),
        Some(_) => Err(twice()),
    };
    let number = |place: &mut Option<Decimal>, part, bound, text| match place.replace(bounded(
        line,
        part,
        bound,
        text,
        Toward::Less,
    )?) {
        None => Ok(()),
        Some(_) => Err(twice()),
    };
    let flag = |place: &mut bool| if core::mem::replace(place, true) { Err(twice()) } else { Ok(()) };
    match word.split_once('=') {
        Some((_, "")) => Err(TableError::new(line, TableErrorCode::MissingColumn).got(word)),
        Some(("contract", value)) => {
            let contract = [Contract::Linear, Contract::Inverse, Contract::Quanto];
            let contract = contract.into_iter().find(|contract| contract.as_str() == value);
            let contract = contract.ok_or_else(|| unknown(line, "contract", value, "linear, inverse or quanto"))?;
            if entry.contract.replace(contract).is_some() { Err(twice()) } else { Ok(()) }
        }
        Some(("base", value)) => set(&mut entry.base, value),
        Some(("quote", value)) => set(&mut entry.quote, value),
        Some(("settle", value)) => set(&mut entry.settle, value),
        Some(("date", value)) => set(&mut entry.date, checked_date(line, value)?),
        Some(("expires", value)) => set(&mut entry.expires, checked_date(line, value)?),
        Some(("multiplier", value)) => number(&mut entry.multiplier, "multiplier", &bounds::MULTIPLIER, value),
        Some(("tick", value)) => number(&mut entry.tick_size, "tick", &bounds::TICK_SIZE, value),
        Some(("taker", value)) => number(&mut entry.taker_fee, "taker", &bounds::RATE, value),
        Some(("price", value)) => number(&mut entry.example_price, "price", &bounds::PRICE, value),
        Some(("liquidation", value)) => number(&mut entry.liquidation_fee, "liquidation", &bounds::RATE, value),
        None if word == "delisted" => flag(&mut entry.delisted),
        None if word == "isolated-only" => flag(&mut entry.isolated_only),
        _ => Err(unknown(line, "", word, "an attribute of a market")),
    }
}

fn basis(line: usize, text: &str) -> Result<TierBasis> {
    match text {
        "value" => Ok(TierBasis::Value),
        "size" => Ok(TierBasis::Size),
        other => Err(unknown(line, "tiers", other, "value or size")),
    }
}

fn bounded(line: usize, part: &'static str, bound: &bounds::Bound, text: &str, toward: Toward) -> Result<Decimal> {
    number(text, toward)
        .and_then(|number| bound.check(part, number))
        .map_err(|error: MarginError| TableError::caused(line, TableErrorCode::BadNumber, error).part(part))
}

fn word<'a>(line: usize, part: &'static str, text: &'a str) -> Result<&'a str> {
    let mut words = text.split(' ');
    let first = words.next().filter(|first| !first.is_empty());
    let first = first.ok_or_else(|| TableError::new(line, TableErrorCode::MissingColumn).part(part))?;
    nothing_more(line, &mut words)?;
    Ok(first)
}

/// `YYYY-MM-DD`, of a month and a day that there are.
fn checked_date(line: usize, text: &str) -> Result<&str> {
    let mut parts = text.split('-');
    let mut part = |length: usize, least: u32, most: u32| {
        let part = parts.next().unwrap_or_default();
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        digits && part.parse().is_ok_and(|number: u32| least <= number && number <= most)
    };
    if part(4, 2000, 9999) && part(2, 1, 12) && part(2, 1, 31) && parts.next().is_none() {
        return Ok(text);
    }
    Err(TableError::new(line, TableErrorCode::NotADate).part("date").got(text).expected("YYYY-MM-DD"))
}

fn nothing_more(line: usize, words: &mut Words<'_>) -> Result<()> {
    match words.next() {
        None => Ok(()),
        Some(more) => Err(TableError::new(line, TableErrorCode::TooManyColumns).got(more)),
    }
}

#[cold]
fn unknown(line: usize, part: &'static str, text: &str, expected: &'static str) -> TableError {
    TableError::new(line, TableErrorCode::UnknownWord).part(part).got(text).expected(expected)
}
