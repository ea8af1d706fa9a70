//! The state as the fragment of a link: `#v1&venue=okx&market=BTC-USDT-SWAP&lev=20&table=2026-05-28`.
//!
//! Readable, versioned, in one canonical order, defaults left out; the date of the table is in it. A link is hostile
//! input: it is capped, and whatever it gets wrong falls back to the default with a notice. Only the symbol may have
//! escapes, for the few symbols that are not ASCII. A market whose file is not there yet is waited for: what the link
//! says of the position is kept as it is until then. The reader's own table is never in a link.

use super::inputs::{Field, Inputs};
use super::limits::{fitted_or, own_bound};
use crate::compare::state::Fitted;
use crate::link::{self, Ignored, Key as _, Parts, VERSION};
use margin_core::{Amount, Decimal, Side, SizeUnit, parse as parse_decimal, plain};
use margin_venues::{LISTED_VENUES, Listed, MarketId, Source, listed_venue};

/// The longest symbol, in bytes.
const LONGEST_SYMBOL: usize = 60;

/// What was wrong with a link, or what the page did by itself, to be said to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Not version 1.
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
    /// The table of the venue is waited for.
    Waits(&'static str),
    /// What had to give way, and the state after it.
    Fitted(Fitted, Box<Inputs>),
}

/// A key of version 1, in canonical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The venue.
    Venue,
    /// The symbol of the market.
    Market,
    /// Long or short.
    Side,
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
        Self::Number(Field::Size),
        Self::Unit,
        Self::Shown,
        Self::Number(Field::Wallet),
        Self::Number(Field::Entry),
        Self::Number(Field::CoinPrice),
        Self::Table,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Market => "market",
            Self::Side => "side",
            Self::Number(field) => field.code(),
            Self::Unit => "unit",
            Self::Shown => "show",
            Self::Table => "table",
        }
    }
}

/// What a link asks for: a market, and what it sets of the position there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The market.
    pub market: MarketId,
    parts: Vec<(Key, String)>,
}

/// The fragment of a state, without the `#`.
pub fn render(id: &MarketId, listed: &Listed, inputs: &Inputs) -> String {
    let usual = Inputs::of_version_1(listed);
    let mut link = VERSION.to_owned();
    let mut push = |key: Key, value: Option<String>| {
        if let Some(value) = value {
            link.push('&');
            link.push_str(key.code());
            link.push('=');
            link.push_str(&value);
        }
    };
    let unless_usual = |value: Decimal, usual: Decimal| (value != usual).then(|| plain(value));
    let [first, ..] = LISTED_VENUES;
    let venue = match id.source {
        Source::Venue(venue) => venue,
        Source::Own => listed_venue(listed.venue.code).unwrap_or(first),
    };
    let opening = MarketId::opening();
    let is_first = venue.code == first.code;
    push(Key::Venue, (!is_first).then(|| venue.code.to_owned()));
    push(Key::Market, (!is_first || id.symbol != opening.symbol).then(|| escaped(&id.symbol)));
    push(Key::Side, (inputs.side != usual.side).then(|| inputs.side.as_str().to_owned()));
    push(Key::Number(Field::Leverage), unless_usual(inputs.leverage, usual.leverage));
    push(Key::Number(Field::Size), unless_usual(inputs.size.number, usual.size.number));
    push(Key::Unit, (inputs.size.unit != usual.size.unit).then(|| inputs.size.unit.as_str().to_owned()));
    push(Key::Shown, (inputs.unit != inputs.size.unit).then(|| inputs.unit.as_str().to_owned()));
    push(Key::Number(Field::Wallet), unless_usual(inputs.wallet, usual.wallet));
    push(Key::Number(Field::Entry), unless_usual(inputs.entry, usual.entry));
    push(Key::Number(Field::CoinPrice), unless_usual(inputs.coin_price, usual.coin_price));
    push(Key::Table, (!listed.date.is_empty()).then(|| listed.date.clone()));
    link
}

