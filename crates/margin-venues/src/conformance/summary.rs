//! Made by `cargo xtask conformance`; a test fails when it is out of date.

use super::{Conformance, row};

/// Every venue and project, by name.
pub const SUMMARY: [Conformance; 23] = [
    row("10101", None, [0, 1], [1, 0, 0], 1),
    row("Binance COIN-M", Some("binance-coinm"), [4, 2], [6, 0, 0], 9),
    row("Binance USDⓈ-M", Some("binance-usdm"), [5, 11], [13, 3, 0], 23),
    row("BitMEX", Some("bitmex"), [9, 3], [10, 0, 2], 20),
    row("Bitget", Some("bitget"), [1, 1], [2, 0, 0], 2),
    row("Bybit", Some("bybit"), [5, 0], [5, 0, 0], 11),
    row("Bybit, classic account", Some("bybit-classic"), [6, 10], [16, 0, 0], 17),
    row("Delta", None, [1, 0], [1, 0, 0], 1),
    row("Deribit", None, [2, 0], [0, 0, 2], 2),
    row("Formulas without a venue", None, [0, 15], [14, 1, 0], 15),
    row("GMX", None, [0, 3], [3, 0, 0], 3),
    row("Gate", Some("gate"), [2, 2], [4, 0, 0], 5),
    row("Generic", Some("generic"), [5, 12], [16, 1, 0], 23),
    row("HTX", None, [1, 0], [1, 0, 0], 1),
    row("Hyperliquid", Some("hyperliquid"), [22, 30], [52, 0, 0], 68),
    row("Kraken Futures", Some("kraken"), [3, 0], [3, 0, 0], 8),
    row("KuCoin", None, [5, 0], [4, 1, 0], 5),
    row("MyCoinStory", None, [0, 2], [2, 0, 0], 2),
    row("OKX", Some("okx"), [6, 4], [10, 0, 0], 16),
    row("Orderly", None, [0, 4], [1, 1, 2], 6),
    row("Phemex", None, [1, 0], [1, 0, 0], 2),
    row("Vega", None, [0, 3], [2, 0, 1], 3),
    row("dYdX v4", Some("dydx-v4"), [3, 3], [6, 0, 0], 9),
];
