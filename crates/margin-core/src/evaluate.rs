//! One account as it stands: every figure of every position, and of the whole.
//!
//! The evaluation describes a state and judges none: isolated margin may be below the initial
//! margin or above the value, the wallet smaller than the isolated margins together, both modes
//! open in one market. Only what has no meaning is refused.
//!
//! In cross, the condition of a market is backed by the cross collateral and by what the other
//! markets add at their marks (`Σ counted profit − Σ maintenance`), summed once for all of them, so
//! the cost of a position does not grow with their number. The cross positions fall together when
//! any market's condition fails.

use std::collections::HashMap;

use crate::bounds;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::figures::{Fate, Figures, margin_ratio};
use crate::liquidation::{Leg, Liquidation, NeverReason, Pair, Screen, Solution};
use crate::market::{Market, Terms};
use crate::position::{MarginMode, Position, PositionInput, PositionMargin, Side};
use crate::rules::{OthersPnl, Rules};

/// An account as given.
#[derive(Clone, Copy, Debug)]
pub struct AccountInput<'a> {
    /// The venue's rules.
    pub rules: Rules,
    /// All the collateral, isolated margins included, in the settlement currency.
    pub wallet_balance: Decimal,
    /// The markets, each symbol once.
    pub markets: &'a [Market],
    /// The mark price of every market that has a position, by symbol.
    pub prices: &'a [(String, Decimal)],
    /// The positions; in cross at most one a side a market.
    pub positions: &'a [PositionInput],
}

/// An account's figures, in the settlement currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountReport {
    /// As given.
    pub wallet_balance: Decimal,
    /// The wallet balance and all unrealised profit.
    pub equity: Decimal,
    /// The unrealised profit of all positions.
    pub unrealized_pnl: Decimal,
    /// What could be withdrawn or allocated: never below 0.
    pub available_balance: Decimal,
    /// What the cross positions share.
    pub cross: CrossReport,
    /// The cross liquidation prices of every market, in the order given.
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
    /// The initial margins of the cross positions.
    pub initial_margin: Decimal,
    /// The maintenance margins of the cross positions, as hedged legs are charged.
    pub maintenance_margin: Decimal,
    /// The largest of the markets' margin ratios; undefined where a balance is 0 or less.
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
    /// Its value at the mark.
    pub value: Decimal,
    /// Its profit at the mark, below zero a loss.
    pub unrealized_pnl: Decimal,
    /// The profit as a fraction of the initial margin.
    pub roe: Option<Decimal>,
    /// Isolated, the allocated margin; in cross, its initial margin.
    pub margin: Decimal,
    /// Its initial margin.
    pub initial_margin: Decimal,
    /// Its own maintenance margin, the closing fee included where the rules add it.
    pub maintenance_margin: Decimal,
    /// Maintenance over margin balance: 1 is liquidation. In cross, the account's.
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

