//! The state as the fragment of a link: `#v1&side=short&lev=20&table=2026-09-29`.
//!
//! Readable, versioned, in one canonical order, defaults left out. The defaults of a version are frozen and the date
//! of the tier table is in the link, so an old link keeps its meaning. A link is hostile input: it is capped, its
//! grammar has no escapes, and whatever it gets wrong falls back to the default with a notice. Nothing of it is ever
//! shown.

use super::limits::own_bound;
use super::{Field, Fitted, Inputs, MarketChoice, fitted};
use crate::link::{self, Ignored, Key as _, Parts, VERSION};
use margin_core::{Decimal, Side, parse as parse_decimal, plain};
use margin_venues::binance_usdm::TABLE_DATE;

/// What was wrong with a link, to be said to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Another date than that of our table.
    OtherTable,
    /// Values that cannot stand together.
    Fitted(Fitted),
}

/// A key of version 1, in canonical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Long or short.
    Side,
    /// A number of the form.
    Number(Field),
    /// The market.
    Market,
    /// The date of the tier table.
    Table,
}

impl link::Key for Key {
    const ALL: &'static [Self] = &[
        Self::Side,
        Self::Number(Field::Leverage),
        Self::Number(Field::Value),
        Self::Number(Field::Margin),
        Self::Number(Field::Wallet),
        Self::Number(Field::Entry),
        Self::Number(Field::Mark),
        Self::Market,
        Self::Number(Field::Rate),
        Self::Table,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Number(field) => field.code(),
            Self::Market => "market",
            Self::Table => "table",
        }
    }
}

/// The fragment of a state, without the `#`.
pub fn render(inputs: &Inputs) -> String {
    let usual = usual(inputs.market);
    let mut link = VERSION.to_owned();
    let mut push = |key: Key, value: &str| {
        link.push('&');
        link.push_str(key.code());
        link.push('=');
        link.push_str(value);
    };
    if inputs.side != usual.side {
        push(Key::Side, inputs.side.as_str());
    }
    let unless_usual = |value: Decimal, usual: Decimal| (value != usual).then_some(value);
    for (field, value) in [
        (Field::Leverage, unless_usual(inputs.leverage, usual.leverage)),
        (Field::Value, unless_usual(inputs.value, usual.value)),
        (Field::Margin, inputs.margin),
        (Field::Wallet, unless_usual(inputs.wallet, usual.wallet)),
        (Field::Entry, unless_usual(inputs.entry, usual.entry)),
        (Field::Mark, inputs.mark),
    ] {
        if let Some(value) = value {
            push(Key::Number(field), &plain(value));
        }
    }
    if inputs.market.code() != Inputs::OPENING.market.code() {
        push(Key::Market, inputs.market.code());
    }
    match inputs.market {
        MarketChoice::Flat { rate } if rate == MarketChoice::FLAT_RATE => {}
        MarketChoice::Flat { rate } => push(Key::Number(Field::Rate), &plain(rate)),
        MarketChoice::Listed(_) => push(Key::Table, TABLE_DATE),
    }
    link
}

/// The state of a fragment, with or without its `#`, and what had to be said about it.
pub fn parse(fragment: &str) -> (Inputs, Vec<Notice>) {
    let Parts { given, has_unknown, repeated } = match link::parts::<Key>(fragment) {
        Ok(parts) => parts,
        Err(Ignored::Empty) => return (Inputs::OPENING, Vec::new()),
        Err(Ignored::TooLong) => return (Inputs::OPENING, vec![Notice::TooLong]),
        Err(Ignored::Version) => return (Inputs::OPENING, vec![Notice::Version]),
    };
    let mut notices: Vec<_> = has_unknown.then_some(Notice::UnknownPart).into_iter().collect();
    notices.extend(repeated.into_iter().map(Notice::Repeated));
    let (inputs, more) = changed(Inputs::OPENING, &given);
    notices.extend(more);
    (inputs, notices)
}

