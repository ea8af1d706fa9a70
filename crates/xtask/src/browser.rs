//! The browser the tests run in, and the driver that steers it for the wasm tests.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Failure, Result},
    process::{ask, command, run},
    workspace::Workspace,
};

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// Chromium and chromedriver of one and the same version.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

/// What the tests of the page take beside Chromium: a program, and the packages of Debian that bring it.
const ENGINES: [(&str, &[&str]); 3] =
    [("firefox-esr", &["firefox-esr"]), ("WebKitWebDriver", &["webkit2gtk-driver"]), ("Xvfb", &["xvfb"])];

/// Finds Chromium and its driver, installing them with apt where they are missing and apt may be used.
///
/// Where they are missing all the same this is said, and what needs no browser goes on.
pub fn ensure(workspace: &Workspace) -> Result<String> {
    let outcome = match find(workspace) {
        Ok(_) => "ready",
        Err(_) if env::var_os("CHROMIUM").is_none() && apt(workspace, &["chromium", "chromium-driver"]) => "installed",
        Err(_) => "missing",
    };
    Ok(match find(workspace).and_then(|browser| same_version(workspace, &browser)) {
        Ok(()) => outcome.to_owned(),
        Err(failure) => format!("missing: {failure}"),
    })
}

/// The same of Firefox and WebKit.
pub fn ensure_engines(workspace: &Workspace) -> Result<String> {
    let missing = || -> Vec<&str> {
        let is_missing = |(program, _): &&(&str, &[&str])| on_path(workspace, program).is_none();
        ENGINES.iter().filter(is_missing).flat_map(|(_, packages)| packages.iter().copied()).collect()
    };
    let packages = missing();
    if packages.is_empty() {
        return Ok("ready".to_owned());
    }
    Ok(match (apt(workspace, &packages), missing()) {
        (true, left) if left.is_empty() => "installed".to_owned(),
        (_, left) => format!("missing: `sudo apt-get install {}` gets them", left.join(" ")),
    })
}

/// Chromium and chromedriver as the variables name them, else as `PATH` has them.
pub fn find(workspace: &Workspace) -> Result<Browser> {
    let chromium = chosen(workspace, "CHROMIUM", &BROWSERS)?.ok_or_else(|| {
        Failure::new(
            "Chromium is missing: `sudo apt-get install chromium chromium-driver` gets it, \
             or the variable CHROMIUM names one that is installed.",
        )
    })?;
    let chromedriver = chosen(workspace, "CHROMEDRIVER", &DRIVERS)?.ok_or_else(|| {
        Failure::new(
            "chromedriver is missing: `sudo apt-get install chromium-driver` gets it, \
             or the variable CHROMEDRIVER names one that is installed.",
        )
    })?;
    Ok(Browser { chromium, chromedriver })
}

fn chosen(workspace: &Workspace, variable: &str, programs: &[&str]) -> Result<Option<PathBuf>> {
    match env::var_os(variable).filter(|value| !value.is_empty()) {
        Some(path) if Path::new(&path).is_file() => Ok(Some(path.into())),
        Some(path) => {
            let path = path.to_string_lossy();
            Err(Failure::new(format!("{variable} names `{path}`, where no file is: correct or unset the variable.")))
        }
        None => Ok(programs.iter().find_map(|program| on_path(workspace, program))),
    }
}

fn on_path(workspace: &Workspace, program: &str) -> Option<PathBuf> {
    env::split_paths(&workspace.path()).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Debian and its children: as root, or through sudo where that asks nothing.
fn apt(workspace: &Workspace, packages: &[&str]) -> bool {
    if on_path(workspace, "apt-get").is_none() {
        return false;
    }
    let root = ask(command(workspace, "id").arg("-u")).is_some_and(|user| user == "0");
    if !root && ask(command(workspace, "sudo").args(["-n", "true"])).is_none() {
        return false;
    }
    let apt_get = |words: &[&str]| -> Command {
        let mut command = command(workspace, if root { "apt-get" } else { "sudo" });
        if !root {
            command.args(["-n", "apt-get"]);
        }
        // Another apt may be at work, as on a machine that has just started.
        command.args(["--option", "DPkg::Lock::Timeout=600"]).args(words).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    println!(
        "      installing {} with apt-get, which waits up to ten minutes for another apt to end",
        packages.join(" ")
    );
    run(&mut apt_get(&["update", "--quiet"])).is_ok()
        && run(apt_get(&["install", "--quiet", "--yes", "--no-install-recommends"]).args(packages)).is_ok()
}

/// A driver of another major version refuses the browser with a message that says little.
fn same_version(workspace: &Workspace, browser: &Browser) -> Result<()> {
    let major = |program: &Path| {
        let answer = ask(command(workspace, program).arg("--version"))?;
        let version = answer.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
        version.split('.').next().map(str::to_owned)
    };
    match (major(&browser.chromium), major(&browser.chromedriver)) {
        (Some(chromium), Some(driver)) if chromium == driver => Ok(()),
        (Some(chromium), Some(driver)) => Err(Failure::new(format!(
            "Chromium is version {chromium} and chromedriver version {driver}, and they must match: \
             `sudo apt-get install chromium chromium-driver` gets a pair."
        ))),
        _ => Err(Failure::new(format!(
            "`{} --version` or `{} --version` does not answer: `sudo apt-get install chromium chromium-driver` gets a pair that does.",
            browser.chromium.display(),
            browser.chromedriver.display()
        ))),
    }
}

/// The driver's settings for the wasm tests: `webdriver.json`, with the browser that was found.
///
/// The driver would otherwise start whichever browser it finds by itself.
pub fn webdriver_settings(workspace: &Workspace, browser: &Browser) -> Result<PathBuf> {
    let opening = "\"goog:chromeOptions\": {";
    let binary = format!("{opening}\n    \"binary\": {:?},", browser.chromium.display().to_string());
    let settings = workspace.read("webdriver.json")?.replacen(opening, &binary, 1);
    let file = workspace.root.join("target").join("webdriver.json");
    fs::write(&file, settings)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}", file.display())))?;
    Ok(file)
}
