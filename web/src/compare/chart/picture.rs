//! From the data of the picture to coordinates and texts: a pure function of [`Plot`], [`Frame`] and language.

use super::frame::Frame;
use super::path::{between, through};
use super::place::{Area, Segment, Surroundings, width_of};
use super::plot::{Course, Plot};
use super::scale::Scale;
use super::ticks::Step;
use crate::number::between as clamped;
use crate::number::{Rounding, approximate, percent, tenths};
use crate::words::{Message, Speaker};
use margin_core::{Decimal, Side};

/// The most labels along the price axis.
pub const X_TICKS: usize = 9;
/// The most labels along the money axis.
pub const Y_TICKS: usize = 7;
/// Paths run over this many units, whatever the plot's real width.
const PATH_WIDTH: f64 = 1000.0;
/// Font sizes of the picture, as in the style sheet.
const LABEL_SIZE: f64 = 13.0;
pub(super) const SMALL_SIZE: f64 = 12.0;
const ROW: f64 = 16.0;

/// A text of the picture. Empty: it is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Horizontal place, as a fraction of the plot.
    pub x: String,
    /// How far from it, in pixels.
    pub dx: String,
    /// Baseline, in pixels.
    pub y: String,
    /// Which end of the text stands there.
    pub anchor: &'static str,
    /// The text.
    pub text: String,
}

/// One of the two lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The path, `PATH_WIDTH` units wide.
    pub path: String,
    /// What is left at the losing end.
    pub label: Text,
}

/// Where a mode is liquidated. Without `x` it is not in the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The price.
    pub x: String,
    /// The height of the marker, on the line.
    pub y: String,
    /// What it is, its price, and the price of bankruptcy.
    pub label: [Text; 3],
    /// The price of bankruptcy on the axis.
    pub bankruptcy: String,
}

/// Everything the component shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// What cross puts at risk and isolated does not.
    pub gap: String,
    /// The isolated line.
    pub isolated: Line,
    /// The cross line.
    pub cross: Line,
    /// Isolated liquidation.
    pub isolated_mark: Mark,
    /// Cross liquidation.
    pub cross_mark: Mark,
    /// Labels of the price axis.
    pub x_ticks: Vec<Text>,
    /// Labels of the money axis.
    pub y_ticks: Vec<Text>,
    /// Whether both lines are one, and both liquidations: then their labels speak of both.
    pub is_one_line: bool,
    /// Whether both modes are liquidated at one price.
    pub is_one_mark: bool,
    /// The mark price.
    pub now: String,
    /// Its text, and how far the pill is moved so that it stays in the picture.
    pub now_text: String,
    /// Half the width of the pill.
    pub now_half: f64,
    /// How far the pill's middle is from the line.
    pub now_shift: String,
}

impl Picture {
    /// Draws the plot.
    pub fn new(plot: &Plot, frame: &Frame, speaker: Speaker<'_>) -> Self {
        let draft = Draft::new(plot, *frame, speaker);
        let mut surroundings = draft.surroundings();
        let now = draft.now(&mut surroundings);
        let together = draft.is_together();
        let isolated_label = draft.end_label(&plot.isolated, draft.isolated_text(), &mut surroundings);
        let cross_label = draft.end_label(&plot.cross, draft.cross_text(), &mut surroundings);
        let isolated_mark = draft.mark(
            &plot.isolated,
            if together { Message::BothLiquidation } else { Message::IsolatedLiquidation },
            &mut surroundings,
        );
        let cross_mark = if together {
            Mark::default()
        } else {
            draft.mark(&plot.cross, Message::CrossLiquidation, &mut surroundings)
        };
        let points = |course: &Course| draft.points(course, PATH_WIDTH);
        Self {
            gap: between(&points(&plot.isolated), &points(&plot.cross)),
            isolated: Line { path: through(&points(&plot.isolated)), label: isolated_label },
            cross: Line { path: through(&points(&plot.cross)), label: cross_label },
            isolated_mark,
            cross_mark,
            x_ticks: draft.x_ticks(),
            y_ticks: draft.y_ticks(),
            is_one_line: plot.is_one_line(),
            is_one_mark: together,
            now: percent(clamped(draft.across.at(approximate(plot.mark)), 0.0, 1.0)),
            now_text: now.0,
            now_half: now.1,
            now_shift: tenths(now.2),
        }
    }
}

/// What is known while drawing.
pub(super) struct Draft<'a> {
    pub(super) plot: &'a Plot,
    pub(super) frame: Frame,
    pub(super) speaker: Speaker<'a>,
    /// From prices to a fraction of the plot.
    pub(super) across: Scale,
    /// From money to pixels from the top.
    pub(super) down: Scale,
    /// The distance of the grid lines.
    pub(super) money_step: Step,
}

