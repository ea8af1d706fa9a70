//! What was chosen, and the link to it: `#v2&as=frame&theme=dark&side=short&lev=20`.

use crate::link::{self, Key as _, Parts, VERSION_1, VERSION_2};
use crate::position::link::{Key as StartKey, unescaped};
use crate::words::Message;

/// What stands in the page of others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The element.
    #[default]
    Element,
    /// The frame.
    Frame,
}

/// How much of the calculator is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Everything.
    #[default]
    Whole,
    /// The outcomes and the picture.
    Outcomes,
}

/// How light or dark it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the page is that it stands in, and in a frame as the system says.
    #[default]
    Page,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The most width that it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// All there is.
    #[default]
    Full,
    /// A column of text.
    Column,
    /// Half of one.
    Half,
    /// A narrow phone.
    Narrow,
}

/// One of a few.
pub trait Choice: Copy + PartialEq + Default + Send + Sync + 'static {
    /// All of them, the default first.
    const ALL: &'static [Self];
    /// What it is a choice of, in links.
    const KEY: Key;
    /// The same in words.
    const TITLE: Message;

    /// The name in links and attributes.
    fn code(self) -> &'static str;

    /// What it is called on screen.
    fn name(self) -> Message;

    /// The one with this name.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.code() == code)
    }
}

impl Choice for Kind {
    const ALL: &'static [Self] = &[Self::Element, Self::Frame];
    const KEY: Key = Key::Kind;
    const TITLE: Message = Message::EmbedAs;

    fn code(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Frame => "frame",
        }
    }

    fn name(self) -> Message {
        match self {
            Self::Element => Message::EmbedElement,
            Self::Frame => Message::EmbedFrame,
        }
    }
}

impl Choice for Extent {
    const ALL: &'static [Self] = &[Self::Whole, Self::Outcomes];
    const KEY: Key = Key::Extent;
    const TITLE: Message = Message::EmbedShow;

    fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Outcomes => "outcomes",
        }
    }

    fn name(self) -> Message {
        match self {
            Self::Whole => Message::EmbedWhole,
            Self::Outcomes => Message::EmbedOutcomes,
        }
    }
}

impl Choice for Theme {
    const ALL: &'static [Self] = &[Self::Page, Self::Light, Self::Dark];
    const KEY: Key = Key::Theme;
    const TITLE: Message = Message::EmbedTheme;

    fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn name(self) -> Message {
        match self {
            Self::Page => Message::EmbedThemePage,
            Self::Light => Message::EmbedThemeLight,
            Self::Dark => Message::EmbedThemeDark,
        }
    }
}

impl Choice for Width {
    const ALL: &'static [Self] = &[Self::Full, Self::Column, Self::Half, Self::Narrow];
    const KEY: Key = Key::Width;
    const TITLE: Message = Message::EmbedWidth;

    fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Column => "720",
            Self::Half => "480",
            Self::Narrow => "320",
        }
    }

    fn name(self) -> Message {
        match self {
            Self::Full => Message::EmbedFull,
            Self::Column => Message::EmbedColumn,
            Self::Half => Message::EmbedHalf,
            Self::Narrow => Message::EmbedNarrow,
        }
    }
}

/// Everything that was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// What stands in the page.
    pub kind: Kind,
    /// How much is shown.
    pub extent: Extent,
    /// How light or dark.
    pub theme: Theme,
    /// How wide.
    pub width: Width,
    /// What its reader begins with, as parts of a link to it. The widget itself reads them, strictly.
    pub start: Vec<(StartKey, String)>,
}

/// A key of the links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The kind.
    Kind,
    /// The extent.
    Extent,
    /// The theme.
    Theme,
    /// The width.
    Width,
    /// A part of the start.
    Start(StartKey),
}

impl link::Key for Key {
    const ALL: &'static [Self] = &{
        let mut all = [Self::Kind; 4 + StartKey::ALL.len()];
        all[1] = Self::Extent;
        all[2] = Self::Theme;
        all[3] = Self::Width;
        let mut index = 0;
        while index < StartKey::ALL.len() {
            all[4 + index] = Self::Start(StartKey::ALL[index]);
            index += 1;
        }
        all
    };

    fn code(self) -> &'static str {
        match self {
            Self::Kind => "as",
            Self::Extent => "extent",
            Self::Theme => "theme",
            Self::Width => "width",
            Self::Start(key) => key.code(),
        }
    }
}

