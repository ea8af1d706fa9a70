//! Operations of a living account.

use margin_core::account::{Event, Open, Operation, Simulation};
use margin_core::{ErrorCode, MarginError, PositionId, Result};

use crate::account::prices;
use crate::names::{MARGIN_MODE, SIDE, no_such_name};
use crate::path::in_camel_case;
use crate::record::Record;
use crate::scenario::quantity;
use crate::state;
use crate::value::Value;

/// The names of the operations.
const KINDS: [&str; 10] = [
    "open",
    "close",
    "add-margin",
    "remove-margin",
    "set-margin-mode",
    "set-leverage",
    "deposit",
    "withdraw",
    "mark",
    "fund",
];

/// Reads an operation.
///
/// # Errors
/// `wrong-type`, `missing-field`, `unknown-field`; `unknown-position` for an id that no position can have.
pub fn read(value: Value<'_>) -> Result<Operation> {
    let mut fields = Record::of(value)?;
    let kind = fields.text("kind")?;
    let operation = match kind.as_str() {
        "open" => Operation::Open(open(&mut fields)?),
        "close" => Operation::Close {
            id: position(&fields.text("id")?)?,
            size: fields.decimal_if_given("size")?,
            price: fields.decimal_if_given("price")?,
        },
        "add-margin" => Operation::AddMargin { id: position(&fields.text("id")?)?, amount: fields.decimal("amount")? },
        "remove-margin" => {
            Operation::RemoveMargin { id: position(&fields.text("id")?)?, amount: fields.decimal("amount")? }
        }
        "set-margin-mode" => {
            Operation::SetMarginMode { market: fields.text("market")?, mode: fields.choice("mode", &MARGIN_MODE)? }
        }
        "set-leverage" => {
            Operation::SetLeverage { market: fields.text("market")?, leverage: fields.decimal("leverage")? }
        }
        "deposit" => Operation::Deposit { amount: fields.decimal("amount")? },
        "withdraw" => Operation::Withdraw { amount: fields.decimal("amount")? },
        "mark" => Operation::Mark { prices: prices(&mut fields)?, time: fields.text_if_given("time")? },
        "fund" => Operation::Fund {
            market: fields.text("market")?,
            rate: fields.decimal("rate")?,
            time: fields.text_if_given("time")?,
        },
        other => return Err(no_such_name(other, &KINDS).at("kind")),
    };
    fields.end()?;
    Ok(operation)
}

/// The account after it, and what happened.
///
/// # Errors
/// What [`Simulation::apply`] refuses.
pub fn after(account: &Simulation, operation: &Operation) -> Result<(Simulation, Vec<Event>)> {
    account.after(operation).map_err(in_camel_case)
}

fn open(fields: &mut Record<'_>) -> Result<Open> {
    let market = fields.text("market")?;
    let side = fields.choice("side", &SIDE)?;
    let size = fields.decimal_if_given("size")?;
    let value = fields.decimal_if_given("value")?;
    Ok(Open {
        market,
        side,
        quantity: quantity(size, value)?,
        price: fields.decimal_if_given("price")?,
        leverage: fields.decimal_if_given("leverage")?,
        isolated_margin: fields.decimal_if_given("isolatedMargin")?,
    })
}

/// The position of an id, as events and reports write it.
///
/// # Errors
/// `unknown-position` for an id that no position can have.
pub fn position(id: &str) -> Result<PositionId> {
    state::id(id).ok_or_else(|| MarginError::refuse(ErrorCode::UnknownPosition, id).at("id"))
}
