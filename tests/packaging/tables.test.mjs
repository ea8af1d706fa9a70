// Real tier tables of tests/vectors, odd ones first, through the packed package: each is taken and solved as it is, or
// refused with a reason. And the tiers trap.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { ROOT } from "./support/project.mjs";
import { Account, api, holding, oneTier, price, requirement, texts, venueFile } from "./vectors/account.mjs";
import { ONE, ZERO, decimal, held, round } from "./vectors/decimal.mjs";
import { of } from "./vectors/readings.mjs";

const { tables } = JSON.parse(readFileSync(join(ROOT, "tests/vectors/tier-tables.json"), "utf8"));
const find = (origin, symbol) => tables.find((table) => table.origin === origin && table.symbol === symbol);
const GENERIC = of("generic");
const bySize = (table) => table.tier_basis === "contracts";

/** The rows as the package reads them. Between inclusive counts there is a hole of one lot: a tier begins where the one before it ended. */
const tiersOf = (table) =>
  table.tiers.map((row, at) => ({
    floor: decimal(bySize(table) ? (table.tiers[at - 1]?.cap ?? "0") : row.floor),
    rate: decimal(row.mmr),
    deduction: row.maint_amount ?? undefined,
    maxLeverage: row.max_leverage ?? undefined,
  }));

const marketOf = (table) => ({
  symbol: table.symbol,
  contract: table.contract,
  multiplier: decimal(table.contractSize ?? 1),
  settle: table.settle,
  tierForm: bySize(table) || ["bitmex", "krakenfutures"].includes(table.origin) ? "whole" : "marginal",
  tierBasis: bySize(table) ? "size" : "value",
  tiers: tiersOf(table),
});

const inMarket = (market, side, size, entryPrice, more) => ({ ...holding(market.symbol, side, decimal(size), decimal(entryPrice), [], more), market });
const maintenance = (market, size, at) => decimal(Account.isolated(GENERIC, inMarket(market, "long", size, at)).first().maintenanceMargin);
const tierOf = (market, size, at = 1) => Account.isolated(GENERIC, inMarket(market, "long", size, at)).first().tier;
const refused = (market) => {
  try {
    api.loadMarkets(texts([market])).free();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof api.MarginError);
    return `${error.code} ${error.field}: ${error.message}`;
  }
};

test("the file is whole: each row ends where the next begins, but for a lot", () => {
  assert.equal(tables.length, 24);
  for (const table of tables) {
    for (let at = 1; at < table.tiers.length; at += 1) {
      const hole = decimal(table.tiers[at].floor).sub(table.tiers[at - 1].cap);
      assert.ok(hole.eq(table.origin === "okx" ? table.lotSize : 0), `${table.origin} ${table.symbol}`);
    }
  }
});

// A position whose value lies in the upper tiers is walked across several of them, on both sides. What its liquidation
// price requires is what it has; where a whole tier jumps there, just beyond requires more.
test("every table is taken and solved", () => {
  const close = decimal("0.000000000000000001");
  let solved = 0;
  for (const table of tables) {
    const market = marketOf(table);
    const name = `${table.origin} ${table.symbol}`;
    const { floor: lastFloor } = market.tiers.at(-1);
    const measure = lastFloor.isZero() ? decimal(1000) : lastFloor.mul("0.9");
    const entryPrice = decimal(100);
    const size = held(bySize(table) ? measure : market.contract === "inverse" ? measure.mul(100).div(market.multiplier) : measure.div(100).div(market.multiplier));
    for (const side of ["long", "short"]) {
      const one = inMarket(market, side, size, entryPrice);
      const { value } = Account.isolated(GENERIC, one).first();
      const { isolated } = api.compare(texts({ market, side, size, entryPrice, leverage: "1.5", walletBalance: decimal(value) }));
      const found = price(isolated.liquidation);
      const required = requirement(GENERIC, one, found);
      const beyond = requirement(GENERIC, one, held(found.add(found.mul(close).mul(side === "long" ? -1 : 1))));
      const isSolved = required.sub(isolated.margin).abs().lte(close.mul(value));
      const hasJumped = required.lt(isolated.margin) && beyond.gte(isolated.margin);
      assert.ok(isSolved || hasJumped, `${name} ${side}: has ${isolated.margin}, requires ${required}, then ${beyond}`);
      assert.ok(isolated.liquidation.tier < market.tiers.length);
      solved += 1;
    }
  }
  assert.equal(solved, 48);
});

test("an endless cap is no floor, and the last tier has no end", () => {
  const table = find("quirks", "BTCUSDT_210326@freqtrade-2022.4");
  const { cap } = table.tiers.at(-1);
  assert.equal(cap, "9223372036854775807");
  const market = marketOf(table);
  assert.equal(tierOf(market, "1000000000000000"), 7);
  market.tiers.push({ floor: decimal(cap), rate: decimal("0.5"), deduction: "0" });
  assert.match(refused(market), /^out-of-range markets?\[0\]|^out-of-range \[0\]\.tiers\[8\]\.floor/);
});

