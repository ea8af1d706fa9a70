//! The root: what is chosen, the preview, the lines, and what to know about pasting them.

use super::choice::{Choice, Chosen, Extent, Kind, Theme, Width};
use super::lines::Site;
use super::store::Store;
use crate::browser;
use crate::components::{COPIED, Live, button, choice, effect, flag, header, live};
use crate::element::{Element, Words, element, space};
use crate::link::Key as _;
use crate::page::Page;
use crate::words::Message;
use leptos::prelude::*;

/// The whole page.
pub fn embed() -> Vec<Element> {
    let store = Store::opening();
    connect(store);
    let main = element("main").class("embed-page").children([
        element("h1").class("sentence").text(store.text(Message::EmbedTitle)),
        element("p").class("lead").text(store.text(Message::EmbedLead)),
        element("div").class("desk").children([choices(store), lines(store)]),
        element("section")
            .class("results")
            .with("aria-label", store.text(Message::EmbedPreview))
            .children([element("p").class("lead").text(store.text(Message::EmbedStart)), preview(store)]),
        further(store),
        notes(store),
    ]);
    vec![
        header(
            store.shell(),
            Page::Embed,
            None,
            move || Some(untrack(|| store.link())),
            || None,
            move || store.reset(),
        ),
        main,
    ]
}

/// Everything that can be chosen.
fn choices(store: Store) -> Element {
    element("section").class("inputs").with("aria-label", store.text(Message::EmbedChoices)).children([
        switch::<Kind>(store, |chosen| &mut chosen.kind),
        switch::<Extent>(store, |chosen| &mut chosen.extent),
        switch::<Theme>(store, |chosen| &mut chosen.theme),
        switch::<Width>(store, |chosen| &mut chosen.width),
    ])
}

/// One of a few, as a row of buttons of which one is pressed.
fn switch<T: Choice>(store: Store, place: fn(&mut Chosen) -> &mut T) -> Element {
    let option = |of: &T| {
        let of = *of;
        let is_chosen = flag(move || *place(&mut store.chosen()) == of);
        let choose = move || store.choose(|chosen| *place(chosen) = of);
        choice(T::KEY.code(), of.code(), store.text(of.name()), is_chosen, choose)
    };
    element("fieldset").class("choice").children([
        element("legend").text(store.text(T::TITLE)),
        element("div").class("side").list(T::ALL.iter().map(option).collect()),
    ])
}

/// The real thing, as it would stand in another page.
fn preview(store: Store) -> Element {
    let make = move |_| {
        let chosen = untrack(|| store.chosen());
        match chosen.kind {
            Kind::Element => {
                let mut made = element("isolated-margin");
                for (name, value) in chosen.attributes() {
                    made = made.with(name, value);
                }
                made.on("margin-input", move |event| {
                    if let Some(link) = browser::property(&event, &["state", "link"]) {
                        store.start(&link);
                    }
                })
            }
            Kind::Frame => element("iframe")
                .with("src", Site("./").framed(&chosen))
                .with("title", store.text(Message::Name))
                .with("sandbox", "allow-scripts"),
        }
    };
    let is = move |width: Width| flag(move || store.chosen().width == width);
    element("div")
        .class("preview")
        .class_if("column", is(Width::Column))
        .class_if("half", is(Width::Half))
        .class_if("narrow", is(Width::Narrow))
        .keyed(move || vec![store.preview()], make)
}

