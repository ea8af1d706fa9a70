//! In what a size is counted, and what an amount of one coin is in another.
//!
//! With the multiplier `k`, the price `P`, and the price `S` of one settlement coin in quote coins:
//!
//! | contract | base coins of `n` contracts | quote coins | `S` |
//! | --- | --- | --- | --- |
//! | linear | `n·k` | `n·k·P` | 1 |
//! | inverse | `n·k/P` | `n·k` | `P` |
//! | quanto | `n·k·S` | `n·k·S·P` | another market's |
//!
//! A quanto pays in a third coin, whose price no price of its own market tells: it has to be given.
//! Every quotient is rounded down, so no conversion makes a position larger than it is.

use crate::bounds;
use crate::contract::Contract;
use crate::decimal::{Checked, Decimal, divide_down};
use crate::error::Result;
use crate::market::Market;
use crate::scenario::Quantity;

/// What a size counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SizeUnit {
    /// Coins that are traded.
    Base,
    /// Coins of the price.
    #[default]
    Quote,
    /// Units of the venue.
    Contracts,
}

impl SizeUnit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Base, Self::Quote, Self::Contracts];

    /// The name as the public API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Quote => "quote",
            Self::Contracts => "contracts",
        }
    }
}

/// A size as a person counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub number: Decimal,
    /// Of what.
    pub unit: SizeUnit,
}

/// How amounts of a market turn into each other at one price.
///
/// ```
/// use margin_core::{Amount, Contract, Decimal, Market, MarketInput, SizeUnit, Tier, parse};
///
/// let tiers = vec![Tier::new(Decimal::ZERO, parse("0.005")?)];
/// let market = Market::new(MarketInput { contract: Contract::Inverse, ..MarketInput::new("XBTUSD", tiers) })?;
/// let counted = market.counting(parse("50000")?, Decimal::ONE)?;
/// let contracts = Amount { number: parse("1000")?, unit: SizeUnit::Contracts };
/// assert_eq!(counted.convert(contracts, SizeUnit::Quote)?, parse("1000")?);
/// assert_eq!(counted.convert(contracts, SizeUnit::Base)?, parse("0.02")?);
/// assert_eq!(counted.in_quote(parse("0.001")?)?, parse("50")?);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Counting {
    contract: Contract,
    price: Decimal,
    settle_price: Decimal,
    /// What one contract is: base coins, or quote coins where the contract is inverse.
    unit_worth: Decimal,
}

impl Market {
    /// How amounts of this market turn into each other at a price. `settle_price` is what one
    /// settlement coin is worth in quote coins, and counts where the market is a quanto.
    ///
    /// # Errors
    /// A price outside its bound, or `overflow`.
    pub fn counting(&self, price: Decimal, settle_price: Decimal) -> Result<Counting> {
        let price = bounds::PRICE.check("price", price)?;
        let (settle_price, unit_worth) = match self.contract() {
            Contract::Linear => (Decimal::ONE, self.multiplier()),
            Contract::Inverse => (price, self.multiplier()),
            Contract::Quanto => {
                let settle_price = bounds::PRICE.check("settle_price", settle_price)?;
                (settle_price, self.multiplier().times(settle_price)?)
            }
        };
        Ok(Counting { contract: self.contract(), price, settle_price, unit_worth })
    }
}

