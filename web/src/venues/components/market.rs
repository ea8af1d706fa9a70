//! The chosen market: what it is, of which day its table is, and what becomes of the position in it.

use super::number::number;
use crate::components::{flag, live};
use crate::venues::store::{Line, ModeView, Store};
use crate::words::Message;
use leptos::prelude::*;

/// What it is, and where and when its table and rules were read.
#[component]
pub fn MarketHead(store: Store) -> impl IntoView {
    view! {
        <header class="market-head">
            <h2>{live(move || store.screen(|screen| screen.title.clone()))}</h2>
            <p class="kind">{live(move || store.screen(|screen| screen.kind.clone()))}</p>
            <p class="dated">
                <b>{live(move || store.screen(|screen| screen.dated.clone()))}</b>
                " "
                <span class="origin">{live(move || store.screen(|screen| screen.origin.clone()))}</span>
                " "
                <span>{live(move || store.screen(|screen| screen.rules_dated.clone()))}</span>
            </p>
        </header>
    }
}

/// Both modes, side by side.
#[component]
pub fn Outcomes(store: Store) -> impl IntoView {
    let modes = [("isolated", Message::Isolated), ("cross", Message::Cross)];
    let card = move |index: usize| {
        let (code, name) = modes[index];
        let body = move || {
            store.screen(|screen| {
                let mode = screen.modes.as_ref().and_then(|modes| modes.get(index));
                mode.map(|mode| outcome(code, mode, store.text(Message::LiquidatedAt)))
            })
        };
        view! {
            <section class=["outcome ", code].concat() aria-label=store.text(name)>
                <h3>{store.text(name)}</h3>
                {body}
            </section>
        }
    };
    let is_empty = flag(move || store.screen(|screen| screen.modes.is_none()));
    view! { <div class="outcomes" class:hidden=is_empty>{card(0)} {card(1)}</div> }
}

fn outcome(code: &'static str, mode: &ModeView, head: String) -> impl IntoView + use<> {
    let field = move |name: &str| [code, ".", name].concat();
    let line = move |line: &Line| {
        let worth = (!line.worth.full.is_empty()).then(|| {
            view! { <small>{number([&field(line.code), "-in-quote"].concat(), &line.worth)}</small> }
        });
        view! {
            <div>
                <dt>{line.name.clone()}</dt>
                <dd>{number(field(line.code), &line.figure)} {worth}</dd>
            </div>
        }
    };
    view! {
        <div class="answer">
            <p>{head}</p>
            <p class="big">{number(field("liquidation-price"), &mode.price)}</p>
            <p class="why" data-field=field("distance") data-value=mode.distance.exact.clone()>{mode.beneath.clone()}</p>
        </div>
        <dl>{mode.lines.iter().map(line).collect_view()}</dl>
    }
}
