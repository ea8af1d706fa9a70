//! An account in full: the figures of every position, and of the whole.

use super::book::{Book, Holding, Listed, Sums};
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::figures::{Fate, Figures, margin_ratio};
use crate::liquidation::{Leg, Liquidation, NeverReason, Pair, Screen, Solution};
use crate::position::{MarginMode, Side};

/// An account's figures, in the settlement currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountReport {
    /// As given.
    pub wallet_balance: Decimal,
    /// The wallet balance and all unrealised profit.
    pub equity: Decimal,
    /// The unrealised profit of all positions.
    pub unrealized_pnl: Decimal,
    /// What could become the margin of an isolated position, never below 0: the cross collateral, or what the cross
    /// margin balance exceeds the initial margins by where that is less.
    pub available_balance: Decimal,
    /// What could be withdrawn, never below 0: the available balance, or less where the venue keeps a share of the cross
    /// positions' value.
    pub withdrawable_balance: Decimal,
    /// What the cross positions share.
    pub cross: CrossReport,
    /// The markets in which something is held, in the order given.
    pub markets: Vec<MarketReport>,
    /// The positions, in the order given.
    pub positions: Vec<PositionReport>,
}

/// What all cross positions share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrossReport {
    /// The wallet balance less the isolated margins.
    pub collateral: Decimal,
    /// The collateral and the unrealised profit of the cross positions.
    pub margin_balance: Decimal,
    /// The initial margins of the cross positions, with the reserve for the closing fee where the venue reports it so.
    pub initial_margin: Decimal,
    /// The maintenance margins of the cross positions, as hedged legs are charged, with the reserve for the closing fee
    /// where the venue reports it so.
    pub maintenance_margin: Decimal,
    /// The largest of the markets' margin ratios; undefined where a balance is 0 or less. A reserve for the closing fee
    /// is not in it: 1 is liquidation.
    pub margin_ratio: Option<Decimal>,
}

/// The cross legs of one market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketReport {
    /// The market.
    pub symbol: String,
    /// Where its cross legs are liquidated: `no-exposure` where there are none.
    pub pair: Pair,
}

/// One position's figures, in the settlement currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionReport {
    /// As given, or the place in the list.
    pub id: String,
    /// Its market.
    pub market: String,
    /// Its side.
    pub side: Side,
    /// Its margin mode.
    pub margin_mode: MarginMode,
    /// Units or contracts.
    pub size: Decimal,
    /// Its average entry price, in the quote currency.
    pub entry_price: Decimal,
    /// The leverage that sets its initial margin.
    pub leverage: Decimal,
    /// Its value at the mark.
    pub value: Decimal,
    /// Its profit at the mark, below zero a loss.
    pub unrealized_pnl: Decimal,
    /// The profit as a fraction of the initial margin, at the price that the rules name for it.
    pub roe: Option<Decimal>,
    /// Isolated, the allocated margin; in cross, its initial margin.
    pub margin: Decimal,
    /// Its initial margin at the price that the rules name, with the reserve for the closing fee where the venue reports
    /// it so.
    pub initial_margin: Decimal,
    /// Its own maintenance margin, the closing fee included where the rules add it, or the reserve for it where the venue
    /// reports it so.
    pub maintenance_margin: Decimal,
    /// Maintenance over margin balance, without a reserve for the closing fee: 1 is liquidation. In cross, the
    /// account's.
    pub margin_ratio: Option<Decimal>,
    /// The tier that charges it, from 0.
    pub tier: usize,
    /// Where it is liquidated, on the side that hurts it.
    pub liquidation: Liquidation,
    /// Both sides: of the leg, or of the cross legs of its market.
    pub pair: Pair,
    /// Where the margin balance is used up.
    pub bankruptcy: Liquidation,
    /// The most that can be lost.
    pub max_loss: Decimal,
}

const NO_EXPOSURE: Pair =
    Pair { below: Liquidation::Never(NeverReason::NoExposure), above: Liquidation::Never(NeverReason::NoExposure) };

