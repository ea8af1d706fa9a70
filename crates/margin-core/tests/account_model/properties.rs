//! Properties 2, 3, 4, 6 and 10 of the margin model, for the accounts that random sequences of
//! operations reach.

use margin_core::account::{PositionState, SimulationState};
use margin_core::{
    AccountReport, ClosingFee, Decimal, Event, Liquidation, MarginMode, Operation, OthersPnl, Pair, PositionReport,
    Simulation, TierForm, bounds,
};

use crate::compare::{Same, same};
use crate::exact::Exact;
use crate::model::Model;
use crate::random::Random;

/// How often each property was tried.
#[derive(Debug, Default)]
pub(crate) struct Tried {
    pub(crate) marks: u64,
    pub(crate) settlements: u64,
    pub(crate) margins: u64,
    pub(crate) modes: u64,
    pub(crate) losses: u64,
}

fn price_of(liquidation: Liquidation) -> Option<Decimal> {
    match liquidation {
        Liquidation::At { price, .. } => Some(price),
        _ => None,
    }
}

/// All of them, on an account as it stands.
pub(crate) fn check(account: &Simulation, model: &Model, random: &mut Random, tried: &mut Tried) -> Same {
    let report = account.report().unwrap();
    first_liquidations(account, &report)?;
    for (place, stored) in account.state().positions.iter().enumerate() {
        let position = &report.positions[place];
        moving_the_mark(account, &report, stored, place, random, tried)?;
        if stored.isolated_margin.is_some() {
            adding_margin(account, position, stored, place, tried)?;
        }
        settling(account, model, stored, place, tried)?;
        one_position_in_both_modes(account, stored, tried)?;
    }
    Ok(())
}

/// The first liquidation on a way is the nearest one of the report, moved outward to the places that are booked.
fn first_liquidations(account: &Simulation, report: &AccountReport) -> Same {
    for market in &report.markets {
        if account.market_setting(&market.symbol).unwrap().0.is_none() {
            continue;
        }
        let own = report.positions.iter().filter(|position| position.market == market.symbol);
        let pairs: Vec<Pair> = own.map(|position| position.pair).chain([market.pair]).collect();
        let first = |to| account.first_liquidation(&market.symbol, to).unwrap();
        let (lowest, highest) = (bounds::PRICE.minimum, bounds::PRICE.maximum);
        let below = pairs.iter().filter_map(|pair| price_of(pair.below)).max().filter(|end| lowest <= *end);
        let above = pairs.iter().filter_map(|pair| price_of(pair.above)).min().filter(|end| *end <= highest);
        let below = below.map(|end| Exact::of(end).floor_to(12).booked());
        let above = above.map(|end| Exact::of(end).ceil_to(12).booked());
        let is = (first(lowest), first(highest));
        same!(is == (below, above), "{}: {is:?}, reported {below:?} {above:?}", market.symbol);
    }
    Ok(())
}

/// Property 2: an isolated position, or a single-market cross account, ends where it did after the
/// mark has moved inside its solvent interval.
fn moving_the_mark(
    account: &Simulation,
    report: &AccountReport,
    stored: &PositionState,
    place: usize,
    random: &mut Random,
    tried: &mut Tried,
) -> Same {
    let position = &report.positions[place];
    let is_alone = report
        .positions
        .iter()
        .all(|other| other.margin_mode == MarginMode::Isolated || other.market == position.market);
    if stored.isolated_margin.is_none() && !is_alone {
        return Ok(());
    }
    let mark = account.market_setting(&stored.market).unwrap().0.unwrap();
    let ends = [position.pair.below, position.pair.above];
    let [below, above] = ends.map(price_of);
    let share = Decimal::new(random.within(1..900), 3);
    let to = match random.percent(50) {
        true => mark + (below.unwrap_or(mark / Decimal::TWO) - mark) * share,
        false => mark + (above.unwrap_or(mark * Decimal::TWO) - mark) * share,
    };
    let to = to.round_sf(10).unwrap();
    let is_inside = below.is_none_or(|below| below < to) && above.is_none_or(|above| to < above);
    if !is_inside || to < Decimal::new(1, 6) || to > Decimal::new(1_000_000_000, 0) {
        return Ok(());
    }
    let mut moved = account.clone();
    let events = moved.apply(&Operation::Mark { prices: vec![(stored.market.clone(), to)], time: None }).unwrap();
    let moved = moved.report().unwrap();
    let Some(after) = moved.positions.iter().find(|other| other.id == position.id) else {
        return Err(format!("{} fell at {to}, inside {ends:?}", position.id));
    };
    // Another position fell, and what came back of it is collateral now.
    if !events.is_empty() {
        return Ok(());
    }
    tried.marks += 1;
    for (one, other) in ends.into_iter().zip([after.pair.below, after.pair.above]) {
        let is_same = price_of(one) == price_of(other) && (price_of(one).is_some() || one == other);
        same!(is_same, "{one:?} became {other:?} when the mark moved from {mark} to {to}");
    }
    Ok(())
}

