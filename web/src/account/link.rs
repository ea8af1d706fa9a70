//! The desk as the fragment of a link, or as a file:
//! `#a1&BTCUSDT=61000&a.wallet=2000&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.016:1000:100&table=2026-09-29`.
//!
//! First the mark prices, then each account, `a` and `b`: its wallet, its position mode, the margin mode and leverage of
//! each market, its positions by their ids (market, side, size, entry value and, isolated, margin), and the next id.
//! What is as in a new account is left out; the start of a scene is its name, and that of the first scene nothing at
//! all. Like the other link of the page it is versioned, in one canonical order, dated with the tier tables, and hostile
//! input: the grammar has no escapes, and whatever it gets wrong makes the whole desk the first scene, with a notice.
//! Nothing of it is ever shown. The log and what can be undone are not in it.

use super::desk::Desk;
use super::scene::{Scene, rules};
use crate::state::{Listing, MarketChoice};
use margin_core::account::{MarketState, PositionState};
use margin_core::{
    Decimal, ErrorCode, MarginMode, PositionId, PositionMode, Side, Simulation, SimulationState,
    parse as parse_decimal, plain,
};
use margin_venues::binance_usdm::TABLE_DATE;

/// The most characters a link may have.
pub const LONGEST: usize = 4096;
/// The most characters a file may have.
pub const LONGEST_FILE: usize = 1_000_000;
/// The most positions a link may carry.
pub const MOST_POSITIONS: usize = 20;
const VERSION: &str = "a1";
/// The names of the accounts.
const LETTERS: [char; Desk::MOST_ACCOUNTS] = ['a', 'b'];
/// More parts than the fullest desk has: its marks, scene and table; and by account the wallet, the position mode, the
/// next id, and of each market the setting and two positions.
const MOST_PARTS: usize = Listing::ALL.len() + 2 + Desk::MOST_ACCOUNTS * (3 + 3 * Listing::ALL.len());

/// The desk does not fit into a link: offer a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What was wrong with a link or a file, to be said to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Not version 1.
    Version,
    /// Longer than allowed.
    TooLong,
    /// A part that is no known key with a value.
    UnknownPart,
    /// A key twice.
    Repeated,
    /// Something that every account has is not there.
    Missing,
    /// A value that its key does not accept, or a scene with other parts beside it.
    BadValue,
    /// Accounts that cannot stand so: something in them would be liquidated at once, for one.
    NotStanding,
    /// Another date than that of our tables. The accounts stand, by our tables.
    OtherTable,
}

/// A key of version 1, in canonical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Scene,
    Mark(Listing),
    Wallet(usize),
    PositionMode(usize),
    Setting(usize, Listing),
    Position(usize, u32),
    NextId(usize),
    Table,
}

impl Key {
    fn of(code: &str) -> Option<Self> {
        if let Some((letter, code)) = code.split_once('.') {
            let account = LETTERS.iter().position(|own| letter.chars().eq([*own]))?;
            return match code {
                "wallet" => Some(Self::Wallet(account)),
                "positions" => Some(Self::PositionMode(account)),
                "next" => Some(Self::NextId(account)),
                _ => match listing(code) {
                    Some(listing) => Some(Self::Setting(account, listing)),
                    None => Some(Self::Position(account, id(code)?)),
                },
            };
        }
        match code {
            "scene" => Some(Self::Scene),
            "table" => Some(Self::Table),
            _ => listing(code).map(Self::Mark),
        }
    }
}

fn listing(symbol: &str) -> Option<Listing> {
    Listing::ALL.into_iter().find(|listing| listing.symbol() == symbol)
}

