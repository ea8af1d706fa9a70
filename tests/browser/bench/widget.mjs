// How long the widget takes from nearing the viewport until it answers, and what a further one takes of time and memory.

import { settled, visit } from "../support/browser.mjs";
import { SLOW_DOWN } from "./frames.mjs";
import { keepMemory, memoryOf } from "./memory.mjs";
import { heading, line, milliseconds } from "./report.mjs";

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

/** Measures the widget of a build, and tells it. */
export async function widget(browser, build) {
  for (const rate of [1, SLOW_DOWN]) {
    const cold = [];
    let warm;
    let each;
    for (let time = 0; time < VISITS; time += 1) {
      const visited = await visit(browser, `${build.hosts.url}lazy.html`, { ready: settled, before: keepMemory });
      const devtools = await visited.page.context().newCDPSession(visited.page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate });
      cold.push(await visited.page.evaluate(near));
      if (time === VISITS - 1) {
        const first = await memoryOf(visited.page, devtools);
        warm = await visited.page.evaluate(further, FURTHER);
        const last = await memoryOf(visited.page, devtools);
        each = Object.fromEntries(Object.keys(first).map((what) => [what, Math.round((last[what] - first[what]) / FURTHER)]));
      }
      await visited.close();
    }
    heading(`the widget${rate === 1 ? "" : `, at 1/${rate} speed`}`);
    line("nearing the viewport to usable", milliseconds(cold), build);
    line("a further one", milliseconds(warm), build);
    if (rate === 1) console.log(`a further one takes ${each.heap} bytes of the script's heap, ${each.module} of the module's memory, ${each.nodes} nodes`);
  }
}
