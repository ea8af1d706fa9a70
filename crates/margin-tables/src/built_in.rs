//! The markets that the page carries inside its module: whole numbers in Rust, which need no reader.

use std::path::Path;

use margin_core::{Checked, Decimal, plain};

use crate::Failure;
use crate::convert::number;
use crate::prices::Prices;
use crate::source::{Source, SourceMarket, Ticks};

/// The commonest three.
const SYMBOLS: [&str; 3] = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

/// The text of `binance_usdm/built_in.rs`, as rustfmt has it.
pub(crate) fn file(data: &Path) -> Result<String, Failure> {
    let source = Source::read(data, "binance-usdm")?.with_ticks(&Ticks::read(data, Some("binance-usdm"))?);
    let prices = Prices::read(data)?;
    let mut text = String::from(
        "//! The tables of the commonest three markets. Made by `cargo xtask tables`, never edited.\n\n\
         use margin_core::Decimal;\n\nuse super::Table;\nuse crate::table::row;\n",
    );
    text +=
        &format!("\n/// The day of the example prices.\npub(super) const PRICE_DATE: &str = \"{}\";\n", prices.date());
    for symbol in SYMBOLS {
        let market = source.markets.iter().find(|market| market.symbol == symbol);
        text += &table(market.ok_or_else(|| Failure(format!("{symbol} is not in the source")))?, &prices)?;
    }
    Ok(text)
}

fn table(market: &SourceMarket, prices: &Prices) -> Result<String, Failure> {
    let symbol = &market.symbol;
    let last = market.tiers.last().and_then(|tier| tier.cap.as_deref());
    let cap = last.ok_or_else(|| Failure(format!("{symbol} has no last cap")))?;
    let tick = number(market.tick_size.as_deref().ok_or_else(|| Failure(format!("{symbol} has no tick")))?)?;
    let price = prices.of("binance-usdm", market)?.ok_or_else(|| Failure(format!("{symbol} has no price")))?;
    let mut text = format!(
        "\n/// Floor, rate in basis points, maintenance amount, largest leverage.\n\
         pub(super) static {symbol}: Table = Table {{\n    last_cap: {},\n    \
         tick_size: Decimal::from_parts({}, 0, 0, false, {}),\n    \
         example_price: Decimal::from_parts({}, 0, 0, false, {}),\n    rows: &[\n",
        grouped(number(cap)?)?,
        tick.mantissa(),
        tick.scale(),
        separated(&price.mantissa().to_string()),
        price.scale(),
    );
    for tier in &market.tiers {
        let basis_points = number(&tier.rate)?.times(Decimal::from(10_000))?;
        let missing = || Failure(format!("{symbol} has a row without an amount or a leverage"));
        let amount = number(tier.deduction.as_deref().ok_or_else(missing)?)?;
        let leverage = number(tier.max_leverage.as_deref().ok_or_else(missing)?)?;
        let numbers = [number(&tier.floor)?, basis_points, amount, leverage];
        let numbers: Vec<String> = numbers.into_iter().map(grouped).collect::<Result<_, _>>()?;
        text += &format!("        row({}),\n", numbers.join(", "));
    }
    Ok(text + "    ],\n};\n")
}

/// A whole number with its thousands apart.
fn grouped(number: Decimal) -> Result<String, Failure> {
    let digits = plain(number);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Failure(format!("{digits} is not a whole number")));
    }
    Ok(separated(&digits))
}

/// Digits with their thousands apart, where there are five or more.
fn separated(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
