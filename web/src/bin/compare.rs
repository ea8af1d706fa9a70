//! The entry of the page “Compare” in the browser; see the library for how it fits together.

fn main() {
    #[cfg(target_arch = "wasm32")]
    web::wake(web::compare::compare);
}
