//! Prices that move, funding, and what falls when they do.

use margin_core::account::PositionMode;
use margin_core::{Event, Liquidation, MarketInput, ModeChange, OnLiquidation, Rules};

use super::{Bench, decimal, said, tiered};

#[test]
fn an_isolated_position_dies_alone_with_its_margin() {
    let mut bench =
        Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10", "open ETH long 50 leverage 1"]);
    assert!(bench.apply("mark BTC 90.91").is_empty());
    // A gap far through the bankruptcy price costs no more than the margin.
    assert_eq!(
        said(&bench.apply("mark BTC 20")),
        ["liquidated isolated 1 at BTC 20, loss 100, returned 0, wallet 1000 to 900"]
    );
    assert_eq!(bench.report().positions.len(), 1);
    assert_eq!(bench.report().cross.collateral, decimal("900"), "the rest of the wallet is untouched");
}

#[test]
fn cross_positions_die_together_and_take_all_of_the_shared_collateral() {
    let mut bench = Bench::one_way().after(&[
        "mode BTC isolated",
        "open BTC long 10 leverage 10",
        "open ETH short 400 leverage 20",
    ]);
    // 900 behind a short of 4,000: (900 + 4,000) / (400 · 1.01).
    assert_eq!(bench.liquidation(1), "12.128713");
    assert_eq!(
        said(&bench.apply("mark ETH 12.13 time noon")),
        ["liquidated cross 2 at ETH 12.13, loss 900, returned 0, wallet 1000 to 100"]
    );
    assert_eq!(bench.report().positions.len(), 1, "the isolated one beside it survives");
    assert_eq!(bench.report().available_balance, decimal("0"));
}