/// A whole number above 0, written the one way it is written.
fn id(text: &str) -> Option<u32> {
    let is_plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

fn number(text: &str) -> Option<Decimal> {
    parse_decimal(text).ok().filter(|_| !text.starts_with('+'))
}

/// Whether a fragment, with or without its `#`, is meant for this page.
pub fn is_account(fragment: &str) -> bool {
    fragment.strip_prefix('#').unwrap_or(fragment).split('&').next() == Some(VERSION)
}

/// The fragment of a desk, without the `#`.
///
/// # Errors
/// [`TooLarge`] where it is over [`LONGEST`] characters or [`MOST_POSITIONS`] positions.
pub fn render(desk: &Desk) -> Result<String, TooLarge> {
    within(render_file(desk), LONGEST, MOST_POSITIONS)
}

fn within(link: String, longest: usize, most_positions: usize) -> Result<String, TooLarge> {
    let has_position = |part: &&str| {
        let key = part.split_once('=').and_then(|(code, _)| Key::of(code));
        matches!(key, Some(Key::Position(..)))
    };
    if link.len() > longest || link.split('&').filter(has_position).count() > most_positions {
        return Err(TooLarge);
    }
    Ok(link)
}

/// The desk as a file: the same text, however long.
pub fn render_file(desk: &Desk) -> String {
    let mut text = VERSION.to_owned();
    match desk.script() {
        Some((scene, 0)) if scene == Scene::default() => {}
        Some((scene, 0)) => push(&mut text, &["scene"], &[scene.code()]),
        _ => push_accounts(&mut text, desk),
    }
    push(&mut text, &["table"], &[TABLE_DATE]);
    text
}

/// One part: the pieces of its key joined by points, those of its value by colons.
fn push(text: &mut String, key: &[&str], value: &[&str]) {
    text.push('&');
    push_joined(text, key, '.');
    text.push('=');
    push_joined(text, value, ':');
}

fn push_joined(text: &mut String, pieces: &[&str], separator: char) {
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            text.push(separator);
        }
        text.push_str(piece);
    }
}

fn push_accounts(text: &mut String, desk: &Desk) {
    for listing in Listing::ALL {
        let mark = desk.mark(listing);
        if mark != listing.example_price() {
            push(text, &[listing.symbol()], &[&plain(mark)]);
        }
    }
    for (account, letter) in desk.accounts().iter().zip(LETTERS) {
        let state = account.state();
        let letter = &*String::from(letter);
        push(text, &[letter, "wallet"], &[&plain(state.wallet_balance)]);
        if state.position_mode != PositionMode::default() {
            push(text, &[letter, "positions"], &[state.position_mode.as_str()]);
        }
        for MarketState { market, margin_mode, leverage, .. } in &state.markets {
            if (*margin_mode, *leverage) != NEW_SETTING {
                push(text, &[letter, market.symbol()], &[margin_mode.as_str(), &plain(*leverage)]);
            }
        }
        for PositionState { id, market, side, size, entry_value, isolated_margin } in &state.positions {
            let (size, entry_value) = (plain(*size), plain(*entry_value));
            let margin = isolated_margin.map(plain);
            let mut value = vec![market.as_str(), side.as_str(), &size, &entry_value];
            value.extend(margin.as_deref());
            push(text, &[letter, &id.to_string()], &value);
        }
        if Some(state.next_id) != next_id(&state.positions) {
            push(text, &[letter, "next"], &[&state.next_id.to_string()]);
        }
    }
}

/// The margin mode and leverage of a market in a new account.
const NEW_SETTING: (MarginMode, Decimal) = (MarginMode::Cross, Decimal::ONE);

/// The id after the last position's.
fn next_id(positions: &[PositionState]) -> Option<u32> {
    positions.last().map_or(0, |last| last.id.0).checked_add(1)
}

/// The desk of a fragment, with or without its `#`, and what has to be said about it.
pub fn parse(fragment: &str) -> (Desk, Vec<Notice>) {
    read(fragment.strip_prefix('#').unwrap_or(fragment), LONGEST)
}

/// The desk of a file, and what has to be said about it.
pub fn parse_file(text: &str) -> (Desk, Vec<Notice>) {
    let text = if text.len() > LONGEST_FILE { text } else { text.trim_ascii() };
    read(text, LONGEST_FILE)
}

fn read(text: &str, longest: usize) -> (Desk, Vec<Notice>) {
    match try_read(text, longest) {
        Ok((desk, notices)) => (desk, notices),
        Err(notice) => (Desk::of_scene(Scene::default()), vec![notice]),
    }
}