/// Evaluates an account at its marks.
///
/// # Errors
/// A typed refusal that names the field, such as `positions[2].entry_price`: a number outside its
/// bound; `unknown-market`, `duplicate-market`, `missing-price`, `mixed-settlement`,
/// `duplicate-position`, `unsupported-combination`; `overflow` where a sum cannot be held.
///
/// ```
/// use margin_core::{
///     AccountInput, Liquidation, Market, PositionInput, PositionMargin, Rules, Side, evaluate, parse,
/// };
///
/// let position = |margin| PositionInput {
///     id: None,
///     market: "flat".to_owned(),
///     side: Side::Long,
///     size: parse("1").unwrap(),
///     entry_price: parse("1000").unwrap(),
///     leverage: parse("10").unwrap(),
///     margin,
/// };
/// let report = evaluate(&AccountInput {
///     rules: Rules::default(),
///     wallet_balance: parse("500")?,
///     markets: &[Market::flat(parse("0.005")?)?],
///     prices: &[("flat".to_owned(), parse("1000")?)],
///     positions: &[position(PositionMargin::Isolated(None)), position(PositionMargin::Cross)],
/// })?;
/// let price = |liquidation| match liquidation {
///     Liquidation::At { price, .. } => price.round_dp(2),
///     _ => unreachable!(),
/// };
/// assert_eq!(price(report.positions[0].liquidation), parse("904.52")?, "100 allocated");
/// assert_eq!(price(report.positions[1].liquidation), parse("603.02")?, "the other 400");
/// # Ok::<(), margin_core::MarginError>(())
/// ```
pub fn evaluate(account: &AccountInput<'_>) -> Result<AccountReport> {
    let wallet_balance = bounds::MONEY.check("wallet_balance", account.wallet_balance)?;
    let markets = Markets::new(account)?;
    let holdings = markets.holdings(account.positions)?;

    let mut isolated_margins = Decimal::ZERO;
    let mut unrealized_pnl = Decimal::ZERO;
    for holding in &holdings {
        isolated_margins = isolated_margins.plus(holding.isolated_margin.unwrap_or_default())?;
        unrealized_pnl = unrealized_pnl.plus(holding.figures.unrealized_pnl)?;
    }
    let collateral = wallet_balance.minus(isolated_margins)?;
    let shared = Shared::new(&markets, &holdings, collateral, account.rules.others_pnl)?;

    let positions = holdings
        .iter()
        .zip(account.positions)
        .enumerate()
        .map(|(index, (holding, input))| {
            let id = input.id.clone().unwrap_or_else(|| index.to_string());
            holding.report(id, &markets, &shared, &account.rules)
        })
        .collect::<Result<Vec<_>>>()?;
    let initial_margin = shared.initial_margin;
    let withdrawable = shared.margin_balance.minus(initial_margin)?;
    Ok(AccountReport {
        wallet_balance,
        equity: wallet_balance.plus(unrealized_pnl)?,
        unrealized_pnl,
        available_balance: collateral.min(withdrawable).max(Decimal::ZERO),
        cross: CrossReport {
            collateral,
            margin_balance: shared.margin_balance,
            initial_margin,
            maintenance_margin: shared.maintenance_margin,
            margin_ratio: shared.margin_ratio,
        },
        markets: markets
            .list
            .iter()
            .zip(&shared.fates)
            .map(|(entry, fate)| {
                let pair = match (fate, entry.mark) {
                    (Some(fate), Some(mark)) => fate.pair(&entry.screen(mark, &account.rules))?,
                    _ => NO_EXPOSURE,
                };
                Ok(MarketReport { symbol: entry.market.symbol().to_owned(), pair })
            })
            .collect::<Result<Vec<_>>>()?,
        positions,
    })
}

const NO_EXPOSURE: Pair =
    Pair { below: Liquidation::Never(NeverReason::NoExposure), above: Liquidation::Never(NeverReason::NoExposure) };

/// The markets of an account, each with its terms and mark.
struct Markets<'a> {
    rules: Rules,
    list: Vec<MarketEntry<'a>>,
    places: HashMap<&'a str, usize>,
}

struct MarketEntry<'a> {
    market: &'a Market,
    terms: Terms<'a>,
    mark: Option<Decimal>,
}

impl MarketEntry<'_> {
    fn screen(&self, mark: Decimal, rules: &Rules) -> Screen {
        Screen::new(self.market, rules.price_rounding, mark)
    }
}

impl<'a> Markets<'a> {
    fn new(account: &AccountInput<'a>) -> Result<Self> {
        let mut places = HashMap::with_capacity(account.markets.len());
        let mut list = Vec::with_capacity(account.markets.len());
        let mut settle: Option<&str> = None;
        for (index, market) in account.markets.iter().enumerate() {
            let at = |error: MarginError| error.at(&format!("markets[{index}]"));
            if places.insert(market.symbol(), index).is_some() {
                return Err(at(MarginError::new(ErrorCode::DuplicateMarket).with_text(market.symbol()).at("symbol")));
            }
            if let (Some(expected), Some(given)) = (settle, market.settle())
                && expected != given
            {
                return Err(at(MarginError::new(ErrorCode::MixedSettlement).with_text(given).at("settle")));
            }
            settle = settle.or(market.settle());
            list.push(MarketEntry { market, terms: market.terms(&account.rules).map_err(at)?, mark: None });
        }
        let mut markets = Self { rules: account.rules, list, places };
        for (symbol, price) in account.prices {
            let at = |error: MarginError| error.at(&format!("prices.{symbol}"));
            let price = bounds::PRICE.check("", *price).map_err(at)?;
            let place = markets.places.get(symbol.as_str()).and_then(|place| markets.list.get_mut(*place));
            place.ok_or_else(|| at(MarginError::new(ErrorCode::UnknownMarket)))?.mark = Some(price);
        }
        Ok(markets)
    }

