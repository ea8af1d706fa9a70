//! Events of a living account.

use std::borrow::Cow;

use margin_core::account::{Event, Liquidated, Trade};

use crate::names::{MARGIN_MODE, SIDE};
use crate::value::{Value, present};

/// What an operation did, in its order.
pub fn list(events: &[Event]) -> Value {
    Value::List(events.iter().map(event).collect())
}

fn event(event: &Event) -> Value {
    let kind = Value::name(event.kind());
    Value::Record(match event {
        Event::Opened(trade) | Event::Increased(trade) | Event::Reduced(trade) | Event::Closed(trade) => {
            self::trade(kind, trade)
        }
        Event::MarginAdded { id, amount } | Event::MarginRemoved { id, amount } => present([
            ("kind", Some(kind)),
            ("id", Some(Value::text(&id.to_string()))),
            ("amount", Some(Value::decimal(*amount))),
        ]),
        Event::Funded { id, amount, time } => present([
            ("kind", Some(kind)),
            ("id", Some(Value::text(&id.to_string()))),
            ("amount", Some(Value::decimal(*amount))),
            ("time", time.as_deref().map(Value::text)),
        ]),
        Event::MarginModeSet { market, mode } => present([
            ("kind", Some(kind)),
            ("market", Some(Value::text(market))),
            ("mode", Some(MARGIN_MODE.write(*mode))),
        ]),
        Event::LeverageSet { market, leverage } => present([
            ("kind", Some(kind)),
            ("market", Some(Value::text(market))),
            ("leverage", Some(Value::decimal(*leverage))),
        ]),
        Event::Deposited { amount } | Event::Withdrawn { amount } => {
            present([("kind", Some(kind)), ("amount", Some(Value::decimal(*amount)))])
        }
        Event::Liquidated(liquidated) => self::liquidated(kind, liquidated),
    })
}

fn trade(kind: Value, trade: &Trade) -> Vec<(Cow<'static, str>, Value)> {
    present([
        ("kind", Some(kind)),
        ("id", Some(Value::text(&trade.id.to_string()))),
        ("market", Some(Value::text(&trade.market))),
        ("side", Some(SIDE.write(trade.side))),
        ("size", Some(Value::decimal(trade.size))),
        ("price", Some(Value::decimal(trade.price))),
        ("realizedPnl", Some(Value::decimal(trade.realized_pnl))),
        ("fee", Some(Value::decimal(trade.fee))),
        ("margin", Some(Value::decimal(trade.margin))),
    ])
}

fn liquidated(kind: Value, liquidated: &Liquidated) -> Vec<(Cow<'static, str>, Value)> {
    let prices = liquidated.prices.iter().map(|(symbol, price)| (symbol.clone().into(), Value::decimal(*price)));
    present([
        ("kind", Some(kind)),
        ("ids", Some(Value::List(liquidated.ids.iter().map(|id| Value::text(&id.to_string())).collect()))),
        ("mode", Some(MARGIN_MODE.write(liquidated.mode))),
        ("loss", Some(Value::decimal(liquidated.loss))),
        ("returned", Some(Value::decimal(liquidated.returned))),
        ("prices", Some(Value::Record(prices.collect()))),
        ("walletBefore", Some(Value::decimal(liquidated.wallet_before))),
        ("walletAfter", Some(Value::decimal(liquidated.wallet_after))),
        ("time", liquidated.time.as_deref().map(Value::text)),
    ])
}
