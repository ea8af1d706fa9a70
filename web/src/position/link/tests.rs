//! Links that are rendered, links that are hostile, and the links that were stored before the grammars became one.

use super::*;
use crate::market::files::tests::all;
use margin_core::Liquidation;
use proptest::prelude::*;

/// The state of a link to a market that is part of the program.
fn followed(fragment: &str, grammar: Grammar) -> (State, Vec<Notice>) {
    let (asked, mut notices) = parse(fragment, grammar);
    let (id, listed) = asked.find(&Catalogue::default()).expect("it is part of the program");
    (asked.state(id, listed, true, &mut notices), notices)
}

fn compare(fragment: &str) -> (State, Vec<Notice>) {
    followed(fragment, Grammar::Compare)
}

fn is_opening(state: &State) -> bool {
    state.id == MarketId::opening() && state.inputs == Inputs::OPENING
}

#[test]
fn the_opening_example_needs_but_its_table() {
    assert_eq!(render(&State::opening()), "v2&table=2026-09-29");
    for fragment in ["", "#", "#v2", "v2", "#v1", "v1&table=2026-09-29", "#v2&table=2026-09-29"] {
        let (state, notices) = compare(fragment);
        assert!(is_opening(&state) && notices.is_empty(), "{fragment}");
    }
}

#[test]
fn a_link_says_what_is_set_in_one_order() {
    let link =
        "v2&side=short&lev=5&value=225000000&margin=45000000&wallet=50000000&entry=50000&mark=50500.5&table=2026-09-29";
    let (state, notices) = compare(link);
    assert_eq!((render(&state).as_str(), notices), (link, vec![]));
    let mut parts: Vec<&str> = link.split('&').collect();
    parts[1..].reverse();
    assert_eq!(compare(&parts.join("&")).0.inputs, state.inputs, "any order is read");
    assert_eq!(render(&State::flat("0.01")), "v2&market=flat&entry=60000&rate=0.01");
    assert_eq!(render(&State::flat("0.005")), "v2&market=flat&entry=60000");
}

#[test]
fn a_size_has_its_unit() {
    for (link, number, unit, shown) in [
        ("#v2&value=500", "500", SizeUnit::Quote, SizeUnit::Quote),
        ("#v2&size=0.02", "0.02", SizeUnit::Base, SizeUnit::Base),
        ("#v2&size=0.02&unit=contracts", "0.02", SizeUnit::Contracts, SizeUnit::Contracts),
        ("#v2&size=0.02&show=quote", "0.02", SizeUnit::Base, SizeUnit::Quote),
    ] {
        let (state, notices) = compare(link);
        assert_eq!(notices, [], "{link}");
        assert_eq!(
            (state.inputs.size, state.inputs.unit),
            (Amount { number: parse_decimal(number).unwrap(), unit }, shown)
        );
        assert_eq!(compare(&render(&state)).0.inputs, state.inputs, "{link}");
    }
    let (state, _) = followed("#v1&size=500", Grammar::Venues);
    assert_eq!(state.inputs.size.unit, SizeUnit::Quote, "version 1 counts in the coin of the price");
}

#[test]
fn hostile_links_fall_back_with_a_notice() {
    for (fragment, notice) in [
        ("#v9&lev=20", Notice::Version),
        ("#lev=20", Notice::Version),
        ("#v2&foo=1", Notice::UnknownPart),
        ("#v2&lev=20&lev=30", Notice::Repeated(Key::Number(Field::Leverage))),
        ("#v2&lev=abc", Notice::BadValue(Key::Number(Field::Leverage))),
        ("#v2&lev=%32%30", Notice::BadValue(Key::Number(Field::Leverage))),
        ("#v2&lev=+5", Notice::BadValue(Key::Number(Field::Leverage))),
        ("#v2&size=1e", Notice::BadValue(Key::Number(Field::Size))),
        ("#v2&value=-1", Notice::BadValue(Key::Value)),
        ("#v2&rate=0.01", Notice::BadValue(Key::Number(Field::Rate))),
        ("#v2&unit=lots", Notice::BadValue(Key::Unit)),
        ("#v2&venue=nowhere", Notice::BadValue(Key::Venue)),
        ("#v2&venue=okx", Notice::BadValue(Key::Market)),
        ("#v2&market=%3Cscript%3E%00", Notice::BadValue(Key::Market)),
        ("#v2&market=<b>", Notice::BadValue(Key::Market)),
        ("#v2&market=%E0%A4%A", Notice::BadValue(Key::Market)),
        ("#v2&market=%42TCUSDT", Notice::BadValue(Key::Market)),
        ("#v2&table=2020-01-01", Notice::OtherTable("2026-09-29".into())),
        ("#v1&market=DOGEUSDT", Notice::BadValue(Key::Market)),
        ("#v1&venue=bybit", Notice::UnknownPart),
        ("#v1&size=5", Notice::UnknownPart),
    ] {
        let (state, notices) = compare(fragment);
        assert!(is_opening(&state), "{fragment} {state:?}");
        assert_eq!(notices, [notice], "{fragment}");
    }
    let long = format!("#v2&value={}", "9".repeat(100_000));
    assert_eq!(compare(&long).1, [Notice::TooLong]);
}

