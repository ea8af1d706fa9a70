//! The chosen market on screen: what it is, what becomes of the position in it, and its tiers.

use crate::figure::{Figure, distance, money, never_reason, price, ratio, same};
use crate::number::{Rounding, Sign};
use crate::position::say::coins;
use crate::position::{Fate, Held};
use crate::words::{Message, Speaker};
use margin_core::{Decimal, Liquidation, MarginMode, OnLiquidation, TierForm, plain};
use margin_venues::{Listed, generic};

/// A number with its name. Money stands in the settlement coin and, where that is another coin, in that of the price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name of the number in `data-field`, after the mode's.
    pub code: &'static str,
    /// What it is called.
    pub name: String,
    /// The number.
    pub figure: Figure,
    /// What it is worth in the coin of the price at the mark; empty where it is in that coin.
    pub worth: Figure,
}

/// What becomes of the position in one mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModeView {
    /// Where it is liquidated.
    pub price: Figure,
    /// How far that is.
    pub distance: Figure,
    /// What stands under the price: how far it is, or why there is none.
    pub beneath: String,
    /// The other numbers.
    pub lines: Vec<Line>,
}

impl ModeView {
    /// One mode of a position.
    pub fn new(held: &Held, mode: MarginMode, listed: &Listed, speaker: Speaker<'_>) -> Self {
        let fate = held.fate(mode);
        let outcome = &fate.outcome;
        let line = |code, name: Message, amount: Decimal| {
            let name = speaker.words.text(name).to_owned();
            let (figure, worth) = both(amount, held, listed, speaker);
            Line { code, name, figure, worth }
        };
        let plainly = |code, name: Message, figure: Figure| Line {
            code,
            name: speaker.words.text(name).to_owned(),
            figure,
            worth: Figure::default(),
        };
        let mut lines = vec![
            line("margin", Message::VenueMargin, fate.backing),
            line("maintenance-margin", Message::VenueMaintenance, outcome.maintenance_margin),
            plainly(
                "margin-ratio",
                Message::MarginRatioToLiquidation,
                ratio(outcome.margin_ratio, Sign::Negative, speaker),
            ),
            line("max-loss", Message::MaxLoss, outcome.max_loss),
        ];
        let is_liquidated = matches!(outcome.liquidation, Liquidation::At { .. });
        let there = if is_liquidated { Message::VenueProfitThere } else { Message::VenueProfitWorst };
        lines.push(line("profit-there", there, fate.profit_there));
        lines.push(line("left", Message::VenueLeft, fate.left));
        if listed.venue.rules.on_liquidation == OnLiquidation::Residual && is_liquidated {
            lines.push(line("returned", Message::VenueReturned, fate.returned));
        }
        Self {
            price: price(outcome.side, outcome.liquidation, Message::Never, speaker),
            distance: distance(outcome.liquidation, speaker),
            beneath: beneath(fate, mode, speaker),
            lines,
        }
    }
}

fn beneath(fate: &Fate, mode: MarginMode, speaker: Speaker<'_>) -> String {
    match fate.outcome.liquidation {
        Liquidation::Now => speaker.words.text(Message::NowReason).to_owned(),
        Liquidation::Never(reason) => speaker.words.text(never_reason(mode, reason)).to_owned(),
        at @ Liquidation::At { distance: far, .. } => {
            let side = if far.is_sign_negative() { Message::BelowMark } else { Message::AboveMark };
            speaker.words.fill(side, &[("distance", &distance(at, speaker).full)])
        }
    }
}

/// An amount of the settlement coin, and what it is worth in the coin of the price where that is another.
pub(super) fn both(amount: Decimal, held: &Held, listed: &Listed, speaker: Speaker<'_>) -> (Figure, Figure) {
    let figure = coins(amount, &listed.settle, speaker);
    if listed.pays_in_quote() {
        return (figure, Figure::default());
    }
    let worth = held.counting.in_quote(amount).map(|worth| coins(worth, &listed.quote, speaker));
    (figure, worth.unwrap_or_default())
}

