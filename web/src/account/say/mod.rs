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
use crate::state::TABLE_DATE;
use crate::words::{Message, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, Side};

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

/// A liquidation price as a short text, rounded toward the mark: "54,216.87", "Never".
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
pub fn notice(speaker: Speaker<'_>, notice: Notice) -> String {
    let message = match notice {
        Notice::Version => Message::AccountLinkVersion,
        Notice::TooLong => Message::AccountLinkTooLong,
        Notice::UnknownPart => Message::AccountLinkUnknownPart,
        Notice::Repeated => Message::AccountLinkRepeated,
        Notice::Missing => Message::AccountLinkMissing,
        Notice::BadValue => Message::AccountLinkBadValue,
        Notice::NotStanding => Message::AccountLinkNotStanding,
        Notice::OtherTable => Message::AccountLinkTable,
    };
    speaker.words.fill(message, &[("date", &speaker.date(TABLE_DATE))])
}

/// A price that hurts a side, rounded to the careful one.
fn careful_price(speaker: Speaker<'_>, side: Side, price: Decimal) -> String {
    let careful = match side {
        Side::Long => Rounding::Up,
        Side::Short => Rounding::Down,
    };
    speaker.locale.price(price, careful)
}

/// Names in a row.
fn list(speaker: Speaker<'_>, names: impl Iterator<Item = String>) -> String {
    let join = |list: String, item: String| speaker.words.fill(Message::List, &[("list", &list), ("item", &item)]);
    names.reduce(join).unwrap_or_default()
}