impl<'a> Draft<'a> {
    fn new(plot: &'a Plot, frame: Frame, speaker: Speaker<'a>) -> Self {
        let balances = || plot.isolated.corners.iter().chain(&plot.cross.corners).map(|corner| corner.1);
        let most = balances().fold(0.0, f64::max);
        let least = balances().fold(most, f64::min);
        // From zero, unless all of it happens in the upper part: then the lines get the height.
        let floor = if least < most * 0.6 { least.min(0.0) } else { (least - (most - least) * 0.5).max(0.0) };
        let span = if most > floor { most - floor } else { most.max(1.0) };
        let money_step = Step::cutting(span * 1.04, if frame.short { 4 } else { 5 });
        let down = Scale {
            from: money_step.below(floor),
            to: money_step.above(floor + span * 1.04),
            start: frame.bottom,
            end: frame.top,
        };
        Self {
            plot,
            frame,
            speaker,
            across: Scale { from: plot.from, to: plot.to, start: 0.0, end: 1.0 },
            down,
            money_step,
        }
    }

    fn whole(&self) -> Area {
        Area { left: 0.0, top: self.frame.top, width: self.frame.width, height: self.frame.bottom - self.frame.top }
    }

    fn points(&self, course: &Course, width: f64) -> Vec<(f64, f64)> {
        course.corners.iter().map(|(price, money)| (self.across.at(*price) * width, self.down.at(*money))).collect()
    }

    fn surroundings(&self) -> Surroundings {
        let segments = |course: &Course| -> Vec<Segment> {
            self.points(course, self.frame.width).windows(2).map(|pair| (pair[0], pair[1])).collect()
        };
        let mut curves = segments(&self.plot.isolated);
        curves.extend(segments(&self.plot.cross));
        let vertical = |price: f64| {
            let x = self.frame.pixels(self.across.at(price));
            ((x, self.frame.top), (x, self.frame.bottom))
        };
        let prices = [Some(approximate(self.plot.mark)), at(&self.plot.isolated), at(&self.plot.cross)];
        let hairlines = prices.into_iter().flatten().map(vertical).collect();
        Surroundings { taken: Vec::new(), curves, hairlines }
    }

    /// The text of the mark price, half the width of its pill, and how far the pill is moved.
    fn now(&self, surroundings: &mut Surroundings) -> (String, f64, f64) {
        let text = self.price(self.plot.mark, Rounding::Nearest);
        let half = width_of(&text, SMALL_SIZE) / 2.0 + 12.0;
        let x = self.frame.pixels(clamped(self.across.at(approximate(self.plot.mark)), 0.0, 1.0));
        let shift = clamped(x, half - 20.0, self.frame.width - half + 14.0) - x;
        surroundings.taken.push(Area { left: x + shift - half, top: 0.0, width: half * 2.0, height: 26.0 });
        (text, half, shift)
    }

    fn price(&self, price: Decimal, rounding: Rounding) -> String {
        self.speaker.locale.price(price, rounding)
    }

    /// Toward the mark: the careful side.
    fn careful(&self) -> Rounding {
        match self.plot.side {
            Side::Long => Rounding::Up,
            Side::Short => Rounding::Down,
        }
    }

    /// Whether both modes are liquidated at the same price.
    fn is_together(&self) -> bool {
        let price = |course: &Course| course.liquidation.map(|price| price.exact);
        price(&self.plot.isolated).is_some() && price(&self.plot.isolated) == price(&self.plot.cross)
    }

    fn mark(&self, course: &Course, name: Message, surroundings: &mut Surroundings) -> Mark {
        let Some(liquidation) = course.liquidation else { return Mark::default() };
        let price = approximate(liquidation.exact);
        if !self.across.holds(price) {
            return Mark::default();
        }
        let words = self.speaker.words;
        let bankruptcy = course.bankruptcy.filter(|price| self.across.holds(approximate(price.exact)));
        let bankrupt_at = bankruptcy
            .map(|price| words.fill(Message::BankruptAt, &[("price", &self.price(price.shown, self.careful()))]));
        let texts = [
            words.text(name).to_owned(),
            self.price(liquidation.shown, self.careful()),
            if self.frame.short { String::new() } else { bankrupt_at.unwrap_or_default() },
        ];
        let fraction = self.across.at(price);
        let size = (
            texts.iter().map(|text| width_of(text, LABEL_SIZE)).fold(0.0, f64::max),
            ROW * texts.iter().filter(|text| !text.is_empty()).count() as f64,
        );
        let spot = self.beside(fraction, size, surroundings);
        let row = |index: usize, text: &str| Text {
            x: percent(fraction),
            dx: tenths(spot.dx),
            y: tenths(spot.top + ROW * (index as f64 + 0.78)),
            anchor: spot.anchor,
            text: text.to_owned(),
        };
        Mark {
            x: percent(fraction),
            y: tenths(self.down.at(approximate(course.left).max(self.down.from))),
            label: [row(0, &texts[0]), row(1, &texts[1]), row(2, &texts[2])],
            bankruptcy: bankruptcy.map(|price| percent(self.across.at(approximate(price.exact)))).unwrap_or_default(),
        }
    }

