//! The price is the exact root, rounded toward the mark in the last place that a decimal holds; and what is shown is on
//! the tick, on the side that the rule names, at most a tick away, and never past the mark. All judged in rationals.

use margin_core::{Contract, Decimal, Liquidation, PriceRounding, Side, parse};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use proptest::prelude::*;

use crate::generate::{ANY, PRECISE, Scope, case, config, decimal};
use crate::oracle::{Exact, exact, power_of_ten, surplus};
use crate::{Case, CaseLeg, ends};

/// The exact root near a price: where the line through `f` there is 0. Nothing where `f` has a kink there, or jumps.
fn root_near(case: &Case, price: Decimal) -> Option<Exact> {
    let is_inverse = case.market.contract() == Contract::Inverse;
    let turned = |number: Exact| if is_inverse { number.recip() } else { number };
    let x = turned(exact(price));
    // Further than the price may be from the root: a few units of its last place.
    let unit = power_of_ten(-i32::try_from(price.scale()).unwrap()) / exact(price);
    let away = power_of_ten(-13).max(unit * Exact::from_integer(4.into()));
    if away > power_of_ten(-1) {
        return None;
    }
    let at = |share: i64| {
        let x = &x * (Exact::from_integer(1.into()) + Exact::from_integer(share.into()) * &away);
        (x.clone(), surplus(case, &turned(x)))
    };
    let [(x0, f0), (x1, f1), (x2, f2)] = [at(-1), at(0), at(1)];
    let is_line = (&f1 - &f0) * (&x2 - &x1) == (&f2 - &f1) * (&x1 - &x0);
    if !is_line || f1 == f2 {
        return None;
    }
    let root = &x1 - &f1 * (&x2 - &x1) / (f2 - &f1);
    root.is_positive().then(|| turned(root))
}

/// Both ends with their roots: `true` below the mark.
fn answers(case: &Case) -> Vec<(bool, Liquidation, Exact)> {
    let [below, above] = ends(&case.evaluate().unwrap());
    let found = |below: bool, end: Liquidation| match end {
        Liquidation::At { price, .. } => root_near(case, price).map(|root| (below, end, root)),
        _ => None,
    };
    [found(true, below), found(false, above)].into_iter().flatten().collect()
}

/// Whether a decimal of this size could have a place more.
fn could_be_finer(price: Decimal) -> bool {
    price.scale() < 28 && price.mantissa() * 10 < (1_i128 << 96)
}

fn check_last_place(price: Decimal, root: &Exact, below: bool) -> Result<(), TestCaseError> {
    let held = exact(price);
    if held == *root {
        return Ok(());
    }
    prop_assert!(!could_be_finer(price), "{price} is not given to its last place");
    let toward_mark = if below { &held - root } else { root - &held };
    prop_assert!(toward_mark.is_positive(), "{price} is on the far side of {root}");
    prop_assert!(toward_mark < power_of_ten(-i32::try_from(price.scale()).unwrap()), "{price} is not next to {root}");
    Ok(())
}

