//! One account: its wallet, and what is open in it.

use super::panel::{opener, place};
use super::position::card;
use super::{Store, bar, not, number, paragraph, row};
use crate::account::store::{AccountView, Action, Total, heading_id};
use crate::components::{Live, flag, live};
use crate::element::{Element, element};
use crate::words::Message;

/// The panel of an account.
pub fn account_panel(store: Store, account: usize) -> Element {
    let read = move |of: fn(&AccountView) -> String| -> Live { live(move || store.account(account, of)) };
    let total =
        |total: Total| number(total.field(), move |of| store.account(account, |account| of(account.figure(total))));
    let is = |tone: &'static str| flag(move || store.account(account, |account| account.tone == tone));
    let name = read(|account| account.name.clone());
    let is_empty = flag(move || store.account(account, |account| account.positions.is_empty()));
    let fallen = move |index: usize| {
        let text =
            live(move || store.account(account, |account| account.fallen.get(index).cloned().unwrap_or_default()));
        element("li").text(text)
    };
    let shared = |mode: &str, name: Message, of: Total, width: fn(&AccountView) -> &Option<String>| {
        let read = move || store.account(account, |account| width(account).clone());
        let bar = bar(store.text(name), total(of), live(move || read().unwrap_or_default()));
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
            element("ul")
                .class("fallen")
                .keyed(move || store.account(account, |account| (0..account.fallen.len()).collect()), fallen),
            element("div").class("positions").keyed(
                move || {
                    store.account(account, |account| account.positions.iter().map(|open| open.id as usize).collect())
                },
                move |id| card(store, account, u32::try_from(id).unwrap_or_default()),
            ),
            element("p").class("nothing").class_if("hidden", not(is_empty)).text(store.text(Message::NoPosition)),
            element("div")
                .class("opening")
                .children([opener(store, account, Action::Open), place(store, account, [Action::Open])]),
        ])
}
