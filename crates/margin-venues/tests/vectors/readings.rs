//! How vectors are read: which reading takes which, and the one that most of them need.

use margin_core::{Contract, Decimal, Liquidation, PositionMargin, Rules, Side, Tier};
use margin_venues::venue;

use crate::account::{Account, Holding, one_tier, price, shown_price};
use crate::vector::{Outcome, Vector, side_of};

/// Under which rules a vector is read.
#[derive(Clone, Copy)]
pub(crate) enum Under {
    /// Those of a venue that has a value of its own, by its code.
    Venue(&'static str),
    /// Rules that are written beside the vectors.
    Beside(fn() -> Rules),
}

impl Under {
    pub(crate) fn rules(self) -> Outcome<Rules> {
        match self {
            Self::Venue(code) => Ok(venue(code).ok_or_else(|| format!("no venue {code}"))?.rules),
            Self::Beside(rules) => Ok(rules()),
        }
    }
}

/// Reads the vectors whose names begin so, under these rules.
pub(crate) struct Reading {
    pub(crate) ids: &'static str,
    pub(crate) under: Under,
    pub(crate) read: fn(&Vector, Rules) -> Outcome,
}

/// What a vector may be made of that the model does not do.
const NOT_MODELLED: [&str; 3] = ["grows-with-size", "power-of-value", "order-margin"];

/// Reads every vector with its one reading, and returns how many were read.
///
/// Panics with every failure, each beginning with the vector's name.
pub(crate) fn read_all(vectors: &[Vector], readings: &[Reading]) -> usize {
    let mut failures = Vec::new();
    let mut used = vec![false; readings.len()];
    for vector in vectors {
        if let Some(unsupported) = &vector.unsupported {
            let known = NOT_MODELLED.contains(&unsupported.what.as_str()) && !unsupported.reason.is_empty();
            if !known || reading_of(vector, readings).is_ok() {
                failures.push(format!("{}: not modelled, and read or without a reason", vector.id));
            }
            continue;
        }
        match read(vector, readings) {
            Ok(at) => used[at] = true,
            Err(failure) => failures.push(format!("{}: {failure}", vector.id)),
        }
    }
    let idle = readings.iter().zip(&used).filter(|(_, used)| !**used);
    failures.extend(idle.map(|(reading, _)| format!("{}: a reading that nothing needs", reading.ids)));
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.join("\n"));
    vectors.len()
}

/// Reads one vector, and returns which reading took it.
pub(crate) fn read(vector: &Vector, readings: &[Reading]) -> Outcome<usize> {
    let at = reading_of(vector, readings)?;
    (readings[at].read)(vector, readings[at].under.rules()?)?;
    vector.finish()?;
    Ok(at)
}

/// Which reading takes a vector.
pub(crate) fn reading_of(vector: &Vector, readings: &[Reading]) -> Outcome<usize> {
    let matching: Vec<_> = (0..readings.len()).filter(|at| vector.id.starts_with(readings[*at].ids)).collect();
    match matching.as_slice() {
        [] => Err("no reading understands it".into()),
        [at] => Ok(*at),
        _ => Err("more than one reading takes it".into()),
    }
}

/// The reading that most need: one position, alone or beside others in cross, and its figures.
pub(crate) fn position(vector: &Vector, rules: Rules) -> Outcome {
    check_figures(vector, &account(vector, rules)?)
}

/// The account of a vector whose rate is one for every value.
pub(crate) fn account(vector: &Vector, rules: Rules) -> Outcome<Account> {
    let inputs = &vector.inputs;
    let rate = match inputs.optional("max_leverage")? {
        // Hyperliquid publishes the leverage: the rate is half of what it asks for at most.
        Some(max_leverage) => {
            assert!(matches!(inputs.text("maintenance_rate").as_deref(), None | Some("1/(2*max_leverage)")));
            Decimal::ONE / (Decimal::TWO * max_leverage)
        }
        None => inputs.first_of(&["mmr", "mmf", "maintenance_rate"])?.unwrap_or_default(),
    };
    account_with_tiers(vector, rules, one_tier(rate, inputs.first_of(&["maint_amt", "maint_amount"])?))
}

