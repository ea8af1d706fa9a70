//! The mark prices, which all accounts share.

use super::Store;
use crate::components::{Range, flag, live};
use crate::state::Listing;
use crate::words::Message;
use leptos::prelude::*;

/// A slider and a field a market.
#[component]
pub fn PriceSliders(store: Store) -> impl IntoView {
    let price = move |listing: Listing| {
        let symbol = listing.symbol();
        let number_id = [symbol, "-number"].concat();
        let problem_id = [symbol, "-problem"].concat();
        let say = store.shell();
        let name = say.speak_untracked(|speaker| speaker.words.fill(Message::PriceOf, &[("market", symbol)]));
        let number_name = say.speak_untracked(|speaker| speaker.words.fill(Message::AsNumber, &[("field", &name)]));
        let slider = Memo::new(move |_| store.price_slider(listing));
        let value = move || store.mark(listing);
        let text = live(move || store.price_text(listing));
        let problem = live(move || store.price_problem(listing));
        let is_bad = flag(move || !store.price_problem(listing).is_empty());
        let spoken = live(move || {
            store.speak(|speaker| {
                let unit = speaker.words.text(Message::UnitMoney);
                speaker.locale.with_unit(&speaker.locale.exact(store.mark(listing)), unit)
            })
        });
        let exact = live(move || margin_core::plain(store.mark(listing)));
        view! {
            <div
                class="field price"
                class:bad=is_bad
                class:idle=flag(move || !store.is_in_use(listing))
                data-field=["market.", symbol, ".mark-price"].concat()
                data-value=exact
                on:pointerdown=move |_| store.take_hold()
                on:focusin=move |_| store.take_hold()
            >
                <label for=symbol>{name}</label>
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
                        on:input=move |event| store.type_price(listing, event_target_value(&event))
                        on:change=move |_| store.leave_price(listing)
                        on:blur=move |_| store.leave_price(listing)
                    />
                    <span class="unit" aria-hidden="true">{store.text(Message::UnitMoney)}</span>
                </span>
                <div class="slider">
                    <Range
                        id=symbol.to_owned()
                        slider
                        value
                        spoken
                        moved=move |to, by_hand| store.slide(listing, to, by_hand)
                    />
                </div>
                <p class="problem" role="alert" id=problem_id>{problem}</p>
            </div>
        }
    };
    view! {
        <section class="prices" aria-label=store.text(Message::Prices)>
            {Listing::ALL.map(price).into_iter().collect_view()}
        </section>
    }
}
