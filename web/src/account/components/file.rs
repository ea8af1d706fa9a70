//! The accounts as a file: for those that a link cannot hold, and to keep.

use super::Store;
use crate::browser;
use crate::words::Message;
use leptos::prelude::*;

/// What the file is called.
const NAME: &str = "isolated-margin-accounts.txt";

/// Save and open.
#[component]
pub fn Files(store: Store) -> impl IntoView {
    let open = move |event: leptos::ev::Event| {
        if let Some(input) = browser::input_of(&event) {
            browser::read_file(&input, move |text| store.open_file(&text));
        }
    };
    view! {
        <div class="files">
            <p>{store.text(Message::FileHint)}</p>
            <button type="button" on:click=move |_| browser::download(NAME, &store.file())>
                {store.text(Message::SaveFile)}
            </button>
            <label class="button">
                <input type="file" accept=".txt,text/plain" on:change=open/>
                <span>{store.text(Message::OpenFile)}</span>
            </label>
        </div>
    }
}
