//! What happened on a desk: the core's events, with what is needed to say them later, and the moves of the prices.

use crate::account::traded::Traded;
use margin_core::{Decimal, Event, MarginMode, PositionId, Side, Simulation};
use std::sync::Arc;

/// The most entries kept; the oldest go first.
const LONGEST: usize = 200;

/// A position by its name: what is left to say of it once it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its number in its account.
    pub id: PositionId,
    /// Its market.
    pub market: Traded,
    /// Its side.
    pub side: Side,
    /// Its margin mode.
    pub mode: MarginMode,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The account it happened in; nothing where it happened to all of them.
    pub account: Option<usize>,
    /// What happened.
    pub what: Happening,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A price moved.
    Moved {
        /// The market.
        market: Traded,
        /// From where.
        from: Decimal,
        /// To where.
        to: Decimal,
    },
    /// An operation caused an event.
    Caused {
        /// The core's own record.
        event: Event,
        /// The positions that it names.
        positions: Vec<Held>,
        /// The isolated positions that stand after it.
        isolated: Vec<Held>,
    },
}

/// The open positions of an account in some markets, by rising id.
pub(super) fn held(account: &Simulation, markets: &[Traded]) -> Vec<Held> {
    let mode = |is_isolated| if is_isolated { MarginMode::Isolated } else { MarginMode::Cross };
    let held = account.positions().filter_map(|position| {
        Some(Held {
            id: position.id,
            market: markets.iter().find(|listed| listed.symbol() == position.market)?.clone(),
            side: position.side,
            mode: mode(position.isolated_margin.is_some()),
        })
    });
    held.collect()
}

/// The lines, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Log {
    entries: Vec<Arc<Entry>>,
}

impl Log {
    pub(super) fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    fn push(&mut self, entry: Entry) {
        if self.entries.len() >= LONGEST {
            self.entries.remove(0);
        }
        self.entries.push(Arc::new(entry));
    }

    /// What an operation caused in an account that held some positions before and others after.
    pub(super) fn push_events(&mut self, account: usize, events: Vec<Event>, before: &[Held], after: &[Held]) {
        for event in events {
            let is_named = |held: &&Held| names(&event, held.id);
            let old = before.iter().filter(is_named);
            let is_new = |held: &&Held| before.iter().all(|old| old.id != held.id);
            let new = after.iter().filter(is_named).filter(is_new);
            let positions = old.chain(new).cloned().collect();
            let isolated = after.iter().filter(|held| held.mode == MarginMode::Isolated).cloned().collect();
            self.push(Entry { account: Some(account), what: Happening::Caused { event, positions, isolated } });
        }
    }

    /// A move of a price. Where it goes on from the last one it only lengthens that.
    pub(super) fn push_move(&mut self, market: &Traded, from: Decimal, to: Decimal, goes_on: bool) {
        let last = self.entries.last().map(|entry| &entry.what);
        let start = match last {
            Some(Happening::Moved { market: last, from: start, .. }) if goes_on && last == market => {
                let start = *start;
                self.entries.pop();
                start
            }
            _ => from,
        };
        if start != to {
            self.push(Entry { account: None, what: Happening::Moved { market: market.clone(), from: start, to } });
        }
    }
}

/// Whether an event is about a position.
fn names(event: &Event, id: PositionId) -> bool {
    match event {
        Event::Opened(trade) | Event::Increased(trade) | Event::Reduced(trade) | Event::Closed(trade) => trade.id == id,
        Event::MarginAdded { id: named, .. }
        | Event::MarginRemoved { id: named, .. }
        | Event::Funded { id: named, .. } => *named == id,
        Event::Liquidated(liquidated) => liquidated.ids.contains(&id),
        Event::MarginModeSet { .. } | Event::LeverageSet { .. } | Event::Deposited { .. } | Event::Withdrawn { .. } => {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::traded::built_in;

    fn markets() -> [Traded; 2] {
        let markets = built_in();
        [markets[0].clone(), markets[1].clone()]
    }

    #[test]
    fn a_move_that_goes_on_is_one_line_and_one_that_comes_back_is_none() {
        let price = Decimal::from;
        let [btc, eth] = markets();
        let mut log = Log::default();
        log.push_move(&btc, price(100), price(90), false);
        log.push_move(&btc, price(90), price(80), true);
        let moved = |from, to| Entry { account: None, what: Happening::Moved { market: btc.clone(), from, to } };
        assert_eq!(log.entries()[..], [Arc::new(moved(price(100), price(80)))]);
        log.push_move(&btc, price(80), price(70), false);
        assert_eq!(log.entries().len(), 2, "another move is another line");
        log.push_move(&btc, price(70), price(80), true);
        assert_eq!(log.entries().len(), 1);
        log.push_move(&eth, price(8), price(7), true);
        assert_eq!(log.entries().len(), 2, "another market, too");
    }

    #[test]
    fn the_oldest_lines_go_first() {
        let [btc, _] = markets();
        let mut log = Log::default();
        for step in 0..LONGEST + 3 {
            log.push_move(&btc, Decimal::from(step), Decimal::from(step + 1), false);
        }
        assert_eq!(log.entries().len(), LONGEST);
        let Happening::Moved { from, .. } = log.entries()[0].what else { panic!() };
        assert_eq!(from, Decimal::from(3));
    }
}
