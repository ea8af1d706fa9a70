//! From a text to a desk: whatever the text is.

use super::{
    Key, LETTERS, LONGEST, LONGEST_FILE, MOST_PARTS, NEW_SETTING, Notice, VERSION, Wanted, id, next_id, number,
};
use crate::account::desk::Desk;
use crate::account::scene::Scene;
use crate::account::traded::{self, Traded};
use crate::position::link::{escaped, unescaped};
use margin_core::account::{MarketState, PositionState};
use margin_core::{Decimal, ErrorCode, MarginMode, PositionId, PositionMode, Side, Simulation, SimulationState};
use margin_venues::binance_usdm::VENUE;
use margin_venues::{Catalogue, MarketId, Source, Venue, listed_venue};

/// Why a text is not the desk of its own.
enum Refused {
    Said(Notice),
    Waits(Wanted),
}

impl From<Notice> for Refused {
    fn from(notice: Notice) -> Self {
        Self::Said(notice)
    }
}

/// Returns the desk of a fragment, with or without its `#`, and what has to be said about it.
///
/// # Errors
/// The venue whose table it needs and the catalogue has not.
pub fn parse(fragment: &str, catalogue: &Catalogue) -> Result<(Desk, Vec<Notice>), Wanted> {
    match fragment.strip_prefix('#').unwrap_or(fragment) {
        "" => Ok((Desk::of_scene(Scene::default()), Vec::new())),
        link => read(link, LONGEST, catalogue),
    }
}

/// Returns the desk of a file, and what has to be said about it.
///
/// # Errors
/// The venue whose table it needs and the catalogue has not.
pub fn parse_file(text: &str, catalogue: &Catalogue) -> Result<(Desk, Vec<Notice>), Wanted> {
    read(text.trim_ascii(), LONGEST_FILE, catalogue)
}

fn read(text: &str, longest: usize, catalogue: &Catalogue) -> Result<(Desk, Vec<Notice>), Wanted> {
    match try_read(text, longest, catalogue) {
        Ok(read) => Ok(read),
        Err(Refused::Said(notice)) => Ok((Desk::of_scene(Scene::default()), vec![notice])),
        Err(Refused::Waits(wanted)) => Err(wanted),
    }
}

fn try_read(text: &str, longest: usize, catalogue: &Catalogue) -> Result<(Desk, Vec<Notice>), Refused> {
    if text.len() > longest {
        return Err(Notice::TooLong.into());
    }
    let mut parts = text.split('&');
    if parts.next() != Some(VERSION) {
        return Err(Notice::Version.into());
    }
    let given = Given::read(parts)?;
    let table = given.value(Key::Table);
    let others = given.parts.len() - usize::from(table.is_some());
    let desk = match given.value(Key::Scene) {
        None if others == 0 => Desk::of_scene(Scene::default()),
        None => given.desk(catalogue)?,
        Some(code) => {
            let scene = Scene::ALL.into_iter().find(|scene| scene.code() == code && others == 1);
            Desk::of_scene(scene.ok_or(Notice::BadValue)?)
        }
    };
    let ours = desk.markets().first().map(|listed| listed.date.clone()).unwrap_or_default();
    let is_other = table.is_some_and(|date| date != ours);
    Ok((desk, is_other.then_some(Notice::OtherTable(ours)).into_iter().collect()))
}

