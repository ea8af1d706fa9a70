//! Hyperliquid: five significant digits, a tenth of the value must stay when margin is removed, and what is left at
//! liquidation comes back.
//!
//! The maintenance rate is not published: it is `1/(2·max leverage)` of the tier, as an account seen on 2026-09-25
//! confirms. Of a position above 100,000 the venue liquidates a fifth first.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &[
    "https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining",
    "https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations",
    "https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margin-tiers",
];

/// The venue.
///
/// ```
/// use margin_core::{OnLiquidation, PriceRounding, parse};
/// use margin_venues::hyperliquid;
///
/// let rules = hyperliquid::VENUE.rules;
/// assert_eq!((rules.on_liquidation, rules.price_rounding), (OnLiquidation::Residual, PriceRounding::Significant(5)));
/// assert_eq!(rules.removal_floor, parse("0.1")?);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub const VENUE: Venue = Venue {
    code: "hyperliquid",
    name: "Hyperliquid",
    short_name: "Hyperliquid",
    exchange: "hyperliquid",
    rules: Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::Mark,
        roe_basis: Basis::Entry,
        reported_reserve: ReportedReserve::None,
        opening_cost: OpeningCost::Margin,
        funding_source: FundingSource::Margin,
        on_liquidation: OnLiquidation::Residual,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::Significant(5),
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::Any,
        removal_floor: Decimal::from_parts(1, 0, 0, false, 1),
        withdrawal_floor: Decimal::from_parts(1, 0, 0, false, 1),
    },
    rules_date: RULES_DATE,
    tables: Some("hyperliquid"),
    unconfirmed: &[Caveat::ModeChanges, Caveat::SourceOfFunding],
    unsupported: &[Caveat::FifthFirst, Caveat::IsolatedOnlyMarkets],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored, Caveat::RateFromLeverage],
};
