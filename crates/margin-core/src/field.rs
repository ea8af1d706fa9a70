//! The numbers of a scenario, by name: what refusals, limits and the inverse question speak of.

/// A number of a [`Scenario`](crate::Scenario).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The leverage.
    Leverage,
    /// The size, in units or contracts.
    Size,
    /// The value at entry: in the settlement currency, or for inverse contracts in the quote currency.
    Value,
    /// The entry price.
    EntryPrice,
    /// The mark price.
    MarkPrice,
    /// The wallet balance.
    WalletBalance,
    /// The margin allocated in isolated mode.
    IsolatedMargin,
    /// The maintenance rate of a market that has but one.
    MaintenanceRate,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Leverage,
        Self::Size,
        Self::Value,
        Self::EntryPrice,
        Self::MarkPrice,
        Self::WalletBalance,
        Self::IsolatedMargin,
        Self::MaintenanceRate,
    ];

    /// The name of the field in refusals.
    ///
    /// ```
    /// assert_eq!(margin_core::Field::EntryPrice.as_str(), "entry_price");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leverage => "leverage",
            Self::Size => "size",
            Self::Value => "value",
            Self::EntryPrice => "entry_price",
            Self::MarkPrice => "mark_price",
            Self::WalletBalance => "wallet_balance",
            Self::IsolatedMargin => "isolated_margin",
            Self::MaintenanceRate => "maintenance_rate",
        }
    }
}
