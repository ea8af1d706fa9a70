//! The desk: accounts side by side, one set of prices, a log, undo and redo.

use super::ahead::{self, Opening, Preview};
use super::history::{self, History};
use super::log::{self, Entry, Held};
use super::moment::Moment;
use super::report::report;
use super::scene::{Scene, Step};
use super::traded::{self, Traded};
use margin_core::account::Limits;
use margin_core::{AccountReport, Decimal, MarginMode, Operation, PositionId, PositionMode, Result, Side, Simulation};
use std::sync::Arc;

/// One drag of a price slider, from the hand's coming down to its going up: the page counts them. All slides of one
/// drag are one step to be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drag(pub u32);

/// One or two accounts that share the markets and their mark prices.
///
/// Every account always stands: none holds a position that would be liquidated at its marks, and each market has the
/// same mark in all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    history: History<Moment>,
    /// The drag that the last step was, while it may go on.
    drag: Option<Drag>,
}

impl Desk {
    /// The start of a scene.
    pub fn of_scene(scene: Scene) -> Self {
        let markets = traded::built_in();
        let accounts = scene.accounts(&markets);
        Self::at(markets, accounts, Some((scene, 0)))
    }

    /// Accounts that have these markets and whose marks agree, as a link or a file gave them.
    pub(super) fn of_accounts(markets: Vec<Traded>, accounts: Vec<Simulation>) -> Self {
        Self::at(markets, accounts, None)
    }

    fn at(markets: Vec<Traded>, accounts: Vec<Simulation>, script: Option<(Scene, usize)>) -> Self {
        Self { history: History::new(Moment::new(markets, accounts, script)), drag: None }
    }

    /// What is, without what was.
    pub(super) const fn now(&self) -> &Moment {
        self.history.now()
    }

    /// The accounts.
    pub fn accounts(&self) -> &[Simulation] {
        self.now().accounts()
    }

    /// The markets, which all accounts share.
    pub fn markets(&self) -> &[Traded] {
        self.now().markets()
    }

    /// A market by its symbol.
    pub fn market(&self, symbol: &str) -> Option<&Traded> {
        self.now().market(symbol)
    }

    /// What happened, oldest first.
    pub fn log(&self) -> &[Arc<Entry>] {
        self.now().log()
    }

    /// The mark price of a market.
    pub fn mark(&self, market: &str) -> Decimal {
        self.now().mark(market).unwrap_or(Decimal::ONE)
    }

    /// The margin mode and the leverage that an account has chosen for a market.
    ///
    /// # Errors
    /// `out-of-range` (field `account`) for an account that is not there, here and below.
    pub fn setting(&self, account: usize, market: &str) -> Result<(MarginMode, Decimal)> {
        let (_, mode, leverage) = self.account(account)?.market_setting(market)?;
        Ok((mode, leverage))
    }

    /// The margin mode of all markets of an account; nothing where they differ.
    pub fn mode(&self, account: usize) -> Option<MarginMode> {
        self.now().mode(account)
    }

    /// The open positions of an account, by rising id; none where there is no such account.
    pub fn held(&self, account: usize) -> Vec<Held> {
        self.account(account).map(|account| log::held(account, self.markets())).unwrap_or_default()
    }

    /// Everything there is to say about an account as it stands.
    ///
    /// # Errors
    /// `overflow` where a sum cannot be held.
    pub fn report(&self, account: usize) -> Result<AccountReport> {
        report(self.account(account)?)
    }

    /// How much margin can be added to and removed from a position, and how much of it can be closed.
    ///
    /// # Errors
    /// `unknown-position`.
    pub fn limits(&self, account: usize, id: PositionId) -> Result<Limits> {
        self.account(account)?.limits(id)
    }

    /// What can be opened on a side of a market at a leverage.
    ///
    /// # Errors
    /// What refuses the leverage: [`super::say::refusal`] of [`Operation::SetLeverage`] says it.
    pub fn opening(&self, account: usize, market: &str, side: Side, leverage: Decimal) -> Result<Opening> {
        Opening::new(self.account(account)?, market, side, leverage)
    }

