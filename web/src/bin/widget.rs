//! The widget's module: what `web/widget/calculator.js` calls. See the library for how it fits together.

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::Function;
    use leptos::web_sys::HtmlElement;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web::widget::attributes::Fault;
    use web::widget::{Calculator, Change};

    /// A widget that stands in a page.
    #[wasm_bindgen]
    pub struct Widget(Calculator);

    #[wasm_bindgen]
    impl Widget {
        /// Draws one into an element. `tell` is called with whether the reader has paused.
        #[wasm_bindgen(constructor)]
        pub fn new(root: &HtmlElement, tell: Function) -> Self {
            Self(Calculator::open(root, move |change| {
                // What the page's own listeners throw is reported by the browser, and nothing to the widget.
                let _ = tell.call1(&JsValue::NULL, &JsValue::from_bool(change == Change::Done));
            }))
        }

        /// Sets attributes by their names, and takes others away. Answers with the faults.
        pub fn set(&self, names: Vec<String>, texts: Vec<String>, taken: Vec<String>) -> Vec<String> {
            let set = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), Some(text.as_str())));
            let taken = taken.iter().map(|name| (name.as_str(), None));
            self.faults(self.0.set(&set.chain(taken).collect::<Vec<_>>()))
        }

        /// Puts the state of a link in its place. Answers with the faults.
        pub fn follow(&self, fragment: &str) -> Vec<String> {
            self.faults(self.0.follow(fragment))
        }

        /// Names and texts, one after the other.
        pub fn state(&self) -> Vec<String> {
            self.0.state().into_iter().flatten().collect()
        }

        /// The same of the result.
        pub fn result(&self) -> Vec<String> {
            self.0.result().into_iter().flatten().collect()
        }

        /// A language tag that the browser takes, or nothing.
        #[wasm_bindgen(js_name = useLanguage)]
        pub fn use_language(&self, tag: Option<String>) {
            self.0.use_language(tag.as_deref());
        }

        /// The element has another width.
        pub fn measure(&self) {
            self.0.measure();
        }

        /// Of each fault the attribute, the code and the words, one after the other.
        fn faults(&self, faults: Vec<Fault>) -> Vec<String> {
            let parts = |fault: Fault| [fault.attribute().to_owned(), fault.code().to_owned(), self.0.say(fault)];
            faults.into_iter().flat_map(parts).collect()
        }
    }
}

fn main() {}
