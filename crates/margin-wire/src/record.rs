//! One record of an input: each of its fields asked for once, by name, and none left over.

use margin_core::{ErrorCode, MarginError, Result};

use crate::node::Node;

/// A record that is being read.
pub(crate) struct Record<N> {
    node: N,
    asked: Vec<&'static str>,
    found: usize,
}

impl<N: Node> Record<N> {
    pub(crate) fn of(node: N) -> Result<Self> {
        node.record()?;
        Ok(Self { node, asked: Vec::with_capacity(16), found: 0 })
    }

    /// A field, read by `read`, which must be there.
    pub(crate) fn required<T>(&mut self, key: &'static str, read: impl FnOnce(N) -> Result<T>) -> Result<T> {
        self.optional(key, read)?.ok_or_else(|| missing(key))
    }

    /// A field that may be left out.
    pub(crate) fn optional<T>(&mut self, key: &'static str, read: impl FnOnce(N) -> Result<T>) -> Result<Option<T>> {
        self.asked.push(key);
        let Some(value) = self.node.take(key).map_err(|error| error.at(key))? else { return Ok(None) };
        self.found = self.found.saturating_add(1);
        read(value).map(Some).map_err(|error| error.at(key))
    }

    /// Refuses what is left over.
    pub(crate) fn end(self) -> Result<()> {
        match self.node.other_key(&self.asked, self.found)? {
            None => Ok(()),
            Some(key) => {
                let error = MarginError::refuse(ErrorCode::UnknownField, &key);
                let shortened = error.value().unwrap_or_default().to_owned();
                Err(error.at(&shortened))
            }
        }
    }
}

/// A field that is not there.
pub(crate) fn missing(key: &'static str) -> MarginError {
    MarginError::refuse(ErrorCode::MissingField, key).at(key)
}

/// Every element of a list, with its place in the path of a refusal.
pub(crate) fn list<N: Node, T>(read: impl Fn(N) -> Result<T>) -> impl FnOnce(N) -> Result<Vec<T>> {
    move |node| node.list(|index, element| read(element).map_err(|error| error.at(&format!("[{index}]"))))
}
