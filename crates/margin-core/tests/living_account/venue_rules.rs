//! What venues charge, hold and pay out differently, one rule at a time.

use margin_core::account::PositionMode;
use margin_core::{
    Basis, ClosingFee, Contract, Event, FundingSource, MarketInput, OpeningCost, ReportedReserve, Rules, plain,
};

use super::{Bench, decimal, said, tiered};

/// BTC at 100, with a fee of 0.075% for opening and for closing.
fn with_fees() -> MarketInput {
    MarketInput { taker_fee: decimal("0.00075"), closing_fee: Some(decimal("0.00075")), ..tiered("BTC") }
}

fn bench(rules: Rules) -> Bench {
    Bench::with(rules, PositionMode::OneWay, &[with_fees(), tiered("ETH")])
}

/// The bench with an isolated position of 1,000 at 10x.
fn isolated(rules: Rules) -> Bench {
    Bench::new(rules, PositionMode::OneWay).after(&["mode BTC isolated", "open BTC long 10 leverage 10"])
}

/// What funding changed: the amount, and the part of it that the margin paid or received.
fn funded(events: &[Event]) -> (String, String) {
    match events {
        [Event::Funded { amount, margin, .. }] => (plain(*amount), plain(*margin)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn funding_is_paid_from_the_margin() {
    let mut bench = isolated(Rules::default());
    assert_eq!(funded(&bench.apply("fund BTC 0.01")), ("-10".into(), "-10".into()));
    assert_eq!((bench.margin(0), bench.wallet()), ("90".into(), "990".into()));
    assert_eq!(bench.report().available_balance, decimal("900"));
}

#[test]
fn funding_is_paid_from_the_available_balance_and_then_from_the_margin() {
    let mut bench = isolated(Rules { funding_source: FundingSource::AvailableFirst, ..Rules::default() });
    assert_eq!(funded(&bench.apply("fund BTC 0.01")), ("-10".into(), "0".into()));
    assert_eq!((bench.margin(0), bench.wallet()), ("100".into(), "990".into()));
    assert_eq!(bench.report().available_balance, decimal("890"));
    // 10 are due, and 4 are available.
    bench.apply("add 1 886");
    assert_eq!(funded(&bench.apply("fund BTC 0.01")), ("-10".into(), "-6".into()));
    assert_eq!((bench.margin(0), bench.wallet()), ("980".into(), "980".into()));
    assert_eq!(bench.report().available_balance, decimal("0"));
    // What is received is available.
    assert_eq!(funded(&bench.apply("fund BTC -0.01")), ("10".into(), "0".into()));
    assert_eq!((bench.margin(0), bench.wallet()), ("980".into(), "990".into()));
    assert_eq!(bench.report().available_balance, decimal("10"));
}

#[test]
fn what_opening_costs_beside_the_initial_margin() {
    // Of 1,000, at 1x: size · 100 · (1 + what is held).
    for (opening_cost, mode, most) in [
        (OpeningCost::Margin, "cross", "10"),
        // 1,000 / 100.075
        (OpeningCost::Margin, "isolated", "9.992505620784"),
        (OpeningCost::OpeningFee, "cross", "9.992505620784"),
        (OpeningCost::OpeningFee, "isolated", "9.992505620784"),
        // 1,000 / 100.15
        (OpeningCost::BothFees, "cross", "9.985022466300"),
        (OpeningCost::BothFees, "isolated", "9.985022466300"),
    ] {
        let mut bench = bench(Rules { opening_cost, ..Rules::default() });
        bench.apply(&format!("mode BTC {mode}"));
        bench.apply("leverage BTC 1");
        let error = bench.refuse("open BTC long 10.01");
        assert_eq!(error.allowed().maximum, Some(decimal(most)), "{opening_cost:?} {mode}");
        bench.apply(&format!("open BTC long {most}"));
    }
}

#[test]
fn where_not_even_the_fees_are_there_no_margin_is_small_enough() {
    let mut bench = bench(Rules::default());
    bench.apply("mode BTC isolated");
    bench.apply("open BTC long 9 leverage 1 margin 999.325");
    assert_eq!(bench.report().available_balance, decimal("0"));
    // A fee is one step at least.
    assert_eq!(bench.refusal("open BTC long 0.000000000001 margin 1"), "insufficient-balance size 0.000000000001 ..0");
    bench.apply("deposit 1");
    assert_eq!(bench.refusal("open BTC long 0.001 margin 1"), "insufficient-balance isolated_margin 1 ..0.999925");
    // 1 / 100.075: with 0.01, not even the least margin is there.
    assert_eq!(bench.refusal("open BTC long 0.01 margin 2"), "insufficient-balance size 0.01 ..0.00999250562");
}

#[test]
fn whole_units_of_margin_are_in_what_is_named() {
    let rules = Rules::default();
    let inverse =
        MarketInput { contract: Contract::Inverse, settlement_unit: Some(decimal("0.00000001")), ..with_fees() };
    for mode in ["cross", "isolated"] {
        let mut bench = Bench::with(rules, PositionMode::OneWay, &[inverse.clone(), tiered("ETH")]);
        bench.apply("withdraw 999");
        bench.apply(&format!("mode BTC {mode}"));
        bench.apply("leverage BTC 7");
        let most = bench.refuse("open BTC long 1000").allowed().maximum.unwrap();
        bench.apply(&format!("open BTC long {most}"));
        bench.refuse("open BTC long 0.1");
    }
    for legs in [&["open BTC long 300"][..], &["open BTC long 200", "open BTC short 101"]] {
        let mut bench = Bench::with(rules, PositionMode::Hedge, &[inverse.clone(), tiered("ETH")]);
        bench.apply("withdraw 998.9999999977");
        bench.apply("leverage BTC 7");
        for leg in legs {
            bench.apply(leg);
        }
        let least = bench.refuse("leverage BTC 1.1").allowed().minimum.unwrap();
        bench.apply(&format!("leverage BTC {least}"));
        bench.refuse(&format!("leverage BTC {}", least - decimal("0.00001")));
    }
}

#[test]
fn what_may_be_withdrawn_leaves_a_share_of_the_value() {
    let mut bench = Bench::new(Rules { withdrawal_floor: decimal("0.1"), ..Rules::default() }, PositionMode::OneWay);
    assert_eq!(bench.report().withdrawable_balance, decimal("1000"));
    bench.apply("open BTC long 20 leverage 50");
    // A value of 2,000 takes 40 of margin, and 200 have to stay.
    assert_eq!(bench.report().available_balance, decimal("960"));
    assert_eq!(bench.report().withdrawable_balance, decimal("800"));
    assert_eq!(bench.account.withdrawable_balance().unwrap(), decimal("800"));
    for between in ["800.000000000001", "900", "960"] {
        assert_eq!(
            bench.refusal(&format!("withdraw {between}")),
            format!("insufficient-balance amount {between} ..800")
        );
    }
    bench.apply("withdraw 800");
    assert_eq!(bench.report().available_balance, decimal("160"));
    assert_eq!(bench.report().withdrawable_balance, decimal("0"));
    assert_eq!(bench.refusal("withdraw 1"), "insufficient-balance amount 1 ..0");
    // A loss of 30 leaves 170, of which 10% of 1,970 have to stay: nothing is below 0.
    bench.apply("mark BTC 98.5");
    assert_eq!(bench.report().withdrawable_balance, decimal("0"));
    // An isolated position can still take what is available.
    assert_eq!(said(&bench.apply("mode ETH isolated")), ["margin-mode-set ETH isolated"]);
    bench.apply("open ETH long 5 leverage 1");
}

#[test]
fn margins_are_taken_at_the_mark_or_at_the_entry() {
    use Basis::{Entry, EntryIfIsolated, EntryUnlessInverse, Mark};
    // 10 at 100, marked at 110, at 10x: 100 at the entry, 110 at the mark, and a profit of 100.
    for (initial_basis, roe_basis, margins, roe) in [
        (Entry, Entry, ["100", "100"], "1"),
        (Mark, Entry, ["110", "110"], "1"),
        (Mark, Mark, ["110", "110"], "0.909090909091"),
        (EntryIfIsolated, Entry, ["100", "110"], "1"),
        (EntryUnlessInverse, EntryUnlessInverse, ["100", "100"], "1"),
    ] {
        for (mode, margin) in ["isolated", "cross"].into_iter().zip(margins) {
            let mut bench = Bench::new(Rules { initial_basis, roe_basis, ..Rules::default() }, PositionMode::OneWay);
            bench.apply(&format!("mode BTC {mode}"));
            bench.apply("open BTC long 10 leverage 10");
            bench.apply("mark BTC 110");
            let report = bench.report();
            let position = &report.positions[0];
            assert_eq!(position.initial_margin, decimal(margin), "{initial_basis:?} {mode}");
            assert_eq!(position.roe.map(|roe| roe.round_dp(12)), Some(decimal(roe)), "{roe_basis:?} {mode}");
            // In cross, the profit of 100 counts, and the initial margin is taken off; never more than the wallet.
            let available = if mode == "isolated" {
                "900"
            } else if margin == "110" {
                "990"
            } else {
                "1000"
            };
            assert_eq!(report.available_balance, decimal(available), "{initial_basis:?} {mode}");
        }
    }
}

#[test]
fn a_reserve_for_the_closing_fee_is_reported_and_moves_no_price() {
    let plainly = isolated_with_fees(ReportedReserve::None);
    let reserved = isolated_with_fees(ReportedReserve::ClosingFee);
    assert_eq!(plainly.liquidation(0), reserved.liquidation(0));
    let [without, with] = [plainly, reserved].map(|bench| bench.report().positions[0].clone());
    // 0.075% of 900, which is left where the margin of 100 is lost.
    assert_eq!(without.initial_margin, decimal("100"));
    assert_eq!(with.initial_margin, decimal("100.675"));
    assert_eq!(with.maintenance_margin - without.maintenance_margin, decimal("0.675"));
    assert_eq!(with.margin_ratio, without.margin_ratio);
    // A profit of 100 over 100.675.
    assert_eq!(with.roe.map(|roe| roe.round_dp(12)), Some(decimal("0.993295257015")));
}

fn isolated_with_fees(reported_reserve: ReportedReserve) -> Bench {
    bench(Rules { reported_reserve, ..Rules::default() }).after(&[
        "mode BTC isolated",
        "open BTC long 10 leverage 10",
        "mark BTC 110",
    ])
}

#[test]
fn a_closing_fee_of_cross_alone_is_due_there_alone() {
    let rules = Rules { closing_fee: ClosingFee::Cross, opening_cost: OpeningCost::Margin, ..Rules::default() };
    let fee = MarketInput { closing_fee: Some(decimal("0.01")), ..tiered("BTC") };
    let mut bench = Bench::with(rules, PositionMode::OneWay, &[fee.clone(), tiered("ETH")]);
    bench.apply("open BTC long 20 leverage 2");
    // 1,000 + 20·(P − 100) = (0.01 + 0.01)·20·P
    assert_eq!(bench.liquidation(0), "51.020408");
    let mut bench = Bench::with(rules, PositionMode::OneWay, &[fee, tiered("ETH")]);
    bench.apply("mode BTC isolated");
    bench.apply("open BTC long 10 leverage 10");
    // (1,000 − 100) / (10 · 0.99)
    assert_eq!(bench.liquidation(0), "90.909091");
}
