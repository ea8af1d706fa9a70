//! What a reader must know beside a venue's numbers, as stable codes that a face puts into words.

/// Something about a venue that was not confirmed, that the model does not do, or that it assumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Caveat {
    // Not confirmed.
    /// Whether margin that is added to a linear position counts as it does to an inverse one.
    AddedMarginOfLinear,
    /// To which side a shown price is rounded to the tick.
    TickDirection,
    /// When the margin mode, or the leverage, may be changed.
    ModeChanges,
    /// How two legs of one market are set off against each other in cross; each is charged on its own.
    HedgedOffset,
    /// How two legs of one market share a tier in cross; each is charged in its own.
    HedgedInOneTier,
    /// That the floors of linear markets count the quote currency: it follows from their size, no page says it.
    FloorsInQuote,
    /// How far the steps of a table of base and step go on; they are expanded until the whole value is asked for.
    StepsContinued,
    /// What follows the first tier: it alone is known.
    TiersBeyondTheFirst,
    /// That the tables are those in force: they are from a sample that ships with the venue's program.
    TablesOfASample,
    /// Some rows of its tables: they were not read, and follow from those round them.
    RowsInferred,
    /// Some rows of its newest table: they were read on the venue's test network.
    RowsOfTestNetwork,
    /// Which initial margin a return on equity is a share of.
    MarginOfReturn,
    /// What the funding of an isolated position is paid from; its margin is taken here.
    SourceOfFunding,
    /// At which price the closing fee in the initial margin of a long is taken: it was seen on a short.
    ReserveOfLongs,

    // Done by the venue, not by the model.
    /// What moves with the mark, and what is booked, is a whole number of the coin's smallest unit, too.
    WholeSettlementUnits,
    /// In cross, the maintenance margin is held still at its value at the mark when a liquidation price is shown.
    MaintenanceHeldStill,
    /// A fifth of a large position is liquidated first.
    FifthFirst,
    /// The initial margin rises with the open interest of the market.
    InitialMarginByOpenInterest,
    /// Several coins may back one account.
    SeveralCollaterals,
    /// Cross positions share a wallet for each coin, not one account.
    CrossPerWallet,
    /// An isolated position is an account of its own.
    IsolatedIsAnAccount,
    /// Some markets are offered in isolated margin alone.
    IsolatedOnlyMarkets,

    // Assumed.
    /// A position is liquidated whole; the venue cuts a large one down step by step first.
    WholeLiquidation,
    /// Open orders hold no margin.
    OpenOrdersIgnored,
    /// The mark price is the venue's oracle price.
    OracleIsMark,
    /// The maintenance rate is half of the initial rate at the largest leverage; it is not published.
    RateFromLeverage,
    /// Liquidation costs the most that it may.
    LargestLiquidationFee,
    /// The fee reserve counts on both sides of the requirement, and so cancels.
    FeeReserveCancels,
    /// The margin ratio is maintenance margin over margin balance; the venue's own is the reverse of it, and falls.
    MarginRatioReversed,
}

impl Caveat {
    /// The code in kebab-case, as the public API prints it.
    ///
    /// ```
    /// assert_eq!(margin_venues::Caveat::WholeLiquidation.as_str(), "whole-liquidation");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AddedMarginOfLinear => "added-margin-of-linear",
            Self::TickDirection => "tick-direction",
            Self::ModeChanges => "mode-changes",
            Self::HedgedOffset => "hedged-offset",
            Self::HedgedInOneTier => "hedged-in-one-tier",
            Self::FloorsInQuote => "floors-in-quote",
            Self::StepsContinued => "steps-continued",
            Self::RowsInferred => "rows-inferred",
            Self::RowsOfTestNetwork => "rows-of-test-network",
            Self::TiersBeyondTheFirst => "tiers-beyond-the-first",
            Self::TablesOfASample => "tables-of-a-sample",
            Self::MarginOfReturn => "margin-of-return",
            Self::SourceOfFunding => "source-of-funding",
            Self::ReserveOfLongs => "reserve-of-longs",
            Self::WholeSettlementUnits => "whole-settlement-units",
            Self::MaintenanceHeldStill => "maintenance-held-still",
            Self::FifthFirst => "fifth-first",
            Self::InitialMarginByOpenInterest => "initial-margin-by-open-interest",
            Self::SeveralCollaterals => "several-collaterals",
            Self::CrossPerWallet => "cross-per-wallet",
            Self::IsolatedIsAnAccount => "isolated-is-an-account",
            Self::IsolatedOnlyMarkets => "isolated-only-markets",
            Self::WholeLiquidation => "whole-liquidation",
            Self::OpenOrdersIgnored => "open-orders-ignored",
            Self::OracleIsMark => "oracle-is-mark",
            Self::RateFromLeverage => "rate-from-leverage",
            Self::LargestLiquidationFee => "largest-liquidation-fee",
            Self::FeeReserveCancels => "fee-reserve-cancels",
            Self::MarginRatioReversed => "margin-ratio-reversed",
        }
    }
}
