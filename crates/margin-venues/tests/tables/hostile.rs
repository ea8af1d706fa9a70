//! Damage: whatever is done to a file, reading it gives tables that can be used, or an error.

use margin_venues::{VenueTables, read_rows};
use proptest::prelude::*;

use crate::files::{FILES, text};

/// What may be done to a text once.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize),
    Remove(usize, usize),
    Insert(usize, String),
    Repeat(usize),
    SwapLines(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let words =
        ["0", "9", "-", " ", "\n", "\r", "/", ".", "table\n", "cap -\n", "end 1 1\n", "markets\n", "é", "\0", "1e9"];
    prop_oneof![
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), 0..40_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        (any::<usize>(), prop::sample::select(words.to_vec()))
            .prop_map(|(at, word)| Damage::Insert(at, word.to_owned())),
        (any::<usize>(), ".{0,12}").prop_map(|(at, word)| Damage::Insert(at, word)),
        any::<usize>().prop_map(Damage::Repeat),
        (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Damage::SwapLines(one, other)),
    ]
}

fn damaged(text: &str, damage: &Damage) -> String {
    // A place between two characters.
    let place = |at: usize| {
        let at = at % (text.len() + 1);
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
    };
    let mut lines: Vec<&str> = text.split('\n').collect();
    match damage {
        Damage::Cut(at) => text[..place(*at)].to_owned(),
        Damage::Remove(at, length) => {
            let at = place(*at);
            text[..at].chars().chain(text[at..].chars().skip(*length)).collect()
        }
        Damage::Insert(at, word) => {
            let at = place(*at);
            [&text[..at], word, &text[at..]].concat()
        }
        Damage::Repeat(line) => {
            let line = line % lines.len();
            lines.insert(line, lines[line]);
            lines.join("\n")
        }
        Damage::SwapLines(one, other) => {
            let (one, other) = (one % lines.len(), other % lines.len());
            lines.swap(one, other);
            lines.join("\n")
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_refused_or_can_be_used(
        code in prop::sample::select(vec!["bitget", "dydx-v4", "hyperliquid", "kraken", "okx", "phemex"]),
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        let damaged = damages.iter().fold(text(code).to_owned(), |text, damage| damaged(&text, damage));
        match VenueTables::parse(&damaged) {
            Ok(tables) => {
                for symbol in tables.symbols() {
                    prop_assert!(tables.market(symbol).is_some(), "{} is listed but cannot be loaded", symbol);
                }
            }
            Err(error) => {
                prop_assert!(error.line() >= 1 && error.line() <= damaged.split('\n').count());
                prop_assert!(error.to_string().len() < 600, "{}", error);
            }
        }
    }

    #[test]
    fn any_text_is_rows_or_is_refused(text in "[0-9.,/ \n\t-]{0,60}|.{0,60}") {
        let _ = VenueTables::parse(&text);
        if let Ok(rows) = read_rows(&text) {
            prop_assert!(margin_core::TierTable::new(&rows).is_ok());
        }
    }
}

/// Each file without one of its lines: the last line counts all that could be missed.
#[test]
fn no_line_of_a_file_can_be_missing() {
    for (code, text) in FILES.iter().filter(|(code, _)| !["binance-usdm", "bybit", "bitmex", "gate"].contains(code)) {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for missing in 0..lines.len() {
            let text = [lines[..missing].concat(), lines[missing + 1..].concat()].concat();
            let error = VenueTables::parse(&text).unwrap_err();
            assert!(error.line() >= 1, "{code} without {}", lines[missing]);
        }
    }
}
