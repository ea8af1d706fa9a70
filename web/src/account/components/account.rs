//! One account: its wallet, and what is open in it.

use super::panel::{opener, place};
use super::position::card;
use super::{Store, not, paragraph, ratio, row};
use crate::account::store::{AccountView, Action, Total, heading_id};
use crate::components::{Live, flag, live, number};
use crate::element::{Element, element};
use crate::words::Message;
use leptos::prelude::*;

/// The panel of an account.
pub fn account_panel(store: Store, account: usize) -> Element {
    let view = Memo::new(move |_| store.account(account));
    let read = move |of: fn(&AccountView) -> String| -> Live { live(move || view.with(|view| of(view))) };
    let total = |total: Total| number(total.field(), move |of| view.with(|view| of(view.figure(total))));
    let is = |tone: &'static str| flag(move || view.with(|view| view.tone == tone));
    let name = read(|account| account.name.clone());
    let is_empty = flag(move || view.with(|view| view.positions.is_empty()));
    let fallen = move |index: usize| {
        let text = live(move || view.with(|view| view.fallen.get(index).cloned().unwrap_or_default()));
        element("li").text(text)
    };
    let shared = |mode: &str, name: Message, of: Total, width: fn(&AccountView) -> &Option<String>| {
        let read = move || view.with(|view| width(view).clone());
        let bar = ratio(store.text(name), total(of), live(move || read().unwrap_or_default()));
        bar.with("data-mode", mode).class_if("hidden", flag(move || read().is_none()))
    };
    let fact = |name: Message, of: Total| row(store.text(name), total(of));
    element("section")
        .class("account")
        .class_if("isolated", is("isolated"))
        .class_if("cross", is("cross"))
        .with("aria-label", name)
        .with("data-account", account.to_string())
        .children([
            element("header").children([
                element("h2").with("id", heading_id(account)).with("tabindex", "-1").text(name),
                element("div")
                    .class("money")
                    .children([opener(store, account, Action::Deposit), opener(store, account, Action::Withdraw)]),
            ]),
            place(store, account, [Action::Deposit, Action::Withdraw]),
            element("div").class("wallet").children([
                element("div").class("balance").children([
                    element("p").class("asked").text(store.text(Message::Wallet)),
                    paragraph("big", total(Total::WalletBalance)),
                ]),
                element("dl").children([
                    fact(Message::OpenProfit, Total::UnrealizedPnl),
                    fact(Message::Equity, Total::Equity),
                    fact(Message::Available, Total::AvailableBalance),
                    fact(Message::Withdrawable, Total::WithdrawableBalance),
                ]),
                shared("isolated", Message::AllocatedOf, Total::Allocated, |account| &account.allocated_bar),
                shared("cross", Message::CrossRatio, Total::CrossMarginRatio, |account| &account.cross_bar),
            ]),
            element("ul").class("fallen").keyed(move || view.with(|view| (0..view.fallen.len()).collect()), fallen),
            element("div").class("positions").keyed(
                move || view.with(|view| view.positions.iter().map(|open| open.id as usize).collect()),
                move |id| card(store, account, u32::try_from(id).unwrap_or_default()),
            ),
            element("p").class("nothing").class_if("hidden", not(is_empty)).text(store.text(Message::NoPosition)),
            element("div")
                .class("opening")
                .children([opener(store, account, Action::Open), place(store, account, [Action::Open])]),
        ])
}
