//! Where an answer's rules and tables are from, and what must be known beside it.

use margin_core::{ErrorCode, MarginError, Result, Rules};
use margin_venues::{Caveat, VENUES, Venue, generic, venue};

use crate::node::Node;
use crate::record::Record;
use crate::rules;
use crate::value::{Value, present};

/// The venue whose rules an answer follows, and the date of its tables, where it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    venue: &'static Venue,
    table_date: Option<String>,
}

impl Default for Source {
    fn default() -> Self {
        Self { venue: &generic::VENUE, table_date: None }
    }
}

impl Source {
    /// The fields `venue` and `tableDate` of an input.
    pub(crate) fn read<N: Node>(fields: &mut Record<N>) -> Result<Self> {
        let venue = fields.optional("venue", |node| named(&node.text()?))?;
        let table_date = fields.optional("tableDate", N::text)?;
        Ok(Self { venue: venue.unwrap_or(&generic::VENUE), table_date })
    }

    /// The field `rules` of an input, over those of the venue.
    pub(crate) fn read_rules<N: Node>(&self, fields: &mut Record<N>) -> Result<Rules> {
        Ok(fields.optional("rules", rules::read_over(self.venue.rules))?.unwrap_or(self.venue.rules))
    }

    pub(crate) fn venue_name(&self) -> Value {
        Value::name(self.venue.code)
    }

    pub(crate) fn table_date(&self) -> Option<Value> {
        self.table_date.as_deref().map(Value::text)
    }

    /// As an answer says it.
    pub(crate) fn write(&self) -> Value {
        let rules_date = (self.venue.code != generic::VENUE.code).then(|| Value::name(self.venue.rules_date));
        Value::Record(present([
            ("venue", Some(self.venue_name())),
            ("rulesDate", rules_date),
            ("tableDate", self.table_date()),
            ("unconfirmed", Some(caveats(self.venue.unconfirmed))),
        ]))
    }

    /// What an answer takes for granted, and what the venue does that the model does not.
    pub(crate) fn assumptions(&self) -> Value {
        Value::names(self.venue.assumptions.iter().chain(self.venue.unsupported).map(|caveat| caveat.as_str()))
    }
}

/// Every venue that is known, with where and when its rules were read.
pub fn venues() -> Value {
    let written = |venue: &&'static Venue| {
        Value::Record(present([
            ("code", Some(Value::name(venue.code))),
            ("name", Some(Value::name(venue.name))),
            ("rules", Some(rules::write(&venue.rules))),
            ("rulesDate", Some(Value::name(venue.rules_date))),
            ("sources", Some(Value::names(venue.sources.iter().copied()))),
            ("tables", venue.tables.map(Value::name)),
            ("unconfirmed", Some(caveats(venue.unconfirmed))),
            ("unsupported", Some(caveats(venue.unsupported))),
            ("assumptions", Some(caveats(venue.assumptions))),
        ]))
    };
    Value::List(VENUES.iter().map(written).collect())
}

fn caveats(caveats: &[Caveat]) -> Value {
    Value::names(caveats.iter().map(|caveat| caveat.as_str()))
}

/// The codes of the venues, for refusals.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "it is evaluated by the compiler")]
const CODES: [&str; VENUES.len()] = {
    let mut codes = [""; VENUES.len()];
    let mut place = 0;
    while place < codes.len() {
        codes[place] = VENUES[place].code;
        place += 1;
    }
    codes
};

fn named(code: &str) -> Result<&'static Venue> {
    venue(code)
        .ok_or_else(|| MarginError::refuse(ErrorCode::WrongType, code).with_reason("no such venue").with_one_of(&CODES))
}
