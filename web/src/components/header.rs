//! The head of the page: its name, its sections, and its tools.

use super::live::{flag, live};
use crate::browser;
use crate::store::{Store, Theme};
use crate::words::Message;
use leptos::prelude::*;

/// The head of the page. Only sections that exist are named; the others find their place here when they come.
#[component]
pub fn Header(store: Store) -> impl IntoView {
    view! {
        <header class="top">
            <p class="brand">
                <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
                    <path class="cross-stroke" d="M2 20 22 4"/>
                    <path class="isolated-stroke" d="M2 12h8L22 4"/>
                </svg>
                {store.text(Message::Name)}
            </p>
            <nav aria-label=store.text(Message::Sections)>
                <a href="./" aria-current="page">{store.text(Message::Compare)}</a>
            </nav>
            <div class="tools">
                <CopyLink store/>
                <button type="button" class="reset" on:click=move |_| store.reset()>{store.text(Message::Reset)}</button>
                <ThemeButton store/>
            </div>
        </header>
    }
}

/// How copying went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copying {
    Idle,
    Done,
    Refused,
}

/// Copies a link to exactly this state; where the browser refuses, shows it to be copied by hand.
#[component]
fn CopyLink(store: Store) -> impl IntoView {
    let copying = RwSignal::new(Copying::Idle);
    let link = RwSignal::new(String::new());
    let pause = browser::Pause::new();
    let copy = move |_| {
        let address = browser::address(&store.link());
        link.set(address.clone());
        browser::copy(&address, move |done| {
            copying.set(if done { Copying::Done } else { Copying::Refused });
            if done {
                pause.then(move || pause.then(move || pause.then(move || copying.set(Copying::Idle))));
            }
        });
    };
    let name = move || store.text(if copying.get() == Copying::Done { Message::LinkCopied } else { Message::CopyLink });
    view! {
        <button type="button" class="copy" on:click=copy>{name}</button>
        <div class="by-hand" class:hidden=flag(move || copying.get() != Copying::Refused)>
            <label for="link">{store.text(Message::CopyByHand)}</label>
            <input id="link" type="text" readonly prop:value=live(move || link.get())/>
            <button type="button" on:click=move |_| copying.set(Copying::Idle)>{store.text(Message::Close)}</button>
        </div>
    }
}

/// System, light, dark, and round again.
#[component]
fn ThemeButton(store: Store) -> impl IntoView {
    Effect::new(move |_| {
        browser::set_theme(match store.theme() {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        });
    });
    let name = live(move || {
        store.text(match store.theme() {
            Theme::System => Message::ThemeSystem,
            Theme::Light => Message::ThemeLight,
            Theme::Dark => Message::ThemeDark,
        })
    });
    // A disc: half of it dark, none of it, or all of it.
    let half = live(move || {
        match store.theme() {
            Theme::System => "M12 4a8 8 0 0 1 0 16Z",
            Theme::Light => "",
            Theme::Dark => "M12 4a8 8 0 0 1 0 16a8 8 0 0 1 0-16Z",
        }
        .to_owned()
    });
    view! {
        <button type="button" class="theme" aria-label=name title=name on:click=move |_| store.next_theme()>
            <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
                <circle cx="12" cy="12" r="8"/>
                <path d=half/>
            </svg>
        </button>
    }
}
