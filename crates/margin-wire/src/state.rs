//! A living account, to be kept and taken up again.

use margin_core::account::{MarketState, PositionState, SimulationState};
use margin_core::{Decimal, ErrorCode, MarginError, PositionId, Result, Rules, Simulation};

use crate::json::Json;
use crate::names::{MARGIN_MODE, POSITION_MODE, SIDE};
use crate::path::in_camel_case;
use crate::record::Record;
use crate::source::Source;
use crate::value::{Value, wrong_type};
use crate::{market, rules};

/// The account as JSON, in one line, with the venue that its rules are of.
///
/// # Errors
/// `out-of-range` where it would be too long.
///
/// ```
/// use margin_core::account::{PositionMode, Simulation, SimulationInput};
/// use margin_core::{Market, Rules, parse};
/// use margin_wire::{Source, Value, state};
///
/// let account = Simulation::new(SimulationInput {
///     rules: Rules::default(),
///     position_mode: PositionMode::OneWay,
///     wallet_balance: parse("2000")?,
///     markets: vec![Market::flat(parse("0.004")?)?],
///     prices: vec![],
/// })?;
/// let json = state::write(&account, &Source::default())?;
/// assert!(json.starts_with("{\"version\":1,"));
/// let flat = margin_wire::from_json(&json)?;
/// assert_eq!(state::read(Value::from_flat(&flat)?)?, (account, Source::default()));
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn write(account: &Simulation, source: &Source) -> Result<String> {
    let state = account.state();
    Json::bounded(|json| {
        json.open('{');
        json.whole("version", SimulationState::VERSION.into());
        source.write(json);
        rules::write(json, &state.rules);
        json.name("positionMode", POSITION_MODE.of(state.position_mode));
        json.decimal("walletBalance", &state.wallet_balance);
        json.open_field("markets", '[');
        for stored in &state.markets {
            write_market(json, stored);
        }
        json.close(']');
        json.open_field("positions", '[');
        for stored in &state.positions {
            write_position(json, stored);
        }
        json.close(']');
        json.whole("nextId", state.next_id.into());
        json.close('}');
    })
}

/// The account that a record describes.
///
/// # Errors
/// `unsupported-version`; `missing-field`, `unknown-field`, `wrong-type` with the path to the part; and what
/// [`Simulation::restore`] refuses.
///
/// ```
/// let later = margin_wire::Value::from_flat("{kversion\0w2\0}")?;
/// let error = margin_wire::state::read(later).unwrap_err();
/// assert_eq!(error.code(), margin_core::ErrorCode::UnsupportedVersion);
/// assert_eq!(error.field(), Some("version"));
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn read(value: Value<'_>) -> Result<(Simulation, Source)> {
    let mut fields = Record::of(value)?;
    let version = fields.whole("version")?;
    if version != SimulationState::VERSION {
        return Err(MarginError::refuse(ErrorCode::UnsupportedVersion, &version.to_string()).at("version"));
    }
    let source = Source::read(&mut fields)?;
    let rules = fields.need("rules")?;
    let state = SimulationState {
        rules: rules::read_over(rules, &Rules::default()).map_err(|error| error.at("rules"))?,
        position_mode: fields.choice("positionMode", &POSITION_MODE)?,
        wallet_balance: fields.decimal("walletBalance")?,
        markets: fields.list("markets", read_market)?,
        positions: fields.list("positions", read_position)?,
        next_id: fields.whole("nextId")?,
    };
    fields.end()?;
    Ok((Simulation::restore(state).map_err(in_camel_case)?, source))
}

/// A market, and in the same record what was chosen for it.
fn write_market(json: &mut Json, stored: &MarketState) {
    json.open('{');
    market::write(json, &stored.market);
    json.decimal_if_any("markPrice", &stored.mark_price);
    json.name("marginMode", MARGIN_MODE.of(stored.margin_mode));
    json.decimal("leverage", &stored.leverage);
    json.close('}');
}

fn read_market(value: Value<'_>) -> Result<MarketState> {
    let mut fields = Record::of(value)?;
    let input = market::read_fields(&mut fields)?;
    let mark_price = fields.decimal_if_given("markPrice")?;
    let margin_mode = fields.choice("marginMode", &MARGIN_MODE)?;
    let leverage = fields.decimal("leverage")?;
    fields.end()?;
    Ok(MarketState { market: market::checked(input)?, mark_price, margin_mode, leverage })
}

fn write_position(json: &mut Json, stored: &PositionState) {
    json.open('{');
    json.name("id", &stored.id.to_string());
    json.text("market", &stored.market);
    json.name("side", SIDE.of(stored.side));
    json.decimal("size", &stored.size);
    json.decimal("entryValue", &stored.entry_value);
    json.decimal_if_any("isolatedMargin", &stored.isolated_margin);
    if !stored.added_margin.is_zero() {
        json.decimal("addedMargin", &stored.added_margin);
    }
    json.close('}');
}

fn read_position(value: Value<'_>) -> Result<PositionState> {
    let mut fields = Record::of(value)?;
    let position = PositionState {
        id: read_id(&fields.text("id")?)?,
        market: fields.text("market")?,
        side: fields.choice("side", &SIDE)?,
        size: fields.decimal("size")?,
        entry_value: fields.decimal("entryValue")?,
        isolated_margin: fields.decimal_if_given("isolatedMargin")?,
        added_margin: fields.decimal_or("addedMargin", Decimal::ZERO)?,
    };
    fields.end()?;
    Ok(position)
}

fn read_id(given: &str) -> Result<PositionId> {
    id(given).ok_or_else(|| wrong_type("must be the number of a position", given).at("id"))
}

/// One notation for one id: no sign, no zeros before it.
pub(crate) fn id(given: &str) -> Option<PositionId> {
    given.parse().ok().filter(|number: &u32| number.to_string() == given).map(PositionId)
}
