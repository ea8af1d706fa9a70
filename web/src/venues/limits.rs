//! What a field accepts: one function that feeds the checks, the messages and the ends of the sliders.

use super::held::{Held, NotHeld, in_unit, scenario};
use super::inputs::{Field, Inputs};
use crate::compare::state::{Fitted, Refusal};
use crate::number::{Locale, approximate, read};
use crate::slider::{Round, Slider};
use margin_core::{Amount, Counting, Decimal, LimitReason, Quantity, Result, SizeUnit, bounds};
use margin_venues::Listed;
use rust_decimal::RoundingStrategy::{AwayFromZero, ToZero};

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

/// A refusal with what would have been accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Why.
    pub refusal: Refusal,
    /// What is allowed instead.
    pub limits: Limits,
}

impl Limits {
    fn of(bound: bounds::Bound) -> Self {
        let bounds::Bound { minimum, maximum } = bound;
        Self { minimum, maximum, below: Refusal::TooSmall, above: Refusal::TooLarge }
    }

    fn at_most(&mut self, maximum: Decimal, why: Refusal) {
        if maximum < self.maximum {
            (self.maximum, self.above) = (maximum, why);
        }
    }

    fn at_least(&mut self, minimum: Decimal, why: Refusal) {
        if minimum > self.minimum {
            (self.minimum, self.below) = (minimum, why);
        }
    }

    fn check(&self, value: Decimal) -> std::result::Result<(), Refusal> {
        if value < self.minimum {
            Err(if value.is_zero() { Refusal::Zero } else { self.below })
        } else if value > self.maximum {
            Err(self.above)
        } else {
            Ok(())
        }
    }

    /// Whether the range begins only at the smallest number the model can hold: "above zero", to a reader.
    pub fn begins_above_zero(&self) -> bool {
        !self.minimum.is_zero() && self.minimum < Decimal::new(1, 6)
    }
}

/// What a field accepts whatever the others say: the core's bound, and on this page no leverage below 1.
pub fn own_bound(field: Field) -> bounds::Bound {
    match field {
        Field::Leverage => bounds::Bound { minimum: Decimal::ONE, ..bounds::LEVERAGE },
        Field::Size | Field::Wallet => bounds::VALUE,
        Field::Entry | Field::CoinPrice => bounds::PRICE,
    }
}

/// What a field accepts while all the others stay as they are.
pub fn limits(inputs: &Inputs, listed: &Listed, field: Field) -> Limits {
    let mut limits = Limits::of(own_bound(field));
    // What is set is accepted, so that the core always has an answer.
    if let Some(core) = of_the_core(inputs, listed, field) {
        limits.at_least(core.minimum, below(field, core.below));
        limits.at_most(core.maximum, above(field, core.above));
    }
    limits
}

fn of_the_core(inputs: &Inputs, listed: &Listed, field: Field) -> Option<margin_core::Limits> {
    let counting = inputs.counting(listed).ok()?;
    let scenario = scenario(inputs, listed, &counting, inputs.size).ok()?;
    let limits = |asked| scenario.limits(asked).ok();
    match field {
        Field::Leverage => limits(margin_core::Field::Leverage),
        Field::Entry => limits(margin_core::Field::EntryPrice),
        Field::CoinPrice => None,
        Field::Wallet => {
            let limits = limits(margin_core::Field::WalletBalance)?;
            let minimum =
                at_least(limits.minimum, |coins| counting.in_quote(coins), |quote| counting.from_quote(quote))?;
            Some(margin_core::Limits {
                minimum,
                maximum: counting.in_quote(limits.maximum).unwrap_or(Decimal::MAX),
                ..limits
            })
        }
        Field::Size => {
            let counts = counting.quantity(Amount { number: Decimal::ONE, unit: inputs.unit }).ok()?;
            let asked = match counts {
                Quantity::Size(_) => margin_core::Field::Size,
                Quantity::Value(_) => margin_core::Field::Value,
            };
            let limits = limits(asked)?;
            let shown = |number| in_unit_of(listed, &counting, counts, number, inputs.unit);
            let counted = |number| match counting.quantity(Amount { number, unit: inputs.unit })? {
                Quantity::Size(number) | Quantity::Value(number) => Ok(number),
            };
            Some(margin_core::Limits {
                minimum: at_least(limits.minimum, shown, counted)?,
                maximum: at_most(limits.maximum, shown, counted)?,
                ..limits
            })
        }
    }
}

/// A size or a value of the core in a unit of the form.
fn in_unit_of(
    listed: &Listed,
    counting: &Counting,
    counts: Quantity,
    number: Decimal,
    unit: SizeUnit,
) -> Result<Decimal> {
    let amount = match counts {
        Quantity::Size(_) => Amount { number, unit: SizeUnit::Contracts },
        Quantity::Value(_) if listed.contract().is_inverse() => Amount { number, unit: SizeUnit::Quote },
        Quantity::Value(_) => Amount { number: counting.in_quote(number)?, unit: SizeUnit::Quote },
    };
    counting.convert(amount, unit)
}

