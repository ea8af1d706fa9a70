//! The root component.

use crate::components::{Header, Page};
use crate::shell::Shell;
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn Account() -> impl IntoView {
    let shell = Shell::opening();
    view! { <Header shell page=Page::Account link=String::new reset=|| ()/> }
}
