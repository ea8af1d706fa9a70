//! Any operation with any number is done or refused, and any stored account is taken up or refused:
//! nothing panics, and what is refused changes nothing.

use margin_core::account::{MarketState, Open, PositionState, SimulationState};
use margin_core::{Decimal, MarginMode, Operation, PositionId, PositionMode, Quantity, Side, Simulation, parse};

use crate::generate;
use crate::random::Random;

const EDGES: [&str; 14] = [
    "0",
    "-0",
    "1",
    "-1",
    "0.000000000001",
    "0.0000000000001",
    "1000000000000",
    "1000000000000000",
    "-1000000000000000",
    "1000000000000000.000000000001",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "7.9228162514264337593543950335",
    "0.0000000000000000000000000001",
];

fn any_decimal(random: &mut Random) -> Decimal {
    match random.within(0..4) {
        0 => parse(random.of(&EDGES)).unwrap(),
        1 => {
            let mantissa = i128::from(random.within(i64::MIN / 2..i64::MAX / 2)) << random.within(0..34);
            let scale = u32::try_from(random.within(0..29)).unwrap();
            Decimal::try_from_i128_with_scale(mantissa, scale).unwrap_or(Decimal::MIN)
        }
        _ => Decimal::new(random.within(1..1_000_000), u32::try_from(random.within(0..13)).unwrap()),
    }
}

fn perhaps<T>(random: &mut Random, value: impl Fn(&mut Random) -> T) -> Option<T> {
    random.percent(30).then(|| value(random))
}

fn any_side(random: &mut Random) -> Side {
    random.of(&[Side::Long, Side::Short])
}

fn any_symbol(random: &mut Random) -> String {
    random.of(&["A", "A", "B", "C", "", "X"]).to_owned()
}

fn any_id(random: &mut Random) -> PositionId {
    PositionId(u32::try_from(random.within(0..6)).unwrap())
}

fn any_operation(random: &mut Random) -> Operation {
    let amount = any_decimal(random);
    match random.within(0..12) {
        0..3 => {
            let quantity = if random.percent(50) { Quantity::Size(amount) } else { Quantity::Value(amount) };
            Operation::Open(Open {
                price: perhaps(random, any_decimal),
                leverage: perhaps(random, any_decimal),
                isolated_margin: perhaps(random, any_decimal),
                ..Open::new(&any_symbol(random), any_side(random), quantity)
            })
        }
        3 => Operation::Close {
            id: any_id(random),
            size: perhaps(random, any_decimal),
            price: perhaps(random, any_decimal),
        },
        4 => Operation::AddMargin { id: any_id(random), amount },
        5 => Operation::RemoveMargin { id: any_id(random), amount },
        6 => Operation::SetMarginMode { market: any_symbol(random), mode: any_mode(random) },
        7 => Operation::SetLeverage { market: any_symbol(random), leverage: amount },
        8 => Operation::Deposit { amount },
        9 => Operation::Withdraw { amount },
        10 => Operation::Mark { prices: vec![(any_symbol(random), amount)], time: None },
        _ => Operation::Fund { market: any_symbol(random), rate: amount, time: None },
    }
}

fn any_mode(random: &mut Random) -> MarginMode {
    random.of(&[MarginMode::Isolated, MarginMode::Cross])
}

/// Everything that can be asked of an account.
fn ask(account: &Simulation, random: &mut Random) {
    let _ = account.report();
    let _ = account.free_balance();
    for id in 0..6 {
        let _ = account.limits(PositionId(id));
    }
    for market in account.markets() {
        let _ = account.largest_open(market.symbol(), any_side(random));
        let _ = account.first_liquidation(market.symbol(), any_decimal(random));
        let _ = account.market_setting(market.symbol());
    }
}

