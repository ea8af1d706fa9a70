//! Prints a page's HTML in its opening state: `prerender compare`. `finish-page.mjs` puts it into the page.

use std::io::{self, Write as _};
use web::components::Page;

fn main() -> io::Result<()> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let unknown = || io::Error::other(["no page is called `", &name, "`"].concat());
    let page = Page::named(&name).ok_or_else(unknown)?;
    io::stdout().write_all(web::prerender(page).as_bytes())
}
