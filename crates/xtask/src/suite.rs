//! `test` and `check`: every step is run, also after one that failed, and the last line is the sum.

use std::{
    fs,
    process::{Command, ExitCode},
};

use crate::{
    failure::Result,
    npm, page, paths,
    process::{cargo, command, watch},
    progress::Progress,
    setup, tables,
    tally::{Summary, Tally},
    tidy,
    workspace::Workspace,
};

/// How often a property is tried in `test` and in `check`.
const CASES: (u32, u32) = (10_000, 256);

const WASM: &str =
    "--target wasm32-unknown-unknown --workspace --exclude xtask --exclude margin-bench --exclude margin-tables";

/// The engines, by name, in which everything is tried that must hold in all; in the first one all the rest, too.
const ENGINES: [&str; 3] = ["Chromium", "Firefox", "WebKit"];

struct Step {
    title: String,
    command: Command,
    summary: Summary,
}

impl Step {
    fn new(title: impl Into<String>, summary: Summary, command: Command) -> Self {
        Self { title: title.into(), command, summary }
    }
}

/// Everything, from format to browser tests.
pub fn test(workspace: &Workspace) -> ExitCode {
    conclude(run_test(workspace))
}

/// What a contributor runs after each change.
pub fn check(workspace: &Workspace) -> ExitCode {
    conclude(run_check(workspace))
}

/// The part of `test` that is about the npm package.
pub fn test_package(workspace: &Workspace) -> ExitCode {
    conclude(run_test_package(workspace))
}

fn run_test_package(workspace: &Workspace) -> Result<Tally> {
    let needs = setup::package_test_needs(workspace)?;
    let mut progress = Progress::of(needs.len() + 4);
    setup::ensure(workspace, needs, &mut progress)?;
    package_steps(workspace, &mut progress)
}

fn run_test(workspace: &Workspace) -> Result<Tally> {
    let needs = setup::test_needs(workspace)?;
    let mut steps = source_steps(workspace, CASES.0);
    let mut documentation = cargo(workspace, "doc --workspace --no-deps");
    documentation.env("RUSTDOCFLAGS", "-D warnings");
    steps.push(Step::new("Documentation", Summary::None, documentation));
    steps.push(Step::new("Sizes of the tables", Summary::None, tables::weigh(workspace)));

    // Besides these: tidy, the page, its weight, its folders, the wasm and browser tests of each engine; and the package, its
    // folders, the second build and the tests.
    let mut progress = Progress::of(needs.len() + steps.len() + 8 + 2 * ENGINES.len());
    setup::ensure(workspace, needs, &mut progress)?;
    let mut tally = tidy_step(workspace, &mut progress);
    for step in steps {
        tally += run(step, &mut progress);
    }
    for engine in ENGINES {
        let title = format!("Tests in wasm, in {engine}");
        tally += run(Step::new(title, Summary::Libtest, wasm_tests(workspace, engine)), &mut progress);
    }

    let built = run(Step::new("The release page, into dist/", Summary::None, page::release(workspace)?), &mut progress);
    tally += built;
    if built == Tally::PASSED {
        tally += run(Step::new("Sizes and budgets", Summary::None, page::weigh(workspace)), &mut progress);
        tally += own_step("No folder of this machine in the page", || paths::check(workspace, "dist"), &mut progress);
        for engine in ENGINES {
            // In the first one everything, in the others what must hold in all.
            let files = if engine == ENGINES[0] { "" } else { "engines" };
            let mut tests = node_tests(workspace, "tests/browser", files);
            tests.env("ENGINE", engine.to_lowercase());
            let title = format!("The page in {engine}");
            tally += run(Step::new(title, Summary::Node, tests), &mut progress);
        }
    } else {
        println!("      without a page, its sizes, its folders and the browser tests count as failed");
        tally += Tally { passed: 0, failed: 2 + ENGINES.len() };
    }
    tally += package_steps(workspace, &mut progress)?;
    println!("      everything took {}", progress.elapsed());
    Ok(tally)
}

fn run_check(workspace: &Workspace) -> Result<Tally> {
    let needs = setup::check_needs();
    let steps = source_steps(workspace, CASES.1);
    let mut progress = Progress::of(needs.len() + steps.len() + 1);
    setup::ensure(workspace, needs, &mut progress)?;
    let mut tally = tidy_step(workspace, &mut progress);
    for step in steps {
        tally += run(step, &mut progress);
    }
    println!("      everything took {}", progress.elapsed());
    Ok(tally)
}

