//! What `run.mjs` calls: the workloads by their place in the list.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::Workload;

/// The workloads, kept on this side.
#[wasm_bindgen]
pub struct Bench(Vec<Workload>);

#[wasm_bindgen]
impl Bench {
    /// All of them.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "JavaScript has constructors only")]
    pub fn new() -> Self {
        Self(crate::workloads())
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// A workload's name.
    #[must_use]
    pub fn name(&self, index: usize) -> String {
        self.0[index].name.clone()
    }

    /// How many things one run of it handles.
    #[must_use]
    pub fn items(&self, index: usize) -> u32 {
        self.0[index].items
    }

    /// Runs it so many times.
    pub fn run(&self, index: usize, times: u32) {
        for _ in 0..times {
            (self.0[index].run)();
        }
    }
}
