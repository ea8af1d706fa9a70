//! The set scenes, their steps, and the way back.

use super::Store;
use crate::account::Scene;
use crate::components::{button, flag, live};
use crate::element::{Element, element};
use crate::words::Message;

/// The scenes, one click each.
pub fn scene_choice(store: Store) -> Element {
    let scene = |scene: Scene| {
        let is_played = live(move || store.script().is_some_and(|(played, _)| played == scene).to_string());
        button("", store.text(scene.title()), move |_| store.play(scene)).with("aria-pressed", is_played)
    };
    element("div")
        .class("scenes")
        .with("role", "group")
        .with("aria-label", store.text(Message::Scenes))
        .list(Scene::ALL.map(scene).into())
}

/// The next step of the scene, and undo and redo.
pub fn going(store: Store) -> Element {
    let is_over = move || store.ahead().is_empty();
    let next = live(move || store.text(if is_over() { Message::PlayAgain } else { Message::NextStep }));
    let ahead = live(move || {
        if is_over() {
            return store.text(Message::SceneEnds);
        }
        let (scene, played) = store.script().unwrap_or_default();
        store.speak(|speaker| {
            let [step, steps] = [played.saturating_add(1), scene.steps().len()].map(|count| speaker.count(count));
            let parameters = [("step", &*step), ("steps", &*steps), ("ahead", &*store.ahead())];
            speaker.words.fill(Message::StepOf, &parameters)
        })
    });
    let back = |name: Message, can: fn((bool, bool)) -> bool, go: fn(&Store)| {
        let cannot = live(move || (!can(store.can_go())).to_string());
        button("", store.text(name), move |_| go(&store)).with("aria-disabled", cannot)
    };
    element("div").class("going").children([
        element("div").class("ahead").class_if("hidden", flag(move || store.script().is_none())).children([
            button("primary", next, move |_| store.step()).with("aria-describedby", "ahead"),
            element("p").with("id", "ahead").text(ahead),
        ]),
        element("div").class("back").children([
            back(Message::Undo, |(undo, _)| undo, Store::undo),
            back(Message::Redo, |(_, redo)| redo, Store::redo),
        ]),
        element("p")
            .class("undo-ends")
            .class_if("hidden", flag(move || store.undo_ends().is_empty()))
            .text(live(move || store.undo_ends())),
    ])
}
