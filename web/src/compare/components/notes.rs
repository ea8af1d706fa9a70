//! Plain words next to the numbers.

use crate::compare::state::{MarketChoice, TABLE_DATE};
use crate::compare::store::Store;
use crate::components::{self, flag, live, reasons};
use crate::element::{Element, Words, element};
use crate::words::{Message, Speaker};

/// The size of the position, and the tier in use at the mark.
pub fn position_details(store: Store) -> Element {
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
    element("div").class("details").children([element("p").text(details)])
}

/// Beside what is lost: that venues do not take a large position all at once.
pub fn tier_note(store: Store) -> Element {
    let is_small = flag(move || store.reading().tier.number == 1);
    element("p").class("tier-note").class_if("hidden", is_small).text(store.text(Message::CutTierByTier))
}

/// What the numbers are, and why a venue may show others.
pub fn notes(store: Store) -> Element {
    let dated = move |listed: Message, flat: Message| {
        live(move || {
            let market = store.inputs().market;
            store.speak(|speaker: Speaker<'_>| match market {
                MarketChoice::Listed(_) => speaker.words.fill(listed, &[("date", &speaker.date(TABLE_DATE))]),
                MarketChoice::Flat { .. } => speaker.words.text(flat).to_owned(),
            })
        })
    };
    let mut why: Vec<Words> = vec![dated(Message::WhyTable, Message::WhyTableFlat).into()];
    let others = [
        Message::WhyMark,
        Message::WhyFunding,
        Message::WhyOthers,
        Message::WhyOrders,
        Message::WhyRounding,
        Message::RatioMeans,
    ];
    why.extend(others.map(|message| store.text(message).into()));
    let shell = store.shell();
    components::notes(shell, dated(Message::TableDate, Message::FlatRate), reasons(shell, why))
}
