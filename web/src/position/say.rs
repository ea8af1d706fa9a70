//! What is said of a position and its numbers: from typed facts to messages of the catalogue.

use super::link::{Key, Notice};
use super::{Field, Fitted, Problem, Refusal, State, shown};
use crate::figure::{Figure, same};
use crate::link::Key as _;
use crate::number::{Rounding, Sign, significant_places};
use crate::words::{Message, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, Outcome, SizeUnit, Status, plain};
use margin_venues::{Listed, listed_venue, same_money};

/// Returns what a field is called on screen.
pub fn field_name(field: Field, listed: &Listed, speaker: Speaker<'_>) -> String {
    match field {
        Field::CoinPrice => speaker.words.fill(field.name(), &[("coin", &listed.settle)]),
        _ => speaker.words.text(field.name()).to_owned(),
    }
}

/// Returns what a unit of size is called in a market.
pub fn unit_name<'a>(unit: SizeUnit, listed: &'a Listed, speaker: Speaker<'a>) -> &'a str {
    match unit {
        SizeUnit::Base => &listed.base,
        SizeUnit::Quote => &listed.quote,
        SizeUnit::Contracts => speaker.words.text(Message::VenueContracts),
    }
}

/// Returns the unit that is written after a field's number.
pub fn unit<'a>(field: Field, state: &'a State, speaker: Speaker<'a>) -> &'a str {
    match field {
        Field::Leverage => speaker.words.text(Message::UnitLeverage),
        Field::Rate => speaker.words.text(Message::UnitPercent),
        Field::Size => unit_name(state.inputs.unit, &state.listed, speaker),
        _ => &state.listed.quote,
    }
}

/// Returns a number of a field with its unit: "10×", "1,000 USDT", "0.5%".
pub fn amount(field: Field, value: Decimal, state: &State, speaker: Speaker<'_>) -> String {
    match field {
        Field::Leverage => speaker.leverage(value),
        Field::Rate => speaker.rate(value),
        _ => speaker.locale.with_unit(&speaker.locale.exact(cut(field, value, state)), unit(field, state, speaker)),
    }
}

/// Returns a number of a field in words, for those who hear the slider.
pub fn spoken(field: Field, value: Decimal, state: &State, speaker: Speaker<'_>) -> String {
    match field {
        Field::Leverage => speaker.words.fill(Message::LeverageWords, &[("number", &speaker.locale.exact(value))]),
        _ => amount(field, value, state, speaker),
    }
}

/// Returns what a text field shows: the number alone, exactly; the rate in percent.
pub fn in_a_field(field: Field, value: Decimal, state: &State, speaker: Speaker<'_>) -> String {
    match field {
        Field::Rate => speaker.locale.in_a_field(value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value).normalize()),
        // A margin that follows the leverage has as many places as the quotient: to the cent, and never less than it.
        Field::Margin if same_money(&state.listed.quote, "USD") => {
            speaker.locale.bare(value, 0, 2, Rounding::Up, Sign::Negative)
        }
        _ => speaker.locale.in_a_field(cut(field, value, state)),
    }
}

/// A size that was counted in another unit is a quotient of 28 digits, and so is a margin that follows.
fn cut(field: Field, value: Decimal, state: &State) -> Decimal {
    let is_quotient = match field {
        Field::Size => state.inputs.unit != state.inputs.size.unit,
        Field::Margin => state.inputs.margin.is_none(),
        _ => false,
    };
    if is_quotient { shown(value) } else { value }
}