/// Property 4: adding margin never moves the answer toward the mark, and away from it where it is not
/// at a jump; removing is the reverse.
fn adding_margin(
    account: &Simulation,
    position: &PositionReport,
    stored: &PositionState,
    place: usize,
    tried: &mut Tried,
) -> Same {
    let limits = account.limits(stored.id).unwrap();
    let mark = account.market_setting(&stored.market).unwrap().0.unwrap();
    let jumps = account.state().rules.tier_form == TierForm::Whole;
    for (amount, adds) in [(limits.add_margin, true), (limits.remove_margin, false)] {
        if amount <= Decimal::ZERO {
            continue;
        }
        let id = stored.id;
        let operation = if adds { Operation::AddMargin { id, amount } } else { Operation::RemoveMargin { id, amount } };
        let after = account.preview(&operation).map_err(|error| format!("{operation:?}: {error}"))?;
        let (before, after) = (position.liquidation, after.positions[place].liquidation);
        let (with_less, with_more) = if adds { (before, after) } else { (after, before) };
        tried.margins += 1;
        match (price_of(with_less), price_of(with_more)) {
            (Some(less), Some(more)) => {
                let (less, more) = ((less - mark).abs(), (more - mark).abs());
                // A step of a large position moves the price by less than a decimal holds.
                let is_tiny = Exact::of(amount) <= Exact::of(position.value) * Exact::tenth_to(24);
                same!(
                    less < more || (less == more && (jumps || is_tiny)),
                    "{before:?} became {after:?} by {operation:?}"
                );
            }
            (None, Some(_)) => return Err(format!("{before:?} became {after:?} by {operation:?}")),
            (_, None) => same!(with_more != Liquidation::Now, "{before:?} became {after:?} by {operation:?}"),
        }
    }
    Ok(())
}

/// Property 3: on the mark basis, with no trading fee and all profit counted, settling the profit does
/// not move the answer. The value settled at is booked, so `f` may differ by a step.
fn settling(account: &Simulation, model: &Model, stored: &PositionState, place: usize, tried: &mut Tried) -> Same {
    let mut state = account.state();
    let rules = state.rules;
    let is_free = rules.closing_fee == ClosingFee::None && rules.others_pnl == OthersPnl::Full;
    if model.at_entry(rules.maintenance_basis, &model.held[place]) || !is_free {
        return Ok(());
    }
    let held = &model.held[place];
    let value = model.figures(held).value.floor_to(12).booked();
    if value <= Decimal::ZERO {
        return Ok(());
    }
    let gains = model.place(held).gains(held.side);
    let profit = if gains { value - stored.entry_value } else { stored.entry_value - value };
    state.wallet_balance += profit;
    state.positions[place].entry_value = value;
    if let Some(margin) = &mut state.positions[place].isolated_margin {
        *margin += profit;
    }
    // A step less of profit may be the one that held the position.
    let Ok(settled) = Simulation::restore(state) else { return Ok(()) };
    let (before, after) = (account.report().unwrap(), settled.report().unwrap());
    let (one, other) = (before.positions[place].liquidation, after.positions[place].liquidation);
    tried.settlements += 1;
    match (price_of(one), price_of(other)) {
        (Some(one), Some(other)) => {
            // What is held alone there moves `f` by its value, less the rate, for a relative change
            // of the price; a pair by what is left of it.
            let is_pair = before.positions.iter().filter(|other| other.market == stored.market).count() > 1;
            let worth = model.place(held).value(&held.size, &Exact::of(one));
            let rate = model.place(held).rows.iter().map(|row| row.rate.clone()).max().unwrap();
            let step = Exact::tenth_to(12) * Exact::whole(2) / (worth * (Exact::whole(1) - rate));
            let moved = (Exact::of(one) - Exact::of(other)).abs() / Exact::of(one.min(other));
            same!(
                is_pair || moved <= step.clone() + Exact::tenth_to(18),
                "{one} became {other} when {profit} was settled"
            );
        }
        // At the edge of what the collateral covers, a step decides.
        _ => {
            let is_close = model.magnitude() * Exact::tenth_to(9);
            let backing = held.margin.clone().unwrap_or_else(|| model.backing_of(held.place));
            let covered = (backing - &held.entry_value).abs() <= is_close;
            same!(
                covered || std::mem::discriminant(&one) == std::mem::discriminant(&other),
                "{one:?} became {other:?}"
            );
        }
    }
    Ok(())
}

