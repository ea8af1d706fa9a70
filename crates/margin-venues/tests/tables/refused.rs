//! Bad tables, each refused with what is wrong, on which line, and which value.

use margin_core::ErrorCode;
use margin_venues::{TableError, TableErrorCode as Code, VenueTables, okx, read_rows};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::text;

const HEAD: &str = "margin-tables 1\nvenue v\ndate 2026-09-29\ntiers marginal value\nsettle USDT\norigin o\n";
const BODY: &str = "table\n0 0.01 0 50\n500 0.02 5 25\ncap 1000\nmarkets\nAUSDT 0\nBUSDT 0\nend 1 2 2\n";

fn refused(text: &str) -> TableError {
    VenueTables::parse(text).unwrap_err()
}

/// Line, code, part and value of what is wrong when the first text is replaced by the second.
fn damaged(from: &str, to: &str) -> (usize, Code, String, Option<String>) {
    let whole = [HEAD, BODY].concat();
    assert!(whole.contains(from), "{from}");
    let error = refused(&whole.replacen(from, to, 1));
    assert!(error.to_string().starts_with(&format!("line {}", error.line())), "{error}");
    (error.line(), error.code(), error.part_name().to_owned(), error.value().map(str::to_owned))
}

#[test]
fn the_undamaged_file_is_read() {
    assert!(VenueTables::parse(&[HEAD, BODY].concat()).is_ok());
}

#[test]
fn bad_rows() {
    for (from, to, line, code, part, value) in [
        ("500 0.02 5 25", "500 0.02 6 25", 9, Code::BadRow, "deduction", "6"),
        ("500 0.02 5 25", "500 1 495 25", 9, Code::BadRow, "rate", "1"),
        ("500 0.02 5 25", "500 -0.02 -15 25", 9, Code::BadRow, "rate", "-0.02"),
        ("500 0.02 5 25", "500 2e- 5 25", 9, Code::BadNumber, "rate", "2e-"),
        ("500 0.02 5 25", "500 1/0 5 25", 9, Code::BadNumber, "rate", ""),
        ("500 0.02 5 25", "500 0.02 5 0", 9, Code::BadRow, "max_leverage", "0"),
        ("500 0.02 5 25", "500 0.02 5 25 1", 9, Code::TooManyColumns, "", "1"),
        ("500 0.02 5 25", "500", 9, Code::MissingColumn, "rate", ""),
        ("500 0.02 5 25", "500  0.02 5 25", 9, Code::BadNumber, "rate", ""),
        ("500 0.02 5 25", "500\t0.02 5 25", 9, Code::BadNumber, "floor", "500\t0.02"),
        ("500 0.02 5 25", "500 0.02", 9, Code::BadRow, "deduction", ""),
        ("500 0.02 5 25", "500 0.02 5 25\n400 0.03 9 20", 10, Code::BadRow, "floor", "400"),
        ("0 0.01 0 50\n", "100 0.01 0 50\n", 8, Code::BadRow, "floor", "100"),
        ("0 0.01 0 50\n500 0.02 5 25\n", "", 8, Code::BadRow, "", ""),
        ("cap 1000", "cap 400", 10, Code::BadRow, "cap", "400"),
        ("cap 1000", "cap 1e", 10, Code::BadNumber, "cap", "1e"),
        ("cap 1000", "cap 1000 perhaps", 10, Code::UnknownWord, "cap", "perhaps"),
        ("cap 1000\n", "", 10, Code::BadNumber, "floor", "markets"),
    ] {
        let (at, found, place, got) = damaged(from, to);
        assert_eq!((at, found, place.as_str()), (line, code, part), "{to}");
        assert!(value.is_empty() || got.as_deref() == Some(value), "{to}: {got:?}");
    }
}

