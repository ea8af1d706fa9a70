//! Reports, comparisons and limits, as they are answered.

use std::borrow::Cow;

use margin_core::account::Limits;
use margin_core::{AccountReport, Comparison, Liquidation, MarketReport, Outcome, Pair, PositionReport};

use crate::names::{MARGIN_MODE, SIDE};
use crate::source::Source;
use crate::value::{Value, record};

/// An account in full.
pub fn account(report: &AccountReport, source: &Source) -> Value {
    let AccountReport { wallet_balance, equity, unrealized_pnl, available_balance, cross, markets, positions } = report;
    record([
        ("walletBalance", Value::decimal(*wallet_balance)),
        ("equity", Value::decimal(*equity)),
        ("unrealizedPnl", Value::decimal(*unrealized_pnl)),
        ("availableBalance", Value::decimal(*available_balance)),
        (
            "cross",
            record([
                ("collateral", Value::decimal(cross.collateral)),
                ("marginBalance", Value::decimal(cross.margin_balance)),
                ("initialMargin", Value::decimal(cross.initial_margin)),
                ("maintenanceMargin", Value::decimal(cross.maintenance_margin)),
                ("marginRatio", Value::decimal_or_null(cross.margin_ratio)),
            ]),
        ),
        ("markets", Value::Record(markets.iter().map(market).collect())),
        ("positions", Value::List(positions.iter().map(position).collect())),
        ("source", source.write()),
        ("assumptions", source.assumptions()),
    ])
}

/// Both modes of one position.
pub fn comparison(comparison: &Comparison, source: &Source) -> Value {
    record([
        ("isolated", outcome(&comparison.isolated)),
        ("cross", outcome(&comparison.cross)),
        ("source", source.write()),
        ("assumptions", source.assumptions()),
    ])
}

/// What an isolated position allows.
pub fn limits(limits: &Limits) -> Value {
    record([
        ("addMargin", Value::decimal(limits.add_margin)),
        ("removeMargin", Value::decimal(limits.remove_margin)),
        ("close", Value::decimal(limits.close)),
    ])
}

fn market(report: &MarketReport) -> (Cow<'static, str>, Value) {
    (report.symbol.clone().into(), pair(&report.pair))
}

fn position(report: &PositionReport) -> Value {
    record([
        ("id", Value::text(&report.id)),
        ("market", Value::text(&report.market)),
        ("side", SIDE.write(report.side)),
        ("marginMode", MARGIN_MODE.write(report.margin_mode)),
        ("size", Value::decimal(report.size)),
        ("entryPrice", Value::decimal(report.entry_price)),
        ("leverage", Value::decimal(report.leverage)),
        ("value", Value::decimal(report.value)),
        ("unrealizedPnl", Value::decimal(report.unrealized_pnl)),
        ("roe", Value::decimal_or_null(report.roe)),
        ("margin", Value::decimal(report.margin)),
        ("initialMargin", Value::decimal(report.initial_margin)),
        ("maintenanceMargin", Value::decimal(report.maintenance_margin)),
        ("marginRatio", Value::decimal_or_null(report.margin_ratio)),
        ("tier", Value::place(report.tier)),
        ("liquidation", liquidation(&report.liquidation)),
        ("pair", pair(&report.pair)),
        ("bankruptcy", liquidation(&report.bankruptcy)),
        ("maxLoss", Value::decimal(report.max_loss)),
    ])
}

fn outcome(outcome: &Outcome) -> Value {
    record([
        ("mode", MARGIN_MODE.write(outcome.mode)),
        ("status", Value::name(outcome.status.as_str())),
        ("side", SIDE.write(outcome.side)),
        ("size", Value::decimal(outcome.size)),
        ("value", Value::decimal(outcome.value)),
        ("unrealizedPnl", Value::decimal(outcome.unrealized_pnl)),
        ("roe", Value::decimal_or_null(outcome.roe)),
        ("margin", Value::decimal(outcome.margin)),
        ("initialMargin", Value::decimal(outcome.initial_margin)),
        ("maintenanceMargin", Value::decimal(outcome.maintenance_margin)),
        ("marginRatio", Value::decimal_or_null(outcome.margin_ratio)),
        ("tier", Value::place(outcome.tier)),
        ("liquidation", liquidation(&outcome.liquidation)),
        ("pair", pair(&outcome.pair)),
        ("bankruptcy", liquidation(&outcome.bankruptcy)),
        ("maxLoss", Value::decimal(outcome.max_loss)),
        ("loss", Value::decimal(outcome.loss)),
        ("balanceAfter", Value::decimal(outcome.balance_after)),
        ("balanceAtWorst", Value::decimal(outcome.balance_at_worst)),
    ])
}

fn pair(pair: &Pair) -> Value {
    record([("below", liquidation(&pair.below)), ("above", liquidation(&pair.above))])
}

fn liquidation(liquidation: &Liquidation) -> Value {
    match liquidation {
        Liquidation::At { price, shown_price, distance, tier } => record([
            ("kind", Value::name("at")),
            ("price", Value::decimal(*price)),
            ("shownPrice", Value::decimal(*shown_price)),
            ("distance", Value::decimal(*distance)),
            ("tier", Value::place(*tier)),
        ]),
        Liquidation::Never(reason) => {
            record([("kind", Value::name("never")), ("reason", Value::name(reason.as_str()))])
        }
        Liquidation::Now => record([("kind", Value::name("now"))]),
    }
}
