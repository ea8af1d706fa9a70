//! What events do to the store: choosing, typing, sliding, fetching, pasting, following a link.
//!
//! Every one of these leaves the inputs valid. An entry that is not stays in its draft, and is tried again whenever
//! another one changes.

use super::{Load, Picker, Step, Store};
use crate::browser;
use crate::compare::state::Fitted;
use crate::venues::files::{FILES, TableFile};
use crate::venues::inputs::{Field, Inputs};
use crate::venues::limits::{fitted, read_field, set};
use crate::venues::link::{self, Asked, Notice};
use crate::venues::own;
use leptos::prelude::*;
use margin_core::{Decimal, Side, SizeUnit};
use margin_venues::{Catalogue, Listed, MarketId, Own, Source, listed_venue};
use std::sync::Arc;

impl Store {
    // The position.

    /// Takes what was typed into a field.
    pub fn type_text(&self, field: Field, text: String) {
        self.draft(field, Some(text));
        // What was refused before may be right with this entry: try the others again, too.
        self.try_draft(field);
        for other in Field::ALL.into_iter().filter(|other| *other != field) {
            self.try_draft(other);
        }
        self.anchor.set(self.inputs.get_untracked());
    }

    fn draft(&self, field: Field, text: Option<String>) {
        if let Some(draft) = self.drafts.get(field.index())
            && draft.with_untracked(|draft| *draft != text)
        {
            draft.set(text);
        }
    }

    fn try_draft(&self, field: Field) {
        let Some(draft) = self.drafts.get(field.index()).and_then(|draft| draft.get_untracked()) else { return };
        let (inputs, listed) = (self.inputs.get_untracked(), self.listed.get_untracked());
        let changed = self
            .shell
            .speak_untracked(|speaker| read_field(&inputs, &listed, field, &draft, speaker.locale))
            .and_then(|value| set(&inputs, &listed, field, value));
        if let Ok(changed) = changed
            && changed != inputs
        {
            self.inputs.set(changed);
        }
    }

    /// Leaves a field. What was typed is shown as a number again, unless something is wrong with it.
    pub fn leave(&self, field: Field) {
        if !untrack(|| self.is_bad(field)) {
            self.draft(field, None);
        }
    }

    /// Puts the last valid number back where something was typed; returns whether it was.
    pub fn revert(&self, field: Field) -> bool {
        let draft = self.drafts.get(field.index());
        let is_typed = draft.is_some_and(|draft| draft.with_untracked(Option::is_some));
        self.draft(field, None);
        is_typed
    }

    /// Moves a slider. `by_hand`: the thumb was dragged, not stepped with a key.
    pub fn slide(&self, field: Field, position: u32, by_hand: bool) {
        let (slider, current) = untrack(|| (self.slider(field), self.number(field)));
        let value: Decimal = slider.moved(current, position, by_hand);
        let (inputs, listed) = (self.inputs.get_untracked(), self.listed.get_untracked());
        if value == current {
            return;
        }
        if let Ok(changed) = set(&inputs, &listed, field, value) {
            self.draft(field, None);
            self.inputs.set(changed);
            for other in Field::ALL.into_iter().filter(|other| *other != field) {
                self.try_draft(other);
            }
        }
    }

    /// Chooses long or short.
    pub fn choose_side(&self, side: Side) {
        self.change(Inputs { side, ..self.inputs.get_untracked() });
    }

    /// Chooses another unit for the size. The size itself stays exactly what it was.
    pub fn choose_unit(&self, unit: SizeUnit) {
        self.draft(Field::Size, None);
        self.change(Inputs { unit, ..self.inputs.get_untracked() });
    }

    fn change(&self, inputs: Inputs) {
        self.inputs.set(inputs);
        self.anchor.set(inputs);
        for field in Field::ALL {
            self.try_draft(field);
        }
    }

    // The market.

    /// Takes what was typed into the search.
    pub fn search(&self, query: String) {
        self.picker.set(Picker { active: (!query.is_empty()).then_some(0), query, is_open: true });
    }

    /// Opens or closes the list of answers.
    pub fn open_list(&self, is_open: bool) {
        if self.picker.with_untracked(|picker| picker.is_open != is_open) {
            self.picker.set(Picker { is_open, ..Picker::default() });
        }
    }

    /// Takes a step through the answers, as the keyboard does.
    pub fn step(&self, step: Step) {
        self.picker.update(|picker| picker.is_open = true);
        let count = self.hits.with_untracked(|hits| hits.shown.len());
        self.picker.update(|picker| picker.active = picker.stepped(step, count));
    }

    /// Chooses the answer that the keyboard is at. Tells whether there was one.
    pub fn choose_active(&self) -> bool {
        let active = self.picker.with_untracked(|picker| picker.active.filter(|_| picker.is_open));
        let hit = active.and_then(|active| self.hits.with_untracked(|hits| hits.shown.get(active).cloned()));
        hit.is_some_and(|hit| {
            self.choose(&hit.id);
            true
        })
    }

