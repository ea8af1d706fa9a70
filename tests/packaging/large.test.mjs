// Many accounts over many markets, large tables, long answers: what each costs in time and memory, and what is refused.

import assert from "node:assert/strict";
import { test } from "node:test";

import { known } from "./support/known.js";
import { EXPECTED } from "./support/expected.mjs";
import { memoryOf } from "./support/memory.mjs";
import { project } from "./support/project.mjs";

const consumer = project();
const memory = memoryOf(consumer);
const api = consumer.require("isolated-margin");

const tiersOf = (count) => Array.from({ length: count }, (_, at) => ({ floor: at * 10_000, rate: String((4 + at) / 100_000) }));
const marketsOf = (count, tiers = 8) => Array.from({ length: count }, (_, at) => ({ symbol: `M${at}`, tiers: tiersOf(tiers) }));
const positionIn = (symbol) => ({ market: symbol, side: "long", size: 2, entryPrice: 99, leverage: 5 });

/** Seconds that it takes, the least of some runs: others may be at work beside it. */
function seconds(run, times = 1) {
  let least = Infinity;
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least / 1_000;
}

test("10,000 accounts over 862 loaded markets: 10 s and 300 MB are enough", () => {
  consumer.write("many.cjs", `
    const { evaluateMany, loadMarkets } = require("isolated-margin");
    const tiers = ${JSON.stringify(tiersOf(8))};
    const markets = loadMarkets(Array.from({ length: 862 }, (_, at) => ({ symbol: "M" + at, tiers })));
    const accounts = Array.from({ length: 10_000 }, (_, at) => {
      const symbol = "M" + (at % 862);
      return { walletBalance: 1000, markets, prices: { [symbol]: 100 }, positions: [{ market: symbol, side: "long", size: 2, entryPrice: 99, leverage: 5 }] };
    });
    const start = performance.now();
    const reports = evaluateMany(accounts);
    const seconds = (performance.now() - start) / 1000;
    console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1000, reports: reports.length, last: reports.at(-1) }));`);
  const { seconds, megabytes, reports, last } = JSON.parse(consumer.run("many.cjs"));
  console.log(`${seconds.toFixed(2)} s, ${megabytes.toFixed()} MB`);
  assert.equal(reports, 10_000);
  assert.deepEqual(Object.keys(last.markets), ["M517"]);
  assert.ok(seconds < 10 && megabytes < 300);
});

test("a report lists the markets in which something is held, wherever they are from", () => {
  const markets = marketsOf(4_000);
  const loaded = api.loadMarkets(markets);
  const prices = Object.fromEntries(markets.map(({ symbol }) => [symbol, 100]));
  const account = { walletBalance: 1000, prices, positions: [] };
  assert.ok(JSON.stringify(api.evaluate({ ...account, markets: loaded })).length < 1_000);
  assert.deepEqual(api.evaluate({ ...account, markets }).markets, {});
  const positions = [positionIn("M7"), { ...positionIn("M5"), marginMode: "isolated" }];
  const report = api.evaluate({ ...account, markets: loaded, positions });
  assert.deepEqual(Object.keys(report.markets), ["M5", "M7"]);
  assert.deepEqual(report, api.evaluate({ ...account, markets, positions }));
  assert.equal(report.markets.M5.below.reason, "no-exposure");

  const living = new api.Simulation({ walletBalance: 1000, markets: loaded, prices });
  assert.deepEqual(living.report().markets, {});
  living.open({ market: "M7", side: "long", size: 2 });
  assert.deepEqual(Object.keys(living.report().markets), ["M7"]);
  assert.deepEqual(api.Simulation.fromJSON(living.toJSON()).report(), living.report());
  assert.equal(living.toJSON().markets.length, 4_000);
});

