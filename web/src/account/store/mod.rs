//! The reactive state of the page.
//!
//! The desk, and what the reader is about to do to it, are signals; everything else is a memo. What an event does is a
//! method of [`Store`]; it needs no browser, so the tests press the same buttons natively.

mod events;
mod form;
mod screen;
mod strip;

pub use events::heading_id;
pub use form::{Action, Allowed, Entry, Form, Outlook, Panel, Row, Slot};
pub use screen::{AccountView, Measure, PositionView, Screen, Total};
pub use strip::Strip;

use super::link::{self, Notice};
use super::{Desk, Entry as Line, Scene, say};
use crate::number::{approximate, read};
use crate::shell::Shell;
use crate::slider::Slider;
use crate::state::Listing;
use crate::words::{Message, Speaker};
use leptos::prelude::*;
use margin_core::{Decimal, MarginMode, Side};
use std::sync::Arc;

/// One place for every market.
pub type PerMarket<T> = [T; Listing::ALL.len()];

/// Every signal and memo of the page. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Store {
    shell: Shell,
    desk: RwSignal<Desk>,
    /// What is typed into a price field, kept as typed until the field is left in order.
    price_drafts: PerMarket<RwSignal<Option<String>>>,
    /// Around which price the scale of a slider lies: it stands still while the price is moved.
    anchors: PerMarket<RwSignal<Decimal>>,
    /// The panel that is open.
    panel: RwSignal<Option<Panel>>,
    form: RwSignal<Form>,
    /// What is typed into the fields of the panel.
    drafts: Slot<RwSignal<Option<String>>>,
    /// The choice of a margin mode that was refused: where, and why.
    locked: RwSignal<Option<(usize, Listing, String)>>,
    notices: RwSignal<Vec<Notice>>,
    /// What the live region says, once the reader pauses.
    announced: RwSignal<String>,
    /// Whether a price is being moved: what happens is then read out once it rests.
    is_moving: RwSignal<bool>,
    /// Counts the drags of the price sliders.
    drags: StoredValue<u32>,
    screen: Memo<Screen>,
    lines: Memo<Vec<LogLine>>,
    allowed: Memo<Allowed>,
    outlook: Memo<Outlook>,
    problems: Slot<Memo<String>>,
}

/// One line of the log.
#[derive(Clone, Debug)]
pub struct LogLine {
    line: Arc<Line>,
    /// Where it happened, as a class: `isolated`, `cross`, `mixed`; nothing where in all accounts.
    pub tone: &'static str,
    /// Where it happened.
    pub account: String,
    /// What happened.
    pub text: String,
}

impl PartialEq for LogLine {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.line, &other.line) && self.text == other.text && self.account == other.account
    }
}