#[test]
fn every_symbol_there_is_can_be_linked() {
    let catalogue = all();
    for hit in ["", "usd", "币", "龙", "1000", "perp"].into_iter().flat_map(|query| catalogue.search(query).shown) {
        let listed = catalogue.find(&hit.id).unwrap();
        let inputs = Inputs::usual(&listed);
        let (state, _) = crate::position::fitted(State { id: hit.id, listed, inputs });
        let link = render(&state);
        let (asked, mut notices) = parse(&link, Grammar::Venues);
        let (id, listed) = asked.find(&catalogue).unwrap();
        let read = asked.state(id, listed, true, &mut notices);
        assert_eq!((&read.id, read.inputs), (&state.id, state.inputs), "{link}");
        assert_eq!(notices, [], "{link}");
    }
}

#[test]
fn a_link_keeps_the_table_of_its_day() {
    let catalogue = all();
    let (asked, _) = parse("#v1&venue=bitmex&market=XBTUSD&table=2021-07-22", Grammar::Venues);
    let (id, listed) = asked.find(&catalogue).unwrap();
    assert_eq!((id.symbol.as_str(), listed.date.as_str()), ("XBTUSD@2021-07-22", "2021-07-22"));
    let (asked, _) = parse("#v1&venue=bitmex&market=XBTUSD", Grammar::Venues);
    assert_ne!(asked.find(&catalogue).unwrap().1.date, "2021-07-22");
}

fn exact(liquidation: Liquidation) -> String {
    match liquidation {
        Liquidation::At { price, .. } => plain(price),
        Liquidation::Never(reason) => ["never:", reason.as_str()].concat(),
        Liquidation::Now => "now".to_owned(),
    }
}

/// The liquidation prices of a state, isolated and cross.
fn prices(state: &State) -> String {
    let held = state.held().unwrap();
    [held.comparison.isolated, held.comparison.cross].map(|outcome| exact(outcome.liquidation)).join(" ")
}

fn or_none(number: Option<Decimal>) -> String {
    number.map_or("-".to_owned(), plain)
}

/// Stored by the last commit before this grammar: `link, state, prices, number of notices`.
#[test]
fn old_links_of_compare_mean_what_they_meant() {
    let stored = include_str!("../../../../tests/links/compare-v1.txt");
    let mut differing = Vec::new();
    for line in stored.lines() {
        let [link, state, solved, _] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (read, _) = compare(link);
        let State { id, inputs, .. } = &read;
        let said = format!(
            "{} {} lev={} value={} wallet={} margin={} entry={} mark={} rate={}",
            id.symbol,
            inputs.side.as_str(),
            plain(inputs.leverage),
            plain(inputs.size.number),
            plain(inputs.wallet),
            or_none(inputs.margin),
            plain(inputs.entry),
            or_none(inputs.mark),
            or_none(read.rate()),
        );
        if said != state || prices(&read) != solved {
            differing.push(format!("{link}\n  {state} {solved}\n  {said} {}", prices(&read)));
        }
    }
    assert_eq!(stored.lines().count(), 2000);
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
}

