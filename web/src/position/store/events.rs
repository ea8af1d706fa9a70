//! What events do to a position: choosing, typing, sliding, fetching, pasting, following a link.
//!
//! Every one of these leaves the state valid. An entry that is not stays in its draft, and is tried again whenever
//! another one changes.

use super::{Store, Waiting};
use crate::market::Load;
use crate::market::files::{FILES, TableFile};
use crate::position::link::{self, Asked, Grammar, Notice};
use crate::position::{Field, Inputs, State, fitted, read_field, set};
use crate::slider::Slider;
use leptos::prelude::*;
use margin_core::{Decimal, Side, SizeUnit};
use margin_venues::{Catalogue, Listed, MarketId, Source, Venue, listed_venue};
use std::sync::Arc;

impl Store {
    // The position.

    /// Something was typed into a field.
    pub fn type_text(&self, field: Field, text: String) {
        self.draft(field, Some(text));
        self.touched.set(Some(field));
        // What was refused before may be right with this entry: try the others again, too.
        self.try_draft(field);
        self.try_others(field);
        self.hold();
    }

    fn draft(&self, field: Field, text: Option<String>) {
        let draft = self.drafts[field.index()];
        if draft.with_untracked(|draft| *draft != text) {
            draft.set(text);
        }
    }

    fn try_draft(&self, field: Field) {
        let Some(draft) = self.drafts[field.index()].get_untracked() else { return };
        let state = self.state.get_untracked();
        let changed = self
            .shell
            .speak_untracked(|speaker| read_field(&state, field, &draft, speaker.locale))
            .and_then(|value| set(&state, field, value));
        if let Ok(changed) = changed {
            self.put(changed);
        }
    }

    fn try_others(&self, field: Field) {
        for other in Field::ALL.into_iter().filter(|other| *other != field) {
            self.try_draft(other);
        }
    }

    fn put(&self, state: State) {
        if *self.state.get_untracked() != state {
            self.state.set(Arc::new(state));
        }
    }

    /// The scales of sliders and the axis of a picture begin anew from here.
    fn hold(&self) {
        let state = self.state.get_untracked();
        self.reach.set(state.inputs.mark_price());
        self.anchor.set(state);
    }

    /// A field was left. What was typed is shown as a number again, unless something is wrong with it.
    pub fn leave(&self, field: Field) {
        if !untrack(|| self.is_bad(field)) {
            self.draft(field, None);
        }
    }

    /// Puts the last valid number back where something was typed; returns whether it was.
    pub fn revert(&self, field: Field) -> bool {
        let is_typed = self.drafts[field.index()].with_untracked(Option::is_some);
        self.draft(field, None);
        is_typed
    }

    /// A slider was moved. `by_hand`: the thumb was dragged, not stepped with a key.
    pub fn slide(&self, field: Field, slider: Slider, position: u32, by_hand: bool) {
        let current = untrack(|| self.number(field));
        let value = slider.moved(current, position, by_hand);
        if value != current {
            self.slide_to(field, value);
        }
    }

    /// Sets a number from a slider: it is in range, and replaces what was typed.
    pub fn slide_to(&self, field: Field, value: Decimal) {
        self.touched.set(Some(field));
        let changed = set(&self.state.get_untracked(), field, value);
        if let Ok(changed) = changed {
            self.draft(field, None);
            if field != Field::Mark {
                self.reach.set(changed.inputs.mark_price());
            }
            self.put(changed);
            self.try_others(field);
        }
    }

    /// Long or short.
    pub fn choose_side(&self, side: Side) {
        self.change(|inputs| inputs.side = side);
    }

    /// Another unit for the size. The size itself stays exactly what it was.
    pub fn choose_unit(&self, unit: SizeUnit) {
        self.draft(Field::Size, None);
        self.change(|inputs| inputs.unit = unit);
    }

    /// The isolated margin follows the leverage again.
    pub fn follow_leverage(&self) {
        self.draft(Field::Margin, None);
        self.change(|inputs| inputs.margin = None);
    }

    /// The mark is that of the entry again.
    pub fn back_to_entry(&self) {
        self.draft(Field::Mark, None);
        self.change(|inputs| inputs.mark = None);
    }

    fn change(&self, change: impl FnOnce(&mut Inputs)) {
        let mut state = State::clone(&self.state.get_untracked());
        change(&mut state.inputs);
        self.replace(state, Vec::new());
    }

    /// Another state. What cannot be held of it gives way, with a notice; what is typed is tried again.
    fn replace(&self, state: State, mut notices: Vec<Notice>) {
        let (state, changes) = fitted(state);
        notices.extend(changes.into_iter().map(|change| Notice::Fitted(change, Box::new(state.clone()))));
        self.put(state);
        self.hold();
        for field in Field::ALL {
            self.try_draft(field);
        }
        self.notices.set(notices);
    }

