//! The account a second time, as simply as it can be said, in exact fractions: what is held and
//! what it is worth.
//!
//! Amounts that are booked are rounded as the account documents it; all other figures are exact.

use std::cell::RefCell;

use margin_core::account::SimulationInput;
use margin_core::{
    Basis, ClosingFee, Contract, Decimal, HedgedMaintenance, MarginMode, Market, OthersPnl, PositionId, PositionMode,
    ReportedReserve, Rules, Side, TierBasis, TierForm,
};

use crate::exact::Exact;

#[derive(Clone)]
pub(crate) struct Model {
    pub(crate) rules: Rules,
    pub(crate) position_mode: PositionMode,
    pub(crate) wallet: Exact,
    pub(crate) places: Vec<Place>,
    /// By rising id.
    pub(crate) held: Vec<Held>,
    pub(crate) next_id: u32,
    /// How far the closest decision since it was cleared was from the other outcome.
    pub(crate) closest: RefCell<Option<Exact>>,
}

/// A market, and what was chosen for it.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) symbol: String,
    pub(crate) contract: Contract,
    pub(crate) multiplier: Exact,
    pub(crate) taker_fee: Exact,
    pub(crate) closing_fee: Exact,
    pub(crate) liquidation_fee: Exact,
    pub(crate) form: TierForm,
    pub(crate) basis: TierBasis,
    pub(crate) rows: Vec<Row>,
    pub(crate) end: Option<Exact>,
    pub(crate) mark: Option<Price>,
    pub(crate) mode: MarginMode,
    pub(crate) leverage: Exact,
}

/// A price, also as it was given.
#[derive(Clone)]
pub(crate) struct Price {
    pub(crate) given: Decimal,
    pub(crate) exact: Exact,
}

#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) floor: Exact,
    pub(crate) rate: Exact,
    pub(crate) deduction: Exact,
    pub(crate) max_leverage: Option<Exact>,
}

#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) id: PositionId,
    pub(crate) place: usize,
    pub(crate) side: Side,
    pub(crate) size: Exact,
    pub(crate) entry_value: Exact,
    pub(crate) margin: Option<Exact>,
}

/// A position at its mark.
pub(crate) struct Figures {
    pub(crate) value: Exact,
    pub(crate) profit: Exact,
    pub(crate) tier: usize,
    pub(crate) maintenance: Exact,
    pub(crate) initial: Exact,
    /// The maintenance margin as it is reported.
    pub(crate) reported: Exact,
    /// The margin that the return is a share of.
    pub(crate) of_return: Exact,
}

impl Place {
    fn new(market: &Market, rules: &Rules) -> Self {
        Self {
            symbol: market.symbol().to_owned(),
            contract: market.contract(),
            multiplier: Exact::of(market.multiplier()),
            taker_fee: Exact::of(market.taker_fee()),
            closing_fee: Exact::of(market.closing_fee()),
            liquidation_fee: Exact::of(market.liquidation_fee()),
            // The generator leaves both to the rules.
            form: rules.tier_form,
            basis: rules.tier_basis,
            rows: market
                .tiers()
                .rows()
                .map(|row| Row {
                    floor: Exact::of(row.floor),
                    rate: Exact::of(row.rate),
                    deduction: Exact::of(row.deduction),
                    max_leverage: row.max_leverage.map(Exact::of),
                })
                .collect(),
            end: market.tiers().end().map(Exact::of),
            mark: None,
            mode: MarginMode::Cross,
            leverage: Exact::whole(1),
        }
    }

    /// What a size is worth at a price.
    pub(crate) fn value(&self, size: &Exact, price: &Exact) -> Exact {
        let exposure = size * &self.multiplier;
        if self.contract == Contract::Inverse { exposure / price } else { exposure * price }
    }

    /// Whether a side gains as the value rises.
    pub(crate) fn gains(&self, side: Side) -> bool {
        (side == Side::Long) != (self.contract == Contract::Inverse)
    }

    /// The last tier whose floor is below the measure.
    pub(crate) fn tier_of(&self, measure: &Exact) -> usize {
        self.rows.iter().rposition(|row| row.floor < *measure).unwrap_or(0)
    }
}

