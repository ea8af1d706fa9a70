//! Accounts as readings build them: each position in a market of its own.

use margin_core::{
    AccountInput, AccountReport, Contract, Decimal, Liquidation, Market, MarketInput, Markets, PositionInput,
    PositionMargin, PositionReport, Rules, Side, Tier, evaluate,
};

use crate::vector::Outcome;

/// A position with its market and mark.
#[derive(Clone)]
pub(crate) struct Holding {
    pub(crate) market: MarketInput,
    pub(crate) side: Side,
    pub(crate) size: Decimal,
    pub(crate) entry_price: Decimal,
    pub(crate) mark_price: Decimal,
    pub(crate) leverage: Decimal,
    pub(crate) margin: PositionMargin,
    pub(crate) added_margin: Decimal,
}

impl Holding {
    /// A cross position at leverage 1, marked at its entry, in a market with this table.
    pub(crate) fn new(symbol: &str, side: Side, size: Decimal, entry_price: Decimal, tiers: Vec<Tier>) -> Self {
        Self {
            market: MarketInput::new(symbol, tiers),
            side,
            size,
            entry_price,
            mark_price: entry_price,
            leverage: Decimal::ONE,
            margin: PositionMargin::Cross,
            added_margin: Decimal::ZERO,
        }
    }

    /// In another contract.
    pub(crate) fn with_contract(mut self, contract: Contract) -> Self {
        self.market.contract = contract;
        self
    }

    /// At another mark.
    pub(crate) fn with_mark_price(mut self, mark_price: Decimal) -> Self {
        self.mark_price = mark_price;
        self
    }

    /// With so much allocated to it.
    pub(crate) fn with_isolated_margin(mut self, margin: Decimal) -> Self {
        self.margin = PositionMargin::Isolated(Some(margin));
        self
    }
}

/// Positions, and what backs the cross ones.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) rules: Rules,
    pub(crate) wallet_balance: Decimal,
    pub(crate) holdings: Vec<Holding>,
}

impl Account {
    /// One isolated position, and nothing else in the wallet.
    pub(crate) fn isolated(rules: Rules, holding: Holding) -> Self {
        Self { rules, wallet_balance: Decimal::ZERO, holdings: vec![holding] }
    }

    /// Evaluates it.
    pub(crate) fn report(&self) -> Outcome<AccountReport> {
        let mut markets = Vec::new();
        let mut prices = Vec::new();
        let mut positions = Vec::new();
        for holding in &self.holdings {
            let symbol = holding.market.symbol.clone();
            markets.push(Market::new(holding.market.clone())?);
            prices.push((symbol.clone(), holding.mark_price));
            positions.push(PositionInput {
                id: None,
                market: symbol,
                side: holding.side,
                size: holding.size,
                entry_price: holding.entry_price,
                leverage: holding.leverage,
                margin: holding.margin,
                added_margin: holding.added_margin,
            });
        }
        Ok(evaluate(&AccountInput {
            rules: self.rules,
            wallet_balance: self.wallet_balance,
            markets: &Markets::new(markets).map_err(|error| error.at("markets"))?,
            prices: &prices,
            positions: &positions,
        })?)
    }

    /// The report of its first position.
    pub(crate) fn first(&self) -> Outcome<PositionReport> {
        self.report()?.positions.into_iter().next().ok_or_else(|| "no position".into())
    }

    /// The same at another mark of the first position.
    pub(crate) fn at_mark(&self, mark_price: Decimal) -> Self {
        let mut account = self.clone();
        if let Some(holding) = account.holdings.first_mut() {
            holding.mark_price = mark_price;
        }
        account
    }
}

/// The exact price of a liquidation.
pub(crate) fn price(liquidation: Liquidation) -> Outcome<Decimal> {
    match liquidation {
        Liquidation::At { price, .. } => Ok(price),
        other => Err(format!("{other:?} where a price was expected").into()),
    }
}

/// The price as the venue shows it.
pub(crate) fn shown_price(liquidation: Liquidation) -> Outcome<Decimal> {
    match liquidation {
        Liquidation::At { shown_price, .. } => Ok(shown_price),
        other => Err(format!("{other:?} where a price was expected").into()),
    }
}

/// One tier for every value. A stated deduction is lifted out of a table.
pub(crate) fn one_tier(rate: Decimal, deduction: Option<Decimal>) -> Vec<Tier> {
    vec![Tier { deduction, ..Tier::new(Decimal::ZERO, rate) }]
}

/// A table of floors, rates and stated deductions.
pub(crate) fn stated_tiers(rows: &[Vec<Decimal>]) -> Outcome<Vec<Tier>> {
    rows.iter()
        .map(|row| match row.as_slice() {
            [floor, rate, deduction] => Ok(Tier { deduction: Some(*deduction), ..Tier::new(*floor, *rate) }),
            _ => Err("a row has three numbers".into()),
        })
        .collect()
}
