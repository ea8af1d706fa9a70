//! All that the page shows of one state, made at once: so no two places of it can differ.

use super::market::{ModeView, TierView, both, brief, rules_dated, tiers};
use super::rows::{Row, rows, span};
use crate::figure::{Figure, distance, price, same};
use crate::market::Load;
use crate::market::say::{dated, is_old, kind, tier_head, title};
use crate::number::{Rounding, Sign, significant_places};
use crate::position::say::{clause, coins, unit_name};
use crate::position::{Fate, Held, Inputs, NotHeld, State};
use crate::words::{Message, Said, Speaker};
use margin_core::{MarginMode, SizeUnit, plain};
use margin_venues::Listed;
use margin_venues::{Catalogue, Peers};

/// Everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The market and its venue.
    pub title: String,
    /// What kind of market it is.
    pub kind: String,
    /// Of which day its table is, and how old where it is old.
    pub dated: String,
    /// Whether it is old.
    pub is_old: bool,
    /// Where it was read.
    pub origin: String,
    /// When its rules were read.
    pub rules_dated: String,
    /// The sentence, in parts.
    pub sentence: Vec<Said>,
    /// What becomes of the position: isolated, cross.
    pub modes: Option<Box<[ModeView; 2]>>,
    /// The size in each unit, in the order of [`SizeUnit::ALL`].
    pub sizes: [Figure; 3],
    /// The margin that follows the leverage.
    pub margin_is: String,
    /// The wallet in the settlement coin; empty where it is in it already.
    pub wallet_is: String,
    /// The head of the column of floors.
    pub tier_head: String,
    /// The tiers.
    pub tiers: Vec<TierView>,
    /// Whether the venue has more of them.
    pub is_partial: bool,
    /// The venues.
    pub rows: Vec<Row>,
    /// How far they are apart.
    pub span: String,
}

impl Screen {
    /// Of a state.
    pub fn new(
        state: &State,
        peers: &Peers,
        catalogue: &Catalogue,
        load: impl Fn(usize) -> Load,
        speaker: Speaker<'_>,
    ) -> Self {
        let State { listed, inputs, .. } = state;
        let held = state.held();
        let rows = rows(state, peers, catalogue, load, speaker);
        let sizes = SizeUnit::ALL.map(|unit| {
            let size = inputs.size_in(listed, unit);
            // Six figures are enough to recognise it by; exactly, it stands beside.
            let places = significant_places(size, 6, 0);
            let number = speaker.locale.number(size, 0, places, Rounding::Down, Sign::Negative);
            let text = speaker.locale.with_unit(&number, unit_name(unit, listed, speaker));
            Figure { exact: plain(size), ..same("", &text) }
        });
        Self {
            title: title(listed, speaker),
            kind: kind(listed, speaker),
            dated: dated(listed, catalogue.today(), speaker),
            is_old: is_old(listed, catalogue.today()),
            origin: if listed.origin.is_empty() {
                String::new()
            } else {
                speaker.words.fill(Message::VenueTableFrom, &[("origin", &listed.origin)])
            },
            rules_dated: rules_dated(listed, speaker),
            sentence: held.as_ref().map(|held| sentence(held, listed, speaker)).unwrap_or_default(),
            modes: held.as_ref().ok().map(|held| {
                Box::new(
                    [MarginMode::Isolated, MarginMode::Cross].map(|mode| ModeView::new(held, mode, listed, speaker)),
                )
            }),
            sizes,
            margin_is: margin_is(held.as_ref(), listed, speaker),
            wallet_is: wallet_is(held.as_ref(), inputs, listed, speaker),
            tier_head: tier_head(listed, speaker),
            tiers: tiers(listed, held.as_ref().ok(), speaker),
            is_partial: listed.is_partial,
            span: span(&rows, speaker),
            rows: rows.into_iter().map(|(row, _)| row).collect(),
        }
    }

    /// The sentence as plain text.
    pub fn said(&self) -> String {
        self.sentence.iter().map(|said| said.text.as_str()).collect()
    }
}

fn margin_is(held: Result<&Held, &NotHeld>, listed: &Listed, speaker: Speaker<'_>) -> String {
    let Ok(held) = held else { return String::new() };
    let (margin, worth) = both(held.isolated.backing, held, listed, speaker);
    if worth.full.is_empty() {
        return speaker.words.fill(Message::VenueMarginIs, &[("margin", &margin.full)]);
    }
    speaker.words.fill(Message::VenueMarginIsBoth, &[("margin", &margin.full), ("quote", &worth.full)])
}

fn wallet_is(held: Result<&Held, &NotHeld>, inputs: &Inputs, listed: &Listed, speaker: Speaker<'_>) -> String {
    let Ok(held) = held else { return String::new() };
    if listed.pays_in_quote() {
        return String::new();
    }
    let wallet = held.counting.from_quote(inputs.wallet).unwrap_or_default();
    speaker.words.fill(Message::VenueWalletIs, &[("wallet", &coins(wallet, &listed.settle, speaker).full)])
}

/// What becomes of the position, in the words of the first page.
fn sentence(held: &Held, listed: &Listed, speaker: Speaker<'_>) -> Vec<Said> {
    let mut parts = Vec::new();
    for fate in [&held.isolated, &held.cross] {
        if !parts.is_empty() {
            parts.push(Said::words(" "));
        }
        parts.extend(speaker.parts(clause(&fate.outcome), |name| number(name, fate, listed, speaker)));
    }
    parts
}

fn number(name: &str, fate: &Fate, listed: &Listed, speaker: Speaker<'_>) -> Said {
    let outcome = &fate.outcome;
    let (code, figure) = match name {
        "distance" => ("distance", distance(outcome.liquidation, speaker)),
        "below" => ("distance-below", distance(outcome.pair.below, speaker)),
        "above" => ("distance-above", distance(outcome.pair.above, speaker)),
        "price" => ("liquidation-price", price(outcome.side, outcome.liquidation, Message::Never, speaker)),
        _ => ("max-loss", brief(outcome.max_loss, listed, speaker)),
    };
    let text = if code == "max-loss" { figure.full } else { figure.brief };
    Said { text, class: "number", field: [outcome.mode.as_str(), ".", code].concat(), exact: figure.exact }
}
