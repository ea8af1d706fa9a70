//! The desk as the fragment of a link, or as a file:
//! `#a1&BTCUSDT=61000&a.wallet=2000&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.016:1000:100&table=2026-09-29`.
//!
//! First the venue, where it is another than the first, and the mark prices, then each account, `a` and `b`: its wallet,
//! its position mode, the margin mode and leverage of each market, its positions by their ids (market, side, size, entry
//! value, isolated the margin and, where the venue counts it otherwise, what of it was added later), and the next id.
//! What is as in a new account is left out, but for the prices of markets that are not part of the program: those change
//! with their tables; the start of a scene is its name, and that of the first scene nothing at
//! all. Like the other link of the page it is versioned, in one canonical order, dated with the tier tables, and
//! hostile input: only a symbol may have escapes, and whatever it gets wrong makes the whole desk the first scene, with a
//! notice. Markets whose tables are not there yet are waited for. Nothing of it is ever shown. The log and what can be undone are not in it.

mod read;
mod write;

pub use read::{parse, parse_file};
pub use write::{render, render_file};

use super::moment::MOST_ACCOUNTS;
use super::traded;
use margin_core::account::PositionState;
use margin_core::{Decimal, MarginMode, parse as parse_decimal};
use margin_venues::Venue;

/// The most characters a link may have.
pub const LONGEST: usize = 4096;
/// The most characters a file may have.
pub const LONGEST_FILE: usize = 1_000_000;
/// The most positions a link may carry.
pub const MOST_POSITIONS: usize = 20;
const VERSION: &str = "a1";
/// The names of the accounts.
const LETTERS: [char; MOST_ACCOUNTS] = ['a', 'b'];
/// The parts of the fullest desk: its marks, scene, venue and table; and by account the wallet, the position mode, the
/// next id, and of each market the setting and two positions.
const MOST_PARTS: usize = traded::MOST + 3 + MOST_ACCOUNTS * (3 + 3 * traded::MOST);

/// The desk does not fit into a link: offer a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// A market is in the table of this venue, which is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted(pub &'static Venue);

/// What was wrong with a link or a file, to be said to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Another date than that of our tables, which is this. The accounts stand, by our tables.
    OtherTable(String),
    /// A file that cannot be read. What was on the desk stays.
    FileRefused,
}

