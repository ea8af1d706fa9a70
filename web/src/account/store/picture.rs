//! When the picture follows the desk: once a frame, however many events come.
//!
//! A desk is changed by each event at once, so what falls on the way has fallen, and a link, a file or an undo finds the
//! newest. A picture takes longer than a step of the prices: the first step is shown at once, those that come before the
//! next frame are shown together in it.

use super::Store;
use super::events::heading_id;
use crate::account::Desk;
use crate::browser;
use leptos::prelude::*;
use margin_core::{PositionId, Result};

/// How far the picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picture {
    /// The next step is shown at once.
    Rests,
    /// A step was shown, and the frame has not come yet: the next step waits for it.
    Drawn,
    /// The desk has gone on: the frame will show it.
    Behind,
}

impl Store {
    /// Changes the desk and shows it. Every change but the steps of the prices goes through here.
    pub(super) fn change(&self, account: usize, act: &mut dyn FnMut(&mut Desk) -> Result<()>) -> bool {
        let is_done = self.alter(act);
        self.show(account);
        is_done
    }

    /// Changes the desk; the picture follows with the frame.
    pub(super) fn step_to(&self, act: &mut dyn FnMut(&mut Desk) -> Result<()>) {
        self.alter(act);
        match self.picture() {
            Picture::Rests => {
                self.show(0);
                self.wait();
            }
            Picture::Drawn => self.set_picture(Picture::Behind),
            Picture::Behind => {}
        }
    }

    /// Shows the desk where the picture is behind it. Whatever reads what is made for the picture (what a panel allows,
    /// what it would lead to) asks for this first.
    pub(super) fn catch_up(&self) {
        if self.picture() == Picture::Behind {
            self.show(0);
        }
    }

    fn wait(&self) {
        let store = *self;
        self.set_picture(Picture::Drawn);
        browser::next_frame(move || {
            if store.picture() == Picture::Behind {
                store.show(0);
                store.wait();
            } else {
                store.set_picture(Picture::Rests);
            }
        });
    }

    fn alter(&self, act: &mut dyn FnMut(&mut Desk) -> Result<()>) -> bool {
        let mut is_done = false;
        self.desk.update_untracked(|desk| is_done = act(desk).is_ok());
        is_done
    }

    /// Shows the desk as it is. What does not concern it any longer is put away, and focus that would be lost with what
    /// is removed goes to the heading of an account.
    fn show(&self, account: usize) {
        browser::keep_focus(&heading_id(account));
        if self.picture() == Picture::Behind {
            self.set_picture(Picture::Drawn);
        }
        self.desk.notify();
        let is_gone = untrack(|| self.panel()).is_some_and(|panel| {
            let held = self.desk.with_untracked(|desk| desk.held(panel.account));
            panel.action.position().is_some_and(|id| held.iter().all(|held| held.id != PositionId(id)))
        });
        if is_gone || self.doing.with_untracked(|doing| doing.locked.is_some()) {
            self.does(&mut |doing| {
                doing.locked = None;
                if is_gone {
                    doing.put_away();
                }
            });
        }
    }

    fn picture(&self) -> Picture {
        self.doing.with_untracked(|doing| doing.picture)
    }

    /// Nobody is told: it is no part of what is shown.
    fn set_picture(&self, picture: Picture) {
        self.doing.update_untracked(|doing| doing.picture = picture);
    }
}