impl Chosen {
    /// The fragment of a link, without its `#`.
    pub fn link(&self) -> String {
        let mut link = VERSION_2.to_owned();
        let mut push = |key: Key, value: &str| link.push_str(&["&", key.code(), "=", value].concat());
        push_chosen(&mut push, self.kind);
        push_chosen(&mut push, self.extent);
        push_chosen(&mut push, self.theme);
        push_chosen(&mut push, self.width);
        for (key, value) in &self.start {
            push(Key::Start(*key), value);
        }
        link
    }

    /// What a fragment says. A part that says nothing that can be chosen is left out.
    pub fn from_link(fragment: &str) -> Self {
        let given = link::parts::<Key>(fragment, &VERSIONS).map(|Parts { given, .. }| given).unwrap_or_default();
        let mut chosen = Self::default();
        for (key, value) in given {
            match key {
                Key::Kind => chosen.kind = Kind::from_code(value).unwrap_or_default(),
                Key::Extent => chosen.extent = Extent::from_code(value).unwrap_or_default(),
                Key::Theme => chosen.theme = Theme::from_code(value).unwrap_or_default(),
                Key::Width => chosen.width = Width::from_code(value).unwrap_or_default(),
                // What version 1 called so; a size is shown in none of these words.
                Key::Start(StartKey::Shown) if Extent::from_code(value).is_some() => {
                    chosen.extent = Extent::from_code(value).unwrap_or_default();
                }
                Key::Start(key) => chosen.start.extend(part(key, value)),
            }
        }
        chosen
    }

    /// The attributes of the element, but for its width.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut all: Vec<_> =
            self.start.iter().filter_map(|(key, value)| Some((key.attribute()?, written(*key, value)?))).collect();
        if self.theme != Theme::Page {
            all.push(("theme", self.theme.code().to_owned()));
        }
        if self.extent == Extent::Outcomes {
            all.push(("readonly", String::new()));
        }
        all
    }

    /// With the start that a link to the calculator says.
    #[must_use]
    pub fn starting(mut self, fragment: &str) -> Self {
        let given = link::parts::<StartKey>(fragment, &VERSIONS).map(|Parts { given, .. }| given).unwrap_or_default();
        self.start = given.into_iter().filter_map(|(key, value)| part(key, value)).collect();
        self
    }
}

/// What was chosen, unless it is the default.
fn push_chosen<T: Choice>(push: &mut impl FnMut(Key, &str), choice: T) {
    if choice != T::default() {
        push(T::KEY, choice.code());
    }
}

/// The versions of links that are read.
const VERSIONS: [&str; 2] = [VERSION_2, VERSION_1];

/// A part as an attribute says it: a symbol as it is.
fn written(key: StartKey, value: &str) -> Option<String> {
    if key == StartKey::Market { unescaped(value) } else { Some(value.to_owned()) }
}

/// A part of the start, if it can be one: letters, digits and what symbols are written with. The date of the table is
/// today's, whatever is linked.
fn part(key: StartKey, value: &str) -> Option<(StartKey, String)> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-_@".contains(letter);
    let is_symbol = key == StartKey::Market && unescaped(value).is_some();
    let is_plain = is_symbol || !value.is_empty() && value.chars().all(is_plain);
    (is_plain && key != StartKey::Table).then(|| (key, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_link_says_what_was_chosen_and_no_more() {
        assert_eq!(Chosen::default().link(), "v2");
        let chosen = Chosen { kind: Kind::Frame, theme: Theme::Dark, ..Chosen::default() };
        let chosen = chosen.starting("#v1&side=short&lev=20&table=2026-09-29");
        assert_eq!(chosen.link(), "v2&as=frame&theme=dark&side=short&lev=20");
        assert_eq!(Chosen::from_link(&chosen.link()), chosen);
    }

    #[test]
    fn what_cannot_be_chosen_is_left_out() {
        for link in ["", "#v3&as=frame", "v1&as=window&theme=<b>&width=7", "v1&lev=\"><img>&side=a b&value=", "v1&x=1"]
        {
            assert_eq!(Chosen::from_link(link), Chosen::default(), "{link}");
        }
    }

    proptest! {
        #[test]
        fn what_is_linked_is_read_back(text in "v[12](&(as|show|extent|theme|width|side|lev|value|margin|wallet|market|x)=[a-zA-Z0-9.<\"]{0,8}){0,8}") {
            let chosen = Chosen::from_link(&text);
            prop_assert_eq!(Chosen::from_link(&chosen.link()), chosen);
        }
    }
}
