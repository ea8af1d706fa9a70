//! Numbered steps with their times, so that a person sees what happens and how far it is.

use std::{
    fmt,
    time::{Duration, Instant},
};

/// The steps of one command.
pub struct Progress {
    total: usize,
    current: usize,
    started: Instant,
}

impl Progress {
    pub fn of(total: usize) -> Self {
        Self { total, current: 0, started: Instant::now() }
    }

    /// Announces a step, runs it, and tells how it ended (in the words `ending` finds) and how long it took.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> T, ending: impl FnOnce(&T) -> String) -> T {
        self.current += 1;
        println!("[{}/{}] {title}", self.current, self.total);
        let started = Instant::now();
        let result = work();
        println!("      {}, {}", ending(&result), Elapsed(started.elapsed()));
        result
    }

    pub fn elapsed(&self) -> Elapsed {
        Elapsed(self.started.elapsed())
    }
}

/// A duration as a person says it.
pub struct Elapsed(pub Duration);

impl fmt::Display for Elapsed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            0..60 => write!(formatter, "{:.1} s", self.0.as_secs_f32()),
            seconds => write!(formatter, "{} min {:02} s", seconds / 60, seconds % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_spoken() {
        let said = |milliseconds| Elapsed(Duration::from_millis(milliseconds)).to_string();
        assert_eq!(said(1_234), "1.2 s");
        assert_eq!(said(75_000), "1 min 15 s");
    }
}
