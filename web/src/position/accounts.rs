//! The position as accounts: what Account goes on with where the reader has made nothing of it yet.

use super::State;
use super::link::escaped;
use margin_core::account::BOOKED_PLACES;
use margin_core::{Contract, Decimal, Status, plain};
use margin_venues::{Listed, Source, listed_venue, same_money};
use rust_decimal::RoundingStrategy::{AwayFromZero, MidpointAwayFromZero, ToZero};

/// Returns whether an account can hold a market: its wallet is in dollars.
pub fn is_in_dollars(listed: &Listed) -> bool {
    listed.contract() == Contract::Linear && same_money(&listed.settle, "USD")
}

/// Returns the fragment of a link of Account, without its `#`: the position in an isolated account and in a cross one of
/// the same wallet. Nothing where an account cannot hold it: a market of no venue, or one that is not settled in
/// dollars; and a position that its mark has ended already.
///
/// Accounts book to [`BOOKED_PLACES`] places. 1,000 USD at 60,000 are 0.016666666666 BTC there, and 0.016666666666 ×
/// 60,000 = 999.99999996 USD.
pub fn accounts(state: &State) -> Option<String> {
    let State { id, listed, inputs } = state;
    let venue = match id.source {
        Source::Venue(venue) => listed_venue(venue.code).filter(|_| is_in_dollars(listed))?,
        Source::Own | Source::Flat => return None,
    };
    let held = state.held().ok()?;
    if [held.isolated, held.cross].iter().any(|fate| fate.outcome.status != Status::Open) {
        return None;
    }
    let booked = |value: Decimal, rounding| value.round_dp_with_strategy(BOOKED_PLACES, rounding).normalize();
    let wallet = booked(inputs.wallet, ToZero);
    let size = booked(held.contracts, ToZero);
    let value = listed.market.exposure(size).ok()?.checked_mul(inputs.entry)?;
    let value = plain(booked(value, MidpointAwayFromZero));
    let margin = plain(booked(held.isolated.backing, AwayFromZero).min(wallet));
    let (symbol, side, size, wallet) = (escaped(&id.symbol), inputs.side.as_str(), plain(size), plain(wallet));
    let (leverage, mark) = (plain(inputs.leverage), plain(inputs.mark_price()));
    let mut link = ["a1&venue=", venue.code, "&", &symbol, "=", &mark].concat();
    for (letter, mode, margin) in [("a", "isolated", &*[":", &margin].concat()), ("b", "cross", "")] {
        for part in [
            [letter, ".wallet=", &wallet].concat(),
            [letter, ".", &symbol, "=", mode, ":", &leverage].concat(),
            [letter, ".1=", &symbol, ":", side, ":", &size, ":", &value, margin].concat(),
        ] {
            link.push('&');
            link.push_str(&part);
        }
    }
    link.push_str(&["&table=", &listed.date].concat());
    Some(link)
}
