//! The properties of the margin model, over random and real tables, all contracts, both bases and
//! both forms, judged by a second implementation in exact rationals.
//!
//! `PROPTEST_CASES` sets how many cases each property runs.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod accounts;
mod generate;
mod invariance;
mod oracle;
mod pairs;
mod root;
mod shown;

use margin_core::{
    AccountInput, AccountReport, Decimal, Liquidation, Market, Markets, PositionInput, PositionMargin, Result, Rules,
    Side, evaluate,
};

/// One position in one market, or a hedged pair in cross.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) rules: Rules,
    pub(crate) market: Market,
    pub(crate) mark: Decimal,
    pub(crate) wallet: Decimal,
    pub(crate) legs: Vec<CaseLeg>,
}

#[derive(Clone, Debug)]
pub(crate) struct CaseLeg {
    pub(crate) side: Side,
    pub(crate) size: Decimal,
    pub(crate) entry: Decimal,
    /// What is allocated to it; nothing in cross.
    pub(crate) margin: Option<Decimal>,
}

impl Case {
    pub(crate) fn evaluate(&self) -> Result<AccountReport> {
        let positions: Vec<PositionInput> = self
            .legs
            .iter()
            .map(|leg| PositionInput {
                id: None,
                market: self.market.symbol().to_owned(),
                side: leg.side,
                size: leg.size,
                entry_price: leg.entry,
                leverage: Decimal::TEN,
                added_margin: Decimal::ZERO,
                margin: match leg.margin {
                    None => PositionMargin::Cross,
                    Some(margin) => PositionMargin::Isolated(Some(margin)),
                },
            })
            .collect();
        evaluate(&AccountInput {
            rules: self.rules,
            wallet_balance: self.wallet,
            markets: &Markets::new(vec![self.market.clone()])?,
            prices: &[(self.market.symbol().to_owned(), self.mark)],
            positions: &positions,
        })
    }

    /// `A`: what stands behind the legs.
    pub(crate) fn collateral(&self) -> Decimal {
        self.legs[0].margin.unwrap_or(self.wallet)
    }

    /// The same with another collateral, in whichever mode it is.
    pub(crate) fn with_collateral(&self, collateral: Decimal) -> Self {
        let mut case = self.clone();
        match &mut case.legs[0].margin {
            Some(margin) => {
                *margin = collateral;
                case.wallet = case.wallet.max(collateral);
            }
            None => case.wallet = collateral,
        }
        case
    }
}

/// Both ends of the interval, as the first position reports them.
pub(crate) fn ends(report: &AccountReport) -> [Liquidation; 2] {
    [report.positions[0].pair.below, report.positions[0].pair.above]
}

pub(crate) fn price_of(liquidation: Liquidation) -> Option<Decimal> {
    match liquidation {
        Liquidation::At { price, .. } => Some(price),
        _ => None,
    }
}

/// Whether two answers are the same: of one kind, and at both prices the position is worth the same
/// to one part in 10^20 of what it was worth at entry, or is worth there.
pub(crate) fn same_answer(case: &Case, one: Liquidation, other: Liquidation) -> bool {
    match (price_of(one), price_of(other)) {
        (Some(one), Some(other)) => {
            let worth = |price| oracle::worth(case, &oracle::exact(price));
            let (one, other, at_entry) = (worth(one), worth(other), worth(case.legs[0].entry));
            let largest = at_entry.max(one.clone()).max(other.clone());
            num_traits::abs(one - other) <= largest * oracle::power_of_ten(-20)
        }
        (None, None) => one == other,
        _ => false,
    }
}
