//! Markets, written with their tables as they were checked: every deduction stated.

use std::borrow::Cow;

use margin_core::{Market, MarketInput, Result, Tier};

use crate::names::{CONTRACT, TIER_BASIS, TIER_FORM};
use crate::node::Node;
use crate::path::in_camel_case;
use crate::record::{Record, list};
use crate::value::{Value, present};

/// The fields of a market.
pub(crate) fn write(market: &Market) -> Vec<(Cow<'static, str>, Value)> {
    let input = market.to_input();
    present([
        ("symbol", Some(Value::Text(input.symbol.into()))),
        ("contract", Some(CONTRACT.write(input.contract))),
        ("multiplier", Some(Value::decimal(input.multiplier))),
        ("settle", input.settle.map(|settle| Value::Text(settle.into()))),
        ("tickSize", input.tick_size.map(Value::decimal)),
        ("settlementUnit", input.settlement_unit.map(Value::decimal)),
        ("takerFee", Some(Value::decimal(input.taker_fee))),
        ("closingFee", input.closing_fee.map(Value::decimal)),
        ("liquidationFee", Some(Value::decimal(input.liquidation_fee))),
        ("tierForm", input.tier_form.map(|form| TIER_FORM.write(form))),
        ("tierBasis", input.tier_basis.map(|basis| TIER_BASIS.write(basis))),
        ("tiers", Some(Value::List(input.tiers.iter().map(write_tier).collect()))),
    ])
}

/// A market that is a record of its own.
pub(crate) fn read<N: Node>(node: N) -> Result<Market> {
    let mut fields = Record::of(node)?;
    let market = read_fields(&mut fields)?;
    fields.end()?;
    market.checked()
}

/// A market whose fields have been read, and which has not been checked.
pub(crate) struct Unchecked(MarketInput);

impl Unchecked {
    pub(crate) fn checked(self) -> Result<Market> {
        Market::new(self.0).map_err(in_camel_case)
    }
}

/// A market out of a record that may hold more.
pub(crate) fn read_fields<N: Node>(fields: &mut Record<N>) -> Result<Unchecked> {
    let symbol = fields.required("symbol", N::text)?;
    let usual = MarketInput::new(&symbol, Vec::new());
    Ok(Unchecked(MarketInput {
        contract: fields.optional("contract", |node| CONTRACT.read(node))?.unwrap_or_default(),
        multiplier: fields.optional("multiplier", N::decimal)?.unwrap_or(usual.multiplier),
        settle: fields.optional("settle", N::text)?,
        tick_size: fields.optional("tickSize", N::decimal)?,
        settlement_unit: fields.optional("settlementUnit", N::decimal)?,
        taker_fee: fields.optional("takerFee", N::decimal)?.unwrap_or(usual.taker_fee),
        closing_fee: fields.optional("closingFee", N::decimal)?,
        liquidation_fee: fields.optional("liquidationFee", N::decimal)?.unwrap_or(usual.liquidation_fee),
        tier_form: fields.optional("tierForm", |node| TIER_FORM.read(node))?,
        tier_basis: fields.optional("tierBasis", |node| TIER_BASIS.read(node))?,
        tiers: fields.required("tiers", list(read_tier))?,
        symbol,
    }))
}

fn write_tier(tier: &Tier) -> Value {
    Value::Record(present([
        ("floor", Some(Value::decimal(tier.floor))),
        ("rate", Some(Value::decimal(tier.rate))),
        ("deduction", tier.deduction.map(Value::decimal)),
        ("maxLeverage", tier.max_leverage.map(Value::decimal)),
    ]))
}

fn read_tier<N: Node>(node: N) -> Result<Tier> {
    let mut fields = Record::of(node)?;
    let tier = Tier {
        floor: fields.required("floor", N::decimal)?,
        rate: fields.required("rate", N::decimal)?,
        deduction: fields.optional("deduction", N::decimal)?,
        max_leverage: fields.optional("maxLeverage", N::decimal)?,
    };
    fields.end()?;
    Ok(tier)
}