/// A short that a large wallet carries beyond the prices of any market: it could not be shown, and was the usual one.
const MENDED: &str = "v1&venue=kraken&market=FI_XBTUSD_210924&side=short&size=2.1063&wallet=70000000&table=2021-07-22&market=FI_XBTUSD_210924";

/// The same of Venues, which waited for every table.
#[test]
fn old_links_of_venues_mean_what_they_meant() {
    let stored = include_str!("../../../../tests/links/venues-v1.txt");
    let catalogue = all();
    let mut differing = Vec::new();
    for line in stored.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let (asked, _) = parse(parts[0], Grammar::Venues);
        let Some((id, listed)) = asked.find(&catalogue) else {
            assert!(parts[1].ends_with(" -"), "{line}");
            continue;
        };
        let read = asked.state(id, listed, true, &mut Vec::new());
        let State { listed, inputs, .. } = &read;
        if parts[0] == MENDED {
            assert_eq!((plain(inputs.size.number), plain(inputs.wallet)), ("2.1063".into(), "70000000".into()));
            continue;
        }
        let said = format!(
            "{} {} {} {} lev={} size={} {} {} wallet={} entry={} coin={}",
            match read.id.source {
                Source::Venue(venue) => venue.code,
                _ => "-",
            },
            asked.market.symbol.replace(' ', "_"),
            listed.date,
            inputs.side.as_str(),
            plain(inputs.leverage),
            plain(inputs.size.number),
            inputs.size.unit.as_str(),
            inputs.unit.as_str(),
            plain(inputs.wallet),
            plain(inputs.entry),
            plain(inputs.coin_price),
        );
        // Without the day of its table a link is of the newest, and that has changed.
        let date = parts[1].split(' ').nth(2).unwrap_or_default();
        let is_dated = asked.parts.iter().any(|(key, text)| *key == Key::Table && text == date);
        if !is_dated && listed.date != date {
            continue;
        }
        if said != parts[1] || prices(&read) != parts[2] {
            differing.push(format!("{}\n  {} {}\n  {said} {}", parts[0], parts[1], parts[2], prices(&read)));
        }
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
}

proptest! {
    #[test]
    fn what_is_rendered_is_read_back(
        long in any::<bool>(),
        leverage in 1_u32..=1500,
        number in 1_i64..=10_000_000,
        units in (0_usize..3, 0_usize..3),
        wallet in 1_i64..=10_000_000_000,
        margin in prop::option::of(1_i64..=1_000_000),
        entry in 1_i64..=10_000_000_000,
        mark in prop::option::of(1_i64..=10_000_000_000),
        flat in prop::option::of(0_i64..5000),
    ) {
        let mut state = flat.map_or_else(State::opening, |rate| State::flat(&plain(Decimal::new(rate, 4))));
        state.inputs = Inputs {
            side: if long { Side::Long } else { Side::Short },
            leverage: Decimal::new(i64::from(leverage), 1).max(Decimal::ONE),
            size: Amount { number: Decimal::new(number, 4), unit: SizeUnit::ALL[units.0] },
            unit: SizeUnit::ALL[units.1],
            wallet: Decimal::new(wallet, 3),
            margin: margin.map(|margin| Decimal::new(margin, 2)),
            entry: Decimal::new(entry, 5),
            mark: mark.map(|mark| Decimal::new(mark, 5)),
            ..Inputs::OPENING
        };
        let (state, _) = crate::position::fitted(state);
        let link = render(&state);
        prop_assert!(link.len() <= link::LONGEST);
        let (read, notices) = compare(&link);
        prop_assert_eq!((read.inputs, read.rate(), notices), (state.inputs, state.rate(), vec![]), "{}", link);
    }

    #[test]
    fn no_text_at_all_is_an_exception(text in "\\PC{0,1200}|v[12](&(venue|market|side|lev|value|size|unit|show|margin|wallet|entry|mark|coin|rate|table|x)=[-+0-9.a-z%<&=]{0,20}){0,12}") {
        for grammar in [Grammar::Compare, Grammar::Venues] {
            let (asked, mut notices) = parse(&text, grammar);
            let opening = State::opening();
            let state = asked.state(opening.id, opening.listed, false, &mut notices);
            prop_assert!(state.held().is_ok());
            prop_assert!(notices.len() < 32);
        }
    }
}
