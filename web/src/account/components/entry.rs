//! A number of a panel: a text field and a slider that ends where the core ends.

use super::Store;
use crate::account::store::Entry;
use crate::components::{Range, flag, live};
use crate::words::Message;
use leptos::prelude::*;

/// One field.
pub fn entry_field(store: Store, entry: Entry, panel: &str) -> AnyView {
    let id = [entry.code(), "-of-", panel].concat();
    let number_id = [&id, "-number"].concat();
    let problem_id = [&id, "-problem"].concat();
    let name = store.text(match entry {
        Entry::Amount => Message::Amount,
        Entry::Leverage => Message::Leverage,
        Entry::Value => Message::Value,
        Entry::Margin => Message::Margin,
    });
    let number_name =
        store.shell().speak_untracked(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]));
    let unit = live(move || match (entry, store.allowed().coin()) {
        (Entry::Leverage, _) => store.text(Message::UnitLeverage),
        (_, Some(coin)) => coin.to_owned(),
        _ => store.text(Message::UnitMoney),
    });
    let text = live(move || store.field_text(entry));
    let problem = live(move || store.problem(entry));
    let is_bad = flag(move || !store.problem(entry).is_empty());
    let slider = Memo::new(move |_| store.slider(entry));
    let value = move || store.number(entry);
    let spoken = live(move || {
        store.speak(|speaker| {
            let number = speaker.locale.exact(store.number(entry));
            match entry {
                Entry::Leverage => speaker.words.fill(Message::LeverageWords, &[("number", &number)]),
                _ => speaker.locale.with_unit(&number, &unit.get()),
            }
        })
    });
    view! {
        <div class="field" class:bad=is_bad class:hidden=flag(move || !store.has(entry))>
            <label for=id.clone()>{name}</label>
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
                    on:input=move |event| store.type_text(entry, event_target_value(&event))
                    on:change=move |_| store.leave(entry)
                    on:blur=move |_| store.leave(entry)
                />
                <span class="unit" aria-hidden="true">{unit}</span>
            </span>
            <div class="slider">
                <Range id slider value spoken moved=move |to, by_hand| store.put(entry, to, by_hand)/>
            </div>
            <p class="problem" role="alert" id=problem_id>{problem}</p>
        </div>
    }
    .into_any()
}