/// The npm package, built twice, and everything that is done with it.
fn package_steps(workspace: &Workspace, progress: &mut Progress) -> Result<Tally> {
    let mut tally = own_step("The npm package", || npm::pack(workspace), progress);
    if tally == Tally::PASSED {
        tally +=
            own_step("No folder of this machine in the package", || paths::check(workspace, npm::PACKAGE), progress);
        tally += own_step("The same package from a second build", || npm::pack_again(workspace), progress);
        let tests = node_tests(workspace, "tests/packaging", "");
        tally += run(Step::new("The package in its consumers", Summary::Node, tests), progress);
    } else {
        println!("      without a package, its folders, its second build and its tests count as failed");
        tally += Tally { passed: 0, failed: 3 };
    }
    Ok(tally)
}

/// The last line, with nothing after it, and the exit code that says the same.
fn conclude(result: Result<Tally>) -> ExitCode {
    let tally = result.unwrap_or_else(|failure| {
        println!("{failure}");
        Tally::FAILED
    });
    println!("{tally}");
    if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What needs no browser and no page.
fn source_steps(workspace: &Workspace, cases: u32) -> Vec<Step> {
    let mut tests = cargo(workspace, "test --workspace --lib --bins --tests --no-fail-fast");
    tests.env("PROPTEST_CASES", cases.to_string());
    let wasm_lints = cargo(workspace, &format!("clippy {WASM} --all-targets -- -D warnings"));
    vec![
        Step::new("Format", Summary::None, cargo(workspace, "fmt --all --check")),
        Step::new("Lints", Summary::None, cargo(workspace, "clippy --workspace --all-targets -- -D warnings")),
        Step::new("Lints for wasm", Summary::None, wasm_lints),
        Step::new("Tests", Summary::Libtest, tests),
        Step::new(
            "Examples of the documentation",
            Summary::Libtest,
            cargo(workspace, "test --workspace --doc --no-fail-fast"),
        ),
    ]
}

/// The tests in wasm, in one engine.
fn wasm_tests(workspace: &Workspace, engine: &str) -> Command {
    let mut tests = cargo(workspace, &format!("test {WASM} --lib --tests --no-fail-fast"));
    // As a list: the folder's name may have spaces.
    let runner = workspace.root.join("tests/wasm/in-engine.mjs").display().to_string();
    tests
        .args(["--config", &format!("target.wasm32-unknown-unknown.runner=[\"node\",{runner:?}]")])
        .env("ENGINE", engine.to_lowercase());
    tests
}

/// The tests of a folder under Node, in the files whose names begin so.
fn node_tests(workspace: &Workspace, folder: &str, beginning: &str) -> Command {
    let mut tests = command(workspace, "node");
    tests.args(["--test", "--test-reporter=spec"]);
    // By name: versions of Node disagree on what a folder means here.
    let files = fs::read_dir(workspace.root.join(folder)).into_iter().flatten().flatten();
    let mut names: Vec<_> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.retain(|name| name.starts_with(beginning) && name.ends_with(".test.mjs"));
    tests.args(names.iter().map(|name| format!("{folder}/{name}")));
    tests
}

/// Runs one step. What it printed is shown when it failed; its progress is seen as it goes.
fn run(mut step: Step, progress: &mut Progress) -> Tally {
    progress.step(
        &step.title,
        || match watch(&mut step.command) {
            Ok(outcome) => {
                let tally = Tally::of(step.summary, outcome.succeeded, &outcome.printed);
                if tally.failed > 0 || matches!(step.summary, Summary::None) {
                    print!("{}", outcome.printed);
                }
                tally
            }
            Err(failure) => {
                println!("      {failure}");
                Tally::FAILED
            }
        },
        Tally::to_string,
    )
}

/// A step of this program itself.
fn own_step(title: &str, step: impl FnOnce() -> Result<()>, progress: &mut Progress) -> Tally {
    let taken = || match step() {
        Ok(()) => Tally::PASSED,
        Err(failure) => {
            println!("      {failure}");
            Tally::FAILED
        }
    };
    progress.step(title, taken, Tally::to_string)
}

fn tidy_step(workspace: &Workspace, progress: &mut Progress) -> Tally {
    progress.step("Rules of the house", || tidy::tidy(workspace), Tally::to_string)
}