impl Price {
    pub(crate) fn of(given: Decimal) -> Self {
        Self { given, exact: Exact::of(given) }
    }
}

impl Held {
    pub(crate) fn mode(&self) -> MarginMode {
        if self.margin.is_some() { MarginMode::Isolated } else { MarginMode::Cross }
    }
}

impl Model {
    pub(crate) fn new(input: &SimulationInput) -> Self {
        let mut places: Vec<Place> = input.markets.iter().map(|market| Place::new(market, &input.rules)).collect();
        for place in &mut places {
            let price = input.prices.iter().find(|(symbol, _)| *symbol == place.symbol);
            place.mark = price.map(|(_, price)| Price::of(*price));
        }
        Self {
            rules: input.rules,
            position_mode: input.position_mode,
            wallet: Exact::of(input.wallet_balance),
            places,
            held: vec![],
            next_id: 1,
            closest: RefCell::new(None),
        }
    }

    pub(crate) fn place(&self, held: &Held) -> &Place {
        &self.places[held.place]
    }

    pub(crate) fn mark(&self, held: &Held) -> &Exact {
        &self.place(held).mark.as_ref().unwrap().exact
    }

    pub(crate) fn profit_at(&self, held: &Held, value: &Exact) -> Exact {
        (value - &held.entry_value).signed(self.place(held).gains(held.side))
    }

    /// Whether a rule takes the value of a position at its entry.
    pub(crate) fn at_entry(&self, basis: Basis, held: &Held) -> bool {
        match basis {
            Basis::Mark => false,
            Basis::Entry => true,
            Basis::EntryIfIsolated => held.margin.is_some(),
            Basis::EntryUnlessInverse => self.place(held).contract != Contract::Inverse,
        }
    }

    fn value_by<'a>(&self, basis: Basis, held: &'a Held, value: &'a Exact) -> &'a Exact {
        if self.at_entry(basis, held) { &held.entry_value } else { value }
    }

    /// The tier that charges a position worth `value`.
    pub(crate) fn tier(&self, held: &Held, value: &Exact) -> usize {
        self.place(held).tier_of(self.measure(held, value))
    }

    /// What the table of a position worth `value` finds its tier by.
    pub(crate) fn measure<'a>(&self, held: &'a Held, value: &'a Exact) -> &'a Exact {
        match self.place(held).basis {
            TierBasis::Size => &held.size,
            TierBasis::Value => self.value_by(self.rules.maintenance_basis, held, value),
        }
    }

    /// What a position worth `value` must keep, in a tier.
    pub(crate) fn maintenance(&self, held: &Held, tier: usize, value: &Exact) -> Exact {
        let place = self.place(held);
        let row = &place.rows[tier];
        let mut maintenance = &row.rate * self.value_by(self.rules.maintenance_basis, held, value);
        if place.form == TierForm::Marginal {
            maintenance = maintenance - &row.deduction;
        }
        let fee = &place.closing_fee * value;
        match self.rules.closing_fee {
            ClosingFee::None => maintenance,
            ClosingFee::Maintenance => maintenance + fee,
            ClosingFee::Cross => maintenance + self.due_in_cross(held, value),
        }
    }

    /// The closing fee that no reserve covers, where there is one: of a cross position.
    pub(crate) fn due_in_cross(&self, held: &Held, value: &Exact) -> Exact {
        if self.rules.closing_fee == ClosingFee::Cross && held.margin.is_none() {
            &self.place(held).closing_fee * value
        } else {
            Exact::zero()
        }
    }

    /// The reserve for the closing fee: that of the value where `V/L` has been lost.
    pub(crate) fn reserve(&self, place: &Place, side: Side, entry_value: &Exact, value: &Exact) -> Exact {
        let basis = match self.rules.reported_reserve {
            ReportedReserve::None => return Exact::zero(),
            ReportedReserve::ClosingFee => entry_value,
            ReportedReserve::ClosingFeeAtMark => value,
        };
        let lost = (basis / &place.leverage).signed(place.gains(side));
        &place.closing_fee * (basis - lost).max(Exact::zero())
    }

