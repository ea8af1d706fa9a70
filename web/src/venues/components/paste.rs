//! A table of the reader's own.

use crate::components::{flag, live};
use crate::venues::store::Store;
use crate::words::Message;
use leptos::prelude::*;

/// The text, what is wrong with it, and what stands instead of the venue's table.
#[component]
pub fn Paste(store: Store) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let lead = live(move || {
        let listed = store.listed();
        let unit = store.screen(|screen| screen.tier_unit.clone());
        store.speak(|speaker| speaker.words.fill(Message::PasteLead, &[("market", listed.symbol()), ("unit", &unit)]))
    });
    let problem = live(move || store.paste_problem());
    let is_bad = flag(move || !problem.get().is_empty());
    let has_none = flag(move || store.own_table().is_empty());
    view! {
        <details class="paste card">
            <summary>{store.text(Message::PasteTitle)}</summary>
            <p class="lead" id="paste-lead">{lead}</p>
            <label for="paste">{store.text(Message::PasteText)}</label>
            <textarea
                id="paste"
                rows="6"
                spellcheck="false"
                autocomplete="off"
                placeholder="0, 0.004, 0, 150"
                aria-describedby="paste-lead paste-problem"
                aria-invalid=live(move || is_bad.get().to_string())
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <div class="field" class:bad=is_bad>
                <p class="problem" role="alert" id="paste-problem">{problem}</p>
            </div>
            <p class="deeds">
                <button type="button" on:click=move |_| store.paste(&text.get_untracked())>{store.text(Message::PasteUse)}</button>
                <button type="button" class:hidden=has_none on:click=move |_| store.forget_own()>{store.text(Message::PasteForget)}</button>
                <span role="status">{live(move || store.own_table())}</span>
            </p>
        </details>
    }
}
