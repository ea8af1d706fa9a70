//! The prices of two real crashes, for the scenes: `web/data/SOURCES.md` says where they were read.

use margin_core::Decimal;

/// A price in cents.
const fn cents(cents: u32) -> Decimal {
    Decimal::from_parts(cents, 0, 0, false, 2)
}

/// Bitcoin and ether at one moment, in USDT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prices {
    pub(super) btc: Decimal,
    pub(super) eth: Decimal,
}

/// 2022-11-04T00 UTC, the opens of the hour.
pub(super) const BEFORE_FTX: Prices = Prices { btc: cents(2_020_712), eth: cents(153_101) };
/// 2022-11-05T00 UTC, the closes of the hour.
pub(super) const RISE_BEFORE_FTX: Prices = Prices { btc: cents(2_143_433), eth: cents(165_828) };
/// 2022-11-09T21 UTC, the closes of the hour.
pub(super) const FTX_FALLS: Prices = Prices { btc: cents(1_575_113), eth: cents(110_668) };

/// 2025-10-10T00 UTC, the opens of the hour.
pub(super) const BEFORE_OCTOBER: Prices = Prices { btc: cents(12_166_241), eth: cents(436_809) };
/// 2025-10-10T19 UTC, the closes of the hour.
pub(super) const OCTOBER_EVENING: Prices = Prices { btc: cents(11_666_150), eth: cents(399_756) };
/// 2025-10-10T21 UTC, the lows of the hour.
pub(super) const OCTOBER_LOW: Prices = Prices { btc: cents(10_200_000), eth: cents(343_500) };
/// 2025-10-10T21 UTC, the closes of the hour.
pub(super) const OCTOBER_AFTER: Prices = Prices { btc: cents(11_345_186), eth: cents(394_999) };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Locale;

    #[test]
    fn every_price_stands_in_the_list_of_its_sources() {
        let sources = include_str!("../../data/SOURCES.md");
        for (name, prices) in [
            ("BEFORE_FTX", BEFORE_FTX),
            ("RISE_BEFORE_FTX", RISE_BEFORE_FTX),
            ("FTX_FALLS", FTX_FALLS),
            ("BEFORE_OCTOBER", BEFORE_OCTOBER),
            ("OCTOBER_EVENING", OCTOBER_EVENING),
            ("OCTOBER_LOW", OCTOBER_LOW),
            ("OCTOBER_AFTER", OCTOBER_AFTER),
        ] {
            let line = sources.lines().find(|line| line.starts_with(&format!("| `{name}`"))).unwrap();
            for price in [prices.btc, prices.eth] {
                assert!(line.contains(&Locale::english().money(price)), "{name}: {price}");
            }
        }
    }
}