impl Store {
    /// The first scene, in the language and locale the build writes.
    pub fn opening() -> Self {
        let shell = Shell::opening();
        let desk = RwSignal::new(Desk::of_scene(Scene::default()));
        let panel = RwSignal::new(None::<Panel>);
        let form = RwSignal::new(Form::new(Listing::Btc, Side::Long));
        let drafts = Entry::ALL.map(|_| RwSignal::new(None::<String>));
        let screen = Memo::new(move |_| desk.with(|desk| shell.speak(|speaker| Screen::new(desk, speaker))));
        let lines = Memo::new(move |_| desk.with(|desk| shell.speak(|speaker| lines(desk, speaker))));
        let allowed = Memo::new(move |_| match panel.get() {
            Some(panel) => desk.with(|desk| Allowed::new(desk, panel, &form.get())),
            None => Allowed::NOTHING,
        });
        let outlook = Memo::new(move |before: Option<&Outlook>| {
            let Some(panel) = panel.get() else { return Outlook::default() };
            let operation = allowed.with(|allowed| allowed.operation(panel, &form.get()));
            desk.with(|desk| shell.speak(|speaker| Outlook::new(desk, panel, &operation, before, speaker)))
        });
        let problems = Entry::ALL.map(|entry| {
            Memo::new(move |_| {
                let draft = drafts.get(entry.index()).and_then(|draft| draft.get());
                let unread = |text: String| {
                    shell.speak(|speaker| read(&text, speaker.locale).err().map(|error| speaker.not_read(error)))
                };
                if let Some(problem) = draft.and_then(unread) {
                    return problem;
                }
                outlook.with(|outlook| match &outlook.refusal {
                    Some((refused, text)) if *refused == entry => text.clone(),
                    _ => String::new(),
                })
            })
        });
        Self {
            shell,
            desk,
            price_drafts: Listing::ALL.map(|_| RwSignal::new(None)),
            anchors: Listing::ALL.map(|listing| RwSignal::new(desk.with_untracked(|desk| desk.mark(listing)))),
            panel,
            form,
            drafts,
            locked: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            announced: RwSignal::new(String::new()),
            is_moving: RwSignal::new(false),
            drags: StoredValue::new(0),
            screen,
            lines,
            allowed,
            outlook,
            problems,
        }
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

    /// Something of an account; its default where the account is gone.
    pub fn account<T: Default>(&self, account: usize, of: impl FnOnce(&AccountView) -> T) -> T {
        self.screen.with(|screen| screen.accounts.get(account).map_or_else(T::default, of))
    }

    /// The numbers of the positions of an account.
    pub fn positions(&self, account: usize) -> Vec<u32> {
        self.account(account, |account| account.positions.iter().map(|position| position.id).collect())
    }

    /// Something of a position; its default where the position is gone.
    pub fn position<T: Default>(&self, account: usize, id: u32, of: impl FnOnce(&PositionView) -> T) -> T {
        self.account(account, |account| {
            account.positions.iter().find(|position| position.id == id).map_or_else(T::default, of)
        })
    }

    /// Whether a market is in use in an account.
    pub fn is_in_use(&self, listing: Listing) -> bool {
        self.screen.with(|screen| screen.in_use.get(listing as usize).copied().unwrap_or_default())
    }

    /// The mark price of a market.
    pub fn mark(&self, listing: Listing) -> Decimal {
        self.desk.with(|desk| desk.mark(listing))
    }

    /// The scale of a market's price.
    pub fn price_slider(&self, listing: Listing) -> Slider {
        let anchor = self.anchors.get(listing as usize).map_or(Decimal::ONE, |anchor| anchor.get());
        let middle = approximate(anchor);
        let most = margin_core::bounds::PRICE.maximum;
        Slider::linear(middle * 0.3, middle * 1.7, margin_core::bounds::PRICE.minimum, most)
    }

    /// What stands in the text field of a price.
    pub fn price_text(&self, listing: Listing) -> String {
        let draft = self.price_drafts.get(listing as usize).and_then(|draft| draft.get());
        draft.unwrap_or_else(|| self.speak(|speaker| speaker.locale.exact(self.mark(listing))))
    }

    /// What is wrong with what is typed there; nothing where all is well.
    pub fn price_problem(&self, listing: Listing) -> String {
        let Some(draft) = self.price_drafts.get(listing as usize).and_then(|draft| draft.get()) else {
            return String::new();
        };
        self.speak(|speaker| match read(&draft, speaker.locale) {
            Err(error) => speaker.not_read(error),
            Ok(price) if price != self.mark(listing) => {
                let bound = margin_core::bounds::PRICE;
                let parameters = [speaker.locale.exact(bound.minimum), speaker.locale.exact(bound.maximum)];
                let [minimum, maximum] = &parameters;
                speaker.words.fill(Message::RefusedRange, &[("minimum", minimum), ("maximum", maximum)])
            }
            Ok(_) => String::new(),
        })
    }

    /// The margin mode that an account has chosen for a market.
    pub fn mode(&self, account: usize, listing: Listing) -> MarginMode {
        self.desk.with(|desk| desk.setting(account, listing)).map_or(MarginMode::Cross, |(mode, _)| mode)
    }

    /// Why another mode was refused for a market of an account; nothing where none was.
    pub fn locked(&self, account: usize, listing: Listing) -> String {
        self.locked.with(|locked| match locked {
            Some((at, of, why)) if (*at, *of) == (account, listing) => why.clone(),
            _ => String::new(),
        })
    }

    /// The panel that is open.
    pub fn panel(&self) -> Option<Panel> {
        self.panel.get()
    }

    /// What is set in it.
    pub fn form(&self) -> Form {
        self.form.get()
    }

    /// What is allowed in it.
    pub fn allowed(&self) -> Allowed {
        self.allowed.get()
    }

    /// What it would lead to.
    pub fn with_outlook<T>(&self, of: impl FnOnce(&Outlook) -> T) -> T {
        self.outlook.with(of)
    }

    /// The number of a field of the panel.
    pub fn number(&self, entry: Entry) -> Decimal {
        self.allowed.with(|allowed| allowed.number(&self.form.get(), entry))
    }

    /// Whether the panel has this field.
    pub fn has(&self, entry: Entry) -> bool {
        self.allowed.with(|allowed| allowed.range(entry).is_some())
    }

    /// The scale of a field of the panel.
    pub fn slider(&self, entry: Entry) -> Slider {
        let range = self.allowed.with(|allowed| allowed.range(entry));
        range.map_or_else(|| Slider::linear(0.0, 1.0, Decimal::ZERO, Decimal::ONE), |range| range.slider)
    }

    /// What stands in a text field of the panel.
    pub fn field_text(&self, entry: Entry) -> String {
        let draft = self.drafts.get(entry.index()).and_then(|draft| draft.get());
        draft.unwrap_or_else(|| self.speak(|speaker| speaker.locale.exact(self.number(entry))))
    }

    /// What is wrong with a field of the panel; nothing where all is well.
    pub fn problem(&self, entry: Entry) -> String {
        self.problems.get(entry.index()).map_or_else(String::new, |problem| problem.get())
    }

    /// Whether something in the panel is wrong, so that it cannot be done and its preview is older.
    pub fn is_stale(&self) -> bool {
        self.problems.iter().any(|problem| problem.with(|problem| !problem.is_empty()))
    }

    /// What the panel's button says.
    pub fn deed(&self) -> String {
        let Some(panel) = self.panel.get() else { return String::new() };
        self.allowed.with(|allowed| self.speak(|speaker| allowed.deed(panel, &self.form.get(), speaker)))
    }

    /// How many lines the log has.
    pub fn log_length(&self) -> usize {
        self.lines.with(Vec::len)
    }

    /// Something of a line of the log; its default where the line is gone.
    pub fn line<T: Default>(&self, index: usize, of: impl FnOnce(&LogLine) -> T) -> T {
        self.lines.with(|lines| lines.get(index).map_or_else(T::default, of))
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

    /// What the live region says.
    pub fn announced(&self) -> String {
        self.announced.get()
    }

    /// Whether a price is being moved.
    pub fn is_moving(&self) -> bool {
        self.is_moving.get()
    }

    /// What the page has to say about a link or a file.
    pub fn notices(&self) -> Vec<String> {
        self.notices
            .with(|notices| self.speak(|speaker| notices.iter().map(|notice| say::notice(speaker, *notice)).collect()))
    }

    /// The fragment of a link to these accounts; nothing where they do not fit into one.
    pub fn link(&self) -> Option<String> {
        self.desk.with(|desk| link::render(desk).ok())
    }
}

fn lines(desk: &Desk, speaker: Speaker<'_>) -> Vec<LogLine> {
    let account = |index: usize| say::account(speaker, desk, index);
    let all = speaker.words.text(Message::AllAccounts);
    desk.log()
        .iter()
        .map(|line| LogLine {
            line: Arc::clone(line),
            tone: line.account.map_or("", |index| desk.mode(index).map_or("mixed", MarginMode::as_str)),
            account: line.account.map_or_else(|| all.to_owned(), account),
            text: say::entry(speaker, line),
        })
        .collect()
}
