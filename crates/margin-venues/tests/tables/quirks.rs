//! What is odd about real tables, one test each: a table is taken as it is, or refused with a reason, and never
//! misread. The numbers are those of the list of oddities in `data/SOURCES.md`:
//!
//! | | oddity | | oddity |
//! | --: | --- | --: | --- |
//! | 1 | a cap that says "none" | 10 | Kraken: no last cap, two kinds of floors, equal rates |
//! | 2 | a tier without width | 11 | a leverage that does not change with the rate |
//! | 3 | a rate that is not half of the initial one | 12 | a base and a step |
//! | 4 | rounded rates and leverages | 13 | margin that grows without steps |
//! | 5 | amounts of half a cent | 14 | initial margin by open interest |
//! | 6 | coins other than tether, dated contracts | 15 | rates that do not end |
//! | 7 | symbols in Chinese | 16 | a last cap that was lost |
//! | 8 | a last tier that is not at 1x | 17 | an account that confirms a rate, and no price |
//! | 9 | inclusive counts with a hole of one lot | 18 | COIN-M: one rate in two or three tiers |
//! | 19 | COIN-M: a last tier at 2x | 20 | COIN-M: other tiers for the same coin |
//! | 21 | Gate: a leverage of 150.01 | 22 | a row that is missing |
//! | 23 | Bybit: coarser initial rates | 24 | percent, or fractions |
//! | 25 | OKX: a leverage that is halved | 26 | OKX: uneven first steps |
//!
//! The numbers from 27 on are those of prices and fundings, which are no tables.
//!
//! The records of real tables that show 1, 2, 6 and 7 are tested one by one in `margin-tables/tests/records.rs`.

use margin_core::{Contract, Decimal, ErrorCode, MarketInput, TierBasis, TierForm, divide_up};
use margin_venues::{
    Caveat, TableErrorCode, VenueTables, bitmex, bybit, dydx_v4, gate, hyperliquid, kraken, okx, read_json, read_rows,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{FILES, TODAY, decimal, listing, market, row, tables, text};

/// A cap printed as the largest 64-bit integer is no cap: the core could not hold it as a value, and no file has it.
#[test]
fn quirk_01_a_cap_without_end() {
    for (code, text) in FILES {
        assert!(!text.contains("922337203685477580"), "{code}");
    }
    let endless = text("bitget").replacen("cap 1000000000", "cap 9223372036854775807", 1);
    let error = VenueTables::parse(&endless).unwrap_err();
    assert_eq!((error.code(), error.part_name()), (TableErrorCode::BadNumber, "cap"));
    assert_eq!(error.cause().map(|cause| cause.code()), Some(ErrorCode::OutOfRange));
    let unknown = VenueTables::parse(&text("bitget").replacen("cap 1000000000", "cap -", 1)).unwrap();
    assert_eq!(unknown.largest_value("BTCPERP"), None);
}

#[test]
fn quirk_02_a_tier_without_width() {
    let tiers = read_rows("0, 0.01, 0\n500000, 0.02, 5000\n500000, 0.05, 20000\n").unwrap();
    let market = margin_core::Market::new(MarketInput::new("BEAMXUSDT", tiers)).unwrap();
    assert_eq!(market.tiers().tier_at(decimal("500000")), 0);
    assert_eq!(market.tiers().tier_at(decimal("500000.01")), 2, "nothing lies in the tier without width");
}

#[test]
fn quirk_03_the_rate_is_not_always_half_of_one_over_the_leverage() {
    let (mut half, mut rows) = (0, 0);
    for listing in tables("binance-usdm").listings() {
        for tier in listing.tiers() {
            let product = tier.rate * tier.max_leverage.unwrap();
            assert!(product < Decimal::ONE, "{}", listing.symbol());
            // To three digits: a sixth is printed as 0.1667, an eighth of a third as 0.0416.
            half += usize::from(product.round_dp(3) == decimal("0.5"));
            rows += 1;
        }
    }
    assert_eq!((half, rows), (6569, 7276));
}

#[test]
fn quirk_04_rounded_rates_and_leverages() {
    assert_eq!(row(&market(&tables("binance-usdm"), "0GUSDT"), 6), "250000 0.1667 17375 3");
    assert_eq!(row(&market(&tables("bybit"), "BTCUSDT@2024-12-25"), 1), "2000000 0.0056 1200 90");
    // 1/0.015 is 66.666…; the venue cuts it, and offers no more than it prints.
    assert_eq!(row(&market(&tables("okx"), "BTC-USDT-SWAP"), 1), "1000 0.005 1 66.66");
}

#[test]
fn quirk_05_amounts_of_half_a_cent() {
    let halves = |listing: margin_venues::Listing<'_>| {
        listing.tiers().iter().filter(|tier| tier.deduction.is_some_and(|amount| !amount.fract().is_zero())).count()
    };
    assert_eq!(tables("binance-usdm").listings().map(halves).sum::<usize>(), 288);
}

