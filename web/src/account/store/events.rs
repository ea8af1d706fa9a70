//! What events do to the store: moving prices, preparing and doing operations, playing scenes, going back.

use super::markets::Waiting;
use super::{Doing, Entry, Form, Panel, PriceField, Slot, Store};
use crate::account::link::{self, Notice, Wanted};
use crate::account::traded::Traded;
use crate::account::{Desk, Drag, Scene, say};
use crate::browser;
use crate::number::{approximate, read};
use crate::words::Message;
use leptos::prelude::*;
use margin_core::{Decimal, MarginMode, Operation, PositionMode, Result, Side};
use margin_venues::Listed;

impl Store {
    pub(super) fn does(&self, what: &mut dyn FnMut(&mut Doing)) {
        self.doing.update(|doing| what(doing));
    }

    /// Moves the scale of a price, where the price has left it.
    fn follow_prices(&self, anew: bool) {
        self.desk.with_untracked(|desk| {
            self.does(&mut |doing| {
                doing.know_prices(desk);
                for field in &mut doing.prices {
                    field.draft = None;
                    let Some(market) = desk.market(field.market.symbol()) else { continue };
                    let mark = desk.mark(market.symbol());
                    let relation = approximate(mark) / approximate(field.anchor);
                    if anew || !(0.35..=1.65).contains(&relation) {
                        field.anchor = mark;
                    }
                }
            });
        });
    }

    /// Starts a drag of a price slider: what happens until the next one starts is one step to be undone.
    pub fn take_hold(&self) {
        self.does(&mut |doing| doing.drags = doing.drags.wrapping_add(1));
    }

    /// Moves a price slider. `by_hand`: the thumb was dragged, not stepped with a key.
    pub fn slide(&self, price: usize, position: u32, by_hand: bool) {
        let slider = untrack(|| self.price_slider(price));
        let to = slider.moved(untrack(|| self.mark(price)), position, by_hand);
        self.move_price(price, to);
    }

    fn move_price(&self, price: usize, to: Decimal) {
        let drag = Some(Drag(self.doing.with_untracked(|doing| doing.drags)));
        let market = untrack(|| self.symbol(price));
        self.step_to(&mut |desk| desk.slide(&market, to, drag));
        if untrack(|| !self.is_moving() || self.price_draft(price).is_some()) {
            self.does(&mut |doing| {
                doing.is_moving = true;
                doing.draft_price(price, None);
            });
        }
    }

    /// Takes what was typed into the field of a price. The price moves once it is entered whole: half of a number is
    /// another price, and would liquidate on the way to it.
    pub fn type_price(&self, price: usize, text: String) {
        self.does(&mut |doing| doing.draft_price(price, Some(text.clone())));
    }

    /// Leaves the field of a price, or enters it. What was typed is the price, unless something is wrong with it.
    pub fn leave_price(&self, price: usize) {
        let Some(draft) = untrack(|| self.price_draft(price)) else { return };
        let unit = self.text(Message::UnitMoney);
        let to = self.shell.speak_untracked(|speaker| read(&draft, &unit, speaker.locale));
        if let Ok(to) = to
            && untrack(|| self.price_problem(price)).is_empty()
        {
            self.take_hold();
            self.move_price(price, to);
            self.follow_prices(false);
        }
    }

    /// Puts the price back where another was typed; returns whether it was.
    pub fn revert_price(&self, price: usize) -> bool {
        let is_typed = untrack(|| self.price_draft(price)).is_some();
        self.does(&mut |doing| doing.draft_price(price, None));
        is_typed
    }

    /// Lets the prices rest: what happened may be read out.
    pub fn rest(&self) {
        if self.doing.with_untracked(|doing| doing.is_moving) {
            self.does(&mut |doing| doing.is_moving = false);
        }
    }

    /// Opens a panel, or closes it where it is open.
    pub fn toggle(&self, panel: Panel) {
        self.does(&mut |doing| {
            let is_open = doing.panel == Some(panel);
            doing.put_away();
            doing.locked = None;
            doing.panel = (!is_open).then_some(panel);
        });
    }

    /// Closes the panel, and forgets what was set in it.
    pub fn shut(&self) {
        self.does(&mut Doing::put_away);
    }

    fn set(&self, entry: Entry, draft: Option<String>, number: Option<Decimal>) {
        self.does(&mut |doing| {
            if let Some(slot) = doing.drafts.get_mut(entry.index()) {
                slot.clone_from(&draft);
            }
            if number.is_some() {
                doing.form = doing.form.clone().with(entry, number);
            }
        });
    }

