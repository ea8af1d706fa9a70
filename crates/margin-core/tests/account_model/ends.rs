//! Where the model's positions end: the walk outward from the mark, tier floor by tier floor.

use margin_core::{Contract, HedgedMaintenance, NeverReason, Side, TierBasis, TierForm};

use crate::exact::Exact;
use crate::model::{Held, Model};

/// The end of the solvent interval on one side of the mark.
#[derive(Clone, Debug)]
pub(crate) enum End {
    At {
        price: Exact,
        /// By the legs' places.
        tiers: Vec<usize>,
        is_jump: bool,
    },
    Never(NeverReason),
}

/// The cross legs of one market, or one isolated position, and what stands behind them.
pub(crate) struct Legs<'a> {
    pub(crate) model: &'a Model,
    pub(crate) held: Vec<&'a Held>,
    /// `A`.
    pub(crate) collateral: Exact,
    /// False for bankruptcy.
    pub(crate) charged: bool,
}

impl Legs<'_> {
    fn contract(&self) -> Contract {
        self.model.place(self.held[0]).contract
    }

    /// The price, or for inverse contracts its reciprocal, and back: `f` is made of lines in it.
    fn turned(&self, number: &Exact) -> Exact {
        if self.contract() == Contract::Inverse { Exact::whole(1) / number } else { number.clone() }
    }

    fn exposure(&self, held: &Held) -> Exact {
        &held.size * &self.model.place(held).multiplier
    }

    fn tiers_at(&self, x: &Exact) -> Vec<usize> {
        let tier = |held: &&Held| self.model.tier(held, &(self.exposure(held) * x));
        self.held.iter().map(tier).collect()
    }

    /// The lines whose lowest is `f`, in these tiers.
    fn lines(&self, x: &Exact, tiers: &[usize]) -> Vec<Exact> {
        let values: Vec<Exact> = self.held.iter().map(|held| self.exposure(held) * x).collect();
        let profits = self.held.iter().zip(&values).map(|(held, value)| self.model.profit_at(held, value));
        let balance = &self.collateral + profits.sum::<Exact>();
        let charge = |((held, tier), value): ((&&Held, &usize), &Exact)| match self.charged {
            true => self.model.maintenance(held, *tier, value),
            false => self.model.due_in_cross(held, value),
        };
        let charges: Vec<Exact> = self.held.iter().zip(tiers).zip(&values).map(charge).collect();
        match (charges.as_slice(), self.model.rules.hedged_maintenance) {
            ([one, other], HedgedMaintenance::Larger) => vec![&balance - one, &balance - other],
            ([one, other], HedgedMaintenance::Net) => vec![&balance - (one - other), &balance - (other - one)],
            (charges, _) => vec![balance - self.model.together(charges)],
        }
    }

    /// `f` at a price, in these tiers.
    pub(crate) fn surplus_in(&self, price: &Exact, tiers: &[usize]) -> Exact {
        self.lines(&self.turned(price), tiers).into_iter().min().unwrap()
    }

    /// `f` at a price.
    pub(crate) fn surplus(&self, price: &Exact) -> Exact {
        self.surplus_in(price, &self.tiers_at(&self.turned(price)))
    }

    /// Where a leg crosses a tier floor, from the mark outward.
    fn kinks(&self, mark: &Exact, rising: bool) -> Vec<Exact> {
        let moves = self.charged
            && !self.model.at_entry(self.model.rules.maintenance_basis, self.held[0])
            && self.model.rules.tier_basis == TierBasis::Value;
        let mut kinks = vec![];
        if moves {
            for held in &self.held {
                let exposure = self.exposure(held);
                for row in self.model.place(held).rows.iter().skip(1).filter(|row| row.floor.is_positive()) {
                    let kink = &row.floor / &exposure;
                    // A value at a floor belongs below: rising, the mark itself can be such a place.
                    if if rising { kink >= *mark } else { kink < *mark } {
                        kinks.push(kink);
                    }
                }
            }
        }
        kinks.sort();
        kinks.dedup();
        if !rising {
            kinks.reverse();
        }
        kinks
    }

    /// The end on one side of a mark at which `f` is above 0.
    pub(crate) fn end(&self, mark: &Exact, below: bool) -> End {
        let rising = below == (self.contract() == Contract::Inverse);
        let mark = self.turned(mark);
        let mut kinks = self.kinks(&mark, rising).into_iter();
        let mut from = mark;
        let mut is_first = true;
        loop {
            let to = kinks.next();
            let inside = match &to {
                Some(to) => (&from + to) / Exact::whole(2),
                None if rising => &from * Exact::whole(2),
                None => &from / Exact::whole(2),
            };
            let tiers = self.tiers_at(&inside);
            let start = self.lines(&from, &tiers);
            let least = start.iter().min().unwrap();
            if !is_first && !least.is_positive() {
                // At 0 just past a floor that belongs to the tier before, a line that climbs holds.
                let climbs = || self.lines(&inside, &tiers).iter().all(Exact::is_positive);
                if least.is_negative() || !rising || !climbs() {
                    return self.at(&from, tiers, self.model.rules.tier_form == TierForm::Whole);
                }
            }
            // Beyond the last floor, a rising line is followed from its slope, a falling one to 0.
            let last = if rising { inside.clone() } else { Exact::zero() };
            let stop = to.clone().unwrap_or(last);
            let mut nearest: Option<Exact> = None;
            for (one, other) in start.iter().zip(self.lines(&stop, &tiers)) {
                let falls = match (&to, rising) {
                    (Some(_), true) => !other.is_positive(),
                    (Some(_), false) | (None, false) => other.is_negative(),
                    (None, true) => other < *one,
                };
                if falls {
                    let root = &from + (&stop - &from) * one / (one - other);
                    let is_nearer = |nearest: &Exact| if rising { root < *nearest } else { root > *nearest };
                    if nearest.as_ref().is_none_or(is_nearer) {
                        nearest = Some(root);
                    }
                }
            }
            match (nearest, to) {
                (Some(root), _) => return self.at(&root, tiers, false),
                (None, Some(to)) => from = to,
                (None, None) => return End::Never(self.never(rising)),
            }
            is_first = false;
        }
    }

    fn at(&self, x: &Exact, tiers: Vec<usize>, is_jump: bool) -> End {
        let price = self.turned(x);
        if price < Exact::tenth_to(18) || price > Exact::whole(1_000_000_000_000_000_000) {
            return End::Never(NeverReason::BeyondAnyPrice);
        }
        End::At { price, tiers, is_jump }
    }

    /// Why nothing ends on a side: what is held in sum does not lose there, or the loss is covered.
    fn never(&self, rising: bool) -> NeverReason {
        let gains = |held: &&Held| self.model.place(held).gains(held.side);
        let net: Exact = self.held.iter().map(|held| self.exposure(held).signed(gains(held))).sum();
        match (!rising && net.is_positive(), self.contract()) {
            (false, _) => NeverReason::SafeSide,
            (true, Contract::Inverse) => NeverReason::InverseShortCovered,
            (true, _) => NeverReason::CollateralCoversLoss,
        }
    }

    /// The place of the leg that a side of the mark hurts, or of the only one.
    pub(crate) fn hurt(&self, below: bool) -> usize {
        let side = if below { Side::Long } else { Side::Short };
        self.held.iter().position(|held| held.side == side).unwrap_or(0)
    }
}
