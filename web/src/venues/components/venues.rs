//! The same position on every venue of the page, a row each; a venue whose table is not here has a button that fetches
//! it.

use super::number::number;
use super::picker::LoadAll;
use crate::components::live;
use crate::venues::catalogue::{MarketId, Source};
use crate::venues::house::House;
use crate::venues::say::Remarks;
use crate::venues::store::{Body, EndView, HeldView, Load, Row, Store};
use crate::words::Message;
use leptos::prelude::*;

/// The table.
#[component]
pub fn VenueTable(store: Store) -> impl IntoView {
    let head = |name: Message| view! { <th scope="col" role="columnheader">{store.text(name)}</th> };
    let rows = move || store.screen(|screen| screen.rows.iter().map(|line| row(store, line)).collect_view());
    view! {
        <section class="venues card" aria-labelledby="venues-head">
            <header>
                <h2 id="venues-head">{store.text(Message::VenueSame)}</h2>
                <LoadAll store/>
            </header>
            <p class="lead">{live(move || store.screen(|screen| screen.span.clone()))} " " <span>{store.text(Message::VenueSameLead)}</span></p>
            <table role="table" aria-labelledby="venues-head">
                <thead role="rowgroup">
                    <tr role="row">
                        {head(Message::VenueName)}
                        {head(Message::VenueIsolated)}
                        {head(Message::VenueCross)}
                        {head(Message::VenueRate)}
                        {head(Message::VenueMax)}
                        {head(Message::VenueRules)}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
}

fn row(store: Store, row: &Row) -> AnyView {
    let name = view! {
        <th scope="row" role="rowheader">
            <b>{row.name.clone()}</b>
            {market(store, row)}
            <small class="dated">{row.dated.clone()}</small>
        </th>
    };
    let body = match &row.body {
        Body::Held(held) => numbers(store, row, held),
        Body::Said(why) => view! { <td role="cell" colspan="4" class="said">{why.clone()}</td> }.into_any(),
        Body::Waiting(known, load) => waiting(store, row, known, *load),
    };
    view! {
        <tr role="row" class:chosen=row.is_chosen data-venue=row.code>
            {name}
            {body}
            <td role="cell" class="rules">{rules(store, row)}</td>
        </tr>
    }
    .into_any()
}

/// The market: a button that chooses it, where it is not the chosen one.
fn market(store: Store, row: &Row) -> AnyView {
    let symbol = row.symbol.clone();
    if symbol.is_empty() {
        return ().into_any();
    }
    if row.is_chosen {
        return view! { <span class="symbol">{symbol} " " <i class="tag">{store.text(Message::VenueChosen)}</i></span> }.into_any();
    }
    let id = MarketId { source: row.source, symbol: symbol.clone() };
    let parameters = [("market", symbol.as_str()), ("venue", row.name.as_str())];
    let label = store.speak(|speaker| speaker.words.fill(Message::VenueChoose, &parameters));
    view! { <button type="button" class="symbol" aria-label=label on:click=move |_| store.choose(&id)>{symbol.clone()}</button> }
        .into_any()
}

fn numbers(store: Store, row: &Row, held: &HeldView) -> AnyView {
    let code = row.code;
    let field = move |name: &str| ["venue.", code, ".", name].concat();
    let end = |mode: &'static str, name: Message, end: &EndView| {
        view! {
            <td role="cell" class=mode data-label=store.text(name)>
                {number(field(&[mode, ".liquidation-price"].concat()), &end.price)}
                <small data-field=field(&[mode, ".distance"].concat()) data-value=end.distance.exact.clone()>{end.distance.full.clone()}</small>
            </td>
        }
    };
    view! {
        {end("isolated", Message::VenueIsolated, &held.isolated)}
        {end("cross", Message::VenueCross, &held.cross)}
        <td role="cell" data-label=store.text(Message::VenueRate)>
            {number(field("rate"), &held.rate)} <small>{held.tier.clone()}</small>
        </td>
        <td role="cell" data-label=store.text(Message::VenueMax)>{number(field("max-leverage"), &held.leverage)}</td>
    }
    .into_any()
}

fn waiting(store: Store, row: &Row, known: &str, load: Load) -> AnyView {
    let Source::House(place) = row.source else { return ().into_any() };
    let file = House::at(place).file_place();
    let (said, button) = match load {
        Load::Loading => (store.text(Message::VenueLoading), None),
        Load::Failed => (store.text(Message::VenueFailed), Some(Message::VenueRetry)),
        Load::Unreadable(line) => {
            let said =
                store.speak(|speaker| speaker.words.fill(Message::VenueUnreadable, &[("line", &speaker.count(line))]));
            (said, Some(Message::VenueRetry))
        }
        Load::Idle | Load::Ready => (known.to_owned(), Some(Message::VenueLoad)),
    };
    let name = row.name.clone();
    let button = button.map(|message| {
        let text = store.speak(|speaker| speaker.words.fill(message, &[("venue", &name)]));
        view! { <button type="button" class="load" on:click=move |_| store.load(file)>{text}</button> }
    });
    view! { <td role="cell" colspan="4" class="said waiting"><span role="status">{said}</span> {button}</td> }
        .into_any()
}

/// How the venue differs from the chosen one, and what must be said beside its numbers.
fn rules(store: Store, row: &Row) -> AnyView {
    if row.lead.is_empty() {
        return ().into_any();
    }
    let sentences = row.sentences.iter().map(|sentence| view! { <li>{sentence.clone()}</li> });
    let Remarks { unconfirmed, unsupported, assumed } = row.remarks.clone();
    let count = row.remarks.count();
    let of = |head: Message, remarks: Vec<String>| {
        let items = remarks.into_iter().map(|remark| view! { <li>{remark}</li> }).collect_view();
        let is_empty = items.is_empty();
        view! { <div class:hidden=is_empty><p>{store.text(head)}</p> <ul>{items}</ul></div> }
    };
    let summary = store.speak(|speaker| speaker.words.fill(Message::VenueNotes, &[("count", &speaker.count(count))]));
    view! {
        <p>{row.lead.clone()}</p>
        <ul>{sentences.collect_view()}</ul>
        <details>
            <summary>{summary}</summary>
            {of(Message::VenueUnconfirmed, unconfirmed)}
            {of(Message::VenueUnsupported, unsupported)}
            {of(Message::VenueAssumed, assumed)}
        </details>
    }
    .into_any()
}