#[test]
fn quirk_06_coins_other_than_tether_and_dated_contracts() {
    let tables = tables("binance-usdm");
    let ether = listing(&tables, "ETHBTC");
    assert_eq!((ether.base(), ether.quote(), ether.settle()), ("ETH", "BTC", "BTC"));
    assert_eq!((ether.tiers()[1].floor, ether.last_cap()), (decimal("5"), Some(decimal("10000"))));
    assert_eq!(ether.tiers()[1].deduction, Some(decimal("0.005")));
    for (settle, count) in [("USDT", 862), ("USDC", 39), ("USD1", 3), ("U", 2), ("BTC", 1)] {
        assert_eq!(tables.listings().filter(|listing| listing.settle() == settle).count(), count, "{settle}");
    }
    let dated: Vec<_> = tables.listings().filter_map(|listing| listing.expires()).collect();
    assert_eq!(dated, ["2026-09-25", "2026-12-25", "2026-09-25", "2026-12-25"]);
    assert!(dated[0] < tables.date(), "two were over when the table was read");
}

#[test]
fn quirk_07_symbols_in_chinese() {
    let tables = tables("binance-usdm");
    let symbols: Vec<_> = tables.symbols().filter(|symbol| !symbol.is_ascii()).collect();
    assert_eq!(symbols.len(), 5);
    for symbol in symbols {
        assert_eq!(tables.search(symbol, TODAY), [symbol]);
        assert_eq!(market(&tables, symbol).symbol(), symbol);
    }
    assert_eq!(market(&tables, "哈基米USDT").tiers().len(), 3);
}

#[test]
fn quirk_08_the_last_tier_is_not_always_at_one() {
    let last = |listing: margin_venues::Listing<'_>| listing.tiers().last().and_then(|tier| tier.max_leverage);
    let bybit = tables("bybit");
    // Those of 2024; two of 2026 have no leverage.
    let of_2024 = || bybit.listings().filter(|listing| listing.date() == "2024-12-25").filter_map(last);
    assert_eq!((of_2024().count(), bybit.listings().filter_map(last).count()), (300, 302));
    assert_eq!(of_2024().filter(|most| *most == Decimal::ONE).count(), 247);
    assert!(tables("binance-usdm").listings().all(|listing| last(listing) == Some(Decimal::ONE)));
}

#[test]
fn quirk_09_inclusive_counts_of_contracts() {
    let tables = tables("okx");
    let market = market(&tables, "BTC-USDT-SWAP");
    assert_eq!((tables.tier_form(), tables.tier_basis()), (TierForm::Whole, TierBasis::Size));
    assert_eq!(market.multiplier(), decimal("0.01"));
    // The venue begins the second tier at 1000.01; what lies in the hole belongs to it.
    for (size, tier) in [("1000", 0), ("1000.005", 1), ("1000.01", 1), ("1920000.01", 98)] {
        assert_eq!(market.tiers().tier_at(decimal(size)), tier, "{size}");
    }
    let bitcoin = listing(&tables, "BTC-USDT-SWAP");
    assert_eq!((bitcoin.last_cap(), bitcoin.is_partial()), (Some(decimal("1940000")), false));
    assert!(listing(&tables, "ADA-USDT-SWAP").is_partial(), "its first two tiers alone are known");
    assert_eq!(tables.largest_value("BTC-USDT-SWAP"), None, "a cap of contracts is no value");
    assert!(tables.listing("0G-USDT-SWAP").is_none(), "what its contract is worth is not known");
}

