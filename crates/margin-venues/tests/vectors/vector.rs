//! A vector: what was published, and a record of what a reading has made of it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use margin_core::{Contract, Decimal, Side, parse, plain};
use serde::Deserialize;
use serde_json::Value;

use crate::figure::{Figure, Tolerance, Verdict};
use crate::inputs::{Inputs, number};
use crate::screens::{Printed, Screen};

/// What a reading returns: nothing, or why the vector fails.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A number, or a list of numbers, as it was published.
type Published = BTreeMap<String, Value>;

/// The part of `venue-examples.json` that readings look at.
#[derive(Deserialize)]
pub(crate) struct VenueExamples {
    pub(crate) examples: Vec<VenueExample>,
}

#[derive(Deserialize)]
pub(crate) struct VenueExample {
    id: String,
    venue: String,
    source: Vec<String>,
    kind: String,
    unsupported: Option<Unsupported>,
    contract_type: String,
    margin_mode: String,
    side: String,
    inputs: Value,
    expected: Published,
    check: BTreeMap<String, Check>,
    reproduced: bool,
}

#[derive(Deserialize)]
struct Check {
    tolerance: String,
}

/// The part of `peer-vectors.json` that readings look at.
#[derive(Deserialize)]
pub(crate) struct PeerVectors {
    pub(crate) vectors: Vec<PeerVector>,
}

#[derive(Deserialize)]
pub(crate) struct PeerVector {
    id: String,
    venue: String,
    source: String,
    kind: String,
    unsupported: Option<Unsupported>,
    contract: String,
    margin_mode: String,
    inputs: Value,
    expected: Published,
    tolerance: PeerTolerance,
    should_match_venue: bool,
}

#[derive(Deserialize)]
struct PeerTolerance {
    abs: Option<String>,
    rel: Option<String>,
    round_dp: Option<String>,
}

/// What the model does not do, and so cannot compute.
#[derive(Clone, Deserialize)]
pub(crate) struct Unsupported {
    pub(crate) what: String,
    pub(crate) reason: String,
}

/// One vector, whatever file it stands in.
pub(crate) struct Vector {
    pub(crate) id: String,
    /// Whose number it is, as the file says.
    pub(crate) venue: String,
    pub(crate) sources: Vec<String>,
    /// Whether the venue itself published it, on a page or in a payload.
    pub(crate) is_venues_own: bool,
    pub(crate) unsupported: Option<Unsupported>,
    pub(crate) contract: Contract,
    pub(crate) is_cross: bool,
    pub(crate) inputs: Inputs,
    side: Option<Side>,
    expected: BTreeMap<String, (Value, Tolerance)>,
    /// False where the publisher's number is known to be wrong.
    agrees: bool,
    compared: RefCell<BTreeSet<String>>,
    disagreement_shown: Cell<bool>,
    figures: RefCell<Vec<Figure>>,
}

impl Vector {
    /// The side, where the vector states it in either place.
    pub(crate) fn side(&self) -> Outcome<Option<Side>> {
        match self.inputs.text("side") {
            Some(text) => side_of(&text).map(Some),
            None => Ok(self.side),
        }
    }

    /// Whether a figure of this name was published.
    pub(crate) fn expects(&self, figure: &str) -> bool {
        self.expected.contains_key(figure)
    }

    /// The published figures that nothing has been compared with yet.
    pub(crate) fn uncompared(&self) -> Vec<String> {
        self.expected.keys().filter(|figure| !self.compared.borrow().contains(*figure)).cloned().collect()
    }

    /// Compares ours with the published number.
    pub(crate) fn check(&self, figure: &str, ours: Decimal) -> Outcome {
        let (published, tolerance) = self.published_number(figure)?;
        let matches = tolerance.admits(ours, published);
        let verdict = if matches { Verdict::Matches } else { Verdict::Differs };
        let compared = Figure::of_numbers(figure, published, ours, tolerance, verdict);
        self.record(Figure { published: self.as_printed(figure), ..compared });
        if matches {
            return Ok(());
        }
        Err(format!("{figure}: published {published}, ours {}, {tolerance:?}", plain(ours)).into())
    }

    /// Compares ours with the published words.
    pub(crate) fn check_text(&self, figure: &str, ours: &str) -> Outcome {
        match self.published(figure)? {
            (Value::String(published), _) if published == ours => {
                self.record(Figure::of_words(figure, published.clone(), "the same".to_owned(), Verdict::Matches));
                Ok(())
            }
            (published, _) => Err(format!("{figure}: published {published}, ours {ours}").into()),
        }
    }

