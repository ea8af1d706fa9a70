//! `conformance`: the record of published numbers beside ours, and its summary. The tests that compare them write it.

use crate::{
    failure::Result,
    process::{cargo, run},
    workspace::Workspace,
};

/// Writes `docs/CONFORMANCE.md` and the summary in `margin-venues`.
pub fn conformance(workspace: &Workspace) -> Result<()> {
    let mut tests = cargo(workspace, "test --quiet --package margin-venues --test vectors the_record_is_up_to_date");
    run(tests.env("MARGIN_CONFORMANCE_WRITE", "1"))
}
