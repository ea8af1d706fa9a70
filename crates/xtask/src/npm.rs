//! `npm`: the package for JavaScript, built beside its sources and packed.

use std::fs;

use crate::{
    failure::{Failure, Result},
    paths,
    process::{cargo, command, run},
    progress::Progress,
    setup,
    workspace::Workspace,
};

/// The package: its sources, and beside them what is built.
pub const PACKAGE: &str = "crates/margin-wasm/npm";
/// Where the module is bound, and the tarball is put.
const OUTPUT: &str = "target/npm";
const TARBALL: &str = "target/npm/isolated-margin.tgz";
/// Where it is built a second time.
const AGAIN: &str = "target/again";
const TRIPLE: &str = "wasm32-unknown-unknown";

/// Installs what is missing, then builds the package, says what it weighs, and packs it.
pub fn npm(workspace: &Workspace) -> Result<()> {
    let needs = setup::package_needs(workspace)?;
    let mut progress = Progress::of(needs.len() + 1);
    setup::ensure(workspace, needs, &mut progress)?;
    let ending = |result: &Result<()>| if result.is_ok() { "done" } else { "failed" }.to_owned();
    progress.step("The npm package, into target/npm/isolated-margin.tgz", || pack(workspace), ending)
}

/// Builds the package a second time, from nothing, and makes sure that it is the same to the byte.
pub fn pack_again(workspace: &Workspace) -> Result<()> {
    let packed = || {
        let tarball = workspace.root.join(TARBALL);
        fs::read(&tarball).map_err(|error| Failure::new(format!("{TARBALL} is not there: {error}")))
    };
    let first = packed()?;
    let again = workspace.root.join(AGAIN);
    if again.exists() {
        fs::remove_dir_all(&again).map_err(|error| Failure::new(format!("{AGAIN} cannot be removed: {error}")))?;
    }
    pack_from(workspace, AGAIN)?;
    if packed()? == first { Ok(()) } else { Err(Failure::new("A second build of the package has other bytes.")) }
}

/// Builds and packs the package.
pub fn pack(workspace: &Workspace) -> Result<()> {
    pack_from(workspace, "target")
}

fn pack_from(workspace: &Workspace, target: &str) -> Result<()> {
    bind(workspace, target, "bindings", "--profile bindings --package margin-wasm", "bindings/margin_wasm")?;
    bind(workspace, target, "widget", "--release --package web --bin widget", "release/widget")?;
    let venues = format!("{PACKAGE}/venues");
    run(&mut cargo(workspace, &format!("run --quiet --package margin-tables --bin venue-json -- {venues}")))?;
    run(command(workspace, "node").args([&format!("{PACKAGE}/build/assemble.mjs"), OUTPUT]))?;
    tarball(workspace)
}

/// How wasm-opt makes a module small. Nothing more is inlined: a fortieth fewer bytes.
pub const OPTIMIZE: [&str; 7] = ["-Oz", "-aimfs", "0", "-fimfs", "0", "-ocimfs", "0"];

/// Compiles a module, and binds it under a name.
fn bind(workspace: &Workspace, target: &str, name: &str, what: &str, compiled: &str) -> Result<()> {
    let build = format!("build --quiet {what} --target {TRIPLE} --target-dir {target}");
    run(paths::left_out(workspace, &mut cargo(workspace, &build))?)?;
    run(command(workspace, "wasm-bindgen").args([
        "--target",
        "web",
        "--omit-default-module-path",
        "--no-typescript",
        "--out-dir",
        OUTPUT,
        "--out-name",
        name,
        &format!("{target}/{TRIPLE}/{compiled}.wasm"),
    ]))?;
    let bound = format!("{OUTPUT}/{name}_bg.wasm");
    run(command(workspace, "wasm-opt").args(OPTIMIZE).args([&bound, "-o", &bound]))
}

/// `npm pack` names the file after the version; ours has one name.
fn tarball(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join(OUTPUT);
    let package = format!("./{PACKAGE}");
    run(command(workspace, "npm").args(["pack", "--silent", "--pack-destination", OUTPUT, &package]))?;
    let version = workspace.package_version()?;
    let packed = folder.join(format!("isolated-margin-{version}.tgz"));
    fs::rename(&packed, workspace.root.join(TARBALL))
        .map_err(|error| Failure::new(format!("{} is not there: {error}", packed.display())))
}
