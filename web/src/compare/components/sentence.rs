//! Texts whose numbers change by themselves: the sentence that sums it up, and the line under a liquidation price.

use super::number::{Length, field_name};
use crate::compare::store::{Measure, Store, measure_of};
use crate::components::live;
use crate::words::{Message, Piece};
use leptos::prelude::*;
use margin_core::MarginMode;

/// The sentence, with every number in it: the headline of the page.
#[component]
pub fn Sentence(store: Store) -> impl IntoView {
    let clause = move |mode: MarginMode| Memo::new(move |_| store.with_figures(|figures| figures.of(mode).clause));
    let (isolated, cross) = (clause(MarginMode::Isolated), clause(MarginMode::Cross));
    view! {
        <Said store mode=MarginMode::Isolated message=isolated length=Length::Brief/>
        " "
        <Said store mode=MarginMode::Cross message=cross length=Length::Brief/>
    }
}

/// A message about one mode. Its words are put in place anew only when it says something else; its numbers change by
/// themselves.
#[component]
pub fn Said(store: Store, mode: MarginMode, message: Memo<Message>, length: Length) -> impl IntoView {
    move || {
        let said = message.get();
        let piece = move |piece: Piece<'_>| match piece {
            Piece::Text(words) => part("", words.to_owned()),
            Piece::Marked(name, words) => part(name, words.to_owned()),
            Piece::Parameter(name) => match measure_of(said, name) {
                Some(measure) => number(store, mode, measure, length),
                None => part("", String::new()),
            },
        };
        let pieces = store.pieces(said, piece);
        // A message without a number in it stands where one would be, and carries the value: "never", "now".
        let is_reason = store.pieces(said, |piece| matches!(piece, Piece::Parameter(_))).iter().all(|is| !is);
        if is_reason {
            let reason = Part { words: live_text(store.text(said)), ..value(store, mode, Measure::Distance) };
            return vec![shown(reason)];
        }
        pieces.into_iter().map(shown).collect::<Vec<_>>()
    }
}

/// One part of a message: words, or a number with its exact value.
struct Part {
    class: String,
    field: Option<String>,
    exact: Option<Signal<String>>,
    words: Signal<String>,
}

fn live_text(words: String) -> Signal<String> {
    Signal::stored(words)
}

fn part(class: &str, words: String) -> Part {
    Part { class: class.to_owned(), field: None, exact: None, words: live_text(words) }
}

fn value(store: Store, mode: MarginMode, measure: Measure) -> Part {
    let exact = live(move || store.with_figures(|figures| figures.of(mode).figure(measure).exact.clone()));
    Part { class: String::new(), field: Some(field_name(mode, measure)), exact: Some(exact), words: exact }
}

fn number(store: Store, mode: MarginMode, measure: Measure, length: Length) -> Part {
    let words = live(move || store.with_figures(|figures| length.of(figures.of(mode).figure(measure)).clone()));
    Part { class: "number".to_owned(), words, ..value(store, mode, measure) }
}

fn shown(part: Part) -> impl IntoView {
    view! { <span class=part.class data-field=part.field data-value=part.exact>{part.words}</span> }
}
