//! What is said of a market: its name, its kind, and the age of its table.

use super::age::Age;
use crate::words::{Message, Speaker};
use margin_core::{Contract, TierBasis};
use margin_venues::Listed;

/// Returns how a market pays.
pub const fn contract(contract: Contract) -> Message {
    match contract {
        Contract::Linear => Message::VenueLinear,
        Contract::Inverse => Message::VenueInverse,
        Contract::Quanto => Message::VenueQuanto,
    }
}

/// Returns the market and its venue; of the flat market that it is one.
pub fn title(listed: &Listed, speaker: Speaker<'_>) -> String {
    if listed.is_flat {
        return speaker.words.text(Message::MarketFlat).to_owned();
    }
    let at = if listed.is_own { Message::VenueOwnAt } else { Message::VenueAt };
    speaker.words.fill(at, &[("market", listed.symbol()), ("venue", &listed.venue_name)])
}

/// What kind of market it is.
pub fn kind(listed: &Listed, speaker: Speaker<'_>) -> String {
    let contract = speaker.words.text(contract(listed.contract()));
    let parameters = [("contract", contract), ("coin", listed.settle.as_str())];
    let kind = match &listed.expires {
        None => speaker.words.fill(Message::VenuePerpetual, &parameters),
        Some(date) => {
            let date = speaker.date(date);
            speaker.words.fill(Message::VenueFuture, &[parameters[0], parameters[1], ("date", &date)])
        }
    };
    if listed.is_delisted { [&kind, ", ", speaker.words.text(Message::VenueDelisted)].concat() } else { kind }
}

/// Returns of which day its table is, and how old where it is old; for a table of the reader's own, that it is one.
pub fn dated(listed: &Listed, today: &str, speaker: Speaker<'_>) -> String {
    if listed.is_flat {
        return String::new();
    }
    if listed.date.is_empty() {
        return speaker.words.text(Message::VenueOwnTable).to_owned();
    }
    let date = speaker.date(&listed.date);
    let aged = |message: Message, count: u32| {
        speaker.words.fill(message, &[("date", date.as_str()), ("count", &speaker.count(count as usize))])
    };
    match Age::of(&listed.date, today) {
        Age::Young => speaker.words.fill(Message::VenueTableOf, &[("date", &date)]),
        Age::Months(months) => aged(Message::VenueTableMonths, months),
        Age::Years(years) => aged(Message::VenueTableYears, years),
    }
}

/// Returns whether its table is so old that it is marked.
pub fn is_old(listed: &Listed, today: &str) -> bool {
    Age::of(&listed.date, today) != Age::Young
}

/// Returns what the floors of its table count.
pub fn tier_unit<'a>(listed: &'a Listed, speaker: Speaker<'a>) -> &'a str {
    match listed.tier_basis() {
        TierBasis::Value => &listed.settle,
        TierBasis::Size => speaker.words.text(Message::VenueContracts),
    }
}

/// What the floors of its table count, as the head of their column.
pub fn tier_head(listed: &Listed, speaker: Speaker<'_>) -> String {
    match listed.tier_basis() {
        TierBasis::Value => speaker.words.fill(Message::VenueTierValue, &[("coin", &listed.settle)]),
        TierBasis::Size => speaker.words.text(Message::VenueTierContracts).to_owned(),
    }
}
