//! What the numbers are, and why a venue may show others.

use crate::element::{Element, Words, element, space};
use crate::shell::Shell;
use crate::words::Message;

/// The lead, in which `dated` says of when the numbers are, and what follows it.
pub fn notes(shell: Shell, dated: impl Into<Words>, further: Element) -> Element {
    let said = |message: Message| element("span").text(shell.text(message));
    element("footer").class("notes").children([
        element("p").children([
            element("b").text(shell.text(Message::Education)),
            space(),
            said(Message::FollowsMark),
            space(),
            element("span").text(dated),
            space(),
            said(Message::ModeFixed),
        ]),
        further,
    ])
}

/// Why a venue may show another number: reasons of which some change.
pub fn reasons(shell: Shell, reasons: Vec<Words>) -> Element {
    element("details").children([
        element("summary").text(shell.text(Message::WhyOther)),
        element("ul").list(reasons.into_iter().map(|reason| element("li").text(reason)).collect()),
    ])
}
