//! The rules under which vectors are read, for venues that have no file of their own yet.

use margin_core::{ClosingFee, MaintenanceBasis, OnLiquidation, OthersPnl, PriceRounding, Rules, TierBasis, TierForm};

/// The requirement at the mark, prices as they are.
pub(crate) fn at_the_mark() -> Rules {
    Rules { price_rounding: PriceRounding::None, ..Rules::default() }
}

/// The requirement at the entry, prices to the tick toward the mark: Bybit's classic account, KuCoin,
/// Delta, and the formulas of most older help pages.
pub(crate) fn at_the_entry() -> Rules {
    Rules { maintenance_basis: MaintenanceBasis::Entry, others_pnl: OthersPnl::Losses, ..Rules::default() }
}

/// The closing fee beside the maintenance margin: Gate, Bitget, Phemex.
pub(crate) fn with_closing_fee() -> Rules {
    Rules { closing_fee: ClosingFee::Maintenance, ..at_the_mark() }
}

/// OKX: the rate of the whole position, its tier found by the number of contracts, and the fee.
pub(crate) fn okx() -> Rules {
    Rules { tier_form: TierForm::Whole, tier_basis: TierBasis::Size, ..with_closing_fee() }
}

/// BitMEX: the rate of the whole position, at the entry.
pub(crate) fn bitmex() -> Rules {
    Rules { tier_form: TierForm::Whole, ..at_the_entry() }
}

/// Hyperliquid: five significant digits, and what is left comes back.
pub(crate) fn hyperliquid() -> Rules {
    Rules { on_liquidation: OnLiquidation::Residual, price_rounding: PriceRounding::Significant(5), ..Rules::default() }
}

/// dYdX: one rate, and what is left comes back.
pub(crate) fn dydx() -> Rules {
    Rules { on_liquidation: OnLiquidation::Residual, ..at_the_mark() }
}
