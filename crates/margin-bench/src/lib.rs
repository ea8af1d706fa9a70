//! The operations whose speed is measured, the same natively and in wasm.
//!
//! `src/main.rs` times them natively; `run.mjs` times them under Node, through the functions of `wasm`.

mod accounts;
mod positions;
mod scenarios;
mod tables;
#[cfg(target_arch = "wasm32")]
mod wasm;

/// One operation, ready to be repeated.
pub struct Workload {
    /// What is done.
    pub name: String,
    /// How many things one run does it to: the cost of each is shown, too, where it is more than one.
    pub items: u32,
    /// Does it once.
    pub run: Box<dyn Fn()>,
}

/// Every operation that is measured.
///
/// # Panics
/// When the model refuses a workload's input, which would be a mistake here.
#[must_use]
pub fn workloads() -> Vec<Workload> {
    scenarios::workloads()
        .into_iter()
        .chain(positions::workloads())
        .chain(accounts::workloads())
        .chain(tables::workloads())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::workloads;

    #[test]
    fn every_workload_runs() {
        for workload in workloads() {
            (workload.run)();
        }
    }
}
