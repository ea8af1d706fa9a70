//! The rules under which vectors are read whose venue has no value of its own in the crate.

use margin_core::{Basis, ClosingFee, OthersPnl, PriceRounding, Rules};

/// The requirement at the mark, prices as they are.
pub(crate) fn at_the_mark() -> Rules {
    Rules { price_rounding: PriceRounding::None, ..Rules::default() }
}

/// The requirement at the entry, prices to the tick toward the mark: KuCoin,
/// Delta, and the formulas of most older help pages.
pub(crate) fn at_the_entry() -> Rules {
    Rules { maintenance_basis: Basis::Entry, others_pnl: OthersPnl::Losses, ..Rules::default() }
}

/// The closing fee beside the maintenance margin: Phemex.
pub(crate) fn with_closing_fee() -> Rules {
    Rules { closing_fee: ClosingFee::Maintenance, ..at_the_mark() }
}
