//! Plain words next to the numbers.

use crate::compare::store::Store;
use crate::components::{self, flag, live, reasons};
use crate::element::{Element, Words, element, space};
use crate::market::say::dated;
use crate::words::{Message, Speaker};
use margin_core::{Contract, Decimal};

/// The size of the position, and the tier in use at the mark.
pub fn position_details(store: Store) -> Element {
    let details = live(move || {
        let reading = store.reading();
        let listed = &reading.state.listed;
        store.speak(|speaker| {
            let position = &reading.comparison.isolated;
            let size = match (listed.is_flat, listed.contract()) {
                (true, _) => speaker.size(position.size, speaker.words.text(Message::UnitUnits)),
                (false, Contract::Linear) if listed.market.multiplier() == Decimal::ONE => {
                    speaker.size(position.size, &listed.base)
                }
                (false, _) => speaker.size(position.size, speaker.words.text(Message::VenueContracts)),
            };
            let rate = speaker.rate(reading.tier.rate);
            if listed.is_flat {
                return speaker.words.fill(Message::DetailsFlat, &[("size", &size), ("rate", &rate)]);
            }
            let tier = [reading.tier.number, reading.tier.of].map(|tier| speaker.count(tier));
            speaker
                .words
                .fill(Message::Details, &[("size", &size), ("rate", &rate), ("tier", &tier[0]), ("tiers", &tier[1])])
        })
    });
    element("div").class("details").children([element("p").text(details)])
}

/// The market, and of when its table is, for the head.
pub fn market_line(store: Store) -> Element {
    let position = store.position;
    let dated = live(move || {
        let listed = position.listed();
        position.markets.with(|known| store.speak(|speaker| dated(&listed, known.today(), speaker)))
    });
    element("p").class("market-line").children([
        element("b").text(position.market_title()),
        space(),
        element("span").text(dated),
    ])
}

/// Beside what is lost: that venues do not take a large position all at once.
pub fn tier_note(store: Store) -> Element {
    let is_small = flag(move || store.reading().tier.number == 1);
    element("p").class("tier-note").class_if("hidden", is_small).text(store.text(Message::CutTierByTier))
}

/// What the numbers are, and why a venue may show others.
pub fn notes(store: Store) -> Element {
    let dated = move |of_venue: Message, own: Message, flat: Message| {
        live(move || {
            let listed = store.position.listed();
            store.speak(|speaker: Speaker<'_>| {
                if listed.is_flat {
                    speaker.words.text(flat).to_owned()
                } else if listed.date.is_empty() {
                    speaker.words.text(own).to_owned()
                } else {
                    let date = speaker.date(&listed.date);
                    speaker.words.fill(of_venue, &[("venue", &listed.venue_name), ("date", &date)])
                }
            })
        })
    };
    let mut why: Vec<Words> = vec![dated(Message::WhyTable, Message::WhyTableOwn, Message::WhyTableFlat).into()];
    let others = [
        Message::WhyMark,
        Message::WhyFees,
        Message::WhyFunding,
        Message::WhyOthers,
        Message::WhyOrders,
        Message::WhyRounding,
        Message::RatioMeans,
    ];
    why.extend(others.map(|message| store.text(message).into()));
    let shell = store.shell();
    components::notes(shell, dated(Message::TableDate, Message::OwnTable, Message::FlatRate), reasons(shell, why))
}