#[test]
fn the_time_is_handed_through() {
    let mut bench = Bench::one_way().after(&["open BTC long 100 leverage 20"]);
    let time = |events: &[Event]| match events {
        [Event::Funded { time, .. }] => time.clone(),
        [Event::Liquidated(liquidated)] => liquidated.time.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(time(&bench.apply("fund BTC 0.0001 time 08:00")), Some("08:00".to_owned()));
    assert_eq!(time(&bench.apply("mark BTC 50 time 12:00")), Some("12:00".to_owned()));
}

#[test]
fn where_several_fall_at_the_same_prices_isolated_ones_fall_first() {
    let mut bench =
        Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10", "open ETH long 900 leverage 20"]);
    assert_eq!(
        said(&bench.apply("mark ETH 5 BTC 50")),
        [
            "liquidated isolated 1 at BTC 50, loss 100, returned 0, wallet 1000 to 900",
            "liquidated cross 2 at ETH 5, loss 900, returned 0, wallet 900 to 0"
        ]
    );
}

#[test]
fn what_an_isolated_position_returns_may_save_the_cross_ones() {
    let rules = Rules { on_liquidation: OnLiquidation::Residual, ..Rules::default() };
    let fees = MarketInput { liquidation_fee: decimal("0.001"), ..tiered("BTC") };
    let mut bench = Bench::with(rules, PositionMode::OneWay, &[fees, tiered("ETH")]).after(&[
        "mode BTC isolated",
        "open BTC long 10 leverage 10",
        "open ETH long 900 leverage 20",
    ]);
    // At 90.9: 100 − 91, less 0.909 for the fee.
    assert_eq!(
        said(&bench.apply("mark BTC 90.9")),
        ["liquidated isolated 1 at BTC 90.9, loss 91.909, returned 8.091, wallet 1000 to 908.091"]
    );
    // 908.091 behind 9,000 at 2% less 100 of deduction… and at the mark what is left comes back.
    assert_eq!(
        said(&bench.apply("mark ETH 9")),
        ["liquidated cross 2 at ETH 9, loss 900, returned 8.091, wallet 908.091 to 8.091"]
    );
}

#[test]
fn profit_that_is_realised_saves_another_cross_position() {
    let start = ["open BTC long 20 leverage 10", "open ETH short 100 leverage 10", "withdraw 700"];
    let fall = ["mark ETH 5 BTC 80"];
    let back = "mark ETH 10";
    // 300 behind both; ETH has gained 500 when BTC has lost 400.
    let mut kept = Bench::one_way().after(&start).after(&fall);
    assert_eq!(kept.report().cross.margin_balance, decimal("400"));
    assert_eq!(
        said(&kept.apply(back))[0],
        "liquidated cross 1+2 at BTC 80+ETH 10, loss 300, returned 0, wallet 300 to 0"
    );
    let mut realised = Bench::one_way().after(&start).after(&fall).after(&["close 2"]);
    assert!(realised.apply(back).is_empty(), "the 500 are in the wallet");
    assert_eq!(realised.wallet(), "800");
}

#[test]
fn realised_profit_reaches_an_isolated_position_only_if_it_is_allocated() {
    let mut bench = Bench::one_way().after(&[
        "mode BTC isolated",
        "open BTC long 10 leverage 10",
        "open ETH short 10 leverage 1",
        "mark ETH 5",
        "close 2",
    ]);
    assert_eq!(bench.liquidation(0), "90.909091");
    bench.apply("add 1 50");
    assert_eq!(bench.liquidation(0), "85.858586");
}

#[test]
fn a_hedged_pair_in_cross_has_a_price_on_either_side() {
    let mut bench = Bench::hedge().after(&["open BTC long 40 leverage 20", "open BTC short 20"]);
    bench.apply("withdraw 650");
    let pair = bench.report().positions[0].pair;
    assert!(matches!(pair.below, Liquidation::At { .. }), "{pair:?}");
    // 350 + 20·(P − 100) = 0.6·P
    assert!(bench.apply("mark BTC 85.06").is_empty());
    assert_eq!(
        said(&bench.apply("mark BTC 85.05")),
        ["liquidated cross 1+2 at BTC 85.05, loss 350, returned 0, wallet 350 to 0"]
    );
}

#[test]
fn funding_is_paid_from_the_margin_or_from_the_wallet() {
    let mut bench = Bench::hedge().after(&["mode BTC isolated", "open BTC long 10 leverage 10", "open BTC short 5"]);
    assert_eq!(said(&bench.apply("fund BTC 0.0001")), ["funded 1 -0.1", "funded 2 0.05"]);
    assert_eq!((bench.margin(0), bench.margin(1), bench.wallet()), ("99.9".into(), "50.05".into(), "999.95".into()));
    let mut bench = Bench::one_way().after(&["open BTC long 10 leverage 10"]);
    assert_eq!(said(&bench.apply("fund BTC -0.0001")), ["funded 1 0.1"]);
    assert_eq!(bench.wallet(), "1000.1");
    assert!(bench.apply("fund ETH 0.01").is_empty(), "nobody holds it");
    assert_eq!(bench.refusal("fund BTC 1"), "out-of-range rate 1 -0.999999999999999999..0.999999999999999999");
    assert_eq!(bench.refusal("fund XRP 0.01"), "unknown-market market XRP ..");
}

#[test]
fn funding_liquidates_and_may_draw_the_margin_below_zero() {
    let mut bench = Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10", "mark BTC 120"]);
    assert_eq!(said(&bench.apply("fund BTC 0.1")), ["funded 1 -120"]);
    assert_eq!((bench.margin(0), bench.wallet()), ("-20".into(), "880".into()));
    assert_eq!(bench.report().cross.collateral, decimal("900"), "the rest of the wallet is untouched");
    // (1,000 + 20) / 9.9
    assert_eq!(bench.liquidation(0), "103.030303");
    // What the margin owes is not collected: 100 were lost in all, 120 by funding.
    assert_eq!(
        said(&bench.apply("mark BTC 103")),
        ["liquidated isolated 1 at BTC 103, loss -20, returned 0, wallet 880 to 900"]
    );
    let mut bench = Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10"]);
    assert_eq!(
        said(&bench.apply("fund BTC 0.09")),
        ["funded 1 -90", "liquidated isolated 1 at BTC 100, loss 10, returned 0, wallet 910 to 900"]
    );
}

#[test]
fn prices_must_be_positive_and_of_a_known_market() {
    let mut bench = Bench::one_way().after(&["open BTC long 1 leverage 10"]);
    assert_eq!(bench.refusal("mark BTC 0"), "not-positive prices.BTC 0 0.000000000001..1000000000000");
    assert_eq!(bench.refusal("mark BTC -1"), "not-positive prices.BTC -1 0.000000000001..1000000000000");
    assert_eq!(bench.refusal("mark ETH 5 XRP 1"), "unknown-market prices.XRP  ..");
}

#[test]
fn only_prices_and_funding_liquidate() {
    let rules = Rules { mode_change: ModeChange::IfCovered, ..Rules::default() };
    let mut bench = Bench::new(rules, PositionMode::OneWay).after(&["open BTC long 10 leverage 10", "mark BTC 90.5"]);
    // With 100 of its own it would stand at 5, and 9.05 are required.
    assert_eq!(bench.refusal("mode BTC isolated"), "would-liquidate positions 1 ..");
}

#[test]
fn a_continuous_move_stops_where_something_falls() {
    let mut bench =
        Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10", "open ETH long 1 leverage 1"]);
    assert_eq!(bench.account.first_liquidation("BTC", decimal("95")).unwrap(), None);
    assert_eq!(bench.account.first_liquidation("BTC", decimal("500")).unwrap(), None);
    let price = bench.account.first_liquidation("BTC", decimal("50")).unwrap().unwrap();
    assert_eq!(price, decimal("90.90909090909"), "900 / 9.9, rounded outward");
    assert_eq!(bench.apply(&format!("mark BTC {price}")).len(), 1);
    assert_eq!(bench.account.first_liquidation("BTC", decimal("50")).unwrap(), None);
}