/// The parts of a text, each key once.
struct Given<'a> {
    parts: Vec<(Key<'a>, &'a str)>,
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

    fn value(&self, key: Key<'_>) -> Option<&'a str> {
        self.parts.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// The value of a key as `read` has it, or what it is where it is left out.
    fn or_usual<T>(&self, key: Key<'_>, usual: T, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Notice> {
        self.value(key).map_or(Ok(usual), |text| read(text).ok_or(Notice::BadValue))
    }

    fn desk(&self, catalogue: &Catalogue) -> Result<Desk, Refused> {
        let venue = self.or_usual(Key::Venue, &VENUE, listed_venue)?;
        let markets = self.markets(venue, catalogue)?;
        let mut accounts = Vec::new();
        for (account, _) in LETTERS.iter().enumerate() {
            let is_of_it = |key: Key<'_>| match key {
                Key::Wallet(of) | Key::PositionMode(of) | Key::NextId(of) => of == account,
                Key::Setting(of, _) | Key::Position(of, _) => of == account,
                Key::Scene | Key::Venue | Key::Mark(_) | Key::Table => false,
            };
            // The first account is always there; the second where anything is said about it.
            if account == 0 || self.parts.iter().any(|(key, _)| is_of_it(*key)) {
                accounts.push(self.account(account, venue, &markets)?);
            }
        }
        Ok(Desk::of_accounts(markets, accounts))
    }

    /// The markets that are spoken of, in the order in which they are, after those that every desk of the venue has.
    fn markets(&self, venue: &'static Venue, catalogue: &Catalogue) -> Result<Vec<Traded>, Refused> {
        let mut markets = if venue.code == VENUE.code { traded::built_in() } else { Vec::new() };
        let of_position = |value: &'a str| value.split(':').next().unwrap_or_default();
        for (key, value) in &self.parts {
            let (code, not_known) = match key {
                Key::Mark(code) | Key::Setting(_, code) => (*code, Notice::UnknownPart),
                Key::Position(..) => (of_position(value), Notice::BadValue),
                _ => continue,
            };
            let Some(symbol) = unescaped(code) else { return Err(not_known.into()) };
            if markets.iter().any(|listed| listed.symbol() == symbol) {
                continue;
            }
            let found = catalogue.find(&MarketId { source: Source::Venue(venue), symbol });
            let listed = match found {
                Some(listed) => Traded::from(listed),
                None if catalogue.has(venue) || super::symbol(code).is_none() => return Err(not_known.into()),
                None => return Err(Refused::Waits(Wanted(venue))),
            };
            if !traded::fits(&markets, &listed) {
                return Err(Notice::BadValue.into());
            }
            if markets.len() >= traded::MOST {
                return Err(Notice::NotStanding.into());
            }
            markets.push(listed);
        }
        if markets.is_empty() { Err(Notice::Missing.into()) } else { Ok(markets) }
    }

    fn account(&self, account: usize, venue: &Venue, markets: &[Traded]) -> Result<Simulation, Notice> {
        let wallet = self.value(Key::Wallet(account)).ok_or(Notice::Missing)?;
        let mut states = Vec::with_capacity(markets.len());
        for listed in markets {
            let code = escaped(listed.symbol());
            let mark = self.or_usual(Key::Mark(&code), traded::example_price(listed), number)?;
            let (margin_mode, leverage) = self.or_usual(Key::Setting(account, &code), NEW_SETTING, setting)?;
            let market = listed.market.clone();
            states.push(MarketState { market, mark_price: Some(mark), margin_mode, leverage });
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
            rules: venue.rules,
            position_mode: self.or_usual(Key::PositionMode(account), PositionMode::default(), position_mode)?,
            wallet_balance: number(wallet).ok_or(Notice::BadValue)?,
            markets: states,
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
    let market = unescaped(pieces.next()?)?;
    let side = pieces.next()?;
    let side = [Side::Long, Side::Short].into_iter().find(|known| known.as_str() == side)?;
    let size = number(pieces.next()?)?;
    let entry_value = number(pieces.next()?)?;
    let isolated_margin = match pieces.next() {
        Some(margin) => Some(number(margin)?),
        None => None,
    };
    let added_margin = match pieces.next() {
        Some(added) => number(added).filter(|added| !added.is_zero())?,
        None => Decimal::ZERO,
    };
    let position = PositionState { id, market, side, size, entry_value, isolated_margin, added_margin };
    pieces.next().is_none().then_some(position)
}

#[cfg(test)]
mod tests {
    use super::super::{EXAMPLE, parsed, parsed_file, render};
    use super::*;

    fn first_scene() -> Desk {
        Desk::of_scene(Scene::default())
    }

    #[test]
    fn what_a_link_gets_wrong_becomes_the_first_scene_and_a_notice() {
        let account = "a1&a.wallet=2000&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.016:1000:100";
        assert_eq!(parsed(account).1, []);
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
            ("a1&XRPUSDX=1".to_owned(), Notice::UnknownPart),
            ("a1&XRPUSDT=1".to_owned(), Notice::Missing),
            ("a1&a.wallet=9&a.xrpusdt=cross:1".to_owned(), Notice::UnknownPart),
            ("a1&a.wallet=9&a.1=XRPUSDX:long:1:1".to_owned(), Notice::BadValue),
            ("a1&venue=mars&a.wallet=9&a.DOGEUSDT=cross:1".to_owned(), Notice::BadValue),
            ("a1&venue=generic&a.wallet=9&a.BTCUSDT=cross:1".to_owned(), Notice::BadValue),
            ("a1&venue=bybit&a.wallet=9".to_owned(), Notice::Missing),
            ("a1&venue=bybit&venue=bybit&a.wallet=9&DOGEUSDT=1".to_owned(), Notice::Repeated),
            ("a1&venue=binance-coinm&a.wallet=9&ADAUSD_201225=60000".to_owned(), Notice::BadValue),
            ("a1&a.wallet=9&BTCUSDC=60000".to_owned(), Notice::BadValue),
            (
                "a1&venue=bybit&a.wallet=9&DOGEUSDT=0.2&a.DOGEUSDT=isolated:20&a.1=DOGEUSDT:long:5:1:1:0".to_owned(),
                Notice::BadValue,
            ),
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
            (more("&a.2=ETHUSDT:long:1:2000:5:5:5"), Notice::BadValue),
            (more("&a.2=ETHUSDT:long:1:2000:5:5"), Notice::NotStanding),
            (more("&a.2=ETHUSDT:long:1:2000:5"), Notice::NotStanding),
            (more("&a.2=ETHUSDT:long:2:9000"), Notice::NotStanding),
            (more("&BTCUSDT=54000"), Notice::NotStanding),
            (more("&a.2=BTCUSDT:short:0.001:60:6"), Notice::NotStanding),
            (more("&a.next=1"), Notice::NotStanding),
            ("a1&a.wallet=-1".to_owned(), Notice::NotStanding),
            (more("&a.4294967295=ETHUSDT:long:0.1:200"), Notice::NotStanding),
        ];
        for (link, notice) in cases {
            assert_eq!(parsed(&link), (first_scene(), vec![notice]), "{link}");
        }
    }

    /// Accounts of other venues: contracts that are not coins, rules of their own, symbols that are escaped, a margin of
    /// which a part was added later, futures.
    const OF_OTHER_VENUES: [&str; 5] = [
        "a1&venue=bybit&DOGEUSDT=0.2134&a.wallet=1350&a.DOGEUSDT=isolated:20&a.1=DOGEUSDT:long:50000:10670:633.5:100\
         &b.wallet=1350&b.DOGEUSDT=cross:20&b.1=DOGEUSDT:long:50000:10670&table=2026-09-29",
        "a1&venue=okx&BTC-USDT-SWAP=61250&a.wallet=5000&a.BTC-USDT-SWAP=cross:10&a.1=BTC-USDT-SWAP:short:35:21437.5\
         &table=2026-09-29",
        "a1&XRPUSDT=0.5&DOGEUSDT=0.1&a.wallet=200&a.BTCUSDT=isolated:10&a.DOGEUSDT=cross:5&a.2=DOGEUSDT:long:100:10\
         &table=2026-09-29",
        "a1&venue=hyperliquid&kPEPE=0.0034&a.wallet=50&a.kPEPE=cross:3&a.1=kPEPE:long:1000:3.4&table=2026-09-29",
        "a1&%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT=0.1&a.wallet=50&a.%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT=cross:3\
         &a.1=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT:long:100:10&table=2026-09-29",
    ];

    #[test]
    fn accounts_of_any_venue_are_read_under_its_rules_and_written_as_they_were() {
        for link in OF_OTHER_VENUES {
            let (desk, notices) = parsed(link);
            let ours = desk.markets()[0].date.clone();
            let other = (ours != "2026-09-29").then_some(Notice::OtherTable(ours.clone()));
            assert_eq!(notices, other.into_iter().collect::<Vec<_>>(), "{link}");
            assert_eq!(render(&desk).unwrap(), link.replace("2026-09-29", &ours), "{link}");
            let venue = desk.markets()[0].venue;
            assert!(desk.markets().iter().all(|market| market.venue.code == venue.code));
            assert!(desk.accounts().iter().all(|account| account.state().rules == venue.rules));
        }
    }

    #[test]
    fn a_market_whose_table_is_not_here_is_waited_for_and_no_other() {
        for link in OF_OTHER_VENUES {
            assert!(parse(link, &Catalogue::default()).is_err(), "{link}");
        }
        for link in ["a1&a.wallet=2000&a.BTCUSDT=isolated:10", "a1&a.wallet=9&doge=1", "a1&venue=mars&DOGEUSDT=1"] {
            assert!(parse(link, &Catalogue::default()).is_ok(), "{link}");
        }
    }

    #[test]
    fn a_long_text_is_not_even_looked_at() {
        let long = "a1&a.wallet=".to_owned() + &"9".repeat(100_000);
        assert_eq!(parsed(&long).1, [Notice::TooLong]);
        assert_eq!(parsed_file(&long).1, [Notice::BadValue], "a file may be longer");
        let many: String = (1..30_000).map(|id| format!("&a.{id}=BTCUSDT:long:1:1")).collect();
        assert_eq!(parsed_file(&("a1&a.wallet=1".to_owned() + &many)).1, [Notice::NotStanding]);
        assert_eq!(parsed_file(&"9".repeat(LONGEST_FILE + 1)).1, [Notice::TooLong]);
        assert_eq!(parsed_file(&" ".repeat(LONGEST_FILE + 1)).1, [Notice::Version], "an empty file is none");
    }

    #[test]
    fn another_table_is_said_and_the_accounts_stand() {
        let (desk, notices) = parsed(&EXAMPLE.replace("2026-09-29", "2020-01-01"));
        assert_eq!(notices, [Notice::OtherTable("2026-09-29".to_owned())]);
        assert_eq!(render(&desk).unwrap(), EXAMPLE);
    }
}
