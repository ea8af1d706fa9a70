//! What Compare says: from its typed facts to messages of the catalogue.

use super::state::link::{Key, Notice};
use super::state::{Field, Fitted, Inputs, Problem, Refusal};
use crate::link::Key as _;
use crate::number::{Rounding, Sign};
use crate::words::{Message, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, Outcome, Status};

impl Speaker<'_> {
    /// The number of a field with its unit: "10×", "1,000 USD", "0.5%".
    pub fn amount(&self, field: Field, value: Decimal) -> String {
        match field {
            Field::Leverage => self.leverage(value),
            Field::Rate => self.rate(value),
            _ => self.locale.with_unit(&self.locale.exact(value), self.words.text(Message::UnitMoney)),
        }
    }

    /// The same in words, for those who hear the slider.
    pub fn spoken(&self, field: Field, value: Decimal) -> String {
        match field {
            Field::Leverage => self.words.fill(Message::LeverageWords, &[("number", &self.locale.exact(value))]),
            _ => self.amount(field, value),
        }
    }

    /// What a text field shows: the number alone, exactly; the rate in percent.
    pub fn typed(&self, field: Field, value: Decimal) -> String {
        match field {
            Field::Rate => self.locale.in_a_field(value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value).normalize()),
            // A margin that follows the leverage has as many places as the quotient: to the cent, and never less than
            // what is asked for.
            Field::Margin => self.locale.in_a_field_to(value, 2, Rounding::Up),
            _ => self.locale.in_a_field(value),
        }
    }

    /// What is wrong with an entry, and what is allowed.
    pub fn problem(&self, field: Field, problem: &Problem) -> String {
        let message = match problem.refusal {
            Refusal::NotRead(why) => {
                return self.not_read(why, self.words.text(field.unit())) + " " + &self.allowed(field, problem);
            }
            Refusal::Zero => Message::Zero,
            Refusal::TooSmall => Message::TooSmall,
            Refusal::TooLarge => Message::TooLarge,
            Refusal::LeverageOverTier => Message::LeverageOverTier,
            Refusal::LeverageUnderWallet => Message::LeverageUnderWallet,
            Refusal::ValueOverTier => Message::ValueOverTier,
            Refusal::ValueOverEnd => Message::ValueOverEnd,
            Refusal::ValueOverWallet => Message::ValueOverWallet,
            Refusal::MarginOverWallet => Message::MarginOverWallet,
            Refusal::MarginUnderInitial => Message::MarginUnderInitial,
            Refusal::WalletUnderMargin => Message::WalletUnderMargin,
            Refusal::Unworkable => Message::Unworkable,
        };
        self.words.text(message).to_owned() + " " + &self.allowed(field, problem)
    }

    fn allowed(&self, field: Field, problem: &Problem) -> String {
        let limits = &problem.limits;
        let minimum = match field {
            Field::Leverage => self.locale.number(limits.minimum, 0, 2, Rounding::Up, Sign::Negative),
            _ => self.typed(field, limits.minimum),
        };
        if field == Field::Rate {
            let maximum = self.locale.percent(Decimal::ONE, 0, Sign::Negative);
            return self.words.fill(Message::AllowedBelow, &[("minimum", &minimum), ("maximum", &maximum)]);
        }
        let maximum = self.amount(field, limits.maximum);
        let parameters = [("minimum", minimum.as_str()), ("maximum", maximum.as_str())];
        let message = if limits.begins_above_zero() { Message::AllowedAboveZero } else { Message::Allowed };
        self.words.fill(message, &parameters)
    }

    /// What the page did with a link, or with entries that could not stand together.
    pub fn notice(&self, notice: Notice, inputs: &Inputs) -> String {
        let of_key = |message: Message, key: Key| self.words.fill(message, &[("field", self.key(key))]);
        match notice {
            Notice::Version => self.words.text(Message::LinkVersion).to_owned(),
            Notice::TooLong => self.words.text(Message::LinkTooLong).to_owned(),
            Notice::UnknownPart => self.words.text(Message::LinkUnknownPart).to_owned(),
            Notice::Repeated(key) => of_key(Message::LinkRepeated, key),
            Notice::BadValue(key) => of_key(Message::LinkBadValue, key),
            Notice::OtherTable => {
                self.words.fill(Message::LinkTable, &[("date", &self.date(super::state::TABLE_DATE))])
            }
            Notice::Fitted(Fitted::Leverage) => self
                .words
                .fill(Message::FittedLeverage, &[("leverage", &self.amount(Field::Leverage, inputs.leverage))]),
            Notice::Fitted(Fitted::Value) => {
                self.words.fill(Message::FittedValue, &[("value", &self.amount(Field::Value, inputs.value))])
            }
            Notice::Fitted(Fitted::Margin) => self.words.text(Message::FittedMargin).to_owned(),
        }
    }

    fn key(&self, key: Key) -> &str {
        match key {
            Key::Side => self.words.text(Message::SideName),
            Key::Number(field) => self.words.text(field.name()),
            Key::Market => self.words.text(Message::Market),
            Key::Table => key.code(),
        }
    }
}