#[test]
fn bad_markets() {
    for (from, to, line, code, value) in [
        ("BUSDT 0", "AUSDT 0", 13, Code::DuplicateSymbol, "AUSDT"),
        ("AUSDT 0\nBUSDT 0", "BUSDT 0\nAUSDT 0", 13, Code::Unordered, "AUSDT"),
        ("AUSDT 0", "AUSDT 1", 12, Code::UnknownTable, "1"),
        ("AUSDT 0", "AUSDT -0", 12, Code::UnknownTable, "-0"),
        ("AUSDT 0", "AUSDT", 12, Code::MissingColumn, ""),
        ("AUSDT 0", "AUSDT 0 colour=red", 12, Code::UnknownWord, "colour=red"),
        ("AUSDT 0", "AUSDT 0 contract=circular", 12, Code::UnknownWord, "circular"),
        ("AUSDT 0", "AUSDT 0 tick=0", 12, Code::BadNumber, "0"),
        ("AUSDT 0", "AUSDT 0 multiplier=1e-", 12, Code::BadNumber, "1e-"),
        ("AUSDT 0", "AUSDT 0 taker=0.98", 12, Code::BadRow, "0.98"),
        ("AUSDT 0", "AUSDT 0 tick=1 tick=1", 12, Code::DuplicateAttribute, "tick=1"),
        ("AUSDT 0", "AUSDT 0 price=0", 12, Code::BadNumber, "0"),
        ("AUSDT 0", "AUSDT 0 price=2", 12, Code::UnknownWord, "2"),
        ("AUSDT 0", "AUSDT 0 price=2 price=2", 12, Code::DuplicateAttribute, "price=2"),
        ("AUSDT 0", "AUSDT 0 date=2026-13-01", 12, Code::NotADate, "2026-13-01"),
        ("AUSDT 0", "AUSDT 0 ", 12, Code::UnknownWord, ""),
        ("AUSDT 0\nBUSDT 0\nend 1 2 2", "end 1 2 0", 12, Code::Empty, "end 1 2 0"),
        ("markets\n", "", 11, Code::UnexpectedLine, "AUSDT 0"),
    ] {
        let (at, found, _, got) = damaged(from, to);
        assert_eq!((at, found), (line, code), "{to}");
        assert!(value.is_empty() || got.as_deref() == Some(value), "{to}: {got:?}");
    }
}

#[test]
fn bad_heads() {
    for (from, to, line, code) in [
        ("margin-tables 1", "{\"symbol\": \"BTCUSDT\"}", 1, Code::NotATable),
        ("margin-tables 1", "margin-tables 2", 1, Code::UnsupportedVersion),
        ("venue v", "venue", 2, Code::UnexpectedLine),
        ("venue v", "venue v w", 2, Code::TooManyColumns),
        ("date 2026-09-29", "date yesterday", 3, Code::NotADate),
        ("tiers marginal value", "tiers marginal", 4, Code::UnknownWord),
        ("tiers marginal value", "tiers sideways value", 4, Code::UnknownWord),
        ("settle USDT\n", "", 5, Code::UnexpectedLine),
        ("settle USDT", "settle USDT 0", 5, Code::BadNumber),
        ("settle USDT", "settle USDT 0.1 XBT", 5, Code::BadNumber),
        ("origin o", "origin o\nprices soon binance-usdm p", 7, Code::NotADate),
        ("origin o", "origin o\nprices 2026-03-19 binance-usdm", 7, Code::MissingColumn),
    ] {
        let (at, found, ..) = damaged(from, to);
        assert_eq!((at, found), (line, code), "{to}");
    }
    assert_eq!(refused("").code(), Code::Empty);
    assert_eq!(refused("\n").code(), Code::NotATable);
    assert_eq!(refused("margin-tables 1").code(), Code::Truncated, "a line without its end");
    let no_tables = format!("{HEAD}markets\nAUSDT 0\nend 0 0 1\n");
    assert_eq!((refused(&no_tables).line(), refused(&no_tables).code()), (7, Code::Empty));
}

#[test]
fn a_file_that_is_cut_off_is_refused_wherever_it_is_cut() {
    let whole = [HEAD, BODY].concat();
    for length in 0..whole.len() {
        let error = refused(&whole[..length]);
        assert!(!error.to_string().is_empty(), "{length}");
    }
    let without_end = whole.replace("end 1 2 2\n", "");
    assert_eq!(refused(&without_end).code(), Code::Truncated);
    assert_eq!(refused(whole.trim_end()).code(), Code::Truncated);
    assert_eq!(refused(&whole.replace("BUSDT 0\n", "")).code(), Code::MiscountedEnd);
    assert_eq!(refused(&(whole.clone() + "more\n")).code(), Code::AfterEnd);
    assert_eq!(refused(&whole.replace('\n', "\r\n")).code(), Code::UnsupportedVersion);
}

