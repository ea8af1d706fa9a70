//! The parts of a link, `key=value`, as every page reads them.

/// The parts of a link with a known key, and what was wrong with the others.
pub struct Parts<'a, K> {
    /// The keys that were given once, each with its value, in the order of the keys.
    pub given: Vec<(K, &'a str)>,
    /// Whether there was a part that is no known key with a value.
    pub has_unknown: bool,
    /// The keys that were given more than once. Which value was meant cannot be known: none counts.
    pub repeated: Vec<K>,
}

/// Reads the parts that have one of these keys.
pub fn read<'a, K: Copy + PartialEq>(
    parts: impl Iterator<Item = &'a str>,
    keys: &[K],
    code: impl Fn(K) -> &'static str,
) -> Parts<'a, K> {
    let mut found: Vec<(K, &str)> = Vec::new();
    let mut read = Parts { given: Vec::new(), has_unknown: false, repeated: Vec::new() };
    for part in parts {
        let known = part.split_once('=').and_then(|(name, value)| {
            let key = keys.iter().find(|key| code(**key) == name)?;
            Some((*key, value))
        });
        match known {
            None => read.has_unknown = true,
            Some((key, _)) if read.repeated.contains(&key) => {}
            Some((key, _)) if found.iter().any(|(other, _)| *other == key) => read.repeated.push(key),
            Some(part) => found.push(part),
        }
    }
    let once = |key: &K| found.iter().find(|(other, _)| other == key && !read.repeated.contains(key));
    read.given = keys.iter().filter_map(once).copied().collect();
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_taken_or_told() {
        let keys = ["a", "b", "c"];
        let read = read("c=3&a=1&x=9&b=2&b=2&b=3&a".split('&'), &keys, |key| key);
        assert_eq!(read.given, [("a", "1"), ("c", "3")]);
        assert_eq!(read.repeated, ["b"]);
        assert!(read.has_unknown);
    }
}
