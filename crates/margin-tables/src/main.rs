//! Writes the table files of the venues.
#![allow(clippy::print_stdout, reason = "it says what it wrote")]

use std::fs;
use std::process::ExitCode;

use margin_tables::{Failure, files, venues_crate};

fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Failure> {
    let folder = venues_crate();
    for (path, text) in files(&folder)? {
        let shown = path.strip_prefix(&folder).unwrap_or(&path).display();
        let fail = |error| Failure(format!("{shown} cannot be written: {error}"));
        if fs::read_to_string(&path).is_ok_and(|known| known == text) {
            println!("{shown} is as it was");
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(fail)?;
        }
        fs::write(&path, text).map_err(fail)?;
        println!("{shown} is new");
    }
    Ok(())
}
