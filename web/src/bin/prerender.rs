//! Prints what the build asks of the library, for `finish-page.mjs` to put in its place:
//!
//! * `prerender compare`, or another page: its HTML in its opening state;
//! * `prerender start example`, `prerender start nothing`: the notice ahead of a page, by what that shows;
//! * `prerender tables`: the venues' tables, with the address by which the page of venues asks for each, and its digest.

use std::io::{self, Write as _};
use web::market::files::{FILES, TableFile};
use web::page::Page;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let unknown = || io::Error::other(["nothing is called `", &name, "`"].concat());
    let printed = match name.as_str() {
        "tables" => {
            FILES.map(|file: TableFile| [file.venue, " ", file.address, " ", file.integrity, "\n"].concat()).concat()
        }
        "start" => web::prerender_start(arguments.next().as_deref() == Some("example")),
        _ => web::prerender(Page::named(&name).ok_or_else(unknown)?),
    };
    io::stdout().write_all(printed.as_bytes())
}
