//! The margin mode of a market: chosen before anything is open in it, and fixed from then on.

use super::{Store, radio};
use crate::components::{Live, button, flag, live};
use crate::element::{Element, element};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::MarginMode;

/// Isolated or cross, and the note that says why the other one is refused.
pub(super) fn mode_switch(
    store: Store,
    account: usize,
    market: impl Fn() -> String + Copy + Send + Sync + 'static,
    id: &str,
) -> [Element; 2] {
    let why: Live = live(move || store.locked(account, &market()));
    let note = [id, "-locked"].concat();
    let group = [id, "-mode"].concat();
    let name = live(move || store.speak(|speaker| speaker.words.fill(Message::MarginModeOf, &[("market", &market())])));
    let choice = |mode: MarginMode, words: Message| {
        let is_chosen = flag(move || store.mode(account, &market()) == mode);
        let [input, text] = radio(&group, mode.as_str(), store.text(words), is_chosen, move || {
            store.choose_mode(account, &untrack(market), mode);
        });
        element("label").class(mode.as_str()).children([input.with("aria-describedby", note.clone()), text])
    };
    let choices = element("fieldset").class("side mode").children([
        element("legend").text(name),
        choice(MarginMode::Isolated, Message::Isolated),
        choice(MarginMode::Cross, Message::Cross),
    ]);
    let locked = element("div").class("locked").class_if("hidden", flag(move || why.get().is_empty())).children([
        element("p").with("id", note.clone()).with("role", "alert").text(why),
        button("", store.text(Message::Close), move |_| store.unlock()),
    ]);
    [choices, locked]
}
