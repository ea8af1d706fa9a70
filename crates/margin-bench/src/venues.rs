//! One position on ten venues side by side, as the page compares them.

use std::hint::black_box;

use margin_core::{Decimal, Market, Rules, Scenario, Side, compare};
use margin_venues::{VENUES, Venue};

use crate::Workload;
use crate::tables::FILES;

/// How many venues list the position's market, or one like it.
const VENUES_COMPARED: usize = 10;

/// The venue's own market of the coin, the longest table first; the common one where its tables are not here.
fn market_of(venue: &Venue) -> Market {
    let listed = FILES.iter().find_map(|text| {
        let tables = venue.read_tables(text).ok()?;
        ["BTCUSDT", "BTC-USDT-SWAP", "BTC-USD", "BTC", "XBTUSD", "PF_XBTUSD", "BTC_USDT"]
            .into_iter()
            .find_map(|symbol| tables.market(symbol))
    });
    listed.unwrap_or_else(|| crate::scenarios::market("BTCUSDT"))
}

pub(crate) fn workloads() -> Vec<Workload> {
    let venues: Vec<(Rules, Market)> =
        VENUES.iter().skip(1).take(VENUES_COMPARED).map(|venue| (venue.rules, market_of(venue))).collect();
    let items = u32::try_from(venues.len()).unwrap_or(u32::MAX);
    let run = move || {
        for (rules, market) in &venues {
            let scenario = Scenario::of_value(market, Side::Long, Decimal::from(5_000), Decimal::from(60_000))
                .with_rules(*rules)
                .with_leverage(Decimal::from(5))
                .with_wallet_balance(Decimal::from(6_000));
            black_box(compare(black_box(&scenario))).expect("it is valid");
        }
    };
    vec![Workload { name: format!("compare: one position on {items} venues"), items, run: Box::new(run) }]
}