impl Counting {
    /// The amount in another unit, rounded down where it is a quotient; in its own, as it is.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    pub fn convert(&self, amount: Amount, unit: SizeUnit) -> Result<Decimal> {
        let Amount { number, unit: from } = amount;
        let inverse = self.contract.is_inverse();
        match (from, unit) {
            (SizeUnit::Base, SizeUnit::Quote) => number.times(self.price),
            (SizeUnit::Quote, SizeUnit::Base) => divide_down(number, self.price),
            (SizeUnit::Contracts, SizeUnit::Base) if inverse => divide_down(number.times(self.unit_worth)?, self.price),
            (SizeUnit::Contracts, SizeUnit::Quote) if !inverse => number.times(self.unit_worth)?.times(self.price),
            (SizeUnit::Contracts, SizeUnit::Base | SizeUnit::Quote) => number.times(self.unit_worth),
            (SizeUnit::Base, SizeUnit::Contracts) if inverse => divide_down(number.times(self.price)?, self.unit_worth),
            (SizeUnit::Quote, SizeUnit::Contracts) if !inverse => {
                divide_down(number, self.unit_worth.times(self.price)?)
            }
            (SizeUnit::Base | SizeUnit::Quote, SizeUnit::Contracts) => divide_down(number, self.unit_worth),
            (SizeUnit::Base, SizeUnit::Base)
            | (SizeUnit::Quote, SizeUnit::Quote)
            | (SizeUnit::Contracts, SizeUnit::Contracts) => Ok(number),
        }
    }

    /// The amount as a scenario takes it: nothing of it is rounded that need not be.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    ///
    /// ```
    /// use margin_core::{Amount, Decimal, Market, Quantity, SizeUnit, parse};
    ///
    /// let market = Market::flat(parse("0.005")?)?;
    /// let counted = market.counting(parse("60000")?, Decimal::ONE)?;
    /// let thousand = Amount { number: parse("1000")?, unit: SizeUnit::Quote };
    /// assert_eq!(counted.quantity(thousand)?, Quantity::Value(parse("1000")?));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn quantity(&self, amount: Amount) -> Result<Quantity> {
        match (amount.unit, self.contract) {
            (SizeUnit::Contracts, _) | (SizeUnit::Base, Contract::Linear | Contract::Quanto) => {
                self.convert(amount, SizeUnit::Contracts).map(Quantity::Size)
            }
            (SizeUnit::Base, Contract::Inverse) => self.convert(amount, SizeUnit::Quote).map(Quantity::Value),
            (SizeUnit::Quote, Contract::Linear | Contract::Inverse) => Ok(Quantity::Value(amount.number)),
            (SizeUnit::Quote, Contract::Quanto) => self.from_quote(amount.number).map(Quantity::Value),
        }
    }

    /// What one settlement coin is worth in quote coins.
    pub const fn settle_price(&self) -> Decimal {
        self.settle_price
    }

    /// What an amount of the settlement coin is worth in quote coins.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    pub fn in_quote(&self, amount: Decimal) -> Result<Decimal> {
        amount.times(self.settle_price)
    }

    /// What an amount of quote coins is in the settlement coin, rounded down.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    pub fn from_quote(&self, amount: Decimal) -> Result<Decimal> {
        divide_down(amount, self.settle_price)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;
    use crate::market::MarketInput;
    use crate::position::Side;
    use crate::scenario::Scenario;
    use crate::tiers::Tier;

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn market(contract: Contract, multiplier: &str) -> Market {
        let tiers = vec![Tier::new(Decimal::ZERO, decimal("0.005"))];
        let input = MarketInput { contract, multiplier: decimal(multiplier), ..MarketInput::new("m", tiers) };
        Market::new(input).unwrap()
    }

    #[test]
    fn every_unit_of_every_contract() {
        for (contract, multiplier, price, settle_price, base, quote, contracts) in [
            (Contract::Linear, "1", "60000", "1", "2", "120000", "2"),
            (Contract::Linear, "0.01", "60000", "1", "2", "120000", "200"),
            (Contract::Inverse, "1", "50000", "1", "2", "100000", "100000"),
            (Contract::Inverse, "100", "50000", "1", "2", "100000", "1000"),
            (Contract::Quanto, "0.000001", "2000", "50000", "2", "4000", "40"),
        ] {
            let counted = market(contract, multiplier).counting(decimal(price), decimal(settle_price)).unwrap();
            let amounts = [base, quote, contracts].map(decimal);
            for (number, unit) in amounts.into_iter().zip(SizeUnit::ALL) {
                for (other, into) in amounts.into_iter().zip(SizeUnit::ALL) {
                    let converted = counted.convert(Amount { number, unit }, into).unwrap();
                    assert_eq!(converted, other, "{contract:?} {unit:?} {into:?}");
                }
            }
        }
    }

    #[test]
    fn the_units_of_a_position_are_one_position() {
        for (contract, multiplier, price, settle_price) in [
            (Contract::Linear, "0.01", "60000", "1"),
            (Contract::Inverse, "100", "50000", "1"),
            (Contract::Quanto, "0.000001", "2000", "50000"),
        ] {
            let market = market(contract, multiplier);
            let price = decimal(price);
            let counted = market.counting(price, decimal(settle_price)).unwrap();
            let quote = Amount { number: decimal("100000"), unit: SizeUnit::Quote };
            let sizes = SizeUnit::ALL.map(|unit| {
                let amount = Amount { number: counted.convert(quote, unit).unwrap(), unit };
                let quantity = counted.quantity(amount).unwrap();
                let scenario = Scenario { quantity, ..Scenario::of_value(&market, Side::Long, Decimal::ONE, price) };
                let scenario = scenario.with_wallet_balance(decimal("1000000"));
                *scenario.open().unwrap().position()
            });
            let value = sizes[0].entry_value();
            assert!(sizes.iter().all(|position| (position.entry_value() - value).abs() < Decimal::new(1, 15)));
            let worth = counted.in_quote(value).unwrap();
            assert!((worth - quote.number).abs() < Decimal::new(1, 15), "{contract:?} {worth}");
        }
    }

    #[test]
    fn a_price_of_a_quanto_has_to_be_given() {
        assert!(market(Contract::Quanto, "1").counting(decimal("1"), Decimal::ZERO).is_err());
        assert!(market(Contract::Linear, "1").counting(decimal("1"), Decimal::ZERO).is_ok());
    }
}
