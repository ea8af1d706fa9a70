//! The search for a market: a combobox with a list, as the ARIA practices describe it. The field keeps the focus while
//! the keyboard walks the list.

use super::said;
use crate::browser;
use crate::components::{flag, live};
use crate::element::{Element, element, space};
use crate::venues::say;
use crate::venues::store::{Step, Store};
use crate::words::Message;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Event, FocusEvent, KeyboardEvent};
use margin_venues::Hit;

/// The id of the field; those of its list and its answers follow from it.
const ID: &str = "market";
const LIST: &str = "market-list";
const OPTION: &str = "market-option-";

fn option_id(index: usize) -> String {
    [OPTION, &index.to_string()].concat()
}

/// The field, its list, and a button that fetches what is not there to be searched.
pub fn market_picker(store: Store) -> Element {
    let is_open = flag(move || store.picker(|picker| picker.is_open));
    let text = live(move || {
        if is_open.get() {
            store.picker(|picker| picker.query.clone())
        } else {
            store.screen(|screen| screen.title.clone())
        }
    });
    let active = live(move || store.picker(|picker| picker.active).map(option_id).unwrap_or_default());
    let input = element("input")
        .with("id", ID)
        .with("type", "text")
        .with("role", "combobox")
        .with("autocomplete", "off")
        .with("spellcheck", "false")
        .with("aria-autocomplete", "list")
        .with("aria-controls", LIST)
        .with("aria-expanded", live(move || is_open.get().to_string()))
        .with("aria-activedescendant", active)
        .with("placeholder", store.text(Message::VenueMarketHint))
        .value(text)
        .on("focus", |event| browser::select_all(&event))
        .on("click", move |_| store.open_list(true))
        .on("input", move |event| store.search(event_target_value(&event)))
        .on("keydown", move |event| key(store, &event));
    let list = element("ul")
        .with("id", LIST)
        .with("role", "listbox")
        .with("aria-label", store.text(Message::VenueMarkets))
        .on("click", move |event| {
            let id = browser::closest_id(&event, "[role=option]");
            let index = id.as_deref().and_then(|id| id.strip_prefix(OPTION)).and_then(|index| index.parse().ok());
            let hit = index.and_then(|index: usize| store.hits(|hits| hits.shown.get(index).cloned()));
            if let Some(hit) = hit {
                store.choose(&hit.id);
            }
        })
        .keyed(move || (0..store.hits(|hits| hits.shown.len())).collect(), move |index| option(store, index));
    let found = move || if is_open.get() { store.found() } else { String::new() };
    // Counting what is known looks at every market, which no slider changes.
    let popup = element("div")
        .apart()
        .class("popup")
        .class_if("hidden", flag(move || !is_open.get()))
        .on("mousedown", |event| event.prevent_default())
        .children([
            list,
            said("p", found).class("found").with("role", "status"),
            element("p").class("more").children([said("span", move || store.known()), space(), load_all(store)]),
        ]);
    element("div")
        .class("market picker")
        .on("focusout", move |event: Event| {
            if event.dyn_ref::<FocusEvent>().is_some_and(browser::leaves) {
                store.open_list(false);
            }
        })
        .children([element("label").with("for", ID).text(store.text(Message::VenueMarket)), input, popup])
}

fn key(store: Store, event: &Event) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
    let step = match pressed.key().as_str() {
        "ArrowDown" => Step::Next,
        "ArrowUp" => Step::Previous,
        "PageDown" => Step::Last,
        "PageUp" => Step::First,
        "Enter" => {
            if store.choose_active() {
                event.prevent_default();
            }
            return;
        }
        "Escape" => return store.open_list(false),
        _ => return,
    };
    event.prevent_default();
    store.step(step);
    if let Some(active) = untrack(|| store.picker(|picker| picker.active)) {
        browser::reveal(&option_id(active));
    }
}

/// One answer.
fn option(store: Store, index: usize) -> Element {
    let of = move |text: fn(&Hit) -> String| store.hits(|hits| hits.shown.get(index).map(text).unwrap_or_default());
    let about = move || {
        store.hits(|hits| {
            let Some(hit) = hits.shown.get(index) else { return String::new() };
            store.speak(|speaker| {
                let contract = speaker.words.text(say::contract(hit.contract));
                let parameters = [("venue", hit.venue_name.as_str()), ("contract", contract), ("coin", &hit.settle)];
                speaker.words.fill(Message::VenueOption, &parameters)
            })
        })
    };
    let is_active = live(move || (store.picker(|picker| picker.active) == Some(index)).to_string());
    element("li").with("id", option_id(index)).with("role", "option").with("aria-selected", is_active).children([
        said("b", move || of(|hit| hit.id.symbol.clone())),
        space(),
        said("small", about),
    ])
}

/// Fetches all tables that are not here.
pub(super) fn load_all(store: Store) -> Element {
    let name = live(move || {
        store.speak(|speaker| {
            let count = speaker.count(store.to_load());
            speaker.words.fill(Message::VenueLoadAll, &[("count", &count)])
        })
    });
    let is_idle = flag(move || store.to_load() == 0);
    crate::components::button("load-all", name, move |_| store.load_all()).class_if("hidden", is_idle)
}
