//! The root component: the first screen, and how it comes to life.

use super::components::{
    ChartFigure, Hint, MarketChooser, Notes, NumberField, OutcomeCard, PositionDetails, Sentence, SideSwitch, TierNote,
};
use super::state::{Field, Inputs};
use super::store::{Figures, Shown, Store};
use crate::browser;
use crate::components::{Page, flag, header, live, notices};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::MarginMode;

/// The whole page.
#[component]
pub fn Compare() -> impl IntoView {
    let store = Store::opening();
    come_to_life(store);
    let is_stale = flag(move || store.is_stale());
    let shell = store.shell();
    view! {
        {header(shell, Page::Compare, move || Some(store.link()), move || store.reset())}
        <main>
            {notices(shell, move || store.notices(), move || store.dismiss_notices())}
            <h1 class="sentence" class:stale=is_stale><Sentence store/></h1>
            <p class="spoken" role="status">{live(move || store.announced())}</p>
            <Desk store/>
        </main>
    }
}

/// What is set beside what becomes of it: all that the page and the widget have in common.
#[component]
pub fn Desk(
    /// The state that is shown and set.
    store: Store,
) -> impl IntoView {
    let is_stale = flag(move || store.is_stale());
    view! {
        <div class="desk">
            <Form store/>
            <section class="results" class:stale=is_stale aria-label=store.text(Message::Outcomes)>
                <p class="stale-note" role="status">
                    {live(move || if store.is_stale() { store.text(Message::Stale) } else { String::new() })}
                </p>
                <div class="outcomes" class:long=flag(move || store.with_figures(Figures::is_long)) class:huge=flag(move || store.with_figures(Figures::is_huge))>
                    <OutcomeCard store mode=MarginMode::Isolated/>
                    <OutcomeCard store mode=MarginMode::Cross/>
                </div>
                <TierNote store/>
                <ChartFigure store/>
                <Notes store/>
            </section>
        </div>
    }
}

/// Everything that can be set, but for the mark price, which is the axis of the picture.
#[component]
fn Form(store: Store) -> impl IntoView {
    let is_stale = flag(move || store.is_stale());
    let text = live(move || {
        let inputs = store.inputs();
        store.speak(|speaker| match inputs.margin {
            None => speaker.words.text(Message::MarginFollows).to_owned(),
            Some(set) if set < inputs.initial_margin() => {
                speaker.words.fill(Message::MarginRaised, &[("set", &speaker.money(set))])
            }
            Some(_) => speaker.words.text(Message::MarginSet).to_owned(),
        })
    });
    let is_set = flag(move || store.inputs().margin.is_some());
    let hint = Hint { text, is_set, undo: Message::FollowLeverage, action: Store::follow_leverage };
    view! {
        <section class="inputs" aria-label=store.text(Message::Position)>
            <p class="echo" aria-hidden="true" class:stale=is_stale>{live(move || echo(store))}</p>
            <SideSwitch store/>
            <MarketChooser store/>
            <div class="rate" class:hidden=flag(move || store.inputs().market.rate().is_none())><NumberField store field=Field::Rate/></div>
            <NumberField store field=Field::Leverage/>
            <NumberField store field=Field::Value/>
            <NumberField store field=Field::Margin hint/>
            <NumberField store field=Field::Wallet/>
            <NumberField store field=Field::Entry/>
            <PositionDetails store/>
        </section>
    }
}

/// The sentence once more, for narrow screens, where it stays above the sliders; with a word where it is an old one.
fn echo(store: Store) -> String {
    let sentence = store.sentence();
    if store.is_stale() { [store.text(Message::Stale), sentence].join(" ") } else { sentence }
}

/// The start-up step in the browser, after the prerendered page has been taken over: what only the browser knows is
/// put into the signals once, and from then on every pause of the reader puts the state into the address.
///
/// None of it runs while the build draws the page: effects do not run there.
fn come_to_life(store: Store) {
    Effect::new(move |_| {
        store.shell().use_locale(browser::locale());
        let follow = move || store.follow_link(&browser::fragment());
        if browser::fragment().len() > 1 {
            untrack(follow);
        }
        let measure = move || {
            if let Some(page) = document().document_element() {
                store.show(Shown::within(&page));
            }
        };
        measure();
        let links = window_event_listener(leptos::ev::hashchange, move |_| follow());
        let sizes = window_event_listener(leptos::ev::resize, move |_| measure());
        on_cleanup(move || {
            links.remove();
            sizes.remove();
        });
    });
    let pause = browser::Pause::new();
    Effect::new(move |before: Option<Inputs>| {
        let inputs = store.inputs();
        if before.is_some_and(|before| before != inputs) {
            pause.then(move || {
                store.announce();
                browser::replace_fragment(&if inputs == Inputs::OPENING { String::new() } else { store.link() });
            });
        }
        inputs
    });
}
