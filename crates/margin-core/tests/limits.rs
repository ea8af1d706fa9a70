//! What a scenario says that it accepts: both ends are accepted, a step beyond is not, and the reason is the true one.

use margin_core::{
    Contract, Decimal, ErrorCode, Field, LimitReason, Limits, Market, MarketInput, Quantity, Result, Rules, Scenario,
    Side, Tier, TierBasis, TierForm, parse, plain,
};
use proptest::prelude::*;

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

/// Two tiers, 20x to 10,000 and 5x from there to 50,000; or the same numbers of contracts.
fn market(contract: Contract, multiplier: &str, basis: TierBasis, unit: Option<&str>) -> Market {
    let tier = |floor: &str, rate: &str, leverage: &str| Tier {
        max_leverage: Some(decimal(leverage)),
        ..Tier::new(decimal(floor), decimal(rate))
    };
    Market::new(MarketInput {
        contract,
        multiplier: decimal(multiplier),
        settlement_unit: unit.map(decimal),
        tier_form: Some(TierForm::Whole),
        tier_basis: Some(basis),
        end: Some(decimal("50000")),
        ..MarketInput::new("m", vec![tier("0", "0.01", "20"), tier("10000", "0.05", "5")])
    })
    .unwrap()
}

fn with(scenario: &Scenario<'_>, field: Field, number: Decimal) -> Result<()> {
    let mut changed = *scenario;
    match field {
        Field::Leverage => changed.leverage = number,
        Field::Size => changed.quantity = Quantity::Size(number),
        Field::Value => changed.quantity = Quantity::Value(number),
        Field::EntryPrice => changed.entry_price = number,
        Field::MarkPrice => changed.mark_price = Some(number),
        Field::WalletBalance => changed.wallet_balance = number,
        Field::IsolatedMargin => changed.isolated_margin = Some(number),
        Field::MaintenanceRate => unreachable!("the rate is the market's"),
    }
    margin_core::compare(&changed).map(|_| ())
}

/// What the refusal beyond an end must say.
fn is_true(reason: LimitReason, is_upper: bool, error: &margin_core::MarginError) -> bool {
    match (reason, error.code()) {
        (LimitReason::Bound, code) => {
            matches!(code, ErrorCode::OutOfRange | ErrorCode::NotPositive | ErrorCode::Negative | ErrorCode::Overflow)
        }
        (LimitReason::TierLeverage, code) => code == ErrorCode::LeverageAboveTier,
        (LimitReason::TableEnd, code) => code == ErrorCode::BeyondTable && error.allowed().maximum.is_some(),
        (LimitReason::Wallet, code) => code == ErrorCode::InsufficientBalance,
        (LimitReason::InitialMargin, code) => {
            !is_upper && matches!(code, ErrorCode::OutOfRange | ErrorCode::InsufficientBalance)
        }
        (LimitReason::IsolatedMargin, code) => matches!(code, ErrorCode::OutOfRange | ErrorCode::InsufficientBalance),
    }
}

#[test]
fn a_number_ends_where_another_ends_it() {
    let linear = market(Contract::Linear, "1", TierBasis::Value, None);
    let scenario = |value: &str, leverage: &str, wallet: &str| {
        Scenario::of_value(&linear, Side::Long, decimal(value), decimal("100"))
            .with_leverage(decimal(leverage))
            .with_wallet_balance(decimal(wallet))
    };
    for (value, leverage, wallet, field, minimum, below, maximum, above) in [
        // 1,000 at 20x takes 50 of the wallet; 100 of it hold 2,000.
        ("1000", "20", "100", Field::Leverage, "10", LimitReason::Wallet, "20", LimitReason::TierLeverage),
        ("1000", "20", "100", Field::Value, "0.0000000001", LimitReason::Bound, "2000", LimitReason::Wallet),
        ("1000", "20", "100", Field::Size, "0.000000000001", LimitReason::Bound, "20", LimitReason::Wallet),
        // 20x ends at 10,000, 5x at the end of the table.
        ("1000", "20", "9000", Field::Value, "0.0000000001", LimitReason::Bound, "10000", LimitReason::TierLeverage),
        ("1000", "5", "90000", Field::Value, "0.0000000001", LimitReason::Bound, "50000", LimitReason::TableEnd),
        (
            "20000",
            "5",
            "90000",
            Field::Leverage,
            "0.2222222222222222222222222223",
            LimitReason::Wallet,
            "5",
            LimitReason::TierLeverage,
        ),
        (
            "1000",
            "5",
            "90000",
            Field::WalletBalance,
            "200",
            LimitReason::InitialMargin,
            "1000000000000000",
            LimitReason::Bound,
        ),
        ("1000", "5", "300", Field::IsolatedMargin, "200", LimitReason::InitialMargin, "300", LimitReason::Wallet),
    ] {
        let limits = scenario(value, leverage, wallet).limits(field).unwrap();
        let expected = Limits { minimum: decimal(minimum), maximum: decimal(maximum), below, above };
        assert_eq!(limits, expected, "{field:?} of {value} at {leverage}x with {wallet}");
    }
    let set = scenario("1000", "5", "300").with_isolated_margin(decimal("250"));
    let limits = set.limits(Field::WalletBalance).unwrap();
    assert_eq!((limits.minimum, limits.below), (decimal("250"), LimitReason::IsolatedMargin));
}

