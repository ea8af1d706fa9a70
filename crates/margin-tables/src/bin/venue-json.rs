//! Writes the venues' tables as JSON, for the npm package: `venue-json <folder>`.

use std::error::Error;
use std::fs;
use std::path::Path;

use margin_tables::{json, venues_crate};
use margin_venues::VenueTables;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("venue-json takes the folder to write to")?;
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(venues_crate().join("tables"))? {
        let path = entry?.path();
        let tables = VenueTables::parse(&fs::read_to_string(&path)?)?;
        let name = path.file_stem().unwrap_or_default();
        fs::write(Path::new(&folder).join(name).with_extension("json"), json::text(&tables)?)?;
    }
    Ok(())
}