/// What each rounding promises of a price with its exact root.
fn check_shown(case: &Case, below: bool, end: Liquidation, root: &Exact) -> Result<(), TestCaseError> {
    let Liquidation::At { price, shown_price, .. } = end else { unreachable!() };
    let (shown, mark) = (exact(shown_price), exact(case.mark));
    let isolated = case.legs[0].margin.is_some();
    prop_assert!(shown.is_positive());
    prop_assert!(if below { shown <= mark } else { shown >= mark }, "{shown_price} is past {}", case.mark);
    let tick = case.market.tick_size().map(exact);
    let places = |digits: u32| {
        // How many places so many significant digits of the price take.
        let length = i32::try_from(price.mantissa().unsigned_abs().ilog10()).unwrap() + 1;
        i32::try_from(digits).unwrap() + i32::try_from(price.scale()).unwrap() - length
    };
    let (step, toward, is_nearest) = match (case.rules.price_rounding, tick) {
        (PriceRounding::None, _) | (PriceRounding::TowardMark | PriceRounding::Floor, None) => {
            prop_assert_eq!(shown_price, price);
            return Ok(());
        }
        (PriceRounding::OneTickMore, tick) => {
            let moved = match tick.filter(|_| isolated) {
                Some(tick) => exact(price) + if below { tick } else { -tick },
                None => exact(price),
            };
            let is_past = if below { moved > mark } else { moved < mark };
            let expected = if is_past { exact(price) } else { moved };
            // The sum can have a digit more than can be held.
            let unit = power_of_ten(-i32::try_from(shown_price.scale()).unwrap());
            prop_assert!((&shown - &expected).abs() < unit, "{shown_price} for {expected}");
            return Ok(());
        }
        (PriceRounding::TowardMark, Some(tick)) => (tick, true, false),
        (PriceRounding::Floor, Some(tick)) => (tick, !below, false),
        (PriceRounding::Decimals(_), Some(tick)) => (tick, true, true),
        (PriceRounding::Decimals(least), None) => {
            (power_of_ten(-places(5).max(i32::try_from(least).unwrap()).min(28)), true, true)
        }
        (PriceRounding::Significant(digits), _) => (power_of_ten(-places(digits).min(28)), true, true),
    };
    let is_on_step = (&shown / &step).is_integer();
    let distance = (&shown - root).abs();
    if !is_on_step {
        // No step on the named side is before the mark, or above 0: the price is shown as it is.
        prop_assert_eq!(shown_price, price);
        let lower = (root / &step).floor() * &step;
        let upper = (root / &step).ceil() * &step;
        let can_be = |step: &Exact| step.is_positive() && if below { *step <= mark } else { *step >= mark };
        let named = if below == toward { &upper } else { &lower };
        let any = can_be(&lower) || can_be(&upper);
        prop_assert!(if is_nearest { !any } else { !can_be(named) }, "{price} could be shown in steps of {step}");
        return Ok(());
    }
    prop_assert!(distance < step, "{shown_price} is {distance} from {root}");
    if (root / &step).is_integer() {
        prop_assert_eq!(&shown, root, "exactly on a step");
    }
    if is_nearest {
        // Half a step, or all of it where the nearer one is past the mark, or 0.
        let other = if shown < *root { &shown + &step } else { &shown - &step };
        let other_can_be = other.is_positive() && if below { other <= mark } else { other >= mark };
        prop_assert!(&distance + &distance <= step || !other_can_be, "{shown_price} is not the nearest to {root}");
    } else {
        let is_named = if below == toward { shown >= *root } else { shown <= *root };
        prop_assert!(is_named, "{shown_price} is on the other side of {root}");
    }
    Ok(())
}

