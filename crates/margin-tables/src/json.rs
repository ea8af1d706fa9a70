//! A venue's table file as the npm package has it: JSON, with the fields of a market as the public API names them.
//!
//! ```json
//! {
//!   "venue": "okx", "tableDate": "2026-05-28", "origin": "…",
//!   "tables": [[{ "floor": "0", "rate": "0.004", "maxLeverage": "100" }, "…"]],
//!   "markets": [{ "symbol": "BTC-USDT-SWAP", "table": 0, "settle": "USDT", "…": "…" }]
//! }
//! ```

use std::collections::HashMap;

use margin_core::{Contract, Decimal, MarketInput, Tier, TierBasis, TierForm, plain};
use margin_venues::VenueTables;
use serde_json::{Map, Value, json, to_string};

/// The file's text.
///
/// # Errors
/// What cannot be written as JSON, which nothing in a table is.
pub fn text(tables: &VenueTables) -> Result<String, serde_json::Error> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut shared = Vec::new();
    let mut markets = Vec::new();
    for listing in tables.listings() {
        let input = listing.input();
        let tiers = Value::Array(input.tiers.iter().map(tier).collect());
        let place = *places.entry(to_string(&tiers)?).or_insert_with(|| {
            shared.push(tiers);
            shared.len() - 1
        });
        let mut fields = market(&input);
        fields.insert("table".to_owned(), json!(place));
        if listing.date() != tables.date() {
            fields.insert("tableDate".to_owned(), json!(listing.date()));
        }
        markets.push(Value::Object(fields));
    }
    to_string(&json!({
        "venue": tables.venue(),
        "tableDate": tables.date(),
        "origin": tables.origin(),
        "tables": shared,
        "markets": markets,
    }))
}

fn tier(tier: &Tier) -> Value {
    let fields = [
        ("floor", Some(tier.floor)),
        ("rate", Some(tier.rate)),
        ("deduction", tier.deduction),
        ("maxLeverage", tier.max_leverage),
    ];
    Value::Object(fields.into_iter().filter_map(|(key, number)| Some((key.to_owned(), decimal(number?)))).collect())
}

/// What is as usual is left out.
fn market(input: &MarketInput) -> Map<String, Value> {
    let usual = MarketInput::new(&input.symbol, Vec::new());
    let unusual = |number: Decimal, usual: Decimal| (number != usual).then(|| decimal(number));
    let contract = match input.contract {
        Contract::Linear => None,
        other => Some(json!(other.as_str())),
    };
    let tier_form = input.tier_form.map(|form| match form {
        TierForm::Marginal => json!("marginal"),
        TierForm::Whole => json!("whole"),
    });
    let tier_basis = input.tier_basis.map(|basis| match basis {
        TierBasis::Value => json!("value"),
        TierBasis::Size => json!("size"),
    });
    let fields = [
        ("symbol", Some(json!(input.symbol))),
        ("contract", contract),
        ("multiplier", unusual(input.multiplier, usual.multiplier)),
        ("settle", input.settle.as_ref().map(|settle| json!(settle))),
        ("tickSize", input.tick_size.map(decimal)),
        ("settlementUnit", input.settlement_unit.map(decimal)),
        ("takerFee", unusual(input.taker_fee, usual.taker_fee)),
        ("closingFee", input.closing_fee.map(decimal)),
        ("liquidationFee", unusual(input.liquidation_fee, usual.liquidation_fee)),
        ("tierForm", tier_form),
        ("tierBasis", tier_basis),
        ("end", input.end.map(decimal)),
    ];
    fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn decimal(number: Decimal) -> Value {
    Value::String(plain(number))
}
