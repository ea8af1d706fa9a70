//! Gate: marginal tiers by value, the closing fee beside the maintenance margin, the larger of two legs.
//!
//! The tables hold the first tier alone: the base and the step that the venue still prints no longer describe the rest.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &["https://www.gate.com/help/futures"];

/// The venue.
///
/// ```
/// use margin_core::{ClosingFee, HedgedMaintenance};
/// use margin_venues::gate;
///
/// let rules = gate::VENUE.rules;
/// assert_eq!((rules.closing_fee, rules.hedged_maintenance), (ClosingFee::Maintenance, HedgedMaintenance::Larger));
/// ```
pub const VENUE: Venue = Venue {
    code: "gate",
    name: "Gate",
    short_name: "Gate",
    exchange: "gate",
    rules: Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::Maintenance,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Larger,
        initial_basis: Basis::Mark,
        roe_basis: Basis::Entry,
        reported_reserve: ReportedReserve::ClosingFeeAtMark,
        opening_cost: OpeningCost::OpeningFee,
        funding_source: FundingSource::Margin,
        on_liquidation: OnLiquidation::Forfeit,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::None,
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::Any,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    tables: Some("gate"),
    unconfirmed: &[Caveat::TiersBeyondTheFirst, Caveat::ModeChanges, Caveat::MarginOfReturn, Caveat::ReserveOfLongs],
    unsupported: &[],
    assumptions: &[Caveat::MarginRatioReversed, Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
