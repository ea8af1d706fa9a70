//! The card of an open position.

use super::mode::mode_switch;
use super::panel::{opener, place};
use super::{Store, number, row};
use crate::account::store::{Action, Measure, PositionView, Strip};
use crate::components::{Live, flag, live};
use crate::state::Listing;
use crate::words::Message;
use leptos::prelude::*;

/// One position. It shows what the store has of it, and nothing once it is gone.
pub fn card(store: Store, account: usize, id: u32) -> AnyView {
    let read = move |of: fn(&PositionView) -> String| -> Live { live(move || store.position(account, id, of)) };
    let measure = move |measure: Measure| {
        number(measure.field(), move |of| store.position(account, id, |position| of(position.figure(measure))))
    };
    let is = move |mode: &'static str| flag(move || store.position(account, id, |position| position.mode == mode));
    let market = move || {
        let symbol = store.position(account, id, |position| position.symbol);
        Listing::ALL.into_iter().find(|listing| listing.symbol() == symbol).unwrap_or(Listing::Btc)
    };
    let name = ["position-", &account.to_string(), "-", &id.to_string()].concat();
    let is_isolated = is("isolated");
    view! {
        <article
            class="position"
            class:isolated=is_isolated
            class:cross=is("cross")
            class:near=flag(move || store.position(account, id, |position| position.is_near))
            aria-label=read(|position| position.name.clone())
            data-position=id.to_string()
        >
            <header>
                <h3>
                    {read(|position| position.symbol.to_owned())} " "
                    <span class="what">{read(|position| position.what.clone())}</span>
                </h3>
                {mode_switch(store, account, market, &name)}
            </header>
            <div class="answer">
                <div>
                    <p class="asked">{store.text(Message::LiquidatedAt)}</p>
                    <p class="big">{measure(Measure::LiquidationPrice)}</p>
                    <p class="beneath">{read(|position| position.beneath.clone())}</p>
                </div>
                <div class="profit">
                    <p class="asked">{store.text(Message::ProfitShort)}</p>
                    <p class="gain">{measure(Measure::UnrealizedPnl)}</p>
                    <p class="beneath">{measure(Measure::Roe)} " " {store.text(Message::Roe)}</p>
                </div>
            </div>
            {strip(store, account, id)}
            {bar(store.text(Message::MarginRatio), measure(Measure::MarginRatio), read(|position| position.bar.clone()))}
            <dl>
                {row(store.text(Message::Size), measure(Measure::Size))}
                {row(store.text(Message::Entry), measure(Measure::EntryPrice))}
                {row(store.text(Message::Allocated), measure(Measure::Margin))}
                {row(store.text(Message::MaxLoss), measure(Measure::MaxLoss))}
            </dl>
            <div class="actions">
                <span class="own" class:hidden=flag(move || !is_isolated.get())>
                    {opener(store, account, Action::Add(id))}
                    {opener(store, account, Action::Remove(id))}
                </span>
                {opener(store, account, Action::Close(id))}
            </div>
            {place(store, account, &[Action::Add, Action::Remove, Action::Close], id)}
        </article>
    }
    .into_any()
}

/// A margin ratio, as a number and as a bar that is full at liquidation.
pub fn bar(name: String, number: AnyView, width: Live) -> AnyView {
    view! {
        <div class="ratio">
            <p>
                <span>{name}</span>
                {number}
            </p>
            <svg aria-hidden="true" height="6">
                <rect class="rail" width="100%" height="6" rx="3"/>
                <rect class="fill" width=width height="6" rx="3"/>
            </svg>
        </div>
    }
    .into_any()
}

/// Where it was entered, where the mark is, and where it ends, at a glance; all of it is in the numbers, too.
fn strip(store: Store, account: usize, id: u32) -> AnyView {
    // The attributes of a strip that is gone must be valid ones, too.
    let read = move |of: fn(&Strip) -> &str| -> Live {
        live(move || {
            store.position(account, id, |position| {
                let text = of(&position.strip);
                if text.is_empty() { "0".to_owned() } else { text.to_owned() }
            })
        })
    };
    let is = move |of: fn(&Strip) -> bool| flag(move || store.position(account, id, |position| of(&position.strip)));
    let label = |class: &'static str, y: &'static str, words: Message, x: Live, anchor: Live| {
        view! { <text class=class y=y x=x text-anchor=anchor>{store.text(words)}</text> }.into_any()
    };
    let (entry, mark, end) = (read(|strip| &strip.entry), read(|strip| &strip.mark), read(|strip| &strip.end));
    let line = |class: &'static str, half: u32, from: Live, to: Live| {
        let (top, bottom) = ((26 - half).to_string(), (26 + half).to_string());
        view! { <line class=class y1=top y2=bottom x1=from x2=to/> }.into_any()
    };
    view! {
        <svg
            class="strip"
            aria-hidden="true"
            height="54"
            class:endless=is(|strip| strip.end.is_empty())
            class:crowded=is(|strip| !strip.has_entry_label)
            class:loss=is(|strip| !strip.is_gain)
        >
            <rect class="rail" y="25" width="100%" height="2"/>
            <rect class="beyond" y="20" height="12" x=read(|strip| &strip.beyond.0) width=read(|strip| &strip.beyond.1)/>
            {line("way", 0, read(|strip| &strip.way.0), read(|strip| &strip.way.1))}
            {line("gained", 0, read(|strip| &strip.gained.0), read(|strip| &strip.gained.1))}
            {line("entry-tick", 7, entry, entry)}
            {line("end-tick", 9, end, end)}
            <circle class="mark-dot" cy="26" r="5.5" cx=mark/>
            {label("mark-label", "12", Message::StripMark, mark, read(|strip| strip.anchors[0]))}
            {label("entry-label", "50", Message::StripEntry, entry, read(|strip| strip.anchors[1]))}
            {label("end-label", "50", Message::StripEnd, end, read(|strip| strip.anchors[2]))}
        </svg>
    }
    .into_any()
}
