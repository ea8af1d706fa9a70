//! Every kind of bad table by its name, each refused with what is wrong and where: as a venue's file, as rows that a
//! person pastes, as a venue's JSON, and by the core itself, which no reader can get round.

use margin_core::{Decimal, ErrorCode, Market, MarketInput, Tier, TierBasis, bounds};
use margin_venues::{TableError, TableErrorCode as Code, VenueTables, okx, read_json, read_rows};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{decimal, text};

/// What a refusal says: its line, its code, the part of the line, and the value.
type Said = (usize, Code, &'static str, &'static str);

struct Bad {
    name: &'static str,
    /// Instead of the second row of the file.
    row: &'static str,
    file: Said,
    /// Instead of the second line that is pasted.
    line: &'static str,
    pasted: Said,
    /// Instead of the second object of the JSON: floor, cap, rate, amount.
    object: [&'static str; 4],
    json: Said,
    /// The rows as the core gets them: floor, rate, amount; and its refusal: code, field, value.
    tiers: [[&'static str; 3]; 2],
    core: (ErrorCode, &'static str, &'static str),
}

/// The tables that are wrong by their numbers. The first row of each is `0 0.01 0`, and ends at 500.
const BAD: [Bad; 6] = [
    Bad {
        name: "unordered",
        row: "500 0.02 5\n0 0.03 9",
        file: (10, Code::BadRow, "floor", "0"),
        line: "-500, 0.02, 5",
        pasted: (2, Code::BadRow, "floor", "-500"),
        object: ["\"400\"", "1000", "0.02", "5"],
        json: (4, Code::BadRow, "floor", "400"),
        tiers: [["500", "0.01", "-"], ["0", "0.02", "-"]],
        core: (ErrorCode::BadTable, "tiers[0].floor", "500"),
    },
    Bad {
        name: "overlapping",
        row: "500 0.02 5\n400 0.03 9",
        file: (10, Code::BadRow, "floor", "400"),
        line: "500, 0.02, 5\n499.99, 0.03, 10",
        pasted: (3, Code::BadRow, "floor", "499.99"),
        object: ["\"499.99\"", "1000", "0.02", "5"],
        json: (4, Code::BadRow, "floor", "499.99"),
        tiers: [["0", "0.01", "-"], ["-1", "0.02", "-"]],
        core: (ErrorCode::Negative, "tiers[1].floor", "-1"),
    },
    Bad {
        name: "negative",
        row: "500 -0.02 -15",
        file: (9, Code::BadRow, "rate", "-0.02"),
        line: "500, -0.02, -15",
        pasted: (2, Code::BadRow, "rate", "-0.02"),
        object: ["500", "1000", "-0.02", "-15"],
        json: (6, Code::BadRow, "rate", "-0.02"),
        tiers: [["0", "0.01", "-"], ["500", "-0.02", "-"]],
        core: (ErrorCode::Negative, "tiers[1].rate", "-0.02"),
    },
    Bad {
        name: "rate of 1 or more",
        row: "500 1 495",
        file: (9, Code::BadRow, "rate", "1"),
        line: "500, 1.5, 745",
        pasted: (2, Code::BadRow, "rate", "1.5"),
        object: ["500", "1000", "\"1\"", "495"],
        json: (6, Code::BadRow, "rate", "1"),
        tiers: [["0", "0.01", "-"], ["500", "1", "-"]],
        core: (ErrorCode::OutOfRange, "tiers[1].rate", "1"),
    },
    Bad {
        name: "a number with half an exponent",
        row: "5e 0.02 5",
        file: (9, Code::BadNumber, "floor", "5e"),
        line: "500, 2E-, 5",
        pasted: (2, Code::BadNumber, "rate", "2E-"),
        object: ["500", "1000", "2e-", "5"],
        json: (6, Code::BadNumber, "rate", "2e-"),
        // The core has no texts but through `parse`, which is asked below.
        tiers: [["0", "0.01", "-"], ["500", "1", "-"]],
        core: (ErrorCode::OutOfRange, "tiers[1].rate", "1"),
    },
    Bad {
        name: "a deduction that contradicts the rates",
        row: "500 0.02 5.01",
        file: (9, Code::BadRow, "deduction", "5.01"),
        line: "500, 0.02, 4.99",
        pasted: (2, Code::BadRow, "deduction", "4.99"),
        object: ["500", "1000", "0.02", "\"5.0000000001\""],
        json: (7, Code::BadRow, "deduction", "5.0000000001"),
        tiers: [["0", "0.01", "0"], ["500", "0.02", "6"]],
        core: (ErrorCode::BadTable, "tiers[1].deduction", "6"),
    },
];

const HEAD: &str = "margin-tables 1\nvenue v\ndate 2026-09-29\ntiers marginal value\nsettle USDT\norigin o\n";

fn file_with(row: &str) -> String {
    let rows = 1 + row.lines().count();
    format!("{HEAD}table\n0 0.01 0\n{row}\ncap -\nmarkets\nAUSDT 0\nend 1 {rows} 1\n")
}

fn json_with(object: [&str; 4]) -> String {
    let [floor, cap, rate, amount] = object;
    format!(
        "{{\"symbol\": \"AUSDT\", \"brackets\": [\n\
         {{\"notionalFloor\": 0, \"notionalCap\": 500, \"maintMarginRatio\": 0.01, \"cum\": 0}},\n\
         {{\"bracket\": 2,\n\"notionalFloor\": {floor},\n\"notionalCap\": {cap},\n\"maintMarginRatio\": {rate},\n\"cum\": {amount}}}\n]}}"
    )
}

fn assert_said(name: &str, error: &TableError, (line, code, part, value): Said) {
    assert_eq!((error.line(), error.code(), error.part_name()), (line, code, part), "{name}: {error}");
    assert!(value.is_empty() || error.value() == Some(value), "{name}: {error}");
    // The sentence says all of it.
    let sentence = error.to_string();
    assert!(sentence.starts_with(&format!("line {line}")), "{name}: {sentence}");
    assert!(sentence.contains(part) && sentence.contains(value), "{name}: {sentence}");
}

fn assert_core(name: &str, tiers: Vec<Tier>, (code, field, value): (ErrorCode, &str, &str)) {
    let error = Market::new(MarketInput::new("AUSDT", tiers)).unwrap_err();
    assert_eq!((error.code(), error.field()), (code, Some(field)), "{name}: {error}");
    assert!(value.is_empty() || error.value() == Some(value), "{name}: {error}");
}

#[test]
fn the_tables_without_their_mistakes_are_read() {
    assert!(VenueTables::parse(&file_with("500 0.02 5")).is_ok());
    assert!(read_rows("0, 0.01, 0\n500, 0.02, 5").is_ok());
    assert!(read_json(&json_with(["500", "1000", "0.02", "5"]), TierBasis::Value).is_ok());
}

#[test]
fn wrong_numbers_are_refused_in_whatever_way_they_come() {
    for bad in BAD {
        let name = bad.name;
        assert_said(name, &VenueTables::parse(&file_with(bad.row)).unwrap_err(), bad.file);
        assert_said(name, &read_rows(&format!("0, 0.01, 0\n{}", bad.line)).unwrap_err(), bad.pasted);
        assert_said(name, &read_json(&json_with(bad.object), TierBasis::Value).unwrap_err(), bad.json);
        let tiers = bad.tiers.map(|[floor, rate, amount]| Tier {
            deduction: (amount != "-").then(|| decimal(amount)),
            ..Tier::new(decimal(floor), decimal(rate))
        });
        assert_core(name, tiers.to_vec(), bad.core);
    }
    let alone = read_rows("0, 0.01, 1").unwrap_err();
    assert_said("an amount of the first tier", &alone, (1, Code::BadRow, "deduction", "1"));
    assert!(read_rows("500, 0.02, 5").is_ok(), "one row of a table that is not given");
    for text in ["5e", "2E-", "1e-41", "1e+"] {
        assert_eq!(margin_core::parse(text).unwrap_err().code(), ErrorCode::NotADecimal, "{text}");
    }
}

#[test]
fn empty() {
    let file = format!("{HEAD}table\ncap -\nmarkets\nAUSDT 0\nend 1 0 1\n");
    assert_said("no rows", &VenueTables::parse(&file).unwrap_err(), (8, Code::BadRow, "", ""));
    assert_said("no file", &VenueTables::parse("").unwrap_err(), (1, Code::Empty, "", ""));
    assert_said("no rows", &read_rows("\n \n").unwrap_err(), (1, Code::Empty, "", ""));
    for json in ["[]", "{}", "[{\"symbol\": \"AUSDT\", \"brackets\": []}]", "\"text\"", "null"] {
        assert_said(json, &read_json(json, TierBasis::Value).unwrap_err(), (1, Code::Empty, "", ""));
    }
    assert_said("nothing", &read_json(" ", TierBasis::Value).unwrap_err(), (1, Code::Truncated, "", ""));
    assert_core("no rows", Vec::new(), (ErrorCode::BadTable, "tiers", ""));
}

#[test]
fn a_hundred_thousand_rows() {
    let rows: String = (0..100_000).map(|row| format!("{row} 0.01\n")).collect();
    let file = format!("{HEAD}table\n{rows}cap -\nmarkets\nAUSDT 0\nend 1 100000 1\n");
    assert_said("file", &VenueTables::parse(&file).unwrap_err(), (7 + 257, Code::TooLong, "", ""));
    assert_said("rows", &read_rows(&rows.replace(' ', ",")).unwrap_err(), (257, Code::TooLong, "", ""));
    let objects: Vec<_> =
        (0..100_000).map(|row| format!("{{\"lowerBound\": \"{row}.0\", \"maxLeverage\": 50}}")).collect();
    let json = format!("[\n{}\n]", objects.join(",\n"));
    assert_said("json", &read_json(&json, TierBasis::Value).unwrap_err(), (1 + 257, Code::TooLong, "", ""));
    let tiers = (0..100_000).map(|row| Tier::new(Decimal::from(row), decimal("0.01"))).collect();
    assert_core("core", tiers, (ErrorCode::BadTable, "tiers", ""));
    assert_eq!(bounds::MAXIMUM_TIERS, 256);
}

#[test]
fn duplicate_symbols() {
    let file = file_with("500 0.02 5").replace("AUSDT 0\nend 1 2 1", "AUSDT 0\nAUSDT 0\nend 1 2 2");
    assert_said("file", &VenueTables::parse(&file).unwrap_err(), (13, Code::DuplicateSymbol, "", "AUSDT"));
    // A pasted table is that of one market; an answer of several is refused where the second begins.
    let one = json_with(["500", "1000", "0.02", "5"]);
    let two = format!("[{one},\n{}]", one.replace("AUSDT", "BUSDT"));
    let error = read_json(&two, TierBasis::Value).unwrap_err();
    assert_said("another", &error, (9, Code::UnexpectedLine, "", "BUSDT"));
    let twice = read_json(&format!("[{one},\n{one}]"), TierBasis::Value).unwrap_err();
    assert_said("twice", &twice, (10, Code::BadRow, "floor", "0"));
}

#[test]
fn a_truncated_file() {
    let file = file_with("500 0.02 5");
    for length in 0..file.len() {
        let error = VenueTables::parse(&file[..length]).unwrap_err();
        assert!(error.line() <= file[..length].split('\n').count(), "{length}: {error}");
    }
    let error = VenueTables::parse(file.trim_end()).unwrap_err();
    assert_said("its last break", &error, (13, Code::Truncated, "", ""));
    let json = json_with(["500", "1000", "0.02", "5"]);
    for length in 0..json.len() {
        let error = read_json(&json[..length], TierBasis::Value).unwrap_err();
        assert!(error.line() >= 1 && error.line() <= 8, "{length}: {error}");
    }
    let cut = &json[..json.len() - 1];
    assert_said("json", &read_json(cut, TierBasis::Value).unwrap_err(), (8, Code::Truncated, "", ""));
    // Rows have no end that could be missing but that of a row.
    assert_said("row", &read_rows("0, 0.01\n500,").unwrap_err(), (2, Code::MissingColumn, "rate", ""));
}

#[test]
fn a_file_of_another_venue_s_units() {
    let error = okx::VENUE.read_tables(text("kraken")).unwrap_err();
    assert_said("another venue", &error, (2, Code::OtherVenue, "", "kraken"));
    let values = text("okx").replacen("whole size", "whole value", 1);
    assert_said("values", &okx::VENUE.read_tables(&values).unwrap_err(), (4, Code::OtherUnits, "", "value"));
    let contracts = "{\"data\": [\n{\"minSz\": \"0\", \"maxSz\": \"1000\", \"mmr\": \"0.004\"}\n]}";
    assert!(read_json(contracts, TierBasis::Size).is_ok());
    assert_said("contracts", &read_json(contracts, TierBasis::Value).unwrap_err(), (2, Code::OtherUnits, "", "0"));
    let values = json_with(["500", "1000", "0.02", "5"]);
    assert_said("json", &read_json(&values, TierBasis::Size).unwrap_err(), (2, Code::OtherUnits, "", "0"));
}
