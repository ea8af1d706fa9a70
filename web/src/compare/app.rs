//! The root: the first screen, and its connection to the browser.

use super::components::{
    chart, figures_fold, form, inputs_fold, market_line, notes, outcome_card, sentence, strip, tier_note,
};
use super::store::{Figures, Shown, Store};
use crate::components::{effect, flag, header, live, notices};
use crate::element::{Element, element};
use crate::page::Page;
use crate::position;
use crate::position::link::Grammar;
use crate::words::Message;
use leptos::prelude::*;
use margin_core::MarginMode;

/// The whole page.
pub fn compare() -> Vec<Element> {
    let store = Store::opening();
    start(store);
    let (shell, position) = (store.shell(), store.position);
    let inputs = form(store, None, Some(inputs_fold(store)));
    let main = element("main").class("compare-page").children([
        strip(store),
        notices(shell, move || position.notices(), move || position.dismiss_notices()),
        sentence(store, "h1"),
        announcement(store),
        desk(store, inputs, Some(figures_fold(store))),
    ]);
    let beside = market_line(store);
    vec![
        header(
            shell,
            Page::Compare,
            Some(beside),
            move || Some(position.link()),
            move || position.accounts(),
            move || position.reset(),
        ),
        main,
    ]
}

/// The sentence once more, for those who hear it: once the reader pauses.
pub fn announcement(store: Store) -> Element {
    element("p").class("spoken").with("role", "status").text(live(move || store.announced()))
}

/// What is set beside what becomes of it: all that the page and the widget have in common. `inputs` is the form, `fold`
/// what is ahead of the outcomes.
pub fn desk(store: Store, inputs: Element, fold: Option<Element>) -> Element {
    let stale = live(move || if store.position.is_stale() { store.text(Message::Stale) } else { String::new() });
    let mut parts = vec![element("p").class("stale-note").with("role", "status").text(stale)];
    parts.extend(fold);
    parts.extend([
        element("div")
            .class("outcomes")
            .class_if("long", flag(move || store.with_figures(Figures::is_long)))
            .class_if("huge", flag(move || store.with_figures(Figures::is_huge)))
            .children([MarginMode::Isolated, MarginMode::Cross].map(|mode| outcome_card(store, mode))),
        tier_note(store),
        chart(store),
        notes(store),
    ]);
    let results = element("section")
        .class("results")
        .class_if("stale", flag(move || store.position.is_stale()))
        .with("aria-label", store.text(Message::Outcomes))
        .list(parts);
    element("div").class("desk").children([inputs, results])
}

/// Starts the page in the browser, after the prerendered page has been taken over.
fn start(store: Store) {
    effect(move || {
        let measure = move || {
            if let Some(page) = document().document_element() {
                store.show(Shown::within(&page));
            }
        };
        measure();
        let sizes = window_event_listener(leptos::ev::resize, move |_| measure());
        on_cleanup(move || sizes.remove());
    });
    position::start(store.position, Grammar::Compare, move || store.announce());
}
