//! Refusals, as they are answered.

use margin_core::{Allowed, MarginError};

use crate::value::{Value, present};

/// A refusal: its code, its English sentence, and where they are known the field, the value and what is allowed.
pub fn write(error: &MarginError) -> Value {
    Value::Record(present([
        ("code", Some(Value::name(error.code().as_str()))),
        ("message", Some(Value::Text(error.to_string().into()))),
        ("field", error.field().map(Value::text)),
        ("value", error.value().map(Value::text)),
        ("allowed", allowed(error.allowed())),
    ]))
}

fn allowed(allowed: &Allowed) -> Option<Value> {
    let Allowed { minimum, maximum, one_of } = allowed;
    if minimum.is_none() && maximum.is_none() && one_of.is_empty() {
        return None;
    }
    Some(Value::Record(present([
        ("min", minimum.map(Value::decimal)),
        ("max", maximum.map(Value::decimal)),
        ("oneOf", (!one_of.is_empty()).then(|| Value::names(one_of.iter().copied()))),
    ])))
}
