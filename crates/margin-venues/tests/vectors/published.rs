//! Readings of `venue-examples.json`: what venues publish as worked examples.

use margin_core::{
    Contract, Decimal, Liquidation, MarginMode, Market, MarketInput, OpenedScenario, Position, Rules, Scenario, Side,
    Tier, TierTable, compare, parse, plain,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::account::{Account, Holding, one_tier, price, shown_price, stated_tiers};
use crate::readings::{Reading, Under, account, account_with_tiers, check_figures, position, read_all};
use crate::vector::{Outcome, Vector, VenueExamples, side_of};
use crate::venue_rules::{at_the_entry, at_the_mark, with_closing_fee};

pub(crate) const FILE: &str = include_str!("../../../../tests/vectors/venue-examples.json");

pub(crate) const READINGS: &[Reading] = &[
    Reading { ids: "binance-usdm-cross-eth", under: Under::Venue("binance-usdm"), read: binance_cross },
    Reading { ids: "binance-usdm-iso-eth-derived", under: Under::Venue("binance-usdm"), read: position },
    Reading { ids: "binance-api-hedge-iso-short", under: Under::Venue("binance-usdm"), read: binance_position_risk },
    Reading { ids: "binance-coinm-ui-long", under: Under::Venue("binance-coinm"), read: binance_coin_margined },
    Reading { ids: "binance-coinm-stale-cum", under: Under::Venue("binance-coinm"), read: position },
    Reading { ids: "binance-coinm-cum-new", under: Under::Venue("binance-coinm"), read: maintenance_amount },
    Reading { ids: "binance-coinm-cum-old", under: Under::Venue("binance-coinm"), read: maintenance_amount_of_2021 },
    Reading { ids: "bybit-", under: Under::Venue("bybit-classic"), read: position },
    Reading { ids: "moonxbt-usdt-iso-short", under: Under::Venue("bybit-classic"), read: position },
    Reading { ids: "moonxbt-usdt-cross", under: Under::Venue("bybit-classic"), read: available_balance },
    Reading { ids: "kucoin-bankruptcy-inv-long", under: Under::Beside(at_the_entry), read: position },
    Reading { ids: "kucoin-mm", under: Under::Beside(at_the_mark), read: position },
    Reading { ids: "kucoin-what-is-liq", under: Under::Beside(at_the_entry), read: one_price_for_two_margins },
    Reading { ids: "dydx-iso-short", under: Under::Venue("dydx-v4"), read: equity_at_liquidation },
    Reading { ids: "dydx-deleverage", under: Under::Venue("dydx-v4"), read: position },
    Reading { ids: "dydx-insurance-mmr", under: Under::Venue("dydx-v4"), read: equity_at_oracle },
    Reading { ids: "bitmex-riskvalue-cross-short", under: Under::Venue("bitmex"), read: satoshi },
    Reading { ids: "bitmex-isolated-vs-cross-doc", under: Under::Venue("bitmex"), read: isolated_beside_cross },
    Reading { ids: "bitmex-risk-limit", under: Under::Venue("bitmex"), read: base_and_step },
    Reading { ids: "bitmex-karen", under: Under::Venue("bitmex"), read: position },
    Reading { ids: "okx-im-crypto", under: Under::Venue("okx"), read: position },
    Reading { ids: "okx-trigger", under: Under::Venue("okx"), read: trigger_ratio },
    Reading { ids: "phemex-usdt-iso-long", under: Under::Beside(with_closing_fee), read: fee_in_the_margin },
    Reading { ids: "mcs-inverse-iso-", under: Under::Beside(at_the_entry), read: position },
    Reading { ids: "glossary-isolated", under: Under::Venue("generic"), read: opening_example },
];

#[test]
fn every_venue_example_is_what_the_core_computes() {
    assert_eq!(read_all(&vectors(), READINGS), 32);
}

/// The vectors of the file.
pub(crate) fn vectors() -> Vec<Vector> {
    let file: VenueExamples = serde_json::from_str(FILE).unwrap();
    file.examples.into_iter().map(|example| Vector::try_from(example).unwrap()).collect()
}

/// Two longs in cross. The page also states what the other position adds.
fn binance_cross(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let target = inputs.text("target").unwrap_or_default();
    let mut holdings = Vec::new();
    for position in inputs.list("positions") {
        let symbol = position.text("symbol").unwrap_or_default();
        let side = side_of(&position.text("side").unwrap_or_default())?;
        let tiers = one_tier(position.decimal("mmr")?, position.optional("maint_amount")?);
        holdings.push(
            Holding::new(&symbol, side, position.decimal("qty")?, position.decimal("entry")?, tiers)
                .with_mark_price(position.decimal("mark")?),
        );
    }
    let report = Account { rules, wallet_balance: inputs.decimal("wallet_balance")?, holdings }.report()?;
    for position in &report.positions {
        if position.market == target {
            vector.check("liq_price", price(position.liquidation)?)?;
            vector.check("liq_price", shown_price(position.liquidation)?)?;
        } else {
            vector.check("tmm_others", position.maintenance_margin)?;
            vector.check("upnl_others", position.unrealized_pnl)?;
        }
    }
    Ok(())
}

/// The payload counts unrealised profit into the isolated margin; the model does not.
fn binance_position_risk(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let tiers = stated_tiers(&inputs.rows("tier_table_[floor,mmr,cum]_2020")?)?;
    let unrealized_pnl = inputs.decimal("unrealizedProfit")?;
    let margin = inputs.decimal("isolatedMargin_incl_upnl")? - unrealized_pnl;
    let mut account = account_with_tiers(vector, rules, tiers)?;
    account.holdings[0] = account.holdings[0].clone().with_isolated_margin(margin);
    // The entry was solved from the printed profit; ours must be that profit again, to its last digit.
    assert_eq!(account.first()?.unrealized_pnl.round_dp(8), unrealized_pnl);
    check_figures(vector, &account)
}

fn binance_coin_margined(vector: &Vector, rules: Rules) -> Outcome {
    let tiers = stated_tiers(&vector.inputs.rows("tier_table_[floor_btc,mmr,cum_btc]")?)?;
    let mut account = account_with_tiers(vector, rules, tiers)?;
    // The page's note gives the tick; the venue shows what is cut to it.
    account.holdings[0].market.tick_size = Some(parse("0.1")?);
    vector.check("liq_price", price(account.first()?.liquidation)?)?;
    check_figures(vector, &account)?;
    vector.check("liq_price", shown_price(account.first()?.liquidation)?)
}

/// The maintenance amount of a value, stated and derived.
fn maintenance_amount(vector: &Vector, _: Rules) -> Outcome {
    let rows = vector.inputs.rows("tier_table")?;
    let value = vector.inputs.decimal("notional_btc")?;
    let stated = stated_tiers(&rows)?;
    let derived: Vec<_> = stated.iter().map(|tier| Tier { deduction: None, ..*tier }).collect();
    for tiers in [stated, derived] {
        let table = TierTable::new(&tiers)?;
        vector.check("maint_amount", table.row(table.tier_at(value)).deduction)?;
    }
    Ok(())
}

/// The page gives the step to level 5, from an amount of 0.56 in level 4. The levels above it are those of the newer
/// table, 100 BTC at 10% and 200 BTC at 12.5%.
fn maintenance_amount_of_2021(vector: &Vector, _: Rules) -> Outcome {
    assert_eq!(vector.inputs.text("level5").as_deref(), Some("50*(5%-2.5%)+0.56"));
    let rows = [
        ["0", "0.025", "0.56"], //
        ["50", "0.05", "1.81"],
        ["100", "0.1", "6.81"],
        ["200", "0.125", "11.81"],
    ];
    let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|text| parse(text).unwrap()).collect()).collect();
    // The loader checks every amount from the second on against the rates.
    let table = TierTable::new(&stated_tiers(&rows)?)?;
    let level_4 = *table.row(0);
    vector.check("maint_amount_L5", level_4.deduction + rows[1][0] * (rows[1][1] - level_4.rate))?;
    vector.check("maint_amount_L5", table.row(1).deduction)?;
    vector.check("maint_amount_300btc", table.row(table.tier_at(parse("300")?)).deduction)
}

