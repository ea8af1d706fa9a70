//! An account as plain data: what is read back is what was written, or a refusal.

use margin_core::account::{PositionMode, PositionState, Simulation, SimulationState};
use margin_core::{ErrorCode, MarginMode, ModeScope, PositionId, Rules, Side};

use super::{Bench, decimal};

fn lively() -> Bench {
    Bench::hedge().after(&[
        "mode BTC isolated",
        "open BTC long 10 leverage 10",
        "open BTC short 3 margin 40",
        "open ETH long 30 leverage 5",
        "mark BTC 101 ETH 11",
        "open ETH long 7",
        "close 2 size 1",
        "fund ETH 0.0003",
    ])
}

#[test]
fn what_was_stored_lives_on() {
    let bench = lively();
    let restored = Simulation::restore(bench.account.state()).unwrap();
    assert_eq!(restored, bench.account);
    let mut restored = Bench { account: restored };
    restored.apply("open BTC long 1");
    restored.apply("mark BTC 50");
    assert_eq!(restored.report().positions.len(), 2);
}

#[test]
fn a_state_that_no_operations_lead_to_is_refused() {
    type Damage = fn(&mut SimulationState);
    let cases: [(Damage, ErrorCode, &str); 22] = [
        (|state| state.wallet_balance = decimal("1000000000000001"), ErrorCode::OutOfRange, "wallet_balance"),
        (|state| state.wallet_balance = decimal("0.0000000000001"), ErrorCode::TooManyDigits, "wallet_balance"),
        (|state| state.wallet_balance = decimal("100"), ErrorCode::WouldLiquidate, "positions"),
        (|state| state.markets[0].mark_price = Some(decimal("0")), ErrorCode::NotPositive, "markets[0].mark_price"),
        (|state| state.markets[0].mark_price = None, ErrorCode::MissingPrice, "positions[0].market"),
        (|state| state.markets[0].leverage = decimal("51"), ErrorCode::LeverageAboveTier, "markets[0].leverage"),
        (|state| state.markets[0].leverage = decimal("1001"), ErrorCode::LeverageAboveTier, "markets[0].leverage"),
        (|state| state.markets[0].margin_mode = MarginMode::Cross, ErrorCode::BadState, "positions[0].isolated_margin"),
        (|state| state.markets[1] = state.markets[0].clone(), ErrorCode::DuplicateMarket, "markets[1].symbol"),
        (|state| state.rules.removal_floor = decimal("1"), ErrorCode::OutOfRange, "rules.removal_floor"),
        (|state| state.rules.mode_scope = ModeScope::Account, ErrorCode::BadState, "markets[1].margin_mode"),
        (|state| state.position_mode = PositionMode::OneWay, ErrorCode::BadState, "positions[1].side"),
        (|state| state.next_id = 3, ErrorCode::BadState, "positions[2].id"),
        (|state| state.next_id = u32::MAX, ErrorCode::BadState, "next_id"),
        (|state| state.positions[1].id = PositionId(1), ErrorCode::BadState, "positions[1].id"),
        (|state| state.positions.swap(0, 1), ErrorCode::BadState, "positions[1].id"),
        (|state| state.positions[0].market = "XRP".into(), ErrorCode::UnknownMarket, "positions[0].market"),
        (|state| state.positions[0].size = decimal("0"), ErrorCode::NotPositive, "positions[0].size"),
        (|state| state.positions[0].size = decimal("0.0000000000015"), ErrorCode::TooManyDigits, "positions[0].size"),
        (|state| state.positions[0].entry_value = decimal("-1"), ErrorCode::NotPositive, "positions[0].entry_value"),
        (|state| state.positions[0].isolated_margin = Some(decimal("0")), ErrorCode::WouldLiquidate, "positions"),
        (|state| state.positions[1].side = Side::Long, ErrorCode::BadState, "positions[1].side"),
    ];
    for (index, (damage, code, field)) in cases.into_iter().enumerate() {
        let mut state = lively().account.state();
        damage(&mut state);
        let error = Simulation::restore(state).unwrap_err();
        assert_eq!((error.code(), error.field().unwrap_or_default()), (code, field), "case {index}: {error}");
    }
}

#[test]
fn an_account_with_many_positions_is_read_and_too_many_are_not() {
    let mut state = Bench::new(Rules::default(), PositionMode::OneWay).account.state();
    let position = PositionState {
        id: PositionId(1),
        market: "BTC".into(),
        side: Side::Long,
        size: decimal("1"),
        entry_value: decimal("100"),
        isolated_margin: None,
        added_margin: decimal("0"),
    };
    state.positions = vec![position; 100_001];
    let error = Simulation::restore(state).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::OutOfRange, Some("positions")));
}