/// What a fragment asks for, with or without its `#`, and what had to be said about it.
pub fn parse(fragment: &str) -> (Asked, Vec<Notice>) {
    let opening = |notices| (Asked { market: MarketId::opening(), parts: Vec::new() }, notices);
    let Parts { given, has_unknown, repeated } = match link::parts::<Key>(fragment) {
        Ok(parts) => parts,
        Err(Ignored::Empty) => return opening(Vec::new()),
        Err(Ignored::TooLong) => return opening(vec![Notice::TooLong]),
        Err(Ignored::Version) => return opening(vec![Notice::Version]),
    };
    let mut notices: Vec<_> = has_unknown.then_some(Notice::UnknownPart).into_iter().collect();
    notices.extend(repeated.into_iter().map(Notice::Repeated));
    let parts: Vec<_> = given.into_iter().map(|(key, value)| (key, value.to_owned())).collect();
    let value_of = |key: Key| parts.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str());
    let [first, ..] = LISTED_VENUES;
    let venue = match value_of(Key::Venue) {
        None => Some(first),
        Some(code) => listed_venue(code),
    };
    let symbol = match (value_of(Key::Market), venue) {
        (None, Some(venue)) if venue.code == first.code => Some(MarketId::opening().symbol),
        (None, _) => None,
        (Some(text), _) => unescaped(text),
    };
    let market = match (venue, symbol) {
        (Some(venue), Some(symbol)) => MarketId { source: Source::Venue(venue), symbol },
        (venue, _) => {
            notices.push(Notice::BadValue(if venue.is_none() { Key::Venue } else { Key::Market }));
            MarketId::opening()
        }
    };
    (Asked { market, parts }, notices)
}

impl Asked {
    /// The position it asks for, in the market that stands for the one it names. `is_that` is whether it is that one.
    pub fn inputs(&self, listed: &Listed, is_that: bool, notices: &mut Vec<Notice>) -> Inputs {
        let usual = Inputs::of_version_1(listed);
        let mut inputs = usual;
        for (key, text) in &self.parts {
            let accepted = match key {
                Key::Venue | Key::Market => true,
                Key::Side => match text.as_str() {
                    "long" => true,
                    "short" => {
                        inputs.side = Side::Short;
                        true
                    }
                    _ => false,
                },
                Key::Unit | Key::Shown => match SizeUnit::ALL.into_iter().find(|unit| unit.as_str() == text) {
                    Some(unit) if *key == Key::Unit => {
                        (inputs.size.unit, inputs.unit) = (unit, unit);
                        true
                    }
                    Some(unit) => {
                        inputs.unit = unit;
                        true
                    }
                    None => false,
                },
                Key::Number(Field::Size) => match number(Field::Size, text) {
                    Some(number) => {
                        inputs.size = Amount { number, unit: inputs.size.unit };
                        true
                    }
                    None => false,
                },
                Key::Number(field) => match number(*field, text) {
                    Some(value) => {
                        inputs = inputs.with(*field, value);
                        true
                    }
                    None => false,
                },
                Key::Table => {
                    if is_that && *text != listed.date {
                        notices.push(Notice::OtherTable(listed.date.clone()));
                    }
                    true
                }
            };
            if !accepted {
                notices.push(Notice::BadValue(*key));
            }
        }
        let (inputs, changes) = fitted_or(inputs, listed, usual);
        notices.extend(changes.into_iter().map(|change| Notice::Fitted(change, Box::new(inputs))));
        inputs
    }
}

