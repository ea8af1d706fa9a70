// The declarations: strict under every way of resolving, and exactly what the package has at run time.

import assert from "node:assert/strict";
import { cpSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import ts from "typescript";

import { ACCOUNT, SCENARIO } from "./support/known.js";
import { HERE, project } from "./support/project.mjs";

const consumer = project();
const api = consumer.require("isolated-margin");
const declarations = readFileSync(join(consumer.package, "index.d.ts"), "utf8");

const RESOLUTIONS = {
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
};
const BROWSER = { lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: [] };
const NODE = { lib: ["lib.es2022.d.ts"], types: ["node"], typeRoots: [join(HERE, "node_modules/@types")] };
const BARE = { lib: ["lib.es2022.d.ts"], types: [] };

/** Files of the libraries are parsed once. */
const parsed = new Map();

function programOf(files, options) {
  const settings = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    resolveJsonModule: true,
    ...options,
  };
  const host = ts.createCompilerHost(settings);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language, ...others) => {
    if (!name.includes("/typescript/lib/") && !name.includes("/@types/")) return parse(name, language, ...others);
    const key = `${name} ${JSON.stringify(language)}`;
    if (!parsed.has(key)) parsed.set(key, parse(name, language, ...others));
    return parsed.get(key);
  };
  return ts.createProgram(files, settings, host);
}

function complaints(files, options) {
  return ts.getPreEmitDiagnostics(programOf(files, options)).map((diagnostic) => {
    const place = diagnostic.file ? `${diagnostic.file.fileName}:${diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1} ` : "";
    return place + ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  });
}

/** The examples of a declaration file, each a module. */
function examplesOf(text) {
  return [...text.matchAll(/^ \* ```ts\n((?: \*.*\n)*?) \* ```$/gm)].map(([, lines]) => lines.replaceAll(/^ \* ?/gm, ""));
}

const examples = ["index.d.ts", "slim.d.ts"].flatMap((name) =>
  examplesOf(readFileSync(join(consumer.package, name), "utf8")).map((example, at) =>
    consumer.write(`examples/${name.split(".")[0]}-${at}.ts`, `declare const console: { log(...values: unknown[]): void };\n${example}\nexport {};\n`),
  ),
);

for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
  test(`every example is strict under ${name}`, () => {
    assert.equal(examples.length, 17);
    assert.deepEqual(complaints(examples, { ...resolution, ...BROWSER }), []);
  });
}

// The examples of the README, which are JavaScript: all but the one that needs the types of React.
consumer.add("examples", "readme");
cpSync(join(HERE, "node_modules/decimal.js"), consumer.path("node_modules/decimal.js"), { recursive: true });
const shown = readdirSync(join(HERE, "examples")).filter((name) => /\.c?js$/.test(name));

for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
  test(`the README's examples are strict under ${name}`, () => {
    // Before `nodenext`, TypeScript takes no file of JSON as Node 20 imports it.
    const taken = shown.filter((example) => name !== "node16" || example !== "account.js").map((example) => consumer.path(`readme/${example}`));
    assert.ok(taken.length >= 7);
    const host = { ...NODE, lib: BROWSER.lib, allowJs: true, checkJs: true, noUncheckedIndexedAccess: false };
    assert.deepEqual(complaints(taken, { ...resolution, ...host }), []);
  });
}

test("every function, class and main type has an example", () => {
  const names = [...declarations.matchAll(/ \*\/\nexport (?:function|class) (\w+)/g)].map(([, name]) => name);
  const withExample = [...declarations.matchAll(/ \* @example(?:(?!\*\/)[^])*?\*\/\nexport (?:function|class|type) (\w+)/g)];
  assert.deepEqual(
    names.filter((name) => !withExample.some(([, shown]) => shown === name)),
    [],
  );
  for (const type of ["Liquidation", "Operation", "Event"]) assert.ok(withExample.some(([, shown]) => shown === type), type);
});

test("the declarations stand alone, with browsers' and with Node's, in both kinds of module", () => {
  const uses = `import { evaluate, init, type AccountReport } from "isolated-margin";
    export const report = (): AccountReport => evaluate({ walletBalance: 1, markets: [], prices: {}, positions: [] });
    export const started: Promise<void> = init(new ArrayBuffer(0));\n`;
  const files = [consumer.write("uses.mts", uses), consumer.write("uses.cts", uses.replace("isolated-margin", "isolated-margin"))];
  for (const resolution of [RESOLUTIONS.node16, RESOLUTIONS.nodenext]) {
    for (const host of [BARE, BROWSER, NODE]) assert.deepEqual(complaints(files, { ...resolution, ...host }), []);
  }
});

