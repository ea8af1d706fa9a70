//! The price that each market begins with: what a market of its coin was last traded at.

use std::collections::BTreeMap;
use std::path::Path;

use margin_core::{Checked, Decimal, divide_down};
use margin_venues::{coin, same_money};
use serde::Deserialize;

use crate::Failure;
use crate::convert::number;
use crate::source::{SourceMarket, read_json};

/// The venue whose prices they are, and the file of `data/prices/` that has them.
const VENUE: &str = "binance-usdm";
/// The coin in which they were paid.
const QUOTE: &str = "USDT";
/// So many digits of a price that is a quotient of two.
const DIGITS: u32 = 5;

/// A file of `data/prices/`.
#[derive(Deserialize)]
pub(crate) struct Prices {
    source: Origin,
    /// Prices by the venue's symbol, as it prints them.
    prices: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Origin {
    repository: String,
    path: String,
    as_of: String,
}

impl Prices {
    pub(crate) fn read(data: &Path) -> Result<Self, Failure> {
        read_json(&data.join("prices").join(format!("{VENUE}.json")))
    }

    /// The day on which they were paid, `YYYY-MM-DD`.
    pub(crate) fn date(&self) -> &str {
        &self.source.as_of
    }

    /// The line of a table file that says whose they are, of which day, and where they were read.
    pub(crate) fn line(&self) -> String {
        format!("prices {} {VENUE} {}, {}\n", self.source.as_of, self.source.repository, self.source.path)
    }

    /// What one base coin of a market costs in its quote coin; nothing where one of the two has no price.
    pub(crate) fn of(&self, venue: &str, market: &SourceMarket) -> Result<Option<Decimal>, Failure> {
        let Some(quote) = &market.quote else { return Ok(None) };
        // The venue's own names are exact: a share there may be called as a coin is elsewhere.
        let base = if venue == VENUE { self.exact(&market.base)? } else { self.of_coin(&market.base)? };
        let Some(base) = base else { return Ok(None) };
        if same_money(quote, QUOTE) {
            return Ok(Some(base));
        }
        let Some(quote) = self.of_coin(quote)? else { return Ok(None) };
        Ok(divide_down(base, quote)?.round_sf(DIGITS).map(|price| price.normalize()))
    }

    fn exact(&self, base: &str) -> Result<Option<Decimal>, Failure> {
        self.prices.get(&format!("{base}{QUOTE}")).map(|price| number(price)).transpose()
    }

    /// The price of a coin by any of its names: `PEPE`, `kPEPE` and `10000PEPE` where the venue lists `1000PEPE`.
    fn of_coin(&self, name: &str) -> Result<Option<Decimal>, Failure> {
        let name = coin(name);
        if let Some(price) = self.exact(name)? {
            return Ok(Some(price));
        }
        let (count, wanted) = counted(name);
        for (symbol, price) in &self.prices {
            let (of, known) = counted(symbol.strip_suffix(QUOTE).unwrap_or(symbol));
            if known == wanted {
                return Ok(Some(divide_down(number(price)?.times(count)?, of)?.normalize()));
            }
        }
        Ok(None)
    }
}

/// How many coins a name means, and which: `1000PEPE`, `kPEPE`, `1MBABYDOGE`.
fn counted(name: &str) -> (Decimal, &str) {
    const THOUSAND: Decimal = Decimal::ONE_THOUSAND;
    const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
    let begins_a_coin = |rest: &&str| rest.starts_with(|first: char| first.is_ascii_uppercase());
    if let Some(rest) = name.strip_prefix('k').filter(begins_a_coin) {
        return (THOUSAND, rest);
    }
    // What two venues call this coin: a million of it.
    if matches!(name, "1MBABYDOGE" | "MBABYDOGE") {
        return (MILLION, "BABYDOGE");
    }
    let rest = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = name.strip_suffix(rest).unwrap_or_default();
    let is_power = digits.len() > 3 && digits.starts_with('1') && digits.bytes().skip(1).all(|digit| digit == b'0');
    match digits.parse::<u32>() {
        Ok(count) if is_power && begins_a_coin(&rest) => (Decimal::from(count), rest),
        _ => (Decimal::ONE, name),
    }
}

#[cfg(test)]
mod tests {
    use margin_core::plain;

    use super::*;

    #[test]
    fn a_name_tells_how_many_coins_it_means() {
        for (name, count, coin) in [
            ("PEPE", "1", "PEPE"),
            ("kPEPE", "1000", "PEPE"),
            ("1000PEPE", "1000", "PEPE"),
            ("10000SATS", "10000", "SATS"),
            ("1000000MOG", "1000000", "MOG"),
            ("1MBABYDOGE", "1000000", "BABYDOGE"),
            ("MBABYDOGE", "1000000", "BABYDOGE"),
            ("1000X", "1000", "X"),
            ("1INCH", "1", "1INCH"),
            ("100BTC", "1", "100BTC"),
            ("API3", "1", "API3"),
            ("0G", "1", "0G"),
            ("4", "1", "4"),
            ("1000", "1", "1000"),
            ("k", "1", "k"),
        ] {
            let (of, known) = counted(name);
            assert_eq!((plain(of).as_str(), known), (count, coin), "{name}");
        }
    }
}
