//! The state as the fragment of a link: `#v2&venue=bybit&market=DOGEUSDT&lev=20&value=10670&entry=0.2134`.
//!
//! Readable, versioned, in one canonical order, defaults left out. The defaults of a version are frozen and the date of
//! the tier table is in the link, so an old link keeps its meaning: where its market has a table of that day, it is that.
//! A link is hostile input: it is capped, and whatever it gets wrong falls back to the default with a notice. Only the
//! symbol may have escapes, for the few symbols that are not ASCII. A market whose table is not there yet is waited for:
//! what the link says of the position is kept as it is until then. The reader's own table is never in a link.
//!
//! Two grammars are read beside it for ever, each on the page that wrote it: version 1 of Compare, and that of Venues.

use super::fitted::{Fitted, fitted_or, fitted_to_table_first};
use super::limits::own_bound;
use super::{Field, Inputs, State};
use crate::link::{self, Ignored, Key as _, Parts, VERSION_1, VERSION_2};
use margin_core::{Amount, Contract, Decimal, Side, SizeUnit, parse as parse_decimal, plain};
use margin_venues::{Catalogue, FLAT, Listed, MarketId, Source, Venue, binance_usdm, listed_venue};
use std::sync::Arc;

/// The longest symbol, in bytes.
const LONGEST_SYMBOL: usize = 60;

/// The venue that links leave out.
const FIRST: &Venue = &binance_usdm::VENUE;

/// The page that wrote a link of version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// Compare: three markets, or one rate; sizes are values.
    Compare,
    /// Venues: any market; sizes have a unit; no margin and no mark.
    Venues,
}

/// What was wrong with a link, or what the page did by itself, to be said to the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// No version that is read.
    Version,
    /// Over [`link::LONGEST`].
    TooLong,
    /// A part that is no known key with a value.
    UnknownPart,
    /// A key twice.
    Repeated(Key),
    /// A value the key does not accept.
    BadValue(Key),
    /// Another date than that of our table: this is ours.
    OtherTable(String),
    /// The table of the venue has no such market.
    NoMarket(&'static str),
    /// What had to give way, and the state after it.
    Fitted(Fitted, Box<State>),
}

/// A key, in canonical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The venue.
    Venue,
    /// The symbol of the market.
    Market,
    /// Long or short.
    Side,
    /// The size, in the coin of the price.
    Value,
    /// A number of the form.
    Number(Field),
    /// What the size counts.
    Unit,
    /// In what it is shown.
    Shown,
    /// The date of the table.
    Table,
}

impl link::Key for Key {
    const ALL: &'static [Self] = &[
        Self::Venue,
        Self::Market,
        Self::Side,
        Self::Number(Field::Leverage),
        Self::Value,
        Self::Number(Field::Size),
        Self::Unit,
        Self::Shown,
        Self::Number(Field::Margin),
        Self::Number(Field::Wallet),
        Self::Number(Field::Entry),
        Self::Number(Field::Mark),
        Self::Number(Field::CoinPrice),
        Self::Number(Field::Rate),
        Self::Table,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Market => "market",
            Self::Side => "side",
            Self::Value => "value",
            Self::Number(field) => field.code(),
            Self::Unit => "unit",
            Self::Shown => "show",
            Self::Table => "table",
        }
    }
}

impl Key {
    /// Returns the name of the widget's attribute that sets the same; nothing where there is none.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Venue => Some("venue"),
            Self::Market => Some("market"),
            Self::Side => Some("side"),
            Self::Value => Some(Field::Size.attribute()),
            Self::Number(Field::Size) => Some("size"),
            Self::Number(field) => Some(field.attribute()),
            Self::Unit => Some("unit"),
            Self::Shown | Self::Table => None,
        }
    }

    /// Returns the field of the form that it sets.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Value => Some(Field::Size),
            Self::Number(field) => Some(field),
            _ => None,
        }
    }

    /// Whether a link of version 1 of a page could have it.
    const fn is_of(self, grammar: Grammar) -> bool {
        match self {
            Self::Market | Self::Side | Self::Table => true,
            Self::Number(Field::Leverage | Field::Wallet | Field::Entry) => true,
            Self::Value | Self::Number(Field::Margin | Field::Mark | Field::Rate) => {
                matches!(grammar, Grammar::Compare)
            }
            Self::Venue | Self::Unit | Self::Shown | Self::Number(Field::Size | Field::CoinPrice) => {
                matches!(grammar, Grammar::Venues)
            }
        }
    }
}

