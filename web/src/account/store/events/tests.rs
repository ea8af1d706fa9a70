//! The same buttons as in the browser, pressed natively.

use super::*;
use crate::account::report::made_by;
use crate::account::store::picture::Picture;
use crate::account::store::{Action, Measure, Total};
use margin_core::parse;

/// The places of two prices of the first scene.
const BTC: usize = 0;
const SOL: usize = 2;

fn with_store(test: impl FnOnce(Store)) {
    Owner::new().with(|| test(Store::opening()));
}

fn exact(store: &Store, account: usize, measure: Measure) -> String {
    store.position(account, 1).figure(measure).exact.clone()
}

fn wallet(store: &Store, account: usize) -> String {
    store.account(account).figure(Total::WalletBalance).exact.clone()
}

#[test]
fn the_opening_example_stands_twice() {
    with_store(|store| {
        assert_eq!(store.accounts(), 2);
        assert!(exact(&store, 0, Measure::LiquidationPrice).starts_with("54216.8674"));
        assert_eq!(exact(&store, 1, Measure::LiquidationPrice), "never");
    });
}

#[test]
fn the_first_scene_plays_and_is_undone() {
    with_store(|store| {
        let start = store.link();
        store.step();
        store.step();
        assert!(store.account(0).positions.is_empty());
        assert_eq!((wallet(&store, 0), wallet(&store, 1)), ("1900".to_owned(), "2000".to_owned()));
        store.undo();
        store.undo();
        assert_eq!(store.link(), start);
        assert_eq!(store.can_go(), (false, true));
    });
}

#[test]
fn what_is_previewed_is_what_comes() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Add(1) });
        store.type_text(Entry::Amount, "50".into());
        let after = store.prepared(|prepared| prepared.rows[0].after.clone());
        assert_ne!(after, exact(&store, 0, Measure::LiquidationPrice));
        store.confirm();
        assert_eq!(exact(&store, 0, Measure::LiquidationPrice), after);
        assert_eq!(exact(&store, 0, Measure::Margin), "150");
        assert_eq!(store.panel(), None);
    });
}

#[test]
fn what_cannot_be_done_says_why_and_is_not_done() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Add(1) });
        for (text, says) in [("x", "not a number"), ("5000", "1,900"), ("0", "above zero")] {
            store.type_text(Entry::Amount, text.into());
            assert!(store.problem(Entry::Amount).contains(says), "{}", store.problem(Entry::Amount));
            store.confirm();
            assert_eq!(exact(&store, 0, Measure::Margin), "100");
            assert_eq!(store.field_text(Entry::Amount), text);
        }
    });
}

#[test]
fn the_page_says_when_the_first_step_can_no_longer_be_undone() {
    with_store(|store| {
        for _ in 0..199 {
            store.desk.update(|desk| desk.apply(0, &Operation::Deposit { amount: Decimal::ONE }).unwrap());
        }
        assert_eq!(store.undo_ends(), "");
        store.desk.update(|desk| desk.apply(0, &Operation::Deposit { amount: Decimal::ONE }).unwrap());
        assert_eq!(store.undo_ends(), "Only the last 200 steps can be undone.");
    });
}

#[test]
fn the_mode_of_an_open_position_is_locked() {
    with_store(|store| {
        store.choose_mode(0, "BTCUSDT", MarginMode::Cross);
        assert_eq!(store.mode(0, "BTCUSDT"), MarginMode::Isolated);
        assert!(store.locked(0, "BTCUSDT").contains("fixed"));
        assert_eq!(store.locked(1, "BTCUSDT"), "");
        store.choose_mode(0, "SOLUSDT", MarginMode::Cross);
        assert_eq!(store.mode(0, "SOLUSDT"), MarginMode::Cross);
        assert_eq!(store.locked(0, "BTCUSDT"), "");
    });
}

#[test]
fn a_position_is_opened_with_margin_of_its_own() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Open });
        store.choose_market("ETHUSDT");
        store.type_text(Entry::Value, "500".into());
        assert_eq!(store.field_text(Entry::Margin), "50");
        store.type_text(Entry::Margin, "80".into());
        store.confirm();
        let margin = store.position(0, 2).figure(Measure::Margin).exact.clone();
        assert_eq!(margin, "80");
    });
}