/// When its rules were read; that none were, where it stands on generic ones.
pub(super) fn rules_dated(listed: &Listed, speaker: Speaker<'_>) -> String {
    if listed.venue.rules == generic::VENUE.rules {
        return speaker.words.text(Message::VenueNoRules).to_owned();
    }
    speaker.words.fill(Message::VenueRulesOf, &[("date", &speaker.date(listed.venue.rules_date))])
}

/// A tier that is used: which, by what name of a class, and in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// A class.
    pub class: &'static str,
    /// In words.
    pub text: String,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierView {
    /// From 1.
    pub number: usize,
    /// The same in words.
    pub name: String,
    /// What it covers.
    pub range: String,
    /// Where it begins, exactly.
    pub floor: String,
    /// The rate.
    pub rate: Figure,
    /// What is taken off, in the marginal form; empty where it is nothing.
    pub less: Figure,
    /// The largest leverage.
    pub leverage: Figure,
    /// Where the position is in it.
    pub marks: Vec<Mark>,
}

/// The tiers of a market, with those marked that the position is in.
pub(super) fn tiers(listed: &Listed, held: Option<&Held>, speaker: Speaker<'_>) -> Vec<TierView> {
    let table = listed.market.tiers();
    let number = |value: Decimal| speaker.locale.number(value, 0, 4, Rounding::Nearest, Sign::Negative);
    let marks = |tier: usize| {
        let mut marks = Vec::new();
        let mut mark = |at: Option<usize>, class, message| {
            if at == Some(tier) {
                marks.push(Mark { class, text: speaker.words.text(message).to_owned() });
            }
        };
        mark(held.map(|held| held.tier), "entry", Message::VenueTierEntry);
        mark(held.and_then(|held| held.isolated.tier), "isolated", Message::VenueTierIsolated);
        mark(held.and_then(|held| held.cross.tier), "cross", Message::VenueTierCross);
        marks
    };
    (0..table.len())
        .map(|tier| {
            let row = table.row(tier);
            let end = if tier + 1 < table.len() { Some(table.row(tier + 1).floor) } else { table.end() };
            let from = number(row.floor);
            let range = match end {
                Some(end) => speaker.words.fill(Message::VenueTierTo, &[("from", &from), ("to", &number(end))]),
                None => speaker.words.fill(Message::VenueTierOver, &[("from", &from)]),
            };
            let is_less = listed.tier_form() == TierForm::Marginal && !row.deduction.is_zero();
            let less = speaker.words.fill(Message::VenueTierLess, &[("amount", &number(row.deduction))]);
            TierView {
                number: tier + 1,
                name: speaker.count(tier + 1),
                range,
                floor: plain(row.floor),
                rate: Figure { exact: plain(row.rate), ..same("", &speaker.rate(row.rate)) },
                less: if is_less {
                    Figure { exact: plain(row.deduction), ..same("", &less) }
                } else {
                    Figure::default()
                },
                leverage: leverage(row.max_leverage, speaker),
                marks: marks(tier),
            }
        })
        .collect()
}

/// A largest leverage.
pub(super) fn leverage(most: Option<Decimal>, speaker: Speaker<'_>) -> Figure {
    match most {
        Some(most) => {
            // A fraction that does not end, 100/3, is a limit: it is cut, not rounded.
            let number = speaker.locale.number(most, 0, 2, Rounding::Down, Sign::Negative);
            let text = number + speaker.words.text(Message::UnitLeverage);
            Figure { exact: plain(most), ..same("", &text) }
        }
        None => same("undefined", speaker.words.text(Message::VenueUnknown)),
    }
}

/// An amount as the sentence says it.
pub(super) fn brief(amount: Decimal, listed: &Listed, speaker: Speaker<'_>) -> Figure {
    let figure = coins(amount, &listed.settle, speaker);
    if margin_venues::same_money(&listed.settle, "USD") {
        let text = speaker.locale.with_unit(&speaker.locale.short_money(amount), &listed.settle);
        return Figure { full: text, ..money(amount, &listed.settle, speaker) };
    }
    figure
}
