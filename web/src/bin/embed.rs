//! The entry of the page “Embed” in the browser; see the library for how it fits together.

fn main() {
    #[cfg(target_arch = "wasm32")]
    web::wake(web::embed::embed);
}