/// How many digits a limit keeps that was converted and would be rounded across itself.
const DIGITS: u32 = 24;

/// The number in another unit that is, back in its own, not above the limit.
fn at_most(
    limit: Decimal,
    there: impl Fn(Decimal) -> Result<Decimal>,
    back: impl Fn(Decimal) -> Result<Decimal>,
) -> Option<Decimal> {
    let number = there(limit).ok()?;
    if back(number).is_ok_and(|again| again <= limit) {
        Some(number)
    } else {
        number.round_sf_with_strategy(DIGITS, ToZero)
    }
}

/// The same that is not below it.
fn at_least(
    limit: Decimal,
    there: impl Fn(Decimal) -> Result<Decimal>,
    back: impl Fn(Decimal) -> Result<Decimal>,
) -> Option<Decimal> {
    let number = there(limit).ok()?;
    if back(number).is_ok_and(|again| again >= limit) {
        Some(number)
    } else {
        number.round_sf_with_strategy(DIGITS, AwayFromZero)
    }
}

const fn below(field: Field, reason: LimitReason) -> Refusal {
    match (field, reason) {
        (Field::Leverage, LimitReason::Wallet) => Refusal::LeverageUnderWallet,
        (Field::Wallet, LimitReason::InitialMargin | LimitReason::IsolatedMargin) => Refusal::WalletUnderMargin,
        _ => Refusal::TooSmall,
    }
}

const fn above(field: Field, reason: LimitReason) -> Refusal {
    match (field, reason) {
        (Field::Leverage, LimitReason::TierLeverage) => Refusal::LeverageOverTier,
        (_, LimitReason::TierLeverage) => Refusal::ValueOverTier,
        (_, LimitReason::TableEnd) => Refusal::ValueOverEnd,
        (_, LimitReason::Wallet) => Refusal::ValueOverWallet,
        _ => Refusal::TooLarge,
    }
}

/// The state with one number changed, or why it cannot be.
///
/// # Errors
/// Why, and what is allowed.
pub fn set(inputs: &Inputs, listed: &Listed, field: Field, value: Decimal) -> std::result::Result<Inputs, Problem> {
    let limits = limits(inputs, listed, field);
    let refuse = |refusal| Problem { refusal, limits };
    limits.check(value).map_err(refuse)?;
    let changed = inputs.with(field, value);
    // The core has the last word, and what was allowed before may be too much at another price.
    match Held::new(&changed, listed, changed.size) {
        Ok(_) => Ok(changed),
        Err(NotHeld::Leverage(_)) => Err(refuse(Refusal::ValueOverTier)),
        Err(NotHeld::Size) => Err(refuse(Refusal::ValueOverEnd)),
        Err(NotHeld::Balance) => Err(refuse(Refusal::ValueOverWallet)),
        Err(NotHeld::Range) => Err(refuse(Refusal::Unworkable)),
    }
}

/// Reads what was typed into a field.
///
/// # Errors
/// Why it is no number, and what is allowed.
pub fn read_field(
    inputs: &Inputs,
    listed: &Listed,
    field: Field,
    text: &str,
    locale: &Locale,
) -> std::result::Result<Decimal, Problem> {
    read(text, inputs.unit_of(listed, field), locale)
        .map_err(|reason| Problem { refusal: Refusal::NotRead(reason), limits: limits(inputs, listed, field) })
}

/// The nearest state that a market can hold, and what had to give way for it.
pub fn fitted(inputs: Inputs, listed: &Listed) -> (Inputs, Vec<Fitted>) {
    fitted_or(inputs, listed, Inputs::usual(listed))
}

/// The same, with what takes the place of a state from which no way leads to one that can be held.
pub fn fitted_or(inputs: Inputs, listed: &Listed, usual: Inputs) -> (Inputs, Vec<Fitted>) {
    let (nearest, changes) = giving_way(inputs, listed);
    if Held::new(&nearest, listed, nearest.size).is_ok() {
        return (nearest, changes);
    }
    let usual = Inputs { side: inputs.side, unit: inputs.unit, ..usual };
    (giving_way(usual, listed).0, vec![Fitted::Value])
}

