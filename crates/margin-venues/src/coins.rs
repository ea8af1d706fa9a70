//! The names of coins: what venues call differently, and which coins are taken for each other.

/// Returns the one name of a coin that venues call differently; any other name as it is.
///
/// ```
/// use margin_venues::coin;
///
/// assert_eq!((coin("XBT"), coin("BTC"), coin("ETH")), ("BTC", "BTC", "ETH"));
/// ```
pub fn coin(name: &str) -> &str {
    match name {
        "XBT" => "BTC",
        other => other,
    }
}

/// Returns whether two coins are taken for each other as the coin of a price: dollars, and coins that follow the dollar.
///
/// ```
/// use margin_venues::same_money;
///
/// assert!(same_money("USD", "USDT") && same_money("XBT", "BTC"));
/// assert!(!same_money("EUR", "USD") && !same_money("BTC", "USDT"));
/// ```
pub fn same_money(one: &str, other: &str) -> bool {
    let is_dollar = |coin: &str| matches!(coin, "USD" | "USDT" | "USDC" | "USD1" | "FDUSD" | "BUSD" | "U");
    coin(one) == coin(other) || (is_dollar(one) && is_dollar(other))
}
