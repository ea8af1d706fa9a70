//! What a page sets of a widget, by the names of its attributes.

use crate::compare::state::link::{Key, Notice, changed};
use crate::compare::state::{Field, Fitted, Inputs, MarketChoice};
use crate::link::Key as _;

/// The venue whose markets the widget knows.
pub const VENUE: &str = margin_venues::binance_usdm::VENUE.code;

const VENUE_ATTRIBUTE: &str = "venue";

/// An attribute that sets a part of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// A part of a link, under its long name.
    Part(Key),
    /// Whose rules and tables are meant.
    Venue,
}

impl Attribute {
    /// The field of the form that it sets.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Part(Key::Number(field)) => Some(field),
            _ => None,
        }
    }

    /// The attribute with this name.
    pub fn named(name: &str) -> Option<Self> {
        if name == VENUE_ATTRIBUTE {
            return Some(Self::Venue);
        }
        let mut keys = Key::ALL.iter().filter(|key| **key != Key::Table);
        keys.find(|key| self::name(**key) == name).map(|key| Self::Part(*key))
    }
}

/// Something that was set and cannot be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The widget has no table of this venue.
    Venue,
    /// Of an attribute what would be said of the same part of a link.
    Part(Notice),
    /// Of a link.
    Link(Notice),
}

impl Fault {
    /// The name of the attribute.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Venue => VENUE_ATTRIBUTE,
            Self::Part(Notice::BadValue(key)) => name(key),
            Self::Part(Notice::Fitted(Fitted::Leverage)) => name(Key::Number(Field::Leverage)),
            Self::Part(Notice::Fitted(Fitted::Value)) => name(Key::Number(Field::Value)),
            Self::Part(Notice::Fitted(Fitted::Margin)) => name(Key::Number(Field::Margin)),
            Self::Part(_) | Self::Link(_) => "state",
        }
    }

    /// What kind of fault it is.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Venue | Self::Part(Notice::BadValue(_)) => "bad-value",
            Self::Part(Notice::Fitted(_)) => "out-of-range",
            Self::Part(_) | Self::Link(_) => "bad-link",
        }
    }
}

/// The name of the attribute that sets a part of a link.
pub const fn name(key: Key) -> &'static str {
    match key {
        Key::Side => "side",
        Key::Market | Key::Table => "market",
        Key::Number(Field::Leverage) => "leverage",
        Key::Number(Field::Value) => "value",
        Key::Number(Field::Margin) => "margin",
        Key::Number(Field::Wallet) => "wallet",
        Key::Number(Field::Entry) => "entry",
        Key::Number(Field::Mark) => "mark",
        Key::Number(Field::Rate) => "maintenance-rate",
    }
}

/// A state with attributes in their places: each with its text, or without one where it was taken away. A name that is
/// none of ours, and one that is given twice, changes nothing.
pub fn set(inputs: Inputs, given: &[(&str, Option<&str>)]) -> (Inputs, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut base = inputs;
    let mut parts: Vec<(Key, &str)> = Vec::new();
    for (name, text) in given {
        match (Attribute::named(name), text) {
            (Some(Attribute::Part(key)), Some(text)) if parts.iter().all(|(known, _)| *known != key) => {
                parts.push((key, text.trim()));
            }
            (Some(Attribute::Part(key)), None) => base = without(base, key),
            (Some(Attribute::Venue), Some(text)) if text.trim() != VENUE => faults.push(Fault::Venue),
            _ => {}
        }
    }
    // A rate is that of the flat market, which need not be named beside it.
    let has_rate = parts.iter().any(|(key, _)| *key == Key::Number(Field::Rate));
    if has_rate && parts.iter().all(|(key, _)| *key != Key::Market) && base.market.rate().is_none() {
        parts.push((Key::Market, "flat"));
    }
    let (inputs, notices) = changed(base, &parts);
    faults.extend(notices.into_iter().map(Fault::Part));
    (inputs, faults)
}

