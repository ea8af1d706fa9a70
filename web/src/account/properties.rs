//! What holds for every desk that operations can leave, however random.

use super::generate::{any_desk, any_path};
use super::link;
use super::log::held;
use super::traded::{built_in, example_price};
use super::{Desk, Drag, Held};
use margin_core::{Decimal, ErrorCode, MarginError, Open, Operation, PositionId, PositionMode, Quantity, Side, parse};
use margin_venues::binance_usdm::SYMBOLS;
use proptest::prelude::*;
use rust_decimal::RoundingStrategy;

/// The markets of every desk here.
const MARKETS: &[&str] = SYMBOLS;

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

fn percent_of(price: Decimal, percent: u32) -> Decimal {
    price * Decimal::from(percent) / Decimal::ONE_HUNDRED
}

/// The positions and the wallets: what a way of the prices leaves behind.
fn left(desk: &Desk) -> Vec<(Decimal, Vec<Held>)> {
    desk.accounts().iter().map(|account| (account.wallet_balance(), held(account, desk.markets()))).collect()
}

proptest! {
    #[test]
    fn undo_goes_back_to_exactly_the_start_and_redo_to_the_end(path in any_path()) {
        let desk = path.walk();
        let mut moved = desk.clone();
        let mut steps = 0;
        while moved.can_undo() {
            moved.undo();
            steps += 1;
        }
        prop_assert_eq!(moved.now(), path.start().now());
        for _ in 0..steps {
            moved.redo();
        }
        prop_assert!(!moved.can_redo());
        prop_assert_eq!(moved.now(), desk.now());
    }

    #[test]
    fn a_long_way_and_its_two_halves_leave_the_same(
        desk in any_desk(), place in 0..3_usize, half in 1_u32..400, whole in 1_u32..400,
    ) {
        let market = MARKETS[place];
        let mark = desk.mark(market);
        let (mut at_once, mut in_two) = (desk.clone(), desk);
        let to = percent_of(mark, whole);
        let between = mark + percent_of(to - mark, half % 100);
        at_once.slide(market, to, None).unwrap();
        in_two.slide(market, between, Some(Drag(1))).unwrap();
        in_two.slide(market, to, Some(Drag(1))).unwrap();
        prop_assert_eq!(left(&at_once), left(&in_two));
        for account in at_once.accounts() {
            prop_assert_eq!(account.market_setting(market).unwrap().0, Some(to));
        }
    }

    #[test]
    fn nothing_falls_before_the_first_stop_and_something_at_it(
        desk in any_desk(), place in 0..3_usize, whole in 1_u32..400,
    ) {
        let market = MARKETS[place];
        let mark = desk.mark(market);
        let to = percent_of(mark, whole);
        let jump = |to: Decimal| {
            let mut desk = desk.clone();
            let lines = desk.log().len();
            let moved = Operation::Mark { prices: vec![(market.to_owned(), to)], time: None };
            desk.apply(0, &moved).unwrap();
            desk.log().len() > lines
        };
        match desk.now().first_stop(market, to).unwrap() {
            Some(stop) => {
                prop_assert!(jump(stop), "{stop}");
                let just_before = stop + (mark - stop) * decimal("0.000001");
                prop_assert!(just_before == stop || !jump(just_before), "{stop} {just_before}");
            }
            None => prop_assert!(!jump(to)),
        }
    }

    #[test]
    fn every_limit_is_accepted_and_a_step_more_is_refused(desk in any_desk()) {
        let step = decimal("0.000000000001");
        for (index, account) in desk.accounts().iter().enumerate() {
            let accepts = |operation: &Operation| desk.preview(index, operation).is_ok();
            let most = account.withdrawable_balance().unwrap();
            for (amount, is_accepted) in [(most, most > Decimal::ZERO), (most + step, false)] {
                prop_assert_eq!(accepts(&Operation::Withdraw { amount }), is_accepted, "withdraw {}", amount);
            }
            for position in held(account, desk.markets()) {
                let id = position.id;
                let limits = account.limits(id).unwrap();
                let (add, remove) = (limits.add_margin, limits.remove_margin);
                for (amount, is_accepted) in [(add, add > Decimal::ZERO), (add + step, false)] {
                    prop_assert_eq!(accepts(&Operation::AddMargin { id, amount }), is_accepted, "add {}", amount);
                }
                for (amount, is_accepted) in [(remove, remove > Decimal::ZERO), (remove + step, false)] {
                    let taken = accepts(&Operation::RemoveMargin { id, amount });
                    prop_assert_eq!(taken, is_accepted, "remove {}", amount);
                }
                let size = Some(limits.close);
                prop_assert!(accepts(&Operation::Close { id, size, price: None }), "{:?}", limits);
            }
            for market in MARKETS.iter().copied() {
                let (_, leverage) = desk.setting(index, market).unwrap();
                for side in [Side::Long, Side::Short] {
                    let opening = desk.opening(index, market, side, leverage).unwrap();
                    for quantity in [Quantity::Size(opening.largest_size), Quantity::Value(opening.largest_value)] {
                        let open = Operation::Open(Open::new(market, side, quantity));
                        let refused = desk.preview(index, &open).err();
                        let is_nothing = opening.largest_size.is_zero();
                        prop_assert!(is_nothing || refused.is_none(), "{:?} {:?}: {:?}", open, opening, refused);
                    }
                }
            }
        }
    }
}

/// A desk is valid: it can be reported on, and written down.
fn is_valid(desk: &Desk) -> bool {
    (0..desk.accounts().len()).all(|account| desk.report(account).is_ok()) && link::render(desk).is_ok()
}