    /// Compares each of ours with the published list, which the publisher's mistake, made here, too, must give.
    pub(crate) fn check_list_with_mistake(&self, figure: &str, with_their_mistake: &[Decimal]) -> Outcome {
        let (published, _) = self.published(figure)?;
        let published = published.as_array().ok_or_else(|| format!("{figure} is not a list"))?;
        let numbers = published.iter().map(number).collect::<Outcome<Vec<_>>>()?;
        if numbers != with_their_mistake {
            return Err(format!("{figure}: published {numbers:?}, ours {with_their_mistake:?}").into());
        }
        Ok(())
    }

    /// Compares with a known mistake: ours is another number, and with the mistake made it is theirs.
    pub(crate) fn check_mistake(&self, figure: &str, ours: Option<Decimal>, with_their_mistake: Decimal) -> Outcome {
        let (published, tolerance) = self.published_number(figure)?;
        if !tolerance.admits(with_their_mistake, published) {
            return Err(format!("{figure}: published {published}, with their mistake {with_their_mistake}").into());
        }
        match ours {
            Some(ours) if tolerance.admits(ours, published) => {
                return Err(format!("{figure}: theirs is marked as a mistake, and ours, {ours}, agrees").into());
            }
            Some(ours) => self.disagreement_is_shown(figure, &plain(ours.round_dp(8))),
            None => self.disagreement_is_shown(figure, "never"),
        }
        Ok(())
    }

    /// Notes that the reading has shown where the publisher's mistake in a figure lies, and what ours is.
    pub(crate) fn disagreement_is_shown(&self, figure: &str, ours: &str) {
        self.compared.borrow_mut().insert(figure.to_owned());
        self.disagreement_shown.set(true);
        let published = self.as_printed(figure);
        self.figures.borrow_mut().retain(|known| known.name != figure);
        self.record(Figure::of_words(figure, published, ours.to_owned(), Verdict::KnownMistake));
    }

    /// What was compared, in order.
    pub(crate) fn figures(&self) -> Vec<Figure> {
        if self.unsupported.is_none() {
            return self.figures.borrow().clone();
        }
        let not_modelled = |(name, (value, _)): (&String, &(Value, Tolerance))| {
            Figure::of_words(name, words(value), "–".to_owned(), Verdict::NotModelled)
        };
        self.expected.iter().map(not_modelled).collect()
    }

    fn as_printed(&self, figure: &str) -> String {
        self.expected.get(figure).map(|(value, _)| words(value)).unwrap_or_default()
    }

    /// A figure is recorded once, also where it was compared in two ways.
    fn record(&self, figure: Figure) {
        let mut figures = self.figures.borrow_mut();
        if !figures.contains(&figure) {
            figures.push(figure);
        }
    }

    /// The published number as it is. Looking at it compares nothing.
    pub(crate) fn number(&self, figure: &str) -> Outcome<Decimal> {
        self.expected
            .get(figure)
            .ok_or_else(|| format!("{figure} was not published").into())
            .and_then(|(value, _)| number(value))
    }

    /// Fails where something was not read, not compared, or not explained.
    pub(crate) fn finish(&self) -> Outcome {
        let unread = self.inputs.unread();
        if !unread.is_empty() {
            return Err(format!("inputs that were not read: {unread:?}").into());
        }
        let uncompared = self.uncompared();
        if !uncompared.is_empty() {
            return Err(format!("figures that were not compared: {uncompared:?}").into());
        }
        match (self.agrees, self.disagreement_shown.get()) {
            (true, true) => Err("shown to be a mistake, and not marked as one".into()),
            (false, false) => Err("marked as a mistake, and not shown to be one".into()),
            _ => Ok(()),
        }
    }

    fn published(&self, figure: &str) -> Outcome<&(Value, Tolerance)> {
        self.compared.borrow_mut().insert(figure.to_owned());
        self.expected.get(figure).ok_or_else(|| format!("{figure} was not published").into())
    }

    fn published_number(&self, figure: &str) -> Outcome<(Decimal, Tolerance)> {
        let (published, tolerance) = self.published(figure)?;
        Ok((number(published)?, *tolerance))
    }
}

impl TryFrom<VenueExample> for Vector {
    type Error = Box<dyn Error>;

