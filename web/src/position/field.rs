//! The numbers of a position that a reader can set.

use crate::words::Message;

/// A number of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// How many times the margin the position is worth.
    Leverage,
    /// How large the position is, in the unit that is shown.
    Size,
    /// The part of the wallet that is allocated to the isolated position, in the coin of the price.
    Margin,
    /// All the collateral of the account, in the coin of the price.
    Wallet,
    /// The average entry price.
    Entry,
    /// The price that the venue values and liquidates at.
    Mark,
    /// What one settlement coin is worth in the coin of the price, where the market cannot tell.
    CoinPrice,
    /// The maintenance rate of the flat market.
    Rate,
}

/// One place for every field, in the order of [`Field::ALL`].
pub type Slot<T> = [T; Field::ALL.len()];

/// What there is to know of a field: its name in links, in attributes of the widget, and on screen.
struct Row {
    code: &'static str,
    attribute: &'static str,
    name: Message,
}

const fn row(code: &'static str, attribute: &'static str, name: Message) -> Row {
    Row { code, attribute, name }
}

const ROWS: Slot<Row> = [
    row("lev", "leverage", Message::Leverage),
    row("size", "value", Message::VenueSize),
    row("margin", "margin", Message::Margin),
    row("wallet", "wallet", Message::Wallet),
    row("entry", "entry", Message::Entry),
    row("mark", "mark", Message::Mark),
    row("coin", "coin-price", Message::VenueCoinPrice),
    row("rate", "maintenance-rate", Message::Rate),
];

impl Field {
    /// All of them, in the order in which the form shows them.
    pub const ALL: [Self; 8] =
        [Self::Leverage, Self::Size, Self::Margin, Self::Wallet, Self::Entry, Self::Mark, Self::CoinPrice, Self::Rate];

    /// Returns the place of the field in a [`Slot`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Returns the name of the field in links and ids.
    pub const fn code(self) -> &'static str {
        ROWS[self.index()].code
    }

    /// Returns the name of the field as an attribute of the widget. A size there is a value, in the coin of the price.
    pub const fn attribute(self) -> &'static str {
        ROWS[self.index()].attribute
    }

    /// Returns what the field is called on screen.
    pub const fn name(self) -> Message {
        ROWS[self.index()].name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_own_place() {
        for (index, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.index(), index);
        }
    }
}
