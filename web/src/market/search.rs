//! The search for a market: a field, and a list of answers that the keyboard walks through while the field keeps the
//! focus.

/// The state of the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is typed.
    pub query: String,
    /// Whether the list is open.
    pub is_open: bool,
    /// The answer that the keyboard is at.
    pub active: Option<usize>,
}

/// A step of the keyboard through the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next answer, round to the first.
    Next,
    /// To the one before, round to the last.
    Previous,
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Search {
    /// The answer a step leads to, of so many.
    pub fn stepped(&self, step: Step, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        Some(match (step, self.active) {
            (Step::First, _) | (Step::Next, None) => 0,
            (Step::Last, _) | (Step::Previous, None | Some(0)) => last,
            (Step::Next, Some(active)) => {
                if active >= last {
                    0
                } else {
                    active + 1
                }
            }
            (Step::Previous, Some(active)) => active.min(last + 1) - 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_round() {
        let at = |active| Search { active, ..Search::default() };
        for (active, step, next) in [
            (None, Step::Next, Some(0)),
            (None, Step::Previous, Some(2)),
            (Some(0), Step::Next, Some(1)),
            (Some(2), Step::Next, Some(0)),
            (Some(0), Step::Previous, Some(2)),
            (Some(2), Step::Previous, Some(1)),
            (Some(9), Step::Previous, Some(2)),
            (Some(1), Step::First, Some(0)),
            (Some(1), Step::Last, Some(2)),
        ] {
            assert_eq!(at(active).stepped(step, 3), next, "{active:?} {step:?}");
        }
        assert_eq!(at(None).stepped(Step::Next, 0), None);
    }
}
