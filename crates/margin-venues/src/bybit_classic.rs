//! Bybit, classic account: the requirement is taken at the entry and does not move, profit of other markets does not
//! count, and of two legs of one market the difference is charged. The margin mode is chosen for each symbol.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] =
    &["Bybit help center: Liquidation Price (USDT Contract)", "Bybit help center: Auto Margin Replenishment"];

/// The venue.
///
/// ```
/// use margin_core::{HedgedMaintenance, Basis, OthersPnl};
/// use margin_venues::bybit_classic;
///
/// let rules = bybit_classic::VENUE.rules;
/// assert_eq!(rules.maintenance_basis, Basis::Entry);
/// assert_eq!((rules.others_pnl, rules.hedged_maintenance), (OthersPnl::Losses, HedgedMaintenance::Net));
/// ```
pub const VENUE: Venue = Venue {
    code: "bybit-classic",
    name: "Bybit, classic account",
    short_name: "Bybit classic",
    exchange: "bybit",
    rules: Rules {
        maintenance_basis: Basis::Entry,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Losses,
        hedged_maintenance: HedgedMaintenance::Net,
        initial_basis: Basis::Entry,
        roe_basis: Basis::Entry,
        reported_reserve: ReportedReserve::ClosingFee,
        opening_cost: OpeningCost::OpeningFee,
        funding_source: FundingSource::AvailableFirst,
        on_liquidation: OnLiquidation::Forfeit,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::TowardMark,
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::Any,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    tables: Some("bybit"),
    unconfirmed: &[Caveat::ModeChanges, Caveat::RowsInferred, Caveat::RowsOfTestNetwork],
    unsupported: &[],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