test("a tier without width is passed over", () => {
  for (const symbol of ["BEAMX/USDT:USDT@freqtrade-2025.12", "DEXE/USDT:USDT@freqtrade-2025.12"]) {
    const table = find("quirks", symbol);
    const empty = table.tiers.findIndex((row) => row.cap === row.floor);
    const market = marketOf(table);
    assert.equal(String(market.tiers[empty].floor), "500000");
    assert.deepEqual([tierOf(market, "500000"), tierOf(market, "500000.01")], [empty - 1, empty + 1]);
    assert.ok(maintenance(market, "500000.01", 1).sub(maintenance(market, "500000", 1)).lt("0.01"));
  }
  // (225,000 + 76,450 + 450,000) ÷ (4,500 · 1.25)
  const market = marketOf(find("quirks", "BEAMX/USDT:USDT@freqtrade-2025.12"));
  const { liquidation } = api.compare(texts({ market, side: "short", value: "450000", entryPrice: "100", leverage: "2", walletBalance: "450000" })).isolated;
  assert.equal(liquidation.tier, 8);
  assert.equal(String(round(liquidation.price, 20)), String(round(decimal("751450").div("5625"), 20)));
});

test("names, coins, quanto and counts of contracts", () => {
  const named = "币安人生/USDT:USDT@freqtrade-2026.9";
  const position = { market: named, side: "long", size: "1", entryPrice: "1" };
  const report = api.evaluate(texts({ walletBalance: 2, markets: [marketOf(find("quirks", named))], prices: { [named]: "1" }, positions: [position] }));
  assert.equal(report.markets[named].below.kind, "never");
  // 160 ETH at 0.05 BTC: 8 BTC, at 0.6% less 0.005 BTC.
  assert.equal(maintenance(marketOf(find("quirks", "ETH/BTC:BTC@freqtrade-2026.9")), "160", "0.05").toFixed(), "0.043");
  // 10,000 contracts at 273.1 are worth 2.731 coins, at 1.5%.
  assert.equal(maintenance(marketOf(find("bitmex", "AAVEUSDT")), "10000", "273.1").toFixed(), "0.040965");
  const okx = marketOf(find("okx", "BTC-USDT-SWAP"));
  assert.deepEqual(["1000", "1000.005", "1000.01", "5000", "1920000.01"].map((size) => tierOf(okx, size)), [0, 1, 1, 1, 98]);
  assert.deepEqual(["1000", "1000.01"].map((size) => maintenance(okx, size, "50000").toFixed()), ["2000", "2500.025"]);
  assert.match(refused({ ...okx, tierForm: "marginal" }), /^unsupported-combination \[0\]\.tierBasis: .*tiers by size go with the whole form/);
});

test("a base and a step are a table of whole tiers", () => {
  const table = find("bitmex", "XBTUSD@2024-11-24");
  const market = marketOf(table);
  const [base, step, rate] = [table.tiers[0].cap, table.riskStep, table.tiers[0].mmr].map(decimal);
  for (let tier = 1; tier <= 10; tier += 1) market.tiers.push({ floor: base.add(step.mul(tier - 1)), rate: rate.mul(tier + 1) });
  // At 50,000 a million dollars is 20 coins.
  const found = ["10000000", "11000000", "17500000", "18000000"].map((dollars) => maintenance(market, dollars, "50000").toFixed());
  assert.deepEqual(found, ["1", "2.2", "3.5", "5.4"]);
});

test("a damaged table is refused with a reason", () => {
  const whole = marketOf(find("quirks", "BEAMX/USDT:USDT@freqtrade-2025.12"));
  const damages = [
    ["tiers[3].deduction", (tiers) => tiers.splice(3, 1), "the deduction contradicts the rates"],
    ["tiers[2].deduction", (tiers) => tiers.splice(2, 2, tiers[3], tiers[2]), "the deduction contradicts the rates"],
    ["tiers[0].floor", (tiers) => tiers.shift(), "the first tier must begin at 0"],
    ["tiers[4].deduction", (tiers) => delete tiers[4].deduction, "deductions must be stated in every tier or in none"],
    ["tiers[5].deduction", (tiers) => (tiers[5].deduction = decimal(tiers[5].deduction).add("0.005")), "the deduction contradicts the rates"],
    ["tiers[1].rate", (tiers) => (tiers[1].rate = ONE), ""],
    ["tiers[6].maxLeverage", (tiers) => (tiers[6].maxLeverage = ZERO), ""],
    ["tiers", (tiers) => tiers.splice(0), "the table is empty"],
  ];
  for (const [field, damage, reason] of damages) {
    const tiers = whole.tiers.map((tier) => ({ ...tier }));
    damage(tiers);
    const said = refused({ ...whole, tiers });
    assert.ok(said?.includes(` [0].${field}: `) && said.includes(reason), `${field}: ${said}`);
  }
});

test("markets of two coins are not one account", () => {
  const markets = texts([marketOf(find("binance-usdm", "哈基米USDT")), marketOf(find("quirks", "ETH/BTC:BTC@freqtrade-2026.9"))]);
  assert.throws(() => api.evaluate({ walletBalance: 10, markets, prices: {}, positions: [] }), { code: "mixed-settlement", field: "markets[1].settle" });
});