    /// Another state in the place of all that was set and typed.
    pub fn start_over(&self, state: State, notices: Vec<Notice>) {
        for field in Field::ALL {
            self.draft(field, None);
        }
        self.touched.set(None);
        self.replace(state, notices);
    }

    /// Some fields were set by another than the reader: what is typed into these is gone, and nothing else.
    pub fn give(&self, state: State, fields: impl Iterator<Item = Field>) {
        let known = self.state.get_untracked();
        let mut anchor = State::clone(&self.anchor.get_untracked());
        for field in fields {
            self.draft(field, None);
            anchor.inputs = anchor.inputs.with(field, state.inputs.get(&state.listed, field));
        }
        if state == *known {
            return;
        }
        self.anchor.set(Arc::new(if state.id == known.id { anchor } else { state.clone() }));
        // The axis stays while the reader drags along it, unless it is the mark that was set.
        if state.inputs.mark_price() != known.inputs.mark_price() {
            self.reach.set(state.inputs.mark_price());
        }
        self.put(state);
        for field in Field::ALL {
            self.try_draft(field);
        }
    }

    // The market.

    /// A market is chosen. The position keeps its worth; what the market cannot hold gives way, with a notice. A market
    /// whose table is not here is waited for.
    pub fn choose(&self, id: &MarketId) {
        self.markets.open_list(false);
        self.asked.set(None);
        let state = self.state.get_untracked();
        match self.markets.find(id) {
            Some(listed) => self.move_to(id.clone(), listed, &state, Vec::new()),
            None => {
                let asked = Asked::of_market(id.clone());
                self.wait_for(Waiting::new(asked, Vec::new(), Some(State::clone(&state))));
            }
        }
    }

    fn move_to(&self, id: MarketId, listed: Arc<Listed>, from: &State, notices: Vec<Notice>) {
        let inputs = from.inputs.moved(&from.listed, &listed);
        self.start_over(State { id, listed, inputs }, notices);
    }

    /// Fetches a table file, unless it is here or on its way.
    pub fn load(&self, file: usize) {
        let store = *self;
        self.markets.load(file, move |file, text| store.arrived(file, text));
    }

    /// Fetches all table files.
    pub fn load_all(&self) {
        (0..FILES.len()).for_each(|file| self.load(file));
    }

    /// Takes in what was fetched, and goes on with what waited for it.
    pub fn arrived(&self, file: usize, text: Option<String>) {
        self.markets.take_in(file, text);
        let Some(waiting) = self.asked.get_untracked() else { return };
        if file_of(&waiting.asked.market) == Some(file) {
            let is_here = self.is_here(&waiting.asked.market);
            self.go_on(waiting, is_here);
        }
    }

    /// The table that is waited for did not come: it is fetched once more.
    pub fn retry(&self) {
        if let Some(file) = self.asked.with_untracked(|asked| file_of(&asked.as_ref()?.asked.market)) {
            self.load(file);
        }
    }

    /// Returns the venue whose table is waited for, and whether it is on its way.
    pub fn pending(&self) -> Option<(&'static str, Load)> {
        let venue = self.asked.with(|asked| venue_of(&asked.as_ref()?.asked.market))?;
        Some((venue.short_name, self.markets.load_of(TableFile::place_of(venue))))
    }

    /// Whether the table that a market would be in is here.
    fn is_here(&self, id: &MarketId) -> bool {
        venue_of(id).is_none_or(|venue| self.markets.with_untracked(|catalogue| catalogue.has(venue)))
    }

    fn wait_for(&self, waiting: Waiting) {
        let Some(file) = file_of(&waiting.asked.market) else { return };
        self.asked.set(Some(Waiting { meanwhile: Some(self.state.get_untracked()), ..waiting }));
        self.load(file);
    }

    // A table of the reader's own.

    /// What was pasted is used in the place of the venue's table, or refused.
    pub fn paste(&self, text: &str) {
        // A table that is used already is in the market it was given for.
        let (id, listed) = self.market.get_untracked();
        let venue_id = MarketId { source: self.own_source(), ..id };
        let base = self.markets.find(&venue_id).unwrap_or(listed);
        if let Some(symbol) = self.markets.paste(text, &base) {
            self.choose(&MarketId { source: Source::Own, symbol });
        }
    }

    /// Back to the venue's table.
    pub fn forget_own(&self) {
        let back = MarketId { source: self.own_source(), ..self.market.get_untracked().0 };
        self.markets.forget_own();
        if self.market.get_untracked().0.source == Source::Own {
            let is_known = self.markets.find(&back).is_some();
            self.choose(&if is_known { back } else { MarketId::opening() });
        }
    }

    /// The venue whose rules apply to the chosen market.
    fn own_source(&self) -> Source {
        let (id, listed) = self.market.get_untracked();
        match id.source {
            Source::Own => listed_venue(listed.venue.code).map_or(MarketId::opening().source, Source::Venue),
            other => other,
        }
    }

    // Links.