/// The lines for a page, each with a button that copies it.
fn lines(store: Store) -> Element {
    let of = move |lines: fn(Site<'_>, &Chosen) -> String| live(move || store.lines(lines));
    element("section").class("results").with("aria-label", store.text(Message::EmbedLines)).children([
        card(store, Message::EmbedElementTitle).children([
            title(store, Message::EmbedElementTitle),
            code(store, of(|site, chosen| site.element(chosen))),
            lead(store, Message::EmbedElementNote),
        ]),
        card(store, Message::EmbedFrameTitle).children([
            title(store, Message::EmbedFrameTitle),
            code(store, of(|site, chosen| site.frame(chosen))),
            lead(store, Message::EmbedFrameNote),
            code(store, of(|site, _| site.resize())),
        ]),
    ])
}

/// The lines for programs and for policies.
fn further(store: Store) -> Element {
    let policy = move |which: fn([String; 2]) -> String| live(move || store.lines(|site, _| which(site.policies())));
    element("div").class("further").children([
        card(store, Message::EmbedProgramTitle).children([
            title(store, Message::EmbedProgramTitle),
            code(store, live(move || store.program())),
            lead(store, Message::EmbedProgramNote),
        ]),
        card(store, Message::EmbedPolicyTitle).children([
            title(store, Message::EmbedPolicyTitle),
            lead(store, Message::EmbedPolicyElement),
            code(store, policy(|[element, _]| element)),
            lead(store, Message::EmbedPolicyFrame),
            code(store, policy(|[_, frame]| frame)),
        ]),
    ])
}

fn card(store: Store, name: Message) -> Element {
    element("section").class("card").with("aria-label", store.text(name))
}

fn title(store: Store, message: Message) -> Element {
    element("h2").text(store.text(message))
}

fn lead(store: Store, message: Message) -> Element {
    element("p").class("lead").text(store.text(message))
}

/// Lines to be copied.
fn code(store: Store, lines: Live) -> Element {
    let is_copied = RwSignal::new(false);
    let pause = browser::Pause::new(COPIED);
    let name = live(move || store.text(if is_copied.get() { Message::EmbedCopied } else { Message::EmbedCopy }));
    let copy = move |_| {
        browser::copy(&lines.get_untracked(), move |done| {
            is_copied.set(done);
            pause.then(move || is_copied.set(false));
        });
    };
    element("div").class("code").children([
        element("pre")
            .with("tabindex", "0")
            .with("role", "group")
            .with("aria-label", store.text(Message::EmbedLines))
            .children([element("code").text(Words::Live(lines))]),
        button("", name, copy),
    ])
}

/// Where it is pasted.
fn notes(store: Store) -> Element {
    let place = |name: Message, how: Message| {
        element("li").children([element("b").text(store.text(name)), space(), element("span").text(store.text(how))])
    };
    element("section").class("card places").with("aria-labelledby", "places").children([
        element("h2").with("id", "places").text(store.text(Message::EmbedPlaces)),
        element("ul").children([
            place(Message::EmbedPlain, Message::EmbedPlainHow),
            place(Message::EmbedWordPress, Message::EmbedWordPressHow),
            place(Message::EmbedGhost, Message::EmbedGhostHow),
            place(Message::EmbedNotion, Message::EmbedNotionHow),
            place(Message::EmbedMoodle, Message::EmbedMoodleHow),
        ]),
        element("p").class("lead").text(store.text(Message::EmbedPromise)),
    ])
}

/// Connects the choice to the browser: where the site is, and what the link says. Without a link of its own the page
/// begins with what the reader left on Compare.
fn connect(store: Store) {
    effect(move || {
        store.stand_at(browser::folder());
        let follow = move || store.follow_link(&browser::fragment());
        if browser::fragment().len() > 1 {
            untrack(follow);
        } else {
            let left = browser::fragment_of(Page::Compare);
            if !left.is_empty() {
                untrack(|| store.follow_link(&left));
            }
        }
        let links = window_event_listener(leptos::ev::hashchange, move |_| untrack(follow));
        on_cleanup(move || links.remove());
    });
    let pause = browser::Pause::new(browser::Pause::OF_READER);
    let mut before = None;
    effect(move || {
        let link = store.link();
        let last = before.replace(link.clone());
        if last.is_some_and(|last| last != link) {
            pause.then(move || {
                let link = untrack(|| store.link());
                browser::replace_fragment(if link == Chosen::default().link() { "" } else { &link });
            });
        }
    });
}
