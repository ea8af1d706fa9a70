//! The record of conformance: `docs/CONFORMANCE.md`, and its summary as a value of the crate. Both are made of what
//! the readings compare, and both must be up to date. `cargo xtask conformance` writes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use margin_venues::venue;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::figure::{Figure, Verdict};
use crate::readings::{Reading, Under, read, reading_of};
use crate::vector::Vector;
use crate::{peers, published, screens};

/// The files that the record is written to, as they are committed.
const DOCUMENT: (&str, &str) = ("docs/CONFORMANCE.md", include_str!("../../../../docs/CONFORMANCE.md"));
const SUMMARY: (&str, &str) =
    ("crates/margin-venues/src/conformance/summary.rs", include_str!("../../src/conformance/summary.rs"));

#[test]
fn the_record_is_up_to_date() {
    let sections = sections();
    for ((path, known), text) in [(DOCUMENT, document(&sections)), (SUMMARY, summary(&sections))] {
        assert!(is_written(path, &text) || known == text, "{path} is out of date: `cargo xtask conformance` writes it");
    }
}

/// What the data files promise, counted from the files themselves: each example that is marked as reproduced, and each
/// observation of a venue that should match, is matched in every figure, or is one of the unsupported that the record
/// lists with its reason.
#[test]
fn every_promise_of_the_files_is_kept() {
    use serde_json::Value;
    let list = |file: &str, name: &str| match serde_json::from_str::<Value>(file).unwrap()[name].take() {
        Value::Array(list) => list,
        other => panic!("{name}: {other}"),
    };
    let reproduced = list(published::FILE, "examples").into_iter().filter(|it| it["reproduced"] == true);
    let observed = list(peers::FILE, "vectors")
        .into_iter()
        .filter(|it| it["kind"] == "venue_observation" && it["should_match_venue"] == true);
    let (reproduced, observed): (Vec<_>, Vec<_>) = (reproduced.collect(), observed.collect());

    let verdicts: BTreeMap<String, Vec<Verdict>> = sections()
        .into_values()
        .flat_map(|section| section.examples)
        .map(|vector| (vector.id.clone(), vector.figures().iter().map(|figure| figure.verdict).collect()))
        .collect();
    let mut unsupported = Vec::new();
    for promised in reproduced.iter().chain(&observed) {
        let id = promised["id"].as_str().unwrap();
        let verdicts = &verdicts[id];
        let figures = promised["expected"].as_object().unwrap().len();
        assert!(verdicts.len() >= figures, "{id}: {} of {figures} figures", verdicts.len());
        if promised["unsupported"].is_null() {
            assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Matches), "{id}");
        } else {
            let reason = promised["unsupported"]["reason"].as_str().unwrap();
            assert!(
                DOCUMENT.1.lines().any(|line| line.contains(&format!("| {id} |")) && line.contains(reason)),
                "{id}"
            );
            unsupported.push(id.to_owned());
        }
    }
    assert_eq!((reproduced.len(), observed.len()), (31, 28));
    unsupported.sort();
    assert_eq!(unsupported, ["deribit-linear-btc-350", "deribit-linear-sol-6000"]);
}

/// Writes a file where `cargo xtask conformance` asks for it.
#[cfg(not(target_arch = "wasm32"))]
fn is_written(path: &str, text: &str) -> bool {
    let asked = std::env::var_os("MARGIN_CONFORMANCE_WRITE").is_some();
    if asked {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        std::fs::write(root.join(path), text).unwrap();
    }
    asked
}

/// There are no files in a browser: there, the record is compared alone.
#[cfg(target_arch = "wasm32")]
fn is_written(_: &str, _: &str) -> bool {
    false
}

/// What one venue, or one project, published.
#[derive(Default)]
struct Section {
    code: Option<&'static str>,
    examples: Vec<Vector>,
}

/// All vectors by their venue's name, read.
fn sections() -> BTreeMap<String, Section> {
    let mut sections: BTreeMap<String, Section> = BTreeMap::new();
    for (vectors, readings) in [(published::vectors(), published::READINGS), (peers::vectors(), peers::READINGS)] {
        for vector in vectors {
            let (name, code) = name_of(&vector, readings);
            if vector.unsupported.is_none() {
                read(&vector, readings).unwrap_or_else(|failure| panic!("{}: {failure}", vector.id));
            }
            let section = sections.entry(name).or_default();
            section.code = code;
            section.examples.push(vector);
        }
    }
    // What was made for a test is no number of a venue.
    for screen in screens::screens().into_iter().filter(|screen| screen.kind != "made") {
        let vector = Vector::try_from(&screen).unwrap();
        let read = screens::read(&screen, &vector);
        if let (None, Err(failure)) = (&vector.unsupported, read) {
            panic!("{}: {failure}", vector.id);
        }
        let known = venue(&screen.venue).unwrap();
        let section = sections.entry(known.name.to_owned()).or_default();
        section.code = Some(known.code);
        section.examples.push(vector);
    }
    sections
}

/// Under which name a vector is listed, and the code of the venue whose rules it is read under.
fn name_of(vector: &Vector, readings: &[Reading]) -> (String, Option<&'static str>) {
    let under = reading_of(vector, readings).ok().map(|at| readings[at].under);
    match under {
        Some(Under::Venue(code)) => (venue(code).unwrap().name.to_owned(), Some(code)),
        _ => (spelt(&vector.venue), None),
    }
}

