//! Every number of the outcomes: what is shown, and what it is exactly.
//!
//! One memo makes all the texts of a state at once; the elements that show them only copy. So the sentence, the cards
//! and the live region cannot differ, and a slider event costs one pass.

use super::Reading;
use crate::figure::{Figure, distance, margin_ratio, money, never_reason, price, profit, ratio};
use crate::number::Sign;
use crate::position::State;
use crate::position::say::clause;
use crate::words::{Message, Piece, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, Outcome, Status};

/// A number of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Where the position is liquidated.
    LiquidationPrice,
    /// How far that is from the mark.
    Distance,
    /// Maintenance margin ÷ margin balance; nothing once the position is liquidated.
    MarginRatio,
    /// Profit at the mark; once the position is liquidated, what that has cost.
    UnrealizedPnl,
    /// The same ÷ initial margin; once the position is liquidated, that at the entry.
    Roe,
    /// What is lost at this mark.
    Loss,
    /// What is left of the wallet at this mark.
    BalanceAfter,
    /// The most that can be lost.
    MaxLoss,
    /// What is left of the wallet then.
    BalanceAtWorst,
    /// Where the margin is used up.
    BankruptcyPrice,
    /// How far the liquidation below the mark is, where there is one on either side.
    DistanceBelow,
    /// The same above.
    DistanceAbove,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::LiquidationPrice,
        Self::Distance,
        Self::MarginRatio,
        Self::UnrealizedPnl,
        Self::Roe,
        Self::Loss,
        Self::BalanceAfter,
        Self::MaxLoss,
        Self::BalanceAtWorst,
        Self::BankruptcyPrice,
        Self::DistanceBelow,
        Self::DistanceAbove,
    ];

    /// The name of the number in `data-field`, after the mode's.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LiquidationPrice => "liquidation-price",
            Self::Distance => "distance",
            Self::MarginRatio => "margin-ratio",
            Self::UnrealizedPnl => "unrealized-pnl",
            Self::Roe => "roe",
            Self::Loss => "loss",
            Self::BalanceAfter => "balance-after",
            Self::MaxLoss => "max-loss",
            Self::BalanceAtWorst => "balance-at-worst",
            Self::BankruptcyPrice => "bankruptcy-price",
            Self::DistanceBelow => "distance-below",
            Self::DistanceAbove => "distance-above",
        }
    }
}

/// The numbers and texts of one mode.
#[derive(Clone, Debug, PartialEq)]
pub struct ModeFigures {
    figures: [Figure; Measure::ALL.len()],
    /// The half of the sentence about this mode.
    pub clause: Message,
    /// Whether the position stands at the mark.
    pub status: Status,
    /// What stands under the liquidation price: how far it is, or why there is none. Parameters: the distance.
    pub beneath: Message,
    /// The margin ratio as a fraction, for its bar; none where it is undefined.
    pub ratio: Option<Decimal>,
    /// What backs the position, as a short text.
    pub risk: String,
}

impl ModeFigures {
    /// One of the numbers.
    pub const fn figure(&self, measure: Measure) -> &Figure {
        &self.figures[measure as usize]
    }
}

/// The numbers of both modes.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Isolated.
    pub isolated: ModeFigures,
    /// Cross.
    pub cross: ModeFigures,
}

impl Figures {
    /// All the texts of a state.
    pub fn new(reading: &Reading, speaker: Speaker<'_>) -> Self {
        let State { listed, inputs, .. } = &*reading.state;
        let (isolated, cross) = (&reading.comparison.isolated, &reading.comparison.cross);
        // As they are set: in the coin of the price.
        let short = |value: Decimal| speaker.short_coins(value, &listed.quote);
        let wallet = short(inputs.wallet);
        let isolated_risk = speaker
            .words
            .fill(Message::IsolatedRisk, &[("margin", &short(inputs.isolated_margin(listed))), ("wallet", &wallet)]);
        let cross_risk = speaker.words.fill(Message::CrossRisk, &[("wallet", &wallet)]);
        let shown = Shown { opened_with: reading.opened_with, coin: &listed.settle, speaker };
        Self { isolated: mode(isolated, isolated_risk, &shown), cross: mode(cross, cross_risk, &shown) }
    }

    /// The numbers of a mode.
    pub const fn of(&self, mode: MarginMode) -> &ModeFigures {
        match mode {
            MarginMode::Isolated => &self.isolated,
            MarginMode::Cross => &self.cross,
        }
    }

    /// Whether a number is too long for two columns on a narrow screen.
    pub fn is_long(&self) -> bool {
        let of_mode = |mode: &ModeFigures| mode.figures.iter().any(|figure| length(figure) > 11);
        self.longest_price() > 9 || of_mode(&self.isolated) || of_mode(&self.cross)
    }

