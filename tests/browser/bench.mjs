// How long the page takes from a slider event to the next frame, on a processor slowed to a quarter, and whether its
// memory grows with use; what Account works a frame with the most positions that it holds; how long the widget takes
// from nearing the viewport until it answers, and what a further one takes of memory:
//
//   node tests/browser/bench.mjs [FOLDER …]
//
// The folders are builds of the page, to be compared in one sitting: Account is measured in each of them, by turns.

import { DIST, launch, settled, visit } from "./support/browser.mjs";
import { slide, TWELVE_POSITIONS } from "./support/frames.mjs";
import { serveHosts } from "./support/host.mjs";
import { slider } from "./support/page.mjs";
import { serve } from "./support/server.mjs";

const SLOW_DOWN = 4;
const MEASURED = 300;
const WORN = 10_000;

const server = await serve(DIST);
const browser = await launch();
const { page, close } = await visit(browser, server.url, { before: keepMemory });
const devtools = await page.context().newCDPSession(page);

/**
 * Runs in the page: moves the slider so often and resolves to the milliseconds each move took, from the event to the
 * page being changed and laid out (the work), and to the frame being drawn (which also waits for the screen).
 */
async function move(input, times) {
  const task = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(undefined);
    });
  // A task posted in an animation frame runs after that frame was drawn.
  const drawn = () => new Promise((done) => requestAnimationFrame(() => task().then(done)));
  const [lowest, highest] = [Number(input.min), Number(input.max)];
  const taken = [];
  for (let time = 0; time < times; time += 1) {
    await drawn();
    input.value = String(lowest + ((highest - lowest) * (time % 100)) / 100);
    const started = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await task();
    document.body.getBoundingClientRect();
    const changed = performance.now() - started;
    await drawn();
    taken.push({ changed, drawn: performance.now() - started });
  }
  return taken;
}

/** Runs in the page: as many events as fast as the page takes them, a frame for every hundred. */
async function wear(input, times) {
  const [lowest, highest] = [Number(input.min), Number(input.max)];
  for (let time = 0; time < times; time += 1) {
    input.value = String(lowest + ((highest - lowest) * (time % 100)) / 100);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (time % 100 === 99) await new Promise(requestAnimationFrame);
  }
}

/** Runs in the page before its script: keeps the module's memory at hand. */
function keepMemory() {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const result = await instantiate(...given);
    window.moduleMemory = result.instance.exports.memory;
    return result;
  };
}

/** The bytes in use after a collection: the script's heap, the module's memory, and the number of nodes. */
async function memory(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { nodes } = await devtools.send("Memory.getDOMCounters");
  const module = await page.evaluate(() => window.moduleMemory.buffer.byteLength);
  return { heap: usedSize, module, nodes };
}

const milliseconds = (values, fraction) => {
  const sorted = [...values].sort((a, b) => a - b);
  return `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))].toFixed(1)} ms`.padStart(10);
};

const leverage = slider(page, "Leverage");
await leverage.evaluate(move, 50);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
const taken = await leverage.evaluate(move, MEASURED);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
console.log(`${MEASURED} slider events at 1/${SLOW_DOWN} speed      median       95%`);
for (const [what, label] of [["changed", "event to changed layout"], ["drawn", "event to drawn frame"]]) {
  const values = taken.map((sample) => sample[what]);
  console.log(label.padEnd(34) + milliseconds(values, 0.5) + milliseconds(values, 0.95));
}

const before = await memory(page, devtools);
await leverage.evaluate(wear, WORN);
const after = await memory(page, devtools);
console.log(`after ${WORN} slider events           before     after`);
for (const [what, label] of [["heap", "script heap, bytes"], ["module", "module memory, bytes"], ["nodes", "nodes"]]) {
  console.log(label.padEnd(30) + String(before[what]).padStart(11) + String(after[what]).padStart(11));
}

await close();

const FOLDERS = process.argv.length > 2 ? process.argv.slice(2) : [DIST];
const TURNS = 5;
const FRAMES = 60;

