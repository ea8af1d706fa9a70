//! That the vectors can fail: every published figure is made wrong, one at a time, and an input is
//! added that nobody reads. Natively only, because a reading may stop, and wasm does not go on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

use crate::readings::{Reading, read};
use crate::vector::{Outcome, PeerVector, Vector, VenueExample};
use crate::{peers, published};

#[test]
fn a_wrong_figure_and_an_unread_input_fail() {
    let examples = damaged(published::FILE, "examples", published::READINGS, |value| {
        Vector::try_from(serde_json::from_value::<VenueExample>(value)?)
    });
    let vectors = damaged(peers::FILE, "vectors", peers::READINGS, |value| {
        Vector::try_from(serde_json::from_value::<PeerVector>(value)?)
    });
    // Every figure, and one input more for every vector.
    assert_eq!((examples, vectors), (45 + 30, 123 + 119));
}

/// Damages every vector of a file in every way, and returns how many ways there were.
fn damaged(file: &str, list: &str, readings: &[Reading], vector_of: fn(Value) -> Outcome<Vector>) -> usize {
    let file: Value = serde_json::from_str(file).unwrap();
    let mut ways = 0;
    for vector in file[list].as_array().unwrap().iter().filter(|vector| vector.get("unsupported").is_none()) {
        let figures: Vec<_> = vector["expected"].as_object().unwrap().keys().cloned().collect();
        let wrong_figures = figures.iter().map(|figure| {
            let mut damaged = vector.clone();
            damaged["expected"][figure] = wrong(&vector["expected"][figure]);
            (figure.as_str(), damaged)
        });
        let mut with_more = vector.clone();
        with_more["inputs"]["unheard_of"] = json!("1");
        for (what, damaged) in wrong_figures.chain([("an unread input", with_more)]) {
            let vector = vector_of(damaged).unwrap();
            let outcome = catch_unwind(AssertUnwindSafe(|| read(&vector, readings).is_ok()));
            assert!(!outcome.unwrap_or(false), "{}: {what} was not noticed", vector.id);
            ways += 1;
        }
    }
    ways
}

/// Another value of the same kind: numbers gain a digit in front, which is more than any tolerance.
fn wrong(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(wrong).collect(),
        Value::String(text) if text == "true" => json!("false"),
        Value::String(text) if text == "false" => json!("true"),
        Value::String(text) => match text.strip_prefix('-') {
            Some(number) => json!(format!("-9{number}")),
            None => json!(format!("9{text}")),
        },
        other => other.clone(),
    }
}
