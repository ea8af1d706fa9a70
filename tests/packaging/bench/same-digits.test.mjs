// What is measured beside the package computes the same: the decimal libraries to the last digit where a result is exact
// and in 18 digits where a quotient was rounded, plain numbers in 9 digits.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Decimal } from "decimal.js";

import { account, scenario } from "./accounts.js";
import { MARKETS, POSITIONS, accountOf, liquidationPrice } from "./orderly.js";
import { BTCUSDT, markets, ours } from "./package-under-test.js";
import { RIVALS } from "./rivals/index.js";

const Wide = Decimal.clone({ precision: 60, defaults: true });
const DECIMAL = /^-?\d+(\.\d+)?$/;
/** The package holds 28 digits after the point and about as many in all: a quotient with this few was not cut off. */
const DIGITS_OF_EXACT = 20;
/** Sums and products of what is given; anything else may have a quotient in it. */
const EXACT = /\.(size|entryPrice|leverage|value|unrealizedPnl|maintenanceMargin|shownPrice|walletBalance|equity)$/;
/** With these, every initial margin and so every sum of them is exact as well. */
const EXACT_LEVERAGES = new Set(["1", "2", "4", "5", "8", "10", "16", "20"]);
const hasExactMargins = ({ positions, leverage }) =>
  (positions ?? [{ leverage }]).every((position) => EXACT_LEVERAGES.has(position.leverage));

/** The reports that the rivals write: the same without what the venue's rules are from. */
const figuresOf = ({ source, assumptions, ...figures }) => figures;

/** Every leaf of a report with its place. */
function leaves(value, place = "") {
  if (value === null || typeof value !== "object") return [[place, value]];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, `${place}.${key}`));
}

function assertSame(found, expected, { isBinary, hasExactMargins }) {
  const [foundLeaves, expectedLeaves] = [leaves(found), leaves(expected)];
  assert.deepEqual(foundLeaves.map(([place]) => place).sort(), expectedLeaves.map(([place]) => place).sort());
  const byPlace = new Map(foundLeaves);
  const worst = { error: 0, place: "" };
  for (const [place, leaf] of expectedLeaves) {
    const other = byPlace.get(place);
    if (other === leaf) continue;
    const message = `${place}: ${other}, and not ${leaf}`;
    assert.ok(typeof leaf === "string" && DECIMAL.test(leaf) && typeof other === "string" && DECIMAL.test(other), message);
    const digits = leaf.replace(/[-.]/g, "").replace(/^0+/, "").length;
    const isExact = EXACT.test(place) || (hasExactMargins && digits <= DIGITS_OF_EXACT);
    assert.ok(isBinary || !isExact, message);
    const error = new Wide(other).minus(leaf).div(leaf).abs();
    assert.ok(error.lte(isBinary ? 1e-9 : 1e-18), message);
    if (error.gt(worst.error)) Object.assign(worst, { error: error.toNumber(), place });
  }
  return worst;
}

/** How often each answer was compared, so that a change of the examples cannot leave one out. */
function kindsOf(reports) {
  const kinds = {};
  for (const [place, leaf] of reports.flatMap((report) => leaves(report))) {
    if (/(kind|reason|status)$/.test(place)) kinds[leaf] = (kinds[leaf] ?? 0) + 1;
  }
  return kinds;
}

const SCENARIOS = Array.from({ length: 2_000 }, (_, index) =>
  scenario(BTCUSDT, { seed: index + 1, drift: [0.01, 0.04, 0.2, 0.5][index % 4] }),
);
const ACCOUNTS = [];
for (const crossShare of [0.3, 0.6, 1]) {
  for (const count of [1, 2, 5, 20, 60]) {
    for (const inMarkets of [1, 3, 8, 40]) {
      for (const backing of [0.005, 0.03, 0.1, 0.3, 0.6, 1.2, 40]) {
        const seed = ACCOUNTS.length + 1;
        ACCOUNTS.push(account(markets(inMarkets), count, { seed, backing, crossShare, drift: [0.01, 0.04, 0.2][seed % 3] }));
      }
    }
  }
}
// Hedged pairs alone, with as little behind them as can make them fall on either side.
for (let seed = 1; seed <= 200; seed += 1) ACCOUNTS.push(account([BTCUSDT], 2, { seed, backing: 0.06 + 0.0005 * seed, crossShare: 1 }));
ACCOUNTS.push(account(markets(40), 1_000, { seed: 1 }));

const comparisons = SCENARIOS.map((input) => figuresOf(ours.compare(input)));
const reports = ACCOUNTS.map((input) => figuresOf(ours.evaluate(input)));

test("the examples reach every answer", (context) => {
  const ofOne = kindsOf(comparisons);
  const ofMany = kindsOf(reports);
  context.diagnostic(JSON.stringify({ compare: ofOne, evaluate: ofMany }));
  for (const kind of ["at", "never", "now", "open", "liquidated", "safe-side", "collateral-covers-loss"]) assert.ok(ofOne[kind] > 20, kind);
  for (const kind of ["at", "never", "now", "no-exposure", "safe-side", "collateral-covers-loss"]) assert.ok(ofMany[kind] > 20, kind);
  const tiers = comparisons.map(({ isolated }) => [isolated.tier, isolated.liquidation.tier]);
  assert.ok(tiers.filter(([tier, other]) => other !== undefined && tier !== other).length > 100, "positions that change tier on the way");
  const hedged = reports.flatMap((report) => Object.values(report.markets)).filter(({ below, above }) => below.kind === "at" && above.kind === "at");
  assert.ok(hedged.length > 20, `${hedged.length} hedged legs that can fall on both sides`);
  assert.ok([...SCENARIOS, ...ACCOUNTS].filter(hasExactMargins).length > 200, "exact margins");
});

for (const [name, rival] of Object.entries(RIVALS)) {
  const isBinary = name === "plain numbers";
  test(`${name} gives the same digits`, (context) => {
    let worst = { error: 0 };
    const note = (input, found, expected) => {
      const error = assertSame(found, expected, { isBinary, hasExactMargins: hasExactMargins(input) });
      if (error.error > worst.error) worst = error;
    };
    SCENARIOS.forEach((input, index) => note(input, rival.compare(input), comparisons[index]));
    ACCOUNTS.forEach((input, index) => {
      note(input, rival.evaluate(input), reports[index]);
      // Tables that were read before, as the measurements use them.
      if (index % 20 === 0) note(input, rival.evaluate({ ...input, markets: rival.readMarkets(input.markets) }), reports[index]);
    });
    context.diagnostic(`largest difference ${worst.error} in ${worst.place}`);
  });
}

test("@orderly.network/perp gives the same price for a long, and one near it for a short", () => {
  for (const [side, position] of Object.entries(POSITIONS)) {
    const expected = ours.evaluate(accountOf(position, MARKETS)).positions[0].liquidation.price;
    const error = new Wide(liquidationPrice(position)).minus(expected).div(expected).abs();
    assert.ok(error.lte(side === "long" ? 1e-12 : 1e-4), `${side}: ${error}`);
  }
});
