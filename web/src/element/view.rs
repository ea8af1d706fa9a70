//! What makes an element a view of Leptos.

use super::Element;
use super::document::Drawn;
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState};
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{self, Node};

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
        self.remove();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        let _ = parent.insert_before(self.node(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.node().parent_node().and_then(|parent| parent.dyn_into::<web_sys::Element>().ok());
        parent.is_some_and(|parent| child.try_mount(&parent, Some(self.node())))
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        self.node().clone().dyn_into().into_iter().collect()
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
            Ok(node) => self.alive(node, false),
            Err(_) => self.made(),
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}