/// The half of the sentence that speaks of one mode.
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
    use crate::compare::state::{read_field, set};
    use crate::number::Locale;
    use crate::words::Catalogue;
    use margin_core::parse;

    fn said(inputs: &Inputs, field: Field, text: &str) -> String {
        let locale = Locale::english();
        let words = Catalogue::english();
        let problem = read_field(inputs, field, text, &locale).and_then(|value| set(inputs, field, value)).unwrap_err();
        Speaker { words: &words, locale: &locale }.problem(field, &problem).replace('\u{a0}', " ")
    }

    #[test]
    fn a_refusal_says_what_is_wrong_and_what_is_allowed() {
        let opening = Inputs::OPENING;
        for (field, text, sentence) in [
            (Field::Leverage, "", "Enter a number. Allowed: 1 to 150×."),
            (
                Field::Leverage,
                "151",
                "At this position value, the market’s table does not allow it. Allowed: 1 to 150×.",
            ),
            (Field::Value, "abc", "This is not a number. Allowed: above 0, up to 20,000 USD."),
            (
                Field::Value,
                "1,00,00",
                "The separators are in the wrong places. Numbers are written like 1,234,567.5 here. Allowed: above 0, up to 20,000 USD.",
            ),
            (Field::Margin, "2001", "This is more than the wallet holds. Allowed: 100 to 2,000 USD."),
            (Field::Wallet, "-5", "It cannot be below zero. Allowed: 100 to 1,000,000,000,000,000 USD."),
            (Field::Mark, "0", "It must be above zero. Allowed: above 0, up to 1,000,000,000,000 USD."),
        ] {
            assert_eq!(said(&opening, field, text), sentence);
        }
        let flat = opening.in_market(crate::compare::state::MarketChoice::from_code("flat").unwrap());
        assert_eq!(said(&flat, Field::Rate, "100"), "This is too large. Allowed: 0 to less than 100%.");
    }

    #[test]
    fn every_state_has_its_clause() {
        let short = margin_core::Side::Short;
        let opening = Inputs::OPENING;
        let number = |text: &str| parse(text).unwrap();
        let flat =
            |rate: &str| Inputs { market: crate::compare::state::MarketChoice::Flat { rate: number(rate) }, ..opening };
        for (inputs, isolated, cross) in [
            (opening, Message::IsolatedFalls, Message::CrossNever),
            (Inputs { side: short, ..opening }, Message::IsolatedRises, Message::CrossRises),
            (opening.with(Field::Value, number("10000")), Message::IsolatedFalls, Message::CrossFalls),
            (opening.with(Field::Leverage, number("1")), Message::IsolatedNever, Message::CrossNever),
            (opening.with(Field::Mark, number("54000")), Message::IsolatedGone, Message::CrossNever),
            (flat("0.2"), Message::IsolatedNow, Message::CrossNever),
        ] {
            let comparison = inputs.compare().unwrap();
            assert_eq!((clause(&comparison.isolated), clause(&comparison.cross)), (isolated, cross));
        }
    }
}
