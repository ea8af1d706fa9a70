//! What could be done, and what it would lead to: shown before the click.

use super::log::{Held, held};
use super::report::report;
use super::traded::{self, Traded};
use margin_core::{
    AccountReport, Decimal, Event, Liquidation, MarginMode, Operation, PositionReport, Result, Side, Simulation,
};

/// What can be opened on a side of a market at its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The margin mode it would be in.
    pub mode: MarginMode,
    /// The leverage it would have.
    pub leverage: Decimal,
    /// The highest leverage of the market's table.
    pub max_leverage: Decimal,
    /// The largest size, in units; 0 where nothing can be opened.
    pub largest_size: Decimal,
    /// The largest value at the mark, in the settlement currency.
    pub largest_value: Decimal,
}

/// A position's liquidation price before and after an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The position.
    pub position: Held,
    /// Before; nothing where the position was not there.
    pub before: Option<Liquidation>,
    /// After; nothing where the position is no longer there.
    pub after: Option<Liquidation>,
}

/// What an operation would lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The account as it stands.
    pub before: AccountReport,
    /// The account as it would stand.
    pub after: AccountReport,
    /// Every position that is there before or after, by rising id.
    pub changes: Vec<Change>,
}

impl Opening {
    pub(super) fn new(account: &Simulation, symbol: &str, side: Side, leverage: Decimal) -> Result<Self> {
        let mut account = account.clone();
        let _ = account.apply(&Operation::SetLeverage { market: symbol.to_owned(), leverage })?;
        let (mark, mode, leverage) = account.market_setting(symbol)?;
        let largest_size = account.largest_open(symbol, side)?;
        let mut opening =
            Self { mode, leverage, max_leverage: Decimal::ONE, largest_size, largest_value: Decimal::ZERO };
        if let Some(market) = account.markets().iter().find(|market| market.symbol() == symbol) {
            opening.max_leverage = traded::max_leverage(market).unwrap_or(opening.max_leverage);
            if let Some(mark) = mark {
                opening.largest_value = market.contract().value(market.exposure(largest_size)?, mark)?;
            }
        }
        Ok(opening)
    }
}

impl Preview {
    pub(super) fn new(account: &Simulation, markets: &[Traded], operation: &Operation) -> Result<Self> {
        let mut next = account.clone();
        next.apply(operation)?;
        let (old, new) = (held(account, markets), held(&next, markets));
        let (before, after) = (report(account)?, report(&next)?);
        let mut changes: Vec<Change> = Vec::new();
        for position in old.iter().chain(new.iter().filter(|held| old.iter().all(|old| old.id != held.id))) {
            changes.push(Change {
                position: position.clone(),
                before: liquidation_of(&before, position),
                after: liquidation_of(&after, position),
            });
        }
        Ok(Self { before, after, changes })
    }

    /// The change of the position on a side of a market.
    pub fn of(&self, market: &str, side: Side) -> Option<&Change> {
        let is_it = |change: &&Change| change.position.market.symbol() == market && change.position.side == side;
        self.changes.iter().find(is_it)
    }
}

/// The core allocates the least by itself, and what is free afterwards could have been allocated, too.
pub(super) fn margin(account: &Simulation, operation: &Operation) -> Option<(Decimal, Decimal)> {
    let mut next = account.clone();
    let events = next.apply(operation).ok()?;
    // Before it stands what it closed of the other side.
    let (Event::Opened(trade) | Event::Increased(trade)) = events.last()? else { return None };
    let most = next.free_balance().ok()?.checked_add(trade.margin)?;
    Some((trade.margin, most)).filter(|_| trade.margin > Decimal::ZERO)
}

fn liquidation_of(report: &AccountReport, held: &Held) -> Option<Liquidation> {
    let id = held.id.to_string();
    let is_it = |position: &&PositionReport| position.id == id;
    report.positions.iter().find(is_it).map(|position| position.liquidation)
}

#[cfg(test)]
mod tests {
    use crate::account::{Desk, Scene};
    use margin_core::{Decimal, ErrorCode, Liquidation, Open, Operation, PositionId, Quantity, Side, parse};