#[test]
fn a_flip_is_opened_with_any_margin_of_its_slider() {
    for (value, usual) in [("3000", "200"), ("1500", "50")] {
        for end in [None, Some(0), Some(crate::slider::Slider::STEPS)] {
            with_store(|store| {
                store.toggle(Panel { account: 0, action: Action::Open });
                store.choose_side(Side::Short);
                store.type_text(Entry::Value, value.into());
                let text = store.field_text(Entry::Margin);
                assert_eq!(parse(&text).unwrap().round_dp(6), parse(usual).unwrap());
                if let Some(end) = end {
                    store.put(Entry::Margin, end, true);
                }
                let text = store.field_text(Entry::Margin).replace(',', "");
                assert_eq!(store.problem(Entry::Margin), "");
                store.confirm();
                let margin = store.position(0, 2).figure(Measure::Margin).exact.clone();
                assert_eq!(margin, text);
            });
        }
    }
}

#[test]
fn the_leverage_of_an_open_position_is_chosen() {
    with_store(|store| {
        store.toggle(Panel { account: 1, action: Action::Leverage(1) });
        assert_eq!(store.field_text(Entry::Leverage), "10");
        store.type_text(Entry::Leverage, "20".into());
        assert_eq!((store.problem(Entry::Leverage), store.confirm_text()), (String::new(), "Set 20×".to_owned()));
        store.confirm();
        assert_eq!(exact(&store, 1, Measure::Margin).parse::<f64>().unwrap().round(), 50.0);
        store.toggle(Panel { account: 0, action: Action::Leverage(1) });
        for (text, says) in [("5", "raised"), ("200", "150")] {
            store.type_text(Entry::Leverage, text.into());
            assert!(store.problem(Entry::Leverage).contains(says), "{}", store.problem(Entry::Leverage));
            store.confirm();
        }
        assert_eq!(store.panel().map(|panel| panel.action), Some(Action::Leverage(1)));
    });
}

#[test]
fn both_sides_of_a_market_are_held_once_that_is_chosen() {
    with_store(|store| {
        store.choose_position_mode(0, PositionMode::Hedge);
        store.toggle(Panel { account: 0, action: Action::Open });
        store.choose_side(Side::Short);
        store.type_text(Entry::Value, "500".into());
        store.confirm();
        assert_eq!(store.account(0).positions.len(), 2);
        assert!(store.link().unwrap().contains("a.positions=hedge"));
        store.choose_position_mode(0, PositionMode::OneWay);
        assert_eq!(store.position_mode(0), PositionMode::Hedge);
        assert!(store.locked(0, "BTCUSDT").contains("BTCUSDT"), "{}", store.locked(0, "BTCUSDT"));
        store.undo();
        store.undo();
        assert_eq!(store.position_mode(0), PositionMode::OneWay);
    });
}

#[test]
fn funding_is_paid_by_the_side_that_is_chosen_in_every_account() {
    for (side, wallet_after) in [(Side::Long, "1999.5"), (Side::Short, "2000.5")] {
        with_store(|store| {
            store.toggle(Panel { account: 0, action: Action::Fund(1) });
            assert_eq!(store.field_text(Entry::Rate), "0.01");
            store.type_text(Entry::Rate, "0.05".into());
            store.choose_side(side);
            assert_eq!(store.confirm_text(), "Pay 0.05%");
            store.confirm();
            for account in [0, 1] {
                let found = parse(&wallet(&store, account)).unwrap().round_dp(6);
                assert_eq!(found, parse(wallet_after).unwrap());
            }
        });
    }
}

#[test]
fn what_is_shown_as_all_is_all() {
    // 0.016666666666 bitcoin are shown as 0.016667, and named as 0.016666666 where more is refused.
    for typed in [None, Some("0.016667"), Some("0.016666666")] {
        with_store(|store| {
            store.toggle(Panel { account: 0, action: Action::Close(1) });
            assert_eq!(store.field_text(Entry::Amount), "0.016667");
            if let Some(typed) = typed {
                store.type_text(Entry::Amount, typed.into());
            }
            assert_eq!(store.problem(Entry::Amount), "");
            store.confirm();
            assert!(store.account(0).positions.is_empty(), "{typed:?}");
        });
    }
    // 1,900.000000004 are free in the cross account.
    with_store(|store| {
        store.toggle(Panel { account: 1, action: Action::Withdraw });
        store.put(Entry::Amount, crate::slider::Slider::STEPS, true);
        assert_eq!(store.field_text(Entry::Amount), "1,900");
        store.confirm();
        let available = store.account(1).figure(Total::AvailableBalance).exact.clone();
        assert_eq!(available, "0");
    });
}

