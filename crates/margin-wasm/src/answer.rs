//! Answers and refusals.

use margin_core::MarginError;
use margin_wire::refusal;
use wasm_bindgen::JsValue;

/// What an exported function returns, or throws.
pub type Answer<T = String> = core::result::Result<T, Refusal>;

/// What is thrown: a text, of which the package makes its error.
pub struct Refusal(MarginError);

impl From<MarginError> for Refusal {
    fn from(error: MarginError) -> Self {
        Self(error)
    }
}

impl From<Refusal> for JsValue {
    fn from(Refusal(error): Refusal) -> Self {
        Self::from_str(&refusal::write(&error))
    }
}
