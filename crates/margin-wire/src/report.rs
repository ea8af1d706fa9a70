//! Reports, comparisons and limits, as they are answered: JSON.

use margin_core::account::Limits;
use margin_core::{AccountReport, Comparison, Liquidation, Outcome, Pair, PositionReport, Result};

use crate::json::Json;
use crate::names::{MARGIN_MODE, SIDE};
use crate::source::Source;

/// An account in full.
///
/// # Errors
/// `out-of-range` where it would be too long.
pub fn account(report: &AccountReport, source: &Source) -> Result<String> {
    Json::bounded(|json| write_account(json, report, source))
}

/// Several accounts, in their order.
pub struct Accounts(Json);

impl Default for Accounts {
    fn default() -> Self {
        let mut json = Json::default();
        json.open('[');
        Self(json)
    }
}

impl Accounts {
    /// Adds one.
    ///
    /// # Errors
    /// `out-of-range` where all together would be too long.
    pub fn push(&mut self, report: &AccountReport, source: &Source) -> Result<()> {
        write_account(&mut self.0, report, source);
        self.0.check()
    }

    /// The list of all.
    pub fn list(mut self) -> String {
        self.0.close(']');
        self.0.into_text()
    }
}

/// Both modes of one position.
pub fn comparison(comparison: &Comparison, source: &Source) -> String {
    Json::text_of(|json| {
        json.open('{');
        outcome(json, "isolated", &comparison.isolated);
        outcome(json, "cross", &comparison.cross);
        source.write_beside_an_answer(json);
        json.close('}');
    })
}

/// What a number of a scenario may be, and why it ends there.
pub fn range(range: &margin_core::Limits) -> String {
    Json::text_of(|json| {
        json.open('{');
        json.decimal("minimum", &range.minimum);
        json.decimal("maximum", &range.maximum);
        json.name("belowBy", range.below.as_str());
        json.name("aboveBy", range.above.as_str());
        json.close('}');
    })
}

/// What an isolated position allows.
pub fn limits(limits: &Limits) -> String {
    Json::text_of(|json| {
        json.open('{');
        json.decimal("addMargin", &limits.add_margin);
        json.decimal("removeMargin", &limits.remove_margin);
        json.decimal("close", &limits.close);
        json.close('}');
    })
}

fn write_account(json: &mut Json, report: &AccountReport, source: &Source) {
    json.open('{');
    json.decimal("walletBalance", &report.wallet_balance);
    json.decimal("equity", &report.equity);
    json.decimal("unrealizedPnl", &report.unrealized_pnl);
    json.decimal("availableBalance", &report.available_balance);
    json.decimal("withdrawableBalance", &report.withdrawable_balance);
    json.open_field("cross", '{');
    json.decimal("collateral", &report.cross.collateral);
    json.decimal("marginBalance", &report.cross.margin_balance);
    json.decimal("initialMargin", &report.cross.initial_margin);
    json.decimal("maintenanceMargin", &report.cross.maintenance_margin);
    json.decimal_or_null("marginRatio", &report.cross.margin_ratio);
    json.close('}');
    json.open_field("markets", '{');
    for market in &report.markets {
        json.foreign_key(&market.symbol);
        json.open('{');
        pair(json, &market.pair);
    }
    json.close('}');
    json.open_field("positions", '[');
    for report in &report.positions {
        position(json, report);
    }
    json.close(']');
    source.write_beside_an_answer(json);
    json.close('}');
}

fn position(json: &mut Json, report: &PositionReport) {
    json.open('{');
    json.text("id", &report.id);
    json.text("market", &report.market);
    json.name("side", SIDE.of(report.side));
    json.name("marginMode", MARGIN_MODE.of(report.margin_mode));
    json.decimal("size", &report.size);
    json.decimal("entryPrice", &report.entry_price);
    json.decimal("leverage", &report.leverage);
    json.decimal("value", &report.value);
    json.decimal("unrealizedPnl", &report.unrealized_pnl);
    json.decimal_or_null("roe", &report.roe);
    json.decimal("margin", &report.margin);
    json.decimal("initialMargin", &report.initial_margin);
    json.decimal("maintenanceMargin", &report.maintenance_margin);
    json.decimal_or_null("marginRatio", &report.margin_ratio);
    json.place("tier", report.tier);
    liquidation(json, "liquidation", &report.liquidation);
    json.open_field("pair", '{');
    pair(json, &report.pair);
    liquidation(json, "bankruptcy", &report.bankruptcy);
    json.decimal("maxLoss", &report.max_loss);
    json.close('}');
}

fn outcome(json: &mut Json, key: &str, outcome: &Outcome) {
    json.open_field(key, '{');
    json.name("mode", MARGIN_MODE.of(outcome.mode));
    json.name("status", outcome.status.as_str());
    json.name("side", SIDE.of(outcome.side));
    json.decimal("size", &outcome.size);
    json.decimal("value", &outcome.value);
    json.decimal("unrealizedPnl", &outcome.unrealized_pnl);
    json.decimal_or_null("roe", &outcome.roe);
    json.decimal("margin", &outcome.margin);
    json.decimal("initialMargin", &outcome.initial_margin);
    json.decimal("maintenanceMargin", &outcome.maintenance_margin);
    json.decimal_or_null("marginRatio", &outcome.margin_ratio);
    json.place("tier", outcome.tier);
    liquidation(json, "liquidation", &outcome.liquidation);
    json.open_field("pair", '{');
    pair(json, &outcome.pair);
    liquidation(json, "bankruptcy", &outcome.bankruptcy);
    json.decimal("maxLoss", &outcome.max_loss);
    json.decimal("loss", &outcome.loss);
    json.decimal("balanceAfter", &outcome.balance_after);
    json.decimal("balanceAtWorst", &outcome.balance_at_worst);
    json.close('}');
}

/// The two sides, in a record that has been opened, and its end.
fn pair(json: &mut Json, pair: &Pair) {
    liquidation(json, "below", &pair.below);
    liquidation(json, "above", &pair.above);
    json.close('}');
}

fn liquidation(json: &mut Json, key: &str, liquidation: &Liquidation) {
    json.open_field(key, '{');
    match liquidation {
        Liquidation::At { price, shown_price, distance, tier } => {
            json.name("kind", "at");
            json.decimal("price", price);
            json.decimal("shownPrice", shown_price);
            json.decimal("distance", distance);
            json.place("tier", *tier);
        }
        Liquidation::Never(reason) => {
            json.name("kind", "never");
            json.name("reason", reason.as_str());
        }
        Liquidation::Now => json.name("kind", "now"),
    }
    json.close('}');
}