#[test]
fn less_than_a_cent_is_nothing() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Remove(1) });
        let problem = store.problem(Entry::Amount);
        assert!(!problem.is_empty() && !problem.contains("0.00"), "{problem}");
    });
}

#[test]
fn the_price_of_a_market_that_is_about_to_be_used_is_at_hand() {
    with_store(|store| {
        assert!(!store.is_in_use(SOL));
        store.toggle(Panel { account: 0, action: Action::Open });
        store.choose_market("SOLUSDT");
        assert!(store.is_in_use(SOL));
        store.shut();
        assert!(!store.is_in_use(SOL));
    });
}

#[test]
fn a_button_names_no_other_amount_than_the_field() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Deposit });
        store.type_text(Entry::Amount, "70".into());
        assert!(store.confirm_text().contains("70"), "{}", store.confirm_text());
        store.type_text(Entry::Amount, "70x".into());
        assert_eq!(store.confirm_text(), "Deposit");
    });
}

#[test]
fn a_preview_says_what_becomes_of_the_wallet() {
    with_store(|store| {
        for (action, after) in [(Action::Deposit, "2300"), (Action::Withdraw, "1700"), (Action::Close(1), "2000")] {
            store.toggle(Panel { account: 0, action });
            if action.position().is_none() {
                store.type_text(Entry::Amount, "300".into());
            }
            let rows = store.prepared(|prepared| prepared.rows.clone());
            let wallet = rows.iter().find(|row| row.field == "preview.wallet-balance");
            assert_eq!(wallet.map_or("2000", |row| &row.after), after);
            store.shut();
        }
    });
}

#[test]
fn a_price_is_typed_and_slid() {
    with_store(|store| {
        for typed in ["5", "55", "550", "5500", "55000"] {
            store.type_price(BTC, typed.into());
            assert_eq!(store.mark(BTC), parse("60000").unwrap(), "half of a number is not the price");
        }
        store.leave_price(BTC);
        assert_eq!(store.mark(BTC), parse("55000").unwrap());
        assert_eq!(store.account(0).positions.len(), 1, "nothing fell on the way");
        store.type_price(BTC, "-1".into());
        assert!(!store.price_problem(BTC).is_empty());
        store.leave_price(BTC);
        assert_eq!(store.price_text(BTC), "-1");
        store.take_hold();
        store.slide(BTC, 0, true);
        assert!(store.account(0).positions.is_empty());
        store.undo();
        assert_eq!(store.mark(BTC), parse("55000").unwrap());
    });
}

#[test]
fn escape_puts_a_price_back_that_was_not_entered() {
    with_store(|store| {
        assert!(!store.revert_price(BTC), "nothing was typed");
        store.type_price(BTC, "$61k".into());
        assert!(store.price_problem(BTC).is_empty());
        assert!(store.revert_price(BTC));
        assert_eq!(store.price_text(BTC), "60,000");
        store.type_price(BTC, "0.5 BTC".into());
        assert!(store.price_problem(BTC).contains("USD"));
    });
}

#[test]
fn escape_puts_the_last_number_back_that_was_allowed() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Withdraw });
        assert!(!store.revert(Entry::Amount), "nothing was typed");
        let usual = store.number(Entry::Amount);
        for refused in ["9999999", "0.35 BTC"] {
            store.type_text(Entry::Amount, refused.into());
            assert!(store.is_stale());
            assert!(store.revert(Entry::Amount));
            assert!(!store.is_stale());
            assert_eq!(store.number(Entry::Amount), usual);
        }
        store.type_text(Entry::Amount, "5".into());
        store.type_text(Entry::Amount, "5m".into());
        assert!(store.revert(Entry::Amount));
        assert_eq!(store.number(Entry::Amount), parse("5").unwrap());
        assert_eq!(store.field_text(Entry::Amount), "5");
    });
}

