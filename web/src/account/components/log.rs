//! What happened, as sentences.

use super::Store;
use crate::components::{Live, flag, live};
use crate::words::Message;
use leptos::prelude::*;

/// The log, the last line first. While a price is being moved it is not read out; once it rests, it is.
#[component]
pub fn LogList(store: Store) -> impl IntoView {
    let line = move |index: usize| {
        let is = move |tone: &'static str| flag(move || store.line(index, |line| line.tone == tone));
        let account: Live = live(move || store.line(index, |line| line.account.clone()));
        let text: Live = live(move || store.line(index, |line| line.text.clone()));
        view! {
            <li class:isolated=is("isolated") class:cross=is("cross")>
                <b>{account}</b> " " <span>{text}</span>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="happened" aria-labelledby="log-name">
            <h2 id="log-name">{store.text(Message::WhatHappened)}</h2>
            <p class="quiet" class:hidden=flag(move || store.log_length() > 0)>{store.text(Message::LogEmpty)}</p>
            <div
                id="log"
                role="log"
                tabindex="0"
                aria-labelledby="log-name"
                aria-busy=live(move || store.is_moving().to_string())
            >
                <ol>
                    <For each=move || (0..store.log_length()).rev() key=|index| *index children=line/>
                </ol>
            </div>
        </section>
    }
}
