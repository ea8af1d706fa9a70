//! Refusals: what is wrong with an operation, and what it would take instead.

use super::{list, name, unit};
use crate::account::desk::Desk;
use crate::account::log::Held;
use crate::account::traded;
use crate::number::{CENT, Rounding, Sign, significant_places};
use crate::words::{Message, Speaker};
use margin_core::{Decimal, ErrorCode, MarginError, MarginMode, Operation};
use margin_venues::Listed;

/// What an operation is about, and how it was refused.
struct Refused<'a> {
    speaker: Speaker<'a>,
    desk: &'a Desk,
    operation: &'a Operation,
    error: &'a MarginError,
    positions: Vec<Held>,
}

/// Why an account refuses an operation, and what it would take instead.
pub fn refusal(
    speaker: Speaker<'_>,
    desk: &Desk,
    account: usize,
    operation: &Operation,
    error: &MarginError,
) -> String {
    let positions = desk.held(account);
    Refused { speaker, desk, operation, error, positions }.said()
}

impl Refused<'_> {
    fn said(&self) -> String {
        let field = self.error.field().unwrap_or_default();
        match (self.error.code(), field) {
            (ErrorCode::ModeLocked, _) => self.mode_locked(),
            (ErrorCode::LeverageLocked, _) => self.leverage(Message::RefusedLeverageLocked, Message::Unworkable),
            (ErrorCode::NotIsolated, _) if self.position().is_some() => self.fill(Message::RefusedNotIsolated),
            (ErrorCode::NotIsolated, _) => self.fill(Message::RefusedCrossMargin),
            (ErrorCode::InsufficientBalance | ErrorCode::InsufficientMargin, "leverage") => {
                self.leverage(Message::RefusedLeverageLow, Message::RefusedLeverageCover)
            }
            (ErrorCode::InsufficientBalance, "wallet_balance") => self.fill(Message::RefusedWallet),
            (ErrorCode::InsufficientBalance, "isolated_margin") => {
                self.up_to(Message::RefusedAllocate, Message::RefusedAllocateNone)
            }
            (ErrorCode::InsufficientBalance, _) => match self.operation {
                Operation::AddMargin { .. } => self.up_to(Message::RefusedAdd, Message::RefusedAddNone),
                Operation::Withdraw { .. } => self.up_to(Message::RefusedWithdraw, Message::RefusedWithdrawNone),
                _ => self.up_to(Message::RefusedOpen, Message::RefusedOpenNone),
            },
            (ErrorCode::InsufficientMargin, _) => self.up_to(Message::RefusedRemove, Message::RefusedRemoveNone),
            (ErrorCode::BeyondBankruptcy, _) => {
                let allowed = self.error.allowed();
                self.fill(match (allowed.minimum, allowed.maximum) {
                    (Some(_), None) => Message::RefusedBankruptLong,
                    (None, Some(_)) if self.is_short() => Message::RefusedBankruptShort,
                    _ => Message::RefusedBankrupt,
                })
            }
            (ErrorCode::WouldLiquidate, "isolated_margin") => self.fill(Message::RefusedThinMargin),
            (ErrorCode::WouldLiquidate, _) => self.would_liquidate(),
            (ErrorCode::OutOfRange | ErrorCode::NotPositive, "isolated_margin") => self.fill(Message::RefusedInitial),
            (ErrorCode::NotPositive, _) => self.fill(Message::Zero),
            (ErrorCode::Negative, _) => self.fill(Message::Minus),
            (ErrorCode::BeyondTable, _) => self.up_to(Message::RefusedOpenEnd, Message::RefusedOpenEndNone),
            (ErrorCode::OutOfRange | ErrorCode::LeverageAboveTier, _) => self.out_of_range(field),
            (ErrorCode::TooManyDigits, _) => self.fill(Message::RefusedPlaces),
            (ErrorCode::UnknownPosition, _) => self.fill(Message::RefusedGone),
            (ErrorCode::UnknownMarket, _) => self.fill(Message::RefusedMarket),
            (ErrorCode::MissingPrice, _) => self.fill(Message::RefusedPrice),
            (ErrorCode::UnsupportedCombination, _) => self.fill(Message::RefusedOnlyReduces),
            _ => self.fill(Message::Unworkable),
        }
    }

    fn mode_locked(&self) -> String {
        self.fill(match self.operation {
            Operation::SetMarginMode { mode: MarginMode::Isolated, .. } => Message::RefusedModeIsolated,
            _ => Message::RefusedModeCross,
        })
    }

    fn would_liquidate(&self) -> String {
        let falling = self.error.value().and_then(|id| self.positions.iter().find(|held| held.id.to_string() == id));
        match falling {
            Some(held) => {
                let position = name(self.speaker, held);
                self.speaker.words.fill(Message::RefusedLiquidates, &[("position", &position)])
            }
            None if self.error.value() == Some("cross") => self.fill(Message::RefusedLiquidatesCross),
            // The position is one that the operation itself would open.
            None => self.fill(Message::RefusedLiquidatesNew),
        }
    }

    fn out_of_range(&self, field: &str) -> String {
        let allowed = self.error.allowed();
        let is_below_most = allowed.minimum.is_none() && allowed.maximum.is_some();
        match (self.operation, field) {
            (Operation::Close { .. }, "size") => self.fill(Message::RefusedClose),
            (_, "leverage") if is_below_most => self.fill(Message::RefusedTier),
            (_, "leverage") => self.fill(Message::RefusedLeverageRange),
            (Operation::Open(_), "size" | "value") if is_below_most => {
                self.up_to(Message::RefusedOpenTier, Message::RefusedOpenTierNone)
            }
            (_, "wallet_balance") => self.fill(Message::RefusedWalletMost),
            (_, _) if allowed.minimum.is_some() && allowed.maximum.is_some() => self.fill(Message::RefusedRange),
            _ => self.fill(Message::Unworkable),
        }
    }

    /// With the most that is allowed, or without where that is nothing: less than a cent is.
    fn up_to(&self, some: Message, none: Message) -> String {
        let is_some = self.error.allowed().maximum.is_some_and(|most| most >= CENT);
        self.fill(if is_some { some } else { none })
    }

    /// With the least leverage that is allowed, or without where the market offers none that would do.
    fn leverage(&self, some: Message, none: Message) -> String {
        let offered = self.listed().and_then(|listed| traded::max_leverage(&listed.market));
        let is_offered = |least: Decimal| offered.is_none_or(|most| least <= most);
        self.fill(if self.error.allowed().minimum.is_some_and(is_offered) { some } else { none })
    }

    fn fill(&self, message: Message) -> String {
        let allowed = self.error.allowed();
        let shown =
            |value: Option<Decimal>, rounding| value.map_or_else(String::new, |value| self.allowed(value, rounding));
        let symbol = self.symbol().unwrap_or_default();
        let in_market = self.positions.iter().filter(|held| held.market.symbol() == symbol);
        let parameters = [
            ("market", symbol),
            ("position", &*self.position().map_or_else(String::new, |held| name(self.speaker, held))),
            ("positions", &*list(self.speaker, in_market.map(|held| name(self.speaker, held)))),
            ("minimum", &*shown(allowed.minimum, Rounding::Up)),
            ("maximum", &*shown(allowed.maximum, Rounding::Down)),
        ];
        self.speaker.words.fill(message, &parameters)
    }

    /// An end of what is allowed, in the unit of the refused field and rounded inward: as shown, it is accepted.
    fn allowed(&self, value: Decimal, rounding: Rounding) -> String {
        let locale = self.speaker.locale;
        match self.error.field().unwrap_or_default() {
            "leverage" => {
                let number = locale.number(value, 0, 2, rounding, Sign::Negative);
                number + self.speaker.words.text(Message::UnitLeverage)
            }
            "size" => match self.listed() {
                Some(listed) => size(self.speaker, listed, value, rounding),
                None => locale.exact(value),
            },
            "rate" => self.speaker.rate(value),
            "price" => locale.price(value, rounding),
            _ => limit(self.speaker, value, rounding),
        }
    }

    fn position(&self) -> Option<&Held> {
        let id = match self.operation {
            Operation::Close { id, .. } | Operation::AddMargin { id, .. } | Operation::RemoveMargin { id, .. } => *id,
            _ => return None,
        };
        self.positions.iter().find(|held| held.id == id)
    }

    fn is_short(&self) -> bool {
        self.position().is_some_and(|held| held.side == margin_core::Side::Short)
    }

    fn symbol(&self) -> Option<&str> {
        match self.operation {
            Operation::Open(open) => Some(&open.market),
            Operation::SetMarginMode { market, .. }
            | Operation::SetLeverage { market, .. }
            | Operation::Fund { market, .. } => Some(market),
            Operation::Mark { prices, .. } => prices.first().map(|(market, _)| market.as_str()),
            _ => self.position().map(|held| held.market.symbol()),
        }
    }

    fn listed(&self) -> Option<&Listed> {
        self.desk.market(self.symbol()?).map(|listed| &**listed)
    }
}

