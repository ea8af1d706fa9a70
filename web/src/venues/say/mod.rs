//! What the page says: from its typed facts to messages of the catalogue.

mod pasted;
mod rules;

pub use pasted::table_error;
pub use rules::{Remarks, differences, remarks, statements};

use super::held::NotHeld;
use super::inputs::{Field, Inputs};
use super::limits::{Problem, shown};
use super::link::{Key, Notice};
use crate::compare::state::{Fitted, Refusal};
use crate::figure::{Figure, same};
use crate::link::Key as _;
use crate::number::{Rounding, Sign, significant_places};
use crate::words::{Message, Speaker};
use margin_core::{Contract, Decimal, SizeUnit, plain};
use margin_venues::{Listed, listed_venue, same_money};

/// How a market pays.
pub const fn contract(contract: Contract) -> Message {
    match contract {
        Contract::Linear => Message::VenueLinear,
        Contract::Inverse => Message::VenueInverse,
        Contract::Quanto => Message::VenueQuanto,
    }
}

/// What a field is called on screen.
pub fn field_name(field: Field, listed: &Listed, speaker: Speaker<'_>) -> String {
    match field {
        Field::Leverage => speaker.words.text(Message::Leverage).to_owned(),
        Field::Size => speaker.words.text(Message::VenueSize).to_owned(),
        Field::Wallet => speaker.words.text(Message::Wallet).to_owned(),
        Field::Entry => speaker.words.text(Message::Entry).to_owned(),
        Field::CoinPrice => speaker.words.fill(Message::VenueCoinPrice, &[("coin", &listed.settle)]),
    }
}

/// What a unit of size is called in a market.
pub fn unit_name<'a>(unit: SizeUnit, listed: &'a Listed, speaker: Speaker<'a>) -> &'a str {
    match unit {
        SizeUnit::Base => &listed.base,
        SizeUnit::Quote => &listed.quote,
        SizeUnit::Contracts => speaker.words.text(Message::VenueContracts),
    }
}

/// The unit that stands after a field's number.
pub fn unit<'a>(field: Field, inputs: &Inputs, listed: &'a Listed, speaker: Speaker<'a>) -> &'a str {
    match field {
        Field::Leverage => speaker.words.text(Message::UnitLeverage),
        Field::Size => unit_name(inputs.unit, listed, speaker),
        Field::Wallet | Field::Entry | Field::CoinPrice => &listed.quote,
    }
}

/// A number of a field with its unit.
pub fn amount(field: Field, value: Decimal, inputs: &Inputs, listed: &Listed, speaker: Speaker<'_>) -> String {
    let unit = unit(field, inputs, listed, speaker);
    let number = speaker.locale.exact(shown(value));
    if field == Field::Leverage { number + unit } else { speaker.locale.with_unit(&number, unit) }
}

/// A number of a field in words, for those who hear the slider.
pub fn spoken(field: Field, value: Decimal, inputs: &Inputs, listed: &Listed, speaker: Speaker<'_>) -> String {
    match field {
        Field::Leverage => speaker.words.fill(Message::LeverageWords, &[("number", &speaker.locale.exact(value))]),
        _ => amount(field, value, inputs, listed, speaker),
    }
}

/// Returns where an entry price is from: an example of some day, or a price to learn with.
pub fn entry_is(entry: Decimal, listed: &Listed, speaker: Speaker<'_>) -> String {
    match &listed.example_price {
        Some(example) if example.price == entry => {
            let venue = listed_venue(&example.venue).map_or(example.venue.as_str(), |venue| venue.short_name);
            let date = speaker.date(&example.date);
            speaker.words.fill(Message::VenueEntryExample, &[("venue", venue), ("date", &date)])
        }
        _ => speaker.words.text(Message::VenueEntryIs).to_owned(),
    }
}

/// An amount of a coin: dollars to the cent, other coins to five figures.
pub fn coins(value: Decimal, coin: &str, speaker: Speaker<'_>) -> Figure {
    let places = if same_money(coin, "USD") { None } else { Some(significant_places(value, 5, 2)) };
    let text = match places {
        None => speaker.locale.money(value),
        Some(places) => speaker.locale.number(value, 0, places, Rounding::Nearest, Sign::Negative),
    };
    Figure { exact: plain(value), ..same("", &speaker.locale.with_unit(&text, coin)) }
}

