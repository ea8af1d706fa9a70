// Readings of `peer-vectors.json`: the tests of other projects, and real payloads of venues.

import assert from "node:assert/strict";

import { Account, holding, oneTier, price, requirement, shownPrice } from "./account.mjs";
import { Decimal, ONE, ZERO, decimal, divide, divideUp, held, round } from "./decimal.mjs";
import { AT_THE_ENTRY, AT_THE_MARK, account, accountWithTiers, checkFigures, of, position } from "./readings.mjs";
import { sideOf } from "./vector.mjs";

export const READINGS = [
  ["ft-binance-", of("binance-usdm"), position],
  ["ft-gate-", of("gate"), position],
  ["ft-okx-", of("okx"), position],
  ["ft-bybit-", of("bybit-classic"), position],
  ["ft-bot-okx-", of("okx"), freqtradeBuffer],
  ["ft-bot-bybit-", of("bybit-classic"), freqtradeBuffer],
  ["ft-bt-", of("binance-usdm"), freqtradeBuffer],
  ["ft-hl-", of("hyperliquid"), position],
  ["drift-invariance", of("generic"), markAndSettlementDoNotMatter],
  ["lfest-long-3x", AT_THE_ENTRY, lfestFraction],
  ["jesse-", AT_THE_ENTRY, position],
  ["octobot-", AT_THE_ENTRY, octobot],
  ["orderly-iso-open", AT_THE_MARK, orderlyIsolated],
  ["orderly-est-market", AT_THE_MARK, orderlyEstimate],
  ["dydx-short", of("dydx-v4"), dydxEquity],
  ["dydx-bk-", of("dydx-v4"), dydxBankruptcy],
  ["vega-prop-1", AT_THE_MARK, vegaIdentity],
  ["vega-prop-2", AT_THE_MARK, vegaIdentity],
  ["torchtrade-cross-", of("generic"), othersByTheirSum],
  ["torchtrade-iso-", of("generic"), position],
  ["flox-tier", AT_THE_MARK, floxTiers],
  ["nautilus-inverse-", of("bitmex"), position],
  ["10101-short", AT_THE_ENTRY, position],
  ["metamask-hl-preview", of("hyperliquid"), referencePrice],
  ["obs-binance-coinm-", of("binance-coinm"), position],
  ["obs-bybit-", of("bybit-classic"), bybitPayload],
  ["obs-okx-linear-cross-long", of("okx"), okxPayload],
  ["obs-okx-inverse-iso-long", of("okx"), okxIsolatedPayload],
  ["gmx-v1-", AT_THE_ENTRY, gmxNearerOfTwo],
  ["gmx-v2-mincol-loss", AT_THE_ENTRY, gmxCollateral],
  ["flox-insurance", AT_THE_MARK, beyondTheMargin],
  ["flox-adl", AT_THE_MARK, closedAtTheirBankruptcy],
  ["obs-kucoin-iso-long-", AT_THE_ENTRY, kucoinPayload],
  ["obs-htx-linear-iso-long", AT_THE_MARK, htxPayload],
  ["obs-delta-iso-long-1", AT_THE_ENTRY, position],
  ["obs-hyperliquid-iso-long", of("hyperliquid"), hyperliquidPayload],
  ["obs-bitget-iso-long-2", of("bitget"), position],
];

const isEqual = (ours, theirs, places) => assert.equal(String(round(ours, places)), String(round(theirs, places)));

/** freqtrade moves its price toward the entry by a part of the way, 5% unless told otherwise. */
function freqtradeBuffer(vector, under) {
  const { inputs } = vector;
  const buffer = inputs.decimal("liquidation_buffer");
  let found = account(vector, under);
  const stake = inputs.firstOf("stake", "isolated_margin");
  if (stake) found = found.with({ isolatedMargin: stake });
  if (buffer.isZero()) return checkFigures(vector, found);
  const { liquidation } = found.first();
  // Their price may lie below 0; ours is never, because the margin covers the whole loss.
  const isCovered = liquidation.kind === "never" && liquidation.reason === "collateral-covers-loss";
  const root = isCovered ? rootBelowZero(found) : price(liquidation);
  const { entryPrice } = found.holdings[0];
  vector.checkMistake("liquidation_price", isCovered ? undefined : root, root.add(entryPrice.sub(root).mul(buffer)));
}

