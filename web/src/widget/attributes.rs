//! What a page sets of a widget, by the names of its attributes.

use crate::link::Key as _;
use crate::position::link::{Asked, Key, Notice, escaped};
use crate::position::{Field, Fitted, Inputs, State};
use margin_venues::{FLAT, Listed, MarketId, Source};
use std::sync::Arc;

/// Something that was set and cannot be so.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Of an attribute what would be said of the same part of a link.
    Part(Notice),
    /// Of a link.
    Link(Notice),
}

impl Fault {
    /// Returns the name of the attribute.
    pub const fn attribute(&self) -> &'static str {
        match self {
            Self::Part(Notice::BadValue(key)) => match key.attribute() {
                Some(name) => name,
                None => "state",
            },
            Self::Part(Notice::Fitted(Fitted::Leverage, _)) => Field::Leverage.attribute(),
            Self::Part(Notice::Fitted(Fitted::Value, _)) => Field::Size.attribute(),
            Self::Part(Notice::Fitted(Fitted::Margin, _)) => Field::Margin.attribute(),
            Self::Part(Notice::NoMarket(_)) => "market",
            Self::Part(_) | Self::Link(_) => "state",
        }
    }

    /// Returns what kind of fault it is.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Part(Notice::BadValue(_) | Notice::NoMarket(_)) => "bad-value",
            Self::Part(Notice::Fitted(..)) => "out-of-range",
            Self::Part(_) | Self::Link(_) => "bad-link",
        }
    }
}

/// Returns the part of a link that an attribute sets.
pub fn named(name: &str) -> Option<Key> {
    Key::ALL.iter().copied().find(|key| key.attribute() == Some(name))
}

/// What attributes ask for, each with its text or without one where it was taken away: parts to be set, and the state to
/// set them in. A name that is none of ours, and one that is given twice, changes nothing.
pub fn asked(state: &State, given: &[(&str, Option<&str>)]) -> (Asked, State, Vec<Fault>) {
    let mut on = state.clone();
    let mut parts: Vec<(Key, String)> = Vec::new();
    for (name, text) in given {
        match (named(name), text) {
            (Some(key), Some(text)) if parts.iter().all(|(known, _)| *known != key) => {
                let text = text.trim();
                // A symbol is written as it is here, and escaped in links.
                let text = if key == Key::Market { escaped(text) } else { text.to_owned() };
                parts.push((key, text));
            }
            (Some(key), None) => on = without(on, key),
            _ => {}
        }
    }
    let has = |parts: &[(Key, String)], key: Key| parts.iter().any(|(known, _)| *known == key);
    // A rate is that of the flat market, which need not be named beside it.
    if has(&parts, Key::Number(Field::Rate)) && !has(&parts, Key::Market) && !on.listed.is_flat {
        parts.push((Key::Market, FLAT.to_owned()));
    }
    // What is not given of the market is as it is.
    if !has(&parts, Key::Market) {
        parts.push((Key::Market, escaped(&on.id.symbol)));
    }
    if let (false, Source::Venue(venue)) = (has(&parts, Key::Venue) || is_of_flat(&parts), on.id.source) {
        parts.push((Key::Venue, venue.code.to_owned()));
    }
    let (asked, notice) = Asked::new(parts, None);
    (asked, on, notice.map(Fault::Part).into_iter().collect())
}

fn is_of_flat(parts: &[(Key, String)]) -> bool {
    parts.iter().any(|(key, text)| *key == Key::Market && text == FLAT)
}

/// Returns whether attributes say which market is meant.
pub fn name_a_market(given: &[(&str, Option<&str>)]) -> bool {
    let is_of_market = |name| matches!(named(name), Some(Key::Venue | Key::Market | Key::Number(Field::Rate)));
    given.iter().any(|(name, _)| is_of_market(name))
}