    /// Chooses a market. The position keeps its worth; what the market cannot hold gives way, with a notice.
    pub fn choose(&self, id: &MarketId) {
        self.open_list(false);
        self.asked.set(None);
        let Some(listed) = self.catalogue.with_untracked(|catalogue| catalogue.find(id)) else { return };
        let moved = self.listed.with_untracked(|from| self.inputs.get_untracked().moved(from, &listed));
        self.enter(id.clone(), listed, moved, Vec::new());
    }

    /// Enters the chosen market with the position in it.
    fn enter(&self, id: MarketId, listed: Arc<Listed>, inputs: Inputs, mut notices: Vec<Notice>) {
        let (inputs, changes) = fitted(inputs, &listed);
        let said = |change: Fitted| Notice::Fitted(change, Box::new(inputs));
        notices.extend(changes.into_iter().map(said));
        for field in Field::ALL {
            self.draft(field, None);
        }
        if self.id.with_untracked(|known| *known != id) {
            self.id.set(id);
        }
        self.all_tiers.set(false);
        self.listed.set(listed);
        self.inputs.set(inputs);
        self.anchor.set(inputs);
        self.notices.set(notices);
    }

    /// Shows all tiers, or those round the position.
    pub fn toggle_tiers(&self) {
        self.all_tiers.update(|all| *all = !*all);
    }

    // The tables.

    /// Fetches a file, unless it is here or on its way.
    pub fn load(&self, file: usize) {
        let (Some(load), Some(known)) = (self.loads.get(file), FILES.get(file)) else { return };
        if matches!(load.get_untracked(), Load::Loading | Load::Ready) {
            return;
        }
        load.set(Load::Loading);
        let store = *self;
        browser::fetch_text(known.address, known.integrity, move |text| store.arrived(file, text));
    }

    /// Fetches all files.
    pub fn load_all(&self) {
        for file in 0..FILES.len() {
            self.load(file);
        }
    }

    /// Takes what was fetched: the text of a file, or nothing where it did not come as it is known.
    pub fn arrived(&self, file: usize, text: Option<String>) {
        let (Some(load), Some(known)) = (self.loads.get(file), FILES.get(file)) else { return };
        let tables = text.zip(listed_venue(known.venue)).map(|(text, venue)| venue.read_tables(&text));
        match tables {
            None | Some(Err(_)) => load.set(Load::Failed),
            Some(Ok(tables)) => {
                self.catalogue.update(|catalogue| *catalogue = std::mem::take(catalogue).with_tables(tables));
                load.set(Load::Ready);
                self.follow_asked(file);
            }
        }
    }

    // A table of the reader's own.

    /// Uses what was pasted in the place of the venue's table, or refuses it.
    pub fn paste(&self, text: &str) {
        // A table that is used already stands in the market it was given for.
        let venue_id = MarketId { source: self.own_source(), ..self.id.get_untracked() };
        let base = self.catalogue.with_untracked(|catalogue| catalogue.find(&venue_id));
        let base = base.unwrap_or_else(|| self.listed.get_untracked());
        match own::read(text, &base) {
            Err(refused) => self.refused.set(Some(refused)),
            Ok(given) => {
                self.refused.set(None);
                let own = Own::from(given);
                let id = match &own {
                    Own::Table(listed) => Some(listed.symbol().to_owned()),
                    Own::File(tables) => tables.symbols().next().map(str::to_owned),
                };
                self.catalogue.update(|known| *known = std::mem::take(known).with_own(Some(own)));
                if let Some(symbol) = id {
                    self.choose(&MarketId { source: Source::Own, symbol });
                }
            }
        }
    }

    /// Goes back to the venue's table.
    pub fn forget_own(&self) {
        self.refused.set(None);
        let back = MarketId { source: self.own_source(), ..self.id.get_untracked() };
        self.catalogue.update(|known| *known = std::mem::take(known).with_own(None));
        if self.id.with_untracked(|id| id.source == Source::Own) {
            let is_known = self.catalogue.with_untracked(|known| known.find(&back).is_some());
            self.choose(&if is_known { back } else { MarketId::opening() });
        }
    }

    /// The venue whose rules apply to the chosen market.
    fn own_source(&self) -> Source {
        let code = self.listed.with_untracked(|listed| listed.venue.code);
        match self.id.with_untracked(|id| id.source) {
            Source::Own => listed_venue(code).map_or(MarketId::opening().source, Source::Venue),
            venue @ Source::Venue(_) => venue,
        }
    }

    // Links.

    /// Goes back to the opening example. Tables that were fetched stay.
    pub fn reset(&self) {
        self.refused.set(None);
        self.catalogue.update(|known| *known = std::mem::take(known).with_own(None));
        self.follow_link("");
    }

    /// Takes the state of a link, and what is to be said about it. Where its market is in a file that is not here, the
    /// file is fetched, and the opening example stands in for it.
    pub fn follow_link(&self, fragment: &str) {
        let (asked, notices) = link::parse(fragment);
        self.open_list(false);
        let found = self.catalogue.with_untracked(|catalogue| catalogue.find(&asked.market));
        let Source::Venue(venue) = asked.market.source else { return };
        match found {
            Some(listed) => self.follow(&asked, listed, notices),
            None if self.catalogue.with_untracked(|catalogue| catalogue.has(venue)) => {
                self.follow_no_market(&asked, notices)
            }
            None => {
                self.stand_in(&asked, vec![Notice::Waits(venue.short_name)]);
                self.asked.set(Some((asked, notices)));
                self.load(TableFile::place_of(venue));
            }
        }
    }

