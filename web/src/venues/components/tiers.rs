//! The tier table of the chosen market, with the tiers marked that the position is in: in words, beside the colour.

use super::number::number;
use crate::components::{flag, live};
use crate::venues::store::{Store, TierView};
use crate::words::Message;
use leptos::prelude::*;

/// The table, and a button for the rows that are left out.
#[component]
pub fn Tiers(store: Store) -> impl IntoView {
    let caption = live(move || {
        let listed = store.listed();
        let parameters = [("market", listed.symbol().to_owned()), ("venue", listed.venue_name.clone())];
        let [market, venue] = &parameters;
        store.speak(|speaker| {
            speaker.words.fill(Message::VenueTiersCaption, &[(market.0, &market.1), (venue.0, &venue.1)])
        })
    });
    let rows = move || {
        let shown = |index: usize| store.is_tier_shown(index);
        store.screen(|screen| {
            let rows = screen.tiers.iter().enumerate().filter(|(index, _)| shown(*index));
            rows.map(|(index, tier)| row(tier, index > 0 && !shown(index - 1))).collect_view()
        })
    };
    let has_more = flag(move || {
        let count = store.screen(|screen| screen.tiers.len());
        store.shows_all_tiers() || (0..count).any(|index| !store.is_tier_shown(index))
    });
    let more = live(move || {
        if store.shows_all_tiers() {
            return store.text(Message::VenueTiersFew);
        }
        let count = store.screen(|screen| screen.tiers.len());
        store.speak(|speaker| speaker.words.fill(Message::VenueTiersAll, &[("count", &speaker.count(count))]))
    });
    view! {
        <section class="tiers card" aria-labelledby="tiers-caption">
            <table>
                <caption id="tiers-caption">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{store.text(Message::VenueTier)}</th>
                        <th scope="col">{live(move || store.screen(|screen| screen.tier_head.clone()))}</th>
                        <th scope="col">{store.text(Message::VenueTierRate)}</th>
                        <th scope="col">{store.text(Message::VenueTierLeverage)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="partial" class:hidden=flag(move || store.screen(|screen| !screen.is_partial))>
                {store.text(Message::VenueTiersPartial)}
            </p>
            <button type="button" class:hidden=flag(move || !has_more.get()) on:click=move |_| store.toggle_tiers()>{more}</button>
        </section>
    }
}

fn row(tier: &TierView, is_after_gap: bool) -> impl IntoView + use<> {
    let field = |name: &str| ["tier.", &tier.number.to_string(), ".", name].concat();
    let marks = tier.marks.iter().map(|mark| {
        view! { <span class=["mark ", mark.class].concat() data-field=["mark.", mark.class].concat() data-value=tier.number.to_string()>{mark.text.clone()}</span> }
    });
    let less = (!tier.less.full.is_empty()).then(|| view! { <small>{number(field("deduction"), &tier.less)}</small> });
    view! {
        <tr class:used=!tier.marks.is_empty() class:gap=is_after_gap>
            <th scope="row"><span class="name">{tier.name.clone()}</span> {marks.collect_view()}</th>
            <td data-field=field("floor") data-value=tier.floor.clone()>{tier.range.clone()}</td>
            <td>{number(field("rate"), &tier.rate)} {less}</td>
            <td>{number(field("max-leverage"), &tier.leverage)}</td>
        </tr>
    }
}