    /// Whether a liquidation price is too long for the size it is usually set in.
    pub fn is_huge(&self) -> bool {
        self.longest_price() > 12
    }

    fn longest_price(&self) -> usize {
        let price = |mode: &ModeFigures| length(mode.figure(Measure::LiquidationPrice));
        price(&self.isolated).max(price(&self.cross))
    }

    /// The sentence as plain text.
    pub fn sentence(&self, speaker: Speaker<'_>) -> String {
        let half = |mode: &ModeFigures| -> String {
            speaker
                .words
                .pieces(mode.clause)
                .map(|piece| match piece {
                    Piece::Text(words) | Piece::Marked(_, words) => words.to_owned(),
                    Piece::Parameter(name) => measure_of(mode.clause, name)
                        .map(|measure| mode.figure(measure).brief.clone())
                        .unwrap_or_default(),
                })
                .collect()
        };
        speaker
            .words
            .fill(Message::ShortSentence, &[("isolated", &half(&self.isolated)), ("cross", &half(&self.cross))])
    }
}

fn length(figure: &Figure) -> usize {
    figure.full.chars().count()
}

/// Which number a parameter of a clause is.
pub fn measure_of(clause: Message, name: &str) -> Option<Measure> {
    let gone = [Message::IsolatedGone, Message::CrossGone].contains(&clause);
    match name {
        "distance" => Some(Measure::Distance),
        "price" => Some(Measure::LiquidationPrice),
        // Once it has happened, it is no longer the most that could be lost but what was.
        "loss" if gone => Some(Measure::Loss),
        "loss" => Some(Measure::MaxLoss),
        "below" => Some(Measure::DistanceBelow),
        "above" => Some(Measure::DistanceAbove),
        _ => None,
    }
}

/// How numbers of an outcome are shown.
struct Shown<'a> {
    /// What the position was opened with.
    opened_with: Decimal,
    /// The coin of its amounts.
    coin: &'a str,
    speaker: Speaker<'a>,
}

fn mode(outcome: &Outcome, risk: String, shown: &Shown<'_>) -> ModeFigures {
    ModeFigures {
        figures: Measure::ALL.map(|measure| figure(outcome, measure, shown)),
        clause: clause(outcome),
        status: outcome.status,
        beneath: beneath(outcome),
        ratio: ratio_of(outcome),
        risk,
    }
}

fn figure(outcome: &Outcome, measure: Measure, shown: &Shown<'_>) -> Figure {
    let Shown { opened_with, coin, speaker } = *shown;
    // A position that is gone wins and loses no more: nothing of it moves with the mark.
    let is_gone = outcome.status == Status::Liquidated;
    match measure {
        Measure::UnrealizedPnl if is_gone => profit(-outcome.loss, coin, speaker),
        Measure::Roe if is_gone => ratio((-outcome.loss).checked_div(opened_with), Sign::Always, speaker),
        Measure::LiquidationPrice => price(outcome.side, outcome.liquidation, Message::Never, speaker),
        Measure::BankruptcyPrice => price(outcome.side, outcome.bankruptcy, Message::None, speaker),
        Measure::Distance => distance(outcome.liquidation, speaker),
        Measure::DistanceBelow => distance(outcome.pair.below, speaker),
        Measure::DistanceAbove => distance(outcome.pair.above, speaker),
        Measure::MarginRatio => margin_ratio(ratio_of(outcome), speaker),
        Measure::Roe => ratio(outcome.roe, Sign::Always, speaker),
        Measure::UnrealizedPnl => profit(outcome.unrealized_pnl, coin, speaker),
        Measure::Loss => money(outcome.loss, coin, speaker),
        Measure::BalanceAfter => money(outcome.balance_after, coin, speaker),
        Measure::MaxLoss => money(outcome.max_loss, coin, speaker),
        Measure::BalanceAtWorst => money(outcome.balance_at_worst, coin, speaker),
    }
}

fn ratio_of(outcome: &Outcome) -> Option<Decimal> {
    outcome.margin_ratio.filter(|_| outcome.status == Status::Open)
}

