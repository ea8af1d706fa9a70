//! When a position is liquidated: the exact solver.
//!
//! One condition serves both modes, on the positions ("legs") of one market:
//!
//! ```text
//! f(P) = A + Σ profit(P) − Σ maintenance(P),      liquidated when f(P) ≤ 0
//! ```
//!
//! Isolated, `A` is the allocated margin and the leg stands alone. In cross, `A` is the cross
//! collateral with the profit and maintenance of the other markets at their marks, and the legs are
//! all cross positions in this market, at most one a side.
//!
//! Seen from the value of one unit of exposure `x` (the price, or for inverse contracts its
//! reciprocal), every leg is worth `V = Q·x` and `f` is piecewise linear in `x`. Its kinks are where
//! a leg crosses a tier floor; there `V` is the floor itself, so no rounding enters. The solver
//! walks the segments outward from the mark, judges each by its ends, and solves the one in which
//! the sign changes:
//!
//! ```text
//! f(v) = a + b·v,    a = A − Σ σ·V(E) − Σ constant,    b = Σ Q/R·(σ − slope),    v* = −a/b
//! ```
//!
//! `v = R·x` is the value of the larger leg, whose exposure is `R`: measured so, the slopes keep all
//! their digits however small a unit of exposure is. The price is `v*/R`, or `R/v*`. `σ` is +1 for a leg that gains with value (a linear long, an inverse short) and −1 for the
//! others; a leg's requirement is `slope·V + constant` within one tier. Where hedged legs are
//! charged by the larger or by the difference, `f` is the lower of two such lines, and the nearer
//! of their roots is the answer.
//!
//! The result is the solvent interval round the mark. Prices are rounded toward the mark in the
//! last place a decimal holds. The cost is a few operations a tier.

//! `condition` is `f` itself, `walk` finds where it reaches 0, and `screen` says it as a venue would.

mod condition;
mod screen;
mod walk;

use crate::decimal::Decimal;
use crate::position::Side;

pub(crate) use condition::{Condition, Leg};
pub(crate) use screen::Screen;
pub(crate) use walk::{Edge, Solution};

/// Whether, and where, a position is liquidated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Liquidation {
    /// At a price.
    At {
        /// The exact price, rounded toward the mark in the last place that can be held.
        price: Decimal,
        /// The price as the venue shows it.
        shown_price: Decimal,
        /// How far it is from the mark, as a fraction of it: below zero under the mark.
        distance: Decimal,
        /// The tier at that price, from 0; at a jump, the one beyond it.
        tier: usize,
    },
    /// At no price on this side.
    Never(NeverReason),
    /// The position does not hold its maintenance margin as it is.
    Now,
}

/// Why a position is never liquidated on a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NeverReason {
    /// The collateral covers the loss down to a price of 0.
    CollateralCoversLoss,
    /// The collateral covers what an inverse short can lose however far the price rises.
    InverseShortCovered,
    /// Nothing is held in the market.
    NoExposure,
    /// The position does not lose on this side.
    SafeSide,
    /// The price would lie outside 1e-18 … 1e18.
    BeyondAnyPrice,
}

impl NeverReason {
    /// The reason in kebab-case, as the public API prints it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CollateralCoversLoss => "collateral-covers-loss",
            Self::InverseShortCovered => "inverse-short-covered",
            Self::NoExposure => "no-exposure",
            Self::SafeSide => "safe-side",
            Self::BeyondAnyPrice => "beyond-any-price",
        }
    }

    /// Whether the collateral covers all that can be lost.
    pub(crate) const fn is_cover(self) -> bool {
        matches!(self, Self::CollateralCoversLoss | Self::InverseShortCovered)
    }
}

/// Both ends of the solvent interval round the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Under the mark.
    pub below: Liquidation,
    /// Over the mark.
    pub above: Liquidation,
}

impl Pair {
    /// The end on the side that hurts a position: below for a long, above for a short.
    pub const fn hurting(&self, side: Side) -> Liquidation {
        match side {
            Side::Long => self.below,
            Side::Short => self.above,
        }
    }
}
