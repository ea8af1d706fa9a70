//! What a scenario accepts for one of its numbers while all others stay as they are, and why it ends there.
//!
//! A size is held between two ranges: that of its value `V` at the entry, in the settlement currency, and that of its
//! size `s` itself.
//!
//! ```text
//! smallest value ≤ V ≤ the smallest of   wallet·L,       where the tiers offer L,   the table's end
//! smallest size  ≤ s ≤ the smallest of   largest size,   the same, where floors count sizes
//! ```
//!
//! Each is turned into the number that is asked for, with the multiplier `k` and the entry price `P`: `V = s·k·P`, or
//! `s·k/P` for inverse contracts, whose value is given as `s·k`. What is rounded is rounded into the range.

use crate::bounds::{self, Bound};
use crate::decimal::{Checked, Decimal, divide_up};
use crate::error::{ErrorCode, MarginError, Result};
use crate::exact::{Direction, Exact};
use crate::field::Field;
use crate::rules::TierBasis;
use crate::scenario::{Quantity, Scenario};
use crate::settlement::{Whole, whole};
use rust_decimal::RoundingStrategy;

/// How many digits the smallest numbers keep at least.
const FEW_DIGITS: u32 = 5;

/// What a number may be: both ends are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The smallest number accepted.
    pub minimum: Decimal,
    /// The largest number accepted.
    pub maximum: Decimal,
    /// Why nothing smaller is.
    pub below: LimitReason,
    /// Why nothing larger is.
    pub above: LimitReason,
}

/// Why a number may not be smaller, or larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitReason {
    /// The bound of the model ([`bounds`]), for it or for what follows from it.
    Bound,
    /// The leverage that the tiers offer.
    TierLeverage,
    /// The end of the tier table.
    TableEnd,
    /// The wallet balance.
    Wallet,
    /// The value at entry over the leverage, which must be there.
    InitialMargin,
    /// The margin that is allocated in isolated mode.
    IsolatedMargin,
}

impl LimitReason {
    /// The name as the public API writes it.
    ///
    /// ```
    /// assert_eq!(margin_core::LimitReason::TierLeverage.as_str(), "tier-leverage");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bound => "bound",
            Self::TierLeverage => "tier-leverage",
            Self::TableEnd => "table-end",
            Self::Wallet => "wallet",
            Self::InitialMargin => "initial-margin",
            Self::IsolatedMargin => "isolated-margin",
        }
    }
}

impl Limits {
    const fn of(bound: Bound) -> Self {
        let Bound { minimum, maximum } = bound;
        Self { minimum, maximum, below: LimitReason::Bound, above: LimitReason::Bound }
    }

    fn at_least(&mut self, minimum: Decimal, why: LimitReason) {
        if minimum > self.minimum {
            (self.minimum, self.below) = (minimum, why);
        }
    }

    fn at_most(&mut self, maximum: Decimal, why: LimitReason) {
        if maximum < self.maximum {
            (self.maximum, self.above) = (maximum, why);
        }
    }

    /// Narrows the range to what keeps another number, `x·factor/divisor`, in its own.
    fn keep(&mut self, other: &Self, factor: Decimal, divisor: Decimal) {
        if let Some(minimum) = quotient(other.minimum, divisor, factor, Direction::Up) {
            self.at_least(minimum, other.below);
        }
        if let Some(maximum) = quotient(other.maximum, divisor, factor, Direction::Down) {
            self.at_most(maximum, other.above);
        }
    }

    /// The same for another that falls as this one rises: `number/(divisor·x)`.
    fn keep_inverse(&mut self, other: &Self, number: Decimal, divisor: Decimal) {
        let divided = |end, direction| {
            let divisor = Exact::of(divisor).times(end)?;
            Exact::of(number).over(&divisor, direction).map(|rounded| rounded.value)
        };
        if let Some(minimum) = divided(other.maximum, Direction::Up) {
            self.at_least(minimum, other.above);
        }
        if let Some(maximum) = divided(other.minimum, Direction::Down) {
            self.at_most(maximum, other.below);
        }
    }
}

/// `number·factor/divisor`, rounded once; nothing where no decimal holds it, which is beyond every bound.
fn quotient(number: Decimal, factor: Decimal, divisor: Decimal, direction: Direction) -> Option<Decimal> {
    Exact::of(number).times(factor)?.over(&Exact::of(divisor), direction).map(|rounded| rounded.value)
}

