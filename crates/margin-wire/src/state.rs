//! A living account, to be kept and taken up again.

use margin_core::account::{MarketState, PositionState, SimulationState};
use margin_core::{ErrorCode, MarginError, PositionId, Result, Rules, Simulation};

use crate::names::{MARGIN_MODE, POSITION_MODE, SIDE};
use crate::node::{Node, wrong_type};
use crate::path::in_camel_case;
use crate::record::{Record, list};
use crate::source::Source;
use crate::value::{Value, present};
use crate::{market, rules};

/// The account as a record, with the venue that its rules are of.
pub fn write(account: &Simulation, source: &Source) -> Value {
    let state = account.state();
    Value::Record(present([
        ("version", Some(Value::Whole(SimulationState::VERSION.into()))),
        ("venue", Some(source.venue_name())),
        ("tableDate", source.table_date()),
        ("rules", Some(rules::write(&state.rules))),
        ("positionMode", Some(POSITION_MODE.write(state.position_mode))),
        ("walletBalance", Some(Value::decimal(state.wallet_balance))),
        ("markets", Some(Value::List(state.markets.iter().map(write_market).collect()))),
        ("positions", Some(Value::List(state.positions.iter().map(write_position).collect()))),
        ("nextId", Some(Value::Whole(state.next_id.into()))),
    ]))
}

/// The account that a record describes.
///
/// # Errors
/// `unsupported-version`; `missing-field`, `unknown-field`, `wrong-type` with the path to the part; and what
/// [`Simulation::restore`] refuses.
pub fn read<N: Node>(node: N) -> Result<(Simulation, Source)> {
    let mut fields = Record::of(node)?;
    let version = fields.required("version", N::whole)?;
    if version != SimulationState::VERSION {
        return Err(MarginError::refuse(ErrorCode::UnsupportedVersion, &version.to_string()).at("version"));
    }
    let source = Source::read(&mut fields)?;
    let state = SimulationState {
        rules: fields.required("rules", rules::read_over(Rules::default()))?,
        position_mode: fields.required("positionMode", |node| POSITION_MODE.read(node))?,
        wallet_balance: fields.required("walletBalance", N::decimal)?,
        markets: fields.required("markets", list(read_market))?,
        positions: fields.required("positions", list(read_position))?,
        next_id: fields.required("nextId", N::whole)?,
    };
    fields.end()?;
    Ok((Simulation::restore(state).map_err(in_camel_case)?, source))
}

/// A market, and in the same record what was chosen for it.
fn write_market(stored: &MarketState) -> Value {
    let mut written = market::write(&stored.market);
    written.extend(present([
        ("markPrice", stored.mark_price.map(Value::decimal)),
        ("marginMode", Some(MARGIN_MODE.write(stored.margin_mode))),
        ("leverage", Some(Value::decimal(stored.leverage))),
    ]));
    Value::Record(written)
}

fn read_market<N: Node>(node: N) -> Result<MarketState> {
    let mut fields = Record::of(node)?;
    let market = market::read_fields(&mut fields)?;
    let mark_price = fields.optional("markPrice", N::decimal)?;
    let margin_mode = fields.required("marginMode", |node| MARGIN_MODE.read(node))?;
    let leverage = fields.required("leverage", N::decimal)?;
    fields.end()?;
    Ok(MarketState { market: market.checked()?, mark_price, margin_mode, leverage })
}

fn write_position(stored: &PositionState) -> Value {
    Value::Record(present([
        ("id", Some(Value::Text(stored.id.to_string().into()))),
        ("market", Some(Value::text(&stored.market))),
        ("side", Some(SIDE.write(stored.side))),
        ("size", Some(Value::decimal(stored.size))),
        ("entryValue", Some(Value::decimal(stored.entry_value))),
        ("isolatedMargin", stored.isolated_margin.map(Value::decimal)),
        ("addedMargin", Some(stored.added_margin).filter(|added| !added.is_zero()).map(Value::decimal)),
    ]))
}

fn read_position<N: Node>(node: N) -> Result<PositionState> {
    let mut fields = Record::of(node)?;
    let position = PositionState {
        id: fields.required("id", id)?,
        market: fields.required("market", N::text)?,
        side: fields.required("side", |node| SIDE.read(node))?,
        size: fields.required("size", N::decimal)?,
        entry_value: fields.required("entryValue", N::decimal)?,
        isolated_margin: fields.optional("isolatedMargin", N::decimal)?,
        added_margin: fields.optional("addedMargin", N::decimal)?.unwrap_or_default(),
    };
    fields.end()?;
    Ok(position)
}

fn id<N: Node>(node: N) -> Result<PositionId> {
    let given = node.text()?;
    written_id(&given).ok_or_else(|| wrong_type("must be the number of a position", &given))
}

/// One notation for one id: no sign, no zeros before it.
pub(crate) fn written_id(given: &str) -> Option<PositionId> {
    given.parse().ok().filter(|number: &u32| number.to_string() == given).map(PositionId)
}
