//! One account: its wallet, and what is open in it.

use super::panel::{opener, place};
use super::position::{bar, card};
use super::{Store, number, row};
use crate::account::store::{AccountView, Action, Total, heading_id};
use crate::components::{Live, flag, live};
use crate::words::Message;
use leptos::prelude::*;

/// The panel of an account.
#[component]
pub fn AccountPanel(store: Store, account: usize) -> impl IntoView {
    let read = move |of: fn(&AccountView) -> String| -> Live { live(move || store.account(account, of)) };
    let total = move |total: Total| {
        number(total.field(), move |of| store.account(account, |account| of(account.figure(total))))
    };
    let is = move |tone: &'static str| flag(move || store.account(account, |account| account.tone == tone));
    let name = read(|account| account.name.clone());
    let has_no_cross = flag(move || store.account(account, |account| account.cross_bar.is_none()));
    let is_empty = flag(move || store.account(account, |account| account.positions.is_empty()));
    view! {
        <section
            class="account"
            class:isolated=is("isolated")
            class:cross=is("cross")
            aria-label=name
            data-account=account.to_string()
        >
            <header>
                <h2 id=heading_id(account) tabindex="-1">{name}</h2>
                <div class="money">
                    {opener(store, account, Action::Deposit)}
                    {opener(store, account, Action::Withdraw)}
                </div>
            </header>
            {place(store, account, &[|_| Action::Deposit, |_| Action::Withdraw], 0)}
            <div class="wallet">
                <div class="balance">
                    <p class="asked">{store.text(Message::Wallet)}</p>
                    <p class="big">{total(Total::WalletBalance)}</p>
                </div>
                <dl>
                    {row(store.text(Message::OpenProfit), total(Total::UnrealizedPnl))}
                    {row(store.text(Message::Equity), total(Total::Equity))}
                    {row(store.text(Message::Available), total(Total::AvailableBalance))}
                </dl>
                <div class="shared" class:none=has_no_cross>
                    {bar(
                        store.text(Message::CrossRatio),
                        total(Total::CrossMarginRatio),
                        read(|account| account.cross_bar.clone().unwrap_or_else(|| "0".to_owned())),
                    )}
                </div>
            </div>
            <ul class="fallen">
                {move || {
                    let said = |text: String| view! { <li>{text}</li> }.into_any();
                    store.account(account, |account| account.fallen.clone()).into_iter().map(said).collect_view()
                }}
            </ul>
            <div class="positions">
                <For
                    each=move || store.positions(account)
                    key=|id| *id
                    children=move |id| card(store, account, id)
                />
            </div>
            <p class="nothing" class:hidden=flag(move || !is_empty.get())>{store.text(Message::NoPosition)}</p>
            <div class="opening">
                {opener(store, account, Action::Open)}
                {place(store, account, &[|_| Action::Open], 0)}
            </div>
        </section>
    }
}
