//! What the page did by itself and must say: a link it could not follow in full, an entry that had to give way.

use super::live::flag;
use crate::store::Store;
use crate::words::Message;
use leptos::prelude::*;

/// The notices, and a button that puts them away.
#[component]
pub fn Notices(store: Store) -> impl IntoView {
    let is_empty = flag(move || store.notices().is_empty());
    view! {
        <div class="notices" role="status" aria-label=store.text(Message::Notices) class:hidden=is_empty>
            <ul>
                {move || store.notices().into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view()}
            </ul>
            <button type="button" on:click=move |_| store.dismiss_notices()>{store.text(Message::Close)}</button>
        </div>
    }
}
