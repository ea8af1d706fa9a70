//! The numbers of the picture as a table.

use super::chart::in_coin;
use crate::browser;
use crate::compare::chart::{ROWS, Row, rows};
use crate::compare::store::Store;
use crate::components::{Live, flag, live};
use crate::element::{Element, element, words};
use crate::figure::money;
use crate::number::Rounding;
use crate::words::{Message, Speaker};
use leptos::prelude::*;
use margin_core::Decimal;
use std::sync::Arc;

/// The table. It is brought up to date while it is open.
pub(super) fn numbers_table(store: Store) -> Element {
    let is_open = RwSignal::new(false);
    let table = Memo::new(move |known: Option<&Arc<Vec<Row>>>| match known {
        Some(known) if !is_open.get() => known.clone(),
        _ => {
            is_open.track();
            let reading = store.reading();
            Arc::new(rows(&reading.state, &reading.plot).unwrap_or_default())
        }
    });
    let head = |name: Message| element("th").with("scope", "col").text(store.text(name));
    element("details")
        .class("numbers")
        .apart()
        .on("toggle", move |event| is_open.set(browser::is_open(&event)))
        .children([
            element("summary").text(store.text(Message::ShowTable)),
            element("table").children([
                element("caption").text(in_coin(store, Message::TableCaption)),
                element("thead").children([element("tr").children([
                    head(Message::TablePrice),
                    head(Message::Isolated),
                    head(Message::Cross),
                ])]),
                element("tbody").list((0..ROWS).map(|index| row(store, table, index)).collect()),
            ]),
        ])
}

/// A price, what it is, and what is left there in each mode.
fn row(store: Store, table: Memo<Arc<Vec<Row>>>, index: usize) -> Element {
    let read = move |text: fn(&Row, Speaker<'_>) -> String| -> Live {
        live(move || {
            table.with(|rows| rows.get(index).map(|row| store.speak(|speaker| text(row, speaker))).unwrap_or_default())
        })
    };
    let price = read(|row, speaker| speaker.locale.price(row.price, Rounding::Nearest));
    let name = read(|row, speaker| row.name.map(|name| speaker.words.text(name).to_owned()).unwrap_or_default());
    let left = move |of: fn(&Row) -> Decimal| -> Live {
        live(move || {
            let coin = store.position.listed().settle.clone();
            let amount = table.with(|rows| rows.get(index).map(of)).unwrap_or_default();
            store.speak(|speaker| money(amount, &coin, speaker).full)
        })
    };
    let is_unused = flag(move || table.with(|rows| rows.len() <= index));
    element("tr").class_if("hidden", is_unused).children([
        element("th")
            .with("scope", "row")
            .children([words(live(move || price.get() + " ")), element("small").text(name)]),
        element("td").text(left(|row| row.isolated)),
        element("td").text(left(|row| row.cross)),
    ])
}
