//! What a field accepts: one function that feeds the checks, the messages and the ends of the sliders.

use super::{Field, Inputs, MarketChoice};
use crate::number::{Locale, NotRead, read};
use margin_core::{Decimal, LimitReason, bounds};

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
    /// More than the market's table allows at this value.
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
        if self.minimum <= value && value <= self.maximum {
            Ok(())
        } else if value < self.minimum {
            Err(if value.is_zero() { Refusal::Zero } else { self.below })
        } else {
            Err(self.above)
        }
    }

    /// Whether the range begins only at the smallest number the model can hold: "above zero", to a reader.
    pub fn begins_above_zero(&self) -> bool {
        !self.minimum.is_zero() && self.minimum < Decimal::new(1, 6)
    }
}

/// What a field accepts while all the others stay as they are.
pub fn limits(inputs: &Inputs, field: Field) -> Limits {
    let own = own_bound(field);
    let asked = match field {
        Field::Leverage => margin_core::Field::Leverage,
        Field::Value => margin_core::Field::Value,
        Field::Margin => margin_core::Field::IsolatedMargin,
        Field::Wallet => margin_core::Field::WalletBalance,
        Field::Entry => margin_core::Field::EntryPrice,
        Field::Mark => margin_core::Field::MarkPrice,
        Field::Rate => margin_core::Field::MaintenanceRate,
    };
    let bounds::Bound { minimum, maximum } = own;
    let mut limits = Limits { minimum, maximum, below: Refusal::TooSmall, above: Refusal::TooLarge };
    // What is set is accepted, so that the core always has an answer.
    if let Ok(core) = inputs.with_scenario(|scenario| scenario.limits(asked)) {
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

/// What a field accepts whatever the others say: the core's bound, and on this page no leverage below 1.
pub(super) fn own_bound(field: Field) -> bounds::Bound {
    match field {
        Field::Leverage => bounds::Bound { minimum: Decimal::ONE, ..bounds::LEVERAGE },
        Field::Value | Field::Margin | Field::Wallet => bounds::VALUE,
        Field::Entry | Field::Mark => bounds::PRICE,
        Field::Rate => bounds::RATE,
    }
}

/// The state with one number changed, or why it cannot be.
pub fn set(inputs: &Inputs, field: Field, value: Decimal) -> Result<Inputs, Problem> {
    let limits = limits(inputs, field);
    let refuse = |refusal| Problem { refusal, limits };
    limits.check(value).map_err(refuse)?;
    let changed = inputs.with(field, value);
    // The core has the last word: the size that follows from value and entry, for one, has its own bound.
    changed.compare().map_err(|_| refuse(Refusal::Unworkable))?;
    Ok(changed)
}

/// Reads what was typed into a field. The maintenance rate is typed in percent.
pub fn read_field(inputs: &Inputs, field: Field, text: &str, locale: &Locale) -> Result<Decimal, Problem> {
    let refuse = |refusal| Problem { refusal, limits: limits(inputs, field) };
    let number = read(text, field.unit().english(), locale).map_err(|reason| refuse(Refusal::NotRead(reason)))?;
    if field == Field::Rate {
        return number.checked_div(Decimal::ONE_HUNDRED).ok_or(refuse(Refusal::TooLarge));
    }
    Ok(number)
}

/// The highest leverage a slider goes to: the table's, or a high but real one.
pub(super) fn slider_leverage(inputs: &Inputs) -> Decimal {
    match inputs.market {
        MarketChoice::Flat { .. } => Decimal::from(125).max(inputs.leverage),
        MarketChoice::Listed(_) => limits(inputs, Field::Leverage).maximum,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::{parse, plain};

    fn typed(inputs: &Inputs, field: Field, text: &str) -> Result<Inputs, Problem> {
        let value = read_field(inputs, field, text, &Locale::english())?;
        set(inputs, field, value)
    }

    #[test]
    fn every_field_says_what_is_wrong_with_every_bad_entry() {
        let forty = "1".repeat(40);
        for field in [Field::Leverage, Field::Value, Field::Margin, Field::Wallet, Field::Entry, Field::Mark] {
            for (text, refusal) in [
                ("", Refusal::NotRead(NotRead::Empty)),
                ("abc", Refusal::NotRead(NotRead::NotANumber)),
                ("1.2.3", Refusal::NotRead(NotRead::TwoDecimalPoints)),
                ("1e99", Refusal::NotRead(NotRead::Exponent)),
                ("-5", Refusal::NotRead(NotRead::Minus)),
                ("0", Refusal::Zero),
                (forty.as_str(), Refusal::NotRead(NotRead::TooManyDigits)),
            ] {
                let problem = typed(&Inputs::OPENING, field, text).unwrap_err();
                assert_eq!(problem.refusal, refusal, "{field:?} {text:?}");
                assert_eq!(problem.limits, limits(&Inputs::OPENING, field));
            }
        }
    }

    #[test]
    fn fields_limit_each_other_and_say_how() {
        let opening = Inputs::OPENING;
        let rich = opening.with(Field::Wallet, parse("10000000").unwrap());
        let large = rich.with(Field::Value, parse("500000").unwrap());
        let set_by_hand = opening.with(Field::Margin, parse("500").unwrap());
        for (inputs, field, text, refusal, minimum, maximum) in [
            (opening, Field::Leverage, "151", Refusal::LeverageOverTier, "1", "150"),
            (large, Field::Leverage, "101", Refusal::LeverageOverTier, "1", "100"),
            (
                opening.with(Field::Value, parse("20000").unwrap()),
                Field::Leverage,
                "9",
                Refusal::LeverageUnderWallet,
                "10",
                "150",
            ),
            (opening, Field::Leverage, "0.5", Refusal::TooSmall, "1", "150"),
            (opening, Field::Value, "20001", Refusal::ValueOverWallet, "0.00000006", "20000"),
            (opening, Field::Margin, "2000.01", Refusal::MarginOverWallet, "100", "2000"),
            (opening, Field::Margin, "99.99", Refusal::MarginUnderInitial, "100", "2000"),
            (opening, Field::Wallet, "99", Refusal::WalletUnderMargin, "100", "1000000000000000"),
            (set_by_hand, Field::Wallet, "499", Refusal::WalletUnderMargin, "500", "1000000000000000"),
            (opening, Field::Entry, "1000000000001", Refusal::TooLarge, "0.000000000001", "1000000000000"),
        ] {
            let problem = typed(&inputs, field, text).unwrap_err();
            assert_eq!(problem.refusal, refusal, "{field:?} {text}");
            assert_eq!(plain(problem.limits.minimum), minimum, "{field:?} {text}");
            assert_eq!(plain(problem.limits.maximum), maximum, "{field:?} {text}");
        }
        assert_eq!(
            typed(&rich.with(Field::Leverage, parse("120").unwrap()), Field::Value, "300001").unwrap_err().refusal,
            Refusal::ValueOverTier
        );
    }

    #[test]
    fn both_ends_of_every_range_are_accepted() {
        for field in [Field::Leverage, Field::Value, Field::Margin, Field::Wallet] {
            let Limits { minimum, maximum, .. } = limits(&Inputs::OPENING, field);
            assert!(set(&Inputs::OPENING, field, minimum).is_ok(), "{field:?}");
            assert!(set(&Inputs::OPENING, field, maximum).is_ok(), "{field:?}");
        }
    }

    #[test]
    fn the_rate_is_typed_in_percent() {
        let flat = Inputs { market: MarketChoice::from_code("flat").unwrap(), ..Inputs::OPENING };
        assert_eq!(typed(&flat, Field::Rate, "0.5").unwrap().market.rate(), parse("0.005").ok());
        assert_eq!(typed(&flat, Field::Rate, "100").unwrap_err().refusal, Refusal::TooLarge);
        assert_eq!(typed(&flat, Field::Rate, "0").unwrap().market.rate(), Some(Decimal::ZERO));
    }
}
