//! Rules: each a name, and each left out is the generic venue's.

use margin_core::{
    ClosingFee, ErrorCode, HedgedMaintenance, InitialBasis, LeverageChange, MaintenanceBasis, MarginError, ModeChange,
    ModeScope, OnLiquidation, OthersPnl, PriceRounding, Result, Rules, TierBasis, TierForm,
};

use crate::record::{Names, Record, choice, decimal, name, record, whole, written};
use crate::value::Value;

const MAINTENANCE_BASIS: &Names<MaintenanceBasis> =
    &[("mark", MaintenanceBasis::Mark), ("entry", MaintenanceBasis::Entry)];
pub(crate) const TIER_FORM: &Names<TierForm> = &[("marginal", TierForm::Marginal), ("whole", TierForm::Whole)];
pub(crate) const TIER_BASIS: &Names<TierBasis> = &[("value", TierBasis::Value), ("size", TierBasis::Size)];
const CLOSING_FEE: &Names<ClosingFee> = &[("none", ClosingFee::None), ("maintenance", ClosingFee::Maintenance)];
const OTHERS_PNL: &Names<OthersPnl> = &[("full", OthersPnl::Full), ("losses", OthersPnl::Losses)];
const HEDGED_MAINTENANCE: &Names<HedgedMaintenance> =
    &[("each", HedgedMaintenance::Each), ("larger", HedgedMaintenance::Larger), ("net", HedgedMaintenance::Net)];
const INITIAL_BASIS: &Names<InitialBasis> = &[("entry", InitialBasis::Entry), ("mark", InitialBasis::Mark)];
const ON_LIQUIDATION: &Names<OnLiquidation> =
    &[("forfeit", OnLiquidation::Forfeit), ("residual", OnLiquidation::Residual)];
const PRICE_ROUNDING: &Names<PriceRounding> = &[
    ("none", PriceRounding::None),
    ("toward-mark", PriceRounding::TowardMark),
    ("floor", PriceRounding::Floor),
    ("one-tick-more", PriceRounding::OneTickMore),
];
const MODE_SCOPE: &Names<ModeScope> =
    &[("market", ModeScope::Market), ("position", ModeScope::Position), ("account", ModeScope::Account)];
const MODE_CHANGE: &Names<ModeChange> =
    &[("no-position", ModeChange::NoPosition), ("if-covered", ModeChange::IfCovered)];
const LEVERAGE_CHANGE: &Names<LeverageChange> =
    &[("any", LeverageChange::Any), ("raise-only", LeverageChange::RaiseOnly)];

pub(crate) fn write(rules: &Rules) -> Value {
    record([
        ("maintenanceBasis", Some(name(MAINTENANCE_BASIS, &rules.maintenance_basis))),
        ("tierForm", Some(name(TIER_FORM, &rules.tier_form))),
        ("tierBasis", Some(name(TIER_BASIS, &rules.tier_basis))),
        ("closingFee", Some(name(CLOSING_FEE, &rules.closing_fee))),
        ("othersPnl", Some(name(OTHERS_PNL, &rules.others_pnl))),
        ("hedgedMaintenance", Some(name(HEDGED_MAINTENANCE, &rules.hedged_maintenance))),
        ("initialBasis", Some(name(INITIAL_BASIS, &rules.initial_basis))),
        ("onLiquidation", Some(name(ON_LIQUIDATION, &rules.on_liquidation))),
        ("priceRounding", Some(write_rounding(rules.price_rounding))),
        ("modeScope", Some(name(MODE_SCOPE, &rules.mode_scope))),
        ("modeChange", Some(name(MODE_CHANGE, &rules.mode_change))),
        ("leverageChange", Some(name(LEVERAGE_CHANGE, &rules.leverage_change))),
        ("removalFloor", Some(written(rules.removal_floor))),
    ])
}

pub(crate) fn read(value: Value) -> Result<Rules> {
    let mut fields = Record::of(value)?;
    let rules = Rules {
        maintenance_basis: fields.optional("maintenanceBasis", choice(MAINTENANCE_BASIS))?.unwrap_or_default(),
        tier_form: fields.optional("tierForm", choice(TIER_FORM))?.unwrap_or_default(),
        tier_basis: fields.optional("tierBasis", choice(TIER_BASIS))?.unwrap_or_default(),
        closing_fee: fields.optional("closingFee", choice(CLOSING_FEE))?.unwrap_or_default(),
        others_pnl: fields.optional("othersPnl", choice(OTHERS_PNL))?.unwrap_or_default(),
        hedged_maintenance: fields.optional("hedgedMaintenance", choice(HEDGED_MAINTENANCE))?.unwrap_or_default(),
        initial_basis: fields.optional("initialBasis", choice(INITIAL_BASIS))?.unwrap_or_default(),
        on_liquidation: fields.optional("onLiquidation", choice(ON_LIQUIDATION))?.unwrap_or_default(),
        price_rounding: fields.optional("priceRounding", read_rounding)?.unwrap_or_default(),
        mode_scope: fields.optional("modeScope", choice(MODE_SCOPE))?.unwrap_or_default(),
        mode_change: fields.optional("modeChange", choice(MODE_CHANGE))?.unwrap_or_default(),
        leverage_change: fields.optional("leverageChange", choice(LEVERAGE_CHANGE))?.unwrap_or_default(),
        removal_floor: fields.optional("removalFloor", decimal)?.unwrap_or_default(),
    };
    fields.end()?;
    Ok(rules)
}

fn write_rounding(rounding: PriceRounding) -> Value {
    let digits = |digits: u32| Some(Value::Whole(u64::from(digits)));
    match rounding {
        PriceRounding::Decimals(places) => record([("decimals", digits(places))]),
        PriceRounding::Significant(figures) => record([("significant", digits(figures))]),
        named => name(PRICE_ROUNDING, &named),
    }
}

fn read_rounding(value: Value) -> Result<PriceRounding> {
    if let Value::Text(_) = value {
        return choice(PRICE_ROUNDING)(value);
    }
    let mut fields = Record::of(value)?;
    let decimals = fields.optional("decimals", whole)?;
    let significant = fields.optional("significant", whole)?;
    fields.end()?;
    match (decimals, significant) {
        (Some(places), None) => Ok(PriceRounding::Decimals(places)),
        (None, Some(figures)) => Ok(PriceRounding::Significant(figures)),
        _ => Err(MarginError::refuse(ErrorCode::MissingField, "decimals").at("decimals")),
    }
}
