//! Refusals, as they are answered: JSON.

use margin_core::{Allowed, MarginError};

use crate::json::Json;

/// A refusal: its code, its English sentence, and where they are known the field, the value and what is allowed.
///
/// ```
/// let error = margin_core::parse("1e").unwrap_err().at("entryPrice");
/// let json = r#"{"code":"not-a-decimal","message":"entryPrice: not a decimal number, got 1e","field":"entryPrice","value":"1e"}"#;
/// assert_eq!(margin_wire::refusal::write(&error), json);
/// ```
pub fn write(error: &MarginError) -> String {
    Json::text_of(|json| {
        json.open('{');
        json.name("code", error.code().as_str());
        json.text("message", &error.to_string());
        json.text_if_any("field", error.field());
        json.text_if_any("value", error.value());
        allowed(json, error.allowed());
        json.close('}');
    })
}

fn allowed(json: &mut Json, allowed: &Allowed) {
    let Allowed { minimum, maximum, one_of } = allowed;
    if minimum.is_none() && maximum.is_none() && one_of.is_empty() {
        return;
    }
    json.open_field("allowed", '{');
    json.decimal_if_any("min", minimum);
    json.decimal_if_any("max", maximum);
    if !one_of.is_empty() {
        json.texts("oneOf", one_of.iter().copied());
    }
    json.close('}');
}
