//! What an account holds, at its marks and under its rules, and what it sums up to: what `evaluate`
//! and the living account share.
//!
//! In cross, the condition of a market is backed by the cross collateral and by what the other
//! markets add at their marks (`Σ counted profit − Σ maintenance`), summed once for all of them, so
//! the cost of a position does not grow with their number. The cross positions fall together when
//! any market's condition fails.
//!
//! A market in which nothing is held is not looked at: what an account costs does not grow with the
//! number of markets it could trade in.

use crate::added::AddedPart;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::figures::Standing;
use crate::market::{Market, Terms};
use crate::markets::Markets;
use crate::position::{MarginMode, Position, PositionId};
use crate::rules::{OthersPnl, Rules};

/// A market in which an account holds something, with the rules applied, at its mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed<'a> {
    /// Where it stands among the markets of the account.
    pub(crate) place: usize,
    pub(crate) market: &'a Market,
    isolated: Terms<'a>,
    cross: Terms<'a>,
    pub(crate) mark: Decimal,
}

impl<'a> Listed<'a> {
    fn new(place: usize, market: &'a Market, rules: &Rules, mark: Option<Decimal>) -> Result<Self> {
        let missing = || MarginError::new(ErrorCode::MissingPrice).with_text(market.symbol()).at("market");
        let [isolated, cross] = [MarginMode::Isolated, MarginMode::Cross].map(|mode| market.terms(rules, mode));
        Ok(Self { place, market, isolated: isolated?, cross: cross?, mark: mark.ok_or_else(missing)? })
    }

    /// The terms of the positions in a margin mode.
    pub(crate) const fn terms(&self, mode: MarginMode) -> &Terms<'a> {
        match mode {
            MarginMode::Isolated => &self.isolated,
            MarginMode::Cross => &self.cross,
        }
    }
}

/// A position of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holding {
    pub(crate) id: PositionId,
    /// The place of its market in the account's list.
    pub(crate) market: usize,
    pub(crate) position: Position,
    /// What is allocated to it; nothing in cross.
    pub(crate) isolated_margin: Option<Decimal>,
    /// The part of it that was added after opening, where the rules count that part otherwise.
    pub(crate) added_margin: AddedPart,
}

impl Holding {
    /// What the isolated margin counts; nothing in cross.
    pub(crate) fn counted_margin(&self) -> Result<Option<Decimal>> {
        self.isolated_margin.map(|margin| self.added_margin.counted(margin)).transpose()
    }

    pub(crate) const fn margin_mode(&self) -> MarginMode {
        if self.isolated_margin.is_some() { MarginMode::Isolated } else { MarginMode::Cross }
    }
}

/// An account at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Book<'a> {
    pub(crate) rules: Rules,
    pub(crate) wallet_balance: Decimal,
    /// Those in which something is held, in the order of their places.
    pub(crate) markets: Vec<Listed<'a>>,
    /// By the places of all markets, where those of `markets` stand in it.
    indices: Vec<usize>,
    pub(crate) holdings: &'a [Holding],
}

impl<'a> Book<'a> {
    /// `mark_of` gives the mark of the market in a place.
    ///
    /// # Errors
    /// `missing-price` where something is held in a market without a mark.
    pub(crate) fn new(
        rules: Rules,
        wallet_balance: Decimal,
        markets: &'a Markets,
        mark_of: impl Fn(usize) -> Option<Decimal>,
        holdings: &'a [Holding],
    ) -> Result<Self> {
        let mut indices = vec![usize::MAX; markets.list().len()];
        for holding in holdings {
            if let Some(index) = indices.get_mut(holding.market) {
                *index = 0;
            }
        }
        let mut listed = Vec::new();
        for ((place, market), index) in markets.list().iter().enumerate().zip(&mut indices) {
            if *index == 0 {
                *index = listed.len();
                listed.push(Listed::new(place, market, &rules, mark_of(place))?);
            }
        }
        Ok(Self { rules, wallet_balance, markets: listed, indices, holdings })
    }

