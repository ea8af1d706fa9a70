//! A living account.

use std::cell::RefCell;
use std::rc::Rc;

use margin_core::account::Simulation as Living;
use margin_wire::{Source, account, event, operation, report, state};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::markets;
use crate::read::JsNode;
use crate::write::{Answer, plain};

/// A living account. Every operation is read before the account is looked at, and puts another account in
/// its place when it has succeeded: there is no moment at which it is half done.
#[wasm_bindgen]
pub struct Simulation {
    account: RefCell<Rc<Living>>,
    source: Source,
}

#[wasm_bindgen]
impl Simulation {
    /// An account without positions.
    #[wasm_bindgen(constructor)]
    pub fn new(input: JsValue) -> Answer<Self> {
        let (input, source) = account::beginning(JsNode(input), markets::read)?;
        Ok(Self { account: RefCell::new(Rc::new(account::begin(input)?)), source })
    }

    /// The account that was kept.
    #[wasm_bindgen(js_name = fromJSON)]
    pub fn from_json(json: JsValue) -> Answer<Self> {
        let (account, source) = state::read(JsNode(json))?;
        Ok(Self { account: RefCell::new(Rc::new(account)), source })
    }

    /// The account, to be kept.
    #[wasm_bindgen(js_name = toJSON)]
    pub fn to_json(&self) -> JsValue {
        plain(&state::write(&self.current(), &self.source))
    }

    /// Does it, and returns what happened.
    pub fn apply(&self, operation: JsValue) -> Answer {
        let operation = operation::read(JsNode(operation))?;
        let mut account = Living::clone(&self.current());
        let events = plain(&event::list(&operation::apply(&mut account, &operation)?));
        self.account.replace(Rc::new(account));
        Ok(events)
    }

    /// The report that an operation would lead to.
    pub fn preview(&self, operation: JsValue) -> Answer {
        let operation = operation::read(JsNode(operation))?;
        let mut account = Living::clone(&self.current());
        operation::apply(&mut account, &operation)?;
        Ok(plain(&report::account(&account.report()?, &self.source)))
    }

    /// Every figure of the account as it stands.
    pub fn report(&self) -> Answer {
        Ok(plain(&report::account(&self.current().report()?, &self.source)))
    }

    /// What an open position allows.
    pub fn limits(&self, id: JsValue) -> Answer {
        let id = operation::position(JsNode(id)).map_err(|error| error.at("id"))?;
        Ok(plain(&report::limits(&self.current().limits(id)?)))
    }

    fn current(&self) -> Rc<Living> {
        Rc::clone(&self.account.borrow())
    }
}