/// What is wrong with an entry, and what is allowed.
pub fn problem(field: Field, problem: &Problem, inputs: &Inputs, listed: &Listed, speaker: Speaker<'_>) -> String {
    let what = match problem.refusal {
        Refusal::NotRead(why) => speaker.not_read(why, unit(field, inputs, listed, speaker)),
        other => speaker.words.text(refusal(other)).to_owned(),
    };
    let limits = &problem.limits;
    let minimum = speaker.locale.number(limits.minimum, 0, 2, Rounding::Up, Sign::Negative);
    let minimum = if limits.minimum < Decimal::ONE { speaker.locale.exact(limits.minimum) } else { minimum };
    let maximum = amount(field, limits.maximum, inputs, listed, speaker);
    let message = if limits.begins_above_zero() { Message::AllowedAboveZero } else { Message::Allowed };
    what + " " + &speaker.words.fill(message, &[("minimum", &minimum), ("maximum", &maximum)])
}

const fn refusal(refusal: Refusal) -> Message {
    match refusal {
        Refusal::Zero => Message::Zero,
        Refusal::TooSmall => Message::TooSmall,
        Refusal::LeverageOverTier => Message::LeverageOverTier,
        Refusal::LeverageUnderWallet => Message::LeverageUnderWallet,
        Refusal::ValueOverTier => Message::ValueOverTier,
        Refusal::ValueOverEnd => Message::ValueOverEnd,
        Refusal::ValueOverWallet => Message::ValueOverWallet,
        Refusal::WalletUnderMargin => Message::WalletUnderMargin,
        Refusal::Unworkable => Message::Unworkable,
        Refusal::NotRead(_) | Refusal::TooLarge | Refusal::MarginOverWallet | Refusal::MarginUnderInitial => {
            Message::TooLarge
        }
    }
}

/// Why a venue does not offer the position.
pub fn not_held(why: NotHeld, listed: &Listed, speaker: Speaker<'_>) -> String {
    match why {
        NotHeld::Leverage(most) => {
            let most = speaker.locale.exact(most) + speaker.words.text(Message::UnitLeverage);
            speaker.words.fill(Message::VenueNotLeverage, &[("leverage", &most)])
        }
        NotHeld::Size if listed.is_partial => speaker.words.text(Message::VenueNotPartial).to_owned(),
        NotHeld::Size => speaker.words.text(Message::VenueNotSize).to_owned(),
        NotHeld::Balance => speaker.words.text(Message::VenueNotBalance).to_owned(),
        NotHeld::Range => speaker.words.text(Message::VenueNotRange).to_owned(),
    }
}

/// What the page did with a link, or with a position that a market could not hold.
pub fn notice(notice: &Notice, listed: &Listed, speaker: Speaker<'_>) -> String {
    let words = speaker.words;
    match notice {
        Notice::Version => words.text(Message::LinkVersion).to_owned(),
        Notice::TooLong => words.text(Message::LinkTooLong).to_owned(),
        Notice::UnknownPart => words.text(Message::LinkUnknownPart).to_owned(),
        Notice::Repeated(key) => words.fill(Message::LinkRepeated, &[("field", &key_name(*key, listed, speaker))]),
        Notice::BadValue(key) => words.fill(Message::VenueLinkBadValue, &[("field", &key_name(*key, listed, speaker))]),
        Notice::OtherTable(date) => words.fill(Message::LinkTable, &[("date", &speaker.date(date))]),
        Notice::NoMarket(venue) => words.fill(Message::VenueLinkNoMarket, &[("venue", venue)]),
        Notice::Waits(venue) => words.fill(Message::VenueLinkWaits, &[("venue", venue)]),
        Notice::Fitted(Fitted::Leverage, inputs) => {
            let leverage = amount(Field::Leverage, inputs.leverage, inputs, listed, speaker);
            words.fill(Message::FittedLeverage, &[("leverage", &leverage)])
        }
        Notice::Fitted(_, inputs) => {
            let size = amount(Field::Size, inputs.get(listed, Field::Size), inputs, listed, speaker);
            words.fill(Message::VenueFittedSize, &[("size", &size)])
        }
    }
}

fn key_name(key: Key, listed: &Listed, speaker: Speaker<'_>) -> String {
    match key {
        Key::Venue => speaker.words.text(Message::VenueName).to_owned(),
        Key::Market => speaker.words.text(Message::Market).to_owned(),
        Key::Side => speaker.words.text(Message::SideName).to_owned(),
        Key::Number(field) => field_name(field, listed, speaker),
        Key::Unit | Key::Shown => speaker.words.text(Message::VenueUnit).to_owned(),
        Key::Table => key.code().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Locale;
    use crate::words::Catalogue;
    use margin_core::parse;

    #[test]
    fn an_example_price_is_said_to_be_one_with_its_day() {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        let ether = Listed::built_in("ETHUSDT").unwrap();
        let said = |price: &str| entry_is(parse(price).unwrap(), &ether, speaker).replace('\u{a0}', " ");
        let example = "An example: the last price on Binance on 19 Mar 2026, not a quote. The mark is the same.";
        assert_eq!(said("2144.46"), example);
        assert_eq!(said("2000"), "A price to learn with, not a quote. The mark stands at it.");
    }
}
