//! What a refusal says would be accepted: it is tried, and so is what lies just beyond it.

use margin_core::account::Open;
use margin_core::{
    Allowed, Decimal, ErrorCode, MarginError, MarginMode, OpeningCost, Operation, PositionMode, Quantity,
};
use margin_core::{Side, Simulation};

use crate::compare::{Same, same};
use crate::coverage::Coverage;
use crate::exact::Exact;
use crate::generate::{in_steps, step};
use crate::model::{Held, Limit, Model, Place};

/// An attempt to do what a refusal named.
struct Attempt<'a> {
    account: &'a Simulation,
    error: &'a MarginError,
}

impl Attempt<'_> {
    /// What is named must not be refused for the same reason.
    fn holds(&self, operation: &Operation) -> Same {
        let Err(again) = self.account.preview(operation) else { return Ok(()) };
        let same_reason = again.code() == self.error.code() && again.field() == self.error.field();
        same!(!same_reason, "refused by {}, and then {operation:?} by {again}", self.error);
        Ok(())
    }

    /// What lies beyond it must be refused.
    fn fails(&self, operation: &Operation) -> Same {
        let accepted = self.account.preview(operation).is_ok();
        same!(!accepted, "refused by {}, though {operation:?} is accepted", self.error);
        Ok(())
    }
}

pub(crate) fn check(
    account: &Simulation,
    model: &Model,
    operation: &Operation,
    error: &MarginError,
    coverage: &mut Coverage,
) -> Same {
    let attempt = Attempt { account, error };
    let minimum = error.allowed().minimum;
    // Raising is allowed up to the bound: the limit is where it begins.
    let maximum = error.allowed().maximum.filter(|_| error.code() != ErrorCode::LeverageLocked);
    let Some(limit) = maximum.or(minimum) else { return Ok(()) };
    // A number outside its bound says nothing about the account.
    let has_both = minimum.is_some() && maximum.is_some();
    let of_account = match operation {
        Operation::Open(_) => error.field() == Some("isolated_margin"),
        Operation::Close { .. } => error.field() == Some("size"),
        _ => false,
    };
    let is_bound = has_both && !of_account;
    if is_bound || matches!(error.code(), ErrorCode::NotPositive | ErrorCode::Negative) {
        return Ok(());
    }
    coverage.limits += 1;
    match (operation, error.field().unwrap_or_default()) {
        (Operation::AddMargin { .. } | Operation::RemoveMargin { .. } | Operation::Withdraw { .. }, "amount") => {
            let with = |amount| match operation.clone() {
                Operation::AddMargin { id, .. } => Operation::AddMargin { id, amount },
                Operation::RemoveMargin { id, .. } => Operation::RemoveMargin { id, amount },
                _ => Operation::Withdraw { amount },
            };
            if limit > Decimal::ZERO && error.code() != ErrorCode::OutOfRange {
                let exactly = account.preview(&with(limit));
                same!(exactly.is_ok(), "refused by {error}, and then {limit} by {}", exactly.unwrap_err());
            }
            attempt.fails(&with(limit + step()))
        }
        (Operation::Close { id, price, .. }, "size") => {
            let with = |size| Operation::Close { id: *id, size: Some(size), price: *price };
            attempt.holds(&with(limit))?;
            attempt.fails(&with(limit + step()))
        }
        (Operation::SetLeverage { market, .. }, "leverage") => {
            let with = |leverage| Operation::SetLeverage { market: market.clone(), leverage };
            attempt.holds(&with(limit))?;
            attempt.fails(&with(beyond(maximum.is_none(), limit)))
        }
        (Operation::Open(open), "leverage") => {
            let at_limit = Operation::Open(Open { leverage: Some(limit), ..open.clone() });
            match account.preview(&at_limit) {
                // What is open allows so much, and what it becomes less: two reasons.
                Err(again) if again.allowed().maximum.is_some_and(|maximum| maximum < limit) => Ok(()),
                _ => attempt.holds(&at_limit),
            }
        }
        (Operation::Open(open), "isolated_margin") => {
            let with = |margin| Operation::Open(Open { isolated_margin: Some(margin), ..open.clone() });
            attempt.holds(&with(limit))?;
            let further = if maximum.is_none() { limit - step() } else { limit + step() };
            attempt.fails(&with(further))
        }
        (Operation::Open(open), "size" | "value") => {
            let with = |size: Decimal| {
                let quantity = match open.quantity {
                    Quantity::Size(_) => Quantity::Size(size),
                    Quantity::Value(_) => Quantity::Value(size),
                };
                Operation::Open(Open { quantity, ..open.clone() })
            };
            if limit > Decimal::ZERO {
                attempt.holds(&with(limit))?;
            }
            match further(model, open, limit) {
                Some(further) => attempt.fails(&with(further)),
                None => Ok(()),
            }
        }
        (Operation::Open(Open { .. }) | Operation::Close { .. }, "price") => price(&attempt, model, operation, limit),
        _ => Ok(()),
    }
}

