//! BitMEX: the rate of the whole position at the entry, from a base and a step; profit of other markets does not count.
//!
//! The venue publishes a base row and a step: each further step of value raises the maintenance and the initial rate by
//! the base's maintenance rate. The tables have the steps expanded. A reserve for the closing fee is part of the margin
//! and of the requirement, and so cancels. The venue counts in whole satoshi, or in whole
//! millionths of a dollar coin: [`settlement_unit`].

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, ModeChange, ModeScope,
    OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis, TierForm,
};

use crate::caveat::Caveat;
use crate::venue::{RULES_DATE, Venue};

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
    sources: &[
        "https://www.bitmex.com/app/isolatedMarginExamples",
        "https://www.bitmex.com/app/riskLimits",
        "https://www.bitmex.com/app/liquidation",
    ],
    tables: Some("bitmex"),
    unconfirmed: &[Caveat::StepsContinued, Caveat::ModeChanges, Caveat::SourceOfFunding],
    unsupported: &[Caveat::WholeSettlementUnits],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored, Caveat::FeeReserveCancels],
};

/// The smallest amount that the venue counts of a coin, where it is known.
///
/// ```
/// use margin_core::parse;
/// use margin_venues::bitmex;
///
/// assert_eq!(bitmex::settlement_unit("XBT"), Some(parse("0.00000001")?));
/// assert_eq!(bitmex::settlement_unit("USDT"), Some(parse("0.000001")?));
/// assert_eq!(bitmex::settlement_unit("EUR"), None);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn settlement_unit(coin: &str) -> Option<Decimal> {
    let places = match coin {
        "XBT" => 8,
        "USDT" => 6,
        _ => return None,
    };
    Some(Decimal::from_parts(1, 0, 0, false, places))
}