/// A key of version 1, in canonical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key<'a> {
    Scene,
    Venue,
    Mark(&'a str),
    Wallet(usize),
    PositionMode(usize),
    Setting(usize, &'a str),
    Position(usize, u32),
    NextId(usize),
    Table,
}

impl<'a> Key<'a> {
    fn of(code: &'a str) -> Option<Self> {
        if let Some((letter, code)) = code.split_once('.') {
            let account = LETTERS.iter().position(|own| letter.chars().eq([*own]))?;
            return match code {
                "wallet" => Some(Self::Wallet(account)),
                "positions" => Some(Self::PositionMode(account)),
                "next" => Some(Self::NextId(account)),
                _ => match id(code) {
                    Some(id) => Some(Self::Position(account, id)),
                    None => symbol(code).map(|symbol| Self::Setting(account, symbol)),
                },
            };
        }
        match code {
            "scene" => Some(Self::Scene),
            "venue" => Some(Self::Venue),
            "table" => Some(Self::Table),
            _ => symbol(code).map(Self::Mark),
        }
    }
}

/// A text that may be a symbol, as it is written in a link: nobody waits for the table of another.
fn symbol(code: &str) -> Option<&str> {
    let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte == b'%';
    Some(code).filter(|code| code.bytes().any(is_capital))
}

/// A whole number above 0, written the one way it is written.
fn id(text: &str) -> Option<u32> {
    let is_plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

fn number(text: &str) -> Option<Decimal> {
    parse_decimal(text).ok().filter(|_| !text.starts_with('+'))
}

/// The margin mode and leverage of a market in a new account.
const NEW_SETTING: (MarginMode, Decimal) = (MarginMode::Cross, Decimal::ONE);

/// The id after the last position's.
fn next_id(positions: &[PositionState]) -> Option<u32> {
    positions.last().map_or(0, |last| last.id.0).checked_add(1)
}

/// A desk with everything that a link can say.
#[cfg(test)]
pub(super) const EXAMPLE: &str = "a1&BTCUSDT=61000&a.wallet=2000&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.016:1000:100\
     &b.wallet=500.5&b.positions=hedge&b.ETHUSDT=cross:5&b.3=ETHUSDT:long:0.25:500&b.4=ETHUSDT:short:0.1:201\
     &b.next=9&table=2026-09-29";

/// The desk of a fragment, all tables being there where one is wanted.
#[cfg(test)]
pub(super) fn parsed(text: &str) -> (super::Desk, Vec<Notice>) {
    let all = |_| parse(text, &crate::market::files::tests::all()).unwrap();
    parse(text, &margin_venues::Catalogue::default()).unwrap_or_else(all)
}

/// The same of a file.
#[cfg(test)]
pub(super) fn parsed_file(text: &str) -> (super::Desk, Vec<Notice>) {
    let all = |_| parse_file(text, &crate::market::files::tests::all()).unwrap();
    parse_file(text, &margin_venues::Catalogue::default()).unwrap_or_else(all)
}

#[cfg(test)]
mod tests {
    use super::super::{Desk, Scene};
    use super::*;
    use crate::market::files::tests::all;
    use crate::position::link::Grammar;
    use crate::position::{self, State};
    use margin_core::{Liquidation, PositionMode};

    fn first_scene() -> Desk {
        Desk::of_scene(Scene::default())
    }

    #[test]
    fn the_start_of_a_scene_is_its_name_and_the_first_one_nothing() {
        assert_eq!(render(&first_scene()).unwrap(), "a1&table=2026-09-29");
        for text in ["", "#", "a1", "#a1&table=2026-09-29", "a1&scene=opening"] {
            assert_eq!(parsed(text), (first_scene(), vec![]), "{text}");
        }
        for scene in Scene::ALL {
            let desk = Desk::of_scene(scene);
            let link = render(&desk).unwrap();
            assert!(link.len() < 60, "{link}");
            assert_eq!(parsed(&link), (desk, vec![]));
        }
    }

    #[test]
    fn every_part_is_read_and_written_in_one_order() {
        let (desk, notices) = parsed(EXAMPLE);
        assert_eq!(notices, []);
        let [first, second] = desk.accounts() else { panic!("{desk:?}") };
        assert_eq!(first.state().positions[0].isolated_margin, number("100"));
        assert_eq!(first.state().next_id, 2);
        assert_eq!((second.state().position_mode, second.state().next_id), (PositionMode::Hedge, 9));
        assert_eq!(desk.mark("BTCUSDT"), number("61000").unwrap());
        assert_eq!(desk.mark("ETHUSDT"), number("2000").unwrap());
        assert_eq!(render(&desk).unwrap(), EXAMPLE);
        let mut parts: Vec<&str> = EXAMPLE.split('&').collect();
        parts[1..].reverse();
        assert_eq!(parsed(&parts.join("&")), (desk, vec![]), "any order is read");
    }

    #[test]
    fn a_scene_that_has_begun_is_written_out() {
        for scene in Scene::ALL {
            let mut desk = Desk::of_scene(scene);
            while desk.next_step().is_some() {
                desk.step().unwrap();
                let (read, notices) = parsed(&render(&desk).unwrap());
                assert_eq!((read.accounts(), notices), (desk.accounts(), vec![]));
                assert_eq!((read.log().len(), read.script(), read.can_undo()), (0, None, false));
            }
        }
    }

    #[test]
    fn a_file_is_the_same_text() {
        let (desk, notices) = parsed_file(&(EXAMPLE.to_owned() + "\r\n"));
        assert_eq!(notices, []);
        assert_eq!(render_file(&desk), EXAMPLE);
    }

    /// The accounts that a position goes on as, by its own link.
    fn of_position(link: &str) -> (State, Option<String>) {
        let (asked, notices) = position::link::parse(link, Grammar::Compare);
        assert_eq!(notices, [], "{link}");
        let (id, listed) = asked.find(&all()).unwrap();
        let state = asked.state(id, listed, true, &mut Vec::new());
        let accounts = position::accounts(&state);
        (state, accounts)
    }

    #[test]
    fn a_position_goes_on_as_two_accounts_with_its_liquidation_prices() {
        for link in [
            "v2&venue=bybit&market=DOGEUSDT&side=long&lev=20&value=10670&entry=0.2134&wallet=1350",
            "v2&lev=20&margin=77&wallet=1500.5&entry=61234.5&mark=60000.1",
            "v2&market=ETHUSDT&side=short&lev=7&value=8316&entry=1980&wallet=5000&mark=2011",
            "v2&venue=okx&market=BTC-USDT-SWAP&side=short&lev=10&size=0.35&entry=61250&wallet=5000",
            "v2&venue=gate&market=BTC_USDT&lev=3&value=1000&entry=60000&wallet=400",
            "v2&venue=hyperliquid&market=kPEPE&lev=3&value=900&entry=0.0034&wallet=301",
            // A wallet that is all margin: rounded, each its own way, the margin would be more.
            "v2&lev=3&value=1000&wallet=333.3333333333333333333333334",
        ] {
            let (state, accounts) = of_position(link);
            let accounts = accounts.unwrap();
            let (desk, notices) = parsed(&accounts);
            assert!(notices.iter().all(|notice| matches!(notice, Notice::OtherTable(_))), "{accounts}: {notices:?}");
            let held = state.held().unwrap();
            for (account, fate) in [(0, held.isolated), (1, held.cross)] {
                let report = desk.report(account).unwrap();
                let [position] = &report.positions[..] else { panic!("{accounts}") };
                let price = |liquidation| match liquidation {
                    Liquidation::At { price, .. } => Some(price),
                    _ => None,
                };
                let (ours, theirs) = (price(fate.outcome.liquidation), price(position.liquidation));
                // A booked size is up to 10⁻¹² smaller.
                let is_same = match (ours, theirs) {
                    (Some(one), Some(other)) => ((one - other) / one).abs() < number("0.00000001").unwrap(),
                    (one, other) => one == other,
                };
                assert!(is_same, "{link}, account {account}: {ours:?} {theirs:?}");
                assert_eq!(desk.mark(&position.market), state.inputs.mark_price());
            }
        }
    }

    #[test]
    fn a_position_that_no_account_can_hold_goes_on_as_none() {
        for link in ["v2&market=flat", "v2&venue=bitmex&market=XBTUSD&value=100&entry=60000", "v2&mark=50000"] {
            assert_eq!(of_position(link).1, None, "{link}");
        }
    }
}