impl Book<'_> {
    /// Everything there is to say about the account.
    pub(crate) fn report(&self) -> Result<AccountReport> {
        let standings = self.standings()?;
        let sums = self.sums(&standings)?;
        let fates = self.fates(&sums)?;
        let cross_ratio = self.cross_margin_ratio(&sums)?;
        let initial_margin = self.cross_initial_margin(&standings)?;
        let mut cross = CrossReport {
            collateral: sums.collateral,
            margin_balance: sums.margin_balance()?,
            initial_margin,
            maintenance_margin: sums.maintenance_margin,
            margin_ratio: cross_ratio,
        };
        let positions = self
            .holdings
            .iter()
            .zip(&standings)
            .map(|(holding, standing)| {
                let listed = self.listed(holding)?;
                let terms = listed.terms(holding.margin_mode());
                let figures = Figures::new(terms, &holding.position, standing)?;
                if holding.isolated_margin.is_none() {
                    let reserve = figures.reported_maintenance_margin.minus(figures.maintenance_margin)?;
                    cross.maintenance_margin = cross.maintenance_margin.plus(reserve)?;
                }
                let counted_margin = holding.counted_margin()?;
                let fate = match counted_margin {
                    Some(margin) => Fate::new(terms, &[Leg::from(&holding.position)], margin, margin, listed.mark)?,
                    None => self
                        .index_of(holding)
                        .and_then(|index| fates.get(index).copied())
                        .flatten()
                        .ok_or_else(|| MarginError::new(ErrorCode::UnknownMarket))?,
                };
                let ratio = match counted_margin {
                    Some(margin) => margin_ratio(figures.maintenance_margin, margin.plus(figures.unrealized_pnl)?)?,
                    None => cross_ratio,
                };
                self.position_report(holding, listed, &figures, &fate, (cross.collateral, ratio))
            })
            .collect::<Result<Vec<_>>>()?;
        let markets = self
            .markets
            .iter()
            .zip(&fates)
            .map(|(listed, fate)| {
                let pair = match fate {
                    Some(fate) => fate.pair(&self.screen(listed, MarginMode::Cross))?,
                    None => NO_EXPOSURE,
                };
                Ok(MarketReport { symbol: listed.market.symbol().to_owned(), pair })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(AccountReport {
            wallet_balance: self.wallet_balance,
            equity: self.wallet_balance.plus(sums.unrealized_pnl)?,
            unrealized_pnl: sums.unrealized_pnl,
            available_balance: sums.available_balance(initial_margin)?,
            withdrawable_balance: sums.withdrawable_balance(&self.rules, initial_margin)?,
            cross,
            markets,
            positions,
        })
    }

    /// Where each market's cross legs end, in the order of `markets`; nothing where there are none. All
    /// fall together.
    fn fates(&self, sums: &Sums) -> Result<Vec<Option<Fate>>> {
        let mut legs: Vec<Vec<Leg>> = vec![Vec::new(); self.markets.len()];
        for holding in self.cross_holdings() {
            if let Some(legs) = self.index_of(holding).and_then(|index| legs.get_mut(index)) {
                legs.push(Leg::from(&holding.position));
            }
        }
        let mut falls = false;
        let mut fates = Vec::with_capacity(legs.len());
        for ((listed, own), legs) in self.markets.iter().zip(sums.markets()).zip(&legs) {
            if legs.is_empty() {
                fates.push(None);
                continue;
            }
            let (collateral, backing) = (sums.available_to(own)?, sums.backing_of(own)?);
            let terms = listed.terms(MarginMode::Cross);
            let fate = Fate::new(terms, legs, collateral, backing, listed.mark)?;
            falls |= fate.liquidation == Solution::Now;
            fates.push(Some(fate));
        }
        if falls {
            for fate in fates.iter_mut().flatten() {
                fate.liquidation = Solution::Now;
            }
        }
        Ok(fates)
    }

    /// The largest of the markets' margin ratios; undefined where a balance is 0 or less.
    fn cross_margin_ratio(&self, sums: &Sums) -> Result<Option<Decimal>> {
        let mut largest: Option<Option<Decimal>> = None;
        for own in sums.with_legs() {
            let ratio = margin_ratio(sums.maintenance_margin, sums.margin_balance_of(own)?)?;
            largest = Some(match largest {
                None => ratio,
                Some(largest) => largest.zip(ratio).map(|(largest, ratio)| largest.max(ratio)),
            });
        }
        match largest {
            Some(ratio) => Ok(ratio),
            None => margin_ratio(sums.maintenance_margin, sums.collateral),
        }
    }

    fn screen(&self, listed: &Listed<'_>, mode: MarginMode) -> Screen {
        Screen::new(listed.market, self.rules.price_rounding, mode, listed.mark)
    }

    fn position_report(
        &self,
        holding: &Holding,
        listed: &Listed<'_>,
        figures: &Figures,
        fate: &Fate,
        (cross_collateral, ratio): (Decimal, Option<Decimal>),
    ) -> Result<PositionReport> {
        let Figures { value, unrealized_pnl, return_on_equity, initial_margin, tier, .. } = *figures;
        let Holding { position, isolated_margin, .. } = holding;
        let at_stake = isolated_margin.unwrap_or(cross_collateral);
        let margin_mode = holding.margin_mode();
        let screen = self.screen(listed, margin_mode);
        let pair = fate.pair(&screen)?;
        let side = position.side();
        Ok(PositionReport {
            id: holding.id.to_string(),
            market: listed.market.symbol().to_owned(),
            side,
            margin_mode,
            size: position.size(),
            entry_price: position.entry_price(),
            leverage: position.leverage(),
            value,
            unrealized_pnl,
            roe: return_on_equity,
            margin: isolated_margin.unwrap_or(initial_margin),
            initial_margin,
            maintenance_margin: figures.reported_maintenance_margin,
            margin_ratio: ratio,
            tier,
            liquidation: pair.hurting(side),
            pair,
            bankruptcy: fate.bankruptcy(&screen, listed.terms(margin_mode), position)?,
            max_loss: fate.max_loss(side, position.nominal_value(), at_stake, &pair),
        })
    }
}
