//! What the links of the pages have in common: `#v1&key=value&key=value`, every known key at most once.

/// The most characters a link may have.
pub const LONGEST: usize = 1024;
/// What links begin with that are read for ever.
pub const VERSION_1: &str = "v1";
/// What the links of a position begin with now.
pub const VERSION_2: &str = "v2";

/// The keys of a page's links.
pub trait Key: Copy + PartialEq + 'static {
    /// All of them, in canonical order.
    const ALL: &'static [Self];

    /// The key as the link writes it.
    fn code(self) -> &'static str;
}

/// What a link says, unread yet.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts<'a, K> {
    /// What it begins with.
    pub version: &'static str,
    /// The values by their keys, in canonical order. A key that was given twice is not among them: which of two values
    /// was meant cannot be known.
    pub given: Vec<(K, &'a str)>,
    /// Whether there is a part that is no known key with a value.
    pub has_unknown: bool,
    /// The keys that were given twice.
    pub repeated: Vec<K>,
}

/// Why nothing of a link is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// There is nothing.
    Empty,
    /// Over [`LONGEST`].
    TooLong,
    /// None of the versions that are read.
    Version,
}

/// The parts of a fragment in one of these versions, with or without its `#`.
///
/// # Errors
/// Why nothing of it is looked at.
pub fn parts<'a, K: Key>(fragment: &'a str, versions: &[&'static str]) -> Result<Parts<'a, K>, Ignored> {
    let link = fragment.strip_prefix('#').unwrap_or(fragment);
    if link.is_empty() {
        return Err(Ignored::Empty);
    }
    if link.len() > LONGEST {
        return Err(Ignored::TooLong);
    }
    let mut parts = link.split('&');
    let first = parts.next();
    let Some(version) = versions.iter().copied().find(|version| first == Some(*version)) else {
        return Err(Ignored::Version);
    };
    let mut given: Vec<(K, &str)> = Vec::new();
    let mut repeated: Vec<K> = Vec::new();
    let mut has_unknown = false;
    for part in parts {
        let known = part
            .split_once('=')
            .and_then(|(code, value)| K::ALL.iter().find(|key| key.code() == code).map(|key| (*key, value)));
        match known {
            None => has_unknown = true,
            Some((key, value)) if given.iter().all(|(other, _)| *other != key) => given.push((key, value)),
            Some((key, _)) if !repeated.contains(&key) => repeated.push(key),
            Some(_) => {}
        }
    }
    let of_key = |key: &K| given.iter().find(|(known, _)| known == key && !repeated.contains(key)).copied();
    let given = K::ALL.iter().filter_map(of_key).collect();
    Ok(Parts { version, given, has_unknown, repeated })
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Key for char {
        const ALL: &'static [Self] = &['b', 'a', 'c'];

        fn code(self) -> &'static str {
            match self {
                'a' => "a",
                'b' => "b",
                _ => "c",
            }
        }
    }

    #[test]
    fn known_keys_are_read_once_each_in_canonical_order() {
        let read = parts::<char>("#v1&a=1&b=2=3&c=", &[VERSION_1]).unwrap();
        assert_eq!(
            read,
            Parts {
                version: "v1",
                given: vec![('b', "2=3"), ('a', "1"), ('c', "")],
                has_unknown: false,
                repeated: vec![]
            }
        );
        let read = parts::<char>("v1&a=1&d=4&a=1&b&a=2&c=5", &[VERSION_1]).unwrap();
        assert_eq!(read, Parts { version: "v1", given: vec![('c', "5")], has_unknown: true, repeated: vec!['a'] });
        assert_eq!(
            parts::<char>("v1", &[VERSION_1]),
            Ok(Parts { version: "v1", given: vec![], has_unknown: false, repeated: vec![] })
        );
    }

    #[test]
    fn what_is_no_link_of_this_version_is_not_looked_at() {
        for (fragment, ignored) in [
            ("", Ignored::Empty),
            ("#", Ignored::Empty),
            ("##v1&a=1", Ignored::Version),
            ("V1&a=1", Ignored::Version),
            ("v12&a=1", Ignored::Version),
            ("a=1&v1", Ignored::Version),
        ] {
            assert_eq!(parts::<char>(fragment, &[VERSION_1]), Err(ignored), "{fragment}");
        }
        let longest = format!("v1&a={}", "9".repeat(LONGEST - 5));
        assert_eq!(parts::<char>(&longest, &[VERSION_1]).unwrap().given, [('a', &longest[5..])]);
        assert_eq!(parts::<char>(&(longest + "9"), &[VERSION_1]), Err(Ignored::TooLong));
    }
}
