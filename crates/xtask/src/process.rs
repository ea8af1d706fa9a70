//! Running other programs: found on the repository's `PATH`, and never waiting for an answer from a person.

use std::{
    ffi::OsStr,
    io::ErrorKind,
    process::{Command, ExitStatus, Stdio},
};

use crate::{
    failure::{Failure, Result},
    workspace::Workspace,
};

/// What a program printed and whether it succeeded.
pub struct Outcome {
    pub succeeded: bool,
    pub printed: String,
}

/// A command in the repository's root, with the repository's tools first on `PATH`.
pub fn command(workspace: &Workspace, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&workspace.root).env("PATH", workspace.path()).stdin(Stdio::null());
    // Cargo tells its children about this program's package; another package's build must not hear that.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}

/// `cargo` with these words as arguments.
pub fn cargo(workspace: &Workspace, arguments: &str) -> Command {
    let mut command = command(workspace, "cargo");
    command.args(arguments.split_whitespace());
    command
}

/// Runs a command that talks to the person directly.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| cannot_start(command, error.kind()))?;
    succeeded(command, status)
}

/// Runs a command and keeps what it writes to its standard output; its progress and errors are seen as they come.
pub fn watch(command: &mut Command) -> Result<Outcome> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, error.kind()))?;
    Ok(Outcome { succeeded: output.status.success(), printed: String::from_utf8_lossy(&output.stdout).into_owned() })
}

/// What a command prints, when it can be started and succeeds.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether `program --version` prints this version.
pub fn has_version(workspace: &Workspace, program: &str, version: &str) -> bool {
    ask(command(workspace, program).arg("--version"))
        .is_some_and(|answer| answer.split_whitespace().any(|word| word == version))
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{}` failed: its messages are above", shown(command))))
    }
}

fn cannot_start(command: &Command, kind: ErrorKind) -> Failure {
    let program = command.get_program().to_string_lossy();
    Failure::new(match kind {
        ErrorKind::NotFound => format!("`{program}` is missing"),
        other => format!("`{program}` cannot be started: {other}"),
    })
}

/// The command as a person would type it.
pub fn shown(command: &Command) -> String {
    let words: Vec<_> =
        std::iter::once(command.get_program()).chain(command.get_args()).map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
