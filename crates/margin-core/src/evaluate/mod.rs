//! One account as it stands: every figure of every position, and of the whole.
//!
//! The evaluation describes a state and judges none: isolated margin may be below the initial
//! margin or above the value, the wallet smaller than the isolated margins together, both modes
//! open in one market. Only what has no meaning is refused.
//!
//! `book` is what is held and what it sums up to, which the living account shares; `report` says it
//! in full, `nearest` where a market liquidates first.

mod book;
mod nearest;
mod report;

use crate::added::AddedPart;
use crate::bounds;
use crate::decimal::Decimal;
use crate::error::{ErrorCode, MarginError, Result};
use crate::markets::Markets;
use crate::position::{Position, PositionId, PositionInput, PositionMargin, Side};
use crate::rules::Rules;

pub(crate) use book::{Book, Holding, Sums};
pub use report::{AccountReport, CrossReport, MarketReport, PositionReport};

/// An account as given.
#[derive(Clone, Copy, Debug)]
pub struct AccountInput<'a> {
    /// The venue's rules.
    pub rules: Rules,
    /// All the collateral, isolated margins included, in the settlement currency.
    pub wallet_balance: Decimal,
    /// The markets.
    pub markets: &'a Markets,
    /// The mark price of every market that has a position, by symbol.
    pub prices: &'a [(String, Decimal)],
    /// The positions; in cross at most one a side a market.
    pub positions: &'a [PositionInput],
}

/// Evaluates an account at its marks.
///
/// # Errors
/// A typed refusal that names the field, such as `positions[2].entry_price`: a number outside its
/// bound; `unknown-market`, `missing-price`, `duplicate-position`, `unsupported-combination`; `overflow` where a sum cannot be held.
///
/// ```
/// use margin_core::{
///     AccountInput, Decimal, Liquidation, Market, Markets, PositionInput, PositionMargin, Rules, Side, evaluate, parse,
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
///     added_margin: Decimal::ZERO,
/// };
/// let report = evaluate(&AccountInput {
///     rules: Rules::default(),
///     wallet_balance: parse("500")?,
///     markets: &Markets::new(vec![Market::flat(parse("0.005")?)?])?,
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
    account.rules.check()?;
    account.markets.check_rules(&account.rules)?;
    let marks = marks(account)?;
    let holdings = holdings(account, &marks)?;
    let mark_of = |place| marks.get(place).copied().flatten();
    let book = Book::new(account.rules, wallet_balance, account.markets, mark_of, &holdings)?;
    let mut report = book.report()?;
    for (position, input) in report.positions.iter_mut().zip(account.positions) {
        if let Some(id) = &input.id {
            position.id.clone_from(id);
        }
    }
    Ok(report)
}

/// The marks by the markets' places.
fn marks(account: &AccountInput<'_>) -> Result<Vec<Option<Decimal>>> {
    let mut marks = vec![None; account.markets.list().len()];
    for (symbol, price) in account.prices {
        let at = |error: MarginError| error.at(&format!("prices.{symbol}"));
        let price = bounds::PRICE.check("", *price).map_err(at)?;
        let mark = account.markets.place_of(symbol).and_then(|place| marks.get_mut(place));
        *mark.ok_or_else(|| at(MarginError::new(ErrorCode::UnknownMarket)))? = Some(price);
    }
    Ok(marks)
}

fn holdings(account: &AccountInput<'_>, marks: &[Option<Decimal>]) -> Result<Vec<Holding>> {
    let AccountInput { markets, positions, .. } = account;
    if positions.len() > bounds::MAXIMUM_POSITIONS {
        return Err(MarginError::because(ErrorCode::OutOfRange, "more than 100000 positions").at("positions"));
    }
    let mut cross_sides = vec![[false; 2]; markets.list().len()];
    let mut holdings = Vec::with_capacity(positions.len());
    for (index, input) in positions.iter().enumerate() {
        let at = |error: MarginError| error.at_place("positions", index);
        let holding = holding(account, marks, index, input).map_err(at)?;
        if let Some([long, short]) = cross_sides.get_mut(holding.market)
            && holding.isolated_margin.is_none()
        {
            let taken = if input.side == Side::Long { long } else { short };
            if *taken {
                let error = MarginError::new(ErrorCode::DuplicatePosition).with_text(input.side.as_str());
                return Err(at(error.at("side")));
            }
            *taken = true;
        }
        holdings.push(holding);
    }
    Ok(holdings)
}

fn holding(
    account: &AccountInput<'_>,
    marks: &[Option<Decimal>],
    index: usize,
    input: &PositionInput,
) -> Result<Holding> {
    let refuse = |code| MarginError::new(code).with_text(&input.market).at("market");
    let place = account.markets.place_of(&input.market).ok_or_else(|| refuse(ErrorCode::UnknownMarket))?;
    let market = account.markets.list().get(place).ok_or_else(|| refuse(ErrorCode::UnknownMarket))?;
    if marks.get(place).copied().flatten().is_none() {
        return Err(refuse(ErrorCode::MissingPrice));
    }
    let position = Position::new(market, input.side, input.size, input.entry_price, input.leverage)?;
    let isolated_margin = match input.margin {
        PositionMargin::Cross => None,
        PositionMargin::Isolated(Some(margin)) => Some(bounds::MONEY.check("isolated_margin", margin)?),
        PositionMargin::Isolated(None) => Some(position.initial_margin(position.nominal_value())?),
    };
    let added_margin = match (input.added_margin.is_zero(), isolated_margin) {
        (true, _) => AddedPart::default(),
        (false, None) => {
            return Err(MarginError::new(ErrorCode::NotIsolated).with_value(input.added_margin).at("added_margin"));
        }
        (false, Some(margin)) => {
            let bound = bounds::Bound { maximum: margin, ..bounds::MONEY };
            let added = bound.check("added_margin", input.added_margin)?;
            AddedPart::new(&account.rules, market, input.side, added)?
        }
    };
    Ok(Holding { id: PositionId::of_place(index)?, market: place, position, isolated_margin, added_margin })
}