#[test]
fn a_size_is_typed_in_its_coin() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Close(1) });
        store.type_text(Entry::Amount, "0.01 btc".into());
        assert_eq!(store.number(Entry::Amount), parse("0.01").unwrap());
        store.type_text(Entry::Amount, "$100".into());
        assert!(store.problem(Entry::Amount).ends_with("BTC."));
    });
}

#[test]
fn a_price_that_comes_back_has_liquidated_on_its_way() {
    with_store(|store| {
        store.take_hold();
        store.slide(BTC, 0, true);
        store.slide(BTC, 500, true);
        assert_eq!(store.mark(BTC), parse("60000").unwrap());
        assert_eq!((store.account(0).positions.len(), store.account(1).positions.len()), (0, 1));
        store.undo();
        assert_eq!(store.account(0).positions.len(), 1, "there and back is one step");
    });
}

#[test]
fn a_picture_is_one_report_an_account_however_many_steps_it_shows() {
    with_store(|store| {
        let looked = |store: &Store| {
            let _ = (store.accounts(), store.position(0, 1), store.log_length(), store.is_in_use(BTC));
        };
        looked(&store);
        let made = made_by(|| {
            for position in [490, 480, 470, 460] {
                store.slide(BTC, position, true);
            }
            looked(&store);
            looked(&store);
        });
        assert_eq!(made, 2);
        assert_eq!(made_by(|| looked(&store)), 0);
    });
}

/// As between two frames of a drag: the picture was drawn, and the next step waits.
fn between_frames(store: &Store) {
    let _ = (store.accounts(), store.prepared(|prepared| prepared.rows.clone()));
    store.does(&mut |doing| {
        doing.picture = Picture::Drawn;
        doing.is_moving = true;
    });
    let _ = store.prepared(|prepared| prepared.rows.clone());
}

#[test]
fn the_desk_is_the_newest_while_its_picture_waits_for_the_frame() {
    with_store(|store| {
        between_frames(&store);
        store.slide(BTC, 0, true);
        assert_eq!(store.account(0).positions.len(), 1, "the picture is behind");
        assert!(store.desk.with_untracked(|desk| desk.held(0).is_empty()), "the desk is not");
        assert_eq!(store.mark(BTC), parse("18000").unwrap());
        assert!(store.link().unwrap().contains("BTCUSDT=18000"));
        assert!(store.file().contains("BTCUSDT=18000"));
        store.announce();
        assert_eq!(store.account(0).positions.len(), 0);
    });
}

#[test]
fn what_is_confirmed_is_what_the_newest_price_allows() {
    let left = |is_between: bool, act: fn(&Store)| {
        let mut left = String::new();
        with_store(|store| {
            store.toggle(Panel { account: 1, action: Action::Withdraw });
            if is_between {
                between_frames(&store);
            }
            store.slide(BTC, 300, true);
            act(&store);
            store.confirm();
            assert_eq!(store.panel(), None);
            left = wallet(&store, 1);
        });
        left
    };
    for act in [|_: &Store| {}, |store: &Store| store.put(Entry::Amount, 1000, true)] {
        assert_eq!(left(true, act), left(false, act));
    }
}

#[test]
fn a_panel_whose_position_has_fallen_cannot_be_confirmed() {
    with_store(|store| {
        store.toggle(Panel { account: 0, action: Action::Add(1) });
        between_frames(&store);
        store.slide(BTC, 0, true);
        assert!(store.panel().is_some());
        store.confirm();
        assert_eq!((store.panel(), store.account(0).positions.len()), (None, 0));
        assert_eq!(wallet(&store, 0), "1900");
    });
}

#[test]
fn an_undo_before_the_frame_takes_back_the_newest_step() {
    with_store(|store| {
        between_frames(&store);
        store.slide(BTC, 0, true);
        store.undo();
        assert_eq!(store.mark(BTC), parse("60000").unwrap());
        assert_eq!(store.account(0).positions.len(), 1);
        store.redo();
        assert_eq!(store.account(0).positions.len(), 0);
    });
}
