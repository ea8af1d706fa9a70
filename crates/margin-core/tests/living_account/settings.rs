//! The margin mode, which is fixed while a position is open, and the leverage.

use margin_core::account::PositionMode;
use margin_core::{LeverageChange, ModeChange, ModeScope, Rules};

use super::{Bench, decimal, said};

#[test]
fn the_mode_is_chosen_before_a_position_is_open() {
    let mut bench = Bench::one_way();
    assert_eq!(said(&bench.apply("mode BTC isolated")), ["margin-mode-set BTC isolated"]);
    assert!(bench.apply("mode BTC isolated").is_empty(), "nothing changed");
    bench.apply("open BTC long 1 leverage 10");
    let error = bench.refuse("mode BTC cross");
    assert_eq!((error.code().as_str(), error.field(), error.value()), ("mode-locked", Some("mode"), Some("cross")));
    assert_eq!(error.allowed().one_of, ["isolated"]);
    bench.apply("mode BTC isolated");
    bench.apply("mode ETH isolated");
    bench.apply("close 1");
    bench.apply("mode BTC cross");
    assert_eq!(bench.refusal("mode XRP cross"), "unknown-market market XRP ..");
}

#[test]
fn where_it_covers_the_account_a_position_anywhere_fixes_it() {
    let rules = Rules { mode_scope: ModeScope::Account, ..Rules::default() };
    let mut bench = Bench::new(rules, PositionMode::OneWay);
    assert_eq!(
        said(&bench.apply("mode BTC isolated")),
        ["margin-mode-set BTC isolated", "margin-mode-set ETH isolated"]
    );
    bench.apply("open ETH long 1 leverage 10");
    assert_eq!(bench.refusal("mode BTC cross"), "mode-locked mode cross ..");
}

#[test]
fn where_each_position_has_its_own_the_choice_is_for_the_next() {
    let rules = Rules { mode_scope: ModeScope::Position, ..Rules::default() };
    let mut bench = Bench::new(rules, PositionMode::Hedge).after(&["open BTC long 1 leverage 10"]);
    bench.apply("mode BTC isolated");
    assert_eq!(said(&bench.apply("open BTC short 1")), ["opened 2 BTC short 1 @ 100, pnl 0, fee 0, margin 10"]);
    // What is added to a position follows the position.
    assert_eq!(said(&bench.apply("open BTC long 1")), ["increased 1 BTC long 1 @ 100, pnl 0, fee 0, margin 0"]);
}

#[test]
fn where_the_rules_allow_it_a_covered_position_changes_its_mode() {
    let rules = Rules { mode_change: ModeChange::IfCovered, ..Rules::default() };
    let mut bench = Bench::new(rules, PositionMode::OneWay).after(&["open BTC long 10 leverage 10"]);
    assert_eq!(said(&bench.apply("mode BTC isolated")), ["margin-mode-set BTC isolated", "margin-added 1 100"]);
    assert_eq!(said(&bench.apply("mode BTC cross")), ["margin-mode-set BTC cross", "margin-removed 1 -100"]);
    // 900 back the other position, and 45 of them are lost.
    bench.apply("open ETH long 90 leverage 1");
    bench.apply("mark ETH 9.5");
    assert_eq!(bench.refusal("mode BTC isolated"), "insufficient-balance amount 100 ..55");
}

#[test]
fn leverage_goes_up_and_down_while_the_margin_is_covered() {
    let mut bench = Bench::one_way().after(&["open BTC long 10 leverage 10"]);
    assert_eq!(said(&bench.apply("leverage BTC 20")), ["leverage-set BTC 20"]);
    assert!(bench.apply("leverage BTC 20").is_empty());
    assert_eq!(bench.report().cross.initial_margin, decimal("50"));
    assert_eq!(bench.refusal("leverage BTC 51"), "leverage-above-tier leverage 51 ..50");
    assert_eq!(bench.refusal("leverage BTC 0.5"), "insufficient-balance leverage 0.5 1..");
    assert_eq!(bench.refusal("leverage BTC 0"), "not-positive leverage 0 0.000000000001..5000");
    bench.apply("leverage BTC 1");
}

#[test]
fn isolated_leverage_is_covered_by_the_position_alone() {
    let mut bench = Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10"]);
    assert_eq!(bench.refusal("leverage BTC 5"), "insufficient-margin leverage 5 10..");
    bench.apply("add 1 100");
    bench.apply("leverage BTC 5");
    let rules = Rules { leverage_change: LeverageChange::RaiseOnly, ..Rules::default() };
    let mut bench =
        Bench::new(rules, PositionMode::OneWay).after(&["mode BTC isolated", "open BTC long 10 leverage 10"]);
    assert_eq!(bench.refusal("leverage BTC 9"), "leverage-locked leverage 9 10..5000");
    assert_eq!(bench.refusal("open BTC long 1 leverage 9"), "leverage-locked leverage 9 10..5000");
    bench.apply("leverage BTC 11");
}
