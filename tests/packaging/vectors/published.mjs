// Readings of `venue-examples.json`: what venues publish as worked examples.

import assert from "node:assert/strict";

import { Account, api, holding, oneTier, price, requirement, shownPrice, statedTiers, texts } from "./account.mjs";
import { ONE, ZERO, decimal, divide, round } from "./decimal.mjs";
import { AT_THE_ENTRY, AT_THE_MARK, WITH_CLOSING_FEE, account, accountWithTiers, checkFigures, of, position } from "./readings.mjs";
import { sideOf } from "./vector.mjs";

export const READINGS = [
  ["binance-usdm-cross-eth", of("binance-usdm"), binanceCross],
  ["binance-usdm-iso-eth-derived", of("binance-usdm"), position],
  ["binance-api-hedge-iso-short", of("binance-usdm"), binancePositionRisk],
  ["binance-coinm-ui-long", of("binance-coinm"), binanceCoinMargined],
  ["binance-coinm-stale-cum", of("binance-coinm"), position],
  ["binance-coinm-cum-new", of("binance-coinm"), maintenanceAmount],
  ["binance-coinm-cum-old", of("binance-coinm"), maintenanceAmountOf2021],
  ["bybit-", of("bybit-classic"), position],
  ["moonxbt-usdt-iso-short", AT_THE_ENTRY, position],
  ["moonxbt-usdt-cross", AT_THE_ENTRY, availableBalance],
  ["kucoin-bankruptcy-inv-long", AT_THE_ENTRY, position],
  ["kucoin-mm", AT_THE_MARK, position],
  ["kucoin-what-is-liq", AT_THE_ENTRY, onePriceForTwoMargins],
  ["dydx-iso-short", of("dydx-v4"), equityAtLiquidation],
  ["dydx-deleverage", of("dydx-v4"), position],
  ["dydx-insurance-mmr", of("dydx-v4"), equityAtOracle],
  ["bitmex-riskvalue-cross-short", of("bitmex"), satoshi],
  ["bitmex-isolated-vs-cross-doc", of("bitmex"), isolatedBesideCross],
  ["bitmex-risk-limit", of("bitmex"), baseAndStep],
  ["bitmex-karen", of("bitmex"), position],
  ["okx-im-crypto", of("okx"), position],
  ["okx-trigger", of("okx"), triggerRatio],
  ["phemex-usdt-iso-long", WITH_CLOSING_FEE, feeInTheMargin],
  ["mcs-inverse-iso-", AT_THE_ENTRY, position],
  ["glossary-isolated", of("generic"), openingExample],
];

/** Two longs in cross. The page also states what the other position adds. */
function binanceCross(vector, under) {
  const { inputs } = vector;
  const target = inputs.text("target");
  const holdings = inputs.list("positions").map((given) =>
    holding(given.text("symbol"), sideOf(given.text("side")), given.decimal("qty"), given.decimal("entry"), oneTier(given.decimal("mmr"), given.optional("maint_amount")), {
      markPrice: given.decimal("mark"),
    }),
  );
  for (const { market, liquidation, maintenanceMargin, unrealizedPnl } of new Account(under, inputs.decimal("wallet_balance"), holdings).report().positions) {
    if (market === target) {
      vector.check("liq_price", price(liquidation));
      vector.check("liq_price", shownPrice(liquidation));
    } else {
      vector.check("tmm_others", maintenanceMargin);
      vector.check("upnl_others", unrealizedPnl);
    }
  }
}

/** The payload counts unrealised profit into the isolated margin; the model does not. */
function binancePositionRisk(vector, under) {
  const { inputs } = vector;
  const tiers = statedTiers(inputs.rows("tier_table_[floor,mmr,cum]_2020"));
  const unrealizedPnl = inputs.decimal("unrealizedProfit");
  const isolatedMargin = inputs.decimal("isolatedMargin_incl_upnl").sub(unrealizedPnl);
  const found = accountWithTiers(vector, under, tiers).with({ isolatedMargin });
  // The entry was solved from the printed profit; ours must be that profit again, to its last digit.
  assert.ok(round(found.first().unrealizedPnl, 8).eq(unrealizedPnl));
  checkFigures(vector, found);
}

