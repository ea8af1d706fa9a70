//! Real tier tables, odd ones first: each is taken as it is, or refused with a reason.

use margin_core::{
    Contract, Decimal, ErrorCode, Liquidation, MarginError, MarginMode, Market, MarketInput, Quantity, Rules, Scenario,
    Side, Tier, TierForm, TierTable, compare, plain,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::account::{Account, Holding};
use crate::tier_table::{Table, decimal, table, tables};

const TABLES: usize = 24;

fn maintenance(input: &MarketInput, size: Decimal, price: Decimal) -> Decimal {
    let mut holding = Holding::new("market", Side::Long, size, price, Vec::new());
    holding.market = input.clone();
    Account::isolated(Rules::default(), holding).first().unwrap().maintenance_margin
}

/// The tables are a table of whole rows: each row ends where the next begins, but for a lot.
#[test]
fn the_file_is_whole() {
    let tables = tables();
    assert_eq!(tables.len(), TABLES);
    for table in &tables {
        for pair in table.tiers.windows(2) {
            let hole = decimal(&pair[1].floor) - decimal(pair[0].cap.as_deref().unwrap());
            let lot = if table.origin == "okx" { decimal(table.lot_size.as_deref().unwrap()) } else { Decimal::ZERO };
            assert_eq!(hole, lot, "{} {}", table.origin, table.symbol);
        }
    }
}

/// A position whose value lies in the upper tiers is walked across several of them, on both sides. What its
/// liquidation price requires is what it has; where a whole tier jumps there, just beyond requires more.
#[test]
fn every_table_is_taken_and_solved() {
    let close = decimal("0.000000000000000001");
    for table in tables() {
        let market = table.market();
        let name = format!("{} {}", table.origin, table.symbol);
        assert_eq!(market.symbol(), table.symbol);
        assert_eq!(market.tiers().len(), table.tiers.len(), "{name}");
        let last_floor = market.tiers().row(market.tiers().len()).floor;
        let measure = if last_floor.is_zero() { decimal("1000") } else { last_floor * decimal("0.9") };
        let price = Decimal::ONE_HUNDRED;
        let size = match (table.by_size(), market.contract()) {
            (true, _) => measure,
            (false, Contract::Inverse) => measure * price / market.multiplier(),
            (false, _) => measure / price / market.multiplier(),
        };
        for side in [Side::Long, Side::Short] {
            let value = market.contract().value(market.exposure(size).unwrap(), price).unwrap();
            let scenario = Scenario {
                quantity: Quantity::Size(size),
                ..Scenario::of_value(&market, side, value, price)
                    .with_leverage(decimal("1.5"))
                    .with_wallet_balance(value)
            };
            let opened = scenario.open().unwrap();
            let outcome = opened.at(price).unwrap().isolated;
            let Liquidation::At { price: liquidation_price, tier, .. } = outcome.liquidation else {
                panic!("{name} {side:?}: {:?}", outcome.liquidation);
            };
            let required = opened.requirement(MarginMode::Isolated, liquidation_price).unwrap();
            let step = if side == Side::Long { -close } else { close } * liquidation_price;
            let beyond = opened.requirement(MarginMode::Isolated, liquidation_price + step).unwrap();
            let solved = (required - outcome.margin).abs() <= close * value;
            let jumped = required < outcome.margin && outcome.margin <= beyond;
            assert!(solved || jumped, "{name} {side:?}: has {}, requires {required}, then {beyond}", outcome.margin);
            assert!(tier < market.tiers().len());
        }
    }
}

/// A cap of the largest signed 64-bit integer is no cap; it can be read exactly, and is no floor.
#[test]
fn an_endless_cap_is_read_and_the_last_tier_has_no_end() {
    let table = table("quirks", "BTCUSDT_210326@freqtrade-2022.4");
    let cap = table.tiers.last().and_then(|row| row.cap.as_deref()).unwrap();
    assert_eq!(decimal(cap), Decimal::from(i64::MAX));
    assert_eq!(plain(decimal(cap)), "9223372036854775807");
    assert_eq!(table.loaded().tier_at(decimal("1000000000000000")), 7);
    assert_eq!(table.loaded().row(7).deduction, decimal("1233035"));

    let mut tiers = table.tiers();
    tiers.push(Tier { deduction: Some(Decimal::ZERO), ..Tier::new(decimal(cap), decimal("0.5")) });
    let error = TierTable::new(&tiers).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::OutOfRange, Some("tiers[8].floor")));
}

