//! The search for a market: a combobox with a list, as the ARIA practices describe it. The field keeps the focus while
//! the keyboard walks the list.

use crate::browser;
use crate::components::{flag, live};
use crate::venues::catalogue::Hit;
use crate::venues::say;
use crate::venues::store::{Step, Store};
use crate::words::Message;
use leptos::prelude::*;

/// The id of the field; those of its list and its answers follow from it.
const ID: &str = "market";
const LIST: &str = "market-list";
const OPTION: &str = "market-option-";

fn option_id(index: usize) -> String {
    [OPTION, &index.to_string()].concat()
}

/// The field, its list, and a button that fetches what is not there to be searched.
#[component]
pub fn MarketPicker(store: Store) -> impl IntoView {
    let is_open = flag(move || store.picker(|picker| picker.is_open));
    let text = live(move || {
        if is_open.get() {
            store.picker(|picker| picker.query.clone())
        } else {
            store.screen(|screen| screen.title.clone())
        }
    });
    let active = live(move || store.picker(|picker| picker.active).map(option_id).unwrap_or_default());
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let step = match event.key().as_str() {
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
        browser::reveal(&active.get_untracked());
    };
    let click = move |event: leptos::ev::MouseEvent| {
        let id = browser::closest_id(&event, "[role=option]");
        let index = id.as_deref().and_then(|id| id.strip_prefix(OPTION)).and_then(|index| index.parse().ok());
        let hit: Option<Hit> = index.and_then(|index: usize| store.hits(|hits| hits.shown.get(index).cloned()));
        if let Some(hit) = hit {
            store.choose(&hit.id);
        }
    };
    view! {
        <div class="market picker" on:focusout=move |event| {
            if browser::leaves(&event) {
                store.open_list(false);
            }
        }>
            <label for=ID>{store.text(Message::VenueMarket)}</label>
            <input
                id=ID
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-expanded=live(move || is_open.get().to_string())
                aria-activedescendant=active
                placeholder=store.text(Message::VenueMarketHint)
                value=text.get_untracked()
                prop:value=text
                on:focus=move |event| browser::select_all(&event)
                on:click=move |_| store.open_list(true)
                on:input=move |event| store.search(event_target_value(&event))
                on:keydown=keys
            />
            <div class="popup" class:hidden=flag(move || !is_open.get()) on:mousedown=move |event| event.prevent_default()>
                <ul id=LIST role="listbox" aria-label=store.text(Message::VenueMarkets) on:click=click>
                    {move || options(store)}
                </ul>
                <p class="found" role="status">{live(move || if is_open.get() { store.found() } else { String::new() })}</p>
                <p class="more">
                    <span>{live(move || store.known())}</span>
                    <LoadAll store/>
                </p>
            </div>
        </div>
    }
}

/// The answers, at most as many as are worth drawing.
fn options(store: Store) -> impl IntoView {
    let active = store.picker(|picker| picker.active);
    store.hits(|hits| {
        let option = |(index, hit): (usize, &Hit)| {
            let about = store.speak(|speaker| {
                let contract = speaker.words.text(say::contract(hit.contract));
                let parameters = [("venue", hit.venue_name.as_str()), ("contract", contract), ("coin", &hit.settle)];
                speaker.words.fill(Message::VenueOption, &parameters)
            });
            view! {
                <li id=option_id(index) role="option" aria-selected=(active == Some(index)).to_string()>
                    <b>{hit.id.symbol.clone()}</b>
                    " "
                    <small>{about}</small>
                </li>
            }
        };
        hits.shown.iter().enumerate().map(option).collect_view()
    })
}

/// Fetches all tables that are not here.
#[component]
pub fn LoadAll(store: Store) -> impl IntoView {
    let name = live(move || {
        store.speak(|speaker| {
            let count = speaker.count(store.to_load());
            speaker.words.fill(Message::VenueLoadAll, &[("count", &count)])
        })
    });
    let is_idle = flag(move || store.to_load() == 0);
    view! { <button type="button" class="load-all" class:hidden=is_idle on:click=move |_| store.load_all()>{name}</button> }
}
