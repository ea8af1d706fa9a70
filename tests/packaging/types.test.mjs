// The types: they compile strictly under every module resolution, they say what is exported, and the linters of
// packages have nothing to say.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { publint } from "publint";

import { ACCOUNT } from "./digits.js";
import { HERE, project } from "./support/project.mjs";

const require = createRequire(import.meta.url);
const TSC = join(require.resolve("typescript/package.json"), "../bin/tsc");
const TARBALL = join(HERE, "../../target/npm/isolated-margin.tgz");

/** What TypeScript says of a project; nothing where all is well. */
function complaints(folder, options) {
  const settings = {
    compilerOptions: { strict: true, noEmit: true, target: "es2022", lib: ["es2022", "dom", "esnext.disposable"], types: ["node"], allowJs: true, checkJs: true, resolveJsonModule: true, skipLibCheck: false, exactOptionalPropertyTypes: true, ...options },
    include: ["*.ts", "*.mts", "*.cts", "examples/*"],
  };
  const program = project({ "tsconfig.json": JSON.stringify(settings), ...folder }, { copied: ["examples"], borrowed: ["decimal.js", "@types", "undici-types"] });
  try {
    execFileSync(process.execPath, [TSC, "--project", program], { encoding: "utf8" });
    return "";
  } catch (error) {
    return error.stdout;
  }
}

/** A program that uses the types as a reader would hope to. */
const PROGRAM = readFileSync(join(HERE, "types.ts"), "utf8");

for (const [moduleResolution, module] of [["bundler", "esnext"], ["node16", "node16"], ["nodenext", "nodenext"]]) {
  test(`strict, under ${moduleResolution}`, () => {
    const files = {
      "program.mts": PROGRAM,
      ...(moduleResolution === "bundler" ? {} : { "required.cts": 'import api = require("isolated-margin"); const text: string = api.version(); void text; void api.default;' }),
      "entries.mts": 'import slim, { version } from "isolated-margin/slim"; import { compare } from "isolated-margin/inline"; void slim(new Uint8Array()); void version; void compare;',
    };
    assert.equal(complaints(files, { moduleResolution, module, allowJs: moduleResolution !== "node16", checkJs: moduleResolution !== "node16" }), "");
  });
}

test("a mistake is a complaint", () => {
  const wrong = (line) => complaints({ "wrong.mts": `import { compare, evaluate, Simulation } from "isolated-margin";\n${line}` }, { moduleResolution: "bundler", module: "esnext" });
  for (const line of [
    'compare({ side: "up", value: 1, entryPrice: 1, leverage: 1, walletBalance: 1 });',
    'compare({ side: "long", value: 1, entryPrise: 1, leverage: 1, walletBalance: 1 });',
    'evaluate({ walletBalance: 1, markets: [], prices: {} });',
    'new Simulation({ walletBalance: 1, markets: [], prices: {} }).apply({ kind: "close" });',
  ]) {
    assert.match(wrong(line), /wrong\.mts\(2,/, line);
  }
});

/** The names that a declaration file exports. */
const declared = (file) =>
  [...readFileSync(join(HERE, "../../crates/margin-wasm/npm", file), "utf8").matchAll(/^export (?:declare )?(?:function|class|const) (\w+)/gm)].map(([, name]) => name);

test("every export is declared, and every declaration exported", async () => {
  const folder = project();
  const api = await import(join(folder, "node_modules/isolated-margin/node.js"));
  assert.deepEqual(Object.keys(api).sort(), [...declared("index.d.ts"), "default"].sort());
  const required = require(join(folder, "node_modules/isolated-margin/node.cjs"));
  assert.deepEqual(Object.keys(required).sort(), Object.keys(api).sort());
  const names = (prototype) => Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor").sort();
  const text = readFileSync(join(HERE, "../../crates/margin-wasm/npm/index.d.ts"), "utf8");
  const simulation = text.slice(text.indexOf("export class Simulation"), text.indexOf("/** A venue: its rules"));
  const members = [...simulation.matchAll(/^ {2}(?:readonly )?(\w+)(?:\(|:)/gm)].map(([, name]) => name).filter((name) => name !== "constructor");
  assert.deepEqual(names(api.Simulation.prototype), [...new Set(members)].sort());
});

/** The fields that an interface of the declarations has, with those it extends left to the caller. */
function fields(name) {
  const text = readFileSync(join(HERE, "../../crates/margin-wasm/npm/index.d.ts"), "utf8").replaceAll(/\/\*\*[^]*?\*\//g, "");
  const body = text.match(new RegExp(`export interface ${name} [^{]*\\{([^]*?)\\n\\}`))[1];
  return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, field]) => field);
}

test("answers have the fields that are declared, and no others", async () => {
  const api = await import(join(project(), "node_modules/isolated-margin/node.js"));
  const sorted = (object) => Object.keys(object).sort();
  const report = api.evaluate({ ...ACCOUNT, tableDate: "2026-09-29" });
  assert.deepEqual(sorted(report), fields("AccountReport").sort());
  assert.deepEqual(sorted(report.source), fields("Source").sort());
  for (const position of report.positions) assert.deepEqual(sorted(position), fields("PositionReport").sort());
  const { isolated } = api.compare({ side: "long", value: 1, entryPrice: 1, leverage: 1, walletBalance: 1 });
  const inherited = fields("PositionReport").filter((field) => !["id", "market", "marginMode", "entryPrice", "leverage"].includes(field));
  assert.deepEqual(sorted(isolated), [...inherited, ...fields("Outcome")].sort());
  for (const venue of api.venues()) {
    assert.deepEqual(fields("VenueInfo").filter((field) => !(field in venue)), venue.tables === undefined ? ["tables"] : []);
    assert.deepEqual(sorted(venue.rules), fields("Rules").sort());
  }
});

test("publint has nothing to say", async () => {
  const folder = join(project(), "node_modules/isolated-margin");
  const { messages } = await publint({ pkgDir: folder, strict: true, pack: false });
  assert.deepEqual(messages, []);
});

test("are the types wrong? No", () => {
  const cli = join(require.resolve("@arethetypeswrong/cli/package.json"), "../dist/index.js");
  // The module and the tables are no code: they have no types to be wrong.
  const excluded = ["--exclude-entrypoints", "./wasm", "./venues/binance-usdm.json", "./package.json"];
  // It ends with an error where it has found anything, also what is explained.
  const { stdout } = spawnSync(process.execPath, [cli, TARBALL, "--format", "json", ...excluded], { encoding: "utf8" });
  const { problems } = JSON.parse(stdout).analysis;
  assert.deepEqual(problems.filter(({ kind }) => !EXPLAINED.includes(kind)), []);
});

/**
 * `./inline` and `./slim` are ES modules, as browsers need them; `require` of them works in Node since 20.19, and a
 * program for older ones requires the package itself.
 */
const EXPLAINED = ["CJSResolvesToESM"];
