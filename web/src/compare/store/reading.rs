//! Everything the core has to say about one state.

use crate::compare::chart::Plot;
use crate::compare::state::Inputs;
use margin_core::{Comparison, Decimal};

/// The results of a state.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The state.
    pub inputs: Inputs,
    /// Both outcomes at the mark.
    pub comparison: Comparison,
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
    /// Asks the core once for all of it. The inputs have been checked by [`crate::compare::state::set`]; should the core refuse
    /// them all the same, the opening example stands in rather than nothing.
    pub fn new(inputs: Inputs, reach: Decimal) -> Self {
        let opening = || Self::of(Inputs::OPENING, Inputs::OPENING.entry);
        match Self::of(inputs, reach).or_else(|_| opening()) {
            Ok(reading) => reading,
            // Not `expect`: it would print the error, and bring the printing of errors into the module.
            Err(_) => unreachable!("the opening example is part of the program, and a test computes it"),
        }
    }

    fn of(inputs: Inputs, reach: Decimal) -> margin_core::Result<Self> {
        let (comparison, plot) = inputs.ask(|opened| {
            let comparison = opened.at(inputs.mark_price())?;
            Ok((comparison, Plot::new(&inputs, opened, &comparison, reach)?))
        })?;
        let tier = inputs.market.with(|market| {
            let index = comparison.isolated.tier;
            Tier { number: index + 1, of: market.tiers().len(), rate: market.tiers().row(index).rate }
        })?;
        Ok(Self { inputs, comparison, plot, tier })
    }
}
