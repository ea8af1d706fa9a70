//! Living accounts.
//!
//! An operation puts another account in the place of the one that is kept, when it has succeeded: there is no moment
//! at which an account is half done, not even where the caller's stack ends within a call.

use std::cell::RefCell;
use std::rc::Rc;

use margin_core::{ErrorCode, MarginError, Simulation};
use margin_wire::{Source, account, event, operation, report, state};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::Answer;
use crate::kept::Kept;
use crate::{markets, question};

/// An account, and where its rules are from.
type Living = Rc<(Simulation, Source)>;

thread_local! {
    static ACCOUNTS: RefCell<Kept<Living>> = const { RefCell::new(Kept::new()) };
}

fn keep(living: (Simulation, Source)) -> u64 {
    let living = Rc::new(living);
    ACCOUNTS.with_borrow_mut(|kept| kept.keep(living))
}

fn kept(number: u64) -> Answer<Living> {
    let living = ACCOUNTS.with_borrow_mut(|kept| kept.get(number));
    Ok(living.ok_or_else(|| MarginError::refuse(ErrorCode::BadState, "an account that is gone"))?)
}

/// An account without positions.
#[wasm_bindgen(js_name = begin)]
pub fn begin_simulation(input: &str) -> Answer<u64> {
    Ok(keep(account::begin(question::read(input)?, &markets::kept)?))
}

/// The account that was written down.
#[wasm_bindgen(js_name = restore)]
pub fn restore_simulation(state: &str) -> Answer<u64> {
    Ok(keep(state::read(question::read(state)?)?))
}

/// Drops it.
#[wasm_bindgen(js_name = freeAccount)]
pub fn free_simulation(number: u64) {
    ACCOUNTS.with_borrow_mut(|kept| kept.free(number));
}

/// The account, to be kept elsewhere.
#[wasm_bindgen(js_name = state)]
pub fn simulation_state(number: u64) -> Answer {
    let living = kept(number)?;
    Ok(state::write(&living.0, &living.1)?)
}

/// Every figure of the account as it stands.
#[wasm_bindgen(js_name = report)]
pub fn simulation_report(number: u64) -> Answer {
    let living = kept(number)?;
    Ok(report::account(&living.0.report()?, &living.1)?)
}

/// What an open position allows.
#[wasm_bindgen(js_name = limitsOf)]
pub fn simulation_limits(number: u64, id: &str) -> Answer {
    let id = operation::position(question::read(id)?.text()?)?;
    Ok(report::limits(&kept(number)?.0.limits(id)?))
}

/// Does it, and says what happened.
#[wasm_bindgen]
pub fn apply(number: u64, operation: &str) -> Answer {
    let operation = operation::read(question::read(operation)?)?;
    let living = kept(number)?;
    let (account, events) = operation::after(&living.0, &operation)?;
    let events = event::list(&events)?;
    let next = Rc::new((account, living.1.clone()));
    ACCOUNTS.with_borrow_mut(|kept| kept.replace(number, next));
    Ok(events)
}

/// The report that an operation would lead to.
#[wasm_bindgen]
pub fn preview(number: u64, operation: &str) -> Answer {
    let operation = operation::read(question::read(operation)?)?;
    let living = kept(number)?;
    let (account, _) = operation::after(&living.0, &operation)?;
    Ok(report::account(&account.report()?, &living.1)?)
}
