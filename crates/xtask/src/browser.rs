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

/// Finds both, installing them with apt where they are missing and apt may be used.
pub fn ensure(workspace: &Workspace) -> Result<String> {
    let missing = find(workspace).err();
    let outcome = match missing {
        None => "ready",
        Some(_) if env::var_os("CHROMIUM").is_none() && apt(workspace) => "installed",
        Some(failure) => return Err(failure),
    };
    let browser = find(workspace)?;
    same_version(workspace, &browser)?;
    Ok(outcome.to_owned())
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
fn apt(workspace: &Workspace) -> bool {
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
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    println!("      installing chromium and chromium-driver with apt-get");
    run(&mut apt_get(&["update", "--quiet"])).is_ok()
        && run(&mut apt_get(&["install", "--quiet", "--yes", "chromium", "chromium-driver"])).is_ok()
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