/// A number a link may carry for a field: its own bound is checked here, how it goes with the others afterwards.
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
fn escaped(symbol: &str) -> String {
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

/// The symbol that is written so; nothing where it is written otherwise.
fn unescaped(text: &str) -> Option<String> {
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
mod tests {
    use super::super::files::tests::all;
    use super::super::limits::fitted;
    use super::*;
    use proptest::prelude::*;

    fn btc() -> Listed {
        Listed::built_in("BTCUSDT").unwrap()
    }

    /// The position of a link to the opening market.
    fn followed(fragment: &str) -> (Inputs, Vec<Notice>) {
        let (asked, mut notices) = parse(fragment);
        assert_eq!(asked.market, MarketId::opening());
        (asked.inputs(&btc(), true, &mut notices), notices)
    }

    #[test]
    fn the_opening_example_needs_but_its_table() {
        assert_eq!(render(&MarketId::opening(), &btc(), &Inputs::OPENING), "v1&table=2026-09-29");
        for fragment in ["", "#", "#v1", "v1", "#v1&table=2026-09-29"] {
            assert_eq!(followed(fragment), (Inputs::OPENING, vec![]), "{fragment}");
        }
    }

    #[test]
    fn what_an_old_link_leaves_out_means_what_it_meant() {
        let catalogue = all();
        for (fragment, entry, coin_price) in [
            ("#v1&market=ETHUSDT&table=2026-09-29", 2_000, 60_000),
            ("#v1&market=DOGEUSDT&table=2026-09-29", 1, 60_000),
            ("#v1&venue=okx&market=BTC-USDT-SWAP&lev=5", 60_000, 60_000),
            ("#v1&venue=bitmex&market=ETHUSD&lev=5", 2_000, 60_000),
        ] {
            let (asked, mut notices) = parse(fragment);
            let listed = catalogue.find(&asked.market).unwrap();
            let inputs = asked.inputs(&listed, true, &mut notices);
            assert_eq!((inputs.entry, inputs.coin_price), (entry.into(), coin_price.into()), "{fragment}");
            assert_eq!(notices, [], "{fragment}");
        }
    }

    #[test]
    fn hostile_links_fall_back_with_a_notice() {
        for (fragment, notice) in [
            ("#v9&lev=20", Notice::Version),
            ("#lev=20", Notice::Version),
            ("#v1&foo=1", Notice::UnknownPart),
            ("#v1&lev=20&lev=30", Notice::Repeated(Key::Number(Field::Leverage))),
            ("#v1&lev=abc", Notice::BadValue(Key::Number(Field::Leverage))),
            ("#v1&lev=%32%30", Notice::BadValue(Key::Number(Field::Leverage))),
            ("#v1&size=1e", Notice::BadValue(Key::Number(Field::Size))),
            ("#v1&size=-1", Notice::BadValue(Key::Number(Field::Size))),
            ("#v1&unit=lots", Notice::BadValue(Key::Unit)),
            ("#v1&venue=nowhere", Notice::BadValue(Key::Venue)),
            ("#v1&venue=okx", Notice::BadValue(Key::Market)),
            ("#v1&market=%3Cscript%3E%00", Notice::BadValue(Key::Market)),
            ("#v1&market=<b>", Notice::BadValue(Key::Market)),
            ("#v1&market=%E0%A4%A", Notice::BadValue(Key::Market)),
            ("#v1&market=%42TCUSDT", Notice::BadValue(Key::Market)),
            ("#v1&table=2020-01-01", Notice::OtherTable("2026-09-29".into())),
        ] {
            assert_eq!(followed(fragment), (Inputs::OPENING, vec![notice]), "{fragment}");
        }
        let long = format!("#v1&size={}", "9".repeat(100_000));
        assert_eq!(followed(&long), (Inputs::OPENING, vec![Notice::TooLong]));
    }

    #[test]
    fn what_cannot_stand_together_gives_way() {
        let (inputs, notices) = followed("#v1&lev=1000");
        assert_eq!(inputs.leverage, Decimal::from(150));
        assert_eq!(notices, [Notice::Fitted(Fitted::Leverage, Box::new(inputs))]);
    }

    #[test]
    fn every_symbol_there_is_can_be_linked() {
        let catalogue = all();
        for hit in ["", "usd", "币", "龙", "1000", "perp"].into_iter().flat_map(|query| catalogue.search(query).shown)
        {
            let listed = catalogue.find(&hit.id).unwrap();
            for inputs in [Inputs::usual(&listed), Inputs::of_version_1(&listed)] {
                let inputs = fitted(inputs, &listed).0;
                let link = render(&hit.id, &listed, &inputs);
                let (asked, mut notices) = parse(&link);
                assert_eq!((&asked.market, asked.inputs(&listed, true, &mut notices)), (&hit.id, inputs), "{link}");
                assert_eq!(notices, [], "{link}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_rendered_is_read_back(
            long in any::<bool>(),
            leverage in 1_u32..=1500,
            number in 1_i64..=10_000_000,
            units in (0_usize..3, 0_usize..3),
            wallet in 1_i64..=10_000_000_000,
            entry in 1_i64..=10_000_000_000,
        ) {
            let side = if long { Side::Long } else { Side::Short };
            let leverage = Decimal::new(i64::from(leverage), 1).max(Decimal::ONE);
            let size = Amount { number: Decimal::new(number, 4), unit: SizeUnit::ALL[units.0] };
            let unit = SizeUnit::ALL[units.1];
            let (wallet, entry) = (Decimal::new(wallet, 3), Decimal::new(entry, 5));
            let inputs = Inputs { side, leverage, size, unit, wallet, entry, ..Inputs::OPENING };
            let inputs = fitted(inputs, &btc()).0;
            let link = render(&MarketId::opening(), &btc(), &inputs);
            prop_assert!(link.len() <= link::LONGEST);
            prop_assert_eq!(followed(&link), (inputs, vec![]));
        }

        #[test]
        fn no_text_at_all_is_an_exception(text in "\\PC{0,1200}") {
            let (asked, mut notices) = parse(&text);
            let inputs = asked.inputs(&btc(), false, &mut notices);
            prop_assert!(super::super::held::Held::new(&inputs, &btc(), inputs.size).is_ok());
        }

        #[test]
        fn no_link_at_all_is_an_exception(parts in prop::collection::vec(("(venue|market|side|lev|size|unit|show|wallet|entry|coin|table|x)", "[-+0-9.a-z%<&=]{0,20}"), 0..12)) {
            let link = parts.iter().fold("v1".to_owned(), |link, (key, value)| format!("{link}&{key}={value}"));
            let (asked, mut notices) = parse(&link);
            let inputs = asked.inputs(&btc(), false, &mut notices);
            prop_assert!(super::super::held::Held::new(&inputs, &btc(), inputs.size).is_ok());
            prop_assert!(notices.len() < 25);
        }
    }
}
