//! `tables`: the table files of the venues, made from their sources, and what they weigh.

use crate::{
    failure::Result,
    process::{cargo, command, run},
    workspace::Workspace,
};

/// Makes the files, and shows what each costs a reader who chooses the venue.
pub fn tables(workspace: &Workspace) -> Result<()> {
    run(&mut cargo(workspace, "run --quiet --package margin-tables"))?;
    run(&mut weigh(workspace))
}

/// Fails when a file is over its budget.
pub fn weigh(workspace: &Workspace) -> std::process::Command {
    let mut weigh = command(workspace, "node");
    weigh.arg("crates/margin-tables/weigh.mjs");
    weigh
}