test("simulations share the markets that were loaded", () => {
  const markets = api.loadMarkets(marketsOf(862, 64));
  const begin = () => new api.Simulation({ walletBalance: 1000, markets, prices: {} });
  const kept = Array.from({ length: 20 }, begin);
  const before = memory().byteLength;
  for (let at = 0; at < 200; at += 1) kept.push(begin());
  // The markets alone are 4 MB, which each had for itself. What may change about one of them is some tens of bytes.
  assert.ok(memory().byteLength - before < 200 * 100_000, `${memory().byteLength - before} bytes`);
  for (const account of kept) account.free();
});

test("an answer that is too long is refused while it is written, and nothing is left behind", async () => {
  const markets = api.loadMarkets(marketsOf(1));
  const positions = Array(40_000).fill({ ...positionIn("M0"), marginMode: "isolated" });
  const account = { walletBalance: 1e12, markets, prices: { M0: 100 }, positions };
  assert.equal(api.evaluateMany([account, account]).length, 2);
  // The list has as many values as a question may have; its answer would be 0.6 GB.
  const many = Array(10).fill(account);
  const sizes = [1, 2, 3].map(() => {
    assert.throws(() => api.evaluateMany(many), ({ name, code, message, allowed }) => {
      assert.deepEqual([name, code, allowed.max], ["MarginError", "out-of-range", "200000000"]);
      assert.match(message, /^the answer has too many bytes, got \d+; allowed is 0 to 200000000$|^\[\d+\]: the answer has too many bytes, got \d+; allowed is 0 to 200000000$/);
      return true;
    });
    return memory().byteLength;
  });
  console.log(`${sizes[0]} bytes of memory`);
  assert.deepEqual(sizes.slice(1), [sizes[0], sizes[0]]);
  assert.ok(sizes[0] < 800e6);
  assert.equal(await known(api), EXPECTED);
});

test("the largest account is answered", () => {
  const positions = Array(100_000).fill({ ...positionIn("M0"), marginMode: "isolated" });
  const report = api.evaluate({ walletBalance: 1e12, markets: marketsOf(1), prices: { M0: 100 }, positions });
  assert.equal(report.positions.length, 100_000);
});

test("the time to load markets grows with their number, and no faster", () => {
  // In a process of its own: it is the taking of new memory that took the time. Of the processor, for others may be at work.
  const load = (count) => {
    consumer.write("load.cjs", `
      const { loadMarkets } = require("isolated-margin");
      const markets = Array.from({ length: ${count} }, (_, at) => ({ symbol: "M" + at, tiers: Array.from({ length: 256 }, (_, tier) => ({ floor: tier * 10_000, rate: String((4 + tier) / 100_000) })) }));
      const start = process.cpuUsage();
      loadMarkets(markets);
      const { user, system } = process.cpuUsage(start);
      console.log((user + system) / 1e6);`);
    return Number(consumer.run("load.cjs"));
  };
  const runs = Array.from({ length: 5 }, () => [load(2_000), load(4_000)]);
  const [half, whole] = [0, 1].map((at) => Math.min(...runs.map((run) => run[at])));
  console.log(`2,000: ${half.toFixed(2)} s, 4,000: ${whole.toFixed(2)} s`);
  assert.ok(whole < 2 * 1.2 * half, `${whole} s after ${half} s`);
});

test("an operation costs nothing for the markets in which nothing is held", () => {
  const cost = (count) => {
    const markets = marketsOf(count, 1);
    const account = new api.Simulation({ walletBalance: 1e6, markets, prices: { M0: 100 } });
    const open = () => account.open({ market: "M0", side: "long", size: "0.001" });
    for (let at = 0; at < 200; at += 1) open();
    const took = seconds(() => { for (let at = 0; at < 100; at += 1) open(); }, 10) / 100;
    account.free();
    return took;
  };
  const [few, many] = [cost(1), cost(4_000)];
  console.log(`${(few * 1e6).toFixed()} µs with 1 market, ${(many * 1e6).toFixed()} µs with 4,000`);
  assert.ok(many < few + 0.000_3);
});
