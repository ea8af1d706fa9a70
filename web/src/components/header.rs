//! The head of the page: its name, the rooms, the tools, and the tabs of its room.

use super::live::{effect, flag, live};
use crate::browser;
use crate::carried;
use crate::element::{Element, Words, drawing, element};
use crate::page::{Page, Room};
use crate::shell::{Shell, Theme};
use crate::words::Message;
use leptos::prelude::*;
use leptos::web_sys::Event;
use std::time::Duration;

/// The id of what the head keeps behind a button where there is no room for it.
const TOOLS: &str = "tools";

/// The head of a page. `beside` is what is true of every tab of its room. `link` gives the fragment of a link to exactly
/// this state, where it fits into one. What the reader made of this page goes along to the others, and comes back from them;
/// `accounts` gives that of Account to one who has made nothing of it yet.
pub fn header(
    shell: Shell,
    page: Page,
    beside: Option<Element>,
    link: impl Fn() -> Option<String> + Copy + Send + 'static,
    accounts: impl Fn() -> Option<String> + Copy + Send + 'static,
    reset: impl Fn() + Send + 'static,
) -> Element {
    let to = |of: Page, title: Message, current: Option<&'static str>| {
        // Before any click that follows it, the address is made anew: also for another window, and for the keyboard.
        let lead = move |event: Event| {
            let own = untrack(link).unwrap_or_default();
            let begun = if of == Page::Account { untrack(accounts) } else { None };
            let fragment = carried::leading(page, of, &own, &begun.unwrap_or_default(), &browser::whole_fragment());
            browser::lead(
                &event,
                &if fragment.is_empty() { of.address().to_owned() } else { [of.address(), "#", &fragment].concat() },
            );
        };
        let to = element("a").with("href", of.address()).text(shell.text(title));
        let to = to.on("pointerdown", lead).on("click", lead);
        match current {
            Some(current) => to.with("aria-current", current),
            None => to,
        }
    };
    let room = page.room();
    // A single tab would lead nowhere; then the room is the page.
    let (tabs, is_here) = if let [_] = room.pages() { (&[][..], "page") } else { (room.pages(), "true") };
    let rooms = Room::ALL.map(|of| to(of.entry(), of.title(), (of == room).then_some(is_here)));
    let rooms = element("nav").class("rooms").with("aria-label", shell.text(Message::Rooms)).children(rooms);
    let mut rows = vec![element("div").class("head").children([sign(shell), rooms, tools(shell, link, reset)])];
    if !tabs.is_empty() {
        let tabs = tabs.iter().map(|of| to(*of, of.title(), (*of == page).then_some("page"))).collect();
        let tabs = element("nav").with("aria-label", shell.text(room.title())).list(tabs);
        rows.push(element("div").class("tabs").list([tabs].into_iter().chain(beside).collect()));
    }
    element("header").class("top").list(rows)
}

/// The sign and the name.
fn sign(shell: Shell) -> Element {
    let sign = drawing("svg").with("viewBox", "0 0 24 24").with("width", "26").with("height", "26");
    let stroke = |class: &'static str, path: &str| drawing("path").class(class).with("d", path);
    let sign = sign
        .with("aria-hidden", "true")
        .children([stroke("cross-stroke", "M2 20 22 4"), stroke("isolated-stroke", "M2 12h8L22 4")]);
    element("p").class("brand").children([sign, element("span").text(shell.text(Message::Name))])
}

/// Copying the link, and what is seldom wanted: on a narrow screen behind a button, as a popover, which the browser itself
/// opens, and closes by Escape and by a tap beside it. On a wide one the style sheet shows it where it stands.
fn tools(
    shell: Shell,
    link: impl Fn() -> Option<String> + Copy + Send + 'static,
    reset: impl Fn() + Send + 'static,
) -> Element {
    let [copy, by_hand] = copy_link(shell, link);
    let more = element("button").with("type", "button").class("more").with("popovertarget", TOOLS);
    let seldom = element("div").class("seldom").with("id", TOOLS).with("popover", "");
    element("div").class("tools").children([
        copy,
        by_hand,
        more.with("aria-label", shell.text(Message::MoreTools)),
        seldom.children([
            button("reset", shell.text(Message::Reset), move |_| {
                browser::hide_popover(TOOLS);
                reset();
            }),
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
    [button("copy", name, copy).class_if("done", flag(move || copying.get() == Copying::Done)), by_hand]
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
        .with("title", name)
        .on("click", move |_| shell.next_theme())
        .children([
            sign.with("aria-hidden", "true").children([disc, drawing("path").with("d", half)]),
            element("span").text(name),
        ])
}
