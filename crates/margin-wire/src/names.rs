//! The names of choices, with what each means.

use margin_core::account::PositionMode;
use margin_core::{
    AddedMargin, Basis, ClosingFee, Contract, ErrorCode, Field, FundingSource, HedgedMaintenance, LeverageChange,
    MarginError, MarginMode, ModeChange, ModeScope, OnLiquidation, OpeningCost, OthersPnl, PriceRounding,
    ReportedReserve, Result, Side, TierBasis, TierForm,
};

use crate::value::Value;

/// The names of a choice, and at the same places what they mean.
pub(crate) struct Names<T: 'static> {
    names: &'static [&'static str],
    meanings: &'static [T],
}

impl<T: Copy + PartialEq> Names<T> {
    const fn new<const N: usize>(names: &'static [&'static str; N], meanings: &'static [T; N]) -> Self {
        Self { names, meanings }
    }

    pub(crate) fn read(&self, value: Value<'_>) -> Result<T> {
        let given = value.text()?;
        let found = place(self.names, given).and_then(|place| self.meanings.get(place));
        found.copied().ok_or_else(|| no_such_name(given, self.names))
    }

    /// The name of what was chosen.
    pub(crate) fn of(&self, chosen: T) -> &'static str {
        let place = self.meanings.iter().position(|meaning| *meaning == chosen);
        place.and_then(|place| self.names.get(place)).copied().unwrap_or_default()
    }
}

fn place(names: &[&str], given: &str) -> Option<usize> {
    names.iter().position(|name| *name == given)
}

/// A text that is none of some names.
#[cold]
pub(crate) fn no_such_name(given: &str, names: &'static [&'static str]) -> MarginError {
    MarginError::refuse(ErrorCode::WrongType, given).with_reason("no such name").with_one_of(names)
}

pub(crate) const SIDE: Names<Side> = Names::new(&["long", "short"], &[Side::Long, Side::Short]);
pub(crate) const MARGIN_MODE: Names<MarginMode> =
    Names::new(&["isolated", "cross"], &[MarginMode::Isolated, MarginMode::Cross]);
pub(crate) const POSITION_MODE: Names<PositionMode> =
    Names::new(&["one-way", "hedge"], &[PositionMode::OneWay, PositionMode::Hedge]);
pub(crate) const CONTRACT: Names<Contract> =
    Names::new(&["linear", "inverse", "quanto"], &[Contract::Linear, Contract::Inverse, Contract::Quanto]);
/// The numbers of a scenario.
pub(crate) const FIELD: Names<Field> = Names::new(
    &["leverage", "size", "value", "entryPrice", "markPrice", "walletBalance", "isolatedMargin", "maintenanceRate"],
    &Field::ALL,
);

pub(crate) const BASIS: Names<Basis> = Names::new(
    &["mark", "entry", "entry-if-isolated", "entry-unless-inverse"],
    &[Basis::Mark, Basis::Entry, Basis::EntryIfIsolated, Basis::EntryUnlessInverse],
);
pub(crate) const TIER_FORM: Names<TierForm> =
    Names::new(&["marginal", "whole"], &[TierForm::Marginal, TierForm::Whole]);
pub(crate) const TIER_BASIS: Names<TierBasis> = Names::new(&["value", "size"], &[TierBasis::Value, TierBasis::Size]);
pub(crate) const CLOSING_FEE: Names<ClosingFee> =
    Names::new(&["none", "maintenance", "cross"], &[ClosingFee::None, ClosingFee::Maintenance, ClosingFee::Cross]);
pub(crate) const OTHERS_PNL: Names<OthersPnl> = Names::new(&["full", "losses"], &[OthersPnl::Full, OthersPnl::Losses]);
pub(crate) const HEDGED_MAINTENANCE: Names<HedgedMaintenance> = Names::new(
    &["each", "larger", "net"],
    &[HedgedMaintenance::Each, HedgedMaintenance::Larger, HedgedMaintenance::Net],
);
pub(crate) const REPORTED_RESERVE: Names<ReportedReserve> = Names::new(
    &["none", "closing-fee", "closing-fee-at-mark"],
    &[ReportedReserve::None, ReportedReserve::ClosingFee, ReportedReserve::ClosingFeeAtMark],
);
pub(crate) const OPENING_COST: Names<OpeningCost> = Names::new(
    &["margin", "opening-fee", "both-fees"],
    &[OpeningCost::Margin, OpeningCost::OpeningFee, OpeningCost::BothFees],
);
pub(crate) const FUNDING_SOURCE: Names<FundingSource> =
    Names::new(&["margin", "available-first"], &[FundingSource::Margin, FundingSource::AvailableFirst]);
pub(crate) const ON_LIQUIDATION: Names<OnLiquidation> =
    Names::new(&["forfeit", "residual"], &[OnLiquidation::Forfeit, OnLiquidation::Residual]);
pub(crate) const ADDED_MARGIN: Names<AddedMargin> =
    Names::new(&["full", "fee-reserve"], &[AddedMargin::Full, AddedMargin::FeeReserve]);
pub(crate) const PRICE_ROUNDING: Names<PriceRounding> = Names::new(
    &["none", "toward-mark", "floor", "one-tick-more"],
    &[PriceRounding::None, PriceRounding::TowardMark, PriceRounding::Floor, PriceRounding::OneTickMore],
);
pub(crate) const MODE_SCOPE: Names<ModeScope> =
    Names::new(&["market", "position", "account"], &[ModeScope::Market, ModeScope::Position, ModeScope::Account]);
pub(crate) const MODE_CHANGE: Names<ModeChange> =
    Names::new(&["no-position", "if-covered"], &[ModeChange::NoPosition, ModeChange::IfCovered]);
pub(crate) const LEVERAGE_CHANGE: Names<LeverageChange> =
    Names::new(&["any", "raise-only"], &[LeverageChange::Any, LeverageChange::RaiseOnly]);
