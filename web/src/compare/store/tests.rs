//! What the page shows of a state.

use super::*;
use leptos::prelude::Owner;

fn with_store(test: impl FnOnce(Store)) {
    Owner::new().with(|| test(Store::opening()));
}

fn exact(store: &Store, measure: Measure) -> (String, String) {
    let figures = store.figures();
    let of = |mode: &ModeFigures| mode.figure(measure).exact.clone();
    (of(&figures.isolated), of(&figures.cross))
}

#[test]
fn the_opening_example_is_in_the_figures() {
    with_store(|store| {
        let (isolated, cross) = exact(&store, Measure::LiquidationPrice);
        assert!(isolated.starts_with("54216.8674698795180722891566"));
        assert_eq!(cross, "never");
        assert_eq!(exact(&store, Measure::MaxLoss), ("100".into(), "1000".into()));
        assert_eq!(
            store.sentence().replace('\u{a0}', " "),
            "A fall of 9.6% ends the isolated position and costs 100 USDT. \
             In cross it is never liquidated, and can lose 1,000 USDT."
        );
    });
}

#[test]
fn a_bad_entry_keeps_the_last_result() {
    with_store(|store| {
        let before = exact(&store, Measure::LiquidationPrice);
        store.position.type_text(Field::Leverage, "1e3".into());
        assert_eq!(exact(&store, Measure::LiquidationPrice), before);
        store.position.type_text(Field::Leverage, "20".into());
        assert_ne!(exact(&store, Measure::LiquidationPrice), before);
    });
}

#[test]
fn the_live_region_speaks_only_when_asked() {
    with_store(|store| {
        store.position.type_text(Field::Leverage, "20".into());
        assert_eq!(store.announced(), "");
        store.announce();
        assert!(store.announced().starts_with("A fall of 4.6%"));
    });
}
