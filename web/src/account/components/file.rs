//! The accounts as a file: for those that a link cannot hold, and to keep.

use super::Store;
use crate::browser;
use crate::components::button;
use crate::element::{Element, element};
use crate::words::Message;

/// What the file is called.
const NAME: &str = "isolated-margin-accounts.txt";

/// Save and open.
pub fn files(store: Store) -> Element {
    element("div").class("files").children([
        element("p").text(store.text(Message::FileHint)),
        button("", store.text(Message::SaveFile), move |_| browser::download(NAME, &store.file())),
        element("label").class("button").children([
            element("input").with("type", "file").with("accept", ".txt,text/plain").on("change", move |event| {
                if let Some(input) = browser::input_of(&event) {
                    browser::read_file(&input, move |text| store.open_file(&text));
                }
            }),
            element("span").text(store.text(Message::OpenFile)),
        ]),
    ])
}
