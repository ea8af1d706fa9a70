//! What a page can ask of a widget: names with texts, of which the element makes plain objects.

use crate::compare::store::{Figures, Measure};
use crate::position::{State, link};
use margin_core::{MarginMode, SizeUnit, plain};

/// Returns the state: what the attributes would say, and the fragment of a link to it. What is not set has the text ``.
pub fn state(state: &State) -> Vec<[String; 2]> {
    let State { id, listed, inputs } = state;
    let optional = |number: Option<_>| number.map(plain).unwrap_or_default();
    [
        ("side", inputs.side.as_str().to_owned()),
        ("leverage", plain(inputs.leverage)),
        ("value", plain(inputs.size_in(listed, SizeUnit::Quote))),
        ("margin", optional(inputs.margin)),
        ("wallet", plain(inputs.wallet)),
        ("entry", plain(inputs.entry)),
        ("mark", optional(inputs.mark)),
        ("venue", if listed.is_flat { String::new() } else { listed.venue.code.to_owned() }),
        ("market", id.symbol.clone()),
        ("maintenance-rate", optional(state.rate())),
        ("link", link::render(state)),
    ]
    .map(|(name, text)| [name.to_owned(), text])
    .into()
}

/// The result: of each mode every number that is on screen, exactly, and the sentence that sums it up.
pub fn result(figures: &Figures, sentence: String) -> Vec<[String; 2]> {
    let mut result = vec![["sentence".to_owned(), sentence]];
    for mode in [MarginMode::Isolated, MarginMode::Cross] {
        let mut push = |name: &str, text: &str| result.push([[mode.as_str(), ".", name].concat(), text.to_owned()]);
        let of_mode = figures.of(mode);
        push("status", of_mode.status.as_str());
        for measure in Measure::ALL {
            push(measure.code(), &of_mode.figure(measure).exact);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::store::Store;
    use leptos::prelude::Owner;

    fn of<'a>(pairs: &'a [[String; 2]], name: &str) -> &'a str {
        &pairs.iter().find(|[known, _]| known == name).unwrap()[1]
    }

    #[test]
    fn the_opening_example_is_reported() {
        let state = state(&State::opening());
        for (name, text) in [
            ("side", "long"),
            ("leverage", "10"),
            ("margin", ""),
            ("mark", ""),
            ("market", "BTCUSDT"),
            ("maintenance-rate", ""),
            ("link", "v2&table=2026-09-29"),
        ] {
            assert_eq!(of(&state, name), text, "{name}");
        }
        Owner::new().with(|| {
            let store = Store::opening();
            let result = result(&store.figures(), store.sentence());
            assert!(of(&result, "isolated.liquidation-price").starts_with("54216.867"));
            assert_eq!(of(&result, "isolated.max-loss"), "100");
            assert_eq!(of(&result, "cross.liquidation-price"), "never");
            assert_eq!(of(&result, "cross.status"), "open");
            assert!(of(&result, "sentence").starts_with("A fall of"));
        });
    }
}
