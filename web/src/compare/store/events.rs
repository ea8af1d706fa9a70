//! What events do to the store: typing, sliding, choosing, following a link.
//!
//! Every one of these leaves the inputs valid. An entry that is not stays in its draft, and is tried again whenever
//! another one changes.

use super::{Shown, Store};
use crate::compare::state::link::{self, Notice};
use crate::compare::state::{Field, Fitted, Inputs, MarketChoice, fitted, read_field, set};
use leptos::prelude::*;
use margin_core::{Decimal, Side};

impl Store {
    /// Takes what was typed into a field.
    pub fn type_text(&self, field: Field, text: String) {
        self.drafts[field.index()].set(Some(text));
        self.touched.set(Some(field));
        // What was refused before may be right with this entry: try the others again, too.
        let others = Field::ALL.into_iter().filter(|other| *other != field);
        for field in std::iter::once(field).chain(others) {
            self.try_draft(field);
        }
        self.anchor.set(self.inputs.get_untracked());
        self.reach.set(self.inputs.with_untracked(Inputs::mark_price));
    }

    fn try_draft(&self, field: Field) {
        let Some(draft) = self.drafts[field.index()].get_untracked() else { return };
        let inputs = self.inputs.get_untracked();
        let changed = self
            .speak_untracked(|speaker| read_field(&inputs, field, &draft, speaker.locale))
            .and_then(|value| set(&inputs, field, value));
        if let Ok(changed) = changed
            && changed != inputs
        {
            self.inputs.set(changed);
        }
    }

    /// Leaves a field. What was typed is shown as a number again, unless something is wrong with it.
    pub fn leave(&self, field: Field) {
        if self.problems[field.index()].with_untracked(Option::is_none) {
            self.drafts[field.index()].set(None);
        }
    }

    /// Puts the last valid number back where something was typed; returns whether it was.
    pub fn revert(&self, field: Field) -> bool {
        let draft = self.drafts[field.index()];
        let is_typed = draft.with_untracked(Option::is_some);
        if is_typed {
            draft.set(None);
        }
        is_typed
    }

    /// Moves a slider. `by_hand`: the thumb was dragged, not stepped with a key.
    pub fn slide(&self, field: Field, position: u32, by_hand: bool) {
        let slider = untrack(|| self.slider(field));
        let current = untrack(|| self.slider_value(field));
        self.put(field, slider.moved(current, position, by_hand));
    }

    /// Drags the mark to a fraction of the picture.
    pub fn drag_mark(&self, fraction: f64) {
        let slider = untrack(|| self.slider(Field::Mark));
        self.put(Field::Mark, slider.value_at(fraction));
    }

    /// Sets a number from a slider: it is in range, and replaces what was typed.
    fn put(&self, field: Field, value: Decimal) {
        let inputs = self.inputs.get_untracked();
        self.touched.set(Some(field));
        if let Ok(changed) = set(&inputs, field, value) {
            if self.drafts[field.index()].with_untracked(Option::is_some) {
                self.drafts[field.index()].set(None);
            }
            if changed != inputs {
                self.inputs.set(changed);
            }
            if field != Field::Mark {
                self.reach.set(changed.mark_price());
            }
            for other in Field::ALL.into_iter().filter(|other| *other != field) {
                self.try_draft(other);
            }
        }
    }

    /// Chooses long or short.
    pub fn choose_side(&self, side: Side) {
        self.replace(Inputs { side, ..self.inputs.get_untracked() }, Vec::new());
    }

    /// Chooses another market, with its example price. What its table does not allow gives way, with a notice.
    pub fn choose_market(&self, market: MarketChoice) {
        let (inputs, changes) = fitted(self.inputs.get_untracked().in_market(market));
        self.replace(inputs, changes);
    }

    /// Lets the isolated margin follow the leverage again.
    pub fn follow_leverage(&self) {
        self.drafts[Field::Margin.index()].set(None);
        self.replace(Inputs { margin: None, ..self.inputs.get_untracked() }, Vec::new());
    }

    /// Puts the mark back at the entry.
    pub fn back_to_entry(&self) {
        self.drafts[Field::Mark.index()].set(None);
        self.replace(Inputs { mark: None, ..self.inputs.get_untracked() }, Vec::new());
    }

    /// Goes back to the opening example.
    pub fn reset(&self) {
        self.start_over(Inputs::OPENING, Vec::new());
    }