/// The state without something that was set: it is what it is when nothing is said.
fn without(inputs: Inputs, key: Key) -> Inputs {
    let opening = Inputs::OPENING.in_market(inputs.market);
    match key {
        Key::Side => Inputs { side: opening.side, ..inputs },
        Key::Market | Key::Table => inputs.in_market(Inputs::OPENING.market),
        Key::Number(Field::Margin) => Inputs { margin: None, ..inputs },
        Key::Number(Field::Mark) => Inputs { mark: None, ..inputs },
        Key::Number(Field::Rate) => inputs.with(Field::Rate, MarketChoice::FLAT_RATE),
        Key::Number(field) => inputs.with(field, opening.get(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::{Decimal, Side, parse};
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn attributes_set_what_a_link_sets() {
        let (inputs, faults) = set(
            Inputs::OPENING,
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
        assert_eq!((inputs.side, inputs.leverage), (Side::Short, decimal("20")));
        assert_eq!((inputs.market.code(), inputs.entry), ("ETHUSDT", decimal("2000")));
        assert_eq!(inputs.margin, Some(decimal("150")));
    }

    #[test]
    fn a_rate_means_the_flat_market() {
        let (inputs, faults) = set(Inputs::OPENING, &[("maintenance-rate", Some("0.01"))]);
        assert_eq!((inputs.market, faults), (MarketChoice::Flat { rate: decimal("0.01") }, vec![]));
        let (inputs, faults) = set(inputs, &[("maintenance-rate", None)]);
        assert_eq!((inputs.market, faults), (MarketChoice::Flat { rate: MarketChoice::FLAT_RATE }, vec![]));
        let both = [("market", Some("BTCUSDT")), ("maintenance-rate", Some("0.01"))];
        let (inputs, faults) = set(Inputs::OPENING, &both);
        assert_eq!(inputs, Inputs::OPENING);
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
            ("margin", "5000", "out-of-range"),
            ("wallet", "<b>", "bad-value"),
            ("entry", "-1", "bad-value"),
            ("mark", "0", "bad-value"),
            ("market", "DOGEUSDT", "bad-value"),
            ("maintenance-rate", "2", "bad-value"),
            ("venue", "nowhere", "bad-value"),
        ] {
            let (inputs, faults) = set(Inputs::OPENING, &[(name, Some(text))]);
            assert!(inputs.compare().is_ok());
            let named: Vec<_> = faults.iter().map(|fault| (fault.attribute(), fault.code())).collect();
            assert_eq!(named, [(name, code)], "{name}={text}");
        }
    }

    #[test]
    fn what_is_taken_away_is_as_if_it_had_never_been_said() {
        let names = ["side", "leverage", "value", "margin", "wallet", "entry", "mark"];
        let texts = ["short", "25", "2000", "90", "3000", "50000", "51000"];
        let given: Vec<_> = names.into_iter().zip(texts).map(|(name, text)| (name, Some(text))).collect();
        let (changed, faults) = set(Inputs::OPENING, &given);
        assert_eq!(faults, []);
        assert_ne!(changed, Inputs::OPENING);
        let taken: Vec<_> = names.into_iter().map(|name| (name, None)).collect();
        assert_eq!(set(changed, &taken), (Inputs::OPENING, vec![]));
        let (solana, _) = set(Inputs::OPENING, &[("market", Some("SOLUSDT"))]);
        assert_eq!(set(solana, &[("market", None)]).0, Inputs::OPENING);
    }

    proptest! {
        #[test]
        fn no_attribute_at_all_leads_to_a_state_that_cannot_be(
            before in prop::collection::vec((names(), prop::option::of("[-+0-9.a-zA-Z<&= ]{0,12}")), 0..8),
            after in prop::collection::vec((names(), prop::option::of("\\PC{0,20}|[0-9]{1,9}")), 0..8),
        ) {
            let mut inputs = Inputs::OPENING;
            for given in [before, after] {
                let given: Vec<_> = given.iter().map(|(name, text)| (name.as_str(), text.as_deref())).collect();
                inputs = set(inputs, &given).0;
                prop_assert!(inputs.compare().is_ok());
            }
        }
    }

    fn names() -> impl Strategy<Value = String> {
        "side|leverage|value|margin|wallet|entry|mark|maintenance-rate|market|venue|theme|x"
    }
}