for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
  test(`the element is typed under ${name}`, () => {
    const uses = `import "isolated-margin/element";
      import type { IsolatedMarginResult } from "isolated-margin/element";
      const element = document.createElement("isolated-margin");
      element.state = { leverage: 20, margin: null };
      element.state = "v1&side=short";
      const leverage: string | undefined = element.state?.leverage;
      element.addEventListener("margin-change", ({ detail }) => { const result: IsolatedMarginResult | null = detail.result; void [result, leverage]; });
      element.addEventListener("margin-error", ({ detail }) => { if (detail.code === "bad-value") void detail.message; });\n`;
    assert.deepEqual(complaints([consumer.write(`element-${name}.mts`, uses)], { ...resolution, ...BROWSER }), []);
    const wrong = uses.replace("leverage: 20", "levrage: 20");
    assert.equal(complaints([consumer.write(`element-wrong-${name}.mts`, wrong)], { ...resolution, ...BROWSER }).length, 1);
  });
}

test("wrong programs are refused", () => {
  const wrong = {
    "a misspelt key": `evaluate({ walletBalence: 1, walletBalance: 1, markets: [], prices: {}, positions: [] });`,
    "a wrong name": `compare({ side: "up", entryPrice: 1, size: 1, leverage: 1, walletBalance: 1 });`,
    "a missing field": `compare({ side: "long", size: 1, leverage: 1, walletBalance: 1 });`,
    "a price that may not be there": `const price: string = compare(scenario).cross.liquidation.price;`,
    "a kind that there is not": `if (event.kind === "exploded") void 0;`,
    "fields of another event": `if (event.kind === "deposited") void event.market;`,
    "a source of a number": `void init(5);`,
    "a made error": `throw new MarginError();`,
    "slim without a module": `void slim();`,
  };
  const head = `import { compare, evaluate, init, MarginError, type Event, type Scenario } from "isolated-margin";
    import { init as slim } from "isolated-margin/slim";
    declare const event: Event; declare const scenario: Scenario; void [compare, evaluate, init, slim, event, scenario, MarginError];\n`;
  const files = Object.entries(wrong).map(([name, line]) => consumer.write(`wrong/${name}.ts`, head + line));
  const found = complaints(files, { ...RESOLUTIONS.bundler, ...BROWSER });
  for (const name of Object.keys(wrong)) assert.equal(found.filter((complaint) => complaint.includes(`/${name}.ts`)).length, 1, name);
  const right = `const { liquidation } = compare(scenario).isolated;
    if (liquidation.kind === "at") { const price: string = liquidation.price; void price; }
    else if (liquidation.kind === "never") { const reason: string = liquidation.reason; void reason; }
    else { const now: "now" = liquidation.kind; void now; }
    if (event.kind === "liquidated") { const ids: string[] = event.ids; void ids; }
    try { void 0; } catch (error) { if (error instanceof MarginError && error.code === "freed") { const name: "MarginError" = error.name; void name; } }`;
  assert.deepEqual(complaints([consumer.write("right.ts", head + right)], { ...RESOLUTIONS.bundler, ...BROWSER }), []);
});

// At run time

const checked = consumer.write("checked.ts", `export * from "isolated-margin"; export { default } from "isolated-margin";\n`);
const program = programOf([checked], { ...RESOLUTIONS.bundler, ...BROWSER });
const checker = program.getTypeChecker();
const entry = checker.getSymbolAtLocation(program.getSourceFile(join(consumer.package, "index.d.ts")));
const exported = new Map(checker.getExportsOfModule(entry).map((symbol) => [symbol.name, symbol]));
const namesOf = (object) => Object.getOwnPropertyNames(object).filter((name) => name !== "constructor").sort();

function declaredMembers(name) {
  const type = checker.getDeclaredTypeOfSymbol(exported.get(name));
  const parts = type.isUnion() ? type.types : [type];
  return [...new Set(parts.flatMap((part) => checker.getPropertiesOfType(part).map((property) => property.name)))]
    .filter((member) => !member.startsWith("__@"))
    .sort();
}

test("what is declared is exported, and what is exported is declared", async () => {
  const isValue = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol).flags & ts.SymbolFlags.Value;
  const declared = [...exported.values()].filter(isValue).map((symbol) => symbol.name).sort();
  assert.deepEqual(Object.keys(api).sort(), declared);
  consumer.write("all.mjs", `export * as main from "isolated-margin"; export * as inline from "isolated-margin/inline"; export * as slim from "isolated-margin/slim";`);
  const entries = await consumer.import("all.mjs");
  for (const [name, module] of Object.entries(entries)) assert.deepEqual(Object.keys(module).sort(), declared, name);
});

test("classes have the members that are declared", () => {
  assert.deepEqual(namesOf(api.Simulation.prototype), declaredMembers("Simulation"));
  assert.deepEqual(namesOf(api.Simulation).filter((name) => !["length", "name", "prototype"].includes(name)), ["fromJSON"]);
  const markets = api.loadMarkets(ACCOUNT.markets);
  assert.deepEqual(namesOf(Object.getPrototypeOf(markets)), declaredMembers("Markets"));
  for (const object of [markets, new api.Simulation({ ...ACCOUNT, positions: undefined })]) {
    assert.equal(typeof object[Symbol.dispose ?? Symbol.for("Symbol.dispose")], "function");
    object.free();
  }
});

