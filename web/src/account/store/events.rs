//! What events do to the store: moving prices, preparing and doing operations, playing scenes, going back.

use super::{Entry, Form, Panel, Store};
use crate::account::link::{self, Notice};
use crate::account::{Desk, Drag, Scene, say};
use crate::browser;
use crate::number::{approximate, read};
use crate::state::Listing;
use leptos::prelude::*;
use margin_core::{Decimal, MarginMode, Operation, Result, Side};

impl Store {
    /// Every change of the desk goes through here. What does not concern it any longer is put away, and focus that
    /// would be lost with what was removed goes to the heading of an account.
    fn change(&self, account: usize, act: &mut dyn FnMut(&mut Desk) -> Result<()>) -> bool {
        browser::keep_focus(&heading_id(account));
        let mut is_done = false;
        self.desk.update(|desk| is_done = act(desk).is_ok());
        if self.locked.with_untracked(Option::is_some) {
            self.locked.set(None);
        }
        self.close_what_is_gone();
        is_done
    }

    /// A panel of a position that is no longer there closes.
    fn close_what_is_gone(&self) {
        let Some(Panel { account, action }) = self.panel.get_untracked() else { return };
        let is_gone = match action.position() {
            Some(id) => !untrack(|| self.positions(account)).contains(&id),
            None => account >= untrack(|| self.accounts()),
        };
        if is_gone {
            self.shut();
        }
    }

    /// The scale of a price moves only where the price has left it.
    fn follow_prices(&self, anew: bool) {
        for (listing, anchor) in Listing::ALL.into_iter().zip(self.anchors) {
            let mark = untrack(|| self.mark(listing));
            let relation = approximate(mark) / approximate(anchor.get_untracked());
            if anew || !(0.35..=1.65).contains(&relation) {
                anchor.set(mark);
            }
        }
    }

    fn forget_price_drafts(&self) {
        for draft in self.price_drafts {
            if draft.with_untracked(Option::is_some) {
                draft.set(None);
            }
        }
    }

    /// A hand or a key has come to a price slider: what it does until the next time is one step to be undone.
    pub fn take_hold(&self) {
        self.drags.update_value(|drags| *drags = drags.wrapping_add(1));
    }

    /// A price slider was moved. `by_hand`: the thumb was dragged, not stepped with a key.
    pub fn slide(&self, listing: Listing, position: u32, by_hand: bool) {
        let slider = untrack(|| self.price_slider(listing));
        let to = slider.moved(untrack(|| self.mark(listing)), position, by_hand);
        self.move_price(listing, to, Some(Drag(self.drags.get_value())));
        self.forget_price_drafts();
    }

    fn move_price(&self, listing: Listing, to: Decimal, drag: Option<Drag>) {
        if !self.is_moving.get_untracked() {
            self.is_moving.set(true);
        }
        self.change(0, &mut |desk| desk.slide(listing, to, drag));
    }

    /// Something was typed into the field of a price.
    pub fn type_price(&self, listing: Listing, text: String) {
        let price = self.shell.speak_untracked(|speaker| read(&text, speaker.locale));
        if let Some(draft) = self.price_drafts.get(listing as usize) {
            draft.set(Some(text));
        }
        if let Ok(price) = price {
            self.move_price(listing, price, Some(Drag(self.drags.get_value())));
            self.follow_prices(false);
        }
    }

    /// The field of a price was left.
    pub fn leave_price(&self, listing: Listing) {
        if untrack(|| self.price_problem(listing)).is_empty()
            && let Some(draft) = self.price_drafts.get(listing as usize)
        {
            draft.set(None);
        }
    }

    /// The prices rest: what happened may be read out.
    pub fn rest(&self) {
        if self.is_moving.get_untracked() {
            self.is_moving.set(false);
        }
    }

    /// A panel is opened, or, where it is open, closed.
    pub fn toggle(&self, panel: Panel) {
        if self.panel.get_untracked() == Some(panel) {
            return self.shut();
        }
        self.forget_drafts();
        self.form.set(Form::new(self.form.get_untracked().market, Side::Long));
        self.panel.set(Some(panel));
    }

    /// The panel is closed, and what was set in it forgotten.
    pub fn shut(&self) {
        self.panel.set(None);
        self.forget_drafts();
    }

    fn forget_drafts(&self) {
        for draft in self.drafts {
            if draft.with_untracked(Option::is_some) {
                draft.set(None);
            }
        }
    }

    fn set_draft(&self, entry: Entry, text: Option<String>) {
        if let Some(draft) = self.drafts.get(entry.index()) {
            draft.set(text);
        }
    }

    /// Something was typed into a field of the panel.
    pub fn type_text(&self, entry: Entry, text: String) {
        let number = self.shell.speak_untracked(|speaker| read(&text, speaker.locale));
        self.set_draft(entry, Some(text));
        if let Ok(number) = number {
            self.form.update(|form| *form = form.with(entry, Some(number)));
        }
    }

