//! The margin mode of a market: chosen before anything is open in it, and fixed from then on.

use super::Store;
use crate::browser;
use crate::components::{flag, live};
use crate::state::Listing;
use crate::words::Message;
use leptos::prelude::*;
use margin_core::MarginMode;

/// Isolated or cross. Where the choice is refused it stays as it was, and the note says why.
pub fn mode_switch(
    store: Store,
    account: usize,
    market: impl Fn() -> Listing + Copy + Send + Sync + 'static,
    id: &str,
) -> AnyView {
    let why = live(move || store.locked(account, market()));
    let is_free = flag(move || why.get().is_empty());
    let note = [id, "-locked"].concat();
    let name = [id, "-mode"].concat();
    let label = live(move || {
        store.speak(|speaker| speaker.words.fill(Message::MarginModeOf, &[("market", market().symbol())]))
    });
    let choice = |mode: MarginMode, words: Message| {
        let is_chosen = flag(move || store.mode(account, market()) == mode);
        let choose = move |event: leptos::ev::Event| {
            store.choose_mode(account, untrack(market), mode);
            // Where it was refused, the old one stands, and is shown as the one that does.
            browser::choose_again(&event, is_chosen.get_untracked());
        };
        view! {
            <label class=mode.as_str()>
                <input
                    type="radio"
                    name=name.clone()
                    value=mode.as_str()
                    checked=is_chosen.get_untracked()
                    prop:checked=is_chosen
                    aria-describedby=note.clone()
                    on:change=choose
                />
                <span>{store.text(words)}</span>
            </label>
        }
        .into_any()
    };
    let (isolated, cross) =
        (choice(MarginMode::Isolated, Message::Isolated), choice(MarginMode::Cross, Message::Cross));
    view! {
        <fieldset class="side mode">
            <legend>{label}</legend>
            {isolated}
            {cross}
        </fieldset>
        <div class="locked" class:hidden=is_free>
            <p id=note role="alert">{why}</p>
            <button type="button" on:click=move |_| store.unlock()>{store.text(Message::Close)}</button>
        </div>
    }
    .into_any()
}