/// A case with a tick of about so much of its price, or without one, and a way of showing it.
fn shown_case(scope: Scope) -> impl Strategy<Value = Case> {
    let roundings = prop::sample::select(vec![
        PriceRounding::None,
        PriceRounding::TowardMark,
        PriceRounding::TowardMark,
        PriceRounding::Floor,
        PriceRounding::OneTickMore,
        PriceRounding::Decimals(2),
        PriceRounding::Decimals(2),
        PriceRounding::Significant(5),
    ]);
    // A tick of a share of the mark: from a millionth, as venues have, to more than all of it.
    let ticks = (prop::sample::select(vec![1_i64, 2, 5, 25, 3]), -12..2_i32, any::<bool>());
    (case(scope), roundings, ticks).prop_map(|(case, price_rounding, (digit, exponent, has_tick))| {
        let mut market = case.market.to_input();
        let length = i32::try_from(case.mark.mantissa().unsigned_abs().ilog10()).unwrap();
        let places = i32::try_from(case.mark.scale()).unwrap() - length - exponent;
        let tick = if places >= 0 {
            Decimal::try_new(digit, u32::try_from(places.min(12)).unwrap()).unwrap()
        } else {
            Decimal::from(digit) * Decimal::from(10_i64.pow(u32::try_from((-places).min(10)).unwrap()))
        };
        market.tick_size = has_tick.then_some(tick);
        let market = margin_core::Market::new(market).unwrap();
        Case { market, rules: margin_core::Rules { price_rounding, ..case.rules }, ..case }
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_price_is_the_last_place_toward_the_mark(case in case(PRECISE)) {
        for (below, end, root) in answers(&case) {
            let Liquidation::At { price, .. } = end else { unreachable!() };
            check_last_place(price, &root, below)?;
        }
    }

    #[test]
    fn the_price_of_a_pair_or_at_the_bounds_is_it_too(case in case(ANY)) {
        for (below, end, root) in answers(&case) {
            let Liquidation::At { price, .. } = end else { unreachable!() };
            check_last_place(price, &root, below)?;
        }
    }

    #[test]
    fn what_is_shown_keeps_its_promise(case in shown_case(Scope { pairs: true, ..ANY })) {
        for (below, end, root) in answers(&case) {
            check_shown(&case, below, end, &root)?;
        }
    }
}

/// The example that the double rounding was found with.
#[test]
fn a_short_of_26690_is_given_to_its_last_place() {
    let market = crate::generate::btcusdt();
    let case = Case {
        rules: Default::default(),
        market,
        mark: decimal("244.208"),
        wallet: decimal("100000000"),
        legs: vec![CaseLeg {
            side: Side::Short,
            size: decimal("26690"),
            entry: decimal("247.0829"),
            margin: Some(decimal("26690") * decimal("247.0829")),
        }],
    };
    let [(false, Liquidation::At { price, .. }, root)] = &answers(&case)[..] else { panic!("it has a price above") };
    check_last_place(*price, root, false).unwrap();
}

/// How many cases that are exactly on a tick are tried of each contract.
const EXACT_CASES: i64 = 10_000;

/// Cases whose root is a multiple of the tick, made backwards from it: at `P`, the margin is what is required.
#[test]
fn exactly_on_a_tick_it_is_the_tick() {
    let mut seed = 1_u64;
    let mut random = |below: i64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(seed >> 33).unwrap() % below
    };
    for contract in [Contract::Linear, Contract::Inverse, Contract::Quanto] {
        let mut tried = 0;
        while tried < EXACT_CASES {
            let tick = [decimal("0.1"), decimal("0.5"), decimal("0.0001"), decimal("5"), decimal("0.00000001")]
                [usize::try_from(random(5)).unwrap()];
            let side = if random(2) == 0 { Side::Long } else { Side::Short };
            let steps = 1_000 + random(1_000_000);
            let price = tick * Decimal::from(steps);
            let away = Decimal::new(1 + random(400), 3);
            let entry = match side {
                Side::Long => price * (Decimal::ONE + away),
                Side::Short => price * (Decimal::ONE - away),
            };
            let rate = Decimal::new(random(100), 4);
            let count = Decimal::from(1 + random(50));
            // Worth a finite number at either price, for inverse contracts, too.
            let (size, at_price, at_entry) = match contract {
                Contract::Inverse => (entry * price * count, entry * count, price * count),
                _ => (count, price * count, entry * count),
            };
            let loss = (at_price - at_entry).abs();
            let margin = loss + rate * at_price;
            let price_rounding = [PriceRounding::TowardMark, PriceRounding::Floor, PriceRounding::Decimals(2)]
                [usize::try_from(random(3)).unwrap()];
            let market = margin_core::Market::new(margin_core::MarketInput {
                contract,
                tick_size: Some(tick),
                ..margin_core::MarketInput::new("X", vec![margin_core::Tier::new(Decimal::ZERO, rate)])
            })
            .unwrap();
            let case = Case {
                rules: margin_core::Rules { price_rounding, ..Default::default() },
                market,
                mark: entry,
                wallet: margin,
                legs: vec![CaseLeg { side, size, entry, margin: Some(margin) }],
            };
            let Ok(report) = case.evaluate() else { continue };
            let Liquidation::At { price: ours, shown_price, tier: 0, .. } = report.positions[0].liquidation else {
                panic!("{case:?}: {:?}", report.positions[0].liquidation)
            };
            assert_eq!((ours, shown_price), (price, price), "{case:?}");
            tried += 1;
        }
    }
}

#[test]
fn the_oracle_of_this_file_knows_a_root() {
    let case = Case {
        rules: Default::default(),
        market: margin_core::Market::flat(parse("0.005").unwrap()).unwrap(),
        mark: Decimal::ONE_HUNDRED,
        wallet: Decimal::TEN,
        legs: vec![CaseLeg { side: Side::Long, size: Decimal::ONE, entry: Decimal::ONE_HUNDRED, margin: None }],
    };
    let [(true, _, root)] = &answers(&case)[..] else { panic!("it has a price below") };
    assert_eq!(*root, Exact::new(BigInt::from(18_000), BigInt::from(199)));
    assert!(surplus(&case, root).is_zero());
    assert!(check_last_place(parse("90.45226130653266331658291458").unwrap(), root, true).is_ok());
    // One unit more, one less, and two places less.
    for wrong in ["90.45226130653266331658291459", "90.45226130653266331658291457", "90.452261306532663316582915"] {
        assert!(check_last_place(parse(wrong).unwrap(), root, true).is_err(), "{wrong}");
    }
}
