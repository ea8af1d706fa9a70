//! A number the reader sets: a text field with a slider; and the two switches.

use crate::components::{Range, flag, live};
use crate::venues::inputs::Field;
use crate::venues::store::Store;
use crate::words::Message;
use leptos::prelude::*;
use margin_core::{Contract, Side, SizeUnit};

/// One field, with what stands under it.
#[component]
pub fn NumberField(store: Store, field: Field) -> impl IntoView {
    let id = field.code();
    let number_id = [id, "-number"].concat();
    let problem_id = [id, "-problem"].concat();
    let name = live(move || store.field_name(field));
    let number_name = live(move || {
        let name = store.field_name(field);
        store.speak(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]))
    });
    let text = live(move || store.field_text(field));
    let is_bad = flag(move || store.is_bad(field));
    let is_idle = flag(move || field == Field::CoinPrice && store.listed().contract() != Contract::Quanto);
    let slider = Memo::new(move |_| store.slider(field));
    let hint = live(move || match field {
        Field::Leverage => store.screen(|screen| screen.margin_is.clone()),
        Field::Size => store.screen(|screen| screen.size_is.clone()),
        Field::Wallet => store.screen(|screen| screen.wallet_is.clone()),
        Field::Entry => store.text(Message::VenueEntryIs),
        Field::CoinPrice => {
            let listed = store.listed();
            store.speak(|speaker| speaker.words.fill(Message::VenueCoinPriceIs, &[("coin", &listed.settle)]))
        }
    });
    view! {
        <div class="field" class:bad=is_bad class:hidden=is_idle data-field-name=id>
            <label for=id>{name}</label>
            <span class="entry">
                <input
                    id=number_id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=number_name
                    aria-describedby=problem_id.clone()
                    aria-invalid=live(move || is_bad.get().to_string())
                    value=text.get_untracked()
                    prop:value=text
                    on:input=move |event| store.type_text(field, event_target_value(&event))
                    on:change=move |_| store.leave(field)
                    on:blur=move |_| store.leave(field)
                />
                <span class="unit" aria-hidden="true">{live(move || store.field_unit(field))}</span>
            </span>
            <div class="slider">
                <Range
                    id=id.to_owned()
                    slider
                    value=move || store.number(field)
                    spoken=live(move || store.spoken(field))
                    moved=move |to, by_hand| store.slide(field, to, by_hand)
                />
            </div>
            {(field == Field::Size).then(|| view! { <UnitSwitch store/> })}
            <p class="hint">{hint}</p>
            <p class="problem" role="alert" id=problem_id>{live(move || store.problem(field))}</p>
        </div>
    }
}

/// Long or short.
#[component]
pub fn SideSwitch(store: Store) -> impl IntoView {
    let choice = move |side: Side, name: Message| {
        let is_chosen = flag(move || store.inputs().side == side);
        view! {
            <label>
                <input
                    type="radio"
                    name="side"
                    value=side.as_str()
                    checked=is_chosen.get_untracked()
                    prop:checked=is_chosen
                    on:change=move |_| store.choose_side(side)
                />
                <span>{store.text(name)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="side">
            <legend>{store.text(Message::SideName)}</legend>
            {choice(Side::Long, Message::Long)}
            {choice(Side::Short, Message::Short)}
        </fieldset>
    }
}

/// In what the size is counted.
#[component]
pub fn UnitSwitch(store: Store) -> impl IntoView {
    let choice = move |unit: SizeUnit| {
        let is_chosen = flag(move || store.inputs().unit == unit);
        view! {
            <label>
                <input
                    type="radio"
                    name="unit"
                    value=unit.as_str()
                    checked=is_chosen.get_untracked()
                    prop:checked=is_chosen
                    on:change=move |_| store.choose_unit(unit)
                />
                <span>{live(move || store.unit_name(unit))}</span>
            </label>
        }
    };
    view! {
        <fieldset class="side units">
            <legend>{store.text(Message::VenueUnit)}</legend>
            {SizeUnit::ALL.map(choice).into_iter().collect_view()}
        </fieldset>
    }
}