fn try_read(text: &str, longest: usize) -> Result<(Desk, Vec<Notice>), Notice> {
    if text.len() > longest {
        return Err(Notice::TooLong);
    }
    let mut parts = text.split('&');
    if parts.next().is_none_or(|version| version != VERSION && !text.is_empty()) {
        return Err(Notice::Version);
    }
    let given = Given::read(parts)?;
    let table = given.value(Key::Table);
    let notices = if table.is_some_and(|date| date != TABLE_DATE) { vec![Notice::OtherTable] } else { Vec::new() };
    let others = given.parts.len() - usize::from(table.is_some());
    let desk = match given.value(Key::Scene) {
        None if others == 0 => Desk::of_scene(Scene::default()),
        None => given.desk()?,
        Some(code) => {
            let scene = Scene::ALL.into_iter().find(|scene| scene.code() == code && others == 1);
            Desk::of_scene(scene.ok_or(Notice::BadValue)?)
        }
    };
    Ok((desk, notices))
}

/// The parts of a text, each key once.
struct Given<'a> {
    parts: Vec<(Key, &'a str)>,
}

impl<'a> Given<'a> {
    fn read(parts: impl Iterator<Item = &'a str>) -> Result<Self, Notice> {
        let mut given = Self { parts: Vec::new() };
        for part in parts {
            let (code, value) = part.split_once('=').ok_or(Notice::UnknownPart)?;
            let key = Key::of(code).ok_or(Notice::UnknownPart)?;
            if given.value(key).is_some() {
                return Err(Notice::Repeated);
            }
            if given.parts.len() >= MOST_PARTS {
                return Err(Notice::NotStanding);
            }
            given.parts.push((key, value));
        }
        Ok(given)
    }

    fn value(&self, key: Key) -> Option<&'a str> {
        self.parts.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// The value of a key as `read` has it, or what it is where it is left out.
    fn or_usual<T>(&self, key: Key, usual: T, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Notice> {
        self.value(key).map_or(Ok(usual), |text| read(text).ok_or(Notice::BadValue))
    }

    fn desk(&self) -> Result<Desk, Notice> {
        let mut accounts = Vec::new();
        for (account, _) in LETTERS.iter().enumerate() {
            let is_of_it = |key: Key| match key {
                Key::Wallet(of) | Key::PositionMode(of) | Key::NextId(of) => of == account,
                Key::Setting(of, _) | Key::Position(of, _) => of == account,
                Key::Scene | Key::Mark(_) | Key::Table => false,
            };
            // The first account is always there; the second where anything is said about it.
            if account == 0 || self.parts.iter().any(|(key, _)| is_of_it(*key)) {
                accounts.push(self.account(account)?);
            }
        }
        Ok(Desk::of_accounts(accounts))
    }

    fn account(&self, account: usize) -> Result<Simulation, Notice> {
        let wallet = self.value(Key::Wallet(account)).ok_or(Notice::Missing)?;
        let mut markets = Vec::new();
        for listing in Listing::ALL {
            let mark = self.or_usual(Key::Mark(listing), listing.example_price(), number)?;
            let (margin_mode, leverage) = self.or_usual(Key::Setting(account, listing), NEW_SETTING, setting)?;
            let market = MarketChoice::Listed(listing).with(Clone::clone).map_err(|_| Notice::BadValue)?;
            markets.push(MarketState { market, mark_price: Some(mark), margin_mode, leverage });
        }
        let mut positions = Vec::new();
        for (key, value) in &self.parts {
            if let Key::Position(of, id) = *key
                && of == account
            {
                let before = positions.iter().position(|other: &PositionState| other.id.0 > id);
                let position = position(PositionId(id), value).ok_or(Notice::BadValue)?;
                positions.insert(before.unwrap_or(positions.len()), position);
            }
        }
        let usual_id = next_id(&positions).ok_or(Notice::NotStanding)?;
        let state = SimulationState {
            rules: rules(),
            position_mode: self.or_usual(Key::PositionMode(account), PositionMode::default(), position_mode)?,
            wallet_balance: number(wallet).ok_or(Notice::BadValue)?,
            markets,
            positions,
            next_id: self.or_usual(Key::NextId(account), usual_id, id)?,
        };
        Simulation::restore(state).map_err(|error| match error.code() {
            ErrorCode::BadState | ErrorCode::WouldLiquidate | ErrorCode::InsufficientBalance => Notice::NotStanding,
            _ => Notice::BadValue,
        })
    }
}

fn position_mode(text: &str) -> Option<PositionMode> {
    [PositionMode::OneWay, PositionMode::Hedge].into_iter().find(|mode| mode.as_str() == text)
}

fn setting(text: &str) -> Option<(MarginMode, Decimal)> {
    let (mode, leverage) = text.split_once(':')?;
    let mode = [MarginMode::Isolated, MarginMode::Cross].into_iter().find(|known| known.as_str() == mode)?;
    Some((mode, number(leverage)?))
}

fn position(id: PositionId, text: &str) -> Option<PositionState> {
    let mut pieces = text.split(':');
    let market = listing(pieces.next()?)?.symbol().to_owned();
    let side = pieces.next()?;
    let side = [Side::Long, Side::Short].into_iter().find(|known| known.as_str() == side)?;
    let size = number(pieces.next()?)?;
    let entry_value = number(pieces.next()?)?;
    let isolated_margin = match pieces.next() {
        Some(margin) => Some(number(margin)?),
        None => None,
    };
    pieces.next().is_none().then_some(PositionState { id, market, side, size, entry_value, isolated_margin })
}

#[cfg(test)]
mod tests {
    use super::super::generate::any_desk;
    use super::*;
    use proptest::prelude::*;

