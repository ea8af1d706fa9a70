// 200,000 hostile inputs, at every export: each gives an answer or a MarginError, and afterwards everything is as it was.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import fc from "fast-check";

import { EXPECTED } from "./support/expected.mjs";
import { damaged, hostile } from "./support/hostile.mjs";
import { ACCOUNT, SCENARIO, known } from "./support/known.js";
import { memoryOf } from "./support/memory.mjs";
import { project } from "./support/project.mjs";

const RUNS = Number(process.env.HOSTILE_RUNS ?? 200_000);
const consumer = project();
const memory = memoryOf(consumer);
const api = consumer.require("isolated-margin");

const BEGINNING = { positionMode: "hedge", walletBalance: "10000", markets: ACCOUNT.markets, prices: ACCOUNT.prices };
const WANTED = { want: { liquidationPrice: 50000 }, vary: "isolatedMargin", mode: "isolated" };
const RANGE = { from: 0, to: 90000, points: 7 };

/** An account that getters may free, and apply something to, while it is read for. */
let living = new api.Simulation(BEGINNING);
const renewed = () => {
  living.free();
  living = new api.Simulation(BEGINNING);
  living.setMarginMode({ market: "BTCUSDT", mode: "isolated" });
  living.open({ market: "BTCUSDT", side: "long", size: "0.1", leverage: 10 });
};
renewed();
const STATE = living.toJSON();

const freedMarkets = api.loadMarkets(ACCOUNT.markets);
freedMarkets.free();
const freedAccount = new api.Simulation(BEGINNING);
freedAccount.free();
let depth = 0;
const tools = {
  markets: api.loadMarkets(ACCOUNT.markets),
  freedMarkets,
  freedAccount,
  account: living,
  free: () => (living.free(), "long"),
  apply: () => (living.apply({ kind: "deposit", amount: 1 }), "1"),
  /** Comes back into the module while a value is read, also without an end. */
  again: () => {
    depth += 1;
    try {
      return api.evaluate({ ...ACCOUNT, walletBalance: depth < 5 ? { toString: tools.again } : "1" }).equity;
    } finally {
      depth -= 1;
    }
  },
  revokeItself() {
    Object.defineProperty(this, "kind", { value: 1 });
    return this;
  },
};

const { leaf, tree } = hostile(tools);
const hurt = (whole) => fc.oneof({ weight: 4, arbitrary: damaged(whole, { leaf, tree }) }, { weight: 1, arbitrary: tree });
const one = (arbitrary) => arbitrary.map((make) => [make]);
const file = { venue: "gate", tableDate: "2026-01-01", origin: "here", tables: [ACCOUNT.markets[0].tiers], markets: [{ symbol: "A", table: 0 }] };
const OPERATIONS = [
  { kind: "open", market: "BTCUSDT", side: "long", size: "0.1", price: 60000, leverage: 10, isolatedMargin: 700 },
  { kind: "close", id: "1", size: "0.01", price: 60000 },
  { kind: "add-margin", id: "1", amount: 1 },
  { kind: "remove-margin", id: "1", amount: "0.5" },
  { kind: "set-margin-mode", market: "ETHUSDT", mode: "isolated" },
  { kind: "set-leverage", market: "ETHUSDT", leverage: 3 },
  { kind: "deposit", amount: "10" },
  { kind: "withdraw", amount: "1" },
  { kind: "mark", prices: { BTCUSDT: "60000" }, time: "now" },
  { kind: "fund", market: "BTCUSDT", rate: "0.0001", time: "now" },
];
const METHODS = { open: 0, close: 1, addMargin: 2, removeMargin: 3, setMarginMode: 4, setLeverage: 5, deposit: 6, withdraw: 7, mark: 8, fund: 9 };
const operation = fc.constantFrom(...OPERATIONS).chain(hurt);

