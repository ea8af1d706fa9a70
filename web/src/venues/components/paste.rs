//! A table of the reader's own.

use super::{said, status};
use crate::components::{button, flag, live};
use crate::element::{Element, element, space};
use crate::venues::store::Store;
use crate::words::Message;
use leptos::prelude::*;

/// The text, what is wrong with it, and what stands instead of the venue's table.
pub fn paste(store: Store) -> Element {
    let typed = RwSignal::new(String::new());
    let lead = move || {
        let listed = store.listed();
        let unit = store.screen(|screen| screen.tier_unit.clone());
        store.speak(|speaker| speaker.words.fill(Message::PasteLead, &[("market", listed.symbol()), ("unit", &unit)]))
    };
    let is_bad = flag(move || !store.paste_problem().is_empty());
    let has_none = flag(move || store.own_table().is_empty());
    let text = element("textarea")
        .with("id", "paste")
        .with("rows", "6")
        .with("spellcheck", "false")
        .with("autocomplete", "off")
        .with("placeholder", "0, 0.004, 0, 150\u{a}300000, 0.005, 300, 100")
        .with("aria-describedby", "paste-lead paste-problem")
        .with("aria-invalid", live(move || is_bad.get().to_string()))
        .on("input", move |event| typed.set(event_target_value(&event)));
    let problem =
        said("p", move || store.paste_problem()).class("problem").with("role", "alert").with("id", "paste-problem");
    element("details").apart().class("paste card").children([
        element("summary").text(store.text(Message::PasteTitle)),
        said("p", lead).class("lead").with("id", "paste-lead"),
        element("label").with("for", "paste").text(store.text(Message::PasteText)),
        text,
        element("div").class("field").class_if("bad", is_bad).children([problem]),
        element("p").class("buttons").children([
            button("", store.text(Message::PasteUse), move |_| store.paste(&typed.get_untracked())),
            space(),
            button("", store.text(Message::PasteForget), move |_| store.forget_own()).class_if("hidden", has_none),
            space(),
            status(live(move || store.own_table())),
        ]),
    ])
}
