//! What may be done to an account, and the events that tell what was done.

use crate::decimal::{Checked, Decimal};
use crate::error::Result;
use crate::position::{MarginMode, PositionId, Side};
use crate::scenario::Quantity;

/// Something to be done to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Opens a position, or adds to it; see [`Open`].
    Open(Open),
    /// Closes a position, or a part of it. The profit goes to the wallet; an isolated position
    /// releases its margin pro rata.
    Close {
        /// The position.
        id: PositionId,
        /// Units or contracts; all of them by default.
        size: Option<Decimal>,
        /// The price in the quote currency; the mark by default.
        price: Option<Decimal>,
    },
    /// Allocates more of the available balance to an isolated position.
    AddMargin {
        /// The position.
        id: PositionId,
        /// How much, in the settlement currency.
        amount: Decimal,
    },
    /// Takes margin out of an isolated position.
    RemoveMargin {
        /// The position.
        id: PositionId,
        /// How much, in the settlement currency.
        amount: Decimal,
    },
    /// Chooses the margin mode of a market's positions.
    SetMarginMode {
        /// The market.
        market: String,
        /// The mode.
        mode: MarginMode,
    },
    /// Chooses the leverage of a market's positions.
    SetLeverage {
        /// The market.
        market: String,
        /// The leverage.
        leverage: Decimal,
    },
    /// Puts money into the wallet.
    Deposit {
        /// How much, in the settlement currency.
        amount: Decimal,
    },
    /// Takes money out of the wallet.
    Withdraw {
        /// How much, in the settlement currency.
        amount: Decimal,
    },
    /// Moves mark prices, then liquidates what no longer holds its maintenance margin: each isolated
    /// position on its own first, then the cross positions together.
    Mark {
        /// The new prices by symbol; the others stay.
        prices: Vec<(String, Decimal)>,
        /// When, in the caller's own words; it is handed through to the events.
        time: Option<String>,
    },
    /// Pays funding on all positions of a market, then liquidates as [`Operation::Mark`] does. With
    /// a positive rate longs pay and shorts receive.
    Fund {
        /// The market.
        market: String,
        /// The rate, a fraction of the value at the mark.
        rate: Decimal,
        /// When, in the caller's own words; it is handed through to the events.
        time: Option<String>,
    },
}

/// A position to be opened. On the side of an open one it adds to it. On the other side, in hedge
/// mode it is a position of its own; in one-way mode it first reduces the open one, and what is left
/// over opens the other way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The market.
    pub market: String,
    /// The side.
    pub side: Side,
    /// Its size, or its value at the price.
    pub quantity: Quantity,
    /// The price in the quote currency; the mark by default.
    pub price: Option<Decimal>,
    /// A leverage to be chosen for the market first; as it is by default.
    pub leverage: Option<Decimal>,
    /// In isolated mode, what is allocated to it; the initial margin, rounded up, by default.
    pub isolated_margin: Option<Decimal>,
}

impl Open {
    /// At the mark, with the leverage chosen for the market and its initial margin.
    ///
    /// ```
    /// use margin_core::account::{Open, Operation};
    /// use margin_core::{Quantity, Side, parse};
    ///
    /// let open = Open::new("BTCUSDT", Side::Long, Quantity::Value(parse("1000")?));
    /// let _ = Operation::Open(Open { leverage: Some(parse("10")?), ..open });
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn new(market: &str, side: Side, quantity: Quantity) -> Self {
        Self { market: market.to_owned(), side, quantity, price: None, leverage: None, isolated_margin: None }
    }
}

