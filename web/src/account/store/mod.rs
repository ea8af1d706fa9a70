//! The reactive state of the page.
//!
//! The desk, and what the reader is about to do to it, are signals; everything else is a memo. What an event does is a
//! method of [`Store`]; it needs no browser, so the tests press the same buttons natively.

mod events;
mod form;
mod markets;
mod picture;
mod screen;
mod strip;

pub use events::heading_id;
pub use form::{Action, Entry, Form, Panel, Prepared, Row, Slot};
pub use screen::{AccountView, LogLine, Measure, PositionView, Screen, Total};
pub use strip::Strip;

use super::link::{self, Notice};
use super::{Desk, Scene, say};
use crate::account::traded::Traded;
use crate::number::{approximate, read};
use crate::shell::Shell;
use crate::slider::Slider;
use crate::words::{Message, Speaker};
use leptos::prelude::*;
use margin_core::{Decimal, MarginMode, PositionMode, Side};
use margin_venues::Catalogue;
use markets::Waiting;
use picture::Picture;
use std::sync::Arc;

/// Every signal and memo of the page. A handle: copying it copies no state.
///
/// They are few, and each holds much: every type of signal brings its own code into the module.
#[derive(Clone, Copy)]
pub struct Store {
    shell: Shell,
    desk: RwSignal<Desk>,
    doing: RwSignal<Doing>,
    screen: Memo<Screen>,
    prepared: Memo<Prepared>,
}

/// What the reader is doing.
#[derive(Clone, Debug)]
struct Doing {
    /// The panel that is open.
    panel: Option<Panel>,
    /// What is set in it.
    form: Form,
    /// What was set in it when nothing was wrong last.
    accepted: Form,
    /// What is typed into the fields of the panel, kept as typed until they are left in order.
    drafts: Slot<Option<String>>,
    /// The fields of the prices: of every market that was on the desk, in the order in which they came.
    prices: Vec<PriceField>,
    /// The tables that were fetched.
    catalogue: Catalogue,
    /// What waits for a table.
    waiting: Option<Waiting>,
    /// Counts the drags of the price sliders.
    drags: u32,
    /// Whether a price is being moved: what happens is then read out once it rests.
    is_moving: bool,
    /// How far the picture is.
    picture: Picture,
    /// The choice of a margin mode that was refused: where, and why.
    locked: Option<(usize, String, String)>,
    notices: Vec<Notice>,
    /// What the live region says, once the reader pauses.
    announced: String,
}

/// The field of the price of a market.
#[derive(Clone, Debug)]
struct PriceField {
    market: Traded,
    /// What is typed, kept as typed until the field is left in order.
    draft: Option<String>,
    /// Around which price the scale of the slider lies: it stands still while the price is moved.
    anchor: Decimal,
}

impl Store {
    /// The first scene, in the language and locale the build writes.
    pub fn opening() -> Self {
        let shell = Shell::opening();
        let opening = Desk::of_scene(Scene::default());
        let prices: Vec<PriceField> =
            opening.markets().iter().map(|market| PriceField::new(market, &opening)).collect();
        let form = Form::new(prices[0].market.clone(), Side::Long);
        let desk = RwSignal::new(opening);
        let doing = RwSignal::new(Doing {
            panel: None,
            accepted: form.clone(),
            form,
            drafts: Slot::default(),
            prices,
            catalogue: Catalogue::default(),
            waiting: None,
            drags: 0,
            is_moving: false,
            picture: Picture::Rests,
            locked: None,
            notices: Vec::new(),
            announced: String::new(),
        });
        let screen = Memo::new(move |_| desk.with(|desk| shell.speak(|speaker| Screen::new(desk, speaker))));
        let prepared = Memo::new(move |before: Option<&Prepared>| {
            doing.with(|doing| match doing.panel {
                Some(panel) => desk.with(|desk| {
                    shell.speak(|speaker| Prepared::new(desk, panel, &doing.form, &doing.drafts, before, speaker))
                }),
                None => Prepared::default(),
            })
        });
        Self { shell, desk, doing, screen, prepared }
    }

