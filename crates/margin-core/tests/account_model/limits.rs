//! What a refusal says would be accepted.

use margin_core::{MarginError, Operation, Simulation};

use crate::compare::Same;
use crate::coverage::Coverage;
use crate::model::Model;

pub(crate) fn check(
    _account: &Simulation,
    _model: &Model,
    _operation: &Operation,
    _error: &MarginError,
    _coverage: &mut Coverage,
) -> Same {
    Ok(())
}
