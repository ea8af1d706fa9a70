//! The ticks of the leverage.

use crate::components::{Live, display, live};
use crate::element::{Element, drawing};
use crate::number::{Locale, percent};
use crate::shell::Shell;
use crate::slider::Slider;
use leptos::prelude::*;
use margin_core::Decimal;

/// Leverages worth a tick.
const TICKS: [u32; 12] = [1, 2, 3, 5, 10, 20, 25, 50, 75, 100, 125, 150];
/// The order in which ticks get their label, while there is room.
const LABELLED_FIRST: [u32; 12] = [1, 10, 100, 50, 20, 5, 2, 3, 150, 125, 25, 75];
/// The narrowest slider, in pixels, that labels must fit.
const NARROWEST: f64 = 212.0;

/// The ticks under the slider.
pub(super) fn ticks(shell: Shell, slider: Memo<Slider>) -> Element {
    let places = Memo::new(move |_| shell.speak(|speaker| tick_places(slider.get(), speaker.locale)));
    let tick = |index: usize| {
        let read =
            move |of: fn(&Tick) -> &String| -> Live { live(move || places.with(|places| of(&places[index]).clone())) };
        let x = read(|tick| &tick.x);
        drawing("g").children([
            drawing("rect")
                .class("tick")
                .with("width", "1")
                .with("height", "4")
                .with("x", x)
                .with("display", read(|tick| &tick.display)),
            drawing("text").with("y", "16").with("x", x).text(read(|tick| &tick.label)),
        ])
    };
    drawing("svg")
        .class("ticks")
        .apart()
        .with("aria-hidden", "true")
        .with("height", "18")
        .list((0..TICKS.len()).map(tick).collect())
}

/// A tick of the leverage slider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tick {
    x: String,
    display: String,
    label: String,
}

/// Where the ticks stand, and which of them have room for a label.
fn tick_places(slider: Slider, locale: &Locale) -> [Tick; TICKS.len()] {
    let fraction = |leverage: u32| slider.fraction(Decimal::from(leverage));
    let most =
        TICKS.into_iter().rev().find(|tick| fraction(*tick) < 1.0 || slider.value_at(1.0) == Decimal::from(*tick));
    let is_on = |leverage: u32| most.is_some_and(|most| leverage <= most);
    let half_width = |text: &str| text.chars().count() as f64 * 3.6 + 3.0;
    let mut labelled: Vec<(f64, f64, u32)> = Vec::new();
    // The end of the scale always says what it is.
    for leverage in most.into_iter().chain(LABELLED_FIRST) {
        let (middle, half) = (fraction(leverage) * NARROWEST, half_width(&locale.exact(Decimal::from(leverage))));
        let is_free = labelled.iter().all(|(other, other_half, _)| (other - middle).abs() >= half + other_half);
        if is_on(leverage) && is_free {
            labelled.push((middle, half, leverage));
        }
    }
    TICKS.map(|leverage| {
        let has_label = labelled.iter().any(|(_, _, other)| *other == leverage);
        Tick {
            x: percent(fraction(leverage)),
            display: display(is_on(leverage)).to_owned(),
            label: if has_label { locale.exact(Decimal::from(leverage)) } else { String::new() },
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::{Field, State, slider as slider_of};

    fn labels(slider: Slider) -> Vec<String> {
        tick_places(slider, &Locale::english())
            .into_iter()
            .map(|tick| tick.label)
            .filter(|label| !label.is_empty())
            .collect()
    }

    #[test]
    fn ticks_are_labelled_where_there_is_room() {
        let opening = State::opening();
        assert_eq!(
            labels(slider_of(&opening, &opening, Field::Leverage)),
            ["1", "2", "3", "5", "10", "20", "50", "150"]
        );
        let large = State::with(&[(Field::Size, "400000000"), (Field::Leverage, "2"), (Field::Wallet, "400000000")]);
        assert_eq!(labels(slider_of(&large, &large, Field::Leverage)), ["1", "2", "3", "5"]);
    }
}
