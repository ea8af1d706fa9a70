//! One position in both modes, side by side.
//!
//! The scenario opens at the entry price and moves continuously to the mark. What is solved, the
//! liquidation and bankruptcy prices and the most that can be lost, is solved from the entry and
//! does not change as the mark moves; what is valued is valued at the mark.

use crate::bounds;
use crate::decimal::{Checked, Decimal};
use crate::error::Result;
use crate::figures::{Fate, Figures, Standing, margin_ratio};
use crate::liquidation::{Condition, Edge, Leg, Liquidation, Pair, Screen, Solution};
use crate::market::{Market, Terms};
use crate::position::{MarginMode, Position, Side};
use crate::rules::{OnLiquidation, Rules};
use crate::scenario::{Accepted, Scenario};

impl<'a> Scenario<'a> {
    /// Opens the position in both modes: checks everything but the mark, and solves.
    ///
    /// # Errors
    /// A number outside its bound; `beyond-table` for a size that the table ends before; `leverage-above-tier`;
    /// `insufficient-balance` where the isolated margin, or the value at entry over the leverage, is more than the wallet;
    /// `unsupported-combination`.
    pub fn open(&self) -> Result<OpenedScenario<'a>> {
        let Accepted { isolated, cross, position, isolated_margin } = self.check()?;
        let legs = [Leg::from(&position)];
        let in_mode = |mode, terms: Terms<'a>, collateral| {
            let fate = Fate::new(&terms, &legs, collateral, collateral, self.entry_price)?;
            let screen = Screen::new(self.market, self.rules.price_rounding, mode, self.entry_price);
            Ok(InMode { terms, fate, screen })
        };
        Ok(OpenedScenario {
            rules: self.rules,
            market: self.market,
            position,
            wallet_balance: self.wallet_balance,
            isolated: in_mode(MarginMode::Isolated, isolated, isolated_margin)?,
            cross: in_mode(MarginMode::Cross, cross, self.wallet_balance)?,
        })
    }
}

/// Both modes at one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// With isolated margin.
    pub isolated: Outcome,
    /// With cross margin.
    pub cross: Outcome,
}

/// Whether the position still stands at the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It stands.
    Open,
    /// The mark is at or beyond a liquidation price.
    Liquidated,
}

impl Status {
    /// The name as the public API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Liquidated => "liquidated",
        }
    }
}

/// One mode at one mark. Money is in the settlement currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The mode.
    pub mode: MarginMode,
    /// Whether the position still stands.
    pub status: Status,
    /// The side.
    pub side: Side,
    /// Units or contracts.
    pub size: Decimal,
    /// The value at the mark.
    pub value: Decimal,
    /// The profit at the mark, as if still open.
    pub unrealized_pnl: Decimal,
    /// The profit as a fraction of the initial margin, at the price that the rules name for it.
    pub roe: Option<Decimal>,
    /// Isolated, the allocated margin; in cross, the initial margin.
    pub margin: Decimal,
    /// The initial margin at the price that the rules name, with the reserve for the closing fee where the venue reports
    /// it so.
    pub initial_margin: Decimal,
    /// The maintenance margin at the mark, with the reserve for the closing fee where the venue reports it so.
    pub maintenance_margin: Decimal,
    /// Maintenance over margin balance at the mark, without a reserve for the closing fee: 1 is liquidation.
    pub margin_ratio: Option<Decimal>,
    /// The tier that charges it at the mark, from 0.
    pub tier: usize,
    /// Where it is liquidated, solved from the entry, on the side that hurts it.
    pub liquidation: Liquidation,
    /// Both sides.
    pub pair: Pair,
    /// Where the margin balance is used up.
    pub bankruptcy: Liquidation,
    /// The most that can be lost.
    pub max_loss: Decimal,
    /// What is lost at this mark: the wallet less the balance after, at least 0.
    pub loss: Decimal,
    /// The wallet if closed, or after liquidation, at this mark. Trading fees are not in it.
    pub balance_after: Decimal,
    /// The wallet less the most that can be lost.
    pub balance_at_worst: Decimal,
}

