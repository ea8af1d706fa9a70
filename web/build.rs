//! Lists the venues' table files for the module: of each what is known before it is fetched, and the digest that what
//! arrives is checked against. The files themselves are not in the module.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use std::{env, fs, io, path::Path};

/// The files, in the order in which the pages name the venues.
const VENUES: [&str; 10] =
    ["binance-usdm", "bybit", "okx", "bitget", "bitmex", "dydx-v4", "gate", "hyperliquid", "kraken", "phemex"];

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("../crates/margin-venues/tables");
    let files = VENUES.iter().map(|venue| entry(&folder, venue)).collect::<io::Result<String>>()?;
    let list = format!("/// Every file.\npub const FILES: [TableFile; {}] = [{files}];\n", VENUES.len());
    let output = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&output).join("files.rs"), list)
}

/// Returns one element of the list, as Rust.
fn entry(folder: &Path, venue: &str) -> io::Result<String> {
    let path = folder.join(venue).with_extension("txt");
    println!("cargo::rerun-if-changed={}", path.display());
    let content = fs::read_to_string(&path)?;
    let missing = |what: &str| io::Error::other(format!("{venue}.txt has no {what}"));
    let digest = Sha256::digest(&content);
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let date = content.lines().find_map(|line| line.strip_prefix("date ")).ok_or_else(|| missing("date"))?;
    // The last line counts what the file holds, its markets last.
    let markets = content.trim_end().rsplit(' ').next().ok_or_else(|| missing("end"))?;
    Ok(format!(
        "TableFile {{ venue: {venue:?}, address: \"./tables-{venue}-{name}.txt\", integrity: \"sha256-{}\", date: {date:?}, \
         markets: {markets}, bytes: {} }},",
        STANDARD.encode(digest),
        content.len()
    ))
}
