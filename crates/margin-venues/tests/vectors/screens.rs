//! What venues print on their screens and in their payloads: every figure of an account, asked for as a caller of the
//! package asks, in the names of its public API.

use margin_core::{MarginError, parse};
use margin_wire::{Account, Scenario, Value as Question, Wanted, account, from_json, operation, report, state};
use serde::Deserialize;
use serde_json::Value;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::vector::{Outcome, Unsupported, Vector};

pub(crate) const FILE: &str = include_str!("../../../../tests/vectors/screen-figures.json");

/// What a case may be made of that the model does not do.
const NOT_MODELLED: [&str; 1] = ["whole-units-a-contract"];

#[derive(Deserialize)]
pub(crate) struct Screens {
    pub(crate) cases: Vec<Screen>,
}

/// One call, and the figures of its answer that were printed.
#[derive(Clone, Deserialize)]
pub(crate) struct Screen {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) venue: String,
    pub(crate) origin: String,
    pub(crate) unsupported: Option<Unsupported>,
    call: String,
    input: Value,
    pub(crate) expected: Vec<Printed>,
}

/// A figure of the answer by its path, as it was printed.
#[derive(Clone, Deserialize)]
pub(crate) struct Printed {
    pub(crate) field: String,
    pub(crate) value: String,
    pub(crate) tolerance: String,
}

#[test]
fn every_figure_of_every_screen_is_what_the_package_answers() {
    let mut failures = Vec::new();
    let mut not_modelled = 0;
    for screen in screens() {
        let vector = Vector::try_from(&screen).unwrap();
        match (&screen.unsupported, read(&screen, &vector)) {
            (None, Err(failure)) => failures.push(format!("{}: {failure}", screen.id)),
            (Some(unsupported), Err(_)) if NOT_MODELLED.contains(&unsupported.what.as_str()) => not_modelled += 1,
            (Some(_), _) => failures.push(format!("{}: not modelled, and as printed or without a reason", screen.id)),
            (None, Ok(())) => {}
        }
    }
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.join("\n"));
    assert_eq!((screens().len(), not_modelled), (34, 2));
}

/// That a case can fail: every printed figure is made wrong, one at a time, and an input is added that nobody knows.
#[test]
fn a_wrong_figure_and_an_unknown_input_fail() {
    let mut ways = 0;
    for screen in screens().into_iter().filter(|screen| screen.unsupported.is_none()) {
        let fails = |screen: &Screen| read(screen, &Vector::try_from(screen).unwrap()).is_err();
        for place in 0..screen.expected.len() {
            let mut damaged = screen.clone();
            let value = &mut damaged.expected[place].value;
            *value = match value.strip_prefix('-') {
                Some(number) => format!("-9{number}"),
                None => format!("9{value}"),
            };
            assert!(fails(&damaged), "{}: {}", screen.id, damaged.expected[place].field);
            ways += 1;
        }
        let mut damaged = screen.clone();
        let asked = match screen.call.as_str() {
            "solve" => &mut damaged.input["scenario"],
            "simulate" => &mut damaged.input["init"],
            _ => &mut damaged.input,
        };
        asked["unheardOf"] = "1".into();
        assert!(fails(&damaged), "{}", screen.id);
        ways += 1;
    }
    assert_eq!(ways, 76 + 32);
}

/// The cases of the file.
pub(crate) fn screens() -> Vec<Screen> {
    serde_json::from_str::<Screens>(FILE).unwrap().cases
}

/// Asks, and compares each printed figure.
pub(crate) fn read(screen: &Screen, vector: &Vector) -> Outcome {
    let answer = answer(&screen.call, &screen.input)?;
    let mut failures = Vec::new();
    for Printed { field, value, .. } in &screen.expected {
        let ours = at(&answer, field).ok_or_else(|| format!("the answer has no {field}: {answer}"))?;
        let ours = match ours {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let compared = match (parse(value), parse(&ours)) {
            (Ok(_), Ok(ours)) => vector.check(field, ours),
            _ => vector.check_text(field, &ours),
        };
        failures.extend(compared.err().map(|failure| failure.to_string()));
    }
    if failures.is_empty() { vector.finish() } else { Err(failures.join("; ").into()) }
}

/// What the package answers.
fn answer(call: &str, input: &Value) -> Outcome<Value> {
    let answer = match call {
        "evaluate" => asked(input, |question| {
            let account = Account::read(question, &|_| None)?;
            report::account(&account.evaluate()?, &account.source)
        }),
        "compare" => asked(input, |question| {
            let scenario = Scenario::read(question)?;
            Ok(report::comparison(&scenario.compare()?, &scenario.source))
        }),
        "solve" => asked(&input["scenario"], |scenario| {
            let scenario = Scenario::read(scenario)?;
            asked(&input["wanted"], |wanted| {
                let price = scenario.solve(&Wanted::read(wanted)?)?;
                Ok(format!("{{\"price\":\"{}\"}}", price.map(margin_core::plain).unwrap_or_default()))
            })
        }),
        "simulate" => simulated(input),
        other => return Err(format!("no call {other}").into()),
    };
    match answer {
        Ok(json) => Ok(serde_json::from_str(&json)?),
        Err(error) => Ok(serde_json::json!({ "refused": error.code().as_str() })),
    }
}

/// A living account after all of its steps.
fn simulated(input: &Value) -> Result<String, MarginError> {
    let (mut living, source) = asked(&input["init"], |question| account::begin(question, &|_| None))?;
    for step in input["steps"].as_array().into_iter().flatten() {
        let step = asked(step, operation::read)?;
        living = operation::after(&living, &step)?.0;
    }
    let report = report::account(&living.report()?, &source)?;
    Ok(format!("{{\"state\":{},\"report\":{report}}}", state::write(&living, &source)?))
}

fn asked<T>(input: &Value, ask: impl FnOnce(Question<'_>) -> Result<T, MarginError>) -> Result<T, MarginError> {
    ask(Question::from_flat(&from_json(&with_texts(input).to_string())?)?)
}

/// The same with its numbers as texts: as such, JSON carries them exactly, and JavaScript takes either.
fn with_texts(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(items) => items.iter().map(with_texts).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), with_texts(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// What stands at a path such as `positions[0].liquidation.price`.
fn at<'a>(answer: &'a Value, path: &str) -> Option<&'a Value> {
    path.replace('[', ".").replace(']', "").split('.').try_fold(answer, |value, part| match part.parse::<usize>() {
        Ok(place) => value.get(place),
        Err(_) => value.get(part),
    })
}
