//! A living account: positions are opened and closed, margin is moved, prices move, and what no
//! longer holds its maintenance margin is liquidated.
//!
//! Every operation either succeeds whole or changes nothing. It returns the events it caused, and
//! each event carries exactly what was booked. Amounts are rounded once, against the trader, to
//! [`BOOKED_PLACES`] places of the settlement currency, and sizes are counted in the same step, so
//!
//! ```text
//! wallet balance = first balance + Σ what the events changed it by,     with no remainder
//! ```
//!
//! Only [`Operation::Mark`] and [`Operation::Fund`] liquidate; any other operation that would leave
//! `f ≤ 0` is refused. Each isolated position falls on its own, with its margin and nothing else;
//! then, where any market's condition fails, all cross positions fall together. Profit that is
//! realised is cross collateral at once.
//!
//! What a position was bought for is kept as one amount, its entry value: parts add up exactly, and
//! the average entry price is their quotient.
//!
//! `operation` says what can be asked and answered, `booking` how amounts are rounded; `trade`,
//! `margin`, `settings` and `settle` are the operations, `largest` how much can be opened and `exit` what a close
//! books and up to which price; `state` is the account as plain data.

mod booking;
mod exit;
mod largest;
mod margin;
mod operation;
mod settings;
mod settle;
mod state;
mod trade;

use crate::bounds;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::{AccountReport, Book, Holding, Sums};
use crate::figures::Standing;
use crate::market::Market;
use crate::markets::Markets;
use crate::position::{MarginMode, PositionId, Side};
use crate::rules::Rules;

pub use booking::BOOKED_PLACES;
pub use margin::Limits;
pub use operation::{Event, Liquidated, Open, Operation, Trade};
pub use state::{MarketState, PositionState, SimulationState};

/// Whether both sides of a market can be held at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PositionMode {
    /// One position a market: the other side reduces it, closes it or turns it round.
    #[default]
    OneWay,
    /// A long and a short a market, each of its own.
    Hedge,
}

impl PositionMode {
    /// The name as the public API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneWay => "one-way",
            Self::Hedge => "hedge",
        }
    }
}

/// What an account begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulationInput {
    /// The venue's rules.
    pub rules: Rules,
    /// Whether both sides of a market can be held at once.
    pub position_mode: PositionMode,
    /// The wallet, in the settlement currency.
    pub wallet_balance: Decimal,
    /// The markets, each symbol once.
    pub markets: Vec<Market>,
    /// Mark prices by symbol. A market without one can be given it later.
    pub prices: Vec<(String, Decimal)>,
}

/// A living account.
///
/// ```
/// use margin_core::account::{Event, Open, Operation, PositionMode, Simulation, SimulationInput};
/// use margin_core::{MarginMode, Market, Quantity, Rules, Side, parse};
///
/// let mut account = Simulation::new(SimulationInput {
///     rules: Rules::default(),
///     position_mode: PositionMode::OneWay,
///     wallet_balance: parse("2000")?,
///     markets: vec![Market::flat(parse("0.004")?)?],
///     prices: vec![("flat".to_owned(), parse("60000")?)],
/// })?;
/// account.apply(&Operation::SetMarginMode { market: "flat".to_owned(), mode: MarginMode::Isolated })?;
/// let open = Open::new("flat", Side::Long, Quantity::Value(parse("1000")?));
/// account.apply(&Operation::Open(Open { leverage: Some(parse("10")?), ..open }))?;
///
/// let fall = Operation::Mark { prices: vec![("flat".to_owned(), parse("54000")?)], time: None };
/// let events = account.apply(&fall)?;
/// let [Event::Liquidated(liquidated)] = events.as_slice() else { unreachable!() };
/// assert_eq!(liquidated.loss, parse("100")?);
/// assert_eq!(account.wallet_balance(), parse("1900")?);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulation {
    rules: Rules,
    position_mode: PositionMode,
    wallet_balance: Decimal,
    markets: Markets,
    /// By the markets' places.
    settings: Vec<Setting>,
    /// In the order of their ids.
    holdings: Vec<Holding>,
    next_id: u32,
}

/// What changes about a market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Setting {
    mark: Option<Decimal>,
    margin_mode: MarginMode,
    leverage: Decimal,
}

impl Simulation {
    /// An account without positions, all markets in cross at leverage 1.
    ///
    /// # Errors
    /// A number outside its bound; a wallet balance of more than [`BOOKED_PLACES`] places;
    /// `duplicate-market`, `mixed-settlement`, `unsupported-combination`; `unknown-market` for a
    /// price of none of the markets.
    pub fn new(input: SimulationInput) -> Result<Self> {
        let SimulationInput { rules, position_mode, wallet_balance, markets, prices } = input;
        let markets = Markets::new(markets).map_err(|error| error.at("markets"))?;
        Self::begin(rules, position_mode, wallet_balance, markets, &prices)
    }