    #[test]
    fn an_opening_tells_what_the_market_and_the_balance_allow() {
        let desk = Desk::of_scene(Scene::OpeningTwice);
        let at =
            |account, leverage: &str| desk.opening(account, "SOLUSDT", Side::Long, parse(leverage).unwrap()).unwrap();
        let isolated = at(0, "10");
        assert_eq!(isolated.max_leverage, parse("100").unwrap());
        assert_eq!(isolated.largest_value.round_dp(6), parse("19000").unwrap());
        assert_eq!(at(1, "20").largest_value.round_dp(6), parse("38000").unwrap());
        let lower = desk.opening(0, "BTCUSDT", Side::Long, parse("5").unwrap());
        assert_eq!(lower.unwrap_err().code(), ErrorCode::LeverageLocked);
    }

    #[test]
    fn a_preview_changes_nothing_and_is_what_happens() {
        let mut desk = Desk::of_scene(Scene::OpeningTwice);
        let before = desk.clone();
        let add = Operation::AddMargin { id: PositionId(1), amount: parse("100").unwrap() };
        let preview = desk.preview(0, &add).unwrap();
        assert_eq!(desk, before);
        desk.apply(0, &add).unwrap();
        assert_eq!(desk.report(0).unwrap(), preview.after);
        assert_eq!(before.report(0).unwrap(), preview.before);
        let change = preview.of("BTCUSDT", Side::Long).unwrap();
        let price = |liquidation| match liquidation {
            Some(Liquidation::At { price, .. }) => price,
            other => panic!("{other:?}"),
        };
        assert!(price(change.after) < price(change.before));
        assert!(preview.of("BTCUSDT", Side::Short).is_none());
    }

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn open(market: &str, side: Side, quantity: Quantity) -> Open {
        Open { leverage: Some(decimal("10")), ..Open::new(market, side, quantity) }
    }

    /// Both ends of the margin, and a step beyond either is refused.
    fn ends(desk: &Desk, open: &Open) -> (Decimal, Decimal) {
        let (least, most) = desk.margin(0, &Operation::Open(open.clone())).unwrap();
        let step = decimal("0.000000000001");
        let takes = |margin| {
            let open = Open { isolated_margin: Some(margin), ..open.clone() };
            desk.clone().apply(0, &Operation::Open(open)).is_ok()
        };
        assert!(least <= most && takes(least) && takes(most), "{open:?}: {least} to {most}");
        assert!(!takes(least - step) && !takes(most + step), "{open:?}: {least} to {most}");
        (least.round_dp(6), most.round_dp(6))
    }

    #[test]
    fn the_margin_of_a_flip_is_that_of_the_new_position() {
        let desk = Desk::of_scene(Scene::OpeningTwice);
        let flip = |value: &str| open("BTCUSDT", Side::Short, Quantity::Value(decimal(value)));
        assert_eq!(ends(&desk, &flip("3000")), (decimal("200"), decimal("2000")));
        assert_eq!(ends(&desk, &flip("1500")), (decimal("50"), decimal("2000")));
        let largest = desk.opening(0, "BTCUSDT", Side::Short, decimal("10")).unwrap().largest_size;
        assert_eq!(ends(&desk, &open("BTCUSDT", Side::Short, Quantity::Size(largest))).0, decimal("2000"));
        for (mark, most) in [("58000", "1966.666667"), ("63000", "2050")] {
            let mut desk = desk.clone();
            desk.slide("BTCUSDT", decimal(mark), None).unwrap();
            assert_eq!(ends(&desk, &flip("3000")).1, decimal(most), "what the close realizes is free, too");
        }
        for value in ["500", "1000"] {
            assert_eq!(desk.margin(0, &Operation::Open(flip(value))), None, "nothing is opened");
        }
    }

    #[test]
    fn the_margin_of_an_opening_and_of_an_increase_is_what_they_add() {
        let desk = Desk::of_scene(Scene::OpeningTwice);
        for market in ["BTCUSDT", "ETHUSDT"] {
            let open = open(market, Side::Long, Quantity::Value(decimal("500")));
            assert_eq!(ends(&desk, &open), (decimal("50"), decimal("1900")));
            assert_eq!(desk.margin(1, &Operation::Open(open.clone())), None, "cross has no margin of its own");
        }
        let dear = open("ETHUSDT", Side::Long, Quantity::Value(decimal("50000")));
        assert_eq!(desk.margin(0, &Operation::Open(dear)), None);
    }
}
