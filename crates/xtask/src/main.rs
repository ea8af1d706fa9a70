//! Everything a person runs in this repository: `cargo xtask <command>`.

mod bench;
mod browser;
mod conformance;
mod failure;
mod npm;
mod page;
mod paths;
mod process;
mod progress;
mod setup;
mod suite;
mod tables;
mod tally;
mod tidy;
mod workspace;

use std::process::ExitCode;

use failure::{Failure, Result};
use page::Profile;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N] [--release]   build the page and serve it on http://127.0.0.1:8080
  build [--keep DIR]             the release pages in dist/, and the widget in dist/widget/, with sizes and budgets;
                                 with the named files of the versions in DIR, the folder that is published now
  widget                         the same: the widget, the page that frames it and the page about it belong together
  npm [--test]                   the npm package, packed as target/npm/isolated-margin.tgz, and tried in everything
  test                           everything: format, lints, tests, wasm tests, page, browser tests
  check                          the fast part of test
  tables                         the table files of the venues, from their sources
  conformance                    docs/CONFORMANCE.md: every published number beside ours
  bench                          how fast the model, the npm package and the page are
  help                           this text

Each command first installs what it needs into .tools/ and node_modules/.
The variables CHROMIUM, FIREFOX, WEBKIT_DRIVER, MINIBROWSER and XVFB choose others than the first on PATH.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<ExitCode> {
    let workspace = Workspace::find();
    match arguments {
        ["serve", options @ ..] => page::serve(&workspace, &serve_options(options)?).map(|()| ExitCode::SUCCESS),
        ["build" | "widget"] => page::build(&workspace, None).map(|()| ExitCode::SUCCESS),
        ["build", "--keep", published] => page::build(&workspace, Some(published)).map(|()| ExitCode::SUCCESS),
        ["npm"] => npm::npm(&workspace).map(|()| ExitCode::SUCCESS),
        ["npm", "--test"] => Ok(suite::test_package(&workspace)),
        ["test"] => Ok(suite::test(&workspace)),
        ["check"] => Ok(suite::check(&workspace)),
        ["tables"] => tables::tables(&workspace).map(|()| ExitCode::SUCCESS),
        ["conformance"] => conformance::conformance(&workspace).map(|()| ExitCode::SUCCESS),
        ["bench"] => bench::bench(&workspace).map(|()| ExitCode::SUCCESS),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        [] => Err(Failure::new(USAGE)),
        [command, ..] => Err(Failure::new(format!("`{}` is not a command of this project\n\n{USAGE}", command))),
    }
}

fn serve_options(options: &[&str]) -> Result<page::ServeOptions> {
    let mut serve = page::ServeOptions { port: 8080, profile: Profile::Dev };
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--release" => serve.profile = Profile::Release,
            "--port" => {
                let port = rest.next().copied().unwrap_or_default();
                serve.port = port
                    .parse()
                    .ok()
                    .filter(|port| *port > 0)
                    .ok_or_else(|| Failure::new(format!("--port takes a number from 1 to 65535, not `{port}`")))?;
            }
            other => return Err(Failure::new(format!("serve takes --port N and --release, not `{other}`"))),
        }
    }
    Ok(serve)
}
