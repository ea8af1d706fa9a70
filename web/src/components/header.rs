//! The head of the page: its name, its sections, and its tools.

use super::live::{effect, flag, live};
use crate::browser;
use crate::carried;
use crate::element::{Element, Words, drawing, element};
use crate::page::Page;
use crate::shell::{Shell, Theme};
use crate::words::Message;
use leptos::prelude::*;
use leptos::web_sys::Event;
use std::time::Duration;

/// The head of a page. `link` gives the fragment of a link to exactly this state, where it fits into one. What the
/// reader made of this page goes along to the others, and comes back from them.
pub fn header(
    shell: Shell,
    page: Page,
    link: impl Fn() -> Option<String> + Copy + Send + 'static,
    reset: impl Fn() + Send + 'static,
) -> Element {
    let section = |of: Page| {
        // Before any click that follows it, the address is made anew: also for another window, and for the keyboard.
        let lead = move |event: Event| {
            let own = untrack(link).unwrap_or_default();
            let fragment = carried::leading(page, of, &own, &browser::whole_fragment());
            browser::lead(
                &event,
                &if fragment.is_empty() { of.address().to_owned() } else { [of.address(), "#", &fragment].concat() },
            );
        };
        let to = element("a").with("href", of.address()).text(shell.text(of.title()));
        let to = to.on("pointerdown", lead).on("click", lead);
        if of == page { to.with("aria-current", "page") } else { to }
    };
    let sign = drawing("svg").with("viewBox", "0 0 24 24").with("width", "26").with("height", "26");
    let stroke = |class: &'static str, path: &str| drawing("path").class(class).with("d", path);
    let sign = sign
        .with("aria-hidden", "true")
        .children([stroke("cross-stroke", "M2 20 22 4"), stroke("isolated-stroke", "M2 12h8L22 4")]);
    let [copy, by_hand] = copy_link(shell, link);
    element("header").class("top").children([
        element("p").class("brand").children([sign, element("span").text(shell.text(Message::Name))]),
        element("nav").with("aria-label", shell.text(Message::Sections)).list(Page::ALL.map(section).into()),
        element("div").class("tools").children([
            copy,
            by_hand,
            button("reset", shell.text(Message::Reset), move |_| reset()),
            theme_button(shell),
        ]),
    ])
}

/// A button with a text.
pub fn button(class: &'static str, text: impl Into<Words>, click: impl Fn(Event) + Send + 'static) -> Element {
    element("button").with("type", "button").class(class).text(text).on("click", click)
}

/// How long a button says that it has copied.
pub const COPIED: Duration = Duration::from_millis(1800);

/// How copying went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copying {
    Idle,
    Done,
    Refused,
    TooLarge,
}

/// Copies a link to exactly this state; where the browser refuses, shows it to be copied by hand.
fn copy_link(shell: Shell, link: impl Fn() -> Option<String> + Copy + Send + 'static) -> [Element; 2] {
    let copying = RwSignal::new(Copying::Idle);
    let copied = RwSignal::new(String::new());
    let pause = browser::Pause::new(COPIED);
    let copy = move |_| {
        let Some(fragment) = untrack(link) else { return copying.set(Copying::TooLarge) };
        let address = browser::address(&fragment);
        copied.set(address.clone());
        browser::copy(&address, move |done| {
            copying.set(if done { Copying::Done } else { Copying::Refused });
            if done {
                pause.then(move || copying.set(Copying::Idle));
            }
        });
    };
    let why = live(move || {
        shell.text(if copying.get() == Copying::TooLarge { Message::TooLargeToLink } else { Message::CopyByHand })
    });
    let name =
        live(move || shell.text(if copying.get() == Copying::Done { Message::LinkCopied } else { Message::CopyLink }));
    let by_hand = element("div")
        .class("by-hand")
        .class_if("hidden", flag(move || matches!(copying.get(), Copying::Idle | Copying::Done)))
        .class_if("too-large", flag(move || copying.get() == Copying::TooLarge))
        .children([
            element("label").with("for", "link").text(why),
            element("input")
                .with("id", "link")
                .with("type", "text")
                .with("readonly", "")
                .value(live(move || copied.get())),
            button("", shell.text(Message::Close), move |_| copying.set(Copying::Idle)),
        ]);
    [button("copy", name, copy), by_hand]
}

/// System, light, dark, and round again.
fn theme_button(shell: Shell) -> Element {
    effect(move || {
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
    let disc = drawing("circle").with("cx", "12").with("cy", "12").with("r", "8");
    let sign = drawing("svg").with("viewBox", "0 0 24 24").with("width", "20").with("height", "20");
    element("button")
        .with("type", "button")
        .class("theme")
        .with("aria-label", name)
        .with("title", name)
        .on("click", move |_| shell.next_theme())
        .children([sign.with("aria-hidden", "true").children([disc, drawing("path").with("d", half)])])
}
