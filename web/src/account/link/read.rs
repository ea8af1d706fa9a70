//! From a text to a desk: whatever the text is.

use super::{Key, LETTERS, LONGEST, LONGEST_FILE, MOST_PARTS, NEW_SETTING, Notice, VERSION, id, next_id, number};
use crate::account::desk::Desk;
use crate::account::listing::{Listing, TABLE_DATE};
use crate::account::scene::{Scene, rules};
use margin_core::account::{MarketState, PositionState};
use margin_core::{Decimal, ErrorCode, MarginMode, PositionId, PositionMode, Side, Simulation, SimulationState};

/// The desk of a fragment, with or without its `#`, and what has to be said about it.
pub fn parse(fragment: &str) -> (Desk, Vec<Notice>) {
    match fragment.strip_prefix('#').unwrap_or(fragment) {
        "" => (Desk::of_scene(Scene::default()), Vec::new()),
        link => read(link, LONGEST),
    }
}

/// The desk of a file, and what has to be said about it.
pub fn parse_file(text: &str) -> (Desk, Vec<Notice>) {
    read(text.trim_ascii(), LONGEST_FILE)
}

fn read(text: &str, longest: usize) -> (Desk, Vec<Notice>) {
    try_read(text, longest).unwrap_or_else(|notice| (Desk::of_scene(Scene::default()), vec![notice]))
}

fn try_read(text: &str, longest: usize) -> Result<(Desk, Vec<Notice>), Notice> {
    if text.len() > longest {
        return Err(Notice::TooLong);
    }
    let mut parts = text.split('&');
    if parts.next() != Some(VERSION) {
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
            let market = listing.market().clone();
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
    let market = Listing::from_symbol(pieces.next()?)?.symbol().to_owned();
    let side = pieces.next()?;
    let side = [Side::Long, Side::Short].into_iter().find(|known| known.as_str() == side)?;
    let size = number(pieces.next()?)?;
    let entry_value = number(pieces.next()?)?;
    let isolated_margin = match pieces.next() {
        Some(margin) => Some(number(margin)?),
        None => None,
    };
    // The desk's venue counts added margin in full, so an account remembers none.
    let added_margin = Decimal::ZERO;
    let position = PositionState { id, market, side, size, entry_value, isolated_margin, added_margin };
    pieces.next().is_none().then_some(position)
}

#[cfg(test)]
mod tests {
    use super::super::{EXAMPLE, render};
    use super::*;

    fn first_scene() -> Desk {
        Desk::of_scene(Scene::default())
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
            ("a1&a.wallet=1e".to_owned(), Notice::BadValue),
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
            (more("&a.ETHUSDT=cross:5001"), Notice::BadValue),
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
    fn a_long_text_is_not_even_looked_at() {
        let long = "a1&a.wallet=".to_owned() + &"9".repeat(100_000);
        assert_eq!(parse(&long).1, [Notice::TooLong]);
        assert_eq!(parse_file(&long).1, [Notice::BadValue], "a file may be longer");
        let many: String = (1..30_000).map(|id| format!("&a.{id}=BTCUSDT:long:1:1")).collect();
        assert_eq!(parse_file(&("a1&a.wallet=1".to_owned() + &many)).1, [Notice::NotStanding]);
        assert_eq!(parse_file(&"9".repeat(LONGEST_FILE + 1)).1, [Notice::TooLong]);
        assert_eq!(parse_file(&" ".repeat(LONGEST_FILE + 1)).1, [Notice::Version], "an empty file is none");
    }

    #[test]
    fn another_table_is_said_and_the_accounts_stand() {
        let (desk, notices) = parse(&EXAMPLE.replace("2026-09-29", "2020-01-01"));
        assert_eq!(notices, [Notice::OtherTable]);
        assert_eq!(render(&desk).unwrap(), EXAMPLE);
    }
}
