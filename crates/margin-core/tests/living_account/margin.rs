//! Margin added and removed, money put in and taken out.

use margin_core::account::PositionMode;
use margin_core::{PositionId, Rules};

use super::{Bench, decimal, said};

fn isolated() -> Bench {
    Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10"])
}

#[test]
fn margin_can_be_added_up_to_what_is_available() {
    let mut bench = isolated();
    assert_eq!(bench.account.limits(PositionId(1)).unwrap().add_margin, decimal("900"));
    assert_eq!(said(&bench.apply("add 1 50")), ["margin-added 1 50"]);
    // (1000 − 150) / (10 · 0.99): further from the mark.
    assert_eq!(bench.liquidation(0), "85.858586");
    assert_eq!(bench.wallet(), "1000");
    assert_eq!(bench.refusal("add 1 850.000000000001"), "insufficient-balance amount 850.000000000001 ..850");
    bench.apply("add 1 850");
    assert_eq!(bench.liquidation(0), "collateral-covers-loss");
    for (text, refusal) in [
        ("add 1 0", "not-positive amount 0 0.000000000001..1000000000000000"),
        ("add 1 -1", "not-positive amount -1 0.000000000001..1000000000000000"),
        ("add 9 1", "unknown-position id 9 .."),
    ] {
        assert_eq!(bench.refusal(text), refusal);
    }
}

#[test]
fn a_cross_position_has_no_margin_of_its_own() {
    let mut bench = Bench::one_way().after(&["open BTC long 10 leverage 10"]);
    assert_eq!(bench.refusal("add 1 10"), "not-isolated id 1 ..");
    assert_eq!(bench.refusal("remove 1 10"), "not-isolated id 1 ..");
    let limits = bench.account.limits(PositionId(1)).unwrap();
    assert_eq!((limits.add_margin, limits.remove_margin, limits.close), (decimal("0"), decimal("0"), decimal("10")));
}

#[test]
fn what_cross_positions_need_cannot_be_allocated() {
    let mut bench = isolated().after(&["open ETH long 180 leverage 3"]);
    // 900 of collateral, 600 of it as initial margin.
    assert_eq!(bench.account.limits(PositionId(1)).unwrap().add_margin, decimal("300"));
    bench.apply("mark ETH 12");
    // 360 of profit back positions, and are still not money that can be moved.
    assert_eq!(bench.account.limits(PositionId(1)).unwrap().add_margin, decimal("660"));
    bench.apply("mark ETH 16");
    assert_eq!(
        bench.account.limits(PositionId(1)).unwrap().add_margin,
        decimal("900"),
        "never more than the collateral"
    );
    assert_eq!(bench.refusal("withdraw 901"), "insufficient-balance amount 901 ..900");
}

#[test]
fn margin_can_be_removed_down_to_the_initial_margin_at_the_mark() {
    let mut bench = isolated().after(&["add 1 200"]);
    assert_eq!(bench.account.limits(PositionId(1)).unwrap().remove_margin, decimal("200"));
    assert_eq!(said(&bench.apply("remove 1 150")), ["margin-removed 1 -150"]);
    assert_eq!(bench.refusal("remove 1 50.000000000001"), "insufficient-margin amount 50.000000000001 ..50");
    // The loss of 20 counts, and the value is 980 now: 150 − 20 − 98.
    bench.apply("mark BTC 98");
    assert_eq!(bench.refusal("remove 1 33"), "insufficient-margin amount 33 ..32");
    // A profit frees margin, never more than was allocated.
    bench.apply("mark BTC 300");
    assert_eq!(bench.refusal("remove 1 151"), "insufficient-margin amount 151 ..150");
    bench.apply("remove 1 150");
    assert_eq!(bench.margin(0), "0");
}

#[test]
fn the_removal_floor_stays() {
    let rules = Rules { removal_floor: decimal("0.25"), ..Rules::default() };
    let mut bench = Bench::new(rules, PositionMode::OneWay).after(&[
        "mode BTC isolated",
        "open BTC long 10 leverage 10",
        "add 1 400",
    ]);
    assert_eq!(bench.refusal("remove 1 251"), "insufficient-margin amount 251 ..250");
}

#[test]
fn money_comes_and_goes() {
    let mut bench = Bench::one_way();
    assert_eq!(said(&bench.apply("deposit 0.5")), ["deposited 0.5"]);
    assert_eq!(said(&bench.apply("withdraw 1000")), ["withdrawn -1000"]);
    assert_eq!(bench.wallet(), "0.5");
    assert_eq!(bench.refusal("withdraw 0.51"), "insufficient-balance amount 0.51 ..0.5");
    assert_eq!(bench.refusal("deposit 0"), "not-positive amount 0 0.000000000001..1000000000000000");
    assert_eq!(bench.refusal("withdraw -1"), "not-positive amount -1 0.000000000001..1000000000000000");
    assert_eq!(
        bench.refusal("deposit 1000000000000000"),
        "out-of-range wallet_balance 1000000000000000.5 ..1000000000000000"
    );
}

#[test]
fn nothing_that_holds_an_account_at_the_edge_can_be_taken_out() {
    // One initial margin covers just the maintenance: 1,000 of value at 50x and at 2%.
    let mut bench = Bench::one_way().after(&["open BTC long 102 leverage 20", "leverage BTC 20"]);
    let free = bench.account.free_balance().unwrap();
    bench.apply(&format!("withdraw {free}"));
    bench.refuse("withdraw 0.000000000001");
    assert!(matches!(bench.report().positions[0].liquidation, margin_core::Liquidation::At { .. }));
}