/// A state with what is given in its place, and what had to be said about it. No key is given twice.
///
/// Another market brings its example price, as when a reader chooses it.
pub fn changed(mut inputs: Inputs, given: &[(Key, &str)]) -> (Inputs, Vec<Notice>) {
    let mut notices = Vec::new();
    let mut bad = |key: Key| notices.push(Notice::BadValue(key));
    let value_of = |key: Key| given.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
    match value_of(Key::Market).map(MarketChoice::from_code) {
        Some(Some(market)) if market.code() != inputs.market.code() => inputs = inputs.in_market(market),
        Some(None) => bad(Key::Market),
        _ => {}
    }
    match value_of(Key::Side) {
        None => {}
        Some("long") => inputs.side = Side::Long,
        Some("short") => inputs.side = Side::Short,
        Some(_) => bad(Key::Side),
    }
    for (key, text) in given {
        let Key::Number(field) = *key else { continue };
        match number(&inputs, field, text) {
            Some(value) => inputs = inputs.with(field, value),
            None => bad(*key),
        }
    }
    if value_of(Key::Table).is_some_and(|date| date != TABLE_DATE) {
        notices.push(Notice::OtherTable);
    }
    let (inputs, changes) = fitted(inputs);
    notices.extend(changes.into_iter().map(Notice::Fitted));
    // What the core still refuses, a size beyond its bound for one, cannot be fitted part by part.
    if inputs.compare().is_err() {
        return (Inputs::OPENING, vec![Notice::BadValue(Key::Number(Field::Value))]);
    }
    (inputs, notices)
}

/// The defaults of version 1 in a market.
fn usual(market: MarketChoice) -> Inputs {
    Inputs { market, entry: market.example_price(), ..Inputs::OPENING }
}