/// Nothing is ever worth more than the floor and less than the cap: the tier is passed over, and the requirement does
/// not jump.
#[test]
fn a_tier_without_width_is_passed_over() {
    for symbol in ["BEAMX/USDT:USDT@freqtrade-2025.12", "DEXE/USDT:USDT@freqtrade-2025.12"] {
        let table = table("quirks", symbol);
        let empty = table.tiers.iter().position(|row| row.cap.as_deref() == Some(&row.floor)).unwrap();
        let (loaded, floor) = (table.loaded(), decimal("500000"));
        assert_eq!(loaded.row(empty).floor, floor);
        assert_eq!(loaded.tier_at(floor), empty - 1);
        assert_eq!(loaded.tier_at(floor + decimal("0.01")), empty + 1);
        let at = |value: Decimal| maintenance(&table.input(), value, Decimal::ONE);
        assert!(at(floor + decimal("0.01")) - at(floor) < decimal("0.01"), "{symbol}");
    }
}

/// A short that opens below the empty tier is liquidated above it, in the tier after it.
#[test]
fn a_walk_crosses_the_tier_without_width() {
    let market = table("quirks", "BEAMX/USDT:USDT@freqtrade-2025.12").market();
    let scenario = Scenario::of_value(&market, Side::Short, decimal("450000"), Decimal::ONE_HUNDRED)
        .with_leverage(decimal("2"))
        .with_wallet_balance(decimal("450000"));
    let Liquidation::At { price, tier, .. } = compare(&scenario).unwrap().isolated.liquidation else { unreachable!() };
    // (225,000 + 76,450 + 450,000) ÷ (4,500 · 1.25)
    assert_eq!(tier, 8);
    assert_eq!(price.round_dp(20), (decimal("751450") / decimal("5625")).round_dp(20));
}

#[test]
fn neighbours_of_one_rate_are_two_tiers() {
    let table = table("krakenfutures", "PI_BCHUSD@2021-07-22");
    let loaded = table.loaded();
    assert_eq!(loaded.row(0).rate, loaded.row(1).rate);
    assert_eq!((loaded.tier_at(decimal("100000")), loaded.tier_at(decimal("100001"))), (0, 1));
    assert_eq!(table.tiers.last().unwrap().cap, None);
}

/// 0.1667 for a third of a half: what the venue prints is what counts, and its amounts follow from it.
#[test]
fn a_truncated_rate_and_a_name_in_chinese_are_kept() {
    let table = table("quirks", "币安人生/USDT:USDT@freqtrade-2026.9");
    let market = table.market();
    assert!(market.symbol().starts_with("币安人生"));
    assert_eq!(market.tiers().row(3).rate, decimal("0.1667"));
    assert_eq!(market.tiers().row(3).deduction, decimal("7004"));
    assert_eq!(self::table("binance-usdm", "哈基米USDT").loaded().len(), 3);
}

#[test]
fn a_table_in_coin_is_charged_in_coin() {
    let table = table("quirks", "ETH/BTC:BTC@freqtrade-2026.9");
    assert_eq!(table.market().settle(), Some("BTC"));
    // 160 ETH at 0.05 BTC: 8 BTC, at 0.6% less 0.005 BTC.
    assert_eq!(maintenance(&table.input(), decimal("160"), decimal("0.05")), decimal("0.043"));
}

#[test]
fn amounts_may_be_halves() {
    let loaded = table("binance-usdm", "CSOPSAMSUNG2LUSDT").loaded();
    assert_eq!(loaded.row(1).deduction, decimal("62.5"));
    assert_eq!(loaded.row(6).deduction, decimal("651682.5"));
}