/// A little less than a minimum, or more than a maximum.
fn beyond(is_minimum: bool, limit: Decimal) -> Decimal {
    let little = limit * Decimal::new(1, 9);
    if is_minimum { limit - little } else { limit + little }
}

/// A size, or value, beyond the largest. What rounding may cost, of the value, its margin and its fee,
/// is kept free, so the largest can be smaller by what costs as much; and where a lower value is
/// against the trader, rounding may make an order cheaper by as much again.
fn further(model: &Model, open: &Open, limit: Decimal) -> Option<Decimal> {
    let index = model.places.iter().position(|place| place.symbol == open.market)?;
    let place = &model.places[index];
    let mark = place.mark.as_ref()?.exact.clone();
    let price = open.price.map_or(mark.clone(), Exact::of);
    let unit = Exact::whole(1);
    let (value, value_at_mark) = (place.value(&unit, &price), place.value(&unit, &mark));
    let leverage = open.leverage.map_or(place.leverage.clone(), Exact::of);
    let on_side = |side: Side| model.held.iter().find(|held| held.place == index && held.side == side);
    let is_other_closed = model.position_mode == PositionMode::OneWay && on_side(open.side).is_none();
    let held = if is_other_closed { None } else { on_side(open.side) };
    let mode = held.map_or(place.mode, |held| held.mode());
    // With the reserve in both modes: isolated it is needed beside the margin, in cross it is a part of it.
    let at_leverage = Place { leverage: leverage.clone(), ..place.clone() };
    let reserve = model.reserve(&at_leverage, open.side, &value, &value_at_mark);
    let fee = match model.rules.opening_cost {
        OpeningCost::Margin if mode == MarginMode::Cross => Exact::zero(),
        OpeningCost::Margin | OpeningCost::OpeningFee => &place.taker_fee * &value,
        OpeningCost::BothFees => (&place.taker_fee + &place.closing_fee) * &value,
    };
    let cost = match mode {
        MarginMode::Isolated => &value / &leverage + fee + reserve,
        MarginMode::Cross => {
            let is_entry = model.rules.initial_basis.is_entry(place.contract, mode);
            let charged = if is_entry { &value } else { &value_at_mark };
            let profit = (&value_at_mark - &value).signed(place.gains(open.side));
            charged / &leverage + fee + reserve - profit
        }
    };
    if !cost.is_positive() {
        return None;
    }
    let steps = Exact::tenth_to(12);
    let size = (&steps * Exact::whole(8) + &steps * Exact::whole(2) / &leverage) / cost + &steps * Exact::whole(2);
    let more = match open.quantity {
        Quantity::Size(_) => size,
        // What a value loses when its size is rounded down is another step of size.
        Quantity::Value(_) => {
            (size + &steps)
                * (if place.contract == margin_core::Contract::Inverse {
                    place.multiplier.clone()
                } else {
                    &place.multiplier * &price
                })
                + &steps
        }
    };
    let more = more.ceil_to(12);
    if more > Exact::whole(1_000_000_000_000) { None } else { Some(limit + more.booked()) }
}

