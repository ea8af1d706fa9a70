//! An account as it is asked about, and one as it begins.

use margin_core::{
    AccountInput, AccountReport, Decimal, ErrorCode, MarginError, MarginMode, Markets, PositionInput, PositionMargin,
    Result, Rules, Simulation, evaluate,
};

use crate::market;
use crate::names::{MARGIN_MODE, POSITION_MODE, SIDE};
use crate::path::in_camel_case;
use crate::record::Record;
use crate::source::Source;
use crate::value::{Value, wrong_type};

/// A list of markets.
///
/// # Errors
/// `wrong-type`, `missing-field`, `unknown-field`, and what [`Market::new`](margin_core::Market::new) and
/// [`Markets::new`] refuse, with the path to the part.
pub fn markets(value: Value<'_>) -> Result<Markets> {
    Markets::new(value.list(market::read)?)
}

/// The field `markets`: a list, or a handle to what the host keeps.
fn markets_or_handle(fields: &mut Record<'_>, kept: &dyn Fn(u64) -> Option<Markets>) -> Result<Markets> {
    let read = match fields.need("markets")? {
        Value::Handle(handle) => kept(handle).ok_or_else(|| wrong_type("must be markets that are loaded", "a handle")),
        list => markets(list),
    };
    read.map_err(|error| error.at("markets"))
}

/// An account, as it stands.
#[derive(Clone, Debug)]
pub struct Account {
    /// Where its rules are from.
    pub source: Source,
    rules: Rules,
    wallet_balance: Decimal,
    markets: Markets,
    prices: Vec<(String, Decimal)>,
    positions: Vec<PositionInput>,
}

impl Account {
    /// Reads an account. `kept` are the markets that the host keeps, by their handles.
    ///
    /// # Errors
    /// `wrong-type`, `missing-field`, `unknown-field`, and what a part's constructor refuses.
    ///
    /// ```
    /// let json = r#"{ "walletBalance": "2000", "markets": [{ "symbol": "flat", "tiers": [{ "floor": "0", "rate": "0.004" }] }],
    ///                 "prices": { "flat": "60000" }, "positions": [] }"#;
    /// let flat = margin_wire::from_json(json)?;
    /// let account = margin_wire::Account::read(margin_wire::Value::from_flat(&flat)?, &|_| None)?;
    /// assert_eq!(account.evaluate()?.equity, margin_core::parse("2000")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn read(value: Value<'_>, kept: &dyn Fn(u64) -> Option<Markets>) -> Result<Self> {
        let mut fields = Record::of(value)?;
        let source = Source::read(&mut fields)?;
        let account = Self {
            rules: source.read_rules(&mut fields)?,
            source,
            wallet_balance: fields.decimal("walletBalance")?,
            markets: markets_or_handle(&mut fields, kept)?,
            prices: prices(&mut fields)?,
            positions: fields.list("positions", position)?,
        };
        fields.end()?;
        Ok(account)
    }

    /// Every figure of it.
    ///
    /// # Errors
    /// What [`evaluate`](fn@margin_core::evaluate) refuses.
    pub fn evaluate(&self) -> Result<AccountReport> {
        let Self { rules, wallet_balance, markets, prices, positions, .. } = self;
        let input = AccountInput { rules: *rules, wallet_balance: *wallet_balance, markets, prices, positions };
        evaluate(&input).map_err(in_camel_case)
    }
}

/// A living account as it begins, and where its rules are from.
///
/// # Errors
/// `wrong-type`, `missing-field`, `unknown-field`, and what [`Simulation::begin`] refuses.
pub fn begin(value: Value<'_>, kept: &dyn Fn(u64) -> Option<Markets>) -> Result<(Simulation, Source)> {
    let mut fields = Record::of(value)?;
    let source = Source::read(&mut fields)?;
    let rules = source.read_rules(&mut fields)?;
    let position_mode = fields.choice_or("positionMode", &POSITION_MODE, Default::default())?;
    let wallet_balance = fields.decimal("walletBalance")?;
    let markets = markets_or_handle(&mut fields, kept)?;
    let prices = prices(&mut fields)?;
    fields.end()?;
    let account = Simulation::begin(rules, position_mode, wallet_balance, markets, &prices);
    Ok((account.map_err(in_camel_case)?, source))
}

/// The field `prices`, by symbol.
pub(crate) fn prices(fields: &mut Record<'_>) -> Result<Vec<(String, Decimal)>> {
    let at = |error: MarginError| error.at("prices");
    let given = fields.need("prices")?.fields().map_err(at)?;
    let mut prices = Vec::with_capacity(given.len());
    for (symbol, value) in given {
        let price = value.decimal().map_err(|error| at(error.at(symbol)))?;
        prices.push((symbol.to_owned(), price));
    }
    Ok(prices)
}

fn position(value: Value<'_>) -> Result<PositionInput> {
    let mut fields = Record::of(value)?;
    let id = fields.text_if_given("id")?;
    let market = fields.text("market")?;
    let side = fields.choice("side", &SIDE)?;
    let size = fields.decimal("size")?;
    let entry_price = fields.decimal("entryPrice")?;
    let leverage = fields.decimal_or("leverage", Decimal::ONE)?;
    let mode = fields.choice_or("marginMode", &MARGIN_MODE, MarginMode::Cross)?;
    let isolated_margin = fields.decimal_if_given("isolatedMargin")?;
    let added_margin = fields.decimal_or("addedMargin", Decimal::ZERO)?;
    fields.end()?;
    let margin = match (mode, isolated_margin) {
        (MarginMode::Isolated, margin) => PositionMargin::Isolated(margin),
        (MarginMode::Cross, None) => PositionMargin::Cross,
        (MarginMode::Cross, Some(_)) => {
            return Err(MarginError::refuse(ErrorCode::NotIsolated, mode.as_str()).at("isolatedMargin"));
        }
    };
    Ok(PositionInput { id, market, side, size, entry_price, leverage, margin, added_margin })
}
