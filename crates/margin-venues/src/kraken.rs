//! Kraken Futures: the rate of the whole position, by value in linear markets and by contracts in inverse ones (their
//! tables say so); the larger of two legs is charged; what is left at liquidation comes back; prices are cut to the tick.
//!
//! Cross positions share the wallet of their coin; in multi-collateral accounts several coins back one.

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &["https://support.kraken.com/articles/360022835671-Equity-Protection-Process"];

/// The venue.
///
/// ```
/// use margin_core::{HedgedMaintenance, TierBasis, TierForm};
/// use margin_venues::kraken;
///
/// let rules = kraken::VENUE.rules;
/// assert_eq!((rules.tier_form, rules.tier_basis), (TierForm::Whole, TierBasis::Value));
/// assert_eq!(rules.hedged_maintenance, HedgedMaintenance::Larger);
/// ```
pub const VENUE: Venue = Venue {
    code: "kraken",
    name: "Kraken Futures",
    short_name: "Kraken Futures",
    exchange: "kraken",
    rules: Rules {
        maintenance_basis: Basis::EntryUnlessInverse,
        tier_form: TierForm::Whole,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Larger,
        initial_basis: Basis::EntryUnlessInverse,
        roe_basis: Basis::EntryUnlessInverse,
        reported_reserve: ReportedReserve::None,
        opening_cost: OpeningCost::OpeningFee,
        funding_source: FundingSource::Margin,
        on_liquidation: OnLiquidation::Residual,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::Floor,
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::Any,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    },
    rules_date: RULES_DATE,
    tables: Some("kraken"),
    unconfirmed: &[Caveat::FloorsInQuote, Caveat::ModeChanges, Caveat::TickDirection, Caveat::SourceOfFunding],
    unsupported: &[Caveat::SeveralCollaterals, Caveat::CrossPerWallet],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};