/// The page's available balance leaves the initial margin out, which backs the position too.
fn available_balance(vector: &Vector, rules: Rules) -> Outcome {
    let mut account = account(vector, rules)?;
    account.wallet_balance = vector.inputs.decimal("available_balance")? + account.first()?.initial_margin;
    check_figures(vector, &account)
}

/// The page gives the same price before and after margin is added. Ours moves away, and theirs lies between the two.
fn one_price_for_two_margins(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let (coins, entry_price) = (inputs.decimal("btc")?, inputs.decimal("entry")?);
    let mut account = account_with_tiers(vector, rules, one_tier(inputs.decimal("mmr_assumed")?, None))?;
    account.holdings[0].size = coins * entry_price;
    let initial_margin = account.first()?.initial_margin;
    let with_margin = |margin| -> Outcome<Decimal> {
        let mut account = account.clone();
        account.holdings[0] = account.holdings[0].clone().with_isolated_margin(margin);
        price(account.first()?.liquidation)
    };
    let before = with_margin(initial_margin)?;
    let after = with_margin(initial_margin + inputs.decimal("added_margin_btc")?)?;
    assert_eq!(before.round_dp(2), parse("4975.12")?);
    assert_eq!(after.round_dp(8), parse("4926.10837438")?);
    let theirs = vector.number("liq_price_after_add")?;
    assert!(after < theirs && theirs < before);
    vector.disagreement_is_shown("liq_price_after_add", &plain(after.round_dp(8)));
    Ok(())
}