/// A number a link may carry for a field: its own bound is checked here, how it goes with the others afterwards.
fn number(inputs: &Inputs, field: Field, text: &str) -> Option<Decimal> {
    if text.starts_with('+') || (field == Field::Rate && inputs.market.rate().is_none()) {
        return None;
    }
    own_bound(field).check(field.code(), parse_decimal(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::state::Listing;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        parse_decimal(text).unwrap()
    }

    #[test]
    fn the_opening_example_is_what_stands_without_a_fragment() {
        assert_eq!(render(&Inputs::OPENING), "v1&table=2026-09-29");
        for empty in ["", "#", "#v1", "v1&table=2026-09-29"] {
            assert_eq!(parse(empty), (Inputs::OPENING, vec![]), "{empty}");
        }
    }

    #[test]
    fn defaults_are_left_out_and_the_order_is_one() {
        let inputs = Inputs {
            side: Side::Short,
            leverage: decimal("5"),
            value: decimal("225000000"),
            margin: Some(decimal("45000000")),
            wallet: decimal("50000000"),
            entry: decimal("50000"),
            mark: Some(decimal("50500.5")),
            ..Inputs::OPENING
        };
        let link = "v1&side=short&lev=5&value=225000000&margin=45000000&wallet=50000000&entry=50000&mark=50500.5&table=2026-09-29";
        assert_eq!(render(&inputs), link);
        assert_eq!(parse(link), (inputs, vec![]));
        let flat = Inputs { market: MarketChoice::Flat { rate: decimal("0.01") }, ..Inputs::OPENING };
        assert_eq!(render(&flat), "v1&market=flat&rate=0.01");
        let ether = Inputs::OPENING.in_market(MarketChoice::Listed(Listing::Eth));
        assert_eq!(render(&ether), "v1&market=ETHUSDT&table=2026-09-29");
    }

    #[test]
    fn any_order_is_read() {
        let (inputs, notices) = parse("#v1&value=500&side=short&lev=3");
        assert_eq!((inputs.side, inputs.value, inputs.leverage), (Side::Short, decimal("500"), decimal("3")));
        assert_eq!(notices, []);
    }

    #[test]
    fn what_a_link_gets_wrong_becomes_the_default_and_a_notice() {
        let lev = Key::Number(Field::Leverage);
        for (link, notices) in [
            ("v2&lev=20", vec![Notice::Version]),
            ("lev=20", vec![Notice::Version]),
            ("V1", vec![Notice::Version]),
            ("v1%26lev=20", vec![Notice::Version]),
            ("v1&foo=1", vec![Notice::UnknownPart]),
            ("v1&foo=1&bar&", vec![Notice::UnknownPart]),
            ("v1&lev", vec![Notice::UnknownPart]),
            ("v1&Lev=20", vec![Notice::UnknownPart]),
            ("v1&%6cev=20", vec![Notice::UnknownPart]),
            ("v1&lev=20&lev=30", vec![Notice::Repeated(lev)]),
            ("v1&lev=20&lev=20&lev=20", vec![Notice::Repeated(lev)]),
            ("v1&lev=", vec![Notice::BadValue(lev)]),
            ("v1&lev=abc", vec![Notice::BadValue(lev)]),
            ("v1&lev=-5", vec![Notice::BadValue(lev)]),
            ("v1&lev=+5", vec![Notice::BadValue(lev)]),
            ("v1&lev=0", vec![Notice::BadValue(lev)]),
            ("v1&lev=0.5", vec![Notice::BadValue(lev)]),
            ("v1&lev=1e", vec![Notice::BadValue(lev)]),
            ("v1&lev=5001", vec![Notice::BadValue(lev)]),
            ("v1&lev=1,5", vec![Notice::BadValue(lev)]),
            ("v1&lev=%32%30", vec![Notice::BadValue(lev)]),
            ("v1&lev=<script>alert(1)</script>", vec![Notice::BadValue(lev)]),
            ("v1&lev=٢٠", vec![Notice::BadValue(lev)]),
            ("v1&side=up", vec![Notice::BadValue(Key::Side)]),
            ("v1&market=\"><img src=x>", vec![Notice::BadValue(Key::Market)]),
            ("v1&rate=0.01", vec![Notice::BadValue(Key::Number(Field::Rate))]),
            ("v1&table=2020-01-01", vec![Notice::OtherTable]),
            ("v1&lev=151", vec![Notice::Fitted(Fitted::Leverage)]),
            ("v1&margin=3000", vec![Notice::Fitted(Fitted::Margin)]),
            ("v1&value=30000", vec![Notice::Fitted(Fitted::Value)]),
        ] {
            let (inputs, said) = parse(link);
            assert_eq!(said, notices, "{link}");
            assert!(inputs.compare().is_ok(), "{link}");
            if !matches!(notices.as_slice(), [Notice::Fitted(_)]) {
                assert_eq!(inputs, Inputs::OPENING, "{link}");
            }
        }
    }

    #[test]
    fn a_long_link_is_not_even_looked_at() {
        let long = format!("v1&value={}", "9".repeat(100_000));
        assert_eq!(parse(&long), (Inputs::OPENING, vec![Notice::TooLong]));
        let many = "v1".to_owned() + &"&lev=1".repeat(150);
        assert_eq!(parse(&many).1, [Notice::Repeated(Key::Number(Field::Leverage))]);
    }

    fn number_between(least: u64, most: u64) -> impl Strategy<Value = Decimal> {
        (least..=most, 0_u32..=4).prop_map(|(units, places)| Decimal::new(i64::try_from(units).unwrap_or(1), places))
    }

    fn any_inputs() -> impl Strategy<Value = Inputs> {
        let market = prop_oneof![
            prop::sample::select(Listing::ALL.to_vec()).prop_map(MarketChoice::Listed),
            (0_i64..5000).prop_map(|rate| MarketChoice::Flat { rate: Decimal::new(rate, 4) }),
        ];
        (
            market,
            any::<bool>(),
            10_000_u64..=1_500_000,
            number_between(1, 1_000_000_000_000),
            number_between(1, 1_000_000_000_000),
            prop::option::of(number_between(1, 1_000_000_000_000)),
            number_between(1, 1_000_000_000_000),
            prop::option::of(number_between(1, 1_000_000_000_000)),
        )
            .prop_map(|(market, long, leverage, value, wallet, margin, entry, mark)| {
                let leverage = Decimal::new(i64::try_from(leverage).unwrap_or(1), 4);
                let side = if long { Side::Long } else { Side::Short };
                fitted(Inputs { side, market, leverage, value, wallet, margin, entry, mark }).0
            })
            .prop_filter("the core accepts it", |inputs| inputs.compare().is_ok())
    }

    proptest! {
        #[test]
        fn what_is_rendered_is_read_back(inputs in any_inputs()) {
            let link = render(&inputs);
            prop_assert!(link.len() <= link::LONGEST);
            prop_assert_eq!(parse(&link), (inputs, vec![]));
        }

        #[test]
        fn no_text_at_all_is_an_exception(text in "\\PC{0,1200}") {
            let (inputs, _) = parse(&text);
            prop_assert!(inputs.compare().is_ok());
        }

        #[test]
        fn no_link_at_all_is_an_exception(parts in prop::collection::vec(("(side|lev|value|margin|wallet|entry|mark|rate|market|table|x)", "[-+0-9.a-z%<&=]{0,20}"), 0..12)) {
            let link = parts.iter().fold("v1".to_owned(), |link, (key, value)| format!("{link}&{key}={value}"));
            let (inputs, notices) = parse(&link);
            prop_assert!(inputs.compare().is_ok());
            prop_assert!(notices.len() < 25);
        }
    }
}
