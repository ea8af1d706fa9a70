//! A whole account.

use margin_core::account::{MarketState, PositionMode, PositionState, SimulationState};
use margin_core::{Decimal, ErrorCode, MarginError, MarginMode, PositionId, Result, Side};

use crate::record::{Names, Record, choice, decimal, list, name, record, text, whole, written};
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
        ("markets", Some(Value::List(state.markets.iter().map(|stored| market::write(&stored.market)).collect()))),
        ("settings", Some(Value::List(state.markets.iter().map(write_setting).collect()))),
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
    let markets = fields.required("markets", list(market::read))?;
    let settings = fields.required("settings", list(read_setting))?;
    let positions = fields.required("positions", list(read_position))?;
    let next_id = fields.required("nextId", whole)?;
    fields.end()?;
    if settings.len() != markets.len() {
        return Err(MarginError::refuse(ErrorCode::BadState, "one setting a market").at("settings"));
    }
    let mut listed = Vec::with_capacity(markets.len());
    for (index, (market, setting)) in markets.into_iter().zip(settings).enumerate() {
        if setting.market != market.symbol() {
            let error = MarginError::refuse(ErrorCode::UnknownMarket, &setting.market).at("market");
            return Err(error.at(&format!("settings[{index}]")));
        }
        let Setting { mark_price, margin_mode, leverage, .. } = setting;
        listed.push(MarketState { market, mark_price, margin_mode, leverage });
    }
    Ok(SimulationState { rules, position_mode, wallet_balance, markets: listed, positions, next_id })
}

/// What was chosen for a market, beside the market itself.
struct Setting {
    market: String,
    mark_price: Option<Decimal>,
    margin_mode: MarginMode,
    leverage: Decimal,
}

fn write_setting(stored: &MarketState) -> Value {
    record([
        ("market", Some(Value::Text(stored.market.symbol().to_owned()))),
        ("markPrice", stored.mark_price.map(written)),
        ("marginMode", Some(name(MARGIN_MODE, &stored.margin_mode))),
        ("leverage", Some(written(stored.leverage))),
    ])
}

fn read_setting(value: Value) -> Result<Setting> {
    let mut fields = Record::of(value)?;
    let setting = Setting {
        market: fields.required("market", text)?,
        mark_price: fields.optional("markPrice", decimal)?,
        margin_mode: fields.required("marginMode", choice(MARGIN_MODE))?,
        leverage: fields.required("leverage", decimal)?,
    };
    fields.end()?;
    Ok(setting)
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
