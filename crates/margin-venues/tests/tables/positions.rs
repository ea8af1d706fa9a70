//! Positions in every market, from its first tier to beyond its last: the answer is exact, and its tier is the tier
//! of the position's value there.

use margin_core::{
    AccountInput, Decimal, Liquidation, MarginMode, Market, Markets, PositionInput, PositionMargin, PositionReport,
    ReportedReserve, Rules, Side, TierBasis, TierForm, bounds, evaluate, plain,
};
use margin_venues::{Listing, VenueTables};
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::files::{all, rules};

/// One position, opened at the mark.
struct Holding<'a> {
    rules: Rules,
    market: &'a Market,
    basis: TierBasis,
    side: Side,
    size: Decimal,
    entry: Decimal,
    margin: Decimal,
    /// Whether the margin is its own, or all that is in the wallet.
    isolated: bool,
}

impl Holding<'_> {
    fn at(&self, mark: Decimal) -> PositionReport {
        let symbol = self.market.symbol().to_owned();
        let position = PositionInput {
            added_margin: margin_core::Decimal::ZERO,
            id: None,
            market: symbol.clone(),
            side: self.side,
            size: self.size,
            entry_price: self.entry,
            leverage: Decimal::ONE,
            margin: if self.isolated { PositionMargin::Isolated(Some(self.margin)) } else { PositionMargin::Cross },
        };
        let account = AccountInput {
            // A reserve is reported in the maintenance margin, and no part of what is required.
            rules: Rules { reported_reserve: ReportedReserve::None, ..self.rules },
            wallet_balance: self.margin,
            markets: &Markets::new(vec![self.market.clone()]).unwrap(),
            prices: &[(symbol, mark)],
            positions: &[position],
        };
        evaluate(&account).unwrap_or_else(|error| panic!("{}: {error}", self.name())).positions.remove(0)
    }

    fn name(&self) -> String {
        let numbers = [self.size, self.entry, self.margin].map(plain).join(" ");
        format!("{} {:?} {numbers}", self.market.symbol(), self.side)
    }

    /// What the account is above its requirement.
    fn surplus(&self, price: Decimal) -> Decimal {
        let report = self.at(price);
        self.margin + report.unrealized_pnl - report.maintenance_margin
    }

    fn value(&self, price: Decimal) -> Decimal {
        self.market.contract().value(self.market.exposure(self.size).unwrap(), price).unwrap()
    }

    /// What its tier is found by, at a price.
    fn measure(&self, price: Decimal) -> Decimal {
        let mode = if self.isolated { MarginMode::Isolated } else { MarginMode::Cross };
        match (self.basis, self.rules.maintenance_basis.is_entry(self.market.contract(), mode)) {
            (TierBasis::Size, _) => self.size,
            (TierBasis::Value, false) => self.value(price),
            // As the position has it: in whole amounts where its venue counts in such.
            (TierBasis::Value, true) => {
                margin_core::Position::new(self.market, self.side, self.size, self.entry, Decimal::ONE)
                    .unwrap()
                    .entry_value()
            }
        }
    }

    fn check(&self) {
        let report = self.at(self.entry);
        for (end, below) in [(report.pair.below, true), (report.pair.above, false)] {
            match end {
                Liquidation::Now => assert!(self.surplus(self.entry) <= Decimal::ZERO, "{}: not now", self.name()),
                Liquidation::Never(_) => {
                    let far = if below { Decimal::new(1, 4) } else { Decimal::from(10_000) };
                    let price = self.entry * far;
                    if bounds::PRICE.check("", price).is_ok() && self.value(price) < bounds::VALUE.maximum {
                        assert!(self.surplus(price) > Decimal::ZERO, "{}: insolvent at {price}", self.name());
                    }
                }
                Liquidation::At { price, tier, .. } if bounds::PRICE.check("", price).is_ok() => {
                    assert!(if below { price < self.entry } else { price > self.entry }, "{}", self.name());
                    self.check_end(price, tier);
                }
                Liquidation::At { .. } => {}
            }
        }
    }

    fn check_end(&self, price: Decimal, tier: usize) {
        let largest = self.margin.max(self.value(self.entry)).max(self.value(price));
        let tolerance = largest * Decimal::new(1, 20) + Decimal::new(1, 26);
        let surplus = self.surplus(price);
        let tiers = self.market.tiers();
        let measure = self.measure(price);
        let floor = tiers.row(tier).floor;
        let at_floor = (measure - floor).abs() <= tolerance;
        if surplus.abs() > tolerance {
            // A requirement that jumps: enough up to the floor, too little with the rate beyond it.
            assert!(self.rules.tier_form == TierForm::Whole && at_floor && tier > 0, "{}: {surplus}", self.name());
            let beyond = surplus - measure * (tiers.row(tier).rate - tiers.row(tier - 1).rate);
            assert!(surplus > Decimal::ZERO && beyond <= tolerance, "{}: {surplus} {beyond}", self.name());
        }
        let ceiling = tiers.row(tier + 1).floor;
        let last = tier + 1 == tiers.len();
        let at_ceiling = !last && (measure - ceiling).abs() <= tolerance;
        if !at_floor && !at_ceiling {
            assert_eq!(tiers.tier_at(measure), tier, "{}: at {price}, worth {measure}", self.name());
        }
        let between = (price + self.entry) / Decimal::TWO;
        if self.rules.tier_form == TierForm::Marginal {
            assert!(self.surplus(between) > Decimal::ZERO, "{}: insolvent before {price}", self.name());
        }
    }
}

