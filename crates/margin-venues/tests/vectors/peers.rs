//! Readings of `peer-vectors.json`: the tests of other projects, and real payloads of venues.

use margin_core::{
    Decimal, Liquidation, MarginMode, Market, NeverReason, Quantity, Rules, Scenario, Side, Tier, TierForm, divide_up,
    parse,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::account::{Account, Holding, one_tier, price, shown_price};
use crate::readings::{Reading, Under, account, account_with_tiers, check_figures, position, read_all};
use crate::vector::{Outcome, PeerVectors, Vector, side_of};
use crate::venue_rules::{at_the_entry, at_the_mark};

pub(crate) const FILE: &str = include_str!("../../../../tests/vectors/peer-vectors.json");

pub(crate) const READINGS: &[Reading] = &[
    Reading { ids: "ft-binance-", under: Under::Venue("binance-usdm"), read: position },
    Reading { ids: "ft-gate-", under: Under::Venue("gate"), read: position },
    Reading { ids: "ft-okx-", under: Under::Venue("okx"), read: position },
    Reading { ids: "ft-bybit-", under: Under::Venue("bybit-classic"), read: position },
    Reading { ids: "ft-bot-okx-", under: Under::Venue("okx"), read: freqtrade_buffer },
    Reading { ids: "ft-bot-bybit-", under: Under::Venue("bybit-classic"), read: freqtrade_buffer },
    Reading { ids: "ft-bt-", under: Under::Venue("binance-usdm"), read: freqtrade_buffer },
    Reading { ids: "ft-hl-", under: Under::Venue("hyperliquid"), read: position },
    Reading { ids: "drift-invariance", under: Under::Venue("generic"), read: mark_and_settlement_do_not_matter },
    Reading { ids: "lfest-long-3x", under: Under::Beside(at_the_entry), read: lfest_fraction },
    Reading { ids: "jesse-", under: Under::Venue("bybit-classic"), read: position },
    // OctoBot and lfest charge the entry value, which the generic rules do not.
    Reading { ids: "octobot-", under: Under::Beside(at_the_entry), read: octobot },
    Reading { ids: "orderly-iso-open", under: Under::Beside(at_the_mark), read: orderly_isolated },
    Reading { ids: "orderly-est-market", under: Under::Beside(at_the_mark), read: orderly_estimate },
    Reading { ids: "dydx-short", under: Under::Venue("dydx-v4"), read: dydx_equity },
    Reading { ids: "dydx-bk-", under: Under::Venue("dydx-v4"), read: dydx_bankruptcy },
    Reading { ids: "vega-prop-1", under: Under::Beside(at_the_mark), read: vega_identity },
    Reading { ids: "vega-prop-2", under: Under::Beside(at_the_mark), read: vega_identity },
    Reading { ids: "torchtrade-cross-", under: Under::Venue("generic"), read: others_by_their_sum },
    Reading { ids: "torchtrade-iso-", under: Under::Venue("generic"), read: position },
    Reading { ids: "flox-tier", under: Under::Venue("generic"), read: flox_tiers },
    Reading { ids: "nautilus-inverse-", under: Under::Venue("bitmex"), read: position },
    Reading { ids: "10101-short", under: Under::Beside(at_the_entry), read: position },
    Reading { ids: "metamask-hl-preview", under: Under::Venue("hyperliquid"), read: reference_price },
    Reading { ids: "obs-binance-coinm-", under: Under::Venue("binance-coinm"), read: position },
    Reading { ids: "obs-bybit-", under: Under::Venue("bybit-classic"), read: bybit_payload },
    Reading { ids: "obs-okx-linear-cross-long", under: Under::Venue("okx"), read: okx_payload },
    Reading { ids: "obs-okx-inverse-iso-long", under: Under::Venue("okx"), read: okx_isolated_payload },
    Reading { ids: "gmx-v1-", under: Under::Beside(at_the_entry), read: gmx_nearer_of_two },
    Reading { ids: "gmx-v2-mincol-loss", under: Under::Beside(at_the_entry), read: gmx_collateral },
    Reading { ids: "flox-insurance", under: Under::Venue("generic"), read: beyond_the_margin },
    Reading { ids: "flox-adl", under: Under::Venue("generic"), read: closed_at_their_bankruptcy },
    Reading { ids: "obs-kucoin-iso-long-", under: Under::Beside(at_the_entry), read: kucoin_payload },
    Reading { ids: "obs-htx-linear-iso-long", under: Under::Beside(at_the_mark), read: htx_payload },
    Reading { ids: "obs-delta-iso-long-1", under: Under::Beside(at_the_entry), read: position },
    Reading { ids: "obs-hyperliquid-iso-long", under: Under::Venue("hyperliquid"), read: hyperliquid_payload },
    Reading { ids: "obs-bitget-iso-long-2", under: Under::Venue("bitget"), read: position },
];

#[test]
fn every_number_of_another_project_is_what_the_core_computes() {
    assert_eq!(read_all(&vectors(), READINGS), 122);
}

/// The vectors of the file.
pub(crate) fn vectors() -> Vec<Vector> {
    let file: PeerVectors = serde_json::from_str(FILE).unwrap();
    file.vectors.into_iter().map(|vector| Vector::try_from(vector).unwrap()).collect()
}

/// freqtrade moves its price toward the entry by a part of the way, 5% unless told otherwise.
fn freqtrade_buffer(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let buffer = inputs.decimal("liquidation_buffer")?;
    let mut account = account(vector, rules)?;
    let stake = inputs.first_of(&["stake", "isolated_margin"])?;
    if let Some(stake) = stake {
        account.holdings[0] = account.holdings[0].clone().with_isolated_margin(stake);
    }
    let liquidation = account.first()?.liquidation;
    if buffer.is_zero() {
        return check_figures(vector, &account);
    }
    let (ours, root) = match liquidation {
        // Their price may lie below 0; ours is never, because the margin covers the whole loss.
        Liquidation::Never(NeverReason::CollateralCoversLoss) => (None, root_below_zero(&account)?),
        liquidation => (Some(price(liquidation)?), price(liquidation)?),
    };
    let entry_price = account.holdings[0].entry_price;
    vector.check_mistake("liquidation_price", ours, root + (entry_price - root) * buffer)
}

/// Where the condition, continued below a price of 0, would be 0: from what two prices require.
fn root_below_zero(account: &Account) -> Outcome<Decimal> {
    let holding = account.holdings[0].clone();
    let market = Market::new(holding.market)?;
    let margin = account.first()?.margin;
    let opened = Scenario {
        quantity: Quantity::Size(holding.size),
        ..Scenario::of_value(&market, holding.side, holding.size * holding.entry_price, holding.entry_price)
            .with_rules(account.rules)
    }
    .open()?;
    let (high, low) = (holding.entry_price, holding.entry_price / Decimal::TWO);
    let (surplus_high, surplus_low) = (
        margin - opened.requirement(MarginMode::Isolated, high)?,
        margin - opened.requirement(MarginMode::Isolated, low)?,
    );
    Ok(low - surplus_low * (high - low) / (surplus_high - surplus_low))
}

/// A property without numbers: the price is the same after a move of the oracle, and after profit is settled.
fn mark_and_settlement_do_not_matter(vector: &Vector, rules: Rules) -> Outcome {
    let published = "liq price is identical before and after an oracle move and after settlePNL";
    vector.check_text("property", published)?;
    let (wallet_balance, moved) = (parse("500")?, parse("97")?);
    let perpetual = Holding::new("SOL", Side::Long, parse("17.5")?, parse("100")?, one_tier(parse("0.05")?, None));
    let before = Account { rules, wallet_balance, holdings: vec![perpetual] };
    let after_move = before.at_mark(moved);
    let mut settled = after_move.clone();
    settled.wallet_balance += after_move.first()?.unrealized_pnl;
    settled.holdings[0].entry_price = moved;
    let expected = price(before.first()?.liquidation)?;
    for account in [after_move, settled] {
        assert_eq!(price(account.first()?.liquidation)?, expected);
    }
    Ok(())
}

/// lfest writes `E·(1 − f/L)` for `E·(1 − (1 − f)/L)`: the same at the one fraction that it tests, a half.
fn lfest_fraction(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let leverage = inputs.decimal("leverage")?;
    let ours = |fraction: Decimal| -> Outcome<Decimal> {
        let rate = divide_up(fraction, leverage)?;
        price(account_with_tiers(vector, rules, one_tier(rate, None))?.first()?.liquidation)
    };
    let theirs = |fraction: Decimal| Decimal::ONE_HUNDRED * (Decimal::ONE - fraction / leverage);
    let tested = inputs.decimal("maintenance_fraction_of_initial")?;
    vector.check("trigger_price_integer", ours(tested)?)?;
    assert_eq!(ours(tested)?.ceil(), vector.number("trigger_price_integer")?);
    assert_eq!(theirs(tested).round_dp(20), ours(tested)?.round_dp(20));
    let quarter = parse("0.25")?;
    assert_eq!(ours(quarter)?.round_dp(20), parse("75")?);
    assert_eq!(theirs(quarter).round_dp(2), parse("91.67")?);
    vector.disagreement_is_shown("trigger_price_integer", "the same at a half; 75 for their 91.67 at a quarter");
    Ok(())
}

/// Some of its rates are above `1/L`: the price lies beyond the entry, where its formula does not see that the position
/// is liquidated from the start. Ours says so there, and gives the price from a mark far on the other side.
fn octobot(vector: &Vector, rules: Rules) -> Outcome {
    let account = account(vector, rules)?;
    let Holding { side, entry_price, .. } = account.holdings[0].clone();
    if vector.expects("liquidation_price") {
        let published = vector.number("liquidation_price")?;
        let liquidated_at_entry = match side {
            Side::Long => published >= entry_price,
            Side::Short => published <= entry_price,
        };
        assert_eq!(account.first()?.liquidation == Liquidation::Now, liquidated_at_entry);
    }
    let safe_mark = match side {
        Side::Long => entry_price * Decimal::TEN,
        Side::Short => entry_price / Decimal::TEN,
    };
    check_figures(vector, &account.at_mark(safe_mark))
}

/// A new position: its margin is the initial margin and a buffer for the fee.
fn orderly_isolated(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    for nothing in ["isolated_margin", "cost_position", "position_qty", "imr_factor"] {
        assert_eq!(inputs.decimal(nothing)?, Decimal::ZERO);
    }
    let side = side_of(&inputs.text("order_side").unwrap_or_default())?;
    let (size, entry_price) = (inputs.decimal("order_qty")?, inputs.decimal("reference_price")?);
    let mut holding = Holding::new("market", side, size, entry_price, one_tier(inputs.decimal("base_mmr")?, None));
    holding.leverage = inputs.decimal("leverage")?;
    assert_eq!(inputs.decimal("base_imr")? * holding.leverage, Decimal::ONE);
    let initial_margin = Account::isolated(rules, holding.clone()).first()?.initial_margin;
    let buffer = size * entry_price * inputs.decimal("iso_taker_fee_buffer")?;
    check_figures(vector, &Account::isolated(rules, holding.with_isolated_margin(initial_margin + buffer)))
}

/// An order is added to a position. Theirs leaves out that the fill is at once worth the mark: it misses
/// `(1 − rate)·(fill price − mark)·size` in the condition, so with that much more collateral ours is theirs.
fn orderly_estimate(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let (held, order) = (inputs.group("position")?, inputs.group("new_order")?);
    assert_eq!(held.text("symbol"), order.text("symbol"));
    let (size, mark) = (held.decimal("qty")?, held.decimal("mark")?);
    let (added, fill_price) = (order.decimal("qty")?, order.decimal("price")?);
    let rate = inputs.decimal("mmr")?;
    let entry_price = (size * mark + added * fill_price) / (size + added);
    let mut holdings =
        vec![Holding::new("BTC", Side::Long, size + added, entry_price, one_tier(rate, None)).with_mark_price(mark)];
    for other in inputs.list("other_positions") {
        let tiers = one_tier(other.decimal("mmr")?, None);
        let symbol = other.text("symbol").unwrap_or_default();
        let size = other.decimal("qty")?;
        assert!(size.is_sign_negative());
        holdings.push(Holding::new(&symbol, Side::Short, size.abs(), other.decimal("mark")?, tiers));
    }
    let wallet_balance = inputs.decimal("total_collateral")? - order.decimal("fee")?;
    let ours = |wallet_balance: Decimal| -> Outcome<Decimal> {
        price(Account { rules, wallet_balance, holdings: holdings.clone() }.first()?.liquidation)
    };
    vector.check("exact_if_fill_is_marked_to_market", ours(wallet_balance)?)?;
    let missed = (Decimal::ONE - rate) * (fill_price - mark) * added;
    vector.check_mistake("liquidation_price", Some(ours(wallet_balance)?), ours(wallet_balance + missed)?)
}

/// dYdX keeps a quote balance, which holds what a short was sold for.
fn dydx_equity(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    assert_eq!(inputs.decimal("other_positions_risk")?, Decimal::ZERO);
    let mut account = account(vector, rules)?;
    account.holdings[0].leverage = Decimal::ONE / inputs.decimal("imf")?;
    let sold_for = account.first()?.value;
    assert_eq!(inputs.decimal("quote_balance")? - sold_for, account.wallet_balance);
    check_figures(vector, &account)
}

/// The quote that closing a part of the position may cost, or must bring, at the bankruptcy price. Any entry will do:
/// the quote balance is the wallet less what the position was bought for.
fn dydx_bankruptcy(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let (quote_balance, held) = (inputs.decimal("quote_balance")?, inputs.decimal("position_btc")?);
    let closed = inputs.decimal("close_delta_btc")?;
    let (side, entry_price) = if held.is_sign_negative() { (Side::Short, "50000") } else { (Side::Long, "60000") };
    let entry_price = parse(entry_price)?;
    let holding = Holding::new("BTC-USD", side, held.abs(), entry_price, one_tier(parse("0.1")?, None));
    let wallet_balance = quote_balance + held * entry_price;
    let report = Account { rules, wallet_balance, holdings: vec![holding] }.first()?;
    vector.check("bankruptcy_quote_value", -closed * price(report.bankruptcy)?)
}

/// At the price, collateral and profit are the maintenance margin; and a collateral that is just the maintenance margin
/// is liquidated now. Slippage that is linear in the value is a part of the rate.
fn vega_identity(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let published = "collateral + mtm at liq price == maintenance margin at liq price (rel 1e-6); and if collateral == \
                     maintenance margin now, liq price == mark";
    vector.check_text("property", published)?;
    assert_eq!(inputs.decimal("quadratic_slippage")?, Decimal::ZERO);
    assert_eq!(inputs.text("collateral").as_deref(), Some("collateral_factor * maintenance margin"));
    let (mark, factor) = (inputs.decimal("mark")?, inputs.decimal("collateral_factor")?);
    let size = inputs.decimal("position_size")? / inputs.decimal("position_factor")?;
    let slippage = inputs.decimal("linear_slippage")?;
    for (side, risk_factor) in [(Side::Long, "risk_factor_long"), (Side::Short, "risk_factor_short")] {
        let tiers = one_tier(inputs.decimal(risk_factor)? + slippage, None);
        let cross = Holding::new("market", side, size, mark, tiers);
        let maintenance = Account::isolated(rules, cross.clone()).first()?.maintenance_margin;
        let accounts = |collateral: Decimal| {
            [
                Account { rules, wallet_balance: collateral, holdings: vec![cross.clone()] },
                Account::isolated(rules, cross.clone().with_isolated_margin(collateral)),
            ]
        };
        for account in accounts(factor * maintenance) {
            let liquidation_price = price(account.first()?.liquidation)?;
            let there = account.at_mark(liquidation_price).first()?;
            let balance = factor * maintenance + there.unrealized_pnl;
            let close = parse("0.000001")? * there.maintenance_margin;
            assert!((balance - there.maintenance_margin).abs() <= close, "{balance}");
        }
        for account in accounts(maintenance) {
            assert_eq!(account.first()?.liquidation, Liquidation::Now);
        }
    }
    Ok(())
}

/// What the other positions need is given as a sum, and stays: as one position at its entry, beside this one.
fn others_by_their_sum(vector: &Vector, rules: Rules) -> Outcome {
    let total = vector.inputs.decimal("total_maintenance")?;
    let mut account = account(vector, rules)?;
    let others = total - account.first()?.maintenance_margin;
    if !others.is_zero() {
        let tiers = one_tier(others / Decimal::ONE_HUNDRED, None);
        account.holdings.push(Holding::new("others", Side::Long, Decimal::ONE, Decimal::ONE_HUNDRED, tiers));
    }
    assert_eq!(account.report()?.cross.maintenance_margin, total);
    check_figures(vector, &account)
}

/// flox looks the rate up as others do, and leaves the deductions out: its requirement jumps where a tier begins.
fn flox_tiers(vector: &Vector, rules: Rules) -> Outcome {
    let rows = vector.inputs.rows("tiers")?;
    let tiers: Vec<_> = rows.iter().map(|row| Tier::new(row[0], row[1])).collect();
    let values = vector.inputs.numbers("notional")?;
    let maintenance = |rules: Rules, value: Decimal| -> Outcome<Decimal> {
        let holding = Holding::new("market", Side::Long, value, Decimal::ONE, tiers.clone());
        Ok(Account::isolated(rules, holding).first()?.maintenance_margin)
    };
    let whole = Rules { tier_form: TierForm::Whole, ..rules };
    let mut rates = Vec::new();
    for value in &values {
        rates.push(maintenance(whole, *value)? / *value);
    }
    vector.check_list_with_mistake("mmr", &rates)?;
    // Ours takes the deduction off, so a value just past a floor needs just more than one at it.
    for (value, deduction) in values.iter().zip(["0", "500", "15500"]) {
        assert_eq!(maintenance(rules, *value)?, maintenance(whole, *value)? - parse(deduction)?);
    }
    for row in &rows[1..] {
        let (floor, cent) = (row[0], parse("0.01")?);
        let step = |rules| -> Outcome<Decimal> { Ok(maintenance(rules, floor + cent)? - maintenance(rules, floor)?) };
        assert!(step(rules)? < cent);
        assert!(step(whole)? >= parse("500")?);
    }
    vector.disagreement_is_shown("mmr", "the same rates, less a deduction of 0, 500, 15500");
    Ok(())
}

/// The margin already holds the unrealised profit, so it stands at the mark; taken from the entry it counts twice.
fn reference_price(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    assert_eq!(inputs.text("mmr").as_deref(), Some("1/50"));
    let side = vector.side()?.ok_or("no side")?;
    let (mark, margin) = (inputs.decimal("mark")?, inputs.decimal("margin_used_mark_based")?);
    let size = inputs.decimal("qty")?;
    for (figure, reference) in [("right_mark_based", mark), ("wrong_entry_based", inputs.decimal("average_entry")?)] {
        let holding = Holding::new("ETH", side, size, reference, one_tier(parse("0.02")?, None))
            .with_mark_price(mark)
            .with_isolated_margin(margin);
        vector.check(figure, price(Account::isolated(rules, holding).first()?.liquidation)?)?;
    }
    Ok(())
}

/// The position balance is the initial margin and a reserve for the closing fee, which cancels.
fn bybit_payload(vector: &Vector, rules: Rules) -> Outcome {
    let account = account(vector, rules)?;
    let report = account.first()?;
    let taker_fee = parse("0.0006")?;
    let reserve = vector.inputs.decimal("position_balance")? - report.initial_margin;
    let bankruptcy_value = price(report.bankruptcy)? * account.holdings[0].size;
    assert_eq!((bankruptcy_value * taker_fee).round_dp(4), reserve.round_dp(4));
    check_figures(vector, &account)
}

/// The equity is the margin ratio times the requirement, and holds the profit.
fn okx_payload(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    assert_eq!(inputs.text("equity_note").as_deref(), Some("equity = mgnRatio*(mmr_amount + 0.0005*notional)"));
    let (mark, size) = (inputs.decimal("mark")?, inputs.decimal("qty_btc")?);
    let mut holding = Holding::new(
        "BTC-USDT-SWAP",
        vector.side()?.ok_or("no side")?,
        size,
        inputs.decimal("entry")?,
        one_tier(inputs.decimal("mmr")?, None),
    )
    .with_mark_price(mark);
    holding.market.taker_fee = inputs.decimal("liq_fee_rate")?;
    let mut account = Account { rules, wallet_balance: Decimal::ZERO, holdings: vec![holding] };
    let report = account.first()?;
    let requirement = inputs.decimal("mmr_amount")? + size * mark * account.holdings[0].market.taker_fee;
    assert_eq!(report.maintenance_margin.round_dp(15), requirement.round_dp(15));
    assert_eq!(report.unrealized_pnl.round_dp(15), inputs.decimal("upl")?.round_dp(15));
    let equity = inputs.decimal("equity")?;
    assert_eq!((requirement * inputs.decimal("mgn_ratio")?).round_dp(20), equity.round_dp(20));
    account.wallet_balance = equity - report.unrealized_pnl;
    check_figures(vector, &account)
}

/// The requirement is given as an amount, at the entry.
fn kucoin_payload(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let value = inputs.decimal("lots")? * inputs.decimal("multiplier")? * inputs.decimal("entry")?;
    let rate = inputs.decimal("pos_maint")? / value;
    let mut account = account_with_tiers(vector, rules, one_tier(rate, None))?;
    account.holdings[0] = account.holdings[0].clone().with_isolated_margin(inputs.decimal("pos_margin")?);
    check_figures(vector, &account)
}

/// HTX asks for a part of the initial margin, so the rate is that part over the leverage.
fn htx_payload(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let (leverage, entry_price) = (inputs.decimal("leverage")?, inputs.decimal("cost_hold")?);
    let tiers = one_tier(inputs.decimal("adjust_factor")? / leverage, None);
    let side = vector.side()?.ok_or("no side")?;
    let holding = Holding::new("BTC-USDT", side, inputs.decimal("qty_btc")?, entry_price, tiers)
        .with_isolated_margin(inputs.decimal("margin_static")?);
    check_figures(vector, &Account::isolated(rules, holding))
}

/// The payload gives the margin in two ways: as such, and as the dollars left after paying for the position.
fn hyperliquid_payload(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let margin = inputs.decimal("margin_used")?;
    let mut account = account(vector, rules)?;
    let Holding { size, entry_price, .. } = account.holdings[0].clone();
    assert_eq!(inputs.decimal("raw_usd")? + size * entry_price, margin);
    account.holdings[0] = account.holdings[0].clone().with_isolated_margin(margin);
    check_figures(vector, &account)
}

/// The API's sample of an isolated long: its price is one tick nearer to the mark than that of the formula.
fn okx_isolated_payload(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let account = account(vector, rules)?;
    let Holding { size, entry_price, market, .. } = account.holdings[0].clone();
    // The rate is what was charged over the value that the profit implies.
    let value = size * market.multiplier / entry_price - inputs.decimal("upl")?;
    assert_eq!((inputs.decimal("mmr_amount")? / value).round_dp(12), inputs.decimal("mmr")?);
    let report = account.first()?;
    assert_eq!(report.initial_margin.round_dp(16), report.margin);
    let (exact, shown) = (price(report.liquidation)?, shown_price(report.liquidation)?);
    assert_eq!(shown, exact + inputs.decimal("tick")?);
    check_figures(vector, &account)
}

/// GMX's two limits, each an isolated position at the entry: the fees eat the margin, or the value is more than the
/// largest leverage allows. The nearer one counts.
fn gmx_nearer_of_two(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let side = vector.side()?.ok_or("no side")?;
    let (value, entry_price) = (inputs.decimal("size_usd")?, inputs.decimal("average_price")?);
    let margin = inputs.decimal("collateral_usd")?;
    let basis_points = inputs.decimal("margin_fee_bps")? / parse("10000")?;
    let fees = value * basis_points + inputs.decimal("liquidation_fee_usd")? + inputs.decimal("funding_fee_usd")?;
    let limit = |rate: Decimal, margin: Decimal| -> Outcome<Decimal> {
        let holding = Holding::new("market", side, value / entry_price, entry_price, one_tier(rate, None));
        price(Account::isolated(rules, holding.with_isolated_margin(margin)).first()?.liquidation)
    };
    let by_fees = limit(Decimal::ZERO, margin - fees)?;
    let by_leverage = limit(Decimal::ONE / inputs.decimal("max_leverage")?, margin)?;
    vector.check("liquidation_price", by_fees.max(by_leverage))
}

/// The collateral that a loss, the smallest collateral and the fee ask for: both as fractions of the value at entry.
fn gmx_collateral(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    assert_eq!(inputs.decimal("price_impact_usd_after_cap")?, Decimal::ZERO);
    let (value, entry_price) = (inputs.decimal("size_in_usd")?, Decimal::ONE_HUNDRED);
    let rate = (inputs.decimal("min_collateral_usd")? + inputs.decimal("closing_fee_usd")?) / value;
    let market = Market::flat(rate)?;
    let opened = Scenario::of_value(&market, Side::Long, value, entry_price).with_rules(rules).open()?;
    let price = entry_price + inputs.decimal("pnl")? / (value / entry_price);
    vector.check("min_collateral_usd", opened.requirement(MarginMode::Isolated, price)?)
}

/// What a gap costs the insurance fund: the trader loses the margin alone, and the fund the rest.
fn beyond_the_margin(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    assert_eq!(inputs.decimal("slippage_bps")?, Decimal::ZERO);
    let account = account(vector, rules)?;
    let report = account.first()?;
    assert_eq!((report.liquidation, report.max_loss), (Liquidation::Now, report.margin));
    let deficit = -(report.margin + report.unrealized_pnl);
    vector.check("deficit", deficit)?;
    vector.check("insurance_after", inputs.decimal("insurance_fund")? - deficit)
}

/// Auto-deleveraging closes the winner at the price at which the other side is bankrupt.
fn closed_at_their_bankruptcy(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let account = |name: &str| -> Outcome<Account> {
        let group = inputs.group(name)?;
        let size = group.decimal("qty")?;
        let side = if size.is_sign_negative() { Side::Short } else { Side::Long };
        let holding = Holding::new("market", side, size.abs(), group.decimal("entry")?, one_tier(Decimal::ZERO, None));
        Ok(Account { rules, wallet_balance: group.decimal("equity")?, holdings: vec![holding] })
    };
    let bankruptcy_price = price(account("bankrupt")?.first()?.bankruptcy)?;
    assert!(inputs.decimal("mark")? < bankruptcy_price && inputs.decimal("insurance_fund")?.is_zero());
    vector.check("winner_equity_after", account("winner")?.at_mark(bankruptcy_price).report()?.equity)
}
