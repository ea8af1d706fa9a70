//! The same buttons that a browser presses.

use super::*;
use crate::market::files::tests::content;
use crate::position::Slot;
use crate::shell::Shell;
use margin_core::plain;

fn with_store(test: impl FnOnce(Store)) {
    Owner::new().with(|| test(Store::opening(Shell::opening())));
}

/// Delivers a table as the browser would.
fn deliver(store: &Store, venue: &str) {
    store.arrived(file(venue), Some(content(venue)));
}

fn file(venue: &str) -> usize {
    TableFile::place_of(listed_venue(venue).unwrap())
}

fn market(venue: &str, symbol: &str) -> MarketId {
    MarketId { source: Source::Venue(listed_venue(venue).unwrap()), symbol: symbol.to_owned() }
}

#[test]
fn a_bad_entry_keeps_its_text_and_the_last_state() {
    with_store(|store| {
        let before = store.state();
        store.type_text(Field::Leverage, "1e3".into());
        assert!(store.is_stale() && store.is_bad(Field::Leverage) && !store.problem(Field::Leverage).is_empty());
        store.leave(Field::Leverage);
        assert_eq!(store.field_text(Field::Leverage), "1e3");
        assert_eq!(store.state(), before);
        store.type_text(Field::Leverage, "20".into());
        assert!(!store.is_stale());
        assert_eq!(store.inputs().leverage, Decimal::from(20));
    });
}

#[test]
fn an_entry_refused_for_another_is_taken_when_the_other_gives_way() {
    with_store(|store| {
        store.type_text(Field::Size, "50000".into());
        assert!(store.is_stale());
        store.type_text(Field::Wallet, "10000".into());
        assert!(!store.is_stale());
        assert_eq!(store.inputs().size.number, Decimal::from(50_000));
    });
}

#[test]
fn the_number_is_not_written_back_while_it_is_typed() {
    with_store(|store| {
        store.type_text(Field::Size, "01500.0".into());
        assert_eq!(store.field_text(Field::Size), "01500.0");
        store.leave(Field::Size);
        assert_eq!(store.field_text(Field::Size), "1,500");
    });
}

#[test]
fn the_margin_follows_until_it_is_set_and_follows_again() {
    with_store(|store| {
        store.type_text(Field::Leverage, "20".into());
        assert_eq!(store.field_text(Field::Margin), "50");
        store.type_text(Field::Margin, "80".into());
        store.leave(Field::Margin);
        store.type_text(Field::Leverage, "50".into());
        assert_eq!(store.field_text(Field::Margin), "80");
        store.follow_leverage();
        assert_eq!(store.field_text(Field::Margin), "20");
    });
}

#[test]
fn sliders_stop_at_what_is_allowed() {
    with_store(|store| {
        let slide = |field, to| store.slide(field, untrack(|| store.slider(field)), to, true);
        slide(Field::Size, Slider::STEPS);
        assert_eq!(store.inputs().size.number, Decimal::from(20_000));
        slide(Field::Leverage, 0);
        assert_eq!(store.inputs().leverage, Decimal::from(10));
        slide(Field::Wallet, 0);
        assert_eq!(store.inputs().wallet, Decimal::from(2_000));
        assert!(!store.is_stale());
    });
}

#[test]
fn a_market_with_lower_limits_lowers_the_leverage_and_says_so() {
    with_store(|store| {
        store.type_text(Field::Leverage, "125".into());
        store.choose(&market("binance-usdm", "SOLUSDT"));
        assert_eq!(store.inputs().leverage, Decimal::from(100));
        assert_eq!(plain(store.inputs().entry), "88.68");
        assert_eq!(store.notices().len(), 1);
        assert!(store.notices()[0].contains("100×"));
    });
}

#[test]
fn a_market_whose_table_is_not_here_is_waited_for() {
    with_store(|store| {
        store.type_text(Field::Leverage, "7".into());
        store.choose(&market("bybit", "DOGEUSDT"));
        assert_eq!(store.pending(), Some(("Bybit", Load::Loading)));
        assert_eq!(store.state().id, MarketId::opening());
        deliver(&store, "bybit");
        assert_eq!((store.pending(), store.state().id.clone()), (None, market("bybit", "DOGEUSDT")));
        assert_eq!((plain(store.inputs().leverage), plain(store.inputs().size.number)), ("7".into(), "1000".into()));
    });
}

