//! What may be done to the model of the account: accepted with its events, or refused with a code.

use margin_core::account::{BOOKED_PLACES, Liquidated, Open, Trade};
use margin_core::bounds::{self, Bound};
use margin_core::{
    Decimal, ErrorCode, Event, FundingSource, MarginMode, OnLiquidation, OpeningCost, Operation, PositionId,
    PositionMode, Quantity, Side,
};
use margin_core::{LeverageChange, ModeChange, ModeScope};

use crate::exact::Exact;
use crate::model::{Held, Model, Place, Price};

type Outcome<T> = Result<T, ErrorCode>;

fn step(number: &Exact, up: bool) -> Exact {
    if up { number.ceil_to(12) } else { number.floor_to(12) }
}

fn within(bound: &Bound, number: &Exact) -> Outcome<()> {
    let (minimum, maximum) = (Exact::of(bound.minimum), Exact::of(bound.maximum));
    if *number >= minimum && *number <= maximum {
        return Ok(());
    }
    Err(match (minimum.is_positive(), number.is_positive(), number.is_negative()) {
        (true, false, _) => ErrorCode::NotPositive,
        (_, _, true) => ErrorCode::Negative,
        _ => ErrorCode::OutOfRange,
    })
}

/// An amount or a size as given.
fn amount(bound: &Bound, given: Decimal) -> Outcome<Exact> {
    let number = Exact::of(given);
    within(bound, &number)?;
    if given.normalize().scale() > BOOKED_PLACES {
        return Err(ErrorCode::TooManyDigits);
    }
    Ok(number)
}

impl Model {
    /// Does it, or leaves the model as it was.
    pub(crate) fn apply(&mut self, operation: &Operation) -> Outcome<Vec<Event>> {
        let mut next = self.clone();
        *next.closest.borrow_mut() = None;
        let outcome = next.perform(operation);
        self.closest.replace(next.closest.borrow().clone());
        let events = outcome?;
        if next.wallet.abs() > Exact::of(bounds::MONEY.maximum) {
            return Err(ErrorCode::OutOfRange);
        }
        *self = next;
        Ok(events)
    }

    fn perform(&mut self, operation: &Operation) -> Outcome<Vec<Event>> {
        let events = match operation {
            Operation::Mark { prices, time } => {
                for (symbol, price) in prices {
                    let place = self.find(symbol)?;
                    let price = Price::of(*price);
                    within(&bounds::PRICE, &price.exact)?;
                    self.places[place].mark = Some(price);
                }
                return Ok(self.liquidate(time.as_deref()));
            }
            Operation::Fund { market, rate, time } => {
                let mut events = self.fund(market, *rate, time.as_deref())?;
                events.extend(self.liquidate(time.as_deref()));
                return Ok(events);
            }
            Operation::Open(open) => self.open(open)?,
            Operation::Close { id, size, price } => {
                let index = self.index_of(*id)?;
                let held = self.held[index].size.clone();
                let size = match size {
                    Some(size) => amount(&Bound { maximum: held.booked(), ..bounds::SIZE }, *size)?,
                    None => held,
                };
                let price = self.price(self.held[index].place, *price)?;
                vec![self.reduce(index, &size, &price)?]
            }
            Operation::AddMargin { id, amount: given } => {
                let index = self.isolated(*id)?;
                let added = amount(&bounds::VALUE, *given)?;
                if !self.allows(&self.free(), &added) {
                    return Err(ErrorCode::InsufficientBalance);
                }
                let margin = self.held[index].margin.as_mut().unwrap();
                *margin = &*margin + &added;
                vec![Event::MarginAdded { id: *id, amount: *given }]
            }
            Operation::RemoveMargin { id, amount: given } => {
                let index = self.isolated(*id)?;
                let removed = amount(&bounds::VALUE, *given)?;
                if !self.allows(&self.removable(&self.held[index]), &removed) {
                    return Err(ErrorCode::InsufficientMargin);
                }
                let margin = self.held[index].margin.as_mut().unwrap();
                *margin = &*margin - &removed;
                vec![Event::MarginRemoved { id: *id, amount: -*given }]
            }
            Operation::SetMarginMode { market, mode } => self.set_mode(market, *mode)?,
            Operation::SetLeverage { market, leverage } => self.set_leverage(self.find(market)?, *leverage)?,
            Operation::Deposit { amount: given } => {
                self.wallet = &self.wallet + amount(&bounds::VALUE, *given)?;
                vec![Event::Deposited { amount: *given }]
            }
            Operation::Withdraw { amount: given } => {
                let withdrawn = amount(&bounds::VALUE, *given)?;
                if !self.allows(&self.free_to_withdraw(), &withdrawn) {
                    return Err(ErrorCode::InsufficientBalance);
                }
                self.wallet = &self.wallet - withdrawn;
                vec![Event::Withdrawn { amount: -*given }]
            }
        };
        self.stands()?;
        Ok(events)
    }

