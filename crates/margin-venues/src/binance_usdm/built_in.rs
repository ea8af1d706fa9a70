//! The tables of the commonest three markets. Made by `cargo xtask tables`, never edited.

use margin_core::Decimal;

use super::Table;
use crate::table::row;

/// The day of the example prices.
pub(super) const PRICE_DATE: &str = "2026-03-19";

/// Floor, rate in basis points, maintenance amount, largest leverage.
pub(super) static BTCUSDT: Table = Table {
    last_cap: 1_800_000_000,
    tick_size: Decimal::from_parts(1, 0, 0, false, 1),
    example_price: Decimal::from_parts(703_495, 0, 0, false, 1),
    rows: &[
        row(0, 40, 0, 150),
        row(300_000, 50, 300, 100),
        row(800_000, 65, 1500, 75),
        row(3_000_000, 100, 12_000, 50),
        row(12_000_000, 200, 132_000, 25),
        row(70_000_000, 250, 482_000, 20),
        row(100_000_000, 500, 2_982_000, 10),
        row(230_000_000, 1000, 14_482_000, 5),
        row(480_000_000, 1250, 26_482_000, 4),
        row(600_000_000, 1500, 41_482_000, 3),
        row(800_000_000, 2500, 121_482_000, 2),
        row(1_200_000_000, 5000, 421_482_000, 1),
    ],
};

/// Floor, rate in basis points, maintenance amount, largest leverage.
pub(super) static ETHUSDT: Table = Table {
    last_cap: 1_200_000_000,
    tick_size: Decimal::from_parts(1, 0, 0, false, 2),
    example_price: Decimal::from_parts(214_446, 0, 0, false, 2),
    rows: &[
        row(0, 40, 0, 150),
        row(300_000, 50, 300, 100),
        row(800_000, 65, 1500, 75),
        row(3_000_000, 100, 12_000, 50),
        row(12_000_000, 200, 132_000, 25),
        row(50_000_000, 250, 382_000, 20),
        row(65_000_000, 500, 2_007_000, 10),
        row(150_000_000, 1000, 9_507_000, 5),
        row(320_000_000, 1250, 17_507_000, 4),
        row(400_000_000, 1500, 27_507_000, 3),
        row(530_000_000, 2500, 80_507_000, 2),
        row(800_000_000, 5000, 280_507_000, 1),
    ],
};

/// Floor, rate in basis points, maintenance amount, largest leverage.
pub(super) static SOLUSDT: Table = Table {
    last_cap: 400_000_000,
    tick_size: Decimal::from_parts(1, 0, 0, false, 2),
    example_price: Decimal::from_parts(8868, 0, 0, false, 2),
    rows: &[
        row(0, 50, 0, 100),
        row(50_000, 65, 75, 75),
        row(400_000, 100, 1475, 50),
        row(1_000_000, 200, 11_475, 25),
        row(4_000_000, 250, 31_475, 20),
        row(8_000_000, 500, 231_475, 10),
        row(40_000_000, 1000, 2_231_475, 5),
        row(80_000_000, 1250, 4_231_475, 4),
        row(100_000_000, 2500, 16_731_475, 2),
        row(200_000_000, 5000, 66_731_475, 1),
    ],
};
