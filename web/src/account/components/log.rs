//! What happened, as sentences.

use super::Store;
use crate::components::{Live, flag, live};
use crate::element::{Element, element, space};
use crate::words::Message;
use leptos::prelude::*;

/// The log, the last line first. While a price is being moved it is not read out; once it rests, it is.
pub fn log_list(store: Store) -> Element {
    let line = move |index: usize| {
        let view = Memo::new(move |_| store.line(index));
        let is = |tone: &'static str| flag(move || view.with(|view| view.tone == tone));
        let account: Live = live(move || view.with(|view| view.account.clone()));
        let text: Live = live(move || view.with(|view| view.text.clone()));
        element("li").class_if("isolated", is("isolated")).class_if("cross", is("cross")).children([
            element("b").text(account),
            space(),
            element("span").text(text),
        ])
    };
    let has_lines = flag(move || store.log_length() > 0);
    element("section").class("happened").with("aria-labelledby", "log-name").children([
        element("h2").with("id", "log-name").text(store.text(Message::WhatHappened)),
        element("p").class("nothing").class_if("hidden", has_lines).text(store.text(Message::LogEmpty)),
        element("div")
            .class("log")
            .with("role", "log")
            .with("tabindex", "0")
            .with("aria-labelledby", "log-name")
            .with("aria-busy", live(move || store.is_moving().to_string()))
            .children([element("ol").keyed(move || (0..store.log_length()).rev().collect(), line)]),
    ])
}
