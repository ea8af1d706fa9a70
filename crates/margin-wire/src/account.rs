//! An account as it is asked about, and one as it begins.

use std::sync::Arc;

use margin_core::account::SimulationInput;
use margin_core::{
    AccountInput, AccountReport, Decimal, ErrorCode, MarginError, MarginMode, Market, PositionInput, PositionMargin,
    Result, Rules, Simulation, evaluate,
};

use crate::market;
use crate::names::{MARGIN_MODE, POSITION_MODE, SIDE};
use crate::node::Node;
use crate::path::in_camel_case;
use crate::record::{Record, list};
use crate::source::Source;

/// Markets that were checked once, to be shared by accounts.
pub type Markets = Arc<[Market]>;

/// A list of markets.
///
/// # Errors
/// `wrong-type`, `missing-field`, `unknown-field`, and what [`Market::new`] refuses, with the path to the part.
pub fn markets<N: Node>(node: N) -> Result<Markets> {
    list(market::read)(node).map(Into::into)
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
    /// Reads an account. Its markets are read by `markets`, for callers that have some of their own.
    ///
    /// # Errors
    /// `wrong-type`, `missing-field`, `unknown-field`, and what a part's constructor refuses.
    pub fn read<N: Node>(node: N, markets: impl FnOnce(N) -> Result<Markets>) -> Result<Self> {
        let mut fields = Record::of(node)?;
        let source = Source::read(&mut fields)?;
        let account = Self {
            rules: source.read_rules(&mut fields)?,
            source,
            wallet_balance: fields.required("walletBalance", N::decimal)?,
            markets: fields.required("markets", markets)?,
            prices: fields.required("prices", prices)?,
            positions: fields.required("positions", list(position))?,
        };
        fields.end()?;
        Ok(account)
    }

    /// Every figure of it.
    ///
    /// # Errors
    /// What [`evaluate`] refuses.
    pub fn evaluate(&self) -> Result<AccountReport> {
        let Self { rules, wallet_balance, markets, prices, positions, .. } = self;
        let input = AccountInput { rules: *rules, wallet_balance: *wallet_balance, markets, prices, positions };
        evaluate(&input).map_err(in_camel_case)
    }
}

/// What a living account begins with, and where its rules are from.
///
/// # Errors
/// `wrong-type`, `missing-field`, `unknown-field`.
pub fn beginning<N: Node>(node: N, markets: impl FnOnce(N) -> Result<Markets>) -> Result<(SimulationInput, Source)> {
    let mut fields = Record::of(node)?;
    let source = Source::read(&mut fields)?;
    let input = SimulationInput {
        rules: source.read_rules(&mut fields)?,
        position_mode: fields.optional("positionMode", |node| POSITION_MODE.read(node))?.unwrap_or_default(),
        wallet_balance: fields.required("walletBalance", N::decimal)?,
        markets: fields.required("markets", markets)?.to_vec(),
        prices: fields.optional("prices", prices)?.unwrap_or_default(),
    };
    fields.end()?;
    Ok((input, source))
}

/// The account that begins so.
///
/// # Errors
/// What [`Simulation::new`] refuses.
pub fn begin(input: SimulationInput) -> Result<Simulation> {
    Simulation::new(input).map_err(in_camel_case)
}

/// Prices by symbol.
pub(crate) fn prices<N: Node>(node: N) -> Result<Vec<(String, Decimal)>> {
    let priced = |(symbol, node): (String, N)| match node.decimal() {
        Ok(price) => Ok((symbol, price)),
        Err(error) => Err(error.at(&symbol)),
    };
    node.entries()?.into_iter().map(priced).collect()
}

fn position<N: Node>(node: N) -> Result<PositionInput> {
    let mut fields = Record::of(node)?;
    let id = fields.optional("id", N::text)?;
    let market = fields.required("market", N::text)?;
    let side = fields.required("side", |node| SIDE.read(node))?;
    let size = fields.required("size", N::decimal)?;
    let entry_price = fields.required("entryPrice", N::decimal)?;
    let leverage = fields.optional("leverage", N::decimal)?.unwrap_or(Decimal::ONE);
    let mode = fields.optional("marginMode", |node| MARGIN_MODE.read(node))?.unwrap_or(MarginMode::Cross);
    let isolated_margin = fields.optional("isolatedMargin", N::decimal)?;
    let added_margin = fields.optional("addedMargin", N::decimal)?.unwrap_or_default();
    fields.end()?;
    let margin = match (mode, isolated_margin) {
        (MarginMode::Isolated, margin) => PositionMargin::Isolated(margin),
        (MarginMode::Cross, None) => PositionMargin::Cross,
        (MarginMode::Cross, Some(_)) => {
            let error = MarginError::refuse(ErrorCode::NotIsolated, MarginMode::Cross.as_str());
            return Err(error.at("isolatedMargin"));
        }
    };
    Ok(PositionInput { id, market, side, size, entry_price, leverage, margin, added_margin })
}