/// An account that some ordinary operations led to.
fn some_account(random: &mut Random) -> Simulation {
    let input = generate::venue(random);
    let scale = input.wallet_balance;
    let mut account = Simulation::new(input).unwrap();
    for _ in 0..random.within(0..12) {
        let _ = account.apply(&generate::operation(random, &account, scale));
    }
    account
}

/// Does it for every seed, and names the one that panics.
fn for_each_seed(count: u64, run: impl Fn(&mut Random) + std::panic::RefUnwindSafe) {
    for seed in 0..count {
        let outcome = std::panic::catch_unwind(|| run(&mut Random::new(seed)));
        assert!(outcome.is_ok(), "seed {seed}");
    }
}

#[test]
fn any_operation_is_done_or_refused() {
    for_each_seed(crate::sequences(), |random| {
        let mut account = some_account(random);
        for _ in 0..30 {
            let operation = any_operation(random);
            let before = account.clone();
            let text = format!("{:?}", account.state());
            match account.apply(&operation) {
                Ok(_) => {
                    assert_eq!(Simulation::restore(account.state()).as_ref(), Ok(&account), "after {operation:?}");
                    ask(&account, random);
                }
                Err(error) => {
                    assert!(account == before, "{operation:?} changed the account, though {error}");
                    assert_eq!(format!("{:?}", account.state()), text, "{operation:?}");
                }
            }
        }
    });
}

fn mutate(state: &mut SimulationState, random: &mut Random) {
    let number = any_decimal(random);
    let market = usize::try_from(random.within(0..i64::try_from(state.markets.len()).unwrap())).unwrap();
    match random.within(0..8) {
        0 => state.wallet_balance = number,
        1 => state.position_mode = random.of(&[PositionMode::OneWay, PositionMode::Hedge]),
        2 => state.next_id = random.of(&[0, 1, 2, 5, u32::MAX]),
        3 => state.rules = generate::venue(random).rules,
        4 => {
            let MarketState { mark_price, margin_mode, leverage, .. } = &mut state.markets[market];
            match random.within(0..3) {
                0 => *mark_price = perhaps(random, |_| number),
                1 => *margin_mode = any_mode(random),
                _ => *leverage = number,
            }
        }
        5 => {
            let copy = state.markets[market].clone();
            if random.percent(50) {
                state.markets.push(copy);
            } else {
                state.markets.remove(market);
            }
        }
        _ if state.positions.is_empty() => state.positions.push(PositionState {
            added_margin: Decimal::ZERO,
            id: any_id(random),
            market: any_symbol(random),
            side: any_side(random),
            size: number,
            entry_value: any_decimal(random),
            isolated_margin: perhaps(random, any_decimal),
        }),
        _ => {
            let place = usize::try_from(random.within(0..i64::try_from(state.positions.len()).unwrap())).unwrap();
            let copy = state.positions[place].clone();
            let position = &mut state.positions[place];
            match random.within(0..8) {
                0 => position.id = any_id(random),
                1 => position.market = any_symbol(random),
                2 => position.side = any_side(random),
                3 => position.size = number,
                4 => position.entry_value = number,
                5 => position.isolated_margin = perhaps(random, |_| number),
                6 => state.positions.push(PositionState { added_margin: Decimal::ZERO, id: any_id(random), ..copy }),
                _ => drop(state.positions.remove(place)),
            }
        }
    }
}

#[test]
fn any_stored_account_is_taken_up_or_refused() {
    for_each_seed(crate::sequences() * 4, |random| {
        let mut state = some_account(random).state();
        for _ in 0..random.within(1..5) {
            if !state.markets.is_empty() {
                mutate(&mut state, random);
            }
        }
        let Ok(mut account) = Simulation::restore(state) else { return };
        account.report().unwrap();
        for position in account.state().positions {
            account.limits(position.id).unwrap();
        }
        assert_eq!(Simulation::restore(account.state()).as_ref(), Ok(&account));
        ask(&account, random);
        for _ in 0..5 {
            let _ = account.apply(&any_operation(random));
        }
    });
}
