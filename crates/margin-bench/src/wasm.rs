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

    /// How many bytes of the module's memory an account of 10,000 positions takes, and what a copy of it takes, as an
    /// undo step keeps one.
    #[must_use]
    pub fn account_memory() -> Vec<u32> {
        const POSITIONS: u32 = 10_000;
        const COPIES: usize = 16;
        let pages = || core::arch::wasm32::memory_size::<0>();
        let bytes = |pages: usize| u32::try_from(pages * 65_536).unwrap_or(u32::MAX);
        let before = pages();
        let account = crate::accounts::account(POSITIONS);
        let with_one = pages();
        let copies = vec![account; COPIES];
        let with_all = pages();
        drop(std::hint::black_box(copies));
        vec![bytes(with_one - before), bytes(with_all - with_one) / u32::try_from(COPIES).unwrap_or(1)]
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
