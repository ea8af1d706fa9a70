//! What becomes of the position in one mode.

use super::number::{Length, Number};
use super::sentence::Said;
use crate::compare::state::Field;
use crate::compare::store::{Measure, ModeFigures, Store};
use crate::components::{Live, flag, live};
use crate::number::{approximate, between, percent};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::{MarginMode, Status};

/// All the width there is. By a name for the reason that the marker in the picture has one.
const WHOLE: &str = "100%";

/// The card of one mode.
#[component]
pub fn OutcomeCard(store: Store, mode: MarginMode) -> impl IntoView {
    let name = store.text(match mode {
        MarginMode::Isolated => Message::Isolated,
        MarginMode::Cross => Message::Cross,
    });
    let heading = name.clone();
    let read = move |text: fn(&ModeFigures) -> String| -> Live {
        live(move || store.with_figures(|figures| text(figures.of(mode))))
    };
    let is_gone = move || store.with_figures(|figures| figures.of(mode).status == Status::Liquidated);
    let either = move |gone: Message, open: Message| live(move || store.text(if is_gone() { gone } else { open }));
    let beneath = Memo::new(move |_| store.with_figures(|figures| figures.of(mode).beneath));
    view! {
        <section class=["outcome ", mode.as_str()].concat() class:gone=flag(is_gone) aria-label=name>
            <header>
                <h2>{heading}</h2>
                <p class="risk">{read(|mode| mode.risk.clone())}</p>
                <p
                    class="status"
                    data-field=[mode.as_str(), ".status"].concat()
                    data-value=read(|mode| mode.status.as_str().to_owned())
                >
                    {either(Message::StatusLiquidated, Message::StatusOpen)}
                </p>
            </header>
            <div class="answer">
                <p class="asked">{store.text(Message::LiquidatedAt)}</p>
                <p class="big"><Number store mode measure=Measure::LiquidationPrice length=Length::Full/></p>
                <p class="beneath"><Said store mode message=beneath length=Length::Full/></p>
                <p class="why" class:said=flag(move || store.touched() == Some(Field::Leverage))>
                    {live(move || why(store, mode))}
                </p>
            </div>
            <RatioBar store mode/>
            <dl>
                <Row store mode name=either(Message::ProfitGone, Message::Profit) measure=Measure::UnrealizedPnl aside=Measure::Roe/>
                <Row
                    store
                    mode
                    name=either(Message::BalanceGone, Message::BalanceAfter)
                    measure=Measure::BalanceAfter
                    aside=Measure::Loss
                />
            </dl>
            <dl>
                <Row store mode name=live(move || store.text(Message::MaxLoss)) measure=Measure::MaxLoss/>
                <Row store mode name=live(move || store.text(Message::BalanceAtWorst)) measure=Measure::BalanceAtWorst/>
                <Row store mode name=live(move || store.text(Message::BankruptcyPrice)) measure=Measure::BankruptcyPrice/>
            </dl>
        </section>
    }
}

/// A number with its name, and another number that says the same in other terms.
#[component]
fn Row(
    store: Store,
    mode: MarginMode,
    name: Live,
    measure: Measure,
    #[prop(optional)] aside: Option<Measure>,
) -> impl IntoView {
    let aside = aside.map(|measure| {
        let words = if measure == Measure::Loss { store.text(Message::Loss) + " " } else { String::new() };
        view! { <small>{words}<Number store mode measure length=Length::Full/></small> }
    });
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{aside} " " <Number store mode measure length=Length::Full/></dd>
        </div>
    }
}

/// Whether leverage moves this price, and why not.
fn why(store: Store, mode: MarginMode) -> String {
    store.text(match mode {
        MarginMode::Cross => Message::CrossIgnoresLeverage,
        MarginMode::Isolated if store.inputs().margin.is_some() => Message::IsolatedMarginSet,
        MarginMode::Isolated => Message::IsolatedFollowsLeverage,
    })
}

/// The margin ratio, as a number and as a bar that is full at liquidation.
#[component]
fn RatioBar(store: Store, mode: MarginMode) -> impl IntoView {
    let ratio = move || store.with_figures(|figures| figures.of(mode).ratio);
    let width = live(move || percent(ratio().map_or(1.0, |ratio| between(approximate(ratio), 0.0, 1.0))));
    view! {
        <div class="ratio" class:undefined=flag(move || ratio().is_none())>
            <p>
                <span>{store.text(Message::MarginRatio)}</span>
                <small>{store.text(Message::RatioLiquidates)}</small>
                <Number store mode measure=Measure::MarginRatio length=Length::Full/>
            </p>
            <svg aria-hidden="true" height="6">
                <rect class="rail" width=WHOLE height="6" rx="3"/>
                <rect class="fill" width=width height="6" rx="3"/>
            </svg>
        </div>
    }
}
