//! What gives way where the parts of a state are each fine and together are not.

use super::{Field, Held, Inputs, NotHeld, State, limits};
use margin_core::{Amount, Decimal, SizeUnit, TierBasis, bounds};
use rust_decimal::RoundingStrategy;

/// What had to give way so that the rest of a state can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fitted {
    /// The leverage, to the most the market allows at the position's size.
    Leverage,
    /// The size, to the most the table allows and the wallet can hold the margin for.
    Value,
    /// The isolated margin, which follows the leverage again.
    Margin,
}

/// Returns the nearest state that can be held, and what was changed for it: a market with lower limits, or a link whose
/// parts do not go together. What the wallet cannot hold gives way before what the table does not allow, so that no
/// leverage is lowered for a size that there cannot be.
pub fn fitted(state: State) -> (State, Vec<Fitted>) {
    let usual = Inputs::usual(&state.listed);
    fitted_or(state, usual)
}

/// Returns the same; what does not go together at all is the usual position of the market.
pub(super) fn fitted_or(state: State, usual: Inputs) -> (State, Vec<Fitted>) {
    settled(giving_way(state, Vec::new()), usual)
}

/// Returns the same in the order that Compare had in version 1 of its links: the table first.
pub(super) fn fitted_to_table_first(mut state: State, usual: Inputs) -> (State, Vec<Fitted>) {
    let mut changes = Vec::new();
    // With all the money there is, what is refused is the table's to say.
    let rich = |state: &State| {
        let inputs = Inputs { leverage: Decimal::ONE, wallet: bounds::VALUE.maximum, margin: None, ..state.inputs };
        state.with_inputs(inputs)
    };
    if rich(&state).held().err() == Some(NotHeld::Size)
        && let Some(number) = end(&state)
    {
        state.inputs.size = Amount { number, unit: state.inputs.unit };
        changes.push(Fitted::Value);
    }
    let most = limits(&rich(&state), Field::Leverage).maximum;
    if most < state.inputs.leverage {
        state.inputs.leverage = most;
        changes.push(Fitted::Leverage);
    }
    settled(giving_way(state, changes), usual)
}

fn settled((nearest, changes): (State, Vec<Fitted>), usual: Inputs) -> (State, Vec<Fitted>) {
    if nearest.held().is_ok() {
        return (nearest, changes);
    }
    let Inputs { side, unit, .. } = nearest.inputs;
    let usual = Inputs { side, unit, ..usual };
    (giving_way(nearest.with_inputs(usual), Vec::new()).0, vec![Fitted::Value])
}

/// Each number gives way once at the most, but for the size, which can be too large for the wallet and for the table.
const ROUNDS: usize = 5;

fn giving_way(mut state: State, mut changes: Vec<Fitted>) -> (State, Vec<Fitted>) {
    for _ in 0..ROUNDS {
        let change = match state.held() {
            Err(NotHeld::Leverage(most)) => {
                state.inputs.leverage = most;
                Fitted::Leverage
            }
            Err(NotHeld::Size) => {
                let Some(number) = end(&state) else { break };
                state.inputs.size = Amount { number, unit: state.inputs.unit };
                Fitted::Value
            }
            Err(NotHeld::Balance) => {
                let Some(number) = affordable(&state) else { break };
                state.inputs.size = Amount { number, unit: state.inputs.unit };
                Fitted::Value
            }
            Err(NotHeld::Margin) => {
                state.inputs.margin = None;
                Fitted::Margin
            }
            Ok(_) | Err(NotHeld::Range) => break,
        };
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    (state, changes)
}

/// The largest size whose margin at this leverage the wallet holds, in the unit that is shown.
fn affordable(state: &State) -> Option<Decimal> {
    let State { listed, inputs, .. } = state;
    let counting = inputs.counting(listed).ok()?;
    let wallet = counting.from_quote(inputs.wallet).ok()?;
    let worth = counting.in_quote(wallet.checked_mul(inputs.leverage)?).ok()?;
    let size = counting.convert(Amount { number: worth, unit: SizeUnit::Quote }, inputs.unit).ok()?;
    // The product may have been rounded up in its last places; a few fewer digits are nothing to the reader.
    if Held::new(inputs, listed, Amount { number: size, unit: inputs.unit }).err() != Some(NotHeld::Balance) {
        return Some(size);
    }
    const DIGITS: u32 = 8;
    size.round_sf_with_strategy(DIGITS, RoundingStrategy::ToZero)
}

/// The size at which the table ends, in the unit that is shown.
fn end(state: &State) -> Option<Decimal> {
    let end = state.listed.market.tiers().end()?;
    let counting = state.inputs.counting(&state.listed).ok()?;
    let amount = match state.listed.tier_basis() {
        TierBasis::Size => Amount { number: end, unit: SizeUnit::Contracts },
        TierBasis::Value => Amount { number: counting.in_quote(end).ok()?, unit: SizeUnit::Quote },
    };
    counting.convert(amount, state.inputs.unit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::files::TableFile;
    use crate::market::files::tests::{all, content};
    use margin_core::plain;
    use margin_venues::{LISTED_VENUES, MarketId, Source, VenueTables, listed_venue};

    #[test]
    fn what_a_market_cannot_hold_gives_way() {
        let catalogue = all();
        let id = MarketId { source: Source::Venue(listed_venue("dydx-v4").unwrap()), symbol: "MKR-USD".into() };
        let listed = catalogue.find(&id).unwrap();
        let inputs = Inputs { leverage: Decimal::from(50), ..Inputs::usual(&listed) };
        let (state, changes) = fitted(State { id, listed, inputs });
        assert_eq!((state.inputs.leverage, changes), (Decimal::from(5), vec![Fitted::Leverage]));
        for (changes, fits, size, leverage) in [
            (&[(Field::Size, "30000")][..], &[Fitted::Value][..], "20000", "10"),
            (&[(Field::Leverage, "1000")][..], &[Fitted::Leverage][..], "1000", "150"),
            (&[(Field::Margin, "3000")][..], &[Fitted::Margin][..], "1000", "10"),
            (&[(Field::Wallet, "50"), (Field::Margin, "80")][..], &[Fitted::Value, Fitted::Margin][..], "500", "10"),
        ] {
            let (state, gave_way) = fitted(State::with(changes));
            let found = (plain(state.inputs.size.number), plain(state.inputs.leverage));
            assert_eq!((found, gave_way.as_slice()), ((size.to_owned(), leverage.to_owned()), fits), "{changes:?}");
        }
    }

    #[test]
    fn every_market_of_every_venue_holds_some_position() {
        let catalogue = all();
        let opening = State::opening();
        for venue in LISTED_VENUES {
            let text = content(TableFile::of(venue).venue);
            for listing in VenueTables::parse(&text).unwrap().listings() {
                let id = MarketId { source: Source::Venue(venue), symbol: listing.symbol().to_owned() };
                let Some(listed) = catalogue.find(&id) else { continue };
                let moved = opening.inputs.moved(&opening.listed, &listed);
                let (state, _) = fitted(State { id: id.clone(), listed, inputs: moved });
                assert!(state.held().is_ok(), "{id:?} {:?}", state.held().err());
            }
        }
    }
}
