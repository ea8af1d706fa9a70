//! What the page did by itself and must say: a link it could not follow in full, an entry that had to give way.

use super::live::flag;
use crate::shell::Shell;
use crate::words::Message;
use leptos::prelude::*;

/// The notices, and a button that puts them away.
#[component]
pub fn Notices(
    shell: Shell,
    notices: impl Fn() -> Vec<String> + Copy + Send + Sync + 'static,
    dismiss: impl Fn() + 'static,
) -> impl IntoView {
    let is_empty = flag(move || notices().is_empty());
    view! {
        <div class="notices" role="status" aria-label=shell.text(Message::Notices) class:hidden=is_empty>
            <ul>
                {move || notices().into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view()}
            </ul>
            <button type="button" on:click=move |_| dismiss()>{shell.text(Message::Close)}</button>
        </div>
    }
}
