//! What both pages have around them: the words, the reader's locale, the theme.

use crate::number::Locale;
use crate::words::{Catalogue, Message, Piece, Speaker};
use leptos::prelude::*;
use std::sync::Arc;

/// How light or dark the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The words, the locale and the theme of a page. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Shell {
    words: StoredValue<Arc<Catalogue>>,
    locale: RwSignal<Locale>,
    theme: RwSignal<Theme>,
}

impl Shell {
    /// In the language and locale the build writes.
    pub fn opening() -> Self {
        Self {
            words: StoredValue::new(Arc::new(Catalogue::english())),
            locale: RwSignal::new(Locale::english()),
            theme: RwSignal::new(Theme::System),
        }
    }

    /// A text without parameters. Not tracked: a language is chosen before the page is drawn.
    pub fn text(&self, message: Message) -> String {
        self.words.with_value(|words| words.text(message).to_owned())
    }

    /// The parts of a text.
    pub fn pieces<T>(&self, message: Message, of: impl FnMut(Piece<'_>) -> T) -> Vec<T> {
        self.words.with_value(|words| words.pieces(message).map(of).collect())
    }

    /// Says something with numbers in it, in the reader's locale.
    pub fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.words.with_value(|words| self.locale.with(|locale| say(Speaker { words, locale })))
    }

    /// The same without being told when the locale changes: for names.
    pub fn speak_untracked<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        untrack(|| self.speak(say))
    }

    /// The reader's locale, once the browser has told it.
    pub fn use_locale(&self, locale: Locale) {
        if self.locale.with_untracked(|known| *known != locale) {
            self.locale.set(locale);
        }
    }

    /// The theme.
    pub fn theme(&self) -> Theme {
        self.theme.get()
    }

    /// Another theme: system, light, dark, and round again.
    pub fn next_theme(&self) {
        self.theme.update(|theme| {
            *theme = match *theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            }
        });
    }
}
