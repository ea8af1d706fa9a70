//! One position to be seen in both modes.

use margin_core::{
    Comparison, Curve, Decimal, ErrorCode, Field, Limits, MarginError, MarginMode, Market, Quantity, Result, Rules,
    Side, Want, compare, curve, parse, solve,
};

use crate::market;
use crate::names::{FIELD, MARGIN_MODE, SIDE};
use crate::path::in_camel_case;
use crate::record::{Record, missing};
use crate::source::Source;
use crate::value::Value;

/// The rate of a market that is not given.
const MAINTENANCE_RATE: &str = "0.005";

/// One position, and the wallet that stands behind it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Where its rules are from.
    pub source: Source,
    rules: Rules,
    market: Market,
    side: Side,
    entry_price: Decimal,
    mark_price: Option<Decimal>,
    quantity: Quantity,
    leverage: Decimal,
    wallet_balance: Decimal,
    isolated_margin: Option<Decimal>,
}

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// `wrong-type`, `missing-field`, `unknown-field`; `unsupported-combination` where both a market and a
    /// maintenance rate are given, or both a size and a value; and what [`Market::new`] refuses.
    pub fn read(value: Value<'_>) -> Result<Self> {
        let mut fields = Record::of(value)?;
        let source = Source::read(&mut fields)?;
        let rules = source.read_rules(&mut fields)?;
        let market = fields.take("market").map(market::read).transpose().map_err(|error| error.at("market"))?;
        let maintenance_rate = fields.decimal_if_given("maintenanceRate")?;
        let side = fields.choice("side", &SIDE)?;
        let entry_price = fields.decimal("entryPrice")?;
        let mark_price = fields.decimal_if_given("markPrice")?;
        let size = fields.decimal_if_given("size")?;
        let value = fields.decimal_if_given("value")?;
        let leverage = fields.decimal("leverage")?;
        let wallet_balance = fields.decimal("walletBalance")?;
        let isolated_margin = fields.decimal_if_given("isolatedMargin")?;
        fields.end()?;
        Ok(Self {
            source,
            rules,
            market: match (market, maintenance_rate) {
                (Some(market), None) => market,
                (None, rate) => flat(rate)?,
                (Some(_), Some(_)) => {
                    return Err(one_alone("maintenanceRate", "the table of the market has the rates"));
                }
            },
            side,
            entry_price,
            mark_price,
            quantity: quantity(size, value)?,
            leverage,
            wallet_balance,
            isolated_margin,
        })
    }

    /// Both modes.
    ///
    /// # Errors
    /// What [`compare`](fn@margin_core::compare) refuses.
    pub fn compare(&self) -> Result<Comparison> {
        compare(&self.in_the_core()).map_err(in_camel_case)
    }

    /// What is left of the wallet, by price.
    ///
    /// # Errors
    /// What [`curve`](fn@margin_core::curve) refuses.
    pub fn curve(&self, range: &Range) -> Result<Curve> {
        let points = usize::try_from(range.points).unwrap_or(usize::MAX);
        curve(&self.in_the_core(), range.from, range.to, points).map_err(in_camel_case)
    }

    /// The input that leads to what is wanted.
    ///
    /// # Errors
    /// What [`solve`](fn@margin_core::solve) refuses.
    pub fn solve(&self, wanted: &Wanted) -> Result<Option<Decimal>> {
        solve(&self.in_the_core(), wanted.want, wanted.vary, wanted.mode).map_err(in_camel_case)
    }

    /// What one of its numbers may be while all others stay as they are.
    ///
    /// # Errors
    /// `wrong-type` for what is no name of a number; what [`limits`](margin_core::Scenario::limits) refuses.
    pub fn limits(&self, field: Value<'_>) -> Result<Limits> {
        let field = FIELD.read(field).map_err(|error| error.at("field"))?;
        self.in_the_core().limits(field).map_err(in_camel_case)
    }

    fn in_the_core(&self) -> margin_core::Scenario<'_> {
        margin_core::Scenario {
            rules: self.rules,
            market: &self.market,
            side: self.side,
            entry_price: self.entry_price,
            mark_price: self.mark_price,
            quantity: self.quantity,
            leverage: self.leverage,
            wallet_balance: self.wallet_balance,
            isolated_margin: self.isolated_margin,
        }
    }
}

/// The prices of a curve.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    from: Decimal,
    to: Decimal,
    points: u32,
}

impl Range {
    /// Reads a range.
    ///
    /// # Errors
    /// `wrong-type`, `missing-field`, `unknown-field`.
    pub fn read(value: Value<'_>) -> Result<Self> {
        let mut fields = Record::of(value)?;
        let range = Self { from: fields.decimal("from")?, to: fields.decimal("to")?, points: fields.whole("points")? };
        fields.end()?;
        Ok(range)
    }
}

/// What is wanted, and the input that may vary for it.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    want: Want,
    vary: Field,
    mode: MarginMode,
}

impl Wanted {
    /// Reads what is wanted.
    ///
    /// # Errors
    /// `wrong-type`, `missing-field`, `unknown-field`; `unsupported-combination` where more than one thing is wanted.
    pub fn read(value: Value<'_>) -> Result<Self> {
        let mut fields = Record::of(value)?;
        let wanted = Self {
            want: want(fields.need("want")?).map_err(|error| error.at("want"))?,
            vary: fields.choice("vary", &FIELD)?,
            mode: fields.choice("mode", &MARGIN_MODE)?,
        };
        fields.end()?;
        Ok(wanted)
    }
}

/// Exactly one of what can be wanted.
fn want(value: Value<'_>) -> Result<Want> {
    let mut fields = Record::of(value)?;
    let price = fields.decimal_if_given("liquidationPrice")?.map(Want::LiquidationPrice);
    let pnl = fields.decimal_if_given("pnl")?.map(Want::Pnl);
    let roe = fields.decimal_if_given("roe")?.map(Want::Roe);
    fields.end()?;
    match (price, pnl, roe) {
        (Some(want), None, None) | (None, Some(want), None) | (None, None, Some(want)) => Ok(want),
        (None, None, None) => {
            Err(missing("liquidationPrice").with_reason("a liquidation price, a profit or a return must be given"))
        }
        (_, Some(_), _) => Err(one_alone("pnl", "one thing can be wanted")),
        _ => Err(one_alone("roe", "one thing can be wanted")),
    }
}

/// Exactly one of a size and a value.
pub(crate) fn quantity(size: Option<Decimal>, value: Option<Decimal>) -> Result<Quantity> {
    match (size, value) {
        (Some(size), None) => Ok(Quantity::Size(size)),
        (None, Some(value)) => Ok(Quantity::Value(value)),
        (Some(_), Some(_)) => Err(one_alone("value", "the size says it already")),
        (None, None) => Err(missing("size").with_reason("a size or a value must be given")),
    }
}

fn flat(rate: Option<Decimal>) -> Result<Market> {
    let rate = match rate {
        Some(rate) => rate,
        None => parse(MAINTENANCE_RATE)?,
    };
    Market::flat(rate).map_err(|error| error.with_field(|_| "maintenanceRate".to_owned()))
}

fn one_alone(field: &'static str, reason: &'static str) -> MarginError {
    MarginError::refuse(ErrorCode::UnsupportedCombination, field).with_reason(reason).at(field)
}