function binanceCoinMargined(vector, under) {
  const found = accountWithTiers(vector, under, statedTiers(vector.inputs.rows("tier_table_[floor_btc,mmr,cum_btc]")));
  const [{ market }] = found.holdings;
  // The page's note gives the tick; the venue shows what is cut to it.
  const ticked = found.with({ market: { ...market, tickSize: "0.1" } });
  vector.check("liq_price", price(ticked.first().liquidation));
  checkFigures(vector, ticked);
  vector.check("liq_price", shownPrice(ticked.first().liquidation));
}

/** What a table deducts from a value, and the tier that it is in. */
function deductionAt(under, tiers, value) {
  const { maintenanceMargin, tier } = Account.isolated(under, holding("market", "long", value, ONE, tiers)).first();
  return { deduction: decimal(value).mul(tiers[tier].rate).sub(maintenanceMargin), tier };
}

/** The maintenance amount of a value, stated and derived. */
function maintenanceAmount(vector, under) {
  const stated = statedTiers(vector.inputs.rows("tier_table"));
  const value = vector.inputs.decimal("notional_btc");
  for (const tiers of [stated, stated.map(({ floor, rate }) => ({ floor, rate }))]) {
    vector.check("maint_amount", deductionAt(under, tiers, value).deduction);
  }
}

/**
 * The page gives the step to level 5, from an amount of 0.56 in level 4. The levels above it are those of the newer
 * table, 100 BTC at 10% and 200 BTC at 12.5%.
 */
function maintenanceAmountOf2021(vector, under) {
  assert.equal(vector.inputs.text("level5"), "50*(5%-2.5%)+0.56");
  const rows = [
    ["0", "0.025", "0.56"],
    ["50", "0.05", "1.81"],
    ["100", "0.1", "6.81"],
    ["200", "0.125", "11.81"],
  ].map((row) => row.map(decimal));
  const tiers = statedTiers(rows);
  const { deduction: level4 } = deductionAt(under, tiers, 40);
  const { deduction: level5, tier } = deductionAt(under, tiers, 60);
  assert.equal(tier, 1);
  vector.check("maint_amount_L5", level4.add(rows[1][0].mul(rows[1][1].sub(rows[0][1]))));
  vector.check("maint_amount_L5", level5);
  vector.check("maint_amount_300btc", deductionAt(under, tiers, 300).deduction);
}

/** The page's available balance leaves the initial margin out, which backs the position too. */
function availableBalance(vector, under) {
  const found = account(vector, under);
  checkFigures(vector, found.withWallet(vector.inputs.decimal("available_balance").add(found.first().initialMargin)));
}

/** The page gives the same price before and after margin is added. Ours moves away, and theirs lies between the two. */
function onePriceForTwoMargins(vector, under) {
  const { inputs } = vector;
  const size = inputs.decimal("btc").mul(inputs.decimal("entry"));
  const found = accountWithTiers(vector, under, oneTier(inputs.decimal("mmr_assumed"))).with({ size });
  const { initialMargin } = found.first();
  const withMargin = (isolatedMargin) => price(found.with({ isolatedMargin }).first().liquidation);
  const before = withMargin(decimal(initialMargin));
  const after = withMargin(decimal(initialMargin).add(inputs.decimal("added_margin_btc")));
  assert.deepEqual([round(before, 2).toFixed(), round(after, 8).toFixed()], ["4975.12", "4926.10837438"]);
  const theirs = vector.number("liq_price_after_add");
  assert.ok(after.lt(theirs) && theirs.lt(before));
  vector.disagreementIsShown("liq_price_after_add");
}

function equityAtLiquidation(vector, under) {
  const found = account(vector, under);
  const { margin, unrealizedPnl } = found.atMark(price(found.first().liquidation)).first();
  vector.check("equity_at_liq", decimal(margin).add(unrealizedPnl));
  checkFigures(vector, found);
}

function equityAtOracle(vector, under) {
  const found = account(vector, under);
  const { unrealizedPnl, equity } = found.report();
  vector.check("pnl", unrealizedPnl);
  vector.check("equity", equity);
  vector.check("mmr_at_entry", found.atMark(vector.inputs.decimal("entry")).first().maintenanceMargin);
}

/** BitMEX books whole satoshi: the value to the nearest, the initial margin up. */
function satoshi(vector, under) {
  const { inputs } = vector;
  const leverage = inputs.decimal("leverage");
  assert.ok(inputs.decimal("initMarginReq").mul(leverage).eq(1));
  const market = { contract: "inverse", multiplier: "100000000", settlementUnit: "1" };
  const short = holding("XBTUSD", "short", inputs.decimal("qty").abs(), inputs.decimal("avgEntryPrice"), oneTier(inputs.decimal("maintMarginReq")), { market, leverage });
  const { initialMargin, value, unrealizedPnl } = new Account(under, 0, [short]).first();
  vector.check("posInit", initialMargin);
  // What a short was booked at is what it is worth, less what it has gained.
  vector.check("posCost", decimal(value).sub(unrealizedPnl));
}

