//! Markets that can share an account, each found by its symbol.

use std::sync::Arc;

use crate::error::{ErrorCode, MarginError, Result};
use crate::market::Market;
use crate::rules::Rules;

/// Markets that can share an account: each symbol once, one settlement currency. They never change, and a clone is the
/// same list: any number of accounts share one.
///
/// ```
/// use margin_core::{ErrorCode, Market, Markets, parse};
///
/// let flat = Market::flat(parse("0.005")?)?;
/// let markets = Markets::new(vec![flat.clone()])?;
/// assert_eq!((markets.list().len(), markets.place_of("flat")), (1, Some(0)));
/// assert_eq!(Markets::new(vec![flat.clone(), flat]).unwrap_err().code(), ErrorCode::DuplicateMarket);
/// # Ok::<(), margin_core::MarginError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markets(Arc<Listing>);

#[derive(Debug, PartialEq, Eq)]
struct Listing {
    list: Vec<Market>,
    /// Their places in the list, in the order of their symbols: no second copy of the symbols, and no hashing of what
    /// strangers send.
    places: Vec<usize>,
}

impl Markets {
    /// Puts markets together.
    ///
    /// # Errors
    /// `duplicate-market`, `mixed-settlement`. The field begins with the place in the list: `[2].symbol`.
    pub fn new(list: Vec<Market>) -> Result<Self> {
        let mut places = Vec::with_capacity(list.len());
        let mut settle: Option<&str> = None;
        for (index, market) in list.iter().enumerate() {
            let at = |error: MarginError| error.at_place("", index);
            match place_in(&list, &places, market.symbol()) {
                Ok(_) => {
                    let twice = MarginError::new(ErrorCode::DuplicateMarket).with_text(market.symbol());
                    return Err(at(twice.at("symbol")));
                }
                Err(between) => places.insert(between, index),
            }
            if let (Some(expected), Some(given)) = (settle, market.settle())
                && expected != given
            {
                return Err(at(MarginError::new(ErrorCode::MixedSettlement).with_text(given).at("settle")));
            }
            settle = settle.or(market.settle());
        }
        Ok(Self(Arc::new(Listing { list, places })))
    }

    /// All of them, in the order given.
    pub fn list(&self) -> &[Market] {
        &self.0.list
    }

    /// Where in the list the market of a symbol stands.
    pub fn place_of(&self, symbol: &str) -> Option<usize> {
        let Listing { list, places } = &*self.0;
        place_in(list, places, symbol).ok().and_then(|found| places.get(found)).copied()
    }

    /// Refuses rules that one of the markets cannot have.
    pub(crate) fn check_rules(&self, rules: &Rules) -> Result<()> {
        for (index, market) in self.list().iter().enumerate() {
            market.check_rules(rules).map_err(|error| error.at_place("markets", index))?;
        }
        Ok(())
    }
}

/// Where among the places the market of a symbol is, else where it would be.
fn place_in(list: &[Market], places: &[usize], symbol: &str) -> core::result::Result<usize, usize> {
    places.binary_search_by(|place| list.get(*place).map_or("", Market::symbol).cmp(symbol))
}