fn beneath(outcome: &Outcome) -> Message {
    match outcome.liquidation {
        Liquidation::Now => Message::NowReason,
        Liquidation::Never(reason) => never_reason(outcome.mode, reason),
        Liquidation::At { distance, .. } if distance.is_zero() => Message::AtMark,
        Liquidation::At { distance, .. } => match (distance.is_sign_negative(), outcome.status) {
            (true, Status::Open) => Message::BelowMark,
            (false, Status::Open) => Message::AboveMark,
            (_, Status::Liquidated) => Message::Passed,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Locale;
    use crate::position::Field;
    use crate::words::Catalogue;
    use margin_core::parse;

    fn figures(state: &State) -> Figures {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let reading = Reading::new(&std::sync::Arc::new(state.clone()), state.inputs.mark_price());
        Figures::new(&reading, Speaker { words: &words, locale: &locale })
    }

    fn sentence(state: &State) -> String {
        let (words, locale) = (Catalogue::english(), Locale::english());
        figures(state).sentence(Speaker { words: &words, locale: &locale }).replace('\u{a0}', " ")
    }

    #[test]
    fn the_sentence_of_every_kind_of_state() {
        for (state, said) in [
            (
                State::opening(),
                "A fall of 9.6% ends the isolated position and costs 100 USDT. In cross it is never liquidated, and can lose 1,000 USDT.",
            ),
            (
                State::opening().short(),
                "A rise of 9.6% ends the isolated position and costs 100 USDT. In cross it takes a rise of 198.8%, and costs 2,000 USDT.",
            ),
            (
                State::with(&[(Field::Size, "10000")]),
                "A fall of 9.6% ends the isolated position and costs 1,000 USDT. In cross it takes a fall of 19.7%, and costs 2,000 USDT.",
            ),
            (
                State::with(&[(Field::Leverage, "1")]),
                "The isolated position is never liquidated, and can lose 1,000 USDT. In cross it is never liquidated, and can lose 1,000 USDT.",
            ),
            (
                State::with(&[(Field::Mark, "54000")]),
                "The isolated position was liquidated at 54,216.90, and lost 100 USDT. In cross it is never liquidated, and can lose 1,000 USDT.",
            ),
            (
                State::flat("0.2"),
                "The isolated position would be liquidated at once, and cost 100 USD. In cross it is never liquidated, and can lose 1,000 USD.",
            ),
        ] {
            assert_eq!(sentence(&state), said);
        }
    }

    #[test]
    fn exact_values_are_plain_and_words_where_there_is_no_number() {
        let figures = figures(&State::opening());
        for measure in Measure::ALL {
            for mode in [&figures.isolated, &figures.cross] {
                let exact = &mode.figure(measure).exact;
                assert!(
                    matches!(exact.as_str(), "never" | "now" | "undefined") || parse(exact).is_ok(),
                    "{measure:?} {exact}"
                );
                assert!(!mode.figure(measure).full.is_empty() && !mode.figure(measure).brief.is_empty());
            }
        }
        assert_eq!(figures.isolated.figure(Measure::Distance).full, "9.64%");
        assert_eq!(figures.cross.figure(Measure::BankruptcyPrice).exact, "never");
    }

    #[test]
    fn an_undefined_ratio_is_a_dash() {
        let gone = figures(&State::with(&[(Field::Mark, "53000")]));
        assert_eq!(gone.isolated.figure(Measure::MarginRatio).exact, "undefined");
        assert_eq!(gone.isolated.ratio, None);
        assert_eq!(gone.isolated.status, Status::Liquidated);
    }

    #[test]
    fn no_number_of_a_liquidated_position_runs_on() {
        let at = |mark: &str| {
            figures(&State::with(&[
                (Field::Leverage, "20"),
                (Field::Size, "20000"),
                (Field::Wallet, "1350"),
                (Field::Mark, mark),
            ]))
        };
        let gone = at("55000");
        let shown = |mode: &ModeFigures, measure| mode.figure(measure).full.clone();
        assert_eq!(shown(&gone.isolated, Measure::UnrealizedPnl), "−1,000.00");
        assert_eq!(shown(&gone.isolated, Measure::Roe), "−100.0%");
        assert_eq!(shown(&gone.isolated, Measure::MarginRatio), "\u{2013}");
        // The whole wallet, of an initial margin of 1,000.
        assert_eq!(shown(&gone.cross, Measure::UnrealizedPnl), "−1,350.00");
        assert_eq!(shown(&gone.cross, Measure::Roe), "−135.0%");
        let further = at("40000");
        for measure in Measure::ALL {
            for mode in [MarginMode::Isolated, MarginMode::Cross] {
                // The distance is that of the mark itself.
                if !matches!(measure, Measure::Distance | Measure::DistanceBelow | Measure::DistanceAbove) {
                    assert_eq!(further.of(mode).figure(measure), gone.of(mode).figure(measure), "{measure:?} {mode:?}");
                }
            }
        }
    }

    #[test]
    fn small_distances_keep_a_figure() {
        let close = figures(&State::with(&[(Field::Mark, "54217")]));
        let distance = close.isolated.figure(Measure::Distance);
        assert_eq!((distance.full.as_str(), distance.brief.as_str()), ("0.00024%", "0.0002%"));
    }
}
