//! Rules: each a name. What is left out is as another set of rules has it.

use margin_core::{PriceRounding, Result, Rules};

use crate::names::{
    ADDED_MARGIN, CLOSING_FEE, HEDGED_MAINTENANCE, INITIAL_BASIS, LEVERAGE_CHANGE, MAINTENANCE_BASIS, MODE_CHANGE,
    MODE_SCOPE, ON_LIQUIDATION, OTHERS_PNL, PRICE_ROUNDING, TIER_BASIS, TIER_FORM,
};
use crate::node::Node;
use crate::record::{Record, missing};
use crate::value::{Value, record};

pub(crate) fn write(rules: &Rules) -> Value {
    record([
        ("maintenanceBasis", MAINTENANCE_BASIS.write(rules.maintenance_basis)),
        ("tierForm", TIER_FORM.write(rules.tier_form)),
        ("tierBasis", TIER_BASIS.write(rules.tier_basis)),
        ("closingFee", CLOSING_FEE.write(rules.closing_fee)),
        ("othersPnl", OTHERS_PNL.write(rules.others_pnl)),
        ("hedgedMaintenance", HEDGED_MAINTENANCE.write(rules.hedged_maintenance)),
        ("initialBasis", INITIAL_BASIS.write(rules.initial_basis)),
        ("onLiquidation", ON_LIQUIDATION.write(rules.on_liquidation)),
        ("addedMargin", ADDED_MARGIN.write(rules.added_margin)),
        ("priceRounding", write_rounding(rules.price_rounding)),
        ("modeScope", MODE_SCOPE.write(rules.mode_scope)),
        ("modeChange", MODE_CHANGE.write(rules.mode_change)),
        ("leverageChange", LEVERAGE_CHANGE.write(rules.leverage_change)),
        ("removalFloor", Value::decimal(rules.removal_floor)),
    ])
}

/// The rules that stand in a record, over others.
pub(crate) fn read_over<N: Node>(over: Rules) -> impl FnOnce(N) -> Result<Rules> {
    move |node| {
        let mut fields = Record::of(node)?;
        let rules = Rules {
            maintenance_basis: fields
                .optional("maintenanceBasis", |node| MAINTENANCE_BASIS.read(node))?
                .unwrap_or(over.maintenance_basis),
            tier_form: fields.optional("tierForm", |node| TIER_FORM.read(node))?.unwrap_or(over.tier_form),
            tier_basis: fields.optional("tierBasis", |node| TIER_BASIS.read(node))?.unwrap_or(over.tier_basis),
            closing_fee: fields.optional("closingFee", |node| CLOSING_FEE.read(node))?.unwrap_or(over.closing_fee),
            others_pnl: fields.optional("othersPnl", |node| OTHERS_PNL.read(node))?.unwrap_or(over.others_pnl),
            hedged_maintenance: fields
                .optional("hedgedMaintenance", |node| HEDGED_MAINTENANCE.read(node))?
                .unwrap_or(over.hedged_maintenance),
            initial_basis: fields
                .optional("initialBasis", |node| INITIAL_BASIS.read(node))?
                .unwrap_or(over.initial_basis),
            on_liquidation: fields
                .optional("onLiquidation", |node| ON_LIQUIDATION.read(node))?
                .unwrap_or(over.on_liquidation),
            added_margin: fields.optional("addedMargin", |node| ADDED_MARGIN.read(node))?.unwrap_or(over.added_margin),
            price_rounding: fields.optional("priceRounding", read_rounding)?.unwrap_or(over.price_rounding),
            mode_scope: fields.optional("modeScope", |node| MODE_SCOPE.read(node))?.unwrap_or(over.mode_scope),
            mode_change: fields.optional("modeChange", |node| MODE_CHANGE.read(node))?.unwrap_or(over.mode_change),
            leverage_change: fields
                .optional("leverageChange", |node| LEVERAGE_CHANGE.read(node))?
                .unwrap_or(over.leverage_change),
            removal_floor: fields.optional("removalFloor", N::decimal)?.unwrap_or(over.removal_floor),
        };
        fields.end()?;
        Ok(rules)
    }
}

fn write_rounding(rounding: PriceRounding) -> Value {
    match rounding {
        PriceRounding::Decimals(places) => record([("decimals", Value::Whole(places.into()))]),
        PriceRounding::Significant(figures) => record([("significant", Value::Whole(figures.into()))]),
        named => PRICE_ROUNDING.write(named),
    }
}

fn read_rounding<N: Node>(node: N) -> Result<PriceRounding> {
    if node.is_text() {
        return PRICE_ROUNDING.read(node);
    }
    let mut fields = Record::of(node)?;
    let decimals = fields.optional("decimals", N::whole)?;
    let significant = fields.optional("significant", N::whole)?;
    fields.end()?;
    match (decimals, significant) {
        (Some(places), None) => Ok(PriceRounding::Decimals(places)),
        (None, Some(figures)) => Ok(PriceRounding::Significant(figures)),
        _ => Err(missing("decimals")),
    }
}