/// The state without something that was set: it is what it is when nothing is said.
fn without(mut state: State, key: Key) -> State {
    let usual = Inputs::of_version_2(&state.id, &state.listed);
    let inputs = &mut state.inputs;
    match key {
        Key::Side => inputs.side = usual.side,
        Key::Venue | Key::Market | Key::Table => {
            let opening = State::opening();
            if state.id != MarketId::opening() {
                let moved = state.inputs.given_in(&state.listed, &opening.id, &opening.listed);
                return State { inputs: moved, ..opening };
            }
        }
        Key::Value | Key::Number(Field::Size) => (inputs.size, inputs.unit) = (usual.size, usual.unit),
        Key::Unit | Key::Shown => inputs.unit = usual.unit,
        Key::Number(Field::Margin) => inputs.margin = None,
        Key::Number(Field::Mark) => inputs.mark = None,
        Key::Number(Field::Rate) => {
            if let (true, Ok(flat)) = (state.listed.is_flat, Listed::flat(Listed::FLAT_RATE)) {
                state.listed = Arc::new(flat);
            }
        }
        Key::Number(field) => *inputs = inputs.with(field, usual.get(&state.listed, field)),
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::Store;
    use crate::shell::Shell;
    use leptos::prelude::Owner;
    use margin_core::{Decimal, Side, SizeUnit, parse, plain};
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    /// Sets attributes in a state, as a widget does.
    fn set(state: &State, given: &[(&str, Option<&str>)]) -> (State, Vec<Fault>) {
        Owner::new().with(|| {
            let store = Store::opening(Shell::opening());
            store.start_over(state.clone(), Vec::new());
            let (asked, on, mut faults) = asked(state, given);
            faults.extend(
                store
                    .ask_for(asked, on, given.iter().filter_map(|(name, _)| named(name)?.field()))
                    .into_iter()
                    .map(Fault::Part),
            );
            (State::clone(&store.state()), faults)
        })
    }

    #[test]
    fn attributes_set_what_a_link_sets() {
        let (state, faults) = set(
            &State::opening(),
            &[
                ("side", Some("short")),
                ("leverage", Some(" 20 ")),
                ("margin", Some("150")),
                ("market", Some("ETHUSDT")),
                ("venue", Some("binance-usdm")),
                ("class", Some("x")),
            ],
        );
        assert_eq!(faults, []);
        assert_eq!((state.inputs.side, state.inputs.leverage), (Side::Short, decimal("20")));
        assert_eq!((state.id.symbol.as_str(), state.inputs.entry), ("ETHUSDT", decimal("2000")));
        assert_eq!(state.inputs.margin, Some(decimal("150")));
    }

    #[test]
    fn a_rate_means_the_flat_market() {
        let (state, faults) = set(&State::opening(), &[("maintenance-rate", Some("0.01"))]);
        assert_eq!((state.rate(), faults), (parse("0.01").ok(), vec![]));
        let (state, faults) = set(&state, &[("maintenance-rate", None)]);
        assert_eq!((state.rate(), faults), (Some(Listed::FLAT_RATE), vec![]));
        let both = [("market", Some("BTCUSDT")), ("maintenance-rate", Some("0.01"))];
        let (state, faults) = set(&State::opening(), &both);
        assert_eq!(state.inputs, Inputs::OPENING);
        assert_eq!(faults, [Fault::Part(Notice::BadValue(Key::Number(Field::Rate)))]);
    }

    #[test]
    fn what_is_wrong_falls_back_and_is_named() {
        for (name, text, code) in [
            ("side", "up", "bad-value"),
            ("leverage", "", "bad-value"),
            ("leverage", "1e", "bad-value"),
            ("leverage", "500", "out-of-range"),
            ("value", "30000", "out-of-range"),
            ("size", "5", "out-of-range"),
            ("margin", "5000", "out-of-range"),
            ("wallet", "<b>", "bad-value"),
            ("entry", "-1", "bad-value"),
            ("mark", "0", "bad-value"),
            ("maintenance-rate", "2", "bad-value"),
            ("venue", "nowhere", "bad-value"),
        ] {
            let (state, faults) = set(&State::opening(), &[(name, Some(text))]);
            assert!(state.held().is_ok());
            let named: Vec<_> = faults.iter().map(|fault| (fault.attribute(), fault.code())).collect();
            let expected = if name == "size" { "value" } else { name };
            assert_eq!(named, [(expected, code)], "{name}={text}");
        }
    }

    #[test]
    fn what_is_taken_away_is_as_if_it_had_never_been_said() {
        let names = ["side", "leverage", "value", "margin", "wallet", "entry", "mark"];
        let texts = ["short", "25", "2000", "90", "3000", "50000", "51000"];
        let given: Vec<_> = names.into_iter().zip(texts).map(|(name, text)| (name, Some(text))).collect();
        let (changed, faults) = set(&State::opening(), &given);
        assert_eq!(faults, []);
        assert_ne!(changed.inputs, Inputs::OPENING);
        let taken: Vec<_> = names.into_iter().map(|name| (name, None)).collect();
        assert_eq!(set(&changed, &taken).0.inputs, Inputs::OPENING);
        let (solana, _) = set(&State::opening(), &[("market", Some("SOLUSDT"))]);
        assert_eq!(set(&solana, &[("market", None)]).0.inputs, Inputs::OPENING);
    }

    #[test]
    fn a_size_is_in_coins_and_a_value_in_the_coin_of_the_price() {
        let (state, _) = set(&State::opening(), &[("size", Some("0.25")), ("wallet", Some("20000"))]);
        assert_eq!(plain(state.inputs.size_in(&state.listed, SizeUnit::Quote)), "15000");
        let (state, faults) = set(&State::opening(), &[("unit", Some("quote")), ("size", Some("250"))]);
        assert_eq!((plain(state.inputs.size_in(&state.listed, SizeUnit::Quote)), faults), ("250".into(), vec![]));
    }

    proptest! {
        #[test]
        fn no_attribute_at_all_leads_to_a_state_that_cannot_be(
            before in prop::collection::vec((names(), prop::option::of("[-+0-9.a-zA-Z<&= ]{0,12}")), 0..8),
            after in prop::collection::vec((names(), prop::option::of("\\PC{0,20}|[0-9]{1,9}")), 0..8),
        ) {
            let mut state = State::opening();
            for given in [before, after] {
                let given: Vec<_> = given.iter().map(|(name, text)| (name.as_str(), text.as_deref())).collect();
                state = set(&state, &given).0;
                prop_assert!(state.held().is_ok());
            }
        }
    }

    fn names() -> impl Strategy<Value = String> {
        "side|leverage|value|size|unit|margin|wallet|entry|mark|maintenance-rate|market|venue|theme|x"
    }
}
