//! One position: what a slider event asks for.

use std::hint::black_box;

use margin_core::{Decimal, Field, MarginMode, Market, MarketInput, Scenario, Side, Tier, Want, compare, curve, solve};

use crate::Workload;

/// Twelve tiers with floors a few times as large and rates a little higher each, as venues have them.
const TIERS: [(i64, i64); 12] = [
    (0, 40),
    (300_000, 50),
    (800_000, 65),
    (3_000_000, 100),
    (12_000_000, 200),
    (70_000_000, 250),
    (100_000_000, 500),
    (230_000_000, 1_000),
    (480_000_000, 1_250),
    (600_000_000, 1_500),
    (800_000_000, 2_500),
    (1_200_000_000, 5_000),
];

/// The market of all workloads.
pub(crate) fn market(symbol: &str) -> Market {
    let tiers = TIERS.map(|(floor, rate)| Tier::new(Decimal::from(floor), Decimal::new(rate, 4)));
    Market::new(MarketInput::new(symbol, tiers.to_vec())).expect("the table is in order")
}

pub(crate) fn workloads() -> Vec<Workload> {
    vec![
        // Each mode is solved for its liquidation and for its bankruptcy: four solves.
        Workload {
            items: 4,
            ..workload("one solve, 12 tiers: the four of a comparison", |scenario| {
                black_box(scenario.open()).expect("it is valid");
            })
        },
        workload("compare: every figure in both modes", |scenario| {
            black_box(compare(scenario)).expect("it is valid");
        }),
        workload("solve: the margin for a liquidation price", |scenario| {
            let wanted = Want::LiquidationPrice(Decimal::from(57_000));
            black_box(solve(scenario, wanted, Field::IsolatedMargin, MarginMode::Isolated)).expect("it is valid");
        }),
        workload("solve: the size for a liquidation price", |scenario| {
            let wanted = Want::LiquidationPrice(Decimal::from(57_000));
            black_box(solve(scenario, wanted, Field::Size, MarginMode::Isolated)).expect("it is valid");
        }),
        workload("curve: 500 points in both modes", |scenario| {
            black_box(curve(scenario, Decimal::ONE, Decimal::from(120_000), 500)).expect("it is valid");
        }),
    ]
}

/// A workload of the position that the tables of most calculators get wrong: 5 million at 20x, in the fourth tier.
fn workload(name: &str, run: impl Fn(&Scenario<'_>) + 'static) -> Workload {
    let market = market("BTCUSDT");
    let run = move || {
        let scenario = Scenario::of_value(&market, Side::Long, Decimal::from(5_000_000), Decimal::from(60_000))
            .with_leverage(Decimal::from(20))
            .with_wallet_balance(Decimal::from(1_000_000));
        run(black_box(&scenario));
    };
    Workload { name: name.to_owned(), items: 1, run: Box::new(run) }
}
