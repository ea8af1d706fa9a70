//! Markets that are read and checked once, to be used in many accounts.

use margin_core::Result;
use margin_wire::{account, wrong_type};
use wasm_bindgen::JsValue;
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::read::JsNode;

/// A handle to markets.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Markets(account::Markets);

#[wasm_bindgen]
impl Markets {
    /// A second handle to the same markets: reading takes it, and leaves the caller's own.
    pub fn share(&self) -> Self {
        self.clone()
    }

    /// Their symbols.
    pub fn symbols(&self) -> Vec<String> {
        self.0.iter().map(|market| market.symbol().to_owned()).collect()
    }
}

/// The field `markets`: a list, or a handle.
pub(crate) fn read(node: JsNode) -> Result<account::Markets> {
    let Some(share) = node.method("share")? else { return account::markets(node) };
    let shared: JsValue = node.call(&share)?;
    let markets = Markets::try_from_js_value(shared).map_err(|_| wrong_type("must be a list", "an object"))?;
    Ok(markets.0)
}

impl From<account::Markets> for Markets {
    fn from(markets: account::Markets) -> Self {
        Self(markets)
    }
}
