//! Binance USDⓈ-M: linear perpetuals, margined and settled in USDT.
//!
//! * Liquidation price, with the maintenance margin at the mark less the maintenance amount of the
//!   tier, other positions' maintenance and unrealised profit held as they are, and no fee in it:
//!   <https://www.binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93>
//! * What happens to the margin that is left:
//!   <https://www.binance.com/en/support/faq/360033525271>
//!
//! Both were read on [`RULES_DATE`]. The tables are those of [`TABLE_DATE`], as packaged in the
//! repository freqtrade/freqtrade, `freqtrade/exchange/binance_leverage_tiers.json`, release 2026.9
//! (`bracket`, `notionalFloor`, `notionalCap`, `maintMarginRatio`, `cum` of the venue's own answer).
//! Only these facts were taken. The price steps are those that were observed in the prices of a month up to 2026-03-19:
//! an upper bound of the tick, and equal to it where that was checked.
//!
//! On the venue a large position is cut down tier by tier before it is taken over whole; that is
//! not modelled yet.

mod built_in;

use margin_core::{
    AddedMargin, Basis, ClosingFee, Decimal, FundingSource, HedgedMaintenance, LeverageChange, Market, MarketInput,
    ModeChange, ModeScope, OnLiquidation, OpeningCost, OthersPnl, PriceRounding, ReportedReserve, Rules, TierBasis,
    TierForm,
};

use crate::caveat::Caveat;
use crate::table::{Row, tiers};
use crate::tables::ExamplePrice;
use crate::venue::Venue;
use built_in::{BTCUSDT, ETHUSDT, PRICE_DATE, SOLUSDT};

/// Where its rules were read: addresses of pages, or files of repositories.
pub const SOURCES: &[&str] = &[
    "https://www.binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93",
    "https://www.binance.com/en/support/faq/360033525271",
    "https://www.binance.com/en/support/articles/360038447311",
    "https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code",
    "https://www.binance.com/en/support/faq/how-to-calculate-margin-in-multi-assets-mode-c983a9268cfa4e70a4916c276bb3b7bc",
];

/// The venue.
///
/// ```
/// use margin_venues::binance_usdm;
///
/// assert_eq!(binance_usdm::VENUE.rules, binance_usdm::rules());
/// ```
pub const VENUE: Venue = Venue {
    code: "binance-usdm",
    name: "Binance USDⓈ-M",
    short_name: "Binance",
    exchange: "binance",
    rules: rules(),
    rules_date: RULES_DATE,
    tables: Some("binance-usdm"),
    unconfirmed: &[Caveat::SourceOfFunding],
    unsupported: &[Caveat::SeveralCollaterals],
    assumptions: &[Caveat::WholeLiquidation, Caveat::OpenOrdersIgnored],
};

/// The markets whose tables are here.
///
/// ```
/// use margin_venues::binance_usdm;
///
/// assert!(binance_usdm::SYMBOLS.contains(&"BTCUSDT"));
/// ```
pub const SYMBOLS: &[&str] = &["BTCUSDT", "ETHUSDT", "SOLUSDT"];

/// The date on which the venue's rules were read.
///
/// ```
/// assert_eq!(margin_venues::binance_usdm::RULES_DATE, "2026-11-27");
/// ```
pub const RULES_DATE: &str = crate::venue::RULES_DATE;

/// The date of the tier tables: the venue may have changed them since.
///
/// ```
/// assert_eq!(margin_venues::binance_usdm::TABLE_DATE, "2026-09-29");
/// ```
pub const TABLE_DATE: &str = "2026-09-29";

/// The currency in which margin, fees and profit are paid.
///
/// ```
/// use margin_venues::binance_usdm;
///
/// let market = binance_usdm::market("ETHUSDT").expect("it is one of the symbols");
/// assert_eq!(market.settle(), Some(binance_usdm::SETTLEMENT));
/// ```
pub const SETTLEMENT: &str = "USDT";

/// The rules of the venue.
///
/// ```
/// use margin_core::{ClosingFee, Basis, PriceRounding};
/// use margin_venues::binance_usdm;
///
/// let rules = binance_usdm::rules();
/// assert_eq!(rules.maintenance_basis, Basis::Mark);
/// assert_eq!(rules.closing_fee, ClosingFee::None);
/// assert_eq!(rules.price_rounding, PriceRounding::Decimals(2));
/// ```
pub const fn rules() -> Rules {
    Rules {
        maintenance_basis: Basis::Mark,
        tier_form: TierForm::Marginal,
        tier_basis: TierBasis::Value,
        closing_fee: ClosingFee::None,
        others_pnl: OthersPnl::Full,
        hedged_maintenance: HedgedMaintenance::Each,
        initial_basis: Basis::Mark,
        roe_basis: Basis::Mark,
        reported_reserve: ReportedReserve::None,
        opening_cost: OpeningCost::Margin,
        funding_source: FundingSource::Margin,
        on_liquidation: OnLiquidation::Forfeit,
        added_margin: AddedMargin::Full,
        price_rounding: PriceRounding::Decimals(2),
        mode_scope: ModeScope::Market,
        mode_change: ModeChange::NoPosition,
        leverage_change: LeverageChange::RaiseOnly,
        removal_floor: Decimal::ZERO,
        withdrawal_floor: Decimal::ZERO,
    }
}

