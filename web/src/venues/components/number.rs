//! A number: its text, and beside it, for tests and for pages that embed this one, what it is exactly.

use crate::figure::Figure;
use leptos::prelude::*;

/// One number.
pub fn number(field: String, figure: &Figure) -> impl IntoView + use<> {
    view! { <span class="number" data-field=field data-value=figure.exact.clone()>{figure.full.clone()}</span> }
}