    /// The least and the most margin that an isolated position can be opened or increased with, by an operation that
    /// names none; nothing where it is refused, or allocates nothing.
    pub fn margin(&self, account: usize, operation: &Operation) -> Option<(Decimal, Decimal)> {
        ahead::margin(self.account(account).ok()?, operation)
    }

    /// What an operation would lead to, before it is done.
    ///
    /// # Errors
    /// What [`Desk::apply`] refuses; [`super::say::refusal`] says it.
    pub fn preview(&self, account: usize, operation: &Operation) -> Result<Preview> {
        Preview::new(self.account(account)?, self.markets(), operation)
    }

    /// Does it in one account, or in all of them where it moves prices or pays funding: the markets are shared. One
    /// step to be undone. A price that is moved so jumps; [`Desk::slide`] moves it as a hand does.
    ///
    /// # Errors
    /// The core's refusal. Nothing has changed then.
    pub fn apply(&mut self, account: usize, operation: &Operation) -> Result<()> {
        let mut next = self.now().clone();
        next.apply(account, operation)?;
        self.take_over(next);
        Ok(())
    }

    /// Whether both sides of a market can be held in an account.
    pub fn position_mode(&self, account: usize) -> PositionMode {
        self.account(account).map_or(PositionMode::OneWay, Simulation::position_mode)
    }

    /// Chooses whether both sides of a market can be held in an account. One step to be undone.
    ///
    /// # Errors
    /// `mode-locked`, with the market, while both sides of it are open.
    pub fn set_position_mode(&mut self, account: usize, mode: PositionMode) -> Result<()> {
        let mut next = self.now().clone();
        next.set_position_mode(account, mode)?;
        self.take_over(next);
        Ok(())
    }

    /// Pays funding on all positions of a market, in all accounts.
    ///
    /// # Errors
    /// A rate outside its bound.
    pub fn fund(&mut self, market: &str, rate: Decimal) -> Result<()> {
        self.apply(0, &Operation::Fund { market: market.to_owned(), rate, time: None })
    }

    /// Moves a market's mark to a price, all the way through the prices between: what is liquidated on the way is
    /// liquidated at its own price. Slides of one drag that follow each other are one step to be undone.
    ///
    /// # Errors
    /// A price outside its bound. Nothing has changed then.
    pub fn slide(&mut self, market: &str, to: Decimal, drag: Option<Drag>) -> Result<()> {
        let goes_on = drag.is_some() && self.drag == drag;
        let mut next = self.now().clone();
        next.slide(market, to, goes_on)?;
        if goes_on {
            self.history.amend(next);
        } else if self.take_over(next) {
            self.drag = drag;
        }
        Ok(())
    }

    /// The scene that is played, and how many of its steps were; nothing once the reader took over, or for accounts
    /// of a link. Undo gives it back.
    pub fn script(&self) -> Option<(Scene, usize)> {
        self.now().script()
    }

