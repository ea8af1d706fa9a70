//! Whole accounts: the cost of a position must not grow with the number of the others.

use std::hint::black_box;

use margin_core::{AccountInput, Decimal, Markets, PositionInput, PositionMargin, Rules, Side, evaluate};

use crate::{Workload, scenarios::market};

pub(crate) fn workloads() -> Vec<Workload> {
    [10, 100, 1_000, 10_000].map(workload).into_iter().collect()
}

/// So many cross positions, each in a market of its own.
fn workload(positions: u32) -> Workload {
    let symbol = |position: u32| format!("MARKET{position}");
    let markets: Vec<_> = (0..positions).map(|position| market(&symbol(position))).collect();
    let markets = Markets::new(markets).expect("each has a name of its own");
    let prices: Vec<_> = (0..positions).map(|position| (symbol(position), Decimal::from(59_500))).collect();
    let inputs: Vec<_> = (0..positions)
        .map(|position| PositionInput {
            id: None,
            market: symbol(position),
            side: if position % 3 == 0 { Side::Short } else { Side::Long },
            size: Decimal::new(i64::from(position % 50) + 1, 1),
            entry_price: Decimal::from(60_000),
            leverage: Decimal::from(20),
            margin: PositionMargin::Cross,
            added_margin: Decimal::ZERO,
        })
        .collect();
    let wallet_balance = Decimal::from(positions) * Decimal::from(20_000);
    let run = move || {
        let account = AccountInput {
            rules: Rules::default(),
            wallet_balance,
            markets: &markets,
            prices: &prices,
            positions: &inputs,
        };
        black_box(evaluate(black_box(&account))).expect("it is valid");
    };
    Workload { name: format!("evaluate: {positions} cross positions"), items: positions, run: Box::new(run) }
}