#[test]
fn quirk_10_kraken_has_no_last_cap_and_two_kinds_of_floors() {
    let tables = tables("kraken");
    assert!(tables.listings().all(|listing| listing.last_cap().is_none()));
    let cash = market(&tables, "PI_BCHUSD@2021-07-22");
    assert_eq!((cash.tiers().row(0).rate, cash.tiers().row(1).rate), (decimal("0.02"), decimal("0.02")));
    assert_eq!(cash.contract(), Contract::Inverse);
    for listing in tables.listings() {
        let expected = if listing.contract().is_inverse() { TierBasis::Size } else { TierBasis::Value };
        assert_eq!(listing.tier_basis(), expected, "{}", listing.symbol());
    }
    assert!(kraken::VENUE.unconfirmed.contains(&Caveat::FloorsInQuote));
    // The levels for retail clients are another table, and not mixed in.
    assert_eq!(row(&market(&tables, "PI_XBTUSD@2021-07-22"), 0), "0 0.01 0 50");
}

#[test]
fn quirk_11_a_leverage_that_does_not_change_with_the_rate() {
    let tiers = read_rows("0, 0.02, -, 20\n50000, 0.03, -, 20\n100000, 0.333333, -, 1.5").unwrap();
    assert_eq!((tiers[0].max_leverage, tiers[1].max_leverage), (Some(decimal("20")), Some(decimal("20"))));
    assert_eq!(tiers[2].rate, decimal("0.333333"));
}

#[test]
fn quirk_12_a_base_and_a_step() {
    let tables = tables("bitmex");
    let old = market(&tables, "XBTUSD@2021-07-22");
    assert_eq!(row(&old, 1).split(' ').collect::<Vec<_>>()[..2], ["200", "0.007"]);
    assert_eq!(
        old.tiers().row(1).max_leverage,
        Some(margin_core::divide_down(decimal("1"), decimal("0.0135")).unwrap())
    );
    let new = market(&tables, "XBTUSD@2024-11-24");
    for (value, rate) in [("200", "0.005"), ("200.1", "0.01"), ("350", "0.01"), ("350.1", "0.015"), ("1700", "0.055")] {
        assert_eq!(new.tiers().row(new.tiers().tier_at(decimal(value))).rate, decimal(rate), "{value}");
    }
    assert!(bitmex::VENUE.unconfirmed.contains(&Caveat::StepsContinued));

    // Gate still prints a step, which now leads to the last cap at once: expanded, it would be a table of two tiers
    // that the venue does not have.
    let gate_tables = self::tables("gate");
    let is_long = |listing: &margin_venues::Listing<'_>| listing.tiers().len() > 1;
    let long: Vec<_> = gate_tables.listings().filter(is_long).map(|listing| listing.symbol()).collect();
    assert_eq!(long, ["BTC_USDT"], "the one whose further tiers were published");
    assert!(gate_tables.listings().all(|listing| listing.is_partial()));
    assert_eq!(gate_tables.largest_value("BTC_USDT@2026-09-25"), Some(decimal("500000")));
    assert!(gate::VENUE.unconfirmed.contains(&Caveat::TiersBeyondTheFirst));
}

/// A rate that grows with every unit of value is no table, and nothing in the format can be taken for one.
#[test]
fn quirk_13_margin_that_grows_without_steps() {
    for line in ["0 0.005 0 100 0.0000001", "0 0.005+0.0000001*v"] {
        let text = text("bitget").replacen("0 0.004 - 125", line, 1);
        let error = VenueTables::parse(&text).unwrap_err();
        assert_eq!(error.line(), 9, "{error}");
    }
    assert!(FILES.iter().all(|(code, _)| !["delta", "deribit"].contains(code)));
}

#[test]
fn quirk_14_initial_margin_by_open_interest() {
    let tables = tables("dydx-v4");
    assert!(tables.listings().all(|listing| listing.tiers().len() == 1 && listing.last_cap().is_none()));
    // 0.02 · 0.6 and 0.1 · 0.5.
    assert_eq!(row(&market(&tables, "BTC-USD"), 0), "0 0.012 0 50");
    assert_eq!(row(&market(&tables, "SOL-USD"), 0), "0 0.05 0 10");
    // The running chain had SOL at 0.03 on 2025-12-08: a sample is not what is in force, and the venue says so.
    assert!(dydx_v4::VENUE.unconfirmed.contains(&Caveat::TablesOfASample));
    assert!(dydx_v4::VENUE.unsupported.contains(&Caveat::InitialMarginByOpenInterest));
}

