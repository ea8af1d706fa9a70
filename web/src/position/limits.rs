//! What a field accepts: the core's answer, in the units of the form.
//!
//! One function feeds the checks, the messages and the ends of the sliders.

use super::{Field, Inputs, NotHeld, State, scenario};
use crate::number::{Locale, NotRead, read};
use margin_core::{Amount, Counting, Decimal, LimitReason, Quantity, SizeUnit, bounds};
use margin_venues::Listed;
use rust_decimal::RoundingStrategy::{AwayFromZero, ToZero};
use std::sync::Arc;

/// Why an entry is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The text is not a number the page accepts.
    NotRead(NotRead),
    /// Zero, where the number must be above it.
    Zero,
    /// Below the bound of the model.
    TooSmall,
    /// Above the bound of the model.
    TooLarge,
    /// More than the market's table allows at this size.
    LeverageOverTier,
    /// So low that the margin is more than the wallet.
    LeverageUnderWallet,
    /// More than the market's table allows at this leverage.
    ValueOverTier,
    /// More than the market's table goes up to.
    ValueOverEnd,
    /// More than the wallet can hold the margin for.
    ValueOverWallet,
    /// More margin than the wallet holds.
    MarginOverWallet,
    /// Less margin than value ÷ leverage.
    MarginUnderInitial,
    /// A wallet that does not hold the isolated margin.
    WalletUnderMargin,
    /// Each number is fine; together they leave the range of the model.
    Unworkable,
}

/// A refusal with what would have been accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Why.
    pub refusal: Refusal,
    /// What is allowed instead.
    pub limits: Limits,
}

/// The closed range of a field, given all the others, and why it ends where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The smallest number accepted.
    pub minimum: Decimal,
    /// The largest number accepted.
    pub maximum: Decimal,
    below: Refusal,
    above: Refusal,
}

impl Limits {
    fn check(&self, value: Decimal) -> Result<(), Refusal> {
        if value < self.minimum {
            Err(if value.is_zero() { Refusal::Zero } else { self.below })
        } else if value > self.maximum {
            Err(self.above)
        } else {
            Ok(())
        }
    }

    /// Returns whether the range begins only at the smallest number the model can hold: "above zero", to a reader.
    pub fn begins_above_zero(&self) -> bool {
        !self.minimum.is_zero() && self.minimum < Decimal::new(1, 6)
    }

    /// Returns whether nothing but the model ends it above.
    pub fn is_open(&self) -> bool {
        self.above == Refusal::TooLarge
    }
}

/// Returns what a field accepts whatever the others say: the core's bound, and on these pages no leverage below 1.
pub(super) fn own_bound(field: Field) -> bounds::Bound {
    match field {
        Field::Leverage => bounds::Bound { minimum: Decimal::ONE, ..bounds::LEVERAGE },
        Field::Size | Field::Margin | Field::Wallet => bounds::VALUE,
        Field::Entry | Field::Mark | Field::CoinPrice => bounds::PRICE,
        Field::Rate => bounds::RATE,
    }
}

/// Returns what a field accepts while all the others stay as they are.
pub fn limits(state: &State, field: Field) -> Limits {
    let bounds::Bound { minimum, maximum } = own_bound(field);
    let mut limits = Limits { minimum, maximum, below: Refusal::TooSmall, above: Refusal::TooLarge };
    // What is set is accepted, so that the core always has an answer.
    if let Some(core) = of_the_core(&state.inputs, &state.listed, field) {
        if core.minimum > minimum {
            (limits.minimum, limits.below) = (core.minimum, below(field, core.below));
        }
        if core.maximum < maximum {
            (limits.maximum, limits.above) = (core.maximum, above(field, core.above));
        }
    }
    limits
}

const fn below(field: Field, reason: LimitReason) -> Refusal {
    match (field, reason) {
        (Field::Leverage, LimitReason::Wallet) => Refusal::LeverageUnderWallet,
        (Field::Margin, LimitReason::InitialMargin) => Refusal::MarginUnderInitial,
        (Field::Wallet, LimitReason::InitialMargin | LimitReason::IsolatedMargin) => Refusal::WalletUnderMargin,
        _ => Refusal::TooSmall,
    }
}

const fn above(field: Field, reason: LimitReason) -> Refusal {
    match (field, reason) {
        (Field::Leverage, LimitReason::TierLeverage) => Refusal::LeverageOverTier,
        (Field::Margin, LimitReason::Wallet) => Refusal::MarginOverWallet,
        (_, LimitReason::TierLeverage) => Refusal::ValueOverTier,
        (_, LimitReason::TableEnd) => Refusal::ValueOverEnd,
        (_, LimitReason::Wallet) => Refusal::ValueOverWallet,
        _ => Refusal::TooLarge,
    }
}

