//! One moment of a desk: its accounts, its log, and where in a scene it is.

use super::log::{Entry, Log, held};
use super::scene::{Action, Scene, Step};
use crate::account::traded::Traded;
use margin_core::{Decimal, MarginMode, Operation, PositionMode, Result, Simulation, bounds};
use std::sync::Arc;

/// The most accounts on a desk.
pub(super) const MOST_ACCOUNTS: usize = 2;

/// The desk at one moment: what undo goes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    markets: Vec<Traded>,
    accounts: Vec<Simulation>,
    log: Log,
    /// The scene that is played, and how many of its steps were: nothing once the reader took over.
    script: Option<(Scene, usize)>,
}

impl Moment {
    pub(super) fn new(markets: Vec<Traded>, accounts: Vec<Simulation>, script: Option<(Scene, usize)>) -> Self {
        Self { markets, accounts, log: Log::default(), script }
    }

    pub(super) fn markets(&self) -> &[Traded] {
        &self.markets
    }

    /// A market by its symbol.
    pub(super) fn market(&self, symbol: &str) -> Option<&Traded> {
        self.markets.iter().find(|listed| listed.symbol() == symbol)
    }

    /// The margin mode of all markets of an account; nothing where they differ.
    pub(super) fn mode(&self, index: usize) -> Option<MarginMode> {
        let account = self.account(index).ok()?;
        let mut modes = self.markets.iter().map(|listed| account.market_setting(listed.symbol()).ok());
        let (_, first, _) = modes.next()??;
        modes.all(|setting| setting.is_some_and(|(_, mode, _)| mode == first)).then_some(first)
    }

    pub(super) fn accounts(&self) -> &[Simulation] {
        &self.accounts
    }

    pub(super) fn log(&self) -> &[Arc<Entry>] {
        self.log.entries()
    }

    pub(super) const fn script(&self) -> Option<(Scene, usize)> {
        self.script
    }

    /// The same moment at a place in a scene, or in none.
    pub(super) fn with_script(self, script: Option<(Scene, usize)>) -> Self {
        Self { script, ..self }
    }

    /// Whether anything but the place in a scene differs.
    pub(super) fn has_changed_since(&self, other: &Self) -> bool {
        self.accounts != other.accounts || self.log != other.log
    }

    pub(super) fn account(&self, index: usize) -> Result<&Simulation> {
        let place = self.place(index)?;
        Ok(&self.accounts[place])
    }

    /// The index, where there is such an account.
    fn place(&self, index: usize) -> Result<usize> {
        let last = Decimal::from(self.accounts.len().saturating_sub(1));
        bounds::Bound { minimum: Decimal::ZERO, maximum: last }.check("account", Decimal::from(index))?;
        Ok(index)
    }

    pub(super) fn apply(&mut self, index: usize, operation: &Operation) -> Result<()> {
        let is_shared = matches!(operation, Operation::Mark { .. } | Operation::Fund { .. });
        let concerned = if is_shared { 0..self.accounts.len() } else { index..index.saturating_add(1) };
        for index in concerned {
            self.apply_to(index, operation)?;
        }
        Ok(())
    }

    /// Chooses whether both sides of a market can be held in an account.
    pub(super) fn set_position_mode(&mut self, index: usize, mode: PositionMode) -> Result<()> {
        let place = self.place(index)?;
        self.accounts[place].set_position_mode(mode)
    }

    fn apply_to(&mut self, index: usize, operation: &Operation) -> Result<()> {
        let place = self.place(index)?;
        let account = &mut self.accounts[place];
        let before = held(account, &self.markets);
        let events = account.apply(operation)?;
        if !events.is_empty() {
            let after = held(account, &self.markets);
            self.log.push_events(index, events, &before, &after);
        }
        Ok(())
    }

    /// Plays a step of a scene.
    pub(super) fn play(&mut self, step: &Step) -> Result<()> {
        match step.action() {
            Action::Slide(prices) => {
                for (market, price) in *prices {
                    self.slide(market, *price, false)?;
                }
            }
            Action::Close(market) => {
                for index in 0..self.accounts.len() {
                    let held = held(self.account(index)?, &self.markets);
                    for position in held.iter().filter(|held| held.market.symbol() == *market) {
                        self.apply(index, &Operation::Close { id: position.id, size: None, price: None })?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Moves a mark in all accounts, stopping at each price at which something is liquidated in one of them.
    pub(super) fn slide(&mut self, market: &str, to: Decimal, goes_on: bool) -> Result<()> {
        let mut goes_on = goes_on;
        // Each stop liquidates a position, so there are no more stops than positions.
        for _ in 0..self.most_positions() {
            let Some(stop) = self.first_stop(market, to)? else { break };
            self.move_mark(market, stop, goes_on)?;
            goes_on = true;
        }
        self.move_mark(market, to, goes_on)
    }

    /// The first price on the way at which something is liquidated in any of the accounts.
    pub(super) fn first_stop(&self, market: &str, to: Decimal) -> Result<Option<Decimal>> {
        let falls = to < self.mark(market)?;
        let mut nearest: Option<Decimal> = None;
        for account in &self.accounts {
            if let Some(stop) = account.first_liquidation(market, to)? {
                let nearer = |other: Decimal| if falls { other.max(stop) } else { other.min(stop) };
                nearest = Some(nearest.map_or(stop, nearer));
            }
        }
        Ok(nearest)
    }

    fn move_mark(&mut self, market: &str, to: Decimal, goes_on: bool) -> Result<()> {
        let from = self.mark(market)?;
        if let Some(listed) = self.market(market).cloned() {
            self.log.push_move(&listed, from, to, goes_on);
        }
        self.apply(0, &Operation::Mark { prices: vec![(market.to_owned(), to)], time: None })
    }

    /// The most positions that all accounts together can hold: two sides of each market.
    fn most_positions(&self) -> usize {
        self.accounts.len().saturating_mul(self.markets.len()).saturating_mul(2)
    }

    /// The mark price of a market, which every market of a desk has.
    pub(super) fn mark(&self, market: &str) -> Result<Decimal> {
        let (mark, ..) = self.account(0)?.market_setting(market)?;
        Ok(mark.unwrap_or(Decimal::ONE))
    }
}
