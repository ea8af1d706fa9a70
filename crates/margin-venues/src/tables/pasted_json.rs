//! A table that a person pastes as their venue answers it: JSON, in which every tier is an object.
//!
//! The venues agree in the shape and in no name, so a tier is known by its names: any object that has one for the
//! rate. The other objects and lists are only what it is wrapped in.
//!
//! | column | names |
//! | --- | --- |
//! | floor | `notionalFloor` (Binance), `startUnit` (Bitget), `minSz` (OKX), `minNotional` (ccxt), `contracts`, `numNonContractUnits` (Kraken) |
//! | end | `notionalCap` (Binance), `endUnit` (Bitget), `maxSz` (OKX), `maxNotional` (ccxt), `riskLimitValue` (Bybit), `risk_limit` (Gate) |
//! | rate | `maintMarginRatio` (Binance), `keepMarginRate` (Bitget), `mmr` (OKX), `maintenanceMarginRate` (ccxt), `maintenanceMargin` (Bybit, Kraken), `maintenance_rate` (Gate) |
//! | maintenance amount | `cum` (Binance), `mmDeduction` (Bybit), `deduction` (Gate) |
//! | largest leverage | `initialLeverage` (Binance), `leverage` (Bitget), `maxLever` (OKX), `maxLeverage` (Bybit, ccxt), `leverage_max` (Gate) |
//!
//! Where tiers state their ends, a tier begins where the one before it ends: so does one whose stated floor leaves a
//! hole of one lot.

use margin_core::{Decimal, Tier};

use super::error::{TableError, TableErrorCode};
use super::row::{NOTHING, check, push, row};

const FLOOR: [&str; 6] = ["notionalFloor", "startUnit", "minSz", "minNotional", "contracts", "numNonContractUnits"];
const END: [&str; 6] = ["notionalCap", "endUnit", "maxSz", "maxNotional", "riskLimitValue", "risk_limit"];
const RATE: [&str; 6] =
    ["maintMarginRatio", "keepMarginRate", "mmr", "maintenanceMarginRate", "maintenanceMargin", "maintenance_rate"];
const DEDUCTION: [&str; 3] = ["cum", "mmDeduction", "deduction"];
const LEVERAGE: [&str; 5] = ["initialLeverage", "leverage", "maxLever", "maxLeverage", "leverage_max"];
/// The columns in the order of the kinds of names.
const COLUMNS: [&[&str]; 5] = [&FLOOR, &RATE, &DEDUCTION, &LEVERAGE, &END];

/// Lists and objects in each other: more than any answer has.
const DEEPEST: u32 = 32;

/// A tier as it stands in the text: its columns, and the line where it begins.
#[derive(Clone, Copy, Debug)]
struct Found<'a> {
    line: usize,
    columns: [&'a str; COLUMNS.len()],
}

/// Whether a text is to be read as JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Reads the tiers of one market out of a venue's answer.
///
/// # Errors
/// The first line that cannot be used, with what is wrong with it.
pub(super) fn read(text: &str) -> Result<Vec<Tier>, TableError> {
    let mut scanner = Scanner { rest: text, line: 1, found: Vec::new() };
    scanner.value(DEEPEST)?;
    scanner.skip_blanks();
    if !scanner.rest.is_empty() {
        return Err(scanner.refuse(TableErrorCode::AfterEnd));
    }
    let (mut tiers, mut lines) = (Vec::new(), Vec::new());
    let mut begins = "0";
    for Found { line, columns: [floor, rate, deduction, leverage, end] } in scanner.found {
        let floor = if end == NOTHING { floor } else { begins };
        push(&mut tiers, &mut lines, line, row(line, [floor, rate, deduction, leverage].into_iter())?)?;
        begins = end;
    }
    if tiers.is_empty() {
        return Err(TableError::new(1, TableErrorCode::Empty).expected("tiers with a rate"));
    }
    // No venue takes anything off in its first tier, and some leave the amount out there.
    if let [first, rest @ ..] = tiers.as_mut_slice()
        && rest.iter().any(|tier| tier.deduction.is_some())
    {
        first.deduction.get_or_insert(Decimal::ZERO);
    }
    check(&tiers, &lines)?;
    Ok(tiers)
}