fn of_the_core(inputs: &Inputs, listed: &Listed, field: Field) -> Option<margin_core::Limits> {
    let counting = inputs.counting(listed).ok()?;
    let scenario = scenario(inputs, listed, &counting, inputs.size).ok()?;
    let limits = |asked| scenario.limits(asked).ok();
    let converted = |limits: margin_core::Limits, unit: &Conversion<'_>| {
        let (minimum, maximum) = (unit.at_least(limits.minimum)?, unit.at_most(limits.maximum)?);
        Some(margin_core::Limits { minimum, maximum, ..limits })
    };
    match field {
        Field::Leverage => limits(margin_core::Field::Leverage),
        Field::Entry => limits(margin_core::Field::EntryPrice),
        Field::Mark => limits(margin_core::Field::MarkPrice),
        Field::Rate => limits(margin_core::Field::MaintenanceRate),
        Field::CoinPrice => None,
        Field::Wallet => converted(limits(margin_core::Field::WalletBalance)?, &Conversion::Money(&counting)),
        Field::Margin => converted(limits(margin_core::Field::IsolatedMargin)?, &Conversion::Money(&counting)),
        Field::Size => {
            let kind = counting.quantity(Amount { number: Decimal::ONE, unit: inputs.unit }).ok()?;
            let asked = match kind {
                Quantity::Size(_) => margin_core::Field::Size,
                Quantity::Value(_) => margin_core::Field::Value,
            };
            converted(limits(asked)?, &Conversion::Size { counting: &counting, kind, unit: inputs.unit, listed })
        }
    }
}

/// From the units of the core to those of the form, and back.
enum Conversion<'a> {
    /// Settlement coins in the coin of the price.
    Money(&'a Counting),
    /// A size or a value in the unit that is shown.
    Size { counting: &'a Counting, kind: Quantity, unit: SizeUnit, listed: &'a Listed },
}

impl Conversion<'_> {
    /// How many digits a limit keeps that would be rounded across itself on the way back.
    const DIGITS: u32 = 24;

    fn to_form(&self, number: Decimal) -> Option<Decimal> {
        match self {
            // What cannot be held is beyond every bound.
            Self::Money(counting) => Some(counting.in_quote(number).unwrap_or(Decimal::MAX)),
            Self::Size { counting, kind, unit, listed } => {
                let amount = match kind {
                    Quantity::Size(_) => Amount { number, unit: SizeUnit::Contracts },
                    Quantity::Value(_) if listed.contract().is_inverse() => Amount { number, unit: SizeUnit::Quote },
                    Quantity::Value(_) => Amount { number: counting.in_quote(number).ok()?, unit: SizeUnit::Quote },
                };
                counting.convert(amount, *unit).ok()
            }
        }
    }

    fn to_core(&self, number: Decimal) -> Option<Decimal> {
        match self {
            Self::Money(counting) => counting.from_quote(number).ok(),
            Self::Size { counting, unit, .. } => match counting.quantity(Amount { number, unit: *unit }).ok()? {
                Quantity::Size(number) | Quantity::Value(number) => Some(number),
            },
        }
    }

    /// The largest number of the form that is not above a limit.
    fn at_most(&self, limit: Decimal) -> Option<Decimal> {
        let number = self.to_form(limit)?;
        let is_within = self.to_core(number).is_none_or(|again| again <= limit);
        if is_within { Some(number) } else { number.round_sf_with_strategy(Self::DIGITS, ToZero) }
    }

    /// The smallest number of the form that is not below a limit.
    fn at_least(&self, limit: Decimal) -> Option<Decimal> {
        let number = self.to_form(limit)?;
        let is_within = self.to_core(number).is_none_or(|again| again >= limit);
        if is_within { Some(number) } else { number.round_sf_with_strategy(Self::DIGITS, AwayFromZero) }
    }
}

/// Returns the state with one number changed.
///
/// # Errors
/// Why it cannot be, and what is allowed.
pub fn set(state: &State, field: Field, value: Decimal) -> Result<State, Problem> {
    let limits = limits(state, field);
    let refuse = |refusal| Problem { refusal, limits };
    limits.check(value).map_err(refuse)?;
    let mut changed = state.with_inputs(state.inputs.with(field, value));
    if field == Field::Rate && state.listed.is_flat {
        changed.listed = Arc::new(Listed::flat(value).map_err(|_| refuse(Refusal::TooLarge))?);
    }
    // The core has the last word, and what was allowed before may be too much at another price.
    match changed.held() {
        Ok(_) => Ok(changed),
        Err(NotHeld::Leverage(_)) => Err(refuse(Refusal::ValueOverTier)),
        Err(NotHeld::Size) => Err(refuse(Refusal::ValueOverEnd)),
        Err(NotHeld::Balance) => Err(refuse(Refusal::ValueOverWallet)),
        Err(NotHeld::Margin) => Err(refuse(Refusal::MarginOverWallet)),
        Err(NotHeld::Range) => Err(refuse(Refusal::Unworkable)),
    }
}

