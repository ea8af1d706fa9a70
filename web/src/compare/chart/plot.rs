//! What is drawn: the prices of the axis, and the exact corners of both lines.

use super::ticks::Step;
use crate::compare::state::Inputs;
use crate::number::{approximate, rounded};
use margin_core::{Checked as _, Comparison, Decimal, Liquidation, OpenedScenario, Outcome, Result, Side};

/// The data of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The side.
    pub side: Side,
    /// The lowest price drawn.
    pub from: f64,
    /// The highest price drawn.
    pub to: f64,
    /// The mark price.
    pub mark: Decimal,
    /// The entry price.
    pub entry: Decimal,
    /// The isolated line.
    pub isolated: Course,
    /// The cross line.
    pub cross: Course,
}

/// One line of the picture: straight between its corners.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Corners, as price and what is left of the wallet.
    pub corners: Vec<(f64, f64)>,
    /// The price of liquidation, where there is one.
    pub liquidation: Option<Price>,
    /// The price at which the margin is used up, where there is one.
    pub bankruptcy: Option<Price>,
    /// What is left at the end of the axis at which the position loses.
    pub left: Decimal,
}

/// A price of an outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// As it is shown.
    pub shown: Decimal,
    /// As it was solved.
    pub exact: Decimal,
}

impl Plot {
    /// The picture of a state. `reach` is a price that must be on the axis: where the mark stood when it was last
    /// set by anything but dragging it along this very axis.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn new(inputs: &Inputs, opened: &OpenedScenario<'_>, comparison: &Comparison, reach: Decimal) -> Result<Self> {
        let (from, to) = prices(inputs, comparison, reach);
        Ok(Self {
            side: inputs.side,
            from,
            to,
            mark: inputs.mark_price(),
            entry: inputs.entry,
            isolated: Course::new(inputs, opened, &comparison.isolated, (from, to))?,
            cross: Course::new(inputs, opened, &comparison.cross, (from, to))?,
        })
    }

    /// Whether both lines are the same: the whole wallet is the isolated margin, or neither is ever liquidated.
    pub fn is_one_line(&self) -> bool {
        self.isolated.corners == self.cross.corners
    }
}

impl Course {
    fn new(inputs: &Inputs, opened: &OpenedScenario<'_>, outcome: &Outcome, (from, to): (f64, f64)) -> Result<Self> {
        let (first, last) = (exact(from), exact(to));
        let left = |price: Decimal| opened.balance_after(outcome.mode, price);
        // The wallet just before it is liquidated: the profit is given as if the position still stood.
        let before = |price: Decimal| inputs.wallet.plus(opened.at(price)?.isolated.unrealized_pnl);
        let inside = |liquidation: Liquidation| match liquidation {
            Liquidation::At { price, .. } if first < price && price < last => Some(price),
            _ => None,
        };
        let mut corners = vec![(from, approximate(left(first)?))];
        if let Some(price) = inside(outcome.pair.below) {
            let at = approximate(price);
            corners.extend([(at, approximate(left(price)?)), (at, approximate(before(price)?))]);
        }
        if let Some(price) = inside(outcome.pair.above) {
            let at = approximate(price);
            corners.extend([(at, approximate(before(price)?)), (at, approximate(left(price)?))]);
        }
        corners.push((to, approximate(left(last)?)));
        let losing_end = match inputs.side {
            Side::Long => first,
            Side::Short => last,
        };
        Ok(Self {
            corners,
            liquidation: shown(outcome.liquidation),
            bankruptcy: shown(outcome.bankruptcy),
            left: left(losing_end)?,
        })
    }
}

fn shown(liquidation: Liquidation) -> Option<Price> {
    match liquidation {
        Liquidation::At { price, shown_price, .. } => Some(Price { shown: shown_price, exact: price }),
        Liquidation::Never(_) | Liquidation::Now => None,
    }
}

/// The end of an axis as the round decimal it is.
fn exact(end: f64) -> Decimal {
    let exponent = if end > 0.0 { end.log10().floor() as i32 - 8 } else { 0 };
    rounded(end, exponent)
}

