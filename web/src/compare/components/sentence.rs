//! Texts whose numbers change by themselves: the sentence that sums it up, and the line under a liquidation price.

use super::number::field_name;
use crate::compare::store::{Measure, ModeFigures, Store, measure_of};
use crate::components::{self, flag};
use crate::element::{Element, element};
use crate::figure::Figure;
use crate::words::{Message, Said, Speaker};
use leptos::prelude::*;
use margin_core::MarginMode;

/// The sentence, with every number in it: the headline of the page.
pub fn sentence(store: Store, tag: &'static str) -> Element {
    let half = move |mode: MarginMode| said(store, mode, |figures| figures.clause, |figure| &figure.brief);
    let parts = Memo::new(move |_| {
        let [isolated, cross] = [MarginMode::Isolated, MarginMode::Cross].map(half);
        [isolated, vec![Said::words(" ")], cross].concat()
    });
    let around = element(tag).class("sentence").class_if("stale", flag(move || store.position.is_stale()));
    components::sentence(around, move |look| parts.with(|parts| look(parts)))
}

/// The line under a liquidation price.
pub(super) fn beneath(store: Store, mode: MarginMode) -> Element {
    let parts = Memo::new(move |_| said(store, mode, |figures| figures.beneath, |figure| &figure.full));
    components::sentence(element("p").class("beneath"), move |look| parts.with(|parts| look(parts)))
}

/// A message about one mode, in parts.
fn said(
    store: Store,
    mode: MarginMode,
    message: fn(&ModeFigures) -> Message,
    text: fn(&Figure) -> &String,
) -> Vec<Said> {
    let say = |figures: &ModeFigures, speaker: Speaker<'_>| {
        let message = message(figures);
        let value = |measure: Measure, text: String| Said {
            text,
            class: "",
            field: field_name(mode, measure),
            exact: figures.figure(measure).exact.clone(),
        };
        let parts = speaker.parts(message, |name| match measure_of(message, name) {
            Some(measure) => Said { class: "number", ..value(measure, text(figures.figure(measure)).clone()) },
            None => Said::default(),
        });
        // A message without a number in it is in the place of one, and carries the value: "never", "now".
        if parts.iter().all(|part| part.class != "number") {
            return vec![value(Measure::Distance, parts.into_iter().map(|part| part.text).collect())];
        }
        parts
    };
    store.with_figures(|figures| store.speak(|speaker| say(figures.of(mode), speaker)))
}