    /// Takes what was typed into a field of the panel.
    pub fn type_text(&self, entry: Entry, text: String) {
        if !untrack(|| self.is_stale()) {
            self.does(&mut |doing| doing.accepted = doing.form.clone());
        }
        let unit = untrack(|| self.unit(entry));
        let number = self.shell.speak_untracked(|speaker| read(&text, &unit, speaker.locale));
        self.set(entry, Some(text), number.ok());
    }

    /// Puts the number back that a field of the panel had when nothing was wrong last, where something was typed there;
    /// returns whether it was.
    pub fn revert(&self, entry: Entry) -> bool {
        let is_bad = untrack(|| !self.problem(entry).is_empty());
        let mut is_typed = false;
        self.does(&mut |doing| {
            is_typed = doing.drafts.get_mut(entry.index()).is_some_and(|draft| draft.take().is_some());
            if is_typed && is_bad {
                doing.form = doing.form.clone().with(entry, doing.accepted.number(entry));
            }
        });
        is_typed
    }

    /// Leaves a field of the panel. What was typed is shown as a number again, unless something is wrong with it.
    pub fn leave(&self, entry: Entry) {
        self.catch_up();
        if untrack(|| self.problem(entry)).is_empty() {
            self.set(entry, None, None);
        }
    }

    /// Moves a slider of the panel.
    pub fn put(&self, entry: Entry, position: u32, by_hand: bool) {
        self.catch_up();
        let slider = untrack(|| self.slider(entry));
        self.set(entry, None, Some(slider.moved(untrack(|| self.number(entry)), position, by_hand)));
    }

    /// Chooses its side.
    pub fn choose_side(&self, side: Side) {
        self.does(&mut |doing| doing.form.side = side);
    }

    /// Does what is prepared, unless something is wrong with it.
    pub fn confirm(&self) {
        self.catch_up();
        let Some(panel) = untrack(|| self.panel()) else { return };
        if untrack(|| self.is_stale()) {
            return;
        }
        let form = untrack(|| self.form());
        let operation = untrack(|| self.prepared(|prepared| prepared.allowed.operation(panel, &form)));
        if self.change(panel.account, &mut |desk| desk.apply(panel.account, &operation)) {
            self.shut();
            browser::focus(&panel.id(), &heading_id(panel.account));
        }
    }

    /// Chooses another margin mode for a market of an account. Where it is refused, the page says why.
    pub fn choose_mode(&self, account: usize, market: &str, mode: MarginMode) {
        let operation = Operation::SetMarginMode { market: market.to_owned(), mode };
        let mut refused = None;
        self.change(account, &mut |desk| {
            let result = desk.apply(account, &operation);
            refused = result.as_ref().err().cloned();
            result
        });
        let said = refused.map(|error| {
            self.desk.with_untracked(|desk| {
                self.shell.speak_untracked(|speaker| say::refusal(speaker, desk, account, &operation, &error))
            })
        });
        self.does(&mut |doing| doing.locked = said.clone().map(|why| (account, market.to_owned(), why)));
    }

    /// Chooses whether both sides of a market can be held in an account. Where it is refused, the page says why, in the
    /// place of the market that is chosen.
    pub fn choose_position_mode(&self, account: usize, mode: PositionMode) {
        let mut refused = None;
        self.change(account, &mut |desk| {
            let result = desk.set_position_mode(account, mode);
            refused = result.as_ref().err().cloned();
            result
        });
        let market = self.doing.with_untracked(|doing| doing.form.market.symbol().to_owned());
        let said = refused.map(|error| {
            let of = error.value().unwrap_or_default();
            self.shell.speak_untracked(|speaker| speaker.words.fill(Message::RefusedOneWay, &[("market", of)]))
        });
        self.does(&mut |doing| doing.locked = said.clone().map(|why| (account, market.clone(), why)));
    }

    /// Puts the note about a mode away.
    pub fn unlock(&self) {
        if let Some((account, ..)) = self.doing.with_untracked(|doing| doing.locked.clone()) {
            browser::keep_focus(&heading_id(account));
        }
        self.does(&mut |doing| doing.locked = None);
    }

    /// Plays a scene from its start.
    pub fn play(&self, scene: Scene) {
        self.lay(Desk::of_scene(scene), Vec::new());
    }

    /// Plays the next step of the scene; after the last, its start again.
    pub fn step(&self) {
        if self.desk.with_untracked(|desk| desk.next_step().is_none()) {
            if let Some((scene, _)) = self.desk.with_untracked(Desk::script) {
                self.play(scene);
            }
            return;
        }
        self.change(0, &mut Desk::step);
        self.follow_prices(false);
    }

