//! A slider: a native range over a drawn track.

use super::live::{Live, live};
use crate::browser;
use crate::number::percent;
use crate::slider::Slider;
use leptos::prelude::*;
use margin_core::Decimal;

/// The track and the range over it. `moved` gets the thumb's position, and whether a hand dragged it there.
#[component]
pub fn Range(
    id: String,
    slider: Memo<Slider>,
    value: impl Fn() -> Decimal + Copy + Send + Sync + 'static,
    spoken: Live,
    moved: impl Fn(u32, bool) + 'static,
) -> impl IntoView {
    let position = live(move || slider.get().position(value()).to_string());
    let part = move |of: fn(&Slider, Decimal) -> f64| live(move || percent(of(&slider.get(), value())));
    let input = move |event: leptos::ev::Event| {
        let Some(input) = browser::input_of(&event) else { return };
        if let Ok(to) = input.value().parse::<u32>() {
            moved(to, browser::is_dragged(&input));
            // The number may have stayed where it was, at the end of what is allowed; then the thumb must go back.
            input.set_value(&position.get_untracked());
        }
    };
    view! {
        <svg class="track" aria-hidden="true" height="24">
            <rect class="rail" y="10" width="100%" height="4" rx="2"/>
            <rect class="fill" y="10" height="4" rx="2" width=part(|slider, value| slider.fraction(value))/>
            <rect class="closed" y="10" height="4" rx="2" width=part(|slider, _| slider.reachable().0)/>
            <rect
                class="closed"
                y="10"
                height="4"
                rx="2"
                x=part(|slider, _| slider.reachable().1)
                width=part(|slider, _| 1.0 - slider.reachable().1)
            />
        </svg>
        <input
            id=id
            type="range"
            min="0"
            max=Slider::STEPS.to_string()
            step="1"
            value=position.get_untracked()
            prop:value=position
            aria-valuetext=spoken
            on:input=input
        />
    }
}
