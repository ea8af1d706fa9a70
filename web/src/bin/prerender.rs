//! Prints the page's HTML in its opening state. `finish-page.mjs` puts it into `index.html`.

use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    io::stdout().write_all(web::prerender().as_bytes())
}
