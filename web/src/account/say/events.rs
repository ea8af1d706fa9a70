//! The log: one sentence for each thing that happened.

use super::{careful_price, list, name, unit};
use crate::account::log::{Entry, Happening, Held};
use crate::number::Rounding;
use crate::words::{Message, Speaker};
use margin_core::account::{Liquidated, Trade};
use margin_core::{Decimal, Event, MarginMode};
use margin_venues::Listed;

/// One line of the log as a sentence.
pub fn entry(speaker: Speaker<'_>, entry: &Entry) -> String {
    match &entry.what {
        Happening::Moved { market, from, to } => moved(speaker, market, *from, *to),
        Happening::Caused { event, positions, isolated } => caused(speaker, event, positions, isolated),
    }
}

fn moved(speaker: Speaker<'_>, market: &Listed, from: Decimal, to: Decimal) -> String {
    let message = if to < from { Message::LogFell } else { Message::LogRose };
    let price = |price| speaker.locale.price(price, Rounding::Nearest);
    speaker.words.fill(message, &[("market", market.symbol()), ("from", &price(from)), ("to", &price(to))])
}

fn caused(speaker: Speaker<'_>, event: &Event, positions: &[Held], isolated: &[Held]) -> String {
    let first = positions.first();
    let position = first.map_or_else(String::new, |position| name(speaker, position));
    let is_isolated = first.is_some_and(|position| position.mode == MarginMode::Isolated);
    let choose = |isolated, cross| if is_isolated { isolated } else { cross };
    let of_amount = |message: Message, amount: Decimal| {
        let amount = speaker.locale.money(amount.abs());
        speaker.words.fill(message, &[("position", &position), ("amount", &amount)])
    };
    match event {
        Event::Opened(trade) => {
            traded(speaker, choose(Message::LogOpenedIsolated, Message::LogOpenedCross), &position, first, trade)
        }
        Event::Increased(trade) => {
            traded(speaker, choose(Message::LogIncreasedIsolated, Message::LogIncreasedCross), &position, first, trade)
        }
        Event::Reduced(trade) => {
            traded(speaker, choose(Message::LogReducedIsolated, Message::LogReducedCross), &position, first, trade)
        }
        Event::Closed(trade) => {
            traded(speaker, choose(Message::LogClosedIsolated, Message::LogClosedCross), &position, first, trade)
        }
        Event::MarginAdded { amount, .. } => of_amount(Message::LogMarginAdded, *amount),
        Event::MarginRemoved { amount, .. } => of_amount(Message::LogMarginRemoved, *amount),
        Event::Funded { amount, .. } if amount.is_sign_negative() => {
            of_amount(choose(Message::LogPaidIsolated, Message::LogPaidCross), *amount)
        }
        Event::Funded { amount, .. } => {
            of_amount(choose(Message::LogReceivedIsolated, Message::LogReceivedCross), *amount)
        }
        Event::MarginModeSet { market, mode } => {
            let message = match mode {
                MarginMode::Isolated => Message::LogModeIsolated,
                MarginMode::Cross => Message::LogModeCross,
            };
            speaker.words.fill(message, &[("market", market)])
        }
        Event::LeverageSet { market, leverage } => {
            let leverage = speaker.leverage(*leverage);
            speaker.words.fill(Message::LogLeverage, &[("market", market), ("leverage", &leverage)])
        }
        Event::Deposited { amount } => of_amount(Message::LogDeposited, *amount),
        Event::Withdrawn { amount } => of_amount(Message::LogWithdrawn, *amount),
        Event::Liquidated(fallen) => liquidated(speaker, fallen, positions, isolated),
    }
}

fn traded(speaker: Speaker<'_>, message: Message, position: &str, held: Option<&Held>, trade: &Trade) -> String {
    let parameters = [
        ("position", position),
        ("size", &speaker.size(trade.size, held.map_or("", |held| unit(speaker, &held.market)))),
        ("price", &speaker.locale.price(trade.price, Rounding::Nearest)),
        ("profit", &speaker.locale.profit(trade.realized_pnl)),
        ("margin", &speaker.locale.money(trade.margin.abs())),
    ];
    speaker.words.fill(message, &parameters)
}

