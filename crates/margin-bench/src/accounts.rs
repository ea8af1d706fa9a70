//! Living accounts: what a moved price costs, and that the cost of a position does not grow.

use std::cell::{Cell, RefCell};
use std::hint::black_box;

use margin_core::account::{MarketState, Operation, PositionMode, PositionState, Simulation, SimulationState};
use margin_core::{Decimal, MarginMode, PositionId, Rules, Side};

use crate::{Workload, scenarios::market};

/// The minutes of a day.
const DAY: u32 = 1440;

pub(crate) fn workloads() -> Vec<Workload> {
    let marks = [10, 100, 1_000, 10_000].map(mark);
    marks.into_iter().chain([day()]).collect()
}

/// An account of so many positions, a long and a short a market, every second market isolated.
pub(crate) fn account(positions: u32) -> Simulation {
    let markets = positions.div_ceil(2);
    let is_isolated = |market: u32| market % 2 == 1;
    let mode = |market| if is_isolated(market) { MarginMode::Isolated } else { MarginMode::Cross };
    let state = SimulationState {
        rules: Rules::default(),
        position_mode: PositionMode::Hedge,
        wallet_balance: Decimal::from(positions) * Decimal::from(100_000),
        markets: (0..markets)
            .map(|index| MarketState {
                market: market(&symbol(index)),
                mark_price: Some(Decimal::from(60_000)),
                margin_mode: mode(index),
                leverage: Decimal::from(20),
            })
            .collect(),
        positions: (0..positions)
            .map(|index| PositionState {
                id: PositionId(index + 1),
                market: symbol(index / 2),
                side: if index % 2 == 0 { Side::Long } else { Side::Short },
                size: Decimal::new(i64::from(index % 50) + 1, 1),
                entry_value: Decimal::new(i64::from(index % 50) + 1, 1) * Decimal::from(60_000),
                isolated_margin: is_isolated(index / 2).then(|| Decimal::from(60_000)),
            })
            .collect(),
        next_id: positions + 1,
    };
    Simulation::restore(state).expect("it is valid")
}

fn symbol(market: u32) -> String {
    format!("MARKET{market}")
}

/// All prices at once, to one of two values in turn, neither of which liquidates anything.
fn mark(positions: u32) -> Workload {
    let account = RefCell::new(account(positions));
    let all_at = |price: u32| Operation::Mark {
        prices: (0..positions.div_ceil(2)).map(|market| (symbol(market), Decimal::from(price))).collect(),
        time: None,
    };
    let moves = [all_at(59_900), all_at(60_100)];
    let turn = Cell::new(0);
    let run = move || {
        turn.set(1 - turn.get());
        let events = account.borrow_mut().apply(black_box(&moves[turn.get()])).expect("it is valid");
        assert!(events.is_empty(), "the workload must not shrink");
    };
    Workload { name: format!("account: one mark of {positions} positions"), items: positions, run: Box::new(run) }
}

/// A price a minute, of every market, over ten positions.
fn day() -> Workload {
    let account = account(10);
    let minutes: Vec<Operation> = (0..DAY)
        .map(|minute| Operation::Mark {
            prices: (0..5)
                .map(|market| (symbol(market), Decimal::from(59_000 + (minute * 37 + market * 11) % 2_000)))
                .collect(),
            time: None,
        })
        .collect();
    let run = move || {
        let mut account = account.clone();
        for minute in &minutes {
            account.apply(black_box(minute)).expect("it is valid");
        }
        assert_eq!(black_box(account).state().positions.len(), 10, "the workload must not shrink");
    };
    Workload { name: "account: a day of minutes over 10 positions".to_owned(), items: DAY, run: Box::new(run) }
}
