//! Whole reports of an account. They are made here alone, so that tests can count them.

use margin_core::{AccountReport, Result, Simulation};

/// Everything there is to say about an account as it stands.
///
/// It solves every liquidation price and every bankruptcy price: for the picture and for previews. What is held is known
/// without it, see [`super::log::held`].
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub(super) fn report(account: &Simulation) -> Result<AccountReport> {
    #[cfg(test)]
    MADE.set(MADE.get() + 1);
    account.report()
}

#[cfg(test)]
thread_local! {
    static MADE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many reports are made by what is done.
#[cfg(test)]
pub(super) fn made_by(act: impl FnOnce()) -> usize {
    let before = MADE.get();
    act();
    MADE.get() - before
}