    /// The opening example. Tables that were fetched stay.
    pub fn reset(&self) {
        self.markets.forget_own();
        self.follow_link("", Grammar::Compare);
    }

    /// The state of a link, and what is to be said about it. Where its market is in a table that is not here, the table
    /// is fetched, and the opening example is there until then.
    pub fn follow_link(&self, fragment: &str, grammar: Grammar) {
        let (asked, notices) = link::parse(fragment, grammar);
        self.markets.open_list(false);
        self.asked.set(None);
        self.ask(Waiting::new(asked, notices, None));
    }

    /// Sets parts in a state, for another than the reader: what is typed into the fields that are set is gone, and nothing
    /// else. Returns what of it cannot be; of a market whose table is not here, that comes with the table.
    pub fn ask_for(&self, asked: Asked, on: State, fields: impl Iterator<Item = Field>) -> Vec<Notice> {
        let found = self.markets.with_untracked(|catalogue| asked.find(catalogue));
        let Some((id, listed)) = found else {
            self.ask(Waiting::new(asked, Vec::new(), Some(on)));
            return self.take_notices();
        };
        let mut notices = Vec::new();
        let inputs = if id == on.id { on.inputs } else { on.inputs.given_in(&on.listed, &id, &listed) };
        let listed = if id == on.id { on.listed.clone() } else { listed };
        let state = asked.on(State { id, listed, inputs }, true, &mut notices);
        self.give(state, fields);
        notices
    }

    fn ask(&self, waiting: Waiting) {
        let is_here = self.is_here(&waiting.asked.market);
        let is_known = self.markets.find(&waiting.asked.market).is_some();
        if is_known || is_here {
            return self.go_on(waiting, true);
        }
        self.stand_in(&waiting, None);
        self.wait_for(waiting);
    }

    /// The table is here, or never comes: what waited for it goes on.
    fn go_on(&self, waiting: Waiting, is_here: bool) {
        self.asked.set(None);
        let found = self.markets.with_untracked(|catalogue: &Catalogue| waiting.asked.find(catalogue));
        let Some((id, listed)) = found else {
            if is_here {
                return self.stand_in(
                    &waiting,
                    venue_of(&waiting.asked.market).map(|venue| Notice::NoMarket(venue.short_name)),
                );
            }
            // What is asked for is kept, to be tried again.
            return self.asked.set(Some(waiting));
        };
        let Waiting { asked, mut notices, on, meanwhile } = waiting;
        let is_choice = asked.is_of_market_alone();
        let mut state = match on {
            None => asked.state(id, listed, true, &mut notices),
            Some(on) => {
                let inputs = if is_choice {
                    on.inputs.moved(&on.listed, &listed)
                } else {
                    on.inputs.given_in(&on.listed, &id, &listed)
                };
                asked.on(State { id, listed, inputs }, true, &mut notices)
            }
        };
        if let Some(before) = meanwhile {
            // What the reader has changed since; but for prices, where only a market was chosen: they are another's.
            let after = self.state.get_untracked();
            let prices = if is_choice { before.inputs } else { after.inputs };
            let after =
                Inputs { entry: prices.entry, mark: prices.mark, coin_price: prices.coin_price, ..after.inputs };
            state.inputs = state.inputs.with_changes(&before.inputs, &after);
        }
        self.start_over(state, notices);
    }

    /// Another market is there for the one that is waited for, or that there is not: the opening one, with what a link
    /// says of the position, or the one that was there.
    fn stand_in(&self, waiting: &Waiting, notice: Option<Notice>) {
        let notices: Vec<Notice> = notice.into_iter().collect();
        match &waiting.on {
            Some(_) => self.notices.set(notices),
            None => {
                let State { id, listed, .. } = State::opening();
                let state = waiting.asked.state(id, listed, false, &mut Vec::new());
                self.start_over(state, notices);
            }
        }
    }

    /// Returns the market that is waited for.
    pub fn awaited(&self) -> Option<MarketId> {
        self.asked.with_untracked(|waiting| Some(waiting.as_ref()?.asked.market.clone()))
    }

    /// Waits for no market any more.
    pub fn stop_waiting(&self) {
        self.asked.set(None);
    }

    /// Returns what there is to be said, and says it no more.
    pub fn take_notices(&self) -> Vec<Notice> {
        self.notices.try_update(std::mem::take).unwrap_or_default()
    }

    /// The notices were read.
    pub fn dismiss_notices(&self) {
        self.notices.set(Vec::new());
    }
}

/// The venue that a market is of.
fn venue_of(id: &MarketId) -> Option<&'static Venue> {
    match id.source {
        Source::Venue(venue) => Some(venue),
        Source::Own | Source::Flat => None,
    }
}

/// The table file that a market is in.
fn file_of(id: &MarketId) -> Option<usize> {
    venue_of(id).map(TableFile::place_of)
}

#[cfg(test)]
mod tests;
