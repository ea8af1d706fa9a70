//! A venue's rules in words, and what must be said beside its numbers.

use crate::words::{Message, Speaker};
use margin_core::{
    ClosingFee, Contract, Decimal, MarginMode, OnLiquidation, OthersPnl, PriceRounding, TierBasis, TierForm,
};
use margin_venues::{Caveat, Listed};

/// Every rule that moves a number of this page, as a sentence each, always in this order.
pub fn statements(listed: &Listed, speaker: Speaker<'_>) -> Vec<String> {
    let rules = &listed.venue.rules;
    let text = |message: Message| speaker.words.text(message).to_owned();
    let of_coin = |message: Message| speaker.words.fill(message, &[("coin", &listed.settle)]);
    let of_rate = |message: Message, rate: Decimal| speaker.words.fill(message, &[("fee", &speaker.rate(rate))]);
    vec![
        match listed.contract() {
            Contract::Linear => of_coin(Message::RuleLinear),
            Contract::Inverse => of_coin(Message::RuleInverse),
            Contract::Quanto => of_coin(Message::RuleQuanto),
        },
        // No venue's maintenance depends on the mode.
        text(match rules.maintenance_basis.is_entry(listed.contract(), MarginMode::Cross) {
            false => Message::RuleBasisMark,
            true => Message::RuleBasisEntry,
        }),
        text(match listed.tier_form() {
            TierForm::Marginal => Message::RuleFormMarginal,
            TierForm::Whole => Message::RuleFormWhole,
        }),
        text(match listed.tier_basis() {
            TierBasis::Value => Message::RuleByValue,
            TierBasis::Size => Message::RuleBySize,
        }),
        match (rules.closing_fee, listed.market.closing_fee()) {
            (ClosingFee::None, _) => text(Message::RuleFeeNone),
            (ClosingFee::Maintenance, fee) if fee.is_zero() => text(Message::RuleFeeUnknown),
            (ClosingFee::Maintenance, fee) => of_rate(Message::RuleFee, fee),
            (ClosingFee::Cross, fee) => of_rate(Message::RuleFeeInCross, fee),
        },
        text(match rules.others_pnl {
            OthersPnl::Full => Message::RuleOthersFull,
            OthersPnl::Losses => Message::RuleOthersLosses,
        }),
        match (rules.on_liquidation, listed.market.liquidation_fee()) {
            (OnLiquidation::Forfeit, _) => text(Message::RuleForfeit),
            (OnLiquidation::Residual, fee) if fee.is_zero() => text(Message::RuleResidual),
            (OnLiquidation::Residual, fee) => of_rate(Message::RuleResidualFee, fee),
        },
        rounding(rules.price_rounding, listed.market.tick_size().is_some(), speaker),
    ]
}

fn rounding(rounding: PriceRounding, has_tick: bool, speaker: Speaker<'_>) -> String {
    let counted = |message: Message, count: u32| {
        speaker.words.fill(message, &[("count", &speaker.locale.exact(Decimal::from(count)))])
    };
    let message = match rounding {
        PriceRounding::Decimals(_) if has_tick => Message::RulePriceNearest,
        PriceRounding::Decimals(places) => return counted(Message::RulePriceDecimals, places),
        PriceRounding::Significant(digits) => return counted(Message::RulePriceSignificant, digits),
        PriceRounding::None => Message::RulePriceAsIs,
        _ if !has_tick => Message::RulePriceNoTick,
        PriceRounding::TowardMark => Message::RulePriceTick,
        PriceRounding::Floor => Message::RulePriceFloor,
        PriceRounding::OneTickMore => Message::RulePriceMore,
    };
    speaker.words.text(message).to_owned()
}

/// The statements of one market that are not those of another.
pub fn differences(listed: &Listed, from: &Listed, speaker: Speaker<'_>) -> Vec<String> {
    let others = statements(from, speaker);
    statements(listed, speaker)
        .into_iter()
        .zip(others)
        .filter(|(own, other)| own != other)
        .map(|(own, _)| own)
        .collect()
}

/// What must be said beside the numbers of a venue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// What was not confirmed.
    pub unconfirmed: Vec<String>,
    /// What the venue does, and the model does not.
    pub unsupported: Vec<String>,
    /// What the numbers take for granted.
    pub assumed: Vec<String>,
}

impl Remarks {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.unconfirmed.len() + self.unsupported.len() + self.assumed.len()
    }
}

