//! Prints what the build asks of the library: a page's HTML in its opening state, `prerender compare`, or the venues'
//! tables and the addresses by which the page of venues asks for them, `prerender tables`. `finish-page.mjs` puts them
//! in their places.

use std::io::{self, Write as _};
use web::components::Page;
use web::venues::files::FILES;

fn main() -> io::Result<()> {
    let name = std::env::args().nth(1).unwrap_or_default();
    if name == "tables" {
        let line = |file: web::venues::files::TableFile| [file.venue, " ", &file.address(), "\n"].concat();
        return io::stdout().write_all(FILES.map(line).concat().as_bytes());
    }
    let unknown = || io::Error::other(["no page is called `", &name, "`"].concat());
    let page = Page::named(&name).ok_or_else(unknown)?;
    io::stdout().write_all(web::prerender(page).as_bytes())
}