/** By the name of what is called: its arguments, and the call. The class MarginError is made by the package alone. */
const CALLS = {
  evaluate: [one(hurt(ACCOUNT)), api.evaluate, 4],
  evaluateMany: [one(hurt([ACCOUNT, { ...ACCOUNT, markets: [] }])), api.evaluateMany, 2],
  compare: [one(hurt({ ...SCENARIO, venue: "bybit", rules: { priceRounding: { decimals: 2 } }, market: ACCOUNT.markets[0] })), api.compare, 3],
  curve: [fc.tuple(hurt(SCENARIO), hurt(RANGE)), api.curve, 2],
  "limits of a scenario": [fc.tuple(hurt(SCENARIO), fc.oneof(hurt("value"), leaf)), api.limits, 1],
  solve: [fc.tuple(hurt(SCENARIO), hurt(WANTED)), api.solve, 2],
  loadMarkets: [one(hurt(ACCOUNT.markets)), (given) => api.loadMarkets(given).free(), 2],
  marketsOf: [fc.tuple(hurt(file), fc.oneof(fc.constant(() => undefined), hurt(["A"]))), api.marketsOf, 1],
  init: [one(tree), (given) => void api.init(given), 0.2],
  venues: [one(leaf), api.venues, 0.02],
  version: [one(leaf), api.version, 0.2],
  "new Simulation": [one(hurt(BEGINNING)), (given) => new api.Simulation(given).free(), 2],
  "Simulation.fromJSON": [one(hurt(STATE)), (given) => api.Simulation.fromJSON(given).free(), 2],
  apply: [one(operation), (given) => living.apply(given), 4],
  preview: [one(operation), (given) => living.preview(given), 2],
  limits: [one(tree), (given) => living.limits(given), 0.5],
  "toJSON, report, history": [one(leaf), (given) => [living.toJSON(given), living.report(given), living.history], 0.2],
  ...Object.fromEntries(Object.entries(METHODS).map(([name, at]) => [name, [one(hurt(OPERATIONS[at])), (given) => living[name](given), 0.5]])),
};
const weights = Object.values(CALLS).reduce((sum, [, , weight]) => sum + weight, 0);

let [answers, refusals] = [0, 0];
const codes = new Map();

for (const [name, [given, call, weight]] of Object.entries(CALLS)) {
  const numRuns = Math.ceil((RUNS * weight) / weights);
  test(`${name}: ${numRuns} inputs`, () => {
    let run = 0;
    // Its own report would read the hostile values again.
    const { failed, errorInstance, seed, counterexamplePath } = fc.check(
      fc.property(given, (values) => {
        run += 1;
        if (run % 50 === 0) renewed();
        try {
          call(...values.map((make) => make()));
          answers += 1;
        } catch (error) {
          assert.ok(error instanceof api.MarginError, `${name} threw ${typeof error === 'object' ? error?.stack : typeof error}`);
          assert.ok(typeof error.code === "string" && typeof error.message === "string");
          refusals += 1;
          codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
        }
      }),
      { numRuns, seed: 20261124, endOnFailure: true },
    );
    assert.ok(!failed, `seed ${seed}, path ${counterexamplePath}: ${errorInstance?.message}`);
    assert.ok(run >= numRuns);
  });
}

test("afterwards, everything is as it was", async () => {
  console.log(`${answers + refusals} inputs: ${answers} answers, ${refusals} refusals`);
  console.log([...codes].sort(([, one], [, two]) => two - one).map(([code, count]) => `${code} ${count}`).join(", "));
  assert.ok(answers + refusals >= RUNS);
  assert.equal(await known(api), EXPECTED);
  renewed();
  assert.deepEqual(living.toJSON(), STATE);
  console.log(`${memory().byteLength} bytes of memory`);
});

test("the same hostile inputs again take no more memory", () => {
  const inputs = damaged(ACCOUNT, { leaf, tree });
  const sizes = [1, 2, 3].map(() => {
    for (const make of fc.sample(inputs, { numRuns: 10_000, seed: 7 })) {
      try {
        api.evaluate(make());
      } catch (error) {
        assert.ok(error instanceof api.MarginError);
      }
    }
    renewed();
    return memory().byteLength;
  });
  assert.deepEqual(sizes.slice(1), [sizes[0], sizes[0]]);
});

