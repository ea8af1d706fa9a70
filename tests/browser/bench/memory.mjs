// Whether the memory of Compare grows with use.

import { visit } from "../support/browser.mjs";
import { slider } from "../support/page.mjs";
import { heading, line } from "./report.mjs";

const EVENTS = 10_000;

/** Runs in the page before its script: keeps the module's memory at hand. */
export function keepMemory() {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const result = await instantiate(...given);
    window.moduleMemory = result.instance.exports.memory;
    return result;
  };
}

/** The bytes in use after a collection: the script's heap, the module's memory, and the number of nodes. */
export async function memoryOf(page, devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { nodes } = await devtools.send("Memory.getDOMCounters");
  const module = await page.evaluate(() => window.moduleMemory.buffer.byteLength);
  return { heap: usedSize, module, nodes };
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

/** Measures the memory of a build before and after many events, and tells it. */
export async function memory(browser, build) {
  const { page, close } = await visit(browser, build.site.url, { before: keepMemory });
  const devtools = await page.context().newCDPSession(page);
  const leverage = slider(page, "Leverage");
  await leverage.evaluate(wear, 100);
  const before = await memoryOf(page, devtools);
  await leverage.evaluate(wear, EVENTS);
  const after = await memoryOf(page, devtools);
  heading(`after ${EVENTS} events of a slider`, "     before      after");
  for (const [what, label] of [["heap", "script heap, bytes"], ["module", "module memory, bytes"], ["nodes", "nodes"]]) {
    line(label, String(before[what]).padStart(11) + String(after[what]).padStart(11), build);
  }
  await close();
}