fn equity_at_liquidation(vector: &Vector, rules: Rules) -> Outcome {
    let account = account(vector, rules)?;
    let liquidation_price = price(account.first()?.liquidation)?;
    let there = account.at_mark(liquidation_price).first()?;
    vector.check("equity_at_liq", there.margin + there.unrealized_pnl)?;
    check_figures(vector, &account)
}

fn equity_at_oracle(vector: &Vector, rules: Rules) -> Outcome {
    let account = account(vector, rules)?;
    let at_oracle = account.report()?;
    vector.check("pnl", at_oracle.unrealized_pnl)?;
    vector.check("equity", at_oracle.equity)?;
    let at_entry = account.at_mark(vector.inputs.decimal("entry")?).first()?;
    vector.check("mmr_at_entry", at_entry.maintenance_margin)
}

/// BitMEX books whole satoshi: the value to the nearest, the initial margin up.
fn satoshi(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let tiers = one_tier(inputs.decimal("maintMarginReq")?, None);
    let side = Side::Short;
    let mut holding =
        Holding::new("XBTUSD", side, inputs.decimal("qty")?.abs(), inputs.decimal("avgEntryPrice")?, tiers)
            .with_contract(Contract::Inverse);
    holding.leverage = inputs.decimal("leverage")?;
    assert_eq!(inputs.decimal("initMarginReq")? * holding.leverage, Decimal::ONE);
    holding.market.multiplier = parse("100000000")?;
    holding.market.settlement_unit = Some(Decimal::ONE);
    let market = Market::new(holding.market.clone())?;
    let position = Position::new(&market, side, holding.size, holding.entry_price, holding.leverage)?;
    vector.check("posCost", position.entry_value())?;
    let report = Account { rules, wallet_balance: Decimal::ZERO, holdings: vec![holding] }.first()?;
    vector.check("posInit", report.initial_margin)
}

/// The page leaves the inverse contract out: a value of 100 coins at 100, in coins for each unit of price.
fn isolated_beside_cross(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let (value, entry_price) = (inputs.decimal("position_value_xbt")?, inputs.decimal("entry")?);
    let (margin, liquidation_price) = (inputs.decimal("initial_margin_xbt")?, inputs.decimal("published_liq")?);
    let opened = |market: &Market| -> Outcome<Decimal> {
        let opened: OpenedScenario<'_> =
            Scenario::of_value(market, Side::Long, value, entry_price).with_rules(rules).open()?;
        Ok(opened.requirement(MarginMode::Isolated, liquidation_price)?)
    };
    // What the margin exceeds the loss by, at the price at which it is liquidated.
    let maintenance_margin = margin - opened(&Market::flat(Decimal::ZERO)?)?;
    vector.check("implied_maint_margin_xbt", maintenance_margin)?;

    let market = Market::flat(maintenance_margin / value)?;
    assert_eq!(opened(&market)?, margin);
    let scenario = Scenario::of_value(&market, Side::Long, value, entry_price)
        .with_rules(rules)
        .with_leverage(value / margin)
        .with_isolated_margin(margin)
        .with_wallet_balance(value)
        .with_mark_price(parse("94")?);
    let comparison = compare(&scenario)?;
    assert_eq!(price(comparison.isolated.liquidation)?, liquidation_price);
    vector.check("max_loss_isolated", comparison.isolated.max_loss)?;
    vector.check("max_loss_isolated", comparison.isolated.loss)?;
    vector.check("loss_if_cross_at_94", comparison.cross.loss)
}

