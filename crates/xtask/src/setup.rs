//! Installs what a command needs and the machine lacks. What is there already is only looked at, so the second run of
//! a command starts at once.

use std::fs;

use crate::{
    browser,
    failure::{Failure, Result},
    process::{ask, cargo, command, has_version, run},
    progress::Progress,
    workspace::Workspace,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// One thing a command needs: a title for the person, and how to make sure of it.
///
/// The second part returns what was found or done.
type Need = (String, fn(&Workspace) -> Result<String>);

/// What building the page takes.
pub fn page_needs(workspace: &Workspace) -> Result<Vec<Need>> {
    Ok(vec![
        (format!("Rust target {TARGET}"), wasm_target),
        (format!("Trunk {}", workspace.trunk_version()?), trunk),
        (format!("wasm-bindgen {}", workspace.wasm_bindgen_version()?), wasm_bindgen),
        ("npm packages of package-lock.json".to_owned(), npm_packages),
    ])
}

/// What building the npm package takes.
pub fn package_needs(workspace: &Workspace) -> Result<Vec<Need>> {
    Ok(vec![
        (format!("Rust target {TARGET}"), wasm_target),
        (format!("wasm-bindgen {}", workspace.wasm_bindgen_version()?), wasm_bindgen),
        ("npm packages of package-lock.json".to_owned(), npm_packages),
    ])
}

/// What checking the sources takes.
pub fn check_needs() -> Vec<Need> {
    vec![(format!("Rust target {TARGET}"), wasm_target), ("rustfmt and clippy".to_owned(), components)]
}

/// What testing everything takes.
pub fn test_needs(workspace: &Workspace) -> Result<Vec<Need>> {
    let mut needs = page_needs(workspace)?;
    needs.push(("npm packages of tests/packaging/package-lock.json".to_owned(), packaging_packages));
    needs.push(("rustfmt and clippy".to_owned(), components));
    needs.push(("Chromium".to_owned(), browser::ensure));
    needs.push(("Firefox and WebKit".to_owned(), browser::ensure_engines));
    Ok(needs)
}

/// What testing the npm package takes.
pub fn package_test_needs(workspace: &Workspace) -> Result<Vec<Need>> {
    let mut needs = package_needs(workspace)?;
    needs.push(("npm packages of tests/packaging/package-lock.json".to_owned(), packaging_packages));
    needs.push(("Chromium".to_owned(), browser::ensure));
    Ok(needs)
}

/// What measuring everything takes.
pub fn bench_needs(workspace: &Workspace) -> Result<Vec<Need>> {
    let mut needs = test_needs(workspace)?;
    needs.push((format!("npm packages of {PACKAGE_MEASURES}/package-lock.json"), package_measures));
    needs.push((format!("npm packages of {PAGE_MEASURES}/package-lock.json"), page_measures));
    Ok(needs)
}

/// Makes sure of each need, one numbered step each.
pub fn ensure(workspace: &Workspace, needs: Vec<Need>, progress: &mut Progress) -> Result<()> {
    for (title, need) in needs {
        progress.step(
            &title,
            || need(workspace),
            |result| result.as_ref().map_or_else(|_| "failed".to_owned(), Clone::clone),
        )?;
    }
    Ok(())
}

fn wasm_target(workspace: &Workspace) -> Result<String> {
    let installed = || {
        let mut question = command(workspace, "rustc");
        question.args(["--print", "target-libdir", "--target", TARGET]);
        ask(&mut question).is_some_and(|folder| fs::exists(folder).unwrap_or(false))
    };
    if installed() {
        return Ok("ready".to_owned());
    }
    let added = run(command(workspace, "rustup").args(["target", "add", TARGET]));
    if added.is_ok() && installed() {
        return Ok("installed".to_owned());
    }
    Err(Failure::new(format!("The Rust target {TARGET} is missing: `rustup target add {TARGET}` gets it.")))
}

fn components(workspace: &Workspace) -> Result<String> {
    let installed =
        || ["fmt --version", "clippy --version"].iter().all(|question| ask(&mut cargo(workspace, question)).is_some());
    if installed() {
        return Ok("ready".to_owned());
    }
    let added = run(command(workspace, "rustup").args(["component", "add", "rustfmt", "clippy"]));
    if added.is_ok() && installed() {
        return Ok("installed".to_owned());
    }
    Err(Failure::new("rustfmt and clippy are missing: `rustup component add rustfmt clippy` gets them."))
}

fn trunk(workspace: &Workspace) -> Result<String> {
    let version = workspace.trunk_version()?;
    cargo_tool(
        workspace,
        // Not what it asks for newer versions of itself with.
        &CargoTool {
            package: "trunk",
            programs: &["trunk"],
            version: &version,
            options: "--locked --no-default-features --features rustls",
            minutes: 4,
        },
    )
}

fn wasm_bindgen(workspace: &Workspace) -> Result<String> {
    let version = workspace.wasm_bindgen_version()?;
    cargo_tool(
        workspace,
        &CargoTool {
            package: "wasm-bindgen-cli",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            version: &version,
            // Not locked: its lock file asks for a crate version that is no longer served.
            options: "",
            minutes: 2,
        },
    )
}

/// A tool that is a package of the Rust registry.
struct CargoTool<'a> {
    package: &'a str,
    programs: &'a [&'a str],
    version: &'a str,
    /// How cargo is to compile it.
    options: &'a str,
    /// How long compiling it takes on a small machine.
    minutes: u32,
}