    fn try_from(example: VenueExample) -> Outcome<Self> {
        let mut expected = BTreeMap::new();
        for (figure, published) in example.expected {
            let check = example.check.get(&figure).ok_or_else(|| format!("{figure} has no tolerance"))?;
            expected.insert(figure, (published, Tolerance::Absolute(parse(&check.tolerance)?)));
        }
        Ok(Self {
            id: example.id,
            venue: example.venue,
            sources: example.source,
            is_venues_own: is_venues_own(&example.kind),
            unsupported: example.unsupported,
            contract: contract_of(&example.contract_type),
            is_cross: example.margin_mode.starts_with("cross"),
            inputs: Inputs::new(example.inputs),
            side: side_of(&example.side).ok(),
            expected,
            agrees: example.reproduced,
            compared: RefCell::default(),
            disagreement_shown: Cell::default(),
            figures: RefCell::default(),
        })
    }
}

impl TryFrom<&Screen> for Vector {
    type Error = Box<dyn Error>;

    fn try_from(screen: &Screen) -> Outcome<Self> {
        let mut expected = BTreeMap::new();
        for Printed { field, value, tolerance } in &screen.expected {
            let tolerance = Tolerance::Absolute(parse(tolerance)?);
            expected.insert(field.clone(), (Value::String(value.clone()), tolerance));
        }
        Ok(Self {
            id: screen.id.clone(),
            venue: screen.venue.clone(),
            sources: vec![screen.origin.clone()],
            is_venues_own: is_venues_own(&screen.kind),
            unsupported: screen.unsupported.clone(),
            contract: Contract::Linear,
            is_cross: false,
            // The package reads them, and refuses what it does not know.
            inputs: Inputs::new(Value::Null),
            side: None,
            expected,
            agrees: true,
            compared: RefCell::default(),
            disagreement_shown: Cell::default(),
            figures: RefCell::default(),
        })
    }
}

impl TryFrom<PeerVector> for Vector {
    type Error = Box<dyn Error>;

    fn try_from(vector: PeerVector) -> Outcome<Self> {
        let tolerance = match vector.tolerance {
            PeerTolerance { abs: Some(text), .. } => Tolerance::Absolute(power_or_decimal(&text)?),
            PeerTolerance { rel: Some(text), .. } => Tolerance::Relative(power_or_decimal(&text)?),
            // What rounds to the published number: half a unit of its last place.
            PeerTolerance { round_dp: Some(text), .. } => Tolerance::Absolute(unit_of_place(&text)? / Decimal::TWO),
            _ => return Err("no tolerance".into()),
        };
        Ok(Self {
            id: vector.id,
            venue: vector.venue,
            sources: vec![vector.source],
            is_venues_own: is_venues_own(&vector.kind),
            unsupported: vector.unsupported,
            contract: contract_of(&vector.contract),
            is_cross: vector.margin_mode.starts_with("cross"),
            inputs: Inputs::new(vector.inputs),
            side: None,
            expected: vector.expected.into_iter().map(|(figure, value)| (figure, (value, tolerance))).collect(),
            agrees: vector.should_match_venue,
            compared: RefCell::default(),
            disagreement_shown: Cell::default(),
            figures: RefCell::default(),
        })
    }
}

/// Whether a venue's page, or a payload of it, is where a number comes from.
fn is_venues_own(kind: &str) -> bool {
    matches!(kind, "published" | "payload" | "api_sample" | "api_snapshot" | "venue_observation")
}

/// What was published, in words.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A tolerance is written `"0.01"` or `"1e-6"`; the parser of the core takes no exponent.
fn power_or_decimal(text: &str) -> Outcome<Decimal> {
    match text.strip_prefix("1e-") {
        Some(places) => unit_of_place(places),
        None => Ok(parse(text)?),
    }
}

/// One unit of a place after the point: `0.01` for `"2"`.
fn unit_of_place(places: &str) -> Outcome<Decimal> {
    Ok(parse(&format!("0.{:0>places$}", 1, places = places.parse::<usize>()?))?)
}

fn contract_of(text: &str) -> Contract {
    if text.starts_with("inverse") { Contract::Inverse } else { Contract::Linear }
}

pub(crate) fn side_of(text: &str) -> Outcome<Side> {
    match text {
        "long" | "BUY" => Ok(Side::Long),
        "short" => Ok(Side::Short),
        _ => Err(format!("no side: {text}").into()),
    }
}
