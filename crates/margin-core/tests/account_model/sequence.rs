//! One sequence of operations, in the account and in the model, and what is left of it when it fails.

use margin_core::account::SimulationInput;
use margin_core::{Decimal, Event, Operation, PositionMode, Simulation};

use crate::compare::{self, Comparison, Same, same};
use crate::coverage::{Coverage, kind};
use crate::exact::Exact;
use crate::generate;
use crate::limits;
use crate::model::Model;
use crate::properties::{self, Tried};
use crate::random::Random;

struct Pair {
    account: Simulation,
    model: Model,
    /// What the wallet began with, and what all events say that it changed by.
    booked: Exact,
}

impl Pair {
    fn new(input: SimulationInput) -> Self {
        let model = Model::new(&input);
        let booked = Exact::of(input.wallet_balance);
        Self { account: Simulation::new(input).unwrap(), model, booked }
    }

    /// One operation in both, and everything about them that should agree.
    fn step(&mut self, operation: &Operation, coverage: &mut Coverage) -> Same {
        coverage.steps += 1;
        let before = self.account.clone();
        let model_before = self.model.clone();
        let kind = if turns(&before, operation) { "open-opposite" } else { kind(operation) };
        let preview = before.preview(operation);
        same!(before == self.account, "a preview changed the account");

        let is = self.account.apply(operation);
        let expected = self.model.apply(operation);
        match (is, expected) {
            (Ok(events), Ok(expected)) => {
                if events != expected {
                    return self.skip_if_close(before, model_before, coverage, || {
                        format!("the events are {events:#?}, the model's {expected:#?}")
                    });
                }
                coverage.accepted(kind, &events);
                self.check_accepted(&before, &events)?;
                let report = self.account.report().map_err(|error| format!("no report: {error}"))?;
                same!(preview.as_ref() == Ok(&report), "the preview is {preview:#?}, the report {report:#?}");
                compare::state(&self.account, &self.model)?;
                Comparison::with(&self.model).report(&report)?;
                limits::named(&self.account, &self.model)?;
                if coverage.steps.is_multiple_of(8) {
                    limits::largest_open(&self.account)?;
                }
                let restored = Simulation::restore(self.account.state());
                same!(restored.as_ref() == Ok(&self.account), "restored as {restored:?}");
            }
            (Err(error), Err(code)) => {
                let is = error.code();
                same!(preview.as_ref().err() == Some(&error), "the preview says {preview:?}, not {error}");
                same!(self.account == before, "a refusal changed the account");
                let texts = [&before, &self.account].map(|account| format!("{:?}", account.state()));
                same!(texts[0] == texts[1], "a refusal changed what is stored");
                if is != code {
                    return self.skip_if_close(before, model_before, coverage, || {
                        format!("refused by {error} ({is:?}), by the model with {code:?}")
                    });
                }
                coverage.refused(kind, code);
                limits::check(&before, &model_before, operation, &error, coverage)?;
            }
            (is, expected) => {
                return self.skip_if_close(before, model_before, coverage, || {
                    format!("the account says {is:?}, the model {expected:?}")
                });
            }
        }
        Ok(())
    }

    /// The account and the model may decide differently within 10⁻¹⁵ of the edge, where the account
    /// rounds and the model does not. Such a step is taken back.
    fn skip_if_close(
        &mut self,
        account: Simulation,
        model: Model,
        coverage: &mut Coverage,
        difference: impl FnOnce() -> String,
    ) -> Same {
        same!(self.is_close(&model), "{}", difference());
        coverage.skipped += 1;
        (self.account, self.model) = (account, model);
        Ok(())
    }

    /// Whether the step from a model came so near to an edge that the account's rounding can decide otherwise.
    fn is_close(&self, before: &Model) -> bool {
        let closest = self.model.closest.borrow().clone();
        closest.is_some_and(|closest| closest <= before.magnitude() * Exact::tenth_to(15))
    }

