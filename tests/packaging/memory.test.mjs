// A million calls, good and bad, in as much memory as a few.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { ACCOUNT, SCENARIO, known } from "./support/known.js";
import { EXPECTED } from "./support/expected.mjs";
import { memoryOf } from "./support/memory.mjs";
import { project } from "./support/project.mjs";

const CALLS = Number(process.env.MEMORY_CALLS ?? 1_000_000);
const consumer = project();
const memory = memoryOf(consumer);
const api = consumer.require("isolated-margin");

const market = { symbol: "A", tiers: [{ floor: 0, rate: "0.004" }, { floor: 50000, rate: "0.005" }] };
const account = { walletBalance: 1000, markets: [market], prices: { A: 100 }, positions: [{ market: "A", side: "long", size: 2, entryPrice: 99, leverage: 5 }] };
const beginning = { walletBalance: 1000, markets: [market], prices: { A: 100 } };
const living = new api.Simulation(beginning);

const refused = (run) => {
  try {
    run();
  } catch (error) {
    if (error instanceof api.MarginError) return;
    throw error;
  }
  throw new Error("it was not refused");
};

/** Calls of every kind, half of them bad. */
const KINDS = [
  () => api.evaluate(account),
  () => refused(() => api.evaluate({ ...account, positions: [{ ...account.positions[0], size: "x" }] })),
  () => api.compare(SCENARIO),
  () => refused(() => api.compare({ ...SCENARIO, leverage: 0 })),
  () => api.loadMarkets([market]).free(),
  () => refused(() => api.loadMarkets([market, { ...market, tiers: [] }])),
  () => {
    const begun = new api.Simulation(beginning);
    begun.open({ market: "A", side: "long", size: 1 });
    begun.free();
  },
  () => refused(() => new api.Simulation({ ...beginning, markets: [market, market] })),
  () => living.preview({ kind: "open", market: "A", side: "short", size: 1 }),
  () => refused(() => living.apply({ kind: "withdraw", amount: 10_000 })),
  () => living.report(),
  () => refused(() => api.solve(SCENARIO, { want: {}, vary: "size", mode: "cross" })),
];

function call(times) {
  for (let at = 0; at < times; at += 1) KINDS[at % KINDS.length]();
}

test(`memory is flat over ${CALLS} calls`, async () => {
  call(20_000);
  const before = memory().byteLength;
  call(CALLS - 20_000);
  const after = memory().byteLength;
  console.log(`${before} bytes after 20000 calls, ${after} after ${CALLS}`);
  assert.equal(after, before);
  assert.equal(await known(api), EXPECTED);
});

// The host says when it collects what is no longer reachable; here it is told to.
test("what nobody frees is freed when it is forgotten", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const forget = async () => {
    for (let at = 0; at < 2_000; at += 1) {
      api.loadMarkets([market]);
      new api.Simulation(beginning);
    }
    collect();
    await new Promise((later) => setTimeout(later, 10));
  };
  for (let round = 0; round < 3; round += 1) await forget();
  const before = memory().byteLength;
  for (let round = 0; round < 20; round += 1) await forget();
  assert.equal(memory().byteLength, before);
});
