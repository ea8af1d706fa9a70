// The packed package in Node: by import, by require, both at once, and beside another version of itself.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { known } from "./support/known.js";
import { EXPECTED } from "./support/expected.mjs";
import { project } from "./support/project.mjs";

const consumer = project();
consumer.add("support/known.js", "known.mjs");

test("import", () => {
  consumer.write("main.mjs", `import * as api from "isolated-margin"; import { known } from "./known.mjs"; process.stdout.write(await known(api));`);
  assert.equal(consumer.run("main.mjs"), EXPECTED);
});

test("the default import is init, as the named one", () => {
  consumer.write("default.mjs", `import init, { init as named, version } from "isolated-margin"; await init(); console.log(init === named, version());`);
  assert.equal(consumer.run("default.mjs"), `true ${consumer.require("isolated-margin/package.json").version}\n`);
});

test("require", () => {
  consumer.write("main.cjs", `const api = require("isolated-margin"); import("./known.mjs").then(({ known }) => known(api)).then((text) => process.stdout.write(text));`);
  assert.equal(consumer.run("main.cjs"), EXPECTED);
});

test("no await is needed to start", () => {
  consumer.write("at-once.cjs", `const { version, init } = require("isolated-margin"); console.log(version() === require("isolated-margin/package.json").version, typeof init);`);
  assert.equal(consumer.run("at-once.cjs"), "true function\n");
});

test("import and require in one program have one module", () => {
  consumer.write("both.mjs", `
    import { createRequire } from "node:module";
    import * as imported from "isolated-margin";
    const required = createRequire(import.meta.url)("isolated-margin");
    const markets = imported.loadMarkets([{ symbol: "A", tiers: [{ floor: 0, rate: "0.01" }] }]);
    const report = required.evaluate({ walletBalance: 1, markets, prices: {}, positions: [] });
    console.log(imported.MarginError === required.MarginError, imported.Simulation === required.Simulation, report.equity);
  `);
  assert.equal(consumer.run("both.mjs"), "true true 1\n");
});

test("./inline and ./slim", () => {
  for (const [name, start] of [
    ["inline", ""],
    ["slim", `import { readFileSync } from "node:fs"; await api.init(new WebAssembly.Module(readFileSync(new URL(import.meta.resolve("isolated-margin/wasm")))));`],
  ]) {
    consumer.write(`${name}.mjs`, `import * as api from "isolated-margin/${name}"; import { known } from "./known.mjs"; ${start} process.stdout.write(await known(api));`);
    assert.equal(consumer.run(`${name}.mjs`), EXPECTED, name);
  }
});

test("a venue's file", () => {
  consumer.write("venue.mjs", `
    import venue from "isolated-margin/venues/gate.json" with { type: "json" };
    import { evaluate, marketsOf } from "isolated-margin";
    const markets = marketsOf(venue);
    console.log(venue.venue, markets.length > 1, evaluate({ venue: "gate", walletBalance: 1, markets: markets.filter((market) => market.settle === "USDT"), prices: {}, positions: [] }).equity);
  `);
  assert.equal(consumer.run("venue.mjs", "--no-warnings"), "gate true 1\n");
});

test("every venue's file is taken, market by market", () => {
  const { evaluate, marketsOf, venues } = consumer.require("isolated-margin");
  const files = venues().flatMap(({ code, tables }) => (tables === undefined ? [] : [[code, tables]]));
  assert.ok(files.length >= 8);
  for (const [venue, name] of files) {
    for (const market of marketsOf(consumer.require(`isolated-margin/venues/${name}.json`))) {
      const account = { venue, walletBalance: 1, markets: [market], prices: {}, positions: [] };
      assert.equal(evaluate(account).equity, "1", `${venue} ${market.symbol}`);
    }
  }
});

test("what is not exported cannot be imported", () => {
  for (const inside of ["bindings.js", "api.js", "node.cjs", "isolated-margin.wasm"]) {
    assert.throws(() => consumer.require(`isolated-margin/${inside}`), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
  }
});

test("two copies of different versions do not disturb each other", async () => {
  // Another version is this one under another name, with another number in its module.
  const other = project();
  const inside = `${other.package}/isolated-margin.wasm`;
  const module = readFileSync(inside);
  const { version } = consumer.require("isolated-margin/package.json");
  const at = module.indexOf(version);
  assert.ok(at > 0 && module.indexOf(version, at + 1) < 0, "the version is in the module once");
  module.write("9.9.9", at);
  writeFileSync(inside, module);
  execFileSync("cp", ["-r", other.package, `${consumer.folder}/node_modules/other-margin`]);

  const [one, two] = [consumer.require("isolated-margin"), consumer.require("other-margin")];
  assert.deepEqual([one.version(), two.version()], [version, "9.9.9"]);
  assert.notEqual(one.MarginError, two.MarginError);
  const input = { walletBalance: 1, markets: [{ symbol: "A", tiers: [{ floor: 0, rate: "0.01" }] }], prices: {} };
  const [ours, theirs] = [new one.Simulation(input), new two.Simulation(input)];
  ours.deposit({ amount: 1 });
  theirs.deposit({ amount: 2 });
  assert.deepEqual([ours.report().equity, theirs.report().equity], ["2", "3"]);
  ours.free();
  assert.equal(theirs.report().equity, "3");
  // A handle of one is nothing to the other, and its error is known by its name.
  const markets = one.loadMarkets(input.markets);
  assert.throws(() => two.evaluate({ ...input, markets, positions: [] }), { name: "MarginError", code: "wrong-type" });
  assert.equal(await known(one), EXPECTED);
  assert.equal(await known(two), EXPECTED.replace(`"version":"${version}"`, `"version":"9.9.9"`));
});
