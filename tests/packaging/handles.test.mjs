// What is kept in the module is found under its own number, and under no other's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryOf } from "./support/memory.mjs";
import { project } from "./support/project.mjs";

const consumer = project();
const memory = memoryOf(consumer);
const api = consumer.require("isolated-margin");

const marketsOf = (rate) => [{ symbol: "A", tiers: [{ floor: 0, rate }] }];
const beginning = { walletBalance: 1000, markets: marketsOf("0.01"), prices: { A: 100 } };

test("a getter that frees markets and loads others does not get the others' answer", () => {
  for (const between of [0, 1, 5]) {
    const markets = api.loadMarkets(marketsOf("0.01"));
    let others;
    const account = {
      walletBalance: 1000,
      markets,
      prices: { A: 100 },
      get positions() {
        markets.free();
        others = Array.from({ length: between + 1 }, () => api.loadMarkets(marketsOf("0.3")));
        return [{ market: "A", side: "long", size: 1, entryPrice: 100 }];
      },
    };
    for (const call of [api.evaluate, (account) => api.evaluateMany([account]), ({ positions, ...rest }) => new api.Simulation(rest)]) {
      assert.throws(() => call(account), { name: "MarginError", field: /markets$/ }, `${call}`);
      for (const other of others) other.free();
    }
  }
});

test("a getter that frees an account and begins another does not reach the other", () => {
  const account = new api.Simulation(beginning);
  let other;
  const freeing = {
    get amount() {
      account.free();
      other = new api.Simulation(beginning);
      return 1;
    },
  };
  for (const call of [(fields) => account.deposit(fields), (fields) => account.preview({ kind: "deposit", ...fields })]) {
    assert.throws(() => call(freeing), { name: "MarginError", code: "freed" });
    assert.equal(other.report().walletBalance, "1000");
    other.free();
  }
});

test("freed in any order, what is kept is found and takes no memory", () => {
  const round = () => {
    const kept = Array.from({ length: 1_000 }, (_, at) => api.loadMarkets(marketsOf(String(at / 10_000))));
    const charged = (at) => api.evaluate({ walletBalance: 1000, markets: kept[at], prices: { A: 100 }, positions: [{ market: "A", side: "long", size: 1, entryPrice: 100 }] }).cross.maintenanceMargin;
    // 7 and 1,000 have no common factor: all of them, in a mixed order.
    for (let step = 0; step < 999; step += 1) {
      kept[(step * 7) % 1_000].free();
      if (step % 50 === 0) assert.equal(Number(charged((999 * 7) % 1_000)), ((999 * 7) % 1_000) / 100);
    }
    kept[(999 * 7) % 1_000].free();
  };
  for (let time = 0; time < 5; time += 1) round();
  const before = memory().byteLength;
  for (let time = 0; time < 200; time += 1) round();
  assert.equal(memory().byteLength, before);
});
