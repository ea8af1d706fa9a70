//! Markets, written with their tables as they were checked: every deduction stated.

use margin_core::{Decimal, Market, MarketInput, Result, Tier};

use crate::json::Json;
use crate::names::{CONTRACT, TIER_BASIS, TIER_FORM};
use crate::path::in_camel_case;
use crate::record::Record;
use crate::value::Value;

/// The fields of a market.
pub(crate) fn write(json: &mut Json, market: &Market) {
    let input = market.to_input();
    json.text("symbol", &input.symbol);
    json.name("contract", CONTRACT.of(input.contract));
    json.decimal("multiplier", &input.multiplier);
    json.text_if_any("settle", input.settle.as_deref());
    json.decimal_if_any("tickSize", &input.tick_size);
    json.decimal_if_any("settlementUnit", &input.settlement_unit);
    json.decimal("takerFee", &input.taker_fee);
    json.decimal_if_any("closingFee", &input.closing_fee);
    json.decimal("liquidationFee", &input.liquidation_fee);
    if let Some(form) = input.tier_form {
        json.name("tierForm", TIER_FORM.of(form));
    }
    if let Some(basis) = input.tier_basis {
        json.name("tierBasis", TIER_BASIS.of(basis));
    }
    json.open_field("tiers", '[');
    for tier in &input.tiers {
        json.open('{');
        json.decimal("floor", &tier.floor);
        json.decimal("rate", &tier.rate);
        json.decimal_if_any("deduction", &tier.deduction);
        json.decimal_if_any("maxLeverage", &tier.max_leverage);
        json.close('}');
    }
    json.close(']');
    json.decimal_if_any("end", &input.end);
}

/// A market that is a record of its own.
pub(crate) fn read(value: Value<'_>) -> Result<Market> {
    let mut fields = Record::of(value)?;
    let input = read_fields(&mut fields)?;
    fields.end()?;
    checked(input)
}

/// A market out of a record that may hold more; it has not been checked.
pub(crate) fn read_fields(fields: &mut Record<'_>) -> Result<MarketInput> {
    Ok(MarketInput {
        symbol: fields.text("symbol")?,
        contract: fields.choice_or("contract", &CONTRACT, Default::default())?,
        multiplier: fields.decimal_or("multiplier", Decimal::ONE)?,
        settle: fields.text_if_given("settle")?,
        tick_size: fields.decimal_if_given("tickSize")?,
        settlement_unit: fields.decimal_if_given("settlementUnit")?,
        taker_fee: fields.decimal_or("takerFee", Decimal::ZERO)?,
        closing_fee: fields.decimal_if_given("closingFee")?,
        liquidation_fee: fields.decimal_or("liquidationFee", Decimal::ZERO)?,
        tier_form: fields.choice_if_given("tierForm", &TIER_FORM)?,
        tier_basis: fields.choice_if_given("tierBasis", &TIER_BASIS)?,
        tiers: fields.list("tiers", read_tier)?,
        end: fields.decimal_if_given("end")?,
    })
}

pub(crate) fn checked(input: MarketInput) -> Result<Market> {
    Market::new(input).map_err(in_camel_case)
}

fn read_tier(value: Value<'_>) -> Result<Tier> {
    let mut fields = Record::of(value)?;
    let tier = Tier {
        floor: fields.decimal("floor")?,
        rate: fields.decimal("rate")?,
        deduction: fields.decimal_if_given("deduction")?,
        max_leverage: fields.decimal_if_given("maxLeverage")?,
    };
    fields.end()?;
    Ok(tier)
}
