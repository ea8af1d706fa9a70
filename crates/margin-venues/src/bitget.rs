//! Bitget: marginal tiers by value, the closing fee beside the maintenance margin, prices as they are.
//!
//! In hedge mode the venue finds one tier for the two legs of a market; each is charged in its own here.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &["https://www.bitget.com/support/articles/12560603808759"];

/// The venue.
///
/// ```
/// use margin_core::{ClosingFee, PriceRounding};
/// use margin_venues::bitget;
///
/// let rules = bitget::VENUE.rules;
/// assert_eq!((rules.closing_fee, rules.price_rounding), (ClosingFee::Maintenance, PriceRounding::None));
/// ```
pub const VENUE: Venue = Venue {
    code: "bitget",
    name: "Bitget",
    short_name: "Bitget",
    exchange: "bitget",
    rules: Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::Maintenance,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::Mark,
        roe_basis: Basis::Mark,
        reported_reserve: ReportedReserve::None,
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
    tables: Some("bitget"),
    unconfirmed: &[Caveat::HedgedInOneTier, Caveat::ModeChanges, Caveat::SourceOfFunding],
    unsupported: &[],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