/** Answers of every kind, by the name of their type. */
function samples() {
  const found = { AccountReport: [], Comparison: [], Event: [], Limits: [], SimulationState: [], VenueInfo: api.venues(), VenueFile: [] };
  const { AccountReport: reports, Comparison: comparisons, Event: events } = found;
  reports.push(api.evaluate(ACCOUNT), api.evaluate({ ...ACCOUNT, tableDate: "2026-09-29", walletBalance: "100" }));
  reports.push(api.evaluate({ ...ACCOUNT, venue: "generic", positions: [] }));
  comparisons.push(api.compare(SCENARIO), api.compare({ ...SCENARIO, leverage: 1, walletBalance: 6000 }));
  const market = { ...ACCOUNT.markets[0], settlementUnit: "0.01", contract: "linear", closingFee: "0.0005", takerFee: "0.0004", tierForm: "whole", tierBasis: "value" };
  const account = new api.Simulation({ tableDate: "2026-01-01", rules: { onLiquidation: "residual" }, positionMode: "hedge", walletBalance: "10000", markets: [market], prices: { BTCUSDT: 60000 } });
  const apply = (operation) => events.push(...account.apply(operation));
  apply({ kind: "set-margin-mode", market: "BTCUSDT", mode: "isolated" });
  apply({ kind: "set-leverage", market: "BTCUSDT", leverage: 10 });
  apply({ kind: "open", market: "BTCUSDT", side: "long", size: "0.2" });
  apply({ kind: "open", market: "BTCUSDT", side: "long", size: "0.1", price: 59000 });
  apply({ kind: "add-margin", id: "1", amount: 100 });
  found.SimulationState.push(account.toJSON());
  found.Limits.push(account.limits("1"));
  reports.push(account.report());
  apply({ kind: "remove-margin", id: "1", amount: 50 });
  apply({ kind: "close", id: "1", size: "0.05" });
  apply({ kind: "fund", market: "BTCUSDT", rate: "0.0001", time: "noon" });
  apply({ kind: "deposit", amount: 10 });
  apply({ kind: "withdraw", amount: 10 });
  apply({ kind: "open", market: "BTCUSDT", side: "short", size: "0.1" });
  apply({ kind: "close", id: "2" });
  apply({ kind: "mark", prices: { BTCUSDT: 30000 }, time: "night" });
  account.free();
  for (const { tables } of api.venues()) if (tables) found.VenueFile.push(JSON.parse(consumer.read(`node_modules/isolated-margin/venues/${tables}.json`)));
  return found;
}

const found = samples();

test("answers have no field that is not declared, and lack none that is", () => {
  const brief = ({ markets, tables, ...rest }) => ({ ...rest, tables, markets: markets.slice(0, 40) });
  found.VenueFile = found.VenueFile.map(brief);
  const lines = Object.entries(found).flatMap(([type, values]) => values.map((value, at) => `export const ${type}${at}: ${type} = ${JSON.stringify(value)};`));
  const imports = `import type { ${Object.keys(found).join(", ")} } from "isolated-margin";\n`;
  const file = consumer.write("samples.ts", imports + lines.join("\n"));
  assert.deepEqual(complaints([file], { ...RESOLUTIONS.bundler, ...BROWSER }), []);
});

test("every declared field, also one that may be left out, is in some answer", () => {
  const parts = {
    ...found,
    PositionReport: found.AccountReport.flatMap((report) => report.positions),
    Outcome: found.Comparison.flatMap(({ isolated, cross }) => [isolated, cross]),
    Source: [...found.AccountReport, ...found.Comparison].map(({ source }) => source),
    RulesInFull: found.VenueInfo.map(({ rules }) => rules),
    LiquidationPair: found.AccountReport.flatMap((report) => Object.values(report.markets)),
    Liquidation: [...found.AccountReport.flatMap((report) => report.positions), ...found.Comparison.map(({ isolated }) => isolated)].map(({ liquidation }) => liquidation),
  };
  for (const [type, values] of Object.entries(parts)) {
    const seen = [...new Set(values.flatMap(Object.keys))].sort();
    assert.deepEqual(seen, declaredMembers(type), type);
  }
  const kinds = (name) => checker.getDeclaredTypeOfSymbol(exported.get(name)).types.flatMap((part) => {
    const kind = checker.getTypeOfSymbol(part.getProperty("kind"));
    return kind.isUnion() ? kind.types.map((one) => one.value) : [kind.value];
  }).sort();
  assert.deepEqual([...new Set(found.Event.map(({ kind }) => kind))].sort(), kinds("Event"));
});

test("the codes of venues and of errors are those that the package has", () => {
  const literals = (name) => checker.getDeclaredTypeOfSymbol(exported.get(name)).types.filter((type) => type.isStringLiteral()).map((type) => type.value).sort();
  assert.deepEqual(literals("Venue"), api.venues().map(({ code }) => code).sort());
  const rust = readFileSync(join(HERE, "../../crates/margin-core/src/error.rs"), "utf8");
  const codes = [...rust.matchAll(/Self::\w+ => "([a-z-]+)",/g)].map(([, code]) => code);
  assert.deepEqual(literals("MarginErrorCode"), [...codes, "not-loaded", "freed"].sort());
});

