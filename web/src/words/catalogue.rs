//! One language: a text for every message.

use super::Message;

/// The texts of one language.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// What is not among them is English.
    translated: Vec<(Message, String)>,
}

/// One part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, as they are.
    Text(&'a str),
    /// A parameter: what stands here is known only when the message is said.
    Parameter(&'a str),
    /// Words of this text that mean something by themselves: a name, and the words.
    Marked(&'a str, &'a str),
}

/// Why a table was refused: the line, from 1, and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    /// Not of the form `code = text`.
    NotAnEntry(usize),
    /// No message has this code.
    UnknownCode(usize),
    /// The text names a parameter the message does not have.
    UnknownParameter(usize),
}

impl Catalogue {
    /// The language the page is written in.
    pub const fn english() -> Self {
        Self { translated: Vec::new() }
    }

    /// Another language, from lines of `code = text`; blank lines and lines that begin with `#` are skipped. A message
    /// the table leaves out stays English.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn load(table: &str) -> Result<Self, TableError> {
        let mut catalogue = Self::english();
        for (index, line) in table.lines().enumerate() {
            let (number, line) = (index + 1, line.trim());
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (code, text) = line.split_once('=').ok_or(TableError::NotAnEntry(number))?;
            let declared =
                Message::all().find(|declared| declared.code == code.trim()).ok_or(TableError::UnknownCode(number))?;
            let knows = |name: &str| declared.parameters.contains(&name);
            if pieces(text).any(|piece| matches!(piece, Piece::Parameter(name) if !knows(name))) {
                return Err(TableError::UnknownParameter(number));
            }
            catalogue.translated.push((declared.message, text.trim().to_owned()));
        }
        Ok(catalogue)
    }

    /// The text as it is: for messages without parameters.
    pub fn text(&self, message: Message) -> &str {
        let translated = self.translated.iter().rev().find(|(of, _)| *of == message);
        translated.map_or(message.english(), |(_, text)| text)
    }

    /// The text with its parameters filled in.
    pub fn fill(&self, message: Message, parameters: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(64);
        for piece in self.pieces(message) {
            filled.push_str(match piece {
                Piece::Text(words) | Piece::Marked(_, words) => words,
                Piece::Parameter(name) => {
                    parameters.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value)
                }
            });
        }
        filled
    }

    /// The text in parts, in this language's order.
    pub fn pieces(&self, message: Message) -> impl Iterator<Item = Piece<'_>> {
        pieces(self.text(message))
    }
}

/// Cuts a text at its braces. An unclosed brace is words.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inside) = rest.strip_prefix('{')
            && let Some((name, after)) = inside.split_once('}')
        {
            rest = after;
            return Some(
                name.split_once('|').map_or(Piece::Parameter(name), |(name, words)| Piece::Marked(name, words)),
            );
        }
        let end = rest.char_indices().skip(1).find(|(_, character)| *character == '{').map_or(rest.len(), |(at, _)| at);
        let (words, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = after;
        Some(Piece::Text(words))
    })
}

#[cfg(test)]
mod tests {
    use super::super::Declared;
    use super::*;

    #[test]
    fn every_english_text_names_only_its_own_parameters() {
        let english = Catalogue::english();
        for Declared { message, code, parameters } in Message::all() {
            assert!(!english.text(*message).trim().is_empty(), "{code}");
            for piece in english.pieces(*message) {
                if let Piece::Parameter(name) = piece {
                    assert!(parameters.contains(&name), "{code} does not declare {name}");
                }
            }
            for name in *parameters {
                let named = format!("{{{name}}}");
                assert!(english.text(*message).contains(&named), "{code} declares {name} in vain");
            }
        }
    }

    #[test]
    fn codes_are_unique_and_plain() {
        let mut codes: Vec<&str> = Message::all().map(|declared| declared.code).collect();
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || b".-".contains(&byte))));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Message::all().count());
    }

    #[test]
    fn another_language_is_another_table_with_its_own_word_order() {
        let german = Catalogue::load(
            "# Deutsch\n\nfield.leverage = Hebel\nrefused.allowed = Von {minimum} bis {maximum}.\nunit.leverage-words = mal {number}\n",
        )
        .unwrap();
        assert_eq!(german.text(Message::Leverage), "Hebel");
        assert_eq!(german.fill(Message::Allowed, &[("maximum", "9"), ("minimum", "1")]), "Von 1 bis 9.");
        assert_eq!(german.text(Message::Wallet), Catalogue::english().text(Message::Wallet));
    }

    #[test]
    fn a_table_that_does_not_fit_is_refused_with_its_line() {
        assert_eq!(Catalogue::load("field.leverage").unwrap_err(), TableError::NotAnEntry(1));
        assert_eq!(Catalogue::load("\nno.such = x").unwrap_err(), TableError::UnknownCode(2));
        assert_eq!(Catalogue::load("field.leverage = {x}").unwrap_err(), TableError::UnknownParameter(1));
    }

    #[test]
    fn texts_are_cut_at_their_braces() {
        let cut: Vec<Piece<'_>> = pieces("A {a} of {b|two words}{c} {open").collect();
        assert_eq!(
            cut,
            [
                Piece::Text("A "),
                Piece::Parameter("a"),
                Piece::Text(" of "),
                Piece::Marked("b", "two words"),
                Piece::Parameter("c"),
                Piece::Text(" "),
                Piece::Text("{open"),
            ]
        );
    }
}
