//! Opening, adding, reducing, closing, turning round.

use margin_core::account::PositionMode;
use margin_core::{Contract, MarketInput, Rules, Side};

use super::{Bench, decimal, said, tiered};

#[test]
fn a_cross_position_opens_when_its_initial_margin_is_there() {
    let mut bench = Bench::one_way();
    assert_eq!(
        said(&bench.apply("open BTC long 20 leverage 2")),
        ["leverage-set BTC 2", "opened 1 BTC long 20 @ 100, pnl 0, fee 0, margin 0"]
    );
    assert_eq!(bench.wallet(), "1000");
    assert_eq!(bench.report().available_balance, decimal("0"), "2,000 at 2x");
    // All of it is used: not a step more can be opened, not even in another market.
    assert_eq!(bench.refusal("open ETH long 0.000000000001"), "insufficient-balance size 0.000000000001 ..0");
}

#[test]
fn an_isolated_position_takes_its_margin_out_of_what_is_available() {
    let mut bench = Bench::one_way().after(&["mode BTC isolated", "leverage BTC 10"]);
    assert_eq!(said(&bench.apply("open BTC long 10")), ["opened 1 BTC long 10 @ 100, pnl 0, fee 0, margin 100"]);
    assert_eq!(bench.wallet(), "1000", "what is allocated is still in the wallet");
    assert_eq!(bench.report().cross.collateral, decimal("900"));
    assert_eq!(bench.margin(0), "100");
    // (1000 − 100) / (10 · 0.99)
    assert_eq!(bench.liquidation(0), "90.909091");
    assert_eq!(bench.refusal("open ETH long 91 leverage 1"), "insufficient-balance size 91 ..90");
    assert_eq!(
        said(&bench.apply("open BTC long 2 margin 50")),
        ["increased 1 BTC long 2 @ 100, pnl 0, fee 0, margin 50"]
    );
    assert_eq!(bench.margin(0), "150");
    assert_eq!(bench.refusal("open BTC long 1 margin 851"), "insufficient-balance isolated_margin 851 ..850");
    assert_eq!(
        bench.refusal("open BTC long 1 margin 9.99"),
        "out-of-range isolated_margin 9.99 10..1000000000000000",
        "less than the value over the leverage"
    );
}

#[test]
fn what_is_named_as_the_limit_of_an_order_is_accepted() {
    for (mode, side) in [("cross", "long"), ("cross", "short"), ("isolated", "long"), ("isolated", "short")] {
        let fees = MarketInput { taker_fee: decimal("0.0005"), ..tiered("BTC") };
        let mut bench = Bench::with(Rules::default(), PositionMode::OneWay, &[fees, tiered("ETH")]);
        bench.apply(&format!("mode BTC {mode}"));
        bench.apply("leverage BTC 7");
        for unit in ["", "$"] {
            let error = bench.refuse(&format!("open BTC {side} 1000000{unit}"));
            let most = error.allowed().maximum.unwrap();
            let mut other = Bench { account: bench.account.clone() };
            other.apply(&format!("open BTC {side} {most}{unit}"));
            assert!(other.report().available_balance < decimal("0.00000001"), "hardly anything is left");
            other.refuse(&format!("open BTC {side} 0.000001"));
        }
        let most = bench.account.largest_open("BTC", if side == "long" { Side::Long } else { Side::Short });
        bench.apply(&format!("open BTC {side} {}", most.unwrap()));
    }
}

#[test]
fn the_same_side_adds_at_the_average_entry() {
    let mut bench = Bench::one_way().after(&["open BTC long 1 leverage 10", "mark BTC 101"]);
    assert_eq!(said(&bench.apply("open BTC long 2")), ["increased 1 BTC long 2 @ 101, pnl 0, fee 0, margin 0"]);
    assert_eq!(bench.report().positions[0].entry_price.round_dp(12), decimal("100.666666666667"));
    assert_eq!(bench.report().positions[0].unrealized_pnl, decimal("1"));
    // 302 were paid and 330 come back: the third in the average price is no remainder.
    assert_eq!(said(&bench.apply("close 1 price 110")), ["closed 1 BTC long 3 @ 110, pnl 28, fee 0, margin 0"]);
    assert_eq!(bench.wallet(), "1028");
}

#[test]
fn leverage_stays_within_what_the_tier_of_the_resulting_size_offers() {
    let mut bench = Bench::one_way();
    assert_eq!(bench.refusal("open BTC long 1 leverage 51"), "leverage-above-tier leverage 51 ..50");
    bench.apply("open BTC long 90 leverage 50");
    assert_eq!(bench.refusal("open BTC long 11"), "leverage-above-tier size 11 ..10", "10,000 is still the first tier");
    bench.apply("open BTC long 10");
    assert_eq!(bench.refusal("open BTC long 1 leverage 21"), "leverage-above-tier leverage 21 ..20");
    bench.apply("open BTC long 1 leverage 20");
}

