//! Markets: a contract, its multiplier and fees, and the tier table its positions are charged by.

use crate::bounds;
use crate::contract::Contract;
use crate::decimal::{Checked, Decimal};
use crate::error::{ErrorCode, MarginError, Result};
use crate::position::MarginMode;
use crate::rules::{Basis, ClosingFee, HedgedMaintenance, ReportedReserve, Rules, TierBasis, TierForm};
use crate::tiers::{Tier, TierRow, TierTable};

/// A market as given. [`MarketInput::new`] fills in the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketInput {
    /// Its name, unique in an account.
    pub symbol: String,
    /// How it pays.
    pub contract: Contract,
    /// What one unit of size is worth.
    pub multiplier: Decimal,
    /// The settlement currency; where given, all markets of an account must agree.
    pub settle: Option<String>,
    /// The price step of the venue's screen.
    pub tick_size: Option<Decimal>,
    /// The smallest amount of the settlement currency in which the venue counts: `0.00000001` where it counts in
    /// satoshi. See [`Market::settlement_unit`].
    pub settlement_unit: Option<Decimal>,
    /// The fee of taking liquidity, a fraction of the value.
    pub taker_fee: Decimal,
    /// The fee of closing, a fraction of the value; the taker fee by default.
    pub closing_fee: Option<Decimal>,
    /// What liquidation costs where the rest is returned, a fraction of the value.
    pub liquidation_fee: Decimal,
    /// Over the rules' tier form.
    pub tier_form: Option<TierForm>,
    /// Over the rules' tier basis.
    pub tier_basis: Option<TierBasis>,
    /// The tier table.
    pub tiers: Vec<Tier>,
    /// The largest value, or size, that the venue lets a position have; where it is not given, the table has no end.
    pub end: Option<Decimal>,
}

impl MarketInput {
    /// A linear market of multiplier 1 without fees or ticks.
    ///
    /// ```
    /// use margin_core::{Decimal, Market, MarketInput, Tier, parse};
    ///
    /// let input = MarketInput {
    ///     tick_size: Some(parse("0.1")?),
    ///     ..MarketInput::new("BTCUSDT", vec![Tier::new(Decimal::ZERO, parse("0.004")?)])
    /// };
    /// assert_eq!(Market::new(input)?.symbol(), "BTCUSDT");
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn new(symbol: &str, tiers: Vec<Tier>) -> Self {
        Self {
            symbol: symbol.to_owned(),
            contract: Contract::Linear,
            multiplier: Decimal::ONE,
            settle: None,
            tick_size: None,
            settlement_unit: None,
            taker_fee: Decimal::ZERO,
            closing_fee: None,
            liquidation_fee: Decimal::ZERO,
            tier_form: None,
            tier_basis: None,
            tiers,
            end: None,
        }
    }
}

/// A checked market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    symbol: String,
    contract: Contract,
    multiplier: Decimal,
    settle: Option<String>,
    tick_size: Option<Decimal>,
    settlement_unit: Option<Decimal>,
    taker_fee: Decimal,
    closing_fee: Decimal,
    liquidation_fee: Decimal,
    tier_form: Option<TierForm>,
    tier_basis: Option<TierBasis>,
    tiers: TierTable,
}

impl Market {
    /// Checks a market.
    ///
    /// # Errors
    /// What [`TierTable::new`] refuses; `out-of-range` for a multiplier, tick size or fee outside
    /// its bound, and for a rate that reaches 1 together with the closing fee;
    /// `unsupported-combination` for tiers by size in the marginal form.
    pub fn new(input: MarketInput) -> Result<Self> {
        let market = Self {
            contract: input.contract,
            multiplier: bounds::MULTIPLIER.check("multiplier", input.multiplier)?,
            settle: input.settle,
            tick_size: match input.tick_size {
                Some(tick) => Some(bounds::TICK_SIZE.check("tick_size", tick)?),
                None => None,
            },
            settlement_unit: match input.settlement_unit {
                Some(unit) => Some(bounds::SETTLEMENT_UNIT.check("settlement_unit", unit)?),
                None => None,
            },
            taker_fee: bounds::RATE.check("taker_fee", input.taker_fee)?,
            closing_fee: bounds::RATE.check(
                if input.closing_fee.is_some() { "closing_fee" } else { "taker_fee" },
                input.closing_fee.unwrap_or(input.taker_fee),
            )?,
            liquidation_fee: bounds::RATE.check("liquidation_fee", input.liquidation_fee)?,
            tier_form: input.tier_form,
            tier_basis: input.tier_basis,
            tiers: match input.end {
                Some(end) => TierTable::new(&input.tiers)?.with_end(end)?,
                None => TierTable::new(&input.tiers)?,
            },
            symbol: input.symbol,
        };
        let (tier, rate) = market.tiers.largest_rate();
        if rate.plus(market.closing_fee)? >= Decimal::ONE {
            return Err(MarginError::because(ErrorCode::OutOfRange, "rate and closing fee together must be below 1")
                .with_value(rate)
                .at(&format!("tiers[{tier}].rate")));
        }
        if let (Some(form), Some(basis)) = (market.tier_form, market.tier_basis) {
            check_combination(form, basis)?;
        }
        Ok(market)
    }

