//! A whole account.

use margin_core::account::{MarketState, PositionMode, PositionState, SimulationState};
use margin_core::{ErrorCode, MarginError, MarginMode, PositionId, Result, Side};

use crate::record::{Names, Record, choice, decimal, fields, list, name, record, text, whole, written};
use crate::value::Value;
use crate::{market, rules};

const POSITION_MODE: &Names<PositionMode> = &[("one-way", PositionMode::OneWay), ("hedge", PositionMode::Hedge)];
const MARGIN_MODE: &Names<MarginMode> = &[("isolated", MarginMode::Isolated), ("cross", MarginMode::Cross)];
const SIDE: &Names<Side> = &[("long", Side::Long), ("short", Side::Short)];

pub(crate) fn write(state: &SimulationState) -> Value {
    let number = |number: u32| Some(Value::Whole(u64::from(number)));
    record([
        ("version", number(SimulationState::VERSION)),
        ("rules", Some(rules::write(&state.rules))),
        ("positionMode", Some(name(POSITION_MODE, &state.position_mode))),
        ("walletBalance", Some(written(state.wallet_balance))),
        ("markets", Some(Value::List(state.markets.iter().map(write_market).collect()))),
        ("positions", Some(Value::List(state.positions.iter().map(write_position).collect()))),
        ("nextId", number(state.next_id)),
    ])
}

pub(crate) fn read(value: Value) -> Result<SimulationState> {
    let mut fields = Record::of(value)?;
    let version = fields.required("version", whole)?;
    if version != SimulationState::VERSION {
        return Err(MarginError::refuse(ErrorCode::UnsupportedVersion, &version.to_string()).at("version"));
    }
    let rules = fields.required("rules", rules::read)?;
    let position_mode = fields.required("positionMode", choice(POSITION_MODE))?;
    let wallet_balance = fields.required("walletBalance", decimal)?;
    let markets = fields.required("markets", list(read_market))?;
    let positions = fields.required("positions", list(read_position))?;
    let next_id = fields.required("nextId", whole)?;
    fields.end()?;
    Ok(SimulationState { rules, position_mode, wallet_balance, markets, positions, next_id })
}

/// A market, and in the same record what was chosen for it.
fn write_market(stored: &MarketState) -> Value {
    let mut written_fields = market::write(&stored.market);
    written_fields.extend(fields([
        ("markPrice", stored.mark_price.map(written)),
        ("marginMode", Some(name(MARGIN_MODE, &stored.margin_mode))),
        ("leverage", Some(written(stored.leverage))),
    ]));
    Value::Record(written_fields)
}

fn read_market(value: Value) -> Result<MarketState> {
    let mut fields = Record::of(value)?;
    let stored = MarketState {
        market: market::read(&mut fields)?,
        mark_price: fields.optional("markPrice", decimal)?,
        margin_mode: fields.required("marginMode", choice(MARGIN_MODE))?,
        leverage: fields.required("leverage", decimal)?,
    };
    fields.end()?;
    Ok(stored)
}

fn write_position(stored: &PositionState) -> Value {
    record([
        ("id", Some(Value::Text(stored.id.to_string()))),
        ("market", Some(Value::Text(stored.market.clone()))),
        ("side", Some(name(SIDE, &stored.side))),
        ("size", Some(written(stored.size))),
        ("entryValue", Some(written(stored.entry_value))),
        ("isolatedMargin", stored.isolated_margin.map(written)),
    ])
}

fn read_position(value: Value) -> Result<PositionState> {
    let mut fields = Record::of(value)?;
    let position = PositionState {
        id: fields.required("id", id)?,
        market: fields.required("market", text)?,
        side: fields.required("side", choice(SIDE))?,
        size: fields.required("size", decimal)?,
        entry_value: fields.required("entryValue", decimal)?,
        isolated_margin: fields.optional("isolatedMargin", decimal)?,
    };
    fields.end()?;
    Ok(position)
}

fn id(value: Value) -> Result<PositionId> {
    let given = text(value)?;
    let refuse = || MarginError::refuse(ErrorCode::WrongType, &given);
    let number: u32 = given.parse().map_err(|_| refuse())?;
    // One notation for one id: no sign, no zeros before it.
    if number.to_string() == given { Ok(PositionId(number)) } else { Err(refuse()) }
}