/** The page leaves the inverse contract out: a value of 100 coins at 100, in coins for each unit of price. */
function isolatedBesideCross(vector, under) {
  const { inputs } = vector;
  const [value, entryPrice] = [inputs.decimal("position_value_xbt"), inputs.decimal("entry")];
  const [margin, liquidationPrice] = [inputs.decimal("initial_margin_xbt"), inputs.decimal("published_liq")];
  const held = (rate) => holding("market", "long", value.div(entryPrice), entryPrice, oneTier(rate));
  // What the margin exceeds the loss by, at the price at which it is liquidated.
  const maintenanceMargin = margin.sub(requirement(under, held(ZERO), liquidationPrice));
  vector.check("implied_maint_margin_xbt", maintenanceMargin);

  const rate = divide(maintenanceMargin, value);
  assert.ok(requirement(under, held(rate), liquidationPrice).eq(margin));
  const scenario = { ...under, maintenanceRate: rate, side: "long", value, entryPrice, leverage: divide(value, margin), isolatedMargin: margin, walletBalance: value, markPrice: "94" };
  const { isolated, cross } = api.compare(texts(scenario));
  assert.ok(price(isolated.liquidation).eq(liquidationPrice));
  vector.check("max_loss_isolated", isolated.maxLoss);
  vector.check("max_loss_isolated", isolated.loss);
  vector.check("loss_if_cross_at_94", cross.loss);
}

/** A base limit and steps, each of which raises both rates by the base maintenance rate: a table of whole tiers. */
function baseAndStep(vector, under) {
  const { inputs } = vector;
  const [base, step, baseRate] = [inputs.decimal("base_limit_xbt"), inputs.decimal("step_xbt"), inputs.decimal("base_mm")];
  const required = (firstRate, value) => {
    const tiers = [0, 1, 2, 3, 4].map((tier) => ({ floor: tier === 0 ? ZERO : base.add(step.mul(tier - 1)), rate: firstRate.add(baseRate.mul(tier)) }));
    return decimal(new Account(under, 0, [holding("XBTUSD", "long", value, ONE, tiers)]).first().maintenanceMargin);
  };
  const [given, larger] = [inputs.decimal("position_xbt"), inputs.decimal("new_position_xbt")];
  vector.check("mm_180", required(baseRate, given));
  vector.check("mm_rate_230", required(baseRate, larger).div(larger));
  // The initial rates step in the same way, and are looked up in the same way.
  vector.check("im_rate_230", required(inputs.decimal("base_im"), larger).div(larger));
}

/** The requirement with the fee in it, in per cent of the value. */
function triggerRatio(vector, under) {
  const { maintenanceMargin, value } = account(vector, under).first();
  vector.check("trigger_margin_ratio_pct", decimal(maintenanceMargin).div(value).mul(100));
}

/** The assigned balance holds the fee of closing at the bankruptcy price, and so does the requirement. */
function feeInTheMargin(vector, under) {
  const found = account(vector, under);
  const { initialMargin, bankruptcy } = found.first();
  const [{ size, market }] = found.holdings;
  assert.equal(market.contract, "linear");
  const assigned = decimal(initialMargin).add(size.mul(price(bankruptcy)).mul(market.takerFee));
  vector.check("assigned_balance", assigned);
  checkFigures(vector, found.with({ isolatedMargin: assigned }));
}

function openingExample(vector, under) {
  const { inputs } = vector;
  const { isolated } = api.compare(
    texts({
      ...under,
      maintenanceRate: "0.004",
      side: "long",
      value: inputs.decimal("position"),
      entryPrice: "100",
      leverage: inputs.decimal("leverage"),
      isolatedMargin: inputs.decimal("isolated_margin"),
      walletBalance: inputs.decimal("account_balance"),
    }),
  );
  vector.check("max_loss", isolated.maxLoss);
  vector.check("cash_left_after_total_loss", isolated.balanceAtWorst);
  price(isolated.bankruptcy);
  vector.check("bankruptcy_move_pct", decimal(isolated.bankruptcy.distance).mul(100));
}