    fn holdings(&self, positions: &[PositionInput]) -> Result<Vec<Holding>> {
        if positions.len() > bounds::MAXIMUM_POSITIONS {
            return Err(MarginError::because(ErrorCode::OutOfRange, "more than 100000 positions").at("positions"));
        }
        positions
            .iter()
            .enumerate()
            .map(|(index, input)| self.holding(input).map_err(|error| error.at(&format!("positions[{index}]"))))
            .collect()
    }

    fn holding(&self, input: &PositionInput) -> Result<Holding> {
        let unknown = || MarginError::new(ErrorCode::UnknownMarket).with_text(&input.market).at("market");
        let place = *self.places.get(input.market.as_str()).ok_or_else(unknown)?;
        let entry = self.list.get(place).ok_or_else(unknown)?;
        let mark = entry
            .mark
            .ok_or_else(|| MarginError::new(ErrorCode::MissingPrice).with_text(&input.market).at("market"))?;
        let position = Position::new(entry.market, input.side, input.size, input.entry_price, input.leverage)?;
        let figures = Figures::new(&entry.terms, &self.rules, &position, mark)?;
        let isolated_margin = match input.margin {
            PositionMargin::Cross => None,
            PositionMargin::Isolated(Some(margin)) => Some(bounds::MONEY.check("isolated_margin", margin)?),
            PositionMargin::Isolated(None) => Some(position.initial_margin(position.nominal_value())?),
        };
        Ok(Holding { place, mark, position, figures, isolated_margin })
    }
}

/// A checked position with its figures.
struct Holding {
    place: usize,
    mark: Decimal,
    position: Position,
    figures: Figures,
    /// What is allocated to it; nothing in cross.
    isolated_margin: Option<Decimal>,
}

impl Holding {
    fn report(&self, id: String, markets: &Markets<'_>, shared: &Shared, rules: &Rules) -> Result<PositionReport> {
        let unknown = || MarginError::new(ErrorCode::UnknownMarket);
        let entry = markets.list.get(self.place).ok_or_else(unknown)?;
        let Figures { value, unrealized_pnl, return_on_equity, initial_margin, maintenance_margin, tier } =
            self.figures;
        let (fate, at_stake, ratio) = match self.isolated_margin {
            Some(margin) => (
                Fate::new(&entry.terms, &[Leg::from(&self.position)], margin, margin, self.mark)?,
                margin,
                margin_ratio(maintenance_margin, margin.plus(unrealized_pnl)?)?,
            ),
            None => (
                shared.fates.get(self.place).copied().flatten().ok_or_else(unknown)?,
                shared.collateral,
                shared.margin_ratio,
            ),
        };
        let screen = entry.screen(self.mark, rules);
        let pair = fate.pair(&screen)?;
        let side = self.position.side();
        Ok(PositionReport {
            id,
            market: entry.market.symbol().to_owned(),
            side,
            margin_mode: if self.isolated_margin.is_some() { MarginMode::Isolated } else { MarginMode::Cross },
            value,
            unrealized_pnl,
            roe: return_on_equity,
            margin: self.isolated_margin.unwrap_or(initial_margin),
            initial_margin,
            maintenance_margin,
            margin_ratio: ratio,
            tier,
            liquidation: pair.hurting(side),
            pair,
            bankruptcy: fate.bankruptcy(&screen, &entry.terms, &self.position)?,
            max_loss: fate.max_loss(side, self.position.nominal_value(), at_stake, &pair),
        })
    }
}