    /// What the events say is what happened, with no remainder.
    fn check_accepted(&mut self, before: &Simulation, events: &[Event]) -> Same {
        for event in events {
            self.booked = &self.booked + Exact::of(event.wallet_change().unwrap());
            if let Event::Liquidated(liquidated) = event {
                let wallets = (liquidated.wallet_before, liquidated.wallet_after);
                same!(wallets.0 - liquidated.loss == wallets.1, "{wallets:?} with a loss of {}", liquidated.loss);
            }
        }
        let wallet = Exact::of(self.account.wallet_balance());
        same!(wallet == self.booked, "the wallet is {}, booked were {}", wallet.shown(), self.booked.shown());
        // Margins change by what the events say, and by nothing else.
        for position in self.account.state().positions {
            let was = before.state().positions.into_iter().find(|was| was.id == position.id);
            let was = was.and_then(|was| was.isolated_margin).unwrap_or_default();
            let change: Decimal = events
                .iter()
                .map(|event| match event {
                    Event::Opened(trade) | Event::Increased(trade) | Event::Reduced(trade)
                        if trade.id == position.id =>
                    {
                        trade.margin
                    }
                    Event::MarginAdded { id, amount } | Event::MarginRemoved { id, amount } if *id == position.id => {
                        *amount
                    }
                    Event::Funded { id, margin: amount, .. }
                        if *id == position.id && position.isolated_margin.is_some() =>
                    {
                        *amount
                    }
                    _ => Decimal::ZERO,
                })
                .sum();
            let is = position.isolated_margin.unwrap_or_default();
            same!(was + change == is, "the margin of {} was {was}, changed by {change}, is {is}", position.id);
        }
        Ok(())
    }
}

/// Whether an open works on a position of the other side.
fn turns(account: &Simulation, operation: &Operation) -> bool {
    let Operation::Open(open) = operation else { return false };
    let state = account.state();
    let is_other = |position: &margin_core::account::PositionState| {
        position.market == open.market && position.side == open.side.opposite()
    };
    state.position_mode == PositionMode::OneWay && state.positions.iter().any(is_other)
}

/// Runs a sequence without comparing, and tries the properties on what it leads to.
pub(crate) fn properties(seed: u64, length: usize, tried: &mut Tried) -> Result<(), String> {
    let mut random = Random::new(seed);
    let input = generate::venue(&mut random);
    let mut pair = Pair::new(input.clone());
    let mut operations = vec![];
    for number in 1..=length {
        let operation = generate::operation(&mut random, &pair.account, input.wallet_balance);
        operations.push(operation.clone());
        let (before, model_before) = (pair.account.clone(), pair.model.clone());
        let (Ok(events), Ok(_)) = (pair.account.apply(&operation), pair.model.apply(&operation)) else {
            (pair.account, pair.model) = (before, model_before);
            continue;
        };
        let is_same = pair.account.state().positions.len() == pair.model.held.len();
        if !is_same && pair.is_close(&model_before) {
            (pair.account, pair.model) = (before, model_before);
            continue;
        }
        let checked = properties::losses(&before, &pair.account, &events, tried).and_then(|()| {
            same!(is_same, "the account and the model hold different positions");
            let is_due = number.is_multiple_of(10);
            if is_due { properties::check(&pair.account, &pair.model, &mut random, tried) } else { Ok(()) }
        });
        checked.map_err(|difference| {
            let operations: Vec<String> = operations.iter().map(|operation| format!("{operation:?}")).collect();
            format!("seed {seed}: {difference}\n{input:?}\n{}", operations.join("\n"))
        })?;
    }
    Ok(())
}

/// Runs a sequence, and shortens it where it fails.
pub(crate) fn run(seed: u64, length: usize, coverage: &mut Coverage) -> Result<(), String> {
    let mut random = Random::new(seed);
    let input = generate::venue(&mut random);
    let mut pair = Pair::new(input.clone());
    let mut operations = vec![];
    for _ in 0..length {
        let operation = generate::operation(&mut random, &pair.account, input.wallet_balance);
        operations.push(operation.clone());
        if let Err(difference) = pair.step(&operation, coverage) {
            let (operations, shorter) = shortened(&input, operations);
            let difference = shorter.unwrap_or(difference);
            let operations: Vec<String> = operations.iter().map(|operation| format!("{operation:?}")).collect();
            return Err(format!("seed {seed}: {difference}\n{input:?}\n{}", operations.join("\n")));
        }
    }
    Ok(())
}

/// Leaves out one operation after the other, as long as something still fails.
fn shortened(input: &SimulationInput, mut operations: Vec<Operation>) -> (Vec<Operation>, Option<String>) {
    let fails = |operations: &[Operation]| {
        let mut pair = Pair::new(input.clone());
        let mut coverage = Coverage::default();
        operations.iter().find_map(|operation| pair.step(operation, &mut coverage).err())
    };
    let mut difference = None;
    let mut place = 0;
    while place < operations.len() {
        let mut fewer = operations.clone();
        fewer.remove(place);
        match fails(&fewer) {
            Some(other) => (operations, difference) = (fewer, Some(other)),
            None => place += 1,
        }
    }
    (operations, difference)
}
