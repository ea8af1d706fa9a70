//! One position as it is asked about: what it opens with, and whether it can be.

use crate::bounds;
use crate::decimal::Decimal;
use crate::error::{ErrorCode, MarginError, Result};
use crate::field::Field;
use crate::market::{Market, Terms};
use crate::position::{MarginMode, Position, Side};
use crate::rules::{Rules, TierBasis};
use crate::tiers::leverage_above_tier;

/// How large the position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Units or contracts.
    Size(Decimal),
    /// The value at entry: in the settlement currency, or for inverse contracts in the quote
    /// currency. The size that follows is rounded down.
    Value(Decimal),
}

/// One position to be seen in both modes.
#[derive(Clone, Copy, Debug)]
pub struct Scenario<'a> {
    /// The venue's rules.
    pub rules: Rules,
    /// The market.
    pub market: &'a Market,
    /// The side.
    pub side: Side,
    /// The entry price.
    pub entry_price: Decimal,
    /// The mark price; the entry price by default.
    pub mark_price: Option<Decimal>,
    /// The size or value.
    pub quantity: Quantity,
    /// The leverage.
    pub leverage: Decimal,
    /// All that the trader has in the account.
    pub wallet_balance: Decimal,
    /// What is allocated in isolated mode; value at entry over leverage, rounded up, by default.
    pub isolated_margin: Option<Decimal>,
}

impl<'a> Scenario<'a> {
    /// A scenario of a value at entry, with leverage 1 and just the wallet that needs, at the entry
    /// price, under generic rules.
    ///
    /// ```
    /// use margin_core::{Market, Scenario, Side, compare, parse};
    ///
    /// let market = Market::flat(parse("0.005")?)?;
    /// let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("50")?);
    /// assert_eq!(compare(&scenario)?.isolated.value, parse("1000")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn of_value(market: &'a Market, side: Side, value: Decimal, entry_price: Decimal) -> Self {
        Self {
            rules: Rules::default(),
            market,
            side,
            entry_price,
            mark_price: None,
            quantity: Quantity::Value(value),
            leverage: Decimal::ONE,
            wallet_balance: value,
            isolated_margin: None,
        }
    }

    /// With another leverage.
    pub const fn with_leverage(mut self, leverage: Decimal) -> Self {
        self.leverage = leverage;
        self
    }

    /// With another wallet balance.
    pub const fn with_wallet_balance(mut self, wallet_balance: Decimal) -> Self {
        self.wallet_balance = wallet_balance;
        self
    }

    /// With so much allocated in isolated mode.
    pub const fn with_isolated_margin(mut self, isolated_margin: Decimal) -> Self {
        self.isolated_margin = Some(isolated_margin);
        self
    }

    /// At another mark price.
    pub const fn with_mark_price(mut self, mark_price: Decimal) -> Self {
        self.mark_price = Some(mark_price);
        self
    }

    /// Under other rules.
    pub const fn with_rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Checks everything but the mark: each number by its bound, the margins by the wallet, and the size and the leverage
    /// by the table.
    pub(crate) fn check(&self) -> Result<Accepted<'a>> {
        let terms = |mode| self.market.terms(&self.rules, mode);
        let (isolated, cross) = (terms(MarginMode::Isolated)?, terms(MarginMode::Cross)?);
        let position = self.position()?;
        let wallet_balance = bounds::MONEY.check("wallet_balance", self.wallet_balance)?;
        let initial_margin = position.initial_margin(position.nominal_value())?;
        if initial_margin > wallet_balance {
            return Err(MarginError::new(ErrorCode::InsufficientBalance)
                .with_value(wallet_balance)
                .with_allowed(Some(initial_margin), Some(bounds::MONEY.maximum))
                .at("wallet_balance"));
        }
        let isolated_margin = match self.isolated_margin {
            Some(margin) => bounds::MONEY.check("isolated_margin", margin)?,
            None => initial_margin,
        };
        if isolated_margin > wallet_balance {
            return Err(MarginError::new(ErrorCode::InsufficientBalance)
                .with_value(isolated_margin)
                .with_allowed(Some(Decimal::ZERO), Some(wallet_balance))
                .at("isolated_margin"));
        }
        self.check_offer(&position, isolated.basis)?;
        Ok(Accepted { isolated, cross, position, isolated_margin })
    }

    pub(crate) fn position(&self) -> Result<Position> {
        let Self { market, side, entry_price, leverage, .. } = *self;
        match self.quantity {
            Quantity::Size(size) => Position::new(market, side, size, entry_price, leverage),
            Quantity::Value(value) => Position::of_value(market, side, value, entry_price, leverage),
        }
    }

    /// Refuses a size that the table ends before, and a leverage that it does not offer at this size.
    fn check_offer(&self, position: &Position, basis: TierBasis) -> Result<()> {
        let tiers = self.market.tiers();
        let measure = position.measure(basis);
        if tiers.end().is_some_and(|end| measure > end) {
            return Err(self.beyond_table());
        }
        match tiers.max_leverage_at(measure) {
            Some(most) if self.leverage > most => Err(leverage_above_tier(self.leverage, most)),
            _ => Ok(()),
        }
    }

    #[cold]
    fn beyond_table(&self) -> MarginError {
        let (field, given) = match self.quantity {
            Quantity::Size(size) => (Field::Size, size),
            Quantity::Value(value) => (Field::Value, value),
        };
        let most = self.range(field).ok().map(|range| range.maximum);
        MarginError::new(ErrorCode::BeyondTable).with_value(given).with_allowed(None, most).at(field.as_str())
    }
}

/// A scenario that can be opened.
pub(crate) struct Accepted<'a> {
    /// How the market charges it, isolated.
    pub(crate) isolated: Terms<'a>,
    /// The same in cross.
    pub(crate) cross: Terms<'a>,
    /// The position.
    pub(crate) position: Position,
    /// What is allocated to it, isolated.
    pub(crate) isolated_margin: Decimal,
}
