//! The head of the page: its name, its sections, and its tools.

use super::live::{flag, live};
use crate::browser;
use crate::shell::{Shell, Theme};
use crate::words::Message;
use leptos::prelude::*;

/// The pages. Only those that exist are named; the others find their place here when they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Both margin modes of one position.
    Compare,
    /// A living account.
    Account,
    /// The markets of real venues.
    Venues,
}

impl Page {
    const ALL: [Self; 3] = [Self::Compare, Self::Account, Self::Venues];

    /// The page's name in the build.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Account => "account",
            Self::Venues => "venues",
        }
    }

    /// The page with this name in the build.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.name() == name)
    }

    const fn address(self) -> &'static str {
        match self {
            Self::Compare => "./",
            Self::Account => "./account.html",
            Self::Venues => "./venues.html",
        }
    }

    const fn title(self) -> Message {
        match self {
            Self::Compare => Message::Compare,
            Self::Account => Message::Account,
            Self::Venues => Message::Venues,
        }
    }
}

/// The head of a page. `link` gives the fragment of a link to exactly this state, where it fits into one.
#[component]
pub fn Header(
    shell: Shell,
    page: Page,
    link: impl Fn() -> Option<String> + Copy + 'static,
    reset: impl Fn() + 'static,
) -> impl IntoView {
    let section = move |of: Page| {
        view! { <a href=of.address().to_owned() aria-current=(of == page).then(|| "page".to_owned())>{shell.text(of.title())}</a> }
    };
    view! {
        <header class="top">
            <p class="brand">
                <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
                    <path class="cross-stroke" d="M2 20 22 4"/>
                    <path class="isolated-stroke" d="M2 12h8L22 4"/>
                </svg>
                {shell.text(Message::Name)}
            </p>
            <nav aria-label=shell.text(Message::Sections)>
                {section(Page::Compare)}
                {section(Page::Account)}
                {section(Page::Venues)}
            </nav>
            <div class="tools">
                <CopyLink shell link/>
                <button type="button" class="reset" on:click=move |_| reset()>{shell.text(Message::Reset)}</button>
                <ThemeButton shell/>
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
    TooLarge,
}

/// Copies a link to exactly this state; where the browser refuses, shows it to be copied by hand.
#[component]
fn CopyLink(shell: Shell, link: impl Fn() -> Option<String> + Copy + 'static) -> impl IntoView {
    let copying = RwSignal::new(Copying::Idle);
    let copied = RwSignal::new(String::new());
    let pause = browser::Pause::new();
    let copy = move |_| {
        let Some(fragment) = link() else { return copying.set(Copying::TooLarge) };
        let address = browser::address(&fragment);
        copied.set(address.clone());
        browser::copy(&address, move |done| {
            copying.set(if done { Copying::Done } else { Copying::Refused });
            if done {
                pause.then(move || pause.then(move || pause.then(move || copying.set(Copying::Idle))));
            }
        });
    };
    let why = live(move || {
        shell.text(if copying.get() == Copying::TooLarge { Message::TooLargeToLink } else { Message::CopyByHand })
    });
    let name = move || shell.text(if copying.get() == Copying::Done { Message::LinkCopied } else { Message::CopyLink });
    view! {
        <button type="button" class="copy" on:click=copy>{name}</button>
        <div
            class="by-hand"
            class:hidden=flag(move || !matches!(copying.get(), Copying::Refused | Copying::TooLarge))
            class:too-large=flag(move || copying.get() == Copying::TooLarge)
        >
            <label for="link">{why}</label>
            <input id="link" type="text" readonly prop:value=live(move || copied.get())/>
            <button type="button" on:click=move |_| copying.set(Copying::Idle)>{shell.text(Message::Close)}</button>
        </div>
    }
}

/// System, light, dark, and round again.
#[component]
fn ThemeButton(shell: Shell) -> impl IntoView {
    Effect::new(move |_| {
        browser::set_theme(match shell.theme() {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        });
    });
    let name = live(move || {
        shell.text(match shell.theme() {
            Theme::System => Message::ThemeSystem,
            Theme::Light => Message::ThemeLight,
            Theme::Dark => Message::ThemeDark,
        })
    });
    // A disc: half of it dark, none of it, or all of it.
    let half = live(move || {
        match shell.theme() {
            Theme::System => "M12 4a8 8 0 0 1 0 16Z",
            Theme::Light => "",
            Theme::Dark => "M12 4a8 8 0 0 1 0 16a8 8 0 0 1 0-16Z",
        }
        .to_owned()
    });
    view! {
        <button type="button" class="theme" aria-label=name title=name on:click=move |_| shell.next_theme()>
            <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
                <circle cx="12" cy="12" r="8"/>
                <path d=half/>
            </svg>
        </button>
    }
}
