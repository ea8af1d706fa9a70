//! Hydration, in a build with its checks on: the components must find the HTML they themselves wrote.
#![cfg(target_arch = "wasm32")]

use leptos::prelude::document;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn hydration_leaves_the_prerendered_html_as_it_is() {
    let root = document().create_element("div").unwrap();
    root.set_id(web::ROOT);
    root.set_inner_html(&web::prerender());
    document().body().unwrap().append_child(&root).unwrap();
    let written = root.inner_html();
    web::hydrate();
    assert_eq!(root.inner_html(), written);
}
