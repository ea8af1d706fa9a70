//! The search for a market: a combobox with a list, as the ARIA practices describe it. The field keeps the focus while
//! the keyboard walks the list.

use super::search::Step;
use super::{Load, Markets, say};
use crate::browser;
use crate::components::{Live, button, flag, live};
use crate::element::{Element, element, space};
use crate::words::Message;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Event, FocusEvent, KeyboardEvent};
use margin_venues::{Hit, MarketId};

/// The id of the field; those of its list and its answers follow from it.
const ID: &str = "market";
const LIST: &str = "market-list";
const OPTION: &str = "market-option-";

fn option_id(index: usize) -> String {
    [OPTION, &index.to_string()].concat()
}

/// What a choice, and a search, does.
pub trait Choosing: Copy + Send + Sync + 'static {
    /// A market was chosen.
    fn choose(self, id: &MarketId);
    /// All tables are wanted.
    fn load_all(self);
    /// Returns the venue whose table a choice waits for, and whether it is on its way.
    fn pending(self) -> Option<(&'static str, Load)>;
    /// The table that did not come is wanted once more.
    fn retry(self);
}

/// Returns the field, its list, and a button that fetches what is not there to be searched. `title` is what the field
/// shows while nothing is searched.
pub fn market_picker(markets: Markets, title: Live, choosing: impl Choosing) -> Element {
    let shell = markets.shell();
    let is_open = flag(move || markets.search().is_open);
    let text = live(move || if is_open.get() { markets.search().query } else { title.get() });
    let active = live(move || markets.search().active.map(option_id).unwrap_or_default());
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
        .with("placeholder", shell.text(Message::VenueMarketHint))
        .value(text)
        .on("focus", |event| browser::select_all(&event))
        .on("click", move |_| markets.open_list(true))
        .on("input", move |event| {
            markets.look_for(event_target_value(&event));
            // Who searches looks for more than is here.
            choosing.load_all();
        })
        .on("keydown", move |event| key(markets, choosing, &event));
    let list = element("ul")
        .with("id", LIST)
        .with("role", "listbox")
        .with("aria-label", shell.text(Message::VenueMarkets))
        .on("click", move |event| {
            let id = browser::closest_id(&event, "[role=option]");
            let index = id.as_deref().and_then(|id| id.strip_prefix(OPTION)).and_then(|index| index.parse().ok());
            if let Some(hit) = index.and_then(|index| markets.hit(index)) {
                choosing.choose(&hit.id);
            }
        })
        .keyed(move || (0..markets.hits().shown.len()).collect(), move |index| option(markets, index));
    let found = move || if is_open.get() { markets.found() } else { String::new() };
    // Counting what is known looks at every market, which no slider changes.
    let popup = element("div")
        .apart()
        .class("popup")
        .class_if("hidden", flag(move || !is_open.get()))
        .on("mousedown", |event| event.prevent_default())
        .children([
            list,
            element("p").text(live(found)).class("found").with("role", "status"),
            element("p").class("more").children([
                element("span").text(live(move || markets.known())),
                space(),
                load_all(markets, choosing),
                space(),
                button("flat", shell.text(Message::MarketFlat), move |_| choosing.choose(&MarketId::flat())),
            ]),
        ]);
    element("div")
        .class("market picker")
        .on("focusout", move |event: Event| {
            if event.dyn_ref::<FocusEvent>().is_some_and(browser::leaves) {
                markets.open_list(false);
            }
        })
        .children([
            element("label").with("for", ID).text(shell.text(Message::VenueMarket)),
            input,
            popup,
            pending(markets, choosing),
        ])
}

/// That a table is on its way; where it did not come, a button that asks once more.
fn pending(markets: Markets, choosing: impl Choosing) -> Element {
    let shell = markets.shell();
    let said = live(move || {
        let Some((venue, load)) = choosing.pending() else { return String::new() };
        let message = if load == Load::Failed { Message::VenueTableFailed } else { Message::VenueTableWaits };
        shell.speak(|speaker| speaker.words.fill(message, &[("venue", venue)]))
    });
    let has_not_failed = flag(move || choosing.pending().is_none_or(|(_, load)| load != Load::Failed));
    let retry = button("retry", shell.text(Message::StartAgain), move |_| choosing.retry());
    element("p").class("pending").children([
        element("span").with("role", "status").text(said),
        space(),
        retry.class_if("hidden", has_not_failed),
    ])
}

fn key(markets: Markets, choosing: impl Choosing, event: &Event) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
    let step = match pressed.key().as_str() {
        "ArrowDown" => Step::Next,
        "ArrowUp" => Step::Previous,
        "PageDown" => Step::Last,
        "PageUp" => Step::First,
        "Enter" => {
            if let Some(hit) = markets.active_hit() {
                event.prevent_default();
                choosing.choose(&hit.id);
            }
            return;
        }
        "Escape" => return markets.open_list(false),
        _ => return,
    };
    event.prevent_default();
    markets.step(step);
    if let Some(active) = untrack(|| markets.search().active) {
        browser::reveal(&option_id(active));
    }
}

/// One answer.
fn option(markets: Markets, index: usize) -> Element {
    let of = move |text: fn(&Hit) -> String| markets.hits().shown.get(index).map(text).unwrap_or_default();
    let about = move || {
        let hits = markets.hits();
        let Some(hit) = hits.shown.get(index) else { return String::new() };
        markets.shell().speak(|speaker| {
            let contract = speaker.words.text(say::contract(hit.contract));
            let parameters = [("venue", hit.venue_name.as_str()), ("contract", contract), ("coin", &hit.settle)];
            speaker.words.fill(Message::VenueOption, &parameters)
        })
    };
    let is_active = live(move || (markets.search().active == Some(index)).to_string());
    element("li").with("id", option_id(index)).with("role", "option").with("aria-selected", is_active).children([
        element("b").text(live(move || of(|hit| hit.id.symbol.clone()))),
        space(),
        element("small").text(live(about)),
    ])
}

/// Returns a button that fetches all tables that are not here.
pub fn load_all(markets: Markets, choosing: impl Choosing) -> Element {
    let name = live(move || {
        markets.shell().speak(|speaker| {
            let count = speaker.count(markets.to_load());
            speaker.words.fill(Message::VenueLoadAll, &[("count", &count)])
        })
    });
    let is_idle = flag(move || markets.to_load() == 0);
    button("load-all", name, move |_| choosing.load_all()).class_if("hidden", is_idle)
}