/// Names that the files spell in two ways.
fn spelt(venue: &str) -> String {
    match venue {
        "htx" => "HTX".to_owned(),
        "gmx-v1" | "gmx-v2" => "GMX".to_owned(),
        "kucoin" => "KuCoin".to_owned(),
        "generic" | "generic(bybit old USDT formula)" => "Formulas without a venue".to_owned(),
        other => other.chars().next().map(|first| first.to_uppercase().chain(other.chars().skip(1)).collect()).unwrap(),
    }
}

#[derive(Default)]
struct Counts {
    own: usize,
    others: usize,
    matched: usize,
    mistakes: usize,
    not_modelled: usize,
    figures: usize,
}

impl Counts {
    fn of(section: &Section) -> Self {
        let mut counts = Self::default();
        for vector in &section.examples {
            let figures = vector.figures();
            let any = |verdict| figures.iter().any(|figure| figure.verdict == verdict);
            counts.figures += figures.len();
            if vector.is_venues_own {
                counts.own += 1
            } else {
                counts.others += 1
            }
            if any(Verdict::NotModelled) {
                counts.not_modelled += 1;
            } else if any(Verdict::KnownMistake) {
                counts.mistakes += 1;
            } else {
                counts.matched += 1;
            }
        }
        counts
    }
}

/// The summary as Rust, a row a line, as the formatter leaves it.
fn summary(sections: &BTreeMap<String, Section>) -> String {
    let mut text = format!(
        "//! Made by `cargo xtask conformance`; a test fails when it is out of date.\n\nuse super::{{Conformance, row}};\n\n\
         /// Every venue and project, by name.\npub const SUMMARY: [Conformance; {}] = [\n",
        sections.len()
    );
    for (name, section) in sections {
        let Counts { own, others, matched, mistakes, not_modelled, figures } = Counts::of(section);
        let code = section.code;
        writeln!(
            text,
            "    row({name:?}, {code:?}, [{own}, {others}], [{matched}, {mistakes}, {not_modelled}], {figures}),"
        )
        .unwrap();
    }
    text.push_str("];\n");
    text
}

/// Mistakes on pages of others that were found on the way, and that no example is made of.
const MISTAKES: &str = include_str!("../../../../tests/vectors/known-mistakes.md");

const ABOUT: &str = "# Conformance

Every published number that this project knows, beside its own. Made by `cargo xtask conformance` from the files of
[tests/vectors](../tests/vectors/README.md); a test fails when it is out of date. All of it was read between 2026-11-22 and
2026-11-27.

The summary counts examples: those with the venue's own numbers, from its pages, payloads and screens, and those with
numbers that others computed for it. Each is one of three:

* *Matched*: every figure of ours lies within the tolerance, which is what the printing of the number implies, or that of
  the test it comes from. Ours is written with six places more than theirs.
* *Their mistake*: a number contradicts the venue, or itself; the test shows which mistake makes it.
* *Not modelled*: a number is made of something that the model does not do. The reason is beside it.

Where a venue has rules of its own in the crate, its numbers are computed under them; else under rules that are written
beside the vectors. A number that matches nothing would fail the tests, so there is none that differs.

";

fn document(sections: &BTreeMap<String, Section>) -> String {
    let mut text = ABOUT.to_owned();
    text.push_str("## Summary\n\n| venue or project | its own numbers | others' numbers | matched | their mistakes | not modelled | figures |\n");
    text.push_str("| --- | --: | --: | --: | --: | --: | --: |\n");
    let mut sum = Counts::default();
    for (name, section) in sections {
        let counts = Counts::of(section);
        line_of_counts(&mut text, name, &counts);
        sum.own += counts.own;
        sum.others += counts.others;
        sum.matched += counts.matched;
        sum.mistakes += counts.mistakes;
        sum.not_modelled += counts.not_modelled;
        sum.figures += counts.figures;
    }
    line_of_counts(&mut text, "**all**", &sum);
    text.push('\n');
    text.push_str(MISTAKES);
    for (name, section) in sections {
        let rules = match section.code {
            Some(code) => format!("Under the rules of `{code}`."),
            None => "Under rules written beside the vectors.".to_owned(),
        };
        write!(text, "\n## {name}\n\n{rules}\n\n").unwrap();
        text.push_str("| example | figure | published | ours | difference | tolerance | verdict | source |\n");
        text.push_str("| --- | --- | --: | --: | --: | --: | --- | --- |\n");
        for vector in &section.examples {
            for figure in vector.figures() {
                line_of_figure(&mut text, vector, &figure);
            }
        }
    }
    text
}

fn line_of_counts(text: &mut String, name: &str, counts: &Counts) {
    let Counts { own, others, matched, mistakes, not_modelled, figures } = counts;
    writeln!(text, "| {name} | {own} | {others} | {matched} | {mistakes} | {not_modelled} | {figures} |").unwrap();
}

fn line_of_figure(text: &mut String, vector: &Vector, figure: &Figure) {
    let Figure { name, published, ours, difference, tolerance, verdict } = figure;
    let reason = vector.unsupported.as_ref().map(|it| format!(" ({}): {}", it.what, it.reason)).unwrap_or_default();
    let sources = vector.sources.iter().map(|source| cell(source)).collect::<Vec<_>>().join("; ");
    let (published, ours, id, verdict) = (cell(published), cell(ours), &vector.id, verdict.as_str());
    writeln!(
        text,
        "| {id} | {name} | {published} | {ours} | {difference} | {tolerance} | {verdict}{reason} | {sources} |"
    )
    .unwrap();
}

/// What would end a cell, or begin something, is written as itself.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('*', "\\*").replace('<', "&lt;")
}
