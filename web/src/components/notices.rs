//! What the page did by itself and must say: a link it could not follow in full, an entry that had to give way.

use super::header::button;
use super::live::{flag, live};
use crate::element::{Element, element};
use crate::shell::Shell;
use crate::words::Message;

/// The notices, and a button that puts them away.
pub fn notices(
    shell: Shell,
    notices: impl Fn() -> Vec<String> + Copy + Send + Sync + 'static,
    dismiss: impl Fn() + Send + 'static,
) -> Element {
    let notice =
        move |index: usize| element("li").text(live(move || notices().into_iter().nth(index).unwrap_or_default()));
    element("div")
        .class("notices")
        .with("role", "status")
        .with("aria-label", shell.text(Message::Notices))
        .class_if("hidden", flag(move || notices().is_empty()))
        .children([
            element("ul").keyed(move || (0..notices().len()).collect(), notice),
            button("", shell.text(Message::Close), move |_| dismiss()),
        ])
}