/// Bybit's rates are rounded, its last tier is often above 1x, and one copy gives its last cap as endless.
#[test]
fn rounded_rates_and_leverages_are_taken_as_printed() {
    let market = table("bybit", "AMBUSDT").market();
    assert_eq!(market.tiers().max_leverage_at(decimal("1450000")), Some(decimal("2.78")));
    let table = table("bybit-2026", "BTCUSDT");
    let loaded = table.loaded();
    assert_eq!(loaded.row(1).rate, decimal("0.0056"));
    assert_eq!(loaded.row(34).deduction, decimal("226382000"));
    assert_eq!((loaded.len(), loaded.max_leverage_at(decimal("1000"))), (35, None));
    assert_eq!(table.tiers[34].cap, None);
}

/// 99 tiers by inclusive counts of contracts, with a hole of one lot before each: a size in it belongs to the tier
/// above. The requirement is that of the whole position, and it jumps.
#[test]
fn contract_counts_leave_no_hole() {
    let table = table("okx", "BTC-USDT-SWAP");
    let loaded = table.loaded();
    assert_eq!(loaded.len(), 99);
    for (size, tier) in [("1000", 0), ("1000.005", 1), ("1000.01", 1), ("5000", 1), ("1920000.01", 98)] {
        assert_eq!(loaded.tier_at(decimal(size)), tier, "{size}");
    }
    assert_eq!(loaded.max_leverage_at(decimal("3000")), Some(decimal("66.66")));
    // 1,000 contracts of 0.01 BTC at 50,000 are worth 500,000.
    let at = |size| maintenance(&table.input(), decimal(size), decimal("50000"));
    assert_eq!((at("1000"), at("1000.01")), (decimal("2000"), decimal("2500.025")));

    let marginal = MarketInput { tier_form: Some(TierForm::Marginal), ..table.input() };
    let error = Market::new(marginal).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::UnsupportedCombination, Some("tier_basis")));
    assert_eq!(error.reason(), Some("tiers by size go with the whole form"));
}

/// BitMEX prints a base row and a step; each step raises the rate by the base rate.
#[test]
fn a_base_and_a_step_are_a_table_of_whole_tiers() {
    let table = table("bitmex", "XBTUSD@2024-11-24");
    let (base, step) = (decimal(table.tiers[0].cap.as_deref().unwrap()), decimal(table.risk_step.as_deref().unwrap()));
    let rate = decimal(&table.tiers[0].rate);
    let mut input = table.input();
    for tier in 1..=10 {
        let floor = base + step * Decimal::from(tier - 1);
        input.tiers.push(Tier::new(floor, rate * Decimal::from(tier + 1)));
    }
    // At 50,000 a million dollars is 20 coins.
    let at = |dollars| maintenance(&input, decimal(dollars), decimal("50000"));
    assert_eq!(at("10000000"), decimal("1"), "200 at 0.5%");
    assert_eq!(at("11000000"), decimal("2.2"), "220 at 1%");
    assert_eq!(at("17500000"), decimal("3.5"), "350 still at 1%");
    assert_eq!(at("18000000"), decimal("5.4"), "360 at 1.5%");
}

#[test]
fn a_quanto_is_worth_coins_for_each_unit_of_price() {
    let input = table("bitmex", "AAVEUSDT").input();
    assert_eq!((input.contract, input.multiplier), (Contract::Quanto, decimal("0.000001")));
    // 10,000 contracts at 273.1 are worth 2.731 coins, at 1.5%.
    assert_eq!(maintenance(&input, decimal("10000"), decimal("273.1")), decimal("0.040965"));
}

/// Deductions that a venue does not state follow from the rates.
#[test]
fn amounts_that_are_not_stated_are_derived() {
    let loaded = table("bitget", "BTCUSDT").loaded();
    for (tier, deduction) in [(0, "0"), (1, "200"), (2, "2200"), (3, "17200"), (11, "386667200")] {
        assert_eq!(loaded.row(tier).deduction, decimal(deduction), "tier {tier}");
    }
    assert_eq!(table("phemex", "BTCUSD").loaded().row(1).deduction, decimal("0.5"));
}

