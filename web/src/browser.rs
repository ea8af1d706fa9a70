//! What only a browser can tell or do: the locale, the fragment, the clipboard, the theme, a pause.
//!
//! Natively, where the build draws the page and the tests press its buttons, none of it exists: there the functions
//! answer as a browser would that knows nothing, and do nothing.

use crate::carried;
use crate::number::Locale;
use crate::page::Page;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use leptos::web_sys::{DomRect, Element, Event, FocusEvent, HtmlInputElement, KeyboardEvent, PointerEvent};
use std::time::Duration;

#[cfg(target_arch = "wasm32")]
mod ask {
    use crate::number::{Locale, Sample};
    use js_sys::{Array, Function, Intl, Object, Reflect};
    use leptos::prelude::*;
    use leptos::wasm_bindgen::{JsCast as _, JsValue};
    use leptos::web_sys::{Blob, HtmlElement, HtmlInputElement, RequestCache, RequestInit, Response, Url};
    use wasm_bindgen_futures::JsFuture;

    /// How a locale writes numbers, read once from a few that the browser formats.
    pub(super) fn locale(tag: Option<&str>) -> Locale {
        let locales = tag.map_or_else(own_locales, |tag| Array::of1(&JsValue::from_str(tag)));
        let parts = |number: f64, options: &[(&str, JsValue)]| parts(&locales, number, options);
        Locale::from_samples(&Sample {
            negative: parts(-1_234_567.5, &[]),
            four_digits: parts(1_234.0, &[]),
            all_digits: parts(9_876_543_210.0, &[("useGrouping", JsValue::FALSE)]),
            percent: parts(0.5, &[("style", JsValue::from_str("percent"))]),
            positive: parts(5.0, &[("signDisplay", JsValue::from_str("always"))]),
        })
    }

    /// The reader's own; English where the system names none, for its "C" writes no separators.
    fn own_locales() -> Array {
        let options = Intl::NumberFormat::new(&Array::new(), &Object::new()).resolved_options();
        let locale = Reflect::get(&options, &JsValue::from_str("locale")).ok().and_then(|locale| locale.as_string());
        if locale.is_some_and(|locale| locale.ends_with("-posix")) {
            Array::of1(&JsValue::from_str("en-US"))
        } else {
            Array::new()
        }
    }

    fn parts(locales: &Array, number: f64, options: &[(&str, JsValue)]) -> Vec<(String, String)> {
        let wanted = Object::new();
        for (name, value) in options {
            let _ = Reflect::set(&wanted, &JsValue::from_str(name), value);
        }
        let format = Intl::NumberFormat::new(locales, &wanted);
        let text = |part: &JsValue, name: &str| {
            Reflect::get(part, &JsValue::from_str(name)).ok().and_then(|text| text.as_string()).unwrap_or_default()
        };
        let parts: Array = format.format_to_parts(number).unchecked_into();
        parts.iter().map(|part| (text(&part, "type"), text(&part, "value"))).collect()
    }