#[test]
fn where_another_number_leaves_nothing_that_one_is_refused() {
    let linear = market(Contract::Linear, "1", TierBasis::Value, None);
    let scenario = Scenario::of_value(&linear, Side::Long, decimal("1000"), decimal("100"));
    let error = scenario.with_leverage(decimal("21")).limits(Field::Value).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::LeverageAboveTier, Some("leverage")));
    let error = scenario.with_wallet_balance(Decimal::ZERO).limits(Field::Leverage).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::InsufficientBalance, Some("wallet_balance")));
    let beyond = Scenario { quantity: Quantity::Value(decimal("50001")), ..scenario };
    let beyond = beyond.with_wallet_balance(decimal("90000"));
    let error = beyond.open().unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::BeyondTable, Some("value")));
    assert_eq!(error.allowed().maximum, Some(decimal("50000")));
}

#[test]
fn a_rate_and_the_closing_fee_stay_below_1() {
    for fee in ["0", "0.0006", "0.5"] {
        let with_rate = |rate: Decimal| {
            let tiers = vec![Tier::new(Decimal::ZERO, rate)];
            Market::new(MarketInput { closing_fee: Some(decimal(fee)), ..MarketInput::new("m", tiers) })
        };
        let market = with_rate(Decimal::ZERO).unwrap();
        let scenario = Scenario::of_value(&market, Side::Long, decimal("1000"), decimal("100"));
        let Limits { minimum, maximum, .. } = scenario.limits(Field::MaintenanceRate).unwrap();
        assert!(minimum.is_zero() && with_rate(maximum).is_ok(), "{fee}");
        assert!(with_rate(maximum + Decimal::new(1, 18)).is_err(), "{fee}");
    }
}

/// The contracts, with the price and size of a position of about 5,000.
fn cases() -> impl Strategy<Value = (Market, Decimal)> {
    let multiplier = prop::sample::select(vec!["1", "0.001", "100", "0.0000001"]);
    let contract = prop::sample::select(vec![Contract::Linear, Contract::Inverse, Contract::Quanto]);
    let basis = prop::sample::select(vec![TierBasis::Value, TierBasis::Size]);
    let unit = prop::sample::select(vec![None, None, Some("0.00000001"), Some("0.01")]);
    let price = (1_i64..10_000_000, 0_u32..8).prop_map(|(units, places)| Decimal::new(units, places));
    (contract, multiplier, basis, unit, price)
        .prop_map(|(contract, multiplier, basis, unit, price)| (market(contract, multiplier, basis, unit), price))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_ends_are_accepted_and_a_step_beyond_is_refused_for_its_reason(
        (market, entry) in cases(),
        is_long in any::<bool>(),
        is_value in any::<bool>(),
        number in (1_i64..1_000_000_000, 0_u32..6),
        leverage in 1_i64..250,
        wallet in (1_i64..1_000_000_000, 0_u32..6),
        margin in prop::option::of(1_i64..40),
        field in prop::sample::select(Field::ALL.to_vec()).prop_filter("it is the market's", |field| *field != Field::MaintenanceRate),
    ) {
        let side = if is_long { Side::Long } else { Side::Short };
        let number = Decimal::new(number.0, number.1);
        let quantity = if is_value { Quantity::Value(number) } else { Quantity::Size(number) };
        let mut scenario = Scenario {
            quantity,
            entry_price: entry,
            leverage: Decimal::new(leverage, 1),
            wallet_balance: Decimal::new(wallet.0, wallet.1),
            rules: Rules::default(),
            ..Scenario::of_value(&market, side, Decimal::ONE, Decimal::ONE)
        };
        if let Some(tenths) = margin {
            scenario.isolated_margin = Some(scenario.wallet_balance * Decimal::new(tenths, 2));
        }
        // Amounts that are counted in whole units reach half a unit further.
        let is_counted = market.settlement_unit().is_some();
        let limits = match scenario.limits(field) {
            Ok(limits) => limits,
            Err(error) => {
                prop_assert!(is_counted || scenario.open().is_err(), "{field:?} of what can be opened: {error}");
                return Ok(());
            }
        };
        let Limits { minimum, maximum, below, above } = limits;
        prop_assert!(minimum <= maximum);
        for end in [minimum, maximum] {
            let opened = with(&scenario, field, end);
            prop_assert!(opened.is_ok(), "{field:?} {end} of {limits:?}: {:?}", opened.unwrap_err());
        }
        // Of the smallest sizes, a decimal holds few digits.
        let step = |reason, is_upper: bool| match (is_counted, reason, is_upper) {
            (true, ..) => Decimal::ONE,
            (false, LimitReason::Bound, false) => Decimal::new(1, 3),
            (false, ..) => Decimal::new(1, 15),
        };
        for (beyond, reason, is_upper) in [
            (minimum - minimum * step(below, false), below, false),
            (maximum + maximum * step(above, true), above, true),
        ] {
            let is_within = minimum <= beyond && beyond <= maximum;
            let is_any_more = match field {
                // Less is taken for a position that funding has drawn on.
                Field::IsolatedMargin => !is_upper,
                _ => is_counted && reason == LimitReason::Bound,
            };
            if is_within || is_any_more {
                continue;
            }
            match with(&scenario, field, beyond) {
                Ok(()) => prop_assert!(is_counted, "{field:?} {} accepted beyond {limits:?}", plain(beyond)),
                Err(error) => prop_assert!(
                    is_true(reason, is_upper, &error) || is_counted,
                    "{field:?} {} beyond {limits:?}: {error}", plain(beyond)
                ),
            }
        }
    }
}
