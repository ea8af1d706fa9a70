//! dYdX v4: one rate a market, at the oracle price, and what is left at liquidation comes back less a penalty of at
//! most 1.5%, which the tables have as the fee of liquidation.
//!
//! An isolated position is a subaccount of its own. The initial margin rises with the open interest of the market.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &[
    "dydxprotocol/v4-documentation, docs/pages/concepts/trading/margin.mdx",
    "dydxprotocol/v4-documentation, docs/pages/concepts/trading/liquidations.mdx",
    "https://www.dydx.academy/video/cross-vs-isolated",
];

/// The venue.
///
/// ```
/// use margin_core::{OnLiquidation, PriceRounding};
/// use margin_venues::dydx_v4;
///
/// let rules = dydx_v4::VENUE.rules;
/// assert_eq!((rules.on_liquidation, rules.price_rounding), (OnLiquidation::Residual, PriceRounding::None));
/// ```
pub const VENUE: Venue = Venue {
    code: "dydx-v4",
    name: "dYdX v4",
    short_name: "dYdX v4",
    exchange: "dydx",
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
        opening_cost: OpeningCost::OpeningFee,
        funding_source: FundingSource::Margin,
        on_liquidation: OnLiquidation::Residual,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::None,
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::Any,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    tables: Some("dydx-v4"),
    unconfirmed: &[Caveat::TablesOfASample, Caveat::ModeChanges, Caveat::MarginOfReturn],
    unsupported: &[Caveat::InitialMarginByOpenInterest, Caveat::IsolatedIsAnAccount],
    assumptions: &[
        Caveat::WholeLiquidation,
        Caveat::OpenOrdersIgnored,
        Caveat::OracleIsMark,
        Caveat::LargestLiquidationFee,
    ],
};