/// What a link asks for: a market, and what it sets of the position there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The market.
    pub market: MarketId,
    parts: Vec<(Key, String)>,
    /// The page whose version 1 it is of; nothing of version 2.
    old: Option<Grammar>,
}

/// Returns the fragment of a state, without the `#`.
pub fn render(state: &State) -> String {
    let State { id, listed, inputs } = state;
    let usual = Inputs::of_version_2(id, listed);
    let mut link = VERSION_2.to_owned();
    let mut push = |key: Key, value: Option<String>| {
        if let Some(value) = value {
            link.push('&');
            link.push_str(key.code());
            link.push('=');
            link.push_str(&value);
        }
    };
    let unless = |value: Decimal, usual: Decimal| (value != usual).then(|| plain(value));
    let number = |value: Option<Decimal>| value.map(plain);
    let venue = match id.source {
        Source::Venue(venue) => Some(venue),
        Source::Own => listed_venue(listed.venue.code),
        Source::Flat => None,
    };
    let other = venue.filter(|venue| venue.code != FIRST.code);
    let is_opening = other.is_none() && id.symbol == MarketId::opening().symbol;
    push(Key::Venue, other.map(|venue| venue.code.to_owned()));
    push(Key::Market, (!is_opening).then(|| escaped(&id.symbol)));
    push(Key::Side, (inputs.side != usual.side).then(|| inputs.side.as_str().to_owned()));
    push(Key::Number(Field::Leverage), unless(inputs.leverage, usual.leverage));
    let Amount { number: size, unit } = inputs.size;
    if unit == SizeUnit::Quote {
        push(Key::Value, unless(size, usual.size.number));
    } else {
        push(Key::Number(Field::Size), Some(plain(size)));
        push(Key::Unit, (unit != SizeUnit::Base).then(|| unit.as_str().to_owned()));
    }
    push(Key::Shown, (inputs.unit != unit).then(|| inputs.unit.as_str().to_owned()));
    push(Key::Number(Field::Margin), number(inputs.margin));
    push(Key::Number(Field::Wallet), unless(inputs.wallet, usual.wallet));
    // The examples of other markets change with their tables: what is not frozen is said.
    push(Key::Number(Field::Entry), (!is_opening || inputs.entry != usual.entry).then(|| plain(inputs.entry)));
    push(Key::Number(Field::Mark), number(inputs.mark));
    let has_coin = listed.contract() == Contract::Quanto || inputs.coin_price != usual.coin_price;
    push(Key::Number(Field::CoinPrice), has_coin.then(|| plain(inputs.coin_price)));
    push(Key::Number(Field::Rate), state.rate().filter(|rate| *rate != Listed::FLAT_RATE).map(plain));
    push(Key::Table, (!listed.date.is_empty()).then(|| listed.date.clone()));
    link
}

