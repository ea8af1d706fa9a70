//! A number the reader sets: a text field and, but for the maintenance rate, a slider beside it.

use crate::compare::state::{Field, Slider};
use crate::compare::store::Store;
use crate::components::{Live, LiveFlag, display, flag, live, range};
use crate::number::{Locale, percent};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::Decimal;

/// Leverages worth a tick.
const TICKS: [u32; 12] = [1, 2, 3, 5, 10, 20, 25, 50, 75, 100, 125, 150];
/// The order in which ticks get their label, while there is room.
const LABELLED_FIRST: [u32; 12] = [1, 10, 100, 50, 20, 5, 2, 3, 150, 125, 25, 75];
/// The narrowest slider, in pixels, that labels must fit.
const NARROWEST: f64 = 212.0;

/// What stands under a slider: where its number comes from, and a button that undoes having set it.
#[derive(Clone, Copy)]
pub struct Hint {
    /// Where the number comes from.
    pub text: Live,
    /// Whether there is something to undo.
    pub is_set: LiveFlag,
    /// What the button says.
    pub undo: Message,
    /// What it does.
    pub action: fn(&Store),
}

/// One field.
#[component]
pub fn NumberField(store: Store, field: Field, #[prop(optional)] hint: Option<Hint>) -> impl IntoView {
    let name = store.text(field.name());
    let id = field.code();
    let number_id = [id, "-number"].concat();
    let problem_id = [id, "-problem"].concat();
    let has_slider = field != Field::Rate;
    let number_name = store.speak_untracked(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]));
    let is_bad = flag(move || store.problem(field).is_some());
    let problem = live(move || {
        store.problem(field).map(|problem| store.speak(|speaker| speaker.problem(field, &problem))).unwrap_or_default()
    });
    let text = live(move || store.field_text(field));
    let label_for = if has_slider { id.to_owned() } else { number_id.clone() };
    view! {
        <div class="field" class:bad=is_bad data-field-name=id>
            <label for=label_for>{name}</label>
            <span class="entry">
                <input
                    id=number_id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=has_slider.then_some(number_name)
                    aria-describedby=problem_id.clone()
                    aria-invalid=live(move || is_bad.get().to_string())
                    value=text.get_untracked()
                    prop:value=text
                    on:input=move |event| store.type_text(field, event_target_value(&event))
                    on:change=move |_| store.leave(field)
                    on:blur=move |_| store.leave(field)
                />
                <span class="unit" aria-hidden="true">{store.text(field.unit())}</span>
            </span>
            {has_slider.then(|| view! { <FieldSlider store field/> })}
            {hint.map(|hint| view! {
                <p class="hint">
                    <span>{hint.text}</span>
                    <button
                        type="button"
                        class="undo"
                        class:hidden=flag(move || !hint.is_set.get())
                        on:click=move |_| (hint.action)(&store)
                    >
                        {store.text(hint.undo)}
                    </button>
                </p>
            })}
            <p class="problem" role="alert" id=problem_id>{problem}</p>
        </div>
    }
}

/// The slider of a field.
#[component]
fn FieldSlider(store: Store, field: Field) -> impl IntoView {
    let slider = Memo::new(move |_| store.slider(field));
    let value = move || store.slider_value(field);
    let spoken = live(move || store.speak(|speaker| speaker.spoken(field, value())));
    let id = field.code().to_owned();
    let [track, input] = range(id, slider, value, spoken, move |to, by_hand| store.slide(field, to, by_hand));
    view! {
        <div class="slider">
            {track}
            {input}
            {(field == Field::Leverage).then(|| view! { <Ticks store slider/> })}
        </div>
    }
}

/// The ticks of the leverage.
#[component]
fn Ticks(store: Store, slider: Memo<Slider>) -> impl IntoView {
    let places = Memo::new(move |_| store.speak(|speaker| tick_places(slider.get(), speaker.locale)));
    let tick = move |index: usize| {
        let read =
            move |of: fn(&Tick) -> &String| -> Live { live(move || places.with(|places| of(&places[index]).clone())) };
        let x = read(|tick| &tick.x);
        view! {
            <g>
                <rect class="tick" width="1" height="4" x=x display=read(|tick| &tick.display)/>
                <text y="16" x=x>{read(|tick| &tick.label)}</text>
            </g>
        }
    };
    view! {
        <svg class="ticks" aria-hidden="true" height="18">
            {(0..TICKS.len()).map(tick).collect_view()}
        </svg>
    }
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
    use crate::compare::state::Inputs;

    fn labels(slider: Slider) -> Vec<String> {
        tick_places(slider, &Locale::english())
            .into_iter()
            .map(|tick| tick.label)
            .filter(|label| !label.is_empty())
            .collect()
    }

    #[test]
    fn ticks_are_labelled_where_there_is_room() {
        let slider = Slider::new(&Inputs::OPENING, &Inputs::OPENING, Field::Leverage);
        assert_eq!(labels(slider), ["1", "2", "3", "5", "10", "20", "50", "150"]);
        let large = Inputs {
            value: Decimal::from(400_000_000),
            leverage: Decimal::from(2),
            wallet: Decimal::from(400_000_000),
            ..Inputs::OPENING
        };
        assert_eq!(labels(Slider::new(&large, &large, Field::Leverage)), ["1", "2", "3", "5"]);
    }
}
