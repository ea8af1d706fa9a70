//! The card of an open position.

use super::mode::mode_switch;
use super::panel::{opener, place};
use super::{Store, not, paragraph, ratio, row};
use crate::account::store::{Action, Measure, PositionView, Strip};
use crate::components::{Live, flag, live, number};
use crate::element::{Element, drawing, element, space};
use crate::words::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// One position. It shows what the store has of it, and nothing once it is gone.
pub(super) fn card(store: Store, account: usize, id: u32) -> Element {
    // What is on a card asks for its position alone: it stays as it is while others change.
    let view = Memo::new(move |_| store.position(account, id));
    let read = move |of: fn(&PositionView) -> String| -> Live { live(move || view.with(|view| of(view))) };
    let measure = move |measure: Measure| number(measure.field(), move |of| view.with(|view| of(view.figure(measure))));
    let text = |message: Message| element("span").text(store.text(message));
    let is = |mode: &'static str| flag(move || view.with(|view| view.mode == mode));
    let market = move || view.with(|view| view.symbol.clone());
    let name = ["position-", &account.to_string(), "-", &id.to_string()].concat();
    let [mode, locked] = mode_switch(store, account, market, &name);
    let is_isolated = is("isolated");
    let fact = |name: Message, of: Measure| row(store.text(name), measure(of));
    let title = element("h3").children([
        element("span").text(read(|position| position.symbol.clone())),
        space(),
        element("span").class("what").text(read(|position| position.what.clone())),
    ]);
    element("article")
        .class("position")
        .class_if("isolated", is_isolated)
        .class_if("cross", is("cross"))
        .class_if("near", flag(move || view.with(|view| view.is_near)))
        .with("aria-label", read(|position| position.name.clone()))
        .with("data-position", id.to_string())
        .children([
            element("header").children([title, mode]),
            locked,
            element("div").class("answer").children([
                element("div").children([
                    paragraph("asked", text(Message::LiquidatedAt)),
                    paragraph("big", measure(Measure::LiquidationPrice)),
                    element("p").class("beneath").text(read(|position| position.beneath.clone())),
                ]),
                element("div").class("profit").children([
                    paragraph("asked", text(Message::ProfitShort)),
                    paragraph("gain", measure(Measure::UnrealizedPnl)),
                    element("p").class("beneath").children([measure(Measure::Roe), space(), text(Message::Roe)]),
                ]),
            ]),
            strip(store, view),
            ratio(
                store.text(Message::MarginRatioToLiquidation),
                measure(Measure::MarginRatio),
                read(|position| position.bar.clone()),
            ),
            element("dl").children([
                fact(Message::Size, Measure::Size),
                fact(Message::Entry, Measure::EntryPrice),
                fact(Message::Allocated, Measure::Margin),
                fact(Message::MaxLoss, Measure::MaxLoss),
            ]),
            element("div").class("actions").children([
                element("div").children([
                    opener(store, account, Action::Add(id)).class_if("hidden", not(is_isolated)),
                    opener(store, account, Action::Remove(id)).class_if("hidden", not(is_isolated)),
                    opener(store, account, Action::Close(id)),
                ]),
                element("div")
                    .children([opener(store, account, Action::Leverage(id)), opener(store, account, Action::Fund(id))]),
            ]),
            place(
                store,
                account,
                [Action::Add, Action::Remove, Action::Close, Action::Leverage, Action::Fund].map(|of| of(id)),
            ),
        ])
}

/// Where it was entered, where the mark is, and where it ends, at a glance; all of it is in the numbers, too.
fn strip(store: Store, view: Memo<Arc<PositionView>>) -> Element {
    // The attributes of a strip that is gone must be valid ones, too.
    let read = move |of: fn(&Strip) -> &str| -> Live {
        live(move || {
            let text = view.with(|view| of(&view.strip).to_owned());
            if text.is_empty() { "0".to_owned() } else { text }
        })
    };
    let is = |of: fn(&Strip) -> bool| flag(move || view.with(|view| of(&view.strip)));
    let label = |class: &'static str, y: &str, words: Message, x: Live, anchor: Live| {
        drawing("text").class(class).with("y", y).with("x", x).with("text-anchor", anchor).text(store.text(words))
    };
    let bar =
        |class: &'static str, y: &str, height: &str| drawing("rect").class(class).with("y", y).with("height", height);
    let line = |class: &'static str, top: &str, bottom: &str, from: Live, to: Live| {
        drawing("line").class(class).with("y1", top).with("y2", bottom).with("x1", from).with("x2", to)
    };
    let (entry, mark, end) = (read(|strip| &strip.entry), read(|strip| &strip.mark), read(|strip| &strip.end));
    drawing("svg")
        .class("strip")
        .with("aria-hidden", "true")
        .with("height", "54")
        .class_if("endless", is(|strip| strip.end.is_empty()))
        .class_if("crowded", is(|strip| !strip.has_entry_label))
        .class_if("loss", is(|strip| !strip.is_gain))
        .children([
            bar("rail", "25", "2").with("width", "100%"),
            bar("beyond", "20", "12")
                .with("x", read(|strip| &strip.beyond.0))
                .with("width", read(|strip| &strip.beyond.1)),
            line("way", "26", "26", read(|strip| &strip.way.0), read(|strip| &strip.way.1)),
            line("gained", "26", "26", read(|strip| &strip.gained.0), read(|strip| &strip.gained.1)),
            line("entry-tick", "19", "33", entry, entry),
            line("end-tick", "17", "35", end, end),
            drawing("circle").class("mark-dot").with("cy", "26").with("r", "5.5").with("cx", mark),
            label("mark-label", "12", Message::StripMark, mark, read(|strip| strip.anchors[0])),
            label("entry-label", "50", Message::StripEntry, entry, read(|strip| strip.anchors[1])),
            label("end-label", "50", Message::StripEnd, end, read(|strip| strip.anchors[2])),
        ])
}