    /// A field of the panel was left. What was typed is shown as a number again, unless something is wrong with it.
    pub fn leave(&self, entry: Entry) {
        if untrack(|| self.problem(entry)).is_empty() {
            self.set_draft(entry, None);
        }
    }

    /// A slider of the panel was moved.
    pub fn put(&self, entry: Entry, position: u32, by_hand: bool) {
        let slider = untrack(|| self.slider(entry));
        let number = slider.moved(untrack(|| self.number(entry)), position, by_hand);
        self.set_draft(entry, None);
        self.form.update(|form| *form = form.with(entry, Some(number)));
    }

    /// The market of a position to be opened.
    pub fn choose_market(&self, market: Listing) {
        self.forget_drafts();
        self.form.update(|form| *form = Form::new(market, form.side));
    }

    /// Its side.
    pub fn choose_side(&self, side: Side) {
        self.form.update(|form| form.side = side);
    }

    /// What is prepared is done, unless something is wrong with it.
    pub fn confirm(&self) {
        let Some(panel) = self.panel.get_untracked() else { return };
        if untrack(|| self.is_stale()) {
            return;
        }
        let form = self.form.get_untracked();
        let operation = self.allowed.with_untracked(|allowed| allowed.operation(panel, &form));
        if self.change(panel.account, &mut |desk| desk.apply(panel.account, &operation)) {
            self.shut();
            browser::focus(&panel.id(), &heading_id(panel.account));
        }
    }

    /// Another margin mode for a market of an account. Where it is refused, the page says why.
    pub fn choose_mode(&self, account: usize, market: Listing, mode: MarginMode) {
        let operation = Operation::SetMarginMode { market: market.symbol().to_owned(), mode };
        let mut refused = None;
        self.change(account, &mut |desk| {
            let result = desk.apply(account, &operation);
            refused = result.as_ref().err().cloned();
            result
        });
        let said = refused.and_then(|error| {
            self.desk.with_untracked(|desk| {
                let account = desk.accounts().get(account)?;
                Some(self.shell.speak_untracked(|speaker| say::refusal(speaker, account, &operation, &error)))
            })
        });
        if let Some(why) = said {
            self.locked.set(Some((account, market, why)));
        }
    }

    /// The note about a mode was read.
    pub fn unlock(&self) {
        self.locked.set(None);
    }

    /// A scene from its start.
    pub fn play(&self, scene: Scene) {
        self.lay(Desk::of_scene(scene), Vec::new());
    }

    /// The next step of the scene; after the last, its start again.
    pub fn step(&self) {
        if self.desk.with_untracked(|desk| desk.next_step().is_none()) {
            if let Some((scene, _)) = self.desk.with_untracked(Desk::script) {
                self.play(scene);
            }
            return;
        }
        self.change(0, &mut Desk::step);
        self.forget_price_drafts();
        self.follow_prices(false);
    }

    /// One step back.
    pub fn undo(&self) {
        self.go(&mut |desk| {
            desk.undo();
            Ok(())
        });
    }

    /// One undone step forward.
    pub fn redo(&self) {
        self.go(&mut |desk| {
            desk.redo();
            Ok(())
        });
    }

    fn go(&self, way: &mut dyn FnMut(&mut Desk) -> Result<()>) {
        self.change(0, way);
        self.forget_price_drafts();
        self.follow_prices(false);
    }

    /// The first scene.
    pub fn reset(&self) {
        self.play(Scene::default());
    }

    /// The accounts of a link, and what is to be said about it.
    pub fn follow_link(&self, fragment: &str) {
        if self.link().is_some_and(|link| link == fragment.trim_start_matches('#')) {
            return;
        }
        let (desk, notices) = link::parse(fragment);
        self.lay(desk, notices);
    }

    /// The accounts of a file.
    pub fn open_file(&self, text: &str) {
        let (desk, notices) = link::parse_file(text);
        self.lay(desk, notices);
    }

    fn lay(&self, desk: Desk, notices: Vec<Notice>) {
        self.shut();
        let mut other = Some(desk);
        self.change(0, &mut |desk| {
            if let Some(other) = other.take() {
                desk.start_over(other);
            }
            Ok(())
        });
        self.forget_price_drafts();
        self.follow_prices(true);
        self.notices.set(notices);
    }

    /// The notices were read.
    pub fn dismiss_notices(&self) {
        self.notices.set(Vec::new());
    }

    /// The reader has paused: the live region may speak.
    pub fn announce(&self) {
        let said = untrack(|| {
            if self.panel().is_some() && !self.is_stale() {
                return self.with_outlook(|outlook| {
                    outlook.rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join(". ")
                });
            }
            if self.script().is_some() { self.headline() } else { String::new() }
        });
        if self.announced.with_untracked(|known| *known != said) {
            self.announced.set(said);
        }
    }

