// The examples of the README: each is a file that runs against the packed package, and the README shows it as it is.

import assert from "node:assert/strict";
import { cpSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { HERE, project } from "./support/project.mjs";

const consumer = project();
consumer.add("examples", "examples");
cpSync(join(HERE, "node_modules/decimal.js"), consumer.path("node_modules/decimal.js"), { recursive: true });

const PRINTS = {
  "position.js": "at 100\nnever 1000",
  "account.js": "BTCUSDT 58182.7\nETHUSDT 2437.75\n5500 2475 2026-09-29",
  "simulation.js": "200 1900\nisolated 100 1900\n1900",
  "errors.js": "not-positive entryPrice -1 1000000000000",
  "decimals.js": "100.1",
  "require.cjs": "100 string",
};

for (const [name, printed] of Object.entries(PRINTS)) {
  test(`the example ${name} runs`, () => {
    assert.equal(consumer.run(`examples/${name}`, "--no-warnings").trim(), printed);
  });
}

test("the README's snippets are the examples", () => {
  const readme = readFileSync(join(consumer.package, "README.md"), "utf8");
  const snippets = [...readme.matchAll(/^```(?:js|jsx|html)\n([^]*?)^```$/gm)].map(([, snippet]) => snippet.trim()).sort();
  const examples = readdirSync(join(HERE, "examples")).map((name) => readFileSync(join(HERE, "examples", name), "utf8").trim());
  assert.deepEqual(snippets, examples.sort());
});