impl Scenario<'_> {
    /// What a number may be while all others stay as they are; its own value is not looked at.
    ///
    /// An isolated margin is at least the initial margin, as no position is opened with less; [`Scenario::open`] takes less
    /// all the same, for a position that funding has drawn on. A wallet balance holds the larger of the two. The
    /// maintenance rate is that of a market with one rate.
    ///
    /// # Errors
    /// What [`Scenario::open`] refuses of the others, where it leaves nothing that could be accepted.
    ///
    /// ```
    /// use margin_core::{Field, LimitReason, Market, Scenario, Side, parse};
    ///
    /// let market = Market::flat(parse("0.005")?)?;
    /// let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("50")?)
    ///     .with_leverage(parse("10")?)
    ///     .with_wallet_balance(parse("400")?);
    /// let value = scenario.limits(Field::Value)?;
    /// assert_eq!((value.maximum, value.above), (parse("4000")?, LimitReason::Wallet));
    /// let leverage = scenario.limits(Field::Leverage)?;
    /// assert_eq!((leverage.minimum, leverage.below), (parse("2.5")?, LimitReason::Wallet));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn limits(&self, field: Field) -> Result<Limits> {
        let mut range = self.range(field)?;
        let refused = |end| self.with(field, end).check().err();
        match (refused(range.minimum), refused(range.maximum)) {
            (None, _) if range.minimum <= range.maximum => {}
            (Some(_), None) if range.minimum <= range.maximum => {
                // Of what is this small a decimal holds few digits: what follows was rounded below its smallest.
                let more = range.minimum.round_sf_with_strategy(FEW_DIGITS, RoundingStrategy::AwayFromZero);
                range.minimum = more.unwrap_or(range.minimum);
            }
            // Another number is refused, or leaves nothing.
            (at_minimum, at_maximum) => {
                let is_of_another = |error: &MarginError| error.field() != Some(field.as_str());
                let nothing = || MarginError::new(ErrorCode::OutOfRange).at(field.as_str());
                return Err([at_minimum, at_maximum].into_iter().flatten().find(is_of_another).unwrap_or_else(nothing));
            }
        }
        Ok(range)
    }

    /// The same, where nothing is accepted with a minimum above the maximum.
    pub(crate) fn range(&self, field: Field) -> Result<Limits> {
        match field {
            Field::Leverage => self.range_of_leverage(),
            Field::Size => self.range_of_size(),
            Field::Value => self.range_of_value(),
            Field::EntryPrice => self.range_of_entry_price(),
            Field::MarkPrice => Ok(Limits::of(bounds::PRICE)),
            Field::WalletBalance | Field::IsolatedMargin => {
                let mut range = Limits::of(bounds::MONEY);
                let position = self.position()?;
                range.at_least(position.initial_margin(position.nominal_value())?, LimitReason::InitialMargin);
                match (field, self.isolated_margin) {
                    (Field::IsolatedMargin, _) => range.at_most(self.wallet_balance, LimitReason::Wallet),
                    (_, Some(margin)) => range.at_least(margin, LimitReason::IsolatedMargin),
                    (_, None) => {}
                }
                Ok(range)
            }
            Field::MaintenanceRate => {
                let mut range = Limits::of(bounds::RATE);
                // The rate and the closing fee together stay below 1, by as much as the bound of each does.
                let room = range.maximum.minus(self.market.closing_fee())?;
                range.at_most(room, LimitReason::Bound);
                Ok(range)
            }
        }
    }

    /// The scenario with another number; the maintenance rate is the market's.
    pub(crate) fn with(&self, field: Field, number: Decimal) -> Self {
        let mut changed = *self;
        match field {
            Field::Leverage => changed.leverage = number,
            Field::Size => changed.quantity = Quantity::Size(number),
            Field::Value => changed.quantity = Quantity::Value(number),
            Field::EntryPrice => changed.entry_price = number,
            Field::MarkPrice => changed.mark_price = Some(number),
            Field::WalletBalance => changed.wallet_balance = number,
            Field::IsolatedMargin => changed.isolated_margin = Some(number),
            Field::MaintenanceRate => {}
        }
        changed
    }

    fn tier_basis(&self) -> TierBasis {
        self.market.tier_basis(&self.rules)
    }

    fn range_of_leverage(&self) -> Result<Limits> {
        let mut range = Limits::of(bounds::LEVERAGE);
        // The leverage has no part in the size and the value.
        let position = Self { leverage: Decimal::ONE, ..*self }.position()?;
        let measure = position.measure(self.tier_basis());
        if let Some(most) = self.market.tiers().max_leverage_at(measure) {
            range.at_most(most, LimitReason::TierLeverage);
        }
        // What no money backs, no leverage does.
        let least = divide_up(position.nominal_value(), self.wallet_in_units()?).unwrap_or(Decimal::MAX);
        range.at_least(least, LimitReason::Wallet);
        Ok(range)
    }

    /// What of the wallet can be initial margin: all of it, in whole units where the market counts in these.
    fn wallet_in_units(&self) -> Result<Decimal> {
        let wallet = bounds::MONEY.check("wallet_balance", self.wallet_balance)?;
        whole(wallet, self.market.settlement_unit(), Whole::Less)
    }

    /// Narrows a range to what the table offers at this leverage, where its floors count this.
    fn keep_to_table(&self, range: &mut Limits, basis: TierBasis) {
        if self.tier_basis() != basis {
            return;
        }
        let tiers = self.market.tiers();
        if let Some(most) = tiers.largest_with_leverage(self.leverage) {
            range.at_most(most, LimitReason::TierLeverage);
        }
        if let Some(most) = tiers.end() {
            range.at_most(most, LimitReason::TableEnd);
        }
    }

    /// What the value at entry may be, in the settlement currency.
    fn range_of_worth(&self) -> Result<Limits> {
        let mut range = Limits::of(bounds::VALUE);
        let leverage = bounds::LEVERAGE.check("leverage", self.leverage)?;
        // What cannot be held is beyond the bound.
        if let Some(most) = quotient(self.wallet_in_units()?, leverage, Decimal::ONE, Direction::Down) {
            range.at_most(most, LimitReason::Wallet);
        }
        self.keep_to_table(&mut range, TierBasis::Value);
        let unit = self.market.settlement_unit();
        range.minimum = whole(range.minimum, unit, Whole::More)?;
        range.maximum = whole(range.maximum, unit, Whole::Less)?;
        Ok(range)
    }

    /// What the size may be, whatever it is worth.
    fn range_of_count(&self) -> Limits {
        let mut range = Limits::of(bounds::SIZE);
        self.keep_to_table(&mut range, TierBasis::Size);
        range
    }

    fn range_of_size(&self) -> Result<Limits> {
        let (mut range, worth) = (self.range_of_count(), self.range_of_worth()?);
        let price = bounds::PRICE.check("entry_price", self.entry_price)?;
        // One after the other, as they are rounded when the position is valued.
        let mut exposure = Limits { minimum: Decimal::ZERO, maximum: Decimal::MAX, ..worth };
        match self.market.contract().is_inverse() {
            true => exposure.keep(&worth, Decimal::ONE, price),
            false => exposure.keep(&worth, price, Decimal::ONE),
        }
        range.keep(&exposure, self.market.multiplier(), Decimal::ONE);
        Ok(range)
    }

    fn range_of_value(&self) -> Result<Limits> {
        // The size that follows is rounded down: the smallest value is that of the smallest size. The largest, which the
        // margin is taken of, is not made smaller by the rounding.
        let Limits { minimum, below, .. } = self.range_of_size()?;
        let count = Limits { minimum, below, ..self.range_of_count() };
        let worth = Limits { minimum: Decimal::ZERO, ..self.range_of_worth()? };
        let mut range = Limits::of(bounds::VALUE);
        if self.market.contract().is_inverse() {
            range.keep(&count, Decimal::ONE, self.market.multiplier());
            range.keep(&worth, Decimal::ONE, self.entry_price);
        } else {
            range.keep(&count, Decimal::ONE, self.market.exposure(self.entry_price)?);
            range.keep(&worth, Decimal::ONE, Decimal::ONE);
        }
        Ok(range)
    }

    fn range_of_entry_price(&self) -> Result<Limits> {
        let mut range = Limits::of(bounds::PRICE);
        let worth = self.range_of_worth()?;
        match (self.quantity, self.market.contract().is_inverse()) {
            // The size follows from the value, and falls as the price rises.
            (Quantity::Value(value), false) => {
                range.keep_inverse(&self.range_of_count(), value, self.market.multiplier());
            }
            (Quantity::Value(value), true) => range.keep_inverse(&worth, value, Decimal::ONE),
            (Quantity::Size(size), false) => range.keep(&worth, self.market.exposure(size)?, Decimal::ONE),
            (Quantity::Size(size), true) => range.keep_inverse(&worth, self.market.exposure(size)?, Decimal::ONE),
        }
        Ok(range)
    }
}