/// What an operation did. Amounts are in the settlement currency, exactly as they were booked, and
/// signed as they changed the wallet, or the margin where it is the margin's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A position was opened.
    Opened(Trade),
    /// A position grew.
    Increased(Trade),
    /// A part of a position was closed.
    Reduced(Trade),
    /// A position was closed.
    Closed(Trade),
    /// Margin was allocated to an isolated position.
    MarginAdded {
        /// The position.
        id: PositionId,
        /// What its margin grew by.
        amount: Decimal,
    },
    /// Margin was taken out of an isolated position.
    MarginRemoved {
        /// The position.
        id: PositionId,
        /// What its margin changed by: below 0.
        amount: Decimal,
    },
    /// Funding was paid, or received.
    Funded {
        /// The position.
        id: PositionId,
        /// What the wallet changed by: below 0 where it was paid.
        amount: Decimal,
        /// What the isolated margin changed by: all of it, or only what the available balance did not hold, as the rules
        /// say; 0 in cross.
        margin: Decimal,
        /// As given.
        time: Option<String>,
    },
    /// The margin mode of a market was chosen.
    MarginModeSet {
        /// The market.
        market: String,
        /// The mode.
        mode: MarginMode,
    },
    /// The leverage of a market was chosen.
    LeverageSet {
        /// The market.
        market: String,
        /// The leverage.
        leverage: Decimal,
    },
    /// Money came into the wallet.
    Deposited {
        /// What the wallet grew by.
        amount: Decimal,
    },
    /// Money left the wallet.
    Withdrawn {
        /// What the wallet changed by: below 0.
        amount: Decimal,
    },
    /// Positions were liquidated.
    Liquidated(Liquidated),
}

/// A trade of a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The position.
    pub id: PositionId,
    /// Its market.
    pub market: String,
    /// Its side.
    pub side: Side,
    /// How many units or contracts were traded.
    pub size: Decimal,
    /// At which price, in the quote currency.
    pub price: Decimal,
    /// The profit that went to the wallet; 0 where the position was opened or grew.
    pub realized_pnl: Decimal,
    /// The fee, as it changed the wallet: 0 or below.
    pub fee: Decimal,
    /// What the isolated margin changed by; 0 in cross.
    pub margin: Decimal,
}

/// A liquidation: of one isolated position, or of all cross positions together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liquidated {
    /// The positions.
    pub ids: Vec<PositionId>,
    /// Their margin mode.
    pub mode: MarginMode,
    /// What the wallet lost by it. Funding can have drawn a margin below 0; what it owed is not
    /// collected, so the loss can be below 0, too.
    pub loss: Decimal,
    /// What came back of the collateral and is in the wallet again; 0 where the rules forfeit it.
    pub returned: Decimal,
    /// The mark prices of the positions' markets, by symbol.
    pub prices: Vec<(String, Decimal)>,
    /// The wallet before.
    pub wallet_before: Decimal,
    /// The wallet after: before less the loss.
    pub wallet_after: Decimal,
    /// As given.
    pub time: Option<String>,
}

impl Event {
    /// The name of the event, as the public API writes it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened(_) => "opened",
            Self::Increased(_) => "increased",
            Self::Reduced(_) => "reduced",
            Self::Closed(_) => "closed",
            Self::MarginAdded { .. } => "margin-added",
            Self::MarginRemoved { .. } => "margin-removed",
            Self::Funded { .. } => "funded",
            Self::MarginModeSet { .. } => "margin-mode-set",
            Self::LeverageSet { .. } => "leverage-set",
            Self::Deposited { .. } => "deposited",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Liquidated(_) => "liquidated",
        }
    }

    /// What the event changed the wallet by. Summed over all events since an account began, this is
    /// its wallet balance less what it began with, with no remainder.
    ///
    /// # Errors
    /// `overflow`, which the bounds of an account keep from happening.
    ///
    /// ```
    /// use margin_core::account::Event;
    /// use margin_core::parse;
    ///
    /// let event = Event::Withdrawn { amount: parse("-5")? };
    /// assert_eq!(event.wallet_change()?, parse("-5")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn wallet_change(&self) -> Result<Decimal> {
        match self {
            Self::Opened(trade) | Self::Increased(trade) | Self::Reduced(trade) | Self::Closed(trade) => {
                trade.realized_pnl.plus(trade.fee)
            }
            Self::Funded { amount, .. } | Self::Deposited { amount } | Self::Withdrawn { amount } => Ok(*amount),
            Self::Liquidated(liquidated) => liquidated.wallet_after.minus(liquidated.wallet_before),
            Self::MarginAdded { .. }
            | Self::MarginRemoved { .. }
            | Self::MarginModeSet { .. }
            | Self::LeverageSet { .. } => Ok(Decimal::ZERO),
        }
    }
}