fn liquidated(speaker: Speaker<'_>, fallen: &Liquidated, positions: &[Held], isolated: &[Held]) -> String {
    let price_of = |held: &Held| {
        let price = fallen.prices.iter().find(|(symbol, _)| symbol == held.market.symbol());
        price.map_or_else(String::new, |(_, price)| careful_price(speaker, held.side, *price))
    };
    let named = |held: &Held| {
        let parameters = [("position", &*name(speaker, held)), ("price", &*price_of(held))];
        speaker.words.fill(Message::NameAt, &parameters)
    };
    // Funding can have used the collateral up; what it owed beyond that is nobody's loss here.
    let has_loss = fallen.loss > Decimal::ZERO;
    let message = match (fallen.mode, positions.len() > 1, isolated.is_empty()) {
        (MarginMode::Isolated, ..) if has_loss => Message::LogLiquidatedIsolated,
        (MarginMode::Isolated, ..) => Message::LogLiquidatedUsedUp,
        (MarginMode::Cross, ..) if !has_loss => Message::LogLiquidatedAllUsedUp,
        (MarginMode::Cross, false, true) => Message::LogLiquidatedCross,
        (MarginMode::Cross, false, false) => Message::LogLiquidatedCrossBeside,
        (MarginMode::Cross, true, true) => Message::LogLiquidatedAll,
        (MarginMode::Cross, true, false) => Message::LogLiquidatedAllBeside,
    };
    let first = positions.first();
    let parameters = [
        ("position", &*first.map_or_else(String::new, |held| name(speaker, held))),
        ("price", &*first.map_or_else(String::new, price_of)),
        ("positions", &*list(speaker, positions.iter().map(named))),
        ("loss", &*speaker.locale.money(fallen.loss)),
        ("wallet", &*speaker.locale.money(fallen.wallet_after)),
        ("isolated", &*list(speaker, isolated.iter().map(|held| name(speaker, held)))),
    ];
    speaker.words.fill(message, &parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Desk, Scene, link};
    use crate::number::Locale;
    use crate::words::Catalogue;
    use margin_core::{Open, Operation, PositionId, Quantity, Side, parse};

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    /// The log, each line with its account.
    fn said(desk: &Desk) -> Vec<String> {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        let line = |line: &std::sync::Arc<Entry>| {
            let account = line.account.map_or("both".to_owned(), |account| account.to_string());
            format!("{account}: {}", entry(speaker, line)).replace('\u{a0}', " ")
        };
        desk.log().iter().map(line).collect()
    }

    fn last(desk: &Desk) -> String {
        said(desk).last().unwrap().split_once(": ").unwrap().1.to_owned()
    }

    fn of_link(link: &str) -> Desk {
        let (desk, notices) = link::parsed(link);
        assert_eq!(notices, [], "{link}");
        desk
    }

    #[test]
    fn an_isolated_liquidation_says_what_is_lost_and_what_is_untouched() {
        let mut desk = Desk::of_scene(Scene::OpeningTwice);
        desk.step().unwrap();
        desk.step().unwrap();
        assert_eq!(
            said(&desk),
            [
                "both: BTCUSDT fell from 60,000.00 to 55,000.00",
                "both: BTCUSDT fell from 55,000.00 to 54,216.87",
                "0: BTCUSDT long was liquidated at 54,216.87: 100.00 of isolated margin lost, 1,900.00 of the wallet untouched",
                "both: BTCUSDT fell from 54,216.87 to 54,000.00",
            ]
        );
    }

    #[test]
    fn a_cross_liquidation_names_all_that_fall_and_what_survives() {
        let mut desk = Desk::of_scene(Scene::OneTakesAll);
        while desk.next_step().is_some() {
            desk.step().unwrap();
        }
        let fallen: Vec<String> = said(&desk).into_iter().filter(|line| line.contains("liquidated")).collect();
        assert_eq!(
            fallen,
            [
                "0: ETHUSDT long was liquidated at 3,947.07: 800.00 of isolated margin lost, 1,200.00 of the wallet untouched",
                "1: All cross positions were liquidated together, BTCUSDT long at 102,000.00, ETHUSDT long at 3,470.10: \
                 all 2,000.00 of cross collateral lost, 0.00 of the wallet left",
            ]
        );
        let one = "a1&a.wallet=1000&a.ETHUSDT=isolated:10&a.SOLUSDT=isolated:10&a.1=BTCUSDT:short:0.1:6000\
                   &a.2=ETHUSDT:long:1:2000:200&a.3=SOLUSDT:short:10:1000:100";
        let mut desk = of_link(one);
        desk.slide("BTCUSDT", decimal("90000"), None).unwrap();
        assert_eq!(
            said(&desk)[1],
            "0: BTCUSDT short was liquidated at 66,733.06: all 700.00 of cross collateral lost, 300.00 of the wallet left. \
             Untouched in isolated: ETHUSDT long, SOLUSDT short"
        );
    }

    #[test]
    fn a_margin_that_funding_used_up_is_no_loss_of_the_price() {
        let mut desk = of_link("a1&a.wallet=1000&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.1:5000:100");
        desk.fund("BTCUSDT", decimal("0.03")).unwrap();
        desk.slide("BTCUSDT", decimal("40000"), None).unwrap();
        assert_eq!(
            said(&desk)[2],
            "0: BTCUSDT long was liquidated at 51,004.02: funding had used up its margin, 900.00 of the wallet untouched"
        );
        let mut desk = of_link("a1&a.wallet=100&a.1=BTCUSDT:long:0.1:5000");
        desk.fund("BTCUSDT", decimal("0.03")).unwrap();
        desk.slide("BTCUSDT", decimal("40000"), None).unwrap();
        assert_eq!(
            said(&desk)[2],
            "0: All that was in cross was liquidated, BTCUSDT long at 51,004.02: the cross collateral had been used up \
             before, 0.00 of the wallet left"
        );
    }

    #[test]
    fn every_operation_has_its_line() {
        let mut desk = of_link("a1&a.wallet=2000");
        let market = "BTCUSDT".to_owned();
        let id = PositionId(1);
        let open = |side, value: &str| Operation::Open(Open::new("BTCUSDT", side, Quantity::Value(decimal(value))));
        let amount = decimal("25.5");
        for (account, operation, sentence) in [
            (
                0,
                Operation::SetLeverage { market: market.clone(), leverage: decimal("10") },
                "The leverage of BTCUSDT is now 10×",
            ),
            (
                0,
                Operation::SetMarginMode { market: market.clone(), mode: MarginMode::Isolated },
                "BTCUSDT is now in isolated",
            ),
            (
                0,
                open(Side::Long, "1200"),
                "BTCUSDT long was opened in isolated: 0.02 BTC at 60,000.00, 120.00 of margin allocated",
            ),
            (0, open(Side::Long, "600"), "BTCUSDT long grew by 0.01 BTC at 60,000.00, 60.00 of margin allocated to it"),
            (0, Operation::AddMargin { id, amount }, "25.50 of margin was added to BTCUSDT long"),
            (0, Operation::RemoveMargin { id, amount }, "25.50 of margin was taken out of BTCUSDT long"),
            (
                0,
                Operation::Close { id, size: Some(decimal("0.01")), price: Some(decimal("63000")) },
                "BTCUSDT long was reduced by 0.01 BTC at 63,000.00: +30.00 realised, 60.00 of margin released",
            ),
            (
                0,
                Operation::Close { id, size: None, price: Some(decimal("59000")) },
                "BTCUSDT long was closed, 0.02 BTC at 59,000.00: −20.00 realised, 120.00 of margin released",
            ),
            (0, Operation::SetMarginMode { market, mode: MarginMode::Cross }, "BTCUSDT is now in cross"),
            (0, open(Side::Short, "1200"), "BTCUSDT short was opened in cross: 0.02 BTC at 60,000.00"),
            (0, open(Side::Short, "1200"), "BTCUSDT short grew by 0.02 BTC at 60,000.00"),
            (0, open(Side::Long, "600"), "BTCUSDT short was reduced by 0.01 BTC at 60,000.00: 0.00 realised"),
            (
                0,
                Operation::Fund { market: "BTCUSDT".to_owned(), rate: decimal("0.0001"), time: None },
                "BTCUSDT short received 0.18 of funding into the wallet",
            ),
            (
                0,
                Operation::Close { id: PositionId(2), size: None, price: None },
                "BTCUSDT short was closed, 0.03 BTC at 60,000.00: 0.00 realised",
            ),
            (0, Operation::Deposit { amount }, "25.50 was put into the wallet"),
            (0, Operation::Withdraw { amount }, "25.50 was taken out of the wallet"),
        ] {
            desk.apply(account, &operation).unwrap();
            assert_eq!(last(&desk), sentence);
        }
        let mut desk = Desk::of_scene(Scene::OpeningTwice);
        desk.fund("BTCUSDT", decimal("0.0001")).unwrap();
        assert_eq!(
            said(&desk),
            [
                "0: BTCUSDT long paid 0.10 of funding out of its margin",
                "1: BTCUSDT long paid 0.10 of funding out of the wallet",
            ]
        );
        desk.fund("BTCUSDT", decimal("-0.0001")).unwrap();
        assert_eq!(said(&desk)[2], "0: BTCUSDT long received 0.10 of funding into its margin");
        let turned = Operation::Open(Open::new("BTCUSDT", Side::Short, Quantity::Size(decimal("0.5"))));
        desk.apply(0, &turned).unwrap_err();
        let turned = Operation::Open(Open::new("BTCUSDT", Side::Short, Quantity::Size(decimal("0.02"))));
        desk.apply(1, &turned).unwrap();
        assert_eq!(
            said(&desk)[4..],
            [
                "1: BTCUSDT long was closed, 0.016667 BTC at 60,000.00: 0.00 realised",
                "1: BTCUSDT short was opened in cross: 0.0033333 BTC at 60,000.00",
            ]
        );
    }
}