/// Returns an amount of a coin: dollars to the cent, other coins to five figures.
pub fn coins(value: Decimal, coin: &str, speaker: Speaker<'_>) -> Figure {
    let text = match same_money(coin, "USD") {
        true => speaker.locale.money(value),
        false => speaker.locale.number(value, 0, significant_places(value, 5, 2), Rounding::Nearest, Sign::Negative),
    };
    Figure { exact: plain(value), ..same("", &speaker.locale.with_unit(&text, coin)) }
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

/// Returns what is wrong with an entry, and what is allowed.
pub fn problem(field: Field, problem: &Problem, state: &State, speaker: Speaker<'_>) -> String {
    let what = match problem.refusal {
        Refusal::NotRead(why) => speaker.not_read(why, unit(field, state, speaker)),
        Refusal::Zero => speaker.words.text(Message::Zero).to_owned(),
        Refusal::TooSmall => speaker.words.text(Message::TooSmall).to_owned(),
        Refusal::TooLarge => speaker.words.text(Message::TooLarge).to_owned(),
        Refusal::LeverageOverTier => speaker.words.text(Message::LeverageOverTier).to_owned(),
        Refusal::LeverageUnderWallet => speaker.words.text(Message::LeverageUnderWallet).to_owned(),
        Refusal::ValueOverTier => speaker.words.text(Message::ValueOverTier).to_owned(),
        Refusal::ValueOverEnd => speaker.words.text(Message::ValueOverEnd).to_owned(),
        Refusal::ValueOverWallet => speaker.words.text(Message::ValueOverWallet).to_owned(),
        Refusal::MarginOverWallet => speaker.words.text(Message::MarginOverWallet).to_owned(),
        Refusal::MarginUnderInitial => speaker.words.text(Message::MarginUnderInitial).to_owned(),
        Refusal::WalletUnderMargin => speaker.words.text(Message::WalletUnderMargin).to_owned(),
        Refusal::Unworkable => speaker.words.text(Message::Unworkable).to_owned(),
    };
    what + " " + &allowed(field, problem, state, speaker)
}

fn allowed(field: Field, problem: &Problem, state: &State, speaker: Speaker<'_>) -> String {
    let limits = &problem.limits;
    if field == Field::Rate {
        let minimum = in_a_field(field, limits.minimum, state, speaker);
        let maximum = speaker.locale.percent(Decimal::ONE, 0, Sign::Negative);
        return speaker.words.fill(Message::AllowedBelow, &[("minimum", &minimum), ("maximum", &maximum)]);
    }
    let minimum = match limits.minimum < Decimal::ONE {
        true => speaker.locale.exact(shown(limits.minimum)),
        false => speaker.locale.number(limits.minimum, 0, 2, Rounding::Up, Sign::Negative),
    };
    let maximum = amount(field, shown(limits.maximum), state, speaker);
    let message = if limits.begins_above_zero() { Message::AllowedAboveZero } else { Message::Allowed };
    speaker.words.fill(message, &[("minimum", &minimum), ("maximum", &maximum)])
}

/// Returns what the page did with a link, or with a position that a market could not hold.
pub fn notice(notice: &Notice, listed: &Listed, speaker: Speaker<'_>) -> String {
    let words = speaker.words;
    let of_key = |message: Message, key: Key| words.fill(message, &[("field", &key_name(key, listed, speaker))]);
    match notice {
        Notice::Version => words.text(Message::LinkVersion).to_owned(),
        Notice::TooLong => words.text(Message::LinkTooLong).to_owned(),
        Notice::UnknownPart => words.text(Message::LinkUnknownPart).to_owned(),
        Notice::Repeated(key) => of_key(Message::LinkRepeated, *key),
        Notice::BadValue(key) => of_key(Message::LinkBadValue, *key),
        Notice::OtherTable(date) => words.fill(Message::LinkTable, &[("date", &speaker.date(date))]),
        Notice::NoMarket(venue) => words.fill(Message::VenueLinkNoMarket, &[("venue", venue)]),
        Notice::Fitted(Fitted::Leverage, state) => {
            words.fill(Message::FittedLeverage, &[("leverage", &speaker.leverage(state.inputs.leverage))])
        }
        Notice::Fitted(Fitted::Value, state) => {
            let size = amount(Field::Size, shown(state.inputs.get(listed, Field::Size)), state, speaker);
            words.fill(Message::FittedValue, &[("value", &size)])
        }
        Notice::Fitted(Fitted::Margin, _) => words.text(Message::FittedMargin).to_owned(),
    }
}

fn key_name(key: Key, listed: &Listed, speaker: Speaker<'_>) -> String {
    match key {
        Key::Venue => speaker.words.text(Message::VenueName).to_owned(),
        Key::Market => speaker.words.text(Message::Market).to_owned(),
        Key::Side => speaker.words.text(Message::SideName).to_owned(),
        Key::Value => field_name(Field::Size, listed, speaker),
        Key::Number(field) => field_name(field, listed, speaker),
        Key::Unit | Key::Shown => speaker.words.text(Message::VenueUnit).to_owned(),
        Key::Table => key.code().to_owned(),
    }
}

/// Returns the half of the sentence that speaks of one mode.
pub fn clause(outcome: &Outcome) -> Message {
    use MarginMode::{Cross, Isolated};
    let price = |liquidation: Liquidation| match liquidation {
        Liquidation::At { distance, .. } => Some(distance),
        Liquidation::Never(_) | Liquidation::Now => None,
    };
    let choose = |isolated, cross| match outcome.mode {
        Isolated => isolated,
        Cross => cross,
    };
    match outcome.liquidation {
        Liquidation::Now => choose(Message::IsolatedNow, Message::CrossNow),
        _ if outcome.status == Status::Liquidated => choose(Message::IsolatedGone, Message::CrossGone),
        _ if price(outcome.pair.below).is_some() && price(outcome.pair.above).is_some() => {
            choose(Message::IsolatedEither, Message::CrossEither)
        }
        Liquidation::At { distance, .. } if distance.is_sign_negative() => {
            choose(Message::IsolatedFalls, Message::CrossFalls)
        }
        Liquidation::At { .. } => choose(Message::IsolatedRises, Message::CrossRises),
        Liquidation::Never(_) => choose(Message::IsolatedNever, Message::CrossNever),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Locale;
    use crate::position::{read_field, set};
    use crate::words::Catalogue;
    use margin_core::parse;

    fn said(state: &State, field: Field, text: &str) -> String {
        let locale = Locale::english();
        let words = Catalogue::english();
        let problem = read_field(state, field, text, &locale).and_then(|value| set(state, field, value)).unwrap_err();
        super::problem(field, &problem, state, Speaker { words: &words, locale: &locale }).replace('\u{a0}', " ")
    }

    #[test]
    fn a_refusal_says_what_is_wrong_and_what_is_allowed() {
        for (field, text, sentence) in [
            (Field::Leverage, "", "Enter a number. Allowed: 1 to 150×."),
            (
                Field::Leverage,
                "151",
                "At this position value, the market’s table does not allow it. Allowed: 1 to 150×.",
            ),
            (Field::Size, "abc", "This is not a number. Allowed: above 0, up to 20,000 USDT."),
            (
                Field::Size,
                "1,000,00",
                "The separators are in the wrong places. Numbers are written like 1,234,567.5 here. Allowed: above 0, up to 20,000 USDT.",
            ),
            (Field::Margin, "2001", "This is more than the wallet holds. Allowed: 100 to 2,000 USDT."),
            (Field::Wallet, "-5", "It cannot be below zero. Allowed: 100 to 1,000,000,000,000,000 USDT."),
            (Field::Mark, "0", "It must be above zero. Allowed: above 0, up to 1,000,000,000,000 USDT."),
        ] {
            assert_eq!(said(&State::opening(), field, text), sentence);
        }
        assert_eq!(said(&State::flat("0.005"), Field::Rate, "100"), "This is too large. Allowed: 0 to less than 100%.");
    }

    #[test]
    fn an_example_price_is_said_to_be_one_with_its_day() {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        let ether = Listed::built_in("ETHUSDT").unwrap();
        let said = |price: &str| entry_is(parse(price).unwrap(), &ether, speaker).replace('\u{a0}', " ");
        assert_eq!(said("2144.46"), "An example: the last price on Binance on 19 Mar 2026, not a quote.");
        assert_eq!(said("2000"), "A price to learn with, not a quote.");
    }

    #[test]
    fn every_state_has_its_clause() {
        for (state, isolated, cross) in [
            (State::opening(), Message::IsolatedFalls, Message::CrossNever),
            (State::opening().short(), Message::IsolatedRises, Message::CrossRises),
            (State::with(&[(Field::Size, "10000")]), Message::IsolatedFalls, Message::CrossFalls),
            (State::with(&[(Field::Leverage, "1")]), Message::IsolatedNever, Message::CrossNever),
            (State::with(&[(Field::Mark, "54000")]), Message::IsolatedGone, Message::CrossNever),
            (State::flat("0.2"), Message::IsolatedNow, Message::CrossNever),
        ] {
            let comparison = state.held().unwrap().comparison;
            assert_eq!((clause(&comparison.isolated), clause(&comparison.cross)), (isolated, cross));
        }
    }
}
