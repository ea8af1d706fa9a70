//! `bench`: how fast the model is, natively and in wasm, the npm package beside other libraries, and the pages in a
//! slowed browser.

use crate::{
    browser,
    failure::Result,
    npm, page,
    process::{cargo, command, run},
    progress::Progress,
    setup,
    workspace::Workspace,
};

/// Where the wasm of the measurements is built.
const OUTPUT: &str = "target/bench";

/// Everything is built as the page is published, so the numbers are the page's.
pub fn bench(workspace: &Workspace) -> Result<()> {
    let needs = setup::bench_needs(workspace)?;
    let mut progress = Progress::of(needs.len() + 4);
    setup::ensure(workspace, needs, &mut progress)?;
    let ending = |result: &Result<()>| if result.is_ok() { "done" } else { "failed" }.to_owned();
    progress.step("The model, native", || native(workspace), ending)?;
    progress.step("The model, in wasm under Node", || wasm(workspace), ending)?;
    progress.step("The npm package beside other number libraries, under Node", || beside_others(workspace), ending)?;
    progress.step(
        "The pages, in Chromium at a quarter of the speed, and in Lighthouse",
        || in_browser(workspace),
        ending,
    )
}

fn native(workspace: &Workspace) -> Result<()> {
    run(&mut cargo(workspace, "run --quiet --release --package margin-bench"))
}

fn wasm(workspace: &Workspace) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    run(&mut cargo(workspace, &format!("build --quiet --release --package margin-bench --lib --target {target}")))?;
    let module = format!("target/{target}/release/margin_bench.wasm");
    run(command(workspace, "wasm-bindgen").args([
        "--target",
        "experimental-nodejs-module",
        "--out-dir",
        OUTPUT,
        &module,
    ]))?;
    let bound = format!("{OUTPUT}/margin_bench_bg.wasm");
    run(command(workspace, "wasm-opt").args(npm::OPTIMIZE).args([&bound, "-o", &bound]))?;
    run(command(workspace, "node").args(["crates/margin-bench/run.mjs", OUTPUT]))
}

/// The package as it is packed. What it is measured beside must compute the same, so that is tested first.
fn beside_others(workspace: &Workspace) -> Result<()> {
    npm::pack(workspace)?;
    let folder = setup::PACKAGE_MEASURES;
    run(command(workspace, "node").args([
        "--test",
        "--test-reporter=spec",
        &format!("{folder}/same-digits.test.mjs"),
    ]))?;
    run(command(workspace, "node").arg(format!("{folder}/bench.mjs")))
}

fn in_browser(workspace: &Workspace) -> Result<()> {
    run(&mut page::release(workspace)?)?;
    let chromium = browser::find(workspace)?;
    run(command(workspace, "node")
        .arg(format!("{}/index.mjs", setup::PAGE_MEASURES))
        .arg(workspace.dist())
        .env("CHROMIUM", chromium))
}