    pub(super) fn today() -> String {
        let now = js_sys::Date::new_0();
        format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
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
            done(JsFuture::from(promise).await.is_ok());
        });
    }

    pub(super) fn focus(id: &str) -> bool {
        let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        element.is_some_and(|element| element.focus().is_ok())
    }

    /// Scrolls a list so far that one of its elements is in sight, and nothing else more than it must.
    pub(super) fn reveal(id: &str) {
        let Some(element) = document().get_element_by_id(id) else { return };
        let options = Object::new();
        let _ = Reflect::set(&options, &JsValue::from_str("block"), &JsValue::from_str("nearest"));
        let scroll = Reflect::get(&element, &JsValue::from_str("scrollIntoView")).ok();
        if let Some(scroll) = scroll.and_then(|scroll| scroll.dyn_into::<Function>().ok()) {
            let _ = scroll.call1(&element, &options);
        }
    }

    /// Whether some element has the focus, not the page as a whole.
    pub(super) fn has_focus() -> bool {
        document().active_element().is_some_and(|element| element.tag_name() != "BODY")
    }

    pub(super) fn next_frame(action: impl FnOnce() + 'static) {
        request_animation_frame(action);
    }

    /// Offers a text as a file, by way of a link that nobody sees.
    pub(super) fn download(name: &str, text: &str) {
        let parts = Array::of1(&JsValue::from_str(text));
        let Ok(blob) = Blob::new_with_str_sequence(&parts) else { return };
        let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
        if let Some(link) = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            let _ = link.set_attribute("href", &address);
            let _ = link.set_attribute("download", name);
            link.click();
        }
        let _ = Url::revoke_object_url(&address);
    }

    pub(super) fn read_file(input: &HtmlInputElement, done: impl Fn(String) + 'static) {
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let input = input.clone();
        leptos::task::spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            // The same file can be chosen again.
            input.set_value("");
            done(text.unwrap_or_default());
        });
    }

    /// The text of a file of this site; nothing where it does not come with this digest.
    pub(super) fn fetch_text(address: &str, integrity: &str, done: impl FnOnce(Option<String>) + 'static) {
        let (address, integrity) = (address.to_owned(), integrity.to_owned());
        leptos::task::spawn_local(async move {
            // What the browser has kept may be bad: then the host is asked itself.
            let text = match text(&address, &integrity, RequestCache::Default).await {
                None => text(&address, &integrity, RequestCache::Reload).await,
                text => text,
            };
            done(text);
        });
    }

    async fn text(address: &str, integrity: &str, cache: RequestCache) -> Option<String> {
        let options = RequestInit::new();
        options.set_integrity(integrity);
        options.set_cache(cache);
        let answer = window().fetch_with_str_and_init(address, &options);
        let answer: Response = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
        if !answer.ok() {
            return None;
        }
        JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
    }

    pub(super) fn hide_popover(id: &str) {
        let Some(element) = document().get_element_by_id(id) else { return };
        let hide = Reflect::get(&element, &JsValue::from_str("hidePopover")).ok();
        if let Some(hide) = hide.and_then(|hide| hide.dyn_into::<Function>().ok()) {
            let _ = hide.call0(&element);
        }
    }

    pub(super) fn open(id: &str) {
        if let Some(details) = document().get_element_by_id(id) {
            let _ = details.set_attribute("open", "");
        }
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
    use leptos::web_sys::HtmlInputElement;

    pub(super) fn locale(_tag: Option<&str>) -> Locale {
        Locale::english()
    }

    pub(super) fn today() -> String {
        String::new()
    }

    pub(super) fn fragment() -> String {
        String::new()
    }

    pub(super) fn replace_fragment(_fragment: &str) {}

    pub(super) fn base() -> String {
        String::new()
    }

    pub(super) fn copy(_text: &str, _done: impl Fn(bool) + Clone + 'static) {}

    pub(super) fn focus(_id: &str) -> bool {
        false
    }

    pub(super) fn reveal(_id: &str) {}

    pub(super) fn has_focus() -> bool {
        false
    }

    pub(super) fn next_frame(action: impl FnOnce() + 'static) {
        action();
    }

    pub(super) fn download(_name: &str, _text: &str) {}

    pub(super) fn read_file(_input: &HtmlInputElement, _done: impl Fn(String) + 'static) {}

    pub(super) fn fetch_text(_address: &str, _integrity: &str, _done: impl FnOnce(Option<String>) + 'static) {}

    pub(super) fn hide_popover(_id: &str) {}

    pub(super) fn open(_id: &str) {}

    pub(super) fn set_theme(_name: Option<&str>) {}
}

/// Returns how this reader's locale writes numbers.
pub fn locale() -> Locale {
    ask::locale(None)
}

/// Returns how the locale of a language tag writes numbers. The tag must be one that the browser takes.
pub fn locale_of(tag: &str) -> Locale {
    ask::locale(Some(tag))
}

/// Returns the day where the reader is, `YYYY-MM-DD`.
pub fn today() -> String {
    ask::today()
}

/// Returns the fragment of the address, with its `#`, and with what it carries of other pages.
pub fn whole_fragment() -> String {
    ask::fragment()
}

/// Returns the page's own part of the fragment, with its `#`.
pub fn fragment() -> String {
    carried::own(&ask::fragment()).to_owned()
}

/// Puts the page's own part of the fragment into the address, without a new entry in the history.
pub fn replace_fragment(own: &str) {
    ask::replace_fragment(&carried::with_own(&ask::fragment(), own));
}

/// Returns what the fragment carries of another page.
pub fn fragment_of(page: Page) -> String {
    carried::carried(&ask::fragment(), page).to_owned()
}

/// Returns the address of the folder that the page is in, with its last stroke.
pub fn folder() -> String {
    let address = ask::base();
    let base = address.split('?').next().unwrap_or_default();
    base.get(..base.rfind('/').map_or(0, |at| at + 1)).unwrap_or_default().to_owned()
}

/// Returns a text of the element that listens to an event: a property, or a property of that.
pub fn property(event: &Event, names: &[&str]) -> Option<String> {
    let mut value: JsValue = event.current_target()?.into();
    for name in names {
        value = js_sys::Reflect::get(&value, &JsValue::from_str(name)).ok()?;
    }
    value.as_string()
}

/// Sets the address of the link that listens to an event.
pub fn lead(event: &Event, address: &str) {
    if let Some(link) = event.current_target().and_then(|link| link.dyn_into::<Element>().ok()) {
        let _ = link.set_attribute("href", address);
    }
}

/// Returns the address of the page with a fragment.
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

/// Runs an action in the next frame, before it is drawn. Natively there is nothing to wait for.
pub fn next_frame(action: impl FnOnce() + 'static) {
    ask::next_frame(action);
}

/// Puts the focus on an element once the page is drawn anew; where it is not there, on another.
pub fn focus(id: &str, or: &str) {
    let (id, or) = (id.to_owned(), or.to_owned());
    ask::next_frame(move || {
        let _ = ask::focus(&id) || ask::focus(&or);
    });
}

/// Gives the focus to an element, should what has it be removed by what happens now.
pub fn keep_focus(id: &str) {
    if ask::has_focus() {
        let id = id.to_owned();
        ask::next_frame(move || {
            let _ = ask::has_focus() || ask::focus(&id);
        });
    }
}

/// Scrolls a list so far that one of its elements is in sight, once the page is drawn anew.
pub fn reveal(id: &str) {
    let id = id.to_owned();
    ask::next_frame(move || ask::reveal(&id));
}

/// Returns the id of the nearest element round an event that a selector fits.
pub fn closest_id(event: &Event, selector: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    Some(target.closest(selector).ok()??.id())
}

/// Tells whether a key is held down, and this is not its first press.
pub fn is_repeated(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(KeyboardEvent::repeat)
}

/// Tells whether the key is Escape.
pub fn is_escape(event: &Event) -> bool {
    is_key(event, "Escape")
}

fn is_key(event: &Event, name: &str) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == name)
}

/// Closes a popover, should it be open; a browser without them has none that is.
pub fn hide_popover(id: &str) {
    ask::hide_popover(id);
}

/// Opens the `details` with an id.
pub fn open(id: &str) {
    ask::open(id);
}

/// Tells whether the `details` that an event happened at are open.
pub fn is_open(event: &Event) -> bool {
    let details = event.current_target().and_then(|details| details.dyn_into::<Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

/// Tells whether the focus goes from inside the element that listens to somewhere else.
pub fn leaves(event: &FocusEvent) -> bool {
    let listener = event.current_target().and_then(|listener| listener.dyn_into::<Element>().ok());
    let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
    !listener.is_some_and(|listener| listener.contains(next.as_deref()))
}

/// Tells whether the text field that an event happened at has the focus.
pub fn is_focused(event: &Event) -> bool {
    input_of(event).is_some_and(|input| input.matches(":focus").unwrap_or(false))
}

/// Leaves a text field where the key is Enter, which closes a keyboard on the screen. In a form it sends the form.
pub fn leave_on_enter(event: &Event) {
    if is_key(event, "Enter")
        && let Some(input) = input_of(event)
        && input.closest("form").is_ok_and(|form| form.is_none())
    {
        let _ = input.blur();
    }
}

/// Puts the focus on the text field of a number, where an event happened at something beside it.
pub fn focus_beside(event: &Event) {
    let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let field = target.and_then(|target| target.closest(".field").ok().flatten());
    let input = field.and_then(|field| field.query_selector("input[type=text]").ok().flatten());
    if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        let _ = input.focus();
    }
}

/// Selects all of what stands in a text field.
pub fn select_all(event: &Event) {
    if let Some(input) = input_of(event) {
        input.select();
    }
}

/// Offers a text as a file.
pub fn download(name: &str, text: &str) {
    ask::download(name, text);
}

/// Reads the file that was chosen in an input; one that is no text reads as nothing.
pub fn read_file(input: &HtmlInputElement, done: impl Fn(String) + 'static) {
    ask::read_file(input, done);
}

/// Fetches the text of a file of this site, by its address relative to the page; nothing where it does not come, or comes
/// with other bytes than the digest is of.
pub fn fetch_text(address: &str, integrity: &str, done: impl FnOnce(Option<String>) + 'static) {
    ask::fetch_text(address, integrity, done);
}

/// One step back, or forth again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// Returns what the keys mean: Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, or the same with the command key. Nothing in a text
/// field, which has an undo of its own.
pub fn way(event: &KeyboardEvent) -> Option<Way> {
    let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_typing = target.is_some_and(|target| target.matches("input[type=text], select").unwrap_or(false));
    if !is_command || is_typing {
        return None;
    }
    match (event.key().as_str(), event.shift_key()) {
        ("z", false) => Some(Way::Back),
        ("z" | "Z", true) | ("y", false) => Some(Way::Forth),
        _ => None,
    }
}

/// Returns the input element that an event happened at.
pub fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Shows a radio button as it is, not as it was clicked; the one that is chosen gets the focus with its check.
pub fn choose_again(event: &Event, is_chosen: bool) {
    let Some(input) = input_of(event) else { return };
    if is_chosen {
        return;
    }
    input.set_checked(false);
    let others = ["input[name=\"", &input.name(), "\"]:not([value=\"", &input.value(), "\"])"].concat();
    let form = input.closest("fieldset").ok().flatten();
    let other = form.and_then(|form| form.query_selector(&others).ok().flatten());
    if let Some(other) = other.and_then(|other| other.dyn_into::<HtmlInputElement>().ok()) {
        other.set_checked(true);
        let _ = other.focus();
    }
}

/// Tells whether a slider's thumb is being dragged, not stepped with a key.
pub fn is_dragged(input: &HtmlInputElement) -> bool {
    input.matches(":active").unwrap_or(false)
}

/// Returns where a pointer is, as a fraction of an element's width.
pub fn fraction_across(element: &Element, event: &PointerEvent) -> f64 {
    let area: DomRect = element.get_bounding_client_rect();
    (f64::from(event.client_x()) - area.left()) / area.width().max(1.0)
}

/// Returns how wide the first element of a selector within another is drawn, in pixels; 0 where there is none, or it is
/// hidden.
pub fn width_of(root: &Element, selector: &str) -> f64 {
    let element = root.query_selector(selector).ok().flatten();
    element.map_or(0.0, |element| element.get_bounding_client_rect().width())
}

/// Runs an action a while after the last call.
#[derive(Clone, Copy)]
pub struct Pause {
    length: Duration,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Pause {
    /// How long nothing happens when the reader pauses.
    pub const OF_READER: Duration = Duration::from_millis(600);

    /// A pause with nothing to wait for. What waits when its owner is gone is never run.
    pub fn new(length: Duration) -> Self {
        let pending = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            if let Some(waiting) = pending.try_update_value(Option::take).flatten() {
                waiting.clear();
            }
        });
        Self { length, pending }
    }

    /// Waits anew, then runs the action.
    pub fn then(&self, action: impl FnOnce() + 'static) {
        self.pending.update_value(|pending| {
            if let Some(earlier) = pending.take() {
                earlier.clear();
            }
            *pending = set_timeout_with_handle(action, self.length).ok();
        });
    }
}
