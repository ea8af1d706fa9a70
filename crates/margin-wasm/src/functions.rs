//! The functions that keep nothing: each reads its arguments, asks the core, and writes the answer.

use margin_core::{Decimal, plain};
use margin_wire::{Account, Range, Scenario, Wanted, report};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::Answer;
use crate::{markets, question};

/// Every figure of an account as it stands.
#[wasm_bindgen]
pub fn evaluate(account: &str) -> Answer {
    let account = Account::read(question::read(account)?, &markets::kept)?;
    Ok(report::account(&account.evaluate()?, &account.source)?)
}

/// The same of many accounts.
#[wasm_bindgen(js_name = evaluateMany)]
pub fn evaluate_many(accounts: &str) -> Answer {
    let mut reports = report::Accounts::default();
    question::read(accounts)?.list(|value| {
        let account = Account::read(value, &markets::kept)?;
        reports.push(&account.evaluate()?, &account.source)
    })?;
    Ok(reports.list())
}

/// One position in both modes.
#[wasm_bindgen]
pub fn compare(scenario: &str) -> Answer {
    let scenario = Scenario::read(question::read(scenario)?)?;
    Ok(report::comparison(&scenario.compare()?, &scenario.source))
}

/// What is left of the wallet by price, for drawing: the prices, then as many numbers in isolated, then in cross.
#[wasm_bindgen]
pub fn curve(scenario: &str, range: &str) -> Answer<Vec<f64>> {
    let scenario = Scenario::read(question::read(scenario)?)?;
    let curve = scenario.curve(&Range::read(question::read(range)?)?)?;
    Ok([curve.price, curve.isolated, curve.cross].iter().flatten().map(approximate).collect())
}

/// What a number of a scenario may be while all others stay as they are.
#[wasm_bindgen]
pub fn limits(scenario: &str, field: &str) -> Answer {
    let scenario = Scenario::read(question::read(scenario)?)?;
    Ok(report::range(&scenario.limits(question::read(field)?)?))
}

/// The input that leads to a wanted liquidation price; nothing where none does.
#[wasm_bindgen]
pub fn solve(scenario: &str, wanted: &str) -> Answer<Option<String>> {
    let scenario = Scenario::read(question::read(scenario)?)?;
    let found = scenario.solve(&Wanted::read(question::read(wanted)?)?)?;
    Ok(found.map(plain))
}

/// Every venue that is known.
#[wasm_bindgen]
pub fn venues() -> String {
    margin_wire::venues()
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
