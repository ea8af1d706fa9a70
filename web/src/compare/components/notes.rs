//! Plain words next to the numbers.

use crate::compare::state::{MarketChoice, TABLE_DATE};
use crate::compare::store::Store;
use crate::components::{flag, live};
use crate::words::{Message, Speaker};
use leptos::prelude::*;

/// The size of the position, and the tier in use at the mark.
#[component]
pub fn PositionDetails(store: Store) -> impl IntoView {
    let details = live(move || {
        let reading = store.reading();
        store.speak(|speaker| {
            let coin = match reading.inputs.market {
                MarketChoice::Listed(listing) => listing.coin(),
                MarketChoice::Flat { .. } => speaker.words.text(Message::UnitUnits),
            };
            let size = speaker.size(reading.comparison.isolated.size, coin);
            let rate = speaker.rate(reading.tier.rate);
            match reading.inputs.market {
                MarketChoice::Flat { .. } => {
                    speaker.words.fill(Message::DetailsFlat, &[("size", &size), ("rate", &rate)])
                }
                MarketChoice::Listed(_) => {
                    let tier = [reading.tier.number, reading.tier.of].map(|tier| speaker.count(tier));
                    speaker.words.fill(
                        Message::Details,
                        &[("size", &size), ("rate", &rate), ("tier", &tier[0]), ("tiers", &tier[1])],
                    )
                }
            }
        })
    });
    view! {
        <div class="details">
            <p>{details}</p>
        </div>
    }
}

/// Beside what is lost: that venues do not take a large position all at once.
#[component]
pub fn TierNote(store: Store) -> impl IntoView {
    let is_small = flag(move || store.reading().tier.number == 1);
    view! { <p class="tier-note" class:hidden=is_small>{store.text(Message::CutTierByTier)}</p> }
}

/// What the numbers are, and why a venue may show others.
#[component]
pub fn Notes(store: Store) -> impl IntoView {
    let dated = move |listed: Message, flat: Message| {
        live(move || {
            let market = store.inputs().market;
            store.speak(|speaker: Speaker<'_>| match market {
                MarketChoice::Listed(_) => speaker.words.fill(listed, &[("date", &speaker.date(TABLE_DATE))]),
                MarketChoice::Flat { .. } => speaker.words.text(flat).to_owned(),
            })
        })
    };
    let reasons = [
        Message::WhyMark,
        Message::WhyFunding,
        Message::WhyOthers,
        Message::WhyOrders,
        Message::WhyRounding,
        Message::RatioMeans,
    ]
    .into_iter()
    .map(|message| view! { <li>{store.text(message)}</li> })
    .collect_view();
    view! {
        <footer class="notes">
            <p>
                <b>{store.text(Message::Education)}</b> " " <span>{store.text(Message::FollowsMark)}</span> " "
                <span>{dated(Message::TableDate, Message::FlatRate)}</span> " "
                <span>{store.text(Message::ModeFixed)}</span>
            </p>
            <details>
                <summary>{store.text(Message::WhyOther)}</summary>
                <ul>
                    <li>{dated(Message::WhyTable, Message::WhyTableFlat)}</li>
                    {reasons}
                </ul>
            </details>
        </footer>
    }
}