    /// The words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.shell
    }

    /// A text without parameters.
    pub fn text(&self, message: Message) -> String {
        self.shell.text(message)
    }

    /// Says something with numbers in it, in the reader's locale.
    pub fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell.speak(say)
    }

    /// How many accounts there are.
    pub fn accounts(&self) -> usize {
        self.screen.with(|screen| screen.accounts.len())
    }

    /// An account; an empty one where it is gone.
    pub fn account(&self, account: usize) -> Arc<AccountView> {
        self.screen.with(|screen| screen.accounts.get(account).cloned().unwrap_or_default())
    }

    /// A position of an account; an empty one where it is gone.
    pub fn position(&self, account: usize, id: u32) -> Arc<PositionView> {
        let account = self.account(account);
        account.positions.iter().find(|position| position.id == id).cloned().unwrap_or_default()
    }

    /// The prices of the desk's markets, by their places among all that were on it.
    pub fn prices(&self) -> Vec<usize> {
        self.screen.with(|screen| {
            self.doing.with(|doing| screen.markets.iter().filter_map(|(market, _)| doing.place_of(market)).collect())
        })
    }

    /// The symbol of the market of a price.
    pub fn symbol(&self, price: usize) -> String {
        self.doing.with(|doing| doing.symbol(price).to_owned())
    }

    /// Whether the market of a price is in use in an account, or about to be.
    pub fn is_in_use(&self, price: usize) -> bool {
        let symbol = self.symbol(price);
        let is_prepared = self.panel().is_some_and(|panel| panel.action == Action::Open)
            && self.doing.with(|doing| doing.form.market.symbol() == symbol);
        is_prepared
            || self.screen.with(|screen| screen.markets.iter().any(|(market, used)| *used && market.symbol() == symbol))
    }

    /// The mark price of a market.
    pub fn mark(&self, price: usize) -> Decimal {
        self.desk.with(|desk| self.doing.with(|doing| desk.mark(doing.symbol(price))))
    }

    /// The scale of a market's price.
    pub fn price_slider(&self, price: usize) -> Slider {
        let anchor = self.doing.with(|doing| doing.prices.get(price).map_or(Decimal::ONE, |price| price.anchor));
        let middle = approximate(anchor);
        let bound = margin_core::bounds::PRICE;
        Slider::linear(middle * 0.3, middle * 1.7, bound.minimum, bound.maximum)
    }

    fn price_draft(&self, price: usize) -> Option<String> {
        self.doing.with(|doing| doing.prices.get(price).and_then(|price| price.draft.clone()))
    }

    /// What stands in the text field of a price.
    pub fn price_text(&self, price: usize) -> String {
        let number = || self.speak(|speaker| speaker.locale.in_a_field(self.mark(price)));
        self.price_draft(price).unwrap_or_else(number)
    }

    /// What is wrong with what is typed there; nothing where all is well.
    pub fn price_problem(&self, price: usize) -> String {
        let Some(draft) = self.price_draft(price) else { return String::new() };
        let unit = self.text(Message::UnitMoney);
        self.speak(|speaker| match read(&draft, &unit, speaker.locale) {
            Err(error) => speaker.not_read(error, &unit),
            Ok(price) => {
                let bound = margin_core::bounds::PRICE;
                if bound.check("", price).is_ok() {
                    return String::new();
                }
                let [minimum, maximum] = [bound.minimum, bound.maximum].map(|end| speaker.locale.exact(end));
                speaker.words.fill(Message::RefusedRange, &[("minimum", &minimum), ("maximum", &maximum)])
            }
        })
    }

    /// The margin mode that an account has chosen for a market.
    pub fn mode(&self, account: usize, market: &str) -> MarginMode {
        self.desk.with(|desk| desk.setting(account, market)).map_or(MarginMode::Cross, |(mode, _)| mode)
    }

    /// Whether both sides of a market can be held in an account.
    pub fn position_mode(&self, account: usize) -> PositionMode {
        self.desk.with(|desk| desk.position_mode(account))
    }

    /// Why another mode was refused for a market of an account; nothing where none was.
    pub fn locked(&self, account: usize, market: &str) -> String {
        self.doing.with(|doing| match &doing.locked {
            Some((at, of, why)) if *at == account && of == market => why.clone(),
            _ => String::new(),
        })
    }

    /// The panel that is open.
    pub fn panel(&self) -> Option<Panel> {
        self.doing.with(|doing| doing.panel)
    }

    /// What is set in it.
    pub fn form(&self) -> Form {
        self.doing.with(|doing| doing.form.clone())
    }

    /// What the panel allows, and what it would lead to.
    pub fn prepared<T>(&self, of: impl FnOnce(&Prepared) -> T) -> T {
        self.prepared.with(of)
    }

    /// The unit of a field of the panel.
    pub fn unit(&self, entry: Entry) -> String {
        let Some(panel) = self.panel() else { return String::new() };
        self.prepared(|prepared| {
            self.speak(|speaker| entry.unit(prepared.allowed.coin(panel, speaker), speaker.words).to_owned())
        })
    }

    /// The number of a field of the panel.
    pub fn number(&self, entry: Entry) -> Decimal {
        self.prepared(|prepared| prepared.allowed.number(&self.form(), entry))
    }

    /// The scale of a field of the panel.
    pub fn slider(&self, entry: Entry) -> Slider {
        let range = self.prepared(|prepared| prepared.allowed.range(entry));
        range.map_or_else(|| Slider::linear(0.0, 1.0, Decimal::ZERO, Decimal::ONE), |range| range.slider)
    }

    /// What stands in a text field of the panel.
    pub fn field_text(&self, entry: Entry) -> String {
        let draft = self.doing.with(|doing| doing.drafts.get(entry.index()).cloned().flatten());
        draft.unwrap_or_else(|| self.speak(|speaker| speaker.locale.in_a_field(self.number(entry))))
    }

    /// What is wrong with a field of the panel; nothing where all is well.
    pub fn problem(&self, entry: Entry) -> String {
        self.prepared(|prepared| prepared.problem(entry).to_owned())
    }

    /// Whether something in the panel is wrong, so that it cannot be done and its preview is older.
    pub fn is_stale(&self) -> bool {
        self.prepared(Prepared::is_stale)
    }

    /// Returns the text of the panel's button.
    pub fn confirm_text(&self) -> String {
        let Some(panel) = self.panel() else { return String::new() };
        // What is wrong with a number is said beside it; the button must not name another one.
        if self.is_stale() {
            return self.text(panel.action.name());
        }
        self.prepared(|prepared| self.speak(|speaker| prepared.allowed.confirm_text(panel, &self.form(), speaker)))
    }

    /// How many lines the log has.
    pub fn log_length(&self) -> usize {
        self.screen.with(|screen| screen.lines.len())
    }

    /// A line of the log; an empty one where it is gone.
    pub fn line(&self, index: usize) -> Arc<LogLine> {
        self.screen.with(|screen| screen.lines.get(index).cloned().unwrap_or_default())
    }

    /// The scene that is played, and how many of its steps were.
    pub fn script(&self) -> Option<(Scene, usize)> {
        self.desk.with(Desk::script)
    }

    /// The headline: what the last step of the scene did, else what it is about; else that the desk is the reader's.
    pub fn headline(&self) -> String {
        self.desk.with(|desk| {
            self.speak(|speaker| match (desk.last_step(), desk.script()) {
                (Some(step), _) => step.say_told(speaker),
                (None, Some((scene, _))) => speaker.words.text(scene.lead()).to_owned(),
                (None, None) => speaker.words.text(Message::YourDesk).to_owned(),
            })
        })
    }

    /// What the next step of the scene will do; nothing where there is none.
    pub fn ahead(&self) -> String {
        self.desk.with(|desk| {
            desk.next_step().map_or_else(String::new, |step| self.speak(|speaker| step.say_ahead(speaker)))
        })
    }

    /// Whether there is a step to undo, and one to redo.
    pub fn can_go(&self) -> (bool, bool) {
        self.desk.with(|desk| (desk.can_undo(), desk.can_redo()))
    }

    /// That no more steps can be undone, once they are so many; nothing before.
    pub fn undo_ends(&self) -> String {
        let steps = self.desk.with(Desk::undo_ends);
        steps.map_or_else(String::new, |steps| {
            self.speak(|speaker| speaker.words.fill(Message::UndoEnds, &[("steps", &speaker.count(steps))]))
        })
    }

    /// What the live region says.
    pub fn announced(&self) -> String {
        self.doing.with(|doing| doing.announced.clone())
    }

    /// Whether a price is being moved.
    pub fn is_moving(&self) -> bool {
        self.doing.with(|doing| doing.is_moving)
    }

    /// What the page has to say about a link or a file.
    pub fn notices(&self) -> Vec<String> {
        self.doing.with(|doing| {
            self.speak(|speaker| doing.notices.iter().map(|notice| say::notice(speaker, notice)).collect())
        })
    }

    /// The fragment of a link to these accounts; nothing where they do not fit into one.
    pub fn link(&self) -> Option<String> {
        self.desk.with(|desk| link::render(desk).ok())
    }
}