/// The account of a vector, with a table.
pub(crate) fn account_with_tiers(vector: &Vector, rules: Rules, tiers: Vec<Tier>) -> Outcome<Account> {
    let inputs = &vector.inputs;
    let size = inputs.first_of(&["qty", "contracts", "contracts_usd", "size", "lots", "size_contracts_usd"])?;
    let side = match (vector.side()?, size) {
        (Some(side), _) => side,
        (None, Some(size)) if size.is_sign_negative() => Side::Short,
        (None, _) => Side::Long,
    };
    let mark_price = inputs.first_of(&["mark", "oracle"])?;
    let entry_price =
        inputs.first_of(&["entry", "entry_implied_by_upnl", "price"])?.or(mark_price).unwrap_or(Decimal::ONE_HUNDRED);
    // Where no size is published it does not matter; this one is worth a whole number at entry.
    let any_size = if vector.contract == Contract::Inverse { entry_price } else { Decimal::ONE };
    let symbol = inputs.text("coin").unwrap_or_else(|| "market".to_owned());
    let mut holding = Holding::new(&symbol, side, size.unwrap_or(any_size).abs(), entry_price, tiers)
        .with_contract(vector.contract)
        .with_mark_price(mark_price.unwrap_or(entry_price));
    holding.leverage = inputs.optional("leverage")?.unwrap_or(Decimal::ONE);
    holding.market.multiplier = inputs
        .first_of(&["contract_size_usd", "contract_size", "face_value_usd", "multiplier"])?
        .unwrap_or(Decimal::ONE);
    holding.market.taker_fee = inputs.first_of(&["taker_fee", "fee_rate"])?.unwrap_or_default();
    holding.market.tick_size = inputs.optional("tick")?;

    let mut holdings = vec![holding];
    for other in inputs.list("other_positions") {
        let symbol = other.text("pair").unwrap_or_default();
        let side = side_of(&other.text("side").unwrap_or_default())?;
        let tiers = one_tier(other.decimal("mmr")?, other.optional("maint_amt")?);
        holdings.push(
            Holding::new(&symbol, side, other.decimal("qty")?, other.decimal("entry")?, tiers)
                .with_mark_price(other.decimal("mark")?),
        );
    }
    let mut account = Account { rules, wallet_balance: Decimal::ZERO, holdings };
    if vector.is_cross {
        let backing = ["wallet_balance", "wallet_btc", "account_value", "equity", "deposit"];
        account.wallet_balance = inputs.first_of(&backing)?.unwrap_or_default();
    } else {
        account.holdings[0].margin = PositionMargin::Isolated(isolated_margin(vector, &account)?);
    }
    Ok(account)
}

/// What is allocated: as published, or by default the initial margin and what was added to it.
fn isolated_margin(vector: &Vector, account: &Account) -> Outcome<Option<Decimal>> {
    let inputs = &vector.inputs;
    // A formula in words: the same number follows as a value, or is the default.
    if inputs.text("isolated_margin").as_deref() == Some("qty*entry/leverage") {
        return inputs.optional("isolated_margin_value");
    }
    if let Some(added) = inputs.first_of(&["extra_margin", "added_margin_btc"])? {
        return Ok(Some(account.first()?.initial_margin + added));
    }
    let names = ["isolated_margin", "isolated_wallet", "isolated_wallet_btc", "wallet_balance", "margin", "equity"];
    inputs.first_of(&names)
}

/// Compares the published figures that have not been compared yet.
pub(crate) fn check_figures(vector: &Vector, account: &Account) -> Outcome {
    let report = account.first()?;
    let has_tick = account.holdings[0].market.tick_size.is_some();
    for figure in vector.uncompared() {
        match figure.as_str() {
            "liq_price" | "liquidation_price" if has_tick => {
                vector.check(&figure, shown_price(report.liquidation)?)?;
            }
            "liq_price" | "liquidation_price" => vector.check(&figure, price(report.liquidation)?)?,
            "bankruptcy_price" => vector.check(&figure, price(report.bankruptcy)?)?,
            "im" | "im_btc" => vector.check(&figure, report.initial_margin)?,
            "mm" | "mm_btc" | "maint_margin" => vector.check(&figure, report.maintenance_margin)?,
            "liquidation_distance_fraction" => match report.liquidation {
                Liquidation::At { distance, .. } => vector.check(&figure, distance.abs())?,
                other => return Err(format!("{figure}: ours is {other:?}").into()),
            },
            "liquidated" => {
                vector.check_text(&figure, if report.liquidation == Liquidation::Now { "true" } else { "false" })?;
            }
            _ => return Err(format!("{figure}: the reading has no such figure").into()),
        }
    }
    Ok(())
}
