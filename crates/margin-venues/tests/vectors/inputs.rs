//! The inputs of a vector, read by name, with a record of what was read.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use margin_core::{Decimal, parse};
use serde_json::Value;

use crate::vector::Outcome;

/// The inputs of a vector, and which of them have not been read.
#[derive(Clone)]
pub(crate) struct Inputs {
    value: Value,
    path: String,
    unread: Rc<RefCell<BTreeSet<String>>>,
}

impl Inputs {
    pub(crate) fn new(value: Value) -> Self {
        let mut leaves = BTreeSet::new();
        collect_leaves(&value, String::new(), &mut leaves);
        Self { value, path: String::new(), unread: Rc::new(RefCell::new(leaves)) }
    }

    /// The text of an input, where it is given.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.mark_read(key);
        self.value.get(key)?.as_str().map(str::to_owned)
    }

    /// A number, where it is given.
    pub(crate) fn optional(&self, key: &str) -> Outcome<Option<Decimal>> {
        self.mark_read(key);
        match self.value.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => number(value).map(Some),
        }
    }

    /// A number that must be given.
    pub(crate) fn decimal(&self, key: &str) -> Outcome<Decimal> {
        self.optional(key)?.ok_or_else(|| format!("no input {key}").into())
    }

    /// The number under the first of these names that is given.
    pub(crate) fn first_of(&self, keys: &[&str]) -> Outcome<Option<Decimal>> {
        for key in keys {
            if self.value.get(*key).is_some_and(|value| !value.is_null()) {
                return self.optional(key);
            }
        }
        Ok(None)
    }

    /// The inputs inside an input.
    pub(crate) fn group(&self, key: &str) -> Outcome<Self> {
        let value = self.value.get(key).ok_or_else(|| format!("no input {key}"))?;
        Ok(Self { value: value.clone(), path: self.path_of(key), unread: Rc::clone(&self.unread) })
    }

    /// The groups of a list; none where it is not given.
    pub(crate) fn list(&self, key: &str) -> Vec<Self> {
        let items = self.value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let path = self.path_of(key);
        let group = |(index, value)| Self { value, path: format!("{path}[{index}]"), unread: Rc::clone(&self.unread) };
        items.into_iter().enumerate().map(group).collect()
    }

    /// The rows of a table of numbers.
    pub(crate) fn rows(&self, key: &str) -> Outcome<Vec<Vec<Decimal>>> {
        self.mark_read(key);
        let rows = self.value.get(key).and_then(Value::as_array).ok_or_else(|| format!("no table {key}"))?;
        rows.iter().map(|row| numbers(row).ok_or("a row is not a list")?.collect()).collect()
    }

    /// The numbers of a list.
    pub(crate) fn numbers(&self, key: &str) -> Outcome<Vec<Decimal>> {
        self.mark_read(key);
        self.value.get(key).and_then(numbers).ok_or_else(|| format!("no list {key}"))?.collect()
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn mark_read(&self, key: &str) {
        let path = self.path_of(key);
        let inside = |leaf: &String| leaf.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('['));
        self.unread.borrow_mut().retain(|leaf| *leaf != path && !inside(leaf));
    }

    /// The inputs that no reading has looked at.
    pub(crate) fn unread(&self) -> Vec<String> {
        self.unread.borrow().iter().cloned().collect()
    }
}

fn collect_leaves(value: &Value, path: String, leaves: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect_leaves(value, path, leaves);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect_leaves(value, format!("{path}[{index}]"), leaves);
            }
        }
        // Nothing was given under this name.
        Value::Null => {}
        _ => {
            leaves.insert(path);
        }
    }
}

fn numbers(value: &Value) -> Option<impl Iterator<Item = Outcome<Decimal>>> {
    value.as_array().map(|items| items.iter().map(number))
}

/// A published number. A remark may follow it, as in `"21.605 (not verified)"`; digits that a decimal cannot hold, the
/// 29th and later, are cut off, which is far below every tolerance.
pub(crate) fn number(value: &Value) -> Outcome<Decimal> {
    const LONGEST: usize = "12345.67890123456789012345678".len();
    let text = value.as_str().ok_or_else(|| format!("{value} is not a text"))?;
    let (number, _remark) = text.split_once(' ').unwrap_or((text, ""));
    let held = match number.find('.') {
        Some(point) if point < LONGEST => number.get(..LONGEST).unwrap_or(number),
        _ => number,
    };
    Ok(parse(held)?)
}