/// 1/30 and 1/6 end nowhere: as published they are cut after 18 digits; computed, they have all that can be held.
/// An amount cut shorter contradicts the rate, and is refused.
#[test]
fn rates_that_do_not_end_are_taken() {
    let published = table("hyperliquid", "ETH");
    let mut exact = published.tiers();
    for tier in &mut exact {
        tier.rate = Decimal::ONE / (Decimal::TWO * tier.max_leverage.unwrap());
    }
    for (tiers, amount) in [(published.tiers(), "1333333.3333333333"), (exact.clone(), "1333333.33333333333333333333")]
    {
        assert_eq!(TierTable::new(&tiers).unwrap().row(1).deduction, decimal(amount));
    }
    exact[0].deduction = Some(Decimal::ZERO);
    exact[1].deduction = Some(decimal("1333333.33"));
    let error = TierTable::new(&exact).unwrap_err();
    assert_eq!(error.reason(), Some("the deduction contradicts the rates"));
    assert_eq!(table("hyperliquid", "MEGA").loaded().row(0).rate, decimal("0.166666666666666667"));
}

/// A first row alone, without a cap or with fields that no longer describe what follows, is a table of one tier.
#[test]
fn a_single_row_is_a_table() {
    for (origin, symbol, rate) in
        [("dydx-v4", "BTC-USD", "0.012"), ("gate", "ARIA_USDT@2026-09-25", "0.08"), ("okx", "ETH-USDT-SWAP", "0.004")]
    {
        let loaded = table(origin, symbol).loaded();
        assert_eq!((loaded.len(), loaded.row(0).rate), (1, decimal(rate)), "{symbol}");
    }
}

/// What copying can do to a table: each damage is refused, at its row, with a reason.
#[test]
fn a_damaged_table_is_refused_with_a_reason() {
    type Damage = fn(&mut Vec<Tier>);
    let damages: [(&str, Damage, Option<&str>); 8] = [
        ("tiers[3].deduction", |tiers| _ = tiers.remove(3), Some("the deduction contradicts the rates")),
        ("tiers[2].deduction", |tiers| tiers.swap(2, 3), Some("the deduction contradicts the rates")),
        ("tiers[0].floor", |tiers| _ = tiers.remove(0), Some("the first tier must begin at 0")),
        (
            "tiers[4].deduction",
            |tiers| tiers[4].deduction = None,
            Some("deductions must be stated in every tier or in none"),
        ),
        (
            "tiers[5].deduction",
            |tiers| tiers[5].deduction = tiers[5].deduction.map(|amount| amount + decimal("0.005")),
            Some("the deduction contradicts the rates"),
        ),
        ("tiers[1].rate", |tiers| tiers[1].rate = Decimal::ONE, None),
        ("tiers[6].max_leverage", |tiers| tiers[6].max_leverage = Some(Decimal::ZERO), None),
        ("tiers", Vec::clear, Some("the table is empty")),
    ];
    let whole = table("quirks", "BEAMX/USDT:USDT@freqtrade-2025.12");
    for (field, damage, reason) in damages {
        let mut tiers = whole.tiers();
        damage(&mut tiers);
        let error: MarginError = TierTable::new(&tiers).unwrap_err();
        assert_eq!((error.field(), error.reason()), (Some(field), reason), "{error}");
    }
}

/// An account has one coin, whatever its markets are called.
#[test]
fn markets_of_two_coins_are_not_one_account() {
    let holding = |table: &Table| {
        let mut holding = Holding::new("", Side::Long, Decimal::ONE, Decimal::ONE, Vec::new());
        holding.market = table.input();
        holding
    };
    let holdings =
        vec![holding(&table("binance-usdm", "哈基米USDT")), holding(&table("quirks", "ETH/BTC:BTC@freqtrade-2026.9"))];
    let account = Account { rules: Rules::default(), wallet_balance: Decimal::TEN, holdings };
    let error = account.report().unwrap_err();
    let error = error.downcast::<MarginError>().unwrap();
    assert_eq!((error.code(), error.field()), (ErrorCode::MixedSettlement, Some("markets[1].settle")));
    let alone = Account { holdings: vec![account.holdings[0].clone()], ..account };
    let report = alone.first().unwrap();
    assert_eq!((report.market.as_str(), report.margin_mode), ("哈基米USDT", MarginMode::Cross));
}
