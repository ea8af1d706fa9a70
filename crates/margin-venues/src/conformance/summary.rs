//! Made by `cargo xtask conformance`; a test fails when it is out of date.

use super::{Conformance, row};

/// Every venue and project, by name.
pub const SUMMARY: [Conformance; 21] = [
    row("10101", None, [0, 1], [1, 0, 0], 1),
    row("Binance COIN-M", Some("binance-coinm"), [4, 1], [5, 0, 0], 7),
    row("Binance USDⓈ-M", Some("binance-usdm"), [2, 11], [10, 3, 0], 16),
    row("BitMEX", Some("bitmex"), [4, 2], [6, 0, 0], 12),
    row("Bitget", Some("bitget"), [1, 0], [1, 0, 0], 1),
    row("Bybit, classic account", Some("bybit-classic"), [6, 10], [16, 0, 0], 17),
    row("Delta", None, [1, 0], [1, 0, 0], 1),
    row("Deribit", None, [2, 0], [0, 0, 2], 2),
    row("Formulas without a venue", None, [0, 15], [14, 1, 0], 15),
    row("GMX", None, [0, 3], [3, 0, 0], 3),
    row("Gate", Some("gate"), [0, 2], [2, 0, 0], 2),
    row("Generic", Some("generic"), [0, 11], [10, 1, 0], 14),
    row("HTX", None, [1, 0], [1, 0, 0], 1),
    row("Hyperliquid", Some("hyperliquid"), [19, 30], [49, 0, 0], 50),
    row("KuCoin", None, [5, 0], [4, 1, 0], 5),
    row("MyCoinStory", None, [0, 2], [2, 0, 0], 2),
    row("OKX", Some("okx"), [3, 4], [7, 0, 0], 7),
    row("Orderly", None, [0, 4], [1, 1, 2], 6),
    row("Phemex", None, [1, 0], [1, 0, 0], 2),
    row("Vega", None, [0, 3], [2, 0, 1], 3),
    row("dYdX v4", Some("dydx-v4"), [3, 3], [6, 0, 0], 9),
];
