//! The state of a position: the market, and what is set of the position in it.

use super::{Held, Inputs, NotHeld};
use margin_core::Decimal;
use margin_venues::Listed;
use margin_venues::MarketId;
use std::sync::Arc;

/// A position in a market.
#[derive(Clone, Debug)]
pub struct State {
    /// Which market.
    pub id: MarketId,
    /// The market.
    pub listed: Arc<Listed>,
    /// What is set of the position.
    pub inputs: Inputs,
}

impl PartialEq for State {
    /// Markets are the same where they are one: to compare two tables row by row would be as much as to solve.
    fn eq(&self, other: &Self) -> bool {
        self.inputs == other.inputs && self.id == other.id && Arc::ptr_eq(&self.listed, &other.listed)
    }
}

impl State {
    /// Returns the opening example: it is in a market that is part of the program.
    pub fn opening() -> Self {
        let id = MarketId::opening();
        let Some(listed) = Listed::built_in(&id.symbol) else {
            unreachable!("the market is part of the program, and a test finds it")
        };
        Self { id, listed: Arc::new(listed), inputs: Inputs::OPENING }
    }

    /// Returns the maintenance rate of the flat market; nothing in another.
    pub fn rate(&self) -> Option<Decimal> {
        self.listed.flat_rate()
    }

    /// Opens the position in both modes.
    ///
    /// # Errors
    /// Why it cannot be held.
    pub fn held(&self) -> Result<Held, NotHeld> {
        Held::new(&self.inputs, &self.listed, self.inputs.size)
    }

    /// Returns the state with other inputs.
    pub fn with_inputs(&self, inputs: Inputs) -> Self {
        Self { inputs, ..self.clone() }
    }
}

#[cfg(test)]
impl State {
    /// The opening example with numbers changed, unchecked.
    pub(crate) fn with(changes: &[(super::Field, &str)]) -> Self {
        let mut state = Self::opening();
        for (field, text) in changes {
            state.inputs = state.inputs.with(*field, margin_core::parse(text).unwrap());
        }
        state
    }

    /// The same on the other side.
    pub(crate) fn short(mut self) -> Self {
        self.inputs.side = margin_core::Side::Short;
        self
    }

    /// The opening example at one rate.
    pub(crate) fn flat(rate: &str) -> Self {
        let listed = Arc::new(Listed::flat(margin_core::parse(rate).unwrap()).unwrap());
        Self { id: MarketId::flat(), listed, ..Self::opening() }
    }
}
