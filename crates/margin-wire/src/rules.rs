//! Rules: each a name. What is left out is as another set of rules has it.

use margin_core::{PriceRounding, Result, Rules};

use crate::json::Json;
use crate::names::{
    ADDED_MARGIN, BASIS, CLOSING_FEE, FUNDING_SOURCE, HEDGED_MAINTENANCE, LEVERAGE_CHANGE, MODE_CHANGE, MODE_SCOPE,
    ON_LIQUIDATION, OPENING_COST, OTHERS_PNL, PRICE_ROUNDING, REPORTED_RESERVE, TIER_BASIS, TIER_FORM,
};
use crate::record::{Record, missing};
use crate::value::Value;

/// The field `rules`.
pub(crate) fn write(json: &mut Json, rules: &Rules) {
    json.open_field("rules", '{');
    json.name("maintenanceBasis", BASIS.of(rules.maintenance_basis));
    json.name("tierForm", TIER_FORM.of(rules.tier_form));
    json.name("tierBasis", TIER_BASIS.of(rules.tier_basis));
    json.name("closingFee", CLOSING_FEE.of(rules.closing_fee));
    json.name("othersPnl", OTHERS_PNL.of(rules.others_pnl));
    json.name("hedgedMaintenance", HEDGED_MAINTENANCE.of(rules.hedged_maintenance));
    json.name("initialBasis", BASIS.of(rules.initial_basis));
    json.name("roeBasis", BASIS.of(rules.roe_basis));
    json.name("reportedReserve", REPORTED_RESERVE.of(rules.reported_reserve));
    json.name("openingCost", OPENING_COST.of(rules.opening_cost));
    json.name("fundingSource", FUNDING_SOURCE.of(rules.funding_source));
    json.name("onLiquidation", ON_LIQUIDATION.of(rules.on_liquidation));
    json.name("addedMargin", ADDED_MARGIN.of(rules.added_margin));
    write_rounding(json, rules.price_rounding);
    json.name("modeScope", MODE_SCOPE.of(rules.mode_scope));
    json.name("modeChange", MODE_CHANGE.of(rules.mode_change));
    json.name("leverageChange", LEVERAGE_CHANGE.of(rules.leverage_change));
    json.decimal("removalFloor", &rules.removal_floor);
    json.decimal("withdrawalFloor", &rules.withdrawal_floor);
    json.close('}');
}

/// The rules that a record says, over others.
pub(crate) fn read_over(value: Value<'_>, over: &Rules) -> Result<Rules> {
    let mut fields = Record::of(value)?;
    let rules = Rules {
        maintenance_basis: fields.choice_or("maintenanceBasis", &BASIS, over.maintenance_basis)?,
        tier_form: fields.choice_or("tierForm", &TIER_FORM, over.tier_form)?,
        tier_basis: fields.choice_or("tierBasis", &TIER_BASIS, over.tier_basis)?,
        closing_fee: fields.choice_or("closingFee", &CLOSING_FEE, over.closing_fee)?,
        others_pnl: fields.choice_or("othersPnl", &OTHERS_PNL, over.others_pnl)?,
        hedged_maintenance: fields.choice_or("hedgedMaintenance", &HEDGED_MAINTENANCE, over.hedged_maintenance)?,
        initial_basis: fields.choice_or("initialBasis", &BASIS, over.initial_basis)?,
        roe_basis: fields.choice_or("roeBasis", &BASIS, over.roe_basis)?,
        reported_reserve: fields.choice_or("reportedReserve", &REPORTED_RESERVE, over.reported_reserve)?,
        opening_cost: fields.choice_or("openingCost", &OPENING_COST, over.opening_cost)?,
        funding_source: fields.choice_or("fundingSource", &FUNDING_SOURCE, over.funding_source)?,
        on_liquidation: fields.choice_or("onLiquidation", &ON_LIQUIDATION, over.on_liquidation)?,
        added_margin: fields.choice_or("addedMargin", &ADDED_MARGIN, over.added_margin)?,
        price_rounding: match fields.take("priceRounding") {
            Some(value) => read_rounding(value).map_err(|error| error.at("priceRounding"))?,
            None => over.price_rounding,
        },
        mode_scope: fields.choice_or("modeScope", &MODE_SCOPE, over.mode_scope)?,
        mode_change: fields.choice_or("modeChange", &MODE_CHANGE, over.mode_change)?,
        leverage_change: fields.choice_or("leverageChange", &LEVERAGE_CHANGE, over.leverage_change)?,
        removal_floor: fields.decimal_or("removalFloor", over.removal_floor)?,
        withdrawal_floor: fields.decimal_or("withdrawalFloor", over.withdrawal_floor)?,
    };
    fields.end()?;
    Ok(rules)
}

fn write_rounding(json: &mut Json, rounding: PriceRounding) {
    let (unit, count) = match rounding {
        PriceRounding::Decimals(places) => ("decimals", places),
        PriceRounding::Significant(figures) => ("significant", figures),
        named => return json.name("priceRounding", PRICE_ROUNDING.of(named)),
    };
    json.open_field("priceRounding", '{');
    json.whole(unit, count.into());
    json.close('}');
}

fn read_rounding(value: Value<'_>) -> Result<PriceRounding> {
    if let Value::Text(_) = value {
        return PRICE_ROUNDING.read(value);
    }
    let mut fields = Record::of(value)?;
    let mut count = |unit| fields.take(unit).map(Value::whole).transpose().map_err(|error| error.at(unit));
    let (decimals, significant) = (count("decimals")?, count("significant")?);
    fields.end()?;
    match (decimals, significant) {
        (Some(places), None) => Ok(PriceRounding::Decimals(places)),
        (None, Some(figures)) => Ok(PriceRounding::Significant(figures)),
        _ => Err(missing("decimals")),
    }
}
