// Every published number, through the packed package: the same examples, mistakes and counts as in docs/CONFORMANCE.md.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { ROOT } from "./support/project.mjs";
import { READINGS as PEERS } from "./vectors/peers.mjs";
import { READINGS as PUBLISHED } from "./vectors/published.mjs";
import { read } from "./vectors/readings.mjs";
import { check } from "./vectors/screens.mjs";
import { Vector } from "./vectors/vector.mjs";

const load = (name) => JSON.parse(readFileSync(join(ROOT, "tests/vectors", name), "utf8"));
const FILES = [
  ["venue-examples.json", load("venue-examples.json").examples, Vector.ofVenue, PUBLISHED],
  ["peer-vectors.json", load("peer-vectors.json").vectors, Vector.ofPeer, PEERS],
];

const SCREENS = load("screen-figures.json").cases;

const counts = { matched: 0, mistakes: 0, unsupported: 0 };
const listed = { mistakes: [], unsupported: [] };

for (const [name, vectors, make, readings] of FILES) {
  test(`every vector of ${name}`, () => {
    const failures = [];
    const used = new Set();
    for (const raw of vectors) {
      try {
        const verdict = read(make(raw), readings);
        counts[verdict] += 1;
        listed[verdict]?.push(raw.id);
        readings.filter(([ids]) => raw.id.startsWith(ids)).forEach((reading) => used.add(reading));
      } catch (error) {
        failures.push(`${raw.id}: ${error.message}`);
      }
    }
    failures.push(...readings.filter((reading) => !used.has(reading)).map(([ids]) => `${ids}: a reading that nothing needs`));
    assert.deepEqual(failures, []);
  });
}

test("every figure of screen-figures.json", () => {
  const failures = [];
  for (const screen of SCREENS) {
    const verdict = screen.unsupported === undefined ? "matched" : "unsupported";
    // What was made for a test is no number of a venue, and not in the record.
    if (screen.kind !== "made") counts[verdict] += 1;
    listed[verdict]?.push(screen.id);
    try {
      check(screen);
      if (verdict === "unsupported") failures.push(`${screen.id}: not modelled, and as printed`);
    } catch (error) {
      if (verdict === "matched") failures.push(`${screen.id}: ${error.message}`);
    }
  }
  assert.deepEqual(failures, []);
});

test("the known mistakes and what is not modelled, one by one", () => {
  assert.deepEqual(listed, {
    mistakes: ["kucoin-what-is-liq", "ft-bt-long", "ft-bt-adj-1x-100", "ft-bt-adj-2x-100", "lfest-long-3x", "orderly-est-market", "flox-tier"],
    unsupported: ["deribit-linear-btc-350", "deribit-linear-sol-6000", "orderly-cross-long", "orderly-lev-mkt", "vega-prop-3", "bambou-roe", "btcmex-50x-long"],
  });
});

test("the counts are those of the record", () => {
  const record = readFileSync(join(ROOT, "docs/CONFORMANCE.md"), "utf8");
  const [, , , matched, mistakes, unsupported] = record.match(/^\| \*\*all\*\* \|(.*)\|$/m)[0].split("|").slice(1).map((cell) => Number(cell));
  assert.deepEqual(counts, { matched, mistakes, unsupported });
});

/** Another value of the same kind: numbers gain a digit in front, which is more than any tolerance. */
function wrong(value) {
  if (Array.isArray(value)) return value.map(wrong);
  if (value === "true") return "false";
  if (value === "false") return "true";
  return value.startsWith("-") ? `-9${value.slice(1)}` : `9${value}`;
}

test("a wrong figure and an unread input fail", () => {
  const ways = FILES.map(([, vectors, make, readings]) => {
    let ways = 0;
    for (const raw of vectors.filter(({ unsupported }) => unsupported === undefined)) {
      const damages = Object.keys(raw.expected).map((figure) => ({ ...raw, expected: { ...raw.expected, [figure]: wrong(raw.expected[figure]) } }));
      damages.push({ ...raw, inputs: { ...raw.inputs, unheard_of: "1" } });
      for (const damaged of damages) {
        assert.throws(() => read(make(damaged), readings), undefined, raw.id);
        ways += 1;
      }
    }
    return ways;
  });
  assert.deepEqual(ways, [45 + 30, 123 + 119]);
  for (const screen of SCREENS.filter(({ unsupported }) => unsupported === undefined)) {
    for (const figure of screen.expected) {
      const damaged = screen.expected.map((other) => (other === figure ? { ...figure, value: wrong(figure.value) } : other));
      assert.throws(() => check({ ...screen, expected: damaged }), undefined, `${screen.id}: ${figure.field}`);
    }
  }
});
