//! Whole accounts: what the cross positions share, what isolated ones do not, and every refusal.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use margin_core::{
    AccountInput, AccountReport, Decimal, ErrorCode, HedgedMaintenance, Liquidation, Market, MarketInput, Markets,
    NeverReason, OthersPnl, PositionInput, PositionMargin, Result, Rules, Side, Tier, evaluate, parse,
};

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn market(symbol: &str, rate: &str) -> Market {
    Market::new(MarketInput::new(symbol, vec![Tier::new(Decimal::ZERO, decimal(rate))])).unwrap()
}

/// `"BTC long 2 @ 100"` in cross, `"BTC long 2 @ 100 isolated 50"` with 50 allocated.
fn position(text: &str) -> PositionInput {
    let words: Vec<&str> = text.split(' ').collect();
    PositionInput {
        id: None,
        market: words[0].to_owned(),
        side: if words[1] == "long" { Side::Long } else { Side::Short },
        size: decimal(words[2]),
        entry_price: decimal(words[4]),
        leverage: Decimal::TEN,
        added_margin: Decimal::ZERO,
        margin: match words.get(6) {
            Some(margin) => PositionMargin::Isolated(Some(decimal(margin))),
            None if words.len() > 5 => PositionMargin::Isolated(None),
            None => PositionMargin::Cross,
        },
    }
}

fn account(rules: Rules, wallet: &str, prices: &[(&str, &str)], positions: &[&str]) -> Result<AccountReport> {
    let markets = Markets::new(vec![market("BTC", "0.01"), market("ETH", "0.02")])?;
    let prices: Vec<_> = prices.iter().map(|(symbol, price)| ((*symbol).to_owned(), decimal(price))).collect();
    let positions: Vec<_> = positions.iter().map(|text| position(text)).collect();
    evaluate(&AccountInput {
        rules,
        wallet_balance: decimal(wallet),
        markets: &markets,
        prices: &prices,
        positions: &positions,
    })
}

fn price(liquidation: Liquidation) -> Decimal {
    match liquidation {
        Liquidation::At { price, .. } => price.round_dp(6),
        other => panic!("{other:?}"),
    }
}

#[test]
fn cross_positions_share_the_collateral_and_isolated_ones_do_not() {
    let report = account(
        Rules::default(),
        "500",
        &[("BTC", "100"), ("ETH", "12")],
        &["BTC long 5 @ 100", "ETH short 10 @ 10", "BTC long 5 @ 100 isolated 50"],
    )
    .unwrap();
    // 450 of collateral; ETH has lost 20 and needs 2.4, so BTC has 427.6 behind its 500.
    assert_eq!(report.cross.collateral, decimal("450"));
    assert_eq!(report.cross.margin_balance, decimal("430"));
    assert_eq!(report.cross.maintenance_margin, decimal("7.4"));
    assert_eq!(report.cross.initial_margin, decimal("60"));
    assert_eq!(report.cross.margin_ratio, Some(decimal("7.4") / decimal("430")));
    assert_eq!(report.available_balance, decimal("370"), "430 less 60");
    assert_eq!(report.equity, decimal("480"));
    // (500 − 427.6) / (5 · 0.99)
    assert_eq!(price(report.positions[0].liquidation), decimal("14.626263"));
    // BTC needs 5: (450 + 100 − 5) / (10 · 1.02)
    assert_eq!(price(report.positions[1].liquidation), decimal("53.431373"));
    // (500 − 50) / (5 · 0.99): the account does not matter.
    assert_eq!(price(report.positions[2].liquidation), decimal("90.909091"));
    assert_eq!(report.positions[2].max_loss, decimal("50"));
    assert_eq!(report.positions[0].max_loss, decimal("450"));
    assert_eq!(report.markets[0].pair.below, report.positions[0].liquidation);
    assert_eq!(report.markets[1].pair.below, Liquidation::Never(NeverReason::SafeSide));
}

#[test]
fn where_losses_alone_count_a_profit_does_not_hold_off_the_other_market() {
    let at = |others_pnl| {
        let rules = Rules { others_pnl, ..Rules::default() };
        let report = account(rules, "100", &[("BTC", "100"), ("ETH", "8")], &["BTC long 5 @ 100", "ETH short 10 @ 10"]);
        price(report.unwrap().positions[0].liquidation)
    };
    // ETH gained 20 and needs 1.6: 118.4 or 98.4 behind 500.
    assert_eq!(at(OthersPnl::Full), decimal("77.090909"));
    assert_eq!(at(OthersPnl::Losses), decimal("81.131313"));
}

#[test]
fn one_market_takes_all_cross_positions_with_it_and_no_isolated_one() {
    let report = account(
        Rules::default(),
        "110",
        &[("BTC", "79"), ("ETH", "10")],
        &["BTC long 5 @ 100", "ETH short 10 @ 10", "ETH long 10 @ 10 isolated 10"],
    )
    .unwrap();
    assert_eq!(report.positions[0].liquidation, Liquidation::Now);
    assert_eq!(report.positions[1].liquidation, Liquidation::Now, "though its own market did not move");
    assert_eq!(report.positions[1].margin_ratio, None, "the margin balance is below 0");
    assert!(matches!(report.positions[2].liquidation, Liquidation::At { .. }));
}