    /// The accounts as the text of a file.
    pub fn file(&self) -> String {
        self.desk.with_untracked(link::render_file)
    }
}

/// The id of the heading of an account.
pub fn heading_id(account: usize) -> String {
    ["account-", &account.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::store::{Action, Measure, Total};
    use margin_core::parse;

    fn with_store(test: impl FnOnce(Store)) {
        Owner::new().with(|| test(Store::opening()));
    }

    fn exact(store: &Store, account: usize, measure: Measure) -> String {
        store.position(account, 1, |position| position.figure(measure).exact.clone())
    }

    fn wallet(store: &Store, account: usize) -> String {
        store.account(account, |account| account.figure(Total::WalletBalance).exact.clone())
    }

    #[test]
    fn the_opening_example_stands_twice() {
        with_store(|store| {
            assert_eq!(store.accounts(), 2);
            assert!(exact(&store, 0, Measure::LiquidationPrice).starts_with("54216.8674"));
            assert_eq!(exact(&store, 1, Measure::LiquidationPrice), "never");
        });
    }

    #[test]
    fn the_first_scene_plays_and_is_undone() {
        with_store(|store| {
            let start = store.link();
            store.step();
            store.step();
            assert!(store.positions(0).is_empty());
            assert_eq!((wallet(&store, 0), wallet(&store, 1)), ("1900".to_owned(), "2000".to_owned()));
            store.undo();
            store.undo();
            assert_eq!(store.link(), start);
            assert_eq!(store.can_go(), (false, true));
        });
    }

    #[test]
    fn what_is_previewed_is_what_comes() {
        with_store(|store| {
            store.toggle(Panel { account: 0, action: Action::Add(1) });
            store.type_text(Entry::Amount, "50".into());
            let after = store.with_outlook(|outlook| outlook.rows[0].after.clone());
            assert_ne!(after, exact(&store, 0, Measure::LiquidationPrice));
            store.confirm();
            assert_eq!(exact(&store, 0, Measure::LiquidationPrice), after);
            assert_eq!(exact(&store, 0, Measure::Margin), "150");
            assert_eq!(store.panel(), None);
        });
    }

    #[test]
    fn what_cannot_be_done_says_why_and_is_not_done() {
        with_store(|store| {
            store.toggle(Panel { account: 0, action: Action::Add(1) });
            for (text, says) in [("x", "not a number"), ("5000", "1,900"), ("0", "0")] {
                store.type_text(Entry::Amount, text.into());
                assert!(store.problem(Entry::Amount).contains(says), "{}", store.problem(Entry::Amount));
                store.confirm();
                assert_eq!(exact(&store, 0, Measure::Margin), "100");
                assert_eq!(store.field_text(Entry::Amount), text);
            }
        });
    }

    #[test]
    fn the_mode_of_an_open_position_is_locked() {
        with_store(|store| {
            store.choose_mode(0, Listing::Btc, MarginMode::Cross);
            assert_eq!(store.mode(0, Listing::Btc), MarginMode::Isolated);
            assert!(store.locked(0, Listing::Btc).contains("fixed"));
            assert_eq!(store.locked(1, Listing::Btc), "");
            store.choose_mode(0, Listing::Sol, MarginMode::Cross);
            assert_eq!(store.mode(0, Listing::Sol), MarginMode::Cross);
            assert_eq!(store.locked(0, Listing::Btc), "");
        });
    }

    #[test]
    fn a_position_is_opened_with_margin_of_its_own() {
        with_store(|store| {
            store.toggle(Panel { account: 0, action: Action::Open });
            store.choose_market(Listing::Eth);
            store.type_text(Entry::Value, "500".into());
            assert_eq!(store.field_text(Entry::Margin), "50");
            store.type_text(Entry::Margin, "80".into());
            store.confirm();
            let margin = store.position(0, 2, |position| position.figure(Measure::Margin).exact.clone());
            assert_eq!(margin, "80");
        });
    }

    #[test]
    fn a_price_is_typed_and_slid() {
        with_store(|store| {
            store.type_price(Listing::Btc, "55000".into());
            assert_eq!(store.mark(Listing::Btc), parse("55000").unwrap());
            store.type_price(Listing::Btc, "-1".into());
            assert!(!store.price_problem(Listing::Btc).is_empty());
            assert_eq!(store.price_text(Listing::Btc), "-1");
            store.take_hold();
            store.slide(Listing::Btc, 0, true);
            assert!(store.positions(0).is_empty());
            store.undo();
            assert_eq!(store.mark(Listing::Btc), parse("55000").unwrap());
        });
    }
}
