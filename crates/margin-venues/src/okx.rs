//! OKX: the rate of the whole position, its tier found by the number of contracts, and the closing fee beside it. A
//! margin mode is chosen with each order.
//!
//! Tiers are inclusive counts with a hole of one lot between them: a size in it belongs to the tier above. Isolated, the
//! price shown is that of the formula, moved one tick toward the mark, as seen on longs and a short; in cross it is that of
//! the formula itself. The initial margin moves with the mark, and the return is a share of that at the entry.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &[
    "https://www.okx.com/help/ii-what-is-margin-in-futures-contracts",
    "https://www.okx.com/help/v-tiered-maintenance-margin-ratio-rules",
];

/// The venue.
///
/// ```
/// use margin_core::{ClosingFee, TierBasis, TierForm};
/// use margin_venues::okx;
///
/// let rules = okx::VENUE.rules;
/// assert_eq!((rules.tier_form, rules.tier_basis), (TierForm::Whole, TierBasis::Size));
/// assert_eq!(rules.closing_fee, ClosingFee::Maintenance);
/// ```
pub const VENUE: Venue = Venue {
    code: "okx",
    name: "OKX",
    short_name: "OKX",
    exchange: "okx",
    rules: Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Whole,
        tier_basis: TierBasis::Size,
        closing_fee: ClosingFee::Maintenance,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::Mark,
        roe_basis: Basis::Entry,
        reported_reserve: ReportedReserve::None,
        opening_cost: OpeningCost::OpeningFee,
        funding_source: FundingSource::Margin,
        on_liquidation: OnLiquidation::Forfeit,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::OneTickMore,
        mode_scope: ModeScope::Position,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::Any,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    tables: Some("okx"),
    unconfirmed: &[Caveat::HedgedOffset, Caveat::ModeChanges, Caveat::SourceOfFunding, Caveat::RowsInferred],
    unsupported: &[],
    assumptions: &[Caveat::MarginRatioReversed, Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
