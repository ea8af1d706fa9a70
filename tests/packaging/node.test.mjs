// The package in Node: imported, required, both at once, and the examples of its README.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { digits } from "./digits.js";
import { HERE, project, run } from "./support/project.mjs";

const folder = project(
  {
    "import.js": 'import * as api from "isolated-margin"; import { digits } from "./digits.js"; console.log(await digits(api));',
    "require.cjs": 'const api = require("isolated-margin"); import("./digits.js").then(({ digits }) => digits(api)).then(console.log);',
    "inline.js": 'import * as api from "isolated-margin/inline"; import { digits } from "./digits.js"; console.log(await digits(api));',
    "slim.js": `import { readFileSync } from "node:fs"; import { fileURLToPath } from "node:url";
      import * as api from "isolated-margin/slim"; import { digits } from "./digits.js";
      let code; try { api.evaluate({}); } catch (error) { code = error.code; }
      await api.init().catch((error) => { code += " " + error.code; });
      const bytes = readFileSync(fileURLToPath(import.meta.resolve("isolated-margin/wasm")));
      await api.init(await WebAssembly.compile(bytes));
      console.log(code + "\\n" + await digits(api));`,
    "both.js": `import { createRequire } from "node:module"; import * as imported from "isolated-margin";
      const required = createRequire(import.meta.url)("isolated-margin");
      const markets = required.loadMarkets([{ symbol: "a", tiers: [{ floor: 0, rate: "0.01" }] }]);
      console.log(imported.evaluate({ walletBalance: 5, markets, prices: {}, positions: [] }).equity, imported.MarginError === required.MarginError);`,
  },
  { copied: ["digits.js", "examples"], borrowed: ["decimal.js"] },
);

const expected = run(folder, "import.js");

test("import, require, the inline entry and the slim entry give the same digits", async () => {
  // (335,501.65 − 16,775.0825 − 300) ÷ (5.5 · 0.995), by hand
  assert.ok(expected.includes('"price":"58186.672910004568'), expected);
  assert.equal(run(folder, "require.cjs"), expected);
  assert.equal(run(folder, "inline.js"), expected);
  assert.equal(run(folder, "slim.js"), `not-loaded not-loaded\n${expected}`);
});

test("imported and required, it is one module", () => {
  assert.equal(run(folder, "both.js"), "5 true");
});

test("two versions in one program do not disturb each other", async () => {
  const [one, other] = [project(), project()].map((folder) => join(folder, "node_modules/isolated-margin/node.js"));
  const [first, second] = await Promise.all([import(one), import(other)]);
  assert.notEqual(first.MarginError, second.MarginError);
  assert.equal(await digits(first), await digits(second));
  const markets = first.loadMarkets([{ symbol: "a", tiers: [{ floor: 0, rate: "0.01" }] }]);
  // The other's handle is an object without a list in it.
  assert.throws(() => second.evaluate({ walletBalance: 5, markets, prices: {}, positions: [] }), { name: "MarginError", field: "markets" });
  assert.equal(first.evaluate({ walletBalance: 5, markets, prices: {}, positions: [] }).equity, "5");
});

const PRINTS = {
  "position.js": "at 100\nnever 1000",
  "account.js": "BTCUSDT 58182.73\nETHUSDT 2437.75\n5500 2375 2026-09-29",
  "simulation.js": "200 1900\nisolated 100 1900\n1900",
  "errors.js": "not-positive entryPrice -1 1000000000000",
  "decimals.js": "100.1",
  "require.cjs": "100 string",
};

for (const [name, printed] of Object.entries(PRINTS)) {
  test(`the example ${name} runs`, () => {
    const found = run(folder, "--no-warnings", join("examples", name));
    assert.equal(found, printed);
  });
}

test("the README's snippets are the examples", () => {
  const readme = readFileSync(join(folder, "node_modules/isolated-margin/README.md"), "utf8");
  for (const name of readdirSync(join(HERE, "examples"))) {
    assert.ok(readme.includes(readFileSync(join(HERE, "examples", name), "utf8").trim()), `${name} is not in the README as it is`);
  }
});