/// A position whose measure is this many hundredths of the way through a tier; through the last, up to twice its
/// beginning, or its cap.
fn holding<'a>(
    tables: &VenueTables,
    listing: &Listing<'_>,
    market: &'a Market,
    tier: usize,
    hundredths: u32,
    margin_hundredths: u32,
) -> Option<Holding<'a>> {
    let tiers = market.tiers();
    let floor = tiers.row(tier).floor;
    let end = match tier + 1 < tiers.len() {
        true => tiers.row(tier + 1).floor,
        false => listing.last_cap().filter(|cap| *cap > floor).unwrap_or(floor * Decimal::TWO + Decimal::from(1000)),
    };
    let measure = floor + (end - floor) * Decimal::new(i64::from(hundredths), 2);
    // A price of six digits.
    let entry = market.tick_size().unwrap_or(Decimal::new(1, 1)) * Decimal::from(123_456);
    let size = match listing.tier_basis() {
        TierBasis::Size => measure,
        TierBasis::Value if market.contract().is_inverse() => measure * entry / market.multiplier(),
        TierBasis::Value => measure / entry / market.multiplier(),
    };
    let size = size.round_dp(10);
    let value = market.contract().value(market.exposure(size).ok()?, entry).ok()?;
    if bounds::SIZE.check("", size).is_err() || bounds::VALUE.check("", value).is_err() {
        return None;
    }
    let leverage = tiers.row(tier).max_leverage.unwrap_or(Decimal::ONE);
    // A hundredth is the least that the leverage allows, a hundred is all of the value.
    let least = value / leverage;
    let margin = least + (value - least) * Decimal::new(i64::from(margin_hundredths.saturating_sub(1)), 2);
    Some(Holding {
        rules: rules(tables.venue()),
        market,
        basis: listing.tier_basis(),
        side: Side::Long,
        size,
        entry,
        margin: margin.round_dp(12),
        isolated: true,
    })
}

/// Every tier of every market: in it, at its end, and beyond the last.
fn check_market(tables: &VenueTables, listing: &Listing<'_>) -> usize {
    let market = tables.market(listing.symbol()).unwrap();
    let last = market.tiers().len() - 1;
    let mut checked = 0;
    for tier in 0..=last {
        for hundredths in if tier == last { &[37, 100, 250][..] } else { &[37, 100] } {
            let Some(mut holding) = holding(tables, listing, &market, tier, *hundredths, 1) else { continue };
            for side in [Side::Long, Side::Short] {
                holding.side = side;
                holding.isolated = (side == Side::Long) == (tier % 2 == 0);
                holding.check();
                checked += 1;
            }
        }
    }
    checked
}

/// Every market once: in its first tier, in one in the middle, and beyond its last.
#[test]
fn every_market_is_solved_exactly() {
    let mut markets = 0;
    for tables in all() {
        for listing in tables.listings() {
            let market = tables.market(listing.symbol()).unwrap();
            let last = market.tiers().len() - 1;
            let mut checked = 0;
            for (tier, hundredths) in [(0, 37), (last / 2, 61), (last, 250)] {
                for side in [Side::Long, Side::Short] {
                    let Some(mut holding) = holding(&tables, &listing, &market, tier, hundredths, 1) else { continue };
                    holding.side = side;
                    holding.isolated = side == Side::Long;
                    holding.check();
                    checked += 1;
                }
            }
            assert!(checked >= 4, "{} {}: too few positions fit the bounds", tables.venue(), listing.symbol());
            markets += 1;
        }
    }
    assert_eq!(markets, 1897);
}

/// Every tier of every table that is another: markets that share one differ in their prices alone.
#[test]
fn every_tier_of_every_table_is_solved_exactly() {
    let mut checked = 0;
    for tables in all() {
        let mut seen = std::collections::BTreeSet::new();
        for listing in tables.listings() {
            let table = format!("{:?} {:?} {:?}", listing.contract(), listing.tier_basis(), listing.tiers());
            if seen.insert(table) {
                checked += check_market(&tables, &listing);
            }
        }
    }
    assert!(checked > 12_000, "{checked}");
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any market, any tier, any margin from the least to all of the value.
    #[test]
    fn any_position_in_any_market_is_solved_exactly(
        place in any::<prop::sample::Index>(),
        tier in any::<prop::sample::Index>(),
        hundredths in 1..300_u32,
        margin_hundredths in 1..120_u32,
        long in any::<bool>(),
        isolated in any::<bool>(),
    ) {
        static ALL: std::sync::LazyLock<Vec<VenueTables>> = std::sync::LazyLock::new(all);
        let count: usize = ALL.iter().map(VenueTables::len).sum();
        let (tables, listing) = ALL
            .iter()
            .flat_map(|tables| tables.listings().map(move |listing| (tables, listing)))
            .nth(place.index(count))
            .unwrap();
        let market = tables.market(listing.symbol()).unwrap();
        let tier = tier.index(market.tiers().len());
        if let Some(mut holding) = holding(tables, &listing, &market, tier, hundredths, margin_hundredths) {
            holding.side = if long { Side::Long } else { Side::Short };
            holding.isolated = isolated;
            holding.check();
        }
    }
}
