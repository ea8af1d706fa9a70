//! Whether the account and the model say the same: what is booked exactly, all other figures to
//! 10⁻¹⁸ of the magnitudes they are made of.

use margin_core::{AccountReport, Decimal, Liquidation, MarginMode, NeverReason, PositionReport, Simulation};

use crate::ends::{End, Legs};
use crate::exact::Exact;
use crate::model::{Held, Model};

/// What a comparison found different, in words.
pub(crate) type Same = Result<(), String>;

macro_rules! same {
    ($condition:expr, $($message:tt)*) => {
        if !$condition {
            return Err(format!($($message)*));
        }
    };
}
pub(crate) use same;

/// What is stored: all of it is booked, and must agree to the last digit.
pub(crate) fn state(account: &Simulation, model: &Model) -> Same {
    let state = account.state();
    let booked = |what: &str, is: Decimal, model: &Exact| -> Same {
        same!(Exact::of(is) == *model, "{what} is {is}, the model's {}", model.shown());
        Ok(())
    };
    booked("the wallet", state.wallet_balance, &model.wallet)?;
    same!(state.next_id == model.next_id, "the next id is {}, the model's {}", state.next_id, model.next_id);
    for (stored, place) in state.markets.iter().zip(&model.places) {
        let symbol = &place.symbol;
        let mark = place.mark.as_ref().map(|mark| mark.given);
        same!(stored.mark_price == mark, "the mark of {symbol} is {:?}, not {mark:?}", stored.mark_price);
        same!(stored.margin_mode == place.mode, "the mode of {symbol} is {:?}", stored.margin_mode);
        booked("a leverage", stored.leverage, &place.leverage)?;
    }
    let ids: Vec<_> = state.positions.iter().map(|position| position.id).collect();
    let model_ids: Vec<_> = model.held.iter().map(|held| held.id).collect();
    same!(ids == model_ids, "the positions are {ids:?}, the model's {model_ids:?}");
    for (stored, held) in state.positions.iter().zip(&model.held) {
        same!(stored.side == held.side && stored.market == model.place(held).symbol, "{} is another", held.id);
        booked("a size", stored.size, &held.size)?;
        booked("an entry value", stored.entry_value, &held.entry_value)?;
        match (&stored.isolated_margin, &held.margin) {
            (Some(is), Some(margin)) => booked("an isolated margin", *is, margin)?,
            (is, margin) => same!(is.is_none() && margin.is_none(), "{} is in the other mode", held.id),
        }
    }
    Ok(())
}

/// The figures of an account, each against the model's.
pub(crate) struct Comparison<'a> {
    pub(crate) model: &'a Model,
    pub(crate) magnitude: Exact,
}

impl<'a> Comparison<'a> {
    pub(crate) fn with(model: &'a Model) -> Self {
        Self { model, magnitude: model.magnitude() }
    }

    /// An amount, to 10⁻¹⁸ of all that is held, and to the last place of a decimal.
    fn amount(&self, what: &str, is: Decimal, model: &Exact) -> Same {
        let allowed = &self.magnitude * Exact::tenth_to(18) + Exact::tenth_to(27);
        same!((Exact::of(is) - model).abs() <= allowed, "{what} is {is}, the model's {}", model.shown());
        Ok(())
    }

    /// A quotient: its product with the divisor is an amount.
    fn quotient(&self, what: &str, is: Option<Decimal>, dividend: &Exact, divisor: &Exact) -> Same {
        if !divisor.is_positive() {
            same!(is.is_none(), "{what} is {is:?}, the model's divisor {}", divisor.shown());
            return Ok(());
        }
        let Some(is) = is else { return Err(format!("{what} is undefined, the model's divisor {}", divisor.shown())) };
        let is = Exact::of(is);
        let allowed = (&self.magnitude * Exact::tenth_to(18) + Exact::tenth_to(27)) * (is.abs() + Exact::whole(1));
        same!(
            (&is * divisor - dividend).abs() <= allowed,
            "{what} is {}, the model's {}",
            is.shown(),
            (dividend / divisor).shown()
        );
        Ok(())
    }

