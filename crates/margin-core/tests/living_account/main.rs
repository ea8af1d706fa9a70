//! What may be done to an account and what may not, line by line, with the numbers worked out by hand.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod liquidation;
mod margin;
mod settings;
mod stored;
mod trades;
mod venue_rules;

use margin_core::account::{Open, Operation, PositionMode, Simulation, SimulationInput};
use margin_core::{
    AccountReport, Decimal, Event, Liquidation, MarginError, MarginMode, Market, MarketInput, PositionId, Quantity,
    Rules, Side, Tier, parse, plain,
};

fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

/// A market of 1% maintenance, offering 50x up to a value of 10,000 and 20x beyond.
fn tiered(symbol: &str) -> MarketInput {
    let tier = |floor, rate, leverage| Tier {
        max_leverage: Some(decimal(leverage)),
        ..Tier::new(decimal(floor), decimal(rate))
    };
    MarketInput::new(symbol, vec![tier("0", "0.01", "50"), tier("10000", "0.02", "20")])
}

/// An account of 1,000 with BTC at 100 and ETH at 10.
struct Bench {
    account: Simulation,
}

impl Bench {
    fn new(rules: Rules, position_mode: PositionMode) -> Self {
        Self::with(rules, position_mode, &[tiered("BTC"), tiered("ETH")])
    }

    fn with(rules: Rules, position_mode: PositionMode, markets: &[MarketInput]) -> Self {
        let account = Simulation::new(SimulationInput {
            rules,
            position_mode,
            wallet_balance: decimal("1000"),
            markets: markets.iter().map(|market| Market::new(market.clone()).unwrap()).collect(),
            prices: vec![("BTC".to_owned(), decimal("100")), ("ETH".to_owned(), decimal("10"))],
        });
        Self { account: account.unwrap() }
    }

    fn one_way() -> Self {
        Self::new(Rules::default(), PositionMode::OneWay)
    }

    fn hedge() -> Self {
        Self::new(Rules::default(), PositionMode::Hedge)
    }

