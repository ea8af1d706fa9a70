//! The functions: each reads its arguments, asks the core, and writes the answer.

use js_sys::{Float64Array, Object, Reflect};
use margin_core::{Decimal, plain as printed};
use margin_wire::{Account, Node, Range, Scenario, Wanted, account, report};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::markets::{self, Markets};
use crate::read::JsNode;
use crate::write::{Answer, plain};

/// Every figure of an account as it stands.
#[wasm_bindgen]
pub fn evaluate(account: JsValue) -> Answer {
    let account = Account::read(JsNode(account), markets::read)?;
    Ok(plain(&report::account(&account.evaluate()?, &account.source)))
}

/// The same of many accounts.
#[wasm_bindgen(js_name = evaluateMany)]
pub fn evaluate_many(accounts: JsValue) -> Answer<Vec<JsValue>> {
    let evaluated = JsNode(accounts).list(|index, node| {
        let account = Account::read(node, markets::read);
        let report = account.and_then(|account| Ok(plain(&report::account(&account.evaluate()?, &account.source))));
        report.map_err(|error| error.at(&format!("[{index}]")))
    });
    Ok(evaluated?)
}

/// Reads and checks markets once.
#[wasm_bindgen(js_name = loadMarkets)]
pub fn load_markets(markets: JsValue) -> Answer<Markets> {
    Ok(account::markets(JsNode(markets))?.into())
}

/// One position in both modes.
#[wasm_bindgen]
pub fn compare(scenario: JsValue) -> Answer {
    let scenario = Scenario::read(JsNode(scenario))?;
    Ok(plain(&report::comparison(&scenario.compare()?, &scenario.source)))
}

/// What is left of the wallet by price, for drawing.
#[wasm_bindgen]
pub fn curve(scenario: JsValue, range: JsValue) -> Answer {
    let scenario = Scenario::read(JsNode(scenario))?;
    let curve = scenario.curve(&Range::read(JsNode(range))?)?;
    let drawn = Object::new();
    for (name, numbers) in [("price", &curve.price), ("isolated", &curve.isolated), ("cross", &curve.cross)] {
        let numbers: Vec<f64> = numbers.iter().map(approximate).collect();
        // Setting a property of an object that was just made does not fail.
        let _ = Reflect::set(&drawn, &name.into(), &Float64Array::from(numbers.as_slice()));
    }
    Ok(drawn.into())
}

/// The input that leads to a wanted liquidation price.
#[wasm_bindgen]
pub fn solve(scenario: JsValue, wanted: JsValue) -> Answer {
    let scenario = Scenario::read(JsNode(scenario))?;
    let found = scenario.solve(&Wanted::read(JsNode(wanted))?)?;
    Ok(found.map_or(JsValue::NULL, |found| printed(found).into()))
}

/// Every venue that is known.
#[wasm_bindgen]
pub fn venues() -> JsValue {
    plain(&margin_wire::venues())
}

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// As a float, which is what a picture is drawn with.
#[allow(clippy::as_conversions, reason = "a picture needs no more digits than a float has")]
fn approximate(number: &Decimal) -> f64 {
    number.mantissa() as f64 / 10_f64.powi(i32::try_from(number.scale()).unwrap_or_default())
}
