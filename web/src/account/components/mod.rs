//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

mod account;
mod entry;
mod file;
mod log;
mod mode;
mod panel;
mod position;
mod prices;
mod scenes;

pub use account::account_panel;
pub use file::files;
pub use log::log_list;
pub use prices::price_sliders;
pub use scenes::{going, scene_choice};

use super::store::Store;
use crate::browser;
use crate::components::{Live, bar, flag, live};
use crate::element::{Element, element};
use leptos::prelude::*;
use leptos::web_sys::Event;

/// A name and its number.
fn row(name: String, number: Element) -> Element {
    element("div").children([element("dt").text(name), element("dd").children([number])])
}

/// A paragraph.
fn paragraph(class: &'static str, content: Element) -> Element {
    element("p").class(class).children([content])
}

/// A margin ratio, as a number and as a bar that is full at liquidation.
fn ratio(name: String, number: Element, width: Live) -> Element {
    // The attribute of a bar that is gone must be a valid one, too.
    let width = live(move || width.with(|width| if width.is_empty() { "0" } else { width }.to_owned()));
    element("div").class("ratio").children([element("p").children([element("span").text(name), number]), bar(width)])
}

/// One of two choices. `choose` says whether it was taken; where it was not, the other one stands and is shown so.
fn radio(
    group: &str,
    value: &'static str,
    words: String,
    is_chosen: Signal<bool>,
    choose: impl Fn() + Send + 'static,
) -> [Element; 2] {
    let input = element("input")
        .with("type", "radio")
        .with("name", group.to_owned())
        .with("value", value)
        .checked(is_chosen)
        .on("change", move |event: Event| {
            choose();
            browser::choose_again(&event, is_chosen.get_untracked());
        });
    [input, element("span").text(words)]
}

/// A condition the other way round.
fn not(condition: Signal<bool>) -> Signal<bool> {
    flag(move || !condition.get())
}