/// Compares both modes at the scenario's mark.
///
/// # Errors
/// What [`Scenario::open`] refuses, and a mark outside its bound.
///
/// ```
/// use margin_core::{Market, Scenario, Side, Status, compare, parse};
///
/// let market = Market::flat(parse("0.004")?)?;
/// let scenario = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("60000")?)
///     .with_leverage(parse("10")?)
///     .with_wallet_balance(parse("2000")?)
///     .with_mark_price(parse("54000")?);
/// let comparison = compare(&scenario)?;
/// assert_eq!(comparison.isolated.status, Status::Liquidated);
/// assert_eq!(comparison.isolated.balance_after, parse("1900")?);
/// assert_eq!(comparison.cross.status, Status::Open);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn compare(scenario: &Scenario<'_>) -> Result<Comparison> {
    scenario.open()?.at(scenario.mark_price.unwrap_or(scenario.entry_price))
}

/// A scenario that has been solved: it answers for any mark.
#[derive(Clone, Copy, Debug)]
pub struct OpenedScenario<'a> {
    rules: Rules,
    market: &'a Market,
    position: Position,
    wallet_balance: Decimal,
    isolated: InMode<'a>,
    cross: InMode<'a>,
}

/// The position in one margin mode: how it is charged, where it ends, and how that is shown.
#[derive(Clone, Copy, Debug)]
struct InMode<'a> {
    terms: Terms<'a>,
    fate: Fate,
    screen: Screen,
}