/** Where the condition, continued below a price of 0, would be 0: from what two prices require. */
function rootBelowZero(found) {
  const [one] = found.holdings;
  const { margin } = found.first();
  const [high, low] = [one.entryPrice, one.entryPrice.div(2)];
  const [surplusHigh, surplusLow] = [high, low].map((at) => decimal(margin).sub(requirement(found.under, one, at)));
  return low.sub(surplusLow.mul(high.sub(low)).div(surplusHigh.sub(surplusLow)));
}

/** A property without numbers: the price is the same after a move of the oracle, and after profit is settled. */
function markAndSettlementDoNotMatter(vector, under) {
  vector.checkText("property", "liq price is identical before and after an oracle move and after settlePNL");
  const moved = decimal("97");
  const before = new Account(under, "500", [holding("SOL", "long", decimal("17.5"), decimal("100"), oneTier(decimal("0.05")))]);
  const afterMove = before.atMark(moved);
  const settled = afterMove.withWallet(decimal("500").add(afterMove.first().unrealizedPnl)).with({ entryPrice: moved });
  for (const later of [afterMove, settled]) {
    assert.equal(String(price(later.first().liquidation)), String(price(before.first().liquidation)));
  }
}

/** lfest writes `E·(1 − f/L)` for `E·(1 − (1 − f)/L)`: the same at the one fraction that it tests, a half. */
function lfestFraction(vector, under) {
  const { inputs } = vector;
  const leverage = inputs.decimal("leverage");
  const ours = (fraction) => price(accountWithTiers(vector, under, oneTier(divideUp(fraction, leverage))).first().liquidation);
  const theirs = (fraction) => decimal(100).mul(ONE.sub(fraction.div(leverage)));
  const tested = inputs.decimal("maintenance_fraction_of_initial");
  vector.check("trigger_price_integer", ours(tested));
  assert.ok(ours(tested).ceil().eq(vector.number("trigger_price_integer")));
  isEqual(theirs(tested), ours(tested), 20);
  isEqual(ours(decimal("0.25")), "75", 20);
  isEqual(theirs(decimal("0.25")), "91.67", 2);
  vector.disagreementIsShown("trigger_price_integer");
}

/**
 * Some of its rates are above `1/L`: the price lies beyond the entry, where its formula does not see that the position
 * is liquidated from the start. Ours says so there, and gives the price from a mark far on the other side.
 */
function octobot(vector, under) {
  const found = account(vector, under);
  const [{ side, entryPrice }] = found.holdings;
  if (vector.expects("liquidation_price")) {
    const published = vector.number("liquidation_price");
    const isLiquidatedAtEntry = side === "long" ? published.gte(entryPrice) : published.lte(entryPrice);
    assert.equal(found.first().liquidation.kind === "now", isLiquidatedAtEntry);
  }
  checkFigures(vector, found.atMark(side === "long" ? entryPrice.mul(10) : entryPrice.div(10)));
}

/** A new position: its margin is the initial margin and a buffer for the fee. */
function orderlyIsolated(vector, under) {
  const { inputs } = vector;
  for (const nothing of ["isolated_margin", "cost_position", "position_qty", "imr_factor"]) assert.ok(inputs.decimal(nothing).isZero());
  const [side, size, entryPrice] = [sideOf(inputs.text("order_side")), inputs.decimal("order_qty"), inputs.decimal("reference_price")];
  const leverage = inputs.decimal("leverage");
  const one = holding("market", side, size, entryPrice, oneTier(inputs.decimal("base_mmr")), { leverage });
  assert.ok(inputs.decimal("base_imr").mul(leverage).eq(1));
  const buffer = size.mul(entryPrice).mul(inputs.decimal("iso_taker_fee_buffer"));
  const found = Account.isolated(under, one);
  checkFigures(vector, found.with({ isolatedMargin: buffer.add(found.first().initialMargin) }));
}

/**
 * An order is added to a position. Theirs leaves out that the fill is at once worth the mark: it misses
 * `(1 − rate)·(fill price − mark)·size` in the condition, so with that much more collateral ours is theirs.
 */
