//! Counting what passed and what failed, from what test programs print.

use std::{fmt, ops::AddAssign};

/// How many tests or checks passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

/// Whose summary a step prints.
#[derive(Clone, Copy)]
pub enum Summary {
    /// None: the step as a whole is one check.
    None,
    /// Lines `test result: ok. 3 passed; 0 failed; …`, one for each test program.
    Libtest,
    /// Lines `ℹ pass 3` and `ℹ fail 0`, once.
    Node,
}

impl Tally {
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// What a step counts for. It failed once when it failed without a failing test (it did not compile, say), and
    /// also when it ran no test at all: then something hides them.
    pub fn of(summary: Summary, succeeded: bool, printed: &str) -> Self {
        let mut tally = match summary {
            Summary::None => Self { passed: usize::from(succeeded), failed: 0 },
            Summary::Libtest => libtest(printed),
            Summary::Node => Self { passed: node(printed, "pass"), failed: node(printed, "fail") },
        };
        if !succeeded || tally.passed == 0 {
            tally.failed = tally.failed.max(1);
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn libtest(printed: &str) -> Tally {
    let mut tally = Tally::default();
    for line in printed.lines().filter(|line| line.starts_with("test result:")) {
        let counted = |word: &str| {
            let before = line.split([';', '.']).find_map(|part| part.trim().strip_suffix(word))?;
            before.trim().parse().ok()
        };
        tally += Tally { passed: counted("passed").unwrap_or(0), failed: counted("failed").unwrap_or(0) };
    }
    tally
}

fn node(printed: &str, word: &str) -> usize {
    let count = |line: &str| line.trim_start_matches(['ℹ', '#', ' ']).strip_prefix(word)?.trim().parse().ok();
    printed.lines().rev().find_map(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_added_up() {
        let libtest =
            "test result: ok. 12 passed; 0 failed; 1 ignored\n\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n";
        let node = "✔ pass 9 of them (1 ms)\nℹ tests 7\nℹ pass 6\nℹ fail 1\nℹ cancelled 0\n";
        for (summary, succeeded, printed, passed, failed) in [
            (Summary::Libtest, false, libtest, 15, 2),
            (Summary::Libtest, false, "error: could not compile", 0, 1),
            (Summary::Node, false, node, 6, 1),
            (Summary::Node, true, "# pass 2\n# fail 0\n", 2, 0),
            (Summary::Libtest, true, "no tests to run!", 0, 1),
            (Summary::None, true, "", 1, 0),
            (Summary::None, false, "", 0, 1),
        ] {
            assert_eq!(Tally::of(summary, succeeded, printed), Tally { passed, failed }, "{printed}");
        }
    }
}
