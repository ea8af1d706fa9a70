//! What venues do differently, as values: the solver has no branch for a venue.
//!
//! The default of every rule is the generic venue: maintenance at the mark price and initial margin at the
//! entry, marginal tiers by value, no closing fee in the requirement, all unrealised profit counted, each
//! hedged leg charged on its own, and everything forfeited at liquidation. A position is liquidated whole; ladders, in
//! which a venue cuts it down step by step, have their place here when they come.

use crate::bounds;
use crate::contract::Contract;
use crate::decimal::{Checked, Decimal, divide_down};
use crate::error::Result;
use crate::position::{MarginMode, Side};
pub use crate::rounding::{PriceRounding, PriceSide};

/// The price at which a position's value is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The mark price: the figure moves with the market.
    Mark,
    /// The entry price: the figure stays.
    Entry,
    /// The entry price of an isolated position, the mark price in cross.
    EntryIfIsolated,
    /// The mark price for inverse contracts, the entry price for all others.
    EntryUnlessInverse,
}

impl Basis {
    /// Returns whether the value is taken at the entry price.
    ///
    /// ```
    /// use margin_core::{Basis, Contract, MarginMode};
    ///
    /// assert!(Basis::EntryUnlessInverse.is_entry(Contract::Linear, MarginMode::Cross));
    /// assert!(!Basis::EntryIfIsolated.is_entry(Contract::Linear, MarginMode::Cross));
    /// ```
    pub const fn is_entry(self, contract: Contract, mode: MarginMode) -> bool {
        match self {
            Self::Mark => false,
            Self::Entry => true,
            Self::EntryIfIsolated => matches!(mode, MarginMode::Isolated),
            Self::EntryUnlessInverse => !contract.is_inverse(),
        }
    }
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
    /// It is added in cross alone, and is due at the bankruptcy price, too. An isolated margin holds a reserve for it,
    /// which cancels.
    Cross,
}

/// Whether reported margins, and the margin that the return on equity is a share of, hold a reserve for the closing fee:
/// `closing fee · V(P)` at the price where the initial margin is used up. It changes no liquidation price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReportedReserve {
    /// They do not.
    #[default]
    None,
    /// Initial and maintenance margin do, both at the entry.
    ClosingFee,
    /// The initial margin does, at the mark. The maintenance margin holds the fee itself, as [`ClosingFee::Maintenance`]
    /// says.
    ClosingFeeAtMark,
}

/// What must be free to open a position, beside its initial margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OpeningCost {
    /// Nothing: in cross, the opening fee may come out of what backs the initial margin. Isolated, it is needed, for the
    /// margin is apart.
    Margin,
    /// The opening fee.
    #[default]
    OpeningFee,
    /// The opening fee, and the fee of closing at the same price.
    BothFees,
}

/// What the funding of an isolated position is paid from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FundingSource {
    /// Its margin pays it, and receives what is paid to the position.
    #[default]
    Margin,
    /// The available balance pays and receives it; the margin pays only what that balance cannot.
    AvailableFirst,
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

/// The rules of a venue. Every combination is valid on its own; tiers by size go with the whole
/// form alone, which a market checks (see [`crate::Market::check_rules`]).
///
/// ```
/// use margin_core::{Basis, Rules};
///
/// let rules = Rules { maintenance_basis: Basis::Entry, ..Rules::default() };
/// assert_ne!(rules, Rules::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rules {
    /// The price at which the requirement takes a position's value.
    pub maintenance_basis: Basis,
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
    /// The price at which the initial margin takes a position's value.
    pub initial_basis: Basis,
    /// The price of the initial margin that the return on equity is a share of.
    pub roe_basis: Basis,
    /// Whether reported margins hold a reserve for the closing fee.
    pub reported_reserve: ReportedReserve,
    /// What must be free to open a position, beside its initial margin.
    pub opening_cost: OpeningCost,
    /// What the funding of an isolated position is paid from.
    pub funding_source: FundingSource,
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
    /// What must stay behind the cross positions when the balance is withdrawn, as a fraction of their value.
    pub withdrawal_floor: Decimal,
}

impl Default for Rules {
    /// Returns the rules of the generic venue.
    fn default() -> Self {
        Self {
            maintenance_basis: Basis::Mark,
            tier_form: TierForm::default(),
            tier_basis: TierBasis::default(),
            closing_fee: ClosingFee::default(),
            others_pnl: OthersPnl::default(),
            hedged_maintenance: HedgedMaintenance::default(),
            initial_basis: Basis::Entry,
            roe_basis: Basis::Entry,
            reported_reserve: ReportedReserve::default(),
            opening_cost: OpeningCost::default(),
            funding_source: FundingSource::default(),
            on_liquidation: OnLiquidation::default(),
            added_margin: AddedMargin::default(),
            price_rounding: PriceRounding::default(),
            mode_scope: ModeScope::default(),
            mode_change: ModeChange::default(),
            leverage_change: LeverageChange::default(),
            removal_floor: Decimal::ZERO,
            withdrawal_floor: Decimal::ZERO,
        }
    }
}

impl Rules {
    /// Refuses floors that are no rates.
    pub(crate) fn check(&self) -> Result<()> {
        bounds::RATE.check("rules.removal_floor", self.removal_floor)?;
        bounds::RATE.check("rules.withdrawal_floor", self.withdrawal_floor)?;
        Ok(())
    }

    /// Whether a position is charged otherwise isolated than in cross.
    pub(crate) fn depend_on_mode(&self) -> bool {
        let by_mode = |basis| basis == Basis::EntryIfIsolated;
        self.closing_fee == ClosingFee::Cross
            || by_mode(self.maintenance_basis)
            || by_mode(self.initial_basis)
            || by_mode(self.roe_basis)
    }
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
