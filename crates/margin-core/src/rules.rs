//! What venues do differently, as values: the solver has no branch for a venue.
//!
//! The default of every rule is the generic venue: maintenance at the mark price, marginal tiers by
//! value, no closing fee in the requirement, all unrealised profit counted, each hedged leg charged
//! on its own, and everything forfeited at liquidation. A position is liquidated whole; ladders, in
//! which a venue cuts it down step by step, have their place here when they come.

use crate::decimal::{Checked, Decimal, divide_down, divide_up};
use crate::error::Result;
use crate::position::Side;

/// The price at which a position's value is taken for the requirement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MaintenanceBasis {
    /// The mark price: the requirement moves with the market.
    #[default]
    Mark,
    /// The entry price: the requirement stays.
    Entry,
}

/// How a tier's rate is applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TierForm {
    /// `rate·V − deduction`, continuous across floors.
    #[default]
    Marginal,
    /// `rate·V` with the rate of the whole position's tier: the requirement jumps just past a floor.
    Whole,
}

/// What a tier's floor counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TierBasis {
    /// The position's value, in the settlement currency.
    #[default]
    Value,
    /// The position's size, which does not move with the price.
    Size,
}

/// Whether the fee of closing the position is part of the requirement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClosingFee {
    /// It is not.
    #[default]
    None,
    /// `closing fee · V(P)` is added, at the price in question on either basis.
    Maintenance,
}

/// What unrealised profit of cross positions in other markets counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OthersPnl {
    /// All of it.
    #[default]
    Full,
    /// Losses alone: each position's `min(0, profit)`.
    Losses,
}

/// How the two cross legs of one market are charged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HedgedMaintenance {
    /// Each its own.
    #[default]
    Each,
    /// The larger of the two alone.
    Larger,
    /// The difference between them.
    Net,
}

/// The price of the initial margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InitialBasis {
    /// The entry price.
    #[default]
    Entry,
    /// The mark price.
    Mark,
}

/// What becomes of the margin that is left at liquidation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OnLiquidation {
    /// It is lost.
    #[default]
    Forfeit,
    /// It is returned, less the market's liquidation fee.
    Residual,
}

/// What one margin mode covers in a living account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ModeScope {
    /// All positions of one market.
    #[default]
    Market,
    /// One position: the mode chosen for a market is that of the next position opened in it.
    Position,
    /// All positions of the account.
    Account,
}

/// When a margin mode may change in a living account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ModeChange {
    /// While no position is open in its scope.
    #[default]
    NoPosition,
    /// Also with positions open, where the account covers them in the other mode.
    IfCovered,
}

/// Whether leverage may be lowered with an isolated position open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LeverageChange {
    /// It may.
    #[default]
    Any,
    /// It may be raised alone.
    RaiseOnly,
}

/// What margin that was added to an isolated position after its opening counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AddedMargin {
    /// All of it.
    #[default]
    Full,
    /// `added / (1 + s·closing fee)`. Where the fee of closing at the bankruptcy price is a part of the
    /// margin and of the requirement, it cancels as long as nothing is added: what is added moves that
    /// price, and with it the fee that is set aside.
    FeeReserve,
}

/// How the liquidation price is shown. The exact price is always given beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PriceRounding {
    /// As it is.
    None,
    /// To the tick, on the careful side: a price below the mark up, one above it down.
    #[default]
    TowardMark,
    /// Down to the tick.
    Floor,
    /// As it is, moved one tick toward the mark.
    OneTickMore,
    /// To the nearest number with so many digits after the point.
    Decimals(u32),
    /// To the nearest number with so many significant digits.
    Significant(u32),
}