    /// A linear market with one maintenance rate for every value, without fees or ticks.
    ///
    /// # Errors
    /// `negative` or `out-of-range` for a rate below 0, or of 1 and more.
    ///
    /// ```
    /// use margin_core::{Decimal, Market, parse};
    ///
    /// assert_eq!(Market::flat(parse("0.005")?)?.tiers().len(), 1);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn flat(rate: Decimal) -> Result<Self> {
        Self::new(MarketInput::new("flat", vec![Tier::new(Decimal::ZERO, rate)]))
    }

    /// The market as it could have been given, every deduction of its table stated.
    ///
    /// ```
    /// use margin_core::{Market, parse};
    ///
    /// let market = Market::flat(parse("0.005")?)?;
    /// assert_eq!(Market::new(market.to_input())?, market);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn to_input(&self) -> MarketInput {
        let tier = |row: &TierRow| Tier {
            floor: row.floor,
            rate: row.rate,
            deduction: Some(row.deduction),
            max_leverage: row.max_leverage,
        };
        MarketInput {
            symbol: self.symbol.clone(),
            contract: self.contract,
            multiplier: self.multiplier,
            settle: self.settle.clone(),
            tick_size: self.tick_size,
            settlement_unit: self.settlement_unit,
            taker_fee: self.taker_fee,
            closing_fee: Some(self.closing_fee),
            liquidation_fee: self.liquidation_fee,
            tier_form: self.tier_form,
            tier_basis: self.tier_basis,
            tiers: self.tiers.rows().map(tier).collect(),
            end: self.tiers.end(),
        }
    }

    /// Its name.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// How it pays.
    pub const fn contract(&self) -> Contract {
        self.contract
    }

    /// The settlement currency, where it is known.
    pub fn settle(&self) -> Option<&str> {
        self.settle.as_deref()
    }

    /// The price step, where it is known.
    pub const fn tick_size(&self) -> Option<Decimal> {
        self.tick_size
    }

    /// The smallest amount in which the venue counts, where it counts in whole ones.
    ///
    /// Then a position's value at entry is a whole number of them, the nearest; its initial margin one rounded up,
    /// and so is a requirement that is taken at the entry; and the price that is shown for a liquidation is that of
    /// a whole value, rounded toward the mark, before it is rounded to the tick. What moves with the mark is exact,
    /// so that the equation of the solver stays one.
    ///
    /// ```
    /// use margin_core::{Contract, Decimal, Market, MarketInput, Position, Side, Tier, parse};
    ///
    /// let market = Market::new(MarketInput {
    ///     contract: Contract::Inverse,
    ///     settlement_unit: Some(parse("0.00000001")?),
    ///     ..MarketInput::new("XBTUSD", vec![Tier::new(Decimal::ZERO, parse("0.005")?)])
    /// })?;
    /// let position = Position::new(&market, Side::Short, Decimal::ONE, parse("7770")?, parse("100")?)?;
    /// assert_eq!(position.entry_value(), parse("0.0001287")?);
    /// assert_eq!(position.initial_margin(position.entry_value())?, parse("0.00000129")?);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub const fn settlement_unit(&self) -> Option<Decimal> {
        self.settlement_unit
    }

    /// The fee of opening, a fraction of the value.
    pub const fn taker_fee(&self) -> Decimal {
        self.taker_fee
    }

    /// The fee of closing, a fraction of the value.
    pub const fn closing_fee(&self) -> Decimal {
        self.closing_fee
    }

    /// The fee of liquidation, a fraction of the value.
    pub const fn liquidation_fee(&self) -> Decimal {
        self.liquidation_fee
    }

    /// What one unit of size is worth.
    pub const fn multiplier(&self) -> Decimal {
        self.multiplier
    }

    /// The tier table.
    pub const fn tiers(&self) -> &TierTable {
        &self.tiers
    }

    /// The exposure `Q = size · multiplier` of a size.
    ///
    /// # Errors
    /// `overflow` where it cannot be held.
    pub fn exposure(&self, size: Decimal) -> Result<Decimal> {
        size.times(self.multiplier)
    }

    /// Checks that these rules can be applied to this market.
    ///
    /// # Errors
    /// `unsupported-combination` for tiers by size in the marginal form.
    ///
    /// ```
    /// use margin_core::{Market, Rules, TierBasis, parse};
    ///
    /// let market = Market::flat(parse("0.005")?)?;
    /// assert!(market.check_rules(&Rules::default()).is_ok());
    /// assert!(market.check_rules(&Rules { tier_basis: TierBasis::Size, ..Rules::default() }).is_err());
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn check_rules(&self, rules: &Rules) -> Result<()> {
        self.form_and_basis(rules).map(|_| ())
    }

    /// What the floors of the table count under these rules.
    ///
    /// ```
    /// use margin_core::{Market, Rules, TierBasis, parse};
    ///
    /// assert_eq!(Market::flat(parse("0.005")?)?.tier_basis(&Rules::default()), TierBasis::Value);
    /// # Ok::<(), margin_core::MarginError>(())
    /// ```
    pub fn tier_basis(&self, rules: &Rules) -> TierBasis {
        self.tier_basis.unwrap_or(rules.tier_basis)
    }

    fn form_and_basis(&self, rules: &Rules) -> Result<(TierForm, TierBasis)> {
        let form = self.tier_form.unwrap_or(rules.tier_form);
        let basis = self.tier_basis(rules);
        check_combination(form, basis)?;
        Ok((form, basis))
    }

    /// How this market charges a position in one margin mode under these rules.
    pub(crate) fn terms(&self, rules: &Rules, mode: MarginMode) -> Result<Terms<'_>> {
        let (form, basis) = self.form_and_basis(rules)?;
        let at_entry = |basis: Basis| basis.is_entry(self.contract, mode);
        let fee_if = |is_due| if is_due { self.closing_fee } else { Decimal::ZERO };
        let is_due_in_cross = rules.closing_fee == ClosingFee::Cross && mode == MarginMode::Cross;
        Ok(Terms {
            contract: self.contract,
            tiers: &self.tiers,
            form,
            basis,
            maintenance_at_entry: at_entry(rules.maintenance_basis),
            initial_at_entry: at_entry(rules.initial_basis),
            roe_at_entry: at_entry(rules.roe_basis),
            hedged: rules.hedged_maintenance,
            settlement_unit: self.settlement_unit,
            closing_fee: fee_if(is_due_in_cross || rules.closing_fee == ClosingFee::Maintenance),
            bankruptcy_fee: fee_if(is_due_in_cross),
            reserve: rules.reported_reserve,
            reserve_fee: fee_if(rules.reported_reserve != ReportedReserve::None),
        })
    }
}

