//! Which market.

use crate::compare::state::{Listing, MarketChoice, TABLE_DATE};
use crate::compare::store::Store;
use crate::components::live;
use crate::element::{Element, element};
use crate::words::Message;
use leptos::prelude::*;

/// The list of markets.
pub fn market_chooser(store: Store) -> Element {
    let listed = |listing: Listing| {
        store.speak_untracked(|speaker| {
            let date = speaker.date(TABLE_DATE);
            speaker.words.fill(Message::MarketListed, &[("symbol", listing.symbol()), ("date", &date)])
        })
    };
    let option = |code: &'static str, name: String| element("option").with("value", code).text(name);
    let mut options: Vec<Element> =
        Listing::ALL.into_iter().map(|listing| option(listing.symbol(), listed(listing))).collect();
    options.push(option("flat", store.text(Message::MarketFlat)));
    let list = element("select")
        .with("id", "market")
        .with("autocomplete", "off")
        .value(live(move || store.inputs().market.code().to_owned()))
        .on("change", move |event| {
            if let Some(market) = MarketChoice::from_code(&event_target_value(&event)) {
                store.choose_market(market);
            }
        })
        .list(options);
    element("div")
        .class("market")
        .children([element("label").with("for", "market").text(store.text(Message::Market)), list])
}
