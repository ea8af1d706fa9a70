//! Positions: what is held, on which side, in which margin mode.

use core::fmt;

use crate::bounds;
use crate::decimal::{Checked, Decimal, divide_down, divide_up};
use crate::error::{ErrorCode, MarginError, Result};
use crate::market::Market;
use crate::rules::TierBasis;
use crate::settlement::{Whole, whole};

/// The side of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Gains as the price rises.
    Long,
    /// Gains as the price falls.
    Short,
}

impl Side {
    /// The other side.
    pub const fn opposite(self) -> Self {
        match self {
            Self::Long => Self::Short,
            Self::Short => Self::Long,
        }
    }

    /// The name as the public API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
        }
    }
}

/// What backs a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarginMode {
    /// The margin allocated to it, and nothing else.
    Isolated,
    /// The whole balance that is not allocated to isolated positions, shared with all other cross
    /// positions.
    Cross,
}

impl MarginMode {
    /// The name as the public API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Isolated => "isolated",
            Self::Cross => "cross",
        }
    }
}

/// The margin mode of a position and, isolated, what is allocated to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PositionMargin {
    /// Shared.
    #[default]
    Cross,
    /// Allocated: so much, or by default the initial margin at entry, rounded up.
    Isolated(Option<Decimal>),
}

impl PositionMargin {
    /// The mode alone.
    pub const fn mode(self) -> MarginMode {
        match self {
            Self::Cross => MarginMode::Cross,
            Self::Isolated(_) => MarginMode::Isolated,
        }
    }
}

/// The number of a position in an account: it stays while the position is open, and is not given
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PositionId(pub u32);

impl PositionId {
    /// The place in a list of positions, as their number.
    pub(crate) fn of_place(place: usize) -> Result<Self> {
        u32::try_from(place).map(Self).map_err(|_| MarginError::new(ErrorCode::Overflow))
    }
}

impl fmt::Display for PositionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A position of an account, as given to [`crate::evaluate`](fn@crate::evaluate).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionInput {
    /// A name for the report; the place in the list by default.
    pub id: Option<String>,
    /// The symbol of its market.
    pub market: String,
    /// Its side.
    pub side: Side,
    /// Units or contracts, above zero.
    pub size: Decimal,
    /// The average entry price.
    pub entry_price: Decimal,
    /// The leverage that sets its initial margin.
    pub leverage: Decimal,
    /// Its margin mode.
    pub margin: PositionMargin,
    /// The part of an isolated margin that was added after opening, which some rules count otherwise.
    pub added_margin: Decimal,
}

/// A checked position in a market, with what follows from the two.
///
/// ```
/// use margin_core::{Market, Position, Side, parse};
///
/// let market = Market::flat(parse("0.005")?)?;
/// let position = Position::new(&market, Side::Long, parse("0.5")?, parse("60000")?, parse("10")?)?;
/// assert_eq!(position.entry_value(), parse("30000")?);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    side: Side,
    size: Decimal,
    exposure: Decimal,
    entry_price: Decimal,
    entry_value: Decimal,
    nominal_value: Decimal,
    leverage: Decimal,
    settlement_unit: Option<Decimal>,
    /// Whether the entry value was booked as it is, and the entry price follows from it.
    is_booked: bool,
}

impl Position {
    /// Checks a position.
    ///
    /// # Errors
    /// `not-positive` or `out-of-range` for a size, price or leverage outside its bound, and for a
    /// value at entry (field `value`) outside [`bounds::VALUE`].
    pub fn new(market: &Market, side: Side, size: Decimal, entry_price: Decimal, leverage: Decimal) -> Result<Self> {
        let size = bounds::SIZE.check("size", size)?;
        let entry_price = bounds::PRICE.check("entry_price", entry_price)?;
        let leverage = bounds::LEVERAGE.check("leverage", leverage)?;
        let exposure = market.exposure(size)?;
        let settlement_unit = market.settlement_unit();
        let entry_value = market
            .contract()
            .value(exposure, entry_price)
            .and_then(|value| whole(value, settlement_unit, Whole::Nearest))
            .map_err(|error| error.at("value"))?;
        bounds::VALUE.check("value", entry_value)?;
        let nominal_value = entry_value;
        let is_booked = settlement_unit.is_some();
        Ok(Self { side, size, exposure, entry_price, entry_value, nominal_value, leverage, settlement_unit, is_booked })
    }