/// A market's charges in one margin mode, with the rules applied: what the solver looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms<'a> {
    /// How the market pays.
    pub(crate) contract: Contract,
    /// Its table.
    pub(crate) tiers: &'a TierTable,
    /// How a rate is applied.
    pub(crate) form: TierForm,
    /// What floors count.
    pub(crate) basis: TierBasis,
    /// Whether the requirement takes the value at the entry.
    pub(crate) maintenance_at_entry: bool,
    /// Whether the initial margin takes the value at the entry.
    pub(crate) initial_at_entry: bool,
    /// Whether the return on equity is a share of the initial margin at the entry.
    pub(crate) roe_at_entry: bool,
    /// How hedged legs are charged.
    pub(crate) hedged: HedgedMaintenance,
    /// In what whole amounts a requirement at the entry is counted.
    pub(crate) settlement_unit: Option<Decimal>,
    /// The fee in the requirement: 0 where the rules leave it out.
    pub(crate) closing_fee: Decimal,
    /// The fee that is due at the bankruptcy price: 0 where a reserve covers it.
    pub(crate) bankruptcy_fee: Decimal,
    /// The margins that a reserve for the closing fee is reported in.
    pub(crate) reserve: ReportedReserve,
    /// The fee that it is made of: 0 without one.
    pub(crate) reserve_fee: Decimal,
}

impl Terms<'_> {
    /// Whether a leg's tier moves with the price. Where it does not, the requirement has no kink.
    #[inline]
    pub(crate) fn tiers_move(&self) -> bool {
        !self.maintenance_at_entry && self.basis == TierBasis::Value
    }
}

fn check_combination(form: TierForm, basis: TierBasis) -> Result<()> {
    match (form, basis) {
        (TierForm::Marginal, TierBasis::Size) => {
            Err(MarginError::because(ErrorCode::UnsupportedCombination, "tiers by size go with the whole form")
                .at("tier_basis"))
        }
        _ => Ok(()),
    }
}
