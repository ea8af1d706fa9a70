//! BitMEX: the rate of the whole position at the entry, from a base and a step; profit of other markets does not count.
//!
//! The venue publishes a base row and a step: each further step of value raises the maintenance and the initial rate by
//! the base's maintenance rate. The tables have the steps expanded. A reserve for the closing fee is part of the margin
//! and of the requirement, and so cancels. The venue counts in whole satoshi, as its table file says.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &[
    "https://www.bitmex.com/app/isolatedMarginExamples",
    "https://www.bitmex.com/app/riskLimits",
    "https://www.bitmex.com/app/liquidation",
];

/// The venue.
///
/// ```
/// use margin_core::{Basis, TierForm};
/// use margin_venues::bitmex;
///
/// let rules = bitmex::VENUE.rules;
/// assert_eq!((rules.maintenance_basis, rules.tier_form), (Basis::Entry, TierForm::Whole));
/// ```
pub const VENUE: Venue = Venue {
    code: "bitmex",
    name: "BitMEX",
    short_name: "BitMEX",
    exchange: "bitmex",
    rules: Rules {
        maintenance_basis: Basis::Entry,
        tier_form: TierForm::Whole,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::Cross,
        others_pnl: OthersPnl::Losses,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::Entry,
        roe_basis: Basis::Entry,
        reported_reserve: ReportedReserve::None,
        opening_cost: OpeningCost::BothFees,
        funding_source: FundingSource::Margin,
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
    tables: Some("bitmex"),
    unconfirmed: &[Caveat::StepsContinued, Caveat::ModeChanges, Caveat::SourceOfFunding],
    unsupported: &[Caveat::WholeSettlementUnits],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored, Caveat::FeeReserveCancels],
};