    const EXAMPLE: &str = "a1&BTCUSDT=61000&a.wallet=2000&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.016:1000:100\
        &b.wallet=500.5&b.positions=hedge&b.ETHUSDT=cross:5&b.3=ETHUSDT:long:0.25:500&b.4=ETHUSDT:short:0.1:201\
        &b.next=9&table=2026-09-29";

    fn first_scene() -> Desk {
        Desk::of_scene(Scene::default())
    }

    #[test]
    fn the_start_of_a_scene_is_its_name_and_the_first_one_nothing() {
        assert_eq!(render(&first_scene()).unwrap(), "a1&table=2026-09-29");
        for text in ["", "#", "a1", "#a1&table=2026-09-29", "a1&scene=opening"] {
            assert_eq!(parse(text), (first_scene(), vec![]), "{text}");
        }
        for scene in Scene::ALL {
            let desk = Desk::of_scene(scene);
            let link = render(&desk).unwrap();
            assert!(link.len() < 60, "{link}");
            assert_eq!(parse(&link), (desk, vec![]));
        }
    }

    #[test]
    fn every_part_is_read_and_written_in_one_order() {
        let (desk, notices) = parse(EXAMPLE);
        assert_eq!(notices, []);
        let [first, second] = desk.accounts() else { panic!("{desk:?}") };
        assert_eq!(first.state().positions[0].isolated_margin, number("100"));
        assert_eq!(first.state().next_id, 2);
        assert_eq!((second.state().position_mode, second.state().next_id), (PositionMode::Hedge, 9));
        assert_eq!(desk.mark(Listing::Btc), number("61000").unwrap());
        assert_eq!(desk.mark(Listing::Eth), Listing::Eth.example_price());
        assert_eq!(render(&desk).unwrap(), EXAMPLE);
        let mut parts: Vec<&str> = EXAMPLE.split('&').collect();
        parts[1..].reverse();
        assert_eq!(parse(&parts.join("&")), (desk, vec![]), "any order is read");
    }

    #[test]
    fn a_scene_that_has_begun_is_written_out() {
        for scene in Scene::ALL {
            let mut desk = Desk::of_scene(scene);
            while desk.next_step().is_some() {
                desk.step().unwrap();
                let (read, notices) = parse(&render(&desk).unwrap());
                assert_eq!((read.accounts(), notices), (desk.accounts(), vec![]));
                assert_eq!((read.log().len(), read.script(), read.can_undo()), (0, None, false));
            }
        }
    }