function orderlyEstimate(vector, under) {
  const { inputs } = vector;
  const [held_, order] = [inputs.group("position"), inputs.group("new_order")];
  assert.equal(held_.text("symbol"), order.text("symbol"));
  const [size, mark, added, fillPrice, rate] = [held_.decimal("qty"), held_.decimal("mark"), order.decimal("qty"), order.decimal("price"), inputs.decimal("mmr")];
  const entryPrice = held(size.mul(mark).add(added.mul(fillPrice)).div(size.add(added)));
  const first = holding("BTC", "long", size.add(added), entryPrice, oneTier(rate), { markPrice: mark });
  const others = inputs.list("other_positions").map((other) => {
    assert.ok(other.decimal("qty").isNegative());
    return holding(other.text("symbol"), "short", other.decimal("qty").abs(), other.decimal("mark"), oneTier(other.decimal("mmr")));
  });
  const wallet = inputs.decimal("total_collateral").sub(order.decimal("fee"));
  const ours = (walletBalance) => price(new Account(under, walletBalance, [first, ...others]).first().liquidation);
  vector.check("exact_if_fill_is_marked_to_market", ours(wallet));
  const missed = ONE.sub(rate).mul(fillPrice.sub(mark)).mul(added);
  vector.checkMistake("liquidation_price", ours(wallet), ours(wallet.add(missed)));
}

/** dYdX keeps a quote balance, which holds what a short was sold for. */
function dydxEquity(vector, under) {
  const { inputs } = vector;
  assert.ok(inputs.decimal("other_positions_risk").isZero());
  const found = account(vector, under).with({ leverage: divide(ONE, inputs.decimal("imf")) });
  assert.ok(inputs.decimal("quote_balance").sub(found.first().value).eq(found.walletBalance));
  checkFigures(vector, found);
}

/**
 * The quote that closing a part of the position may cost, or must bring, at the bankruptcy price. Any entry will do: the
 * quote balance is the wallet less what the position was bought for.
 */
function dydxBankruptcy(vector, under) {
  const { inputs } = vector;
  const [quoteBalance, size, closed] = [inputs.decimal("quote_balance"), inputs.decimal("position_btc"), inputs.decimal("close_delta_btc")];
  const [side, entryPrice] = size.isNegative() ? ["short", decimal("50000")] : ["long", decimal("60000")];
  const one = holding("BTC-USD", side, size.abs(), entryPrice, oneTier(decimal("0.1")));
  const { bankruptcy } = new Account(under, quoteBalance.add(size.mul(entryPrice)), [one]).first();
  vector.check("bankruptcy_quote_value", closed.neg().mul(price(bankruptcy)));
}

/**
 * At the price, collateral and profit are the maintenance margin; and a collateral that is just the maintenance margin is
 * liquidated now. Slippage that is linear in the value is a part of the rate.
 */
function vegaIdentity(vector, under) {
  const { inputs } = vector;
  vector.checkText(
    "property",
    "collateral + mtm at liq price == maintenance margin at liq price (rel 1e-6); and if collateral == maintenance margin now, liq price == mark",
  );
  assert.ok(inputs.decimal("quadratic_slippage").isZero());
  assert.equal(inputs.text("collateral"), "collateral_factor * maintenance margin");
  const [mark, factor] = [inputs.decimal("mark"), inputs.decimal("collateral_factor")];
  const size = held(inputs.decimal("position_size").div(inputs.decimal("position_factor")));
  const slippage = inputs.decimal("linear_slippage");
  for (const [side, riskFactor] of [["long", "risk_factor_long"], ["short", "risk_factor_short"]]) {
    const one = holding("market", side, size, mark, oneTier(inputs.decimal(riskFactor).add(slippage)));
    const maintenance = decimal(Account.isolated(under, one).first().maintenanceMargin);
    const accounts = (collateral) => [new Account(under, collateral, [one]), Account.isolated(under, { ...one, isolatedMargin: collateral })];
    for (const found of accounts(factor.mul(maintenance))) {
      const there = found.atMark(price(found.first().liquidation)).first();
      const balance = factor.mul(maintenance).add(there.unrealizedPnl);
      assert.ok(balance.sub(there.maintenanceMargin).abs().lte(decimal("0.000001").mul(there.maintenanceMargin)));
    }
    for (const found of accounts(maintenance)) assert.equal(found.first().liquidation.kind, "now");
  }
}

/** What the other positions need is given as a sum, and stays: as one position at its entry, beside this one. */
function othersByTheirSum(vector, under) {
  const total = vector.inputs.decimal("total_maintenance");
  let found = account(vector, under);
  const others = total.sub(found.first().maintenanceMargin);
  if (!others.isZero()) {
    const beside = holding("others", "long", ONE, decimal(100), oneTier(others.div(100)));
    found = new Account(under, found.walletBalance, [...found.holdings, beside]);
  }
  assert.ok(total.eq(found.report().cross.maintenanceMargin));
  checkFigures(vector, found);
}

