//! The sentence that sums it up: the headline of the page.

use super::number::{Length, Number};
use crate::store::{Store, measure_of};
use crate::words::Piece;
use leptos::prelude::*;
use margin_core::MarginMode;

/// The sentence, with every number in it.
#[component]
pub fn Sentence(store: Store) -> impl IntoView {
    view! { <Clause store mode=MarginMode::Isolated/> " " <Clause store mode=MarginMode::Cross/> }
}

/// The half about one mode. Its words change only when it says something else; its numbers change by themselves.
#[component]
fn Clause(store: Store, mode: MarginMode) -> impl IntoView {
    let clause = Memo::new(move |_| store.figures().of(mode).clause);
    let piece = move |piece: Piece<'_>| match piece {
        Piece::Text(words) => view! { <span>{words.to_owned()}</span> }.into_any(),
        Piece::Marked(name, words) => view! { <em class=name.to_owned()>{words.to_owned()}</em> }.into_any(),
        Piece::Parameter(name) => measure_of(clause.get_untracked(), name)
            .map(|measure| view! { <b><Number store mode measure length=Length::Brief/></b> })
            .into_any(),
    };
    move || store.pieces(clause.get(), piece)
}
