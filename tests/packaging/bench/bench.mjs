// The package and the same work with other number libraries, side by side. Nothing is asserted here: that all compute the
// same is what `same-digits.test.mjs` is for. Run it with `cargo xtask bench`.

import { readFileSync } from "node:fs";

import { account, scenario } from "./accounts.js";
import { measure } from "./measure.js";
import { MARKETS, POSITIONS, accountOf, liquidationPrice } from "./orderly.js";
import { BTCUSDT, markets, ours, tableDate } from "./package-under-test.js";
import { RIVALS } from "./rivals/index.js";

const OURS = "isolated-margin";
/** Different inputs, so that nothing is measured on one lucky case. */
const INPUTS = 50;
/** How many accounts of 1,000 positions go into one call. */
const LARGE_INPUTS = 10;

const inputs = (count, make) => Array.from({ length: count }, (_, index) => make(index + 1));
const mapRivals = (make) => Object.fromEntries(Object.entries(RIVALS).map(([name, rival]) => [name, make(rival)]));

/** One account a call, its tables read every time. */
function oneAtATime(accounts) {
  const call = (api) => (index) => api.evaluate(accounts[index % accounts.length]);
  return { [OURS]: call(ours), ...mapRivals(call) };
}

/** One account a call, its tables read before. */
function withTables(accounts, tables) {
  const call = (evaluate, read) => {
    const prepared = accounts.map((account) => ({ ...account, markets: read }));
    return (index) => evaluate(prepared[index % prepared.length]);
  };
  return { [OURS]: call(ours.evaluate, ours.loadMarkets(tables)), ...mapRivals((rival) => call(rival.evaluate, rival.readMarkets(tables))) };
}

/** All accounts in one call, where there is such a call; their tables read before. */
function inBulk(accounts, tables) {
  const prepare = (read) => accounts.map((account) => ({ ...account, markets: read }));
  const ofOurs = prepare(ours.loadMarkets(tables));
  return {
    [OURS]: () => ours.evaluateMany(ofOurs),
    ...mapRivals((rival) => {
      const prepared = prepare(rival.readMarkets(tables));
      return () => prepared.map((account) => rival.evaluate(account));
    }),
  };
}

/** A scenario as two accounts, which can share a table that was read before. */
function bothModes({ venue, market, markPrice, walletBalance, side, size, entryPrice, leverage, isolatedMargin }) {
  const position = { market: market.symbol, side, size, entryPrice, leverage };
  const shared = { venue, walletBalance, markets: [market], prices: { [market.symbol]: markPrice } };
  return [
    { ...shared, positions: [{ ...position, marginMode: "isolated", ...(isolatedMargin && { isolatedMargin }) }] },
    { ...shared, positions: [{ ...position, marginMode: "cross" }] },
  ];
}

/** Both accounts of a scenario are one operation. */
const inPairs = (operations) =>
  Object.fromEntries(Object.entries(operations).map(([name, call]) => [name, (index) => [call(2 * index), call(2 * index + 1)]]));

function show(times, title, unit, share = 1) {
  const base = times[OURS];
  const cells = Object.values(times).map((time, place) => {
    const microseconds = time / share;
    const text = microseconds.toFixed(microseconds < 100 ? 1 : 0);
    const ratio = time / base;
    return (place === 0 ? text : `${text} (${ratio.toFixed(ratio < 1 ? 2 : 1)}x)`).padStart(18);
  });
  console.log(`  ${`${title}, µs ${unit}`.padEnd(62)}${cells.join("")}`);
}

function heading(title, names) {
  console.log(`\n${title}`);
  console.log(`  ${"".padEnd(62)}${names.map((name) => name.padStart(18)).join("")}`);
}

const NAMES = [OURS, ...Object.keys(RIVALS)];
const { devDependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
console.log(`isolated-margin ${ours.version()}, Node ${process.version}, tables of ${tableDate}`);
console.log(Object.entries(devDependencies).map(([name, version]) => `${name} ${version}`).join(", "));
console.log("Medians of processor time, from decimal strings to decimal strings. In brackets: how many times ours it takes.");

{
  const scenarios = inputs(INPUTS, (seed) => scenario(BTCUSDT, { seed }));
  const compare = (api) => (index) => api.compare(scenarios[index % INPUTS]);
  const accounts = scenarios.flatMap(bothModes);
  heading("One position in both modes, with the 12 tiers of BTCUSDT", NAMES);
  show(measure({ [OURS]: compare(ours), ...mapRivals(compare) }), "compare, the table read every time", "a position");
  show(measure(inPairs(oneAtATime(accounts))), "evaluate twice, the table read every time", "a position");
  show(measure(inPairs(withTables(accounts, [BTCUSDT]))), "evaluate twice, loadMarkets", "a position");
  show(measure(inBulk(accounts, [BTCUSDT])), `evaluateMany, ${INPUTS} positions a call, loadMarkets`, "a position", INPUTS);
}

for (const [positions, marketCount, count] of [
  [20, 8, INPUTS],
  [1_000, 40, LARGE_INPUTS],
]) {
  const tables = markets(marketCount);
  const accounts = inputs(count, (seed) => account(tables, positions, { seed }));
  heading(`One account of ${positions.toLocaleString("en")} positions in ${marketCount} markets, isolated and cross`, NAMES);
  show(measure(oneAtATime(accounts)), "evaluate, the tables read every time", "an account");
  show(measure(withTables(accounts, tables)), "evaluate, loadMarkets", "an account");
  show(measure(inBulk(accounts, tables)), `evaluateMany, ${count} accounts a call, loadMarkets`, "an account", count);
}

heading("One cross position at one rate: our whole report beside their liquidation price alone", [OURS, "liqPrice"]);
for (const [side, position] of Object.entries(POSITIONS)) {
  const prepared = accountOf(position, ours.loadMarkets(MARKETS));
  const many = Array.from({ length: INPUTS }, () => prepared);
  const theirs = () => liquidationPrice(position);
  show(measure({ [OURS]: () => ours.evaluate(prepared), liqPrice: theirs }), `a ${side}: evaluate, loadMarkets`, "a position");
  const bulk = measure({ [OURS]: () => ours.evaluateMany(many), liqPrice: () => many.map(theirs) });
  show(bulk, `a ${side}: evaluateMany, ${INPUTS} a call, loadMarkets`, "a position", INPUTS);
  const { price } = ours.evaluate(prepared).positions[0].liquidation;
  console.log(`    ours ${price}, theirs ${theirs()}`);
}