    /// An account without positions, in markets that others may share: what [`Simulation::new`] makes of its input.
    ///
    /// # Errors
    /// What [`Simulation::new`] refuses.
    ///
    /// ```
    /// use margin_core::account::{PositionMode, Simulation};
    /// use margin_core::{Market, Markets, Rules, parse};
    ///
    /// let markets = Markets::new(vec![Market::flat(parse("0.004")?)?])?;
    /// let begin = || Simulation::begin(Rules::default(), PositionMode::OneWay, parse("2000")?, markets.clone(), &[]);
    /// assert_eq!(begin()?, begin()?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn begin(
        rules: Rules,
        position_mode: PositionMode,
        wallet_balance: Decimal,
        markets: Markets,
        prices: &[(String, Decimal)],
    ) -> Result<Self> {
        rules.check()?;
        let wallet_balance = booking::check(&bounds::MONEY, "wallet_balance", wallet_balance)?;
        markets.check_rules(&rules)?;
        let setting = Setting { mark: None, margin_mode: MarginMode::Cross, leverage: Decimal::ONE };
        let mut simulation = Self {
            rules,
            position_mode,
            wallet_balance,
            settings: vec![setting; markets.list().len()],
            markets,
            holdings: Vec::new(),
            next_id: 1,
        };
        simulation.set_marks(prices)?;
        Ok(simulation)
    }

    /// Does it, and returns what happened.
    ///
    /// # Errors
    /// A typed refusal that names the field of the operation, the refused value and what is allowed.
    /// The account is then as it was. The codes: `unknown-market`, `unknown-position`,
    /// `missing-price`; a number outside its bound, or finer than [`BOOKED_PLACES`] places;
    /// `insufficient-balance`, with the most that the account could bear; `insufficient-margin`,
    /// with the most that can be removed; `out-of-range` for more than the position's size, or for a
    /// leverage above the tier's; `mode-locked`, `leverage-locked`, `not-isolated`;
    /// `beyond-bankruptcy`, with the price at which nothing is left; `would-liquidate`.
    pub fn apply(&mut self, operation: &Operation) -> Result<Vec<Event>> {
        let (next, events) = self.after(operation)?;
        *self = next;
        Ok(events)
    }

    /// The account after an operation, and what happened.
    ///
    /// # Errors
    /// What [`Simulation::apply`] refuses.
    pub fn after(&self, operation: &Operation) -> Result<(Self, Vec<Event>)> {
        let mut next = self.clone();
        let events = next.perform(operation)?;
        if next.wallet_balance.abs() > bounds::MONEY.maximum {
            let maximum = Some(bounds::MONEY.maximum);
            return Err(MarginError::new(ErrorCode::OutOfRange)
                .with_value(next.wallet_balance)
                .with_allowed(None, maximum)
                .at("wallet_balance"));
        }
        Ok((next, events))
    }

    /// The report that an operation would lead to.
    ///
    /// # Errors
    /// What [`Simulation::apply`] refuses.
    pub fn preview(&self, operation: &Operation) -> Result<AccountReport> {
        self.after(operation)?.0.report()
    }

    /// Everything there is to say about the account as it stands.
    ///
    /// # Errors
    /// `overflow` where a sum cannot be held.
    pub fn report(&self) -> Result<AccountReport> {
        self.book()?.report()
    }

    /// All the collateral, isolated margins included. It can be below 0 while unrealised profit
    /// holds the account.
    pub const fn wallet_balance(&self) -> Decimal {
        self.wallet_balance
    }

    /// The markets, in the order given.
    pub fn markets(&self) -> &[Market] {
        self.markets.list()
    }

    /// A market's mark price, margin mode and leverage.
    ///
    /// # Errors
    /// `unknown-market`.
    ///
    /// ```
    /// use margin_core::account::{PositionMode, Simulation, SimulationInput};
    /// use margin_core::{Decimal, MarginMode, Market, Rules, parse};
    ///
    /// let account = Simulation::new(SimulationInput {
    ///     rules: Rules::default(),
    ///     position_mode: PositionMode::OneWay,
    ///     wallet_balance: parse("2000")?,
    ///     markets: vec![Market::flat(parse("0.004")?)?],
    ///     prices: vec![],
    /// })?;
    /// assert_eq!(account.market_setting("flat")?, (None, MarginMode::Cross, Decimal::ONE));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn market_setting(&self, symbol: &str) -> Result<(Option<Decimal>, MarginMode, Decimal)> {
        let Setting { mark, margin_mode, leverage } = *self.setting(self.place_of(symbol)?)?;
        Ok((mark, margin_mode, leverage))
    }

    fn perform(&mut self, operation: &Operation) -> Result<Vec<Event>> {
        let events = match operation {
            Operation::Mark { prices, time } => {
                self.set_marks(prices)?;
                return self.liquidate(time.as_deref());
            }
            Operation::Fund { market, rate, time } => {
                let mut events = self.fund(market, *rate, time.as_deref())?;
                events.extend(self.liquidate(time.as_deref())?);
                return Ok(events);
            }
            // It judges what it leaves by itself, with the sums that it has.
            Operation::Open(open) => return self.open(open),
            Operation::Close { id, size, price } => vec![self.close(*id, *size, *price)?],
            Operation::AddMargin { id, amount } => vec![self.add_margin(*id, *amount)?],
            Operation::RemoveMargin { id, amount } => vec![self.remove_margin(*id, *amount)?],
            Operation::SetMarginMode { market, mode } => self.set_margin_mode(market, *mode)?,
            Operation::SetLeverage { market, leverage } => {
                let place = self.place_of(market)?;
                self.set_leverage(place, *leverage)?.into_iter().collect()
            }
            Operation::Deposit { amount } => vec![self.deposit(*amount)?],
            Operation::Withdraw { amount } => vec![self.withdraw(*amount)?],
        };
        self.check_standing()?;
        Ok(events)
    }

    /// The account at this moment, as `evaluate` sees one.
    fn book(&self) -> Result<Book<'_>> {
        let mark_of = |place: usize| self.settings.get(place).and_then(|setting| setting.mark);
        Book::new(self.rules, self.wallet_balance, &self.markets, mark_of, &self.holdings)
    }

    /// Refuses a state in which something would be liquidated, or the cross collateral is used up
    /// with no position to hold it.
    fn check_standing(&self) -> Result<()> {
        let book = self.book()?;
        let standings = book.standings()?;
        self.check_sums(&standings, &book.sums(&standings)?)
    }

    /// The same, where the positions stand and sum up so.
    fn check_sums(&self, standings: &[Standing], sums: &Sums) -> Result<()> {
        for (holding, standing) in self.holdings.iter().zip(standings) {
            if let Some(surplus) = isolated_surplus(holding, standing)?
                && surplus <= Decimal::ZERO
            {
                return Err(would_liquidate(&holding.id.to_string()));
            }
        }
        match sums.smallest_surplus()? {
            Some(surplus) if surplus <= Decimal::ZERO => Err(would_liquidate("cross")),
            None if sums.collateral < Decimal::ZERO => {
                let error = MarginError::because(ErrorCode::InsufficientBalance, "the isolated margins need more");
                Err(error.with_value(sums.collateral).at("wallet_balance"))
            }
            _ => Ok(()),
        }
    }

    fn place_of(&self, symbol: &str) -> Result<usize> {
        self.markets
            .place_of(symbol)
            .ok_or_else(|| MarginError::new(ErrorCode::UnknownMarket).with_text(symbol).at("market"))
    }

    fn market(&self, place: usize) -> Result<&Market> {
        self.markets().get(place).ok_or_else(|| MarginError::new(ErrorCode::UnknownMarket))
    }

    fn setting(&self, place: usize) -> Result<&Setting> {
        self.settings.get(place).ok_or_else(|| MarginError::new(ErrorCode::UnknownMarket))
    }

    fn setting_mut(&mut self, place: usize) -> Result<&mut Setting> {
        self.settings.get_mut(place).ok_or_else(|| MarginError::new(ErrorCode::UnknownMarket))
    }

    fn mark_of(&self, place: usize) -> Result<Decimal> {
        let symbol = self.market(place)?.symbol();
        let missing = || MarginError::new(ErrorCode::MissingPrice).with_text(symbol).at("market");
        self.setting(place)?.mark.ok_or_else(missing)
    }

    /// The price of a trade: as given, or the mark.
    fn price_of(&self, place: usize, price: Option<Decimal>) -> Result<Decimal> {
        let mark = self.mark_of(place)?;
        price.map_or(Ok(mark), |price| bounds::PRICE.check("price", price))
    }

    fn index_of(&self, id: PositionId) -> Result<usize> {
        let unknown = |_| MarginError::new(ErrorCode::UnknownPosition).with_text(&id.to_string()).at("id");
        self.holdings.binary_search_by_key(&id, |holding| holding.id).map_err(unknown)
    }

    fn holding(&self, index: usize) -> Result<&Holding> {
        self.holdings.get(index).ok_or_else(|| MarginError::new(ErrorCode::UnknownPosition))
    }

    fn holding_mut(&mut self, index: usize) -> Result<&mut Holding> {
        self.holdings.get_mut(index).ok_or_else(|| MarginError::new(ErrorCode::UnknownPosition))
    }

    fn holding_on(&self, place: usize, side: Side) -> Option<usize> {
        self.holdings.iter().position(|holding| holding.market == place && holding.position.side() == side)
    }
}

/// `f` of an isolated position that stands so; nothing in cross.
fn isolated_surplus(holding: &Holding, standing: &Standing) -> Result<Option<Decimal>> {
    match holding.counted_margin()? {
        Some(margin) => margin.minus(standing.maintenance_margin.minus(standing.unrealized_pnl)?).map(Some),
        None => Ok(None),
    }
}

#[cold]
fn would_liquidate(what: &str) -> MarginError {
    MarginError::new(ErrorCode::WouldLiquidate).with_text(what).at("positions")
}