    /// The best place for a label beside a vertical line: left or right of it, low, in the middle or high.
    fn beside(&self, fraction: f64, (width, height): (f64, f64), surroundings: &mut Surroundings) -> Spot {
        let x = self.frame.pixels(fraction);
        let (top, bottom) = (self.frame.top + 4.0, self.frame.bottom - 8.0 - height);
        let heights = [1.0, 0.87, 0.75, 0.62, 0.5, 0.37, 0.25, 0.12, 0.0].map(|part| top + (bottom - top) * part);
        let left_first = self.plot.side == Side::Long;
        let mut spots = Vec::with_capacity(heights.len() * 2);
        for left in [left_first, !left_first] {
            spots.extend(heights.map(|top| Spot::beside(top, left)));
        }
        let areas: Vec<Area> = spots.iter().map(|spot| spot.area(x, width, height)).collect();
        let best = surroundings.place(&areas, &self.whole());
        spots.swap_remove(best)
    }

    /// The label of a line at the end where the position loses: above the line, or below it.
    fn end_label(&self, course: &Course, text: String, surroundings: &mut Surroundings) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        let (fraction, left) = match self.plot.side {
            Side::Long => (0.0, false),
            Side::Short => (1.0, true),
        };
        let x = self.frame.pixels(fraction);
        let y = self.down.at(approximate(course.left));
        let size = (width_of(&text, LABEL_SIZE), ROW);
        // Close to the line, above it or below, and further and further away.
        let spots: Vec<Spot> = (0..12)
            .flat_map(|far| {
                let distance = 7.0 + 18.0 * f64::from(far);
                [Spot::beside(y - ROW - distance, left), Spot::beside(y + distance, left)]
            })
            .collect();
        let areas: Vec<Area> = spots.iter().map(|spot| spot.area(x, size.0, size.1)).collect();
        let best = &spots[surroundings.place(&areas, &self.whole())];
        Text { x: percent(fraction), dx: tenths(best.dx), y: tenths(best.top + ROW * 0.78), anchor: best.anchor, text }
    }

    fn isolated_text(&self) -> String {
        let words = self.speaker.words;
        let balance = self.balance(self.plot.isolated.left);
        let parameters = [("balance", balance.as_str())];
        if self.plot.is_one_line() {
            return if self.plot.isolated.left.is_zero() {
                words.text(Message::BothNothing).to_owned()
            } else {
                words.fill(Message::BothLeft, &[("balance", &balance), ("price", &self.end_price())])
            };
        }
        // Only what has been liquidated stays as it is whatever happens.
        let message = if self.frame.short || self.plot.isolated.liquidation.is_none() {
            Message::IsolatedLeftShort
        } else {
            Message::IsolatedLeft
        };
        words.fill(message, &parameters)
    }

    fn cross_text(&self) -> String {
        let words = self.speaker.words;
        if self.plot.is_one_line() {
            return String::new();
        }
        if self.plot.cross.left.is_zero() {
            return words.text(Message::CrossNothing).to_owned();
        }
        let balance = self.balance(self.plot.cross.left);
        let message = if self.frame.short { Message::CrossLeftShort } else { Message::CrossLeft };
        words.fill(message, &[("balance", &balance), ("price", &self.end_price())])
    }

    /// The price at the losing end of the axis.
    fn end_price(&self) -> String {
        let end = match self.plot.side {
            Side::Long => self.plot.from,
            Side::Short => self.plot.to,
        };
        let exponent = if end > 0.0 { end.log10().floor() as i32 - 6 } else { 0 };
        self.speaker.locale.exact(crate::number::rounded(end, exponent))
    }
}

/// Where a label stands beside a point.
struct Spot {
    dx: f64,
    top: f64,
    anchor: &'static str,
}

impl Spot {
    /// To the left or the right, with a gap.
    const fn beside(top: f64, left: bool) -> Self {
        if left { Self { dx: -10.0, top, anchor: "end" } } else { Self { dx: 10.0, top, anchor: "start" } }
    }