/// Property 6: one position with all of the wallet is the same in both modes.
fn one_position_in_both_modes(account: &Simulation, stored: &PositionState, tried: &mut Tried) -> Same {
    // In cross, no reserve covers the closing fee.
    if account.state().rules.closing_fee == ClosingFee::Cross {
        return Ok(());
    }
    let with = |margin: Option<Decimal>, wallet: Decimal| {
        let mut state: SimulationState = account.state();
        state.wallet_balance = wallet;
        state.positions = vec![PositionState { isolated_margin: margin, ..stored.clone() }];
        for market in &mut state.markets {
            market.margin_mode = if margin.is_some() { MarginMode::Isolated } else { MarginMode::Cross };
        }
        Simulation::restore(state)
    };
    let wallet = stored.isolated_margin.unwrap_or_else(|| account.wallet_balance());
    let (isolated, cross) = (with(Some(wallet), wallet), with(None, wallet));
    // Alone, what stood in a larger account may not stand; it then falls in both modes.
    let (isolated, cross) = match (isolated, cross) {
        (Ok(isolated), Ok(cross)) => (isolated, cross),
        (Err(_), Err(_)) => return Ok(()),
        (isolated, cross) => return Err(format!("isolated {isolated:?}, cross {cross:?}")),
    };
    tried.modes += 1;
    let (isolated, cross) = (isolated.report().unwrap(), cross.report().unwrap());
    let (isolated, cross) = (&isolated.positions[0], &cross.positions[0]);
    same!(isolated.pair == cross.pair, "{:?} and {:?}", isolated.pair, cross.pair);
    same!(isolated.bankruptcy == cross.bankruptcy, "{:?} and {:?}", isolated.bankruptcy, cross.bankruptcy);
    same!(isolated.margin_ratio == cross.margin_ratio, "{:?} and {:?}", isolated.margin_ratio, cross.margin_ratio);
    same!(isolated.max_loss == cross.max_loss, "{} and {}", isolated.max_loss, cross.max_loss);
    Ok(())
}

/// Property 10: an isolated position loses no more than its margin, and the rest of the wallet is
/// untouched, whatever the others do.
pub(crate) fn losses(before: &Simulation, after: &Simulation, events: &[Event], tried: &mut Tried) -> Same {
    let collateral = |account: &Simulation| {
        let margins = account.state().positions.into_iter().filter_map(|position| position.isolated_margin);
        account.wallet_balance() - margins.sum::<Decimal>()
    };
    let mut returned = Decimal::ZERO;
    for event in events {
        match event {
            Event::Liquidated(liquidated) if liquidated.mode == MarginMode::Isolated => {
                let [id] = liquidated.ids[..] else { return Err(format!("{liquidated:?} of several")) };
                let was = before.state().positions.into_iter().find(|position| position.id == id).unwrap();
                let margin = was.isolated_margin.unwrap() + funded(events, id);
                tried.losses += 1;
                same!(liquidated.loss <= margin, "a loss of {} with a margin of {margin}", liquidated.loss);
                same!(liquidated.loss + liquidated.returned == margin, "{liquidated:?} of {margin}");
                returned += liquidated.returned;
            }
            Event::Liquidated(_) => return Ok(()),
            _ => {}
        }
    }
    if returned > Decimal::ZERO || events.iter().any(|event| matches!(event, Event::Liquidated(_))) {
        let funding_of_collateral: Decimal = events
            .iter()
            .map(|event| match event {
                Event::Funded { amount, margin, .. } => amount - margin,
                _ => Decimal::ZERO,
            })
            .sum();
        let expected = collateral(before) + returned + funding_of_collateral;
        same!(collateral(after) == expected, "the rest was {expected}, is {}", collateral(after));
    }
    Ok(())
}

fn funded(events: &[Event], of: margin_core::PositionId) -> Decimal {
    let amount = |event: &Event| match event {
        Event::Funded { id, margin, .. } if *id == of => *margin,
        _ => Decimal::ZERO,
    };
    events.iter().map(amount).sum()
}
