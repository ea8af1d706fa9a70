//! How one locale writes numbers.
//!
//! Nothing is shipped for this: the browser formats a few sample numbers with `Intl.NumberFormat`, says which part of
//! each text is what, and [`Locale::from_samples`] reads the habits out of the parts.

/// A no-break space: a number and its unit stay on one line.
pub(super) const NO_BREAK_SPACE: char = '\u{a0}';
/// The minus sign of typography; the hyphen is too short beside figures.
const MINUS: &str = "\u{2212}";

/// How a locale writes numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// What stands before the fraction.
    pub decimal: String,
    /// What stands between groups of digits.
    pub group: String,
    /// Digits in the last group before the fraction.
    pub primary_group: usize,
    /// Digits in every group before that one: 2 in India, else as the last.
    pub secondary_group: usize,
    /// A number is grouped only where its first group has this many digits: 2 in Spanish, so "1234" and "12.345".
    pub minimum_grouping: usize,
    /// The ten digits, from zero.
    pub digits: [char; 10],
    /// What stands before a number below zero.
    pub minus: String,
    /// What stands before a number above zero, where it is asked for.
    pub plus: String,
    /// What stands before and after a percentage.
    pub percent: (String, String),
    /// Whether its numbers run in a direction of their own, and would change places with what stands beside them in a
    /// sentence of another: each is then isolated from it.
    pub is_isolated: bool,
}

/// One part of a formatted sample: its type as `Intl` names it, and its text.
pub(super) type Part = (String, String);

/// What the browser formatted, in parts.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// −1234567.5
    pub negative: Vec<Part>,
    /// 1234
    pub four_digits: Vec<Part>,
    /// 9876543210, ungrouped
    pub all_digits: Vec<Part>,
    /// 0.5 in the style "percent"
    pub percent: Vec<Part>,
    /// 5 with its sign shown
    pub positive: Vec<Part>,
}

impl Locale {
    /// English as written in the United States: what the build writes, and what stands until the browser has spoken.
    pub fn english() -> Self {
        Self {
            decimal: ".".to_owned(),
            group: ",".to_owned(),
            primary_group: 3,
            secondary_group: 3,
            minimum_grouping: 1,
            digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
            minus: MINUS.to_owned(),
            plus: "+".to_owned(),
            percent: (String::new(), "%".to_owned()),
            is_isolated: false,
        }
    }

    /// The habits that show in the samples; where a sample is missing or odd, English stands in.
    pub fn from_samples(sample: &Sample) -> Self {
        let english = Self::english();
        let find = |parts: &[Part], kind: &str| parts.iter().find(|part| part.0 == kind).map(|part| part.1.clone());

        let groups: Vec<usize> =
            sample.negative.iter().filter(|part| part.0 == "integer").map(|part| part.1.chars().count()).collect();
        let primary_group = groups.last().copied().filter(|_| groups.len() > 1).unwrap_or(english.primary_group);
        let secondary_group = match groups.as_slice() {
            [_, middle, _] | [_, _, middle, _] => *middle,
            _ => primary_group,
        };
        let mut digits = english.digits;
        let shown: Vec<char> = find(&sample.all_digits, "integer").unwrap_or_default().chars().rev().collect();
        if let Ok(ten) = <[char; 10]>::try_from(shown) {
            digits = ten;
        }
        let is_isolated = [&sample.negative, &sample.all_digits, &sample.percent, &sample.positive]
            .into_iter()
            .flatten()
            .any(|part| part.1.contains(has_direction));
        Self {
            is_isolated,
            decimal: find(&sample.negative, "decimal").unwrap_or(english.decimal),
            group: find(&sample.negative, "group").unwrap_or(english.group),
            primary_group,
            secondary_group,
            minimum_grouping: if find(&sample.four_digits, "group").is_some() { 1 } else { 2 },
            digits,
            // A bare hyphen becomes the true sign; a locale's own mark (Arabic adds a direction mark) stays.
            minus: find(&sample.negative, "minusSign").filter(|sign| sign != "-").unwrap_or(english.minus),
            plus: find(&sample.positive, "plusSign").unwrap_or(english.plus),
            percent: around_digits(&sample.percent).unwrap_or(english.percent),
        }
    }
}

/// Whether it is a letter or digit of a script that is written from right to left, or a mark of direction.
const fn has_direction(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}')
}