    pub(crate) fn report(&self, report: &AccountReport) -> Same {
        let model = self.model;
        let profits: Exact = model.held.iter().map(|held| model.figures(held).profit).sum();
        self.amount("the wallet", report.wallet_balance, &model.wallet)?;
        self.amount("the unrealised profit", report.unrealized_pnl, &profits)?;
        self.amount("the equity", report.equity, &(&model.wallet + &profits))?;
        self.amount("the available balance", report.available_balance, &model.available())?;
        self.amount("the withdrawable balance", report.withdrawable_balance, &model.withdrawable())?;
        let maintenance = model.cross_maintenance();
        self.amount("the collateral", report.cross.collateral, &model.collateral())?;
        self.amount("the margin balance", report.cross.margin_balance, &model.margin_balance())?;
        self.amount("the initial margin", report.cross.initial_margin, &model.cross_initial())?;
        let reserves: Exact =
            model.cross().map(|held| model.figures(held)).map(|figures| figures.reported - figures.maintenance).sum();
        self.amount("the maintenance margin", report.cross.maintenance_margin, &(&maintenance + reserves))?;
        let places = model.cross_places();
        let least = places.iter().map(|place| model.margin_balance_of(*place)).min();
        let least = least.unwrap_or_else(|| model.collateral());
        self.quotient("the margin ratio", report.cross.margin_ratio, &maintenance, &least)?;

        let mut shared = vec![];
        let mut listed = report.markets.iter();
        for (place, traded) in model.places.iter().enumerate() {
            if !model.held.iter().any(|held| held.place == place) {
                shared.push(None);
                continue;
            }
            let Some(market) = listed.next() else { return Err(format!("{} is not listed", traded.symbol)) };
            same!(market.symbol == traded.symbol, "market {place} is {}", market.symbol);
            if !places.contains(&place) {
                let none = Liquidation::Never(NeverReason::NoExposure);
                same!(market.pair.below == none && market.pair.above == none, "{:?} of nothing", market.pair);
                shared.push(None);
                continue;
            }
            let held: Vec<&Held> = model.cross().filter(|held| held.place == place).collect();
            let backing = model.backing_of(place);
            let others = &maintenance - model.maintenance_of(place);
            let liquidation = Legs { model, held: held.clone(), collateral: &backing - others, charged: true };
            let bankruptcy = Legs { model, held, collateral: backing, charged: false };
            self.end(&liquidation, market.pair.below, true)?;
            self.end(&liquidation, market.pair.above, false)?;
            shared.push(Some((market.pair, bankruptcy)));
        }
        same!(listed.next().is_none(), "a market is listed in which nothing is held");
        same!(report.positions.len() == model.held.len(), "{} positions", report.positions.len());
        for (held, position) in model.held.iter().zip(&report.positions) {
            self.position(held, position, report)?;
            match &held.margin {
                Some(margin) => {
                    let legs = |charged| Legs { model, held: vec![held], collateral: margin.clone(), charged };
                    self.end(&legs(true), position.pair.below, true)?;
                    self.end(&legs(true), position.pair.above, false)?;
                    self.bankruptcy(&legs(false), position)?;
                }
                None => {
                    let Some((pair, bankruptcy)) = &shared[held.place] else { unreachable!() };
                    same!(position.pair == *pair, "the pair {:?} is not its market's", position.pair);
                    self.bankruptcy(bankruptcy, position)?;
                }
            }
        }
        Ok(())
    }

