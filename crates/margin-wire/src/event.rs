//! Events of a living account, as they are answered: JSON.

use margin_core::Result;
use margin_core::account::{Event, Liquidated, Trade};

use crate::json::Json;
use crate::names::{MARGIN_MODE, SIDE};

/// What an operation did, in its order.
///
/// # Errors
/// `out-of-range` where it would be too long.
pub fn list(events: &[Event]) -> Result<String> {
    Json::bounded(|json| {
        json.open('[');
        for event in events {
            json.open('{');
            json.name("kind", event.kind());
            fields(json, event);
            json.close('}');
        }
        json.close(']');
    })
}

fn fields(json: &mut Json, event: &Event) {
    match event {
        Event::Opened(of) | Event::Increased(of) | Event::Reduced(of) | Event::Closed(of) => trade(json, of),
        Event::MarginAdded { id, amount } | Event::MarginRemoved { id, amount } => {
            json.name("id", &id.to_string());
            json.decimal("amount", amount);
        }
        Event::Funded { id, amount, margin, time } => {
            json.name("id", &id.to_string());
            json.decimal("amount", amount);
            json.decimal("margin", margin);
            json.text_if_any("time", time.as_deref());
        }
        Event::MarginModeSet { market, mode } => {
            json.text("market", market);
            json.name("mode", MARGIN_MODE.of(*mode));
        }
        Event::LeverageSet { market, leverage } => {
            json.text("market", market);
            json.decimal("leverage", leverage);
        }
        Event::Deposited { amount } | Event::Withdrawn { amount } => json.decimal("amount", amount),
        Event::Liquidated(of) => liquidated(json, of),
    }
}

fn trade(json: &mut Json, trade: &Trade) {
    json.name("id", &trade.id.to_string());
    json.text("market", &trade.market);
    json.name("side", SIDE.of(trade.side));
    json.decimal("size", &trade.size);
    json.decimal("price", &trade.price);
    json.decimal("realizedPnl", &trade.realized_pnl);
    json.decimal("fee", &trade.fee);
    json.decimal("margin", &trade.margin);
}

fn liquidated(json: &mut Json, liquidated: &Liquidated) {
    let ids: Vec<String> = liquidated.ids.iter().map(ToString::to_string).collect();
    json.texts("ids", ids.iter().map(String::as_str));
    json.name("mode", MARGIN_MODE.of(liquidated.mode));
    json.decimal("loss", &liquidated.loss);
    json.decimal("returned", &liquidated.returned);
    json.open_field("prices", '{');
    for (symbol, price) in &liquidated.prices {
        json.foreign_key(symbol);
        json.decimal_value(price);
    }
    json.close('}');
    json.decimal("walletBefore", &liquidated.wallet_before);
    json.decimal("walletAfter", &liquidated.wallet_after);
    json.text_if_any("time", liquidated.time.as_deref());
}
