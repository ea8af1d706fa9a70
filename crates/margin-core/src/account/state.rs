//! An account as plain data: to be stored, and to be taken up again.
//!
//! The faces write it down in their own notation. Reading back gives the account that was written,
//! or a refusal: a state that no sequence of operations could have left is not taken.

use super::booking;
use super::{PositionMode, Setting, Simulation, SimulationInput};
use crate::added::AddedPart;
use crate::bounds::{self, Bound};
use crate::decimal::Decimal;
use crate::error::{ErrorCode, MarginError, Result};
use crate::evaluate::Holding;
use crate::market::Market;
use crate::position::{MarginMode, Position, PositionId, Side};
use crate::rules::{ModeScope, Rules};
use crate::tiers::leverage_above_tier;

/// A whole account as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulationState {
    /// The venue's rules.
    pub rules: Rules,
    /// Whether both sides of a market can be held at once.
    pub position_mode: PositionMode,
    /// The wallet, in the settlement currency; it can be below 0.
    pub wallet_balance: Decimal,
    /// The markets and what was chosen for them.
    pub markets: Vec<MarketState>,
    /// The open positions, by rising id.
    pub positions: Vec<PositionState>,
    /// The id that the next new position gets.
    pub next_id: u32,
}

/// A market of a stored account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketState {
    /// The market.
    pub market: Market,
    /// Its mark price, where it has one.
    pub mark_price: Option<Decimal>,
    /// The chosen margin mode.
    pub margin_mode: MarginMode,
    /// The chosen leverage.
    pub leverage: Decimal,
}

/// A position of a stored account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionState {
    /// Its number.
    pub id: PositionId,
    /// The symbol of its market.
    pub market: String,
    /// Its side.
    pub side: Side,
    /// Units or contracts.
    pub size: Decimal,
    /// What it was worth at its entries, in the settlement currency.
    pub entry_value: Decimal,
    /// What is allocated to it; nothing in cross.
    pub isolated_margin: Option<Decimal>,
    /// The part of it that was added after opening, where the rules count that part otherwise; else 0.
    pub added_margin: Decimal,
}

impl SimulationState {
    /// The version of what is stored. A later one that this one cannot be read as gets another number.
    pub const VERSION: u32 = 1;
}