#[test]
fn a_link_waits_for_its_table_and_loses_nothing() {
    const LINK: &str = "#v2&venue=bybit&market=DOGEUSDT&side=long&lev=20&value=10670&entry=0.2134&wallet=1350";
    with_store(|store| {
        store.follow_link(LINK, Grammar::Compare);
        assert!(store.is_waiting());
        assert_eq!(store.pending(), Some(("Bybit", Load::Loading)));
        // It does not come; it is asked for once more, and does.
        store.arrived(file("bybit"), None);
        assert_eq!(store.pending(), Some(("Bybit", Load::Failed)));
        assert!(store.is_waiting(), "the address keeps the link");
        store.retry();
        deliver(&store, "bybit");
        let state = store.state();
        assert_eq!((state.id.clone(), store.is_waiting()), (market("bybit", "DOGEUSDT"), false));
        let numbers: Slot<String> = Field::ALL.map(|field| plain(store.number(field)));
        assert_eq!(numbers[..6], ["20", "10670", "533.5", "1350", "0.2134", "0.2134"].map(str::to_owned));
        assert_eq!(store.notices(), Vec::<String>::new());
    });
}

#[test]
fn a_market_that_is_none_is_said() {
    with_store(|store| {
        store.follow_link("#v2&venue=bybit&market=NOSUCH&lev=20", Grammar::Compare);
        deliver(&store, "bybit");
        assert!(!store.is_waiting());
        assert_eq!((store.state().id.clone(), plain(store.inputs().leverage)), (MarketId::opening(), "20".into()));
        assert_eq!(store.notices(), ["The table of Bybit has no market of this name. You see another one instead."]);
    });
}

#[test]
fn a_link_is_followed_and_reset_undoes_it() {
    with_store(|store| {
        store.follow_link("#v1&side=short&lev=20&foo=1", Grammar::Compare);
        assert_eq!(store.inputs().side, Side::Short);
        assert_eq!(store.notices().len(), 1);
        assert_eq!(store.link(), "v2&side=short&lev=20&table=2026-09-29");
        store.reset();
        assert!(store.is_opening() && store.notices().is_empty());
    });
}

#[test]
fn the_flat_market_has_a_rate_and_no_other_has() {
    with_store(|store| {
        assert!(!store.has(Field::Rate) && !store.has(Field::CoinPrice));
        store.choose(&MarketId::flat());
        assert!(store.has(Field::Rate));
        store.type_text(Field::Rate, "1".into());
        assert_eq!(store.state().rate(), margin_core::parse("0.01").ok());
        assert_eq!(plain(store.inputs().entry), "60000");
    });
}

#[test]
fn a_market_that_is_picked_begins_at_a_price_of_its_coin() {
    with_store(|store| {
        let entry = || plain(store.inputs().entry);
        deliver(&store, "binance-usdm");
        deliver(&store, "gate");
        assert_eq!(entry(), "60000", "nothing was picked yet");
        store.choose(&market("binance-usdm", "DOGEUSDT"));
        assert_eq!(entry(), "0.0933");
        assert!(store.entry_is().starts_with("An example: the last price on Binance on 19"));
        assert!(store.link().contains("&entry=0.0933&"), "{}", store.link());
        // The same coin elsewhere keeps the price; another has its own, however small.
        store.type_text(Field::Entry, "0.1".to_owned());
        store.choose(&market("gate", "DOGE_USDT"));
        assert_eq!((entry().as_str(), store.entry_is().starts_with("A price to learn with")), ("0.1", true));
        store.choose(&market("gate", "PEPE_USDT"));
        assert_eq!(entry(), "0.0000034045");
        store.reset();
        assert_eq!(entry(), "60000");
        assert!(store.is_opening());
    });
}

#[test]
fn a_link_that_leaves_the_price_out_means_what_it_meant_whenever_its_table_comes() {
    with_store(|store| {
        store.follow_link("#v1&market=DOGEUSDT&lev=5", Grammar::Venues);
        deliver(&store, "binance-usdm");
        assert_eq!((store.listed().symbol(), plain(store.inputs().entry).as_str()), ("DOGEUSDT", "1"));
        assert_eq!(store.link(), "v2&market=DOGEUSDT&lev=5&entry=1&table=2026-09-29");
    });
}

#[test]
fn what_is_changed_while_a_table_is_waited_for_stays() {
    with_store(|store| {
        store.follow_link("v2&venue=bybit&market=DOGEUSDT&lev=25&entry=0.2134", Grammar::Compare);
        store.arrived(file("bybit"), None);
        assert_eq!(store.inputs().leverage, Decimal::from(25));
        store.type_text(Field::Leverage, "30".into());
        store.type_text(Field::Wallet, "5000".into());
        store.retry();
        deliver(&store, "bybit");
        let state = store.state();
        assert_eq!(state.id, market("bybit", "DOGEUSDT"));
        let Inputs { leverage, wallet, entry, .. } = state.inputs;
        assert_eq!([leverage, wallet, entry].map(plain), ["30", "5000", "0.2134"]);
        // The same where the market was chosen; a price was another market's.
        store.choose(&market("okx", "ETH-USDT-SWAP"));
        store.type_text(Field::Wallet, "4000".into());
        store.type_text(Field::Entry, "7".into());
        deliver(&store, "okx");
        let Inputs { wallet, entry, .. } = store.inputs();
        assert_eq!(plain(wallet), "4000");
        assert_ne!(plain(entry), "7");
    });
}
