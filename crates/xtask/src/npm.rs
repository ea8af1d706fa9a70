//! `npm`: the package for JavaScript, built beside its sources and packed.

use std::fs;

use crate::{
    failure::{Failure, Result},
    process::{cargo, command, run},
    progress::Progress,
    setup,
    workspace::Workspace,
};

/// The package: its sources, and beside them what is built.
const PACKAGE: &str = "crates/margin-wasm/npm";
/// Where the module is bound, and the tarball is put.
const OUTPUT: &str = "target/npm";
const TARGET: &str = "wasm32-unknown-unknown";

/// Installs what is missing, then builds the package, says what it weighs, and packs it.
pub fn npm(workspace: &Workspace) -> Result<()> {
    let needs = setup::package_needs(workspace)?;
    let mut progress = Progress::of(needs.len() + 1);
    setup::ensure(workspace, needs, &mut progress)?;
    let ending = |result: &Result<()>| if result.is_ok() { "done" } else { "failed" }.to_owned();
    progress.step("The npm package, into target/npm/isolated-margin.tgz", || pack(workspace), ending)
}

/// Builds and packs the package, which is the same to the byte every time.
pub fn pack(workspace: &Workspace) -> Result<()> {
    run(&mut cargo(workspace, &format!("build --quiet --profile bindings --package margin-wasm --target {TARGET}")))?;
    let module = format!("target/{TARGET}/bindings/margin_wasm.wasm");
    run(command(workspace, "wasm-bindgen").args([
        "--target",
        "web",
        "--omit-default-module-path",
        "--no-typescript",
        "--out-dir",
        OUTPUT,
        "--out-name",
        "bindings",
        &module,
    ]))?;
    let bound = format!("{OUTPUT}/bindings_bg.wasm");
    run(command(workspace, "wasm-opt")
        .args(["-Oz", "-aimfs", "0", "-fimfs", "0", "-ocimfs", "0", &bound, "-o", &bound]))?;
    let venues = format!("{PACKAGE}/venues");
    run(&mut cargo(workspace, &format!("run --quiet --package margin-tables --bin venue-json -- {venues}")))?;
    run(command(workspace, "node").args([&format!("{PACKAGE}/build/assemble.mjs"), OUTPUT]))?;
    tarball(workspace)
}

/// Builds and packs the package twice, from the compiler's module on, and compares the two to the byte.
pub fn pack_twice(workspace: &Workspace) -> Result<()> {
    let tarball = format!("{OUTPUT}/isolated-margin.tgz");
    let packed = || {
        pack(workspace)?;
        fs::read(workspace.root.join(&tarball)).map_err(|error| Failure::new(format!("{tarball}: {error}")))
    };
    if packed()? == packed()? {
        Ok(())
    } else {
        Err(Failure::new(format!("{tarball} is not the same when it is built again")))
    }
}

/// `npm pack` names the file after the version; ours has one name.
fn tarball(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join(OUTPUT);
    let package = format!("./{PACKAGE}");
    run(command(workspace, "npm").args(["pack", "--silent", "--pack-destination", OUTPUT, &package]))?;
    let version = workspace.package_version()?;
    let packed = folder.join(format!("isolated-margin-{version}.tgz"));
    fs::rename(&packed, folder.join("isolated-margin.tgz"))
        .map_err(|error| Failure::new(format!("{} is not there: {error}", packed.display())))
}
