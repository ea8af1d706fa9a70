//! A table as a venue's own interface prints it: JSON, of whose names those of the known venues are looked for.
//!
//! An object that states a maintenance rate is a tier. What else stands round it does not matter, but it must be JSON,
//! whole, and of one market.

use margin_core::{Decimal, Tier, TierBasis, parse};

use super::error::{TableError, TableErrorCode};
use super::row::{NOTHING, check, push, row};

type Result<T> = core::result::Result<T, TableError>;

/// How deep lists and objects may lie in each other.
const DEEPEST: usize = 32;
/// The names under which an answer says of which market it is.
const MARKETS: [&str; 3] = ["symbol", "instId", "instFamily"];

/// Reads the tiers of one market from a venue's own JSON, for a market whose floors count `basis`.
///
/// Known are the names of Binance (`leverageBracket`), Bybit (`risk-limit`), OKX (`position-tiers`), Hyperliquid
/// (`marginTiers`, whose rate is half of one over the leverage), Bitget (`query-position-lever`), Gate
/// (`risk_limit_tiers`) and Kraken Futures (`marginLevels`). Where only ends are stated, a tier begins where the one
/// before it ends.
///
/// # Errors
/// The first line that cannot be used, with what is wrong with it.
///
/// ```
/// use margin_core::{TierBasis, parse};
/// use margin_venues::read_json;
///
/// let bybit = r#"{"list": [
///   {"symbol": "BTCUSDT", "riskLimitValue": "2000000", "maintenanceMargin": "0.005", "mmDeduction": ""},
///   {"symbol": "BTCUSDT", "riskLimitValue": "10000000", "maintenanceMargin": "0.0056", "mmDeduction": "1200"}
/// ]}"#;
/// let tiers = read_json(bybit, TierBasis::Value)?;
/// assert_eq!((tiers.len(), tiers[1].floor), (2, parse("2000000").unwrap()));
///
/// let error = read_json(&bybit.replace("1200", "1201"), TierBasis::Value).unwrap_err();
/// assert_eq!((error.line(), error.part_name(), error.value()), (3, "deduction", Some("1201")));
/// # Ok::<(), margin_venues::TableError>(())
/// ```
pub fn read_json(text: &str, basis: TierBasis) -> Result<Vec<Tier>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        Reader { rest: text, line: 1, basis, markets: [None; 3], cap: None, tiers: Vec::new(), rows: Vec::new() };
    reader.value(DEEPEST)?;
    reader.skip_blanks();
    if let Some(more) = reader.rest.lines().next() {
        return Err(TableError::new(reader.line, TableErrorCode::AfterEnd).got(more));
    }
    let Reader { tiers, rows, .. } = reader;
    if tiers.is_empty() {
        return Err(TableError::new(1, TableErrorCode::Empty).expected("an object with a maintenance rate"));
    }
    let places: Vec<usize> = (0..rows.len()).collect();
    match check(&tiers, &places) {
        Ok(_) => Ok(tiers),
        Err(error) => Err(match rows.get(error.line()) {
            Some(lines) => lines.of(error),
            None => error,
        }),
    }
}

/// The line of each column of a row.
struct Lines([usize; 4]);

impl Lines {
    /// An error of the row, on the line of the column that it names.
    fn of(&self, error: TableError) -> TableError {
        let Self([floor, rate, deduction, leverage]) = self;
        let line = match error.part_name() {
            "rate" => rate,
            "deduction" => deduction,
            "max_leverage" => leverage,
            _ => floor,
        };
        error.at(*line)
    }
}

/// A value, and the line it stands on.
type Said<'a> = Option<(&'a str, usize)>;

/// What an object says of a tier.
#[derive(Default)]
struct Row<'a> {
    floor: Said<'a>,
    /// Whether the floor is one lot above the end of the tier before it.
    is_inclusive: bool,
    cap: Said<'a>,
    rate: Said<'a>,
    deduction: Said<'a>,
    leverage: Said<'a>,
    /// What its floor or cap counts.
    counts: Option<TierBasis>,
    /// Whether the rate is not stated, but follows from the leverage.
    is_by_leverage: bool,
}