    /// What the two legs of one market are charged together, or one alone.
    pub(crate) fn together(&self, charges: &[Exact]) -> Exact {
        match (charges, self.rules.hedged_maintenance) {
            ([], _) => Exact::zero(),
            ([one], _) => one.clone(),
            ([one, other], HedgedMaintenance::Each) => one + other,
            ([one, other], HedgedMaintenance::Larger) => one.max(other).clone(),
            ([one, other], HedgedMaintenance::Net) => (one - other).abs(),
            _ => unreachable!("at most two cross legs in a market"),
        }
    }

    pub(crate) fn figures(&self, held: &Held) -> Figures {
        let value = self.place(held).value(&held.size, self.mark(held));
        let tier = self.tier(held, &value);
        let place = self.place(held);
        let reserve = self.reserve(place, held.side, &held.entry_value, &value);
        let margin_by = |basis| self.value_by(basis, held, &value) / &place.leverage + &reserve;
        let maintenance = self.maintenance(held, tier, &value);
        let reported = match self.rules.reported_reserve {
            ReportedReserve::ClosingFee => &maintenance + &reserve,
            _ => maintenance.clone(),
        };
        Figures {
            profit: self.profit_at(held, &value),
            tier,
            maintenance,
            initial: margin_by(self.rules.initial_basis),
            reported,
            of_return: margin_by(self.rules.roe_basis),
            value,
        }
    }

    pub(crate) fn cross(&self) -> impl Iterator<Item = &Held> {
        self.held.iter().filter(|held| held.margin.is_none())
    }

    fn cross_in(&self, place: usize) -> impl Iterator<Item = &Held> {
        self.cross().filter(move |held| held.place == place)
    }

    /// The wallet less the isolated margins.
    pub(crate) fn collateral(&self) -> Exact {
        self.held.iter().filter_map(|held| held.margin.as_ref()).fold(self.wallet.clone(), |rest, margin| rest - margin)
    }

    /// The collateral and the profit of all cross positions.
    pub(crate) fn margin_balance(&self) -> Exact {
        self.cross().fold(self.collateral(), |sum, held| sum + self.figures(held).profit)
    }

    /// The collateral, and the profit of the cross positions elsewhere as it counts for a market.
    pub(crate) fn backing_of(&self, place: usize) -> Exact {
        let mut backing = self.collateral();
        for held in self.cross().filter(|held| held.place != place) {
            let profit = self.figures(held).profit;
            if self.rules.others_pnl == OthersPnl::Full || profit.is_negative() {
                backing = backing + profit;
            }
        }
        backing
    }

    /// The margin balance as a market counts it.
    pub(crate) fn margin_balance_of(&self, place: usize) -> Exact {
        self.cross_in(place).fold(self.backing_of(place), |sum, held| sum + self.figures(held).profit)
    }

    /// What the cross legs of a market are charged.
    pub(crate) fn maintenance_of(&self, place: usize) -> Exact {
        let charges: Vec<Exact> = self.cross_in(place).map(|held| self.figures(held).maintenance).collect();
        self.together(&charges)
    }

    pub(crate) fn cross_maintenance(&self) -> Exact {
        (0..self.places.len()).map(|place| self.maintenance_of(place)).sum()
    }

    pub(crate) fn cross_initial(&self) -> Exact {
        self.cross().map(|held| self.figures(held).initial).sum()
    }

    pub(crate) fn cross_places(&self) -> Vec<usize> {
        (0..self.places.len()).filter(|place| self.cross_in(*place).next().is_some()).collect()
    }

    /// `f` of the market whose cross legs are closest to liquidation.
    pub(crate) fn cross_surplus(&self) -> Option<Exact> {
        let places = self.cross_places();
        if places.is_empty() {
            return None;
        }
        let maintenance = self.cross_maintenance();
        places.iter().map(|place| self.margin_balance_of(*place) - &maintenance).min()
    }

    /// `f` of an isolated position.
    pub(crate) fn isolated_surplus(&self, held: &Held) -> Option<Exact> {
        let figures = self.figures(held);
        held.margin.as_ref().map(|margin| margin + figures.profit - figures.maintenance)
    }