/// A market with its table, or nothing where the symbol is not one of [`SYMBOLS`].
///
/// ```
/// use margin_core::parse;
/// use margin_venues::binance_usdm;
///
/// let market = binance_usdm::market("BTCUSDT").expect("it is one of the symbols");
/// assert_eq!(market.tiers().len(), 12);
/// assert_eq!(market.tiers().max_leverage_at(parse("1000")?), Some(parse("150")?));
/// assert_eq!(binance_usdm::market("btcusdt"), None);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn market(symbol: &str) -> Option<Market> {
    let table = table(symbol)?;
    Market::new(MarketInput {
        settle: Some(SETTLEMENT.to_owned()),
        tick_size: Some(table.tick_size),
        end: Some(Decimal::from(table.last_cap)),
        ..MarketInput::new(symbol, tiers(table.rows))
    })
    .ok()
}

/// The largest value that a position in a market may have: the last cap of its table.
///
/// ```
/// use margin_core::parse;
/// use margin_venues::binance_usdm;
///
/// assert_eq!(binance_usdm::largest_value("BTCUSDT"), Some(parse("1800000000")?));
/// assert_eq!(binance_usdm::largest_value("flat"), None);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn largest_value(symbol: &str) -> Option<Decimal> {
    table(symbol).map(|table| Decimal::from(table.last_cap))
}

/// Returns a price that a market can begin with: its last one on some day, in USDT. An example, not a quote; nothing where
/// the symbol is not one of [`SYMBOLS`].
///
/// ```
/// use margin_core::parse;
/// use margin_venues::binance_usdm;
///
/// let example = binance_usdm::example_price("BTCUSDT").expect("it is one of the symbols");
/// assert_eq!((example.price, example.date.as_str()), (parse("70349.5")?, "2026-03-19"));
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn example_price(symbol: &str) -> Option<ExamplePrice> {
    let table = table(symbol)?;
    Some(ExamplePrice { price: table.example_price, venue: VENUE.code.to_owned(), date: PRICE_DATE.to_owned() })
}

struct Table {
    last_cap: u32,
    tick_size: Decimal,
    example_price: Decimal,
    rows: &'static [Row],
}

fn table(symbol: &str) -> Option<&'static Table> {
    match symbol {
        "BTCUSDT" => Some(&BTCUSDT),
        "ETHUSDT" => Some(&ETHUSDT),
        "SOLUSDT" => Some(&SOLUSDT),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use margin_core::{ErrorCode, parse};

    use super::*;

    #[test]
    fn every_table_loads_and_ends_below_its_cap() {
        for symbol in SYMBOLS {
            let market = market(symbol).unwrap();
            assert_eq!(market.symbol(), *symbol);
            assert!(market.check_rules(&rules()).is_ok());
            let last = *market.tiers().row(market.tiers().len());
            assert!(last.floor < largest_value(symbol).unwrap(), "{symbol}");
            assert_eq!(last.max_leverage, Some(Decimal::ONE), "{symbol}");
        }
    }

    #[test]
    fn the_tables_are_the_published_ones() {
        for (symbol, value, rate, amount, leverage) in [
            ("BTCUSDT", "300000", "0.004", "0", "150"),
            ("BTCUSDT", "300001", "0.005", "300", "100"),
            ("BTCUSDT", "258600000", "0.1", "14482000", "5"),
            ("BTCUSDT", "1800000000", "0.5", "421482000", "1"),
            ("ETHUSDT", "800001", "0.0065", "1500", "75"),
            ("ETHUSDT", "1200000000", "0.5", "280507000", "1"),
            ("SOLUSDT", "50000", "0.005", "0", "100"),
            ("SOLUSDT", "400000000", "0.5", "66731475", "1"),
        ] {
            let market = market(symbol).unwrap();
            let row = market.tiers().row(market.tiers().tier_at(parse(value).unwrap()));
            assert_eq!(row.rate, parse(rate).unwrap(), "{symbol} {value}");
            assert_eq!(row.deduction, parse(amount).unwrap(), "{symbol} {value}");
            assert_eq!(row.max_leverage, Some(parse(leverage).unwrap()), "{symbol} {value}");
        }
    }

    #[test]
    fn a_mistyped_row_would_not_load() {
        for symbol in SYMBOLS {
            let rows = table(symbol).unwrap().rows;
            for wrong in 1..rows.len() {
                let mut tiers = tiers(rows);
                tiers[wrong].deduction = tiers[wrong].deduction.map(|amount| amount + Decimal::ONE);
                let error = Market::new(MarketInput::new(symbol, tiers)).unwrap_err();
                assert_eq!(error.code(), ErrorCode::BadTable);
                assert_eq!(error.field(), Some(format!("tiers[{wrong}].deduction").as_str()));
            }
        }
    }
}
