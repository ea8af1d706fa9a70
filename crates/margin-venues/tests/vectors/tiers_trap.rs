//! The tiers trap: a position is charged by the tier of its value at the liquidation price, which is
//! neither the tier at entry nor the rate alone. And the opening example, as it stands everywhere.

use margin_core::{
    Comparison, Decimal, Liquidation, Market, MarketInput, NeverReason, Quantity, Scenario, Side, Tier, compare, parse,
};
use margin_venues::binance_usdm;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::account::{Account, Holding, price};

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

/// All the digits that were printed, and none made up by rounding.
fn begins_with(price: Decimal, printed: &str) -> bool {
    price.to_string().starts_with(printed)
}

struct Trap {
    side: Side,
    size: &'static str,
    margin: &'static str,
    /// The price, and the fraction that it is: dividend and divisor.
    price: &'static str,
    fraction: (&'static str, &'static str),
    tier: usize,
    /// What the tier at entry would say, and what its rate alone would.
    by_entry_tier: &'static str,
    by_rate_alone: &'static str,
}

/// BTCUSDT at 50,000, isolated.
const TRAPS: [Trap; 3] = [
    Trap {
        side: Side::Short,
        size: "4500",
        margin: "45000000",
        price: "57471.1111",
        fraction: ("284482000", "4950"),
        tier: 7,
        by_entry_tier: "57773.9682",
        by_rate_alone: "57142.8571",
    },
    Trap {
        side: Side::Long,
        size: "5000",
        margin: "50000000",
        price: "41477.4736",
        fraction: ("197018000", "4750"),
        tier: 6,
        by_entry_tier: "41226.2222",
        by_rate_alone: "44444.4444",
    },
    Trap {
        side: Side::Long,
        size: "100",
        margin: "250000",
        price: "47858.5858",
        fraction: ("4738000", "99"),
        tier: 3,
        by_entry_tier: "47858.5858",
        by_rate_alone: "47979.7979",
    },
];

fn liquidation(market: &Market, trap: &Trap) -> (Decimal, usize) {
    let (size, entry_price, margin) = (decimal(trap.size), decimal("50000"), decimal(trap.margin));
    let value = size * entry_price;
    let scenario = Scenario {
        quantity: Quantity::Size(size),
        ..Scenario::of_value(market, trap.side, value, entry_price)
            .with_rules(binance_usdm::rules())
            .with_leverage(value / margin)
            .with_wallet_balance(value)
            .with_isolated_margin(margin)
    };
    match compare(&scenario).unwrap().isolated.liquidation {
        Liquidation::At { price, tier, .. } => (price, tier),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_tier_at_the_liquidation_price_counts() {
    let market = binance_usdm::market("BTCUSDT").unwrap();
    for trap in &TRAPS {
        let (price, tier) = liquidation(&market, trap);
        assert!(begins_with(price, trap.price), "{price}, not {}", trap.price);
        assert_eq!(tier, trap.tier, "{price}");
        // Rounded toward the mark in the last place that can be held, which is all that it is off by.
        let (dividend, divisor) = (decimal(trap.fraction.0), decimal(trap.fraction.1));
        let last_place = decimal("0.00000000000000000000001");
        assert!((price * divisor - dividend).abs() <= last_place * divisor);
        match trap.side {
            Side::Long => assert!(price * divisor >= dividend),
            Side::Short => assert!(price * divisor <= dividend),
        }
    }
}

#[test]
fn the_wrong_ways_lead_to_the_wrong_prices() {
    let market = binance_usdm::market("BTCUSDT").unwrap();
    for trap in &TRAPS {
        let tiers = market.tiers();
        let entry_row = *tiers.row(tiers.tier_at(decimal(trap.size) * decimal("50000")));
        let alone = |deduction| {
            let tier = Tier { deduction, ..Tier::new(Decimal::ZERO, entry_row.rate) };
            liquidation(&Market::new(MarketInput::new("BTCUSDT", vec![tier])).unwrap(), trap).0
        };
        let (by_entry_tier, by_rate_alone) = (alone(Some(entry_row.deduction)), alone(None));
        assert!(begins_with(by_entry_tier, trap.by_entry_tier), "{by_entry_tier}");
        assert!(begins_with(by_rate_alone, trap.by_rate_alone), "{by_rate_alone}");
        assert_ne!(by_rate_alone, liquidation(&market, trap).0);
    }
}

#[test]
fn an_account_says_the_same_as_the_comparison() {
    let market = binance_usdm::market("BTCUSDT").unwrap();
    for trap in &TRAPS {
        let mut holding = Holding::new("BTCUSDT", trap.side, decimal(trap.size), decimal("50000"), Vec::new())
            .with_isolated_margin(decimal(trap.margin));
        holding.market.tiers = market
            .tiers()
            .rows()
            .map(|row| Tier { deduction: Some(row.deduction), ..Tier::new(row.floor, row.rate) })
            .collect();
        let report = Account::isolated(binance_usdm::rules(), holding).first().unwrap();
        assert_eq!(price(report.liquidation).unwrap(), liquidation(&market, trap).0);
    }
}

fn opening_example(value: &str, mark_price: &str) -> Comparison {
    let market = binance_usdm::market("BTCUSDT").unwrap();
    let scenario = Scenario::of_value(&market, Side::Long, decimal(value), decimal("60000"))
        .with_rules(binance_usdm::rules())
        .with_leverage(decimal("10"))
        .with_wallet_balance(decimal("2000"))
        .with_mark_price(decimal(mark_price));
    compare(&scenario).unwrap()
}

#[test]
fn the_opening_example_is_what_it_is_everywhere() {
    let Comparison { isolated, cross } = opening_example("1000", "60000");
    assert_eq!(isolated.margin, decimal("100"));
    let Liquidation::At { price, shown_price, distance, .. } = isolated.liquidation else { unreachable!() };
    assert!(begins_with(price, "54216.8674"), "{price}");
    assert_eq!(shown_price, decimal("54216.9"));
    assert_eq!(distance.round_dp(3), decimal("-0.096"));
    assert_eq!((isolated.max_loss, isolated.balance_at_worst), (decimal("100"), decimal("1900")));

    assert_eq!(cross.liquidation, Liquidation::Never(NeverReason::CollateralCoversLoss));
    assert_eq!((cross.max_loss, cross.balance_at_worst), (decimal("1000"), decimal("1000")));
}

#[test]
fn a_position_of_ten_times_that_is_the_other_reading() {
    let Comparison { isolated, cross } = opening_example("10000", "60000");
    assert_eq!((isolated.max_loss, cross.max_loss), (decimal("1000"), decimal("2000")));
    // Under both prices: isolated loses what was allocated, cross everything.
    let Comparison { isolated, cross } = opening_example("10000", "40000");
    assert_eq!((isolated.loss, cross.loss), (decimal("1000"), decimal("2000")));
    assert_eq!((isolated.balance_after, cross.balance_after), (decimal("1000"), Decimal::ZERO));
}