    /// What can be withdrawn.
    pub(crate) fn withdrawable(&self) -> Exact {
        let worth: Exact = self.cross().map(|held| self.figures(held).value).sum();
        let kept = Exact::of(self.rules.withdrawal_floor) * worth;
        self.available().min(self.margin_balance() - kept).max(Exact::zero())
    }

    /// The same in whole steps, and less where the cross positions would be liquidated.
    pub(crate) fn free_to_withdraw(&self) -> Limit {
        Limit { most: self.withdrawable(), surplus: self.cross_surplus() }
    }

    /// What can be allocated.
    pub(crate) fn available(&self) -> Exact {
        let spare = self.margin_balance() - self.cross_initial();
        self.collateral().min(spare).max(Exact::zero())
    }

    /// The same in whole steps, and less where the cross positions would be liquidated.
    pub(crate) fn free(&self) -> Limit {
        Limit { most: self.available(), surplus: self.cross_surplus() }
    }

    /// The most that can be taken out of a position's margin.
    pub(crate) fn removable(&self, held: &Held) -> Limit {
        let Some(margin) = &held.margin else { return Limit { most: Exact::zero(), surplus: None } };
        let figures = self.figures(held);
        let initial = &figures.value / &self.place(held).leverage;
        let stays = initial.max(Exact::of(self.rules.removal_floor) * &figures.value);
        let balance = margin + figures.profit;
        Limit {
            most: (&balance - stays).min(margin.clone()).max(Exact::zero()),
            surplus: Some(balance - figures.maintenance),
        }
    }

    /// What errors are measured against: all that is held and owed.
    pub(crate) fn magnitude(&self) -> Exact {
        let mut magnitude = self.wallet.abs();
        for held in &self.held {
            magnitude = magnitude + self.figures(held).value + &held.entry_value;
            if let Some(margin) = &held.margin {
                magnitude = magnitude + margin.abs();
            }
        }
        magnitude
    }

    /// `one < other`, and how close that was.
    pub(crate) fn is_less(&self, one: &Exact, other: &Exact) -> bool {
        let distance = (one - other).abs();
        let mut closest = self.closest.borrow_mut();
        if closest.as_ref().is_none_or(|closest| distance < *closest) {
            *closest = Some(distance);
        }
        one < other
    }

    /// Whether an amount of whole steps, above 0, may be moved. The figures themselves decide, so that it is known how
    /// close that was: beside their whole steps, a figure on a step would seem a whole step away.
    pub(crate) fn allows(&self, limit: &Limit, amount: &Exact) -> bool {
        let holds = limit.surplus.as_ref().is_none_or(|surplus| self.is_less(amount, surplus));
        !self.is_less(&limit.most, amount) && holds
    }

    /// The largest amount in whole steps. Where a figure is exactly on a step, the last digit of a decimal decides to which
    /// it belongs: a decision as close as any.
    pub(crate) fn whole_steps(&self, limit: &Limit) -> Exact {
        if limit.is_at_a_step(&(self.magnitude() * Exact::tenth_to(24))) {
            *self.closest.borrow_mut() = Some(Exact::zero());
        }
        limit.in_steps()
    }

    /// Whether a surplus no longer holds a position.
    pub(crate) fn falls(&self, surplus: &Exact) -> bool {
        !self.is_less(&Exact::zero(), surplus)
    }
}

/// How much can be moved: at most one figure, and less than another.
pub(crate) struct Limit {
    pub(crate) most: Exact,
    pub(crate) surplus: Option<Exact>,
}

impl Limit {
    /// The largest amount in whole steps.
    pub(crate) fn in_steps(&self) -> Exact {
        let most = self.most.floor_to(12);
        match &self.surplus {
            Some(surplus) => most.min((surplus.ceil_to(12) - Exact::tenth_to(12)).max(Exact::zero())),
            None => most,
        }
    }

    /// Whether a figure is so close to a whole step that an error decides to which it belongs.
    pub(crate) fn is_at_a_step(&self, error: &Exact) -> bool {
        let is_close = |figure: &Exact| (figure - error).floor_to(12) != (figure + error).floor_to(12);
        is_close(&self.most) || self.surplus.as_ref().is_some_and(is_close)
    }
}
