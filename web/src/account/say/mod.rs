//! The words for what happens on a desk: names, log lines, refusals, previews and notices.
//!
//! Every case is a message of its own, filled with names and with the reader's own numbers.

mod events;
mod refusals;

pub use events::entry;
pub use refusals::refusal;

use super::ahead::Change;
use super::desk::Desk;
use super::link::Notice;
use super::log::Held;
use crate::number::Rounding;
use crate::position::say::unit_name;
use crate::words::{Message, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, Side, SizeUnit};
use margin_venues::Listed;

/// A position by its name: "BTCUSDT long".
pub fn name(speaker: Speaker<'_>, position: &Held) -> String {
    let message = match position.side {
        Side::Long => Message::NameLong,
        Side::Short => Message::NameShort,
    };
    speaker.words.fill(message, &[("market", position.market.symbol())])
}

/// An account by its name: the margin mode of all its markets where one account alone has that, else its number.
pub fn account(speaker: Speaker<'_>, desk: &Desk, account: usize) -> String {
    let mode = desk.mode(account);
    let is_alone = (0..desk.accounts().len()).all(|other| other == account || desk.mode(other) != mode);
    match mode.filter(|_| is_alone) {
        Some(MarginMode::Isolated) => speaker.words.text(Message::AccountIsolated).to_owned(),
        Some(MarginMode::Cross) => speaker.words.text(Message::AccountCross).to_owned(),
        None => {
            let number = speaker.count(account.saturating_add(1));
            speaker.words.fill(Message::AccountNumber, &[("number", &number)])
        }
    }
}

/// A liquidation price as a short text, rounded toward the mark: "54,216.90", "Never".
pub fn liquidation(speaker: Speaker<'_>, side: Side, liquidation: Liquidation) -> String {
    match liquidation {
        Liquidation::At { shown_price, .. } => careful_price(speaker, side, shown_price),
        Liquidation::Never(_) => speaker.words.text(Message::Never).to_owned(),
        Liquidation::Now => speaker.words.text(Message::Now).to_owned(),
    }
}

/// How an operation moves the liquidation price of a position.
pub fn change(speaker: Speaker<'_>, change: &Change) -> String {
    let position = name(speaker, &change.position);
    let shown = |price| liquidation(speaker, change.position.side, price);
    match (change.before, change.after) {
        (_, None) => speaker.words.fill(Message::ChangeCloses, &[("position", &position)]),
        (None, Some(after)) => {
            speaker.words.fill(Message::ChangeOpens, &[("position", &position), ("after", &shown(after))])
        }
        (Some(before), Some(after)) => {
            let (before, after) = (shown(before), shown(after));
            if before == after {
                return speaker.words.fill(Message::ChangeNone, &[("position", &position), ("after", &after)]);
            }
            let parameters = [("position", &*position), ("before", &*before), ("after", &*after)];
            speaker.words.fill(Message::ChangeMoves, &parameters)
        }
    }
}

/// What was wrong with a link or a file.
pub fn notice(speaker: Speaker<'_>, notice: &Notice) -> String {
    let message = match notice {
        Notice::Version => Message::AccountLinkVersion,
        Notice::TooLong => Message::AccountLinkTooLong,
        Notice::UnknownPart => Message::AccountLinkUnknownPart,
        Notice::Repeated => Message::AccountLinkRepeated,
        Notice::Missing => Message::AccountLinkMissing,
        Notice::BadValue => Message::AccountLinkBadValue,
        Notice::NotStanding => Message::AccountLinkNotStanding,
        Notice::OtherTable(date) => {
            return speaker.words.fill(Message::AccountLinkTable, &[("date", &speaker.date(date))]);
        }
        Notice::FileRefused => Message::AccountFileRefused,
    };
    speaker.words.text(message).to_owned()
}

/// A price that hurts a side, rounded to the careful one.
fn careful_price(speaker: Speaker<'_>, side: Side, price: Decimal) -> String {
    let careful = match side {
        Side::Long => Rounding::Up,
        Side::Short => Rounding::Down,
    };
    speaker.locale.price(price, careful)
}

/// What a size of a market is counted in: its coin, or contracts where one is not a whole coin.
pub fn unit<'a>(speaker: Speaker<'a>, listed: &'a Listed) -> &'a str {
    let is_coin = listed.market.exposure(Decimal::ONE).is_ok_and(|coins| coins == Decimal::ONE);
    unit_name(if is_coin { SizeUnit::Base } else { SizeUnit::Contracts }, listed, speaker)
}