    /// Where the market of a holding stands in `markets`.
    pub(crate) fn index_of(&self, holding: &Holding) -> Option<usize> {
        self.indices.get(holding.market).copied()
    }

    pub(crate) fn listed(&self, holding: &Holding) -> Result<&Listed<'a>> {
        let listed = self.index_of(holding).and_then(|index| self.markets.get(index));
        listed.ok_or_else(|| MarginError::new(ErrorCode::UnknownMarket))
    }

    pub(crate) fn cross_holdings(&self) -> impl Iterator<Item = &Holding> {
        self.holdings.iter().filter(|holding| holding.isolated_margin.is_none())
    }

    /// How a position stands at its market's mark.
    pub(crate) fn standing(&self, holding: &Holding) -> Result<Standing> {
        let listed = self.listed(holding)?;
        Standing::new(listed.terms(holding.margin_mode()), &holding.position, listed.mark)
    }

    /// How every position stands, in order.
    pub(crate) fn standings(&self) -> Result<Vec<Standing>> {
        self.holdings.iter().map(|holding| self.standing(holding)).collect()
    }

    /// The initial margins of the cross positions.
    pub(crate) fn cross_initial_margin(&self, standings: &[Standing]) -> Result<Decimal> {
        let mut sum = Decimal::ZERO;
        for (holding, standing) in self.holdings.iter().zip(standings) {
            if holding.isolated_margin.is_none() {
                let terms = self.listed(holding)?.terms(MarginMode::Cross);
                sum = sum.plus(terms.initial_margin(&holding.position, standing.value)?)?;
            }
        }
        Ok(sum)
    }

    /// What everything sums up to, the positions standing so.
    pub(crate) fn sums(&self, standings: &[Standing]) -> Result<Sums> {
        let mut sums = Sums {
            collateral: self.wallet_balance,
            unrealized_pnl: Decimal::ZERO,
            cross_value: Decimal::ZERO,
            profit: Decimal::ZERO,
            counted: Decimal::ZERO,
            maintenance_margin: Decimal::ZERO,
            markets: self
                .markets
                .iter()
                .map(|listed| MarketSum { place: listed.place, ..Default::default() })
                .collect(),
        };
        for (holding, standing) in self.holdings.iter().zip(standings) {
            sums.unrealized_pnl = sums.unrealized_pnl.plus(standing.unrealized_pnl)?;
            if let Some(margin) = holding.isolated_margin {
                sums.collateral = sums.collateral.minus(margin)?;
            } else if let Some(index) = self.index_of(holding)
                && let (Some(sum), Some(listed)) = (sums.markets.get_mut(index), self.markets.get(index))
            {
                sums.cross_value = sums.cross_value.plus(standing.value)?;
                sum.add(standing, listed.terms(MarginMode::Cross), self.rules.others_pnl)?;
            }
        }
        for sum in &sums.markets {
            sums.profit = sums.profit.plus(sum.profit)?;
            sums.counted = sums.counted.plus(sum.counted)?;
            sums.maintenance_margin = sums.maintenance_margin.plus(sum.maintenance_margin())?;
        }
        Ok(sums)
    }
}

/// What one market's cross legs add to the shared account.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MarketSum {
    /// Where the market stands among those of the account.
    place: usize,
    /// Their profit, in full.
    profit: Decimal,
    /// Their profit as it counts for other markets.
    counted: Decimal,
    /// What they are charged together, where there are any.
    maintenance: Option<Decimal>,
}

impl MarketSum {
    fn add(&mut self, standing: &Standing, terms: &Terms<'_>, others_pnl: OthersPnl) -> Result<()> {
        let profit = standing.unrealized_pnl;
        self.profit = self.profit.plus(profit)?;
        self.counted = self.counted.plus(match others_pnl {
            OthersPnl::Full => profit,
            OthersPnl::Losses => profit.min(Decimal::ZERO),
        })?;
        let own = standing.maintenance_margin;
        self.maintenance = Some(match self.maintenance {
            None => own,
            Some(first) => terms.hedged(first, own)?,
        });
        Ok(())
    }

