//! Answers, as values of JavaScript.

use margin_core::MarginError;
use margin_wire::{Value, refusal};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// What an exported function returns or throws.
#[allow(unreachable_pub, reason = "the exported functions are public and name it")]
pub type Answer<T = JsValue> = core::result::Result<T, Refusal>;

/// What is thrown: a plain object, of which the package makes its error.
pub struct Refusal(MarginError);

impl From<MarginError> for Refusal {
    fn from(error: MarginError) -> Self {
        Self(error)
    }
}

impl From<Refusal> for JsValue {
    fn from(Refusal(error): Refusal) -> Self {
        plain(&refusal::write(&error))
    }
}

/// A tree of plain objects, lists, strings and numbers.
pub(crate) fn plain(value: &Value) -> JsValue {
    // Nothing in the tree can fail to be written.
    value.serialize(&Serializer::json_compatible()).unwrap_or_default()
}
