//! The set scenes, their steps, and the way back.

use super::Store;
use crate::account::Scene;
use crate::components::{flag, live};
use crate::words::Message;
use leptos::prelude::*;

/// The scenes, one click each.
#[component]
pub fn SceneChoice(store: Store) -> impl IntoView {
    let scene = move |scene: Scene| {
        let is_played = live(move || store.script().is_some_and(|(played, _)| played == scene).to_string());
        view! {
            <button type="button" aria-pressed=is_played on:click=move |_| store.play(scene)>
                {store.text(scene.title())}
            </button>
        }
    };
    view! {
        <div class="scenes" role="group" aria-label=store.text(Message::Scenes)>
            {Scene::ALL.map(scene).into_iter().collect_view()}
        </div>
    }
}

/// The next step of the scene, and undo and redo.
#[component]
pub fn Going(store: Store) -> impl IntoView {
    let ahead = live(move || {
        let ahead = store.ahead();
        if ahead.is_empty() { store.text(Message::SceneEnds) } else { ahead }
    });
    let step = live(move || {
        let (scene, played) = store.script().unwrap_or_default();
        let of = scene.steps().len();
        store.speak(|speaker| {
            if played == of {
                return speaker.words.text(Message::PlayAgain).to_owned();
            }
            let [step, steps] = [speaker.count(played.saturating_add(1)), speaker.count(of)];
            speaker.words.fill(Message::StepOf, &[("step", &step), ("steps", &steps)])
        })
    });
    let back = move |name: Message, code: &'static str, can: fn((bool, bool)) -> bool, go: fn(&Store)| {
        let cannot = live(move || (!can(store.can_go())).to_string());
        view! {
            <button type="button" class=code aria-disabled=cannot on:click=move |_| go(&store)>
                {store.text(name)}
            </button>
        }
    };
    view! {
        <div class="going">
            <div class="ahead" class:hidden=flag(move || store.script().is_none())>
                <button type="button" class="primary" id="step" on:click=move |_| store.step()>{step}</button>
                <p>{ahead}</p>
            </div>
            <div class="back">
                {back(Message::Undo, "undo-step", |(undo, _)| undo, Store::undo)}
                {back(Message::Redo, "redo-step", |(_, redo)| redo, Store::redo)}
            </div>
        </div>
    }
}
