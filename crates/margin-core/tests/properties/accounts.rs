//! Accounts of several markets: each market's legs see the others as one amount of collateral, and
//! isolated positions see nothing but their margin.

use margin_core::{
    AccountInput, AccountReport, Decimal, Liquidation, MarginMode, Market, MarketInput, Markets, OthersPnl,
    PositionInput, PositionMargin, Rules, evaluate,
};
use proptest::prelude::*;

use crate::generate::{Scope, case, config};
use crate::{Case, same_answer};

/// The cases as the markets of one account, under the first one's rules.
struct Account {
    rules: Rules,
    wallet: Decimal,
    markets: Vec<Market>,
    prices: Vec<(String, Decimal)>,
    positions: Vec<PositionInput>,
}

impl Account {
    fn of(cases: &[Case], others_pnl: OthersPnl) -> Self {
        let mut account = Self {
            rules: Rules { others_pnl, ..cases[0].rules },
            wallet: cases.iter().map(|case| case.wallet).sum(),
            markets: vec![],
            prices: vec![],
            positions: vec![],
        };
        for (index, case) in cases.iter().enumerate() {
            let symbol = format!("M{index}");
            account.markets.push(renamed(&case.market, &symbol));
            account.prices.push((symbol.clone(), case.mark));
            account.positions.extend(case.legs.iter().map(|leg| PositionInput {
                id: None,
                market: symbol.clone(),
                side: leg.side,
                size: leg.size,
                entry_price: leg.entry,
                leverage: Decimal::TEN,
                added_margin: Decimal::ZERO,
                margin: match leg.margin {
                    None => PositionMargin::Cross,
                    Some(margin) => PositionMargin::Isolated(Some(margin)),
                },
            }));
        }
        account
    }

    fn together(&self) -> Markets {
        Markets::new(self.markets.clone()).unwrap()
    }

    fn evaluate(&self) -> AccountReport {
        evaluate(&AccountInput {
            rules: self.rules,
            wallet_balance: self.wallet,
            markets: &self.together(),
            prices: &self.prices,
            positions: &self.positions,
        })
        .unwrap()
    }
}

fn renamed(market: &Market, symbol: &str) -> Market {
    let tiers = market.tiers().rows().map(|row| margin_core::Tier::new(row.floor, row.rate)).collect();
    Market::new(MarketInput {
        contract: market.contract(),
        multiplier: market.multiplier(),
        closing_fee: Some(market.closing_fee()),
        ..MarketInput::new(symbol, tiers)
    })
    .unwrap()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn other_markets_are_one_amount_of_collateral(
        cases in prop::collection::vec(case(Scope { pairs: true, values: (0, 6), prices: (-2, 5) }), 1..6),
        losses in any::<bool>(),
    ) {
        let others_pnl = if losses { OthersPnl::Losses } else { OthersPnl::Full };
        let account = Account::of(&cases, others_pnl);
        let report = account.evaluate();
        let isolated_margins: Decimal = cases.iter().flat_map(|case| &case.legs).filter_map(|leg| leg.margin).sum();
        prop_assert_eq!(report.cross.collateral, account.wallet - isolated_margins);

        let markets = account.together();
        // What each market adds, position by position, from the reports alone.
        let share_of = |index: usize| -> Decimal {
            let symbol = format!("M{index}");
            let mut only = AccountInput {
                rules: account.rules,
                wallet_balance: account.wallet,
                markets: &markets,
                prices: &account.prices,
                positions: &[],
            };
            let own: Vec<PositionInput> = account.positions.iter().filter(|position| position.market == symbol && position.margin == PositionMargin::Cross).cloned().collect();
            only.positions = &own;
            let alone = evaluate(&only).unwrap();
            let counted = alone.positions.iter().map(|position| if losses { position.unrealized_pnl.min(Decimal::ZERO) } else { position.unrealized_pnl });
            counted.sum::<Decimal>() - alone.cross.maintenance_margin
        };
        let shares: Vec<Decimal> = (0..cases.len()).map(share_of).collect();
        let falls = report.positions.iter().any(|position| position.margin_mode == MarginMode::Cross && position.liquidation == Liquidation::Now);

        let mut next = report.positions.iter();
        for (index, case) in cases.iter().enumerate() {
            let rules = account.rules;
            let position = next.by_ref().take(case.legs.len()).collect::<Vec<_>>()[0];
            let others: Decimal = shares.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, share)| *share).sum();
            let mut alone = Case { rules, market: renamed(&case.market, "X"), ..case.clone() };
            if case.legs[0].margin.is_none() {
                alone.wallet = report.cross.collateral + others;
                if alone.wallet < Decimal::ZERO {
                    continue;
                }
            }
            let expected = alone.evaluate().unwrap().positions[0].pair;
            if case.legs[0].margin.is_none() && falls {
                prop_assert_eq!(position.liquidation, Liquidation::Now, "all cross positions fall together");
            } else {
                prop_assert!(same_answer(&alone, position.pair.below, expected.below), "{:?}, alone {:?}", position.pair, expected);
                prop_assert!(same_answer(&alone, position.pair.above, expected.above), "{:?}, alone {:?}", position.pair, expected);
            }
        }
    }
}