#[test]
fn quirk_15_rates_that_do_not_end() {
    let tables = tables("hyperliquid");
    for listing in tables.listings() {
        for tier in listing.tiers() {
            let twice = Decimal::TWO * tier.max_leverage.unwrap();
            assert_eq!(tier.rate, divide_up(Decimal::ONE, twice).unwrap(), "{}", listing.symbol());
            assert!(tier.rate * twice >= Decimal::ONE, "never less than the fraction");
        }
    }
    assert_eq!(tables.listings().filter(|listing| listing.is_delisted()).count(), 39);
    assert_eq!(tables.listings().filter(|listing| listing.is_isolated_only()).count(), 9);
    assert_eq!(tables.listings().filter(|listing| listing.tiers().len() > 1).count(), 41);
    assert!(hyperliquid::VENUE.assumptions.contains(&Caveat::RateFromLeverage));
}

#[test]
fn quirk_16_the_last_cap_was_lost_and_both_dates_are_kept() {
    let tables = tables("bybit");
    for (symbol, date, rows, cap) in [
        ("BTCUSDT@2026-02-26", "2026-02-26", 35, None),
        ("LTCUSDT", "2026-05-18", 30, None),
        ("BTCUSDT@2024-12-25", "2024-12-25", 35, Some("1200000000")),
    ] {
        let listing = listing(&tables, symbol);
        assert_eq!((listing.date(), listing.tiers().len()), (date, rows), "{symbol}");
        assert_eq!(listing.last_cap(), cap.map(decimal), "{symbol}");
        assert_eq!(listing.base(), &symbol[..3]);
    }
    assert_eq!(listing(&tables, "BTCUSDT@2026-02-26").max_leverage(), None);
}

/// An account was seen whose maintenance is its rate exactly, and whose liquidation price is not: it holds more than
/// the snapshot shows. The rate is taken from it, the price is not.
#[test]
fn quirk_17_a_seen_account_confirms_the_rate_alone() {
    let market = market(&tables("hyperliquid"), "BTC");
    assert_eq!(market.tiers().row(0).rate * decimal("377667"), decimal("4720.8375"));
}

/// Equal rates in a row are no mistake: the amount stays the same, and a position pays no less for it.
#[test]
fn quirk_18_one_rate_in_two_or_three_tiers() {
    let tables = tables("binance-coinm");
    for (symbol, from, to) in [("BNBUSD_PERP", 1, 3), ("LTCUSD_210625", 1, 3), ("BCHUSD_210924", 1, 3)] {
        let tiers = listing(&tables, symbol).tiers();
        for pair in tiers[from..=to].windows(2) {
            assert_eq!((pair[0].rate, pair[0].deduction), (pair[1].rate, pair[1].deduction), "{symbol}");
            assert!(pair[1].max_leverage < pair[0].max_leverage, "{symbol}: the leverage falls all the same");
        }
    }
    let bnb = market(&tables, "BNBUSD_PERP");
    assert_eq!((row(&bnb, 2).as_str(), row(&bnb, 3).as_str()), ("4000 0.05 50 7", "10000 0.05 50 6"));
    assert_eq!((bnb.contract(), bnb.settle(), bnb.multiplier()), (Contract::Inverse, Some("BNB"), decimal("10")));
}

#[test]
fn quirk_19_a_last_tier_at_two_without_an_end() {
    let tables = tables("binance-coinm");
    for (symbol, last) in [
        ("BNBUSD_PERP", "100000 0.25 13550 2"),
        ("FILUSD_210625", "200000 0.25 29040 2"),
        ("THETAUSD_PERP", "100000 0.5 36250 1"),
    ] {
        let market = market(&tables, symbol);
        assert_eq!(row(&market, market.tiers().len() - 1), last, "{symbol}");
        assert_eq!((listing(&tables, symbol).last_cap(), listing(&tables, symbol).is_partial()), (None, false));
    }
    // 10,000 · (0.049 − 0.022) = 270, and 20,000 · 0.001 more.
    let fil = market(&tables, "FILUSD_210625");
    assert_eq!((row(&fil, 1).as_str(), row(&fil, 2).as_str()), ("10000 0.049 270 10", "20000 0.05 290 6"));
    assert_eq!(tables.listings().filter(|listing| listing.is_partial()).count(), 6, "cut off where the excerpt ends");
}

