//! The state of the page.

use super::{Field, Listing, MarketChoice};
use margin_core::{Comparison, Decimal, ErrorCode, OpenedScenario, Quantity, Result, Scenario, Side, divide_up};

/// Everything the reader can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// Long or short.
    pub side: Side,
    /// The market, and with it the rules and the tiers.
    pub market: MarketChoice,
    /// How many times the margin the position is worth.
    pub leverage: Decimal,
    /// The position's value at entry.
    pub value: Decimal,
    /// The wallet balance.
    pub wallet: Decimal,
    /// The isolated margin the reader set; none while it follows value ÷ leverage.
    pub margin: Option<Decimal>,
    /// The entry price.
    pub entry: Decimal,
    /// The mark price the reader set; none while it stands at the entry.
    pub mark: Option<Decimal>,
}

impl Inputs {
    /// The opening example, and the defaults of link version 1. Frozen: an old link means what it meant.
    pub const OPENING: Self = Self {
        side: Side::Long,
        market: MarketChoice::Listed(Listing::Btc),
        leverage: Decimal::from_parts(10, 0, 0, false, 0),
        value: Decimal::from_parts(1_000, 0, 0, false, 0),
        wallet: Decimal::from_parts(2_000, 0, 0, false, 0),
        margin: None,
        entry: Listing::Btc.example_price(),
        mark: None,
    };

    /// What the position must set aside at entry: value ÷ leverage, rounded up.
    pub fn initial_margin(&self) -> Decimal {
        divide_up(self.value, self.leverage).unwrap_or(self.value)
    }

    /// The isolated margin: what the reader set, but never less than the initial margin, so that the leverage can be
    /// moved and moved back without losing what was set.
    pub fn isolated_margin(&self) -> Decimal {
        let initial = self.initial_margin();
        self.margin.map_or(initial, |margin| margin.max(initial))
    }

    /// The mark price.
    pub fn mark_price(&self) -> Decimal {
        self.mark.unwrap_or(self.entry)
    }

    /// The number of a field, as it stands.
    pub fn get(&self, field: Field) -> Decimal {
        match field {
            Field::Leverage => self.leverage,
            Field::Value => self.value,
            Field::Margin => self.isolated_margin(),
            Field::Wallet => self.wallet,
            Field::Entry => self.entry,
            Field::Mark => self.mark_price(),
            Field::Rate => self.market.rate().unwrap_or(MarketChoice::FLAT_RATE),
        }
    }

    /// The same with one number changed, unchecked.
    pub fn with(mut self, field: Field, value: Decimal) -> Self {
        match field {
            Field::Leverage => self.leverage = value,
            Field::Value => self.value = value,
            Field::Margin => self.margin = Some(value),
            Field::Wallet => self.wallet = value,
            Field::Entry => self.entry = value,
            Field::Mark => self.mark = Some(value),
            Field::Rate => {
                if self.market.rate().is_some() {
                    self.market = MarketChoice::Flat { rate: value };
                }
            }
        }
        self
    }

    /// The same in another market, at that market's example price; the flat market keeps the price.
    pub fn in_market(mut self, market: MarketChoice) -> Self {
        self.market = market;
        if let MarketChoice::Listed(listing) = market {
            self.entry = listing.example_price();
            self.mark = None;
        }
        self
    }

    /// Asks the position as the core takes it.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn with_scenario<T>(&self, question: impl FnOnce(&Scenario<'_>) -> Result<T>) -> Result<T> {
        self.market.with(|market| {
            question(&Scenario {
                rules: self.market.rules(),
                market,
                side: self.side,
                entry_price: self.entry,
                mark_price: self.mark,
                quantity: Quantity::Value(self.value),
                leverage: self.leverage,
                wallet_balance: self.wallet,
                isolated_margin: self.margin.map(|_| self.isolated_margin()),
            })
        })?
    }

    /// Opens the position in the core, in both modes, and asks it.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn ask<T>(&self, question: impl FnOnce(&OpenedScenario<'_>) -> Result<T>) -> Result<T> {
        self.with_scenario(|scenario| question(&scenario.open()?))
    }

    /// Both outcomes at the mark.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn compare(&self) -> Result<Comparison> {
        self.ask(|opened| opened.at(self.mark_price()))
    }
}

/// What had to give way so that the rest of a state can stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fitted {
    /// The leverage, to the most the market allows at the position's value.
    Leverage,
    /// The position value, to the most the table allows and the wallet can hold the margin for.
    Value,
    /// The isolated margin, which follows the leverage again.
    Margin,
}

