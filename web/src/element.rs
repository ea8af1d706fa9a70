//! Elements as data.
//!
//! A view of Leptos is generic over the types of its parts: every place on a page is a type of its own, and brings its
//! own code to be drawn, taken over and redrawn. A page of many cards and panels would not fit into its budget. An
//! [`Element`] is one type for all of them: a tag, attributes, listeners and children, any of which may be signals. It
//! is a view of Leptos like others, so the two can stand in each other.
//!
//! What can be said is kept to what can be taken over without a trace: an element has either elements in it, with single
//! spaces between them, or one text.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState};
use leptos::wasm_bindgen::prelude::Closure;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use leptos::web_sys::{self, Event, Node};
use std::cell::RefCell;
use std::rc::Rc;

/// A text that stays, or one that changes by itself.
pub enum Words {
    /// Stays.
    Still(String),
    /// Changes.
    Live(Signal<String>),
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
    tag: &'static str,
    attributes: Vec<(&'static str, Words)>,
    /// Classes that come and go.
    classes: Vec<(&'static str, Signal<bool>)>,
    /// What stands in a text field.
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

/// The tag of what is no element, but the space between two.
const SPACE: &str = " ";

/// An element without attributes and content.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        classes: Vec::new(),
        value: None,
        checked: None,
        listeners: Vec::new(),
        content: Content::Nothing,
    }))
}

/// The space between two words that stand in elements of their own.
pub fn space() -> Element {
    element(SPACE)
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

    /// With what stands in it, as a text field.
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

    fn write(&self, html: &mut String) {
        let this = &*self.0;
        if this.tag == SPACE {
            return html.push_str(SPACE);
        }
        html.push('<');
        html.push_str(this.tag);
        let mut classes = String::new();
        for (name, value) in &this.attributes {
            match *name {
                "class" => classes.push_str(&value.now()),
                _ => write_attribute(html, name, &value.now()),
            }
        }
        for (name, condition) in &this.classes {
            if condition.get_untracked() {
                if !classes.is_empty() {
                    classes.push(' ');
                }
                classes.push_str(name);
            }
        }
        if !classes.is_empty() {
            write_attribute(html, "class", &classes);
        }
        if let Some(value) = this.value {
            write_attribute(html, "value", &value.get_untracked());
        }
        if this.checked.is_some_and(|checked| checked.get_untracked()) {
            html.push_str(" checked");
        }
        html.push('>');
        if this.tag == "input" {
            return;
        }
        match &this.content {
            Content::Nothing => {}
            Content::Text(text) => escape(html, &text.now()),
            Content::Elements(children) => children.iter().for_each(|child| child.write(html)),
            Content::Keyed(Keyed { keys, make }) => {
                untrack(keys).into_iter().for_each(|key| make(key).write(html));
            }
        }
        html.push_str("</");
        html.push_str(this.tag);
        html.push('>');
    }

    /// The node this element is, made anew.
    fn made(self) -> Drawn {
        let document = document();
        let tag = self.0.tag;
        if tag == SPACE {
            return Drawn { node: document.create_text_node(SPACE).into(), effects: Vec::new(), kept: Vec::new() };
        }
        let is_drawing = ["svg", "g", "path", "line", "rect", "circle", "text"].contains(&tag);
        let namespace = if is_drawing { "http://www.w3.org/2000/svg" } else { "http://www.w3.org/1999/xhtml" };
        let made = document.create_element_ns(Some(namespace), tag);
        match made {
            Ok(node) => self.attached(node, true),
            // No tag of ours is one that a document refuses.
            Err(_) => space().made(),
        }
    }

    /// Takes over what the build has written into an element of the document, for as long as the page is there.
    #[cfg(target_arch = "wasm32")]
    pub fn take_over(root: &web_sys::Element, page: fn() -> Vec<Self>) {
        // Refused where it has been done before, which is as good.
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let mut written = root.first_element_child();
        owner.with(|| {
            for element in page() {
                let Some(node) = written.take() else { return };
                written = node.next_element_sibling();
                std::mem::forget(element.attached(node, false));
            }
        });
        std::mem::forget(owner);
    }

    /// Brings a node to life: one that was just made, or one that the build has written.
    fn attached(self, node: web_sys::Element, is_new: bool) -> Drawn {
        let Parts { attributes, classes, value, checked, listeners, content, .. } = *self.0;
        let mut effects = Vec::new();
        let mut kept = Vec::new();
        for (name, value) in attributes {
            match value {
                Words::Still(text) if is_new => put_attribute(&node, name, &text),
                Words::Still(_) => {}
                Words::Live(text) => {
                    let known = node.get_attribute(name);
                    let node = node.clone();
                    effects.push(follow(text, known, Box::new(move |text| put_attribute(&node, name, text))));
                }
            }
        }
        for (name, condition) in classes {
            let list = node.class_list();
            effects.push(effect(Box::new(move || {
                condition.try_with(|condition| {
                    let _ = list.toggle_with_force(name, *condition);
                })
            })));
        }
        for (event, listener) in listeners {
            let listener = Closure::<dyn Fn(Event)>::new(listener);
            let _ = node.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            kept.push(Kept::Listener(listener));
        }
        match content {
            Content::Nothing => {}
            Content::Text(Words::Still(text)) => {
                if is_new {
                    node.set_text_content(Some(&text));
                }
            }
            Content::Text(Words::Live(text)) => {
                let known = node.text_content();
                let node = node.clone();
                effects.push(follow(text, known, Box::new(move |text| node.set_text_content(Some(text)))));
            }
            Content::Elements(children) => {
                let mut known = node.first_element_child();
                for child in children {
                    if is_new {
                        let child = child.made();
                        let _ = node.append_child(&child.node);
                        kept.push(Kept::Child(child));
                    } else if child.0.tag != SPACE
                        && let Some(here) = known.take()
                    {
                        known = here.next_element_sibling();
                        kept.push(Kept::Child(child.attached(here, false)));
                    }
                }
            }
            Content::Keyed(keyed) => effects.push(keep_keyed(&node, keyed)),
        }
        // After the content: what is chosen in a list must be in it.
        if let Some(value) = value {
            let node = node.clone();
            effects
                .push(effect(Box::new(move || value.try_with(|value| put(&node, "value", &JsValue::from_str(value))))));
        }
        if let Some(checked) = checked {
            let node = node.clone();
            effects.push(effect(Box::new(move || {
                checked.try_with(|checked| put(&node, "checked", &JsValue::from_bool(*checked)))
            })));
        }
        Drawn { node: node.into(), effects, kept }
    }
}

