//! Paths of fields: the core writes `entry_price`, the wire format `entryPrice`.

use margin_core::MarginError;

/// A refusal of the core, with its path as the wire format writes it.
pub(crate) fn in_camel_case(error: MarginError) -> MarginError {
    error.with_field(camel_case)
}

/// `positions[2].entry_price` becomes `positions[2].entryPrice`; a symbol, which follows `prices.`, stays.
fn camel_case(path: &str) -> String {
    if path.starts_with("prices.") {
        return path.to_owned();
    }
    let mut written = String::with_capacity(path.len());
    let mut raised = false;
    for letter in path.chars() {
        match letter {
            '_' => raised = true,
            _ if raised => {
                written.push(letter.to_ascii_uppercase());
                raised = false;
            }
            _ => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_and_symbols_do_not() {
        for (given, wanted) in [
            ("positions[2].entry_price", "positions[2].entryPrice"),
            ("tiers[0].max_leverage", "tiers[0].maxLeverage"),
            ("prices.BTC_usdt", "prices.BTC_usdt"),
            ("", ""),
        ] {
            assert_eq!(camel_case(given), wanted);
        }
    }
}