#[test]
fn no_position_is_opened_beyond_the_end_of_the_table() {
    let market = MarketInput { end: Some(decimal("12000")), ..tiered("BTC") };
    let mut bench = Bench::with(Rules::default(), PositionMode::OneWay, &[market, tiered("ETH")]);
    bench.apply("open BTC long 100 leverage 20");
    // 20 more at 100 are 12,000 together.
    assert_eq!(bench.refusal("open BTC long 21"), "beyond-table size 21 ..20");
    assert_eq!(bench.refusal("open BTC long 2100$"), "beyond-table value 2100 ..2000");
    assert_eq!(bench.account.largest_open("BTC", Side::Long), Ok(decimal("20")));
    bench.apply("open BTC long 20");
    // What the price has carried beyond it stays open.
    bench.apply("mark BTC 101");
    assert_eq!(bench.refusal("open BTC long 1"), "beyond-table size 1 ..0");
    bench.apply("close 1 size 20");
}

#[test]
fn sizes_and_prices_must_be_positive_and_known() {
    let mut bench = Bench::one_way();
    let cases = [
        ("open BTC long 0", "not-positive size 0 0.000000000001..1000000000000000"),
        ("open BTC long -1", "not-positive size -1 0.000000000001..1000000000000000"),
        ("open BTC long 0.0000000000001", "out-of-range size 0.0000000000001 0.000000000001..1000000000000000"),
        ("open BTC long 1.0000000000001", "too-many-digits size 1.0000000000001 .."),
        ("open BTC long 0$", "not-positive value 0 0.000000000001..1000000000000000"),
        ("open BTC long 1 price 0", "not-positive price 0 0.000000000001..1000000000000"),
        ("open BTC long 1 price -5", "not-positive price -5 0.000000000001..1000000000000"),
        ("open BTC long 1 leverage 0", "not-positive leverage 0 0.000000000001..5000"),
        ("open XRP long 1", "unknown-market market XRP .."),
        ("close 7", "unknown-position id 7 .."),
    ];
    for (text, refusal) in cases {
        assert_eq!(bench.refusal(text), refusal, "{text}");
    }
}

#[test]
fn an_order_so_far_from_the_mark_that_nothing_would_be_left_is_refused() {
    let mut bench = Bench::one_way().after(&["mode BTC isolated", "leverage BTC 10"]);
    // 20 of margin, bought at 115 where the mark is 100: 2 · 15 are lost already.
    assert_eq!(bench.refusal("open BTC long 2 price 115"), "beyond-bankruptcy price 115 ..");
    // At 110 the margin of 22 holds the loss of 20, and 2% of maintenance, 2, is just not held.
    assert_eq!(bench.refusal("open BTC long 2 price 110"), "would-liquidate isolated_margin 22 22.000000000001..");
    bench.apply("open BTC long 2 price 110 margin 22.000000000001");
}

#[test]
fn reducing_realises_pro_rata_and_releases_margin() {
    let mut bench =
        Bench::one_way().after(&["mode BTC isolated", "open BTC long 3 leverage 3 margin 100", "mark BTC 110"]);
    // A third of 100, rounded down: the rest stays with the position.
    assert_eq!(
        said(&bench.apply("close 1 size 1")),
        ["reduced 1 BTC long 1 @ 110, pnl 10, fee 0, margin -33.333333333333"]
    );
    assert_eq!(bench.wallet(), "1010");
    assert_eq!(bench.margin(0), "66.666666666667");
    assert_eq!(said(&bench.apply("close 1")), ["closed 1 BTC long 2 @ 110, pnl 20, fee 0, margin -66.666666666667"]);
    assert_eq!(bench.wallet(), "1030");
    assert_eq!(bench.report().available_balance, decimal("1030"));
    assert!(bench.report().positions.is_empty());
}

#[test]
fn no_more_than_the_size_can_be_closed_and_not_beyond_bankruptcy() {
    let mut bench = Bench::one_way().after(&["mode BTC isolated", "open BTC long 10 leverage 10"]);
    assert_eq!(bench.refusal("close 1 size 10.1"), "out-of-range size 10.1 0.000000000001..10");
    assert_eq!(bench.refusal("close 1 size 0"), "not-positive size 0 0.000000000001..10");
    assert_eq!(bench.refusal("close 1 price 89.99"), "beyond-bankruptcy price 89.99 90..");
    assert_eq!(said(&bench.apply("close 1 price 90")), ["closed 1 BTC long 10 @ 90, pnl -100, fee 0, margin -100"]);
    let mut bench = Bench::one_way().after(&["open BTC short 10 leverage 10"]);
    assert_eq!(bench.refusal("close 1 price 200.01"), "beyond-bankruptcy price 200.01 ..200");
    bench.apply("close 1 price 200");
    assert_eq!(bench.wallet(), "0");
}

