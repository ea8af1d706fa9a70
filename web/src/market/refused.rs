//! Why a pasted table cannot be used, to the line.

use super::own::Refused;
use crate::words::{Message, Speaker};
use margin_core::{ErrorCode, MarginError};
use margin_venues::{TableError, TableErrorCode};

/// A refused table in words: the line, the part of it, what is wrong there, and what stands there.
pub(super) fn table_error(refused: &Refused, speaker: Speaker<'_>) -> String {
    let Refused::Table(error) = refused else {
        return speaker.words.text(Message::PasteFees).to_owned();
    };
    let what = what(error, speaker);
    let what = match error.value() {
        Some(value) => speaker.words.fill(Message::PasteGot, &[("what", &what), ("value", value)]),
        None => what,
    };
    let line = speaker.count(error.line());
    let part = match error.part_name() {
        "" => return speaker.words.fill(Message::PasteError, &[("line", &line), ("what", &what)]),
        "floor" => speaker.words.text(Message::PasteFloor),
        "rate" => speaker.words.text(Message::PasteRate),
        "deduction" => speaker.words.text(Message::PasteDeduction),
        "max_leverage" => speaker.words.text(Message::PasteMaxLeverage),
        // The word as the file has it.
        attribute => attribute,
    };
    speaker.words.fill(Message::PasteErrorPart, &[("line", &line), ("part", part), ("what", &what)])
}

fn what(error: &TableError, speaker: Speaker<'_>) -> String {
    let message = match error.code() {
        TableErrorCode::BadNumber | TableErrorCode::BadRow => {
            return error.cause().map_or_else(
                || speaker.words.text(Message::PasteBadRow).to_owned(),
                |cause| caused(cause, error.part_name(), speaker),
            );
        }
        TableErrorCode::Empty => Message::PasteEmpty,
        TableErrorCode::NotATable => Message::PasteNotATable,
        TableErrorCode::UnsupportedVersion => Message::PasteVersion,
        TableErrorCode::NotADate => Message::PasteNotADate,
        TableErrorCode::UnknownWord => Message::PasteUnknownWord,
        TableErrorCode::MissingColumn => Message::PasteMissing,
        TableErrorCode::TooManyColumns => Message::PasteTooMany,
        TableErrorCode::TooLong => Message::PasteTooLong,
        TableErrorCode::UnknownTable => Message::PasteUnknownTable,
        TableErrorCode::DuplicateAttribute | TableErrorCode::DuplicateSymbol => Message::PasteTwice,
        TableErrorCode::Unordered => Message::PasteUnordered,
        TableErrorCode::Truncated => Message::PasteTruncated,
        TableErrorCode::MiscountedEnd => Message::PasteMiscounted,
        TableErrorCode::AfterEnd => Message::PasteAfterEnd,
        TableErrorCode::OtherVenue | TableErrorCode::OtherUnits => Message::PasteOtherUnits,
        _ => Message::PasteUnexpected,
    };
    speaker.words.text(message).to_owned()
}

/// What the core said of a number or a row.
fn caused(cause: &MarginError, part: &str, speaker: Speaker<'_>) -> String {
    let message = match (cause.code(), part) {
        (ErrorCode::NotADecimal, _) => Message::PasteNotANumber,
        (ErrorCode::TooManyDigits, _) => Message::PasteTooManyDigits,
        (ErrorCode::Negative, _) => Message::PasteNegative,
        (ErrorCode::NotPositive, _) => Message::PasteNotPositive,
        (ErrorCode::OutOfRange, "rate") => Message::PasteRateRange,
        (ErrorCode::BadTable, "floor") => Message::PasteFloors,
        (ErrorCode::BadTable, "deduction") => match cause.allowed().minimum {
            Some(amount) => {
                return speaker.words.fill(Message::PasteDeductionIs, &[("amount", &speaker.locale.exact(amount))]);
            }
            None => Message::PasteDeductionAll,
        },
        (ErrorCode::OutOfRange | ErrorCode::Overflow, _) => Message::PasteRange,
        _ => Message::PasteBadRow,
    };
    speaker.words.text(message).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::own::{Given, read};
    use super::*;
    use crate::number::Locale;
    use crate::words::Catalogue;
    use margin_venues::Listed;

    fn said(text: &str) -> String {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let btc = Listed::built_in("BTCUSDT").unwrap();
        let error = match read(text, &btc) {
            Ok(Given::Table(_) | Given::File(_)) => panic!("{text} is accepted"),
            Err(error) => error,
        };
        table_error(&error, Speaker { words: &words, locale: &locale })
    }

    #[test]
    fn every_bad_table_is_refused_with_its_line_in_words() {
        let many = "0,0.01\n".repeat(100_000);
        let file = "margin-tables 1\nvenue okx\ndate 2026-05-28\ntiers whole size\nsettle USDT\norigin o\ntable\n\
                    0 0.004 - 100\ncap 5000\nmarkets\n";
        let with = |end: &str| [file, end].concat();
        for (text, sentence) in [
            ("", "Line 1: There is nothing here. Begin with: 0, 0.004"),
            ("0, 0.004\n300000", "Line 2, rate: This number is missing."),
            ("0, 0.4%", "Line 1, rate: This is not a number as it is written here: 0.004, or 1/250. Found: 0.4%"),
            ("0, 1e-", "Line 1, rate: This is not a number as it is written here: 0.004, or 1/250. Found: 1e-"),
            ("0, -0.01", "Line 1, rate: It cannot be below zero. Found: -0.01"),
            ("0, 0.01\n500, 1", "Line 2, rate: A rate is a fraction below 1: 0.5% is 0.005. Found: 1"),
            ("100, 0.01\n500, 0.02", "Line 1, floor: Floors begin at 0 and ascend. Found: 100"),
            ("0, 0.01\n\n500, 0.02\n400, 0.03", "Line 4, floor: Floors begin at 0 and ascend. Found: 400"),
            (
                "0, 0.004, 0\n300000, 0.005, 301",
                "Line 2, maintenance amount: The maintenance amount contradicts the rates, which ask for 300. Found: 301",
            ),
            (
                "0, 0.004, 0\n300000, 0.005",
                "Line 2, maintenance amount: Write maintenance amounts in every line or in none.",
            ),
            (
                "0, 0.004, 0, 1, 2",
                "Line 1: A line has at most four numbers: floor, rate, maintenance amount, largest leverage. Found: 2",
            ),
            ("<b>1", "Line 1, floor: This is not a number as it is written here: 0.004, or 1/250. Found: <b>1"),
            (&many, "Line 257: This is longer than any venue’s table."),
            ("margin-tables 9\n", "Line 1: This version of the format is not known here; version 1 is. Found: 9"),
            (&with("A 0\nA 0\nend 1 1 2\n"), "Line 12: This is given twice. Found: A"),
            (&with("A 7\nend 1 1 1\n"), "Line 11, table: The file has no table of this number. Found: 7"),
            (&with("A 0\n"), "Line 12: The file ends too early."),
            (
                &with("A 0\nend 1 1 1\n").replace("whole size", "marginal value"),
                "Line 4: Its tiers count something else than the venue’s rules do. Found: value",
            ),
        ] {
            assert_eq!(said(text), sentence);
        }
    }
}
