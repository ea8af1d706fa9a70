//! Binance COIN-M: inverse contracts, margined and settled in the coin that is traded; tiers count the coin.
//!
//! The rules are those of USDⓈ-M but for the shown price, which is cut to the tick and is `--` where there is none. It
//! was seen on a long alone, where 33,599.4186 is shown as 33,599.40: to the nearest tick would be the same.
//! The tables need a key of the venue's interface: those of nine contracts were printed in public, in July 2021.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &["https://www.binance.com/en/support/faq/ceccfcfb4e3a45e3b48b0b1bb1a8ae46"];

/// The venue.
///
/// ```
/// use margin_core::PriceRounding;
/// use margin_venues::{binance_coinm, binance_usdm};
///
/// assert_eq!(binance_coinm::VENUE.rules.price_rounding, PriceRounding::Floor);
/// assert_eq!(binance_coinm::VENUE.rules.leverage_change, binance_usdm::rules().leverage_change);
/// ```
pub const VENUE: Venue = Venue {
    code: "binance-coinm",
    name: "Binance COIN-M",
    short_name: "Binance COIN-M",
    exchange: "binance",
    rules: Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::Mark,
        roe_basis: Basis::Mark,
        reported_reserve: ReportedReserve::None,
        opening_cost: OpeningCost::Margin,
        funding_source: FundingSource::Margin,
        on_liquidation: OnLiquidation::Forfeit,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::Floor,
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::RaiseOnly,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    tables: Some("binance-coinm"),
    unconfirmed: &[Caveat::TickDirection, Caveat::SourceOfFunding],
    unsupported: &[],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