impl<'a> Row<'a> {
    fn take(&mut self, name: &str, said: (&'a str, usize)) {
        let (place, counts) = match name {
            "notionalFloor" | "qtyFloor" | "qtylFloor" | "startUnit" | "numNonContractUnits" => {
                (&mut self.floor, Some(TierBasis::Value))
            }
            "lowerBound" => {
                self.is_by_leverage = true;
                (&mut self.floor, Some(TierBasis::Value))
            }
            "minSz" => {
                self.is_inclusive = true;
                (&mut self.floor, Some(TierBasis::Size))
            }
            "contracts" => (&mut self.floor, Some(TierBasis::Size)),
            "notionalCap" | "qtyCap" | "endUnit" | "riskLimitValue" | "risk_limit" => {
                (&mut self.cap, Some(TierBasis::Value))
            }
            "maxSz" => (&mut self.cap, Some(TierBasis::Size)),
            "maintMarginRatio" | "maintenanceMargin" | "mmr" | "keepMarginRate" | "maintenance_rate" => {
                (&mut self.rate, None)
            }
            "cum" | "mmDeduction" | "deduction" => (&mut self.deduction, None),
            "initialLeverage" | "maxLeverage" | "maxLever" | "leverage" | "leverage_max" => (&mut self.leverage, None),
            _ => return,
        };
        *place = Some(said);
        self.counts = counts.or(self.counts);
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    basis: TierBasis,
    markets: [Option<&'a str>; 3],
    /// The end of the last tier.
    cap: Option<Decimal>,
    tiers: Vec<Tier>,
    rows: Vec<Lines>,
}

impl<'a> Reader<'a> {
    fn advance(&mut self, length: usize) -> &'a str {
        let (passed, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line = self.line.saturating_add(passed.matches('\n').count());
        self.rest = rest;
        passed
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest.len().saturating_sub(self.rest.trim_start().len());
        self.advance(blanks);
    }

    /// Passes a letter of the notation, where it is the next one.
    fn passes(&mut self, letter: char) -> bool {
        self.skip_blanks();
        let is_next = self.rest.starts_with(letter);
        if is_next {
            self.advance(1);
        }
        is_next
    }

    /// What is wrong where something else must stand.
    #[cold]
    fn unexpected(&self) -> TableError {
        match self.rest.lines().next() {
            None => TableError::new(self.line, TableErrorCode::Truncated),
            Some(text) => TableError::new(self.line, TableErrorCode::UnexpectedLine).got(text),
        }
    }

    /// Reads one value; returns it where it is a text, a number or a word.
    fn value(&mut self, deepest: usize) -> Result<Said<'a>> {
        let Some(deepest) = deepest.checked_sub(1) else {
            return Err(TableError::new(self.line, TableErrorCode::TooLong));
        };
        if self.passes('{') {
            self.object(deepest)?;
            return Ok(None);
        }
        if self.passes('[') {
            let mut is_first = true;
            while !self.passes(']') {
                if !is_first && !self.passes(',') {
                    return Err(self.unexpected());
                }
                self.value(deepest)?;
                is_first = false;
            }
            return Ok(None);
        }
        let line = self.line;
        if self.rest.starts_with('"') {
            return Ok(Some((self.text()?, line)));
        }
        let length = self.rest.find(|letter: char| !matches!(letter, '0'..='9' | 'a'..='z' | 'E' | '+' | '-' | '.'));
        match self.advance(length.unwrap_or(self.rest.len())) {
            "" => Err(self.unexpected()),
            "null" => Ok(None),
            word => Ok(Some((word, line))),
        }
    }

    /// Reads a text; what is escaped in it stays so.
    fn text(&mut self) -> Result<&'a str> {
        if !self.passes('"') {
            return Err(self.unexpected());
        }
        let mut is_escaped = false;
        let end = self.rest.find(|letter| {
            let is_end = letter == '"' && !is_escaped;
            is_escaped = letter == '\\' && !is_escaped;
            is_end
        });
        let Some(end) = end else {
            return Err(TableError::new(self.line, TableErrorCode::Truncated));
        };
        let text = self.advance(end);
        self.advance(1);
        Ok(text)
    }

    fn object(&mut self, deepest: usize) -> Result<()> {
        let mut row = Row::default();
        let mut is_first = true;
        while !self.passes('}') {
            if !is_first && !self.passes(',') {
                return Err(self.unexpected());
            }
            is_first = false;
            let name = self.text()?;
            if !self.passes(':') {
                return Err(self.unexpected());
            }
            if let Some(said) = self.value(deepest)? {
                self.of_one_market(name, said)?;
                row.take(name, said);
            }
        }
        if row.rate.is_some() || row.floor.is_some() || row.cap.is_some() { self.tier(&row) } else { Ok(()) }
    }

    fn of_one_market(&mut self, name: &str, (market, line): (&'a str, usize)) -> Result<()> {
        let Some((_, known)) = MARKETS.iter().zip(&mut self.markets).find(|(known, _)| **known == name) else {
            return Ok(());
        };
        if *known.get_or_insert(market) == market {
            return Ok(());
        }
        Err(TableError::new(line, TableErrorCode::UnexpectedLine).got(market).expected("one market alone"))
    }

    /// A tier, which begins where the one before it ends.
    fn tier(&mut self, said: &Row<'a>) -> Result<()> {
        let begins = said.floor.or(said.cap).or(said.rate);
        let line = begins.map_or(self.line, |(_, line)| line);
        let on = |said: &Said<'a>| said.map_or(line, |(_, line)| line);
        let lines = Lines([line, on(&said.rate), on(&said.deduction), on(&said.leverage)]);
        if let Some((text, line)) = begins.filter(|_| said.counts.is_some_and(|counts| counts != self.basis)) {
            return Err(TableError::new(line, TableErrorCode::OtherUnits).got(text));
        }
        let column = |said: Said<'a>, none| match said {
            None => NOTHING,
            Some(("", _)) => none,
            Some((text, _)) => text,
        };
        let rate = match (said.rate, said.leverage) {
            (None, Some((leverage, _))) if said.is_by_leverage => format!("0.5/{leverage}"),
            (rate, _) => column(rate, NOTHING).to_owned(),
        };
        let previous = if self.tiers.is_empty() { Some(Decimal::ZERO) } else { self.cap };
        let floor = match (said.floor, said.cap, previous) {
            (None, Some(_), Some(previous)) => margin_core::plain(previous),
            (floor, ..) => column(floor, NOTHING).to_owned(),
        };
        // An amount that is left out of the first tier is none.
        let columns = [&*floor, &rate, column(said.deduction, "0"), column(said.leverage, NOTHING)];
        let mut tier = row(line, columns.into_iter()).map_err(|error| lines.of(error))?;
        if let (Some(cap), false) = (self.cap, self.tiers.is_empty()) {
            let fits = if said.is_inclusive { tier.floor >= cap } else { tier.floor == cap };
            if !fits {
                return Err(TableError::new(line, TableErrorCode::BadRow)
                    .part("floor")
                    .got(&floor)
                    .expected("the end of the tier before it"));
            }
            tier.floor = cap;
        }
        self.cap = match said.cap.filter(|(text, _)| !text.is_empty() && *text != "Infinity") {
            None => None,
            Some((text, line)) => Some(
                parse(text).map_err(|error| TableError::caused(line, TableErrorCode::BadNumber, error).part("cap"))?,
            ),
        };
        push(&mut self.tiers, &mut Vec::new(), line, tier)?;
        self.rows.push(lines);
        Ok(())
    }
}