/// The texts before and after the digits of a sample. A space in them must not break the line.
fn around_digits(parts: &[Part]) -> Option<(String, String)> {
    let at = parts.iter().position(|part| part.0 == "integer")?;
    let text = |parts: &[Part]| -> String {
        parts
            .iter()
            .flat_map(|part| part.1.chars())
            .map(|character| if character == ' ' { NO_BREAK_SPACE } else { character })
            .collect()
    };
    Some((text(&parts[..at]), text(&parts[at + 1..])))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn parts(list: &[(&str, &str)]) -> Vec<Part> {
        list.iter().map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned())).collect()
    }

    /// The samples as Chromium 140 formats them for de-DE.
    pub(crate) fn german() -> Locale {
        Locale::from_samples(&Sample {
            negative: parts(&[
                ("minusSign", "-"),
                ("integer", "1"),
                ("group", "."),
                ("integer", "234"),
                ("group", "."),
                ("integer", "567"),
                ("decimal", ","),
                ("fraction", "5"),
            ]),
            four_digits: parts(&[("integer", "1"), ("group", "."), ("integer", "234")]),
            all_digits: parts(&[("integer", "9876543210")]),
            percent: parts(&[("integer", "50"), ("literal", "\u{a0}"), ("percentSign", "%")]),
            positive: parts(&[("plusSign", "+"), ("integer", "5")]),
        })
    }

    /// fr-CH: narrow no-break spaces between the groups.
    pub(crate) fn swiss_french() -> Locale {
        Locale::from_samples(&Sample {
            negative: parts(&[
                ("minusSign", "-"),
                ("integer", "1"),
                ("group", "\u{202f}"),
                ("integer", "234"),
                ("group", "\u{202f}"),
                ("integer", "567"),
                ("decimal", ","),
                ("fraction", "5"),
            ]),
            four_digits: parts(&[("integer", "1"), ("group", "\u{202f}"), ("integer", "234")]),
            all_digits: parts(&[("integer", "9876543210")]),
            percent: parts(&[("integer", "50"), ("literal", "\u{202f}"), ("percentSign", "%")]),
            positive: parts(&[("plusSign", "+"), ("integer", "5")]),
        })
    }

    /// hi-IN: groups of two above the first three.
    pub(crate) fn hindi() -> Locale {
        Locale::from_samples(&Sample {
            negative: parts(&[
                ("minusSign", "-"),
                ("integer", "12"),
                ("group", ","),
                ("integer", "34"),
                ("group", ","),
                ("integer", "567"),
                ("decimal", "."),
                ("fraction", "5"),
            ]),
            four_digits: parts(&[("integer", "1"), ("group", ","), ("integer", "234")]),
            all_digits: parts(&[("integer", "9876543210")]),
            percent: parts(&[("integer", "50"), ("percentSign", "%")]),
            positive: parts(&[("plusSign", "+"), ("integer", "5")]),
        })
    }

    /// ar-EG: its own digits, separators and signs.
    pub(crate) fn egyptian() -> Locale {
        Locale::from_samples(&Sample {
            negative: parts(&[
                ("minusSign", "\u{61c}-"),
                ("integer", "١"),
                ("group", "٬"),
                ("integer", "٢٣٤"),
                ("group", "٬"),
                ("integer", "٥٦٧"),
                ("decimal", "٫"),
                ("fraction", "٥"),
            ]),
            four_digits: parts(&[("integer", "١"), ("group", "٬"), ("integer", "٢٣٤")]),
            all_digits: parts(&[("integer", "٩٨٧٦٥٤٣٢١٠")]),
            percent: parts(&[("integer", "٥٠"), ("percentSign", "٪\u{61c}")]),
            positive: parts(&[("plusSign", "\u{61c}+"), ("integer", "٥")]),
        })
    }

    /// fr-FR, which writes as fr-CH does.
    pub(crate) fn french() -> Locale {
        swiss_french()
    }

    /// ru-RU: no-break spaces between the groups.
    pub(crate) fn russian() -> Locale {
        Locale { group: NO_BREAK_SPACE.into(), ..german() }
    }

    /// de-CH: points, and apostrophes between the groups.
    pub(crate) fn swiss_german() -> Locale {
        Locale { group: "\u{2019}".into(), ..Locale::english() }
    }

    /// es-ES: four digits stand ungrouped.
    pub(crate) fn spanish() -> Locale {
        Locale { minimum_grouping: 2, ..german() }
    }

    #[test]
    fn samples_show_the_habits() {
        assert_eq!(
            german(),
            Locale {
                decimal: ",".into(),
                group: ".".into(),
                percent: (String::new(), "\u{a0}%".into()),
                ..Locale::english()
            }
        );
        assert_eq!((hindi().primary_group, hindi().secondary_group), (3, 2));
        assert_eq!(egyptian().digits[4], '٤');
        assert_eq!(egyptian().minus, "\u{61c}-");
    }

    #[test]
    fn without_samples_english_stands_in() {
        let locale = Locale::from_samples(&Sample::default());
        assert_eq!(locale, Locale { minimum_grouping: 2, ..Locale::english() });
    }
}
