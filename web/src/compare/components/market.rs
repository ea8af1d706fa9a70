//! Long or short, and which market.

use crate::compare::state::{Listing, MarketChoice, TABLE_DATE};
use crate::compare::store::Store;
use crate::components::{flag, live};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::Side;

/// Long or short.
#[component]
pub fn SideSwitch(store: Store) -> impl IntoView {
    let choice = move |side: Side, name: Message| {
        let is_chosen = flag(move || store.inputs().side == side);
        view! {
            <label>
                <input
                    type="radio"
                    name="side"
                    value=side.as_str()
                    checked=is_chosen.get_untracked()
                    prop:checked=is_chosen
                    on:change=move |_| store.choose_side(side)
                />
                <span>{store.text(name)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="side">
            <legend>{store.text(Message::SideName)}</legend>
            {choice(Side::Long, Message::Long)}
            {choice(Side::Short, Message::Short)}
        </fieldset>
    }
}

/// The list of markets.
#[component]
pub fn MarketChooser(store: Store) -> impl IntoView {
    let listed = |listing: Listing| {
        store.speak_untracked(|speaker| {
            let date = speaker.date(TABLE_DATE);
            speaker.words.fill(Message::MarketListed, &[("symbol", listing.symbol()), ("date", &date)])
        })
    };
    let options = Listing::ALL
        .into_iter()
        .map(|listing| (listing.symbol(), listed(listing)))
        .chain(std::iter::once(("flat", store.text(Message::MarketFlat))))
        .map(|(code, name)| {
            view! {
                <option value=code selected=untrack(|| store.inputs().market.code()) == code>
                    {name}
                </option>
            }
        })
        .collect_view();
    let choose = move |event: leptos::ev::Event| {
        if let Some(market) = MarketChoice::from_code(&event_target_value(&event)) {
            store.choose_market(market);
        }
    };
    view! {
        <div class="market">
            <label for="market">{store.text(Message::Market)}</label>
            <select id="market" autocomplete="off" prop:value=live(move || store.inputs().market.code().to_owned()) on:change=choose>
                {options}
            </select>
        </div>
    }
}
