//! Markets, with their tables as they were checked: every deduction stated.

use margin_core::{Contract, Market, MarketInput, Result, Tier};

use crate::camel_case;
use crate::record::{Names, Record, choice, decimal, fields, list, name, record, text, written};
use crate::rules::{TIER_BASIS, TIER_FORM};
use crate::value::Value;

const CONTRACT: &Names<Contract> =
    &[("linear", Contract::Linear), ("inverse", Contract::Inverse), ("quanto", Contract::Quanto)];

/// The fields of a market.
pub(crate) fn write(market: &Market) -> Vec<(String, Value)> {
    let input = market.to_input();
    fields([
        ("symbol", Some(Value::Text(input.symbol))),
        ("contract", Some(name(CONTRACT, &input.contract))),
        ("multiplier", Some(written(input.multiplier))),
        ("settle", input.settle.map(Value::Text)),
        ("tickSize", input.tick_size.map(written)),
        ("takerFee", Some(written(input.taker_fee))),
        ("closingFee", input.closing_fee.map(written)),
        ("liquidationFee", Some(written(input.liquidation_fee))),
        ("tierForm", input.tier_form.map(|form| name(TIER_FORM, &form))),
        ("tierBasis", input.tier_basis.map(|basis| name(TIER_BASIS, &basis))),
        ("tiers", Some(Value::List(input.tiers.iter().map(write_tier).collect()))),
    ])
}

/// A market out of a record that may hold more.
pub(crate) fn read(fields: &mut Record) -> Result<Market> {
    let symbol = fields.required("symbol", text)?;
    let usual = MarketInput::new(&symbol, Vec::new());
    let input = MarketInput {
        contract: fields.optional("contract", choice(CONTRACT))?.unwrap_or_default(),
        multiplier: fields.optional("multiplier", decimal)?.unwrap_or(usual.multiplier),
        settle: fields.optional("settle", text)?,
        tick_size: fields.optional("tickSize", decimal)?,
        taker_fee: fields.optional("takerFee", decimal)?.unwrap_or(usual.taker_fee),
        closing_fee: fields.optional("closingFee", decimal)?,
        liquidation_fee: fields.optional("liquidationFee", decimal)?.unwrap_or(usual.liquidation_fee),
        tier_form: fields.optional("tierForm", choice(TIER_FORM))?,
        tier_basis: fields.optional("tierBasis", choice(TIER_BASIS))?,
        tiers: fields.required("tiers", list(read_tier))?,
        symbol,
    };
    Market::new(input).map_err(|error| error.with_field(camel_case))
}

fn write_tier(tier: &Tier) -> Value {
    record([
        ("floor", Some(written(tier.floor))),
        ("rate", Some(written(tier.rate))),
        ("deduction", tier.deduction.map(written)),
        ("maxLeverage", tier.max_leverage.map(written)),
    ])
}

fn read_tier(value: Value) -> Result<Tier> {
    let mut fields = Record::of(value)?;
    let tier = Tier {
        floor: fields.required("floor", decimal)?,
        rate: fields.required("rate", decimal)?,
        deduction: fields.optional("deduction", decimal)?,
        max_leverage: fields.optional("maxLeverage", decimal)?,
    };
    fields.end()?;
    Ok(tier)
}