/// Names in a row.
fn list(speaker: Speaker<'_>, names: impl Iterator<Item = String>) -> String {
    let join = |list: String, item: String| speaker.words.fill(Message::List, &[("list", &list), ("item", &item)]);
    names.reduce(join).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Scene, link};
    use crate::number::Locale;
    use crate::words::Catalogue;
    use margin_core::{Open, Operation, PositionId, Quantity, parse};

    fn speaking<T>(say: impl FnOnce(Speaker<'_>) -> T) -> T {
        let (words, locale) = (Catalogue::english(), Locale::english());
        say(Speaker { words: &words, locale: &locale })
    }

    fn changes(desk: &Desk, account: usize, operation: &Operation) -> Vec<String> {
        let preview = desk.preview(account, operation).unwrap();
        preview.changes.iter().map(|moved| speaking(|speaker| change(speaker, moved))).collect()
    }

    #[test]
    fn a_preview_says_how_the_liquidation_prices_move() {
        let desk = Desk::of_scene(Scene::OneTakesAll);
        let id = PositionId(2);
        let amount = parse("200").unwrap();
        assert_eq!(
            changes(&desk, 0, &Operation::AddMargin { id, amount }),
            [
                "BTCUSDT long, liquidation price: 97,720.80, as now",
                "ETHUSDT long, liquidation price: 3,947.07 → 3,837.43",
            ]
        );
        assert_eq!(
            changes(&desk, 1, &Operation::Close { id, size: None, price: None }),
            ["BTCUSDT long, liquidation price: 1,954.40 → Never", "ETHUSDT long would be closed"]
        );
        let short = Open::new("SOLUSDT", Side::Short, Quantity::Value(parse("1000").unwrap()));
        assert_eq!(
            changes(&desk, 0, &Operation::Open(short)).last().unwrap(),
            "SOLUSDT short, liquidation price: 109.45"
        );
    }

    #[test]
    fn accounts_are_named_by_their_mode_where_that_tells_them_apart() {
        let named = |text: &str| -> Vec<String> {
            let (desk, notices) = link::parsed(text);
            assert_eq!(notices, []);
            (0..desk.accounts().len()).map(|index| speaking(|speaker| account(speaker, &desk, index))).collect()
        };
        assert_eq!(named("a1"), ["Isolated account", "Cross account"]);
        assert_eq!(named("a1&a.wallet=1"), ["Cross account"]);
        assert_eq!(named("a1&a.wallet=1&b.wallet=1"), ["Account 1", "Account 2"]);
        assert_eq!(named("a1&a.wallet=1&a.BTCUSDT=isolated:1&b.wallet=1"), ["Account 1", "Cross account"]);
    }

    #[test]
    fn every_notice_is_said_and_shows_nothing_of_the_link() {
        for (text, words) in [
            ("x", "not a link or a file"),
            ("a1&<b>", "a part that the page does not know"),
            ("a1&a.wallet=1&a.wallet=1", "says something twice"),
            ("a1&a.next=1", "leaves out the wallet"),
            ("a1&a.wallet=<b>", "a value that cannot be used"),
            ("a1&a.wallet=-1", "cannot stand as they are written"),
            ("a1&table=2020-01-01", "use those of 29 Sep 2026."),
            (&"9".repeat(5000), "longer than it can be"),
        ] {
            let (_, notices) = link::parsed(text);
            let [found] = &notices[..] else { panic!("{text}: {notices:?}") };
            let said = speaking(|speaker| notice(speaker, found)).replace('\u{a0}', " ");
            assert!(said.contains(words), "{text}: {said}");
            assert!(!said.contains("<b>"));
        }
    }

    #[test]
    fn every_step_of_every_scene_is_said_with_its_prices() {
        for scene in Scene::ALL {
            for step in scene.steps() {
                for said in speaking(|speaker| [step.say_ahead(speaker), step.say_told(speaker)]) {
                    assert!(!said.contains("  ") && !said.contains(" ,") && !said.ends_with(' '), "{said}");
                }
            }
        }
        let falls = &Scene::OneTakesAll.steps()[1];
        assert_eq!(
            speaking(|speaker| falls.say_ahead(speaker)),
            "Within the hour after 21:00, bitcoin falls to 102,000 and ether to 3,435"
        );
    }
}
