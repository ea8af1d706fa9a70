//! The buttons that open a panel, and the panel in which an operation is prepared.

use super::entry::entry_field;
use super::mode::mode_switch;
use super::{Store, radio};
use crate::account::store::{Action, Entry, Panel, Row};
use crate::browser;
use crate::components::{Live, button, flag, live};
use crate::element::{Element, element};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::{PositionMode, Side};

/// A button that opens a panel, and closes it.
pub(super) fn opener(store: Store, account: usize, action: Action) -> Element {
    let panel = Panel { account, action };
    let is_open = live(move || (store.panel() == Some(panel)).to_string());
    button("opener", store.text(action.name()), move |_| store.toggle(panel))
        .with("id", panel.id())
        .with("aria-expanded", is_open)
}

/// Where the panel of one of these actions opens: empty while none is.
pub(super) fn place<const N: usize>(store: Store, account: usize, actions: [Action; N]) -> Element {
    let open = move || {
        let panel = store.panel().filter(|panel| panel.account == account);
        panel.and_then(|panel| actions.iter().position(|action| *action == panel.action)).into_iter().collect()
    };
    element("div").class("place").keyed(open, move |index| {
        let action = actions.get(index).copied().unwrap_or(Action::Deposit);
        form(store, Panel { account, action })
    })
}

/// The panel itself. It exists only while it is open.
fn form(store: Store, panel: Panel) -> Element {
    let id = panel.id();
    let mut parts = match panel.action {
        Action::Open => choices(store, panel).into(),
        Action::Fund(_) => vec![sides(store, Message::WhoPays, Message::LongsPay, Message::ShortsPay)],
        _ => Vec::new(),
    };
    parts.extend(Entry::ALL.map(|entry| entry_field(store, entry, &id)));
    let row = move |index: usize| {
        let read = move |of: fn(&Row) -> &str| -> Live {
            live(move || {
                store.prepared(|prepared| prepared.rows.get(index).map(|row| of(row).to_owned()).unwrap_or_default())
            })
        };
        element("p")
            .with("data-field", read(|row| row.field))
            .with("data-value", read(|row| &row.after))
            .text(read(|row| &row.text))
    };
    let rows = move || store.prepared(|prepared| (0..prepared.rows.len()).collect());
    parts.push(
        element("div")
            .class("preview")
            .class_if("stale", flag(move || store.is_stale()))
            .with("role", "group")
            .with("aria-label", store.text(Message::PreviewNew))
            .children([
                element("p").class("old").text(store.text(Message::PreviewOld)),
                element("div").keyed(rows, row),
            ]),
    );
    let confirm = element("button")
        .with("type", "submit")
        .class("primary")
        .with("aria-disabled", live(move || store.is_stale().to_string()))
        .text(live(move || store.confirm_text()));
    let shut = move || {
        store.shut();
        browser::focus(&panel.id(), "");
    };
    let cancel = button("", store.text(Message::Cancel), move |_| shut());
    parts.push(element("div").class("buttons").children([confirm, cancel]));
    element("form")
        .class("panel")
        .with("aria-label", store.text(panel.action.name()))
        .on("keydown", move |event| {
            if browser::is_escape(&event) && !event.default_prevented() {
                shut();
            }
        })
        .on("submit", move |event| {
            event.prevent_default();
            store.confirm();
        })
        .list(parts)
}

/// Market, side and modes of a position to be opened.
fn choices(store: Store, panel: Panel) -> [Element; 5] {
    let id = ["market-of-", &panel.id()].concat();
    let symbol =
        move |place: usize| store.markets().get(place).map(|market| market.symbol().to_owned()).unwrap_or_default();
    let option = move |place: usize| {
        let name = live(move || symbol(place));
        element("option").with("value", name).text(name)
    };
    let market = element("select")
        .with("id", id.clone())
        .with("autocomplete", "off")
        .value(live(move || store.form().market.symbol().to_owned()))
        .on("change", move |event| store.choose_market(&event_target_value(&event)))
        .keyed(move || (0..store.markets().len()).collect(), option);
    let sides = sides(store, Message::SideName, Message::Long, Message::Short);
    let market = element("div")
        .class("market")
        .children([element("label").with("for", id).text(store.text(Message::Market)), market]);
    let [mode, locked] =
        mode_switch(store, panel.account, move || store.form().market.symbol().to_owned(), &panel.id());
    let account = panel.account;
    let kept = |mode: PositionMode, words: Message| {
        let is_chosen = flag(move || store.position_mode(account) == mode);
        let choose = move || store.choose_position_mode(account, mode);
        element("label").children(radio("positions", mode.as_str(), store.text(words), is_chosen, choose))
    };
    let positions = element("fieldset").class("side").children([
        element("legend").text(store.text(Message::PositionsOfMarket)),
        kept(PositionMode::OneWay, Message::OneSide),
        kept(PositionMode::Hedge, Message::BothSides),
    ]);
    [market, sides, mode, positions, locked]
}

/// One side or the other.
fn sides(store: Store, legend: Message, long: Message, short: Message) -> Element {
    let side = |side: Side, words: Message| {
        let is_chosen = flag(move || store.form().side == side);
        let choose = move || store.choose_side(side);
        element("label").children(radio("side-of-open", side.as_str(), store.text(words), is_chosen, choose))
    };
    element("fieldset").class("side").children([
        element("legend").text(store.text(legend)),
        side(Side::Long, long),
        side(Side::Short, short),
    ])
}
