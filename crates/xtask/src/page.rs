//! The page: built, weighed and served.

use std::{env, net::TcpListener, process::Command};

use crate::{
    failure::{Failure, Result},
    paths,
    process::{command, run},
    progress::Progress,
    setup,
    workspace::Workspace,
};

/// How the module is compiled: quickly, or as it is published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Dev,
    Release,
}

pub struct ServeOptions {
    pub port: u16,
    pub profile: Profile,
}

/// Installs what is missing, then builds and serves the page until the person stops it. A changed source is built
/// again by itself.
pub fn serve(workspace: &Workspace, options: &ServeOptions) -> Result<()> {
    let needs = setup::page_needs(workspace)?;
    let mut progress = Progress::of(needs.len() + 1);
    setup::ensure(workspace, needs, &mut progress)?;
    let ServeOptions { port, profile } = *options;
    if TcpListener::bind(("127.0.0.1", port)).is_err() {
        return Err(Failure::new(format!(
            "Port {port} is taken: `cargo xtask serve --port {}` uses another.",
            port.checked_add(1).unwrap_or(8080)
        )));
    }
    let title = format!("The page, on http://127.0.0.1:{port} as soon as it is built (Ctrl-C ends)");
    let mut trunk = trunk(workspace, "serve", profile);
    // Not dist/: a build or a test in another terminal writes there.
    trunk.args(["--port", &port.to_string(), "--dist", "target/serve"]);
    progress.step(&title, || run(&mut trunk), |_| "ended".to_owned())
}

/// Installs what is missing, then builds the release page into `dist/` and prints what it weighs. What is `published` now
/// may be given as a folder: its named files are kept beside the new ones.
pub fn build(workspace: &Workspace, published: Option<&str>) -> Result<()> {
    let needs = setup::page_needs(workspace)?;
    let mut progress = Progress::of(needs.len() + 2 + usize::from(published.is_some()));
    setup::ensure(workspace, needs, &mut progress)?;
    let ending = |result: &Result<()>| if result.is_ok() { "done" } else { "failed" }.to_owned();
    progress.step("The release page, into dist/", || run(&mut release(workspace)?), ending)?;
    progress.step("Sizes and budgets", || run(&mut weigh(workspace)), ending)?;
    let Some(published) = published else { return Ok(()) };
    let mut keep = command(workspace, "node");
    keep.arg("web/keep-versions.mjs").arg(published).arg(workspace.dist());
    progress.step("The named files of earlier versions", || run(&mut keep), ending)
}

/// Builds the page as it is published: the same bytes on every machine.
pub fn release(workspace: &Workspace) -> Result<Command> {
    let mut trunk = trunk(workspace, "build", Profile::Release);
    paths::left_out(workspace, &mut trunk)?;
    Ok(trunk)
}

/// Prints the size of every file of `dist/`, and fails when one is over its budget.
pub fn weigh(workspace: &Workspace) -> Command {
    let mut weigh = command(workspace, "node");
    weigh.arg("web/weigh-page.mjs").arg(workspace.dist());
    weigh
}

fn trunk(workspace: &Workspace, verb: &str, profile: Profile) -> Command {
    let mut trunk = command(workspace, "trunk");
    trunk.arg(verb).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk takes nothing but `true` and `false` in this variable; everyone else asks only whether it is set.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    trunk
}