    /// Only prices and funding liquidate: nothing else may leave a position that falls.
    fn stands(&self) -> Outcome<()> {
        let falls = |surplus: Option<Exact>| surplus.is_some_and(|surplus| self.falls(&surplus));
        if self.held.iter().any(|held| held.margin.is_some() && falls(self.isolated_surplus(held))) {
            return Err(ErrorCode::WouldLiquidate);
        }
        match self.cross_surplus() {
            Some(surplus) if self.falls(&surplus) => Err(ErrorCode::WouldLiquidate),
            None if self.is_less(&self.collateral(), &Exact::zero()) => Err(ErrorCode::InsufficientBalance),
            _ => Ok(()),
        }
    }

    fn find(&self, symbol: &str) -> Outcome<usize> {
        self.places.iter().position(|place| place.symbol == symbol).ok_or(ErrorCode::UnknownMarket)
    }

    fn index_of(&self, id: PositionId) -> Outcome<usize> {
        self.held.iter().position(|held| held.id == id).ok_or(ErrorCode::UnknownPosition)
    }

    fn isolated(&self, id: PositionId) -> Outcome<usize> {
        let index = self.index_of(id)?;
        if self.held[index].margin.is_none() { Err(ErrorCode::NotIsolated) } else { Ok(index) }
    }

    fn on(&self, place: usize, side: Side) -> Option<usize> {
        self.held.iter().position(|held| held.place == place && held.side == side)
    }

    fn price(&self, place: usize, price: Option<Decimal>) -> Outcome<Price> {
        let mark = self.places[place].mark.clone().ok_or(ErrorCode::MissingPrice)?;
        let price = price.map_or(mark, Price::of);
        within(&bounds::PRICE, &price.exact)?;
        Ok(price)
    }

    /// Refuses what no position can be.
    fn check_held(&self, held: &Held) -> Outcome<()> {
        within(&bounds::SIZE, &held.size)?;
        within(&bounds::VALUE, &held.entry_value)?;
        let one = self.place(held).value(&held.size, &Exact::whole(1));
        let price = match self.place(held).contract {
            margin_core::Contract::Inverse => &one / &held.entry_value,
            _ => &held.entry_value / &one,
        };
        within(&bounds::PRICE, &price)
    }

    fn open(&mut self, open: &Open) -> Outcome<Vec<Event>> {
        let place = self.find(&open.market)?;
        let price = self.price(place, open.price)?;
        let market = &self.places[place];
        let is_inverse = market.contract == margin_core::Contract::Inverse;
        let mut size = match open.quantity {
            Quantity::Size(size) => amount(&bounds::SIZE, size)?,
            Quantity::Value(value) => {
                let value = Exact::of(value);
                within(&bounds::VALUE, &value)?;
                let unit = if is_inverse { market.multiplier.clone() } else { &market.multiplier * &price.exact };
                let size = (value / unit).floor_to(12);
                within(&bounds::SIZE, &size)?;
                size
            }
        };
        // The default margin is taken of the value asked for, where all of it is opened.
        let mut nominal = match open.quantity {
            Quantity::Value(value) if !is_inverse => Some(Exact::of(value)),
            _ => None,
        };
        let mut events = vec![];
        if self.position_mode == PositionMode::OneWay
            && let Some(index) = self.on(place, open.side.opposite())
        {
            let reduced = size.clone().min(self.held[index].size.clone());
            events.push(self.reduce(index, &reduced, &price)?);
            size = size - reduced;
            nominal = None;
        }
        if let Some(leverage) = open.leverage {
            events.extend(self.set_leverage(place, leverage)?);
        }
        if size.is_positive() {
            events.push(self.increase(place, open, &size, &price, nominal)?);
        } else if open.isolated_margin.is_some() {
            return Err(ErrorCode::UnsupportedCombination);
        }
        Ok(events)
    }