/** flox looks the rate up as others do, and leaves the deductions out: its requirement jumps where a tier begins. */
function floxTiers(vector, under) {
  const rows = vector.inputs.rows("tiers");
  const tiers = rows.map(([floor, rate]) => ({ floor, rate }));
  const values = vector.inputs.numbers("notional");
  const whole = { rules: { ...under.rules, tierForm: "whole" } };
  const maintenance = (rules, value) => decimal(Account.isolated(rules, holding("market", "long", value, ONE, tiers)).first().maintenanceMargin);
  vector.checkListWithMistake("mmr", values.map((value) => maintenance(whole, value).div(value)));
  // Ours takes the deduction off, so a value just past a floor needs just more than one at it.
  ["0", "500", "15500"].forEach((deduction, at) => {
    assert.ok(maintenance(under, values[at]).eq(maintenance(whole, values[at]).sub(deduction)));
  });
  for (const [floor] of rows.slice(1)) {
    const cent = decimal("0.01");
    const step = (rules) => maintenance(rules, floor.add(cent)).sub(maintenance(rules, floor));
    assert.ok(step(under).lt(cent) && step(whole).gte(500));
  }
  vector.disagreementIsShown("mmr");
}

/** The margin already holds the unrealised profit, so it stands at the mark; taken from the entry it counts twice. */
function referencePrice(vector, under) {
  const { inputs } = vector;
  assert.equal(inputs.text("mmr"), "1/50");
  const { side } = vector;
  const [markPrice, isolatedMargin, size] = [inputs.decimal("mark"), inputs.decimal("margin_used_mark_based"), inputs.decimal("qty")];
  for (const [figure, reference] of [["right_mark_based", markPrice], ["wrong_entry_based", inputs.decimal("average_entry")]]) {
    const one = holding("ETH", side, size, reference, oneTier(decimal("0.02")), { markPrice, isolatedMargin });
    vector.check(figure, price(Account.isolated(under, one).first().liquidation));
  }
}

/** The position balance is the initial margin and a reserve for the closing fee, which cancels. */
function bybitPayload(vector, under) {
  const found = account(vector, under);
  const { initialMargin, bankruptcy } = found.first();
  const reserve = vector.inputs.decimal("position_balance").sub(initialMargin);
  isEqual(price(bankruptcy).mul(found.holdings[0].size).mul("0.0006"), reserve, 4);
  checkFigures(vector, found);
}

/** The equity is the margin ratio times the requirement, and holds the profit. */
function okxPayload(vector, under) {
  const { inputs } = vector;
  assert.equal(inputs.text("equity_note"), "equity = mgnRatio*(mmr_amount + 0.0005*notional)");
  const [markPrice, size, takerFee] = [inputs.decimal("mark"), inputs.decimal("qty_btc"), inputs.decimal("liq_fee_rate")];
  const one = holding("BTC-USDT-SWAP", vector.side, size, inputs.decimal("entry"), oneTier(inputs.decimal("mmr")), { markPrice, market: { takerFee } });
  const found = new Account(under, 0, [one]);
  const report = found.first();
  const required = inputs.decimal("mmr_amount").add(size.mul(markPrice).mul(takerFee));
  isEqual(report.maintenanceMargin, required, 15);
  isEqual(report.unrealizedPnl, inputs.decimal("upl"), 15);
  const equity = inputs.decimal("equity");
  isEqual(required.mul(inputs.decimal("mgn_ratio")), equity, 20);
  checkFigures(vector, found.withWallet(equity.sub(report.unrealizedPnl)));
}

/** The requirement is given as an amount, at the entry. */
function kucoinPayload(vector, under) {
  const { inputs } = vector;
  const value = inputs.decimal("lots").mul(inputs.decimal("multiplier")).mul(inputs.decimal("entry"));
  const rate = divide(inputs.decimal("pos_maint"), value);
  checkFigures(vector, accountWithTiers(vector, under, oneTier(rate)).with({ isolatedMargin: inputs.decimal("pos_margin") }));
}

/** HTX asks for a part of the initial margin, so the rate is that part over the leverage. */
function htxPayload(vector, under) {
  const { inputs } = vector;
  const tiers = oneTier(divide(inputs.decimal("adjust_factor"), inputs.decimal("leverage")));
  const one = holding("BTC-USDT", vector.side, inputs.decimal("qty_btc"), inputs.decimal("cost_hold"), tiers, { isolatedMargin: inputs.decimal("margin_static") });
  checkFigures(vector, Account.isolated(under, one));
}