/// The remarks on a venue.
pub fn remarks(listed: &Listed, speaker: Speaker<'_>) -> Remarks {
    let said = |caveats: &[Caveat]| caveats.iter().map(|caveat| said(*caveat, speaker)).collect();
    let venue = listed.venue;
    Remarks {
        unconfirmed: said(venue.unconfirmed),
        unsupported: said(venue.unsupported),
        assumed: said(venue.assumptions),
    }
}

/// A caveat in words. One that has come since and has none yet is named by its code: it is never left out.
fn said(caveat: Caveat, speaker: Speaker<'_>) -> String {
    let message = match caveat {
        Caveat::TickDirection => Message::CaveatTickDirection,
        Caveat::ModeChanges => Message::CaveatModeChanges,
        Caveat::HedgedOffset => Message::CaveatHedgedOffset,
        Caveat::HedgedInOneTier => Message::CaveatHedgedInOneTier,
        Caveat::FloorsInQuote => Message::CaveatFloorsInQuote,
        Caveat::StepsContinued => Message::CaveatStepsContinued,
        Caveat::RowsInferred => Message::CaveatRowsInferred,
        Caveat::RowsOfTestNetwork => Message::CaveatRowsOfTestNetwork,
        Caveat::TiersBeyondTheFirst => Message::CaveatTiersBeyondTheFirst,
        Caveat::TablesOfASample => Message::CaveatTablesOfASample,
        Caveat::MarginOfReturn => Message::CaveatMarginOfReturn,
        Caveat::SourceOfFunding => Message::CaveatSourceOfFunding,
        Caveat::ReserveOfLongs => Message::CaveatReserveOfLongs,
        Caveat::MaintenanceHeldStill => Message::CaveatMaintenanceHeldStill,
        Caveat::AddedMarginOfLinear => Message::CaveatAddedMarginOfLinear,
        Caveat::WholeSettlementUnits => Message::CaveatWholeSettlementUnits,
        Caveat::FifthFirst => Message::CaveatFifthFirst,
        Caveat::InitialMarginByOpenInterest => Message::CaveatInitialMarginByOpenInterest,
        Caveat::SeveralCollaterals => Message::CaveatSeveralCollaterals,
        Caveat::CrossPerWallet => Message::CaveatCrossPerWallet,
        Caveat::IsolatedIsAnAccount => Message::CaveatIsolatedIsAnAccount,
        Caveat::IsolatedOnlyMarkets => Message::CaveatIsolatedOnlyMarkets,
        Caveat::WholeLiquidation => Message::CaveatWholeLiquidation,
        Caveat::OpenOrdersIgnored => Message::CaveatOpenOrdersIgnored,
        Caveat::OracleIsMark => Message::CaveatOracleIsMark,
        Caveat::RateFromLeverage => Message::CaveatRateFromLeverage,
        Caveat::LargestLiquidationFee => Message::CaveatLargestLiquidationFee,
        Caveat::MarginRatioReversed => Message::CaveatMarginRatioReversed,
        Caveat::FeeReserveCancels => Message::CaveatFeeReserveCancels,
        other => return speaker.words.fill(Message::CaveatOther, &[("code", other.as_str())]),
    };
    speaker.words.text(message).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::files::tests::all;
    use crate::number::Locale;
    use crate::words::Catalogue;
    use margin_venues::MarketId;

    #[test]
    fn what_differs_is_said_and_nothing_else() {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        let catalogue = all();
        let id = MarketId::opening();
        let btc = catalogue.find(&id).unwrap();
        let peers = catalogue.peers(&id, &btc);
        let of = |code: &str| {
            let (_, peer) = peers.iter().find(|(_, peer)| peer.venue.code == code).unwrap();
            differences(peer, &btc, speaker).join(" ")
        };
        assert_eq!(of("binance-usdm"), "");
        assert_eq!(
            of("okx"),
            "The whole position has the rate of its tier. \
             Tiers go by the number of contracts, so the price does not change them. \
             A closing fee of 0.05% on top of maintenance. Isolated, the price is shown one tick nearer to the mark."
        );
        assert!(of("bitmex").starts_with("Inverse, paid in XBT"), "{}", of("bitmex"));
        assert!(of("dydx-v4").contains("comes back, less 1.50% of the value."), "{}", of("dydx-v4"));
    }

    #[test]
    fn every_caveat_of_every_venue_is_said_in_words() {
        let (words, locale) = (Catalogue::english(), Locale::english());
        let speaker = Speaker { words: &words, locale: &locale };
        for venue in margin_venues::VENUES {
            for caveat in [venue.unconfirmed, venue.unsupported, venue.assumptions].concat() {
                assert_ne!(said(caveat, speaker), caveat.as_str(), "{}", venue.code);
            }
        }
    }
}