    fn reduce(&mut self, index: usize, size: &Exact, price: &Price) -> Outcome<Event> {
        let held = self.held[index].clone();
        let market = self.place(&held).clone();
        let gains = market.gains(held.side);
        let is_all = *size == held.size;
        // Against the trader: less for what is sold, more for what was bought.
        let exit_value = step(&market.value(size, &price.exact), !gains);
        let part = size / &held.size;
        let entry_share = step(&(&held.entry_value * &part), gains);
        let realized = (&exit_value - &entry_share).signed(gains);
        let fee = (&market.closing_fee * &exit_value).ceil_to(12);
        let released = held.margin.as_ref().map(|margin| (margin * &part).floor_to(12));

        let profit = self.profit_at(&held, &market.value(&held.size, &price.exact));
        let balance = match &held.margin {
            Some(margin) => margin.clone(),
            None => self.margin_balance_of(held.place) - self.figures(&held).profit,
        };
        if self.is_less(&(balance + profit), &Exact::zero()) {
            return Err(ErrorCode::BeyondBankruptcy);
        }
        if let Some(released) = &released
            && self.is_less(&(released + &realized - &fee), &Exact::zero())
        {
            return Err(ErrorCode::BeyondBankruptcy);
        }
        self.wallet = &self.wallet + &realized - &fee;
        if is_all {
            self.held.remove(index);
        } else {
            let rest = &mut self.held[index];
            rest.size = &rest.size - size;
            rest.entry_value = &rest.entry_value - entry_share;
            rest.margin = held.margin.as_ref().zip(released.as_ref()).map(|(margin, released)| margin - released);
            self.check_held(&self.held[index])?;
        }
        if self.cross().next().is_none() && self.is_less(&self.collateral(), &Exact::zero()) {
            return Err(ErrorCode::BeyondBankruptcy);
        }
        let trade = Trade {
            id: held.id,
            market: market.symbol,
            side: held.side,
            size: size.booked(),
            price: price.given,
            realized_pnl: realized.booked(),
            fee: (-fee).booked(),
            margin: released.map_or(Decimal::ZERO, |released| (-released).booked()),
        };
        Ok(if is_all { Event::Closed(trade) } else { Event::Reduced(trade) })
    }

    fn increase(
        &mut self,
        place: usize,
        open: &Open,
        size: &Exact,
        price: &Price,
        nominal: Option<Exact>,
    ) -> Outcome<Event> {
        let market = self.places[place].clone();
        let free = self.whole_steps(&self.free());
        let value = step(&market.value(size, &price.exact), market.gains(open.side));
        let fee = (&market.taker_fee * &value).ceil_to(12);
        let before = self.on(place, open.side);
        let mode = before.map_or(market.mode, |index| self.held[index].mode());
        let allocated = match (mode, open.isolated_margin) {
            (MarginMode::Cross, None) => None,
            (MarginMode::Cross, Some(_)) => return Err(ErrorCode::NotIsolated),
            (MarginMode::Isolated, given) => {
                let least = (nominal.as_ref().unwrap_or(&value) / &market.leverage).ceil_to(12);
                Some(match given {
                    Some(given) => amount(&Bound { minimum: least.booked(), ..bounds::MONEY }, given)?,
                    None => least,
                })
            }
        };
        let index = match before {
            Some(index) => {
                let held = &mut self.held[index];
                held.size = &held.size + size;
                held.entry_value = &held.entry_value + &value;
                if let (Some(margin), Some(allocated)) = (&mut held.margin, &allocated) {
                    *margin = &*margin + allocated;
                }
                index
            }
            None => {
                let id = PositionId(self.next_id);
                self.next_id += 1;
                self.held.push(Held {
                    id,
                    place,
                    side: open.side,
                    size: size.clone(),
                    entry_value: value.clone(),
                    margin: allocated.clone(),
                });
                self.held.len() - 1
            }
        };
        self.check_held(&self.held[index])?;
        self.wallet = &self.wallet - &fee;
        let held = &self.held[index];
        let figures = self.figures(held);
        let beside = self.beside_margin(mode, &market, open.side, size, &value);
        if market.end.as_ref().is_some_and(|end| *self.measure(held, &figures.value) > *end) {
            return Err(ErrorCode::BeyondTable);
        }
        if market.rows[figures.tier].max_leverage.as_ref().is_some_and(|most| market.leverage > *most) {
            return Err(ErrorCode::LeverageAboveTier);
        }
        match (&allocated, &held.margin) {
            (Some(allocated), Some(margin)) => {
                if self.is_less(&free, &(allocated + beside)) {
                    return Err(ErrorCode::InsufficientBalance);
                }
                if !self.is_less(&Exact::zero(), &(margin + &figures.profit)) {
                    return Err(ErrorCode::BeyondBankruptcy);
                }
                if self.falls(&(margin + &figures.profit - &figures.maintenance)) {
                    return Err(ErrorCode::WouldLiquidate);
                }
            }
            _ => {
                // The fee has been paid; of it and the other one, what the rules ask for must be there.
                let before_fee = self.margin_balance_of(place) + &fee;
                if self.is_less(&(before_fee - beside), &self.cross_initial()) {
                    return Err(ErrorCode::InsufficientBalance);
                }
            }
        }
        let trade = Trade {
            id: held.id,
            market: market.symbol,
            side: open.side,
            size: size.booked(),
            price: price.given,
            realized_pnl: Decimal::ZERO,
            fee: (-fee).booked(),
            margin: allocated.map_or(Decimal::ZERO, |allocated| allocated.booked()),
        };
        Ok(if before.is_some() { Event::Increased(trade) } else { Event::Opened(trade) })
    }

