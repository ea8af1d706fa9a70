//! The signals of one position, the same for every face.
//!
//! What was chosen and typed are signals, everything else is a memo, and no effect writes a signal. What an event does
//! is a method of [`Store`]; it needs no browser, so the tests press the same buttons natively.

mod events;

use super::link::{self, Asked, Notice};
use super::{Field, Inputs, Problem, Slot, State, read_field, say, set, slider};
use crate::components::{Live, live};
use crate::market::{Choosing, Load, Markets, Pasting};
use crate::shell::Shell;
use crate::slider::Slider;
use crate::words::{Message, Speaker};
use leptos::prelude::*;
use margin_core::{Decimal, SizeUnit};
use margin_venues::Listed;
use margin_venues::MarketId;
use std::sync::Arc;

/// What depends on a market alone rests while the position moves.
type Market = (MarketId, Arc<Listed>);

/// Every signal and memo of a position. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Store {
    shell: Shell,
    /// The markets to choose from.
    pub markets: Markets,
    /// The last state in which every number was valid: what the results are of.
    state: RwSignal<Arc<State>>,
    market: Memo<Market>,
    /// What is typed into a field, kept as typed until the field is left in order.
    drafts: Slot<RwSignal<Option<String>>>,
    problems: Slot<Memo<Option<Problem>>>,
    /// The state when it was last set by anything but a slider; see [`slider`].
    anchor: RwSignal<Arc<State>>,
    /// The mark when it was last set by anything but a slide along the axis of a picture.
    reach: RwSignal<Decimal>,
    /// The field that was changed last.
    touched: RwSignal<Option<Field>>,
    /// What a link asks for, while the table of its market is on its way.
    asked: RwSignal<Option<Waiting>>,
    notices: RwSignal<Vec<Notice>>,
}

/// What is done as soon as a table is here.
#[derive(Clone)]
struct Waiting {
    asked: Asked,
    notices: Vec<Notice>,
    /// What is asked for is set in this state, moved to the market; else in the one that links begin with.
    on: Option<State>,
    /// The state that the reader has meanwhile, as it was when the waiting began.
    meanwhile: Option<Arc<State>>,
}

impl Waiting {
    fn new(asked: Asked, notices: Vec<Notice>, on: Option<State>) -> Self {
        Self { asked, notices, on, meanwhile: None }
    }
}

impl Store {
    /// The opening example.
    pub fn opening(shell: Shell) -> Self {
        let opening = State::opening();
        let reach = RwSignal::new(opening.inputs.mark_price());
        let state = RwSignal::new(Arc::new(opening.clone()));
        let market = Memo::new_with_compare(
            move |_| {
                let state = state.get();
                (state.id.clone(), state.listed.clone())
            },
            |one, other| match (one, other) {
                (Some((id, listed)), Some((other_id, other))) => id != other_id || !Arc::ptr_eq(listed, other),
                _ => true,
            },
        );
        let drafts = Field::ALL.map(|_| RwSignal::new(None::<String>));
        let problems = Field::ALL.map(|field| {
            Memo::new(move |_| {
                let draft = drafts[field.index()].get()?;
                let state = state.get();
                shell
                    .speak(|speaker| read_field(&state, field, &draft, speaker.locale))
                    .and_then(|value| set(&state, field, value))
                    .err()
            })
        });
        Self {
            shell,
            markets: Markets::opening(shell),
            state,
            market,
            drafts,
            problems,
            anchor: RwSignal::new(Arc::new(opening)),
            reach,
            touched: RwSignal::new(None),
            asked: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
        }
    }

