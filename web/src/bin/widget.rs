//! The widget's module: what `web/widget/calculator.js` calls. See the library for how it fits together.

#[cfg(target_arch = "wasm32")]
mod exports {
    use js_sys::Function;
    use leptos::web_sys::HtmlElement;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web::widget::{Calculator, Change};

    /// A widget that stands in a page.
    #[wasm_bindgen]
    pub struct Widget(Calculator);

    #[wasm_bindgen]
    impl Widget {
        /// Draws one into an element; the table files are in the folder `site`. `tell` is called with whether the reader has
        /// paused, `fail` with the faults that are found when a table has come.
        #[wasm_bindgen(constructor)]
        pub fn new(root: &HtmlElement, site: &str, tell: Function, fail: Function) -> Self {
            // What the page's own listeners throw is reported by the browser, and nothing to the widget.
            let call = |function: &Function, value: JsValue| drop(function.call1(&JsValue::NULL, &value));
            Self(Calculator::open(
                root,
                site,
                move |change| call(&tell, JsValue::from_bool(change == Change::Done)),
                move |faults| call(&fail, JsValue::from(faults.concat())),
            ))
        }

        /// Sets attributes by their names, and takes others away. Answers with the faults: of each the attribute, the code and the
        /// words, one after the other.
        pub fn set(&self, names: Vec<String>, texts: Vec<String>, taken: Vec<String>) -> Vec<String> {
            let set = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), Some(text.as_str())));
            let taken = taken.iter().map(|name| (name.as_str(), None));
            self.0.set(&set.chain(taken).collect::<Vec<_>>()).concat()
        }

        /// Puts the state of a link in its place. Answers with the faults.
        pub fn follow(&self, fragment: &str) -> Vec<String> {
            self.0.follow(fragment).concat()
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
    }
}

fn main() {}