/// Finds the tool in exactly its version, or puts it into `.tools/`: prebuilt where cargo-binstall is at hand, else
/// compiled.
fn cargo_tool(workspace: &Workspace, tool: &CargoTool<'_>) -> Result<String> {
    let installed = || tool.programs.iter().all(|program| has_version(workspace, program, tool.version));
    if installed() {
        return Ok("ready".to_owned());
    }
    let package = format!("{}@{}", tool.package, tool.version);
    if ask(&mut cargo(workspace, "binstall -V")).is_some() {
        println!("      fetching {package} with cargo-binstall");
        let options = "--no-confirm --force --disable-strategies compile --root .tools";
        let fetched = run(&mut cargo(workspace, &format!("binstall {package} {options}")));
        if fetched.is_ok() && installed() {
            return Ok("fetched into .tools/".to_owned());
        }
    }
    println!("      compiling {package} into .tools/, about {} minutes", tool.minutes);
    let install = format!("install {} --version {} --root .tools {}", tool.package, tool.version, tool.options);
    let mut compiling = cargo(workspace, &format!("{install} --force"));
    // A tool that is run a few times is to be there soon, not to be fast.
    for (setting, value) in [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "false")] {
        compiling.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    if run(&mut compiling).is_ok() && installed() {
        return Ok("compiled into .tools/".to_owned());
    }
    Err(Failure::new(format!("{package} is missing: `cargo {install}` gets it.")))
}

fn npm_packages(workspace: &Workspace) -> Result<String> {
    node_and_npm(workspace)?;
    npm_packages_of(workspace, ".")
}

fn packaging_packages(workspace: &Workspace) -> Result<String> {
    npm_packages_of(workspace, "tests/packaging")
}

fn node_and_npm(workspace: &Workspace) -> Result<()> {
    let node = ask(command(workspace, "node").arg("--version"));
    let major =
        node.as_deref().and_then(|version| version.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        return Err(Failure::new(
            "Node.js 20 or newer is missing: `nvm install 22` gets it, or https://nodejs.org/en/download.",
        ));
    }
    if ask(command(workspace, "npm").arg("--version")).is_none() {
        return Err(Failure::new("npm is missing: it comes with Node.js, which `nvm install 22` gets."));
    }
    Ok(())
}

/// Where our npm package is measured beside others.
pub const PACKAGE_MEASURES: &str = "tests/packaging/bench";
/// Where the pages are measured.
pub const PAGE_MEASURES: &str = "tests/browser/bench";

fn package_measures(workspace: &Workspace) -> Result<String> {
    npm_packages_of(workspace, PACKAGE_MEASURES)
}

fn page_measures(workspace: &Workspace) -> Result<String> {
    npm_packages_of(workspace, PAGE_MEASURES)
}

/// Installs what the lock file of a folder says, unless that is what is there.
fn npm_packages_of(workspace: &Workspace, folder: &str) -> Result<String> {
    let lock = workspace.read(&format!("{folder}/package-lock.json"))?;
    let folder = workspace.root.join(folder);
    let stamp = folder.join("node_modules").join(".installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok("ready".to_owned());
    }
    let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(command(workspace, "npm").args(install).current_dir(&folder)).map_err(|_| {
        let place = folder.display();
        Failure::new(format!("npm packages are missing: `npm ci --ignore-scripts` in {place} gets them."))
    })?;
    fs::write(&stamp, lock).map_err(|error| Failure::new(format!("node_modules cannot be written: {error}")))?;
    Ok("installed".to_owned())
}