    /// Takes the state of a link, and what is to be said about it.
    pub fn follow_link(&self, fragment: &str) {
        let (inputs, notices) = link::parse(fragment);
        self.start_over(inputs, notices);
    }

    /// Puts the notices away.
    pub fn dismiss_notices(&self) {
        self.notices.set(Vec::new());
    }

    /// Takes what the browser has measured.
    pub fn show(&self, shown: Shown) {
        if self.shown.get_untracked() != Some(shown) {
            self.shown.set(Some(shown));
        }
    }

    /// Lets the live region speak: the reader has paused.
    pub fn announce(&self) {
        let sentence = untrack(|| self.sentence());
        if self.announced.with_untracked(|said| *said != sentence) {
            self.announced.set(sentence);
        }
    }

    /// Returns the fragment of a link to this state.
    pub fn link(&self) -> String {
        self.inputs.with_untracked(link::render)
    }

    /// Sets some fields for another than the reader: what is typed into these is gone, and nothing else.
    pub fn give(&self, inputs: Inputs, fields: impl Iterator<Item = Field>) {
        let known = self.inputs.get_untracked();
        let mut anchor = self.anchor.get_untracked();
        for field in fields {
            self.drafts[field.index()].set(None);
            anchor = anchor.with(field, inputs.get(field));
        }
        if inputs == known {
            return;
        }
        if inputs.market.code() != known.market.code() {
            anchor = inputs;
        }
        self.inputs.set(inputs);
        self.anchor.set(anchor);
        // The axis stands still while the reader drags along it, unless it is the mark that was set.
        if inputs.mark_price() != known.mark_price() {
            self.reach.set(inputs.mark_price());
        }
        for field in Field::ALL {
            self.try_draft(field);
        }
    }

    /// Puts another state in the place of all that was set and typed.
    pub fn start_over(&self, inputs: Inputs, notices: Vec<Notice>) {
        for draft in self.drafts {
            draft.set(None);
        }
        self.touched.set(None);
        self.settle(inputs);
        self.notices.set(notices.into_iter().map(|notice| (notice, inputs)).collect());
    }

    fn replace(&self, inputs: Inputs, changes: Vec<Fitted>) {
        if inputs.compare().is_err() {
            return;
        }
        self.settle(inputs);
        for field in Field::ALL {
            self.try_draft(field);
        }
        self.notices.set(changes.into_iter().map(|change| (Notice::Fitted(change), inputs)).collect());
    }

    fn settle(&self, inputs: Inputs) {
        self.inputs.set(inputs);
        self.anchor.set(inputs);
        self.reach.set(inputs.mark_price());
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Measure, ModeFigures, Store};
    use super::*;
    use crate::compare::state::{Listing, Slider};
    use crate::number::Locale;
    use leptos::prelude::Owner;

    fn with_store(test: impl FnOnce(Store)) {
        Owner::new().with(|| test(Store::opening()));
    }

    fn exact(store: &Store, measure: Measure) -> (String, String) {
        let figures = store.figures();
        let of = |mode: &ModeFigures| mode.figure(measure).exact.clone();
        (of(&figures.isolated), of(&figures.cross))
    }

    #[test]
    fn the_opening_example_stands_in_the_figures() {
        with_store(|store| {
            let (isolated, cross) = exact(&store, Measure::LiquidationPrice);
            assert!(isolated.starts_with("54216.8674698795180722891566"));
            assert_eq!(cross, "never");
            assert_eq!(exact(&store, Measure::MaxLoss), ("100".into(), "1000".into()));
            assert_eq!(
                store.sentence().replace('\u{a0}', " "),
                "A fall of 9.6% ends the isolated position and costs 100 USD. \
                 In cross it is never liquidated, and can lose 1,000 USD."
            );
        });
    }

    #[test]
    fn a_bad_entry_keeps_its_text_and_the_last_result() {
        with_store(|store| {
            let before = exact(&store, Measure::LiquidationPrice);
            store.type_text(Field::Leverage, "1e3".into());
            assert!(store.is_stale() && store.problem(Field::Leverage).is_some());
            store.leave(Field::Leverage);
            assert_eq!(store.field_text(Field::Leverage), "1e3");
            assert_eq!(exact(&store, Measure::LiquidationPrice), before);
            store.type_text(Field::Leverage, "20".into());
            assert!(!store.is_stale());
            assert_ne!(exact(&store, Measure::LiquidationPrice), before);
        });
    }