#[test]
fn a_hundred_thousand_rows_are_refused_at_the_first_too_many() {
    let rows: String = (0..100_000).map(|row| format!("{row} 0.01\n")).collect();
    let error = refused(&format!("{HEAD}table\n{rows}cap -\nmarkets\nAUSDT 0\nend 1 1 1\n"));
    assert_eq!((error.line(), error.code()), (7 + 257, Code::TooLong));
    let error = read_rows(&rows.replace(' ', ",")).unwrap_err();
    assert_eq!((error.line(), error.code()), (257, Code::TooLong));
    let tables = "table\n0 0.01\ncap -\n".repeat(20_001);
    assert_eq!(refused(&format!("{HEAD}{tables}markets\n")).code(), Code::TooLong);
    assert_eq!(refused(&format!("{HEAD}{}\n", "x".repeat(3000))).code(), Code::TooLong);
}

#[test]
fn the_file_of_another_venue_and_of_other_units_is_refused() {
    let error = okx::VENUE.read_tables(text("kraken")).unwrap_err();
    assert_eq!((error.line(), error.code(), error.value()), (2, Code::OtherVenue, Some("kraken")));
    let values = text("okx").replacen("whole size", "whole value", 1);
    let error = okx::VENUE.read_tables(&values).unwrap_err();
    assert_eq!((error.line(), error.code(), error.value()), (4, Code::OtherUnits, Some("value")));
}

#[test]
fn what_a_person_pastes_is_taken_as_they_write_it() {
    let rows = read_rows("\u{feff}\n 0 , 0.004 ,0, 150\r\n300000\t0.005\t300\t100\n\n").unwrap();
    assert_eq!(rows.len(), 2);
    let unstated = read_rows("0, 1/250, , 150\n300000, 0.005").unwrap();
    assert_eq!(unstated[0].rate, rows[0].rate);
    assert_eq!((unstated[0].deduction, unstated[0].max_leverage), (None, rows[0].max_leverage));
}

#[test]
fn what_a_person_mistypes_is_told_to_the_line() {
    for (text, line, code, part, cause) in [
        ("", 1, Code::Empty, "", None),
        (" \n\n", 1, Code::Empty, "", None),
        ("floor, rate\n0, 0.01", 1, Code::BadNumber, "floor", Some(ErrorCode::NotADecimal)),
        ("0, 0.4%", 1, Code::BadNumber, "rate", Some(ErrorCode::NotADecimal)),
        ("0, 0.01\n\n1e, 0.02", 3, Code::BadNumber, "floor", Some(ErrorCode::NotADecimal)),
        ("0, 0.01\n5,000, 0.02", 2, Code::BadRow, "deduction", Some(ErrorCode::BadTable)),
        ("0, 0.01\n500", 2, Code::MissingColumn, "rate", None),
        ("0, 0.01\n500, , 3", 2, Code::MissingColumn, "rate", None),
        ("0, 0.01\n500, 0.02\n400, 0.03", 3, Code::BadRow, "floor", Some(ErrorCode::BadTable)),
        ("0, 0.01\n500, 1.5", 2, Code::BadRow, "rate", Some(ErrorCode::OutOfRange)),
        ("0, -0.01", 1, Code::BadRow, "rate", Some(ErrorCode::Negative)),
        ("0, 0.01, 0\n500, 0.02", 2, Code::BadRow, "deduction", Some(ErrorCode::BadTable)),
        ("0, 0.01, 0, 10, 5", 1, Code::TooManyColumns, "", None),
        ("0, 0.01, 0, 5001", 1, Code::BadRow, "max_leverage", Some(ErrorCode::OutOfRange)),
    ] {
        let error = read_rows(text).unwrap_err();
        assert_eq!((error.line(), error.code(), error.part_name()), (line, code, part), "{text}: {error}");
        assert_eq!(error.cause().map(|cause| cause.code()), cause, "{text}");
    }
}