// BTCUSDT at 50,000, isolated: the tier of the value at the liquidation price counts.
test("the tiers trap", () => {
  const [market] = api.marketsOf(venueFile("binance-usdm"), ["BTCUSDT"]);
  const traps = [
    ["short", "4500", "45000000", "57471.1111", ["284482000", "4950"], 7, "57773.9682", "57142.8571"],
    ["long", "5000", "50000000", "41477.4736", ["197018000", "4750"], 6, "41226.2222", "44444.4444"],
    ["long", "100", "250000", "47858.5858", ["4738000", "99"], 3, "47858.5858", "47979.7979"],
  ];
  for (const [side, size, margin, printed, [dividend, divisor], tier, byEntryTier, byRateAlone] of traps) {
    const value = decimal(size).mul(50000);
    const scenario = { venue: "binance-usdm", side, size, entryPrice: "50000", leverage: held(value.div(margin)), walletBalance: value, isolatedMargin: margin };
    const liquidation = (market) => api.compare(texts({ ...scenario, market })).isolated.liquidation;
    const found = liquidation(market);
    assert.ok(found.price.startsWith(printed), found.price);
    assert.equal(found.tier, tier);
    // Rounded toward the mark in the last place that can be held, which is all that it is off by.
    const off = decimal(found.price).mul(divisor).sub(dividend);
    assert.ok(off.abs().lte(decimal("0.00000000000000000000001").mul(divisor)) && (side === "long" ? off.gte(0) : off.lte(0)));
    const entryTier = tierOf({ ...market, symbol: "at-entry" }, size, 50000);
    const { rate } = market.tiers[entryTier];
    const deduction = decimal(rate).mul(value).sub(maintenance(market, size, 50000));
    const alone = (given) => liquidation({ symbol: "BTCUSDT", tiers: oneTier(decimal(rate), given) }).price;
    assert.ok(alone(deduction).startsWith(byEntryTier) && alone(undefined).startsWith(byRateAlone));
    const position = { market: "BTCUSDT", side, size, entryPrice: 50000, marginMode: "isolated", isolatedMargin: margin };
    const report = api.evaluate({ venue: "binance-usdm", walletBalance: 0, markets: [market], prices: { BTCUSDT: 50000 }, positions: [position] });
    assert.equal(report.positions[0].liquidation.price, found.price);
  }
});

test("the opening example is what it is everywhere", () => {
  const [market] = api.marketsOf(venueFile("binance-usdm"), ["BTCUSDT"]);
  const opened = (value, markPrice) => api.compare({ venue: "binance-usdm", market, side: "long", value, entryPrice: 60000, leverage: 10, walletBalance: 2000, markPrice });
  const { isolated, cross } = opened(1000, 60000);
  assert.deepEqual([isolated.margin, isolated.liquidation.shownPrice, isolated.maxLoss, isolated.balanceAtWorst], ["100", "54216.9", "100", "1900"]);
  assert.ok(isolated.liquidation.price.startsWith("54216.8674"));
  assert.deepEqual([cross.liquidation, cross.maxLoss, cross.balanceAtWorst], [{ kind: "never", reason: "collateral-covers-loss" }, "1000", "1000"]);
  const beyond = opened(10000, 40000);
  assert.deepEqual([beyond.isolated.loss, beyond.cross.loss, beyond.isolated.balanceAfter, beyond.cross.balanceAfter], ["1000", "2000", "1000", "0"]);
});

// What may be set is said before it is asked for, and refused alike by everything that opens a position.
test("a position ends where its table does", () => {
  const [market] = api.marketsOf(venueFile("binance-usdm"), ["BTCUSDT"]);
  assert.equal(market.end, "1800000000");
  const scenario = { venue: "binance-usdm", market, side: "long", value: 1000, entryPrice: 60000, leverage: 1, walletBalance: "2000000000" };
  assert.deepEqual(api.limits(scenario, "value"), { minimum: "0.00000006", maximum: "1800000000", belowBy: "bound", aboveBy: "table-end" });
  assert.deepEqual(api.limits({ ...scenario, walletBalance: 100 }, "leverage"), { minimum: "10", maximum: "150", belowBy: "wallet", aboveBy: "tier-leverage" });
  const beyond = { code: "beyond-table", field: "value", allowed: { max: "1800000000" } };
  assert.throws(() => api.compare({ ...scenario, value: "1800000001" }), beyond);
  assert.throws(() => api.compare({ ...scenario, leverage: 151 }), { code: "leverage-above-tier", field: "leverage", allowed: { max: "150" } });
  assert.throws(() => api.limits({ ...scenario, leverage: 151 }, "value"), { code: "leverage-above-tier", field: "leverage" });
  assert.throws(() => api.limits(scenario, "height"), { code: "wrong-type", field: "field" });
  const account = new api.Simulation({ venue: "binance-usdm", walletBalance: "2000000000", markets: [market], prices: { BTCUSDT: 60000 } });
  assert.throws(() => account.open({ market: "BTCUSDT", side: "long", value: "1800060000" }), { code: "beyond-table", field: "value" });
});
