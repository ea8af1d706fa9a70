//! The reactive state of the page: a position, and what becomes of it in both modes.

mod figures;
mod reading;

pub use crate::figure::Figure;
pub use figures::{Figures, Measure, ModeFigures, measure_of};
pub use reading::Reading;

use crate::browser;
use crate::position::{self, Field, along};
use crate::shell::Shell;
use crate::slider::Slider;
use crate::words::{Message, Piece, Speaker};
use leptos::prelude::*;
use leptos::web_sys::Element;
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
    /// The position.
    pub position: position::Store,
    /// What the live region says: the sentence, once the reader pauses.
    announced: RwSignal<String>,
    /// Which picture the style sheet shows, and how wide; none until the browser has told.
    shown: RwSignal<Option<Shown>>,
    reading: Memo<Arc<Reading>>,
    figures: Memo<Arc<Figures>>,
}

impl Store {
    /// The opening example, in the language and locale the build writes.
    pub fn opening() -> Self {
        let shell = Shell::opening();
        let position = position::Store::opening(shell);
        let reading = Memo::new_with_compare(
            move |_| Arc::new(Reading::new(&position.state(), position.reach())),
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
        Self { position, announced: RwSignal::new(String::new()), shown: RwSignal::new(None), reading, figures }
    }

    /// Returns the results, and what the picture is drawn from.
    pub fn reading(&self) -> Arc<Reading> {
        self.reading.get()
    }

    /// Returns every number on screen, as text and exactly.
    pub fn figures(&self) -> Arc<Figures> {
        self.figures.get()
    }

    /// The same, looked at in place.
    pub fn with_figures<T>(&self, read: impl FnOnce(&Figures) -> T) -> T {
        self.figures.with(|figures| read(figures))
    }

    /// Returns which picture the style sheet shows, and how wide; none until the browser has told.
    pub fn shown(&self) -> Option<Shown> {
        self.shown.get()
    }

    /// Returns what the live region says.
    pub fn announced(&self) -> String {
        self.announced.get()
    }

    /// Returns the words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.position.shell()
    }

    /// Returns a text without parameters.
    pub fn text(&self, message: Message) -> String {
        self.shell().text(message)
    }

    /// Returns the parts of a text.
    pub fn pieces<T>(&self, message: Message, of: impl FnMut(Piece<'_>) -> T) -> Vec<T> {
        self.shell().pieces(message, of)
    }

    /// Says something with numbers in it, in the reader's locale.
    pub fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell().speak(say)
    }

    /// The same without being told when the locale changes: for names.
    pub fn speak_untracked<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell().speak_untracked(say)
    }

    /// Returns the scale of the mark price, which is the axis of the picture.
    pub fn axis(&self) -> Slider {
        self.position.with(|state| self.reading.with(|reading| along(reading.plot.from, reading.plot.to, state)))
    }

    /// The mark was dragged to a fraction of the picture.
    pub fn drag_mark(&self, fraction: f64) {
        let axis = untrack(|| self.axis());
        self.position.slide_to(Field::Mark, axis.value_at(fraction));
    }

    /// What the browser has measured.
    pub fn show(&self, shown: Shown) {
        if self.shown.get_untracked() != Some(shown) {
            self.shown.set(Some(shown));
        }
    }

    /// The reader has paused: the live region may speak.
    pub fn announce(&self) {
        let sentence = untrack(|| self.sentence());
        if self.announced.with_untracked(|said| *said != sentence) {
            self.announced.set(sentence);
        }
    }

    /// Returns the sentence as plain text.
    pub fn sentence(&self) -> String {
        let figures = self.figures.get();
        self.speak(|speaker| figures.sentence(speaker))
    }
}

#[cfg(test)]
mod tests;
