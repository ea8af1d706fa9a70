//! The browsers the tests run in.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Failure, Result},
    process::{ask, command, run},
    workspace::Workspace,
};

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// What the tests take beside Chromium: a program, and the packages of Debian that bring it.
const ENGINES: [(&str, &[&str]); 3] =
    [("firefox-esr", &["firefox-esr"]), ("WebKitWebDriver", &["webkit2gtk-driver"]), ("Xvfb", &["xvfb"])];

/// Finds Chromium, installing it with apt where it is missing and apt may be used.
///
/// Where it is missing all the same this is said, and what needs no browser goes on.
pub fn ensure(workspace: &Workspace) -> Result<String> {
    let outcome = match find(workspace) {
        Ok(_) => "ready",
        Err(_) if env::var_os("CHROMIUM").is_none() && apt(workspace, &["chromium"]) => "installed",
        Err(_) => "missing",
    };
    Ok(match find(workspace) {
        Ok(_) => outcome.to_owned(),
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

/// Chromium as the variable names it, else as `PATH` has it.
pub fn find(workspace: &Workspace) -> Result<PathBuf> {
    match env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        Some(path) if Path::new(&path).is_file() => Ok(path.into()),
        Some(path) => {
            let path = path.to_string_lossy();
            Err(Failure::new(format!("CHROMIUM names `{path}`, where no file is: correct or unset the variable.")))
        }
        None => BROWSERS.iter().find_map(|program| on_path(workspace, program)).ok_or_else(|| {
            Failure::new(
                "Chromium is missing: `sudo apt-get install chromium` gets it, \
                 or the variable CHROMIUM names one that is installed.",
            )
        }),
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