/// The prices of the axis: the entry, both liquidations, zero where it matters, and some room.
fn prices(inputs: &Inputs, comparison: &Comparison, reach: Decimal) -> (f64, f64) {
    let entry = approximate(inputs.entry);
    let mut least = entry;
    let mut most = entry;
    for outcome in [&comparison.isolated, &comparison.cross] {
        for liquidation in [outcome.pair.below, outcome.pair.above] {
            match liquidation {
                // A price many times the entry would press everything else into a corner.
                Liquidation::At { price, .. } if approximate(price) <= entry * 5.0 => {
                    least = least.min(approximate(price));
                    most = most.max(approximate(price));
                }
                Liquidation::At { .. } => most = most.max(entry * 3.0),
                Liquidation::Never(_) | Liquidation::Now => {}
            }
        }
        if matches!((outcome.liquidation, inputs.side), (Liquidation::Never(_), Side::Long)) {
            least = 0.0;
        }
    }
    let span = (most - least).max(entry * 0.04);
    let reach = approximate(reach);
    least = (least - span * 0.28).max(0.0).min(reach);
    most = (most + span * 0.3).max(reach);
    let step = Step::cutting(most - least, 10);
    (step.below(least).max(0.0), step.above(most))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::compare::state::Field;
    use margin_core::{parse, plain};

    pub(crate) fn plot(inputs: &Inputs) -> Plot {
        inputs.ask(|opened| Plot::new(inputs, opened, &opened.at(inputs.mark_price())?, inputs.mark_price())).unwrap()
    }

    fn number(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn the_opening_example_is_drawn_from_zero() {
        let plot = plot(&Inputs::OPENING);
        assert_eq!((plot.from, plot.to), (0.0, 80_000.0));
        assert_eq!(plot.cross.corners.len(), 2);
        assert!((plot.cross.corners[0].1 - 1000.0).abs() < 1e-9);
        // Down to 54,216.87 the isolated position is open; there it steps from its last margin to what was not at risk.
        assert_eq!(plot.isolated.corners.len(), 4);
        assert_eq!(plot.isolated.corners[1].0, plot.isolated.corners[2].0);
        assert_eq!(plot.isolated.corners[1].1, 1900.0);
        assert!((plot.isolated.corners[2].1 - 1903.6).abs() < 0.1);
        assert_eq!(plain(plot.isolated.left), "1900");
    }

    #[test]
    fn a_short_loses_at_the_right_end() {
        let plot = plot(&Inputs { side: Side::Short, ..Inputs::OPENING });
        assert!(plot.to > 180_000.0);
        assert_eq!(plain(plot.isolated.left), "1900");
        assert_eq!(plain(plot.cross.left), "0");
    }

    #[test]
    fn prices_close_together_get_room_and_far_ones_do_not_press() {
        let close = Inputs::OPENING.with(Field::Wallet, number("8")).with(Field::Leverage, number("150"));
        let drawn = plot(&close);
        assert!(drawn.from > 50_000.0 && drawn.to < 70_000.0 && drawn.to - drawn.from > 1_500.0);
        let far = Inputs { side: Side::Short, ..Inputs::OPENING }.with(Field::Wallet, number("100000"));
        assert!(plot(&far).to < 300_000.0);
    }

    #[test]
    fn the_axis_reaches_the_mark_and_stands_still_while_it_is_dragged() {
        let inputs = Inputs::OPENING.with(Field::Mark, number("200000"));
        assert!(plot(&inputs).to >= 200_000.0);
        let dragged = inputs.with(Field::Mark, number("70000"));
        let still = dragged
            .ask(|opened| Plot::new(&dragged, opened, &opened.at(dragged.mark_price())?, inputs.mark_price()))
            .unwrap();
        assert_eq!(still.to, plot(&inputs).to);
    }

    #[test]
    fn the_whole_wallet_as_margin_is_one_line() {
        assert!(plot(&Inputs::OPENING.with(Field::Margin, number("2000"))).is_one_line());
        assert!(!plot(&Inputs::OPENING).is_one_line());
    }
}