#[test]
fn hedged_legs_are_charged_as_the_rules_say() {
    for (hedged_maintenance, maintenance) in
        [(HedgedMaintenance::Each, "8"), (HedgedMaintenance::Larger, "5"), (HedgedMaintenance::Net, "2")]
    {
        let rules = Rules { hedged_maintenance, ..Rules::default() };
        let report = account(rules, "100", &[("BTC", "100")], &["BTC long 5 @ 100", "BTC short 3 @ 100"]).unwrap();
        assert_eq!(report.cross.maintenance_margin, decimal(maintenance), "{hedged_maintenance:?}");
        assert_eq!(report.positions[0].pair, report.positions[1].pair);
        let Liquidation::At { price, .. } = report.positions[0].liquidation else { panic!() };
        // 100 + 2·(P − 100) = maintenance share · P
        let share = decimal(maintenance) / Decimal::ONE_HUNDRED;
        assert_eq!(price.round_dp(9), (decimal("100") / (Decimal::TWO - share)).round_dp(9));
    }
}

#[test]
fn any_state_is_described_even_one_that_no_venue_would_let_happen() {
    let report = account(
        Rules::default(),
        "10",
        &[("BTC", "100")],
        &["BTC long 1 @ 100 isolated 50", "BTC short 1 @ 100 isolated 0", "BTC long 1 @ 100 isolated 100"],
    )
    .unwrap();
    assert_eq!(report.cross.collateral, decimal("-140"));
    assert_eq!(report.available_balance, Decimal::ZERO);
    assert_eq!(report.positions[1].liquidation, Liquidation::Now);
    assert_eq!(report.positions[2].liquidation, Liquidation::Never(NeverReason::CollateralCoversLoss));
    assert_eq!(report.positions[2].max_loss, decimal("100"));
    assert_eq!(report.markets[0].pair.above, Liquidation::Never(NeverReason::NoExposure));
}

#[test]
fn every_refusal_names_its_field() {
    let prices = [("BTC", "100"), ("ETH", "10")];
    type Refusal<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str], ErrorCode, &'a str);
    let cases: [Refusal<'_>; 8] = [
        ("-1", &prices, &[], ErrorCode::Negative, "wallet_balance"),
        ("1", &[("BTC", "0")], &[], ErrorCode::NotPositive, "prices.BTC"),
        ("1", &[("XRP", "1")], &[], ErrorCode::UnknownMarket, "prices.XRP"),
        ("1", &prices, &["XRP long 1 @ 1"], ErrorCode::UnknownMarket, "positions[0].market"),
        ("1", &[("BTC", "1")], &["ETH long 1 @ 1"], ErrorCode::MissingPrice, "positions[0].market"),
        ("1", &prices, &["BTC long 1 @ 1", "BTC long 0 @ 1"], ErrorCode::NotPositive, "positions[1].size"),
        ("1", &prices, &["BTC long 1 @ 10000000000000"], ErrorCode::OutOfRange, "positions[0].entry_price"),
        ("1", &prices, &["BTC long 1 @ 1", "BTC long 2 @ 1"], ErrorCode::DuplicatePosition, "positions[1].side"),
    ];
    for (wallet, prices, positions, code, field) in cases {
        let error = account(Rules::default(), wallet, prices, positions).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)), "{error}");
    }
}

#[test]
fn markets_of_one_account_settle_in_one_coin_and_have_one_name_each() {
    let settled = |symbol: &str, settle: &str| {
        let tiers = vec![Tier::new(Decimal::ZERO, decimal("0.01"))];
        Market::new(MarketInput { settle: Some(settle.to_owned()), ..MarketInput::new(symbol, tiers) }).unwrap()
    };
    for (second, code, field) in [
        (settled("B", "BTC"), ErrorCode::MixedSettlement, "[1].settle"),
        (settled("A", "USDT"), ErrorCode::DuplicateMarket, "[1].symbol"),
    ] {
        let error = Markets::new(vec![settled("A", "USDT"), second]).unwrap_err();
        assert_eq!((error.code(), error.field()), (code, Some(field)));
    }
}

#[test]
fn a_report_lists_the_markets_in_which_something_is_held() {
    let listed = |positions: &[&str]| {
        let report = account(Rules::default(), "1000", &[("BTC", "100"), ("ETH", "10")], positions).unwrap();
        report.markets.into_iter().map(|market| market.symbol).collect::<Vec<_>>()
    };
    assert_eq!(listed(&[]), Vec::<String>::new());
    assert_eq!(listed(&["ETH long 1 @ 10 isolated 5"]), ["ETH"]);
    assert_eq!(listed(&["ETH long 1 @ 10", "BTC short 1 @ 100", "ETH short 1 @ 10"]), ["BTC", "ETH"]);
}