    /// The next step of the scene.
    pub fn next_step(&self) -> Option<&'static Step> {
        let (scene, played) = self.script()?;
        scene.steps().get(played)
    }

    /// The step of the scene that was done last.
    pub fn last_step(&self) -> Option<&'static Step> {
        let (scene, played) = self.script()?;
        scene.steps().get(played.checked_sub(1)?)
    }

    /// Does the next step of the scene: one step to be undone. Nothing where there is none.
    ///
    /// # Errors
    /// None that a scene of the program meets: a test plays them all.
    pub fn step(&mut self) -> Result<()> {
        let Some((scene, played)) = self.script() else { return Ok(()) };
        let Some(step) = scene.steps().get(played) else { return Ok(()) };
        let mut next = self.now().clone();
        next.play(step)?;
        self.drag = None;
        self.history.go_on(next.with_script(Some((scene, played + 1))));
        Ok(())
    }

    /// Takes the last step back. Nothing where there is none.
    pub fn undo(&mut self) {
        self.history.undo();
        self.drag = None;
    }

    /// Does again what was undone last. Nothing where there is nothing.
    pub fn redo(&mut self) {
        self.history.redo();
        self.drag = None;
    }

    /// Whether there is a step to undo.
    pub const fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// How many steps can be undone at most, once they are so many; nothing before.
    pub fn undo_ends(&self) -> Option<usize> {
        self.history.is_full().then_some(history::DEEPEST)
    }

    /// Whether there is an undone step.
    pub const fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Lays another desk on this one: one step to be undone.
    pub fn start_over(&mut self, other: Self) {
        self.drag = None;
        let next = other.now();
        if next != self.now() {
            self.history.go_on(next.clone());
        }
    }

    /// Goes on with what the reader did, if that changed anything: from here on the scene is theirs.
    fn take_over(&mut self, next: Moment) -> bool {
        self.drag = None;
        let has_changed = next.has_changed_since(self.now());
        if has_changed {
            self.history.go_on(next.with_script(None));
        }
        has_changed
    }

    fn account(&self, index: usize) -> Result<&Simulation> {
        self.now().account(index)
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::Happening;
    use super::super::report::made_by;
    use super::*;
    use margin_core::{ErrorCode, Event, Open, Quantity, parse};

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn opening() -> Desk {
        Desk::of_scene(Scene::OpeningTwice)
    }

    fn liquidations(desk: &Desk) -> Vec<(usize, Decimal, Decimal)> {
        let of_entry = |entry: &Arc<Entry>| match &entry.what {
            Happening::Caused { event: Event::Liquidated(fallen), .. } => {
                Some((entry.account.unwrap(), fallen.prices[0].1, fallen.loss))
            }
            _ => None,
        };
        desk.log().iter().filter_map(of_entry).collect()
    }

    #[test]
    fn a_slide_liquidates_at_the_liquidation_price_and_not_at_its_end() {
        let mut desk = opening();
        desk.slide("BTCUSDT", decimal("50000"), None).unwrap();
        let [(account, price, loss)] = liquidations(&desk)[..] else { panic!("{:?}", desk.log()) };
        assert_eq!((account, loss), (0, decimal("100")));
        assert_eq!(price.round_dp(2), decimal("54216.87"));
        assert_eq!(desk.accounts()[0].wallet_balance(), decimal("1900"));
        assert_eq!(desk.accounts()[1].wallet_balance(), decimal("2000"), "cross holds out");
        assert_eq!(desk.report(1).unwrap().positions.len(), 1);
        assert_eq!(desk.mark("BTCUSDT"), decimal("50000"));
    }

    #[test]
    fn what_is_done_makes_no_report() {
        let mut desk = opening();
        let made = made_by(|| {
            desk.slide("BTCUSDT", decimal("50000"), Some(Drag(1))).unwrap();
            desk.slide("BTCUSDT", decimal("60000"), Some(Drag(1))).unwrap();
            desk.apply(1, &Operation::Deposit { amount: Decimal::ONE }).unwrap();
            desk.apply(1, &Operation::Close { id: PositionId(1), size: None, price: None }).unwrap();
            desk.undo();
        });
        assert_eq!((made, liquidations(&desk).len()), (0, 1));
        assert_eq!((desk.held(0), desk.held(1).len(), desk.held(2)), (vec![], 1, vec![]));
    }

    #[test]
    fn what_falls_in_one_account_and_then_in_the_other_falls_in_that_order() {
        let mut desk = opening();
        let larger = Open::new("BTCUSDT", Side::Long, Quantity::Value(decimal("15000")));
        desk.apply(1, &Operation::Open(larger)).unwrap();
        desk.slide("BTCUSDT", decimal("30000"), None).unwrap();
        let fallen = liquidations(&desk);
        assert_eq!(fallen.iter().map(|fallen| fallen.0).collect::<Vec<_>>(), [0, 1]);
        assert!(fallen[0].1 > fallen[1].1);
        assert_eq!(fallen[1].2, decimal("2000"));
        for account in desk.accounts() {
            assert_eq!(account.market_setting("BTCUSDT").unwrap().0, Some(decimal("30000")));
        }
    }

    #[test]
    fn one_drag_is_one_step_however_many_slides_it_has() {
        let mut desk = opening();
        let start = desk.clone();
        for (price, drag) in [("58000", 1), ("54000", 1), ("56000", 1), ("57000", 2), ("56500", 2)] {
            desk.slide("BTCUSDT", decimal(price), Some(Drag(drag))).unwrap();
        }
        assert_eq!(liquidations(&desk).len(), 1, "coming back does not bring it back");
        desk.undo();
        assert_eq!(desk.mark("BTCUSDT"), decimal("56000"));
        desk.undo();
        assert!(!desk.can_undo());
        assert_eq!(desk.history.now(), start.history.now());
        desk.redo();
        desk.slide("BTCUSDT", decimal("55000"), Some(Drag(1))).unwrap();
        desk.undo();
        assert_eq!(desk.mark("BTCUSDT"), decimal("56000"), "an undo ends the drag");
    }

    #[test]
    fn a_slide_that_changes_nothing_is_no_step() {
        let mut desk = opening();
        desk.slide("BTCUSDT", decimal("60000"), Some(Drag(1))).unwrap();
        assert!(!desk.can_undo());
        assert!(desk.next_step().is_some(), "the scene goes on");
        desk.slide("BTCUSDT", decimal("59000"), Some(Drag(1))).unwrap();
        assert!(desk.can_undo() && desk.next_step().is_none());
        desk.undo();
        assert_eq!(desk.mark("BTCUSDT"), decimal("60000"));
    }

    #[test]
    fn a_refused_operation_changes_nothing() {
        let mut desk = opening();
        let before = desk.clone();
        let id = PositionId(1);
        for (account, operation, code) in [
            (0, Operation::AddMargin { id, amount: decimal("1900.01") }, ErrorCode::InsufficientBalance),
            (1, Operation::AddMargin { id, amount: decimal("1") }, ErrorCode::NotIsolated),
            (2, Operation::Deposit { amount: decimal("1") }, ErrorCode::OutOfRange),
            (
                0,
                Operation::SetMarginMode { market: "BTCUSDT".to_owned(), mode: MarginMode::Cross },
                ErrorCode::ModeLocked,
            ),
        ] {
            assert_eq!(desk.apply(account, &operation).unwrap_err().code(), code);
            assert_eq!(desk.preview(account, &operation).unwrap_err().code(), code);
        }
        assert_eq!(desk.slide("BTCUSDT", Decimal::ZERO, None).unwrap_err().code(), ErrorCode::NotPositive);
        assert_eq!(desk, before);
    }

    #[test]
    fn limits_are_accepted_and_a_step_more_is_not() {
        let desk = opening();
        let step = decimal("0.000000000001");
        let limits = desk.limits(0, PositionId(1)).unwrap();
        assert_eq!(limits.add_margin, decimal("1900"));
        let add = |amount| Operation::AddMargin { id: PositionId(1), amount };
        assert!(desk.preview(0, &add(limits.add_margin)).is_ok());
        assert!(desk.preview(0, &add(limits.add_margin + step)).is_err());
        for account in [0, 1] {
            for leverage in ["2", "10", "75"] {
                for (market, side) in [("BTCUSDT", Side::Long), ("BTCUSDT", Side::Short), ("ETHUSDT", Side::Short)] {
                    let Ok(opening) = desk.opening(account, market, side, decimal(leverage)) else {
                        assert!(account == 0 && market == "BTCUSDT" && leverage == "2", "only lowering is refused");
                        continue;
                    };
                    for quantity in [Quantity::Size(opening.largest_size), Quantity::Value(opening.largest_value)] {
                        let open = Open::new(market, side, quantity);
                        let open = Operation::Open(Open { leverage: Some(opening.leverage), ..open });
                        let preview = desk.preview(account, &open);
                        assert!(preview.is_ok(), "{account} {market:?} {side:?} {leverage}: {preview:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn funding_is_paid_in_all_accounts_in_one_step() {
        let mut desk = opening();
        desk.fund("BTCUSDT", decimal("0.0001")).unwrap();
        assert_eq!(desk.log().len(), 2);
        assert!(desk.accounts().iter().all(|account| account.wallet_balance() < decimal("2000")));
        desk.undo();
        assert!(!desk.can_undo());
        assert_eq!(desk.history.now(), opening().history.now());
    }

    #[test]
    fn another_scene_is_a_step_like_any_other() {
        let mut desk = opening();
        desk.start_over(Desk::of_scene(Scene::WinnerPays));
        assert_eq!(desk.script(), Some((Scene::WinnerPays, 0)));
        desk.undo();
        assert_eq!(desk.script(), Some((Scene::OpeningTwice, 0)));
    }
}