#[test]
fn fees_are_paid_when_opening_and_closing() {
    let fees = MarketInput { taker_fee: decimal("0.001"), closing_fee: Some(decimal("0.002")), ..tiered("BTC") };
    let mut bench = Bench::with(Rules::default(), PositionMode::OneWay, &[fees, tiered("ETH")]);
    bench.apply("mode BTC isolated");
    assert_eq!(
        said(&bench.apply("open BTC long 10 leverage 10")),
        ["leverage-set BTC 10", "opened 1 BTC long 10 @ 100, pnl 0, fee -1, margin 100"]
    );
    assert_eq!(bench.wallet(), "999", "the fee is not taken out of the margin");
    assert_eq!(
        said(&bench.apply("close 1 price 110.0000000001")),
        ["closed 1 BTC long 10 @ 110.0000000001, pnl 100.000000001, fee -2.200000000002, margin -100"]
    );
    assert_eq!(bench.wallet(), "1096.800000000998");
}

#[test]
fn one_way_the_other_side_reduces_closes_and_turns_round() {
    let mut bench = Bench::one_way().after(&["open BTC long 10 leverage 10", "mark BTC 105"]);
    assert_eq!(said(&bench.apply("open BTC short 4")), ["reduced 1 BTC long 4 @ 105, pnl 20, fee 0, margin 0"]);
    assert_eq!(
        said(&bench.apply("open BTC short 10 leverage 5")),
        [
            "closed 1 BTC long 6 @ 105, pnl 30, fee 0, margin 0",
            "leverage-set BTC 5",
            "opened 2 BTC short 4 @ 105, pnl 0, fee 0, margin 0"
        ]
    );
    assert_eq!(said(&bench.apply("open BTC long 4")), ["closed 2 BTC short 4 @ 105, pnl 0, fee 0, margin 0"]);
    bench.apply("open BTC long 1");
    assert_eq!(bench.refusal("open BTC short 1 margin 5"), "unsupported-combination isolated_margin 5 ..");
}

#[test]
fn hedged_the_other_side_is_a_position_of_its_own() {
    let mut bench = Bench::hedge().after(&["open BTC long 10 leverage 10"]);
    assert_eq!(said(&bench.apply("open BTC short 4")), ["opened 2 BTC short 4 @ 100, pnl 0, fee 0, margin 0"]);
    let report = bench.report();
    assert_eq!(report.positions.len(), 2);
    assert_eq!(report.positions[0].pair, report.positions[1].pair, "in cross they share one pair of prices");
    let mut bench = Bench::hedge().after(&["mode BTC isolated", "open BTC long 10 leverage 10", "open BTC short 10"]);
    assert_eq!(bench.liquidation(0), "90.909091");
    // (1000 + 100) / (10 · 1.01)
    assert_eq!(bench.liquidation(1), "108.910891");
    bench.apply("mark BTC 90");
    assert_eq!(bench.report().positions.len(), 1, "isolated, each stands alone");
}

#[test]
fn inverse_contracts_are_margined_and_paid_in_their_coin() {
    let inverse = MarketInput { contract: Contract::Inverse, multiplier: decimal("100"), ..tiered("BTC") };
    let mut bench = Bench::with(Rules::default(), PositionMode::OneWay, &[inverse, tiered("ETH")]);
    bench.apply("mode BTC isolated");
    // 300 contracts of 100 USD at 100 USD: 300 coins, 100 of them as margin at 3x.
    assert_eq!(
        said(&bench.apply("open BTC long 300 leverage 3")),
        ["leverage-set BTC 3", "opened 1 BTC long 300 @ 100, pnl 0, fee 0, margin 100"]
    );
    assert_eq!(
        said(&bench.apply("close 1 size 150 price 120")),
        ["reduced 1 BTC long 150 @ 120, pnl 25, fee 0, margin -50"]
    );
    // 150 coins less 15,000 / 130 = 115.384615384615…, which is rounded up.
    assert_eq!(
        said(&bench.apply("close 1 price 130")),
        ["closed 1 BTC long 150 @ 130, pnl 34.615384615384, fee 0, margin -50"]
    );
}
