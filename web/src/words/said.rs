//! A sentence in parts: words, names that mean something by themselves, and numbers.

use super::{Message, Piece, Speaker};

/// A part of a sentence: its words, the class it is marked with, and, where it is a value, which one and exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// `isolated` or `cross` where it names the mode, `number` where it is one.
    pub class: &'static str,
    /// Of a value, its `data-field`.
    pub field: String,
    /// Of a value, exactly.
    pub exact: String,
}

impl Said {
    /// Plain words.
    pub fn words(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl Speaker<'_> {
    /// A message in parts. `number` gives what is put in the place of a parameter.
    pub fn parts(&self, message: Message, number: impl Fn(&str) -> Said) -> Vec<Said> {
        let part = |piece: Piece<'_>| match piece {
            Piece::Text(words) => Said::words(words),
            Piece::Marked(name, words) => {
                Said { class: if name == "cross" { "cross" } else { "isolated" }, ..Said::words(words) }
            }
            Piece::Parameter(name) => number(name),
        };
        self.words.pieces(message).map(part).collect()
    }
}