proptest! {
    #[test]
    fn what_is_rendered_is_read_back(desk in any_desk()) {
        let text = link::render(&desk).unwrap();
        let (read, notices) = link::parsed(&text);
        prop_assert_eq!(notices, vec![], "{}", text);
        prop_assert_eq!(read.accounts(), desk.accounts());
        prop_assert_eq!(link::render(&read).unwrap(), text);
    }

    #[test]
    fn no_text_at_all_is_an_exception(text in "\\PC{0,5000}") {
        prop_assert!(is_valid(&link::parsed(&text).0));
    }

    #[test]
    fn no_link_at_all_is_an_exception(parts in prop::collection::vec((
        "(scene|table|BTCUSDT|SOLUSDT|[abc]\\.(wallet|positions|next|ETHUSDT|[0-9]{1,3}))",
        "(([A-Z]{3}USDT|isolated|cross|long|short|-?[0-9.]{1,6}|hedge|opening|<&%=):?){0,5}",
    ), 0..12)) {
        let text = parts.iter().fold("a1".to_owned(), |text, (key, value)| format!("{text}&{key}={value}"));
        prop_assert!(is_valid(&link::parsed(&text).0));
    }

    #[test]
    fn a_damaged_link_is_no_exception(at in 0..link::EXAMPLE.len(), with in "[-+.:&=a-z0-9%]{0,3}") {
        let mut text = link::EXAMPLE.to_owned();
        text.replace_range(at..at + 1, &with);
        prop_assert!(is_valid(&link::parsed(&text).0));
    }
}

fn two_places(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(2, RoundingStrategy::ToPositiveInfinity)
}

/// The operation with the refused number replaced by what the refusal allows.
fn as_allowed(operation: &Operation, error: &MarginError) -> Option<Operation> {
    let allowed = error.allowed();
    let number = match (allowed.minimum, allowed.maximum) {
        (Some(number), None) | (None, Some(number)) => number,
        _ => return None,
    };
    let mut operation = operation.clone();
    match (&mut operation, error.field()?) {
        (
            Operation::AddMargin { amount, .. }
            | Operation::RemoveMargin { amount, .. }
            | Operation::Withdraw { amount },
            "amount",
        ) => *amount = number,
        (Operation::Open(open), "value") => open.quantity = Quantity::Value(number),
        (Operation::Open(open), "size") => open.quantity = Quantity::Size(number),
        (Operation::Open(open), "isolated_margin") => open.isolated_margin = Some(number),
        // What the table offers at all is asked before what it offers at this size: the second answer may be lower.
        (Operation::Open(open), "leverage") if error.code() != ErrorCode::LeverageAboveTier => {
            open.leverage = Some(two_places(number));
        }
        // As it is shown: up to two places.
        (Operation::SetLeverage { leverage, .. }, "leverage") => *leverage = two_places(number),
        (Operation::Close { price, .. }, "price") => *price = Some(number),
        _ => return None,
    }
    Some(operation)
}

fn any_operation() -> impl Strategy<Value = Operation> {
    let amount = (1_u64..20_000_000, 0_u32..6).prop_map(|(units, places)| Decimal::new(units.cast_signed(), places));
    let near_one = (60_u32..140).prop_map(|percent| Decimal::from(percent) / Decimal::ONE_HUNDRED);
    (
        (0_u8..7, 0..3_usize, 1_u32..7, any::<bool>(), any::<bool>()),
        amount,
        prop::option::of(near_one),
        prop::option::of(1_u32..160),
        prop::option::of(0_u32..3000),
    )
        .prop_map(|((kind, place, id, is_long, is_value), amount, price, leverage, margin)| {
            let listing = MARKETS[place];
            let (market, id) = (listing.to_owned(), PositionId(id));
            let price = price.map(|price| price * example_price(&built_in()[place]));
            let leverage = leverage.map(Decimal::from);
            match kind {
                0..=2 => Operation::Open(Open {
                    market,
                    side: if is_long { Side::Long } else { Side::Short },
                    quantity: if is_value { Quantity::Value(amount) } else { Quantity::Size(amount) },
                    price,
                    leverage,
                    isolated_margin: margin.filter(|_| is_value).map(Decimal::from),
                }),
                3 => Operation::AddMargin { id, amount },
                4 => Operation::RemoveMargin { id, amount },
                5 => Operation::SetLeverage { market, leverage: leverage.unwrap_or(Decimal::TEN) },
                _ if is_long => Operation::Withdraw { amount },
                _ => Operation::Close { id, size: None, price },
            }
        })
}

proptest! {
    #[test]
    fn what_a_refusal_allows_is_not_refused_so_again(desk in any_desk(), operation in any_operation()) {
        let Err(error) = desk.preview(0, &operation) else { return Ok(()) };
        let Some(allowed) = as_allowed(&operation, &error) else { return Ok(()) };
        // Of two legs of a market the core's limit takes both to the price, its check only the one that is closed.
        let is_hedge = desk.accounts()[0].state().position_mode == PositionMode::Hedge;
        if is_hedge && error.code() == ErrorCode::BeyondBankruptcy {
            return Ok(());
        }
        let is_nothing = error.allowed().maximum.is_some_and(|most| most.is_zero());
        if let Err(again) = desk.preview(0, &allowed) {
            let is_same = (again.code(), again.field()) == (error.code(), error.field());
            prop_assert!(
                is_nothing || !is_same,
                "{:?}: {}; {:?}: {}; {:?}",
                operation,
                error,
                allowed,
                again,
                link::render(&desk)
            );
        }
    }
}
