//! Everything the core has to say about one state.

use crate::compare::chart::Plot;
use crate::position::{State, scenario};
use margin_core::{Comparison, Decimal, Result, divide_up};
use std::sync::Arc;

/// The results of a state.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The state.
    pub state: Arc<State>,
    /// Both outcomes at the mark.
    pub comparison: Comparison,
    /// What the position was opened with, in the settlement coin: its value at the entry over the leverage.
    pub opened_with: Decimal,
    /// What the picture is drawn from.
    pub plot: Plot,
    /// The tier at the mark.
    pub tier: Tier,
}

/// The tier a position is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Counted from 1, as tables are printed.
    pub number: usize,
    /// How many the table has.
    pub of: usize,
    /// Its maintenance rate.
    pub rate: Decimal,
}

impl Reading {
    /// Asks the core once for all of it. The state has been accepted by [`set`](crate::position::set); should the core
    /// refuse it all the same, the opening example is shown rather than nothing.
    pub fn new(state: &Arc<State>, reach: Decimal) -> Self {
        let opening = || {
            let opening = Arc::new(State::opening());
            let reach = opening.inputs.entry;
            Self::of(&opening, reach)
        };
        match Self::of(state, reach).or_else(|_| opening()) {
            Ok(reading) => reading,
            // Not `expect`: it would print the error, and bring the printing of errors into the module.
            Err(_) => unreachable!("the opening example is part of the program, and a test computes it"),
        }
    }

    fn of(state: &Arc<State>, reach: Decimal) -> Result<Self> {
        let State { listed, inputs, .. } = &**state;
        let scenario = scenario(inputs, listed, &inputs.counting(listed)?, inputs.size)?;
        let opened = scenario.open()?;
        let comparison = opened.at(inputs.mark_price())?;
        let plot = Plot::new(state, &scenario, &opened, &comparison, reach)?;
        let tiers = listed.market.tiers();
        let index = comparison.isolated.tier;
        Ok(Self {
            state: state.clone(),
            comparison,
            opened_with: divide_up(opened.position().nominal_value(), inputs.leverage)?,
            plot,
            tier: Tier { number: index + 1, of: tiers.len(), rate: tiers.row(index).rate },
        })
    }
}
