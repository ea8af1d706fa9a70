//! Tier tables as venues print them, and as the core reads them.
//!
//! The tables are in `tests/vectors/tier-tables.json`. What a venue's file will have to do to its
//! own shape is done here and in the tests: an inclusive count of contracts begins where the tier
//! before it ended, a base and a step become a table of whole tiers, and a rate that follows from a
//! leverage is computed.

use margin_core::{Contract, Decimal, Market, MarketInput, Tier, TierBasis, TierForm, TierTable, parse};
use serde::Deserialize;

const FILE: &str = include_str!("../../../../tests/vectors/tier-tables.json");

#[derive(Deserialize)]
struct File {
    tables: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Table {
    pub(crate) origin: String,
    pub(crate) contract: String,
    pub(crate) symbol: String,
    pub(crate) settle: String,
    contract_size: Option<String>,
    pub(crate) lot_size: Option<String>,
    pub(crate) risk_step: Option<String>,
    #[serde(rename = "tier_basis")]
    counts: String,
    pub(crate) tiers: Vec<Row>,
}

#[derive(Clone, Deserialize)]
pub(crate) struct Row {
    pub(crate) floor: String,
    pub(crate) cap: Option<String>,
    #[serde(rename = "mmr")]
    pub(crate) rate: String,
    max_leverage: Option<String>,
    #[serde(rename = "maint_amount")]
    deduction: Option<String>,
}

pub(crate) fn decimal(text: &str) -> Decimal {
    parse(text).unwrap()
}

pub(crate) fn tables() -> Vec<Table> {
    serde_json::from_str::<File>(FILE).unwrap().tables
}

pub(crate) fn table(origin: &str, symbol: &str) -> Table {
    tables().into_iter().find(|table| table.origin == origin && table.symbol == symbol).unwrap()
}

impl Table {
    pub(crate) fn by_size(&self) -> bool {
        self.counts == "contracts"
    }

    /// The rows as the core reads them. Between inclusive counts there is a hole of one lot: a tier
    /// begins where the one before it ended.
    pub(crate) fn tiers(&self) -> Vec<Tier> {
        let mut tiers: Vec<Tier> = Vec::new();
        for (at, row) in self.tiers.iter().enumerate() {
            let previous_cap = at.checked_sub(1).and_then(|before| self.tiers[before].cap.as_deref());
            let floor = decimal(if self.by_size() { previous_cap.unwrap_or("0") } else { &row.floor });
            tiers.push(Tier {
                deduction: row.deduction.as_deref().map(decimal),
                max_leverage: row.max_leverage.as_deref().map(decimal),
                ..Tier::new(floor, decimal(&row.rate))
            });
        }
        tiers
    }

    pub(crate) fn input(&self) -> MarketInput {
        let whole = self.by_size() || self.origin == "bitmex" || self.origin == "krakenfutures";
        MarketInput {
            contract: match self.contract.as_str() {
                "inverse" => Contract::Inverse,
                "quanto" => Contract::Quanto,
                _ => Contract::Linear,
            },
            multiplier: self.contract_size.as_deref().map_or(Decimal::ONE, decimal),
            settle: Some(self.settle.clone()),
            tier_form: Some(if whole { TierForm::Whole } else { TierForm::Marginal }),
            tier_basis: Some(if self.by_size() { TierBasis::Size } else { TierBasis::Value }),
            ..MarketInput::new(&self.symbol, self.tiers())
        }
    }

    pub(crate) fn market(&self) -> Market {
        Market::new(self.input()).unwrap()
    }

    pub(crate) fn loaded(&self) -> TierTable {
        TierTable::new(&self.tiers()).unwrap()
    }
}
