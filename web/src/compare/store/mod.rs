//! The reactive state of the page.
//!
//! Inputs are signals, everything else is a memo, and no effect writes a signal. What an event does is a method of
//! [`Store`]; it needs no browser, so the tests below press the same buttons natively.

mod events;
mod figures;
mod reading;

pub use crate::figure::Figure;
pub use figures::{Figures, Measure, ModeFigures, measure_of};
pub use reading::Reading;

use crate::browser;
use crate::compare::state::link::Notice;
use crate::compare::state::{Field, Inputs, Problem, Slider, Slot, read_field, set};
use crate::shell::Shell;
use crate::words::{Message, Piece, Speaker};
use leptos::prelude::*;
use leptos::web_sys::Element;
use margin_core::Decimal;
use std::sync::Arc;

/// The picture the style sheet shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// Whether it is the narrow one.
    pub is_narrow: bool,
    /// How wide its plot is, in pixels.
    pub width: f64,
}

impl Shown {
    /// Asks the browser for those within an element.
    pub fn within(root: &Element) -> Self {
        let [narrow, wide] = [".drawing.narrow", ".drawing.wide"].map(|drawing| browser::width_of(root, drawing));
        Self { is_narrow: narrow > wide, width: narrow.max(wide) }
    }
}

/// Every signal and memo of the page. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Store {
    shell: Shell,
    /// The last state in which every number was valid: what the results are of.
    inputs: RwSignal<Inputs>,
    /// What is typed into a field, kept as typed until the field is left in order.
    drafts: Slot<RwSignal<Option<String>>>,
    /// The state when it was last set by anything but a slider; see [`Slider::new`].
    anchor: RwSignal<Inputs>,
    /// The mark when it was last set by anything but a slide along the axis; see [`crate::compare::chart::Plot::new`].
    reach: RwSignal<Decimal>,
    /// The field that was changed last.
    touched: RwSignal<Option<Field>>,
    notices: RwSignal<Vec<(Notice, Inputs)>>,
    /// What the live region says: the sentence, once the reader pauses.
    announced: RwSignal<String>,
    /// Which picture the style sheet shows, and how wide; none until the browser has told.
    shown: RwSignal<Option<Shown>>,
    problems: Slot<Memo<Option<Problem>>>,
    reading: Memo<Arc<Reading>>,
    figures: Memo<Arc<Figures>>,
}

impl Store {
    /// The opening example, in the language and locale the build writes.
    pub fn opening() -> Self {
        let shell = Shell::opening();
        let inputs = RwSignal::new(Inputs::OPENING);
        let reach = RwSignal::new(Inputs::OPENING.mark_price());
        let drafts = Field::ALL.map(|_| RwSignal::new(None::<String>));
        let problems = Field::ALL.map(|field| {
            Memo::new(move |_| {
                let draft = drafts[field.index()].get()?;
                let inputs = inputs.get();
                shell
                    .speak(|speaker| read_field(&inputs, field, &draft, speaker.locale))
                    .and_then(|value| set(&inputs, field, value))
                    .err()
            })
        });
        let reading = Memo::new_with_compare(
            move |_| Arc::new(Reading::new(inputs.get(), reach.get())),
            |one, other| match (one, other) {
                (Some(one), Some(other)) => !Arc::ptr_eq(one, other),
                _ => true,
            },
        );
        let figures = Memo::new_with_compare(
            move |_| {
                let reading = reading.get();
                Arc::new(shell.speak(|speaker| Figures::new(&reading, speaker)))
            },
            |one, other| one != other,
        );
        Self {
            shell,
            inputs,
            drafts,
            anchor: RwSignal::new(Inputs::OPENING),
            reach,
            touched: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            announced: RwSignal::new(String::new()),
            shown: RwSignal::new(None),
            problems,
            reading,
            figures,
        }
    }

    /// The last valid inputs.
    pub fn inputs(&self) -> Inputs {
        self.inputs.get()
    }

    /// The results, and what the picture is drawn from.
    pub fn reading(&self) -> Arc<Reading> {
        self.reading.get()
    }

    /// Every number on screen, as text and exactly.
    pub fn figures(&self) -> Arc<Figures> {
        self.figures.get()
    }

    /// The same, looked at in place.
    pub fn with_figures<T>(&self, read: impl FnOnce(&Figures) -> T) -> T {
        self.figures.with(|figures| read(figures))
    }

    /// What is wrong with what is typed into a field.
    pub fn problem(&self, field: Field) -> Option<Problem> {
        self.problems[field.index()].get()
    }

    /// Whether the results are older than what is typed.
    pub fn is_stale(&self) -> bool {
        self.problems.iter().any(|problem| problem.with(Option::is_some))
    }

    /// The field that was changed last.
    pub fn touched(&self) -> Option<Field> {
        self.touched.get()
    }

    /// Which picture the style sheet shows, and how wide; none until the browser has told.
    pub fn shown(&self) -> Option<Shown> {
        self.shown.get()
    }

    /// What the live region says.
    pub fn announced(&self) -> String {
        self.announced.get()
    }

    /// What the page has to say about a link, or about entries that had to give way.
    pub fn notices(&self) -> Vec<String> {
        self.notices.with(|notices| {
            self.speak(|speaker| notices.iter().map(|(notice, inputs)| speaker.notice(*notice, inputs)).collect())
        })
    }

    /// The words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.shell
    }

    /// A text without parameters.
    pub fn text(&self, message: Message) -> String {
        self.shell.text(message)
    }

    /// The parts of a text.
    pub fn pieces<T>(&self, message: Message, of: impl FnMut(Piece<'_>) -> T) -> Vec<T> {
        self.shell.pieces(message, of)
    }

    /// Says something with numbers in it, in the reader's locale.
    pub fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell.speak(say)
    }

    /// The same without being told when the locale changes: for names.
    pub fn speak_untracked<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell.speak_untracked(say)
    }

    /// What stands in a text field: what was typed, else the number.
    pub fn field_text(&self, field: Field) -> String {
        let number = || self.inputs.with(|inputs| inputs.get(field));
        self.drafts[field.index()].get().unwrap_or_else(|| self.speak(|speaker| speaker.typed(field, number())))
    }

    /// The number a slider stands at.
    pub fn slider_value(&self, field: Field) -> Decimal {
        self.inputs.with(|inputs| inputs.get(field))
    }

    /// The scale of a field's slider.
    pub fn slider(&self, field: Field) -> Slider {
        let inputs = self.inputs.get();
        if field == Field::Mark {
            return self.reading.with(|reading| Slider::along(reading.plot.from, reading.plot.to, &inputs));
        }
        self.anchor.with(|anchor| Slider::new(&inputs, anchor, field))
    }

    /// The sentence as plain text.
    pub fn sentence(&self) -> String {
        let figures = self.figures.get();
        self.speak(|speaker| figures.sentence(speaker))
    }
}