    /// Goes one step back.
    pub fn undo(&self) {
        self.go(&mut |desk| {
            desk.undo();
            Ok(())
        });
    }

    /// Goes one undone step forward.
    pub fn redo(&self) {
        self.go(&mut |desk| {
            desk.redo();
            Ok(())
        });
    }

    fn go(&self, way: &mut dyn FnMut(&mut Desk) -> Result<()>) {
        self.change(0, way);
        self.keep_to_markets();
        self.follow_prices(false);
    }

    /// Goes back to the first scene.
    pub fn reset(&self) {
        self.play(Scene::default());
    }

    /// Takes the accounts of a link, and what is to be said about it.
    pub fn follow_link(&self, fragment: &str) {
        if self.link().is_some_and(|link| link == fragment.trim_start_matches('#')) {
            return;
        }
        self.wait_for(None);
        match self.doing.with_untracked(|doing| link::parse(fragment, &doing.catalogue)) {
            Ok((desk, notices)) => self.lay(desk, notices),
            Err(Wanted(venue)) => self.wait_for(Some(Waiting::link(venue, fragment.to_owned()))),
        }
    }

    /// Takes the accounts of a file.
    pub fn open_file(&self, text: &str) {
        self.wait_for(None);
        let (desk, notices) = match self.doing.with_untracked(|doing| link::parse_file(text, &doing.catalogue)) {
            Ok(read) => read,
            Err(Wanted(venue)) => return self.wait_for(Some(Waiting::file(venue, text.to_owned()))),
        };
        // A reader who opens the wrong file keeps what is on the desk.
        if notices.iter().any(|notice| !matches!(notice, Notice::OtherTable(_))) {
            self.does(&mut |doing| doing.notices = vec![Notice::FileRefused]);
        } else {
            self.lay(desk, notices);
        }
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
        self.keep_to_markets();
        self.follow_prices(true);
        self.does(&mut |doing| doing.notices.clone_from(&notices));
    }

    /// Puts the notices away.
    pub fn dismiss_notices(&self) {
        self.does(&mut |doing| doing.notices.clear());
    }

    /// Lets the live region speak: the reader has paused.
    pub fn announce(&self) {
        self.catch_up();
        let said = untrack(|| {
            if self.panel().is_some() && !self.is_stale() {
                return self.prepared(|prepared| {
                    let rows: Vec<&str> = prepared.rows.iter().map(|row| row.text.as_str()).collect();
                    rows.join(". ")
                });
            }
            if self.script().is_some() { self.headline() } else { String::new() }
        });
        if self.doing.with_untracked(|doing| doing.announced != said) {
            self.does(&mut |doing| doing.announced.clone_from(&said));
        }
    }

    /// Returns the accounts as the text of a file.
    pub fn file(&self) -> String {
        self.desk.with_untracked(link::render_file)
    }
}

impl Doing {
    pub(super) fn put_away(&mut self) {
        self.panel = None;
        self.drafts = Slot::default();
        self.form = Form::new(self.form.market.clone(), Side::Long);
        self.accepted = self.form.clone();
    }

    fn draft_price(&mut self, price: usize, text: Option<String>) {
        if let Some(field) = self.prices.get_mut(price) {
            field.draft = text;
        }
    }

    /// The symbol of the market of a price.
    pub(super) fn symbol(&self, price: usize) -> &str {
        self.prices.get(price).map_or("", |field| field.market.symbol())
    }

    /// The place of a market's price.
    pub(super) fn place_of(&self, market: &Listed) -> Option<usize> {
        let is_it = |field: &PriceField| {
            field.market.symbol() == market.symbol() && field.market.venue.code == market.venue.code
        };
        self.prices.iter().position(is_it)
    }

    /// Has a field for the price of every market of a desk.
    pub(super) fn know_prices(&mut self, desk: &Desk) {
        for market in desk.markets() {
            if self.place_of(market).is_none() {
                self.prices.push(PriceField::new(market, desk));
            }
        }
    }
}

impl PriceField {
    /// That of a market, as it is on a desk.
    pub(super) fn new(market: &Traded, desk: &Desk) -> Self {
        Self { market: market.clone(), draft: None, anchor: desk.mark(market.symbol()) }
    }
}

/// The id of the heading of an account.
pub fn heading_id(account: usize) -> String {
    ["account-", &account.to_string()].concat()
}

#[cfg(test)]
mod tests;