struct Scanner<'a> {
    rest: &'a str,
    line: usize,
    found: Vec<Found<'a>>,
}

impl<'a> Scanner<'a> {
    /// A value; its text where it is a text or a number.
    fn value(&mut self, deepest: u32) -> Result<&'a str, TableError> {
        self.skip_blanks();
        let deeper = deepest.checked_sub(1).ok_or_else(|| self.refuse(TableErrorCode::TooLong))?;
        match self.rest.chars().next() {
            Some('{') => self.object(deeper),
            Some('[') => self.list(deeper),
            Some('"') => self.text(),
            Some(_) => self.word(),
            None => Err(self.refuse(TableErrorCode::Truncated)),
        }
    }

    /// An object. Where it is a tier, the objects inside it are not tiers of their own.
    fn object(&mut self, deepest: u32) -> Result<&'a str, TableError> {
        let (begins, outside) = (self.line, self.found.len());
        let mut columns = [NOTHING; COLUMNS.len()];
        self.expect('{')?;
        if !self.takes('}') {
            loop {
                self.skip_blanks();
                let key = self.text()?;
                self.expect(':')?;
                let value = self.value(deepest)?;
                for (column, names) in columns.iter_mut().zip(COLUMNS) {
                    if names.contains(&key) && !value.is_empty() {
                        *column = value;
                    }
                }
                if !self.takes(',') {
                    break;
                }
            }
            self.expect('}')?;
        }
        if columns.get(1).is_some_and(|rate| *rate != NOTHING) {
            self.found.truncate(outside);
            self.found.push(Found { line: begins, columns });
        }
        Ok(NOTHING)
    }

    fn list(&mut self, deepest: u32) -> Result<&'a str, TableError> {
        self.expect('[')?;
        if !self.takes(']') {
            loop {
                self.value(deepest)?;
                if !self.takes(',') {
                    break;
                }
            }
            self.expect(']')?;
        }
        Ok(NOTHING)
    }

    /// A text. No name and no number has an escape in it, so none is resolved.
    fn text(&mut self) -> Result<&'a str, TableError> {
        let Some(inside) = self.rest.strip_prefix('"') else { return Err(self.unexpected()) };
        let mut is_escaped = false;
        let end = inside.find(|letter| {
            let ends = letter == '"' && !is_escaped;
            is_escaped = letter == '\\' && !is_escaped;
            ends || letter == '\n'
        });
        let (text, after) = end.map_or((inside, ""), |end| inside.split_at(end));
        self.rest = after;
        self.rest = after.strip_prefix('"').ok_or_else(|| self.unexpected())?;
        Ok(text)
    }

    /// A number, or `true`, `false` and `null`, which is a column that is left out.
    fn word(&mut self) -> Result<&'a str, TableError> {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '+' | '.');
        let end = self.rest.find(|letter| !is_part(letter)).unwrap_or(self.rest.len());
        let (word, after) = self.rest.split_at(end);
        if word.is_empty() {
            return Err(self.unexpected());
        }
        self.rest = after;
        Ok(if word == "null" { NOTHING } else { word })
    }

    fn expect(&mut self, letter: char) -> Result<(), TableError> {
        if self.takes(letter) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn takes(&mut self, letter: char) -> bool {
        self.skip_blanks();
        let after = self.rest.strip_prefix(letter);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn skip_blanks(&mut self) {
        let after = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let skipped = self.rest.len().saturating_sub(after.len());
        let lines = self.rest.bytes().take(skipped).filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(lines);
        self.rest = after;
    }

    /// What stands here is not JSON, or the text ends.
    fn unexpected(&self) -> TableError {
        match self.rest.chars().next() {
            None => self.refuse(TableErrorCode::Truncated),
            Some(letter) => self.refuse(TableErrorCode::UnknownWord).got(letter.encode_utf8(&mut [0; 4])),
        }
    }

    fn refuse(&self, code: TableErrorCode) -> TableError {
        TableError::new(self.line, code)
    }
}