    #[test]
    fn an_entry_refused_for_another_is_taken_when_the_other_gives_way() {
        with_store(|store| {
            store.type_text(Field::Value, "50000".into());
            assert!(store.is_stale());
            store.type_text(Field::Wallet, "10000".into());
            assert!(!store.is_stale());
            assert_eq!(store.inputs().value, Decimal::from(50_000));
        });
    }

    #[test]
    fn the_number_is_not_written_back_while_it_is_typed() {
        with_store(|store| {
            store.type_text(Field::Value, "01500.0".into());
            assert_eq!(store.field_text(Field::Value), "01500.0");
            store.leave(Field::Value);
            assert_eq!(store.field_text(Field::Value), "1,500");
        });
    }

    #[test]
    fn escape_puts_the_last_valid_number_back() {
        with_store(|store| {
            assert!(!store.revert(Field::Value), "nothing was typed");
            store.type_text(Field::Value, "1500".into());
            store.type_text(Field::Value, "1500z".into());
            assert!(store.is_stale());
            assert!(store.revert(Field::Value));
            assert!(!store.is_stale());
            assert_eq!(store.field_text(Field::Value), "1,500");
        });
    }

    #[test]
    fn what_is_pasted_is_understood_and_what_can_be_two_numbers_waits() {
        with_store(|store| {
            store.type_text(Field::Value, "$1.5k".into());
            assert_eq!(store.inputs().value, Decimal::from(1_500));
            store.type_text(Field::Leverage, "20x".into());
            assert_eq!(store.inputs().leverage, Decimal::from(20));
            store.type_text(Field::Value, "0.35 BTC".into());
            assert!(store.is_stale());
            let german = Locale { decimal: ",".into(), group: ".".into(), ..Locale::english() };
            store.shell().use_locale(german);
            store.type_text(Field::Value, "1.234".into());
            store.leave(Field::Value);
            assert!(store.is_stale());
            assert_eq!(store.field_text(Field::Value), "1.234");
            assert_eq!(store.inputs().value, Decimal::from(1_500));
            store.type_text(Field::Value, "1234".into());
            store.leave(Field::Value);
            assert_eq!(store.field_text(Field::Value), "1234");
        });
    }

    #[test]
    fn the_margin_follows_until_it_is_set_and_follows_again() {
        with_store(|store| {
            store.type_text(Field::Leverage, "20".into());
            assert_eq!(store.field_text(Field::Margin), "50");
            store.type_text(Field::Margin, "80".into());
            store.leave(Field::Margin);
            store.type_text(Field::Leverage, "50".into());
            assert_eq!(store.field_text(Field::Margin), "80");
            store.follow_leverage();
            assert_eq!(store.field_text(Field::Margin), "20");
        });
    }

    #[test]
    fn sliders_stop_at_what_is_allowed() {
        with_store(|store| {
            store.slide(Field::Value, Slider::STEPS, true);
            assert_eq!(store.inputs().value, Decimal::from(20_000));
            store.slide(Field::Leverage, 0, true);
            assert_eq!(store.inputs().leverage, Decimal::from(10));
            store.slide(Field::Wallet, 0, true);
            assert_eq!(store.inputs().wallet, Decimal::from(2_000));
            assert!(!store.is_stale());
        });
    }

    #[test]
    fn a_market_with_lower_limits_lowers_the_leverage_and_says_so() {
        with_store(|store| {
            store.type_text(Field::Leverage, "125".into());
            store.choose_market(MarketChoice::Listed(Listing::Sol));
            assert_eq!(store.inputs().leverage, Decimal::from(100));
            assert_eq!(store.inputs().entry, Listing::Sol.example_price());
            assert_eq!(store.notices().len(), 1);
            assert!(store.notices()[0].contains("100×"));
        });
    }

    #[test]
    fn a_link_is_followed_and_reset_undoes_it() {
        with_store(|store| {
            store.follow_link("#v1&side=short&lev=20&foo=1");
            assert_eq!(store.inputs().side, Side::Short);
            assert_eq!(store.notices().len(), 1);
            assert_eq!(store.link(), "v1&side=short&lev=20&table=2026-09-29");
            store.reset();
            assert_eq!(store.inputs(), Inputs::OPENING);
            assert!(store.notices().is_empty());
        });
    }

    #[test]
    fn the_live_region_speaks_only_when_asked() {
        with_store(|store| {
            store.type_text(Field::Leverage, "20".into());
            assert_eq!(store.announced(), "");
            store.announce();
            assert!(store.announced().starts_with("A fall of 4.6%"));
        });
    }
}