    /// A position of a value at entry: in the settlement currency, or for inverse contracts in the
    /// quote currency. The size that follows is rounded down.
    ///
    /// # Errors
    /// What [`Position::new`] refuses, and a value outside [`bounds::VALUE`].
    ///
    /// ```
    /// use margin_core::{Market, Position, Side, parse, plain};
    ///
    /// let market = Market::flat(parse("0.005")?)?;
    /// let position = Position::of_value(&market, Side::Long, parse("1000")?, parse("60000")?, parse("10")?)?;
    /// assert_eq!(plain(position.size()), "0.0166666666666666666666666666");
    /// assert_eq!(position.nominal_value(), parse("1000")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn of_value(
        market: &Market,
        side: Side,
        value: Decimal,
        entry_price: Decimal,
        leverage: Decimal,
    ) -> Result<Self> {
        let value = bounds::VALUE.check("value", value)?;
        let entry_price = bounds::PRICE.check("entry_price", entry_price)?;
        if market.contract().is_inverse() {
            return Self::new(market, side, divide_down(value, market.multiplier())?, entry_price, leverage);
        }
        let size = divide_down(value, market.exposure(entry_price)?)?;
        let position = Self::new(market, side, size, entry_price, leverage)?;
        Ok(Self { nominal_value: value, ..position })
    }

    /// A position that was entered in parts: what its exposure was worth at their entries together,
    /// in the settlement currency, is given instead of a price. The average entry price follows, to
    /// the nearest decimal.
    ///
    /// # Errors
    /// What [`Position::new`] refuses.
    pub(crate) fn of_entry_value(
        market: &Market,
        side: Side,
        size: Decimal,
        entry_value: Decimal,
        leverage: Decimal,
    ) -> Result<Self> {
        let size = bounds::SIZE.check("size", size)?;
        let entry_value = bounds::VALUE.check("value", entry_value)?;
        let leverage = bounds::LEVERAGE.check("leverage", leverage)?;
        let exposure = market.exposure(size)?;
        let entry_price =
            if market.contract().is_inverse() { exposure.over(entry_value)? } else { entry_value.over(exposure)? };
        let entry_price = bounds::PRICE.check("entry_price", entry_price)?;
        let (nominal_value, settlement_unit) = (entry_value, market.settlement_unit());
        let is_booked = true;
        Ok(Self { side, size, exposure, entry_price, entry_value, nominal_value, leverage, settlement_unit, is_booked })
    }

    /// Its side.
    pub const fn side(&self) -> Side {
        self.side
    }

    /// Its size, in units or contracts.
    pub const fn size(&self) -> Decimal {
        self.size
    }

    /// Its exposure `Q = size · multiplier`.
    pub const fn exposure(&self) -> Decimal {
        self.exposure
    }

    /// Its average entry price.
    pub const fn entry_price(&self) -> Decimal {
        self.entry_price
    }

    /// The leverage that sets its initial margin.
    pub const fn leverage(&self) -> Decimal {
        self.leverage
    }

    /// The value of its exposure at entry, in the settlement currency: what profit is counted from.
    pub const fn entry_value(&self) -> Decimal {
        self.entry_value
    }

    /// The value at entry that it was opened for, before the size was rounded down: what the initial
    /// margin and the most that can be lost are taken of.
    pub const fn nominal_value(&self) -> Decimal {
        self.nominal_value
    }

    /// What a tier is found by at the entry: the value, or the size.
    pub(crate) const fn measure(&self, basis: TierBasis) -> Decimal {
        match basis {
            TierBasis::Value => self.nominal_value,
            TierBasis::Size => self.size,
        }
    }

    /// The price that the entry value is the exact value at; nothing where the value itself is exact.
    pub(crate) fn exact_entry_price(&self) -> Option<Decimal> {
        (!self.is_booked).then_some(self.entry_price)
    }

    /// The same position at another leverage.
    pub(crate) const fn with_leverage(self, leverage: Decimal) -> Self {
        Self { leverage, ..self }
    }

    /// The initial margin `V/L` for a value of this position, rounded up: to a whole amount where the market counts
    /// in such.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    pub fn initial_margin(&self, value: Decimal) -> Result<Decimal> {
        whole(divide_up(value, self.leverage)?, self.settlement_unit, Whole::More)
    }
}
