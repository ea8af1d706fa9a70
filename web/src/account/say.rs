//! The words for events, refusals, previews and notices.

use super::ahead::Change;
use super::link::Notice;
use super::log::Entry;
use crate::words::{Message, Speaker};
use margin_core::{Liquidation, MarginError, Operation, Simulation};

/// One line of the log as a sentence.
pub fn entry(speaker: Speaker<'_>, entry: &Entry) -> String {
    let _ = entry;
    speaker.words.text(Message::Never).to_owned()
}

/// Why an account refuses an operation, and what it would take instead.
pub fn refusal(speaker: Speaker<'_>, account: &Simulation, operation: &Operation, error: &MarginError) -> String {
    let _ = (account, operation, error);
    speaker.words.text(Message::Never).to_owned()
}

/// How an operation moves the liquidation price of a position: "54,216.87 → 51,204.82".
pub fn change(speaker: Speaker<'_>, change: &Change) -> String {
    let _ = change;
    speaker.words.text(Message::Never).to_owned()
}

/// A liquidation price as a short text: "54,216.87", "Never".
pub fn liquidation(speaker: Speaker<'_>, side: margin_core::Side, liquidation: Liquidation) -> String {
    let _ = (side, liquidation);
    speaker.words.text(Message::Never).to_owned()
}

/// What was wrong with a link or a file.
pub fn notice(speaker: Speaker<'_>, notice: Notice) -> String {
    let _ = notice;
    speaker.words.text(Message::Never).to_owned()
}