/// The nearest state whose numbers can stand together, and what was changed for it: a market with lower limits, or a
/// link whose parts are each fine and together are not.
pub fn fitted(mut inputs: Inputs) -> (Inputs, Vec<Fitted>) {
    let mut changes = Vec::new();
    // Each of them gives way once at the most.
    for _ in 0..4 {
        let Err(error) = inputs.with_scenario(|scenario| scenario.open().map(|_| ())) else { break };
        let change = match (error.code(), error.field()) {
            (ErrorCode::BeyondTable, _) => {
                inputs.value = inputs.market.end().unwrap_or(inputs.value);
                Fitted::Value
            }
            (ErrorCode::LeverageAboveTier, _) => {
                inputs.leverage = error.allowed().maximum.unwrap_or(inputs.leverage);
                Fitted::Leverage
            }
            (ErrorCode::InsufficientBalance, Some("isolated_margin")) if inputs.initial_margin() <= inputs.wallet => {
                inputs.margin = None;
                Fitted::Margin
            }
            (ErrorCode::InsufficientBalance, _) => {
                let limits = inputs.with_scenario(|scenario| scenario.limits(margin_core::Field::Value));
                inputs.value = limits.map_or(inputs.value, |limits| limits.maximum);
                Fitted::Value
            }
            _ => break,
        };
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    (inputs, changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::{Liquidation, bounds, parse, plain};

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn the_opening_example_is_the_one_of_the_book() {
        let comparison = Inputs::OPENING.compare().unwrap();
        let Liquidation::At { price, .. } = comparison.isolated.liquidation else { panic!("no price") };
        assert!(plain(price).starts_with("54216.8674698795180722891566"));
        assert!(matches!(comparison.cross.liquidation, Liquidation::Never(_)));
        assert_eq!(comparison.isolated.max_loss, decimal("100"));
        assert_eq!(comparison.cross.max_loss, decimal("1000"));
    }

    #[test]
    fn the_margin_follows_until_it_is_set_and_never_falls_short() {
        let opening = Inputs::OPENING;
        assert_eq!(opening.with(Field::Leverage, decimal("20")).isolated_margin(), decimal("50"));
        let set = opening.with(Field::Margin, decimal("150"));
        assert_eq!(set.with(Field::Leverage, decimal("20")).isolated_margin(), decimal("150"));
        assert_eq!(set.with(Field::Leverage, decimal("5")).isolated_margin(), decimal("200"));
    }

    #[test]
    fn another_market_brings_its_price_and_the_flat_one_keeps_it() {
        let flat = MarketChoice::Flat { rate: MarketChoice::FLAT_RATE };
        let typed = Inputs::OPENING.with(Field::Entry, decimal("61000"));
        assert_eq!(typed.in_market(flat).entry, decimal("61000"));
        assert_eq!(typed.in_market(MarketChoice::Listed(Listing::Eth)).entry, decimal("2000"));
    }

    #[test]
    fn what_cannot_stand_together_is_fitted() {
        let inputs = |leverage, value, wallet, margin: Option<&str>| Inputs {
            leverage: decimal(leverage),
            value: decimal(value),
            wallet: decimal(wallet),
            margin: margin.map(decimal),
            ..Inputs::OPENING
        };
        for (before, after, changes) in [
            (inputs("10", "1000", "2000", None), inputs("10", "1000", "2000", None), vec![]),
            (
                inputs("150", "400000", "1000000", None),
                inputs("100", "400000", "1000000", None),
                vec![Fitted::Leverage],
            ),
            (inputs("10", "30000", "2000", None), inputs("10", "20000", "2000", None), vec![Fitted::Value]),
            (inputs("10", "1000", "2000", Some("3000")), inputs("10", "1000", "2000", None), vec![Fitted::Margin]),
        ] {
            let (fitted, changed) = fitted(before);
            assert_eq!((fitted, changed), (after, changes));
            assert!(fitted.compare().is_ok());
        }
    }

    #[test]
    fn the_affordable_value_is_affordable() {
        for (wallet, leverage) in [
            ("2000", "10"),
            ("0.000007", "3"),
            ("1000000000000000", "7"),
            ("33.333333333333333333333333", "3.3333"),
        ] {
            let inputs = Inputs { wallet: decimal(wallet), leverage: decimal(leverage), ..Inputs::OPENING };
            let (fitted, _) = fitted(Inputs { value: bounds::VALUE.maximum, ..inputs });
            assert!(fitted.compare().is_ok(), "{wallet} {leverage}");
        }
    }
}
