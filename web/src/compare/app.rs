//! The root: the first screen, and its connection to the browser.

use super::components::{
    Hint, chart, market_chooser, notes, number_field, outcome_card, position_details, sentence, tier_note,
};
use super::state::{Field, Inputs};
use super::store::{Figures, Shown, Store};
use crate::browser;
use crate::components::{flag, header, live, notices, side_switch};
use crate::element::{Element, element};
use crate::page::Page;
use crate::words::Message;
use leptos::prelude::*;
use margin_core::MarginMode;

/// The whole page.
pub fn compare() -> Vec<Element> {
    let store = Store::opening();
    connect(store);
    let shell = store.shell();
    let main = element("main").children([
        notices(shell, move || store.notices(), move || store.dismiss_notices()),
        sentence(store, "h1"),
        announcement(store),
        desk(store),
    ]);
    vec![header(shell, Page::Compare, move || Some(store.link()), move || store.reset()), main]
}

/// The sentence once more, for those who hear it: once the reader pauses.
pub fn announcement(store: Store) -> Element {
    element("p").class("spoken").with("role", "status").text(live(move || store.announced()))
}

/// What is set beside what becomes of it: all that the page and the widget have in common.
pub fn desk(store: Store) -> Element {
    let stale = live(move || if store.is_stale() { store.text(Message::Stale) } else { String::new() });
    let results = element("section")
        .class("results")
        .class_if("stale", flag(move || store.is_stale()))
        .with("aria-label", store.text(Message::Outcomes))
        .children([
            element("p").class("stale-note").with("role", "status").text(stale),
            element("div")
                .class("outcomes")
                .class_if("long", flag(move || store.with_figures(Figures::is_long)))
                .class_if("huge", flag(move || store.with_figures(Figures::is_huge)))
                .children([MarginMode::Isolated, MarginMode::Cross].map(|mode| outcome_card(store, mode))),
            tier_note(store),
            chart(store),
            notes(store),
        ]);
    element("div").class("desk").children([form(store), results])
}

/// Everything that can be set, but for the mark price, which is the axis of the picture.
fn form(store: Store) -> Element {
    let text = live(move || {
        let inputs = store.inputs();
        store.speak(|speaker| match inputs.margin {
            None => speaker.words.text(Message::MarginFollows).to_owned(),
            Some(set) if set < inputs.initial_margin() => {
                speaker.words.fill(Message::MarginRaised, &[("set", &speaker.money(set))])
            }
            Some(_) => speaker.words.text(Message::MarginSet).to_owned(),
        })
    });
    let is_set = flag(move || store.inputs().margin.is_some());
    let hint = Hint { text, is_set, undo: Message::FollowLeverage, action: Store::follow_leverage };
    let has_no_rate = flag(move || store.inputs().market.rate().is_none());
    element("section").class("inputs").with("aria-label", store.text(Message::Position)).children([
        element("p")
            .class("echo")
            .class_if("stale", flag(move || store.is_stale()))
            .with("aria-hidden", "true")
            .text(live(move || echo(store))),
        side_switch(store.shell(), move || store.inputs().side, move |side| store.choose_side(side)),
        market_chooser(store),
        element("div").class("rate").class_if("hidden", has_no_rate).children([number_field(store, Field::Rate, None)]),
        number_field(store, Field::Leverage, None),
        number_field(store, Field::Value, None),
        number_field(store, Field::Margin, Some(hint)),
        number_field(store, Field::Wallet, None),
        number_field(store, Field::Entry, None),
        position_details(store),
    ])
}

/// The sentence once more, for narrow screens, where it stays above the sliders; with a word where it is an old one.
fn echo(store: Store) -> String {
    let sentence = store.sentence();
    if store.is_stale() { [store.text(Message::Stale), sentence].join(" ") } else { sentence }
}

/// Connects the position to the browser, after the prerendered page has been taken over: what only the browser knows is
/// put into the signals once, and from then on every pause of the reader puts the state into the address.
///
/// None of it runs while the build draws the page: effects do not run there.
fn connect(store: Store) {
    Effect::new(move |_| {
        store.shell().use_locale(browser::locale());
        let follow = move || store.follow_link(&browser::fragment());
        if browser::fragment().len() > 1 {
            untrack(follow);
        }
        let measure = move || {
            if let Some(page) = document().document_element() {
                store.show(Shown::within(&page));
            }
        };
        measure();
        let links = window_event_listener(leptos::ev::hashchange, move |_| follow());
        let sizes = window_event_listener(leptos::ev::resize, move |_| measure());
        on_cleanup(move || {
            links.remove();
            sizes.remove();
        });
    });
    let pause = browser::Pause::new(browser::Pause::OF_READER);
    Effect::new(move |before: Option<Inputs>| {
        let inputs = store.inputs();
        if before.is_some_and(|before| before != inputs) {
            pause.then(move || {
                store.announce();
                browser::replace_fragment(&if inputs == Inputs::OPENING { String::new() } else { store.link() });
            });
        }
        inputs
    });
}