    /// What an order needs beside its margin.
    fn beside_margin(&self, mode: MarginMode, market: &Place, side: Side, size: &Exact, value: &Exact) -> Exact {
        let rate = match self.rules.opening_cost {
            OpeningCost::Margin if mode == MarginMode::Cross => Exact::zero(),
            OpeningCost::Margin | OpeningCost::OpeningFee => market.taker_fee.clone(),
            OpeningCost::BothFees => &market.taker_fee + &market.closing_fee,
        };
        let fees = (rate * value).ceil_to(12);
        // In cross, the reserve is in the initial margins.
        if mode == MarginMode::Cross {
            return fees;
        }
        let at_mark = market.value(size, &market.mark.as_ref().unwrap().exact);
        fees + self.reserve(market, side, value, &at_mark)
    }

    fn set_mode(&mut self, symbol: &str, mode: MarginMode) -> Outcome<Vec<Event>> {
        let chosen = self.find(symbol)?;
        let covers = |place: usize| place == chosen || self.rules.mode_scope == ModeScope::Account;
        let covered: Vec<usize> = (0..self.places.len()).filter(|place| covers(*place)).collect();
        let mut events = vec![];
        for place in &covered {
            let place = &mut self.places[*place];
            if place.mode != mode {
                place.mode = mode;
                events.push(Event::MarginModeSet { market: place.symbol.clone(), mode });
            }
        }
        if self.rules.mode_scope == ModeScope::Position {
            return Ok(events);
        }
        for index in 0..self.held.len() {
            let held = &self.held[index];
            if !covered.contains(&held.place) || held.mode() == mode {
                continue;
            }
            if self.rules.mode_change == ModeChange::NoPosition {
                return Err(ErrorCode::ModeLocked);
            }
            let id = held.id;
            if let Some(margin) = self.held[index].margin.take() {
                events.push(Event::MarginRemoved { id, amount: (-margin).booked() });
                continue;
            }
            // What an isolated position of this kind needs, without the reserve, which is not allocated.
            let isolated = Held { margin: Some(Exact::zero()), ..self.held[index].clone() };
            let figures = self.figures(&isolated);
            let place = self.place(&isolated);
            let reserve = self.reserve(place, isolated.side, &isolated.entry_value, &figures.value);
            let needed = (figures.initial - reserve).ceil_to(12);
            self.held[index].margin = Some(needed.clone());
            let spare = self.collateral().min(self.margin_balance() - self.cross_initial());
            if self.is_less(&spare, &Exact::zero()) {
                return Err(ErrorCode::InsufficientBalance);
            }
            events.push(Event::MarginAdded { id, amount: needed.booked() });
        }
        Ok(events)
    }

    fn set_leverage(&mut self, place: usize, given: Decimal) -> Outcome<Vec<Event>> {
        let leverage = Exact::of(given);
        within(&bounds::LEVERAGE, &leverage)?;
        let current = self.places[place].leverage.clone();
        if leverage == current {
            return Ok(vec![]);
        }
        let in_place = |held: &&Held| held.place == place;
        let has_isolated = self.held.iter().filter(in_place).any(|held| held.margin.is_some());
        if leverage < current && has_isolated && self.rules.leverage_change == LeverageChange::RaiseOnly {
            return Err(ErrorCode::LeverageLocked);
        }
        self.places[place].leverage = leverage.clone();
        let mut tier = 0;
        let mut has_cross = false;
        for held in self.held.iter().filter(in_place) {
            let figures = self.figures(held);
            tier = tier.max(figures.tier);
            has_cross |= held.margin.is_none();
            if let Some(margin) = &held.margin
                && self.is_less(&(margin + figures.profit), &(figures.value / &leverage))
            {
                return Err(ErrorCode::InsufficientMargin);
            }
        }
        if self.places[place].rows[tier].max_leverage.as_ref().is_some_and(|most| leverage > *most) {
            return Err(ErrorCode::LeverageAboveTier);
        }
        if has_cross && self.is_less(&self.margin_balance_of(place), &self.cross_initial()) {
            return Err(ErrorCode::InsufficientBalance);
        }
        Ok(vec![Event::LeverageSet { market: self.places[place].symbol.clone(), leverage: given }])
    }