    fn follow(&self, asked: &Asked, listed: Arc<Listed>, mut notices: Vec<Notice>) {
        self.asked.set(None);
        let inputs = asked.inputs(&listed, true, &mut notices);
        self.enter(asked.market.clone(), listed, inputs, notices);
    }

    fn follow_no_market(&self, asked: &Asked, mut notices: Vec<Notice>) {
        self.asked.set(None);
        if let Source::Venue(venue) = asked.market.source {
            notices.push(Notice::NoMarket(venue.short_name));
        }
        self.stand_in(asked, notices);
    }

    /// Lets the opening market stand in for the one that a link names, with what the link says of the position.
    fn stand_in(&self, asked: &Asked, mut notices: Vec<Notice>) {
        let id = MarketId::opening();
        let Some(listed) = self.catalogue.with_untracked(|catalogue| catalogue.find(&id)) else { return };
        let inputs = asked.inputs(&listed, false, &mut Vec::new());
        notices.dedup();
        self.enter(id, listed, inputs, notices);
    }

    /// Follows what a link asked of a file that has come now.
    fn follow_asked(&self, file: usize) {
        let Some((asked, notices)) = self.asked.get_untracked() else { return };
        let is_its = matches!(asked.market.source, Source::Venue(venue) if TableFile::place_of(venue) == file);
        if is_its {
            match self.catalogue.with_untracked(|catalogue: &Catalogue| catalogue.find(&asked.market)) {
                Some(listed) => self.follow(&asked, listed, notices),
                None => self.follow_no_market(&asked, notices),
            }
        }
    }

    /// Returns the fragment of a link to this state.
    pub fn link(&self) -> String {
        self.id.with(|id| self.listed.with(|listed| self.inputs.with(|inputs| link::render(id, listed, inputs))))
    }

    /// Whether the state is the one the page begins with.
    pub fn is_opening(&self) -> bool {
        self.inputs.get() == Inputs::OPENING && self.id.with(|id| *id == MarketId::opening())
    }

    /// Whether a link is waiting for its table: the address must keep it until then.
    pub fn is_waiting(&self) -> bool {
        self.asked.with(Option::is_some)
    }

    /// Puts the notices away.
    pub fn dismiss_notices(&self) {
        self.notices.set(Vec::new());
    }

    /// Lets the live region speak: the reader has paused.
    pub fn announce(&self) {
        let sentence = self.screen.with_untracked(|screen| screen.said());
        if self.announced.with_untracked(|said| *said != sentence) {
            self.announced.set(sentence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::venues::files::tests::content;
    use margin_core::plain;

    fn with_store(test: impl FnOnce(Store)) {
        Owner::new().with(|| test(Store::opening()));
    }

    /// The file of a venue arrives.
    fn arrive(store: &Store, code: &str) {
        let venue = listed_venue(code).unwrap();
        store.arrived(TableFile::place_of(venue), Some(content(code)));
    }

    fn id(code: &str, symbol: &str) -> MarketId {
        MarketId { source: Source::Venue(listed_venue(code).unwrap()), symbol: symbol.to_owned() }
    }

    fn entry(store: &Store) -> String {
        plain(store.inputs().entry)
    }

    #[test]
    fn a_market_that_is_picked_begins_at_a_price_of_its_coin() {
        with_store(|store| {
            assert_eq!(entry(&store), "60000");
            arrive(&store, "binance-usdm");
            arrive(&store, "gate");
            assert_eq!(entry(&store), "60000", "nothing was picked yet");
            store.choose(&id("binance-usdm", "DOGEUSDT"));
            assert_eq!(entry(&store), "0.0933");
            assert!(
                store.entry_is().starts_with("An example: the last price on Binance on 19"),
                "{}",
                store.entry_is()
            );
            assert!(store.link().contains("&entry=0.0933&"), "{}", store.link());
            // The same coin elsewhere keeps the price; another has its own, however small.
            store.type_text(Field::Entry, "0.1".to_owned());
            store.choose(&id("gate", "DOGE_USDT"));
            assert_eq!((entry(&store).as_str(), store.entry_is().starts_with("A price to learn with")), ("0.1", true));
            store.choose(&id("gate", "PEPE_USDT"));
            assert_eq!(entry(&store), "0.0000034045");
            store.reset();
            assert_eq!(entry(&store), "60000");
            assert!(store.is_opening());
        });
    }

    #[test]
    fn a_link_that_leaves_the_price_out_means_what_it_meant_whenever_its_table_comes() {
        with_store(|store| {
            store.follow_link("#v1&market=DOGEUSDT&lev=5");
            arrive(&store, "binance-usdm");
            assert_eq!((store.listed().symbol(), entry(&store).as_str()), ("DOGEUSDT", "1"));
            assert_eq!(store.link(), "v1&market=DOGEUSDT&lev=5&table=2026-09-29");
        });
    }
}