/// Reads what was typed into a field. The maintenance rate is typed in percent.
///
/// # Errors
/// Why it is no number, and what is allowed.
pub fn read_field(state: &State, field: Field, text: &str, locale: &Locale) -> Result<Decimal, Problem> {
    let refuse = |refusal| Problem { refusal, limits: limits(state, field) };
    let unit = state.inputs.unit_of(&state.listed, field);
    let number = read(text, unit, locale).map_err(|reason| refuse(Refusal::NotRead(reason)))?;
    match field {
        Field::Rate => number.checked_div(Decimal::ONE_HUNDRED).ok_or(refuse(Refusal::TooLarge)),
        _ => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::files::tests::all;
    use crate::position::fitted;
    use margin_core::{parse, plain};

    fn typed(state: &State, field: Field, text: &str) -> Result<State, Problem> {
        set(state, field, read_field(state, field, text, &Locale::english())?)
    }

    #[test]
    fn every_field_says_what_is_wrong_with_every_bad_entry() {
        let forty = "1".repeat(40);
        for field in [Field::Leverage, Field::Size, Field::Margin, Field::Wallet, Field::Entry, Field::Mark] {
            for (text, refusal) in [
                ("", Refusal::NotRead(NotRead::Empty)),
                ("abc", Refusal::NotRead(NotRead::NotANumber)),
                ("1.2.3", Refusal::NotRead(NotRead::TwoDecimalPoints)),
                ("1e99", Refusal::NotRead(NotRead::Exponent)),
                ("-5", Refusal::NotRead(NotRead::Minus)),
                ("0", Refusal::Zero),
                (forty.as_str(), Refusal::NotRead(NotRead::TooManyDigits)),
            ] {
                let problem = typed(&State::opening(), field, text).unwrap_err();
                assert_eq!(problem.refusal, refusal, "{field:?} {text:?}");
                assert_eq!(problem.limits, limits(&State::opening(), field));
            }
        }
    }

    #[test]
    fn fields_limit_each_other_and_say_how() {
        let large = [(Field::Wallet, "10000000"), (Field::Size, "500000")];
        for (changes, field, text, refusal, minimum, maximum) in [
            (&[][..], Field::Leverage, "151", Refusal::LeverageOverTier, "1", "150"),
            (&large[..], Field::Leverage, "101", Refusal::LeverageOverTier, "1", "100"),
            (&[(Field::Size, "20000")][..], Field::Leverage, "9", Refusal::LeverageUnderWallet, "10", "150"),
            (&[][..], Field::Leverage, "0.5", Refusal::TooSmall, "1", "150"),
            (&[][..], Field::Size, "20001", Refusal::ValueOverWallet, "0.00000006", "20000"),
            (&[][..], Field::Margin, "2000.01", Refusal::MarginOverWallet, "100", "2000"),
            (&[][..], Field::Margin, "99.99", Refusal::MarginUnderInitial, "100", "2000"),
            (&[][..], Field::Wallet, "99", Refusal::WalletUnderMargin, "100", "1000000000000000"),
            (
                &[(Field::Margin, "500")][..],
                Field::Wallet,
                "499",
                Refusal::WalletUnderMargin,
                "500",
                "1000000000000000",
            ),
        ] {
            let problem = typed(&State::with(changes), field, text).unwrap_err();
            assert_eq!(problem.refusal, refusal, "{field:?} {text}");
            assert_eq!(
                (plain(problem.limits.minimum).as_str(), plain(problem.limits.maximum).as_str()),
                (minimum, maximum),
                "{field:?} {text}"
            );
        }
        let rich = State::with(&[(Field::Wallet, "10000000000"), (Field::Leverage, "120")]);
        assert_eq!(typed(&rich, Field::Size, "300001").unwrap_err().refusal, Refusal::ValueOverTier);
        let slow = State::with(&[(Field::Wallet, "10000000000"), (Field::Leverage, "1")]);
        assert_eq!(typed(&slow, Field::Size, "1800000001").unwrap_err().refusal, Refusal::ValueOverEnd);
    }

    #[test]
    fn both_ends_of_every_range_are_accepted_in_every_market_and_unit() {
        let catalogue = all();
        for query in ["btc", "eth", "usd", "xbt", "a"] {
            for hit in catalogue.search(query).shown.into_iter().step_by(3) {
                let listed = catalogue.find(&hit.id).unwrap();
                let opening = State::opening();
                let inputs = opening.inputs.moved(&opening.listed, &listed);
                let (state, _) = fitted(State { id: hit.id.clone(), listed, inputs });
                for unit in SizeUnit::ALL {
                    let mut state = state.clone();
                    state.inputs.unit = unit;
                    for field in [Field::Leverage, Field::Size, Field::Margin, Field::Wallet] {
                        let Limits { minimum, maximum, .. } = limits(&state, field);
                        for end in [minimum, maximum] {
                            let problem = set(&state, field, end).err();
                            assert_eq!(problem, None, "{:?} {unit:?} {field:?} {end}", hit.id);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_rate_is_typed_in_percent() {
        let flat = State::flat("0.005");
        assert_eq!(typed(&flat, Field::Rate, "0.4").unwrap().rate(), parse("0.004").ok());
        assert_eq!(typed(&flat, Field::Rate, "100").unwrap_err().refusal, Refusal::TooLarge);
        assert_eq!(typed(&flat, Field::Rate, "0").unwrap().rate(), Some(Decimal::ZERO));
    }
}
