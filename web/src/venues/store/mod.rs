//! The reactive state of the page: a position, and what every venue makes of it.

mod looks;
mod market;
mod rows;
mod screen;

pub use market::{Line, Mark, ModeView, TierView};
pub use rows::{Body, EndView, HeldView, Row};
pub use screen::Screen;

use crate::position;
use crate::shell::Shell;
use crate::words::{Message, Speaker};
use leptos::prelude::*;
use std::sync::Arc;

/// Every signal and memo of the page. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Store {
    /// The position.
    pub position: position::Store,
    /// Whether all tiers are shown, not only those round the position.
    all_tiers: RwSignal<bool>,
    /// What the live region says, once the reader pauses.
    announced: RwSignal<String>,
    screen: Memo<Arc<Screen>>,
}

impl Store {
    /// The opening example, in the language and locale the build writes.
    pub fn opening() -> Self {
        let shell = Shell::opening();
        let position = position::Store::opening(shell);
        let markets = position.markets;
        // Not in the memo of what is shown: to find them, every listing of every loaded venue is looked at.
        let peers = Memo::new(move |_| {
            let (id, listed) = position.market();
            markets.with(|known| Arc::new(known.peers(&id, &listed)))
        });
        let screen = Memo::new_with_compare(
            move |_| {
                let peers = peers.get();
                let load = |file: usize| markets.load_of(file);
                let screen = |state: &position::State| {
                    markets.with(|known| shell.speak(|speaker| Screen::new(state, &peers, known, load, speaker)))
                };
                Arc::new(position.with(screen))
            },
            |one, other| one != other,
        );
        Self { position, all_tiers: RwSignal::new(false), announced: RwSignal::new(String::new()), screen }
    }

    /// Returns the words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.position.shell()
    }

    /// Returns a text without parameters.
    pub fn text(&self, message: Message) -> String {
        self.shell().text(message)
    }

    /// Says something with numbers in it, in the reader's locale.
    pub fn speak<T>(&self, say: impl FnOnce(Speaker<'_>) -> T) -> T {
        self.shell().speak(say)
    }

    /// Something of what is shown.
    pub fn screen<T>(&self, of: impl FnOnce(&Screen) -> T) -> T {
        self.screen.with(|screen| of(screen))
    }

    /// Returns whether a table is so old that it is marked.
    pub fn has_old_tables(&self) -> bool {
        self.screen(|screen| screen.rows.iter().any(|row| row.is_old))
    }

    /// All tiers, or those round the position.
    pub fn toggle_tiers(&self) {
        self.all_tiers.update(|all| *all = !*all);
    }

    /// Returns what the live region says.
    pub fn announced(&self) -> String {
        self.announced.get()
    }

    /// The reader has paused: the live region may speak.
    pub fn announce(&self) {
        let sentence = self.screen.with_untracked(|screen| screen.said());
        if self.announced.with_untracked(|said| *said != sentence) {
            self.announced.set(sentence);
        }
    }
}