    /// Returns the words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.shell
    }

    /// Returns a text without parameters.
    pub fn text(&self, message: Message) -> String {
        self.shell.text(message)
    }

    /// Says something with numbers in it, in the reader's locale.
    pub fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell.speak(say)
    }

    /// Returns the last valid state.
    pub fn state(&self) -> Arc<State> {
        self.state.get()
    }

    /// Something of it.
    pub fn with<T>(&self, of: impl FnOnce(&State) -> T) -> T {
        of(&self.state())
    }

    /// Returns what is set of the position.
    pub fn inputs(&self) -> Inputs {
        self.state().inputs
    }

    /// Returns the market, and which it is.
    pub fn market(&self) -> Market {
        self.market.get()
    }

    /// Returns the market.
    pub fn listed(&self) -> Arc<Listed> {
        self.market().1
    }

    /// Returns the market and its venue, in words.
    pub fn market_title(self) -> Live {
        live(move || {
            let listed = self.listed();
            self.speak(|speaker| crate::market::say::title(&listed, speaker))
        })
    }

    /// Returns where the entry price is from.
    pub fn entry_is(&self) -> String {
        self.with(|state| self.speak(|speaker| say::entry_is(state.inputs.entry, &state.listed, speaker)))
    }

    /// Returns the price that must be on the axis of a picture.
    pub fn reach(&self) -> Decimal {
        self.reach.get()
    }

    /// Returns the field that was changed last.
    pub fn touched(&self) -> Option<Field> {
        self.touched.get()
    }

    /// Returns whether the market has a field: the price of its coin, or a rate of its own.
    pub fn has(&self, field: Field) -> bool {
        let listed = self.listed();
        match field {
            Field::CoinPrice => listed.contract() == margin_core::Contract::Quanto,
            Field::Rate => listed.is_flat,
            _ => true,
        }
    }

    /// Returns what is wrong with what is typed into a field, in words.
    pub fn problem(&self, field: Field) -> String {
        let Some(problem) = self.problems[field.index()].get() else { return String::new() };
        self.with(|state| self.speak(|speaker| say::problem(field, &problem, state, speaker)))
    }

    /// Returns whether a field is refused.
    pub fn is_bad(&self, field: Field) -> bool {
        self.problems[field.index()].with(Option::is_some)
    }

    /// Returns whether the results are older than what is typed.
    pub fn is_stale(&self) -> bool {
        self.problems.iter().any(|problem| problem.with(Option::is_some))
    }

    /// Returns the number that a slider is at.
    pub fn number(&self, field: Field) -> Decimal {
        self.with(|state| state.inputs.get(&state.listed, field))
    }

    /// Returns the text of a field: what was typed, else the number.
    pub fn field_text(&self, field: Field) -> String {
        let draft = self.drafts[field.index()].get();
        draft.unwrap_or_else(|| {
            self.with(|state| {
                let number = state.inputs.get(&state.listed, field);
                self.speak(|speaker| say::in_a_field(field, number, state, speaker))
            })
        })
    }

    /// Returns what a field is called.
    pub fn field_name(&self, field: Field) -> String {
        let listed = self.listed();
        self.speak(|speaker| say::field_name(field, &listed, speaker))
    }

    /// Returns the unit of its number.
    pub fn field_unit(&self, field: Field) -> String {
        self.with(|state| self.speak(|speaker| say::unit(field, state, speaker).to_owned()))
    }

    /// Returns its number in words.
    pub fn spoken(&self, field: Field) -> String {
        self.with(|state| {
            let number = state.inputs.get(&state.listed, field);
            self.speak(|speaker| say::spoken(field, number, state, speaker))
        })
    }

    /// Returns what a unit of size is called in this market.
    pub fn unit_name(&self, unit: SizeUnit) -> String {
        let listed = self.listed();
        self.speak(|speaker| say::unit_name(unit, &listed, speaker).to_owned())
    }

    /// Returns the scale of a field's slider.
    pub fn slider(&self, field: Field) -> Slider {
        slider(&self.state(), &self.anchor.get(), field)
    }

    /// Returns what the page has to say about a link, or about a position that had to give way.
    pub fn notices(&self) -> Vec<String> {
        let listed = self.listed();
        self.notices.with(|notices| {
            self.speak(|speaker| notices.iter().map(|notice| say::notice(notice, &listed, speaker)).collect())
        })
    }

    /// Returns whether there is anything to be said.
    pub fn has_notices(&self) -> bool {
        self.notices.with(|notices| !notices.is_empty())
    }

    /// Returns the fragment of a link to this state.
    pub fn link(&self) -> String {
        self.with(link::render)
    }

    /// Returns the fragment with which Account goes on with the position; nothing where it begins by itself.
    pub fn accounts(&self) -> Option<String> {
        if self.is_opening() { None } else { self.with(super::accounts) }
    }

    /// Returns whether the state is the one that the page begins with.
    pub fn is_opening(&self) -> bool {
        self.with(|state| state.inputs == Inputs::OPENING && state.id == MarketId::opening())
    }

    /// Returns whether a link is waiting for its table: the address must keep it until then.
    pub fn is_waiting(&self) -> bool {
        self.asked.with(Option::is_some)
    }
}

impl Choosing for Store {
    fn choose(self, id: &MarketId) {
        Self::choose(&self, id);
    }

    fn load_all(self) {
        Self::load_all(&self);
    }

    fn pending(self) -> Option<(&'static str, Load)> {
        Self::pending(&self)
    }

    fn retry(self) {
        Self::retry(&self);
    }
}

impl Pasting for Store {
    fn paste(self, text: &str) {
        Self::paste(&self, text);
    }

    fn forget_own(self) {
        Self::forget_own(&self);
    }
}