/// What one market's cross legs add to the shared account.
#[derive(Clone, Debug, Default)]
struct MarketSum {
    legs: Vec<Leg>,
    mark: Decimal,
    /// Their profit, in full.
    profit: Decimal,
    /// Their profit as it counts for other markets.
    counted: Decimal,
    first_maintenance: Option<Decimal>,
    maintenance: Decimal,
}

impl MarketSum {
    fn add(&mut self, holding: &Holding, terms: &Terms<'_>, others_pnl: OthersPnl) -> Result<()> {
        let leg = Leg::from(&holding.position);
        if self.legs.iter().any(|other| other.side == leg.side) {
            return Err(MarginError::new(ErrorCode::DuplicatePosition).with_text(leg.side.as_str()).at("side"));
        }
        let profit = holding.figures.unrealized_pnl;
        self.mark = holding.mark;
        self.profit = self.profit.plus(profit)?;
        self.counted = self.counted.plus(match others_pnl {
            OthersPnl::Full => profit,
            OthersPnl::Losses => profit.min(Decimal::ZERO),
        })?;
        let own = holding.figures.maintenance_margin;
        self.maintenance = match self.first_maintenance {
            None => own,
            Some(first) => terms.hedged(first, own)?,
        };
        self.first_maintenance = Some(own);
        self.legs.push(leg);
        Ok(())
    }
}

/// What the cross positions share, and the fate of each market's legs.
struct Shared {
    collateral: Decimal,
    margin_balance: Decimal,
    initial_margin: Decimal,
    maintenance_margin: Decimal,
    margin_ratio: Option<Decimal>,
    /// By the markets' places; nothing where a market has no cross leg.
    fates: Vec<Option<Fate>>,
}

impl Shared {
    fn new(markets: &Markets<'_>, holdings: &[Holding], collateral: Decimal, others_pnl: OthersPnl) -> Result<Self> {
        let mut sums = vec![MarketSum::default(); markets.list.len()];
        let mut initial_margin = Decimal::ZERO;
        for (index, holding) in holdings.iter().enumerate() {
            if holding.isolated_margin.is_some() {
                continue;
            }
            if let (Some(sum), Some(entry)) = (sums.get_mut(holding.place), markets.list.get(holding.place)) {
                sum.add(holding, &entry.terms, others_pnl).map_err(|error| error.at(&format!("positions[{index}]")))?;
            }
            initial_margin = initial_margin.plus(holding.figures.initial_margin)?;
        }
        let mut profit = Decimal::ZERO;
        let mut counted = Decimal::ZERO;
        let mut maintenance_margin = Decimal::ZERO;
        for sum in &sums {
            profit = profit.plus(sum.profit)?;
            counted = counted.plus(sum.counted)?;
            maintenance_margin = maintenance_margin.plus(sum.maintenance)?;
        }

        let mut fates = Vec::with_capacity(sums.len());
        let mut largest_ratio = margin_ratio(maintenance_margin, collateral.plus(counted)?)?;
        let mut falls = false;
        let mut first = true;
        for (sum, entry) in sums.iter().zip(&markets.list) {
            if sum.legs.is_empty() {
                fates.push(None);
                continue;
            }
            // The others' share is summed first: with no other market it is exactly 0.
            let backing = collateral.plus(counted.minus(sum.counted)?)?;
            let available = backing.minus(maintenance_margin.minus(sum.maintenance)?)?;
            let fate = Fate::new(&entry.terms, &sum.legs, available, backing, sum.mark)?;
            falls |= fate.liquidation == Solution::Now;
            fates.push(Some(fate));
            let ratio = margin_ratio(maintenance_margin, backing.plus(sum.profit)?)?;
            largest_ratio = match (first, largest_ratio, ratio) {
                (true, _, ratio) => ratio,
                (false, Some(largest), Some(ratio)) => Some(largest.max(ratio)),
                _ => None,
            };
            first = false;
        }
        if falls {
            for fate in fates.iter_mut().flatten() {
                fate.liquidation = Solution::Now;
            }
        }
        Ok(Self {
            collateral,
            margin_balance: collateral.plus(profit)?,
            initial_margin,
            maintenance_margin,
            margin_ratio: largest_ratio,
            fates,
        })
    }
}
