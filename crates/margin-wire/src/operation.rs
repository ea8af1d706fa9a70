//! Operations of a living account.

use margin_core::account::{Event, Open, Operation, Simulation};
use margin_core::{ErrorCode, MarginError, PositionId, Result};

use crate::account::prices;
use crate::names::{MARGIN_MODE, SIDE};
use crate::node::Node;
use crate::path::in_camel_case;
use crate::record::Record;
use crate::scenario::quantity;
use crate::state::written_id;

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
pub fn read<N: Node>(node: N) -> Result<Operation> {
    let mut fields = Record::of(node)?;
    let kind = fields.required("kind", N::text)?;
    let operation = match kind.as_str() {
        "open" => Operation::Open(open(&mut fields)?),
        "close" => Operation::Close {
            id: fields.required("id", position)?,
            size: fields.optional("size", N::decimal)?,
            price: fields.optional("price", N::decimal)?,
        },
        "add-margin" => Operation::AddMargin {
            id: fields.required("id", position)?,
            amount: fields.required("amount", N::decimal)?,
        },
        "remove-margin" => Operation::RemoveMargin {
            id: fields.required("id", position)?,
            amount: fields.required("amount", N::decimal)?,
        },
        "set-margin-mode" => Operation::SetMarginMode {
            market: fields.required("market", N::text)?,
            mode: fields.required("mode", |node| MARGIN_MODE.read(node))?,
        },
        "set-leverage" => Operation::SetLeverage {
            market: fields.required("market", N::text)?,
            leverage: fields.required("leverage", N::decimal)?,
        },
        "deposit" => Operation::Deposit { amount: fields.required("amount", N::decimal)? },
        "withdraw" => Operation::Withdraw { amount: fields.required("amount", N::decimal)? },
        "mark" => {
            Operation::Mark { prices: fields.required("prices", prices)?, time: fields.optional("time", N::text)? }
        }
        "fund" => Operation::Fund {
            market: fields.required("market", N::text)?,
            rate: fields.required("rate", N::decimal)?,
            time: fields.optional("time", N::text)?,
        },
        other => {
            let error = MarginError::refuse(ErrorCode::WrongType, other).with_reason("no such operation");
            return Err(error.with_one_of(&KINDS).at("kind"));
        }
    };
    fields.end()?;
    Ok(operation)
}

/// Does it, and returns what happened.
///
/// # Errors
/// What [`Simulation::apply`] refuses.
pub fn apply(account: &mut Simulation, operation: &Operation) -> Result<Vec<Event>> {
    account.apply(operation).map_err(in_camel_case)
}

fn open<N: Node>(fields: &mut Record<N>) -> Result<Open> {
    let market = fields.required("market", N::text)?;
    let side = fields.required("side", |node| SIDE.read(node))?;
    let size = fields.optional("size", N::decimal)?;
    let value = fields.optional("value", N::decimal)?;
    Ok(Open {
        market,
        side,
        quantity: quantity(size, value)?,
        price: fields.optional("price", N::decimal)?,
        leverage: fields.optional("leverage", N::decimal)?,
        isolated_margin: fields.optional("isolatedMargin", N::decimal)?,
    })
}

/// The id of a position, as events and reports write it.
///
/// # Errors
/// `wrong-type`; `unknown-position` for an id that no position can have.
pub fn position<N: Node>(node: N) -> Result<PositionId> {
    let given = node.text()?;
    written_id(&given).ok_or_else(|| MarginError::refuse(ErrorCode::UnknownPosition, &given))
}