    /// Does what is written, such as `"open BTC long 2 leverage 10"`, and returns the events.
    fn apply(&mut self, text: &str) -> Vec<Event> {
        self.account.apply(&operation(text)).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// The same for several, one after the other.
    fn after(mut self, texts: &[&str]) -> Self {
        for text in texts {
            self.apply(text);
        }
        self
    }

    /// Tries what is written, and makes sure that the refusal changed nothing.
    fn refuse(&mut self, text: &str) -> MarginError {
        let before = format!("{:?}", self.account.state());
        let error = self.account.apply(&operation(text)).expect_err(text);
        assert_eq!(format!("{:?}", self.account.state()), before, "{text} was refused and changed something");
        assert_eq!(self.account.preview(&operation(text)).unwrap_err(), error);
        error
    }

    /// The refusal as `code field value min..max`.
    fn refusal(&mut self, text: &str) -> String {
        let error = self.refuse(text);
        let allowed = error.allowed();
        let end = |end: Option<Decimal>| end.map(plain).unwrap_or_default();
        let (field, value) = (error.field().unwrap_or_default(), error.value().unwrap_or_default());
        format!("{} {field} {value} {}..{}", error.code().as_str(), end(allowed.minimum), end(allowed.maximum))
    }

    fn report(&self) -> AccountReport {
        self.account.report().unwrap()
    }

    fn wallet(&self) -> String {
        plain(self.account.wallet_balance())
    }

    fn margin(&self, position: usize) -> String {
        plain(self.report().positions[position].margin)
    }

    fn liquidation(&self, position: usize) -> String {
        match self.report().positions[position].liquidation {
            Liquidation::At { price, .. } => plain(price.round_dp(6)),
            Liquidation::Never(reason) => reason.as_str().to_owned(),
            Liquidation::Now => "now".to_owned(),
        }
    }
}

/// Reads an operation: its name, what it is done to, and pairs of a name and a value.
fn operation(text: &str) -> Operation {
    let words: Vec<&str> = text.split(' ').collect();
    let option = |name: &str| words.iter().position(|word| *word == name).map(|at| decimal(words[at + 1]));
    let id = || PositionId(words[1].parse().unwrap());
    let time = || words.iter().position(|word| *word == "time").map(|at| words[at + 1].to_owned());
    match words[0] {
        "open" => {
            let amount = decimal(words[3].trim_end_matches('$'));
            let quantity = if words[3].ends_with('$') { Quantity::Value(amount) } else { Quantity::Size(amount) };
            Operation::Open(Open {
                price: option("price"),
                leverage: option("leverage"),
                isolated_margin: option("margin"),
                ..Open::new(words[1], if words[2] == "long" { Side::Long } else { Side::Short }, quantity)
            })
        }
        "close" => Operation::Close { id: id(), size: option("size"), price: option("price") },
        "add" => Operation::AddMargin { id: id(), amount: decimal(words[2]) },
        "remove" => Operation::RemoveMargin { id: id(), amount: decimal(words[2]) },
        "mode" => Operation::SetMarginMode { market: words[1].to_owned(), mode: mode(words[2]) },
        "leverage" => Operation::SetLeverage { market: words[1].to_owned(), leverage: decimal(words[2]) },
        "deposit" => Operation::Deposit { amount: decimal(words[1]) },
        "withdraw" => Operation::Withdraw { amount: decimal(words[1]) },
        "mark" => Operation::Mark {
            prices: words[1..]
                .chunks(2)
                .filter(|pair| pair[0] != "time")
                .map(|pair| (pair[0].to_owned(), decimal(pair[1])))
                .collect(),
            time: time(),
        },
        "fund" => Operation::Fund { market: words[1].to_owned(), rate: decimal(words[2]), time: time() },
        other => panic!("{other} is no operation"),
    }
}

fn mode(name: &str) -> MarginMode {
    if name == "isolated" { MarginMode::Isolated } else { MarginMode::Cross }
}

/// The events as short texts: `opened 1 BTC long 2 @ 100, pnl 0, fee 0, margin 20`.
fn said(events: &[Event]) -> Vec<String> {
    events.iter().map(say).collect()
}

fn say(event: &Event) -> String {
    let kind = event.kind();
    match event {
        Event::Opened(trade) | Event::Increased(trade) | Event::Reduced(trade) | Event::Closed(trade) => format!(
            "{kind} {} {} {} {} @ {}, pnl {}, fee {}, margin {}",
            trade.id,
            trade.market,
            trade.side.as_str(),
            plain(trade.size),
            plain(trade.price),
            plain(trade.realized_pnl),
            plain(trade.fee),
            plain(trade.margin)
        ),
        Event::MarginAdded { id, amount } | Event::MarginRemoved { id, amount } | Event::Funded { id, amount, .. } => {
            format!("{kind} {id} {}", plain(*amount))
        }
        Event::MarginModeSet { market, mode } => format!("{kind} {market} {}", mode.as_str()),
        Event::LeverageSet { market, leverage } => format!("{kind} {market} {}", plain(*leverage)),
        Event::Deposited { amount } | Event::Withdrawn { amount } => format!("{kind} {}", plain(*amount)),
        Event::Liquidated(liquidated) => {
            let ids: Vec<String> = liquidated.ids.iter().map(ToString::to_string).collect();
            let prices: Vec<String> =
                liquidated.prices.iter().map(|(symbol, price)| format!("{symbol} {}", plain(*price))).collect();
            format!(
                "{kind} {} {} at {}, loss {}, returned {}, wallet {} to {}",
                liquidated.mode.as_str(),
                ids.join("+"),
                prices.join("+"),
                plain(liquidated.loss),
                plain(liquidated.returned),
                plain(liquidated.wallet_before),
                plain(liquidated.wallet_after)
            )
        }
    }
}
