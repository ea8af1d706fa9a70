//! Bybit, unified trading account: the closing fee is part of the position's margin and of its requirement, and so
//! cancels. The margin mode is chosen for the whole account.
//!
//! Margin that is added to an isolated position later counts as `extra / (1 + s·fee)`: it moves the bankruptcy price, at
//! which the fee is set aside. The venue's page on inverse contracts (of 2026-05-27) writes it so; for linear ones
//! that is not confirmed.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &[
    "https://www.bybit.com/en/help-center/article/UTA-Trading-Rules",
    "https://bybit-exchange.github.io/docs/v5/position",
    "Bybit help center: Liquidation Price Calculation under Isolated Mode (Unified Trading Account)",
    "Bybit help center: Glossary (Unified Trading Account)",
];

/// The venue.
///
/// ```
/// use margin_core::{AddedMargin, ClosingFee, ModeScope};
/// use margin_venues::bybit;
///
/// assert_eq!(bybit::VENUE.rules.closing_fee, ClosingFee::None);
/// assert_eq!(bybit::VENUE.rules.added_margin, AddedMargin::FeeReserve);
/// assert_eq!(bybit::VENUE.rules.mode_scope, ModeScope::Account);
/// ```
pub const VENUE: Venue = Venue {
    code: "bybit",
    name: "Bybit",
    short_name: "Bybit",
    exchange: "bybit",
    rules: Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::EntryIfIsolated,
        roe_basis: Basis::Entry,
        reported_reserve: ReportedReserve::ClosingFee,
        opening_cost: OpeningCost::OpeningFee,
        funding_source: FundingSource::AvailableFirst,
        on_liquidation: OnLiquidation::Forfeit,
        added_margin: AddedMargin::FeeReserve,
        price_rounding: PriceRounding::TowardMark,
        mode_scope: ModeScope::Account,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::Any,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    tables: Some("bybit"),
    unconfirmed: &[
        Caveat::AddedMarginOfLinear,
        Caveat::ModeChanges,
        Caveat::MarginOfReturn,
        Caveat::RowsInferred,
        Caveat::RowsOfTestNetwork,
    ],
    unsupported: &[Caveat::MaintenanceHeldStill],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored, Caveat::FeeReserveCancels],
};