/** The payload gives the margin in two ways: as such, and as the dollars left after paying for the position. */
function hyperliquidPayload(vector, under) {
  const { inputs } = vector;
  const isolatedMargin = inputs.decimal("margin_used");
  const found = account(vector, under);
  const [{ size, entryPrice }] = found.holdings;
  assert.ok(inputs.decimal("raw_usd").add(size.mul(entryPrice)).eq(isolatedMargin));
  checkFigures(vector, found.with({ isolatedMargin }));
}

/** The API's sample of an isolated long: its price is one tick nearer to the mark than that of the formula. */
function okxIsolatedPayload(vector, under) {
  const { inputs } = vector;
  const found = account(vector, under);
  const [{ size, entryPrice, market }] = found.holdings;
  // The rate is what was charged over the value that the profit implies.
  const value = size.mul(market.multiplier).div(entryPrice).sub(inputs.decimal("upl"));
  isEqual(inputs.decimal("mmr_amount").div(value), inputs.decimal("mmr"), 12);
  const { initialMargin, margin, liquidation } = found.first();
  assert.ok(round(initialMargin, 16).eq(margin));
  assert.ok(shownPrice(liquidation).eq(price(liquidation).add(inputs.decimal("tick"))));
  checkFigures(vector, found);
}

/**
 * GMX's two limits, each an isolated position at the entry: the fees eat the margin, or the value is more than the largest
 * leverage allows. The nearer one counts.
 */
function gmxNearerOfTwo(vector, under) {
  const { inputs, side } = vector;
  const [value, entryPrice, margin] = [inputs.decimal("size_usd"), inputs.decimal("average_price"), inputs.decimal("collateral_usd")];
  const fees = value.mul(inputs.decimal("margin_fee_bps").div(10000)).add(inputs.decimal("liquidation_fee_usd")).add(inputs.decimal("funding_fee_usd"));
  const limit = (rate, isolatedMargin) => price(Account.isolated(under, holding("market", side, divide(value, entryPrice), entryPrice, oneTier(rate), { isolatedMargin })).first().liquidation);
  vector.check("liquidation_price", Decimal.max(limit(ZERO, margin.sub(fees)), limit(divide(ONE, inputs.decimal("max_leverage")), margin)));
}

/** The collateral that a loss, the smallest collateral and the fee ask for: both as fractions of the value at entry. */
function gmxCollateral(vector, under) {
  const { inputs } = vector;
  assert.ok(inputs.decimal("price_impact_usd_after_cap").isZero());
  const [value, entryPrice] = [inputs.decimal("size_in_usd"), decimal(100)];
  const rate = divide(inputs.decimal("min_collateral_usd").add(inputs.decimal("closing_fee_usd")), value);
  const size = value.div(entryPrice);
  const there = entryPrice.add(inputs.decimal("pnl").div(size));
  vector.check("min_collateral_usd", requirement(under, holding("market", "long", size, entryPrice, oneTier(rate)), there));
}

/** What a gap costs the insurance fund: the trader loses the margin alone, and the fund the rest. */
function beyondTheMargin(vector, under) {
  const { inputs } = vector;
  assert.ok(inputs.decimal("slippage_bps").isZero());
  const { liquidation, maxLoss, margin, unrealizedPnl } = account(vector, under).first();
  assert.deepEqual([liquidation.kind, maxLoss], ["now", margin]);
  const deficit = decimal(margin).add(unrealizedPnl).neg();
  vector.check("deficit", deficit);
  vector.check("insurance_after", inputs.decimal("insurance_fund").sub(deficit));
}

/** Auto-deleveraging closes the winner at the price at which the other side is bankrupt. */
function closedAtTheirBankruptcy(vector, under) {
  const { inputs } = vector;
  const accountOf = (name) => {
    const group = inputs.group(name);
    const size = group.decimal("qty");
    const one = holding("market", size.isNegative() ? "short" : "long", size.abs(), group.decimal("entry"), oneTier(ZERO));
    return new Account(under, group.decimal("equity"), [one]);
  };
  const bankruptcyPrice = price(accountOf("bankrupt").first().bankruptcy);
  assert.ok(inputs.decimal("mark").lt(bankruptcyPrice) && inputs.decimal("insurance_fund").isZero());
  vector.check("winner_equity_after", accountOf("winner").atMark(bankruptcyPrice).report().equity);
}
