//! No venue: maintenance at the mark, marginal tiers by value, no fee in the requirement, everything forfeited at
//! liquidation. The default of every rule.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &[];

/// The venue.
///
/// ```
/// use margin_core::Rules;
/// use margin_venues::generic;
///
/// assert_eq!(generic::VENUE.rules, Rules::default());
/// ```
pub const VENUE: Venue = Venue {
    code: "generic",
    name: "Generic",
    short_name: "Generic",
    exchange: "generic",
    rules: Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::Entry,
        roe_basis: Basis::Entry,
        reported_reserve: ReportedReserve::None,
        opening_cost: OpeningCost::OpeningFee,
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
    tables: None,
    unconfirmed: &[],
    unsupported: &[],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
