//! The strip of prices on a position's card: where it was entered, where the mark is, and where it ends.

use crate::number::{approximate, between, percent};
use margin_core::{Decimal, Liquidation, PositionReport};

/// Places as fractions of the strip's width, ready to be attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The mark.
    pub mark: String,
    /// The entry.
    pub entry: String,
    /// The liquidation price; empty where there is none.
    pub end: String,
    /// Where the way to the liquidation price, or what can be seen of the way without end, begins and ends.
    pub way: (String, String),
    /// Where what lies beyond the liquidation price begins, and how long it is.
    pub beyond: (String, String),
    /// Where what was won or lost since the entry begins and ends.
    pub gained: (String, String),
    /// Whether it was won.
    pub is_gain: bool,
    /// How the labels of mark, entry and end hang on their places: start, middle or end.
    pub anchors: [&'static str; 3],
    /// Whether the label of the entry has room beside that of the end.
    pub has_entry_label: bool,
}

/// How much of the strip stays free at each end.
const MARGIN: f64 = 0.08;
/// The narrowest range of prices, as a fraction of the mark.
const NARROWEST: f64 = 0.06;
/// How close to another label one is left out, as a fraction of the width.
const CLOSE: f64 = 0.24;

impl Strip {
    /// The strip of a position at a mark.
    pub fn new(position: &PositionReport, mark: Decimal) -> Self {
        let (mark, entry) = (approximate(mark), approximate(position.entry_price));
        let end = match position.liquidation {
            Liquidation::At { price, .. } => Some(approximate(price)),
            Liquidation::Never(_) | Liquidation::Now => None,
        };
        let lowest = mark.min(entry).min(end.unwrap_or(mark));
        let highest = mark.max(entry).max(end.unwrap_or(mark));
        let missing = (NARROWEST * mark - (highest - lowest)).max(0.0);
        let (lowest, highest) = (lowest - missing / 2.0, highest + missing / 2.0);
        let place = |price: f64| {
            let fraction = MARGIN + (1.0 - 2.0 * MARGIN) * (price - lowest) / (highest - lowest);
            between(fraction, 0.0, 1.0)
        };
        let (mark_at, entry_at) = (place(mark), place(entry));
        // Without a liquidation price the way goes on to the end of the strip that hurts.
        let is_long = position.side == margin_core::Side::Long;
        let far = if is_long { 0.0 } else { 1.0 };
        let end_at = end.map_or(far, place);
        let ends = |one: f64, other: f64| (percent(one), percent(other));
        let anchor = |at: f64| match at {
            at if at < 0.14 => "start",
            at if at > 0.86 => "end",
            _ => "middle",
        };
        Self {
            mark: percent(mark_at),
            entry: percent(entry_at),
            end: if end.is_some() { percent(end_at) } else { String::new() },
            way: ends(mark_at, end_at),
            beyond: (percent(end_at.min(far)), percent((end_at - far).abs())),
            gained: ends(entry_at, mark_at),
            is_gain: !position.unrealized_pnl.is_sign_negative(),
            anchors: [anchor(mark_at), anchor(entry_at), anchor(end_at)],
            has_entry_label: end.is_none() || (entry_at - end_at).abs() > CLOSE,
        }
    }
}