/// Returns what a fragment asks for, with or without its `#`, and what had to be said about it.
pub fn parse(fragment: &str, grammar: Grammar) -> (Asked, Vec<Notice>) {
    let opening = |notices| (Asked::new(Vec::new(), None).0, notices);
    let Parts { version, mut given, mut has_unknown, mut repeated } =
        match link::parts::<Key>(fragment, &[VERSION_2, VERSION_1]) {
            Ok(parts) => parts,
            Err(Ignored::Empty) => return opening(Vec::new()),
            Err(Ignored::TooLong) => return opening(vec![Notice::TooLong]),
            Err(Ignored::Version) => return opening(vec![Notice::Version]),
        };
    let is_old = version == VERSION_1;
    if is_old {
        has_unknown |= given.iter().any(|(key, _)| !key.is_of(grammar));
        has_unknown |= repeated.iter().any(|key| !key.is_of(grammar));
        given.retain(|(key, _)| key.is_of(grammar));
        repeated.retain(|key| key.is_of(grammar));
    }
    let mut notices: Vec<_> = has_unknown.then_some(Notice::UnknownPart).into_iter().collect();
    if is_old
        && grammar == Grammar::Compare
        && given.iter().any(|(key, name)| *key == Key::Market && !is_of_compare(name))
    {
        given.retain(|(key, _)| *key != Key::Market);
        notices.push(Notice::BadValue(Key::Market));
    }
    notices.extend(repeated.into_iter().map(Notice::Repeated));
    let parts = given.into_iter().map(|(key, value)| (key, value.to_owned())).collect();
    let (asked, more) = Asked::new(parts, is_old.then_some(grammar));
    notices.extend(more);
    (asked, notices)
}

/// Whether Compare knew a market when it wrote version 1.
fn is_of_compare(name: &str) -> bool {
    name == FLAT || binance_usdm::SYMBOLS.contains(&name)
}

impl Asked {
    /// What parts ask for, each key once, `old` where they are of version 1. A symbol alone is of the first venue, or the
    /// flat market.
    pub fn new(parts: Vec<(Key, String)>, old: Option<Grammar>) -> (Self, Option<Notice>) {
        let value_of = |key: Key| parts.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str());
        let venue = match value_of(Key::Venue) {
            None => Some(FIRST),
            Some(code) => listed_venue(code),
        };
        let symbol = match (value_of(Key::Market), venue) {
            (None, Some(venue)) if venue.code == FIRST.code => Some(MarketId::opening().symbol),
            (None, _) => None,
            (Some(text), _) => unescaped(text),
        };
        let (market, notice) = match (venue, symbol) {
            (Some(_), Some(symbol)) if symbol == FLAT && value_of(Key::Venue).is_none() => (MarketId::flat(), None),
            (Some(venue), Some(symbol)) => (MarketId { source: Source::Venue(venue), symbol }, None),
            (venue, _) => {
                let key = if venue.is_none() { Key::Venue } else { Key::Market };
                (MarketId::opening(), Some(Notice::BadValue(key)))
            }
        };
        (Self { market, parts, old }, notice)
    }

    /// Asks for a market, and nothing of the position there.
    pub const fn of_market(market: MarketId) -> Self {
        Self { market, parts: Vec::new(), old: None }
    }

    /// Returns whether it asks for a market, and nothing of the position there.
    pub const fn is_of_market_alone(&self) -> bool {
        self.parts.is_empty()
    }

    /// Returns the market as the catalogue knows it: where the link names the day of its table, that of the day.
    pub fn find(&self, catalogue: &Catalogue) -> Option<(MarketId, Arc<Listed>)> {
        let named = |id: MarketId| catalogue.find(&id).map(|listed| (id, listed));
        let found = named(self.market.clone());
        let date = self.parts.iter().find(|(key, _)| *key == Key::Table).map(|(_, date)| date.as_str());
        match (&found, date) {
            (Some((_, listed)), Some(date)) if listed.date != date && !listed.is_flat => {
                let symbol = [&self.market.symbol, "@", date].concat();
                named(MarketId { symbol, ..self.market.clone() }).or(found)
            }
            _ => found,
        }
    }

    /// Returns the position it asks for, in the market that is there for the one it names; `is_that` tells whether it is
    /// that one.
    pub fn state(&self, id: MarketId, listed: Arc<Listed>, is_that: bool, notices: &mut Vec<Notice>) -> State {
        let inputs = self.usual(&id, &listed);
        self.on(State { id, listed, inputs }, is_that, notices)
    }

    /// Returns a state with what is asked for in its place.
    pub fn on(&self, mut state: State, is_that: bool, notices: &mut Vec<Notice>) -> State {
        // In the order of the keys: what a size counts is set after the size.
        for (key, text) in Key::ALL.iter().filter_map(|key| self.parts.iter().find(|(given, _)| given == key)) {
            if !self.sets(&mut state, *key, text) {
                notices.push(Notice::BadValue(*key));
            }
            if *key == Key::Table && is_that && *text != state.listed.date && !state.listed.date.is_empty() {
                notices.push(Notice::OtherTable(state.listed.date.clone()));
            }
        }
        let usual = self.usual(&state.id, &state.listed);
        let (state, changes) = match self.old {
            Some(Grammar::Compare) => fitted_to_table_first(state, usual),
            _ => fitted_or(state, usual),
        };
        notices.extend(changes.into_iter().map(|change| Notice::Fitted(change, Box::new(state.clone()))));
        state
    }

    fn usual(&self, id: &MarketId, listed: &Listed) -> Inputs {
        match self.old {
            Some(_) => Inputs::of_version_1(listed),
            None => Inputs::of_version_2(id, listed),
        }
    }

    /// Sets a part, and tells whether it could.
    fn sets(&self, state: &mut State, key: Key, text: &str) -> bool {
        let inputs = &mut state.inputs;
        match key {
            Key::Venue | Key::Market | Key::Table => true,
            Key::Side => match text {
                "long" => set(&mut inputs.side, Side::Long),
                "short" => set(&mut inputs.side, Side::Short),
                _ => false,
            },
            Key::Unit | Key::Shown => match SizeUnit::ALL.into_iter().find(|unit| unit.as_str() == text) {
                Some(unit) if key == Key::Unit => {
                    inputs.size.unit = unit;
                    set(&mut inputs.unit, unit)
                }
                Some(unit) => set(&mut inputs.unit, unit),
                None => false,
            },
            Key::Value => number(Field::Size, text).is_some_and(|number| {
                inputs.unit = SizeUnit::Quote;
                set(&mut inputs.size, Amount { number, unit: SizeUnit::Quote })
            }),
            Key::Number(Field::Size) => number(Field::Size, text).is_some_and(|number| {
                let unit = if self.old.is_some() { SizeUnit::Quote } else { SizeUnit::Base };
                inputs.unit = unit;
                set(&mut inputs.size, Amount { number, unit })
            }),
            Key::Number(Field::Rate) => match number(Field::Rate, text).map(Listed::flat) {
                Some(Ok(flat)) if state.listed.is_flat => set(&mut state.listed, Arc::new(flat)),
                _ => false,
            },
            Key::Number(field) => number(field, text).map(|value| *inputs = inputs.with(field, value)).is_some(),
        }
    }
}

