//! How a position is worth and pays: linear, inverse and quanto contracts.
//!
//! With the exposure `Q = size · multiplier`, the entry price `E` and the price `P`:
//!
//! | contract | value `V(P)` | profit |
//! | --- | --- | --- |
//! | linear, quanto | `Q·P` | `s·(V(P) − V(E))` |
//! | inverse | `Q/P` | `s·(V(E) − V(P))` |
//!
//! `s` is +1 for a long and −1 for a short. Value and profit are in the settlement currency. Seen
//! from the value, an inverse long is a linear short: the solver uses nothing else of the contract.

use crate::decimal::{Checked, Decimal, signed};
use crate::error::Result;
use crate::position::Side;

/// What a position's exposure counts, and in which coin it pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Contract {
    /// Exposure in the base coin, paid in the quote coin.
    #[default]
    Linear,
    /// Exposure in the quote coin, paid in the base coin.
    Inverse,
    /// Exposure in the settlement coin for each unit of price, paid in a third coin.
    Quanto,
}

impl Contract {
    /// The value `V(P)` of an exposure at a price, in the settlement currency, to the nearest
    /// decimal.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    ///
    /// ```
    /// use margin_core::{Contract, parse};
    ///
    /// let (hundred, price) = (parse("100")?, parse("40000")?);
    /// assert_eq!(Contract::Linear.value(hundred, price)?, parse("4000000")?);
    /// assert_eq!(Contract::Inverse.value(hundred, price)?, parse("0.0025")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    #[inline]
    pub fn value(self, exposure: Decimal, price: Decimal) -> Result<Decimal> {
        match self {
            Self::Linear | Self::Quanto => exposure.times(price),
            Self::Inverse => exposure.over(price),
        }
    }

    /// The profit (or, below zero, loss) of a position worth `entry_value` at entry and `value`
    /// now, in the settlement currency.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    ///
    /// ```
    /// use margin_core::{Contract, Side, parse};
    ///
    /// let (entry_value, value) = (parse("1000")?, parse("900")?);
    /// assert_eq!(Contract::Linear.profit(Side::Long, entry_value, value)?, parse("-100")?);
    /// assert_eq!(Contract::Inverse.profit(Side::Long, entry_value, value)?, parse("100")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    #[inline]
    pub fn profit(self, side: Side, entry_value: Decimal, value: Decimal) -> Result<Decimal> {
        Ok(signed(self.gains_with_value(side), value.minus(entry_value)?))
    }

    /// Whether a position on this side gains as its value rises: `σ = +1` in the solver.
    #[inline]
    pub(crate) fn gains_with_value(self, side: Side) -> bool {
        (side == Side::Long) != self.is_inverse()
    }

    /// Whether value falls as the price rises.
    #[inline]
    pub const fn is_inverse(self) -> bool {
        matches!(self, Self::Inverse)
    }

    /// The name as the public API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Inverse => "inverse",
            Self::Quanto => "quanto",
        }
    }
}
