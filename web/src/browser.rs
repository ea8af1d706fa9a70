//! What only a browser can tell or do: the locale, the fragment, the clipboard, the theme, a pause.
//!
//! Natively, where the build draws the page and the tests press its buttons, none of it exists: there the functions
//! answer as a browser would that knows nothing, and do nothing.

use crate::number::Locale;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{DomRect, Element, Event, HtmlInputElement, PointerEvent};

#[cfg(target_arch = "wasm32")]
mod ask {
    use crate::number::{Locale, Sample};
    use js_sys::{Array, Function, Intl, Object, Reflect};
    use leptos::prelude::*;
    use leptos::wasm_bindgen::{JsCast as _, JsValue};

    /// How this reader's locale writes numbers, read once from a few that the browser formats.
    pub(super) fn locale() -> Locale {
        Locale::from_samples(&Sample {
            negative: parts(-1_234_567.5, &[]),
            four_digits: parts(1_234.0, &[]),
            all_digits: parts(9_876_543_210.0, &[("useGrouping", JsValue::FALSE)]),
            percent: parts(0.5, &[("style", JsValue::from_str("percent"))]),
            positive: parts(5.0, &[("signDisplay", JsValue::from_str("always"))]),
        })
    }

    fn parts(number: f64, options: &[(&str, JsValue)]) -> Vec<(String, String)> {
        let wanted = Object::new();
        for (name, value) in options {
            let _ = Reflect::set(&wanted, &JsValue::from_str(name), value);
        }
        let format = Intl::NumberFormat::new(&Array::new(), &wanted);
        let text = |part: &JsValue, name: &str| {
            Reflect::get(part, &JsValue::from_str(name)).ok().and_then(|text| text.as_string()).unwrap_or_default()
        };
        let parts: Array = format.format_to_parts(number).unchecked_into();
        parts.iter().map(|part| (text(&part, "type"), text(&part, "value"))).collect()
    }

    pub(super) fn fragment() -> String {
        window().location().hash().unwrap_or_default()
    }

    pub(super) fn replace_fragment(fragment: &str) {
        let location = window().location();
        if location.hash().is_ok_and(|known| known.strip_prefix('#').unwrap_or(&known) == fragment) {
            return;
        }
        let base = base();
        let address = if fragment.is_empty() { base } else { format!("{base}#{fragment}") };
        // Refused in some sandboxes; the page works without.
        let _ =
            window().history().and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
    }

    /// The address of the page without its fragment.
    pub(super) fn base() -> String {
        let address = window().location().href().unwrap_or_default();
        address.split('#').next().unwrap_or_default().to_owned()
    }

    pub(super) fn copy(text: &str, done: impl Fn(bool) + Clone + 'static) {
        // Outside a secure context there is no clipboard at all.
        let clipboard =
            Reflect::get(&window().navigator(), &JsValue::from_str("clipboard")).unwrap_or(JsValue::UNDEFINED);
        let write = Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok();
        let promise = write
            .and_then(|write| write.dyn_into::<Function>().ok())
            .and_then(|write| write.call1(&clipboard, &JsValue::from_str(text)).ok())
            .and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok());
        let Some(promise) = promise else { return done(false) };
        leptos::task::spawn_local(async move {
            done(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
        });
    }

    pub(super) fn width_of(selector: &str) -> f64 {
        let element = document().query_selector(selector).ok().flatten();
        element.map_or(0.0, |element| element.get_bounding_client_rect().width())
    }

    pub(super) fn set_theme(name: Option<&str>) {
        let Some(root) = document().document_element() else { return };
        let _ = match name {
            Some(name) => root.set_attribute("data-theme", name),
            None => root.remove_attribute("data-theme"),
        };
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod ask {
    use crate::number::Locale;

    pub(super) fn locale() -> Locale {
        Locale::english()
    }

    pub(super) fn fragment() -> String {
        String::new()
    }

    pub(super) fn replace_fragment(_fragment: &str) {}

    pub(super) fn base() -> String {
        String::new()
    }

    pub(super) fn copy(_text: &str, _done: impl Fn(bool) + Clone + 'static) {}

    pub(super) fn width_of(_selector: &str) -> f64 {
        0.0
    }

    pub(super) fn set_theme(_name: Option<&str>) {}
}

/// How this reader's locale writes numbers.
pub fn locale() -> Locale {
    ask::locale()
}

/// The fragment of the address, with its `#`.
pub fn fragment() -> String {
    ask::fragment()
}

/// Puts the fragment into the address, without a new entry in the history.
pub fn replace_fragment(fragment: &str) {
    ask::replace_fragment(fragment);
}

/// The address of the page with a fragment.
pub fn address(fragment: &str) -> String {
    ask::base() + "#" + fragment
}

/// Copies a text, and tells whether it could.
pub fn copy(text: &str, done: impl Fn(bool) + Clone + 'static) {
    ask::copy(text, done);
}

/// Names the theme on the root element, where the style sheet looks for it; none: as the system says.
pub fn set_theme(name: Option<&str>) {
    ask::set_theme(name);
}

/// The input element an event happened at.
pub fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Whether a slider's thumb is being dragged, not stepped with a key.
pub fn is_dragged(input: &HtmlInputElement) -> bool {
    input.matches(":active").unwrap_or(false)
}

/// Where a pointer is, as a fraction of an element's width.
pub fn fraction_across(element: &Element, event: &PointerEvent) -> f64 {
    let area: DomRect = element.get_bounding_client_rect();
    (f64::from(event.client_x()) - area.left()) / area.width().max(1.0)
}

/// How wide the first element of a selector is drawn, in pixels; 0 where there is none, or it is hidden.
pub fn width_of(selector: &str) -> f64 {
    ask::width_of(selector)
}

/// Runs an action a while after the last call: when the reader pauses.
#[derive(Clone, Copy)]
pub struct Pause {
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Pause {
    /// How long nothing must happen.
    const LENGTH: std::time::Duration = std::time::Duration::from_millis(600);

    /// Nothing is waiting yet.
    pub fn new() -> Self {
        Self { pending: StoredValue::new(None) }
    }

    /// Waits anew, then runs the action.
    pub fn then(&self, action: impl FnOnce() + 'static) {
        self.pending.update_value(|pending| {
            if let Some(earlier) = pending.take() {
                earlier.clear();
            }
            *pending = set_timeout_with_handle(action, Self::LENGTH).ok();
        });
    }
}

impl Default for Pause {
    fn default() -> Self {
        Self::new()
    }
}