fn set<T>(place: &mut T, value: T) -> bool {
    *place = value;
    true
}

/// A number that a link may carry for a field: its own bound is checked here, how it goes with the others afterwards.
fn number(field: Field, text: &str) -> Option<Decimal> {
    if text.starts_with('+') {
        return None;
    }
    own_bound(field).check(field.code(), parse_decimal(text).ok()?).ok()
}
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'@')
}

/// A symbol as a link writes it: letters, digits and `-_.@` as they are, every other byte as `%XX`.
pub fn escaped(symbol: &str) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase();
    let mut text = String::with_capacity(symbol.len());
    for byte in symbol.bytes() {
        if is_plain(byte) {
            text.push(char::from(byte));
        } else {
            text.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    text
}

/// Returns the symbol that is written so; nothing where it is written otherwise.
pub fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let byte = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                Some(digit(*high)? << 4 | digit(*low)?).filter(|byte| !is_plain(*byte))
            }
            (byte, _) => Some(*byte).filter(|byte| is_plain(*byte)),
        };
        bytes.push(byte?);
    }
    String::from_utf8(bytes).ok().filter(|symbol| {
        !symbol.is_empty()
            && symbol.len() <= LONGEST_SYMBOL
            && !symbol.chars().any(|letter| letter.is_control() || letter == ' ')
    })
}

#[cfg(test)]
mod tests;
