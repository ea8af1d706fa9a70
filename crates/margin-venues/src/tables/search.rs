//! Finding a symbol by the few letters that a person types.

/// What letters and digits of a symbol are compared: the separators that venues put between coins do not count.
///
/// Letters beyond ASCII stay as they are; those that symbols have (Chinese ones) know no case.
pub(super) fn folded(text: &str) -> String {
    let separator = |letter: &char| matches!(letter, '-' | '_' | '/' | ':' | '@' | '.' | ' ');
    text.chars().filter(|letter| !separator(letter)).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// How well a symbol answers a query, the least is the best; nothing where it does not. Query and symbol are folded.
///
/// The symbol itself, all symbols of a coin, a symbol that begins so, one that contains it.
pub(super) fn rank(query: &str, symbol: &str, base: &str) -> Option<u8> {
    if symbol == query {
        Some(0)
    } else if base.eq_ignore_ascii_case(query) {
        Some(1)
    } else if symbol.starts_with(query) {
        Some(2)
    } else {
        symbol.contains(query).then_some(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first() {
        for (query, symbol, base, expected) in [
            ("btcusdt", "BTCUSDT", "BTC", Some(0)),
            ("btc/usdt", "BTC-USDT", "BTC", Some(0)),
            ("BTC", "BTC_USDT", "BTC", Some(1)),
            ("xbt", "PI_XBTUSD", "XBT", Some(1)),
            ("btcd", "BTCDOMUSDT", "BTCDOM", Some(2)),
            ("usdt", "BTCUSDT", "BTC", Some(3)),
            ("币安", "币安人生USDT", "币安人生", Some(2)),
            ("eth", "BTCUSDT", "BTC", None),
        ] {
            assert_eq!(rank(&folded(query), &folded(symbol), base), expected, "{query} {symbol}");
        }
    }
}
