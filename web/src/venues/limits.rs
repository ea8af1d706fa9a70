//! What a field accepts: one function that feeds the checks, the messages and the ends of the sliders.

use super::held::{Held, NotHeld, in_unit};
use super::inputs::{Field, Inputs};
use super::listed::Listed;
use crate::compare::state::{Fitted, Refusal};
use crate::number::{Locale, approximate, read};
use crate::slider::{Round, Slider};
use margin_core::{Amount, Decimal, SizeUnit, bounds, divide_up};

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

    fn check(&self, value: Decimal) -> Result<(), Refusal> {
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
    let tiers = listed.market.tiers();
    let value = inputs.size_in(listed, SizeUnit::Quote);
    match field {
        Field::Leverage => {
            // What is held at leverage 1 with all the money there is tells what the table allows at this size.
            let rich = Inputs { leverage: Decimal::ONE, wallet: bounds::VALUE.maximum, ..*inputs };
            if let Ok(Held { max_leverage: Some(most), .. }) = Held::new(&rich, listed, inputs.size) {
                limits.at_most(most, Refusal::LeverageOverTier);
            }
            if let Ok(least) = divide_up(value, inputs.wallet) {
                limits.at_least(least, Refusal::LeverageUnderWallet);
            }
        }
        Field::Size => {
            let of_table = [tiers.largest_with_leverage(inputs.leverage), listed.last_cap];
            if let Ok(counting) = inputs.counting(listed) {
                for largest in of_table.into_iter().flatten() {
                    if let Ok(largest) = in_unit(listed, &counting, largest, inputs.unit) {
                        limits.at_most(largest, Refusal::ValueOverTier);
                    }
                }
                let smallest = Amount { number: bounds::SIZE.minimum, unit: SizeUnit::Contracts };
                if let Ok(smallest) = counting.convert(smallest, inputs.unit) {
                    limits.at_least(smallest, Refusal::TooSmall);
                }
            }
            if let Some(affordable) = affordable_size(inputs, listed) {
                limits.at_most(affordable, Refusal::ValueOverWallet);
            }
        }
        Field::Wallet => {
            if let Ok(least) = divide_up(value, inputs.leverage) {
                limits.at_least(least, Refusal::WalletUnderMargin);
            }
        }
        Field::Entry | Field::CoinPrice => {}
    }
    limits
}

/// The largest size whose margin at this leverage the wallet holds, in the unit that is shown.
fn affordable_size(inputs: &Inputs, listed: &Listed) -> Option<Decimal> {
    let counting = inputs.counting(listed).ok()?;
    let wallet = counting.from_quote(inputs.wallet).ok()?;
    let worth = counting.in_quote(wallet.checked_mul(inputs.leverage)?).ok()?;
    let size = counting.convert(Amount { number: worth, unit: SizeUnit::Quote }, inputs.unit).ok()?;
    // The product may have been rounded up in its last places; a few fewer digits are nothing to the reader.
    if Held::new(inputs, listed, Amount { number: size, unit: inputs.unit }).err() != Some(NotHeld::Balance) {
        return Some(size);
    }
    const DIGITS: u32 = 8;
    size.round_sf_with_strategy(DIGITS, rust_decimal::RoundingStrategy::ToZero)
}

/// The state with one number changed, or why it cannot be.
///
/// # Errors
/// Why, and what is allowed.
pub fn set(inputs: &Inputs, listed: &Listed, field: Field, value: Decimal) -> Result<Inputs, Problem> {
    let limits = limits(inputs, listed, field);
    let refuse = |refusal| Problem { refusal, limits };
    limits.check(value).map_err(refuse)?;
    let changed = inputs.with(field, value);
    // The core has the last word, and what was allowed before may be too much at another price.
    match Held::new(&changed, listed, changed.size) {
        Ok(_) => Ok(changed),
        Err(NotHeld::Leverage(_) | NotHeld::Size) => Err(refuse(Refusal::ValueOverTier)),
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
) -> Result<Decimal, Problem> {
    read(text, locale)
        .map_err(|reason| Problem { refusal: Refusal::NotRead(reason), limits: limits(inputs, listed, field) })
}

/// The nearest state that a market can hold, and what had to give way for it.
pub fn fitted(mut inputs: Inputs, listed: &Listed) -> (Inputs, Vec<Fitted>) {
    let mut changes = Vec::new();
    for _ in 0..Field::ALL.len() {
        match Held::new(&inputs, listed, inputs.size) {
            Ok(_) => return (inputs, changes),
            Err(NotHeld::Leverage(most)) => {
                inputs.leverage = most;
                changes.push(Fitted::Leverage);
            }
            Err(NotHeld::Size) => {
                let Some(cap) = listed.last_cap else { break };
                let Ok(counting) = inputs.counting(listed) else { break };
                let Ok(size) = in_unit(listed, &counting, cap, inputs.unit) else { break };
                inputs.size = Amount { number: size, unit: inputs.unit };
                changes.push(Fitted::Value);
            }
            Err(NotHeld::Balance) => {
                let Some(size) = affordable_size(&inputs, listed) else { break };
                inputs.size = Amount { number: size, unit: inputs.unit };
                changes.push(Fitted::Value);
            }
            Err(NotHeld::Range) => break,
        }
    }
    let usual = Inputs { side: inputs.side, unit: inputs.unit, ..Inputs::usual(listed) };
    (usual, vec![Fitted::Value])
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
    use super::super::catalogue::tests::all;
    use super::super::catalogue::{MarketId, Source};
    use super::super::house::House;
    use super::*;
    use margin_core::{parse, plain};

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
        let place = Source::House(House::place("dydx-v4").unwrap());
        let mkr = catalogue.find(&MarketId { source: place, symbol: "MKR-USD".into() }).unwrap();
        let inputs = Inputs { leverage: Decimal::from(50), ..Inputs::usual(&mkr) };
        let (inputs, changes) = fitted(inputs, &mkr);
        assert_eq!((inputs.leverage, changes), (Decimal::from(5), vec![Fitted::Leverage]));
        let btc = Listed::built_in("BTCUSDT").unwrap();
        let inputs = Inputs { size: Amount { number: decimal("30000"), unit: SizeUnit::Quote }, ..Inputs::OPENING };
        let (inputs, changes) = fitted(inputs, &btc);
        assert_eq!((plain(inputs.size.number), changes), ("20000".into(), vec![Fitted::Value]));
    }
}