/** Calls itself until the stack ends, and calls into the module at every depth on the way back. */
function atEveryDepth(call) {
  const outcomes = { answered: 0, overflowed: 0 };
  const descend = () => {
    try {
      descend();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    try {
      call();
      outcomes.answered += 1;
    } catch (error) {
      if (!(error instanceof RangeError || (error instanceof api.MarginError && error.code === "unreadable"))) throw error;
      outcomes.overflowed += 1;
    }
  };
  descend();
  return outcomes;
}

const KEPT = ["loadMarkets", "a simulation"];

for (const [name, call] of Object.entries({
  evaluate: () => api.evaluate(ACCOUNT),
  compare: () => api.compare(SCENARIO),
  loadMarkets: () => api.loadMarkets(ACCOUNT.markets).free(),
  "a simulation": () => {
    const account = new api.Simulation(BEGINNING);
    account.open({ market: "BTCUSDT", side: "long", size: "0.1" });
    account.free();
  },
  apply: () => living.deposit({ amount: 1 }),
  "a refusal": () => assert.throws(() => api.evaluate({ ...ACCOUNT, sise: 1 }), (error) => { if (error instanceof RangeError) throw error; return true; }),
})) {
  test(`the caller's stack ends within ${name}`, async () => {
    renewed();
    let before;
    for (let time = 0; time < 4; time += 1) {
      const { answered, overflowed } = atEveryDepth(call);
      assert.ok(answered > 100 && overflowed > 0, `${answered} answered, ${overflowed} overflowed`);
      assert.equal(await known(api), EXPECTED);
      before ??= memory().byteLength;
    }
    // What has a handle is freed when it is forgotten; anything else leaves nothing.
    if (!KEPT.includes(name)) assert.equal(memory().byteLength, before);
  });
}

test("a simulation whose input frees it, or does something with it", () => {
  renewed();
  const freeing = { kind: "deposit", get amount() { living.free(); return 1; } };
  assert.throws(() => living.apply(freeing), { name: "MarginError", code: "freed" });
  renewed();
  const before = living.report().walletBalance;
  const doing = { kind: "deposit", get amount() { living.deposit({ amount: 5 }); return 1; } };
  living.apply(doing);
  assert.equal(Number(living.report().walletBalance), Number(before) + 6);
  assert.deepEqual(living.history.slice(-2).map(({ amount }) => amount), ["5", "1"]);
});

test("the largest lists and texts that are taken, and what is larger", () => {
  const position = { market: "BTCUSDT", side: "long", size: 1, entryPrice: 60000, marginMode: "isolated" };
  const large = (count) => ({ ...ACCOUNT, walletBalance: "1000000000000", positions: Array(count).fill(position) });
  assert.equal(api.evaluate(large(10_000)).positions.length, 10_000);
  const nest = Array(100_000).fill([]);
  for (const given of [large(100_001), { ...ACCOUNT, positions: nest }, Array(100_000).fill(nest), Array(100_000).fill(Array(100).fill("1".repeat(1_000)))]) {
    assert.throws(() => api.evaluate(given), api.MarginError);
    assert.throws(() => api.evaluateMany([given]), api.MarginError);
    assert.throws(() => api.evaluateMany(given), api.MarginError);
  }
  const prices = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`M${at}`, 1]));
  assert.throws(() => api.evaluate({ ...ACCOUNT, prices: { ...prices, BTCUSDT: "x" } }), api.MarginError);
});

test("init of the slim entry: nothing hostile is a module, and it can be tried again", async () => {
  consumer.write("slim.mjs", `export * from "isolated-margin/slim";`);
  const slim = await consumer.import("slim.mjs");
  const sources = fc.sample(fc.oneof(leaf, tree), { numRuns: 2_000, seed: 20261124 });
  let failed = 0;
  for (const make of sources) {
    await slim.init(make()).catch(() => (failed += 1));
    assert.throws(() => slim.version(), { name: "MarginError", code: "not-loaded" });
  }
  assert.equal(failed, sources.length);
  await assert.rejects(slim.init(), { name: "MarginError", code: "not-loaded" });
  await slim.init(readFileSync(join(consumer.package, "isolated-margin.wasm")));
  assert.equal(await known(slim), EXPECTED);
});