fn giving_way(mut inputs: Inputs, listed: &Listed) -> (Inputs, Vec<Fitted>) {
    let mut changes = Vec::new();
    for _ in 0..Field::ALL.len() {
        let change = match Held::new(&inputs, listed, inputs.size) {
            Err(NotHeld::Leverage(most)) => {
                inputs.leverage = most;
                Fitted::Leverage
            }
            Err(NotHeld::Size) => {
                let Some(end) = listed.market.tiers().end() else { break };
                let Ok(counting) = inputs.counting(listed) else { break };
                let Ok(size) = in_unit(listed, &counting, end, inputs.unit) else { break };
                inputs.size = Amount { number: size, unit: inputs.unit };
                Fitted::Value
            }
            Err(NotHeld::Balance) => {
                inputs.size = Amount { number: limits(&inputs, listed, Field::Size).maximum, unit: inputs.unit };
                Fitted::Value
            }
            Ok(_) | Err(NotHeld::Range) => break,
        };
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    (inputs, changes)
}

/// The scale of a field's slider. `anchor` is the state as it was when last set by anything but a slider: the ranges of
/// money and price depend on it alone, so they stand still while a thumb is dragged.
pub fn slider(inputs: &Inputs, anchor: &Inputs, listed: &Listed, field: Field) -> Slider {
    let allowed = limits(inputs, listed, field);
    let logarithmic =
        |from: f64, to: f64, round: Round| Slider::logarithmic(from, to, round, allowed.minimum, allowed.maximum);
    let middle = approximate(anchor.get(listed, field)).max(1e-12);
    match field {
        Field::Leverage => {
            let most = allowed.maximum.min(Decimal::from(if allowed.above == Refusal::TooLarge { 125 } else { 1000 }));
            logarithmic(1.0, approximate(most.max(inputs.leverage)), Round::Unit(0))
        }
        Field::Size | Field::Wallet => {
            let decade = middle.log10().floor() as i32;
            logarithmic(10_f64.powi(decade - 2), 10_f64.powi(decade + 4), Round::Figures(2))
        }
        Field::Entry | Field::CoinPrice => logarithmic(middle / 5.0, middle * 5.0, Round::Figures(3)),
    }
}

/// A number cut to what a field can show, rounded down: a size that is a quotient has 28 digits.
pub fn shown(value: Decimal) -> Decimal {
    const DIGITS: u32 = 10;
    value.round_sf_with_strategy(DIGITS, rust_decimal::RoundingStrategy::ToZero).unwrap_or(value).normalize()
}

#[cfg(test)]
mod tests {
    use super::super::files::tests::all;
    use super::*;
    use margin_core::{parse, plain};
    use margin_venues::{MarketId, Source, dydx_v4};

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn fields_limit_each_other_and_say_how() {
        let btc = Listed::built_in("BTCUSDT").unwrap();
        let opening = Inputs::OPENING;
        for (field, text, refusal, minimum, maximum) in [
            (Field::Leverage, "151", Refusal::LeverageOverTier, "1", "150"),
            (Field::Size, "20001", Refusal::ValueOverWallet, "0.00000006", "20000"),
            (Field::Size, "0", Refusal::Zero, "0.00000006", "20000"),
            (Field::Wallet, "99", Refusal::WalletUnderMargin, "100", "1000000000000000"),
            (Field::Entry, "1000000000001", Refusal::TooLarge, "0.000000000001", "1000000000000"),
        ] {
            let problem = set(&opening, &btc, field, decimal(text)).unwrap_err();
            assert_eq!(problem.refusal, refusal, "{field:?}");
            assert_eq!(
                (plain(problem.limits.minimum), plain(problem.limits.maximum)),
                (minimum.into(), maximum.into())
            );
        }
        let in_base = Inputs { unit: SizeUnit::Base, ..opening };
        assert_eq!(plain(limits(&in_base, &btc, Field::Size).maximum), "0.3333333333333333333333333333");
    }

    #[test]
    fn the_opening_position_can_be_held_in_every_market_of_every_venue() {
        let catalogue = all();
        let btc = Listed::built_in("BTCUSDT").unwrap();
        for query in ["", "btc", "eth", "usd", "xbt", "a"] {
            for hit in catalogue.search(query).shown {
                let listed = catalogue.find(&hit.id).unwrap();
                let (inputs, _) = fitted(Inputs::OPENING.moved(&btc, &listed), &listed);
                let held = Held::new(&inputs, &listed, inputs.size);
                assert!(held.is_ok(), "{hit:?} {inputs:?} {:?}", held.err());
                for unit in SizeUnit::ALL {
                    let counted = Inputs { unit, ..inputs };
                    for field in Field::ALL {
                        let slider = slider(&counted, &counted, &listed, field);
                        assert!(slider.value_at(0.5) > Decimal::ZERO, "{hit:?} {unit:?} {field:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_a_market_cannot_hold_gives_way() {
        let catalogue = all();
        let source = Source::Venue(&dydx_v4::VENUE);
        let mkr = catalogue.find(&MarketId { source, symbol: "MKR-USD".into() }).unwrap();
        let inputs = Inputs { leverage: Decimal::from(50), ..Inputs::usual(&mkr) };
        let (inputs, changes) = fitted(inputs, &mkr);
        assert_eq!((inputs.leverage, changes), (Decimal::from(5), vec![Fitted::Leverage]));
        let btc = Listed::built_in("BTCUSDT").unwrap();
        let inputs = Inputs { size: Amount { number: decimal("30000"), unit: SizeUnit::Quote }, ..Inputs::OPENING };
        let (inputs, changes) = fitted(inputs, &btc);
        assert_eq!((plain(inputs.size.number), changes), ("20000".into(), vec![Fitted::Value]));
    }
}
