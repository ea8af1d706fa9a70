//! Elements as data: how all pages and the widget are written.
//!
//! A view of Leptos is generic over the types of its parts: every place on a page is a type of its own, and brings its
//! own code to be drawn, taken over and redrawn. A page of many cards and panels would not fit into its budget. An
//! [`Element`] is one type for all of them: a tag, attributes, listeners and children, any of which may be signals. The
//! signals are Leptos', and nothing else is.
//!
//! What can be said is kept to what can be taken over without a trace: an element has either one text in it, or elements
//! with a text between two of them at most, so that every text is a node of its own.
//!
//! `html` is how the build writes an element. `document` is how the browser brings one to life, `place` finds what is
//! there of it, `follow` brings it up to date, `keyed` lets elements come and go, and [`Mounted`] is a tree in the document.

mod document;
mod follow;
mod html;
mod keyed;
mod mounted;
mod place;

pub use mounted::Mounted;

use leptos::prelude::*;
use leptos::web_sys::Event;

/// A text that stays, or one that changes by itself.
pub enum Words {
    /// Stays.
    Still(String),
    /// Changes.
    Live(Signal<String>),
}

impl Words {
    fn now(&self) -> String {
        match self {
            Self::Still(text) => text.clone(),
            Self::Live(text) => text.get_untracked(),
        }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::Still(text.to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::Still(text)
    }
}

impl From<Signal<String>> for Words {
    fn from(text: Signal<String>) -> Self {
        Self::Live(text)
    }
}

/// An element of a page. In a box, so that what builds one hands on no more than a pointer.
pub struct Element(Box<Parts>);

struct Parts {
    namespace: &'static str,
    tag: &'static str,
    /// Whether an effect of its own updates it.
    is_apart: bool,
    attributes: Vec<(&'static str, Words)>,
    /// Classes that come and go.
    classes: Vec<(&'static str, Signal<bool>)>,
    /// The text of a text field, or what is chosen in a list.
    value: Option<Signal<String>>,
    /// Whether a radio button is chosen.
    checked: Option<Signal<bool>>,
    listeners: Vec<(&'static str, Listener)>,
    content: Content,
}

type Listener = Box<dyn Fn(Event) + Send>;

enum Content {
    Nothing,
    Text(Words),
    Elements(Vec<Element>),
    Keyed(Keyed),
}

/// One element for each key, which stays as long as its key does.
struct Keyed {
    keys: Box<dyn Fn() -> Vec<usize> + Send>,
    make: Box<dyn Fn(usize) -> Element + Send>,
}

/// The tag of what is no element, but a text among elements.
const TEXT: &str = "";

const HTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";

/// An element of HTML, without attributes and content.
pub fn element(tag: &'static str) -> Element {
    bare(HTML, tag)
}

/// An element of SVG.
pub fn drawing(tag: &'static str) -> Element {
    bare(SVG, tag)
}

#[inline(never)]
fn bare(namespace: &'static str, tag: &'static str) -> Element {
    Element(Box::new(Parts {
        namespace,
        tag,
        is_apart: false,
        attributes: Vec::new(),
        classes: Vec::new(),
        value: None,
        checked: None,
        listeners: Vec::new(),
        content: Content::Nothing,
    }))
}

/// A text among elements. Two of them cannot be side by side: in the document they would be one.
pub fn words(text: impl Into<Words>) -> Element {
    element(TEXT).text(text)
}

/// The space between two words that are in elements of their own.
pub fn space() -> Element {
    words(" ")
}

impl Element {
    /// With an attribute.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Words>) -> Self {
        self.with_words(name, value.into())
    }

    #[inline(never)]
    fn with_words(mut self, name: &'static str, value: Words) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// With classes that stay.
    #[must_use]
    #[inline(never)]
    pub fn class(self, names: &'static str) -> Self {
        self.with("class", names)
    }

    /// With a class while a condition holds.
    #[must_use]
    #[inline(never)]
    pub fn class_if(mut self, name: &'static str, condition: Signal<bool>) -> Self {
        self.0.classes.push((name, condition));
        self
    }

    /// With a text in it, as a text field, or a choice, as a list.
    #[must_use]
    #[inline(never)]
    pub fn value(mut self, value: Signal<String>) -> Self {
        self.0.value = Some(value);
        self
    }

    /// Chosen while a condition holds, as a radio button.
    #[must_use]
    #[inline(never)]
    pub fn checked(mut self, condition: Signal<bool>) -> Self {
        self.0.checked = Some(condition);
        self
    }

    /// With a listener.
    #[must_use]
    pub fn on(self, event: &'static str, listener: impl Fn(Event) + Send + 'static) -> Self {
        self.with_listener(event, Box::new(listener))
    }

    #[inline(never)]
    fn with_listener(mut self, event: &'static str, listener: Listener) -> Self {
        self.0.listeners.push((event, listener));
        self
    }

    /// Updated by an effect of its own, with all that is in it: for a large part that rests while others change.
    #[must_use]
    pub fn apart(mut self) -> Self {
        self.0.is_apart = true;
        self
    }

    /// With a text in it.
    #[must_use]
    pub fn text(self, text: impl Into<Words>) -> Self {
        self.with_content(Content::Text(text.into()))
    }

    #[inline(never)]
    fn with_content(mut self, content: Content) -> Self {
        self.0.content = content;
        self
    }

    /// With elements in it.
    #[must_use]
    pub fn children<const N: usize>(self, children: [Self; N]) -> Self {
        self.list(children.into())
    }

    /// With as many elements in it as there are.
    #[must_use]
    pub fn list(self, children: Vec<Self>) -> Self {
        self.with_content(Content::Elements(children))
    }

    /// With one element for each key. It is made when its key comes, and goes with it.
    #[must_use]
    pub fn keyed(
        self,
        keys: impl Fn() -> Vec<usize> + Send + 'static,
        make: impl Fn(usize) -> Self + Send + 'static,
    ) -> Self {
        self.with_content(Content::Keyed(Keyed { keys: Box::new(keys), make: Box::new(make) }))
    }
}