    fn maintenance_margin(&self) -> Decimal {
        self.maintenance.unwrap_or_default()
    }
}

/// What the positions of an account sum up to.
#[derive(Clone, Debug)]
pub(crate) struct Sums {
    /// The wallet balance less the isolated margins.
    pub(crate) collateral: Decimal,
    /// The profit of all positions.
    pub(crate) unrealized_pnl: Decimal,
    /// What the cross positions are charged.
    pub(crate) maintenance_margin: Decimal,
    /// What the cross positions are worth.
    cross_value: Decimal,
    /// The profit of the cross positions.
    profit: Decimal,
    /// The same as it counts for other markets.
    counted: Decimal,
    /// In the order of the markets' places.
    markets: Vec<MarketSum>,
}

impl Sums {
    /// What each market adds, in the order of the book's.
    pub(crate) fn markets(&self) -> &[MarketSum] {
        &self.markets
    }

    /// What the market in a place adds: nothing where nothing is held in it.
    pub(crate) fn market(&self, place: usize) -> MarketSum {
        let found = self.markets.binary_search_by_key(&place, |sum| sum.place).ok();
        found.and_then(|index| self.markets.get(index)).copied().unwrap_or_default()
    }

    /// The collateral and the unrealised profit of the cross positions.
    pub(crate) fn margin_balance(&self) -> Result<Decimal> {
        self.collateral.plus(self.profit)
    }

    /// What could be allocated: the collateral, less where the margin balance does not cover the initial margins beside
    /// it. Never below 0.
    pub(crate) fn available_balance(&self, cross_initial_margin: Decimal) -> Result<Decimal> {
        let spare = self.margin_balance()?.minus(cross_initial_margin)?;
        Ok(self.collateral.min(spare).max(Decimal::ZERO))
    }

    /// What could be withdrawn: what is available, less where the rules keep a share of the cross positions' value.
    /// Never below 0.
    pub(crate) fn withdrawable_balance(&self, rules: &Rules, cross_initial_margin: Decimal) -> Result<Decimal> {
        let available = self.available_balance(cross_initial_margin)?;
        if rules.withdrawal_floor.is_zero() {
            return Ok(available);
        }
        let kept = rules.withdrawal_floor.times(self.cross_value)?;
        Ok(available.min(self.margin_balance()?.minus(kept)?).max(Decimal::ZERO))
    }

    /// The collateral behind a market's cross legs before any requirement.
    pub(crate) fn backing_of(&self, own: &MarketSum) -> Result<Decimal> {
        // The others' share is summed first: with no other market it is exactly 0.
        self.collateral.plus(self.counted.minus(own.counted)?)
    }

    /// `A` of a market's condition: its backing less what the other markets are charged.
    pub(crate) fn available_to(&self, own: &MarketSum) -> Result<Decimal> {
        let others = self.maintenance_margin.minus(own.maintenance_margin())?;
        self.backing_of(own)?.minus(others)
    }

    /// The margin balance as a market counts it.
    pub(crate) fn margin_balance_of(&self, own: &MarketSum) -> Result<Decimal> {
        self.backing_of(own)?.plus(own.profit)
    }

    /// `f` of a market's cross legs at the mark.
    fn surplus_of(&self, own: &MarketSum) -> Result<Decimal> {
        self.available_to(own)?.minus(own.maintenance_margin().minus(own.profit)?)
    }

    /// The markets that have cross legs.
    pub(crate) fn with_legs(&self) -> impl Iterator<Item = &MarketSum> {
        self.markets.iter().filter(|sum| sum.maintenance.is_some())
    }

    /// The smallest `f` of the markets with cross legs: the cross positions fall where it is 0 or
    /// less. Nothing where there are none.
    pub(crate) fn smallest_surplus(&self) -> Result<Option<Decimal>> {
        let mut smallest: Option<Decimal> = None;
        for own in self.with_legs() {
            let surplus = self.surplus_of(own)?;
            smallest = Some(smallest.map_or(surplus, |smallest| smallest.min(surplus)));
        }
        Ok(smallest)
    }
}