    #[test]
    fn what_a_link_gets_wrong_becomes_the_first_scene_and_a_notice() {
        let account = "a1&a.wallet=2000&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.016:1000:100";
        assert_eq!(parse(account).1, []);
        let forty = "1".repeat(40);
        let more = |part: &str| account.to_owned() + part;
        let cases = [
            ("a2&a.wallet=1".to_owned(), Notice::Version),
            ("A1".to_owned(), Notice::Version),
            ("v1&lev=20".to_owned(), Notice::Version),
            ("a1%26a.wallet=1".to_owned(), Notice::Version),
            (" a1".to_owned(), Notice::Version),
            ("a1&".to_owned(), Notice::UnknownPart),
            ("a1&a.wallet".to_owned(), Notice::UnknownPart),
            ("a1&c.wallet=1".to_owned(), Notice::UnknownPart),
            ("a1&wallet=1".to_owned(), Notice::UnknownPart),
            ("a1&ab.wallet=1".to_owned(), Notice::UnknownPart),
            ("a1&%61.wallet=1".to_owned(), Notice::UnknownPart),
            ("a1&XRPUSDT=1".to_owned(), Notice::UnknownPart),
            (more("&a.01=BTCUSDT:long:1:1"), Notice::UnknownPart),
            (more("&a.+2=BTCUSDT:long:1:1"), Notice::UnknownPart),
            (more("&a.0=BTCUSDT:long:1:1"), Notice::UnknownPart),
            (more("&a.4294967296=BTCUSDT:long:1:1"), Notice::UnknownPart),
            (more("&a.wallet=2000"), Notice::Repeated),
            (more("&a.1=ETHUSDT:long:1:1:1"), Notice::Repeated),
            (more("&table=2026-09-29&table=2026-09-29"), Notice::Repeated),
            ("a1&BTCUSDT=60000".to_owned(), Notice::Missing),
            ("a1&b.wallet=2000".to_owned(), Notice::Missing),
            (more("&b.next=4"), Notice::Missing),
            ("a1&scene=none".to_owned(), Notice::BadValue),
            ("a1&scene=".to_owned(), Notice::BadValue),
            (more("&scene=opening"), Notice::BadValue),
            ("a1&a.wallet=".to_owned(), Notice::BadValue),
            ("a1&a.wallet=abc".to_owned(), Notice::BadValue),
            ("a1&a.wallet=+5".to_owned(), Notice::BadValue),
            ("a1&a.wallet=1e3".to_owned(), Notice::BadValue),
            ("a1&a.wallet=1,5".to_owned(), Notice::BadValue),
            ("a1&a.wallet=%32%30".to_owned(), Notice::BadValue),
            ("a1&a.wallet=٢٠".to_owned(), Notice::BadValue),
            ("a1&a.wallet=<script>alert(1)</script>".to_owned(), Notice::BadValue),
            ("a1&a.wallet=0.0000000000001".to_owned(), Notice::BadValue),
            (format!("a1&a.wallet={forty}"), Notice::BadValue),
            ("a1&a.wallet=10000000000000000".to_owned(), Notice::BadValue),
            (more("&BTCUSDT=0"), Notice::BadValue),
            (more("&BTCUSDT=-1"), Notice::BadValue),
            (more("&a.positions=one"), Notice::BadValue),
            (more("&a.next=x"), Notice::BadValue),
            (more("&a.ETHUSDT=isolated"), Notice::BadValue),
            (more("&a.ETHUSDT=isolated:"), Notice::BadValue),
            (more("&a.ETHUSDT=both:1"), Notice::BadValue),
            (more("&a.ETHUSDT=cross:0"), Notice::BadValue),
            (more("&a.ETHUSDT=cross:1001"), Notice::BadValue),
            (more("&a.ETHUSDT=cross:1:1"), Notice::BadValue),
            (more("&a.2=ETHUSDT:long:1"), Notice::BadValue),
            (more("&a.2=ETHUSDT:up:1:2000"), Notice::BadValue),
            (more("&a.2=\"><img src=x>:long:1:2000"), Notice::BadValue),
            (more("&a.2=ETHUSDT:long:0:2000"), Notice::BadValue),
            (more("&a.2=ETHUSDT:long:-1:2000"), Notice::BadValue),
            (more("&a.2=ETHUSDT:long:1:2000:"), Notice::BadValue),
            (more("&a.2=ETHUSDT:long:1:2000:5:5"), Notice::BadValue),
            (more("&a.2=ETHUSDT:long:1:2000:5"), Notice::NotStanding),
            (more("&a.2=ETHUSDT:long:2:9000"), Notice::NotStanding),
            (more("&BTCUSDT=54000"), Notice::NotStanding),
            (more("&a.2=BTCUSDT:short:0.001:60:6"), Notice::NotStanding),
            (more("&a.next=1"), Notice::NotStanding),
            ("a1&a.wallet=-1".to_owned(), Notice::NotStanding),
            (more("&a.4294967295=ETHUSDT:long:0.1:200"), Notice::NotStanding),
        ];
        for (link, notice) in cases {
            assert_eq!(parse(&link), (first_scene(), vec![notice]), "{link}");
        }
    }