/// Money where what is allowed ends: to the cent, small amounts to two figures.
fn limit(speaker: Speaker<'_>, value: Decimal, rounding: Rounding) -> String {
    let places = significant_places(value, 2, 2);
    let number = speaker.locale.number(value, 0, places, rounding, Sign::Negative);
    speaker.locale.with_unit(&number, speaker.words.text(Message::UnitMoney))
}

/// A size where what is allowed ends: to eight figures.
fn size(speaker: Speaker<'_>, listed: &Listed, size: Decimal, rounding: Rounding) -> String {
    let places = significant_places(size, 8, 0);
    speaker.locale.with_unit(&speaker.locale.number(size, 0, places, rounding, Sign::Negative), unit(speaker, listed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Desk, link};
    use crate::number::Locale;
    use crate::words::Catalogue;
    use margin_core::{Open, PositionId, Quantity, Side, parse};

    /// An isolated long of 0.1 bitcoin, a cross long of 10 ether, 1,000 of 2,500 free.
    const ACCOUNT: &str = "a1&a.wallet=2500&a.BTCUSDT=isolated:10&a.ETHUSDT=cross:20&a.1=BTCUSDT:long:0.1:6000:600\
                           &a.2=ETHUSDT:long:10:20000";

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn said_of(account: &str, operation: &Operation) -> String {
        let (desk, notices) = link::parsed(account);
        assert_eq!(notices, [], "{account}");
        said_on(&desk, operation)
    }

    fn said_on(desk: &Desk, operation: &Operation) -> String {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let error = desk.preview(0, operation).unwrap_err();
        let text = refusal(Speaker { words: &words, locale: &locale }, desk, 0, operation, &error);
        text.replace('\u{a0}', " ")
    }

    fn said(operation: &Operation) -> String {
        said_of(ACCOUNT, operation)
    }

    fn open(market: &str, side: Side, quantity: Quantity) -> Open {
        Open::new(market, side, quantity)
    }

    #[test]
    fn the_other_mode_of_an_open_position_is_refused_with_what_to_do_instead() {
        let mode = |market: &str, mode| Operation::SetMarginMode { market: market.to_owned(), mode };
        assert_eq!(
            said(&mode("BTCUSDT", MarginMode::Cross)),
            "The margin mode of BTCUSDT is isolated, and fixed while anything is open in it: BTCUSDT long. To have cross, \
             close that first, then choose cross and open again; or open in another market."
        );
        assert_eq!(
            said_of(
                "a1&a.wallet=2000&a.positions=hedge&a.1=ETHUSDT:long:0.1:200&a.2=ETHUSDT:short:0.1:200",
                &mode("ETHUSDT", MarginMode::Isolated)
            ),
            "The margin mode of ETHUSDT is cross, and fixed while anything is open in it: ETHUSDT long, ETHUSDT short. \
             To have isolated, close that first, then choose isolated and open again; or open in another market."
        );
    }

    #[test]
    fn amounts_over_what_is_possible_name_it() {
        let (isolated, cross) = (PositionId(1), PositionId(2));
        for (operation, sentence) in [
            (
                Operation::AddMargin { id: isolated, amount: decimal("5000") },
                "So much is not free. Up to 900 USD can be added to BTCUSDT long.",
            ),
            (
                Operation::RemoveMargin { id: isolated, amount: decimal("1") },
                "All of the margin of BTCUSDT long must stay, for value ÷ leverage and to hold off liquidation.",
            ),
            (
                Operation::AddMargin { id: cross, amount: decimal("1") },
                "ETHUSDT long is in cross: it shares the whole cross collateral and has no margin of its own to change.",
            ),
            (
                Operation::Withdraw { amount: decimal("900.01") },
                "The rest backs what is open. Up to 900 USD can be withdrawn.",
            ),
            (
                Operation::Close { id: isolated, size: Some(decimal("0.11")), price: None },
                "BTCUSDT long is 0.1 BTC in all: no more than that can be closed.",
            ),
            (
                Operation::Close { id: isolated, size: None, price: Some(decimal("50000")) },
                "At this price nothing would be left of what backs the position. Allowed: 54,000.00 or more.",
            ),
            (Operation::Close { id: PositionId(7), size: None, price: None }, "This position is no longer open."),
            (Operation::Deposit { amount: Decimal::ZERO }, "It must be above zero."),
            (Operation::Withdraw { amount: decimal("-1") }, "It must be above zero."),
            (
                Operation::Deposit { amount: decimal("0.1234567890123") },
                "Amounts and sizes have at most 12 decimal places.",
            ),
            (
                Operation::Deposit { amount: decimal("1000000000000000") },
                "The wallet would leave the range of the model, which ends at 1,000,000,000,000,000 USD.",
            ),
            (
                Operation::Deposit { amount: decimal("1000000000000001") },
                "This is outside the range of the model. Allowed: 0.000000000001 USD to 1,000,000,000,000,000 USD.",
            ),
        ] {
            assert_eq!(said(&operation), sentence, "{operation:?}");
        }
        let remove = Operation::RemoveMargin { id: isolated, amount: decimal("500") };
        assert_eq!(
            said_of(&ACCOUNT.replace("6000:600", "6000:900"), &remove),
            "The rest must stay, for value ÷ leverage and to hold off liquidation. Up to 300 USD can be taken out of \
             BTCUSDT long."
        );
        let full = ACCOUNT.replace("wallet=2500", "wallet=1600");
        for (operation, sentence) in [
            (
                Operation::AddMargin { id: isolated, amount: decimal("1") },
                "Nothing is free that could be added to BTCUSDT long.",
            ),
            (Operation::Withdraw { amount: decimal("1") }, "All of it backs what is open: nothing can be withdrawn."),
            (
                Operation::Open(open("SOLUSDT", Side::Long, Quantity::Value(decimal("5")))),
                "The free balance bears nothing more in SOLUSDT. Deposit, close something, or choose more leverage.",
            ),
        ] {
            assert_eq!(said_of(&full, &operation), sentence, "{operation:?}");
        }
    }

    #[test]
    fn leverage_is_refused_with_its_ends() {
        let set = |market: &str, leverage: &str| Operation::SetLeverage {
            market: market.to_owned(),
            leverage: decimal(leverage),
        };
        for (operation, sentence) in [
            (
                set("BTCUSDT", "9"),
                "While a position is open in isolated, the leverage of BTCUSDT can be raised but not lowered: at least \
                 10×. To have less, close the position first.",
            ),
            (set("ETHUSDT", "5"), "The margin behind ETHUSDT is not enough for so little leverage: at least 10.53×."),
            (set("SOLUSDT", "150"), "At this position size, the table of SOLUSDT allows a leverage of up to 100×."),
            (set("SOLUSDT", "5001"), "Leverage can be 0.01× to 5,000×."),
            (set("XRPUSDT", "5"), "The account has no such market."),
        ] {
            assert_eq!(said(&operation), sentence, "{operation:?}");
        }
        // A price at which the position has lost more than its margin covers at any leverage of the market.
        let thin = "a1&BTCUSDT=54300&a.wallet=600&a.BTCUSDT=isolated:10&a.1=BTCUSDT:long:0.1:6000:600";
        assert_eq!(
            said_of(thin, &set("BTCUSDT", "11")),
            "The margin behind BTCUSDT is not enough for this leverage. Add to it first."
        );
    }

    #[test]
    fn orders_are_refused_with_the_largest_or_the_least() {
        let value = |text: &str| Quantity::Value(decimal(text));
        let solana = |quantity| open("SOLUSDT", Side::Long, quantity);
        let bitcoin = |quantity| open("BTCUSDT", Side::Long, quantity);
        for (order, sentence) in [
            (
                solana(value("901")),
                "The free balance does not bear this. In SOLUSDT, up to 900 USD can be opened at this leverage.",
            ),
            (
                solana(Quantity::Size(decimal("901"))),
                "The free balance does not bear this. In SOLUSDT, up to 9 SOL can be opened at this leverage.",
            ),
            (
                bitcoin(value("9001")),
                "The free balance does not bear this. In BTCUSDT, up to 9,000 USD can be opened at this leverage.",
            ),
            (
                Open { isolated_margin: Some(decimal("99")), ..bitcoin(value("1000")) },
                "The margin must be at least value ÷ leverage: 100 USD.",
            ),
            (
                Open { isolated_margin: Some(decimal("0")), ..bitcoin(value("1000")) },
                "The margin must be at least value ÷ leverage: 100 USD.",
            ),
            (
                Open { isolated_margin: Some(decimal("901")), ..bitcoin(value("1000")) },
                "So much is not free. Allowed: up to 900 USD of margin.",
            ),
            (
                Open { isolated_margin: Some(decimal("100")), ..solana(value("10")) },
                "SOLUSDT is in cross, where nothing is allocated to one position. Choose isolated first, or leave the \
                 margin out.",
            ),
            (
                Open { isolated_margin: Some(decimal("9")), ..open("BTCUSDT", Side::Short, value("60")) },
                "This only reduces what is open in BTCUSDT; nothing is opened that margin could be allocated to.",
            ),
            (solana(value("0")), "It must be above zero."),
            (
                Open { leverage: Some(decimal("101")), ..solana(value("10")) },
                "At this position size, the table of SOLUSDT allows a leverage of up to 100×.",
            ),
        ] {
            assert_eq!(said(&Operation::Open(order.clone())), sentence, "{order:?}");
        }
        let rich = "a1&a.wallet=100000000&a.BTCUSDT=cross:150&a.1=BTCUSDT:long:1:60000";
        assert_eq!(
            said_of(rich, &Operation::Open(bitcoin(value("400000")))),
            "At this leverage, the table of BTCUSDT allows no more than 240,000 USD to be opened."
        );
    }

    #[test]
    fn whatever_the_core_refuses_has_a_sentence_without_gaps() {
        let sizes = ["-1", "0", "0.0000000000001", "0.1", "3", "100000", "10000000000000000"].map(decimal);
        let markets = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"].map(str::to_owned);
        let mut operations = Vec::new();
        for amount in sizes {
            for id in [1, 2, 3].map(PositionId) {
                operations.push(Operation::AddMargin { id, amount });
                operations.push(Operation::RemoveMargin { id, amount });
                for price in [None, Some(decimal("100")), Some(decimal("500000"))] {
                    operations.push(Operation::Close { id, size: Some(amount), price });
                }
            }
            operations.push(Operation::Deposit { amount });
            operations.push(Operation::Withdraw { amount });
            for market in &markets {
                operations.push(Operation::SetLeverage { market: market.clone(), leverage: amount });
                operations.push(Operation::Fund { market: market.clone(), rate: amount, time: None });
                operations.push(Operation::Mark { prices: vec![(market.clone(), amount)], time: None });
                for side in [Side::Long, Side::Short] {
                    for quantity in [Quantity::Size(amount), Quantity::Value(amount)] {
                        for leverage in [None, Some(decimal("3")), Some(decimal("140"))] {
                            for isolated_margin in
                                [None, Some(decimal("0")), Some(decimal("10")), Some(decimal("9999"))]
                            {
                                for price in [None, Some(decimal("100")), Some(decimal("70000"))] {
                                    let order =
                                        Open { leverage, isolated_margin, price, ..open(market, side, quantity) };
                                    operations.push(Operation::Open(order));
                                }
                            }
                        }
                    }
                }
            }
        }
        let hedge = ACCOUNT.replace("a.wallet=2500", "a.wallet=2500&a.positions=hedge&BTCUSDT=55000");
        let mut refused = 0;
        for account in [ACCOUNT, &hedge] {
            let (desk, notices) = link::parsed(account);
            assert_eq!(notices, []);
            for operation in &operations {
                if desk.preview(0, operation).is_err() {
                    let sentence = said_on(&desk, operation);
                    refused += 1;
                    assert!(sentence.ends_with('.'), "{operation:?}: {sentence}");
                    for gap in ["  ", " .", ": .", " :", "of .", "to .", "least .", "{"] {
                        assert!(!sentence.contains(gap), "{operation:?}: {sentence}");
                    }
                }
            }
        }
        assert!(refused > 1000, "{refused}");
    }
}
