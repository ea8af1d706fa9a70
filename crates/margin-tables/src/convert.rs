//! From the rows of a source to the rows of a table: what each venue's own shape needs.

use margin_core::{Checked, Decimal, bounds, parse, plain};

use crate::Failure;
use crate::fraction::Fraction;
use crate::source::{SourceMarket, SourceTier};
use crate::venues::{Leverage, Venue};

/// The largest signed 64-bit integer: so one venue prints a cap that has no end.
const ENDLESS: &str = "9223372036854775807";

/// The text of a table, from `table` to `cap`.
pub(crate) fn table(venue: &Venue, market: &SourceMarket) -> Result<String, Failure> {
    let at = |tier: usize, what: &str| Failure(format!("{} {}, tier {tier}: {what}", venue.code, market.symbol));
    let basis = basis(market)?;
    let rule = venue.tiers.rsplit_once(' ').map_or("", |(_, basis)| basis);
    let mut text = if basis == rule { String::from("table\n") } else { format!("table {basis}\n") };
    let mut previous_cap: Option<Decimal> = None;
    for (index, tier) in market.tiers.iter().enumerate() {
        let mut floor = number(&tier.floor)?;
        if index > 0 {
            let cap = previous_cap.ok_or_else(|| at(index, "the tier before it has no end"))?;
            // Inclusive counts leave a hole of one lot, in which a size belongs to the tier above.
            let hole = floor.minus(cap)?;
            let lot = number(market.lot_size.as_deref().unwrap_or("1"))?;
            let lots = basis == "size" && hole == lot;
            if !hole.is_zero() && !lots {
                return Err(at(index, "it does not begin where the one before it ends"));
            }
            floor = cap;
        }
        previous_cap = match tier.cap.as_deref() {
            None | Some(ENDLESS) => None,
            Some(cap) => Some(number(cap)?),
        };
        text += &row(venue, tier, floor)?;
    }
    if let Some(step) = &market.risk_step {
        let base = market.tiers.first().ok_or_else(|| at(0, "there is no base row"))?;
        let (steps, cap) = steps(base, step)?;
        text += &steps;
        previous_cap = Some(cap);
    }
    text += &format!("cap {}", previous_cap.map_or(String::from("-"), plain));
    if venue.first_tiers_only || market.complete == Some(false) {
        text += " partial";
    }
    text.push('\n');
    Ok(text)
}

/// What a floor of a market's table counts.
fn basis(market: &SourceMarket) -> Result<&'static str, Failure> {
    match market.counts.as_str() {
        "notional_quote" | "position_value_settle" | "usd_notional (numNonContractUnits)" => Ok("value"),
        "contracts" => Ok("size"),
        other => Err(Failure(format!("{}: its floors count {other}, which is not known here", market.symbol))),
    }
}

fn row(venue: &Venue, tier: &SourceTier, floor: Decimal) -> Result<String, Failure> {
    let rate = match &tier.exact_rate {
        Some(fraction) => fraction.clone(),
        None => plain(number(&tier.rate)?),
    };
    let leverage = match (venue.leverage, &tier.initial_rate) {
        (Leverage::FromInitialRate, Some(rate)) => Some(Fraction::reciprocal(number(rate)?)?.to_string()),
        _ => tier.max_leverage.as_deref().map(number).transpose()?.map(plain),
    };
    let deduction = tier.deduction.as_deref().map(number).transpose()?.map(plain);
    Ok(line(&plain(floor), &rate, deduction, leverage))
}

fn line(floor: &str, rate: &str, deduction: Option<String>, leverage: Option<String>) -> String {
    let mut line = format!("{floor} {rate}");
    match (deduction, leverage) {
        (None, None) => {}
        (Some(deduction), None) => line += &format!(" {deduction}"),
        (deduction, Some(leverage)) => {
            line += &format!(" {} {leverage}", deduction.as_deref().unwrap_or("-"));
        }
    }
    line + "\n"
}

/// A base and a step, expanded: the rows after the first, and the end of the last. Each step of value raises the
/// maintenance and the initial rate by the maintenance rate of the base, until the whole value is asked for, or a
/// table has no more room.
fn steps(base: &SourceTier, step: &str) -> Result<(String, Decimal), Failure> {
    let rate = number(&base.rate)?;
    let initial = number(base.initial_rate.as_deref().unwrap_or_default())?;
    let step = number(step)?;
    let mut end = number(base.cap.as_deref().unwrap_or_default())?;
    let mut text = String::new();
    for tier in 1..bounds::MAXIMUM_TIERS {
        let raised = rate.times(Decimal::from(tier))?;
        let initial = initial.plus(raised)?;
        if initial > Decimal::ONE {
            break;
        }
        let leverage = Fraction::reciprocal(initial)?.to_string();
        text += &line(&plain(end), &plain(rate.plus(raised)?), None, Some(leverage));
        end = end.plus(step)?;
    }
    Ok((text, end))
}

/// A number of a source, in the grammar of the core.
pub(crate) fn number(text: &str) -> Result<Decimal, Failure> {
    Ok(parse(text)?)
}
