//! A slider: a native range over a drawn track.

use super::live::{Live, live};
use crate::browser;
use crate::element::{Element, drawing, element};
use crate::number::percent;
use crate::slider::Slider;
use leptos::prelude::*;
use margin_core::Decimal;

/// The track and the range over it. `moved` gets the thumb's position, and whether a hand dragged it there.
pub fn range(
    id: String,
    slider: Memo<Slider>,
    value: impl Fn() -> Decimal + Copy + Send + Sync + 'static,
    spoken: Live,
    moved: impl Fn(u32, bool) + Send + 'static,
) -> [Element; 2] {
    let position = live(move || slider.with(|slider| slider.position(value()).to_string()));
    let part = move |of: fn(&Slider, Decimal) -> f64| live(move || percent(slider.with(|slider| of(slider, value()))));
    let bar = |class: &'static str| drawing("rect").class(class).with("y", "10").with("height", "4").with("rx", "2");
    let track = drawing("svg").class("track").with("aria-hidden", "true").with("height", "24").children([
        bar("rail").with("width", "100%"),
        bar("fill").with("width", part(|slider, value| slider.fraction(value))),
        bar("closed").with("width", part(|slider, _| slider.reachable().0)),
        bar("closed")
            .with("x", part(|slider, _| slider.reachable().1))
            .with("width", part(|slider, _| 1.0 - slider.reachable().1)),
    ]);
    let input = element("input")
        .with("id", id)
        .with("type", "range")
        .with("min", "0")
        .with("max", Slider::STEPS.to_string())
        .with("step", "1")
        .with("aria-valuetext", spoken)
        .value(position)
        .on("input", move |event| {
            let Some(input) = browser::input_of(&event) else { return };
            if let Ok(to) = input.value().parse::<u32>() {
                moved(to, browser::is_dragged(&input));
                // The number may have stayed where it was, at the end of what is allowed; then the thumb must go back.
                input.set_value(&position.get_untracked());
            }
        });
    [track, input]
}