/// A base limit and steps, each of which raises both rates by the base maintenance rate: a table of whole tiers.
fn base_and_step(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let (base, step) = (inputs.decimal("base_limit_xbt")?, inputs.decimal("step_xbt")?);
    let base_rate = inputs.decimal("base_mm")?;
    let tiers = |first_rate: Decimal| -> Vec<Tier> {
        let floor = |tier: u32| if tier == 0 { Decimal::ZERO } else { base + step * Decimal::from(tier - 1) };
        (0..5).map(|tier| Tier::new(floor(tier), first_rate + base_rate * Decimal::from(tier))).collect()
    };
    let maintenance = |value: Decimal| -> Outcome<Decimal> {
        let holding = Holding::new("XBTUSD", Side::Long, value, Decimal::ONE, tiers(base_rate));
        Ok(Account { rules, wallet_balance: Decimal::ZERO, holdings: vec![holding] }.first()?.maintenance_margin)
    };
    let (position, larger) = (inputs.decimal("position_xbt")?, inputs.decimal("new_position_xbt")?);
    vector.check("mm_180", maintenance(position)?)?;
    vector.check("mm_rate_230", maintenance(larger)? / larger)?;
    // The initial rates step in the same way, and are looked up in the same way.
    let initial_rates = TierTable::new(&tiers(inputs.decimal("base_im")?))?;
    vector.check("im_rate_230", initial_rates.row(initial_rates.tier_at(larger)).rate)
}

/// The requirement with the fee in it, in per cent of the value.
fn trigger_ratio(vector: &Vector, rules: Rules) -> Outcome {
    let report = account(vector, rules)?.first()?;
    vector.check("trigger_margin_ratio_pct", report.maintenance_margin / report.value * Decimal::ONE_HUNDRED)
}

/// The assigned balance holds the fee of closing at the bankruptcy price, and so does the requirement.
fn fee_in_the_margin(vector: &Vector, rules: Rules) -> Outcome {
    let mut account = account(vector, rules)?;
    let report = account.first()?;
    let Holding { size, market: MarketInput { contract, taker_fee, .. }, .. } = account.holdings[0].clone();
    let fee = contract.value(size, price(report.bankruptcy)?)? * taker_fee;
    let assigned = report.initial_margin + fee;
    vector.check("assigned_balance", assigned)?;
    account.holdings[0] = account.holdings[0].clone().with_isolated_margin(assigned);
    check_figures(vector, &account)
}

fn opening_example(vector: &Vector, rules: Rules) -> Outcome {
    let inputs = &vector.inputs;
    let market = Market::flat(parse("0.004")?)?;
    let scenario = Scenario::of_value(&market, Side::Long, inputs.decimal("position")?, Decimal::ONE_HUNDRED)
        .with_rules(rules)
        .with_leverage(inputs.decimal("leverage")?)
        .with_isolated_margin(inputs.decimal("isolated_margin")?)
        .with_wallet_balance(inputs.decimal("account_balance")?);
    let isolated = compare(&scenario)?.isolated;
    vector.check("max_loss", isolated.max_loss)?;
    vector.check("cash_left_after_total_loss", isolated.balance_at_worst)?;
    match isolated.bankruptcy {
        Liquidation::At { distance, .. } => vector.check("bankruptcy_move_pct", distance * Decimal::ONE_HUNDRED),
        other => Err(format!("bankruptcy: {other:?}").into()),
    }
}