    fn position(&self, held: &Held, position: &PositionReport, report: &AccountReport) -> Same {
        let model = self.model;
        let figures = model.figures(held);
        let place = model.place(held);
        same!(position.id == held.id.to_string() && position.market == place.symbol, "{} is another", position.id);
        same!(position.side == held.side && position.margin_mode == held.mode(), "{} is another", position.id);
        self.amount("a size", position.size, &held.size)?;
        self.amount("a leverage", position.leverage, &place.leverage)?;
        self.amount("a value", position.value, &figures.value)?;
        self.amount("a profit", position.unrealized_pnl, &figures.profit)?;
        self.amount("an initial margin", position.initial_margin, &figures.initial)?;
        self.amount("a maintenance margin", position.maintenance_margin, &figures.reported)?;
        self.amount("a margin", position.margin, held.margin.as_ref().unwrap_or(&figures.initial))?;
        self.quotient("a return", position.roe, &figures.profit, &figures.of_return)?;
        same!(position.tier == figures.tier, "the tier is {}, the model's {}", position.tier, figures.tier);
        // The value at the entry price is the value at entry.
        let entry = place.value(&held.size, &Exact::of(position.entry_price));
        let allowed =
            &held.entry_value * Exact::tenth_to(18) + &entry / Exact::of(position.entry_price) * Exact::tenth_to(27);
        same!((&entry - &held.entry_value).abs() <= allowed, "the entry price is {}", position.entry_price);

        let at_stake = match &held.margin {
            Some(margin) => {
                let balance = margin + &figures.profit;
                self.quotient("a margin ratio", position.margin_ratio, &figures.maintenance, &balance)?;
                margin.clone()
            }
            None => {
                same!(position.margin_ratio == report.cross.margin_ratio, "the ratio is not the account's");
                model.collateral()
            }
        };
        let hurting = position.pair.hurting(position.side);
        same!(position.liquidation == hurting, "the liquidation is not of the side that hurts");
        let covers = [NeverReason::CollateralCoversLoss, NeverReason::InverseShortCovered];
        let most = match hurting {
            Liquidation::Never(reason) if covers.contains(&reason) => {
                let backing = held.margin.clone().unwrap_or_else(|| model.backing_of(held.place));
                held.entry_value.clone().min(backing)
            }
            _ => at_stake.max(Exact::zero()),
        };
        self.amount("the most that can be lost", position.max_loss, &most)?;
        same!(
            position.margin_mode == MarginMode::Cross || position.max_loss <= position.margin.max(Decimal::ZERO),
            "more than the margin can be lost"
        );
        Ok(())
    }

    fn bankruptcy(&self, legs: &Legs<'_>, position: &PositionReport) -> Same {
        let below = position.side == margin_core::Side::Long;
        let mark = self.model.mark(legs.held[0]);
        // A margin balance of 0 or less at the mark is possible where maintenance is below 0.
        if !legs.surplus(mark).is_positive() {
            same!(position.bankruptcy == Liquidation::Now, "bankrupt, but {:?}", position.bankruptcy);
            return Ok(());
        }
        self.end(legs, position.bankruptcy, below)
    }

    /// One end of the interval: of the same kind, and at the same price.
    fn end(&self, legs: &Legs<'_>, is: Liquidation, below: bool) -> Same {
        let mark = self.model.mark(legs.held[0]);
        let end = legs.end(mark, below);
        let what = if legs.charged { "liquidation" } else { "bankruptcy" };
        let (price, tiers, is_jump, core, tier) = match (&end, is) {
            (End::Never(reason), Liquidation::Never(is)) if *reason == is => return Ok(()),
            (End::At { price, tiers, is_jump }, Liquidation::At { price: core, distance, tier, .. }) => {
                let exact = Exact::of(core);
                let error = (Exact::of(distance) * mark - (&exact - mark)).abs();
                let allowed = (&exact + mark) * Exact::tenth_to(18) + mark * Exact::tenth_to(27);
                same!(error <= allowed, "the distance of {core} is {distance}");
                (price, tiers, *is_jump, exact, tier)
            }
            _ => return Err(format!("the {what} is {is:?}, the model's {end:?}")),
        };
        let shown = || format!("the {what} is {is:?}, the model's {} in {tiers:?}", price.shown());
        let is_near = (&core - price).abs() <= price * Exact::tenth_to(18) + Exact::tenth_to(27);
        if !is_near {
            same!(!is_jump, "{}, a jump", shown());
            // A flat line reaches 0 anywhere near: there, `f` itself must be 0 to 10⁻²⁰ of all that
            // it is a sum of, which in cross is the whole account, and to the last place of a decimal.
            let is_cross = legs.held[0].margin.is_none();
            let behind = if is_cross { self.magnitude.clone() } else { legs.collateral.abs() };
            let values =
                legs.held.iter().map(|held| self.model.place(held).value(&held.size, price) + &held.entry_value);
            let allowed = (behind + values.sum::<Exact>()) * Exact::tenth_to(20) + Exact::tenth_to(27);
            let left = legs.surplus_in(&core, tiers);
            same!(left.abs() <= allowed, "{}: f is {}, allowed {}", shown(), left.shown(), allowed.shown());
        }
        if legs.charged {
            let hurt = tiers[legs.hurt(below)];
            let held = legs.held[legs.hurt(below)];
            let value = self.model.place(held).value(&held.size, price);
            let rows = &self.model.place(held).rows;
            let at_floor = rows.iter().any(|row| (&row.floor - &value).abs() <= &value * Exact::tenth_to(15));
            same!(tier == hurt || (at_floor && !is_jump), "{}", shown());
        }
        Ok(())
    }
}