/// The price at which nothing is left: the position can be closed at it, and not beyond.
fn price(attempt: &Attempt<'_>, model: &Model, operation: &Operation, limit: Decimal) -> Same {
    let (closed, size) = match operation {
        Operation::Open(open) => {
            let is_closed = |held: &&Held| model.place(held).symbol == open.market && held.side == open.side.opposite();
            (model.held.iter().find(is_closed), None)
        }
        Operation::Close { id, size, .. } => (model.held.iter().find(|held| held.id == *id), *size),
        _ => (None, None),
    };
    // An open beyond its own bankruptcy names no price.
    let Some(held) = closed else { return Ok(()) };
    let with = |price| match operation.clone() {
        Operation::Open(open) => Operation::Open(Open { price: Some(price), ..open }),
        Operation::Close { id, size, .. } => Operation::Close { id, size, price: Some(price) },
        other => other,
    };
    // An open by value closes another part at another price, which has another limit.
    if matches!(operation, Operation::Open(Open { quantity: Quantity::Value(_), .. })) {
        return Ok(());
    }
    let at_limit = with(limit);
    match attempt.account.preview(&at_limit) {
        // What is left over and opened can be bankrupt at once, for which no price is named.
        Err(again) if matches!(operation, Operation::Open(_)) && *again.allowed() == Allowed::default() => {}
        _ => attempt.holds(&at_limit)?,
    }
    // What is rounded up when it is booked is kept free: of what the part is worth, a few steps.
    let size = size.map_or(held.size.clone(), |size| Exact::of(size).min(held.size.clone()));
    let worth = model.place(held).value(&size, &Exact::of(limit));
    if worth < Exact::tenth_to(3) {
        return Ok(());
    }
    let little = limit * Decimal::new(1, 8);
    let further = if held.side == Side::Long { limit - little } else { limit + little };
    match attempt.account.preview(&with(further)) {
        Ok(_) => Err(format!("refused by {}, but {further} is accepted", attempt.error)),
        Err(_) => Ok(()),
    }
}

/// How much can be moved and closed is what the model says. A step less or more is left where the
/// account cannot hold the figures behind it exactly.
pub(crate) fn named(account: &Simulation, model: &Model) -> Same {
    let error = model.magnitude() * Exact::tenth_to(20);
    let agree = |what: &str, is: Decimal, limit: &Limit| -> Same {
        let (is, steps) = (Exact::of(is), limit.in_steps());
        let is_close = (&is - &steps).abs() <= Exact::tenth_to(12) && limit.is_at_a_step(&error);
        same!(is == steps || is_close, "{what} is {}, the model's {}", is.shown(), steps.shown());
        Ok(())
    };
    let free = model.free();
    agree("the free balance", account.free_balance().unwrap(), &free)?;
    agree("what can be withdrawn", account.withdrawable_balance().unwrap(), &model.free_to_withdraw())?;
    for held in &model.held {
        let limits = account.limits(held.id).unwrap();
        match held.margin {
            Some(_) => agree("the margin to be added", limits.add_margin, &free)?,
            None => same!(limits.add_margin.is_zero(), "{} can be added in cross", limits.add_margin),
        }
        agree("the margin to be removed", limits.remove_margin, &model.removable(held))?;
        same!(Exact::of(limits.close) == held.size, "{} can be closed", limits.close);
    }
    Ok(())
}

/// What the account says could be opened is not too much.
pub(crate) fn largest_open(account: &Simulation) -> Same {
    for market in account.markets() {
        for side in [Side::Long, Side::Short] {
            let Ok(largest) = account.largest_open(market.symbol(), side) else { continue };
            if largest <= Decimal::ZERO {
                continue;
            }
            let open = Operation::Open(Open::new(market.symbol(), side, Quantity::Size(in_steps(largest))));
            if let Err(error) = account.preview(&open) {
                let is_too_much = matches!(
                    error.code(),
                    ErrorCode::InsufficientBalance
                        | ErrorCode::OutOfRange
                        | ErrorCode::BeyondTable
                        | ErrorCode::LeverageAboveTier
                ) && error.field() == Some("size");
                same!(!is_too_much, "the largest is {largest}, refused by {error}");
            }
        }
    }
    Ok(())
}
