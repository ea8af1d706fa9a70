//! A number on screen: what is shown, and what it is exactly.

use crate::number::{Rounding, Sign, significant_places};
use crate::words::{Message, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, NeverReason, Side, plain};
use margin_venues::same_money;

/// One number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Exactly: a plain decimal, or `never`, `now`, `undefined`.
    pub exact: String,
    /// As a card shows it.
    pub full: String,
    /// As the sentence says it.
    pub brief: String,
}

/// An amount of a coin: dollars to the cent and without their name on a card, other coins to five figures.
pub fn money(value: Decimal, coin: &str, speaker: Speaker<'_>) -> Figure {
    let brief = speaker.short_coins(value, coin);
    let full = if same_money(coin, "USD") { speaker.locale.money(value) } else { brief.clone() };
    Figure { exact: plain(value), full, brief: speaker.with_coin(&brief, coin) }
}

/// Words in the place of a number.
pub fn same(exact: &str, text: &str) -> Figure {
    Figure { exact: exact.to_owned(), full: text.to_owned(), brief: text.to_owned() }
}

/// A price as the venue shows it, rounded toward the mark: the careful side.
pub fn price(side: Side, liquidation: Liquidation, never: Message, speaker: Speaker<'_>) -> Figure {
    let careful = match side {
        Side::Long => Rounding::Up,
        Side::Short => Rounding::Down,
    };
    match liquidation {
        Liquidation::At { price, shown_price, .. } => {
            Figure { exact: plain(price), ..same("", &speaker.locale.price(shown_price, careful)) }
        }
        Liquidation::Never(_) => same("never", speaker.words.text(never)),
        Liquidation::Now => same("now", speaker.words.text(Message::Now)),
    }
}

/// How far away, without its sign: the words beside it say below or above. Two figures at least.
pub fn distance(liquidation: Liquidation, speaker: Speaker<'_>) -> Figure {
    match liquidation {
        Liquidation::At { distance, .. } => {
            let size = distance.abs();
            let places = |figures: usize, at_least: usize| {
                significant_places(size, figures, at_least + 2).saturating_sub(2).clamp(at_least, 6)
            };
            Figure {
                exact: plain(distance),
                full: speaker.locale.percent(size, places(2, 2), Sign::Negative),
                brief: speaker.locale.percent(size, places(1, 1), Sign::Negative),
            }
        }
        Liquidation::Never(_) => same("never", speaker.words.text(Message::Never)),
        Liquidation::Now => same("now", speaker.words.text(Message::Now)),
    }
}

/// A ratio in percent; undefined, a dash.
pub fn ratio(value: Option<Decimal>, sign: Sign, speaker: Speaker<'_>) -> Figure {
    match value {
        Some(value) => {
            let text = speaker.locale.percent(value, 1, sign);
            Figure { exact: plain(value), ..same("", &text) }
        }
        None => same("undefined", "\u{2013}"),
    }
}

/// Close to the bankruptcy price the ratio grows beyond all measure; what it is exactly tells nobody anything there.
pub fn margin_ratio(value: Option<Decimal>, speaker: Speaker<'_>) -> Figure {
    let figure = ratio(value, Sign::Negative, speaker);
    if value.is_none_or(|value| value <= Decimal::TEN) {
        return figure;
    }
    let most = speaker.locale.percent(Decimal::TEN, 0, Sign::Negative);
    let text = speaker.words.fill(Message::MoreThan, &[("number", &most)]);
    Figure { full: text.clone(), brief: text, ..figure }
}

/// Profit or loss: money that always carries its sign.
pub fn profit(value: Decimal, coin: &str, speaker: Speaker<'_>) -> Figure {
    let figure = money(value, coin, speaker);
    if same_money(coin, "USD") {
        return Figure { full: speaker.locale.profit(value), ..figure };
    }
    let places = significant_places(value, 5, 2);
    let full = speaker.locale.number(value, 0, places, Rounding::Nearest, Sign::Always);
    Figure { full, ..figure }
}

/// Why a position is never liquidated.
pub fn never_reason(mode: MarginMode, reason: NeverReason) -> Message {
    match (reason, mode) {
        (NeverReason::CollateralCoversLoss, MarginMode::Isolated) => Message::NeverIsolated,
        (NeverReason::CollateralCoversLoss, MarginMode::Cross) => Message::NeverCross,
        (NeverReason::InverseShortCovered, _) => Message::NeverInverseShort,
        (NeverReason::NoExposure, _) => Message::NeverNoExposure,
        (NeverReason::SafeSide, _) => Message::NeverSafeSide,
        (NeverReason::BeyondAnyPrice, _) => Message::NeverBeyond,
    }
}