#[test]
fn quirk_20_other_tiers_for_the_same_coin() {
    let tables = tables("binance-coinm");
    let floors = |symbol| -> Vec<_> {
        let tiers = listing(&tables, symbol).tiers();
        tiers[1..].iter().take(3).map(|tier| margin_core::plain(tier.floor)).collect()
    };
    assert_eq!(floors("BNBUSD_PERP"), ["2000", "4000", "10000"]);
    assert_eq!(floors("BNBUSD_210924"), ["1000", "2000"], "and 5000, where the excerpt ends");
    assert_eq!(listing(&tables, "BNBUSD_210924").last_cap(), Some(decimal("5000")));
    // The endpoint's first version said 50x of a market at 125x: only what the second one said was taken.
    assert!(tables.listing("BTCUSD_PERP").is_none());
}

#[test]
fn quirk_21_a_leverage_that_is_not_whole() {
    let bitcoin = market(&tables("gate"), "BTC_USDT");
    assert_eq!(row(&bitcoin, 1), "500000 0.0035 250 150.01");
    let product = decimal("0.006666") * bitcoin.tiers().row(1).max_leverage.unwrap();
    assert!(product < Decimal::ONE, "the initial rate that is printed beside it gives 150.015: {product}");
}

/// A row that was left out is found by the amounts: they follow from every row before it.
#[test]
fn quirk_22_a_row_that_is_missing() {
    let tables = tables("gate");
    assert_eq!(listing(&tables, "BTC_USDT").tiers().len(), 3, "what follows the missing row is not taken");
    let rows = "0, 0.003, 0, 200\n500000, 0.0035, 250, 150.01\n1000000, 0.004, 750, 125\n";
    assert!(read_rows(rows).is_ok());
    // The fifth tier is known. As the fourth it would have to begin at 1,750,000, where no tier of this venue does.
    for floor in ["1500000", "2000000", "2500000"] {
        let error = read_rows(&format!("{rows}{floor}, 0.005, 2500, 100\n")).unwrap_err();
        let found = (error.line(), error.code(), error.part_name());
        assert_eq!(found, (4, TableErrorCode::BadRow, "deduction"), "{floor}");
    }
}