impl Words {
    fn now(&self) -> String {
        match self {
            Self::Still(text) => text.clone(),
            Self::Live(text) => text.get_untracked(),
        }
    }
}

/// An element in the document, and what keeps it alive.
pub struct Drawn {
    node: Node,
    #[expect(dead_code, reason = "an effect ends when it is dropped")]
    effects: Vec<RenderEffect<()>>,
    #[expect(dead_code, reason = "a listener ends when it is dropped")]
    kept: Vec<Kept>,
}

#[expect(dead_code, reason = "held, not read")]
enum Kept {
    Listener(Closure<dyn Fn(Event)>),
    Child(Drawn),
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        self.made()
    }

    fn rebuild(self, state: &mut Drawn) {
        let mut drawn = self.made();
        state.insert_before_this(&mut drawn);
        state.unmount();
        *state = drawn;
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        remove(&self.node);
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.node.parent_node().and_then(|parent| parent.dyn_into::<web_sys::Element>().ok());
        parent.is_some_and(|parent| child.try_mount(&parent, Some(&self.node)))
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        self.node.clone().dyn_into().into_iter().collect()
    }
}

impl AddAnyAttr for Element {
    type Output<NewAttribute: Attribute> = Self;

    /// Attributes from outside have no place here.
    fn add_any_attr<NewAttribute: Attribute>(self, _attribute: NewAttribute) -> Self
    where
        Self: RenderHtml,
    {
        self
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attributes: Vec<AnyAttribute>,
    ) {
        self.write(html);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Drawn {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        position.set(Position::NextChild);
        match cursor.current().dyn_into() {
            Ok(node) => self.attached(node, false),
            Err(_) => self.made(),
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// All effects are of one type. What is inside an element that was just removed may run once more, when its signals are
/// gone: then there is nothing to do.
fn effect(run: Box<dyn Fn() -> Option<()>>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run().unwrap_or_default())
}

/// Hands a text on whenever it is not the one that is known to be there. Nothing else changes the attributes and texts
/// that are live, so the document is asked for them only once.
fn follow(text: Signal<String>, known: Option<String>, put: Box<dyn Fn(&str)>) -> RenderEffect<()> {
    let known = RefCell::new(known);
    effect(Box::new(move || {
        text.try_with(|text| {
            if known.borrow().as_ref() != Some(text) {
                put(text);
                known.replace(Some(text.clone()));
            }
        })
    }))
}

/// The elements of the keys, made and removed as the keys come and go. What stays is not touched, so focus stays, too.
fn keep_keyed(node: &web_sys::Element, keyed: Keyed) -> RenderEffect<()> {
    let Keyed { keys, make } = keyed;
    let known: Rc<RefCell<Vec<(usize, Owner, Drawn)>>> = Rc::default();
    // What an effect owns ends when it runs again; what is made in it must not.
    let parent = Owner::current().unwrap_or_default();
    let node = node.clone();
    let mut written = node.first_element_child();
    RenderEffect::new(move |before: Option<()>| {
        let keys = keys();
        let mut old = known.take();
        let mut now = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(index) = old.iter().position(|(known, ..)| *known == key) {
                now.push(old.swap_remove(index));
                continue;
            }
            let owner = parent.with(Owner::new);
            let here = if before.is_none() { written.take() } else { None };
            let drawn = owner.with(|| {
                untrack(|| match here {
                    Some(here) => {
                        written = here.next_element_sibling();
                        make(key).attached(here, false)
                    }
                    None => make(key).made(),
                })
            });
            now.push((key, owner, drawn));
        }
        for (_, owner, gone) in old {
            remove(&gone.node);
            owner.cleanup();
        }
        let mut following: Option<Node> = None;
        for (.., drawn) in now.iter().rev() {
            let is_in_place = drawn.node.parent_node().is_some() && drawn.node.next_sibling() == following;
            if !is_in_place {
                let _ = node.insert_before(&drawn.node, following.as_ref());
            }
            following = Some(drawn.node.clone());
        }
        known.replace(now);
    })
}

fn put_attribute(node: &web_sys::Element, name: &str, text: &str) {
    let _ = node.set_attribute(name, text);
}

fn put(node: &web_sys::Element, property: &str, value: &JsValue) {
    let property = JsValue::from_str(property);
    if js_sys::Reflect::get(node, &property).as_ref() != Ok(value) {
        let _ = js_sys::Reflect::set(node, &property, value);
    }
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

fn write_attribute(html: &mut String, name: &str, text: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape(html, text);
    html.push('"');
}

fn escape(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::{flag, live};

    #[test]
    fn elements_are_written_as_they_stand() {
        Owner::new().with(|| {
            let page = element("p")
                .class("said")
                .class_if("loud", flag(|| true))
                .class_if("quiet", flag(|| false))
                .with("title", live(|| "a \"b\" <c> & d".to_owned()))
                .children([
                    element("b").text("1 < 2"),
                    space(),
                    element("input").with("type", "radio").value(live(|| "x".to_owned())).checked(flag(|| true)),
                    element("ol").keyed(|| vec![2, 1], |key| element("li").text(key.to_string())),
                ]);
            assert_eq!(
                page.to_html(),
                "<p title=\"a &quot;b&quot; &lt;c> &amp; d\" class=\"said loud\"><b>1 &lt; 2</b> \
                 <input type=\"radio\" value=\"x\" checked><ol><li>2</li><li>1</li></ol></p>"
            );
        });
    }
}