impl Simulation {
    /// The account as plain data.
    ///
    /// ```
    /// use margin_core::account::{PositionMode, Simulation, SimulationInput};
    /// use margin_core::{Market, Rules, parse};
    ///
    /// let account = Simulation::new(SimulationInput {
    ///     rules: Rules::default(),
    ///     position_mode: PositionMode::Hedge,
    ///     wallet_balance: parse("2000")?,
    ///     markets: vec![Market::flat(parse("0.004")?)?],
    ///     prices: vec![],
    /// })?;
    /// assert_eq!(Simulation::restore(account.state())?, account);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn state(&self) -> SimulationState {
        SimulationState {
            rules: self.rules,
            position_mode: self.position_mode,
            wallet_balance: self.wallet_balance,
            markets: self
                .markets()
                .iter()
                .zip(&self.settings)
                .map(|(market, setting)| MarketState {
                    market: market.clone(),
                    mark_price: setting.mark,
                    margin_mode: setting.margin_mode,
                    leverage: setting.leverage,
                })
                .collect(),
            positions: self.positions().collect(),
            next_id: self.next_id,
        }
    }

    /// The open positions, by rising id.
    ///
    /// ```
    /// use margin_core::account::{Open, Operation, PositionMode, Simulation, SimulationInput};
    /// use margin_core::{Market, PositionId, Quantity, Rules, Side, parse};
    ///
    /// let mut account = Simulation::new(SimulationInput {
    ///     rules: Rules::default(),
    ///     position_mode: PositionMode::OneWay,
    ///     wallet_balance: parse("2000")?,
    ///     markets: vec![Market::flat(parse("0.004")?)?],
    ///     prices: vec![("flat".to_owned(), parse("100")?)],
    /// })?;
    /// account.apply(&Operation::Open(Open::new("flat", Side::Long, Quantity::Size(parse("3")?))))?;
    /// let positions: Vec<_> = account.positions().collect();
    /// assert_eq!((positions[0].id, positions[0].entry_value), (PositionId(1), parse("300")?));
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn positions(&self) -> impl Iterator<Item = PositionState> {
        self.holdings.iter().map(|holding| PositionState {
            id: holding.id,
            market: self.markets().get(holding.market).map_or("", Market::symbol).to_owned(),
            side: holding.position.side(),
            size: holding.position.size(),
            entry_value: holding.position.entry_value(),
            isolated_margin: holding.isolated_margin,
            added_margin: holding.added_margin.margin(),
        })
    }

    /// The account that was stored.
    ///
    /// # Errors
    /// What [`Simulation::new`] refuses; a number outside its bound or finer than
    /// [`BOOKED_PLACES`](super::BOOKED_PLACES) places; `unknown-market`, `missing-price`; `bad-state`, with the reason, for ids that do not
    /// rise or reach the next one, for two positions where the account can hold one, and for modes
    /// that differ where they cannot; `would-liquidate` for a position that does not hold its
    /// maintenance margin. The field names the part: `positions[2].size`.
    pub fn restore(state: SimulationState) -> Result<Self> {
        let SimulationState { rules, position_mode, wallet_balance, markets, positions, next_id } = state;
        let mut settings = Vec::with_capacity(markets.len());
        for (index, stored) in markets.iter().enumerate() {
            settings.push(setting(stored).map_err(|error| error.at_place("markets", index))?);
        }
        let markets = markets.into_iter().map(|stored| stored.market).collect();
        let input =
            SimulationInput { rules, position_mode, wallet_balance: Decimal::ZERO, markets, prices: Vec::new() };
        let wallet_balance = booking::check(&SIGNED_MONEY, "wallet_balance", wallet_balance)?;
        if next_id > LARGEST_NEXT_ID {
            return Err(bad("no ids are left for further positions").with_text(&next_id.to_string()).at("next_id"));
        }
        let mut simulation = Self { wallet_balance, settings, next_id, ..Self::new(input)? };
        if positions.len() > bounds::MAXIMUM_POSITIONS {
            return Err(MarginError::because(ErrorCode::OutOfRange, "more than 100000 positions").at("positions"));
        }
        // By the markets' places: whether a long and whether a short is held; in one-way mode both count as one.
        let mut held = vec![[false; 2]; simulation.markets().len()];
        for (index, stored) in positions.iter().enumerate() {
            let at = |error: MarginError| error.at_place("positions", index);
            let holding = simulation.holding_of(stored).map_err(at)?;
            let is_second = position_mode == PositionMode::Hedge && stored.side == Side::Short;
            let taken = held.get_mut(holding.market).and_then(|sides| sides.get_mut(usize::from(is_second)));
            if taken.is_some_and(|taken| std::mem::replace(taken, true)) {
                return Err(at(bad("a second position where the account can hold one").at("side")));
            }
            simulation.holdings.push(holding);
        }
        simulation.check_modes()?;
        simulation.check_standing()?;
        Ok(simulation)
    }

    fn holding_of(&self, stored: &PositionState) -> Result<Holding> {
        let id = stored.id;
        let follows = self.holdings.last().is_none_or(|last| last.id < id);
        if !follows || id.0 >= self.next_id {
            return Err(bad("ids must rise and stay below the next one").with_text(&id.to_string()).at("id"));
        }
        let place = self.place_of(&stored.market)?;
        self.mark_of(place)?;
        let size = booking::check(&bounds::SIZE, "size", stored.size)?;
        let entry_value = booking::check(&bounds::VALUE, "entry_value", stored.entry_value)?;
        let leverage = self.setting(place)?.leverage;
        let position = Position::of_entry_value(self.market(place)?, stored.side, size, entry_value, leverage)?;
        let isolated_margin = match stored.isolated_margin {
            Some(margin) => Some(booking::check(&SIGNED_MONEY, "isolated_margin", margin)?),
            None => None,
        };
        let added = booking::check(&bounds::MONEY, "added_margin", stored.added_margin)?;
        if !added.is_zero() && isolated_margin.is_none() {
            return Err(MarginError::new(ErrorCode::NotIsolated).with_value(added).at("added_margin"));
        }
        let added_margin = AddedPart::new(&self.rules, self.market(place)?, stored.side, added)?;
        Ok(Holding { id, market: place, position, isolated_margin, added_margin })
    }

    /// Refuses modes that differ where the rules let one mode cover them.
    fn check_modes(&self) -> Result<()> {
        if self.rules.mode_scope == ModeScope::Account
            && let Some(first) = self.settings.first()
            && let Some(index) = self.settings.iter().position(|other| other.margin_mode != first.margin_mode)
        {
            let error = bad("one margin mode covers the account").at("margin_mode");
            return Err(error.at_place("markets", index));
        }
        for (index, holding) in self.holdings.iter().enumerate() {
            let chosen = self.setting(holding.market)?.margin_mode;
            if self.rules.mode_scope != ModeScope::Position && holding.margin_mode() != chosen {
                let error = bad("the position is not in the mode of its market").at("isolated_margin");
                return Err(error.at_place("positions", index));
            }
        }
        Ok(())
    }
}

/// An account that has come here by itself has opened four billion positions; one that is read must be able to go on.
const LARGEST_NEXT_ID: u32 = 4_000_000_000;

const SIGNED_MONEY: Bound = Bound { minimum: MINUS_THE_MOST, maximum: bounds::MONEY.maximum };
const MINUS_THE_MOST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, true, 0);

fn setting(stored: &MarketState) -> Result<Setting> {
    Ok(Setting {
        mark: match stored.mark_price {
            Some(price) => Some(bounds::PRICE.check("mark_price", price)?),
            None => None,
        },
        margin_mode: stored.margin_mode,
        leverage: leverage(stored)?,
    })
}

/// A leverage that the market offers at all. At the sizes that are held it may offer less by now: prices move between
/// the choice and the storing. What every market begins with is never refused.
fn leverage(stored: &MarketState) -> Result<Decimal> {
    let leverage = bounds::LEVERAGE.check("leverage", stored.leverage)?;
    match stored.market.tiers().largest_leverage() {
        Some(most) if leverage > most.max(Decimal::ONE) => Err(leverage_above_tier(leverage, most)),
        _ => Ok(leverage),
    }
}

fn bad(reason: &'static str) -> MarginError {
    MarginError::because(ErrorCode::BadState, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_money_is_minus_the_most() {
        assert_eq!(SIGNED_MONEY.minimum, -SIGNED_MONEY.maximum);
    }
}
