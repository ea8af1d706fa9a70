//! A table of the reader's own.

use super::Markets;
use crate::components::{Live, button, flag, live};
use crate::element::{Element, element, space};
use crate::words::Message;
use leptos::prelude::*;

/// What a pasted table, and forgetting it, does.
pub trait Pasting: Copy + Send + 'static {
    /// A text is to be used in the place of the venue's table.
    fn paste(self, text: &str);
    /// The venue's table is wanted again.
    fn forget_own(self);
}

/// Returns the text, what is wrong with it, and what is used instead of the venue's table. `lead` says what it is for.
pub fn paste(markets: Markets, lead: Live, pasting: impl Pasting) -> Element {
    let shell = markets.shell();
    let typed = RwSignal::new(String::new());
    let is_bad = flag(move || !markets.paste_problem().is_empty());
    let has_none = flag(move || markets.own_table().is_empty());
    let text = element("textarea")
        .with("id", "paste")
        .with("rows", "6")
        .with("spellcheck", "false")
        .with("autocomplete", "off")
        .with("placeholder", "0, 0.004, 0, 150\u{a}300000, 0.005, 300, 100")
        .with("aria-describedby", "paste-lead paste-problem")
        .with("aria-invalid", live(move || is_bad.get().to_string()))
        .on("input", move |event| typed.set(event_target_value(&event)));
    let problem = element("p")
        .text(live(move || markets.paste_problem()))
        .class("problem")
        .with("role", "alert")
        .with("id", "paste-problem");
    element("details").apart().class("paste card").children([
        element("summary").text(shell.text(Message::PasteTitle)),
        element("p").text(lead).class("lead").with("id", "paste-lead"),
        element("label").with("for", "paste").text(shell.text(Message::PasteText)),
        text,
        element("div").class("field").class_if("bad", is_bad).children([problem]),
        element("p").class("buttons").children([
            button("", shell.text(Message::PasteUse), move |_| pasting.paste(&typed.get_untracked())),
            space(),
            button("", shell.text(Message::PasteForget), move |_| pasting.forget_own()).class_if("hidden", has_none),
            space(),
            element("span").with("role", "status").text(live(move || markets.own_table())),
        ]),
    ])
}
