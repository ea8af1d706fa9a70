//! The buttons that open a panel, and the panel in which an operation is prepared.

use super::Store;
use super::entry::entry_field;
use super::mode::mode_switch;
use crate::account::store::{Action, Entry, Panel, Row};
use crate::browser;
use crate::components::{flag, live};
use crate::state::Listing;
use crate::words::Message;
use leptos::prelude::*;
use margin_core::Side;

/// A button that opens a panel, and closes it.
pub fn opener(store: Store, account: usize, action: Action) -> AnyView {
    let panel = Panel { account, action };
    let is_open = live(move || (store.panel() == Some(panel)).to_string());
    view! {
        <button type="button" id=panel.id() aria-expanded=is_open on:click=move |_| store.toggle(panel)>
            {store.text(action.name())}
        </button>
    }
    .into_any()
}

/// Where the panel of one of these actions opens: empty while none is.
pub fn place(store: Store, account: usize, actions: &'static [fn(u32) -> Action], position: u32) -> AnyView {
    let open = Memo::new(move |_| {
        let panel = store.panel().filter(|panel| panel.account == account)?;
        actions.iter().map(|action| action(position)).find(|action| *action == panel.action)
    });
    view! { <div class="place">{move || open.get().map(|action| form(store, Panel { account, action }))}</div> }
        .into_any()
}

/// The panel itself. It exists only while it is open.
fn form(store: Store, panel: Panel) -> AnyView {
    let id = panel.id();
    let fields = Entry::ALL.map(|entry| entry_field(store, entry, &id));
    let choices = (panel.action == Action::Open).then(|| choices(store, panel));
    let deed = live(move || store.deed());
    let cancel = move |_| {
        store.shut();
        browser::focus(&panel.id(), "");
    };
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        store.confirm();
    };
    view! {
        <form class="panel" aria-label=store.text(panel.action.name()) on:submit=confirm>
            {choices}
            {fields.into_iter().collect_view()}
            <div
                class="preview"
                class:stale=flag(move || store.is_stale())
                role="group"
                aria-label=store.text(Message::PreviewNew)
            >
                <p class="old">{store.text(Message::PreviewOld)}</p>
                {move || store.with_outlook(|outlook| outlook.rows.iter().map(preview_row).collect_view())}
            </div>
            <div class="deeds">
                <button type="submit" class="primary" aria-disabled=live(move || store.is_stale().to_string())>
                    {deed}
                </button>
                <button type="button" on:click=cancel>{store.text(Message::Cancel)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn preview_row(row: &Row) -> AnyView {
    view! { <p data-field="preview.liquidation-price" data-value=row.after.clone()>{row.text.clone()}</p> }.into_any()
}

/// Market, mode and side of a position to be opened.
fn choices(store: Store, panel: Panel) -> AnyView {
    let id = ["market-of-", &panel.id()].concat();
    let chosen = untrack(|| store.form().market);
    let option = |listing: Listing| {
        let symbol = listing.symbol();
        view! { <option value=symbol selected=chosen == listing>{symbol}</option> }.into_any()
    };
    let choose = move |event: leptos::ev::Event| {
        let symbol = event_target_value(&event);
        if let Some(listing) = Listing::ALL.into_iter().find(|listing| listing.symbol() == symbol) {
            store.choose_market(listing);
        }
    };
    let side = |side: Side, words: Message| {
        let is_chosen = flag(move || store.form().side == side);
        view! {
            <label>
                <input
                    type="radio"
                    name="side-of-open"
                    value=side.as_str()
                    checked=is_chosen.get_untracked()
                    prop:checked=is_chosen
                    on:change=move |_| store.choose_side(side)
                />
                <span>{store.text(words)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <div class="market">
            <label for=id.clone()>{store.text(Message::Market)}</label>
            <select id=id autocomplete="off" on:change=choose>{Listing::ALL.map(option).into_iter().collect_view()}</select>
        </div>
        <fieldset class="side">
            <legend>{store.text(Message::SideName)}</legend>
            {side(Side::Long, Message::Long)}
            {side(Side::Short, Message::Short)}
        </fieldset>
        {mode_switch(store, panel.account, move || store.form().market, &panel.id())}
    }
    .into_any()
}
