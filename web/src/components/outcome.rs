//! What becomes of the position in one mode.

use super::number::{Length, Number};
use crate::chart::percent;
use crate::number::approximate;
use crate::state::Field;
use crate::store::{Measure, ModeFigures, Store};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::{Liquidation, MarginMode, Status};

/// The card of one mode.
#[component]
pub fn OutcomeCard(store: Store, mode: MarginMode) -> impl IntoView {
    let name = store.text(match mode {
        MarginMode::Isolated => Message::Isolated,
        MarginMode::Cross => Message::Cross,
    });
    let heading = name.clone();
    let figures = move |read: fn(&ModeFigures) -> String| read(store.figures().of(mode));
    let status = Memo::new(move |_| store.figures().of(mode).status);
    let is_gone = move || status.get() == Status::Liquidated;
    let status_word = move || {
        store.text(match status.get() {
            Status::Open => Message::StatusOpen,
            Status::Liquidated => Message::StatusLiquidated,
        })
    };
    let balance_name = move || store.text(if is_gone() { Message::BalanceGone } else { Message::BalanceAfter });
    let number = move |measure: Measure| view! { <Number store mode measure length=Length::Full/> };
    let row = move |name: Message, measure: Measure| {
        view! {
            <div>
                <dt>{store.text(name)}</dt>
                <dd>{number(measure)}</dd>
            </div>
        }
    };
    view! {
        <section class=["outcome ", mode.as_str()].concat() class:gone=is_gone aria-label=name>
            <header>
                <h2>{heading}</h2>
                <p class="risk">{move || figures(|mode| mode.risk.clone())}</p>
                <p
                    class="status"
                    data-field=[mode.as_str(), ".status"].concat()
                    data-value=move || status.get().as_str()
                >
                    {status_word}
                </p>
            </header>
            <div class="answer">
                <p class="asked">{store.text(Message::LiquidatedAt)}</p>
                <p class="big">{number(Measure::LiquidationPrice)}</p>
                <p class="beneath"><Beneath store mode/></p>
                <p class="why" class:said=move || store.touched() == Some(Field::Leverage)>{move || why(store, mode)}</p>
            </div>
            <RatioBar store mode/>
            <h3>{store.text(Message::AtTheMark)}</h3>
            <dl>
                <div>
                    <dt>{store.text(Message::Profit)}</dt>
                    <dd>{number(Measure::UnrealizedPnl)} " " <small>{number(Measure::Roe)}</small></dd>
                </div>
                {row(Message::Loss, Measure::Loss)}
                <div>
                    <dt>{balance_name}</dt>
                    <dd>{number(Measure::BalanceAfter)}</dd>
                </div>
            </dl>
            <h3>{store.text(Message::AtWorst)}</h3>
            <dl>
                {row(Message::MaxLoss, Measure::MaxLoss)}
                {row(Message::BalanceAtWorst, Measure::BalanceAtWorst)}
                {row(Message::BankruptcyPrice, Measure::BankruptcyPrice)}
            </dl>
        </section>
    }
}

/// How far the liquidation price is, or why there is none. The distance is a number in the sentence of the card.
#[component]
fn Beneath(store: Store, mode: MarginMode) -> impl IntoView {
    let message = Memo::new(move |_| store.figures().of(mode).beneath);
    let piece = move |piece: crate::words::Piece<'_>| match piece {
        crate::words::Piece::Parameter(_) => {
            view! { <Number store mode measure=Measure::Distance length=Length::Full/> }.into_any()
        }
        crate::words::Piece::Text(words) | crate::words::Piece::Marked(_, words) => {
            view! { <span>{words.to_owned()}</span> }.into_any()
        }
    };
    // Where there is no distance, the reason takes its place and carries its value.
    let reason = move |message: Message| {
        view! {
            <span
                data-field=[mode.as_str(), ".", Measure::Distance.code()].concat()
                data-value=move || store.figures().of(mode).figure(Measure::Distance).exact.clone()
            >
                {store.text(message)}
            </span>
        }
        .into_any()
    };
    move || {
        let message = message.get();
        match message {
            Message::BelowMark | Message::AboveMark | Message::PassedBelow | Message::PassedAbove => {
                store.pieces(message, piece)
            }
            _ => vec![reason(message)],
        }
    }
}

/// Whether leverage moves this price, and why not.
fn why(store: Store, mode: MarginMode) -> String {
    let reading = store.reading();
    let moves = matches!(reading.comparison.isolated.liquidation, Liquidation::At { .. });
    store.text(match mode {
        MarginMode::Cross => Message::CrossIgnoresLeverage,
        MarginMode::Isolated if reading.inputs.margin.is_some() => Message::IsolatedMarginSet,
        MarginMode::Isolated if moves => Message::IsolatedFollowsLeverage,
        MarginMode::Isolated => Message::IsolatedFollowsLeverage,
    })
}

/// The margin ratio, as a number and as a bar that is full at liquidation.
#[component]
fn RatioBar(store: Store, mode: MarginMode) -> impl IntoView {
    let ratio = Memo::new(move |_| store.figures().of(mode).ratio);
    let width = move || percent(ratio.get().map_or(1.0, |ratio| approximate(ratio).clamp(0.0, 1.0)));
    let note = move || store.text(if ratio.get().is_some() { Message::RatioMeans } else { Message::RatioUndefined });
    view! {
        <div class="ratio" class:undefined=move || ratio.get().is_none()>
            <p>
                <span>{store.text(Message::MarginRatio)}</span>
                " "
                <b><Number store mode measure=Measure::MarginRatio length=Length::Full/></b>
            </p>
            <svg aria-hidden="true" height="6">
                <rect class="rail" width="100%" height="6" rx="3"/>
                <rect class="fill" width=width height="6" rx="3"/>
            </svg>
            <p class="means">{note}</p>
        </div>
    }
}