impl OpenedScenario<'_> {
    /// Both modes at a mark.
    ///
    /// # Errors
    /// A mark outside its bound, or `overflow`.
    pub fn at(&self, mark: Decimal) -> Result<Comparison> {
        let mark = bounds::PRICE.check("mark_price", mark)?;
        let isolated = self.figures(MarginMode::Isolated, mark)?;
        let cross = if self.rules.depend_on_mode() { self.figures(MarginMode::Cross, mark)? } else { isolated };
        Ok(Comparison {
            isolated: self.outcome(MarginMode::Isolated, &isolated, mark)?,
            cross: self.outcome(MarginMode::Cross, &cross, mark)?,
        })
    }

    /// The position.
    pub const fn position(&self) -> &Position {
        &self.position
    }

    /// The wallet if the position were closed at a price, or after the liquidation that happened on
    /// the way there.
    ///
    /// # Errors
    /// `overflow` where the value cannot be held: for an inverse contract also at a price of 0.
    ///
    /// ```
    /// use margin_core::{Decimal, MarginMode, Market, Scenario, Side, parse};
    ///
    /// let market = Market::flat(parse("0.004")?)?;
    /// let opened = Scenario::of_value(&market, Side::Long, parse("1200")?, parse("60")?)
    ///     .with_leverage(parse("10")?)
    ///     .with_wallet_balance(parse("2000")?)
    ///     .open()?;
    /// assert_eq!(opened.balance_after(MarginMode::Isolated, Decimal::ZERO)?, parse("1880")?);
    /// assert_eq!(opened.balance_after(MarginMode::Cross, Decimal::ZERO)?, parse("800")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn balance_after(&self, mode: MarginMode, price: Decimal) -> Result<Decimal> {
        match self.liquidated_at(mode, price) {
            Some(liquidation_price) => self.balance_after_liquidation(mode, liquidation_price),
            None => self.wallet_balance.plus(self.profit_at(price)?),
        }
    }

    /// The collateral that just survives a price in a margin mode: `Σ maintenance − Σ profit` there.
    ///
    /// # Errors
    /// A price outside its bound, or `overflow`.
    ///
    /// ```
    /// use margin_core::{MarginMode, Market, Scenario, Side, parse};
    ///
    /// let market = Market::flat(parse("0.004")?)?;
    /// let opened = Scenario::of_value(&market, Side::Long, parse("1000")?, parse("100")?).open()?;
    /// // A loss of 200, and 0.4% of the 800 that the position is then worth.
    /// assert_eq!(opened.requirement(MarginMode::Isolated, parse("80")?)?, parse("203.2")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn requirement(&self, mode: MarginMode, price: Decimal) -> Result<Decimal> {
        let price = bounds::PRICE.check("price", price)?;
        let legs = [Leg::from(&self.position)];
        let terms = &self.in_mode(mode).terms;
        Condition { terms, legs: &legs, collateral: Decimal::ZERO, charged: true }.requirement(price)
    }

    /// The margin that the return on equity is a share of: a fixed part, and a share of the value at the mark.
    pub(crate) fn margin_of_return(&self, mode: MarginMode) -> Result<(Decimal, Decimal)> {
        self.in_mode(mode).terms.parts_of_return(&self.position)
    }

    fn in_mode(&self, mode: MarginMode) -> &InMode<'_> {
        match mode {
            MarginMode::Isolated => &self.isolated,
            MarginMode::Cross => &self.cross,
        }
    }

    /// The price at which the position was liquidated on the way from the entry, if it was.
    fn liquidated_at(&self, mode: MarginMode, price: Decimal) -> Option<Decimal> {
        match self.in_mode(mode).fate.liquidation {
            Solution::Now => Some(self.position.entry_price()),
            Solution::Solvent { below: Edge::At { price: limit, .. }, .. } if price <= limit.value => Some(limit.value),
            Solution::Solvent { above: Edge::At { price: limit, .. }, .. } if price >= limit.value => Some(limit.value),
            Solution::Solvent { .. } => None,
        }
    }

    fn profit_at(&self, price: Decimal) -> Result<Decimal> {
        let value = self.market.contract().value(self.position.exposure(), price)?;
        self.market.contract().profit(self.position.side(), self.position.entry_value(), value)
    }

    fn balance_after_liquidation(&self, mode: MarginMode, price: Decimal) -> Result<Decimal> {
        let collateral = self.in_mode(mode).fate.backing;
        let rest = self.wallet_balance.minus(collateral)?;
        match self.rules.on_liquidation {
            OnLiquidation::Forfeit => Ok(rest),
            OnLiquidation::Residual => {
                let value = self.market.contract().value(self.position.exposure(), price)?;
                let fee = value.times(self.market.liquidation_fee())?;
                let residual = collateral.plus(self.profit_at(price)?)?.minus(fee)?;
                rest.plus(residual.max(Decimal::ZERO))
            }
        }
    }

    fn figures(&self, mode: MarginMode, mark: Decimal) -> Result<Figures> {
        let terms = &self.in_mode(mode).terms;
        Figures::new(terms, &self.position, &Standing::new(terms, &self.position, mark)?)
    }

    fn outcome(&self, mode: MarginMode, figures: &Figures, mark: Decimal) -> Result<Outcome> {
        let InMode { terms, fate, screen } = self.in_mode(mode);
        let Figures { value, unrealized_pnl, return_on_equity, initial_margin, maintenance_margin, tier, .. } =
            *figures;
        let screen = screen.seen_from(mark);
        let pair = fate.pair(&screen)?;
        let side = self.position.side();
        let max_loss = fate.max_loss(side, self.position.nominal_value(), fate.backing, &pair);
        let (status, balance_after) = match self.liquidated_at(mode, mark) {
            Some(price) => (Status::Liquidated, self.balance_after_liquidation(mode, price)?),
            None => (Status::Open, self.wallet_balance.plus(unrealized_pnl)?),
        };
        Ok(Outcome {
            mode,
            status,
            side,
            size: self.position.size(),
            value,
            unrealized_pnl,
            roe: return_on_equity,
            margin: match mode {
                MarginMode::Isolated => fate.backing,
                MarginMode::Cross => initial_margin,
            },
            initial_margin,
            maintenance_margin: figures.reported_maintenance_margin,
            margin_ratio: margin_ratio(maintenance_margin, fate.backing.plus(unrealized_pnl)?)?,
            tier,
            liquidation: pair.hurting(side),
            pair,
            bankruptcy: fate.bankruptcy(&screen, terms, &self.position)?,
            max_loss,
            loss: self.wallet_balance.minus(balance_after)?.max(Decimal::ZERO),
            balance_after,
            balance_at_worst: self.wallet_balance.minus(max_loss)?,
        })
    }
}