const builds = [];
for (const folder of FOLDERS) {
  const server = await serve(folder);
  const visited = await visit(browser, `${server.url}account.html${TWELVE_POSITIONS}`);
  const devtools = await visited.page.context().newCDPSession(visited.page);
  builds.push({ folder, server, devtools, ...visited, ten: [], one: [] });
}
// The first turn warms up.
for (let turn = 0; turn <= TURNS; turn += 1) {
  for (const { page, devtools, ten, one } of builds) {
    const price = slider(page, "BTCUSDT price");
    await page.bringToFront();
    const ofTen = await price.evaluate(slide, { frames: FRAMES, events: 10 });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
    const ofOne = await price.evaluate(slide, { frames: FRAMES, events: 1 });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    if (turn > 0) {
      ten.push(...ofTen);
      one.push(...ofOne);
    }
  }
}
for (const { folder, page, server, ten, one, close } of builds) {
  const positions = await page.getByRole("article").count();
  console.log(`Account, ${positions} positions`.padEnd(34) + "    median       95%" + (builds.length > 1 ? `   ${folder}` : ""));
  for (const [label, values] of [
    ["ten events a frame, work", ten.map(({ work }) => work)],
    [`one at 1/${SLOW_DOWN} speed, work`, one.map(({ work }) => work)],
    [`one at 1/${SLOW_DOWN} speed, with waiting`, one.map(({ whole }) => whole)],
  ]) {
    console.log(label.padEnd(34) + milliseconds(values, 0.5) + milliseconds(values, 0.95));
  }
  await close();
  await server.close();
}

const hosts = await serveHosts(server.url);
const VISITS = 9;
const FURTHER = 50;

/** Runs in a host page: brings its widget near the viewport, and resolves to the milliseconds until it answers. */
const near = () =>
  new Promise((done) => {
    const element = document.querySelector("isolated-margin");
    const started = performance.now();
    element.addEventListener("margin-ready", () => done(performance.now() - started));
    scrollTo(0, element.offsetTop - innerHeight - 250);
  });

/** Runs in a host page: so many further widgets, one above the other; resolves to the milliseconds each took. */
async function further(count) {
  const taken = [];
  for (let index = 0; index < count; index += 1) {
    const element = document.createElement("isolated-margin");
    element.style.cssText = "position: fixed; inset: 0";
    const started = performance.now();
    const ready = new Promise((done) => element.addEventListener("margin-ready", done));
    document.body.append(element);
    await ready;
    taken.push(performance.now() - started);
  }
  return taken;
}

for (const rate of [1, SLOW_DOWN]) {
  const cold = [];
  let warm;
  let each;
  for (let time = 0; time < VISITS; time += 1) {
    const visited = await visit(browser, `${hosts.url}lazy.html`, { ready: settled, before: keepMemory });
    const devtools = await visited.page.context().newCDPSession(visited.page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    cold.push(await visited.page.evaluate(near));
    if (time === VISITS - 1) {
      const first = await memory(visited.page, devtools);
      warm = await visited.page.evaluate(further, FURTHER);
      const last = await memory(visited.page, devtools);
      each = Object.fromEntries(Object.keys(first).map((what) => [what, (last[what] - first[what]) / FURTHER]));
    }
    await visited.close();
  }
  console.log(`the widget${rate === 1 ? "" : `, at 1/${rate} speed`}`.padEnd(34) + "    median       95%");
  console.log("nearing the viewport to usable".padEnd(34) + milliseconds(cold, 0.5) + milliseconds(cold, 0.95));
  console.log("a further one".padEnd(34) + milliseconds(warm, 0.5) + milliseconds(warm, 0.95));
  if (rate === 1) console.log(`a further one takes ${Math.round(each.heap)} bytes of the script's heap, ${Math.round(each.module)} of the module's memory, ${Math.round(each.nodes)} nodes`);
}
await hosts.close();
await browser.close();
await server.close();
