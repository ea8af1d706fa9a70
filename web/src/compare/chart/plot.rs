//! What is drawn: the prices of the axis, and the exact corners of both lines.

use super::ticks::Step;
use crate::number::{approximate, rounded};
use crate::position::{Inputs, State};
use margin_core::{Checked as _, Comparison, Decimal, Liquidation, OpenedScenario, Outcome, Result, Scenario, Side};
use margin_venues::same_money;

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
    /// The coin of what is left.
    pub coin: String,
    /// Whether that is dollars.
    pub is_dollars: bool,
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
    pub fn new(
        state: &State,
        scenario: &Scenario<'_>,
        opened: &OpenedScenario<'_>,
        comparison: &Comparison,
        reach: Decimal,
    ) -> Result<Self> {
        let State { listed, inputs, .. } = state;
        let is_bent = listed.contract().is_inverse();
        let (from, to) = prices(inputs, comparison, reach, is_bent);
        let course = |outcome| Course::new(scenario, opened, outcome, (from, to), is_bent);
        Ok(Self {
            side: inputs.side,
            from,
            to,
            mark: inputs.mark_price(),
            entry: inputs.entry,
            coin: listed.settle.clone(),
            is_dollars: same_money(&listed.settle, "USD"),
            isolated: course(&comparison.isolated)?,
            cross: course(&comparison.cross)?,
        })
    }

    /// Whether both lines are the same: the whole wallet is the isolated margin, or neither is ever liquidated.
    pub fn is_one_line(&self) -> bool {
        self.isolated.corners == self.cross.corners
    }
}

impl Course {
    fn new(
        scenario: &Scenario<'_>,
        opened: &OpenedScenario<'_>,
        outcome: &Outcome,
        (from, to): (f64, f64),
        is_bent: bool,
    ) -> Result<Self> {
        let (first, last) = (exact(from), exact(to));
        let left = |price: Decimal| opened.balance_after(outcome.mode, price);
        // The wallet just before it is liquidated: the profit is given as if the position still stood.
        let before = |price: Decimal| scenario.wallet_balance.plus(opened.at(price)?.isolated.unrealized_pnl);
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
        if is_bent {
            bend(&mut corners, |price| left(exact(price)).map(approximate))?;
        }
        let losing_end = match scenario.side {
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

/// Puts points between corners: what an inverse contract is worth is no straight line.
fn bend(corners: &mut Vec<(f64, f64)>, left: impl Fn(f64) -> Result<f64>) -> Result<()> {
    const PARTS: u32 = 24;
    let mut bent: Vec<(f64, f64)> = Vec::new();
    for (index, corner) in corners.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).and_then(|before| corners.get(before)) {
            let apart = (corner.0 - before.0) / f64::from(PARTS);
            for part in 1..PARTS {
                let price = before.0 + apart * f64::from(part);
                if apart > 0.0 {
                    bent.push((price, left(price)?));
                }
            }
        }
        bent.push(*corner);
    }
    *corners = bent;
    Ok(())
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
fn prices(inputs: &Inputs, comparison: &Comparison, reach: Decimal, is_bent: bool) -> (f64, f64) {
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
    // Toward a price of 0 an inverse contract is worth more than all there is.
    let lowest = if is_bent { entry * 0.1 } else { 0.0 };
    let step = Step::cutting(most - least, 10);
    (step.below(least).max(lowest), step.above(most))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::position::{Field, scenario};
    use margin_core::plain;

    pub(crate) fn plot_to(state: &State, reach: Decimal) -> Plot {
        let State { listed, inputs, .. } = state;
        let scenario = scenario(inputs, listed, &inputs.counting(listed).unwrap(), inputs.size).unwrap();
        let opened = scenario.open().unwrap();
        let comparison = opened.at(inputs.mark_price()).unwrap();
        Plot::new(state, &scenario, &opened, &comparison, reach).unwrap()
    }

    pub(crate) fn plot(state: &State) -> Plot {
        plot_to(state, state.inputs.mark_price())
    }

    #[test]
    fn the_opening_example_is_drawn_from_zero() {
        let plot = plot(&State::opening());
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
        let plot = plot(&State::opening().short());
        assert!(plot.to > 180_000.0);
        assert_eq!(plain(plot.isolated.left), "1900");
        assert_eq!(plain(plot.cross.left), "0");
    }

    #[test]
    fn prices_close_together_get_room_and_far_ones_do_not_press() {
        let close = State::with(&[(Field::Wallet, "8"), (Field::Leverage, "150")]);
        let drawn = plot(&close);
        assert!(drawn.from > 50_000.0 && drawn.to < 70_000.0 && drawn.to - drawn.from > 1_500.0);
        let far = State::with(&[(Field::Wallet, "100000")]).short();
        assert!(plot(&far).to < 300_000.0);
    }

    #[test]
    fn the_axis_reaches_the_mark_and_stands_still_while_it_is_dragged() {
        let far = State::with(&[(Field::Mark, "200000")]);
        assert!(plot(&far).to >= 200_000.0);
        let dragged = State::with(&[(Field::Mark, "70000")]);
        assert_eq!(plot_to(&dragged, far.inputs.mark_price()).to, plot(&far).to);
    }

    #[test]
    fn the_whole_wallet_as_margin_is_one_line() {
        assert!(plot(&State::with(&[(Field::Margin, "2000")])).is_one_line());
        assert!(!plot(&State::opening()).is_one_line());
    }
}
