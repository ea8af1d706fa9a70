//! The living account against a second implementation: random sequences of operations on random
//! venues, compared after each.
//!
//! The model (`model`, `operations`, `ends`) is written from what the account documents, with
//! nothing of its code, in fractions that are never rounded except where an amount is booked.
//! `generate` makes venues and operations, most of them acceptable; `compare` says whether account
//! and model agree; `limits` tries what a refusal says would be accepted; `sequence` runs all of it
//! and shortens what fails; `coverage` counts what was tried.
//!
//! `PROPTEST_CASES` sets how much is tried: two sequences for each case of a property.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod compare;
mod coverage;
mod ends;
mod exact;
mod generate;
mod hostile;
mod limits;
mod model;
mod operations;
mod properties;
mod random;
mod sequence;

use coverage::Coverage;
use properties::Tried;

/// How many operations a sequence has.
const LENGTH: usize = 50;

/// From how many sequences on every kind of operation is expected to be accepted and refused.
const MANY: u64 = 500;

fn sequences() -> u64 {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    cases.unwrap_or(128_u64) * 2
}

#[test]
fn random_sequences_agree_with_the_model() {
    let mut coverage = Coverage::default();
    let sequences = sequences();
    for seed in 0..sequences {
        if let Err(failure) = sequence::run(seed, LENGTH, &mut coverage) {
            panic!("{failure}");
        }
    }
    eprintln!("{sequences} sequences\n{coverage}");
    assert!(coverage.skipped * 50 <= coverage.steps, "more than 2% of the steps were skipped");
    if sequences >= MANY {
        assert_eq!(coverage.never_seen(), Vec::<String>::new(), "never seen");
    }
}

#[test]
fn the_properties_hold_for_accounts_that_operations_reach() {
    let mut tried = Tried::default();
    // Sequences of their own, one for each case.
    for seed in 0..sequences() / 2 {
        if let Err(failure) = sequence::properties(!seed, LENGTH, &mut tried) {
            panic!("{failure}");
        }
    }
    eprintln!("{tried:?}");
    let Tried { marks, settlements, margins, modes, losses } = tried;
    assert!(
        [marks, settlements, margins, modes, losses].iter().all(|count| *count > 0),
        "{marks} {settlements} {margins} {modes} {losses}"
    );
}
