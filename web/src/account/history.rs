//! Undo and redo: what was, what is, and what was undone.

/// The most steps that can be undone.
pub(super) const DEEPEST: usize = 200;

/// A value with its past and, after an undo, its future.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct History<T> {
    past: Vec<T>,
    now: T,
    future: Vec<T>,
}

impl<T> History<T> {
    /// A value without a past.
    pub(super) const fn new(now: T) -> Self {
        Self { past: Vec::new(), now, future: Vec::new() }
    }

    /// What is.
    pub(super) const fn now(&self) -> &T {
        &self.now
    }

    /// Goes on to another value: one step to be undone. What was undone before is gone.
    pub(super) fn go_on(&mut self, next: T) {
        if self.past.len() >= DEEPEST {
            self.past.remove(0);
        }
        self.past.push(std::mem::replace(&mut self.now, next));
        self.future.clear();
    }

    /// Puts another value in place of the last one: the step to be undone stays the same.
    pub(super) fn amend(&mut self, next: T) {
        self.now = next;
    }

    /// Goes one step back. False where there is none.
    pub(super) fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, before));
        true
    }

    /// Goes one undone step forward. False where there is none.
    pub(super) fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, after));
        true
    }

    /// Whether there are as many steps to undo as there can be: each further one forgets the first.
    pub(super) const fn is_full(&self) -> bool {
        self.past.len() >= DEEPEST
    }

    /// Whether there is a step to undo.
    pub(super) const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is an undone step.
    pub(super) const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_go_the_same_way() {
        let mut history = History::new(0);
        assert!(!history.undo() && !history.redo());
        history.go_on(1);
        history.go_on(2);
        history.amend(3);
        assert!(history.undo());
        assert_eq!(*history.now(), 1);
        assert!(history.can_redo() && history.redo());
        assert_eq!(*history.now(), 3);
        assert!(history.undo() && history.undo() && !history.can_undo());
        assert_eq!(*history.now(), 0);
        history.go_on(9);
        assert!(!history.can_redo(), "another step is another future");
    }

    #[test]
    fn the_past_is_not_without_end() {
        let mut history = History::new(0);
        for step in 1..=DEEPEST + 5 {
            history.go_on(step);
        }
        while history.undo() {}
        assert_eq!(*history.now(), 5);
    }
}
