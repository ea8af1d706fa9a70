//! What is on screen. Components read the store, show, and hand events back to it; none of them calculates.

#![allow(unreachable_pub, reason = "the component macro makes public functions of private modules")]

mod account;
mod entry;
mod file;
mod log;
mod mode;
mod panel;
mod position;
mod prices;
mod scenes;

pub use account::AccountPanel;
pub use file::Files;
pub use log::LogList;
pub use prices::PriceSliders;
pub use scenes::{Going, SceneChoice};

use super::store::Store;
use crate::components::{Live, live};
use crate::figure::Figure;
use leptos::prelude::*;

/// Looks at one text of a number.
type Look = fn(&Figure) -> String;

/// A number: its text, and beside it, for tests, what it is exactly.
fn number(field: &str, figure: impl Fn(Look) -> String + Copy + Send + Sync + 'static) -> AnyView {
    let exact: Live = live(move || figure(|figure| figure.exact.clone()));
    let shown: Live = live(move || figure(|figure| figure.full.clone()));
    view! { <span class="number" data-field=field.to_owned() data-value=exact>{shown}</span> }.into_any()
}

/// A name and its number.
fn row(name: String, number: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{number}</dd>
        </div>
    }
    .into_any()
}
