//! Binance COIN-M: inverse contracts, margined and settled in the coin that is traded; tiers count the coin.
//!
//! The rules are those of USDⓈ-M but for the shown price, which is rounded to the tick and is `--` where there is none.
//! The tables need a key of the venue's interface and are not here.

use margin_core::{
    ClosingFee, Decimal, HedgedMaintenance, InitialBasis, LeverageChange, MaintenanceBasis, ModeChange, ModeScope,
    OnLiquidation, OthersPnl, PriceRounding, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// The venue.
///
/// ```
/// use margin_core::PriceRounding;
/// use margin_venues::{binance_coinm, binance_usdm};
///
/// assert_eq!(binance_coinm::VENUE.rules.price_rounding, PriceRounding::TowardMark);
/// assert_eq!(binance_coinm::VENUE.rules.leverage_change, binance_usdm::rules().leverage_change);
/// ```
pub const VENUE: Venue = Venue {
    code: "binance-coinm",
    name: "Binance COIN-M",
    rules: Rules {
        maintenance_basis: MaintenanceBasis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: InitialBasis::Entry,
        on_liquidation: OnLiquidation::Forfeit,
        price_rounding: PriceRounding::TowardMark,
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::RaiseOnly,
        removal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    sources: &["https://www.binance.com/en/support/faq/ceccfcfb4e3a45e3b48b0b1bb1a8ae46"],
    tables: None,
    unconfirmed: &[Caveat::TickDirection],
    unsupported: &[],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
