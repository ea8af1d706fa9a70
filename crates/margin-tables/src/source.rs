//! The sources as they were collected: JSON, one market a line, every number as the venue prints it.

use std::collections::BTreeMap;
use std::path::Path;

use margin_core::Decimal;
use serde::Deserialize;

use crate::Failure;

/// A file of `data/tiers/`.
#[derive(Deserialize)]
pub(crate) struct Source {
    /// Its markets, in no particular order.
    pub(crate) markets: Vec<SourceMarket>,
}

/// One market as its source has it. What the tables do not need is not read.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SourceMarket {
    pub(crate) symbol: String,
    pub(crate) contract: String,
    pub(crate) base: String,
    pub(crate) quote: Option<String>,
    pub(crate) settle: Option<String>,
    pub(crate) contract_size: Option<String>,
    #[serde(rename = "contractSize_unit")]
    pub(crate) contract_size_unit: Option<String>,
    pub(crate) tick_size: Option<String>,
    pub(crate) lot_size: Option<String>,
    pub(crate) taker_fee: Option<String>,
    /// BitMEX: by how much each tier is larger than the one before.
    pub(crate) risk_step: Option<String>,
    pub(crate) expiry: Option<String>,
    #[serde(rename = "as_of")]
    pub(crate) as_of: Option<String>,
    /// OKX: whether all of the venue's tiers are here.
    pub(crate) complete: Option<bool>,
    #[serde(default)]
    pub(crate) is_delisted: bool,
    #[serde(default)]
    pub(crate) only_isolated: bool,
    /// What floors and caps count.
    #[serde(rename = "tier_basis")]
    pub(crate) counts: String,
    pub(crate) tiers: Vec<SourceTier>,
    /// The price it begins with; no source of tables has it.
    #[serde(skip)]
    pub(crate) example_price: Option<Decimal>,
}

/// One row as its source has it.
#[derive(Clone, Deserialize)]
pub(crate) struct SourceTier {
    pub(crate) floor: String,
    /// The end of the tier; none where the source has none.
    pub(crate) cap: Option<String>,
    #[serde(rename = "mmr")]
    pub(crate) rate: String,
    /// The rate as a fraction, where it does not end as a decimal.
    #[serde(rename = "mmr_exact")]
    pub(crate) exact_rate: Option<String>,
    pub(crate) max_leverage: Option<String>,
    /// The initial margin rate, where the source has one.
    #[serde(rename = "imr")]
    pub(crate) initial_rate: Option<String>,
    #[serde(rename = "maint_amount")]
    pub(crate) deduction: Option<String>,
}

impl Source {
    /// Reads the file of this name in `tiers/`.
    pub(crate) fn read(data: &Path, name: &str) -> Result<Self, Failure> {
        let path = data.join("tiers").join(format!("{name}.json"));
        read_json(&path)
    }

    /// Reads the text of one.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Self, Failure> {
        parsed(name, text)
    }

    /// Gives each market without a price step the one that was observed of it.
    pub(crate) fn with_ticks(mut self, ticks: &Ticks) -> Self {
        for market in &mut self.markets {
            if market.tick_size.is_none() {
                market.tick_size = ticks.ticks.get(&market.symbol).cloned();
            }
        }
        self
    }
}

/// A file of `data/ticks/`.
#[derive(Default, Deserialize)]
pub(crate) struct Ticks {
    /// Price steps by symbol.
    ticks: BTreeMap<String, String>,
}

impl Ticks {
    /// Reads the file of this name in `ticks/`; none is no tick.
    pub(crate) fn read(data: &Path, name: Option<&str>) -> Result<Self, Failure> {
        let Some(name) = name else { return Ok(Self::default()) };
        let path = data.join("ticks").join(format!("{name}.json"));
        read_json(&path)
    }
}

/// Reads a file that has been collected.
pub(crate) fn read_json<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T, Failure> {
    parsed(&path.display().to_string(), &text_of(path)?)
}

fn text_of(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure(format!("{} cannot be read: {error}", path.display())))
}

fn parsed<T: for<'a> Deserialize<'a>>(name: &str, text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| Failure(format!("{name}: {error}")))
}