    #[test]
    fn another_table_is_said_and_the_accounts_stand() {
        let (desk, notices) = parse(&EXAMPLE.replace("2026-09-29", "2020-01-01"));
        assert_eq!(notices, [Notice::OtherTable]);
        assert_eq!(render(&desk).unwrap(), EXAMPLE);
    }

    #[test]
    fn a_long_text_is_not_even_looked_at() {
        let long = "a1&a.wallet=".to_owned() + &"9".repeat(100_000);
        assert_eq!(parse(&long).1, [Notice::TooLong]);
        assert_eq!(parse_file(&long).1, [Notice::BadValue], "a file may be longer");
        let many: String = (1..30_000).map(|id| format!("&a.{id}=BTCUSDT:long:1:1")).collect();
        assert_eq!(parse_file(&("a1&a.wallet=1".to_owned() + &many)).1, [Notice::NotStanding]);
        assert_eq!(parse_file(&" ".repeat(LONGEST_FILE + 1)).1, [Notice::TooLong]);
    }

    #[test]
    fn a_file_is_the_same_text() {
        let (desk, notices) = parse_file(&(EXAMPLE.to_owned() + "\r\n"));
        assert_eq!(notices, []);
        assert_eq!(render_file(&desk), EXAMPLE);
    }

    #[test]
    fn what_does_not_fit_into_a_link_is_refused() {
        assert_eq!(within(EXAMPLE.to_owned(), LONGEST, 3), Ok(EXAMPLE.to_owned()));
        assert_eq!(within(EXAMPLE.to_owned(), LONGEST, 2), Err(TooLarge));
        assert_eq!(within(EXAMPLE.to_owned(), EXAMPLE.len() - 1, 3), Err(TooLarge));
    }

    #[test]
    fn the_page_of_a_link_is_in_its_version() {
        for (fragment, is) in [("#a1", true), ("a1&x", true), ("#v1", false), ("", false), ("a10", false)] {
            assert_eq!(is_account(fragment), is, "{fragment}");
        }
    }

    /// A desk is valid: it can be reported on, and written down.
    fn is_valid(desk: &Desk) -> bool {
        (0..desk.accounts().len()).all(|account| desk.report(account).is_ok()) && render(desk).is_ok()
    }

    proptest! {
        #[test]
        fn what_is_rendered_is_read_back(desk in any_desk()) {
            let link = render(&desk).unwrap();
            let (read, notices) = parse(&link);
            prop_assert_eq!(notices, vec![], "{}", link);
            prop_assert_eq!(read.accounts(), desk.accounts());
            prop_assert_eq!(render(&read).unwrap(), link);
        }

        #[test]
        fn no_text_at_all_is_an_exception(text in "\\PC{0,5000}") {
            prop_assert!(is_valid(&parse(&text).0));
        }

        #[test]
        fn no_link_at_all_is_an_exception(parts in prop::collection::vec((
            "(scene|table|BTCUSDT|SOLUSDT|[abc]\\.(wallet|positions|next|ETHUSDT|[0-9]{1,3}))",
            "(([A-Z]{3}USDT|isolated|cross|long|short|-?[0-9.]{1,6}|hedge|opening|<&%=):?){0,5}",
        ), 0..12)) {
            let link = parts.iter().fold("a1".to_owned(), |link, (key, value)| format!("{link}&{key}={value}"));
            prop_assert!(is_valid(&parse(&link).0));
        }

        #[test]
        fn a_damaged_link_is_no_exception(at in 0..EXAMPLE.len(), with in "[-+.:&=a-z0-9%]{0,3}") {
            let mut link = EXAMPLE.to_owned();
            link.replace_range(at..at + 1, &with);
            prop_assert!(is_valid(&parse(&link).0));
        }
    }
}
