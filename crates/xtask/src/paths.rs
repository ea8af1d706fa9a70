//! The folders of this machine, and that nothing that is built names them: it is nobody's business where they are, and two
//! machines are to build the same bytes.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    failure::{Failure, Result},
    process::{ask, cargo, command, run},
    workspace::Workspace,
};

/// Lets a build for wasm leave out where its sources are. The messages of panics name them.
pub fn left_out<'a>(workspace: &Workspace, build: &'a mut Command) -> Result<&'a mut Command> {
    // Without the sources there is no folder whose name could be left out.
    run(&mut cargo(workspace, "fetch --quiet --locked"))?;
    let mut flags = vec![format!("--remap-path-prefix={}=", workspace.root.display())];
    // A registry that none of our crates is from, such as `cargo package` makes one, has no part in the bytes.
    let has_ours = |registry: &fs::DirEntry| {
        let mut crates = fs::read_dir(registry.path()).into_iter().flatten().flatten();
        crates.any(|name| name.file_name().to_string_lossy().starts_with("rust_decimal-"))
    };
    for registry in fs::read_dir(cargo_home()?.join("registry/src")).into_iter().flatten().flatten().filter(has_ours) {
        flags.push(format!("--remap-path-prefix={}/=", registry.path().display()));
    }
    flags.extend(of_standard_library(workspace));
    Ok(build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" ")))
}

/// Where the sources of the standard library are installed, as editors want them, the compiler names those instead of the ones that it
/// was built from: this names the latter again.
fn of_standard_library(workspace: &Workspace) -> Option<String> {
    let installed =
        Path::new(&ask(command(workspace, "rustc").args(["--print", "sysroot"]))?).join("lib/rustlib/src/rust");
    let version = ask(command(workspace, "rustc").arg("-vV"))?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "))?;
    installed.exists().then(|| format!("--remap-path-prefix={}=/rustc/{commit}", installed.display()))
}

/// Refuses a folder of built files in which one names a folder of this machine.
pub fn check(workspace: &Workspace, folder: &str) -> Result<()> {
    let mut traces = vec![workspace.root.clone(), cargo_home()?];
    traces.extend(env::var_os("RUSTUP_HOME").map(PathBuf::from));
    // The root folder alone would be in every file.
    traces.extend(env::var_os("HOME").map(PathBuf::from).filter(|home| home.components().count() > 1));
    let traces: Vec<String> = traces.iter().map(|trace| trace.display().to_string()).collect();
    let mut named = Vec::new();
    visit(&workspace.root.join(folder), &mut |path| {
        let Ok(bytes) = fs::read(path) else { return };
        let holds = |trace: &String| bytes.windows(trace.len()).any(|window| window == trace.as_bytes());
        if let Some(trace) = traces.iter().find(|trace| holds(trace)) {
            named.push(format!("{} names {trace}", path.display()));
        }
    })?;
    if named.is_empty() { Ok(()) } else { Err(Failure::new(named.join("\n"))) }
}

fn visit(folder: &Path, see: &mut impl FnMut(&Path)) -> Result<()> {
    let unreadable = |error| Failure::new(format!("{} cannot be read: {error}", folder.display()));
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() { visit(&path, see)? } else { see(&path) }
    }
    Ok(())
}

fn cargo_home() -> Result<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".cargo")))
        .ok_or_else(|| Failure::new("Neither CARGO_HOME nor HOME says where cargo keeps its sources."))
}