/// The rules of a venue. Every combination is valid on its own; tiers by size go with the whole
/// form alone, which a market checks (see [`crate::Market::terms`]).
///
/// ```
/// use margin_core::{MaintenanceBasis, Rules};
///
/// let rules = Rules { maintenance_basis: MaintenanceBasis::Entry, ..Rules::default() };
/// assert_ne!(rules, Rules::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    /// The price at which the requirement takes a position's value.
    pub maintenance_basis: MaintenanceBasis,
    /// How a tier's rate is applied, unless the market says otherwise.
    pub tier_form: TierForm,
    /// What floors count, unless the market says otherwise.
    pub tier_basis: TierBasis,
    /// Whether the closing fee is part of the requirement.
    pub closing_fee: ClosingFee,
    /// What profit in other markets counts.
    pub others_pnl: OthersPnl,
    /// How hedged cross legs are charged.
    pub hedged_maintenance: HedgedMaintenance,
    /// The price of the initial margin.
    pub initial_basis: InitialBasis,
    /// What becomes of the margin that is left at liquidation.
    pub on_liquidation: OnLiquidation,
    /// What margin added to an isolated position later counts.
    pub added_margin: AddedMargin,
    /// How the liquidation price is shown.
    pub price_rounding: PriceRounding,
    /// What one margin mode covers.
    pub mode_scope: ModeScope,
    /// When a margin mode may change.
    pub mode_change: ModeChange,
    /// Whether leverage may be lowered with an isolated position open.
    pub leverage_change: LeverageChange,
    /// What must stay behind an isolated position when margin is removed, as a fraction of its value.
    pub removal_floor: Decimal,
}

impl AddedMargin {
    /// What margin that was added to a position on this side counts, rounded down.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    ///
    /// ```
    /// use margin_core::{AddedMargin, Side, parse};
    ///
    /// let (added, fee) = (parse("50")?, parse("0.25")?);
    /// assert_eq!(AddedMargin::Full.counted(added, Side::Long, fee)?, parse("50")?);
    /// assert_eq!(AddedMargin::FeeReserve.counted(added, Side::Long, fee)?, parse("40")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn counted(self, added: Decimal, side: Side, closing_fee: Decimal) -> Result<Decimal> {
        match (self, side) {
            (Self::Full, _) => Ok(added),
            (Self::FeeReserve, Side::Long) => divide_down(added, Decimal::ONE.plus(closing_fee)?),
            (Self::FeeReserve, Side::Short) => divide_down(added, Decimal::ONE.minus(closing_fee)?),
        }
    }
}

/// The side of the mark on which a price lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PriceSide {
    /// Under the mark.
    Below,
    /// Over the mark.
    Above,
}

impl PriceSide {
    /// The other side.
    pub const fn opposite(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::Above => Self::Below,
        }
    }
}

impl PriceRounding {
    /// The price as the venue shows it. Without a tick size, roundings to the tick change nothing.
    ///
    /// # Errors
    /// `overflow` where the tick count cannot be held.
    ///
    /// ```
    /// use margin_core::{PriceRounding, parse, rules::PriceSide};
    ///
    /// let (price, tick) = (parse("919.0527")?, Some(parse("0.05")?));
    /// assert_eq!(PriceRounding::TowardMark.show(price, PriceSide::Below, tick)?, parse("919.1")?);
    /// assert_eq!(PriceRounding::Floor.show(price, PriceSide::Below, tick)?, parse("919.05")?);
    /// assert_eq!(PriceRounding::Significant(5).show(price, PriceSide::Below, tick)?, parse("919.05")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn show(self, price: Decimal, side: PriceSide, tick_size: Option<Decimal>) -> Result<Decimal> {
        use rust_decimal::RoundingStrategy::MidpointAwayFromZero as Nearest;
        match (self, tick_size) {
            (Self::None, _) | (Self::TowardMark | Self::Floor | Self::OneTickMore, None) => Ok(price),
            (Self::Decimals(places), _) => Ok(price.round_dp_with_strategy(places, Nearest)),
            (Self::Significant(digits), _) => Ok(price.round_sf_with_strategy(digits, Nearest).unwrap_or(price)),
            (Self::Floor, Some(tick)) => divide_down(price, tick)?.floor().times(tick),
            (Self::TowardMark, Some(tick)) => match side {
                PriceSide::Below => divide_up(price, tick)?.ceil().times(tick),
                PriceSide::Above => divide_down(price, tick)?.floor().times(tick),
            },
            (Self::OneTickMore, Some(tick)) => match side {
                PriceSide::Below => price.plus(tick),
                PriceSide::Above => price.minus(tick),
            },
        }
    }
}
