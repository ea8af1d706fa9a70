//! What went wrong, as one sentence a person can act on.

use std::fmt;

/// The result of everything here that can fail.
pub type Result<T> = std::result::Result<T, Failure>;

/// One sentence: what is missing or broken and, where there is one, the command that mends it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
