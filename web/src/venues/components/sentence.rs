//! What becomes of the position, in a sentence with its numbers marked.

use crate::venues::store::Store;
use leptos::prelude::*;

/// The sentence.
#[component]
pub fn Sentence(store: Store) -> impl IntoView {
    let part = |said: &crate::venues::store::Said| {
        let field = (!said.field.is_empty()).then(|| said.field.clone());
        let exact = field.is_some().then(|| said.exact.clone());
        view! { <span class=said.class data-field=field data-value=exact>{said.text.clone()}</span> }
    };
    move || store.screen(|screen| screen.sentence.iter().map(part).collect_view())
}
