//! The notice ahead of every page: that it does not answer yet, or why it never will.
//!
//! The build writes it with every reason in it. The scripts of `web/start` show the one that is true, and have no words of
//! their own; where not even they come, the style sheet shows the first after a while.

use crate::element::{Element, element};
use crate::shell::Shell;
use crate::words::Message;

/// The id of the notice, by which the scripts find it.
const ID: &str = "start";

/// Every reason, by its name in `web/start`, with what is said of it.
const REASONS: [(&str, Message); 6] = [
    ("not-loaded", Message::StartNotLoaded),
    ("unsupported", Message::StartUnsupported),
    ("forbidden", Message::StartForbidden),
    ("memory", Message::StartMemory),
    ("broken", Message::StartBroken),
    ("unstyled", Message::StartUnstyled),
];

/// Returns the notice of a page that shows an example until it answers, or of one that shows nothing.
pub fn start(shell: Shell, has_example: bool) -> Element {
    let text = |message: Message| element("p").text(shell.text(message));
    let waiting = text(Message::StartWaiting).with("data-reason", "waiting");
    let reasons = REASONS.map(|(name, message)| text(message).with("data-reason", name).with("hidden", ""));
    let example = has_example.then(|| text(Message::StartExample).class("example"));
    element("div").with("id", ID).with("role", "status").children([element("div").class("notice").children([
        element("noscript").children([text(Message::StartWithoutScripts)]),
        element("div").class("texts").list([waiting].into_iter().chain(reasons).chain(example).collect()),
        element("button").with("type", "button").with("hidden", "").text(shell.text(Message::StartAgain)),
    ])])
}
