//! The numbers of the picture as a table, for those who do not see it or want to read it off.

use super::plot::{Plot, Price};
use super::ticks::Step;
use crate::position::{State, scenario};
use crate::words::Message;
use margin_core::{Decimal, MarginMode, Result};

/// The most rows the table has.
pub const ROWS: usize = 14;

/// A price, what it is, and what is left of the wallet there.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the price is, where it is one of the outcomes'.
    pub name: Option<Message>,
    /// The price.
    pub price: Decimal,
    /// What is left in isolated mode.
    pub isolated: Decimal,
    /// What is left in cross mode.
    pub cross: Decimal,
}

/// The rows, from the lowest price to the highest.
///
/// # Errors
/// What the core refuses.
pub fn rows(state: &State, plot: &Plot) -> Result<Vec<Row>> {
    let plain = |price: Decimal| Price { shown: price, exact: price };
    let mut prices: Vec<(Option<Message>, Price)> = vec![(Some(Message::TableEntry), plain(plot.entry))];
    if plot.mark != plot.entry {
        prices.push((Some(Message::TableMark), plain(plot.mark)));
    }
    for (course, name) in
        [(&plot.isolated, Message::TableLiquidationIsolated), (&plot.cross, Message::TableLiquidationCross)]
    {
        if let Some(price) = course.liquidation {
            prices.push((Some(name), price));
        }
    }
    for price in Step::cutting(plot.to - plot.from, ROWS - 5).multiples(plot.from, plot.to) {
        if prices.iter().all(|(_, other)| other.exact != price) {
            prices.push((None, plain(price)));
        }
    }
    prices.sort_unstable_by_key(|(_, price)| price.exact);
    prices.truncate(ROWS);
    let State { listed, inputs, .. } = state;
    let opened = scenario(inputs, listed, &inputs.counting(listed)?, inputs.size)?.open()?;
    prices
        .into_iter()
        .map(|(name, price)| {
            Ok(Row {
                name,
                price: price.shown,
                isolated: opened.balance_after(MarginMode::Isolated, price.exact)?,
                cross: opened.balance_after(MarginMode::Cross, price.exact)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::plot::tests::plot;
    use super::*;
    use margin_core::plain;

    #[test]
    fn the_table_holds_the_same_numbers() {
        let state = State::opening();
        let rows = rows(&state, &plot(&state)).unwrap();
        let of = |name| rows.iter().find(|row| row.name == Some(name)).unwrap();
        assert_eq!(plain(of(Message::TableLiquidationIsolated).isolated), "1900");
        assert_eq!(plain(of(Message::TableEntry).cross), "2000");
        assert_eq!((plain(rows[0].price), plain(rows[0].cross.round_dp(20))), ("0".to_owned(), "1000".to_owned()));
        assert!(rows.len() <= ROWS && rows.is_sorted_by(|one, other| one.price < other.price));
    }
}