    fn fund(&mut self, symbol: &str, rate: Decimal, time: Option<&str>) -> Outcome<Vec<Event>> {
        let place = self.find(symbol)?;
        within(&Bound { minimum: -bounds::RATE.maximum, ..bounds::RATE }, &Exact::of(rate))?;
        let mark = self.places[place].mark.clone().ok_or(ErrorCode::MissingPrice)?.exact;
        let mut events = vec![];
        for index in 0..self.held.len() {
            if self.held[index].place != place {
                continue;
            }
            let gained = Exact::of(rate).signed(self.held[index].side == Side::Short);
            let value = step(&self.places[place].value(&self.held[index].size, &mark), !gained.is_positive());
            let amount = (gained * value).floor_to(12);
            let of_margin = match (&self.held[index].margin, self.rules.funding_source) {
                (None, _) => Exact::zero(),
                (Some(_), FundingSource::Margin) => amount.clone(),
                // The available balance pays first; what it does not hold is the margin's.
                (Some(_), FundingSource::AvailableFirst) => {
                    (&amount + self.whole_steps(&self.free()).min((-&amount).max(Exact::zero()))).min(Exact::zero())
                }
            };
            self.wallet = &self.wallet + &amount;
            if let Some(margin) = &mut self.held[index].margin {
                *margin = &*margin + &of_margin;
            }
            events.push(Event::Funded {
                id: self.held[index].id,
                amount: amount.booked(),
                margin: of_margin.booked(),
                time: time.map(str::to_owned),
            });
        }
        Ok(events)
    }

    fn liquidate(&mut self, time: Option<&str>) -> Vec<Event> {
        let falls = |held: &Held| self.isolated_surplus(held).is_some_and(|surplus| self.falls(&surplus));
        let (fallen, standing): (Vec<Held>, Vec<Held>) = self.held.clone().into_iter().partition(falls);
        let mut events = vec![];
        for held in fallen {
            let margin = held.margin.clone().unwrap();
            events.push(self.take_over(&[held], &margin, time));
        }
        self.held = standing;
        if self.cross_surplus().is_some_and(|surplus| self.falls(&surplus)) {
            let collateral = self.collateral();
            let (isolated, cross): (Vec<Held>, Vec<Held>) =
                self.held.clone().into_iter().partition(|held| held.margin.is_some());
            events.push(self.take_over(&cross, &collateral, time));
            self.held = isolated;
        }
        events
    }

    fn take_over(&mut self, fallen: &[Held], collateral: &Exact, time: Option<&str>) -> Event {
        let mut left = collateral.clone();
        for held in fallen {
            let market = self.place(held);
            let gains = market.gains(held.side);
            let value = step(&market.value(&held.size, self.mark(held)), !gains);
            left = left + self.profit_at(held, &value) - (&market.liquidation_fee * &value).ceil_to(12);
        }
        let returned = match self.rules.on_liquidation {
            OnLiquidation::Forfeit => Exact::zero(),
            OnLiquidation::Residual => left.max(Exact::zero()),
        };
        let before = self.wallet.clone();
        let loss = collateral - &returned;
        self.wallet = &before - &loss;
        let has_legs = |place: usize| fallen.iter().any(|held| held.place == place);
        let places = self.places.iter().enumerate().filter(|(place, _)| has_legs(*place));
        let prices = places.map(|(_, place)| (place.symbol.clone(), place.mark.as_ref().unwrap().given)).collect();
        Event::Liquidated(Liquidated {
            ids: fallen.iter().map(|held| held.id).collect(),
            mode: fallen[0].mode(),
            loss: loss.booked(),
            returned: returned.booked(),
            prices,
            wallet_before: before.booked(),
            wallet_after: self.wallet.booked(),
            time: time.map(str::to_owned),
        })
    }
}
