//! The table files, one a venue: what is known of each before it is fetched.
//!
//! The files themselves are not in the module. The compiler reads each, counts its markets, and names it after its
//! content, so that a stored copy is never an old one; `prerender files` tells the build which file gets which name.

/// One table file.
#[derive(Clone, Copy, Debug)]
pub struct TableFile {
    /// The venue whose tables it holds.
    pub venue: &'static str,
    /// A digest of its content.
    digest: u64,
    date: [u8; DATE],
    /// How many markets it lists.
    pub markets: usize,
    /// How many bytes it has.
    pub bytes: usize,
}

/// How long a date is: `YYYY-MM-DD`.
const DATE: usize = 10;

/// Declares the files: the venue of each is the name of the file.
macro_rules! files {
    ($($venue:literal)*) => {
        /// Every file, in the order in which the page names the venues.
        pub const FILES: [TableFile; [$($venue),*].len()] = [$({
            const CONTENT: &[u8] =
                include_bytes!(concat!("../../../crates/margin-venues/tables/", $venue, ".txt"));
            const FILE: TableFile = TableFile {
                venue: $venue,
                digest: digest(CONTENT),
                date: date(CONTENT),
                markets: markets(CONTENT),
                bytes: CONTENT.len(),
            };
            FILE
        },)*];
    };
}

files! {
    "binance-usdm" "bybit" "okx" "bitget" "bitmex" "dydx-v4" "gate" "hyperliquid" "kraken" "phemex"
}

impl TableFile {
    /// The address of the file, relative to the page.
    pub fn address(&self) -> String {
        let mut address = ["./tables-", self.venue, "-"].concat();
        for shift in (0..16).rev() {
            let digit = (self.digest >> (shift * 4)) & 15;
            address.push(char::from_digit(digit as u32, 16).unwrap_or('0'));
        }
        address.push_str(".txt");
        address
    }

    /// The date of its tables, `YYYY-MM-DD`.
    pub fn date(&self) -> &str {
        std::str::from_utf8(&self.date).unwrap_or_default()
    }
}

/// FNV-1a: it names a content, and need not withstand anyone.
const fn digest(content: &[u8]) -> u64 {
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < content.len() {
        digest = (digest ^ content[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    digest
}

/// What follows `date ` on the third line.
const fn date(content: &[u8]) -> [u8; DATE] {
    let (mut at, mut lines) = (0, 0);
    while lines < 2 {
        if content[at] == b'\n' {
            lines += 1;
        }
        at += 1;
    }
    at += "date ".len();
    let mut date = [0; DATE];
    let mut digit = 0;
    while digit < DATE {
        date[digit] = content[at + digit];
        digit += 1;
    }
    date
}

/// The last number of the last line.
const fn markets(content: &[u8]) -> usize {
    let (mut at, mut unit, mut markets) = (content.len() - 1, 1, 0);
    while content[at - 1].is_ascii_digit() {
        at -= 1;
        markets += unit * (content[at] - b'0') as usize;
        unit *= 10;
    }
    markets
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use margin_venues::VenueTables;

    /// The content of a file, as the browser would fetch it.
    pub(crate) fn content(venue: &str) -> String {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/margin-venues/tables/");
        std::fs::read_to_string([folder, venue, ".txt"].concat()).unwrap()
    }

    #[test]
    fn what_the_compiler_read_is_what_the_files_say() {
        for file in FILES {
            let content = content(file.venue);
            let tables = VenueTables::parse(&content).unwrap();
            assert_eq!((tables.venue(), tables.date(), tables.len()), (file.venue, file.date(), file.markets));
            assert_eq!(content.len(), file.bytes);
        }
    }

    #[test]
    fn an_address_is_plain_and_its_own() {
        let addresses: std::collections::BTreeSet<_> = FILES.iter().map(TableFile::address).collect();
        assert_eq!(addresses.len(), FILES.len());
        for address in addresses {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"./-".contains(&byte);
            assert!(address.bytes().all(plain), "{address}");
        }
        assert_eq!(digest(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