    fn area(&self, x: f64, width: f64, height: f64) -> Area {
        let left = if self.anchor == "end" { x + self.dx - width } else { x + self.dx };
        Area { left, top: self.top, width, height }
    }
}

/// The price of a liquidation, for drawing.
fn at(course: &Course) -> Option<f64> {
    course.liquidation.map(|price| approximate(price.exact))
}

#[cfg(test)]
mod tests {
    use super::super::plot::tests::plot;
    use super::*;
    use crate::number::Locale;
    use crate::position::{Field, State};
    use crate::words::Catalogue;

    fn picture(state: &State, frame: &Frame) -> Picture {
        let (words, locale) = (Catalogue::english(), Locale::english());
        Picture::new(&plot(state), frame, Speaker { words: &words, locale: &locale })
    }

    #[test]
    fn the_opening_example() {
        let picture = picture(&State::opening(), &Frame::WIDE);
        assert_eq!(picture.now, "75%");
        assert_eq!(picture.isolated_mark.x, "67.77%");
        assert_eq!(picture.isolated_mark.label[1].text, "54,216.90");
        assert_eq!(picture.isolated.label.text, "Isolated: 1,900.00 left, whatever happens");
        assert_eq!(picture.cross.label.text, "Cross: 1,000.00 left at 0");
        assert_eq!(picture.cross_mark, Mark::default());
        let ticks: Vec<&str> = picture.x_ticks.iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(ticks.first(), Some(&"0"));
        assert!(ticks.contains(&"60,000"));
        assert!(picture.y_ticks.len() <= Y_TICKS && picture.y_ticks.len() >= 3);
    }

    #[test]
    fn a_narrow_picture_says_it_in_fewer_figures() {
        assert_eq!(picture(&State::opening(), &Frame::NARROW).isolated.label.text, "Isolated: 1,900 left");
        let odd = picture(&State::with(&[(Field::Wallet, "2000.5")]), &Frame::NARROW);
        assert_eq!(odd.isolated.label.text, "Isolated: 1,900.50 left");
    }

    #[test]
    fn no_label_of_any_state_stands_on_another() {
        for changes in [
            &[][..],
            &[(Field::Leverage, "150")],
            &[(Field::Size, "10000")],
            &[(Field::Size, "20000")],
            &[(Field::Margin, "1990")],
            &[(Field::Wallet, "105")],
            &[(Field::Wallet, "100000"), (Field::Size, "90000"), (Field::Leverage, "100")],
            &[(Field::Mark, "54300")],
            &[(Field::Wallet, "10000000"), (Field::Size, "100000000"), (Field::Leverage, "20")],
        ] {
            for side in [Side::Long, Side::Short] {
                for frame in [Frame::WIDE, Frame::NARROW] {
                    let mut state = State::with(changes);
                    state.inputs.side = side;
                    let (words, locale) = (Catalogue::english(), Locale::english());
                    let plot = plot(&state);
                    let draft = Draft::new(&plot, frame, Speaker { words: &words, locale: &locale });
                    let mut surroundings = draft.surroundings();
                    draft.now(&mut surroundings);
                    draft.end_label(&plot.isolated, draft.isolated_text(), &mut surroundings);
                    draft.end_label(&plot.cross, draft.cross_text(), &mut surroundings);
                    draft.mark(&plot.isolated, Message::IsolatedLiquidation, &mut surroundings);
                    if !draft.is_together() {
                        draft.mark(&plot.cross, Message::CrossLiquidation, &mut surroundings);
                    }
                    let empty = Surroundings { taken: surroundings.taken.clone(), ..Surroundings::default() };
                    for (index, area) in empty.taken.iter().enumerate() {
                        let others = Surroundings {
                            taken: empty
                                .taken
                                .iter()
                                .enumerate()
                                .filter(|(other, _)| *other != index)
                                .map(|(_, area)| *area)
                                .collect(),
                            ..Surroundings::default()
                        };
                        let large = Area { left: -1e4, top: -1e4, width: 1e5, height: 1e5 };
                        assert!(others.cost(area, &large) < 1.0, "{changes:?} {side:?} {} label {index}", frame.name);
                    }
                }
            }
        }
    }

    #[test]
    fn long_numbers_of_an_axis_are_shortened() {
        let state = State::with(&[(Field::Wallet, "500000000"), (Field::Size, "90000000")]);
        let texts: Vec<String> = picture(&state, &Frame::WIDE).y_ticks.into_iter().map(|tick| tick.text).collect();
        assert!(texts.iter().all(|text| text.chars().count() <= 8), "{texts:?}");
    }
}