#[test]
fn quirk_23_initial_rates_became_coarser() {
    let tables = tables("bybit");
    let hype = market(&tables, "HYPEUSDT");
    // Printed beside initial rates of 0.013 and 0.022, where 1/75 and 1/45 are 0.0133… and 0.0222…
    assert_eq!((row(&hype, 0).as_str(), row(&hype, 2).as_str()), ("0 0.0067 0 75", "25000 0.0111 44 45"));
    for (initial, leverage) in [("0.013", "75"), ("0.022", "45")] {
        assert!(decimal(initial) * decimal(leverage) < Decimal::ONE, "{leverage}");
    }
    let bitcoin = market(&tables, "BTCUSDT");
    assert_eq!(
        (row(&bitcoin, 0).as_str(), row(&bitcoin, 34).as_str()),
        ("0 0.0033 0 150", "800000000 0.6 242382510 1")
    );
    assert!(bybit::VENUE.unconfirmed.contains(&Caveat::RowsInferred));
    // An amount that is an empty text is none, and rows that come in another order are refused.
    let json = |first: &str, second: &str| {
        let row = |(id, end, rate, amount): (u8, &str, &str, &str)| {
            format!(r#"{{"id":{id},"riskLimitValue":"{end}","maintenanceMargin":"{rate}","mmDeduction":"{amount}"}}"#)
        };
        let rows = [(1, "5000", "0.0067", ""), (2, "25000", "0.01", "16.5")].map(row);
        let place = |which: &str| if which == "1" { &rows[0] } else { &rows[1] };
        format!("[{},{}]", place(first), place(second))
    };
    assert_eq!(read_json(&json("1", "2"), TierBasis::Value).unwrap()[0].deduction, Some(Decimal::ZERO));
    assert!(read_json(&json("2", "1"), TierBasis::Value).is_err());
}

/// Neither "below 0.5" nor "above 0.5" tells percent from fractions: the venue's documentation has an example in percent, and
/// its last tier is a rate of 0.6. So nothing guesses: a rate is a fraction, and one of 1 or more is refused.
#[test]
fn quirk_24_percent_or_fractions() {
    assert_eq!(read_rows("0, 0.5").unwrap()[0].rate, decimal("0.5"), "taken at its word");
    let tables = tables("bybit");
    let last = listing(&tables, "BTCUSDT").tiers().last().unwrap();
    assert!(last.rate > decimal("0.5"), "a rate of more than a half is a real one");
    let error = read_rows("0, 0.5\n50000, 1").unwrap_err();
    assert_eq!((error.code(), error.part_name()), (TableErrorCode::BadRow, "rate"));
}

#[test]
fn quirk_25_a_leverage_that_is_halved_from_tier_to_tier() {
    let tables = tables("okx");
    for symbol in ["SOL-USDT-SWAP", "XRP-USDT-SWAP"] {
        let tiers = listing(&tables, symbol).tiers();
        let of = |tier: usize| (tiers[tier].rate, tiers[tier].max_leverage.unwrap());
        assert_eq!((of(1), of(2)), ((decimal("0.01"), decimal("40")), (decimal("0.015"), decimal("20"))), "{symbol}");
        // The rate as a share of the initial one falls from 0.4 to 0.3, and then rises to 0.93.
        let share = |tier: usize| tiers[tier].rate * tiers[tier].max_leverage.unwrap();
        assert_eq!([share(1), share(2), share(92)], ["0.4", "0.3", "0.93"].map(decimal), "{symbol}");
        assert_eq!(tiers.len(), 93, "{symbol}");
    }
    // No tier of the venue is below 2x.
    for listing in tables.listings().filter(|listing| !listing.is_partial()) {
        let last = listing.tiers().last().unwrap();
        assert_eq!(last.max_leverage, Some(Decimal::TWO), "{}", listing.symbol());
        assert!(last.rate < decimal("0.5") && last.rate > decimal("0.46"), "{}", listing.symbol());
    }
    assert_eq!(listing(&tables, "ETH-USDT-SWAP").tiers().len(), 99);
    assert_eq!(listing(&tables, "ETH-USDT-SWAP").tiers()[98].rate, decimal("0.4875"));
    assert!(okx::VENUE.unconfirmed.contains(&Caveat::RowsInferred));
}

/// Markets whose contract is worth nobody said what have no table here, so their odd steps are looked up in the source.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn quirk_26_first_steps_are_uneven_and_the_lot_decides_the_next_floor() {
    let source = include_str!("../../data/tiers/okx-2026.json");
    let source: serde_json::Value = serde_json::from_str(source).unwrap();
    let of = |symbol: &str, what: &str| -> Vec<String> {
        let markets = source["markets"].as_array().unwrap();
        let market = markets.iter().find(|market| market["symbol"] == symbol).unwrap();
        market["tiers"].as_array().unwrap().iter().map(|tier| tier[what].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of("ETHFI-USDT-SWAP", "cap")[..5], ["75000", "150000", "220000", "300000", "375000"]);
    assert_eq!(of("SNX-USDT-SWAP", "cap")[..4], ["25000", "48000", "72000", "97000"]);
    assert_eq!(
        (of("SNX-USDT-SWAP", "floor")[1].as_str(), of("SOL-USDT-SWAP", "floor")[1].as_str()),
        ("25001", "2500.01")
    );
    // A tokenised fund.
    assert_eq!(
        (of("SOXL-USDT-SWAP", "mmr")[0].as_str(), of("SOXL-USDT-SWAP", "max_leverage")[0].as_str()),
        ("0.035", "10")
    );
    let tables = tables("okx");
    for symbol in ["ETHFI-USDT-SWAP", "SNX-USDT-SWAP", "SOXL-USDT-SWAP", "YB-USDT-SWAP"] {
        assert!(tables.listing(symbol).is_none(), "{symbol}: what its contract is worth is not known");
    }
    // What lies in the hole between two tiers belongs to the one above.
    let sol = market(&tables, "SOL-USDT-SWAP");
    assert_eq!(["2500", "2500.001", "2500.01"].map(|size| sol.tiers().tier_at(decimal(size))), [0, 1, 1]);
}
