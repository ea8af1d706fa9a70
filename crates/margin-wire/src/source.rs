//! Where an answer's rules and tables are from, and what must be known beside it.

use margin_core::{Result, Rules};
use margin_venues::{Caveat, VENUES, Venue, generic, sources, venue};

use crate::json::Json;
use crate::names::no_such_name;
use crate::record::Record;
use crate::rules;

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
    pub(crate) fn read(fields: &mut Record<'_>) -> Result<Self> {
        let venue = match fields.take("venue") {
            Some(value) => value.text().and_then(named).map_err(|error| error.at("venue"))?,
            None => &generic::VENUE,
        };
        Ok(Self { venue, table_date: fields.text_if_given("tableDate")? })
    }

    /// The field `rules` of an input, over those of the venue.
    pub(crate) fn read_rules(&self, fields: &mut Record<'_>) -> Result<Rules> {
        match fields.take("rules") {
            Some(value) => rules::read_over(value, &self.venue.rules).map_err(|error| error.at("rules")),
            None => Ok(self.venue.rules),
        }
    }

    /// The fields that [`Source::read`] reads.
    pub(crate) fn write(&self, json: &mut Json) {
        json.name("venue", self.venue.code);
        json.text_if_any("tableDate", self.table_date.as_deref());
    }

    /// As an answer says it: what was used, what is not confirmed of it, what it takes for granted, and what the venue
    /// does that the model does not.
    pub(crate) fn write_beside_an_answer(&self, json: &mut Json) {
        json.open_field("source", '{');
        self.write(json);
        if self.venue.code != generic::VENUE.code {
            json.name("rulesDate", self.venue.rules_date);
        }
        json.texts("unconfirmed", codes(self.venue.unconfirmed));
        json.close('}');
        json.texts("assumptions", codes(self.venue.assumptions).chain(codes(self.venue.unsupported)));
    }
}

/// Every venue that is known, as JSON, with where and when its rules were read.
///
/// ```
/// assert!(margin_wire::venues().starts_with(r#"[{"code":"generic","name":"Generic","rules":{"#));
/// ```
pub fn venues() -> String {
    Json::text_of(|json| {
        json.open('[');
        for venue in VENUES {
            json.open('{');
            json.name("code", venue.code);
            json.name("name", venue.name);
            rules::write(json, &venue.rules);
            json.name("rulesDate", venue.rules_date);
            json.texts("sources", sources(venue).iter().copied());
            json.text_if_any("tables", venue.tables);
            json.texts("unconfirmed", codes(venue.unconfirmed));
            json.texts("unsupported", codes(venue.unsupported));
            json.texts("assumptions", codes(venue.assumptions));
            json.close('}');
        }
        json.close(']');
    })
}

fn codes(caveats: &[Caveat]) -> impl Iterator<Item = &'static str> {
    caveats.iter().map(|caveat| caveat.as_str())
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
    venue(code).ok_or_else(|| no_such_name(code, &CODES))
}
