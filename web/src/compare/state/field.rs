//! The numbers a reader can set.

use crate::words::Message;

/// A number of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// How many times the margin the position is worth.
    Leverage,
    /// The position's value at entry, in the settlement currency.
    Value,
    /// The part of the wallet allocated to the isolated position.
    Margin,
    /// All the collateral of the account.
    Wallet,
    /// The average entry price.
    Entry,
    /// The price the venue values and liquidates at.
    Mark,
    /// The maintenance rate of the flat market.
    Rate,
}

/// One place for every field, in the order of [`Field::ALL`].
pub type Slot<T> = [T; Field::ALL.len()];

impl Field {
    /// All of them, in the order in which the form shows them.
    pub const ALL: [Self; 7] =
        [Self::Leverage, Self::Value, Self::Margin, Self::Wallet, Self::Entry, Self::Mark, Self::Rate];

    /// Where the field stands in a [`Slot`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The name of the field, in links and ids.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leverage => "lev",
            Self::Value => "value",
            Self::Margin => "margin",
            Self::Wallet => "wallet",
            Self::Entry => "entry",
            Self::Mark => "mark",
            Self::Rate => "rate",
        }
    }

    /// What the field is called on screen.
    pub const fn name(self) -> Message {
        match self {
            Self::Leverage => Message::Leverage,
            Self::Value => Message::Value,
            Self::Margin => Message::Margin,
            Self::Wallet => Message::Wallet,
            Self::Entry => Message::Entry,
            Self::Mark => Message::Mark,
            Self::Rate => Message::Rate,
        }
    }

    /// The unit that stands after its number.
    pub const fn unit(self) -> Message {
        match self {
            Self::Leverage => Message::UnitLeverage,
            Self::Rate => Message::UnitPercent,
            _ => Message::UnitMoney,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_own_slot() {
        for (index, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.index(), index);
        }
    }
}
