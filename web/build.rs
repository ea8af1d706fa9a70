//! Lists the venues' table files for the module: of each what is known before it is fetched, and the digest that what
//! arrives is checked against. The files themselves are not in the module.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use std::{env, fs, io, path::Path};

/// The files, in the order in which the pages name the venues.
const VENUES: [&str; 11] = [
    "binance-usdm",
    "binance-coinm",
    "bybit",
    "okx",
    "bitget",
    "bitmex",
    "dydx-v4",
    "gate",
    "hyperliquid",
    "kraken",
    "phemex",
];

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("../crates/margin-venues/tables");
    let contents = VENUES.iter().map(|venue| content(&folder, venue)).collect::<io::Result<Vec<_>>>()?;
    // The newest of all: what had ended by then is no market.
    let newest = contents.iter().flat_map(|content| dates(content)).max().unwrap_or_default();
    let entries = VENUES.iter().zip(&contents).map(|(venue, content)| entry(venue, content, newest));
    let files = entries.collect::<io::Result<String>>()?;
    let list = format!("/// Every file.\npub const FILES: [TableFile; {}] = [{files}];\n", VENUES.len());
    let output = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&output).join("files.rs"), list)
}

fn content(folder: &Path, venue: &str) -> io::Result<String> {
    let path = folder.join(venue).with_extension("txt");
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(&path)
}

/// Returns the days of a file's tables.
fn dates(content: &str) -> impl Iterator<Item = &str> {
    let of_file = content.lines().filter_map(|line| line.strip_prefix("date "));
    of_file.chain(content.split_ascii_whitespace().filter_map(|word| word.strip_prefix("date=")))
}

/// Returns how many markets of a file are offered on a day: as `Listing::is_offered` has it, which a test compares.
fn offered(content: &str, day: &str) -> usize {
    let is_offered = |line: &&str| {
        let mut words = line.split(' ');
        let is_newest = words.next().is_some_and(|symbol| !symbol.contains('@'));
        is_newest && words.all(|word| word != "delisted" && word.strip_prefix("expires=").is_none_or(|end| day < end))
    };
    let markets = content.lines().skip_while(|line| *line != "markets").skip(1);
    markets.filter(|line| !line.starts_with("end ")).filter(is_offered).count()
}

/// Returns one element of the list, as Rust.
fn entry(venue: &str, content: &str, newest: &str) -> io::Result<String> {
    let missing = |what: &str| io::Error::other(format!("{venue}.txt has no {what}"));
    let digest = Sha256::digest(content);
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let date = content.lines().find_map(|line| line.strip_prefix("date ")).ok_or_else(|| missing("date"))?;
    let markets = offered(content, newest);
    Ok(format!(
        "TableFile {{ venue: {venue:?}, address: \"./tables-{venue}-{name}.txt\", integrity: \"sha256-{}\", date: {date:?}, \
         markets: {markets}, bytes: {} }},",
        STANDARD.encode(digest),
        content.len()
    ))
}
