//! One of a few, as a row of buttons of which one is pressed.

use super::live::{LiveFlag, flag};
use crate::element::{Element, Words, element};
use crate::shell::Shell;
use crate::words::Message;
use margin_core::Side;

/// One button of a row.
pub fn choice(
    group: &'static str,
    value: &'static str,
    name: impl Into<Words>,
    is_chosen: LiveFlag,
    choose: impl Fn() + Send + 'static,
) -> Element {
    let input = element("input").with("type", "radio").with("name", group).with("value", value);
    element("label").children([input.checked(is_chosen).on("change", move |_| choose()), element("span").text(name)])
}

/// Long or short.
pub fn side_switch(
    shell: Shell,
    chosen: impl Fn() -> Side + Copy + Send + Sync + 'static,
    choose: impl Fn(Side) + Copy + Send + 'static,
) -> Element {
    let button = |side: Side, name: Message| {
        choice("side", side.as_str(), shell.text(name), flag(move || chosen() == side), move || choose(side))
    };
    element("fieldset").class("side").children([
        element("legend").text(shell.text(Message::SideName)),
        button(Side::Long, Message::Long),
        button(Side::Short, Message::Short),
    ])
}
